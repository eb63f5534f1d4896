#!/usr/bin/env python3
"""(8) Where an export may land. Destinations: the database itself, its -wal/-journal/-shm, hard link and symlinks to them, symlink to a victim,
dangling symlink, existing file, directory, FIFO, /dev/full, unwritable/missing directory, planted predictable temp names, hostile names.
Rules: database and victim unchanged, exit 0 only if the output is complete, no half file left, of the mode given, no crash."""
import argparse, stat
from lib import *
ap = argparse.ArgumentParser(); common(ap); ap.add_argument("--fill", required=True); ap.add_argument("--export", required=True, help="{db} {out}"); ap.add_argument("--overwrite-ok", action="store_true"); ap.add_argument("--mode", default="600")
ap.add_argument("--folders", action="store_true", help="a path with a stroke at its end is a folder that takes a file a table"); ap.add_argument("--enospc", action="store_true", help="also fail every write of the export with ENOSPC (fi.so)")
a = ap.parse_args(); bad = []; st = {}; n = 0
d0 = tempfile.mkdtemp(prefix="xp0-", dir=a.work); db0 = setup(a.init, d0)
for i in range(5): run(expand(a.fill, db=db0, key=f"k{i}", val="v" * 2000))
orig = open(db0, "rb").read()
ref = os.path.join(d0, "ref.csv"); r = run(expand(a.export, db=db0, out=ref)); REF = open(ref, "rb").read() if r.rc == 0 else sys.exit(f"export does not work: {r}")
if stat.S_IMODE(os.stat(ref).st_mode) != int(a.mode, 8): bad.append(f"fresh export has mode {oct(stat.S_IMODE(os.stat(ref).st_mode))}, wanted {a.mode} (personal data)")
def sl(t): return lambda dd, o: os.symlink(t(dd), o)
CASES = {"db-itself": ("t.db", None, 0), "db-wal": ("t.db-wal", None, 0), "db-journal": ("t.db-journal", None, 0), "db-shm": ("t.db-shm", None, 0), "db-dotdot": ("sub/../t.db", lambda dd, o: os.mkdir(dd + "/sub"), 0), "db-hardlink": ("h.csv", lambda dd, o: os.link(dd + "/t.db", o), 0), "db-symlink": ("s.csv", sl(lambda dd: dd + "/t.db"), 0), "db-journal-symlink": ("s.csv", sl(lambda dd: dd + "/t.db-journal"), 0),
 "victim-symlink": ("s.csv", sl(lambda dd: dd + "/victim"), None), "victim-hardlink": ("s.csv", lambda dd, o: os.link(dd + "/victim", o), None), "dangling-symlink": ("s.csv", sl(lambda dd: dd + "/made-by-link"), None), "existing": ("e.csv", lambda dd, o: open(o, "w").write("old"), 1 if a.overwrite_ok else None), "directory": ("d.csv", lambda dd, o: os.mkdir(o), 0), "fifo": ("f.csv", lambda dd, o: os.mkfifo(o), 0), "missing-dir": ("no/such/o.csv", None, 0), "file-as-dir": ("victim/o.csv", None, 0), "empty-name": ("", None, 0), "name-long": ("x" * 300 + ".csv", None, 0), "trailing-slash": ("new.csv/", None, 0), "name-dash": ("-o.csv", None, None), "name-ansi": ("a\x1b[2Jb.csv", None, None), "name-cjk-bidi": ("台账\u202ecsv.exe", None, None), "dev-full": ("/dev/full", None, 0), "dev-null": ("/dev/null", None, None), "symlinked-parent": ("lp/o.csv", lambda dd, o: (os.mkdir(dd + "/real"), os.symlink(dd + "/real", dd + "/lp")), None), "planted-tmp": ("p.csv", lambda dd, o: [os.symlink(dd + "/victim", o + s) for s in (".tmp", "~", ".part", ".new", ".bak")] + [os.symlink(dd + "/victim", dd + "/.p.csv.tmp")], 1)}
def one(name, out, mk, must, env=None):
    global n; n += 1
    dd = tempfile.mkdtemp(prefix="xp-", dir=a.work); db = os.path.join(dd, "t.db"); open(db, "wb").write(orig); v = dd + "/victim"; open(v, "w").write("victim"); o = out if out.startswith("/") else os.path.join(dd, out) if out else ""
    if mk: mk(dd, o)
    before = set(tree(dd)); e = {k: x.replace("{dd}", dd) for k, x in (env or {}).items()}
    r = run(expand(a.export, db=db, out=o), timeout=8, env=e, cwd=dd); k = kind(r); st[k] = st.get(k, 0) + 1
    if k in ("crash", "timeout", "silent"): bad.append(f"{name}: {k} {r}")
    if open(db, "rb").read() != orig: bad.append(f"{name}: DATABASE CHANGED ({k})")
    if open(v).read() != "victim": bad.append(f"{name}: VICTIM CHANGED ({k})")
    if os.path.exists(dd + "/made-by-link"): bad.append(f"{name}: wrote through a dangling symlink")
    rc = raw_controls(r.out + r.err)
    if rc: bad.append(f"{name}: printed raw {rc}")
    if must == 0 and k == "ok": bad.append(f"{name}: accepted")
    if must == 1 and k != "ok": bad.append(f"{name}: refused {r.err[:100]}")
    if k == "ok" and o and not o.startswith("/dev") and os.path.isfile(o) and open(o, "rb").read() != REF: bad.append(f"{name}: exit 0 but output incomplete")
    left = [os.path.basename(x) for x in set(tree(dd)) - before if os.path.realpath(x) != os.path.realpath(o or dd)]
    if left: bad.append(f"{name}: left behind {left}")
    if k != "ok" and o and os.path.isfile(o) and os.path.realpath(o) not in {os.path.realpath(x) for x in before} and os.path.getsize(o): bad.append(f"{name}: failed but left a partial output")
    shutil.rmtree(dd)
    return r
if a.folders: del CASES["trailing-slash"]
for name, (out, mk, must) in CASES.items(): one(name, out, mk, must)
if a.enospc:
    for sticky in ("0", "1"):
        for k in range(1, 40):
            c = tempfile.mktemp(); one(f"enospc sticky={sticky} call {k}", "o.csv", None, None, {"LD_PRELOAD": HERE + "/fi.so", "FI_PATH": "{dd}/", "FI_K": str(k), "FI_STICKY": sticky, "FI_COUNT": c, "FI_OPS": "write,fsync,ftruncate,open,rename"}); hit = os.path.exists(c) and "<-" in open(c).read()
            if os.path.exists(c): os.unlink(c)
            if not hit: break
shutil.rmtree(d0); report("export_paths", bad, {"tried": n, **st})
