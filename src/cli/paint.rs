//! Lines for a screen: cut and padded by what a terminal draws, and coloured where it can.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What a colour says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A heading.
    Head,
    /// As it should be.
    Good,
    /// Not as it should be.
    Bad,
    /// Less than the rest.
    Quiet,
}

/// A brush: with or without colours.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    /// Whether there are colours.
    pub colours: bool,
}

impl Paint {
    /// A text in a tone.
    pub fn on(self, tone: Tone, text: &str) -> String {
        let code = match tone {
            Tone::Head => "1",
            Tone::Good => "32",
            Tone::Bad => "31",
            Tone::Quiet => "2",
        };
        if self.colours && !text.is_empty() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    /// A bar of so many columns: what is done of a whole, and a mark where it should stand,
    /// all three in one unit.
    pub fn bar(self, tone: Tone, columns: usize, done: u64, mark: u64, whole: u64) -> String {
        let place = |n: u64| {
            let place = u128::from(n.min(whole)) * columns as u128 / u128::from(whole.max(1));
            usize::try_from(place).unwrap_or(columns)
        };
        let (done, mark) = (place(done), Some(place(mark).min(columns.saturating_sub(1))));
        let cells: Vec<char> = (0..columns)
            .map(|i| {
                if Some(i) == mark {
                    '|'
                } else if i < done {
                    '█'
                } else {
                    '░'
                }
            })
            .collect();
        let (done, rest) = cells.split_at(done.min(columns));
        format!("{}{}", self.on(tone, &done.iter().collect::<String>()), self.on(Tone::Quiet, &rest.iter().collect::<String>()))
    }
}

/// A text of at most so many columns; what is cut off leaves an ellipsis.
pub fn fit(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut wide = 1;
    for c in text.chars() {
        wide += c.width().unwrap_or(0);
        if wide > columns {
            break;
        }
        out.push(c);
    }
    if columns > 0 {
        out.push('…');
    }
    out
}

/// A text of so many columns, blanks after it.
pub fn pad(text: &str, columns: usize) -> String {
    let text = fit(text, columns);
    let blanks = columns.saturating_sub(text.width());
    text + &" ".repeat(blanks)
}

/// A text of so many columns, blanks before it.
pub fn pad_left(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(text.width())))
}

/// A text in lines of at most so many columns, broken at blanks or between Chinese
/// characters; every line but the first begins with `indent`.
pub fn wrapped(text: &str, columns: usize, indent: &str) -> String {
    let mut lines: Vec<String> = vec![String::new()];
    for piece in pieces(text) {
        let line = lines.last().map_or(0, |line| line.trim_end().width());
        let fresh = lines.last().is_none_or(|line| line.trim().is_empty());
        if !fresh && line + gap(&lines) + piece.trim_end().width() > columns {
            lines.push(indent.to_owned());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(&piece);
        }
    }
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

/// Blanks at the end of the last line.
fn gap(lines: &[String]) -> usize {
    lines.last().map_or(0, |line| line.len() - line.trim_end().len())
}

/// A text in pieces that are not broken: words with the blanks after them, and single
/// Chinese characters with the signs that may not begin a line.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        let wide = c.width().unwrap_or(0) > 1;
        let clings = "，。、；：？！）”’」》,.;:?!)]}…·".contains(c);
        match pieces.last_mut() {
            Some(last) if clings || c == ' ' || (open && !wide) => last.push(c),
            _ => pieces.push(c.to_string()),
        }
        open = !wide && c != ' ';
        if c == '“' || c == '(' {
            open = true;
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fit() {
        assert_eq!(
            (fit("启明社工", 5), fit("启明", 4), fit("abc", 2), fit("启", 0)),
            ("启明…".into(), "启明".into(), "a…".into(), String::new())
        );
        assert_eq!((pad("启", 4), pad_left("7", 3)), ("启  ".to_owned(), "  7".to_owned()));
        assert_eq!(wrapped("登记一个组织,再申请", 8, "  "), "登记一个\n  组织,\n  再申请");
        assert_eq!(wrapped("record an organisation", 10, " "), "record an\n organisation");
    }

    #[test]
    fn a_bar_has_its_width_and_its_mark() {
        let plain = Paint { colours: false };
        assert_eq!(plain.bar(Tone::Good, 10, 3, 5, 10), "███░░|░░░░");
        assert_eq!(plain.bar(Tone::Good, 10, 70, 10, 10), "█████████|");
        assert_eq!(plain.on(Tone::Bad, "x"), "x");
        assert_eq!(Paint { colours: true }.on(Tone::Bad, "x"), "\u{1b}[31mx\u{1b}[0m");
    }
}
