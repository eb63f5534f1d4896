//! `report application`: an application as it is printed.

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::report::application_form::Form;
use crate::store::records::kinds::application::APPLICATION;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("编号", "CODE"), help = tr!("申请编号,如 A3", "the application's code, such as A3"))]
    code: String,
}

/// Shows the form, with places for the approvals.
///
/// # Errors
/// A fault if there is no such application in force.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let db = ctx.read()?;
    let (code, _) = resolve::of_kind(&db, &args.code, &APPLICATION)?;
    let form = Form::read(&db, code)?;
    Answer::new(&form, form.document())
}
