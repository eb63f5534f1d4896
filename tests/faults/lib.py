"""Shared helpers. A command template is one string, split with shlex; {db} {key} {val} {file} {out} {dir} {n} are replaced inside tokens."""
import hashlib, importlib, json, os, random, re, resource, shlex, shutil, signal, sqlite3, subprocess, sys, tempfile, threading, time
HERE = os.path.dirname(os.path.abspath(__file__))
class R:
    def __init__(s, **k): s.__dict__.update(k)
    def __repr__(s): return f"rc={s.rc} sig={s.sig} to={s.timeout} {s.wall:.2f}s {s.rss//1024}MB out={s.out[:80]!r} err={s.err[:160]!r}"
def expand(tpl, **kw):
    r = []
    for tok in shlex.split(tpl):
        for k, v in kw.items(): tok = tok.replace("{" + k + "}", str(v))
        r.append(tok)
    return r
def run(argv, timeout=20, mem_mb=None, env=None, uid=None, kill_after=None, stdout=None, cwd=None, fsize=None, stdin=None, cap=1 << 22):
    e = dict(os.environ); e.update(env or {})
    bufs = {}; thr = []
    def pipe(name):   # pipes, not files: RLIMIT_FSIZE must not swallow the error message
        r, w = os.pipe(); bufs[name] = bytearray()
        def pump():
            while True:
                b = os.read(r, 1 << 16)
                if not b: break
                if len(bufs[name]) < cap: bufs[name] += b
            os.close(r)
        t = threading.Thread(target=pump, daemon=True); thr.append(t); return w, t
    so, wo = stdout, None
    if so is None: so, t1 = pipe("o"); wo = so
    se, t2 = pipe("e")
    def pre():
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if mem_mb: resource.setrlimit(resource.RLIMIT_AS, (mem_mb << 20, mem_mb << 20))
        # Python ignores it for itself, and what is ignored stays so: the program is to meet it as from a shell
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        if fsize is not None: resource.setrlimit(resource.RLIMIT_FSIZE, (fsize, fsize))
        if uid: os.setgroups([]); os.setgid(uid); os.setuid(uid)
    t0 = time.monotonic()
    p = subprocess.Popen(argv, stdin=stdin or subprocess.DEVNULL, stdout=so, stderr=se, env=e, preexec_fn=pre, cwd=cwd)
    tm = {"t": False, "k": False}
    def fire(flag):
        def f():
            tm[flag] = True
            try: os.killpg(p.pid, signal.SIGKILL)
            except OSError: pass
        return f
    spawn = time.monotonic() - t0
    os.close(se)
    if wo is not None: os.close(wo)
    for t in thr: t.start()
    ts = [threading.Timer(timeout, fire("t"))]
    if kill_after is not None: ts.append(threading.Timer(kill_after, fire("k")))
    for t in ts: t.daemon = True; t.start()
    _, st, ru = os.wait4(p.pid, 0)
    wall = time.monotonic() - t0
    for t in ts: t.cancel()
    p.returncode = 0
    for t in thr: t.join(5)
    return R(rc=os.WEXITSTATUS(st) if os.WIFEXITED(st) else -os.WTERMSIG(st), sig=os.WTERMSIG(st) if os.WIFSIGNALED(st) else 0,
             timeout=tm["t"], killed=tm["k"] and os.WIFSIGNALED(st), out=bytes(bufs.get("o", b"")), err=bytes(bufs["e"]), wall=wall, spawn=spawn, rss=ru.ru_maxrss)
CRASH = re.compile(rb"panicked at|AddressSanitizer|core dumped|stack overflow|fatal runtime error|memory allocation of", re.I)
def kind(r):
    """ok | error (clean) | silent (failed, said nothing) | crash | timeout"""
    if r.timeout: return "timeout"
    if r.sig or r.rc in (101, 134, 139) or CRASH.search(r.err): return "crash"
    if r.rc == 0: return "ok"
    return "error" if r.err.strip() else "silent"
# raw control characters that must never reach a terminal: C0 but \n \t, DEL, C1, bidi controls, zero-width, line/para separators
_bad = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
def raw_controls(b, allow_bom=False, allow_cr=False):
    s = b.decode("utf-8", "surrogateescape")
    if allow_bom and s.startswith("\ufeff"): s = s[1:]
    if allow_cr: s = s.replace("\r\n", "\n")
    return sorted({f"U+{ord(m):04X}" for m in _bad.findall(s)} | ({"invalid-utf8"} if re.search("[\udc80-\udcff]", s) else set()))
def tree(d):
    """name -> (type, sha256) of everything under d: proves that a read-only command changed nothing"""
    o = {}
    for root, dirs, files in os.walk(d):
        for f in files:
            p = os.path.join(root, f)
            try:
                if os.path.islink(p): o[p] = ("l", os.readlink(p))
                elif os.path.isfile(p): o[p] = ("f", hashlib.sha256(open(p, "rb").read()).hexdigest())
                else: o[p] = ("o", "")
            except OSError as e: o[p] = ("e", str(e.errno))
        for x in dirs: o[os.path.join(root, x)] = ("d", "")
    return o
def copy_db(db, d):
    dst = os.path.join(d, os.path.basename(db))
    for s in ("", "-wal", "-journal"):
        if os.path.isfile(db + s): shutil.copyfile(db + s, dst + s)
    return dst
def logical(db, skip=()):
    """SHA-256 of schema + all rows, opened on a private copy (journals replayed there). Raises sqlite3.Error if unreadable."""
    with tempfile.TemporaryDirectory() as d:
        c = sqlite3.connect(copy_db(db, d)); c.text_factory = bytes
        h = hashlib.sha256()
        for ty, n, sql in c.execute("select type,name,sql from sqlite_master order by type,name").fetchall():
            h.update(repr((ty, n, sql)).encode())
        for (n,) in c.execute("select name from sqlite_master where type='table' order by name").fetchall():
            n = n.decode()
            if n in skip: continue
            try: rows = c.execute(f'select rowid,* from "{n}" not indexed order by rowid')
            except sqlite3.OperationalError: rows = c.execute(f'select * from "{n}"')
            for r in rows: h.update(repr(r).encode())
        c.close(); return h.hexdigest()
def integrity(db):
    with tempfile.TemporaryDirectory() as d:
        try:
            c = sqlite3.connect(copy_db(db, d)); r = c.execute("pragma integrity_check").fetchone()[0]; c.close(); return r
        except sqlite3.Error as e: return f"{type(e).__name__}: {e}"
def whole(text):
    """--whole: the traces of a command that is done, a number a place: 1,2,1"""
    return tuple(map(int, text.split(",")))
def traces(found):
    """0 if there is none anywhere, else how many in each place"""
    found = tuple(found); return found if any(found) else 0
class Probe:
    """How many traces of a command's key exist in each place: its tables, the changes, the journal, a column each. Done = --whole in every
    place, not done = none in any; anything else is a torn command, whatever its sum.
    Instead of SQL, 'file:TEMPLATE' with {db} and {key}: 2 if that file is a sound copy whose head is one of the database's, 1 if it is anything else.
    Or 'module:NAME ARGUMENT': probe(db, key, ARGUMENT) of the module beside, where counting rows would not do."""
    def __init__(s, sql):
        s.sql = sql
        if sql.startswith("module:"):
            name, arg = sql[7:].split(" ", 1); module = importlib.import_module(name); s.one = lambda db, key: module.probe(db, key, arg)
        elif sql.startswith("file:"): s.one = s.file
        else: s.one = None
    def file(s, db, key):
        p = s.sql[5:].replace("{db}", db).replace("{key}", key)
        if not os.path.lexists(p): return 0
        if integrity(p) != "ok": return 1
        heads = "select hash from journal order by seq desc"
        with tempfile.TemporaryDirectory() as d, tempfile.TemporaryDirectory() as e:
            a = sqlite3.connect(copy_db(db, d)); b = sqlite3.connect(copy_db(p, e))
            head = b.execute(heads).fetchone(); known = a.execute(heads).fetchall(); a.close(); b.close()
        return 2 if head in known and head[0] else 1
    def __call__(s, db, key):
        if s.one: return traces([s.one(db, key)])
        with tempfile.TemporaryDirectory() as d:
            c = sqlite3.connect(copy_db(db, d)); n = traces(c.execute(s.sql, {"key": key}).fetchone()); c.close(); return n
    def all(s, db, keys):
        if s.one: return {k: traces([s.one(db, k)]) for k in keys}
        with tempfile.TemporaryDirectory() as d:
            c = sqlite3.connect(copy_db(db, d)); o = {k: traces(c.execute(s.sql, {"key": k}).fetchone()) for k in keys}; c.close(); return o
def setup(tpl, d):
    db = os.path.join(d, "t.db"); r = run(expand(tpl, db=db, dir=d))
    if r.rc: sys.exit(f"setup failed: {r}")
    return db
def snapshot(d, work):
    s = tempfile.mkdtemp(prefix="base-", dir=work); shutil.copytree(d, s, dirs_exist_ok=True); return s
def restore(d, snap):
    for f in os.listdir(d): os.unlink(os.path.join(d, f))
    shutil.copytree(snap, d, dirs_exist_ok=True)
def report(name, bad, info):
    print(json.dumps({"injector": name, **info, "violations": len(bad)}, ensure_ascii=False))
    for b in bad[:12]: print("  VIOLATION", b)
    sys.exit(1 if bad else 0)
def common(ap):
    ap.add_argument("--init", required=True, help="creates {db}"); ap.add_argument("--verify", help="exit 0 = healthy")
    ap.add_argument("--fresh", action="store_true", help="the command works once on a file: each begins from the base, and what must work after a fault is the same again")
    ap.add_argument("--seed", type=int, default=1); ap.add_argument("--work", default=None, help="scratch dir (default /tmp)")
