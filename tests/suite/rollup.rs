//! `rollup`: many bases' files, of which some are bad.

use std::collections::BTreeSet;

use crate::common::{Base, FUHUA, runs};

/// A base with so many trainees in 2022Q1, and a folder of copies of its file.
fn bases(count: usize) -> Base {
    let base = Base::new();
    base.ok(&["training", "log", "--title", "治理", "--form", "lecture", "--date", "2022-02-01", "--headcount", "30"]);
    std::fs::create_dir(base.path("all")).expect("a folder");
    for i in 0..count {
        std::fs::copy(base.db(), base.path(&format!("all/b{i:03}.db"))).expect("a copy");
    }
    base
}

#[test]
fn figures_are_summed_up_and_bad_files_are_told() {
    let base = bases(3);
    base.file("all/bad.db", "no database");
    base.file("all/readme.txt", "not looked at");
    let folder = base.argument("all");
    let out = base.run(&["rollup", &folder, "--period", "2022Q1", "-f", "json"]);
    assert_eq!(out.code, 0, "{out:?}");
    assert!(out.err.contains("共4个文件,其中1个不能读取"), "{}", out.err);
    let json = out.json();
    assert_eq!(json["period"], "2022Q1");
    let trainees = json["totals"].as_array().expect("totals").iter().find(|t| t["indicator"] == "trainees").expect("trainees");
    assert_eq!(
        (&trainees["bases"], &trainees["period"], &trainees["year_to_date"], &trainees["target"]),
        (&3.into(), &90.into(), &90.into(), &1500.into())
    );
    let files = json["files"].as_array().expect("files");
    assert!(files[0]["file"].as_str().is_some_and(|f| f.ends_with("b000.db")) && files[0]["head"] == base.head().as_str(), "{}", files[0]);
    assert!(files[3]["reason"].as_str().is_some_and(|why| why.contains("不是 SQLite 数据库")), "{}", files[3]);
    assert_eq!(base.run(&["rollup", &folder, "--period", "2022Q1", "--check"]).code, 1);
    // A base agrees with its own report.
    let report = base.json(&["report", "quarterly", "2022Q1"]);
    for (line, of) in files[0]["figures"].as_array().expect("figures").iter().zip(report["indicators"].as_array().expect("indicators")) {
        for (ours, its) in [
            ("indicator", "indicator"),
            ("period", "quarter"),
            ("year_to_date", "year_to_date"),
            ("target", "target"),
            ("status", "status"),
        ] {
            assert_eq!(line[ours], of[its], "{line}");
        }
    }
    // A list names them too; a period outside the plan is a reason.
    let list = base.file("list.txt", format!("{folder}/b000.db\n\n{folder}/b001.db\n"));
    let listed = base.json(&["rollup", "--list", &list, "--period", "2019Q1"]);
    assert!(
        listed["files"].as_array().is_some_and(|f| f.len() == 2 && f[1]["reason"].as_str().is_some_and(|r| r.contains("2019Q1"))),
        "{listed}"
    );
    base.refuses(2, &["rollup"], &["文件"], &["FILE"]);
    std::fs::create_dir(base.path("empty")).expect("a folder");
    base.refuses(2, &["rollup", &base.argument("empty")], &["没有要汇总的文件"], &["no files"]);
}

#[test]
fn tables_go_into_a_folder_and_a_screen_has_no_figures_of_each() {
    let mut base = bases(2);
    base.file("all/z.db", "");
    let folder = base.argument("all");
    let screen = base.ok(&["rollup", &folder, "--period", "2022Q1"]);
    assert!(screen.contains("合计") && screen.contains("b000.db") && screen.contains("它是空文件"), "{screen}");
    assert!(!screen.contains("各基地的指标\n"), "{screen}");
    base.lang("en");
    base.ok(&["rollup", &folder, "--period", "2022Q1", "-f", "csv", "-o", &base.argument("sum/")]);
    let names: BTreeSet<String> = std::fs::read_dir(base.path("sum"))
        .expect("a folder")
        .map(|e| e.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, ["bad.csv", "bases.csv", "figures.csv", "totals.csv"].map(str::to_owned).into());
    let figures = std::fs::read_to_string(base.path("sum/figures.csv")).expect("the figures");
    assert_eq!(figures.lines().count(), 1 + 2 * 8, "{figures}");
}

/// No file is written to, and what stands in one is not run.
#[test]
fn files_from_anybody_are_only_read() {
    let base = bases(1);
    let path = base.path("all/b000.db");
    let db = rusqlite::Connection::open(&path).expect("a database");
    db.execute_batch("DROP VIEW indicator_fact; CREATE VIEW indicator_fact AS SELECT 'trainees' AS indicator, '2022-02-01' AS on_date, 999 AS quantity, '' AS subject, 1 AS org_id")
        .expect("another program alters it");
    drop(db);
    let before = std::fs::read(&path).expect("the file");
    let json = base.json(&["rollup", &base.argument("all"), "--period", "2022Q1"]);
    assert!(json["files"][0]["reason"].as_str().is_some_and(|why| why.contains("fuhua audit")), "{json}");
    assert!(before == std::fs::read(&path).expect("the file"), "it is as it was");
}

/// Files that are cut off, or changed somewhere, are told or read; none ends the rest.
#[test]
fn damaged_files_are_rows_too() {
    let base = bases(0);
    let whole = base.bytes();
    for (i, part) in (1..20).enumerate() {
        base.file(&format!("all/cut{i:02}.db"), &whole[..whole.len() * part / 20]);
        let mut changed = whole.clone();
        let at = whole.len() * part / 20;
        changed[at..at + 64].fill(0xff);
        base.file(&format!("all/hit{i:02}.db"), changed);
    }
    let json = base.json(&["rollup", &base.argument("all"), "--period", "2022Q1"]);
    let files = json["files"].as_array().expect("files");
    assert_eq!(files.len(), 38);
    for file in files {
        assert!(file["reason"].is_string() != file["figures"].is_array(), "{file}");
    }
    assert!(files.iter().filter(|file| file["reason"].is_string()).count() >= 19, "what is cut off cannot be whole: {json}");
}

/// Many files are read by several processes, in the same order to the same figures.
#[test]
fn many_files_are_shared_out() {
    let base = bases(70);
    base.file("all/b033.db", "bad");
    let output = base.process(FUHUA).args(["rollup", &base.argument("all"), "--period", "2022Q1", "-f", "json"]).output().expect("it runs");
    assert!(output.status.success() && runs(FUHUA), "{output:?}");
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let files = json["files"].as_array().expect("files");
    assert_eq!(files.len(), 70);
    for (i, file) in files.iter().enumerate() {
        assert!(file["file"].as_str().is_some_and(|name| name.ends_with(&format!("b{i:03}.db"))), "{file}");
        assert_eq!(file["reason"].is_string(), i == 33, "{file}");
    }
    assert_eq!(json["totals"][3]["year_to_date"], 69 * 30);
}
