//! `training log`: with `--roster`, who came.

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches, value_parser};

use super::reading::{Reading, Wrong, file_help};
use super::roster::{self, Taken};
use crate::cli::answer::Answer;
use crate::cli::commands::beside::{Beside, Work};
use crate::cli::ctx::Ctx;
use crate::cli::files::Named;
use crate::cli::write::Written;
use crate::domain::code::Code;
use crate::intake::roster::Roster;
use crate::store::Writer;
use crate::tr;

/// The roster of a session that is recorded.
pub struct WithRoster;

struct Given {
    list: Roster,
    taken: Option<Taken>,
}

impl Beside for WithRoster {
    fn args(&self, verb: Command) -> Command {
        let roster = Arg::new("roster").long("roster").value_name(tr!("文件", "FILE")).value_parser(value_parser!(Named));
        Reading::augment_args(verb.arg(roster.help(file_help())))
            .mut_arg("blank", |arg| arg.requires("roster"))
            .mut_arg("map", |arg| arg.requires("roster"))
            .mut_arg("sheet", |arg| arg.requires("roster"))
    }

    fn read(&self, matches: &ArgMatches, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Option<Box<dyn Work>>> {
        let Some(file) = matches.get_one::<Named>("roster") else { return Ok(None) };
        let reading = Reading::from_arg_matches(matches)?;
        Ok(Some(Box::new(Given { list: reading.read(ctx, file, Wrong::Refused)?, taken: None })))
    }
}

impl Work for Given {
    fn after(&mut self, w: &Writer, training: Code, written: &mut Written) -> anyhow::Result<()> {
        let taken = roster::take(w, training, &self.list, Wrong::Refused)?;
        let message = tr!("{message};{what}", "{message}; {what}", message = written.message, what = taken.summary());
        *written = taken.written(training, message);
        self.taken = Some(taken);
        Ok(())
    }

    fn report(self: Box<Self>, answer: Answer) -> Answer {
        match self.taken {
            Some(taken) => taken.report(answer, &self.list),
            None => answer,
        }
    }
}
