//! `rollup`: the figures of many bases' files. The files are only read, and may
//! be from anybody: a bad one is a row with its reason.

mod workers;

use std::path::{Path, PathBuf};

use crate::cli::answer::Answer;
use crate::cli::args::period_help;
use crate::cli::ctx::Ctx;
use crate::cli::files::Named;
use crate::document::Document;
use crate::domain::text::printable;
use crate::fault::{Fault, system};
use crate::report::rollup::{Reading, Rollup};
use crate::tr;

/// So many files are worth another process.
const A_SHARE: usize = 32;

#[derive(clap::Args)]
#[command(after_help = tr!(
    "每个文件都先复制到私有文件夹再读,文件中的 SQL 一概不执行;这里不审计,要查明一个文件是否可信用 fuhua audit\n一张表一个文件:-f csv -o 文件夹/",
    "Each file is copied to a private folder before it is read, and no SQL in it is run; to know what a file is worth use fuhua audit\nA file a table: -f csv -o FOLDER/"
))]
pub struct Args {
    #[arg(value_name = tr!("文件", "FILE"), required_unless_present_any = ["list", "worker"], help = tr!("数据库文件;文件夹即其中的 *.db", "database files; of a folder the *.db in it"))]
    files: Vec<Named>,
    #[arg(long, value_name = tr!("文件", "FILE"), help = tr!("列有文件名的文本,一行一个", "a text that lists files, one a line"))]
    list: Option<Named>,
    #[arg(long, value_name = tr!("期间", "PERIOD"), help = tr!("{help};默认最近结束的季度", "{help}; default the last quarter that is over", help = period_help()))]
    period: Option<String>,
    #[arg(long, help = tr!("有文件不能读取时以1退出", "exit with 1 if a file cannot be read"))]
    check: bool,
    /// Reads the files whose names come on standard input, each ended by a NUL,
    /// and answers with a line of JSON each: what other processes of this command do.
    #[arg(long, hide = true)]
    worker: bool,
}

/// Sums up what the files hold.
///
/// # Errors
/// A fault if there is no file, or a folder or the list cannot be read.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let (typed, today) = (args.period.as_deref(), ctx.today());
    if args.worker {
        for path in workers::asked()? {
            let line = serde_json::to_string(&Reading::of(&path, typed, today))?;
            writeln!(ctx.host.out, "{line}")?;
            ctx.host.out.flush()?;
        }
        return Answer::new((), Document::default());
    }
    let files = files(&args, ctx)?;
    let most = std::thread::available_parallelism().map_or(1, usize::from);
    let count = most.min(files.len() / A_SHARE);
    let readings = if count < 2 {
        files.iter().map(|path| Reading::of(path, typed, today)).collect()
    } else {
        workers::read(&files, count, typed, today)?
    };
    let rollup = Rollup::of(readings);
    let mut answer = Answer::new(&rollup, rollup.document())?;
    let (bad, all) = (rollup.bad(), rollup.files.len());
    answer.notes.push(tr!("共{all}个文件,其中{bad}个不能读取", "files: {all}, of which {bad} cannot be read"));
    answer.exit = i32::from(args.check && bad > 0);
    Ok(answer)
}

/// The files that are meant, in the order in which they are named; those of a
/// folder by name.
fn files(args: &Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Vec<PathBuf>> {
    let mut named: Vec<PathBuf> = Vec::new();
    for file in &args.files {
        named.push(ctx.files.reads_database(file)?.to_owned());
    }
    if let Some(list) = &args.list {
        let path = ctx.files.reads(list)?;
        let text = std::fs::read_to_string(path).map_err(|e| unread(path, &e))?;
        let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty());
        named.extend(lines.map(PathBuf::from));
    }
    let mut files = Vec::new();
    for path in named {
        if path.is_dir() {
            files.extend(within(&path)?);
        } else {
            files.push(path);
        }
    }
    for file in &files {
        ctx.files.reads_database(&Named::from(file.clone().into_os_string()))?;
    }
    if files.is_empty() {
        return Fault::input(tr!("没有要汇总的文件", "there are no files to sum up"))
            .hint(tr!("文件夹中只看扩展名为 .db 的文件", "of a folder, files that end in .db are looked at"))
            .err();
    }
    Ok(files)
}

/// The databases in a folder.
fn within(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(|e| unread(folder, &e))?;
    let mut files: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("db")));
    files.sort();
    Ok(files)
}

fn unread(path: &Path, e: &std::io::Error) -> Fault {
    let shown = printable(&path.display().to_string());
    Fault::input(tr!("无法读取 {shown}:{e}", "cannot read {shown}: {e}", e = system(e)))
}
