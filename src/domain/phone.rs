//! Phone numbers, in the one form in which they can be compared.

use crate::domain::text::fold_width;
use crate::tr;

/// The most digits of a number: with its country code it has fifteen, and 00 may
/// stand before it. An ID number has eighteen.
const LONGEST: usize = 17;

/// What people write where there is no number.
const NONE: [&str; 7] = ["", "无", "没有", "-", "--", "/", "—"];

/// The digits of a number (`138-0000-1234`, `+86 138 0000 1234`), without the
/// country code before a mainland mobile; `None` if the text says there is none.
///
/// # Errors
/// What is wrong with it, in words.
pub fn parse(text: &str) -> Result<Option<String>, String> {
    let typed = fold_width(text);
    if NONE.contains(&typed.as_str()) {
        return Ok(None);
    }
    if is_rounded(&typed) {
        return Err(tr!(
            "号码被表格软件改成了科学记数,位数已丢失;把该列设为文本后重新填写",
            "the spreadsheet turned it into scientific notation and lost digits; format the column as text and type it again"
        ));
    }
    // A spreadsheet's number column, saved by another program.
    let bare = typed.strip_suffix(".0").unwrap_or(&typed);
    let (plus, bare) = bare.strip_prefix('+').map_or((false, bare), |rest| (true, rest));
    let digits: String = bare.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—' | '(' | ')')).collect();
    if !(5..=LONGEST).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(tr!("不是一个电话号码", "it is not one phone number"));
    }
    let mobile = |n: &&str| n.len() == 11 && n.starts_with('1');
    let home = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86")).filter(mobile);
    Ok(Some(match home {
        Some(number) => number.to_owned(),
        None if plus => format!("+{digits}"),
        None => digits,
    }))
}

/// A number in the form of [`parse`]; a text that is none stays as typed.
pub fn canonical(text: &str) -> String {
    parse(text).ok().flatten().unwrap_or_else(|| text.trim().to_owned())
}

/// Whether a spreadsheet wrote it as `1.38E+10`.
fn is_rounded(typed: &str) -> bool {
    let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    typed.to_ascii_uppercase().split_once('E').is_some_and(|(front, power)| plain(front) && plain(power.trim_start_matches(['+', '-'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_one_form() {
        for text in [
            "13800001234",
            "138 0000 1234",
            "138-0000-1234",
            "+86 13800001234",
            "008613800001234",
            "１３８００００１２３４",
            "13800001234.0",
        ] {
            assert_eq!(parse(text), Ok(Some("13800001234".to_owned())), "{text}");
        }
        assert_eq!(parse("(0951) 403-1234"), Ok(Some("09514031234".to_owned())));
        assert_eq!(parse("+852 2345 6789"), Ok(Some("+85223456789".to_owned())));
        for text in ["", " ", "无", "/"] {
            assert_eq!(parse(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_stays_as_typed() {
        assert_eq!(canonical("138-0000-1234 "), "13800001234");
        assert_eq!(canonical(" 0951-4031234 转 8001"), "0951-4031234 转 8001");
        assert_eq!(canonical("无"), "无");
    }

    #[test]
    fn a_number_that_lost_digits_is_refused() {
        for text in ["1.38E+10", "1.380000E+10", "138e8"] {
            assert!(parse(text).expect_err(text).contains("位数"), "{text}");
        }
        for text in ["138****1234", "同上", "1234", "640181199001011234", "13800001234/13900001234", "13800001234.5", "+"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
