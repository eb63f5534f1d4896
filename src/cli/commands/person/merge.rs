//! `person merge`: two records of one person made one.

use crate::cli::answer::Answer;
use crate::cli::commands::merging;
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::store::records::kinds::training::PERSON;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("人员", "PERSON"), help = tr!("留下的人员,如 M8", "the person that stays, such as M8"))]
    stands: String,
    #[arg(value_name = tr!("重复的人员", "DOUBLE"), help = tr!("并入的人员,如 M9;重名的见 fuhua list persons --suspects", "the one that goes into it, such as M9; see fuhua list persons --suspects"))]
    double: String,
}

/// Makes them one.
///
/// # Errors
/// A fault if a code means nobody, or their rosters contradict each other.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let writer = ctx.begin()?;
    let (stands, _) = resolve::of_kind(&writer, &args.stands, &PERSON)?;
    let (double, _) = resolve::of_kind(&writer, &args.double, &PERSON)?;
    merging::run(ctx, writer, &PERSON, stands, double)
}
