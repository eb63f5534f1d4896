//! Where answers go: files, links, folders, standard output.

use crate::common::Base;

fn base() -> Base {
    let base = Base::new();
    base.ok(&["org", "add", "--name", "启明", "--kind", "service", "--uscc", "52640181MJX0000016", "--registered", "2022-01-05"]);
    base
}

#[test]
fn a_file_is_replaced_with_leave_alone() {
    let base = base();
    let file = base.argument("orgs.csv");
    let first = base.run(&["list", "orgs", "-o", &file]);
    assert!(first.code == 0 && first.err.contains("已写入"), "{first:?}");
    let kept = std::fs::read(base.path("orgs.csv")).expect("the file");
    base.refuses(2, &["list", "trainings", "-o", &file], &["已经存在", "--replace"], &["exists", "--replace"]);
    let before = base.bytes();
    base.says(2, &["consult", "log", "--topic", "policy", "-f", "csv", "-o", &file], &["--replace"]);
    assert_eq!((std::fs::read(base.path("orgs.csv")).expect("the file"), base.bytes()), (kept, before));
    base.ok(&["list", "trainings", "--replace", "-o", &file]);
    assert!(std::fs::read_to_string(base.path("orgs.csv")).expect("the file").contains("主讲人"));
}

#[test]
fn a_link_stays_a_link_and_a_mode_a_mode() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let base = base();
    std::fs::write(base.path("target.csv"), "old").expect("a file");
    std::fs::set_permissions(base.path("target.csv"), std::fs::Permissions::from_mode(0o664)).expect("a mode");
    symlink("target.csv", base.path("link.csv")).expect("a link");
    base.ok(&["list", "orgs", "--replace", "-o", &base.argument("link.csv")]);
    assert!(base.path("link.csv").is_symlink());
    assert!(std::fs::read_to_string(base.path("target.csv")).expect("the file").contains("启明"));
    assert_eq!(std::fs::metadata(base.path("target.csv")).expect("meta").permissions().mode() & 0o777, 0o664);
    symlink("nowhere.csv", base.path("dangling.csv")).expect("a link");
    base.refuses(2, &["list", "orgs", "-o", &base.argument("dangling.csv")], &["链接"], &["link"]);
    assert!(!base.path("nowhere.csv").exists());
}

#[test]
fn a_hyphen_is_standard_output_and_a_folder_takes_all_tables() {
    let base = base();
    assert_eq!(base.ok(&["list", "orgs", "-f", "csv", "-o", "-"]), base.ok(&["list", "orgs", "-f", "csv"]));
    let folder = format!("{}/", base.argument("季报"));
    base.says(2, &["report", "quarterly", "2022Q1", "-o", &folder], &["-f csv"]);
    base.ok(&["report", "quarterly", "2022Q1", "-f", "csv", "-o", &folder]);
    let names: Vec<_> = std::fs::read_dir(base.path("季报")).expect("the folder").map(|f| f.expect("a file").file_name()).collect();
    assert!(names.len() > 1, "{names:?}");
    base.says(2, &["report", "quarterly", "2022Q1", "-f", "csv", "-o", &folder], &["--replace"]);
    base.ok(&["list", "orgs", "-o", &base.argument("新/名单.csv")]);
    base.says(4, &["list", "orgs", "-o", &base.argument("没有/这里/名单.csv")], &["没有这个文件或文件夹"]);
}

#[test]
fn codes_keep_their_digits_in_a_file() {
    let base = base();
    base.ok(&["org", "file", "启明", "--number", "2022-03", "--date", "2022-03-01"]);
    base.ok(&["org", "file", "启明", "--number", "003", "--date", "2022-04-01"]);
    assert!(base.ok(&["list", "filings", "-f", "csv"]).contains(",2022-03,"));
    base.ok(&["list", "filings", "-o", &base.argument("f.csv")]);
    let file = std::fs::read_to_string(base.path("f.csv")).expect("the file");
    assert!(file.contains(",'2022-03,") && file.contains(",'003,") && file.contains(",2022-03-01,"), "{file}");
}

#[test]
fn a_value_may_begin_with_a_hyphen() {
    let base = base();
    base.ok(&["consult", "log", "--topic", "policy", "--note", "-一条"]);
    base.ok(&["training", "log", "--title", "-甲", "--form", "lecture"]);
    assert_eq!(base.sql("SELECT note FROM consultation UNION ALL SELECT title FROM training"), [["-一条"], ["-甲"]]);
    base.refuses(2, &["training", "log", "--title", "甲", "--form", "lecture", "--headcount", "-3"], &["人数", "-3"], &["-3"]);
    base.refuses(2, &["list", "orgs", "--limit", "-1"], &["-1"], &["-1"]);
    base.refuses(2, &["consult", "log", "--topic", "policy", "--note", "--date=2022-03-01"], &["--note", "--date"], &["--note", "--date"]);
}
