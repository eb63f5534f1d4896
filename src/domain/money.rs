//! Money: typed in yuan, kept in whole fen.

use crate::domain::numeral::{in_digits, is_negative, without};
use crate::domain::quantity::Tenths;
use crate::domain::text::fold_width;
use crate::fault::Fault;
use crate::tr;

/// Reads an amount in yuan (`1200`, `1,200.50`, `¥1200`, `1200元`, `1.2万`, `一万元整`) as fen.
///
/// # Errors
/// [`Fault`] (input) if it is no amount, negative, finer than a fen, or past
/// a hundred billion yuan.
pub fn parse(text: &str) -> anyhow::Result<i64> {
    read(text).or_else(|why| {
        Fault::input(tr!("金额“{text}”无法识别:{why}", "cannot read the amount '{text}': {why}"))
            .hint(tr!("金额以元计,写作 1200、1,200.50、¥1200、1.2万 或 一万二千元", "write amounts in yuan: 1200, 1,200.50 or ¥1200"))
            .err()
    })
}

/// As [`parse`].
///
/// # Errors
/// Why it is none, in words.
pub fn read(text: &str) -> Result<i64, String> {
    let typed = fold_width(text);
    let bare = typed.trim_start_matches(['¥', '￥']).trim_start_matches("人民币").trim();
    let bare = without(bare, &["元整", "元正", "圆整", "元", "圆", "块"]);
    if is_negative(bare) {
        return Err(tr!("金额不能为负", "an amount cannot be negative"));
    }
    let bare = in_digits(bare);
    let (number, decimals) = match bare.strip_suffix('万') {
        Some(front) => (front.trim_end(), 6),
        None => (bare.as_str(), 2),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if !grouped(whole) || !fraction.bytes().all(|b| b.is_ascii_digit()) || number.ends_with('.') {
        return Err(tr!("不是金额的写法", "this is not how an amount is written"));
    }
    let fraction = if decimals == 6 { fraction.trim_end_matches('0') } else { fraction };
    if fraction.len() > decimals {
        return Err(tr!("最多精确到分", "an amount has at most two decimals"));
    }
    let digits = whole.replace(',', "") + &format!("{fraction:0<decimals$}");
    match digits.parse::<i64>() {
        Ok(fen) if fen <= 10_000_000_000_000 => Ok(fen),
        _ => Err(tr!("数额过大", "it is too large")),
    }
}

/// Digits, either bare or in groups of three.
fn grouped(whole: &str) -> bool {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    match whole.split_once(',') {
        None => digits(whole),
        Some((first, rest)) => digits(first) && first.len() <= 3 && rest.split(',').all(|g| g.len() == 3 && digits(g)),
    }
}

/// `1,200.50`: yuan with two decimals, as tables have it.
pub fn yuan(fen: i64) -> String {
    let (yuan, cents) = (fen.unsigned_abs() / 100, fen.unsigned_abs() % 100);
    let digits = yuan.to_string();
    let mut out = String::from(if fen < 0 { "-" } else { "" });
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    format!("{out}.{cents:02}")
}

/// 100 × part / whole in tenths, half away from zero; none of nothing.
pub fn percent(part: i64, whole: i64) -> Option<Tenths> {
    let (n, d) = (i128::from(part).abs() * 1000, i128::from(whole));
    let tenths = i64::try_from((2 * n + d).checked_div(2 * d)?).ok()?;
    Some(Tenths(if part < 0 { -tenths } else { tenths }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_rounded_away_from_zero() {
        for (part, whole, tenths) in [(1, 3, 333), (2, 3, 667), (1, 2000, 1), (-1, 2000, -1), (-5, 3, -1667), (0, 7, 0)] {
            assert_eq!(percent(part, whole), Some(Tenths(tenths)), "{part}/{whole}");
        }
        assert_eq!(percent(1, 0), None);
    }

    #[test]
    fn amounts_as_typed() {
        for (text, fen) in [
            ("1200", 120_000),
            ("1,200.50", 120_050),
            ("¥1200", 120_000),
            ("1.2万", 1_200_000),
            ("28.29万", 28_290_000),
            ("１２００元", 120_000),
            ("0.5", 50),
            ("一万", 1_000_000),
            ("人民币壹万贰仟元整", 1_200_000),
            ("三百元", 30_000),
            ("1.200000万", 1_200_000),
        ] {
            assert_eq!(parse(text).expect(text), fen, "{text}");
        }
        for text in ["", "1.005", "-5", "1,20", "1e3", "abc", ".5", "5.", "99999999999999999999", "1..2", "1.2345678万", "一万二"] {
            assert!(crate::fault::told(parse(text), crate::fault::Kind::Input).contains(text), "{text}");
        }
        assert!(crate::fault::told(parse("－100元"), crate::fault::Kind::Input).contains("不能为负"));
        assert_eq!(yuan(28_290_000), "282,900.00");
        assert_eq!(yuan(-5), "-0.05");
    }
}
