//! `org add`: an organisation.

use super::{free_name, licence};
use crate::cli::answer::Answer;
use crate::cli::args::{choice, words};
use crate::cli::ctx::Ctx;
use crate::cli::typed::Personal;
use crate::cli::write::{Written, write};
use crate::domain::date;
use crate::domain::terms::{FIELD, GROWTH, ORG_KIND};
use crate::store::records::kinds::org::ORG;
use crate::store::records::personal;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(long, value_name = tr!("名称", "NAME"), value_parser = words, help = tr!("全称", "full name"))]
    name: String,
    #[arg(long, value_name = tr!("类型", "KIND"), help = choice(tr!("类型", "kind"), &ORG_KIND))]
    kind: String,
    #[arg(long, value_name = tr!("领域", "FIELD"), help = choice(tr!("业务领域", "field"), &FIELD))]
    field: Option<String>,
    #[arg(long, value_name = tr!("阶段", "STAGE"), help = choice(tr!("发展阶段", "stage"), &GROWTH))]
    stage: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = tr!("成立日期", "day of founding"))]
    founded: Option<String>,
    #[arg(long, value_name = tr!("地名", "TOWN"), help = tr!("乡镇或街道", "town or street"))]
    town: Option<String>,
    #[arg(long, requires = "registered", value_name = tr!("代码", "CODE"), help = tr!("统一社会信用代码,与 --registered 同用", "credit code, with --registered"))]
    uscc: Option<String>,
    #[arg(long, requires = "uscc", value_name = tr!("日期", "DATE"), help = tr!("登记日期", "day of registration"))]
    registered: Option<String>,
    #[arg(long, value_name = tr!("姓名", "NAME"), help = tr!("联系人", "contact"))]
    contact: Option<String>,
    #[arg(long, value_name = tr!("号码", "NUMBER"), help = tr!("联系电话,只显示首尾", "phone; shown masked"))]
    phone: Option<Personal>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("备注", "note"))]
    note: Option<String>,
}

/// Adds an organisation, with its licence if one is given.
///
/// # Errors
/// A fault if a value is wrong or the name is taken.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let name = args.name;
    let kind = ORG_KIND.parse(&args.kind)?;
    let field = args.field.as_deref().map(|t| FIELD.parse(t)).transpose()?;
    let stage = args.stage.as_deref().map(|t| GROWTH.parse(t)).transpose()?;
    let founded = args.founded.as_deref().map(|t| date::parse(t, ctx.today())).transpose()?;
    let registered = args.registered.as_deref().map(|t| date::parse(t, ctx.today())).transpose()?;
    write(ctx, "org add", |w| {
        free_name(w, &name, None)?;
        let phone = args.phone.as_deref().map(str::trim).filter(|p| !p.is_empty()).map(|p| personal::keep(w, "phone", p)).transpose()?;
        let id = w.insert(
            "org",
            &[
                ("name", name.as_str().into()),
                ("kind", kind.into()),
                ("field", field.into()),
                ("stage", stage.into()),
                ("founded_on", founded.into()),
                ("town", args.town.into()),
                ("contact", args.contact.into()),
                ("phone", phone.into()),
                ("note", args.note.into()),
            ],
        )?;
        if let (Some(uscc), Some(day)) = (&args.uscc, registered) {
            licence(w, id, uscc, day)?;
        }
        let code = ORG.code(id);
        let next = if kind == "community" { format!("fuhua org file {code}") } else { format!("fuhua apply {code}") };
        Ok(Written::new(code, tr!("已登记组织 {code} {name}", "added organisation {code} {name}")).next(next))
    })
}
