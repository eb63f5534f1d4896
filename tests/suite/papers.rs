//! Papers: digests of files on records, and the files themselves.

use crate::common::Base;
use crate::common::findings::of_rule;

fn base() -> Base {
    let mut base = Base::new();
    base.today("2022-12-31");
    base.ok(&["org", "add", "--name", "启明社工服务中心", "--kind", "service"]);
    base.ok(&["finance", "post", "--in", "141450", "--category", "appropriation", "--date", "2021-11-05"]);
    base
}

#[test]
fn a_paper_is_kept_by_its_digest() {
    let base = base();
    let file = base.file("发票 1.pdf", "%PDF-1.4 …");
    let made = base.json(&["attach", "V1", &file, "--as", "原始凭证", "--date", "2021-11-06"]);
    assert_eq!(made["code"], "AT1");
    let shown = base.json(&["show", "AT1"]);
    assert_eq!(shown["of"], "V1");
    assert_eq!((&shown["name"], &shown["bytes"], &shown["as"]), (&"发票 1.pdf".into(), &12.into(), &"voucher".into()));
    assert_eq!(shown["sha256"].as_str().map(str::len), Some(64));
    // The same file on the same record is there already.
    let before = base.bytes();
    assert_eq!(base.ok(&["attach", "V1", &file]), "没有改动:AT1\n");
    assert!(base.bytes() == before);
    // On another record it is another paper.
    assert_eq!(base.json(&["attach", "启明", &file])["code"], "AT2");
    assert_eq!(base.json(&["list", "attachments", "--of", "V1"]).as_array().map(Vec::len), Some(1));
    assert_eq!(base.json(&["show", "O1"])["related"]["attachments"][0]["code"], "AT2");
    // The file is not kept, nor the folder in which it was.
    assert!(!base.value("SELECT arguments FROM journal ORDER BY seq DESC LIMIT 1").contains('/'));
    base.sound();
}

#[test]
fn what_cannot_be_attached_is_told() {
    let base = base();
    let file = base.file("a.txt", "a");
    let before = base.bytes();
    base.refuses(4, &["attach", "V1", &base.argument("none.pdf")], &["none.pdf", "核对文件名"], &["none.pdf", "check the file's name"]);
    base.refuses(4, &["attach", "V1", base.folder().to_str().expect("a path")], &["普通文件"], &["regular file"]);
    base.refuses(2, &["attach", "V9", &file], &["没有记录 V9"], &["no record V9"]);
    base.refuses(2, &["attach", "J2", &file], &["J2 是流水"], &["J2 is a journal entry"]);
    base.refuses(2, &["attach", "V1", &file, "--as", "x"], &["文件类别“x”无效"], &["'x'"]);
    base.refuses(2, &["list", "orgs", "--of", "V1"], &["--of"], &["--of"]);
    assert!(base.bytes() == before);
    base.ok(&["void", "V1", "--reason", "误记"]);
    base.refuses(1, &["attach", "V1", &file], &["V1 已经作废"], &["V1 is void"]);
}

/// A paper goes with its record, and stands in the way of taking the record back.
#[test]
fn a_paper_is_a_part_of_its_record() {
    let base = base();
    let file = base.file("a.txt", "a");
    base.ok(&["attach", "V1", &file]);
    base.refuses(1, &["undo", "J3"], &["J4 改动了 AT1"], &["AT1 by J4"]);
    assert_eq!(base.ok(&["void", "V1", "--reason", "误记"]), "已作废凭证 V1,连同文件1条:误记\n");
    assert_eq!(base.value("SELECT void_reason FROM attachment"), "误记");
    base.ok(&["undo"]);
    assert_eq!(base.value("SELECT count(*) FROM attachment WHERE void_reason IS NULL"), "1");
    // One that was told of first goes, and the record may.
    base.ok(&["undo", "J4"]);
    base.ok(&["undo", "J3"]);
    base.sound();
    // By another program: in force on what is void.
    let other = self::base();
    other.ok(&["attach", "V1", &file]);
    other.meddle("UPDATE voucher SET void_reason = 'x'");
    let (_, report) = other.audit(&["--rule", "records.parent"]);
    let found = of_rule(&report, "records.parent");
    assert!(found.iter().any(|f| f.subject == "AT1"), "{report}");
}

#[test]
fn doubles_that_become_one_have_the_papers_of_both() {
    let base = base();
    let (a, b) = (base.file("a.txt", "a"), base.file("b.txt", "b"));
    base.ok(&["org", "add", "--name", "启明社工中心", "--kind", "service"]);
    base.ok(&["attach", "O1", &a]);
    base.ok(&["attach", "O2", &a]);
    base.ok(&["attach", "O2", &b]);
    base.ok(&["org", "merge", "O1", "O2"]);
    assert_eq!(base.json(&["list", "attachments", "--of", "O1"]).as_array().map(Vec::len), Some(2));
    base.sound();
    base.ok(&["undo"]);
    assert_eq!(base.json(&["list", "attachments", "--of", "O2"]).as_array().map(Vec::len), Some(2));
    base.sound();
}

#[test]
fn a_folder_proves_the_papers() {
    let base = base();
    let folder = base.path("papers/2021");
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, text) in [("one.pdf", "one"), ("two.pdf", "two")] {
        std::fs::write(folder.join(name), text).expect("a paper");
        base.ok(&["attach", "V1", folder.join(name).to_str().expect("a path"), "--as", "voucher"]);
    }
    let papers = base.argument("papers");
    let (code, report) = base.audit(&["--papers", &papers]);
    assert_eq!((code, &report["papers"]), (0, &serde_json::json!({"found": 2, "missing": 0})), "{report}");
    assert!(base.audit(&[]).1["papers"].is_null());
    // Under another name it is the same paper; altered it is not.
    std::fs::rename(folder.join("one.pdf"), folder.join("三.pdf")).expect("renamed");
    std::fs::write(folder.join("two.pdf"), "2").expect("altered");
    let (code, report) = base.audit(&["--papers", &papers]);
    assert_eq!((code, &report["papers"]), (0, &serde_json::json!({"found": 1, "missing": 1})), "{report}");
    let found = of_rule(&report, "paper.missing");
    assert!(found.len() == 1 && found[0].subject == "AT2" && found[0].message.contains("two.pdf"), "{report}");
    assert_eq!(base.audit(&["--papers", &papers, "--fail-on", "warning"]).0, 1);
    base.refuses(4, &["audit", "--papers", &base.argument("none")], &["无法读取文件夹"], &["cannot read the folder"]);
    // Statements count vouchers without papers.
    let statement = base.json(&["finance", "statement", "2021Q4"]);
    assert_eq!((&statement["vouchers"], &statement["without_papers"]), (&1.into(), &0.into()));
    base.ok(&["finance", "post", "--out", "10", "--category", "training", "--date", "2021-11-06"]);
    assert_eq!(base.json(&["finance", "statement", "2021Q4"])["without_papers"], 1);
}

/// Lists by kind, by person, by the day on which something is in force.
#[test]
fn lists_are_narrowed() {
    let base = base();
    let count = |words: &str| {
        let line: Vec<&str> = ["list"].into_iter().chain(words.split(' ')).collect();
        base.json(&line).as_array().map_or(0, Vec::len)
    };
    base.ok(&["org", "rate", "O1", "--grade", "3A", "--date", "2021-12-01", "--until", "2022-06-30"]);
    base.ok(&["org", "party", "O1", "--form", "own", "--date", "2022-01-01"]);
    base.ok(&["talent", "add", "沈知秋", "--pool", "worker", "--date", "2022-01-02"]);
    base.ok(&["hub", "close", "HB1", "--date", "2022-03-01"]);
    for (words, n) in [
        ("standings --kind rating", 1),
        ("standings --kind 党组织", 1),
        ("standings --on 2021-12-31", 1),
        ("standings --on 2022-06-30", 2),
        ("standings --on 2022-07-01", 1),
        ("hubs --on 2022-02-28", 1),
        ("hubs --on 2022-03-01", 0),
        ("members --person 沈知秋", 1),
        ("members --person M1 --on 2022-02-01", 1),
        ("vouchers --kind appropriation", 0),
    ] {
        if words.starts_with("vouchers") {
            base.refuses(2, &["list", "vouchers", "--kind", "appropriation"], &["--kind"], &["--kind"]);
        } else {
            assert_eq!(count(words), n, "{words}");
        }
    }
    base.refuses(2, &["list", "standings", "--kind", "x"], &["“x”无效"], &["'x'"]);
    base.refuses(2, &["list", "orgs", "--on", "2022-01-01"], &["--on"], &["--on"]);
}
