//! `backup`: a verified copy of the database.

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::cli::files::{Named, folder_of};
use crate::cli::verified_copy;
use crate::document::Document;
use crate::fault::{Fault, Kind};
use crate::store::file::temporary;
use crate::store::open_any;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("文件", "FILE"), help = tr!("备份文件,不能已经存在", "the backup, which may not exist yet"))]
    file: Named,
}

/// Makes a backup, also while others write.
///
/// # Errors
/// A fault if the file exists or cannot be written, or the database is not sound.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let file = ctx.files.makes(&args.file).map_err(|fault| fault.hint(tr!("换一个文件名", "choose another name")))?;
    verified_copy::told_of_left(temporary::sweep(folder_of(file)), ctx);
    let copy = open_any(&ctx.db).and_then(|db| verified_copy::make(&db, file)).map_err(|error| {
        if error.downcast_ref::<Fault>().is_none_or(|f| f.kind != Kind::Database) {
            return error;
        }
        let hint = tr!("保留原文件,用 fuhua audit 检查它", "keep the file and check it with fuhua audit");
        verified_copy::reworded(error, |why| tr!("没有备份:{why}", "no backup was made: {why}"), hint)
    })?;
    let mut json = copy.json(file);
    let mut document = Document::default();
    document.facts(copy.facts(file));
    if ctx.dry_run {
        json["dry_run"] = true.into();
        document.text(tr!("试运行:可以备份;未保存", "dry run: a backup can be made; nothing was kept"));
        return Answer::new(json, document);
    }
    copy.place(file)?;
    // The backup stands, whatever becomes of the answer.
    ctx.committed = true;
    document.text(tr!("已备份,并重新读出核对无误", "backed up, read back and verified"));
    let mut answer = Answer::new(json, document)?;
    answer.notes.push(tr!(
        "备份含未遮盖的个人信息,只有本人可读;请另存到别的磁盘,并记下链首",
        "the backup holds personal data in full, readable by you alone; keep it on another disk, and note the head"
    ));
    Ok(answer)
}
