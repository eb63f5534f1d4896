//! The unified social credit code, GB 32100-2015.

use crate::domain::terms::OrgKind;
use crate::domain::text::fold_width;
use crate::fault::Fault;
use crate::tr;

const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORG_WEIGHTS: [usize; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// Reads a code: 18 characters of the standard's alphabet, in capitals, without
/// the blanks that group them.
///
/// # Errors
/// [`Fault`] (input) if length or alphabet is wrong. A wrong check character
/// is none: lawful early codes have it, see [`checks`].
pub fn parse(text: &str) -> anyhow::Result<String> {
    let code = fold_width(text).to_ascii_uppercase().replace(char::is_whitespace, "");
    let why = if code.chars().count() != 18 {
        let n = code.chars().count();
        tr!("应为18位,现为{n}位", "it has {n} characters, not 18")
    } else if let Some(c) = code.chars().find(|c| !c.is_ascii() || !ALPHABET.contains(&(*c as u8))) {
        tr!("含有不允许的字符“{c}”(不用 I、O、Z、S、V)", "it has '{c}', which is not allowed (no I, O, Z, S, V)")
    } else {
        return Ok(code);
    };
    Fault::input(tr!("统一社会信用代码“{text}”无效:{why}", "the credit code '{text}' is not valid: {why}"))
        .hint(tr!("对照登记证书重新输入", "compare it with the licence and type it again"))
        .err()
}

/// Whether both check characters hold: the 18th over the whole, and the 17th
/// over the organisation code within (GB 11714).
pub fn checks(code: &str) -> bool {
    let values: Option<Vec<usize>> = code.bytes().map(|b| ALPHABET.iter().position(|a| *a == b)).collect();
    let Some(values) = values.filter(|v| v.len() == 18) else { return false };
    let sum: usize = values.iter().zip(WEIGHTS).map(|(v, w)| v * w).sum();
    let whole = (31 - sum % 31) % 31 == values[17];
    // GB 11714 gives letters their place in the full alphabet: A is 10, B is 11.
    let full = |b: u8| usize::from(if b.is_ascii_digit() { b - b'0' } else { b - b'A' + 10 });
    let bytes = code.as_bytes();
    let sum: usize = bytes[8..16].iter().zip(ORG_WEIGHTS).map(|(b, w)| full(*b) * w).sum();
    let check = match 11 - sum % 11 {
        10 => b'X',
        11 => b'0',
        n => b'0' + n as u8,
    };
    whole && bytes[16] == check
}

/// The kind of organisation that a code names: civil affairs (5) registers
/// associations (1), social service organisations (2) and foundations (3).
pub fn kind(code: &str) -> Option<OrgKind> {
    match code.get(..2) {
        Some("51") => Some(OrgKind::Association),
        Some("52") => Some(OrgKind::Service),
        Some("53") => Some(OrgKind::Foundation),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_characters() {
        for code in ["51640181MJY1000101", "52640181MJY20002XB", "53640000MJY300039E"] {
            assert!(checks(code), "{code}");
            assert_eq!(parse(&code.to_lowercase()).expect(code), code);
        }
        for code in ["51640181MJY1000102", "51640181MJY1000001", "52640181MJY20002XA"] {
            assert!(!checks(code), "{code}");
        }
        for code in ["", "51640181MJY100010", "51640181MJO1000101", "启明0181MJY1000101"] {
            assert!(crate::fault::told(parse(code), crate::fault::Kind::Input).contains(code), "{code}");
        }
    }
}
