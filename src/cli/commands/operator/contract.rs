//! `operator contract`: the agreement with the operator.

use crate::cli::answer::Answer;
use crate::cli::args::org_help;
use crate::cli::commands::finance::posting;
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write_to};
use crate::domain::money::yuan;
use crate::store::records::kinds::operator::CONTRACT;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("组织", "ORG"), help = org_help())]
    org: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = tr!("第一天", "the first day"))]
    from: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = tr!("最后一天", "the last day"))]
    to: String,
    #[arg(long, value_name = tr!("元", "YUAN"), help = tr!("协议金额,以元计", "the amount agreed, in yuan"))]
    amount: Option<String>,
    #[arg(long, value_name = tr!("编号", "NUMBER"), help = tr!("采购或协议编号", "the number of the procurement or the agreement"))]
    number: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = tr!("签订日期,默认今天", "the day of signing; default today"))]
    date: Option<String>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("说明", "note"))]
    note: Option<String>,
}

/// Records the contract.
///
/// # Errors
/// A fault if a value is wrong or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let (from, to, date) = (ctx.day(&args.from)?, ctx.day(&args.to)?, ctx.date(args.date.as_ref())?);
    let fen = args.amount.as_deref().map(posting::amount).transpose()?;
    let (writer, org) = resolve::begin_with_org(ctx, &args.org)?;
    write_to(ctx, writer, "operator contract", |w| {
        let id = w.insert(
            "operator_contract",
            &[
                ("org_id", org.id.into()),
                ("number", args.number.as_deref().map(str::trim).filter(|text| !text.is_empty()).into()),
                ("from_on", from.into()),
                ("to_on", to.into()),
                ("amount_fen", fen.into()),
                ("on_date", date.into()),
                ("note", args.note.as_deref().into()),
            ],
        )?;
        let (code, name) = (CONTRACT.code(id), &org.name);
        let mut message = tr!(
            "已登记委托协议 {code}:{name},{from}至{to},{date}签订",
            "recorded contract {code} with {name}, {from} to {to}, signed on {date}"
        );
        if let Some(yuan) = fen.map(yuan) {
            message += &tr!(",{yuan}元", ", {yuan} yuan");
        }
        Ok(Written::new(code, message).next(tr!("fuhua attach {code} 文件 --as 协议", "fuhua attach {code} FILE --as agreement")))
    })
}
