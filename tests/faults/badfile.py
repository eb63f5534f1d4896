#!/usr/bin/env python3
"""Damaged, foreign, locked-away and left-behind files. Builds ~40 fixed cases + truncation at every page boundary (and +-1) +
N single-bit flips from a healthy database, then runs every --read/--check/--write template on each.
Rules: no crash/timeout/silent failure; --read and --check change no byte of the directory; a fixed case marked 'must fail' fails;
--check says healthy only if the logical content equals the original ('undetected' = it said healthy and content differs)."""
import argparse
from lib import *
ap = argparse.ArgumentParser(); common(ap)
ap.add_argument("--fill", required=True, help="write command used to fill the database, {key} {val}"); ap.add_argument("--rows", type=int, default=60)
ap.add_argument("--read", action="append", default=[]); ap.add_argument("--check", action="append", default=[]); ap.add_argument("--write")
ap.add_argument("--flips", type=int, default=500); ap.add_argument("--only"); ap.add_argument("--every", type=int, default=1, help="only each so many-th case"); ap.add_argument("--keep"); ap.add_argument("--uid", type=int, default=65534, help="run permission cases as this uid when root")
ap.add_argument("--update", default="update org set note='edited' where id=2", help="an edit by another program")
ap.add_argument("--spill", default="update org set note='torn'||id||hex(zeroblob(300))", help="an edit that is too large for two pages of memory")
ap.add_argument("--skip-fixed", action="store_true"); ap.add_argument("--pages", choices=["all", "none"], default="all")
a = ap.parse_args(); rnd = random.Random(a.seed); bad = []; und = []; st = {}
d0 = tempfile.mkdtemp(prefix="bf0-", dir=a.work); os.chmod(d0, 0o755); db0 = setup(a.init, d0)
for i in range(a.rows):
    r = run(expand(a.fill, db=db0, key=f"键{i:04d}", val="值" * rnd.choice((1, 20, 300))))
    if r.rc: sys.exit(f"fill: {r}")
orig = open(db0, "rb").read(); ps = int.from_bytes(orig[16:18], "big") or 65536; L0 = logical(db0); npg = len(orig) // ps
def put(dd, b, name="t.db"): p = os.path.join(dd, name); open(p, "wb").write(b); os.chmod(p, 0o666); return p
def hdr(off, b): x = bytearray(orig); x[off:off + len(b)] = b; return bytes(x)
def sql(dd, *stmts, base=orig):
    p = put(dd, base); c = sqlite3.connect(p, isolation_level=None)
    for s in stmts: c.execute(s)
    c.close(); return p
def wal_left(dd, keep_wal=True):
    p = put(dd, orig); c = sqlite3.connect(p, isolation_level=None); c.execute("pragma journal_mode=wal"); c.execute("pragma wal_autocheckpoint=0")
    c.execute(a.update) if keep_wal else None
    q = os.path.join(dd, "x"); os.mkdir(q); [shutil.copy(p + s, q) for s in ("", "-wal", "-shm") if os.path.exists(p + s)]; c.close()
    for s in ("", "-wal", "-shm"):
        if os.path.exists(p + s): os.unlink(p + s)
    for f in os.listdir(q): shutil.move(os.path.join(q, f), os.path.join(dd, f))
    os.rmdir(q); return p
def hot(dd, how="ok"):
    """real hot journal: kill a writer after its first page reached the database file"""
    p = put(dd, orig)
    code = f"import sqlite3,os;c=sqlite3.connect({p!r},isolation_level=None);c.execute('pragma cache_size=2');c.execute('begin');c.execute({a.spill!r});os._exit(0)"
    subprocess.run([sys.executable, "-c", code], check=True); j = p + "-journal"
    if not os.path.exists(j) or open(p, "rb").read() == orig: sys.exit("could not make a hot journal")
    if how == "gone": os.unlink(j)
    elif how == "half": b = open(j, "rb").read(); open(j, "wb").write(b[:len(b) // 2])
    elif how == "alien": open(j, "wb").write(os.urandom(8192))
    elif how == "zero": open(j, "wb")
    return p
ATT = lambda dd: put(dd, orig)
CASES = {  # name: (builder, must_fail on read, kind)
 "missing": (lambda dd: os.path.join(dd, "none.db"), 1), "missing-dir": (lambda dd: os.path.join(dd, "no", "such", "t.db"), 1), "is-directory": (lambda dd: (os.mkdir(os.path.join(dd, "t.db")), os.path.join(dd, "t.db"))[1], 1),
 "zero-byte": (lambda dd: put(dd, b""), 1), "one-byte": (lambda dd: put(dd, b"S"), 1), "16-byte-magic": (lambda dd: put(dd, orig[:16]), 1), "100-byte-header": (lambda dd: put(dd, orig[:100]), 1),
 "text-file": (lambda dd: put(dd, "机构名称,统一社会信用代码\n".encode() * 400), 1), "xlsx-renamed": (lambda dd: put(dd, b"PK\x03\x04" + os.urandom(9000)), 1), "all-zero": (lambda dd: put(dd, b"\0" * len(orig)), 1), "random": (lambda dd: put(dd, os.urandom(len(orig))), 1),
 "wrong-application-id": (lambda dd: put(dd, hdr(68, b"\0\0\0\1")), 1), "application-id-0": (lambda dd: put(dd, hdr(68, b"\0\0\0\0")), 1), "newer-schema-version": (lambda dd: put(dd, hdr(60, (9999).to_bytes(4, "big"))), 1), "negative-schema-version": (lambda dd: put(dd, hdr(60, b"\xff\xff\xff\xff")), 1),
 "other-sqlite-db": (lambda dd: (sqlite3.connect(os.path.join(dd, "t.db")).executescript("create table a(b);insert into a values(1)"), os.path.join(dd, "t.db"))[1], 1), "page-size-3": (lambda dd: put(dd, hdr(16, b"\0\3")), 1), "read-version-9": (lambda dd: put(dd, hdr(18, b"\x09\x09")), 1), "reserved-255": (lambda dd: put(dd, hdr(20, b"\xff")), 1),
 "encoding-7": (lambda dd: put(dd, hdr(56, b"\0\0\0\7")), 1), "schema-format-9": (lambda dd: put(dd, hdr(44, b"\0\0\0\x09")), 1), "npages-lie-big": (lambda dd: put(dd, hdr(28, b"\x7f\xff\xff\xff")), 1), "freelist-lie": (lambda dd: put(dd, hdr(32, b"\0\0\0\2\0\0\0\7")), 0),
 "tail-junk": (lambda dd: put(dd, orig + b"junk" * 512), 0), "doubled": (lambda dd: put(dd, orig + orig), 0), "git-conflict-crlf": (lambda dd: put(dd, orig.replace(b"\n", b"\r\n")), 1),
 "wal-left-behind": (wal_left, 0), "wal-mode-no-wal": (lambda dd: put(dd, hdr(18, b"\2\2")), 0), "wal-garbage": (lambda dd: (put(dd, os.urandom(9000), "t.db-wal"), put(dd, hdr(18, b"\2\2")))[1], 0), "wal-of-other-db": (lambda dd: (lambda p: (open(p, "wb").write(hdr(18, b"\2\2")), p)[1])(wal_left(dd)), 0),
 "hot-journal": (hot, 0), "hot-journal-gone": (lambda dd: hot(dd, "gone"), 0), "hot-journal-half": (lambda dd: hot(dd, "half"), 0), "hot-journal-alien": (lambda dd: hot(dd, "alien"), 0), "journal-empty": (lambda dd: (put(dd, b"", "t.db-journal"), put(dd, orig))[1], 0), "journal-is-dir": (lambda dd: (os.mkdir(os.path.join(dd, "t.db-journal")), put(dd, orig))[1], 0),
 "journal-is-link": (lambda dd: (put(dd, orig), os.symlink("/etc/passwd", os.path.join(dd, "t.db-journal")), os.path.join(dd, "t.db"))[2], 0), "journal-is-fifo": (lambda dd: (put(dd, orig), os.mkfifo(os.path.join(dd, "t.db-journal")), os.path.join(dd, "t.db"))[2], 0), "wal-is-dir": (lambda dd: (os.mkdir(os.path.join(dd, "t.db-wal")), put(dd, orig))[1], 0), "shm-left-behind": (lambda dd: (put(dd, os.urandom(32768), "t.db-shm"), put(dd, orig))[1], 0),
 "symlink": (lambda dd: (put(dd, orig, "real.db"), os.symlink("real.db", os.path.join(dd, "t.db")), os.path.join(dd, "t.db"))[2], 0), "symlink-dangling": (lambda dd: (os.symlink("gone.db", os.path.join(dd, "t.db")), os.path.join(dd, "t.db"))[1], 1), "symlink-loop": (lambda dd: (os.symlink("t.db", os.path.join(dd, "t.db")), os.path.join(dd, "t.db"))[1], 1),
 "fifo": (lambda dd: (os.mkfifo(os.path.join(dd, "t.db")), os.path.join(dd, "t.db"))[1], 1), "dev-zero": (lambda dd: "/dev/zero", 1), "name-uri": (lambda dd: put(dd, orig, "file:t.db?mode=memory"), 0), "name-percent": (lambda dd: put(dd, orig, "a%20b#c?d=e&f.db"), 0), "name-dash": (lambda dd: put(dd, orig, "-t.db"), 0), "name-newline-esc": (lambda dd: put(dd, orig, "a\n\x1b[31mb.db"), 0), "name-cjk": (lambda dd: put(dd, orig, "社会组织\u202e台账.db"), 0),
 "outside-update": (lambda dd: sql(dd, a.update), 0), "outside-no-trigger": (lambda dd: sql(dd, *[f"drop trigger {t}" for (t,) in sqlite3.connect(db0).execute("select name from sqlite_master where type='trigger'")], a.update), 0),
}
PERM = {"ro-file": lambda dd, p: os.chmod(p, 0o444), "ro-dir": lambda dd, p: (os.chmod(p, 0o444), os.chmod(dd, 0o555)), "no-read": lambda dd, p: os.chmod(p, 0), "no-search-dir": lambda dd, p: os.chmod(dd, 0)}
def go(name, p, dd, must_fail=False, uid=None, flip=False):
    for label, tpls in (("read", a.read), ("check", a.check), ("write", [a.write] if a.write and not flip else [])):
        for tpl in tpls:
            before = None if label == "write" or uid else tree(dd)
            r = run(expand(tpl, db=p, dir=dd, key="新", val="v"), timeout=20, mem_mb=2048, uid=uid); k = kind(r); st[f"{label}:{k}"] = st.get(f"{label}:{k}", 0) + 1
            if k in ("crash", "timeout", "silent"): bad.append(f"{name}: {label} {k} {r}")
            rc = raw_controls(r.out + r.err)
            if rc: bad.append(f"{name}: {label} printed raw {rc}")
            if before is not None and tree(dd) != before: bad.append(f"{name}: {label} changed the directory: {[os.path.basename(x) for x in set(tree(dd)) ^ set(before)] or 'content'}")
            if must_fail and k == "ok": bad.append(f"{name}: {label} accepted it: {r.out[:80]}")
            if label == "check" and k == "ok":
                try: same = logical(p) == L0
                except (sqlite3.Error, OSError): same = False
                if not same: und.append(f"{name} ({tpl.split()[-2] if len(tpl.split()) > 1 else tpl})")
    if a.keep: shutil.copytree(dd, os.path.join(a.keep, re.sub(r"[^\w.-]", "_", name)), symlinks=True, dirs_exist_ok=True)
def fresh(): dd = tempfile.mkdtemp(prefix="bf-", dir=a.work); os.chmod(dd, 0o777); return dd
def wipe(dd): subprocess.call(["chmod", "-R", "u+rwx", dd]); shutil.rmtree(dd, ignore_errors=True)
n = 0
for i, (name, (mk, mf)) in enumerate(CASES.items()):
    if i % a.every or a.skip_fixed or a.only and a.only not in name: continue
    dd = fresh(); p = mk(dd); n += 1; go(name, p, dd, mf); wipe(dd)
for name, f in PERM.items():
    if a.skip_fixed or a.only and a.only not in name: continue
    dd = fresh(); p = put(dd, orig); f(dd, p); n += 1; go(name, p, dd, name in ("no-read", "no-search-dir"), uid=a.uid if os.geteuid() == 0 else None); wipe(dd)
if not a.only:
    for k in range(npg if a.pages == "all" else 0):
        for off in (0, 1, -1) if k % 7 == 0 else (0,):
            ln = k * ps + off
            if ln < 0: continue
            dd = fresh(); p = put(dd, orig[:ln]); n += 1; go(f"truncated-{ln}", p, dd, True, flip=True); wipe(dd)
    for i in range(a.flips):
        o = rnd.randrange(len(orig)); b = 1 << rnd.randrange(8); x = bytearray(orig); x[o] ^= b
        dd = fresh(); p = put(dd, bytes(x)); n += 1; go(f"flip@{o}:{b}", p, dd, flip=True); wipe(dd)
shutil.rmtree(d0)
for u in und: bad.append("UNDETECTED " + u)
report("badfile", bad, {"tried": n, "pages": npg, "undetected": len(und), **dict(sorted(st.items()))})
