//! Personal data: how it is masked, and how it is committed to.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use crate::domain::digest::hex;
use crate::domain::uscc;
use crate::fault::Fault;
use crate::tr;

/// Masks all but the first three and last four characters of a phone or ID
/// number; a short one entirely.
pub fn mask(value: &str) -> String {
    let chars: Vec<char> = value.chars().collect();
    if chars.len() < 8 {
        return "*".repeat(chars.len());
    }
    let tail = chars.len() - 4;
    chars.iter().enumerate().map(|(i, c)| if i < 3 || i >= tail { *c } else { '*' }).collect()
}

/// A text in which no number of a person stands whole: of one with seven digits or
/// more only the ends are left.
pub fn without_numbers(text: &str) -> String {
    if text.chars().filter(|c| c.is_numeric()).count() < 7 { text.to_owned() } else { mask(text) }
}

/// A text in which no phone or ID number stands whole, wherever in it and however
/// it is parted: in messages about what was typed or read. Days, sums of money,
/// codes and digests are none.
pub fn masked(text: &str) -> Cow<'_, str> {
    let chars: Vec<char> = text.chars().collect();
    let covered = numbers(&chars);
    if covered.is_empty() {
        return Cow::Borrowed(text);
    }
    let hidden = |i: usize| covered.iter().any(|(_, start, end)| (start + 3..end.saturating_sub(4)).contains(&i));
    Cow::Owned(chars.iter().enumerate().map(|(i, c)| if hidden(i) { '*' } else { *c }).collect())
}

/// Refuses a text that is kept for good and holds a mobile or an ID number: what
/// the journal has once told cannot be erased. `what` names the text.
///
/// # Errors
/// [`Fault`] (input) that shows the number masked.
pub fn kept_out(text: &str, what: &str) -> Result<(), Fault> {
    // Most texts have too few digits to be looked at.
    if text.chars().filter(|c| digit(*c).is_some()).count() < 11 {
        return Ok(());
    }
    let chars: Vec<char> = text.chars().collect();
    let Some((_, start, end)) = numbers(&chars).into_iter().find(|(number, ..)| *number == Number::Whole) else { return Ok(()) };
    let number = mask(&chars[start..end].iter().collect::<String>());
    Err(Fault::input(tr!(
        "{what}里有像电话或证件号码的数字({number});流水记下的内容不能删除,电话只记在电话一栏,证件号码不登记",
        "{what} holds what looks like a phone or ID number ({number}); what the journal tells cannot be erased, so a phone number is kept as a phone only, and an ID number not at all"
    ))
    .hint(tr!(
        "去掉号码;电话用 --phone 或名册的电话一列。票据等编号若恰好如此,在前面加字母,如 No13…",
        "leave it out; a phone goes with --phone or in a roster's column of phones. If it is the number of a receipt or the like, put letters before it, such as No13…"
    )))
}

/// How sure it is that digits are a person's number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Number {
    /// A mainland mobile or an ID number.
    Whole,
    /// A landline, or a mobile with a digit too many or missing.
    Likely,
}

/// The persons' numbers in a text, each from one place to before another.
fn numbers(chars: &[char]) -> Vec<(Number, usize, usize)> {
    let runs = digit_runs(chars);
    let mut found = Vec::new();
    let mut at = 0;
    while at < runs.len() {
        let joined = (1..=3).rev().find_map(|n| Some((n, number(chars, runs.get(at..at + n)?)?)));
        if let Some((n, number)) = joined {
            found.push((number, runs[at].0, runs[at + n - 1].1));
        }
        at += joined.map_or(1, |(n, _)| n);
    }
    found
}

/// Where digits stand, whatever their width, from one place to before another.
fn digit_runs(chars: &[char]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (i, _) in chars.iter().enumerate().filter(|(_, c)| digit(**c).is_some()) {
        match runs.last_mut() {
            Some((_, end)) if *end == i => *end = i + 1,
            _ => runs.push((i, i + 1)),
        }
    }
    runs
}

fn digit(c: char) -> Option<u32> {
    match c {
        '\u{ff10}'..='\u{ff19}' => Some(u32::from(c) - 0xff10),
        _ => c.to_digit(10),
    }
}

/// What number of a person runs of digits are, a mark between one and the next, if
/// any: a mainland mobile, with a digit too many or missing as well, a landline, an
/// ID number. Ten digits in the name of a file are rather a moment than a mobile.
fn number(chars: &[char], parts: &[(usize, usize)]) -> Option<Number> {
    let ((start, _), (_, end)) = (parts.first()?, parts.last()?);
    let mark = |c: &char| matches!(c, ' ' | '-' | '–' | '—' | ')' | '）' | '\u{a0}' | '\u{3000}');
    if parts.windows(2).any(|pair| pair[1].0 != pair[0].1 + 1 || !mark(&chars[pair[0].1])) {
        return None;
    }
    let ends_in_x = chars.get(*end).is_some_and(|c| matches!(c, 'x' | 'X' | 'ｘ' | 'Ｘ'));
    let letter = |c: Option<&char>| c.is_some_and(char::is_ascii_alphabetic);
    let before = start.checked_sub(1).and_then(|i| chars.get(i));
    // A code or a digest goes on in letters; nothing else is parted as numbers are.
    if parts.len() == 1 && (letter(before) || letter(chars.get(end + usize::from(ends_in_x)))) {
        return None;
    }
    let digits: String = chars[*start..*end].iter().filter_map(|c| digit(*c)).filter_map(|d| char::from_digit(d, 10)).collect();
    let two = |at: usize| digits.get(at..at + 2).unwrap_or_default();
    let day = |month: &str, day: &str| ("01"..="12").contains(&month) && ("01"..="31").contains(&day);
    let is_id = |n: usize| digits.len() == n && ["19", "20"].contains(&two(6)) && day(two(10), two(12));
    if (is_id(18) && !uscc::checks(&digits)) || (ends_in_x && is_id(17)) {
        return Some(Number::Whole);
    }
    let lengths: Vec<usize> = parts.iter().map(|(from, to)| to - from).collect();
    let mobile = |digits: &str| {
        (10..=12).contains(&digits.len()) && digits.starts_with('1') && digits.as_bytes().get(1).is_some_and(|second| *second >= b'3')
    };
    let home = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86")).filter(|rest| mobile(rest)).unwrap_or(&digits);
    let joint = |c: Option<&char>| c.is_some_and(|c| matches!(c, '-' | '_' | '.' | '/'));
    let in_a_name = joint(before) || (joint(chars.get(*end)) && chars.get(end + 1).is_some_and(char::is_ascii_alphanumeric));
    let landline = digits.starts_with('0') && (10..=12).contains(&digits.len());
    let known = match lengths.as_slice() {
        [_] => (mobile(home) && (home.len() > 10 || !in_a_name)) || landline,
        [code, ..] if landline => (3..=4).contains(code),
        lengths => mobile(home) && home.len() == 11 && lengths.iter().all(|n| *n >= 2),
    };
    let whole = home.len() == 11 && mobile(home);
    known.then_some(if whole { Number::Whole } else { Number::Likely })
}

/// The commitment that the journal holds instead of a value: lower-case hex of
/// SHA-256 over `kind`, a zero byte, the salt's 32 hex digits, a zero byte and
/// the value in UTF-8.
pub fn commitment(kind: &str, salt: &str, value: &str) -> String {
    let mut hash = Sha256::new();
    for part in [kind.as_bytes(), &[0], salt.as_bytes(), &[0], value.as_bytes()] {
        hash.update(part);
    }
    hex(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_keep_the_ends() {
        assert_eq!(mask("13800138000"), "138****8000");
        assert_eq!(mask("1234"), "****");
        assert_ne!(commitment("phone", "a", "b"), commitment("phone", "b", "a"));
    }

    #[test]
    fn no_message_holds_a_whole_number() {
        for (text, shown) in [
            ("“13800138000”不是组织", "“138****8000”不是组织"),
            ("电话13800138000,138-0013-8000;+86 138 0013 8000", "电话138****8000,138******8000;+86 138******8000"),
            ("1380013-8000 与 8613800138000", "138*****8000 与 861******8000"),
            ("１３８００１３８０００", "１３８****８０００"),
            ("138001380001", "138*****0001"),
            ("“1380013800”:应为11位;1590013800.", "“138***3800”:应为11位;159***3800."),
            ("861380013800 8613800138000123", "861*****3800 8613800138000123"),
            ("0951-4031234 (0951)4031234 09514031234", "095*****1234 (095*****1234 095****1234"),
            ("640181199001011234 64018119900101123X 640181 19900101 1234", "640***********1234 640**********1123X 640*************1234"),
        ] {
            assert_eq!(masked(text), shown);
        }
        for text in [
            "2021-11-05",
            "2021-10-01..2021-12-31",
            "20211105",
            "20211105 20211106",
            "1999-11-05 200",
            "J13800138000",
            "52640181MJY20002XB",
            "9f13800138000",
            "1200.50",
            "14:00",
            "backup-1764067835.db",
            "1 234 567 890 12",
            "",
        ] {
            assert_eq!(masked(text), text);
        }
    }
}
