//! The harness itself: a base is made, written to, read and copied.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests may fail, and are other tools"
)]

mod common;

use common::Base;

#[test]
fn a_base_is_written_to_and_read() {
    let base = Base::new();
    assert_eq!(base.code(&["org", "add", "--name", "春风社工服务中心", "--kind", "service"]), "O1");
    assert_eq!(base.sql("SELECT id, name, town FROM org"), [["1", "春风社工服务中心", ""]]);
    assert_eq!(base.value("SELECT actor FROM journal ORDER BY seq DESC LIMIT 1"), "测试员");
    let twice = base.error(2, &["org", "add", "--name", "春风社工服务中心", "--kind", "service"]);
    assert_eq!(twice["kind"], "input");
    let copy = base.copy();
    assert_eq!(copy.bytes(), base.bytes());
    copy.ok(&["org", "add", "--name", "松柏志愿者协会", "--kind", "association"]);
    assert_eq!(base.value("SELECT count(*) FROM org"), "1");
    assert_eq!(copy.value("SELECT count(*) FROM org"), "2");
}

#[test]
fn surroundings_are_the_tests_own() {
    let mut base = Base::empty();
    assert!(base.fails(3, &["list", "orgs"]).contains("fuhua init"));
    base.lang("en").today("2022-01-05");
    base.ok(&["init"]);
    assert_eq!(base.value("SELECT at FROM journal"), "2022-01-05");
    assert!(base.ok(&["list", "--help"]).contains("Usage"));
}
