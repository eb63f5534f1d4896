//! The plan's tables: written once by `init`, read by everything.

use chrono::NaiveDate;

use crate::domain::calendar::{Calendar, OperatingYear};
use crate::domain::date::{add_months, yearless};
use crate::domain::terms::{ReviewStage, Word};
use crate::fault::Fault;
use crate::plan::{Plan, Setting, YEARS, bounds};
use crate::store::{Db, Row, Value, Writer, named_params};
use crate::tr;

/// Writes a plan's rows; `calendar` says on which days its years lie.
///
/// # Errors
/// If SQLite fails.
pub fn write(w: &Writer, plan: &Plan, calendar: &Calendar) -> anyhow::Result<()> {
    let (first, last) = (&calendar.years[0], &calendar.years[calendar.years.len() - 1]);
    w.insert(
        "plan",
        &[
            ("name", plan.name.as_str().into()),
            ("title_zh", plan.title.zh.as_str().into()),
            ("title_en", plan.title.en.as_str().into()),
            ("source", plan.source.as_str().into()),
            ("start_on", first.start.into()),
            ("end_on", last.end.into()),
        ],
    )?;
    years(w, plan, calendar)?;
    for f in &plan.functions {
        w.insert("plan_function", &worded([&f.zh, &f.en, &f.clause], [("code", f.id.as_str().into()), ("from_year", f.from.into())]))?;
    }
    for i in &plan.indicators {
        w.insert("indicator", &worded([&i.zh, &i.en, &i.clause], [("code", i.id.as_str().into()), ("unit", i.unit.as_str().into())]))?;
        for (index, days) in calendar.years.iter().enumerate() {
            w.insert("target", &[("year", days.no.into()), ("indicator", i.id.as_str().into()), ("target", i.target_of(index).into())])?;
        }
    }
    for p in &plan.parameters {
        let value: Value = match &p.value {
            Setting::Number(n) => (*n).into(),
            Setting::Text(text) => text.as_str().into(),
        };
        let own = [("name", p.id.as_str().into()), ("value", value), ("local", i64::from(p.local).into())];
        w.insert("parameter", &worded([&p.zh, &p.en, &p.clause], own))?;
    }
    for (table, list) in [("entry_condition", &plan.conditions), ("basic_service", &plan.services)] {
        for i in list {
            w.insert(table, &worded([&i.zh, &i.en, &i.clause], [("code", i.id.as_str().into())]))?;
        }
    }
    sheets(w, plan)?;
    money(w, plan)?;
    clauses(w, plan)
}

fn clauses(w: &Writer, plan: &Plan) -> anyhow::Result<()> {
    for c in &plan.clauses {
        let list = |items: &[String]| Ok::<Value, anyhow::Error>(serde_json::to_string(items)?.into());
        let own = [
            ("no", c.no.into()),
            ("asks", i64::from(c.asks).into()),
            ("commands", list(&c.commands)?),
            ("kinds", list(&c.kinds)?),
            ("rules", list(&c.rules)?),
            ("reports", list(&c.reports)?),
        ];
        w.insert("clause", &worded([&c.zh, &c.en, &c.clause], own))?;
    }
    Ok(())
}

/// Adds an operating year that is like another one.
fn copy_year(w: &Writer, like: i64, year: &OperatingYear, reason: Option<&str>) -> anyhow::Result<()> {
    let copied = |row: &Row, names: &[&'static str]| {
        names.iter().map(|name| Ok((*name, row.get(name)?.clone()))).collect::<anyhow::Result<Vec<(&'static str, Value)>>>()
    };
    let model = w.one(
        "SELECT phase, phase_zh, phase_en, admission_cap, budget_fen, clause FROM operating_year WHERE no = :no",
        named_params! {":no": like},
    )?;
    let own = vec![("no", year.no.into()), ("start_on", year.start.into()), ("end_on", year.end.into()), ("reason", reason.into())];
    let names = ["phase", "phase_zh", "phase_en", "admission_cap", "budget_fen", "clause"];
    w.insert("operating_year", &[own, copied(&model, &names)?].concat())?;
    for target in w.all("SELECT indicator, target, reason FROM target WHERE year = :no ORDER BY id", named_params! {":no": like})? {
        let columns = [vec![("year", year.no.into())], copied(&target, &["indicator", "target", "reason"])?].concat();
        w.insert("target", &columns)?;
    }
    Ok(())
}

/// Adds operating years after the last one, each with its phase, cap, budget and
/// targets; the plan ends with the last of them, which is returned.
///
/// # Errors
/// [`Fault`] (input) if there are none to add, or the plan would be too long.
pub fn extend(w: &Writer, years: i64, reason: Option<&str>) -> anyhow::Result<OperatingYear> {
    let mut calendar = calendar(w)?;
    let (first, last) = (calendar.years[0].start, calendar.years.len());
    let after = |n: usize| add_months(first, u32::try_from(12 * n).unwrap_or(u32::MAX));
    let wanted = usize::try_from(years).unwrap_or(0);
    if wanted == 0 || last + wanted > YEARS {
        return Fault::input(tr!(
            "延长的年数应为1至{most}",
            "the years that are added must be 1 to {most}",
            most = YEARS.saturating_sub(last)
        ))
        .err();
    }
    for n in last..last + wanted {
        let (start, end) = (after(n), after(n + 1).pred_opt().unwrap_or(first));
        calendar.years.push(OperatingYear { no: i64::try_from(n)? + 1, start, end });
    }
    if let Some(why) = bounds::days(&calendar) {
        return Fault::input(why).err();
    }
    for year in &calendar.years[last..] {
        copy_year(w, i64::try_from(last)?, year, reason)?;
    }
    let end = calendar.years.pop().ok_or_else(|| anyhow::anyhow!("a plan without years"))?;
    w.update("plan", 1, &[("end_on", end.end.into())])?;
    Ok(end)
}

fn sheets(w: &Writer, plan: &Plan) -> anyhow::Result<()> {
    for s in &plan.sheets {
        w.insert("sheet", &worded([&s.zh, &s.en, &s.clause], [("code", s.id.as_str().into())]))?;
    }
    for i in &plan.items {
        let own = [
            ("code", i.code().into()),
            ("sheet", i.sheet.as_str().into()),
            ("item", i.id.as_str().into()),
            ("full_points", i.full.map(|full| full * 100).into()),
            ("must", i.must.map(i64::from).into()),
        ];
        w.insert("sheet_item", &worded([&i.zh, &i.en, &i.clause], own))?;
    }
    Ok(())
}

fn money(w: &Writer, plan: &Plan) -> anyhow::Result<()> {
    for s in &plan.sources {
        let own = [("code", s.id.as_str().into()), ("account", s.account.as_str().into()), ("for_grants", i64::from(s.grants).into())];
        w.insert("money_source", &worded([&s.zh, &s.en, &s.clause], own))?;
    }
    for c in &plan.categories {
        let own = [
            ("code", c.id.as_str().into()),
            ("direction", c.direction.as_str().into()),
            ("needs", c.needs.as_deref().into()),
            ("budget_line", i64::from(c.line).into()),
        ];
        w.insert("money_category", &worded([&c.zh, &c.en, &c.clause], own))?;
        for source in &c.sources {
            w.insert("category_source", &[("category", c.id.as_str().into()), ("source", source.as_str().into())])?;
        }
    }
    Ok(())
}

fn years(w: &Writer, plan: &Plan, calendar: &Calendar) -> anyhow::Result<()> {
    for (year, days) in plan.years.iter().zip(&calendar.years) {
        w.insert(
            "operating_year",
            &[
                ("no", days.no.into()),
                ("start_on", days.start.into()),
                ("end_on", days.end.into()),
                ("phase", year.phase.id.as_str().into()),
                ("phase_zh", year.phase.zh.as_str().into()),
                ("phase_en", year.phase.en.as_str().into()),
                ("admission_cap", year.admission_cap.into()),
                ("budget_fen", year.budget_fen()?.into()),
                ("clause", year.clause.as_str().into()),
            ],
        )?;
    }
    Ok(())
}

/// A row's own columns, and the three words that most rows of a plan have.
fn worded<const N: usize>([zh, en, clause]: [&String; 3], own: [(&'static str, Value); N]) -> Vec<(&'static str, Value)> {
    let words = [("zh", zh), ("en", en), ("clause", clause)];
    own.into_iter().chain(words.map(|(column, text)| (column, text.as_str().into()))).collect()
}

/// The plan's operating years.
///
/// # Errors
/// If SQLite fails.
pub fn calendar(db: &Db) -> anyhow::Result<Calendar> {
    let rows = db.all("SELECT no, start_on, end_on FROM operating_year ORDER BY no", &[])?;
    let years = rows
        .iter()
        .map(|r| Ok(OperatingYear { no: r.int("no")?, start: r.date("start_on")?, end: r.date("end_on")? }))
        .collect::<anyhow::Result<Vec<_>>>()?;
    anyhow::ensure!(!years.is_empty(), Fault::database(tr!("库中没有运营年度", "the file has no operating year")));
    Ok(Calendar { years })
}

/// The body that decides a stage of review, evaluation or exit by the plan: those
/// of the two approvals, 四(一)4,5,6.
///
/// # Errors
/// If the plan has no such parameter, or it is no text.
pub fn approver(db: &Db, stage: impl Word) -> anyhow::Result<Option<String>> {
    let name = match ReviewStage::of(stage.id()) {
        Some(ReviewStage::Preliminary) => "preliminary_body",
        Some(ReviewStage::Final) => "final_body",
        _ => return Ok(None),
    };
    db.one("SELECT value FROM parameter WHERE name = :name", named_params! {":name": name})?.text("value").map(Some)
}

/// A parameter in whole months.
///
/// # Errors
/// If the plan has no such parameter, or it is no number.
pub fn months(db: &Db, name: &str) -> anyhow::Result<u32> {
    let value = db.one("SELECT value FROM parameter WHERE name = :name", named_params! {":name": name})?.int("value")?;
    Ok(u32::try_from(value)?)
}

/// A parameter in whole days.
///
/// # Errors
/// As [`months`].
pub fn days(db: &Db, name: &str) -> anyhow::Result<u64> {
    Ok(months(db, name)?.into())
}

/// A parameter that is a day of every year: its month and day.
///
/// # Errors
/// If the plan has no such parameter, or it is no day.
pub fn day_of_year(db: &Db, name: &str) -> anyhow::Result<(u32, u32)> {
    let value = db.one("SELECT value FROM parameter WHERE name = :name", named_params! {":name": name})?.text("value")?;
    yearless(&value).ok_or_else(|| anyhow::anyhow!("the parameter {name} is no day of the year: {value}"))
}

/// The day `months` (a parameter) after a day.
///
/// # Errors
/// As [`months`].
pub fn after(db: &Db, day: NaiveDate, name: &str) -> anyhow::Result<NaiveDate> {
    Ok(add_months(day, months(db, name)?))
}

/// The last day in force of what holds for `months` (a parameter) from a day.
///
/// # Errors
/// As [`months`].
pub fn last_day(db: &Db, day: NaiveDate, name: &str) -> anyhow::Result<NaiveDate> {
    Ok(after(db, day, name)?.pred_opt().unwrap_or(day))
}
