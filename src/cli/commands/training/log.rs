//! `training log`: with `--roster`, who came.

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches, value_parser};

use super::reading::{Reading, file_help};
use super::roster;
use super::taken::Taken;
use crate::cli::answer::Answer;
use crate::cli::commands::aside::{Aside, Target};
use crate::cli::commands::beside::{Beside, Work};
use crate::cli::commands::picking::Wrong;
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
    file: Named,
    reading: Reading,
    list: Roster,
    target: Option<Target>,
    taken: Option<Taken>,
}

impl Beside for WithRoster {
    fn args(&self, verb: Command) -> Command {
        let roster = Arg::new("roster").long("roster").value_name(tr!("文件", "FILE")).value_parser(value_parser!(Named));
        let verb = Aside::augment_args(Reading::augment_args(verb.arg(roster.help(file_help()))));
        ["blank", "map", "sheet", "rejects"].into_iter().fold(verb, |verb, flag| verb.mut_arg(flag, |arg| arg.requires("roster")))
    }

    fn read(&self, matches: &ArgMatches, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Option<Box<dyn Work>>> {
        let Some(file) = matches.get_one::<Named>("roster") else { return Ok(None) };
        let (reading, target) = (Reading::from_arg_matches(matches)?, Aside::from_arg_matches(matches)?.target(ctx)?);
        let list = reading.read(ctx, file, wrong(target.as_ref()))?;
        Ok(Some(Box::new(Given { file: file.clone(), reading, list, target, taken: None })))
    }
}

impl Work for Given {
    fn after(&mut self, w: &Writer, training: Code, written: &mut Written) -> anyhow::Result<()> {
        let taken = roster::take(w, training, &self.list, wrong(self.target.as_ref()))?;
        let message = tr!("{message};{what}", "{message}; {what}", message = written.message, what = taken.summary());
        *written = taken.written(training, message);
        self.taken = Some(taken);
        Ok(())
    }

    fn report(self: Box<Self>, ctx: &mut Ctx<'_, '_>, mut answer: Answer) -> Answer {
        let Self { file, reading, list, target, taken } = *self;
        let Some(taken) = taken else { return answer };
        taken.set_aside(ctx, &mut answer, target.as_ref(), |ctx, rejected| reading.rows(ctx, &file, &list, rejected));
        taken.report(answer, &list)
    }
}

fn wrong(target: Option<&Target>) -> Wrong {
    if target.is_some() { Wrong::SetAside } else { Wrong::Refused }
}
