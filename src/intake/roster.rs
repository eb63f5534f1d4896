//! A roster: who came to a training, as a township writes it.

use std::path::Path;

use super::entries::{Entries, Entry};
use super::problems::Problems;
use super::sheet::{self, Row};
use super::text::{self, Encoding};
use crate::domain::guard::unguard;
use crate::domain::personal::mask;
use crate::domain::phone;
use crate::domain::terms::{ATTENDANCE, CATEGORY, CERTIFICATE, ROSTER_COLUMN, Vocabulary};
use crate::domain::text::{fold_width, is_unsafe, person_name, printable, shortened};
use crate::fault::Fault;
use crate::i18n::join;
use crate::tr;

/// A first column that numbers the rows is left out without a word.
const NUMBERING: [&str; 4] = ["序号", "no", "no.", "#"];

// Places in ROSTER_COLUMN; a test compares them.
const NAME: usize = 0;
const UNIT: usize = 1;
const PHONE: usize = 2;
const TRAINEE: usize = 3;
const CAME: usize = 4;
const PAPER: usize = 5;

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
    /// What was not read.
    pub warnings: Vec<String>,
}

/// Reads a roster. Faulty rows are in [`Roster::problems`]; the caller may add
/// what it finds wrong, and refuses with [`Roster::refusal`].
///
/// # Errors
/// [`Fault`] (input) if the file cannot be read as a roster at all.
pub fn read(path: &Path) -> anyhow::Result<Roster> {
    let file = printable(&path.display().to_string());
    text::load(path, text::MAX_BYTES).and_then(|bytes| parse(&file, bytes)).map_err(|error| match error.downcast::<Fault>() {
        Ok(mut fault) => {
            let what = &fault.message;
            fault.message = tr!("签到表 {file}:{what}", "roster {file}: {what}");
            fault.into()
        }
        Err(other) => other,
    })
}

/// What each column of the file holds.
struct Columns {
    /// The index in the row of each id of [`ROSTER_COLUMN`], in its order.
    at: Vec<Option<usize>>,
    /// How many cells a row has.
    width: usize,
    /// The column that only numbers the rows.
    numbering: Option<usize>,
    /// The columns without a heading, and whether a row has something there.
    bare: Vec<(usize, bool)>,
    /// The headings that mean nothing here.
    unknown: Vec<String>,
}

impl Columns {
    /// Whether a row has nothing but its number.
    fn is_blank(&self, row: Row<'_>) -> bool {
        row.cells.iter().enumerate().all(|(i, cell)| Some(i) == self.numbering || cell.trim().is_empty())
    }

    /// What is said of columns that are not read.
    fn warnings(self) -> Vec<String> {
        let bare = self.bare.iter().filter(|(_, filled)| *filled).map(|(i, _)| i + 1);
        let mut warnings: Vec<String> =
            bare.map(|number| tr!("第{number}列没有表头,未读取", "column {number} has no heading and is not read")).collect();
        if !self.unknown.is_empty() {
            warnings.push(tr!("未读取的列:{list}", "columns that are not read: {list}", list = join(self.unknown)));
        }
        warnings
    }
}

fn parse(file: &str, bytes: Vec<u8>) -> anyhow::Result<Roster> {
    let (text, encoding) = text::decode(bytes)?;
    let mut roster =
        Roster { file: file.to_owned(), encoding, entries: Entries::default(), problems: Problems::default(), warnings: Vec::new() };
    let mut columns: Option<Columns> = None;
    sheet::rows(&text, |row| {
        match &mut columns {
            None => columns = Some(headings(row, encoding)?),
            Some(columns) => {
                for (i, filled) in &mut columns.bare {
                    *filled |= row.cells.get(*i).is_some_and(|cell| !cell.trim().is_empty());
                }
                if !columns.is_blank(row) {
                    person(row, columns, &mut roster);
                }
            }
        }
        Ok(())
    })?;
    let Some(columns) = columns else { return Fault::input(tr!("文件是空的", "the file is empty")).err() };
    if roster.entries.is_empty() && roster.problems.is_empty() {
        return Fault::input(tr!("表头之下没有一个人", "there is nobody below the headings")).err();
    }
    roster.warnings = columns.warnings();
    Ok(roster)
}

/// Reads the first row.
fn headings(first: Row<'_>, encoding: Encoding) -> anyhow::Result<Columns> {
    let at = vec![None; ROSTER_COLUMN.terms.len()];
    let mut columns = Columns { at, width: first.cells.len(), numbering: None, bare: Vec::new(), unknown: Vec::new() };
    for (i, cell) in first.cells.iter().enumerate() {
        let heading: String = fold_width(cell).trim_matches(['*', ':']).split_whitespace().collect::<Vec<_>>().join(" ");
        let place = [heading.clone(), heading.replace(' ', "")]
            .iter()
            .find_map(|h| ROSTER_COLUMN.find(h))
            .and_then(|id| ROSTER_COLUMN.terms.iter().position(|t| t.id == id));
        match place {
            Some(place) => {
                if columns.at[place].replace(i).is_some() {
                    let which = ROSTER_COLUMN.terms[place].label.text();
                    return Fault::input(tr!("有两列都是“{which}”", "two columns are both '{which}'"))
                        .hint(tr!("只留一列,或改另一列的表头", "keep one of them, or head the other differently"))
                        .err();
                }
            }
            None if i == 0 && NUMBERING.contains(&heading.to_lowercase().as_str()) => columns.numbering = Some(i),
            None if heading.is_empty() => columns.bare.push((i, false)),
            None => columns.unknown.push(shown(cell)),
        }
    }
    if columns.at[NAME].is_none() {
        let (line, encoding) = (first.line, encoding.name());
        let found = join(first.cells.iter().filter(|c| !c.trim().is_empty()).map(shown));
        return Fault::input(tr!(
            "第{line}行应是表头,却没有“姓名”一列;按 {encoding} 读到的是:{found}",
            "line {line} should have the headings and has no 'name'; read as {encoding} it says: {found}"
        ))
        .hint(tr!(
            "删去表头之上的标题行;可用的表头:{list}",
            "delete the title above the headings; headings are: {list}",
            list = ROSTER_COLUMN.offer()
        ))
        .err();
    }
    Ok(columns)
}

/// Reads a row: an entry, or everything that is wrong with it.
fn person(row: Row<'_>, columns: &Columns, roster: &mut Roster) {
    let (line, before) = (row.line, roster.problems.len());
    let mut wrong = |text: String| roster.problems.add(line, text);
    let mut cells: Vec<&str> = columns.at.iter().map(|at| at.and_then(|i| row.cells.get(i)).map_or("", |c| unguard(c.trim()))).collect();
    let (have, want) = (row.cells.len(), columns.width);
    if have != want {
        wrong(tr!("有{have}格,表头有{want}格", "it has {have} cells, the headings {want}"));
        // Which cell is which is not known.
        cells.fill("");
    }
    let label = |i: usize| ROSTER_COLUMN.terms[i].label.text();
    for (i, cell) in cells.iter_mut().enumerate() {
        if cell.contains(['\r', '\n']) {
            let (column, value) = (label(i), shown(cell));
            wrong(tr!(
                "{column}“{value}”跨了行:缺引号,或格内有换行",
                "{column} '{value}' runs over lines: a quotation mark is missing, or the cell has a line break"
            ));
            *cell = if i == NAME { "?" } else { "" };
        }
    }
    for i in [NAME, UNIT] {
        if is_shortened(cells[i]) {
            let (column, value) = (label(i), shown(cells[i]));
            wrong(tr!(
                "{column}“{value}”是表格软件缩写过的数字,原来的数字已丢失",
                "{column} '{value}' is a number that a spreadsheet shortened; its digits are lost"
            ));
        }
    }
    let name = person_name(cells[NAME]);
    if have == want && name.chars().all(is_unsafe) {
        wrong(tr!("姓名为空", "the name is empty"));
    }
    let phone = phone::parse(cells[PHONE]).unwrap_or_else(|why| {
        // It may be a number with a slip: what is wrong is said without it.
        let digits = cells[PHONE].chars().filter(char::is_ascii_digit).count();
        let value = if digits < 7 { cells[PHONE].to_owned() } else { mask(cells[PHONE]) };
        let (column, value) = (label(PHONE), shown(&value));
        wrong(tr!("{column}“{value}”:{why}", "{column} '{value}': {why}"));
        None
    });
    let mut word = |i: usize, set: &Vocabulary, empty: &'static str| {
        if cells[i].is_empty() {
            return empty;
        }
        set.find(cells[i]).unwrap_or_else(|| {
            let (column, value) = (label(i), shown(cells[i]));
            wrong(tr!("{column}“{value}”无效,可选:{list}", "{column} '{value}' is not one of: {list}", list = set.offer()));
            empty
        })
    };
    let category = word(TRAINEE, &CATEGORY, "uncertified");
    let status = word(CAME, &ATTENDANCE, "present");
    let certificate = Some(word(PAPER, &CERTIFICATE, "none")).filter(|c| *c != "none");
    let unit = Some(cells[UNIT]).filter(|u| !u.is_empty());
    if roster.problems.len() == before {
        roster.entries.push(Entry { line, name: &name, unit, phone: phone.as_deref(), category, status, certificate });
    }
}

/// Whether a spreadsheet wrote a long number as `1.10105E+17`.
fn is_shortened(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    cell.split_once("E+").is_some_and(|(head, tail)| digits(&head.replacen('.', "", 1)) && digits(tail))
}

/// A cell as an error shows it: one line, not too long.
fn shown(cell: &str) -> String {
    printable(&shortened(cell.trim(), 30))
}

impl Roster {
    /// The refusal that lists every problem, a line each; `None` if there is none.
    pub fn refusal(&self, more: Problems) -> Option<Fault> {
        let (n, lines) = self.problems.and(more).lines();
        if n == 0 {
            return None;
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
mod tests {
    use super::*;

    fn ok(text: &str) -> Roster {
        parse("签到表.csv", text.as_bytes().to_vec()).expect(text)
    }

    fn problems(text: &str) -> Vec<(usize, String)> {
        let roster = ok(text);
        assert!(roster.refusal(Problems::default()).is_some(), "{text}");
        roster.problems.told().iter().map(|p| (p.line, p.text.clone())).collect()
    }

    #[test]
    fn headings_in_either_language_and_any_order() {
        let zh = ok("序号,联系电话,姓 名,人员类别,出勤,证书,工作单位\n1,138 0000 0001,李　明,持证,请假,社会工作师,启明社工\n");
        let en = ok("Name,UNIT,phone,category,attendance,certificate\n李明,启明社工,13800000001,certified,excused,social-worker\n");
        assert!(zh.entries.iter().eq(en.entries.iter()));
        assert_eq!(zh.entries.get(0).phone, Some("13800000001"));
        assert_eq!(
            (zh.entries.get(0).category, zh.entries.get(0).status, zh.entries.get(0).certificate),
            ("certified", "excused", Some("social-worker"))
        );
        assert!(zh.warnings.is_empty());
    }

    #[test]
    fn what_is_left_out_has_its_default() {
        let roster = ok("姓名\n李明\n");
        let Entry { line, unit, phone, category, status, certificate, .. } = roster.entries.get(0);
        assert_eq!((line, unit, phone, category, status, certificate), (2, None, None, "uncertified", "present", None));
    }

    #[test]
    fn columns_that_are_not_read_are_named() {
        let roster = ok("姓名,签名,,备注\n李明,,,\n王芳,,x,迟到\n");
        assert_eq!(roster.entries.len(), 2);
        assert_eq!(roster.warnings, ["第3列没有表头,未读取", "未读取的列:签名、备注"]);
    }

    #[test]
    fn a_file_that_is_no_roster_is_refused() {
        for (text, word) in [
            ("", "空"),
            ("\n\n,,\n", "空"),
            ("姓名,单位\n", "没有一个人"),
            ("序号,姓名\n1,\n2,\n", "没有一个人"),
            ("东塔镇签到表\n姓名,单位\n李明,启明\n", "东塔镇签到表"),
            ("姓名,手机,联系电话\n李明,,\n", "两列"),
        ] {
            let error = parse("签到表.csv", text.as_bytes().to_vec()).expect_err(text).to_string();
            assert!(error.contains(word), "{text}: {error}");
        }
    }

    #[test]
    fn every_fault_of_every_row_is_told() {
        let text =
            "姓名,单位,电话,类别,出勤\n李明,启明,13800000001,持证,到\n\n,启明,1.38E+10,领导,迟到\n王芳,启明\n赵磊,,,,,,\n\"孙\n丽\",,,,\n";
        let found = problems(text);
        let lines: Vec<usize> = found.iter().map(|p| p.0).collect();
        assert_eq!(lines, [4, 4, 4, 4, 5, 6, 7]);
        for (problem, words) in found.iter().zip([
            ["姓名", "空"],
            ["电话", "1.38E+10"],
            ["类别", "领导"],
            ["出勤", "迟到"],
            ["2格", "5格"],
            ["7格", "5格"],
            ["姓名", "孙\\u{a}丽"],
        ]) {
            assert!(words.iter().all(|w| problem.1.contains(w)), "{problem:?}");
        }
        assert_eq!(ok(text).entries.len(), 1);
    }

    #[test]
    fn a_shortened_number_is_no_name() {
        let found = problems("姓名,单位\n1.10105E+17,启明\n李明,5E+17\n王E+1,E+5\n");
        assert_eq!(found.iter().map(|p| p.0).collect::<Vec<_>>(), [2, 3]);
    }

    #[test]
    fn guards_are_taken_off_and_nothing_else() {
        let roster = ok("姓名,单位,电话\n'=1+1,'启明',+8613800000001\n'=A,-启明,'+8613800000001\n");
        assert_eq!(roster.entries.get(0).name, "=1+1");
        assert_eq!(roster.entries.get(0).unit, Some("'启明'"));
        assert_eq!(roster.entries.get(1).unit, Some("-启明"));
        assert!(roster.entries.iter().all(|e| e.phone == Some("13800000001")));
    }

    #[test]
    fn places_are_those_of_the_vocabulary() {
        let places =
            [(NAME, "name"), (UNIT, "unit"), (PHONE, "phone"), (TRAINEE, "category"), (CAME, "attendance"), (PAPER, "certificate")];
        assert_eq!(places.len(), ROSTER_COLUMN.terms.len());
        assert!(places.iter().all(|(place, id)| ROSTER_COLUMN.terms[*place].id == *id));
    }

    #[test]
    fn no_heading_means_two_columns() {
        let mut seen = std::collections::BTreeMap::new();
        for term in ROSTER_COLUMN.terms {
            for name in [term.id, term.label.zh, term.label.en].iter().chain(term.also) {
                let before = seen.insert(name.to_lowercase(), term.id);
                assert!(before.is_none_or(|id| id == term.id), "{name}");
            }
        }
    }
}
