#!/usr/bin/env python3
"""upgraded.py PLAIN OLD: makes OLD, a file of the format 0 of src/store/schema/trial.rs, of what a file of the current format holds (beside it, OLD.plain).
--probe "module:upgraded OLD": 0 if the database is OLD still, row by row; 2 if it is of the current format, holds what PLAIN holds and what the
step and the journal add, and its copy stands beside; 1 for anything else, with a word on standard error. A copy that has its name is always OLD."""
import sys
from lib import *
GONE = (("  town         TEXT,\n", ""), ("'town',NEW.town,", ""), ("'town',OLD.town,", ""),
        ("  minutes      INTEGER CHECK (minutes >= 0),\n  place", "  place"), ("'minutes',NEW.minutes,'place'", "'place'"), ("'minutes',OLD.minutes,'place'", "'place'"))
COPY = ".v0-backup-"
def quoted(n): return '"' + n.replace('"', '""') + '"'
def columns(c, t): return [r[1] for r in c.execute(f"pragma table_info({quoted(t)})")]
def put_back(plain, old):
    a = sqlite3.connect(plain); b = sqlite3.connect(old, isolation_level=None); used = set()
    def older(sql):
        for new, was in GONE:
            if new in sql: used.add(new); sql = sql.replace(new, was)
        return sql
    b.execute("begin"); todo = [r for r in a.execute("select type, name, tbl_name, sql from sqlite_schema where sql is not null order by rowid") if r[2] != "disclosure"]
    for ty, name, _, sql in todo:
        if ty == "table": b.execute(older(sql) if name in ("org", "training") else sql)
    for ty, name, _, _ in todo:
        if ty != "table": continue
        cols = ", ".join(columns(b, name))
        for row in a.execute(f"select {cols} from {quoted(name)} order by id" if name != "journal" else f"select {cols} from journal order by seq"):
            b.execute(f"insert into {quoted(name)} ({cols}) values ({', '.join('?' * len(row))})", row)
    for ty, name, table, sql in todo:
        if ty != "table": b.execute(older(sql) if ty == "trigger" and table in ("org", "training") else sql)
    b.execute("pragma application_id = %d" % a.execute("pragma application_id").fetchone()[0]); b.execute("commit"); b.close()
    for what in (f"select count(*) from org where town is not null", "select count(*) from training where minutes is not null", "select count(*) from disclosure"):
        if a.execute(what).fetchone()[0]: sys.exit(f"format 0 has no place for it: {what}")
    a.close()
    if len(used) != len(GONE): sys.exit(f"the schema has changed: {[n for n, _ in GONE if n not in used]}")
    os.chmod(old, 0o600); shutil.copy(plain, old + ".plain")
def content(path):
    """version, objects with their texts, table -> rows"""
    with tempfile.TemporaryDirectory() as d:
        c = sqlite3.connect(copy_db(path, d)); c.execute("pragma query_only = 1")
        try:
            objects = sorted(c.execute("select type, name, tbl_name, sql from sqlite_schema").fetchall(), key=repr); tables = {}
            for name in [o[1] for o in objects if o[0] == "table"]:
                cols = columns(c, name); tables[name] = [dict(zip(cols, r)) for r in c.execute(f"select * from {quoted(name)} not indexed order by 1")]
            return c.execute("pragma user_version").fetchone()[0], objects, tables
        finally: c.close()
known = {}
def expected(old):
    """OLD's content, and what all but the journal of it must be when it has been upgraded"""
    if old not in known:
        was, (version, objects, new) = content(old), content(old + ".plain")
        for row in new["training"]: row["minutes"] = 180 if row["form"] == "lecture" else None
        known[old] = was, (version, objects, new)
    return known[old]
def faults(db, old):
    """None: the database is OLD. Else what is wrong with it as an upgraded one."""
    was, (version, objects, new) = expected(old); folder, name = os.path.split(db)
    copies = [n for n in os.listdir(folder) if n.startswith(name + COPY)]
    for n in copies:
        p = os.path.join(folder, n)
        if integrity(p) != "ok" or content(p) != was: return [f"{n} is not the file as it was"]
        if os.stat(p).st_mode != os.stat(db).st_mode: return [f"{n} may be read by others"]
    now = content(db)
    if now == was: return None
    bad = []; rows = now[2]
    if now[0] != version: bad.append(f"its version is {now[0]}")
    if now[1] != objects: bad.append(f"its schema: {sorted(set(map(repr, now[1])) ^ set(map(repr, objects)))[:2]}")
    for table in new:
        if table not in ("journal", "change", "upgrade") and rows.get(table) != new[table]: bad.append(f"its {table} differs")
    if bad: return bad
    n = len(was[2]["upgrade"]); added = rows["upgrade"][n:]
    if rows["upgrade"][:n] != was[2]["upgrade"] or len(added) != 1 or (added[0]["from_version"], added[0]["to_version"]) != (0, version): bad.append(f"upgrade: {added}")
    elif added[0]["copy"] not in copies: bad.append(f"its copy {added[0]['copy']} is not there")
    n = len(was[2]["journal"]); entry = rows["journal"][n:]
    if rows["journal"][:n] != was[2]["journal"] or [(e["command"], e["hash"] is None) for e in entry] != [("upgrade", False)]: bad.append(f"journal: {entry}")
    n = len(was[2]["change"]); changes = [(c["seq"], c["table_name"], c["op"], c["row_id"]) for c in rows["change"][n:]]
    seq = entry[0]["seq"] if entry else None
    owed = [(seq, "training", "U", t["id"]) for t in new["training"] if t["form"] == "lecture"] + [(seq, "upgrade", "I", a["id"]) for a in added]
    if rows["change"][:n] != was[2]["change"] or sorted(changes) != sorted(owed): bad.append(f"change: {len(changes)} rows, {len(owed)} are owed")
    return bad
def probe(db, key, old):
    bad = faults(db, old)
    for b in bad or (): print(f"upgraded: {b}", file=sys.stderr)
    return 0 if bad is None else 1 if bad else 2
if __name__ == "__main__": put_back(*sys.argv[1:])
