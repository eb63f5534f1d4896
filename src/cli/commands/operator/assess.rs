//! `operator assess`: the office's assessment of the operator's performance.

use chrono::NaiveDate;

use super::contract_at;
use crate::cli::answer::Answer;
use crate::cli::args::{choice, date_help, one_of};
use crate::cli::commands::scoring::{self, Judgement};
use crate::cli::ctx::Ctx;
use crate::cli::write::{Written, write};
use crate::domain::judgement_terms::EvaluationStage;
use crate::domain::period::{Period, Shape};
use crate::domain::terms::{Outcome, RESULT};
use crate::fault::Fault;
use crate::store::records::kinds::evaluation::EVALUATION;
use crate::store::records::kinds::operator::CONTRACT;
use crate::store::records::plan;
use crate::store::{Db, records};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("期间", "PERIOD"), help = tr!("运营年度如 Y1,或运营季度如 Y1Q1;默认最近结束的年度", "an operating year such as Y1, or quarter such as Y1Q1; default the year that last ended"))]
    period: Option<String>,
    #[arg(long, value_name = scoring::score_name(), help = scoring::score_help())]
    score: Vec<String>,
    #[arg(long, value_name = tr!("结果", "RESULT"), value_parser = one_of(&RESULT), help = choice(tr!("结果;不写则按评分", "result; left out, as the marks have it"), &RESULT))]
    result: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("单位", "BODY"), help = tr!("考核单位", "who assessed"))]
    by: Option<String>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("说明", "note"))]
    note: Option<String>,
}

/// Records an assessment.
///
/// # Errors
/// A fault if a value is wrong, or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let result = args.result.as_deref().map(Outcome::parse).transpose()?;
    let (date, today) = (ctx.date(args.date.as_ref())?, ctx.today());
    write(ctx, "operator assess", |w| {
        let period = period(w, args.period.as_deref(), date, today)?;
        let contract = contract_at(w, period.end, "operator.assess-contract")?;
        let judgement = Judgement {
            of: ("contract_id", contract),
            stage: EvaluationStage::Performance,
            year: None,
            period: Some(&period),
            about: None,
            date,
            result,
            body: args.by.as_deref().map(str::trim).filter(|by| !by.is_empty()).map(str::to_owned),
            note: args.note.as_deref(),
        };
        let id = judgement.record(w, &args.score)?;
        let (code, contract, label) = (EVALUATION.code(id), CONTRACT.code(contract), period.in_the_plan());
        let name = records::get(w, contract)?.1.text("title")?;
        let what = scoring::told(w, id)?;
        let message = tr!("已记录 {code}:{name}({contract}){label} {what}", "recorded {code}: {name} ({contract}), {label} {what}");
        Ok(Written::new(code, message).next("fuhua operator show".to_owned()))
    })
}

/// The operating year or quarter that is meant.
fn period(db: &Db, typed: Option<&str>, date: NaiveDate, today: NaiveDate) -> anyhow::Result<Period> {
    let calendar = plan::calendar(db)?;
    let Some(text) = typed else {
        let Some(year) = calendar.years.iter().rev().find(|year| year.end < date) else {
            return Fault::input(tr!("到{date}还没有结束的运营年度", "no operating year had ended by {date}"))
                .hint(tr!("写明期间,如 Y1Q1", "name the period, such as Y1Q1"))
                .err();
        };
        return calendar.parse(&format!("Y{}", year.no), today);
    };
    let period = calendar.proper(calendar.parse(text, today)?);
    let shown = &period.label;
    match (period.shape, &period.operating) {
        (Shape::Year | Shape::Quarter, Some(_)) => Ok(period),
        _ => Fault::input(tr!(
            "绩效按运营年度或季度考核,“{shown}”不是",
            "performance is assessed by operating years or quarters; {shown} is none"
        ))
        .hint(tr!("写作 Y1 或 Y1Q1", "write Y1 or Y1Q1"))
        .err(),
    }
}
