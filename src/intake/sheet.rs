//! Cells of a CSV text, each row with its line in the file.

use std::borrow::Cow;

use csv::StringRecord;

use crate::fault::Fault;
use crate::tr;

/// The most rows that are read.
pub const MAX_ROWS: usize = 1_000_000;

/// Rows among which the headings are looked for: titles stand above.
pub const SEARCHED: usize = 40;

/// So many rows of a kind are named.
pub const NAMED: usize = 20;

/// What a cell is besides its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What was typed.
    Plain,
    /// A number of more digits than a spreadsheet keeps.
    Lost,
    /// The value of a formula when the file was saved.
    Formula,
    /// A formula of which no value was saved.
    NoValue,
    /// An error such as `#N/A`.
    Error,
}

/// A cell as a spreadsheet names it: `C5`.
pub fn cell_name(row: usize, column: usize) -> String {
    let (mut letters, mut rest) = (Vec::new(), column + 1);
    while rest > 0 {
        letters.push(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default());
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().map(char::from).collect();
    format!("{letters}{}", row + 1)
}

/// What a spreadsheet says of a row beside its texts; of a text, nothing.
#[derive(Debug, Default)]
pub struct Notes {
    /// Whether its cells have names, such as `C5`.
    pub of_sheet: bool,
    /// Cells that are not what was typed, by column.
    pub kinds: Vec<(usize, Kind)>,
    /// Columns whose cell was merged with the one below.
    pub deep: Vec<usize>,
    /// How many columns the widest merge that begins here covers.
    pub across: usize,
    /// Whether the row is not shown.
    pub hidden: bool,
}

/// The notes of a row of text.
static NO_NOTES: Notes = Notes { of_sheet: false, kinds: Vec::new(), deep: Vec::new(), across: 0, hidden: false };

/// A row of cells.
#[derive(Clone, Copy, Debug)]
pub struct Row<'r> {
    /// The line of the file on which it begins, from 1; empty lines count.
    pub line: usize,
    /// Its cells, as typed.
    pub cells: &'r StringRecord,
    /// What else is known of it.
    pub notes: &'r Notes,
}

impl<'r> Row<'r> {
    /// A row of a text.
    pub fn of_text(line: usize, cells: &'r StringRecord) -> Self {
        Self { line, cells, notes: &NO_NOTES }
    }

    /// What a cell is besides its text.
    pub fn kind(&self, column: usize) -> Kind {
        self.notes.kinds.iter().find(|(at, _)| *at == column).map_or(Kind::Plain, |(_, kind)| *kind)
    }

    /// The name of a cell, if it is a spreadsheet's.
    pub fn cell_name(&self, column: usize) -> Option<String> {
        self.notes.of_sheet.then(|| cell_name(self.line - 1, column))
    }

    /// Whether a cell was merged with the one below.
    pub fn goes_on(&self, column: usize) -> bool {
        self.notes.deep.contains(&column)
    }
}

/// Hands the rows of a text on, one by one. Rows without a single character in
/// their cells are left out. Cells are parted by commas, or by tabs or
/// semicolons if the first line has those and no comma.
///
/// # Errors
/// [`Fault`] (input) if a quotation mark is not closed where it should be, or
/// there are more than [`MAX_ROWS`] rows below the first; else what `each`
/// fails with.
pub fn rows(text: &str, mut each: impl FnMut(Row<'_>) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let (text, delimiter) = parted(text);
    quotes(&text, delimiter)?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut place = Place::new(&text);
    let (mut cells, mut count) = (StringRecord::new(), 0);
    while reader.read_record(&mut cells)? {
        // The position is where the row before ended: blank lines lie between.
        let from = cells.position().map_or(0, csv::Position::byte);
        let line = place.of_row(usize::try_from(from).unwrap_or(usize::MAX));
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if count > MAX_ROWS {
            return Fault::input(tr!("超过{MAX_ROWS}行,不像一份名单", "it has more than {MAX_ROWS} rows and is hardly a list")).err();
        }
        count += 1;
        each(Row::of_text(line, &cells))?;
    }
    Ok(())
}

/// What may part cells, in the order of preference.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// The text, and what parts its cells: what its first line announces (`sep=;`,
/// blanked here, so that lines keep their numbers), else what the line with the
/// headings has.
fn parted(text: &str) -> (Cow<'_, str>, u8) {
    let announced = text.lines().next().map(|line| (line, line.trim().trim_matches('"')));
    if let Some((line, said)) = announced
        && let Some(delimiter) = said.strip_prefix("sep=").filter(|rest| rest.len() == 1)
    {
        return (Cow::Owned(" ".repeat(line.len()) + &text[line.len()..]), delimiter.as_bytes()[0]);
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).take(SEARCHED);
    let first = lines.clone().next().unwrap_or_default();
    let named = lines.clone().find(|line| line.contains("姓名") || line.to_ascii_lowercase().contains("name"));
    // A title stands above the headings, and has nothing to part.
    let heads = named.or_else(|| lines.find(|line| line.contains(DELIMITERS.map(char::from)))).unwrap_or(first);
    let has = |d: &u8| heads.contains(char::from(*d));
    (Cow::Borrowed(text), DELIMITERS.into_iter().find(has).unwrap_or(b','))
}

/// A place in a text that only moves on, and its line. Lines end with LF, CRLF
/// or CR.
struct Place<'t> {
    bytes: &'t [u8],
    at: usize,
    line: usize,
}

impl<'t> Place<'t> {
    fn new(text: &'t str) -> Self {
        Self { bytes: text.as_bytes(), at: 0, line: 1 }
    }

    fn step(&mut self) {
        match self.bytes[self.at] {
            b'\n' => self.line += 1,
            b'\r' if self.bytes.get(self.at + 1) != Some(&b'\n') => self.line += 1,
            _ => {}
        }
        self.at += 1;
    }

    /// The line of the first row that begins at a byte or after it.
    fn of_row(&mut self, from: usize) -> usize {
        while self.at < self.bytes.len() && (self.at < from || matches!(self.bytes[self.at], b'\r' | b'\n')) {
            self.step();
        }
        self.line
    }
}

/// Refuses a quoted cell that does not end, or goes on after its end: the
/// reader would take the lines that follow for a part of it.
fn quotes(text: &str, delimiter: u8) -> anyhow::Result<()> {
    enum State {
        Start,
        Plain,
        Quoted(usize),
        Closed(usize),
    }
    use State::{Closed, Plain, Quoted, Start};
    let mut place = Place::new(text);
    let mut state = Start;
    while let Some(&byte) = place.bytes.get(place.at) {
        let ends = byte == delimiter || matches!(byte, b'\r' | b'\n');
        state = match (state, byte) {
            (Quoted(line), b'"') => Closed(line),
            (Closed(line), b'"') => Quoted(line),
            (Quoted(line), _) => Quoted(line),
            (Start, b'"') => Quoted(place.line),
            (_, _) if ends => Start,
            (Closed(line), _) => {
                return Fault::input(tr!("第{line}行有多余或缺少的引号", "line {line}: a quotation mark too many or too few"))
                    .hint(quote_hint())
                    .err();
            }
            (Start | Plain, _) => Plain,
        };
        place.step();
    }
    match state {
        Quoted(line) => {
            Fault::input(tr!("第{line}行的引号没有闭合", "line {line}: the quotation mark is never closed")).hint(quote_hint()).err()
        }
        _ => Ok(()),
    }
}

fn quote_hint() -> String {
    tr!(
        "删去该引号;单元格内的引号应写成两个",
        "delete the mark; a quotation mark inside a cell is written twice, and the cell in quotation marks"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(usize, Vec<String>)> {
        let mut read = Vec::new();
        rows(text, |row| {
            read.push((row.line, row.cells.iter().map(str::to_owned).collect()));
            Ok(())
        })
        .expect(text);
        read
    }

    #[test]
    fn cells_are_named_as_spreadsheets_do() {
        for ((row, column), text) in
            [((0, 0), "A1"), ((4, 2), "C5"), ((0, 25), "Z1"), ((0, 26), "AA1"), ((1_048_575, 16_383), "XFD1048576")]
        {
            assert_eq!(cell_name(row, column), text);
        }
    }

    #[test]
    fn rows_know_their_line() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["", "a,b", "", "", "1,2", ",", "\"3\n三\",4", "5,6,7", "", "8"].join(end);
            let lines: Vec<usize> = read(&text).iter().map(|r| r.0).collect();
            assert_eq!(lines, [2, 5, 7, 9, 11], "{end:?}");
        }
    }

    #[test]
    fn cells_as_typed() {
        assert_eq!(read("a,\"b \"\"c\"\"\",d\"e"), [(1, vec!["a".into(), "b \"c\"".into(), "d\"e".into()])]);
        assert_eq!(read("a\tb\n1,2\t3"), [(1, vec!["a".into(), "b".into()]), (2, vec!["1,2".into(), "3".into()])]);
        assert_eq!(read("a;b"), [(1, vec!["a".into(), "b".into()])]);
        assert!(read("").is_empty());
    }

    #[test]
    fn an_open_quote_is_told_with_its_line() {
        for (text, line) in [
            ("a,b\n\n\"1,2\n3,4\n5,6\n", "第3行"),
            ("a,b\r\n1,\"2\r\n", "第2行"),
            ("a,b\n\"1,2\n\"3\",4\n", "第2行"),
            ("a,b\n1,\"2\"x\n", "第2行"),
        ] {
            assert!(rows(text, |_| Ok(())).expect_err(text).to_string().contains(line), "{text}");
        }
    }

    #[test]
    fn there_is_an_end_to_rows() {
        let text = "姓名\n".repeat(MAX_ROWS + 1);
        assert!(rows(&text, |_| Ok(())).is_ok());
        assert!(rows(&(text + "李\n"), |_| Ok(())).is_err());
    }
}
