//! `operator breach`: an entry of the negative list, which ends the contract.

use super::contract_at;
use crate::cli::answer::Answer;
use crate::cli::args::{choice, date_help, words};
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write};
use crate::domain::operator_terms::{BREACH_ITEM, BreachItem};
use crate::store::records;
use crate::store::records::kinds::operator::{BREACH, COMPLAINT, CONTRACT};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(long, value_name = tr!("事项", "ITEM"), help = choice(tr!("负面清单事项", "the item"), &BREACH_ITEM))]
    item: String,
    #[arg(long, value_name = tr!("依据", "TEXT"), value_parser = words, help = tr!("依据的文件或事实", "the document or the facts it rests on"))]
    basis: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = tr!("最迟停止运营的日期", "the day by which work stops"))]
    stop_by: String,
    #[arg(long, value_name = tr!("投诉", "CP"), help = tr!("所据的投诉,如 CP1", "the complaint it rests on, such as CP1"))]
    complaint: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("说明", "note"))]
    note: Option<String>,
}

/// Records a breach.
///
/// # Errors
/// A fault if a value is wrong or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let item = BreachItem::parse(&args.item)?;
    let (date, stop) = (ctx.date(args.date.as_ref())?, ctx.day(&args.stop_by)?);
    write(ctx, "operator breach", |w| {
        let complaint = args.complaint.as_deref().map(|text| resolve::of_kind(w, text, &COMPLAINT)).transpose()?;
        let contract = contract_at(w, date, "operator.breach")?;
        let id = w.insert(
            "breach",
            &[
                ("contract_id", contract.into()),
                ("item", item.into()),
                ("basis", args.basis.as_str().into()),
                ("on_date", date.into()),
                ("stop_on", stop.into()),
                ("complaint_id", complaint.map(|(code, _)| code.number).into()),
                ("note", args.note.as_deref().into()),
            ],
        )?;
        let (code, contract, what) = (BREACH.code(id), CONTRACT.code(contract), item.text());
        let name = records::get(w, contract)?.1.text("title")?;
        let message = tr!(
            "已列入负面清单 {code}:{name},{what};协议 {contract} 自{date}终止,最迟{stop}停止运营",
            "entered {code} in the negative list: {name}, {what}; contract {contract} ends on {date}, work stops by {stop}"
        );
        Ok(Written::new(code, message).next(tr!("fuhua attach {code} 文件 --as 通知", "fuhua attach {code} FILE --as notice")))
    })
}
