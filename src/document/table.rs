//! The terminal: aligned by display width, safe to print.

use std::io;

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, TableStyle, Width};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Block, Cell, Document, Facts, Room, Rows, Setting, Table, Writer};
use crate::domain::text::printable;

/// `-f table`.
pub static WRITER: Writer = Writer { name: "table", endings: &[], one_table: false, binary: false, write, stream };

/// The document as text for a screen.
///
/// # Errors
/// None.
fn write(document: &Document, setting: Setting) -> anyhow::Result<Vec<u8>> {
    let mut parts = Vec::new();
    if !document.title.is_empty() {
        parts.push(printable(&document.title));
    }
    for block in &document.blocks {
        match block {
            Block::Heading { text, .. } => parts.push(printable(text)),
            Block::Text(text) => parts.push(lines(text)),
            Block::Facts(Facts { said: Some(sentence), .. }) => parts.push(lines(sentence)),
            Block::Facts(facts) => parts.push(list(facts)),
            // One that has no column for a screen is for programs.
            Block::Table(table) if table.is_shown() && !table.places(Room::Screen).is_empty() => {
                parts.push(grid(table, setting.width));
                parts.extend(table.totals.as_ref().and_then(|t| t.said.as_deref()).map(lines));
            }
            Block::Notes(notes) => parts.push(notes.iter().map(|note| printable(note)).collect::<Vec<_>>().join("\n")),
            Block::Table(_) | Block::Chart(_) | Block::Signatures(_) => {}
        }
    }
    Ok((parts.join("\n\n") + "\n").into_bytes())
}

fn lines(text: &str) -> String {
    text.lines().map(printable).collect::<Vec<_>>().join("\n")
}

fn grid(table: &Table, width: u16) -> String {
    let frame = Frame::of(table, width);
    let mut shown = Shown::default();
    let mut rows: Vec<Vec<String>> = table.rows.iter().map(|row| shown.next(&frame, row)).collect();
    if let Some(totals) = table.totals.as_ref().filter(|t| t.said.is_none()) {
        let text = |i: &usize| totals.cells.get(*i).map_or_else(String::new, |cell| printable(&table.columns[*i].text(cell)));
        rows.push(frame.places.iter().map(text).collect());
    }
    let mut measure = Measure::of(&frame.headings);
    rows.iter().for_each(|row| measure.add(row));
    let lines = frame.lines(true, rows, frame.widths(&measure).as_deref());
    if table.title.is_empty() { lines.join("\n") } else { format!("{}\n{}", printable(&table.title), lines.join("\n")) }
}

/// So many rows are held; of more, one pass measures them and another writes
/// them piece by piece.
const HELD: usize = 2_000;

/// A document with its last table piece by piece.
///
/// # Errors
/// If the rows cannot be read or `out` cannot be written to.
fn stream(document: &Document, rows: &dyn Rows, setting: Setting, out: &mut dyn io::Write) -> anyhow::Result<()> {
    let table = document.streamed()?;
    if let Some(before) = document.before_streamed() {
        out.write_all(&write(&before, setting)?)?;
        writeln!(out)?;
    }
    let frame = Frame::of(table, setting.width);
    let (mut measure, mut shown, mut count) = (Measure::of(&frame.headings), Shown::default(), 0);
    let mut held = Table { rows: Vec::new(), ..table.clone() };
    rows.each(&mut |row| {
        count += 1;
        if count <= HELD {
            held.rows.push(row.to_vec());
        }
        measure.add(&shown.next(&frame, row));
        Ok(())
    })?;
    if count <= HELD {
        return Ok(writeln!(out, "{}", grid(&held, setting.width))?);
    }
    drop(held);
    if !table.title.is_empty() {
        writeln!(out, "{}", printable(&table.title))?;
    }
    let widths = frame.fixed(&measure);
    let (mut shown, mut piece, mut head) = (Shown::default(), Vec::new(), true);
    let mut put = |piece: Vec<Vec<String>>| {
        frame.lines(std::mem::take(&mut head), piece, Some(&widths)).iter().try_for_each(|line| writeln!(out, "{line}"))
    };
    rows.each(&mut |row| {
        piece.push(shown.next(&frame, row));
        if piece.len() == HELD {
            put(std::mem::take(&mut piece))?;
        }
        Ok(())
    })?;
    if !piece.is_empty() {
        put(piece)?;
    }
    Ok(())
}

/// What a table has on a screen beside its rows.
struct Frame<'t> {
    table: &'t Table,
    /// The columns that are shown.
    places: Vec<usize>,
    headings: Vec<String>,
    /// Columns of the screen.
    width: u16,
}

/// Rows as text. Where the first columns that are shown once are as in the row
/// above, they are blank.
#[derive(Default)]
struct Shown {
    above: Option<Vec<Cell>>,
}

impl Shown {
    fn next(&mut self, frame: &Frame<'_>, row: &[Cell]) -> Vec<String> {
        let mut repeats = true;
        let text = |i: &usize| {
            let (column, cell) = (&frame.table.columns[*i], row.get(*i)?);
            repeats &= !column.once || self.above.as_ref().is_some_and(|above| above.get(*i) == Some(cell));
            Some(if column.once && repeats { String::new() } else { printable(&column.text(cell)) })
        };
        let texts = frame.places.iter().map(text).map(Option::unwrap_or_default).collect();
        if frame.table.columns.iter().any(|column| column.once) {
            self.above = Some(row.to_vec());
        }
        texts
    }
}

/// How wide the cells of each column are.
struct Measure {
    /// The widest, the heading too.
    full: Vec<usize>,
    /// The longest word of the rows.
    words: Vec<usize>,
}

/// The longest word that has to stay in one piece.
const LONGEST: usize = 24;

/// How wide the longest word of a text is that should stay in one piece.
fn word(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.is_ascii()).map(str::len).max().unwrap_or(0).clamp(2, LONGEST)
}

impl Measure {
    fn of(headings: &[String]) -> Self {
        Self { full: headings.iter().map(|heading| heading.width()).collect(), words: vec![2; headings.len()] }
    }

    fn add(&mut self, row: &[String]) {
        for (i, text) in row.iter().enumerate() {
            self.full[i] = self.full[i].max(text.width());
            self.words[i] = self.words[i].max(word(text));
        }
    }
}

/// Columns between two columns.
const GAP: u16 = 2;

/// Bytes of a cell from which on it is broken into lines here: comfy-table takes
/// the square of its length.
const LONG: usize = 2_000;

impl<'t> Frame<'t> {
    fn of(table: &'t Table, width: u16) -> Self {
        let places = table.places(Room::Screen);
        let headings = places.iter().map(|i| printable(&table.columns[*i].heading)).collect();
        Self { table, places, headings, width }
    }

    /// The lines of some rows, under the headings if these are the first.
    fn lines(&self, head: bool, mut rows: Vec<Vec<String>>, widths: Option<&[usize]>) -> Vec<String> {
        let mut fixed = None;
        if rows.iter().flatten().any(|text| text.len() > LONG) {
            let mut measure = Measure::of(&self.headings);
            rows.iter().for_each(|row| measure.add(row));
            let widths = fixed.insert(widths.map_or_else(|| self.fixed(&measure), <[usize]>::to_vec));
            for row in &mut rows {
                for (text, width) in row.iter_mut().zip(&*widths).filter(|(text, _)| text.len() > LONG) {
                    *text = broken(text, *width);
                }
            }
        }
        let widths = fixed.as_deref().or(widths);
        let mut grid = comfy_table::Table::new();
        grid.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─')));
        grid.set_content_arrangement(ContentArrangement::Dynamic).set_width(self.width);
        if head {
            grid.set_header(&self.headings);
        }
        grid.add_rows(&rows);
        let last = self.places.len().saturating_sub(1);
        for (i, column) in grid.column_iter_mut().enumerate() {
            let gap = if i == last { 0 } else { GAP };
            column.set_padding((0, gap));
            let right = self.table.columns[self.places[i]].is_number();
            column.set_cell_alignment(if right { CellAlignment::Right } else { CellAlignment::Left });
            if let Some(width) = widths.and_then(|widths| u16::try_from(widths[i]).ok()) {
                column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width + gap)));
            }
        }
        grid.lines().map(|line| line.trim_end().to_owned()).collect()
    }

    /// How wide each column is, in every case: as [`Frame::widths`], else all
    /// that it needs, else an even share.
    fn fixed(&self, measure: &Measure) -> Vec<usize> {
        let room = self.room().unwrap_or(0);
        let share = if measure.full.iter().sum::<usize>() <= room { room } else { room / measure.full.len().max(1) };
        self.widths(measure).unwrap_or_else(|| measure.full.iter().map(|full| (*full).min(share.max(2))).collect())
    }

    /// Columns of the screen without those between columns.
    fn room(&self) -> Option<usize> {
        usize::from(self.width).checked_sub(usize::from(GAP) * self.headings.len().saturating_sub(1))
    }

    /// How wide each column is to be where there is not room for all: dates,
    /// codes and words stay in one piece, first those of the rows, then the
    /// headings too; the rest is shared out; `None` if everything fits or
    /// nothing can.
    ///
    /// comfy-table's own lower boundaries do not give that: they hold at any
    /// price, so that the lines of a narrow screen grow past its edge, and what
    /// is left goes to columns that could do with less.
    fn widths(&self, measure: &Measure) -> Option<Vec<usize>> {
        let Measure { full, words } = measure;
        let whole: Vec<usize> = self.headings.iter().zip(words).map(|(heading, rows)| word(heading).max(*rows)).collect();
        let room = self.room()?;
        let fits = |widths: &&Vec<usize>| widths.iter().sum::<usize>() <= room;
        if fits(&full) {
            return None;
        }
        let mut widths = [&whole, words].into_iter().find(fits)?.clone();
        let mut left = room - widths.iter().sum::<usize>();
        for i in (0..full.len()).cycle() {
            if left == 0 {
                return Some(widths);
            }
            if widths[i] < full[i] {
                widths[i] += 1;
                left -= 1;
            }
        }
        None
    }
}

/// A text in lines of a width at most, broken at blanks where there are any.
fn broken(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / width.max(1));
    // Where the line begins in the output, how wide it is, and its last blank.
    let (mut start, mut wide, mut blank) = (0, 0, None);
    for c in text.chars() {
        let more = c.width().unwrap_or(0);
        if wide + more > width
            && let Some(at) = blank.take()
        {
            out.replace_range(at..=at, "\n");
            start = at + 1;
            wide = out[start..].width();
        }
        if wide + more > width && wide > 0 {
            out.push('\n');
            (start, wide) = (out.len(), 0);
        }
        if c == ' ' && out.len() > start {
            blank = Some(out.len());
        }
        out.push(c);
        wide += more;
    }
    out
}

/// Names padded to one width, then their values.
fn list(facts: &Facts) -> String {
    let facts: Vec<_> = facts.facts.iter().filter(|f| f.detail.fits(Room::Screen)).map(|f| (printable(&f.name), f.text())).collect();
    let widest = facts.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let line = |(name, value): &(String, String)| {
        let value = value.lines().map(printable).collect::<Vec<_>>().join(&format!("\n{}", " ".repeat(widest + 2)));
        format!("{name}{}  {value}", " ".repeat(widest - name.width())).trim_end().to_owned()
    };
    facts.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Column, Fact, Totals};
    use crate::i18n::label;

    fn text(document: &Document) -> String {
        let setting = Setting { width: 40, to_file: false, bom: true };
        String::from_utf8(write(document, setting).expect("text")).expect("utf-8")
    }

    #[test]
    fn a_screen_has_what_is_brief_and_names_a_run_once() {
        let columns = vec![
            Column::code("流水").once(),
            Column::words("人").once(),
            Column::words("全").full(),
            Column::words("值").brief(),
            Column::difference("差"),
        ];
        let mut table = Table::new(label("表", "table"), columns).titled("标题");
        for (entry, n) in [("J1", 1), ("J1", -1), ("J2", 0)] {
            table.row([Cell::code(entry), "甲".into(), "x".into(), "甲".into(), n.into()]);
        }
        table.totals = Some(Totals { cells: vec!["合计".into()], said: Some("合计0".into()) });
        let mut document = Document::titled("题\u{1b}");
        document.table(table);
        document.table(Table::new(label("空", "empty"), vec![Column::words("空")]).if_any());
        document.facts(vec![Fact::new("大小", 5).unit("字节"), Fact::new("条", 1).full(), Fact::new("说", 2).said("两次")]);
        document.signatures(vec!["制表".into()]);
        let shown = "题\\u{1b}\n\n标题\n流水  人  值  差\n────────────────\nJ1    甲  甲  +1\n          甲  -1\nJ2    甲  甲  +0\n\n合计0\n\n大小  5字节\n说    两次\n";
        assert_eq!(text(&document), shown);
    }
}
