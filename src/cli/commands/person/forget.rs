//! `person forget`: erases a person's phone and ID number.

use crate::cli::answer::Answer;
use crate::cli::args::words;
use crate::cli::commands::erase;
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::store::records::kinds::training::PERSON;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("人员", "PERSON"), help = tr!("人员编号,如 M8;用 fuhua list persons 查看", "the person's code, such as M8; see fuhua list persons"))]
    person: String,
    #[arg(long, value_name = tr!("理由", "REASON"), value_parser = words, help = tr!("为何删除,留存备查", "why; it is kept"))]
    reason: String,
}

/// What is erased and what is not.
pub(super) fn help() -> String {
    tr!(
        "删除的是电话和身份证号,连同以前登记过的,不能撤回;姓名、单位和签到是培训的依据,仍然保留。\n流水只存号码的加盐摘要,删除后仍可核验。先前的备份和导出文件里的号码不受影响,请另行销毁",
        "Phone and ID number are erased, earlier ones too, for good. Name, unit and attendance stay: rosters are evidence.\nThe journal holds salted hashes only and can still be verified. Earlier backups and exports are not touched: destroy them yourself."
    )
}

/// Erases what is on record of one person.
///
/// # Errors
/// A fault if there is no such person, or nothing to erase.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let writer = ctx.begin()?;
    let code = resolve::standing(&writer, &args.person, &PERSON)?;
    erase::run(ctx, writer, "person forget", code, &args.reason)
}
