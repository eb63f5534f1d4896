//! What the columns of a list may be called: of a roster, of records of a kind.

use crate::domain::terms::ROSTER_COLUMN;
use crate::domain::text::{fold_width, visible};
use crate::domain::vocabulary;
use crate::i18n::{Label, label};

// Places in ROSTER_COLUMN; a test compares them.
/// Whose row it is.
pub const NAME: usize = 0;
/// Where the person works.
pub const UNIT: usize = 1;
/// The phone number.
pub const PHONE: usize = 2;
/// The category of a trainee.
pub const TRAINEE: usize = 3;
/// Whether the person came.
pub const CAME: usize = 4;
/// The certificate.
pub const PAPER: usize = 5;
/// The session's code, where one file is of several.
pub const SESSION: usize = 6;

/// A heading without what townships add: blanks, line breaks, `*`, `:`, a
/// bracket with what it holds.
pub fn normal(cell: &str) -> String {
    let folded = fold_width(&visible(cell)).to_lowercase();
    let mut depth = 0;
    let kept = folded.chars().filter(|c| {
        depth += i32::from(*c == '(');
        let outside = depth == 0;
        depth -= i32::from(*c == ')' && depth > 0);
        outside && !c.is_whitespace() && !matches!(c, '*' | ':')
    });
    kept.collect()
}

/// What becomes of a cell that runs over several lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// It is refused: a quotation mark may be missing.
    Refused,
    /// In a spreadsheet it was wrapped, and is joined; in a text it is refused.
    Joined,
    /// It may be so.
    Kept,
}

/// A column that a list may have.
#[derive(Clone, Debug)]
pub struct Heading {
    /// What `--map` calls it.
    pub id: String,
    /// What a person reads.
    pub label: Label,
    /// Its names in the form of [`normal`].
    pub names: Vec<String>,
    /// Whether no cell of it may be empty.
    pub needed: bool,
    /// Whether a row without it may be nobody's.
    pub telling: bool,
    /// Whether a mark may say that it is as above.
    pub copied: bool,
    /// Whether it has words, so that a shortened number in it is none.
    pub worded: bool,
    /// Whether its values are told whole: no number of a person stands in it.
    pub open: bool,
    /// What becomes of a cell that runs over several lines.
    pub lines: Lines,
}

impl Heading {
    /// A column by its id and label, which are names of it too, and the others.
    pub fn new<'n>(id: &'n str, label: Label, also: impl IntoIterator<Item = &'n str>) -> Self {
        let mut names: Vec<String> = [id, label.zh, label.en].into_iter().chain(also).map(normal).collect();
        names.sort_unstable();
        names.dedup();
        Self {
            id: id.to_owned(),
            label,
            names,
            needed: false,
            telling: false,
            copied: false,
            worded: false,
            open: false,
            lines: Lines::Refused,
        }
    }

    /// Whether a heading, as [`normal`] has it, is one of its names.
    pub fn means(&self, heading: &str) -> bool {
        self.names.iter().any(|name| name == heading)
    }
}

/// The columns that a list may have.
#[derive(Clone, Debug)]
pub struct Form {
    /// What such a file is called.
    pub what: Label,
    /// The columns, by place.
    pub headings: Vec<Heading>,
    /// The place of the column without which a row is no row of headings.
    pub key: usize,
    /// How many of its columns a row of headings has at least.
    pub least: usize,
    /// The place of the column that people may sign.
    pub signed: Option<usize>,
    /// The place of the column that may say that a row is a sum or is carried on.
    pub summary: Option<usize>,
    /// Parts of headings that sound like one of these columns, by its place.
    pub sounds: Vec<(String, usize)>,
    /// Columns that such a file may have and that are not read, as [`normal`] has them.
    pub beside: Vec<String>,
}

/// Parts of headings that sound like one of a roster's.
const SOUNDS: [(&str, usize); 16] = [
    ("姓名", NAME),
    ("名字", NAME),
    ("单位", UNIT),
    ("机构", UNIT),
    ("电话", PHONE),
    ("手机", PHONE),
    ("类别", TRAINEE),
    ("签到", CAME),
    ("签名", CAME),
    ("出勤", CAME),
    ("到会", CAME),
    ("到场", CAME),
    ("参会", CAME),
    ("出席", CAME),
    ("考勤", CAME),
    ("证书", PAPER),
];

impl Form {
    /// That of a roster.
    pub fn roster() -> Self {
        let heading = |(place, term): (usize, &crate::domain::terms::Term)| Heading {
            copied: [UNIT, TRAINEE, CAME, PAPER, SESSION].contains(&place),
            worded: [NAME, UNIT, PAPER].contains(&place),
            lines: if place == UNIT { Lines::Joined } else { Lines::Refused },
            ..Heading::new(term.id, term.label, term.also.iter().copied())
        };
        Self {
            what: label("签到表", "roster"),
            headings: ROSTER_COLUMN.terms.iter().enumerate().map(heading).collect(),
            key: NAME,
            least: 1,
            signed: Some(CAME),
            summary: None,
            sounds: SOUNDS.iter().map(|(part, place)| ((*part).to_owned(), *place)).collect(),
            beside: Vec::new(),
        }
    }

    /// Whether it is that of a roster, whose rows are persons.
    pub fn is_roster(&self) -> bool {
        self.signed.is_some()
    }

    /// The place of the column that a heading means.
    pub fn place_of(&self, heading: &str) -> Option<usize> {
        self.headings.iter().position(|column| column.means(heading))
    }

    /// The columns, as help and errors list them.
    pub fn offer(&self) -> String {
        vocabulary::offer(self.headings.iter().map(|heading| (heading.id.as_str(), heading.label.zh)))
    }

    /// Whether all cells that tell a row of the list from others hold something.
    pub fn is_filled(&self, cells: &[&str]) -> bool {
        let mut telling = self.headings.iter().zip(cells).filter(|(heading, _)| heading.telling).peekable();
        telling.peek().is_some() && telling.all(|(_, cell)| !cell.trim().is_empty())
    }
}
