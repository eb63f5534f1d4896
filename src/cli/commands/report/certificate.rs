//! `report certificate`: the certificate of a graduate.

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::report::exit_certificate::Certificate;
use crate::store::records::kind::Subject;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("组织", "ORG"), help = tr!("已出壳的组织,或孵化编号", "a graduate, or its incubation's code"))]
    org: String,
}

/// Shows the certificate; as issued once it was.
///
/// # Errors
/// A fault if the organisation has not passed its exit.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let stay = stay(ctx, &args.org)?;
    let certificate = Certificate::read(&ctx.read()?, stay)?;
    Answer::new(&certificate, certificate.document())
}

/// The stay that an argument means.
///
/// # Errors
/// A fault if it means none.
pub fn stay(ctx: &Ctx<'_, '_>, text: &str) -> anyhow::Result<i64> {
    let text = resolve::settle(ctx, text)?;
    match resolve::case(ctx, &ctx.read()?, &text, Subject::LatestIncubation)?.incubation {
        Some(stay) => Ok(stay),
        None => anyhow::bail!("a stay without an id"),
    }
}
