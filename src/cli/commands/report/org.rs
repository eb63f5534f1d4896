//! `report org`.

use crate::cli::answer::Answer;
use crate::cli::args::org_help;
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::report::org::Dossier;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("组织", "ORG"), help = org_help())]
    org: String,
}

/// Reports on an organisation.
///
/// # Errors
/// A fault if the name means none, or several.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let db = ctx.read()?;
    let org = resolve::org(ctx, &db, &args.org)?;
    let dossier = Dossier::read(&db, org.id, ctx.today())?;
    Answer::new(&dossier, dossier.document())
}
