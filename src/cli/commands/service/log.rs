//! `service log`: one delivery of a basic service.

use crate::cli::answer::Answer;
use crate::cli::args::{date_help, org_help};
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write_to};
use crate::domain::{date, money, quantity};
use crate::store::records::kinds::incubation::SERVICE;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("组织", "ORG"), help = org_help())]
    org: String,
    #[arg(long, value_name = tr!("服务", "SERVICE"), help = tr!("计划所列的服务:space 公共空间、custody 财务托管、seed-fund 种子基金、capacity 能力建设、information 信息共享、registration 注册协助、matching 资源对接、advice 管理咨询", "a service of the plan: space, custody, seed-fund, capacity, information, registration, matching, advice"))]
    service: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("小时", "H"), help = tr!("时长,如 1.5", "hours, such as 1.5"))]
    hours: Option<String>,
    #[arg(long, value_name = tr!("元", "YUAN"), help = tr!("金额", "amount"))]
    amount: Option<String>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("说明", "note"))]
    note: Option<String>,
}

/// Records a delivery.
///
/// # Errors
/// A fault if a value is wrong or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let day = ctx.date(args.date.as_ref())?;
    let minutes = args.hours.as_deref().map(quantity::hours).transpose()?;
    let amount = args.amount.as_deref().map(money::parse).transpose()?;
    let (writer, org) = resolve::begin_with_org(ctx, &args.org)?;
    let kind = resolve::plan_id(&writer, "basic_service", &args.service, &tr!("基本服务", "basic service"))?;
    write_to(ctx, writer, "service log", |w| {
        let id = w.insert(
            "service",
            &[
                ("org_id", org.id.into()),
                ("kind", kind.as_str().into()),
                ("on_date", day.into()),
                ("minutes", minutes.into()),
                ("amount_fen", amount.into()),
                ("note", args.note.into()),
            ],
        )?;
        let (code, name, on) = (SERVICE.code(id), &org.name, date::iso(day));
        let message = tr!("已记录服务 {code}:{name},{kind},{on}", "recorded service {code}: {name}, {kind}, {on}");
        Ok(Written::new(code, message).next(format!("fuhua list services --org O{}", org.id)))
    })
}
