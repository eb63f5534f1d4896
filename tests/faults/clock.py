#!/usr/bin/env python3
"""The clock: set back, set far ahead, stated days, other time zones. Every write is accepted, entries follow each other by number, the file
verifies, the check names exactly the entries whose time runs backwards."""
import argparse
from lib import *
ap = argparse.ArgumentParser(); common(ap)
ap.add_argument("--write", required=True); ap.add_argument("--audit", required=True, help="prints findings as JSON"); ap.add_argument("--finding", required=True)
a = ap.parse_args(); bad = []; n = 0
H = 3600; Y = 365 * 24 * H
# name, steps of (stated day, seconds the clock is off, zone), which of the steps run backwards
CASES = [
 ("steady", [(None, 0, "Asia/Shanghai"), (None, 0, "Asia/Shanghai")], []),
 ("back an hour", [(None, 0, "Asia/Shanghai"), (None, -H, "Asia/Shanghai"), (None, 0, "Asia/Shanghai")], [1]),
 ("back ten years", [(None, 0, "Asia/Shanghai"), (None, -10 * Y, "Asia/Shanghai"), (None, 0, "Asia/Shanghai")], [1]),
 ("far future and back", [(None, 40 * Y, "Asia/Shanghai"), (None, 0, "Asia/Shanghai"), (None, H, "Asia/Shanghai")], [1]),
 ("back twice", [(None, 0, "UTC"), (None, -H, "UTC"), (None, -2 * H, "UTC"), (None, 0, "UTC")], [1, 2]),
 ("zone west", [(None, 0, "Pacific/Kiritimati"), (None, 10, "Etc/GMT+12"), (None, 20, "Asia/Shanghai")], []),
 ("summer time", [(None, 0, "Europe/Berlin"), (None, 180 * 24 * H, "Europe/Berlin"), (None, 181 * 24 * H, "Asia/Shanghai")], []),
 ("stated ahead", [("2023-12-01", 0, "UTC"), ("2024-02-29", 0, "UTC"), ("2024-02-29", 0, "UTC")], []),
 ("stated back", [("2023-12-01", 0, "UTC"), ("2022-01-01", 0, "UTC"), ("2023-12-02", 0, "UTC")], [1]),
 ("stated, then the clock", [("2023-12-01", 0, "UTC"), (None, 0, "UTC"), ("2023-12-01", 0, "UTC")], [2]),
]
for name, steps, back in CASES:
    d = tempfile.mkdtemp(prefix="clk-", dir=a.work); db = os.path.join(d, "t.db"); n += 1
    def env(day, off, zone):
        return {"FUHUA_TODAY": day or "", "TZ": zone, "FI_CLOCK": str(off), "LD_PRELOAD": HERE + "/fi.so"}
    r = run(expand(a.init, db=db, dir=d), env=env("2021-01-01" if steps[0][0] else None, -50 * Y, "UTC"))
    if r.rc: bad.append(f"{name}: init {r}"); continue
    for i, step in enumerate(steps):
        r = run(expand(a.write, db=db, key=f"c{i}", val="v", dir=d), env=env(*step))
        if r.rc: bad.append(f"{name}: step {i} {r}")
    c = sqlite3.connect(db); at = c.execute("select seq,at from journal order by seq").fetchall(); c.close()
    if [s for s, _ in at] != list(range(1, len(steps) + 2)): bad.append(f"{name}: entries {at}")
    for day, off, zone in {steps[0], steps[-1]}:
        v = run(expand(a.verify, db=db, dir=d), env=env(day, off, zone))
        if v.rc: bad.append(f"{name}: verify {v}")
    v = run(expand(a.audit, db=db, dir=d)); found = sorted(f["subject"] for f in json.loads(v.out)["findings"] if f["rule"] == a.finding)
    if found != sorted(f"J{i + 2}" for i in back): bad.append(f"{name}: {a.finding} names {found}, {at}")
    shutil.rmtree(d)
report("clock", bad, {"tried": n})
