#!/usr/bin/env python3
"""(4) 2 and 8 concurrent writer processes (plus optional readers): every exit 0 is wholly there exactly once, every failure is
wholly there or absent, no 'locked' failure unless --allow-busy, verify passes, chain has no fork. Reports latency."""
import argparse
from lib import *
from concurrent.futures import ThreadPoolExecutor
ap = argparse.ArgumentParser(); common(ap)
ap.add_argument("--write", required=True); ap.add_argument("--probe", required=True); ap.add_argument("--whole", type=whole, required=True)
ap.add_argument("--read", help="run by one extra reader in a loop"); ap.add_argument("--writers", default="2,8"); ap.add_argument("--each", type=int, default=40); ap.add_argument("--allow-busy", action="store_true"); ap.add_argument("--kill", type=float, default=0, help="probability that a writer is SIGKILLed at a random moment")
ap.add_argument("--seconds", type=float, default=0, help="go on writing for so long, --each or more")
ap.add_argument("--p99", type=float, default=0, help="most milliseconds that 99 of 100 commands may take")
a = ap.parse_args(); P = Probe(a.probe); bad = []; info = {}
for W in map(int, a.writers.split(",")):
    d = tempfile.mkdtemp(prefix="con-", dir=a.work); db = setup(a.init, d); lat = []; acked = []; failed = []; stop = threading.Event(); lk = threading.Lock(); rd = [0, 0]
    until = time.monotonic() + a.seconds
    def writer(w):
        rnd = random.Random(a.seed * 100 + w)
        i = -1
        while (i := i + 1) < a.each or time.monotonic() < until:
            key = f"w{w}i{i:04d}"; ka = rnd.uniform(0, .2) if rnd.random() < a.kill else None
            r = run(expand(a.write, db=db, key=key, val="v"), timeout=60, kill_after=ka)
            with lk:
                lat.append(r.wall)
                if r.rc == 0: acked.append(key)
                else:
                    failed.append(key)
                    if kind(r) in ("crash", "timeout", "silent") and not r.killed: bad.append(f"{W} writers: {kind(r)} {r}")
                    elif not r.killed and not a.allow_busy: bad.append(f"{W} writers: failed {r.err[:100]}")
    def reader():
        while not stop.is_set():
            r = run(expand(a.read, db=db, key="w0i0000", dir=d), timeout=60); rd[0] += 1
            if r.rc: rd[1] += 1; bad.append(f"reader failed: {r.err[:120]}")
    with ThreadPoolExecutor(W + 1) as ex:
        f = [ex.submit(writer, w) for w in range(W)]
        if a.read: rf = ex.submit(reader)
        [x.result() for x in f]; stop.set()
    run(expand(a.write, db=db, key="last", val="v"))
    if integrity(db) != "ok": bad.append(f"{W}: integrity {integrity(db)}")
    res = P.all(db, acked + failed)
    bad += [f"{W} writers: acked {k} has {res[k]}" for k in acked if res[k] != a.whole] + [f"{W} writers: failed {k} torn {res[k]}" for k in failed if res[k] not in (0, a.whole)]
    if a.verify:
        v = run(expand(a.verify, db=db, dir=d))
        if v.rc: bad.append(f"{W} writers: verify {v}")
    lat.sort(); info[f"w{W}"] = {"acked": len(acked), "failed": len(failed), "p50_ms": round(lat[len(lat) // 2] * 1e3), "p99_ms": round(lat[int(len(lat) * .99)] * 1e3), "max_ms": round(lat[-1] * 1e3), "reads": rd[0], "read_fail": rd[1]}
    if a.p99 and info[f"w{W}"]["p99_ms"] > a.p99: bad.append(f"{W} writers: p99 is {info[f'w{W}']['p99_ms']} ms")
    shutil.rmtree(d)
report("concur", bad, {"tried": sum(x["acked"] + x["failed"] for x in info.values()), **info})
