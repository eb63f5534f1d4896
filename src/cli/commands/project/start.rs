//! `project start`: a project, with or without a small grant.

use crate::cli::answer::Answer;
use crate::cli::args::{date_help, org_help, words};
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write_to};
use crate::domain::money;
use crate::fault::Fault;
use crate::store::records::kinds::project::PROJECT;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("组织", "ORG"), help = org_help())]
    org: String,
    #[arg(long, value_name = tr!("名称", "TITLE"), value_parser = words, help = tr!("名称", "title"))]
    title: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("金额", "YUAN"), help = tr!("小额资助,以元计,与 --source 同用", "small grant in yuan, with --source"))]
    grant: Option<String>,
    #[arg(long, value_name = tr!("来源", "SOURCE"), help = tr!("资助的合法来源:计划所列的词,如 special-fund、donation", "lawful source of the grant: a word of the plan, such as special-fund, donation"))]
    source: Option<String>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("备注", "note"))]
    note: Option<String>,
}

/// Records the start of a project.
///
/// # Errors
/// A fault if a value is wrong or a rule refuses the grant.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let day = ctx.date(args.date.as_ref())?;
    let grant = args.grant.as_deref().map(money::parse).transpose()?;
    if grant == Some(0) {
        return Fault::input(tr!("资助须大于零", "a grant must be more than zero"))
            .hint(tr!("没有资助就不写 --grant", "leave --grant out if there is none"))
            .err();
    }
    let (writer, org) = resolve::begin_with_org(ctx, &args.org)?;
    let source =
        args.source.as_deref().map(|t| resolve::plan_id(&writer, "grant_source", t, &tr!("资金来源", "source of grants"))).transpose()?;
    write_to(ctx, writer, "project start", |w| {
        let id = w.insert(
            "project",
            &[
                ("org_id", org.id.into()),
                ("title", args.title.as_str().into()),
                ("on_date", day.into()),
                ("grant_fen", grant.into()),
                ("source", source.into()),
                ("note", args.note.into()),
            ],
        )?;
        let (code, name) = (PROJECT.code(id), &org.name);
        let mut message = tr!("已记录{name}的项目 {code} {title}", "recorded project {code} {title} of {name}", title = args.title);
        if let Some(fen) = grant {
            message += &tr!(",资助{yuan}元", ", with a grant of {yuan} yuan", yuan = money::yuan(fen));
        }
        Ok(Written::new(code, message).next(format!("fuhua show {code}")))
    })
}
