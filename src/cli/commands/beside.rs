//! What some verbs that make a record do besides.

use clap::{ArgMatches, Command};

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::cli::write::Written;
use crate::domain::code::Code;
use crate::store::Writer;

/// The argument that says what a verb is about.
pub const SUBJECT: &str = "subject";

/// What a verb takes and does besides making the record that its fields say.
pub trait Beside: Sync {
    /// Adds its flags to the verb.
    fn args(&self, verb: Command) -> Command;

    /// What was typed for it; none: there is nothing more to do.
    ///
    /// # Errors
    /// A fault if a value is wrong.
    fn read(&self, matches: &ArgMatches, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Option<Box<dyn Work>>>;
}

/// What is done when the record is made, in the same entry.
pub trait Work {
    /// Does it; may say more of it, or what comes next.
    ///
    /// # Errors
    /// What it fails with; nothing is then kept.
    fn after(&mut self, w: &Writer, code: Code, written: &mut Written) -> anyhow::Result<()>;

    /// Adds to the answer.
    fn report(self: Box<Self>, _: &mut Ctx<'_, '_>, answer: Answer) -> Answer {
        answer
    }
}

/// A text that was typed.
pub fn read_text(matches: &ArgMatches, id: &str) -> Option<String> {
    matches.get_one::<String>(id).cloned()
}

/// A day that was typed.
///
/// # Errors
/// A fault if it is none.
pub fn read_date(matches: &ArgMatches, id: &str, ctx: &Ctx<'_, '_>) -> anyhow::Result<Option<chrono::NaiveDate>> {
    read_text(matches, id).map(|text| ctx.day(&text)).transpose()
}
