//! Kinds of record: letter, table, words, fields. The registry that codes,
//! `list`, `show`, `edit`, `void`, `history` and the rules' scopes read.

use super::field::Field;
use super::kinds;
use crate::domain::text::narrow;
use crate::fault::Fault;
use crate::i18n::{Label, join};
use crate::tr;

/// A kind of record.
pub struct Kind {
    /// The letter of its codes.
    pub letter: char,
    /// Its id in JSON: `org`.
    pub id: &'static str,
    /// Its name for `list`: `orgs`.
    pub plural: &'static str,
    /// Its table.
    pub table: &'static str,
    /// What one is called.
    pub label: Label,
    /// SQL for one line of words about the row `r`.
    pub title: &'static str,
    /// SQL for the organisation of the row `r`, if it has one.
    pub org: Option<&'static str>,
    /// The column of the day on which it happened, if it has one.
    pub date: Option<&'static str>,
    /// Its fields.
    pub fields: &'static [Field],
}

/// Every kind of record, in the order of a case's life.
pub static ALL: &[&Kind] = &[
    &kinds::org::ORG,
    &kinds::org::FILING,
    &kinds::org::REGISTRATION,
    &kinds::org::RECOGNITION_KIND,
    &kinds::application::APPLICATION,
    &kinds::application::REVIEW_STEP,
    &kinds::application::SCORE,
    &kinds::application::ABSTENTION,
    &kinds::application::WITHDRAWAL,
    &kinds::incubation::INCUBATION,
    &kinds::incubation::SERVICE,
    &kinds::incubation::EXIT_STEP,
    &kinds::incubation::FOLLOW_UP,
    &kinds::training::TRAINING,
    &kinds::training::ATTENDANCE,
    &kinds::training::PERSON,
    &kinds::consultation::CONSULTATION,
    &kinds::project::PROJECT,
    &kinds::waiver::WAIVER,
];

/// The kind whose codes begin with a letter.
pub fn of_letter(letter: char) -> Option<&'static Kind> {
    ALL.iter().copied().find(|k| k.letter == letter)
}

/// The kind kept in a table.
pub fn of_table(table: &str) -> Option<&'static Kind> {
    ALL.iter().copied().find(|k| k.table == table)
}

/// The kind that `list` is asked for: its plural, singular or Chinese name.
///
/// # Errors
/// [`Fault`] (input) that lists the kinds.
pub fn parse(text: &str) -> anyhow::Result<&'static Kind> {
    let typed = narrow(text).to_lowercase();
    let found = ALL.iter().copied().find(|k| [k.plural, k.id, k.label.zh, k.label.en].iter().any(|n| n.eq_ignore_ascii_case(&typed)));
    match found {
        Some(kind) => Ok(kind),
        None => Fault::input(tr!("没有“{text}”这类记录", "there is no kind of record '{text}'"))
            .hint(tr!("可选:{list}", "one of: {list}", list = offer()))
            .err(),
    }
}

/// The kinds, as help and errors list them.
pub fn offer() -> String {
    join(ALL.iter().map(|k| match crate::i18n::lang() {
        crate::i18n::Lang::Zh => format!("{} {}", k.plural, k.label.zh),
        crate::i18n::Lang::En => k.plural.to_owned(),
    }))
}

impl Kind {
    /// The field of a name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|f| f.name == name)
    }
}
