//! The values that can be offered for an argument.

use clap::Arg;

use super::{Holds, is_of_applications, kind_of};
use crate::cli::resolve;
use crate::domain::pinyin::initials;
use crate::domain::text::is_han;
use crate::i18n::{Lang, lang, pick};
use crate::store::records::kind::{Kind, Subject};
use crate::store::records::kinds::org::ORG;
use crate::store::records::lookup;
use crate::store::records::registry;
use crate::store::{Db, named_params};

/// So many records are offered, the newest first.
const MOST: i64 = 1_000;

/// A value that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What is typed for it.
    pub typed: String,
    /// What it is called.
    pub called: String,
}

impl Offer {
    fn new(typed: impl Into<String>, called: impl Into<String>) -> Self {
        Self { typed: typed.into(), called: called.into() }
    }

    /// A line to choose it by; of many, with the initials of its pinyin, by which it is found.
    pub fn line(&self, many: bool) -> String {
        let Self { typed, called } = self;
        let mut line = if called.is_empty() || called == typed { typed.clone() } else { format!("{typed} {called}") };
        if many && line.chars().any(is_han) {
            line += &format!("  {}", initials(called));
        }
        line
    }
}

/// What is offered for an argument; none: anything may be typed.
///
/// # Errors
/// If SQLite fails.
pub fn offers(holds: Holds, arg: &Arg, db: Option<&Db>) -> anyhow::Result<Option<Vec<Offer>>> {
    Ok(match (holds, db) {
        (Holds::Words, _) => Some(words(arg)),
        (Holds::Kinds, _) => Some(registry::ALL.iter().map(|kind| Offer::new(kind.plural, kind.label.text())).collect()),
        (Holds::Plan(table), Some(db)) => {
            let words = lookup::plan_words(db, table)?;
            Some(words.iter().map(|(code, zh, en)| Offer::new(code.as_str(), pick(zh, en))).collect())
        }
        (Holds::Record(kind), Some(db)) => Some(records(db, kind)?),
        (Holds::Case(subject), Some(db)) => Some(cases(db, subject)?),
        _ => None,
    })
}

/// The possible values of an argument: in Chinese the Chinese words.
fn words(arg: &Arg) -> Vec<Offer> {
    let offer = |value: &clap::builder::PossibleValue| {
        let called = value.get_help().map(ToString::to_string).unwrap_or_default();
        let chinese = lang() == Lang::Zh && called.chars().any(is_han) && !called.contains(' ');
        let typed = if chinese { called.clone() } else { value.get_name().to_owned() };
        Offer::new(typed, called)
    };
    arg.get_possible_values().iter().map(offer).collect()
}

/// The records that may be meant where any code may stand: of the kind whose codes begin as
/// what was typed, else organisations.
///
/// # Errors
/// If SQLite fails.
pub fn any(db: &Db, typed: &str) -> anyhow::Result<Vec<Offer>> {
    let letters: String = typed.chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_ascii_uppercase();
    let kind = registry::ALL.iter().copied().find(|kind| kind.prefix.to_string() == letters);
    records(db, kind.unwrap_or(&ORG))
}

fn records(db: &Db, kind: &'static Kind) -> anyhow::Result<Vec<Offer>> {
    let sql = format!(
        "SELECT r.id AS id, {} AS title FROM {} r WHERE r.void_reason IS NULL ORDER BY r.id DESC LIMIT :most",
        kind.title, kind.table
    );
    let rows = db.all(&sql, named_params! {":most": MOST})?;
    rows.iter().map(|row| Ok(Offer::new(kind.code(row.int("id")?).to_string(), row.opt_text("title")?.unwrap_or_default()))).collect()
}

fn cases(db: &Db, subject: Subject) -> anyhow::Result<Vec<Offer>> {
    let column = if is_of_applications(subject) { "application_id" } else { "incubation_id" };
    let sql = format!(
        "SELECT c.{column} AS id, o.name FROM case_file c JOIN org o ON o.id = c.org_id WHERE {} ORDER BY 1 DESC LIMIT :most",
        resolve::condition(subject)
    );
    let rows = db.all(&sql, named_params! {":most": MOST})?;
    rows.iter().map(|row| Ok(Offer::new(kind_of(subject).code(row.int("id")?).to_string(), row.text("name")?))).collect()
}
