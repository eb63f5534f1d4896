//! A roster: who came to a training, as a township writes it.

mod came;
mod cells;
pub mod sheets;

use std::path::Path;

use self::came::{Blanks, Came};
use self::cells::{as_above, as_typed, holds_number, is_shortened, one_line, plain, some_of};
use self::sheets::{find, several};
use crate::domain::terms::{ATTENDANCE, Attendance, CATEGORY, CERTIFICATE, ROSTER_COLUMN, Vocabulary};
use crate::domain::text::{printable, visible};
use crate::domain::{org, person, phone};
use crate::fault::Fault;
use crate::i18n::join;
use crate::intake::book::{Found, Table};
use crate::intake::entries::{Entries, Entry};
use crate::intake::footer::{self, Beside};
use crate::intake::heading::{At, CAME, Columns, Mapped, NAME, PAPER, PHONE, TRAINEE, UNIT, shown};
use crate::intake::problems::Problems;
use crate::intake::sheet::{Kind, NAMED, Row, SEARCHED};
use crate::intake::text;
use crate::tr;

/// What the person who gives a roster says of it.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What an empty cell means in a column that says who came.
    pub blank: Option<Attendance>,
    /// What headings mean that are not ours.
    pub map: Vec<Mapped>,
    /// Whether every reason is wanted, and not only the first ones.
    pub all_reasons: bool,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
}

/// A roster as read.
#[derive(Debug)]
pub struct Roster {
    /// The file's name, safe to print.
    pub file: String,
    /// As what the file was read: its encoding or format.
    pub read_as: &'static str,
    /// The line of its headings.
    pub headings: usize,
    /// The rows without a fault.
    pub entries: Entries,
    /// What is wrong with the other rows.
    pub problems: Problems,
    /// What was not read, or read as something.
    pub warnings: Vec<String>,
    /// What must be known of its empty cells, as a question.
    pub undecided: Option<String>,
    /// Columns that hold something and are not read, for a person to look at.
    pub unread: Vec<String>,
}

/// Reads a roster. Faulty rows are in [`Roster::problems`]; the caller may add
/// what it finds wrong, and refuses with [`Roster::refusal`].
///
/// # Errors
/// [`Fault`] (input) if the file cannot be read as a roster at all.
pub fn read(path: &Path, options: &Options) -> anyhow::Result<Roster> {
    let file = printable(&path.display().to_string());
    text::load(path, text::MAX_BYTES).and_then(|bytes| parse(&file, bytes, options)).map_err(|error| match error.downcast::<Fault>() {
        Ok(mut fault) => {
            let what = &fault.message;
            fault.message = tr!("签到表 {file}:{what}", "roster {file}: {what}");
            fault.into()
        }
        Err(other) => other,
    })
}

fn parse(file: &str, bytes: Vec<u8>, options: &Options) -> anyhow::Result<Roster> {
    let table = match find(bytes, options.sheet.as_deref(), &options.map)? {
        Found::One(table) => table,
        Found::Several(names) => return several(&names),
    };
    let file = match &table {
        Table::Sheet { name: Some(name), .. } => tr!("{file}(工作表“{name}”)", "{file} (sheet '{name}')", name = shown(name)),
        _ => file.to_owned(),
    };
    let roster = Roster {
        file,
        read_as: table.read_as(),
        headings: 0,
        entries: Entries::default(),
        problems: if options.all_reasons { Problems::all() } else { Problems::default() },
        warnings: Vec::new(),
        undecided: None,
        unread: Vec::new(),
    };
    let mut reader = Reader {
        options,
        roster,
        columns: None,
        above: Vec::new(),
        skipped: Vec::new(),
        ended: None,
        last: vec![String::new(); ROSTER_COLUMN.terms.len()],
        came: Came::default(),
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
    options: &'o Options,
    roster: Roster,
    columns: Option<Columns>,
    /// What stands above the headings, to be told if there are none.
    above: Vec<(usize, String, usize)>,
    /// Rows that are nobody's.
    skipped: Vec<(usize, String)>,
    /// The line that says that nothing follows.
    ended: Option<usize>,
    /// The words of the row above, by place.
    last: Vec<String>,
    came: Came,
    /// The lines of persons whose row is not shown.
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
        let columns = Columns::of(row, &self.options.map)?;
        // Of headings that are merged over two rows the lower one says more.
        self.columns = columns.filter(|columns| !columns.column(NAME).is_some_and(|at| row.goes_on(at)));
        self.roster.headings = row.line;
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
        let encoding = self.roster.read_as;
        // A title fills one cell; what fills more is likelier to be the headings.
        let Some((line, found, _)) = self.above.iter().find(|(.., cells)| *cells > 1).or(self.above.first()) else {
            return Fault::input(tr!("文件是空的", "the file is empty")).err();
        };
        Fault::input(tr!(
            "没有找到含“姓名”一列的表头;按 {encoding} 读取,第{line}行是:{found}",
            "there are no headings with a 'name'; read as {encoding}, line {line} says: {found}"
        ))
        .hint(tr!(
            "把表头改为可识别的,或用 --map 表头=字段 说明;可用的表头:{list}",
            "rename a heading, or say what it is with --map HEADING=field; headings are: {list}",
            list = ROSTER_COLUMN.offer()
        ))
        .err()
    }

    fn below(&mut self, row: Row<'_>, columns: &Columns) -> anyhow::Result<()> {
        let cells = columns.cells(row);
        let blank = |(i, cell): (usize, &str)| Some(i) == columns.numbering || visible(cell).is_empty();
        if row.cells.iter().enumerate().all(blank) && !says_more(row, columns) {
            return Ok(());
        }
        if columns.repeated(row, &self.options.map)? {
            self.skipped.push((row.line, tr!("重复的表头", "headings again")));
            return Ok(());
        }
        let first = row.cells.iter().find(|cell| visible(cell).chars().any(|c| !c.is_numeric())).unwrap_or_default();
        match footer::look(row, cells[NAME], columns.numbering) {
            Some(Beside::Said) => self.skipped.push((row.line, shown(first))),
            Some(Beside::End) => {
                self.skipped.push((row.line, shown(first)));
                self.ended = Some(row.line);
            }
            Some(Beside::Unclear) => {
                let (said, name) = (shown(first), shown(cells[NAME]));
                self.roster.problems.add(
                    row.line,
                    tr!(
                        "“{said}”像是合计,姓名一格却是“{name}”;分成两行,或删去其一",
                        "'{said}' looks like a sum, but the name is '{name}'; part them into two rows, or delete one"
                    ),
                );
            }
            None if self.is_title(row) => self.skipped.push((row.line, shown(first))),
            None => match self.ended {
                Some(end) => self.roster.problems.add(
                    row.line,
                    tr!("第{end}行写明以下空白,此行却有内容", "line {end} says that nothing follows, but this row has something"),
                ),
                None => self.person(row, columns, &cells),
            },
        }
        Ok(())
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

    /// Reads a row: an entry, or everything that is wrong with it.
    fn person(&mut self, row: Row<'_>, columns: &Columns, cells: &[&str]) {
        let (line, before) = (row.line, self.roster.problems.len());
        let at = At { columns, row };
        let mut wrong = |text: String| self.roster.problems.add(line, text);
        let mut cells: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
        let have = row.cells.iter().enumerate().filter(|(_, cell)| !visible(cell).is_empty()).last().map_or(0, |(i, _)| i + 1);
        let want = columns.width();
        let mut has_name = !is_shortened(&cells[NAME]) && !cells[NAME].contains(['\r', '\n']);
        if have > want || row.cells.len() < want {
            wrong(tr!("有{have}格,表头有{want}格", "it has {have} cells, the headings {want}", have = row.cells.len()));
            // Which cell is which is not known.
            cells.fill(String::new());
            has_name = false;
        } else {
            has_name &= columns.column(NAME).is_none_or(|column| row.kind(column) == Kind::Plain);
            as_typed(at, &mut cells, &mut wrong);
            one_line(at, &mut cells, &mut wrong);
            as_above(at, &mut cells, &self.last, &mut wrong);
        }
        for i in [NAME, UNIT, PAPER] {
            if is_shortened(&cells[i]) {
                let (column, value) = (at.heading(i), shown(&cells[i]));
                wrong(tr!(
                    "{column}“{value}”是表格软件缩写过的数字,原来的数字已丢失",
                    "{column} '{value}' is a number that a spreadsheet shortened; its digits are lost"
                ));
            }
        }
        let name = if has_name { person::name(&cells[NAME]) } else { Ok(String::new()) };
        let name = name.unwrap_or_else(|why| {
            let (column, value) = (at.heading(NAME), shown(&cells[NAME]));
            wrong(match value.is_empty() {
                true => tr!("{column}{why}", "{column}: {why}"),
                false => tr!("{column}“{value}”:{why}", "{column} '{value}': {why}"),
            });
            String::new()
        });
        let (phone, words) = self.words(at, &cells, &name);
        if self.roster.problems.len() == before {
            let [category, status, certificate] = words;
            let entry = Entry {
                line,
                name: &name,
                unit: Some(cells[UNIT].as_str()).filter(|u| !u.is_empty()),
                phone: phone.as_deref(),
                category,
                status,
                certificate: Some(certificate).filter(|c| *c != "none"),
            };
            self.roster.entries.push(entry);
            if row.notes.hidden {
                self.hidden.push(line);
            }
        }
        self.last = cells;
    }

    /// The phone; category, attendance and certificate.
    fn words(&mut self, at: At<'_, '_>, cells: &[String], name: &str) -> (Option<String>, [&'static str; 3]) {
        let (line, columns) = (at.row.line, at.columns);
        let mut wrong = |text: String| self.roster.problems.add(line, text);
        if holds_number(&cells[UNIT]) {
            let (column, value) = (at.heading(UNIT), shown(&cells[UNIT]));
            wrong(tr!(
                "{column}“{value}”里有电话或证件号码;号码只写在电话一列",
                "{column} '{value}' has a phone or ID number in it; numbers belong in the phone column"
            ));
        }
        if let Err(why) = org::unit(&cells[UNIT]) {
            let (column, value) = (at.heading(UNIT), shown(&cells[UNIT]));
            wrong(tr!("{column}“{value}”:{why}", "{column} '{value}': {why}"));
        }
        let phone = phone::parse(&cells[PHONE]).unwrap_or_else(|why| {
            // It may be a number with a slip: what is wrong is said without it.
            let (column, value) = (at.heading(PHONE), shown(&cells[PHONE]));
            wrong(tr!("{column}“{value}”:{why}", "{column} '{value}': {why}"));
            None
        });
        let mut word = |i: usize, set: &Vocabulary, empty: &'static str| {
            if cells[i].is_empty() {
                return empty;
            }
            set.find(&cells[i]).unwrap_or_else(|| {
                let (column, value) = (at.heading(i), shown(&cells[i]));
                wrong(tr!("{column}“{value}”无效,可选:{list}", "{column} '{value}' is not one of: {list}", list = set.offer()));
                empty
            })
        };
        let category = word(TRAINEE, &CATEGORY, "uncertified");
        let signed = columns.signed && person::name(&cells[CAME]).is_ok_and(|signature| signature == name);
        let empty = self.options.blank.unwrap_or(Attendance::Present).id();
        let status = if signed { Attendance::Present.id() } else { word(CAME, &ATTENDANCE, empty) };
        let certificate = word(PAPER, &CERTIFICATE, "none");
        if columns.has(CAME) {
            match cells[CAME].as_str() {
                "" => self.came.blank.push(line),
                _ if status == Attendance::Present.id() => self.came.present += 1,
                _ => self.came.others += 1,
            }
        }
        (phone, [category, status, certificate])
    }

    fn finish(mut self) -> anyhow::Result<Roster> {
        let Some(columns) = self.columns.take() else { return self.no_headings() };
        if self.roster.entries.is_empty() && self.roster.problems.is_empty() {
            return Fault::input(tr!("表头之下没有一个人", "there is nobody below the headings")).err();
        }
        let (warnings, unread) = columns.told()?;
        (self.roster.warnings, self.roster.unread) = (warnings, unread);
        if !self.skipped.is_empty() {
            let rows = self.skipped.iter().take(NAMED).map(|(line, said)| tr!("第{line}行“{said}”", "line {line} '{said}'"));
            let (mut list, n) = (join(rows), self.skipped.len());
            if n > NAMED {
                list += "…";
            }
            self.roster.warnings.push(tr!("跳过{n}行(不是人员):{list}", "rows that are nobody's, skipped: {n}: {list}"));
        }
        if !self.hidden.is_empty() {
            let n = self.hidden.len();
            let rows = some_of(&self.hidden);
            self.roster.warnings.push(tr!("隐藏(或筛选掉)的{n}行也已读入:第{rows}行", "hidden rows are read too: {n}: lines {rows}"));
        }
        match self.came.blanks(self.options.blank, columns.heading(CAME), columns.signed) {
            Blanks::Clear => {}
            Blanks::Taken(warning) => self.roster.warnings.push(warning),
            Blanks::Undecided(question) => self.roster.undecided = Some(question),
        }
        Ok(self.roster)
    }
}

impl Roster {
    /// The refusal that lists every problem, a line each; `None` if there is none.
    pub fn refusal(&self, more: Problems) -> Option<Fault> {
        let (n, lines) = self.problems.and(more).lines();
        if n == 0 {
            let (file, what) = (&self.file, self.undecided.as_ref()?);
            return Some(Fault::input(tr!("签到表 {file}:{what}", "roster {file}: {what}")).hint(tr!(
                "空着的是到场:加 --blank 到;是缺勤:加 --blank 缺勤",
                "if an empty cell means present, add --blank present; if absent, --blank absent"
            )));
        }
        let (file, encoding) = (&self.file, self.read_as);
        let mut message =
            tr!("签到表 {file}(按 {encoding} 读取)有{n}行不对", "roster {file} (read as {encoding}): rows that are wrong: {n}");
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

#[cfg(test)]
mod tests;
