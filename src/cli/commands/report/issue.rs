//! `report issue`: freezes a report as it is.

use crate::cli::answer::Answer;
use crate::cli::args::choice;
use crate::cli::ctx::Ctx;
use crate::cli::write::{Written, write};
use crate::domain::date::iso;
use crate::domain::terms::{REPORT, Report};
use crate::i18n::join;
use crate::journal::seal;
use crate::report::issued::{Archived, language};
use crate::report::periodic::{Head, Periodic};
use crate::report::statement::Statement;
use crate::store::records::kinds::report::ISSUED_REPORT;
use crate::store::records::plan;
use crate::store::records::registry::JOURNAL;
use crate::store::{Writer, named_params};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("报表", "REPORT"), help = choice(tr!("报表", "report"), &REPORT))]
    report: String,
    #[arg(value_name = tr!("期间", "PERIOD"), help = tr!("季度如 2021Q4 或 Y1Q1,月如 2021-11", "a quarter such as 2021Q4 or Y1Q1, a month such as 2021-11"))]
    period: String,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("备注", "note"))]
    note: Option<String>,
}

/// Issues a report. The same one may be issued again; the earlier ones stay.
///
/// # Errors
/// A fault if the period is not the report's, lies outside the plan, or is not over.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let which = Report::parse(&args.report)?;
    let report = which.id();
    let (today, actor) = (ctx.today(), ctx.actor());
    write(ctx, "report issue", |w| {
        let calendar = plan::calendar(w)?;
        let (period, year) = super::to_issue(&calendar, which, &args.period, today)?;
        // The head is that of the entry before this one, which is not sealed yet.
        let head = seal::sealed(w)?;
        let (entry, hash) = (head.entry, head.hash.clone());
        let journal = Some(Head { entry: JOURNAL.code(entry).to_string(), head: hash.clone() });
        let archived = match (which, year) {
            (Report::Finance, _) => {
                let mut statement = Statement::read(w, &period)?;
                statement.journal = journal;
                Archived::of_statement(&statement)?
            }
            (_, Some(year)) => {
                let mut read = Periodic::read(w, &period, year)?;
                read.journal = journal;
                Archived::of(w, &read)?
            }
            (_, None) => anyhow::bail!("a report on the plan without an operating year"),
        };
        let (content, sha256) = archived.text()?;
        let earlier = earlier(w, report, &iso(period.start), &iso(period.end))?;
        let id = w.insert(
            "issued_report",
            &[
                ("report", report.into()),
                ("period", period.label.as_str().into()),
                ("start_on", period.start.into()),
                ("end_on", period.end.into()),
                ("year_on", year.map_or(period.start, |year| year.start).into()),
                ("on_date", today.into()),
                ("actor", actor.into()),
                ("entry", entry.into()),
                ("head", hash.as_str().into()),
                ("lang", language().into()),
                ("sha256", sha256.as_str().into()),
                ("content", content.into()),
                ("note", args.note.into()),
            ],
        )?;
        let (code, label, name) = (ISSUED_REPORT.code(id), &period.label, REPORT.text(report));
        let message = tr!(
            "已出具 {code} {label} {name},内容摘要 {sha256},所据流水 J{entry} {hash}",
            "issued {code}, the {name} for {label}; content SHA-256 {sha256}; based on journal J{entry} {hash}"
        );
        let written = Written::new(code, message).next(format!("fuhua report reprint {code} -o {code}.txt"));
        Ok(if earlier.is_empty() {
            written
        } else {
            written.warn(tr!(
                "{label} {name}此前已出具过:{list};它们仍然有效",
                "the {name} for {label} was issued before: {list}; they stay in force",
                list = join(earlier)
            ))
        })
    })
}

/// The issues in force of the same report, each with its day.
fn earlier(w: &Writer, report: &str, start: &str, end: &str) -> anyhow::Result<Vec<String>> {
    let rows = w.all(
        "SELECT id, on_date FROM issued_report
          WHERE start_on = :start AND end_on = :end AND report = :report AND void_reason IS NULL ORDER BY id",
        named_params! {":start": start, ":end": end, ":report": report},
    )?;
    rows.iter().map(|r| Ok(format!("{} ({})", ISSUED_REPORT.code(r.int("id")?), r.text("on_date")?))).collect()
}
