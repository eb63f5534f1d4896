//! Lists broken at random, of every format, through every import: a clear error
//! that names the file, or rows that a person could have typed; within bounds,
//! nothing changed where it is refused, no panic, no bug.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use encoding_rs::GB18030;
use fuhua::intake::rejects::{self, Form};
use zip::write::SimpleFileOptions;

use crate::common::dice::Dice;
use crate::common::{Base, FUHUA};

/// Each import with a list that it takes.
const LISTS: [(&[&str], &[&[&str]]); 8] = [
    (
        &["training", "roster", "T1"],
        &[&["姓名", "单位", "电话", "出勤"], &["李明", "启明", "13800000001", "到"], &["王芳", "启明", "", "请假"]],
    ),
    (&["import", "roster"], &[&["培训编号", "姓名", "单位"], &["T1", "李明", "启明"], &["T1", "王芳", "暖阳"]]),
    (
        &["import", "orgs"],
        &[
            &["名称", "类型", "信用代码", "登记日期", "电话"],
            &["甲社", "社团", "51640181MJY1000101", "2022-09-11", "09514217881"],
            &["乙社", "民非", "", "", ""],
        ],
    ),
    (
        &["import", "persons"],
        &[&["姓名", "单位", "身份证号", "电话"], &["李明", "启明", "640199196501078003", "13800000001"], &["王芳", "", "", ""]],
    ),
    (
        &["import", "services"],
        &[&["组织", "服务", "日期", "时长"], &["暖阳社", "公共空间", "2022-02-18", "1.5"], &["暖阳社", "能力建设", "44610", "90分钟"]],
    ),
    (&["import", "consultations"], &[&["日期", "主题", "组织"], &["2022-03-01", "党建", "暖阳社"], &["2022-03-02", "财务", ""]]),
    (
        &["import", "projects"],
        &[&["组织", "名称", "开始日期", "资助", "资金来源"], &["暖阳社", "读书会", "2022-03-01", "5,000", "社会捐赠"]],
    ),
    (
        &["import", "vouchers"],
        &[&["日期", "摘要", "收入", "支出", "类别"], &["2022-01-05", "拨款", "14046.30", "", "财政拨款"], &["合计", "", "1", "", ""]],
    ),
];

/// Cells that people, programs and enemies leave.
const STRANGE: [&str; 40] = [
    "",
    " ",
    "同上",
    "〃",
    "合计",
    "#N/A",
    "#REF!",
    "=1+1",
    "=cmd|' /C calc'!A0",
    "'=1",
    "1.38E+10",
    "1E400",
    "-1",
    "NaN",
    "∞",
    "99999999999999999999",
    "0x10",
    "2022-02-30",
    "2022年",
    "今天",
    "3月1日",
    "73050",
    "36525",
    "5/11/2021",
    "12:00",
    "是",
    "\u{202e}abc",
    "\u{1b}[31m",
    "\u{0}",
    "\u{feff}",
    "\u{fffd}",
    "李明\n王芳",
    "李明、王芳",
    "\"",
    "\"\"\"",
    ",",
    "T99999999999999999999",
    "O1",
    "😀",
    "13800138000",
];

/// Each runs within limits: memory in KiB by the shell, time by the clock.
const WITHIN: &str = "ulimit -v 700000; ulimit -c 0; exec timeout -s KILL 30 \"$@\"";

pub fn run(count: usize, seed: u64) {
    let base = prepared();
    let whole = base.bytes();
    let mut codes: BTreeMap<i32, usize> = BTreeMap::new();
    let mut slowest = Duration::ZERO;
    for seed in seed..seed + count as u64 {
        let mut dice = Dice::of(seed);
        let (command, list) = *dice.pick(&LISTS);
        let mut rows: Vec<Vec<String>> = list.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        for _ in 0..dice.roll(4) {
            cells(&mut rows, &mut dice);
        }
        let (ending, mut bytes) = written(&rows, &mut dice);
        if !dice.one_in(4) {
            damage(&mut bytes, &mut dice);
        }
        let name = format!("list.{}", if dice.one_in(5) { "dat" } else { ending });
        base.file(&name, &bytes);
        std::fs::write(base.db(), &whole).expect("written");
        let started = Instant::now();
        let mut process = base.process("sh");
        process.args(["-c", WITHIN, "sh", FUHUA]).args(command).arg(&name).env("FUHUA_LANG", "en");
        let output = process.output().expect("it runs");
        let (took, said) = (started.elapsed(), String::from_utf8_lossy(&output.stderr).into_owned());
        let code = output.status.code().unwrap_or(-1);
        let at = format!("seed {seed}: fuhua {} {name} ({ending}): {code}: {said}", command.join(" "));
        assert!((0..=2).contains(&code) && !said.contains("panicked") && !said.contains("internal error"), "{at}");
        assert!(took < Duration::from_secs(20), "{at} {took:?}");
        if code == 0 {
            base.sound();
        } else {
            assert!(base.bytes() == whole, "{at}: it is refused, and the database changed");
            assert!(said.contains(&name) || code == 1, "{at}: the file is not named");
            assert!(!said.contains("13800138000") && !said.contains("640199196501078003"), "{at}: a number stands whole");
        }
        slowest = slowest.max(took);
        *codes.entry(code).or_default() += 1;
    }
    let last = seed + count as u64 - 1;
    println!("lists: seeds {seed} to {last}, {count} files, exit codes {codes:?}, the slowest {slowest:?}");
}

/// A base with a session and a resident.
fn prepared() -> Base {
    let base = Base::new();
    base.ok(&["training", "log", "--title", "治理", "--form", "lecture", "--date", "2022-02-01"]);
    base.ok(&["org", "add", "--name", "暖阳社", "--kind", "service"]);
    base.ok(&["apply", "O1", "--date", "2021-10-08"]);
    base.passes("A1", "final", "2021-12-27");
    base.enters("A1", "2022-01-04");
    base
}

/// Breaks the cells of a list.
fn cells(rows: &mut Vec<Vec<String>>, dice: &mut Dice) {
    if rows.is_empty() {
        return;
    }
    let (row, strange) = (dice.roll(rows.len()), (*dice.pick(&STRANGE)).to_owned());
    let column = dice.roll(rows[row].len().max(1));
    match dice.roll(9) {
        0..=3 if column < rows[row].len() => rows[row][column] = strange,
        4 => rows[row].push(strange),
        5 => drop(rows[row].pop()),
        6 => rows.push(rows[row].clone()),
        7 => rows.insert(row, vec![strange]),
        8 => drop(rows.remove(row)),
        _ => rows[row].iter_mut().for_each(|cell| cell.push_str(&strange)),
    }
}

/// A list as a file, in one of the formats that are read.
fn written(rows: &[Vec<String>], dice: &mut Dice) -> (&'static str, Vec<u8>) {
    let mark = *dice.pick(&[",", "\t", ";"]);
    let quoted = |cell: &String| if is_bare(cell) { cell.clone() } else { format!("\"{}\"", cell.replace('"', "\"\"")) };
    let text: String = rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(mark) + "\r\n").collect();
    let plain: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| escaped(cell)).collect()).collect();
    let markup = |before: &str, row: [&str; 2], cell: [&str; 2], after: &str| -> Vec<u8> {
        let line = |cells: &Vec<String>| {
            let cells: String = cells.iter().map(|text| format!("{}{text}{}", cell[0], cell[1])).collect();
            format!("{}{cells}{}", row[0], row[1])
        };
        format!("{before}{}{after}", plain.iter().map(line).collect::<String>()).into_bytes()
    };
    match dice.roll(7) {
        0 => ("csv", text.into_bytes()),
        1 => ("csv", GB18030.encode(&text).0.into_owned()),
        2 => ("txt", std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()),
        3 => {
            let mut bytes = Vec::new();
            rejects::write(&mut bytes, Form::Xlsx, rows).expect("a workbook");
            ("xlsx", bytes)
        }
        4 => ("xls", markup("<html><table>", ["<tr>", "</tr>"], ["<td>", "</td>"], "</table></html>")),
        5 => {
            let before = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"a\"><Table>";
            let cell = ["<Cell><Data ss:Type=\"String\">", "</Data></Cell>"];
            ("xls", markup(before, ["<Row>", "</Row>"], cell, "</Table></Worksheet></Workbook>"))
        }
        _ => {
            let before = "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"a\">";
            let after = "</table:table></office:spreadsheet></office:body></office:document-content>";
            let cell = ["<table:table-cell><text:p>", "</text:p></table:table-cell>"];
            ("ods", packed(&markup(before, ["<table:table-row>", "</table:table-row>"], cell, after)))
        }
    }
}

/// Whether a cell needs no quotation marks.
fn is_bare(cell: &str) -> bool {
    !cell.contains([',', '\t', ';', '"', '\n', '\r'])
}

fn escaped(cell: &str) -> String {
    cell.replace('&', "&amp;").replace('<', "&lt;")
}

fn packed(content: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [("mimetype", &b"application/vnd.oasis.opendocument.spreadsheet"[..]), ("content.xml", content)] {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("finished").into_inner()
}

/// Damages the bytes of a file.
fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    if bytes.is_empty() {
        return;
    }
    let at = dice.roll(bytes.len());
    match dice.roll(7) {
        0 => bytes.truncate(at),
        1 => bytes[at] ^= 1 << dice.roll(8),
        2 => drop(bytes.drain(at..(at + 1 + dice.roll(8)).min(bytes.len()))),
        3 => {
            let again = bytes[at..].to_vec();
            bytes.extend(again);
        }
        4 => bytes.insert(at, *dice.pick(b"\0\"<>&\xff\x80,\n=")),
        5 => {
            let far = *dice.pick(&[
                &b" table:number-rows-repeated=\"1000000\" table:number-columns-repeated=\"900\""[..],
                b" ss:Index=\"1048576\"",
                b" rowspan=\"99999999\" colspan=\"99999999\"",
                b"<!DOCTYPE a [<!ENTITY x \"xxxxxxxx\"><!ENTITY y \"&x;&x;&x;&x;\">]>",
                b"&#x110000;",
            ]);
            drop(bytes.splice(at..at, far.iter().copied()));
        }
        _ => {
            for _ in 0..=dice.roll(16) {
                let at = dice.roll(bytes.len());
                bytes[at] = u8::try_from(dice.roll(256)).expect("a byte");
            }
        }
    }
}
