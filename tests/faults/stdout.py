#!/usr/bin/env python3
"""Standard output full, closed, or a pipe nobody reads, for every command. A reading command and every page of help exit other than 0
with a word; a writing command has written, exits 0 and says that its answer was lost."""
import argparse, itertools
from lib import *
ap = argparse.ArgumentParser(); common(ap)
ap.add_argument("--program", required=True, help="its help pages are found from its own --help"); ap.add_argument("--pages", type=int, default=1000, help="so many help pages at most"); ap.add_argument("--read", action="append", default=[]); ap.add_argument("--write", action="append", default=[])
a = ap.parse_args(); bad = []; n = 0; st = {}
d0 = tempfile.mkdtemp(prefix="out0-", dir=a.work); db0 = setup(a.init, d0)
def helps(words):
    yield words
    r = run([a.program, *words, "--help"])
    text = r.out.decode().split("\nCommands:\n")
    for line in text[1].split("\n\n")[0].splitlines() if len(text) > 1 else ():
        m = re.match(r"  ([a-z][a-z-]*)(?: |$)", line)
        if m: yield from helps([*words, m[1]])
def into(how, argv, **k):
    if how == "full":
        with open("/dev/full", "wb") as f: return run(argv, stdout=f, **k)
    if how == "closed": return run(["sh", "-c", 'exec "$@" >&-', "sh", *argv], **k)
    r, w = os.pipe(); os.close(r)
    try: return run(argv, stdout=w, **k)
    finally: os.close(w)
HOW = ("full", "closed", "unread")
pages = [[a.program, "--version"]] + [[a.program, *w, "--help"] for w in itertools.islice(helps([]), a.pages)]
for argv in pages + [expand(t, db=db0, dir=d0) for t in a.read]:
    plain = run(argv); tag = " ".join(argv[1:])
    if not plain.out: bad.append(f"{tag}: prints nothing to begin with {plain}")
    for how in HOW:
        n += 1; r = into(how, argv); k = kind(r); st[k] = st.get(k, 0) + 1
        if k != "error": bad.append(f"{tag}, stdout {how}: {k} {r}")
for t in a.write:
    for how in HOW:
        d = tempfile.mkdtemp(prefix="out-", dir=a.work); db = os.path.join(d, "t.db"); shutil.copyfile(db0, db); L = logical(db); argv = expand(t, db=db, key="x", dir=d, out=os.path.join(d, "out")); tag = " ".join(argv[3:])
        before = set(os.listdir(d)); n += 1; r = into(how, argv); k = kind(r); st[k] = st.get(k, 0) + 1
        if k != "ok" or not r.err.strip(): bad.append(f"{tag}, stdout {how}: {k} {r}")
        if logical(db) == L and set(os.listdir(d)) == before: bad.append(f"{tag}, stdout {how}: exit {r.rc} and nothing is written")
        if a.verify:
            v = run(expand(a.verify, db=db, dir=d))
            if v.rc: bad.append(f"{tag}, stdout {how}: verify {v}")
        shutil.rmtree(d)
shutil.rmtree(d0); report("stdout", bad, {"tried": n, "help_pages": len(pages) - 1, **st})
