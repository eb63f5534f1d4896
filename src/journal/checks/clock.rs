//! Times that run backwards. Entries follow each other by number; their times
//! are the clock's, which may have been wrong, or a stated day.

use chrono::DateTime;

use super::look::{Shown, Tell};
use crate::store::Db;
use crate::tr;

/// Looks for entries whose time is before that of the entry they follow. Two
/// times of the clock compare as instants, whatever their zones; a bare day
/// compares with days.
///
/// # Errors
/// If the file prevents it.
pub fn jumps(db: &Db, _: &mut Shown, tell: Tell<'_>) -> anyhow::Result<()> {
    let mut previous: Option<(i64, String)> = None;
    db.each("SELECT seq, at FROM journal ORDER BY seq", &[], |row| {
        let (seq, at) = (row.int("seq")?, row.text("at")?);
        if let Some((before, then)) = previous.replace((seq, at.clone()))
            && is_before(&at, &then)
        {
            let message = tr!(
                "J{seq} 的时间 {at} 早于它之前的 J{before}({then}):时钟曾被调回,或指定了日期",
                "J{seq} is of {at}, before J{before} of {then}, which it follows: the clock was set back, or a day was stated"
            );
            tell(&format!("J{seq}"), &message);
        }
        Ok(())
    })
}

/// Whether a time is before another. An unparsable time is never earlier.
fn is_before(at: &str, then: &str) -> bool {
    match (DateTime::parse_from_rfc3339(at), DateTime::parse_from_rfc3339(then)) {
        (Ok(at), Ok(then)) => at < then,
        _ => at.get(..10).zip(then.get(..10)).is_some_and(|(at, then)| at < then),
    }
}

#[cfg(test)]
mod tests {
    use super::is_before;

    #[test]
    fn instants_and_days() {
        for (at, then, before) in [
            ("2023-12-01T09:00:00+08:00", "2023-12-01T09:00:01+08:00", true),
            ("2023-12-01T09:00:00+08:00", "2023-12-01T09:00:00+08:00", false),
            ("2023-11-30T23:00:00-12:00", "2023-12-01T09:00:00+14:00", false),
            ("2023-12-01", "2023-12-01T09:00:00+08:00", false),
            ("2023-12-01T09:00:00+08:00", "2023-12-02", true),
            ("2023-11-30", "2023-12-01", true),
            ("时钟", "2023-12-01", false),
        ] {
            assert_eq!(is_before(at, then), before, "{at} {then}");
        }
    }
}
