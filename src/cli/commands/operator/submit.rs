//! `operator submit`: what the operator hands in, 四(三)3,4.

use crate::cli::answer::Answer;
use crate::cli::args::{choice, date_help, one_of};
use crate::cli::commands::attach::File;
use crate::cli::commands::finance::step;
use crate::cli::ctx::Ctx;
use crate::cli::files::Named;
use crate::cli::write::{Written, write};
use crate::domain::date::iso;
use crate::domain::money_terms::{SUBMISSION, Step, Submission};
use crate::domain::paper_terms::Paper;
use crate::domain::period::{Period, Shape};
use crate::domain::terms::Report;
use crate::fault::Fault;
use crate::store::records::kinds::money::PERIOD_STEP;
use crate::store::records::kinds::report::ISSUED_REPORT;
use crate::store::records::plan;
use crate::store::{Db, named_params};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("内容", "WHAT"), value_parser = one_of(&SUBMISSION), help = choice(tr!("报送内容", "what is submitted"), &SUBMISSION))]
    what: String,
    #[arg(value_name = tr!("期间", "PERIOD"), help = tr!("财务和总结按季度,如 2021Q4;年度评估按运营年度,如 Y1", "a quarter such as 2021Q4; of an evaluation an operating year such as Y1"))]
    period: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("单位", "BODY"), help = tr!("报送对象", "to whom"))]
    to: Option<String>,
    #[arg(long, value_name = tr!("文件", "FILE"), help = tr!("报送的文件,只记摘要", "the file that was handed in; its digest is kept"))]
    document: Option<Named>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("说明", "note"))]
    note: Option<String>,
}

/// Records a submission, with the newest issued report of its period.
///
/// # Errors
/// A fault if the period is not one of what is submitted.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let what = Submission::parse(&args.what)?;
    let (date, today) = (ctx.date(args.date.as_ref())?, ctx.today());
    let file = args.document.as_ref().map(|file| File::read(ctx, file)).transpose()?;
    write(ctx, "operator submit", |w| {
        let period = match what {
            Submission::Finance | Submission::Summary => step::quarter(w, &args.period, today)?,
            Submission::Evaluation => year(w, &args.period, today)?,
        };
        let report = newest(w, what, &period)?;
        let id = w.insert(
            "period_step",
            &[
                ("step", Step::Submitted.into()),
                ("what", what.into()),
                ("period", period.label.as_str().into()),
                ("start_on", period.start.into()),
                ("end_on", period.end.into()),
                ("on_date", date.into()),
                ("recipient", args.to.as_deref().map(str::trim).filter(|to| !to.is_empty()).into()),
                ("report_id", report.into()),
                ("note", args.note.as_deref().into()),
            ],
        )?;
        let (code, label, name) = (PERIOD_STEP.code(id), &period.label, what.text());
        let paper = file.as_ref().map(|file| file.put(w, code, Paper::Report.id(), date, None)).transpose()?;
        let mut message = tr!("已报送 {label} {name}({code}),{date}", "submitted the {name} of {label} ({code}) on {date}");
        if let Some(report) = report.map(|id| ISSUED_REPORT.code(id)) {
            message += &tr!(",附已出具报表 {report}", ", with the issued report {report}");
        }
        if let Some(paper) = paper {
            message += &tr!(",附文件 {paper}", ", with the paper {paper}");
        }
        Ok(Written::new(code, message).next("fuhua operator show".to_owned()))
    })
}

/// The operating year that was typed.
fn year(db: &Db, typed: &str, today: chrono::NaiveDate) -> anyhow::Result<Period> {
    let calendar = plan::calendar(db)?;
    let period = calendar.proper(calendar.parse(typed, today)?);
    if period.shape == Shape::Year && period.operating.is_some() {
        return Ok(period);
    }
    let label = &period.label;
    Fault::input(tr!("年度评估按运营年度报送,“{label}”不是运营年度", "an evaluation is of an operating year; {label} is not one"))
        .hint(tr!("年度写作 Y1", "write years as Y1"))
        .err()
}

/// The newest report in force on the period: one of the kind that goes with what is
/// submitted, else any.
fn newest(db: &Db, what: Submission, period: &Period) -> anyhow::Result<Option<i64>> {
    let fits = match what {
        Submission::Finance => Report::Finance.id(),
        Submission::Summary => Report::Quarterly.id(),
        Submission::Evaluation => "annual",
    };
    let row = db.maybe(
        "SELECT id FROM issued_report WHERE start_on = :start AND end_on = :end AND report <> 'certificate' AND void_reason IS NULL
          ORDER BY report = :fits DESC, id DESC LIMIT 1",
        named_params! {":start": iso(period.start), ":end": iso(period.end), ":fits": fits},
    )?;
    row.map(|row| row.int("id")).transpose()
}
