//! What a command answers, in every format: the same content, by the writers
//! that there are.
use std::collections::BTreeSet;

use crate::common::Base;
use fuhua::document::WRITERS;
use serde_json::json;

/// A small base with something of most kinds.
fn base() -> Base {
    let mut base = Base::new();
    base.today("2022-01-05");
    base.ok(&["org", "add", "--name", "启明社工服务中心", "--kind", "community", "--phone", "13800138000"]);
    base.ok(&["org", "add", "--name", "=SUM(A1)|<b>\u{202e}社", "--kind", "service"]);
    base.ok(&["org", "file", "O1", "--date", "2021-11-05"]);
    base.ok(&["apply", "O1", "--date", "2021-10-08", "--reserve-fund", "1.2万"]);
    base.ok(&["review", "A1", "--stage", "eligibility", "--result", "pass", "--date", "2021-11-01"]);
    base.ok(&["review", "A1", "--stage", "internal", "--date", "2021-11-02", "--score", "评审甲:团队=85.5", "--abstain", "评审乙"]);
    let roster = base.file("roster.csv", "姓名,类别\n沈知秋,持证\n宋若溪,志愿者\n");
    base.ok(&["training", "log", "--title", "内部治理", "--form", "lecture", "--date", "2021-12-20", "--roster", &roster]);
    base.ok(&["consult", "log", "--topic", "policy", "--org", "O1", "--org", "O2", "--date", "2021-10-08"]);
    base.ok(&["report", "issue", "quarterly", "2021Q4"]);
    base
}

/// Commands that answer with documents, one of each shape.
const READING: [&[&str]; 21] = [
    &["report", "quarterly", "2021Q4"],
    &["report", "monthly", "2021-12"],
    &["report", "evidence", "trainees", "2021Q4"],
    &["report", "reprint", "R1"],
    &["report", "diff", "R1"],
    &["target", "status"],
    &["plan", "show"],
    &["list", "orgs"],
    &["list", "applications", "--void"],
    &["list", "waivers"],
    &["list", "journal"],
    &["show", "O1"],
    &["show", "A1"],
    &["show", "K2"],
    &["show", "T1"],
    &["show", "C1"],
    &["show", "J2"],
    &["history"],
    &["history", "A1"],
    &["history", "J4"],
    &["audit"],
];

fn csv(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    // A reader that is not flexible refuses what is no rectangle.
    reader.records().map(|row| row.expect("a rectangle").iter().map(str::to_owned).collect()).collect()
}

/// The names of an answer's tables, as the refusal of another name lists them.
fn tables(base: &Base, command: &[&str]) -> Vec<String> {
    let error = base.fails(2, &[command, &["-f", "csv", "--table", "none such"]].concat());
    let (_, list) = error.split_once("可选:").unwrap_or_else(|| panic!("{command:?}: {error}"));
    list.lines().next().expect("a line").split('、').map(str::to_owned).collect()
}

#[test]
fn every_table_has_a_name_in_both_languages_and_is_a_rectangle() {
    let base = base();
    for command in READING {
        let main = csv(&base.ok(&[command, &["-f", "csv"]].concat()));
        let (mut seen, mut found) = (BTreeSet::new(), false);
        for name in tables(&base, command) {
            let (id, zh) = name.split_once(' ').unwrap_or_else(|| panic!("{command:?}: {name}"));
            assert!(seen.insert(id.to_owned()) && seen.insert(zh.to_owned()), "{command:?}: two tables are called {name}");
            let table = base.ok(&[command, &["-f", "csv", "--table", id]].concat());
            assert_eq!(table, base.ok(&[command, &["-f", "csv", "--table", zh]].concat()), "{command:?}: {name}");
            found |= csv(&table) == main;
            // The other writers write one table too.
            let md = base.ok(&[command, &["-f", "md", "--table", id]].concat());
            assert!(md.starts_with('|') || md.starts_with("## "), "{command:?}: {name}: {md}");
        }
        assert!(found, "{command:?}: the main table has a name");
    }
}

#[test]
fn what_has_no_place_in_one_table_is_told_beside_it() {
    let mut base = base();
    let outcome = base.run(&["report", "quarterly", "2021Q4", "-f", "csv"]);
    assert!(outcome.out.starts_with("指标,单位,本季,"), "{}", outcome.out);
    assert!(
        outcome.err.contains("indicators 指标")
            && outcome.err.contains("facts 概况、pipeline 状态、operations 运行情况、recorded 登记、sources 资金来源、due 到期,"),
        "{}",
        outcome.err
    );
    assert!(!outcome.err.contains("residents"), "an empty table is not offered: {}", outcome.err);
    let quiet = base.run(&["report", "quarterly", "2021Q4", "-f", "csv", "-q"]);
    assert_eq!((quiet.out, quiet.err.as_str()), (outcome.out, ""));
    assert_eq!(base.run(&["list", "orgs", "-f", "csv"]).err, "共2条\n", "one table needs no word");
    assert!(base.run(&["audit", "-f", "csv"]).err.contains("--expect-head"), "nor has a note a place in it");
    base.lang("en");
    let facts = base.run(&["report", "quarterly", "2021Q4", "-f", "csv", "--table", "概况"]);
    let head = base.json(&["report", "quarterly", "2021Q4"])["journal"]["head"].clone();
    for line in ["name,value", "period,2021Q4", "first day,2021-10-01", "operating quarter,Y1Q1", "person-times,2", "different persons,2"] {
        assert!(facts.out.lines().any(|l| l == line), "{line}: {}", facts.out);
    }
    assert!(facts.out.contains(&format!("journal head,{}", head.as_str().expect("a hash"))) && facts.err.is_empty());
    // An empty table can be asked for, and has its columns.
    assert_eq!(
        base.ok(&["report", "quarterly", "2021Q4", "-f", "csv", "--table", "residents"]),
        "incubation,organisation,entered,days,services,coverage\n"
    );
}

#[test]
fn a_write_answers_in_csv_with_the_top_of_its_value() {
    let base = base();
    assert_eq!(
        base.ok(&["org", "add", "--name", "金穗互助社", "--kind", "service", "-f", "csv"]),
        format!("code,kind,journal\nO3,org,{}\n", base.value("SELECT 'J' || max(seq) FROM journal"))
    );
    assert!(base.ok(&["undo", "--dry-run", "-f", "csv"]).starts_with("记录,字段,之前,之后\nO3,"));
    assert_eq!(base.ok(&["upgrade", "-f", "csv"]), "from,to,copy,journal\n1,1,,\n");
    let backup = base.path("b.db");
    let facts = base.ok(&["backup", backup.to_str().expect("text"), "-f", "csv"]);
    let bytes = std::fs::metadata(&backup).expect("it is there").len();
    assert!(facts.contains(&format!("\n大小(字节),{bytes}\n")), "{facts}");
    // The change is kept, whatever becomes of the answer.
    let kept = base.run(&["org", "add", "--name", "晨光助学会", "--kind", "service", "--table", "none"]);
    assert_eq!((kept.code, kept.out.as_str()), (0, ""));
    assert!(kept.err.contains("改动已保存") && kept.err.contains("none"), "{}", kept.err);
}

#[test]
fn a_csv_file_has_a_byte_order_mark_and_a_stream_has_none() {
    let base = base();
    let written = |name: &str, more: &[&str]| {
        let file = base.path(name);
        base.ok(&[&["list", "orgs", "-o", file.to_str().expect("text")], more].concat());
        std::fs::read_to_string(&file).expect("text")
    };
    let stream = base.ok(&["list", "orgs", "-f", "csv"]);
    assert!(stream.starts_with("编号,名称,"), "{stream}");
    assert!(stream.contains("'=SUM(A1)|<b>\\u{202e}社"), "{stream}");
    assert_eq!(written("a.csv", &[]), format!("\u{feff}{stream}"), "the ending chooses the format");
    assert_eq!(written("b.csv", &["--bom", "no"]), stream);
    assert_eq!(written("c.txt", &["-f", "csv", "--bom", "yes"]), format!("\u{feff}{stream}"), "an ending of no format is free");
    assert_eq!(written("d.MD", &[]), base.ok(&["list", "orgs", "-f", "md"]));
    assert_eq!(written("e.json", &[]), base.ok(&["list", "orgs", "-f", "json"]));
    assert_eq!(written("f.txt", &[]), base.ok(&["list", "orgs"]));
}

#[test]
fn wrong_turns_of_formats() {
    let mut base = base();
    let file = base.path("a.md");
    let path = file.to_str().expect("text");
    for lang in ["zh", "en"] {
        base.lang(lang);
        let clash = base.fails(2, &["org", "add", "--name", "新社", "--kind", "service", "-f", "csv", "-o", path]);
        assert!(clash.contains("a.md") && clash.contains("csv") && !file.exists(), "{clash}");
        assert!(base.fails(2, &["org", "add", "--name", "新社", "--kind", "service", "-f", "json", "--table", "x"]).contains("-f csv"));
        let unknown = base.fails(2, &["list", "orgs", "-f", "pdf"]);
        let help = base.ok(&["list", "--help"]);
        for name in WRITERS.iter().map(|w| w.name).chain(["json"]) {
            assert!(unknown.contains(name) && help.contains(name), "{name}: {unknown}{help}");
        }
        assert!(help.contains("--table") && help.contains("--bom"));
    }
    assert!(base.fails(2, &["list", "orgs", "-f", "csv", "--table", "residents"]).contains("one of: orgs"));
    // How an answer is written is no part of a change.
    base.ok(&["org", "add", "--name", "新社", "--kind", "service", "-f", "csv", "--table", "answer", "--bom", "no"]);
    assert_eq!(
        base.value("SELECT arguments FROM journal ORDER BY seq DESC LIMIT 1"),
        json!(["org", "add", "--name", "新社", "--kind", "service"]).to_string()
    );
}

#[test]
fn markdown_has_every_column_and_no_markup_of_others() {
    let base = base();
    let md = base.ok(&["list", "orgs", "-f", "md"]);
    let rows: Vec<&str> = md.lines().filter(|l| l.starts_with('|')).collect();
    assert_eq!((md.lines().next(), rows.len()), (Some("## 组织"), 4), "{md}");
    assert!(rows.iter().all(|row| row.replace("\\|", "").matches('|').count() == rows[0].matches('|').count()), "{md}");
    assert!(rows[3].contains("| =SUM(A1)\\|\\<b\\>\\\\u{202e}社 |"), "{md}");
    assert!(rows[2].contains("| 138\\*\\*\\*\\*8000 |"), "what a screen has no room for: {md}");
    let report = base.ok(&["report", "quarterly", "2021Q4", "-f", "md"]);
    assert!(
        report.contains("| --- | --- | ---: | ---: | ---: | ---: | --- |") && report.contains("\n## 申请与孵化(期末状态)\n"),
        "{report}"
    );
    assert!(!report.contains("在孵组织") && !report.contains("制表"), "no empty tables, nothing for paper: {report}");
    assert!(base.ok(&["report", "evidence", "trainees", "2021Q4", "-f", "md"]).ends_with("| **合计** | **2** |  |  |  |\n"));
    for command in READING {
        let out = base.ok(&[command, &["-f", "md"]].concat());
        assert!(!out.contains('\u{202e}') && !out.contains("<b>"), "{command:?}: {out}");
    }
}

#[test]
fn an_entry_is_told_whole_where_there_is_room() {
    let base = base();
    base.ok(&["void", "R1", "--reason", "页码有误"]);
    base.ok(&["undo"]);
    let n: i64 = base.value("SELECT max(seq) FROM journal").parse().expect("a number");
    let (undo, undone) = (format!("J{n}"), format!("J{}", n - 1));
    for command in [vec!["history"], vec!["history", &undo], vec!["history", "R1"], vec!["list", "journal"]] {
        let rows = csv(&base.ok(&[&command[..], &["-f", "csv"]].concat()));
        assert_eq!(rows[0][..6], ["流水", "时间", "经办人", "命令", "撤销", "已由何者撤销"], "{command:?}");
        let of = |code: &str| rows.iter().find(|row| row[0] == code).unwrap_or_else(|| panic!("{command:?} lacks {code}"));
        assert_eq!(of(&undo)[3..6], ["撤销", undone.as_str(), ""], "{command:?}");
    }
    let shown = base.ok(&["history"]);
    assert!(shown.contains(&format!("撤销(撤销 {undone})")), "{shown}");
    assert!(!shown.contains("已由何者撤销"), "{shown}");
}

#[test]
fn a_reprint_speaks_the_language_of_its_issue_in_every_format() {
    let mut base = base();
    let every = |base: &Base| -> Vec<String> {
        let formats = [["-f", "table"], ["-f", "csv"], ["-f", "md"], ["-f", "json"], ["--table", "facts"], ["--table", "状态"]];
        formats.map(|format| base.ok(&[&["report", "reprint", "R1"], &format[..]].concat())).into()
    };
    let before = every(&base);
    assert!(before[4].contains("出具编号") && before[4].contains("R1"), "{}", before[4]);
    base.ok(&["edit", "O1", "--name", "启明新社"]);
    base.today("2023-12-01").lang("en");
    assert_eq!(every(&base), before);
}

#[test]
fn a_report_of_another_format_is_refused_by_its_number() {
    let mut base = base();
    let content = base.value("SELECT content FROM issued_report");
    let frozen: serde_json::Value = serde_json::from_str(&content).expect("json");
    assert_eq!(frozen["format"], 2);
    let blocks = frozen["document"]["blocks"].as_array().expect("blocks");
    for kind in ["facts", "table", "chart", "signatures"] {
        assert!(blocks.iter().any(|b| b.get(kind).is_some()), "{kind}: {content}");
    }
    let old = content.replacen("\"format\":2", "\"format\":1", 1);
    let digest = <sha2::Sha256 as sha2::Digest>::digest(old.as_bytes());
    let sha256: String = digest.iter().map(|b| format!("{b:02x}")).collect();
    base.open()
        .execute("UPDATE issued_report SET content = ?1, sha256 = ?2", rusqlite::params![old, sha256])
        .expect("another program changes it");
    for (lang, says) in [("zh", "第1版"), ("en", "format 1")] {
        base.lang(lang);
        let refused = base.fails(3, &["report", "reprint", "R1"]);
        assert!(refused.contains(says) && refused.contains('2'), "{refused}");
        assert!(!refused.contains("摘要不符") && !refused.contains("altered"), "{refused}");
    }
}

/// A format is a file with a writer and a line in the list.
#[test]
fn formats_are_the_files_of_their_folder() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/document");
    let list = std::fs::read_to_string(folder.join("mod.rs")).expect("the list");
    let mut files = 0;
    for entry in std::fs::read_dir(&folder).expect("the folder") {
        let path = entry.expect("a file").path();
        let source = if path.is_dir() { path.join("mod.rs") } else { path.clone() };
        if std::fs::read_to_string(&source).expect("a source").contains("pub static WRITER: Writer") {
            let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
            assert!(list.contains(&format!("&{stem}::WRITER")), "{stem} is not in WRITERS");
            files += 1;
        }
    }
    assert_eq!(files, WRITERS.len());
}

/// No command asks in which format its answer is wanted.
#[test]
fn only_the_output_asks_for_the_format() {
    // `typed` looks whether an error is to be JSON.
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut asking = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("a file").path();
            if path.is_dir() {
                folders.push(path);
            } else if std::fs::read_to_string(&path).is_ok_and(|text| text.contains(".format,") || text.contains("Format::")) {
                asking.insert(path.file_name().expect("a name").to_string_lossy().into_owned());
            }
        }
    }
    assert_eq!(asking, ["ctx.rs", "format.rs", "output.rs", "typed.rs"].map(str::to_owned).into());
}
