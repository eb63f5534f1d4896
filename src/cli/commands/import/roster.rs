//! `import roster`: as `training roster`, in the form of the other imports.

use crate::cli::answer::Answer;
use crate::cli::commands::training::reading::file_help;
use crate::cli::commands::training::roster::{self, Given};
use crate::cli::ctx::Ctx;
use crate::cli::files::Named;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("文件", "FILE"), help = file_help())]
    file: Named,
    #[arg(long, value_name = tr!("培训", "TRAINING"), help = tr!("培训编号,如 T12;不写则每行按“培训编号”一列", "the session's code, such as T12; left out, each row says it in a column"))]
    training: Option<String>,
    #[command(flatten)]
    given: Given,
}

/// Reads a roster.
///
/// # Errors
/// A fault if there is no such session, or a row is wrong and is not set aside.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    roster::record(ctx, "import roster", args.training.as_deref(), &args.file, &args.given)
}
