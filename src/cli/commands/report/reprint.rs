//! `report reprint`: an issued report, byte for byte as it was.

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::report::issued::Issued;
use crate::store::records::kinds::report::ISSUED_REPORT;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("编号", "CODE"), help = super::code_help())]
    code: String,
}

/// Prints what was frozen, in the language in which it was issued.
///
/// # Errors
/// A fault if there is no such report, or its content is not what was issued.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let issued = Issued::read(&ctx.read()?, resolve::code(&args.code, &ISSUED_REPORT)?)?;
    let (value, document) = issued.reprint()?;
    let mut answer = Answer::new(value, document)?;
    if let Some(why) = &issued.void {
        answer.notes.push(tr!("注意:{code} 已作废,原因:{why}", "warning: {code} is void: {why}", code = issued.code));
    }
    Ok(answer)
}
