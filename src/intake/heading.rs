//! The headings of a list: where they stand, and what each column holds.

use super::form::{Form, normal};
use super::sheet::Row;
use crate::domain::personal::without_numbers;
use crate::domain::text::{printable, shortened, visible};
use crate::fault::Fault;
use crate::i18n::join;
use crate::tr;

/// A column that numbers the rows is left out without a word.
const NUMBERING: [&str; 7] = ["序号", "编号", "no", "no.", "#", "号", "code"];

/// Columns that people sign: if nothing stands in one, the paper was signed.
const SIGNATURES: [&str; 5] = ["签名", "签字", "签到签名", "本人签名", "signature"];

/// Columns that a list often has and that nothing is read from.
const BESIDE: [&str; 22] = [
    "性别",
    "年龄",
    "民族",
    "学历",
    "职务",
    "职称",
    "岗位",
    "备注",
    "说明",
    "住所",
    "住址",
    "地址",
    "邮箱",
    "电子邮箱",
    "身份证",
    "身份证号",
    "身份证号码",
    "签名",
    "签字",
    "note",
    // What --rejects adds.
    "未记录的原因",
    "whyitwasnotrecorded",
];

/// A heading of the file that means one of ours, as `--map` says it; without a
/// place: a column that is not to be read.
pub type Mapped = (String, Option<usize>);

/// Reads `--map HEADING=field`; `HEADING=-` leaves the column out.
///
/// # Errors
/// [`Fault`] (input) that lists the fields.
pub fn mapped(typed: &str, form: &Form) -> anyhow::Result<Mapped> {
    let read = typed.replace('＝', "=");
    let found = read.rsplit_once('=').and_then(|(heading, field)| {
        let place = if field.trim() == "-" { None } else { Some(form.place_of(&normal(field))?) };
        Some((normal(heading), place)).filter(|(heading, _)| !heading.is_empty())
    });
    match found {
        Some(mapped) => Ok(mapped),
        None => Fault::input(tr!("“{typed}”不是“表头=字段”", "'{typed}' is not HEADING=field"))
            .hint(tr!("字段:{list};不读的列写“表头=-”", "fields: {list}; HEADING=- leaves a column out", list = form.offer()))
            .err(),
    }
}

/// A column that is not read.
struct Unread {
    at: usize,
    /// Its heading as it stands; empty if it has none.
    heading: String,
    /// Whether a row has something there.
    filled: bool,
    /// Whether nobody need be told.
    usual: bool,
}

/// What each column of the file holds.
pub struct Columns {
    /// The index in the row of each column of the form, by its place.
    at: Vec<Option<usize>>,
    /// The headings as they stand, by index.
    headings: Vec<String>,
    /// The column that only numbers the rows.
    pub numbering: Option<usize>,
    /// Whether the attendance column is one that people sign.
    pub signed: bool,
    unread: Vec<Unread>,
}

impl Columns {
    /// The columns that a row heads; `None` if it is no row of headings.
    ///
    /// # Errors
    /// [`Fault`] (input) if two columns are headed alike.
    pub fn of(row: Row<'_>, form: &Form, map: &[Mapped]) -> anyhow::Result<Option<Self>> {
        let headings: Vec<String> = row.cells.iter().map(normal).collect();
        let place = |heading: &String| match map.iter().find(|(from, _)| from == heading) {
            Some((_, place)) => *place,
            None => form.place_of(heading),
        };
        let known: Vec<usize> = headings.iter().filter_map(place).collect();
        if !known.contains(&form.key) || known.len() < form.least {
            return Ok(None);
        }
        let mut columns =
            Self { at: vec![None; form.headings.len()], headings: Vec::new(), numbering: None, signed: false, unread: Vec::new() };
        for (i, (heading, cell)) in headings.iter().zip(row.cells).enumerate() {
            columns.headings.push(shown(&cell.replace(['\r', '\n'], "")));
            let left_out = map.iter().any(|(from, place)| from == heading && place.is_none());
            match place(heading) {
                Some(place) => columns.put(place, i, heading, form)?,
                None if columns.numbering.is_none() && NUMBERING.contains(&heading.as_str()) => columns.numbering = Some(i),
                None => columns.leave(i, left_out || BESIDE.contains(&heading.as_str()) || form.beside.contains(heading)),
            }
        }
        Ok(Some(columns))
    }

    /// Puts a column to its place. Of several that say who came, one that is not
    /// for signing is read.
    fn put(&mut self, place: usize, i: usize, heading: &str, form: &Form) -> anyhow::Result<()> {
        let (signed, may_sign) = (SIGNATURES.contains(&heading), form.signed == Some(place));
        match self.at[place] {
            Some(before) if may_sign && self.signed && !signed => {
                self.leave(before, true);
                self.signed = false;
            }
            Some(_) if may_sign && signed => {
                self.leave(i, true);
                return Ok(());
            }
            Some(_) => {
                let which = form.headings[place].label.text();
                return Fault::input(tr!("有两列都是“{which}”", "two columns are both '{which}'"))
                    .hint(tr!(
                        "只留一列,或用 --map 表头=- 写明哪一列不读",
                        "keep one of them, or say with --map HEADING=- which one is not to be read"
                    ))
                    .err();
            }
            None => self.signed |= may_sign && signed,
        }
        self.at[place] = Some(i);
        Ok(())
    }

    fn leave(&mut self, at: usize, usual: bool) {
        self.unread.push(Unread { at, heading: self.headings[at].clone(), filled: false, usual });
    }

    /// How many cells a row has.
    pub fn width(&self) -> usize {
        self.headings.len()
    }

    /// The cells of a row that are read, by the places of the form; what
    /// has no column, or no cell, is empty.
    pub fn cells<'r>(&self, row: Row<'r>) -> Vec<&'r str> {
        self.at.iter().map(|at| at.and_then(|i| row.cells.get(i)).unwrap_or_default()).collect()
    }

    /// The column of a place.
    pub fn column(&self, place: usize) -> Option<usize> {
        self.at[place]
    }

    /// Whether there is a column for a place.
    pub fn has(&self, place: usize) -> bool {
        self.at[place].is_some()
    }

    /// The heading of a place as it stands in the file.
    pub fn heading(&self, place: usize) -> &str {
        self.at[place].map_or("", |i| &self.headings[i])
    }

    /// Whether a row repeats these headings.
    ///
    /// # Errors
    /// [`Fault`] (input) if it has headings of its own.
    pub fn repeated(&self, row: Row<'_>, form: &Form, map: &[Mapped]) -> anyhow::Result<bool> {
        let key = self.at[form.key].and_then(|i| row.cells.get(i)).unwrap_or_default();
        let heading = normal(key);
        if heading.is_empty() || !(form.headings[form.key].means(&heading) || heading == normal(self.heading(form.key))) {
            return Ok(false);
        }
        match Self::of(row, form, map)? {
            None if form.least > 1 => Ok(false),
            Some(other) if other.at == self.at => Ok(true),
            _ => {
                let line = row.line;
                Fault::input(tr!("第{line}行又是表头,但列与前面的不同", "line {line} has headings again, with other columns"))
                    .hint(tr!("把两张表分开成两个文件", "part the two sheets into two files"))
                    .err()
            }
        }
    }

    /// Notes which of the columns that are not read hold something.
    pub fn note(&mut self, row: Row<'_>) {
        for column in self.unread.iter_mut().filter(|column| !column.filled) {
            column.filled = row.cells.get(column.at).is_some_and(|cell| !visible(cell).is_empty());
        }
    }

    /// What is said of columns that are not read; and those that a person should
    /// look at before anything is recorded.
    ///
    /// # Errors
    /// [`Fault`] (input) if one sounds like a column that the list lacks.
    pub fn told(&self, form: &Form) -> anyhow::Result<(Vec<String>, Vec<String>)> {
        let filled = || self.unread.iter().filter(|column| column.filled);
        for Unread { heading, .. } in filled().filter(|column| !column.usual) {
            let sounds = form.sounds.iter().find(|(part, place)| heading.contains(part.as_str()) && self.at[*place].is_none());
            if let Some((_, place)) = sounds {
                let (like, id) = (form.headings[*place].label.text(), &form.headings[*place].id);
                return Fault::input(tr!(
                    "“{heading}”一列没有读,却像是“{like}”",
                    "the column '{heading}' is not read, but sounds like '{like}'"
                ))
                .hint(tr!(
                    "若是,加 --map {heading}={id};若不是,加 --map {heading}=-",
                    "if it is, add --map {heading}={id}; if not, --map {heading}=-"
                ))
                .err();
            }
        }
        let (bare, headed): (Vec<_>, Vec<_>) = filled().partition(|column| column.heading.is_empty());
        let mut warnings: Vec<String> = bare
            .iter()
            .map(|column| tr!("第{number}列没有表头,未读取", "column {number} has no heading and is not read", number = column.at + 1))
            .collect();
        let empty = self.unread.iter().filter(|column| !column.filled && !column.heading.is_empty());
        let names: Vec<&str> = headed.iter().copied().chain(empty).map(|column| column.heading.as_str()).collect();
        if !names.is_empty() {
            warnings.push(tr!("未读取的列:{list}", "columns that are not read: {list}", list = join(names)));
        }
        let asked = filled().filter(|column| !column.usual).map(|column| match column.heading.as_str() {
            "" => tr!("第{number}列", "column {number}", number = column.at + 1),
            heading => heading.to_owned(),
        });
        Ok((warnings, asked.collect()))
    }
}

/// The columns at a row, for what is said of its cells.
#[derive(Clone, Copy)]
pub struct At<'c, 'r> {
    /// The columns.
    pub columns: &'c Columns,
    /// The row.
    pub row: Row<'r>,
}

impl At<'_, '_> {
    /// The heading of a place as it stands in the file, with the cell's name if
    /// it has one.
    pub fn heading(&self, place: usize) -> String {
        let heading = self.columns.heading(place);
        match self.columns.column(place).and_then(|column| self.row.cell_name(column)) {
            Some(cell) => tr!("{heading}({cell})", "{heading} ({cell})"),
            None => heading.to_owned(),
        }
    }
}

/// A cell as an error shows it: one line, not too long, without a whole number
/// of a person.
pub fn shown(cell: &str) -> String {
    printable(&shortened(&without_numbers(cell.trim()), 30))
}
