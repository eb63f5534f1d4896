//! `operator verify`: what came of a complaint.

use super::refuse;
use crate::cli::answer::Answer;
use crate::cli::args::{choice, date_help, words};
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write};
use crate::domain::operator_terms::{GRAVITY, Gravity, VERDICT, Verdict};
use crate::fault::Fault;
use crate::store::records::kinds::operator::COMPLAINT;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("投诉", "CP"), help = tr!("投诉编号,如 CP1", "the complaint's code, such as CP1"))]
    complaint: String,
    #[arg(long, value_name = tr!("结果", "RESULT"), help = choice(tr!("核实结果", "what came of it"), &VERDICT))]
    result: String,
    #[arg(long, value_name = tr!("情节", "SEVERITY"), help = choice(tr!("属实的须写明情节", "how serious, of what is upheld"), &GRAVITY))]
    severity: Option<String>,
    #[arg(long, value_name = tr!("单位", "BODY"), value_parser = words, help = tr!("核实单位", "who verified it"))]
    by: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
}

/// Records what came of a complaint.
///
/// # Errors
/// A fault if the severity does not go with the result, or it was verified before.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let result = Verdict::parse(&args.result)?;
    let severity = args.severity.as_deref().map(Gravity::parse).transpose()?;
    let date = ctx.date(args.date.as_ref())?;
    if (result == Verdict::Upheld) != severity.is_some() {
        return Fault::input(tr!(
            "属实的投诉须写明 --severity,不属实的不写",
            "a complaint that is upheld has its --severity, one that is rejected has none"
        ))
        .hint(tr!("可选:{list}", "one of: {list}", list = GRAVITY.offer()))
        .err();
    }
    write(ctx, "operator verify", |w| {
        let (code, row) = resolve::of_kind(w, &args.complaint, &COMPLAINT)?;
        if let Some(day) = row.opt_text("verified")? {
            return refuse(
                "operator.complaint",
                tr!(
                    "{code} 已于{day}核实;更正用 fuhua edit {code}",
                    "{code} was verified on {day} already; correct it with fuhua edit {code}"
                ),
            );
        }
        w.update(
            "complaint",
            code.number,
            &[("result", result.into()), ("severity", severity.into()), ("verified_on", date.into()), ("body", args.by.as_str().into())],
        )?;
        let (name, said) = (row.text("title")?, result.text());
        let how = severity.map_or_else(String::new, |severity| tr!(",情节{s}", ", {s}", s = severity.text()));
        let written =
            Written::new(code, tr!("已核实投诉 {code}({name}):{said}{how},{date}", "verified {code} of {name}: {said}{how}, {date}"));
        Ok(match severity {
            Some(Gravity::Serious) => written.next(tr!(
                "fuhua operator breach --item 投诉 --complaint {code} --basis 依据 --stop-by 日期",
                "fuhua operator breach --item complaint --complaint {code} --basis TEXT --stop-by DATE"
            )),
            _ => written.next("fuhua operator show".to_owned()),
        })
    })
}
