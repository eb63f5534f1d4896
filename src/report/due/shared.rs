//! What is due for those who do not use the program: words for a chat, days for a calendar.

use chrono::{Days, NaiveDate};

use super::Todo;
use crate::domain::date;
use crate::domain::text::printable;
use crate::tr;

/// A text to be pasted: what is overdue, then what is due, a line each.
pub fn text(list: &[Todo], today: NaiveDate) -> String {
    let (n, overdue) = (list.len(), list.iter().filter(|todo| todo.overdue).count());
    let mut lines = vec![tr!("待办({today}):共{n}件,其中逾期{overdue}件", "To do ({today}): {n}, of which overdue: {overdue}")];
    lines.extend(list.iter().zip(1..).map(|(todo, no)| format!("{no}. {}", printable(&todo.line()))));
    lines.join("\n") + "\n"
}

/// A calendar (RFC 5545), an all-day event for each thing to do.
pub fn ics(list: &[Todo], today: NaiveDate) -> String {
    let mut lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//fuhua//todo//ZH", "CALSCALE:GREGORIAN"].map(str::to_owned).to_vec();
    for todo in list {
        let (day, next) = (compact(todo.on), compact(todo.on.checked_add_days(Days::new(1)).unwrap_or(todo.on)));
        lines.push("BEGIN:VEVENT".to_owned());
        // The same thing is the same event when it is read again.
        lines.push(format!("UID:{}-{}-{}@fuhua", todo.kind, escaped(&todo.subject), day));
        lines.push(format!("DTSTAMP:{}T000000Z", compact(today)));
        lines.push(format!("DTSTART;VALUE=DATE:{day}"));
        lines.push(format!("DTEND;VALUE=DATE:{next}"));
        lines.push(format!("SUMMARY:{}", escaped(&todo.summary())));
        lines.push(format!("DESCRIPTION:{}", escaped(&todo.command)));
        lines.push("END:VEVENT".to_owned());
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line) + "\r\n").collect()
}

fn compact(day: NaiveDate) -> String {
    date::iso(day).replace('-', "")
}

/// A text as a value: separators escaped, no line ends.
fn escaped(text: &str) -> String {
    printable(text).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

/// A line in pieces of at most 75 bytes, each but the first after a blank.
fn folded(line: &str) -> String {
    let (mut out, mut room) = (String::with_capacity(line.len()), 75);
    for c in line.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = 74;
        }
        room -= c.len_utf8();
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let line = format!("SUMMARY:{}", "启明".repeat(30));
        let folded = folded(&line);
        assert!(folded.split("\r\n").all(|piece| piece.len() <= 75), "{folded}");
        assert_eq!(folded.replace("\r\n ", ""), line);
        assert_eq!(escaped("a,b;c\\d\ne"), "a\\,b\\;c\\\\d\\\\u{a}e");
    }
}
