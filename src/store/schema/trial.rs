//! Format 0, which never was: the format that the upgrade is tried on while
//! there is no released older one. It is the current format without the towns
//! of organisations, the minutes of trainings and the table of disclosures.
//!
//! In tests and with the feature `trial-format` only.

use super::SQL;
use super::steps::{Step, TRIAL};

/// Puts the step from format 0 in the place of the program's own, on this thread.
pub fn install() {
    TRIAL.set(Some(steps("")));
}

/// The statement of `schema.sql` that makes an object.
fn statement(start: &str) -> &'static str {
    let text = SQL.find(start).map_or("", |at| &SQL[at..]);
    text.find(";\n").map_or(text, |end| &text[..=end])
}

/// The step from format 0 as a frozen file would have it, with the texts of
/// `schema.sql`. `broken` is SQL that does what a step may not do.
pub(crate) fn steps(broken: &str) -> &'static [Step] {
    let structure = "ALTER TABLE org RENAME TO org_old;".to_owned()
        + statement("CREATE TABLE org (")
        + "INSERT INTO org (id, name, name_key, kind, field, stage, founded_on, contact, phone, note, merged_into, void_reason)
             SELECT id, name, name_key, kind, field, stage, founded_on, contact, phone, note, merged_into, void_reason FROM org_old;
           DROP TABLE org_old;"
        + statement("CREATE INDEX org_merged")
        + statement("CREATE UNIQUE INDEX org_name")
        + "ALTER TABLE training RENAME TO training_old;"
        + statement("CREATE TABLE training (")
        + "INSERT INTO training (id, title, form, topic, on_date, place, trainer, headcount, note, void_reason)
             SELECT id, title, form, topic, on_date, place, trainer, headcount, note, void_reason FROM training_old;
           DROP TABLE training_old;"
        + statement("CREATE INDEX training_date")
        + statement("CREATE TABLE disclosure")
        + statement("CREATE INDEX disclosure_date")
        + broken;
    let rows = "UPDATE training SET minutes = 180 WHERE form = 'lecture'";
    Box::leak(Box::new([Step { to: 1, structure: structure.leak(), rows, recounts: &[] }]))
}

/// `schema.sql` as it would have been.
#[cfg(test)]
pub(crate) fn schema() -> String {
    let mut sql = SQL.to_owned();
    for (new, old) in [
        ("PRAGMA user_version = 1;", "PRAGMA user_version = 0;"),
        ("  town         TEXT,\n", ""),
        ("  minutes      INTEGER CHECK (minutes >= 0),\n  place", "  place"),
        (statement("CREATE TABLE disclosure"), ""),
        (statement("CREATE INDEX disclosure_date"), ""),
    ] {
        assert!(!new.is_empty() && sql.contains(new), "{new}");
        sql = sql.replace(new, old);
    }
    sql
}
