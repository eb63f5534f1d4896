//! Reading a list: where its headings stand, which rows are nobody's, and the
//! cells of the others as they were meant.

use std::path::Path;

use super::book::{Found, Table};
use super::cells::{Cells, as_meant, some_of};
use super::find::{find, several};
use super::footer::{self, Beside};
use super::form::{Form, Heading};
use super::heading::{At, Columns, Mapped, shown};
use super::problems::Problems;
use super::sheet::{Kind, NAMED, Row, SEARCHED};
use super::text;
use crate::domain::text::{printable, visible};
use crate::fault::Fault;
use crate::i18n::{Label, join};
use crate::tr;

/// What the person who gives a list says of it.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What headings mean that are not ours.
    pub map: Vec<Mapped>,
    /// Whether every reason is wanted, and not only the first ones.
    pub all_reasons: bool,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
}

/// A list as read, but for what its rows say.
#[derive(Clone, Debug)]
pub struct Listed {
    /// What such a file is called.
    pub what: Label,
    /// The file's name, safe to print.
    pub file: String,
    /// As what the file was read: its encoding or format.
    pub read_as: &'static str,
    /// The line of its headings.
    pub headings: usize,
    /// What is wrong with its rows.
    pub problems: Problems,
    /// What was not read, or read as something.
    pub warnings: Vec<String>,
    /// Columns that hold something and are not read, for a person to look at.
    pub unread: Vec<String>,
}

/// What takes the rows of a list.
pub trait Taker {
    /// Takes a row, or adds what is wrong with it; whether it was taken.
    fn take(&mut self, at: At<'_, '_>, cells: &Cells, problems: &mut Problems) -> bool;
}

/// Reads a list: its rows go to `taker`.
///
/// # Errors
/// [`Fault`] (input) if the file cannot be read as such a list at all.
pub fn read(path: &Path, form: &Form, options: &Options, taker: &mut dyn Taker) -> anyhow::Result<(Listed, Columns)> {
    let file = printable(&path.display().to_string());
    let read = text::load(path, text::MAX_BYTES).and_then(|bytes| parse(&file, bytes, form, options, taker));
    read.map_err(|error| match error.downcast::<Fault>() {
        Ok(mut fault) => {
            let (of, what) = (form.what.text(), &fault.message);
            fault.message = tr!("{of} {file}:{what}", "{of} {file}: {what}");
            fault.into()
        }
        Err(other) => other,
    })
}

/// As [`read`], of a file's bytes.
///
/// # Errors
/// As [`read`].
pub fn parse(file: &str, bytes: Vec<u8>, form: &Form, options: &Options, taker: &mut dyn Taker) -> anyhow::Result<(Listed, Columns)> {
    let table = match find(bytes, options.sheet.as_deref(), form, &options.map)? {
        Found::One(table) => table,
        Found::Several(names) => return several(&names),
    };
    let file = match &table {
        Table::Sheet { name: Some(name), .. } => tr!("{file}(工作表“{name}”)", "{file} (sheet '{name}')", name = shown(name)),
        _ => file.to_owned(),
    };
    let list = Listed {
        what: form.what,
        file,
        read_as: table.read_as(),
        headings: 0,
        problems: if options.all_reasons { Problems::all() } else { Problems::default() },
        warnings: Vec::new(),
        unread: Vec::new(),
    };
    let mut reader = Reader {
        form,
        map: &options.map,
        list,
        taker,
        taken: 0,
        columns: None,
        above: Vec::new(),
        skipped: Vec::new(),
        ended: None,
        last: vec![String::new(); form.headings.len()],
        hidden: Vec::new(),
    };
    table.rows(|row| reader.row(row))?;
    reader.finish()
}

/// Whether the numbering column of a row that is else empty says something.
fn says_more(row: Row<'_>, columns: &Columns) -> bool {
    let typed = |i: &usize| row.kind(*i) == Kind::Plain;
    let number = columns.numbering.filter(typed).and_then(|i| row.cells.get(i)).unwrap_or_default();
    visible(number).chars().any(char::is_alphabetic)
}

struct Reader<'o> {
    form: &'o Form,
    map: &'o [Mapped],
    list: Listed,
    taker: &'o mut dyn Taker,
    /// How many rows were taken.
    taken: usize,
    columns: Option<Columns>,
    /// What stands above the headings, to be told if there are none.
    above: Vec<(usize, String, usize)>,
    /// Rows that are nobody's.
    skipped: Vec<(usize, String)>,
    /// The line that says that nothing follows.
    ended: Option<usize>,
    /// The words of the row above, by place.
    last: Vec<String>,
    /// The lines of rows that are taken and not shown.
    hidden: Vec<usize>,
}

impl Reader<'_> {
    fn row(&mut self, row: Row<'_>) -> anyhow::Result<()> {
        let Some(mut columns) = self.columns.take() else { return self.headings(row) };
        columns.note(row);
        let outcome = self.below(row, &columns);
        self.columns = Some(columns);
        outcome
    }

    /// A row above the headings, or they.
    fn headings(&mut self, row: Row<'_>) -> anyhow::Result<()> {
        let columns = Columns::of(row, self.form, self.map)?;
        // Of headings that are merged over two rows the lower one says more.
        self.columns = columns.filter(|columns| !columns.column(self.form.key).is_some_and(|at| row.goes_on(at)));
        self.list.headings = row.line;
        if let Some(columns) = &self.columns {
            let lacks = |(place, heading): (usize, &Heading)| (heading.needed && !columns.has(place)).then(|| heading.label.text());
            let lacking: Vec<&str> = self.form.headings.iter().enumerate().filter_map(lacks).collect();
            if !lacking.is_empty() {
                return no_columns(row.line, &lacking);
            }
        }
        if self.columns.is_none() {
            let filled: Vec<&str> = row.cells.iter().filter(|c| !visible(c).is_empty()).collect();
            self.above.push((row.line, join(filled.iter().copied().map(shown)), filled.len()));
            if self.above.len() == SEARCHED {
                return self.no_headings();
            }
        }
        Ok(())
    }

    fn no_headings<T>(&self) -> anyhow::Result<T> {
        let encoding = self.list.read_as;
        // A title fills one cell; what fills more is likelier to be the headings.
        let Some((line, found, _)) = self.above.iter().find(|(.., cells)| *cells > 1).or(self.above.first()) else {
            return Fault::input(tr!("文件是空的", "the file is empty")).err();
        };
        let key = self.form.headings[self.form.key].label.text();
        Fault::input(tr!(
            "没有找到含“{key}”一列的表头;按 {encoding} 读取,第{line}行是:{found}",
            "there are no headings with a '{key}'; read as {encoding}, line {line} says: {found}"
        ))
        .hint(tr!(
            "把表头改为可识别的,或用 --map 表头=字段 说明;可用的表头:{list}",
            "rename a heading, or say what it is with --map HEADING=field; headings are: {list}",
            list = self.form.offer()
        ))
        .err()
    }

    fn below(&mut self, row: Row<'_>, columns: &Columns) -> anyhow::Result<()> {
        let cells = columns.cells(row);
        let blank = |(i, cell): (usize, &str)| Some(i) == columns.numbering || visible(cell).is_empty();
        if row.cells.iter().enumerate().all(blank) && !says_more(row, columns) {
            return Ok(());
        }
        if columns.repeated(row, self.form, self.map)? {
            self.skipped.push((row.line, tr!("重复的表头", "headings again")));
            return Ok(());
        }
        let first = row.cells.iter().find(|cell| visible(cell).chars().any(|c| !c.is_numeric())).unwrap_or_default();
        match self.beside(row, columns, &cells) {
            Some(Beside::Said) => self.skipped.push((row.line, shown(first))),
            Some(Beside::End) => {
                self.skipped.push((row.line, shown(first)));
                self.ended = Some(row.line);
            }
            Some(Beside::Unclear) => {
                let (said, name) = (shown(first), shown(cells[self.form.key]));
                let key = self.form.headings[self.form.key].label.text();
                self.list.problems.add(
                    row.line,
                    tr!(
                        "“{said}”像是合计,{key}一格却是“{name}”;分成两行,或删去其一",
                        "'{said}' looks like a sum, but the {key} is '{name}'; part them into two rows, or delete one"
                    ),
                );
            }
            None if self.is_title(row) => self.skipped.push((row.line, shown(first))),
            None => match self.ended {
                Some(end) => self.list.problems.add(
                    row.line,
                    tr!("第{end}行写明以下空白,此行却有内容", "line {end} says that nothing follows, but this row has something"),
                ),
                None => self.take(At { columns, row }, &cells),
            },
        }
        Ok(())
    }

    /// What a row says that is nobody's. One that has all that a row needs is a
    /// row of the list, unless it says in so many words that it is a sum.
    fn beside(&self, row: Row<'_>, columns: &Columns, cells: &[&str]) -> Option<Beside> {
        if self.form.summary.is_some_and(|place| footer::is_carried(cells[place])) {
            return Some(Beside::Said);
        }
        if self.form.is_filled(cells) {
            return None;
        }
        footer::look(row, cells[self.form.key], columns.numbering)
    }

    /// Whether a row is a title: one cell over several columns, or what stands
    /// above the headings again.
    fn is_title(&self, row: Row<'_>) -> bool {
        let mut filled = row.cells.iter().filter(|cell| !visible(cell).is_empty());
        match (filled.next(), filled.next()) {
            (Some(title), None) => row.notes.across > 2 || self.above.iter().any(|(_, said, cells)| *cells == 1 && *said == shown(title)),
            _ => false,
        }
    }

    fn take(&mut self, at: At<'_, '_>, cells: &[&str]) {
        let line = at.row.line;
        let cells = as_meant(at, self.form, cells, &self.last, &mut |text| self.list.problems.add(line, text));
        if self.taker.take(at, &cells, &mut self.list.problems) {
            self.taken += 1;
            if at.row.notes.hidden {
                self.hidden.push(line);
            }
        }
        self.last = cells.texts;
    }

    fn finish(mut self) -> anyhow::Result<(Listed, Columns)> {
        let Some(columns) = self.columns.take() else { return self.no_headings() };
        if self.taken == 0 && self.list.problems.is_empty() {
            return match self.form.is_roster() {
                true => Fault::input(tr!("表头之下没有一个人", "there is nobody below the headings")).err(),
                false => Fault::input(tr!("表头之下没有一行内容", "there is no row below the headings")).err(),
            };
        }
        let (warnings, unread) = columns.told(self.form)?;
        (self.list.warnings, self.list.unread) = (warnings, unread);
        if !self.skipped.is_empty() {
            let rows = self.skipped.iter().take(NAMED).map(|(line, said)| tr!("第{line}行“{said}”", "line {line} '{said}'"));
            let (mut list, n) = (join(rows), self.skipped.len());
            if n > NAMED {
                list += "…";
            }
            self.list.warnings.push(match self.form.is_roster() {
                true => tr!("跳过{n}行(不是人员):{list}", "rows that are nobody's, skipped: {n}: {list}"),
                false => tr!("跳过{n}行(合计、结转、落款等):{list}", "rows that are no records, skipped: {n}: {list}"),
            });
        }
        if !self.hidden.is_empty() {
            let n = self.hidden.len();
            let rows = some_of(&self.hidden);
            self.list.warnings.push(tr!("隐藏(或筛选掉)的{n}行也已读入:第{rows}行", "hidden rows are read too: {n}: lines {rows}"));
        }
        Ok((self.list, columns))
    }
}

/// The refusal of a list without columns that every row needs.
fn no_columns<T>(line: usize, lacking: &[&str]) -> anyhow::Result<T> {
    let list = join(lacking.iter().map(|label| tr!("“{label}”", "'{label}'")));
    Fault::input(tr!("第{line}行的表头里没有{list}一列", "the headings, on line {line}, have no column {list}"))
        .hint(tr!("补上,或用 --map 表头=字段 说明哪一列是", "add it, or say with --map HEADING=field which column it is"))
        .err()
}

impl Listed {
    /// The refusal that lists every problem, a line each; `None` if there is none.
    pub fn refusal(&self, more: Problems) -> Option<Fault> {
        let (n, lines) = self.problems.and(more).lines();
        if n == 0 {
            return None;
        }
        let (what, file, encoding) = (self.what.text(), &self.file, self.read_as);
        let mut message =
            tr!("{what} {file}(按 {encoding} 读取)有{n}行不对", "{what} {file} (read as {encoding}): rows that are wrong: {n}");
        for line in lines {
            message.push('\n');
            message += &line;
        }
        Some(
            Fault::input(message)
                .hint(tr!("改好后重新读入;没有任何一行被记录", "correct them and give the file again; no row was recorded")),
        )
    }
}
