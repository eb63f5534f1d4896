//! What surrounds a command may be strange: files of other kinds and with other
//! names, limits, signals, variables.

use crate::common::Base;

#[test]
fn a_database_with_two_names_is_not_written() {
    let base = Base::new();
    let other = base.path("elsewhere");
    std::fs::create_dir(&other).expect("a folder");
    let link = other.join("b.db");
    std::fs::hard_link(base.db(), &link).expect("a link");
    let link = link.to_str().expect("text");
    let line = ["org", "add", "--name", "启明", "--kind", "service"];
    for db in [base.argument("fuhua.db").as_str(), link] {
        base.refuses(3, &[&["--db", db], &line[..]].concat(), &["它有2个文件名", "-samefile"], &["it has 2 names", "-samefile"]);
        base.ok(&["--db", db, "list", "orgs"]);
        base.ok(&["audit", db]);
    }
    std::fs::remove_file(link).expect("one name is left");
    base.ok(&line);
    // A link that is followed is no second name.
    std::os::unix::fs::symlink(base.db(), link).expect("a link");
    base.ok(&["--db", link, "org", "add", "--name", "暖阳", "--kind", "service"]);
}

#[test]
fn a_document_is_a_regular_file_of_some_size() {
    let base = Base::new();
    base.ok(&["org", "add", "--name", "启明", "--kind", "service"]);
    let pipe = base.argument("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let huge = base.file("huge.pdf", "");
    std::fs::File::options().write(true).open(&huge).and_then(|f| f.set_len((128 << 20) + 1)).expect("a length");
    for (file, zh, en) in [
        (pipe.as_str(), "不是普通文件", "not a regular file"),
        ("/dev/zero", "不是普通文件", "not a regular file"),
        (huge.as_str(), "超过128MB", "larger than 128 MB"),
        ("/none/such.pdf", "没有这个文件", "no such file"),
    ] {
        base.refuses(2, &["apply", "启明", "--date", "2021-10-08", "--document", file], &[file, zh], &[file, en]);
    }
}
