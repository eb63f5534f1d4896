#!/usr/bin/env python3
"""(1) SIGKILL at random moments of a write command, N times. Checks after every kill: integrity_check, --verify, every
acknowledged key wholly present, every unacknowledged key wholly present or wholly absent, next write works unaided.
--syscall adds a deterministic sweep: kill before, and in the middle of, each file-changing system call (needs fi.so)."""
import argparse
from lib import *
ap = argparse.ArgumentParser(); common(ap)
ap.add_argument("--write", required=True, help="one command; {db} {key} {val}"); ap.add_argument("--probe", required=True, help="SQL giving the number of traces of :key")
ap.add_argument("--whole", type=whole, required=True); ap.add_argument("--n", type=int, default=200, help="kills; what was over before its kill is tried again, three times as often at most"); ap.add_argument("--ack", default="exit", help="exit | stdout:REGEX")
ap.add_argument("--syscall", action="store_true"); ap.add_argument("--lo", type=float, default=0.0, help="start of the kill window, fraction of T (skip process start-up)")
ap.add_argument("--step", type=int, default=1, help="only every so manyth call")
a = ap.parse_args(); rnd = random.Random(a.seed); P = Probe(a.probe); bad = []; acked = []; unacked = []
d = tempfile.mkdtemp(prefix="kill9-", dir=a.work); db = setup(a.init, d); base = snapshot(d, a.work); seen = {}
def command(key, val, **kw):
    if a.fresh: restore(d, base)
    return run(expand(a.write, db=db, key=key, val=val), **kw)
def is_ack(r): return r.rc == 0 if a.ack == "exit" else bool(re.search(a.ack[7:].encode(), r.out))
def died(tag, r):
    if r.rc and not r.sig: bad.append(f"{tag}: failed, and not by the kill: {r}")
def check(tag, key):
    ic = integrity(db)
    if ic != "ok": bad.append(f"{tag}: integrity {ic}"); return
    n = seen[key] = P(db, key)
    if n not in (0, a.whole): bad.append(f"{tag}: torn command, {n} of {a.whole} traces of {key}")
    if key in acked and n != a.whole: bad.append(f"{tag}: acknowledged {key} lost")
    if a.fresh:
        w = run(expand(a.write, db=db, key=key, val="v"))
        if w.rc or P(db, key) != a.whole: bad.append(f"{tag}: the same command again failed: {w}")
    if a.verify:
        v = run(expand(a.verify, db=db, dir=d))
        if v.rc: bad.append(f"{tag}: verify {v}")
took = [r.wall - r.spawn for r in (command(f"base{i}", "v") for i in range(5))]
hit = runs = 0
while hit < a.n and runs < 3 * a.n:
    i = runs; runs += 1; T = sorted(took[-9:])[len(took[-9:]) // 2]   # as long as the last ones took
    key = f"k{i:05d}"; r = command(key, "v" * rnd.choice((1, 50, 3000)), kill_after=rnd.uniform(a.lo * T, T))
    hit += r.killed; took += [] if r.killed else [r.wall - r.spawn]; died(f"run {i}", r); (acked if is_ack(r) else unacked).append(key); check(f"kill {i}", key)
pts = 0
if a.syscall:
    env = {"LD_PRELOAD": HERE + "/fi.so", "FI_PATH": d}
    for act in ("kill", "half"):
        k = 1 - a.step
        while True:
            k += a.step; key = f"s{act}{k:04d}"; r = command(key, "v" * 500, env={**env, "FI_K": str(k), "FI_ACT": act}); died(f"{act}@call{k}", r)
            (acked if is_ack(r) else unacked).append(key); check(f"{act}@call{k}", key)
            if not r.sig: break
            pts += 1
# a base of its own is gone by now; what it was when it was looked at counts
res = {k: seen.get(k, -1) for k in acked + unacked} if a.fresh else P.all(db, acked + unacked)
bad += [f"final: acknowledged {k} lost" for k in acked if res[k] != a.whole] + [f"final: {k} torn ({res[k]})" for k in unacked if res[k] not in (0, a.whole)]
r = command("after", "v")
if r.rc: bad.append(f"write after recovery failed: {r}")
shutil.rmtree(d); shutil.rmtree(base)
report("kill9", bad, {"tried": hit + pts, "kills_random": hit, "runs": runs, "kill_points": pts, "acked": len(acked), "unacked_present": sum(res[k] not in (0, -1) for k in unacked), "unacked_absent": sum(res[k] == 0 for k in unacked), "T_ms": round(sorted(took)[len(took) // 2] * 1000)})
