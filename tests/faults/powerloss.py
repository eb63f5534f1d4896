#!/usr/bin/env python3
"""(7) Power loss. Trace every write/truncate/fsync/create/unlink/link/rename of M commands (fi.so), then build disk states that a
power cut after each operation could leave: un-fsynced writes kept, lost or torn at 512-byte sectors; directory entries kept
up to some point. --model posix: only fsync(dir) makes create/unlink durable. --model ext4: any fsync flushes earlier directory
operations too. Checks: integrity, no torn command, every acknowledged command present, --verify on a sample."""
import argparse
from lib import *
ap = argparse.ArgumentParser(); common(ap)
ap.add_argument("--write", required=True); ap.add_argument("--probe", required=True); ap.add_argument("--whole", type=whole, required=True)
ap.add_argument("--model", default="posix", choices=("posix", "ext4")); ap.add_argument("--commands", type=int, default=4); ap.add_argument("--samples", type=int, default=6, help="disk states an operation"); ap.add_argument("--states", type=int, default=0, help="at least so many in all: more samples if need be")
a = ap.parse_args(); rnd = random.Random(a.seed); P = Probe(a.probe); bad = []; a.commands = 1 if a.fresh else a.commands
d = tempfile.mkdtemp(prefix="pwr-", dir=a.work); db = setup(a.init, d)
base = {f: open(os.path.join(d, f), "rb").read() for f in os.listdir(d)}
trf = d + ".trace"; env = {"LD_PRELOAD": HERE + "/fi.so", "FI_PATH": d, "FI_TRACE": trf}; acks = []
for i in range(a.commands):
    r = run(expand(a.write, db=db, key=f"p{i:03d}", val="v" * rnd.choice((10, 5000))), env=env)
    if r.rc: sys.exit(f"command failed without a fault: {r}")
    acks.append((os.path.getsize(trf), f"p{i:03d}"))
raw = open(trf, "rb").read(); ops = []; pos = 0
while pos < len(raw):
    nl = raw.index(b"\n", pos); t, off, ln, p1, p2 = raw[pos:nl].decode("utf-8", "surrogateescape").split("\t"); pos = nl + 1; data = b""
    if t == "W": data = raw[pos:pos + int(ln)]; pos += int(ln)
    ops.append((t, int(off), data, p1, p2, pos))
a.samples = max(a.samples, -(-a.states // (len(ops) + 4 * a.commands)))   # the end of a command gets five times as many
rel = lambda p: "" if p == d else os.path.relpath(p, d)
class Ino:
    def __init__(s, b=b""): s.dur = bytes(b); s.pend = []
def apply(buf, op, torn):
    if op[0] == "T":
        n = op[1]; return buf[:n] + b"\0" * (n - len(buf))
    _, off, data = op; b = bytearray(buf)
    parts = [(off, data)]
    if torn: parts = [(off + i, data[i:i + 512]) for i in range(0, len(data), 512) if rnd.random() < .5]
    for o, x in parts:
        if len(b) < o + len(x): b.extend(b"\0" * (o + len(x) - len(b)))
        b[o:o + len(x)] = x
    return bytes(b)
cur = {f: Ino(b) for f, b in base.items()}; dur = dict(cur); ns = []; samples = 0; lost = 0; cd = tempfile.mkdtemp(prefix="pwrc-", dir=a.work)
def crash_state(k):
    names = dict(dur)
    n = len(ns) if k == 0 else rnd.randint(0, len(ns))   # sample 0: everything un-synced lost or everything kept, alternating
    if k == 1: n = 0
    for op in ns[:n]:
        if op[0] == "C": names[op[1]] = op[2]
        elif op[0] == "U": names.pop(op[1], None)
        elif op[0] == "L":
            if op[1] in names: names[op[2]] = names[op[1]]
        else:
            x = names.pop(op[1], None)
            if x: names[op[2]] = x
    out = {}
    for nme, ino in names.items():
        if nme.endswith("-shm"): continue
        b = ino.dur
        for op in ino.pend:
            if k == 0 or (k > 1 and rnd.random() < .5): b = apply(b, op, k > 1 and rnd.random() < .3)
        out[nme] = b
    return out
for idx, (t, off, data, p1, p2, end) in enumerate(ops):
    f = rel(p1)
    if t == "C": cur[f] = Ino(); ns.append(("C", f, cur[f]))
    elif t == "W" and f in cur: cur[f].pend.append(("W", off, data))
    elif t == "T" and f in cur: cur[f].pend.append(("T", off))
    elif t == "U": cur.pop(f, None); ns.append(("U", f))
    elif t == "L":
        if f in cur: cur[rel(p2)] = cur[f]
        ns.append(("L", f, rel(p2)))
    elif t == "R":
        x = cur.pop(f, None)
        if x: cur[rel(p2)] = x
        ns.append(("R", f, rel(p2)))
    elif t == "S":
        if f in cur:
            b = cur[f].dur
            for op in cur[f].pend: b = apply(b, op, False)
            cur[f].dur = b; cur[f].pend = []
        if f == "" or a.model == "ext4": dur = dict(cur); ns = []
    acked = [k for e, k in acks if e <= end]; last_of_cmd = any(e == end for e, _ in acks)
    for k in range(a.samples * (5 if last_of_cmd else 1)):
        st = crash_state(k); samples += 1
        for x in os.listdir(cd): (shutil.rmtree if os.path.isdir(os.path.join(cd, x)) else os.unlink)(os.path.join(cd, x))
        for n, b in st.items(): os.makedirs(os.path.dirname(os.path.join(cd, n)), exist_ok=True); open(os.path.join(cd, n), "wb", opener=lambda p, f: os.open(p, f, 0o600)).write(b)
        cdb = os.path.join(cd, os.path.basename(db)); tag = f"after op {idx} {t} {f} sample {k}"
        if not os.path.exists(cdb): bad.append(f"{tag}: database file gone"); continue
        ic = integrity(cdb)
        if ic != "ok": bad.append(f"{tag}: integrity {ic[:120]}"); continue
        try: res = P.all(cdb, [k2 for _, k2 in acks])
        except sqlite3.Error as e: bad.append(f"{tag}: {e}"); continue
        for k2, n in res.items():
            if n not in (0, a.whole): bad.append(f"{tag}: torn {k2} {n}/{a.whole}")
            if k2 in acked and n != a.whole: lost += 1; bad.append(f"{tag}: acknowledged {k2} lost")
        if a.fresh and samples % 5 == 0:
            w = run(expand(a.write, db=cdb, key="again", val="v"))
            if w.rc or P(cdb, "again") != a.whole: bad.append(f"{tag}: the same command again failed: {w}")
        if a.verify and samples % 25 == 0:
            v = run(expand(a.verify, db=cdb, dir=cd))
            if v.rc: bad.append(f"{tag}: verify {v}")
shutil.rmtree(d); shutil.rmtree(cd); os.unlink(trf)
report("powerloss", bad, {"tried": samples, "model": a.model, "ops": len(ops), "fsyncs": sum(o[0] == "S" for o in ops), "disk_states": samples, "acked_lost": lost})
