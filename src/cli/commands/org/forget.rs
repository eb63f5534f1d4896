//! `org forget`: erases an organisation's phones.

use crate::cli::answer::Answer;
use crate::cli::args::{org_help, words};
use crate::cli::commands::erase;
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("组织", "ORG"), help = org_help())]
    org: String,
    #[arg(long, value_name = tr!("理由", "REASON"), value_parser = words, help = tr!("为何删除,留存备查", "why; it is kept"))]
    reason: String,
}

/// What is erased and what is not.
pub(super) fn help() -> String {
    tr!(
        "删除的是电话,连同以前登记过的,不能撤回;作废的组织也可以。名称和联系人仍然保留,用 fuhua edit 更正。\n流水只存号码的加盐摘要,删除后仍可核验。先前的备份和导出文件里的号码不受影响,请另行销毁",
        "The phone is erased, earlier ones too, for good; of a void organisation as well. The name and the contact stay: correct them with fuhua edit.\nThe journal holds salted hashes only and can still be verified. Earlier backups and exports are not touched: destroy them yourself."
    )
}

/// Erases what is on record of one organisation.
///
/// # Errors
/// A fault if there is no such organisation, or nothing to erase.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let org = resolve::settle(ctx, &args.org)?;
    let writer = ctx.begin()?;
    let code = resolve::org_ever(ctx, &writer, &org)?;
    erase::run(ctx, writer, "org forget", code, &args.reason)
}
