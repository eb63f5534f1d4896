//! `demo`: a base in its third operating year, made by the program's own
//! commands, then the last completed quarter's report.

mod functions;
mod money;
mod operator;
mod people;
mod projects;
mod residents;
mod story;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::Context;
use chrono::{Datelike, NaiveDate};
use tempfile::TempPath;

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::cli::files::{self, folder_of, unwritten};
use crate::cli::host::Host;
use crate::domain::date::{add_months, iso};
use crate::domain::text::printable;
use crate::fault::Fault;
use crate::i18n::lang;
use crate::store::file::temporary::{Purpose, Temporary};
use crate::store::open_read;
use crate::store::records::plan;
use crate::tr;

/// Who makes a demo; its first entry tells one from a real database.
const MAKER: &str = "fuhua demo";

#[derive(clap::Args)]
pub struct Args {}

/// One command of the story, typed on a day.
pub struct Step {
    /// The day.
    pub day: NaiveDate,
    /// Who types it.
    pub actor: &'static str,
    /// The arguments.
    pub arguments: Vec<String>,
}

/// Makes the demo database unless it is there, and shows its last completed
/// quarter.
///
/// # Errors
/// A fault if another file has its name or the disk fails.
pub fn run(_: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let target = if ctx.db_named { ctx.db.clone() } else { PathBuf::from("fuhua-demo.db") };
    let shown = printable(&target.display().to_string());
    ctx.files.works_on(&target)?;
    if target.symlink_metadata().is_ok() {
        let db = open_read(&target)?;
        let first = db.maybe("SELECT actor FROM journal WHERE seq = 1", &[])?;
        if first.map(|row| row.text("actor")).transpose()?.as_deref() != Some(MAKER) {
            return Fault::input(tr!("{shown} 不是演示数据库,不会改动", "{shown} is not a demo database and was left alone"))
                .hint(tr!("用 --db 指明另一个位置", "name another place with --db"))
                .err();
        }
    } else {
        ctx.files.free(&target)?;
        let folder = folder_of(&target).canonicalize().map_err(|e| unwritten(&target, &e))?;
        let workshop = Temporary::new(Purpose::Demo, &folder).map_err(|e| unwritten(&target, &e))?;
        let file = make(workshop.path(), ctx.today())?;
        if ctx.dry_run {
            let (mut answer, _) = quarter(&file, ctx)?;
            answer
                .document
                .text(tr!("试运行:可以建立演示数据库 {shown};未保存", "dry run: the demo database {shown} can be made; nothing was kept"));
            return Ok(answer);
        }
        files::place(file, &folder, &target)?;
        ctx.host.say(&tr!(
            "已建立演示数据库 {shown},其中的组织和人员均为虚构",
            "made the demo database {shown}; its organisations and persons are invented"
        ));
    }
    let (mut answer, label) = quarter(&target, ctx)?;
    let flag = format!("{} --db {shown}", ctx.program);
    answer.document.text(tr!(
        "接着可试:\n  {flag} target status\n  {flag} report evidence trainees {label}\n  {flag} list applications\n  {flag} show I2\n  {flag} history A1\n  {flag} audit",
        "what to try next:\n  {flag} target status\n  {flag} report evidence trainees {label}\n  {flag} list applications\n  {flag} show I2\n  {flag} history A1\n  {flag} audit"
    ));
    Ok(answer)
}

/// The report on the last completed quarter, and that quarter's label.
fn quarter(file: &Path, ctx: &Ctx<'_, '_>) -> anyhow::Result<(Answer, String)> {
    let db = open_read(file)?;
    let calendar = plan::calendar(&db)?;
    let period = calendar.quarter_before(ctx.today());
    Ok((super::report::of_period(&db, &calendar, &period, ctx.today())?, period.label))
}

/// The plan's first day, such that today lies in the third quarter of its third
/// operating year.
fn start_of(today: NaiveDate) -> anyhow::Result<NaiveDate> {
    let quarter = NaiveDate::from_ymd_opt(today.year() - 2, today.month0() / 3 * 3 + 1, 1).context("first day of a quarter")?;
    quarter.checked_sub_months(chrono::Months::new(6)).context("two quarters earlier")
}

/// Tells the story into a file in a folder of its own.
fn make(workshop: &Path, today: NaiveDate) -> anyhow::Result<TempPath> {
    let file = workshop.join("demo.db");
    let start = start_of(today)?;
    let mut steps = vec![Step { day: start, actor: MAKER, arguments: vec!["init".into(), "--start".into(), iso(start)] }];
    steps
        .extend(story::steps(|year, month, day| add_months(start, 12 * (year - 1) + month) + chrono::Days::new(u64::from(day)), workshop)?);
    steps.sort_by_key(|step| step.day);
    for step in steps.iter().filter(|step| step.day <= today) {
        type_in(&file, step)?;
    }
    Ok(TempPath::try_from_path(file)?)
}

/// Runs one command line as its clerk would have typed it.
fn type_in(file: &Path, step: &Step) -> anyhow::Result<()> {
    let mut arguments: Vec<OsString> =
        ["fuhua", "-q", "--lang", lang().id(), "--today", &iso(step.day), "--actor", step.actor, "--db"].map(OsString::from).into();
    arguments.push(file.into());
    arguments.extend(step.arguments.iter().map(OsString::from));
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut host = Host::scratch(&|_| None, &mut out, &mut err);
    let code = crate::cli::run(arguments, &mut host);
    if code != 0 {
        anyhow::bail!("{} ({}): {}", step.arguments.join(" "), step.day, String::from_utf8_lossy(&err));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_lies_in_the_third_quarter_of_the_third_year() {
        for (today, start) in
            [("2026-11-23", "2024-04-01"), ("2026-01-01", "2023-07-01"), ("2024-12-31", "2022-04-01"), ("2024-02-29", "2021-07-01")]
        {
            let day = |text| crate::domain::date::parse_iso(text).expect(text);
            assert_eq!(iso(start_of(day(today)).expect("a start")), start, "{today}");
        }
    }
}
