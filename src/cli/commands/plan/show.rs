//! `plan show`: the plan as the file holds it.

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::cli::words;
use crate::report::clauses::Clauses;
use crate::report::plan::Plan;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(long, help = tr!("逐条列出方案的要求和与之对应的命令、规则、报表", "what it asks for, clause by clause, with the commands, rules and reports that keep it"))]
    clauses: bool,
}

/// Shows the plan.
///
/// # Errors
/// If the database cannot be read.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let db = ctx.read()?;
    if args.clauses {
        let clauses = Clauses::read(&db, &words::has_command)?;
        return Answer::new(&clauses, clauses.document());
    }
    let plan = Plan::read(&db)?;
    Answer::new(&plan, plan.document())
}
