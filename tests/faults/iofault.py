#!/usr/bin/env python3
"""(2) Fail the k-th file-changing call with each errno, for all k, once and sticky; then RLIMIT_FSIZE at many sizes, a real
full tmpfs (root only), stdout=/dev/full. After each fault (fault lifted): state wholly old or wholly new, exit 0 => new,
exit != 0 => says why, integrity ok, --verify ok, the next write works. --backend strace works for static binaries too."""
import argparse, errno
from lib import *
ap = argparse.ArgumentParser(); common(ap)
ap.add_argument("--write", required=True); ap.add_argument("--probe", required=True); ap.add_argument("--whole", type=whole, required=True)
ap.add_argument("--errnos", default="ENOSPC,EIO"); ap.add_argument("--backend", default="preload", choices=("preload", "strace")); ap.add_argument("--read", help="optional read command: EIO on each read must give a clean error")
ap.add_argument("--fsize", type=int, default=40, help="number of RLIMIT_FSIZE sizes"); ap.add_argument("--tmpfs", type=int, default=0, help="KiB of a full tmpfs to write into (root)")
ap.add_argument("--step", type=int, default=1, help="only every so manyth call")
a = ap.parse_args(); P = Probe(a.probe); bad = []; stats = {}
d = tempfile.mkdtemp(prefix="iof-", dir=a.work); db = setup(a.init, d); a.fresh or run(expand(a.write, db=db, key="base", val="v"))
snap = snapshot(d, a.work); reset = lambda: restore(d, snap)
def check(tag, r, key="x"):
    k = kind(r); stats[k] = stats.get(k, 0) + 1
    if k in ("crash", "timeout", "silent"): bad.append(f"{tag}: {k} {r}")
    ic = integrity(db)
    if ic != "ok": bad.append(f"{tag}: integrity {ic}"); return
    n = P(db, key)
    if n not in (0, a.whole): bad.append(f"{tag}: torn {n}/{a.whole}")
    if r.rc == 0 and n != a.whole: bad.append(f"{tag}: exit 0 but command not there")
    # a left-behind hot journal is a legal state: the next write rolls it back, then verify must pass
    w = run(expand(a.write, db=db, key="next", val="v"))
    if w.rc or P(db, "next") != a.whole: bad.append(f"{tag}: next write failed {w}")
    if a.verify:
        v = run(expand(a.verify, db=db, dir=d))
        if v.rc: bad.append(f"{tag}: verify {v}")
W = lambda: expand(a.write, db=db, key="x", val="值" * 3000)
pts = 0; n0 = 1
if a.backend == "preload":
    for en in filter(None, a.errnos.split(",")):
        for sticky in (0, 1):
            k = 1 - a.step
            while True:
                k += a.step; reset(); cnt = os.path.join(snap + ".cnt")
                if os.path.exists(cnt): os.unlink(cnt)
                r = run(W(), env={"LD_PRELOAD": HERE + "/fi.so", "FI_PATH": d, "FI_K": str(k), "FI_ERR": str(getattr(errno, en)), "FI_STICKY": str(sticky), "FI_COUNT": cnt})
                lines = open(cnt).read().splitlines() if os.path.exists(cnt) else []
                hit = [l for l in lines if l.endswith("<-")]
                if not hit: break
                pts += 1; check(f"{en} sticky={sticky} call {hit[0]}", r)
    if a.read:
        k = 0; plain = None
        while True:
            k += 1; reset(); cnt = snap + ".cnt"
            if os.path.exists(cnt): os.unlink(cnt)
            r = run(expand(a.read, db=db, key="base", dir=d), env={"LD_PRELOAD": HERE + "/fi.so", "FI_PATH": d, "FI_OPS": "read", "FI_K": str(k), "FI_ERR": str(errno.EIO), "FI_COUNT": cnt})
            if not (os.path.exists(cnt) and "<-" in open(cnt).read()): break
            pts += 1
            if plain is None: plain = run(expand(a.read, db=db, key="base", dir=d)).out
            # what is read again and then says the same has done no harm
            if kind(r) == "ok" and r.out == plain: stats["read_again"] = stats.get("read_again", 0) + 1
            elif kind(r) != "error": bad.append(f"read EIO {k}: {kind(r)} {r}")
else:
    for en in filter(None, a.errnos.split(",")):
        for call in ("pwrite64", "write", "fdatasync", "fsync", "ftruncate", "unlink"):
            k = 0
            while k < 60:
                k += 1; reset(); log = snap + ".st"
                sel = [x for f in ("", "-journal", "-wal") for x in ("-P", db + f)]
                r = run(["strace", "-f", "-qq", "-o", log, *sel, "-e", f"trace={call}", "-e", f"inject={call}:error={en}:when={k}", *W()])
                if "(INJECTED)" not in open(log).read(): break
                pts += 1; check(f"strace {call} {en} {k}", r)
size = max(os.path.getsize(os.path.join(snap, f)) for f in os.listdir(snap))
for i in range(a.fsize):
    reset(); lim = 512 * i + (size - 4096 if i % 2 else 0); r = run(W(), fsize=max(lim, 0)); pts += 1; check(f"RLIMIT_FSIZE {lim}", r)
if a.tmpfs:
    m = tempfile.mkdtemp(prefix="tfs-"); subprocess.check_call(["mount", "-t", "tmpfs", "-o", f"size={a.tmpfs}k", "none", m])
    try:
        tdb = setup(a.init, m); acked = []; fails = 0
        for i in range(4000):
            r = run(expand(a.write, db=tdb, key=f"f{i:05d}", val="v" * 500))
            if kind(r) in ("crash", "timeout", "silent"): bad.append(f"tmpfs: {kind(r)} {r}")
            if r.rc == 0: acked.append(f"f{i:05d}")
            else:
                fails += 1
                if fails >= 5: break
        subprocess.check_call(["mount", "-o", f"remount,size={a.tmpfs * 4}k", m])
        r = run(expand(a.write, db=tdb, key="later", val="v"))
        if r.rc: bad.append(f"tmpfs: write after space came back: {r}")
        res = P.all(tdb, acked); bad += [f"tmpfs: acked {k} lost" for k, v in res.items() if v != a.whole]
        if integrity(tdb) != "ok": bad.append("tmpfs: integrity " + integrity(tdb))
        if a.verify and run(expand(a.verify, db=tdb, dir=m)).rc: bad.append("tmpfs: verify")
        stats["tmpfs_acked"] = len(acked); stats["tmpfs_full_errors"] = fails
    finally: subprocess.call(["umount", m]); os.rmdir(m)
reset()
with open("/dev/full", "wb") as full:
    r = run(W(), stdout=full); stats["stdout_full_rc"] = r.rc
    if kind(r) == "crash": bad.append(f"/dev/full: {r}")
    if a.read:
        r = run(expand(a.read, db=db, key="base", dir=d), stdout=full); stats["read_stdout_full_rc"] = r.rc
        if r.rc == 0 or kind(r) == "crash": bad.append(f"read to /dev/full: output lost but {kind(r)} rc={r.rc}")
shutil.rmtree(d); shutil.rmtree(snap)
for x in (".cnt", ".st"):
    if os.path.exists(snap + x): os.unlink(snap + x)
report("iofault", bad, {"tried": pts + (stats["tmpfs_acked"] + stats["tmpfs_full_errors"] if a.tmpfs else 0), "fault_points": pts, **stats})
