//! A roster: who came to a training, as a township writes it.

mod cells;

use std::path::Path;

use self::cells::{as_above, holds_number, is_shortened, one_line, plain};
use crate::domain::terms::{ATTENDANCE, Attendance, CATEGORY, CERTIFICATE, ROSTER_COLUMN, Vocabulary};
use crate::domain::text::{printable, visible};
use crate::domain::{org, person, phone};
use crate::fault::Fault;
use crate::i18n::join;
use crate::intake::entries::{Entries, Entry};
use crate::intake::footer::{self, Beside};
use crate::intake::heading::{CAME, Columns, Mapped, NAME, PAPER, PHONE, TRAINEE, UNIT, shown};
use crate::intake::problems::Problems;
use crate::intake::sheet::{self, Row, SEARCHED};
use crate::intake::text::{self, Encoding};
use crate::tr;

/// So many rows of a kind are named.
const NAMED: usize = 20;

/// What the person who gives a roster says of it.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What an empty cell means in a column that says who came.
    pub blank: Option<Attendance>,
    /// What headings mean that are not ours.
    pub map: Vec<Mapped>,
}

/// A roster as read.
#[derive(Debug)]
pub struct Roster {
    /// The file's name, safe to print.
    pub file: String,
    /// How the file was encoded.
    pub encoding: Encoding,
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
    let (text, encoding) = text::decode(bytes)?;
    let roster = Roster {
        file: file.to_owned(),
        encoding,
        entries: Entries::default(),
        problems: Problems::default(),
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
    };
    sheet::rows(&text, |row| reader.row(row))?;
    reader.finish()
}

/// Whether the numbering column of a row that is else empty says something.
fn says_more(row: Row<'_>, columns: &Columns) -> bool {
    let number = columns.numbering.and_then(|i| row.cells.get(i)).unwrap_or_default();
    visible(number).chars().any(char::is_alphabetic)
}

/// What the attendance column held.
#[derive(Default)]
struct Came {
    present: usize,
    others: usize,
    /// The lines of the rows that say nothing.
    blank: Vec<usize>,
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
        self.columns = Columns::of(row, &self.options.map)?;
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
        let encoding = self.roster.encoding.name();
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

    /// Reads a row: an entry, or everything that is wrong with it.
    fn person(&mut self, row: Row<'_>, columns: &Columns, cells: &[&str]) {
        let (line, before) = (row.line, self.roster.problems.len());
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
            one_line(columns, &mut cells, &mut wrong);
            as_above(columns, &mut cells, &self.last, &mut wrong);
        }
        for i in [NAME, UNIT, PAPER] {
            if is_shortened(&cells[i]) {
                let (column, value) = (columns.heading(i), shown(&cells[i]));
                wrong(tr!(
                    "{column}“{value}”是表格软件缩写过的数字,原来的数字已丢失",
                    "{column} '{value}' is a number that a spreadsheet shortened; its digits are lost"
                ));
            }
        }
        let name = if has_name { person::name(&cells[NAME]) } else { Ok(String::new()) };
        let name = name.unwrap_or_else(|why| {
            let (column, value) = (columns.heading(NAME), shown(&cells[NAME]));
            wrong(match value.is_empty() {
                true => tr!("{column}{why}", "{column}: {why}"),
                false => tr!("{column}“{value}”:{why}", "{column} '{value}': {why}"),
            });
            String::new()
        });
        let (phone, words) = self.words(line, columns, &cells, &name);
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
        }
        self.last = cells;
    }

    /// The phone; category, attendance and certificate.
    fn words(&mut self, line: usize, columns: &Columns, cells: &[String], name: &str) -> (Option<String>, [&'static str; 3]) {
        let mut wrong = |text: String| self.roster.problems.add(line, text);
        if holds_number(&cells[UNIT]) {
            let (column, value) = (columns.heading(UNIT), shown(&cells[UNIT]));
            wrong(tr!(
                "{column}“{value}”里有电话或证件号码;号码只写在电话一列",
                "{column} '{value}' has a phone or ID number in it; numbers belong in the phone column"
            ));
        }
        if let Err(why) = org::unit(&cells[UNIT]) {
            let (column, value) = (columns.heading(UNIT), shown(&cells[UNIT]));
            wrong(tr!("{column}“{value}”:{why}", "{column} '{value}': {why}"));
        }
        let phone = phone::parse(&cells[PHONE]).unwrap_or_else(|why| {
            // It may be a number with a slip: what is wrong is said without it.
            let (column, value) = (columns.heading(PHONE), shown(&cells[PHONE]));
            wrong(tr!("{column}“{value}”:{why}", "{column} '{value}': {why}"));
            None
        });
        let mut word = |i: usize, set: &Vocabulary, empty: &'static str| {
            if cells[i].is_empty() {
                return empty;
            }
            set.find(&cells[i]).unwrap_or_else(|| {
                let (column, value) = (columns.heading(i), shown(&cells[i]));
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
        self.blanks(&columns);
        Ok(self.roster)
    }

    /// What becomes of those of whom the attendance column says nothing.
    fn blanks(&mut self, columns: &Columns) {
        let Came { present, others, blank } = &self.came;
        let (n, heading) = (blank.len(), columns.heading(CAME));
        if n == 0 {
            if self.options.blank.is_some() {
                self.roster.warnings.push(tr!("没有空的出勤格,--blank 没有用到", "no attendance cell is empty; --blank was not needed"));
            }
            return;
        }
        let mut rows = join(blank.iter().take(NAMED).map(usize::to_string));
        if n > NAMED {
            rows += "…";
        }
        let unsigned = columns.signed && *present + *others == 0;
        if let Some(word) = self.options.blank {
            let word = word.text();
            self.roster.warnings.push(tr!("“{heading}”空着的{n}行按“{word}”计", "'{heading}' is empty in {n} rows, taken as '{word}'"));
        } else if unsigned {
            self.roster.warnings.push(tr!(
                "“{heading}”一列全空,视为纸质签名栏,每人按“到”计",
                "'{heading}' is empty throughout, as where paper is signed: everybody counts as present"
            ));
        } else if *present == 0 && *others > 0 {
            self.roster.warnings.push(tr!(
                "“{heading}”一列只标了例外,空着的{n}行按“到”计:第{rows}行",
                "'{heading}' marks exceptions only; the {n} empty rows count as present: lines {rows}"
            ));
        } else {
            self.roster.undecided = Some(match present {
                0 => tr!("“{heading}”一列全空,看不出谁到了", "'{heading}' is empty throughout and does not say who came"),
                _ => tr!(
                    "“{heading}”一列有{present}行标了到,有{n}行空着:第{rows}行",
                    "'{heading}' marks {present} rows as present and leaves {n} empty: lines {rows}"
                ),
            });
        }
    }
}

impl Roster {
    /// The refusal that lists every problem, a line each; `None` if there is none.
    pub fn refusal(&self, more: Problems) -> Option<Fault> {
        let (n, lines) = self.problems.and(more).lines();
        if n == 0 {
            let (file, what) = (&self.file, self.undecided.as_ref()?);
            return Some(Fault::input(tr!("签到表 {file}:{what}", "roster {file}: {what}")).hint(tr!(
                "空着的是到场:加 --blank present;是缺勤:加 --blank absent",
                "if an empty cell means present, add --blank present; if absent, --blank absent"
            )));
        }
        let (file, encoding) = (&self.file, self.encoding.name());
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
