//! The harness itself: a base is made, written to, read and copied.

use std::collections::BTreeSet;

use crate::common::Base;
use crate::common::commands::{OTHERS, READING, command_of, commands};
use crate::common::source::{files, root, shown};

#[test]
fn a_base_is_written_to_and_read() {
    let base = Base::new();
    assert_eq!(base.code(&["org", "add", "--name", "春风社工服务中心", "--kind", "service"]), "O1");
    assert_eq!(base.sql("SELECT id, name, town FROM org"), [["1", "春风社工服务中心", ""]]);
    assert_eq!(base.value("SELECT actor FROM journal ORDER BY seq DESC LIMIT 1"), "测试员");
    let twice = base.error(2, &["org", "add", "--name", "春风社工服务中心", "--kind", "service"]);
    assert_eq!((&twice["kind"], twice["message"].as_str().is_some_and(|m| m.contains("O1"))), (&"input".into(), true), "{twice}");
    let copy = base.copy();
    assert_eq!(copy.bytes(), base.bytes());
    copy.ok(&["org", "add", "--name", "松柏志愿者协会", "--kind", "association"]);
    assert_eq!(base.value("SELECT count(*) FROM org"), "1");
    assert_eq!(copy.value("SELECT count(*) FROM org"), "2");
}

#[test]
fn surroundings_are_the_tests_own() {
    let mut base = Base::empty();
    base.says(3, &["list", "orgs"], &["fuhua init"]);
    base.lang("en").today("2022-01-05");
    base.ok(&["init"]);
    assert_eq!(base.value("SELECT at FROM journal"), "2022-01-05");
    assert!(base.ok(&["list", "--help"]).contains("Usage"));
}

/// The lists of lines leave no command out.
#[test]
fn each_command_has_its_line() {
    let known = commands();
    let of = |line: &&str| command_of(&known, &line.split(' ').collect::<Vec<_>>()).unwrap_or_else(|| panic!("{line}: no command"));
    assert_eq!(READING.iter().chain(OTHERS).map(of).collect::<BTreeSet<_>>(), known);
}

/// A file that no `mod` names is not compiled, so its tests are not run.
#[test]
fn every_file_of_the_suite_is_declared() {
    let mut count = 0;
    for path in files("tests/suite").into_iter().filter(|p| p.extension().is_some_and(|e| e == "rs")) {
        let (folder, stem) = (path.parent().expect("a folder"), path.file_stem().expect("a name").to_string_lossy().into_owned());
        let (folder, stem) = match stem.as_str() {
            "main" => continue,
            "mod" => (folder.parent().expect("a folder"), folder.file_name().expect("a name").to_string_lossy().into_owned()),
            _ => (folder, stem),
        };
        let parent = ["main.rs", "mod.rs"].map(|name| folder.join(name)).into_iter().find(|p| p.exists()).expect("a parent");
        let text = std::fs::read_to_string(&parent).expect("the parent can be read");
        let declared = text.lines().any(|line| line.trim_start_matches("pub ") == format!("mod {stem};"));
        assert!(declared, "{} does not declare {}", shown(&parent), shown(&path));
        count += 1;
    }
    assert!(count > 15, "the files were found: {count}");
    let beside = std::fs::read_dir(root().join("tests")).expect("the folder").map(|f| f.expect("a file").path());
    let stray: Vec<_> = beside.filter(|p| p.extension().is_some_and(|e| e == "rs")).collect();
    assert!(stray.is_empty(), "not in tests/suite, so not run: {stray:?}");
}
