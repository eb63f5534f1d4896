//! Files of each format, as programs write them and as they arrive.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use super::*;

/// The rows of a file, a line each with its number; cells parted by `|`.
fn rows(bytes: Vec<u8>, wanted: Option<&str>) -> String {
    let Found::One(table) = read(bytes, wanted, |_| true).expect("a table") else { return "several".into() };
    let mut lines = Vec::new();
    table
        .rows(|row| {
            let cells: Vec<String> = (0..row.cells.len())
                .map(|column| match row.kind(column) {
                    crate::intake::sheet::Kind::Plain => row.cells[column].to_owned(),
                    kind => format!("{}:{kind:?}", &row.cells[column]),
                })
                .collect();
            let hidden = if row.notes.hidden { "(hidden)" } else { "" };
            lines.push(format!("{}{hidden} {}", row.line, cells.join("|")));
            Ok(())
        })
        .expect("rows");
    lines.join("\n")
}

fn refused(bytes: Vec<u8>) -> String {
    match read(bytes, None, |_| true) {
        Err(error) => error.to_string(),
        Ok(_) => "taken".into(),
    }
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("finished").into_inner()
}

/// A workbook of one sheet, or of a second one that is hidden.
fn xlsx(sheet: &str, second: &str) -> Vec<u8> {
    zipped(&[
        (
            "xl/workbook.xml",
            "<workbook><workbookPr/><sheets><sheet name=\"名单\" r:id=\"a\"/><sheet name=\"字典\" state=\"hidden\" r:id=\"b\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
             <Relationship Id=\"b\" Type=\"x/worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>",
        ),
        (
            "xl/styles.xml",
            "<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"yyyy&quot;年&quot;\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"200\"/></cellXfs></styleSheet>",
        ),
        ("xl/sharedStrings.xml", "<sst><si><t>姓名</t><rPh><t>xingming</t></rPh></si><si><r><t>李&amp;</t></r><r><t>明</t></r></si></sst>"),
        ("xl\\worksheets\\sheet1.xml", sheet),
        ("xl/worksheets/sheet2.xml", second),
    ])
}

#[test]
fn xlsx_by_cells() {
    let sheet = "<worksheet><sheetData>\
        <row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"inlineStr\"><is><t>单位</t></is></c></row>\
        <row r=\"3\" hidden=\"1\"><c r=\"B3\" t=\"s\"><v>1</v></c><c><v>13800000001</v></c><c s=\"1\"><v>44610</v></c><c s=\"2\"><v>44611</v></c></row>\
        <row r=\"5\"><c r=\"B5\"><f>A1</f></c><c><f>A1</f><v>5</v></c><c t=\"e\"><v>#N/A</v></c><c t=\"str\"><f>B1</f><v></v></c><c><v>110105199001010000</v></c></row>\
        <row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t> </t></is></c></row>\
        </sheetData></worksheet>";
    let lines = "2 |姓名|单位|||\n3(hidden) |李&明|13800000001|2022-02-18|2022-02-19|\n\
                 5 |=A1:NoValue|5:Formula|#N/A:Error||110105199001010000:Lost";
    assert_eq!(rows(xlsx(sheet, "<worksheet/>"), None), lines);
    let second = "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>甲</t></is></c></row></sheetData></worksheet>";
    assert_eq!(rows(xlsx(sheet, second), None), lines, "what is hidden is not read");
    assert_eq!(rows(xlsx(sheet, second), Some("字典")), "1 甲");
}

#[test]
fn a_merge_goes_down() {
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>启明</t></is></c></row>\
        <row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>李明</t></is></c></row></sheetData>\
        <mergeCells><mergeCell ref=\"A1:A1000000\"/></mergeCells></worksheet>";
    assert_eq!(rows(xlsx(sheet, "<worksheet/>"), None), "1 启明|\n2 启明|李明");
}

const CONTENT: &str = "<office:document-content><office:automatic-styles><style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body><office:spreadsheet>";

fn ods(tables: &str) -> Vec<u8> {
    let content = format!("{CONTENT}{tables}</office:spreadsheet></office:body></office:document-content>");
    zipped(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}

#[test]
fn ods_with_repeats_merges_and_remarks() {
    let table = "<table:table table:name=\"隐藏\" table:style-name=\"ta2\"><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>\
        <table:table table:name=\"名单\"><table:table-row><table:table-cell/><table:table-cell table:number-rows-spanned=\"2\"><office:annotation><text:p>批注</text:p></office:annotation><text:p>启<text:span>明</text:span></text:p></table:table-cell>\
        <table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"13800000001\"><text:p>1.38E+10</text:p></table:table-cell></table:table-row>\
        <table:table-row table:visibility=\"filter\"><table:table-cell office:value-type=\"date\" office:date-value=\"2022-02-18\"><text:p>18/2</text:p></table:table-cell><table:covered-table-cell><text:p>under</text:p></table:covered-table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048574\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>";
    assert_eq!(rows(ods(table), None), "1 |启明|13800000001|13800000001\n2(hidden) 2022-02-18|启明||");
}

#[test]
fn a_few_bytes_that_say_much_are_refused() {
    let table = "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"90\"><text:p>李明</text:p></table:table-cell></table:table-row></table:table>";
    assert!(refused(ods(table)).contains("上限"));
    let zeros = "0".repeat(1 << 20);
    let parts: Vec<(String, String)> = (0..400).map(|i| (format!("xl/media/{i}"), zeros.clone())).collect();
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert!(refused(zipped(&parts)).contains("太大"));
}

/// A record of an older workbook.
fn record(kind: usize, data: &[u8]) -> Vec<u8> {
    let short = |n: usize| u16::try_from(n).expect("short").to_le_bytes();
    [&short(kind)[..], &short(data.len()), data].concat()
}

/// An older workbook without its container: one sheet of the cells given.
fn xls(before: &[u8], cells: &[u8]) -> Vec<u8> {
    let begin = record(biff::BEGIN, &[0, 6, 5, 0]);
    let sheet = |at: u8| record(biff::SHEET, &[at, 0, 0, 0, 0, 0, 2, 0, b'S', b'1']);
    let at = u8::try_from(begin.len() + before.len() + sheet(0).len() + 4).expect("near");
    [&begin, before, &sheet(at), &record(biff::END, &[]), &record(biff::BEGIN, &[0, 6, 16, 0]), cells, &record(biff::END, &[])].concat()
}

#[test]
fn xls_by_records() {
    let text = |row: u8, column: u8, text: &str| {
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        record(biff::TEXT_CELL, &[&[row, 0, column, 0, 0, 0, u8::try_from(units.len() / 2).expect("short"), 0, 1], &units[..]].concat())
    };
    let look = record(biff::LOOK, &[0, 0, 14, 0]);
    let cells = [
        text(0, 0, "姓名"),
        record(biff::NUMBER_CELL, &[&[1, 0, 0, 0, 9, 0][..], &13_800_000_001_f64.to_le_bytes()].concat()),
        record(biff::SMALL_CELL, &[&[1, 0, 1, 0, 0, 0][..], &((44_610_u32 << 2) | 2).to_le_bytes()].concat()),
        record(biff::TRUTH_CELL, &[2, 0, 0, 0, 0, 0, 0x2a, 1]),
        record(biff::FORMULA_CELLS[0], &[2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0]),
        record(biff::FORMULA_TEXT, &[1, 0, 0, b'a']),
        text(255, 255, "\u{200b} "),
    ]
    .concat();
    let file = xls(&look, &cells);
    let lines = "1 姓名|\n2 13800000001|2022-02-18\n3 #N/A:Error|a:Formula";
    assert_eq!(rows(file.clone(), None), lines);
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a container");
    container.create_stream("/Workbook").expect("a stream").write_all(&file).expect("written");
    assert_eq!(rows(container.into_inner().into_inner(), None), lines);
    for cut in [10, 30, file.len() - 6] {
        assert!(refused(file[..cut].to_vec()).contains("损坏"), "{cut}");
    }
    assert!(refused(xls(&record(biff::ENCRYPTED, &[0; 6]), &cells)).contains("密码"));
}

#[test]
fn html_under_another_name() {
    let page = "<html><style>td{color:red}</style><table border=1><tr><td colspan=3>名&nbsp;册<tr><th>姓名<th rowspan='2'>启&#26126;<br/></th><th>a &lt; b</tr>\
                <!-- <tr><td>没有 --><tr><td>李\n明</td><td title=\">\">x</td></tr></table>";
    assert_eq!(rows(page.as_bytes().to_vec(), None), "1 名\u{a0}册||\n2 姓名|启明|a < b\n3 李 明|启明|x");
    assert!(refused(b"<html><body>hello</body></html>".to_vec()).contains("没有可读的表格"));
}

#[test]
fn xml_of_2003() {
    let text = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"a\"><Table>\
        <Row ss:Index=\"2\"><Cell ss:MergeDown=\"1\"><Data ss:Type=\"String\">启&amp;明</Data></Cell><Cell ss:Index=\"3\"><Data ss:Type=\"Number\">13800000001</Data></Cell></Row>\
        <Row><Cell ss:Index=\"2\"><Data ss:Type=\"DateTime\">2022-02-18T00:00:00.000</Data></Cell><Cell ss:Formula=\"=A1\"/></Row></Table></Worksheet></Workbook>";
    assert_eq!(rows(text.as_bytes().to_vec(), None), "2 启&明||13800000001\n3 启&明|2022-02-18|=A1:NoValue");
}

#[test]
fn what_is_no_table_says_what_it_is() {
    let locked = {
        let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a container");
        container.create_stream("/EncryptedPackage").expect("a stream");
        container.into_inner().into_inner()
    };
    for (bytes, word) in [
        (b"%PDF-1.7".to_vec(), "PDF"),
        (b"\x89PNG\r\n".to_vec(), "PNG"),
        (zipped(&[("word/document.xml", "")]), "Word"),
        (zipped(&[("a.csv", "")]), "解压"),
        (b"PK\x03\x04rest".to_vec(), "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "损坏"),
        (locked, "密码"),
        (xlsx("<worksheet><sheetData><row r=\"0\"/></sheetData></worksheet>", ""), "损坏"),
        (xlsx("<worksheet/>", "<worksheet/>"), "空"),
    ] {
        let error = match read(bytes, None, |_| true) {
            Err(error) => format!("{error} {:?}", error.downcast_ref::<Fault>().map(|fault| &fault.hint)),
            Ok(_) => "taken".into(),
        };
        assert!(error.contains(word), "{word}: {error}");
    }
}
