//! `report issue`: freezes a report as it is.

use chrono::NaiveDate;

use super::certificate;
use crate::cli::answer::Answer;
use crate::cli::args::{choice, one_of, words};
use crate::cli::ctx::Ctx;
use crate::cli::write::{Written, write_with};
use crate::domain::calendar::OperatingYear;
use crate::domain::date::iso;
use crate::domain::period::{Period, Shape};
use crate::domain::terms::{REPORT, Report};
use crate::i18n::join;
use crate::journal::seal;
use crate::report::annual::Annual;
use crate::report::exit_certificate::Certificate;
use crate::report::issued::{Archived, Issued, language};
use crate::report::periodic::{Head, Periodic};
use crate::report::statement::Statement;
use crate::store::records::kinds::incubation::INCUBATION;
use crate::store::records::kinds::report::ISSUED_REPORT;
use crate::store::records::plan;
use crate::store::records::registry::JOURNAL;
use crate::store::{Writer, named_params, next_id};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("报表", "REPORT"), value_parser = one_of(&REPORT), help = choice(tr!("报表", "report"), &REPORT))]
    report: String,
    #[arg(value_name = tr!("期间", "PERIOD"), help = tr!("季度如 2021Q4 或 Y1Q1,月如 2021-11;鉴定书写组织或孵化编号", "a quarter such as 2021Q4 or Y1Q1, a month such as 2021-11; of a certificate the organisation"))]
    period: String,
    #[arg(long, value_name = tr!("理由", "REASON"), value_parser = words, help = tr!("再次出具同一期间的报表的理由", "why a report that is out is issued again"))]
    reason: Option<String>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("备注", "note"))]
    note: Option<String>,
}

/// Issues a report. With `--output` the file takes the report itself.
///
/// # Errors
/// A fault if the period is not the report's, lies outside the plan, or is not
/// over; or if it was issued before and no reason is given.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let which = Report::parse(&args.report)?;
    let (today, actor) = (ctx.today(), ctx.actor());
    // An issue whose file cannot be written is not begun.
    ctx.output.as_deref().map_or(Ok(()), |path| ctx.files.can_write(path))?;
    let stay = if which == Report::Certificate { Some(certificate::stay(ctx, &args.period)?) } else { None };
    let (answer, (issued, line)) = write_with(ctx, "report issue", |w| {
        let calendar = plan::calendar(w)?;
        // The head is that of the entry before this one, which is not sealed yet.
        let head = seal::sealed(w)?;
        let (period, year, archived) = match stay {
            Some(stay) => of_stay(w, stay)?,
            None => {
                let (period, year) = super::to_issue(&calendar, which, &args.period, today)?;
                let archived = archived(w, which, &period, year, (&head, today))?;
                (period, year, archived)
            }
        };
        let (content, sha256) = archived.text()?;
        let report = which.id();
        let earlier = earlier(w, report, &period)?;
        // Without a reason the rule `report.again` refuses it.
        let reason = args.reason.as_deref().filter(|_| !earlier.is_empty());
        let replaces = earlier.last().filter(|_| reason.is_some()).map(|(code, _)| code.as_str());
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
                ("entry", head.entry.into()),
                ("head", head.hash.as_str().into()),
                ("lang", language().into()),
                ("replaces", replaces.into()),
                ("reason", reason.into()),
                ("sha256", sha256.as_str().into()),
                ("content", content.into()),
                ("note", args.note.into()),
            ],
        )?;
        let issued = Issued::read(w, ISSUED_REPORT.code(id))?;
        let written = told(&issued, &earlier, args.reason.is_some());
        let line = written.message.clone();
        Ok((written, (issued, line)))
    })?;
    let as_file = ctx.output.is_some() && ctx.committed;
    if as_file { with_report(answer, &issued, line) } else { Ok(answer) }
}

/// The certificate of a stay, which stands in the place of a period.
fn of_stay<'a>(w: &Writer, stay: i64) -> anyhow::Result<(Period, Option<&'a OperatingYear>, Archived)> {
    let mut certificate = Certificate::read(w, stay)?;
    certificate.report = Some(ISSUED_REPORT.code(next_id(w, "issued_report")?).to_string());
    let (start, end, label) = (certificate.entered, certificate.exited, INCUBATION.code(stay).to_string());
    let period = Period { label, start, end, operating: None, shape: Shape::Range };
    Ok((period, None, Archived::of_certificate(&certificate)?))
}

/// The report as it is frozen.
fn archived(
    w: &Writer,
    which: Report,
    period: &Period,
    year: Option<&OperatingYear>,
    (head, today): (&seal::Head, NaiveDate),
) -> anyhow::Result<Archived> {
    let journal = Some(Head { entry: JOURNAL.code(head.entry).to_string(), head: head.hash.clone() });
    match (which, year) {
        (Report::Finance, _) => {
            let mut statement = Statement::read(w, period, today)?;
            statement.journal = journal;
            Archived::of_statement(&statement)
        }
        (Report::Annual, year) => {
            let mut read = Annual::read(w, period, year, today)?;
            read.journal = journal;
            Archived::of_annual(w, &read)
        }
        (_, Some(year)) => {
            let mut read = Periodic::read(w, period, year, today)?;
            read.journal = journal;
            Archived::of(w, &read)
        }
        (_, None) => anyhow::bail!("a report on the plan without an operating year"),
    }
}

/// What is said of an issue, and of those in force before it.
fn told(issued: &Issued, earlier: &[(String, String)], reasoned: bool) -> Written {
    let Issued { code, period, sha256, entry, journal: Head { head, .. }, .. } = issued;
    let name = REPORT.text(&issued.report);
    let message = tr!(
        "已出具 {code} {period} {name},内容摘要 {sha256},所据流水 J{entry} {head}",
        "issued {code}, the {name} for {period}; content SHA-256 {sha256}; based on journal J{entry} {head}"
    );
    let written = Written::new(*code, message).next(format!("fuhua report reprint {code} -o {code}.txt"));
    if let Some((last, _)) = earlier.last() {
        return written.warn(tr!(
            "{period} {name}此前已出具过:{list};{code} 代替 {last}。前者仍然有效,不再有效的用 fuhua void {last} --reason 理由 作废",
            "the {name} for {period} was issued before: {list}; {code} replaces {last}. The earlier ones stay in force until made void: fuhua void {last} --reason TEXT",
            list = join(earlier.iter().map(|(code, on)| format!("{code} ({on})")))
        ));
    }
    if reasoned {
        return written.warn(tr!(
            "{period} {name}此前没有出具过,--reason 未用上,也未留存",
            "--reason was not needed and is not kept: the {name} for {period} was not issued before"
        ));
    }
    written
}

/// The report in the place of the line, which goes to standard error.
fn with_report(answer: Answer, issued: &Issued, line: String) -> anyhow::Result<Answer> {
    let (value, document) = issued.reprint()?;
    let notes = std::iter::once(line).chain(answer.notes).collect();
    Ok(Answer { notes, ..Answer::new(value, document)? })
}

/// The issues in force of the same report, oldest first: code and day.
fn earlier(w: &Writer, report: &str, period: &Period) -> anyhow::Result<Vec<(String, String)>> {
    let rows = w.all(
        "SELECT id, on_date FROM issued_report
          WHERE start_on = :start AND end_on = :end AND period = :period AND report = :report AND void_reason IS NULL ORDER BY id",
        named_params! {":start": iso(period.start), ":end": iso(period.end), ":period": period.label, ":report": report},
    )?;
    rows.iter().map(|r| Ok((ISSUED_REPORT.code(r.int("id")?).to_string(), r.text("on_date")?))).collect()
}
