//! `operator inspect`: what the office supervises, 四(一)2.

use super::contract_at;
use crate::cli::answer::Answer;
use crate::cli::args::{choice, date_help, one_of};
use crate::cli::commands::scoring::{self, Judgement};
use crate::cli::ctx::Ctx;
use crate::cli::write::{Written, write};
use crate::domain::judgement_terms::EvaluationStage;
use crate::domain::operator_terms::{INSPECTED, Inspected};
use crate::domain::terms::{Outcome, RESULT};
use crate::store::records;
use crate::store::records::kinds::evaluation::EVALUATION;
use crate::store::records::kinds::operator::CONTRACT;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(long, value_name = tr!("内容", "WHAT"), value_parser = one_of(&INSPECTED), help = choice(tr!("检查内容", "what is inspected"), &INSPECTED))]
    about: String,
    #[arg(long, value_name = tr!("结果", "RESULT"), value_parser = one_of(&RESULT), help = choice(tr!("结果", "result"), &RESULT))]
    result: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("单位", "BODY"), help = tr!("检查单位", "who inspected"))]
    by: Option<String>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("说明", "note"))]
    note: Option<String>,
}

/// Records an inspection.
///
/// # Errors
/// A fault if a word is unknown, or no contract ran.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let (about, result) = (Inspected::parse(&args.about)?, Outcome::parse(&args.result)?);
    let date = ctx.date(args.date.as_ref())?;
    write(ctx, "operator inspect", |w| {
        let contract = contract_at(w, date, "operator.assess-contract")?;
        let judgement = Judgement {
            of: ("contract_id", contract),
            stage: EvaluationStage::Inspection,
            year: None,
            period: None,
            about: Some(about),
            date,
            result: Some(result),
            body: args.by.as_deref().map(str::trim).filter(|by| !by.is_empty()).map(str::to_owned),
            note: args.note.as_deref(),
        };
        let id = judgement.record(w, &[])?;
        let (code, contract, what) = (EVALUATION.code(id), CONTRACT.code(contract), about.text());
        let name = records::get(w, contract)?.1.text("title")?;
        let said = scoring::told(w, id)?;
        let message = tr!("已记录 {code}:{name}({contract}),{what},{said}", "recorded {code}: {name} ({contract}), {what}, {said}");
        Ok(Written::new(code, message).next("fuhua operator show".to_owned()))
    })
}
