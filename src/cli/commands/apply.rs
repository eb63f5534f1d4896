//! `apply`: an application for incubation.

use std::path::Path;

use crate::cli::answer::Answer;
use crate::cli::args::{date_help, org_help};
use crate::cli::ctx::Ctx;
use crate::cli::files::Named;
use crate::cli::resolve;
use crate::cli::write::{Written, write_to};
use crate::domain::text::printable;
use crate::domain::{date, digest, money};
use crate::fault::{Fault, system};
use crate::store::records::kinds::application::APPLICATION;
use crate::store::records::plan;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("组织", "ORG"), help = org_help())]
    org: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("元", "YUAN"), help = tr!("储备资金", "reserve fund"))]
    reserve_fund: Option<String>,
    #[arg(long, value_name = tr!("文件", "FILE"), help = tr!("申请书文件;留存文件名和摘要", "the application form; its name and digest are kept"))]
    document: Option<Named>,
}

/// Records an application.
///
/// # Errors
/// A fault if a value is wrong or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let day = ctx.date(args.date.as_ref())?;
    let fund = args.reserve_fund.as_deref().map(money::parse).transpose()?;
    let document = args.document.as_ref().map(|file| fingerprint(ctx.files.reads(file)?)).transpose()?;
    let (writer, org) = resolve::begin_with_org(ctx, &args.org)?;
    write_to(ctx, writer, "apply", |w| {
        let (file, digest) = document.unzip();
        let id = w.insert(
            "application",
            &[
                ("org_id", org.id.into()),
                ("on_date", day.into()),
                ("reserve_fund_fen", fund.into()),
                ("document", file.into()),
                ("document_sha256", digest.into()),
            ],
        )?;
        let (code, name) = (APPLICATION.code(id), &org.name);
        let earliest = date::iso(plan::after(w, day, "screening_min_months")?);
        let latest = date::iso(plan::after(w, day, "screening_max_months")?);
        let message = tr!(
            "已申请 {code}:{name},审定在{earliest}至{latest}之间",
            "recorded application {code} for {name}; the decision is due between {earliest} and {latest}"
        );
        Ok(Written::new(code, message).next(format!("fuhua review {code} --stage eligibility --result pass")))
    })
}

/// A file's name and the SHA-256 of its bytes.
fn fingerprint(path: &Path) -> anyhow::Result<(String, String)> {
    let shown = printable(&path.display().to_string());
    let bytes = std::fs::read(path)
        .map_err(|e| Fault::input(tr!("无法读取申请书 {shown}:{e}", "cannot read the form {shown}: {e}", e = system(&e))))?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok((name, digest::sha256(bytes)))
}
