//! `restore`: the database from a backup.

use std::path::{Path, PathBuf};

use super::upgrade;
use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::cli::files::Named;
use crate::cli::verified_copy;
use crate::document::Document;
use crate::domain::text::printable;
use crate::fault::{Fault, Kind};
use crate::journal::integrity;
use crate::store::file::header;
use crate::store::{open_any, schema};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("文件", "FILE"), help = tr!("备份文件", "the backup"))]
    file: Named,
}

/// Makes the database that `--db` names, which may not exist, from a backup.
///
/// # Errors
/// A fault if there is a database already, the backup is not sound, or the
/// disk fails.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let target = ctx.db.clone();
    let backup = ctx.files.reads_database(&args.file)?;
    ctx.files.free(&target).map_err(|fault| fault.hint(aside(&target)))?;
    check(backup)?;
    let mut copy = verified_copy::make(&open_any(backup)?, &target)?;
    let from = copy.census.version;
    if from != schema::VERSION {
        upgrade::nameless(copy.path(), ctx)?;
        copy.verify()?;
    }
    let mut json = copy.json(&target);
    json["from"] = backup.display().to_string().into();
    json["upgraded_from"] = if from == schema::VERSION { serde_json::Value::Null } else { from.into() };
    let mut document = Document::default();
    document.facts(copy.facts(&target));
    if ctx.dry_run {
        json["dry_run"] = true.into();
        document.text(tr!("试运行:可以恢复;未保存", "dry run: it can be restored; nothing was kept"));
        return Answer::new(json, document);
    }
    copy.place(&target)?;
    ctx.committed = true;
    document.text(if from == schema::VERSION {
        tr!("已恢复,并重新读出核对无误", "restored, read back and verified")
    } else {
        tr!("已恢复,从第{from}版格式升级,并重新读出核对无误", "restored, upgraded from format {from}, read back and verified")
    });
    let mut answer = Answer::new(json, document)?;
    answer.notes.push(tr!(
        "备份之后的记录要重新登记;用 fuhua history 查看到哪一条",
        "what was recorded after the backup must be recorded again; see how far it goes with fuhua history"
    ));
    Ok(answer)
}

/// Checks a backup before anything is made of it, without changing a byte.
fn check(file: &Path) -> anyhow::Result<()> {
    let shown = printable(&file.display().to_string());
    if file.symlink_metadata().is_err() {
        return Fault::input(tr!("没有备份文件 {shown}", "there is no backup {shown}"))
            .hint(tr!("核对文件名和所在的文件夹", "check the file's name and folder"))
            .err();
    }
    let unfit = |why: String| Fault::database(tr!("备份 {shown} 不能用:{why}", "the backup {shown} cannot be used: {why}"));
    let other = || tr!("换一份备份", "take another backup");
    if let Some((_, left)) = header::companions(file).first() {
        let left = printable(&left.display().to_string());
        // SQLite would write to the file to finish what was cut off.
        return unfit(tr!("旁边有 {left},它的最后一次写入没有完成", "{left} stands beside it: its last transaction was interrupted"))
            .hint(tr!("用 fuhua audit {shown} 查看;或换一份备份", "look at it with fuhua audit {shown}, or take another backup"))
            .err();
    }
    let header = header::check_any(file).map_err(|e| verified_copy::reworded(e, str::to_owned, other()))?;
    if header::is_wal(&header.path)? {
        return unfit(tr!("它被别的程序改为预写日志模式", "another program put it into write-ahead mode")).hint(other()).err();
    }
    let sound = open_any(file).and_then(|db| {
        db.hold()?;
        integrity::check(&db)
    });
    match sound {
        Ok(_) => Ok(()),
        Err(error) if error.downcast_ref::<Fault>().is_some_and(|f| f.kind == Kind::Database) => {
            Err(verified_copy::reworded(error, |why| tr!("备份 {shown} 不能用:{why}", "the backup {shown} cannot be used: {why}"), other()))
        }
        Err(error) => Err(error),
    }
}

/// The commands that move what stands in the way aside, under a free name.
fn aside(target: &Path) -> String {
    let all = |base: &Path| [vec![base.to_owned()], header::TAILS.iter().map(|tail| header::beside(base, tail)).collect()].concat();
    let is_free = |base: &PathBuf| all(base).iter().all(|path| path.symlink_metadata().is_err());
    let names = (1..).map(|n| header::beside(target, &if n == 1 { ".damaged".to_owned() } else { format!(".damaged-{n}") }));
    let Some(away) = names.take(1000).find(is_free) else { return String::new() };
    let moves: Vec<String> = all(target)
        .iter()
        .zip(all(&away))
        .filter(|(from, _)| from.symlink_metadata().is_ok())
        .map(|(from, to)| format!("mv {} {}", shell(from), shell(&to)))
        .collect();
    let moves = moves.join(" && ");
    tr!("先把它移开(不要删除):{moves}", "move it aside first (do not delete it): {moves}")
}

/// A path as a word of the shell.
fn shell(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+:@%".contains(c);
    if text.chars().all(plain) && !text.starts_with('-') { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_words_of_the_shell() {
        for (path, word) in
            [("a/fuhua.db", "a/fuhua.db"), ("台账.db", "台账.db"), ("my books.db", "'my books.db'"), ("it's", "'it'\\''s'"), ("-x", "'-x'")]
        {
            assert_eq!(shell(Path::new(path)), word);
        }
    }
}
