//! Numbers as offices write them: `一万二千`, `三十人`, `1.5小时`, `壹万元整`.

/// The number that Chinese numerals say, common or of vouchers; `None` if they
/// say none, or could say two (`一万二`).
fn number(text: &str) -> Option<u64> {
    let digit =
        |c: char| "零一二三四五六七八九".chars().position(|d| d == c).or_else(|| "〇壹贰叁肆伍陆柒捌玖".chars().position(|d| d == c));
    // What has been read: below 万, beyond it, and the digit whose unit is to come.
    let (mut part, mut sum, mut open) = (0u64, 0u64, None);
    // The unit before, and whether a zero stood since.
    let (mut last, mut zero) = (u64::MAX, false);
    for c in text.chars() {
        let unit = match c {
            '十' | '拾' => 10,
            '百' | '佰' => 100,
            '千' | '仟' => 1000,
            '万' => 10_000,
            '两' if open.is_none() => {
                open = Some(2);
                continue;
            }
            _ => {
                let d = u64::try_from(digit(c)?).ok()?;
                if open.is_some() {
                    return None;
                }
                zero |= d == 0;
                open = Some(d).filter(|d| *d > 0);
                continue;
            }
        };
        if unit == 10_000 {
            part += open.take().unwrap_or(0);
            if part == 0 || sum > 0 {
                return None;
            }
            (sum, part, last, zero) = (part * unit, 0, unit, false);
            continue;
        }
        // 十 alone is ten; the other units need their digit.
        let times = open.take().or((unit == 10 && part == 0 && sum == 0).then_some(1))?;
        if unit >= last.min(10_000) {
            return None;
        }
        (part, last, zero) = (part + times * unit, unit, false);
    }
    if open.is_some() && last != u64::MAX && last > 10 && !zero {
        return None;
    }
    (!text.is_empty()).then_some(sum + part + open.unwrap_or(0))
}

/// The text with the Chinese numerals at its front as digits, if it has any:
/// `三十人` as `30人`. What could mean two numbers stays as it is.
pub fn in_digits(text: &str) -> String {
    let end = text.find(|c: char| !"零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟".contains(c)).unwrap_or(text.len());
    let (front, rest) = text.split_at(end);
    match number(front) {
        Some(n) => format!("{n}{rest}"),
        None => text.to_owned(),
    }
}

/// What stands before one of some words at the end.
pub fn without<'a>(text: &'a str, units: &[&str]) -> &'a str {
    units.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text).trim_end()
}

/// Whether a text is a number below zero.
pub fn is_negative(text: &str) -> bool {
    text.strip_prefix(['-', '−', '–', '负']).is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read_where_they_say_one_number() {
        for (text, digits) in [
            ("一万", "10000"),
            ("一万二千", "12000"),
            ("十二万五千", "125000"),
            ("三十人", "30人"),
            ("十", "10"),
            ("二十一", "21"),
            ("一百零五", "105"),
            ("三千零二十", "3020"),
            ("两百五十", "250"),
            ("壹万贰仟元整", "12000元整"),
            ("一百一十", "110"),
            ("零", "0"),
            // These stay: they could be two numbers, or are none.
            ("一万二", "一万二"),
            ("一百五", "一百五"),
            ("一二三", "一二三"),
            ("万", "万"),
            ("百", "百"),
            ("十百", "十百"),
            ("一千一千", "一千一千"),
            ("1.2万", "1.2万"),
            ("", ""),
        ] {
            assert_eq!(in_digits(text), digits, "{text}");
        }
        assert!(is_negative("-3") && is_negative("−1.5") && is_negative("负 3") && !is_negative("-一条") && !is_negative("3"));
    }
}
