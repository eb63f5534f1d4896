//! Command lines as they are typed, their words parted by blanks.

use super::Base;

/// What a line that succeeds answers.
#[track_caller]
pub fn done(base: &Base, line: &str) -> serde_json::Value {
    base.json(&line.split(' ').collect::<Vec<_>>())
}

/// What is refused leaves the file as it was.
#[track_caller]
pub fn refused(base: &Base, code: i32, line: &str, words: &str) {
    let before = base.bytes();
    base.says(code, &line.split(' ').collect::<Vec<_>>(), &[words]);
    assert!(base.bytes() == before, "{line}");
}
