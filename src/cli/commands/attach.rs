//! `attach`: a paper on a record, by its digest.

use chrono::NaiveDate;

use crate::cli::answer::Answer;
use crate::cli::args::{choice, date_help, one_of};
use crate::cli::ctx::Ctx;
use crate::cli::files::Named;
use crate::cli::resolve;
use crate::cli::write::{Written, write};
use crate::domain::code::Code;
use crate::domain::paper_terms::{PAPER, Paper};
use crate::domain::text::printable;
use crate::fault::Fault;
use crate::intake::papers::{Fingerprint, fingerprint};
use crate::store::records::kinds::attachment::ATTACHMENT;
use crate::store::{Writer, named_params, records};
use crate::tr;

#[derive(clap::Args)]
#[command(after_help = tr!(
    "文件只读取,不存入数据库:记下文件名、字节数和 SHA-256;fuhua audit --papers 文件夹 核对原件是否还在、是否改动过",
    "The file is read, not kept: its name, size and SHA-256 are; fuhua audit --papers FOLDER shows whether it is still there, unaltered"
))]
pub struct Args {
    #[arg(value_name = tr!("编号", "CODE"), help = tr!("记录的编号或组织的名称", "a record's code, or an organisation's name"))]
    code: String,
    #[arg(value_name = tr!("文件", "FILE"), help = tr!("文件", "the file"))]
    file: Named,
    #[arg(long = "as", value_name = tr!("类别", "KIND"), value_parser = one_of(&PAPER), help = choice(tr!("文件类别,默认其他", "what it is; default other"), &PAPER))]
    kind: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("备注", "NOTE"), help = tr!("备注", "note"))]
    note: Option<String>,
}

/// Records a paper. The same file on the same record again changes nothing.
///
/// # Errors
/// A fault if there is no such record, it is void, or the file cannot be read.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let kind = args.kind.as_deref().map_or(Ok(Paper::Other.id()), |text| PAPER.parse(text))?;
    let day = ctx.date(args.date.as_ref())?;
    let file = File::read(ctx, &args.file)?;
    let code = {
        let db = ctx.read()?;
        resolve::record(ctx, &db, &args.code)?
    };
    resolve::not_journal(code)?;
    write(ctx, "attach", |w| {
        let (of, row) = records::get(w, code)?;
        if let Some(why) = row.opt_text("void_reason")? {
            return Fault::refused(tr!("{code} 已经作废,原因:{why}", "{code} is void: {why}"))
                .hint(tr!("用 fuhua history {code} 查看经过", "see how it came about with fuhua history {code}"))
                .err();
        }
        if let Some(same) = same(w, code, &file.sha256)? {
            return Ok(Written::new(same, tr!("{code} 已附有这份文件:{same}", "{code} has this paper: {same}")));
        }
        let paper = file.put(w, code, kind, day, args.note.as_deref())?;
        let (label, bytes, file, kind) = (of.label.text(), file.bytes, printable(&file.name), PAPER.text(kind));
        let title = row.opt_text("title")?.unwrap_or_default();
        Ok(Written::new(
            paper,
            tr!(
                "已附文件 {paper}:{file}({kind},{bytes}字节),属于{label} {code} {title}",
                "attached {paper}, {file} ({kind}, {bytes} bytes), to the {label} {code} {title}"
            ),
        )
        .next(format!("fuhua show {code}")))
    })
}

/// A file that is attached.
pub struct File {
    name: String,
    bytes: i64,
    sha256: String,
}

impl File {
    /// Reads what is kept of a file.
    ///
    /// # Errors
    /// [`Fault`] (device) if it cannot be read.
    pub fn read(ctx: &mut Ctx<'_, '_>, file: &Named) -> anyhow::Result<Self> {
        let path = ctx.files.reads(file)?.to_owned();
        let Fingerprint { bytes, sha256 } = fingerprint(&path)?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Ok(Self { name, bytes: i64::try_from(bytes)?, sha256 })
    }

    /// Records it as a paper on a record.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn put(&self, w: &Writer, of: Code, kind: &str, day: NaiveDate, note: Option<&str>) -> anyhow::Result<Code> {
        let id = w.insert(
            "attachment",
            &[
                ("subject", of.to_string().into()),
                ("kind", kind.into()),
                ("name", self.name.as_str().into()),
                ("bytes", self.bytes.into()),
                ("sha256", self.sha256.as_str().into()),
                ("on_date", day.into()),
                ("note", note.into()),
            ],
        )?;
        Ok(ATTACHMENT.code(id))
    }
}

/// The paper in force on a record that is the same file.
fn same(w: &Writer, code: Code, sha256: &str) -> anyhow::Result<Option<Code>> {
    let sql = "SELECT id FROM attachment WHERE subject = :subject AND sha256 = :sha256 AND void_reason IS NULL";
    let row = w.maybe(sql, named_params! {":subject": code.to_string(), ":sha256": sha256})?;
    row.map(|row| Ok(ATTACHMENT.code(row.int("id")?))).transpose()
}
