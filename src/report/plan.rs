//! The plan as the file holds it.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value as Json;

use super::figures::{self, Indicator};
use super::year::Year;
use crate::document::{Document, Table};
use crate::domain::date::iso;
use crate::domain::money;
use crate::i18n::pick;
use crate::store::records::plan;
use crate::store::{Db, Row, Value};
use crate::tr;

/// Which plan it is.
#[derive(Clone, Debug, Serialize)]
pub struct Heading {
    /// Its short name.
    pub name: String,
    /// Its title in both languages.
    #[serde(flatten)]
    pub words: Words,
    /// The notice it comes from.
    pub source: String,
    /// First day.
    pub start: NaiveDate,
    /// Last day, included.
    pub end: NaiveDate,
}

impl Heading {
    /// The title.
    pub fn title(&self) -> &str {
        self.words.text()
    }
}

/// A text of the plan in both languages.
#[derive(Clone, Debug, Serialize)]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Words {
    fn of(row: &Row, zh: &str, en: &str) -> anyhow::Result<Self> {
        Ok(Self { zh: row.text(zh)?, en: row.text(en)? })
    }

    /// The text in the language of this thread.
    pub fn text(&self) -> &str {
        pick(&self.zh, &self.en)
    }
}

/// Reads which plan it is.
///
/// # Errors
/// If SQLite fails.
pub fn heading(db: &Db) -> anyhow::Result<Heading> {
    let row = db.one("SELECT name, title_zh, title_en, source, start_on, end_on FROM plan", &[])?;
    Ok(Heading {
        name: row.text("name")?,
        words: Words::of(&row, "title_zh", "title_en")?,
        source: row.text("source")?,
        start: row.date("start_on")?,
        end: row.date("end_on")?,
    })
}

/// The whole plan.
#[derive(Clone, Debug, Serialize)]
pub struct Plan {
    /// Which it is.
    pub plan: Heading,
    /// Its operating years.
    pub years: Vec<PlanYear>,
    /// The functions that it switches on.
    pub functions: Vec<Function>,
    /// Its targets.
    pub targets: Vec<Target>,
    /// Terms, windows and bodies.
    pub parameters: Vec<Parameter>,
}

/// An operating year.
#[derive(Clone, Debug, Serialize)]
pub struct PlanYear {
    /// Number, days, phase.
    #[serde(flatten)]
    pub year: Year,
    /// The most admissions of the year; none is no limit.
    pub admission_cap: Option<i64>,
    /// Running costs.
    pub budget_fen: i64,
    /// The plan's clause.
    pub clause: String,
}

/// A function of the base.
#[derive(Clone, Debug, Serialize)]
pub struct Function {
    /// Its id.
    pub function: String,
    /// The operating year from which it is on.
    pub from: i64,
    /// Its name.
    #[serde(flatten)]
    pub words: Words,
    /// The plan's clause.
    pub clause: String,
}

/// The targets of an indicator, year by year.
#[derive(Clone, Debug, Serialize)]
pub struct Target {
    /// The indicator's id.
    pub indicator: String,
    /// The id of its unit.
    pub unit: String,
    /// A number a year.
    pub years: Vec<YearTarget>,
    /// The plan's clause.
    pub clause: String,
    #[serde(skip)]
    of: Indicator,
}

/// A year's target.
#[derive(Clone, Debug, Serialize)]
pub struct YearTarget {
    /// The year's number.
    pub no: i64,
    /// The target, in the indicator's unit.
    pub target: i64,
    /// Why it left the plan's figure, if it did.
    pub reason: Option<String>,
}

/// A term, a window or a body.
#[derive(Clone, Debug, Serialize)]
pub struct Parameter {
    /// Its id.
    pub parameter: String,
    /// Months, or a name.
    pub value: Json,
    /// What it is.
    #[serde(flatten)]
    pub words: Words,
    /// The plan's clause.
    pub clause: String,
    #[serde(skip)]
    shown: String,
}

impl Plan {
    /// Reads it.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db) -> anyhow::Result<Self> {
        let plan = heading(db)?;
        let years = db.all(
            "SELECT y.no, y.budget_fen, y.clause, coalesce(y.admission_cap, t.target) AS cap
               FROM operating_year y LEFT JOIN target t ON t.year = y.no AND t.indicator = 'incubated' ORDER BY y.no",
            &[],
        )?;
        let year = |r: &Row| {
            Ok(PlanYear {
                year: Year::read(db, r.int("no")?)?,
                admission_cap: r.opt_int("cap")?,
                budget_fen: r.int("budget_fen")?,
                clause: r.text("clause")?,
            })
        };
        let functions = db.all("SELECT code, from_year, zh, en, clause FROM plan_function ORDER BY from_year, id", &[])?;
        let function = |r: &Row| {
            let (function, from) = (r.text("code")?, r.int("from_year")?);
            Ok(Function { function, from, words: Words::of(r, "zh", "en")?, clause: r.text("clause")? })
        };
        let parameters = db.all("SELECT name, value, zh, en, clause FROM parameter ORDER BY id", &[])?;
        let parameter = |r: &Row| {
            let value = r.get("value")?;
            let shown = match value {
                Value::Int(n) => n.to_string(),
                Value::Text(text) => text.clone(),
                Value::Null => String::new(),
            };
            let words = Words::of(r, "zh", "en")?;
            Ok(Parameter { parameter: r.text("name")?, value: value.json(), words, clause: r.text("clause")?, shown })
        };
        Ok(Self {
            plan,
            years: years.iter().map(year).collect::<anyhow::Result<_>>()?,
            functions: functions.iter().map(function).collect::<anyhow::Result<_>>()?,
            targets: targets(db)?,
            parameters: parameters.iter().map(parameter).collect::<anyhow::Result<_>>()?,
        })
    }

    /// As a person reads it.
    pub fn document(&self) -> Document {
        let mut document = Document::titled(self.plan.title());
        document.facts(vec![
            (tr!("名称", "name"), self.plan.name.clone()),
            (tr!("来源", "source"), self.plan.source.clone()),
            (tr!("期限", "term"), tr!("{start}至{end}", "{start} to {end}", start = self.plan.start, end = self.plan.end)),
        ]);
        document.table(self.year_table());
        document.table(self.target_table());
        let changed = self.changed_table();
        if !changed.rows.is_empty() {
            document.table(changed);
        }
        let mut table = Table::new(tr!("功能", "functions"), &[tr!("功能", "function"), tr!("起始年度", "from"), tr!("依据", "clause")]);
        for f in &self.functions {
            table.row(vec![f.words.text().to_owned(), format!("Y{}", f.from), f.clause.clone()]);
        }
        document.table(table);
        let mut table = Table::new(tr!("参数", "parameters"), &[tr!("参数", "parameter"), tr!("值", "value"), tr!("依据", "clause")]);
        for p in &self.parameters {
            table.row(vec![p.words.text().to_owned(), p.shown.clone(), p.clause.clone()]);
        }
        document.table(table);
        document
    }

    fn year_table(&self) -> Table {
        let mut table = Table::new(
            tr!("运营年度", "operating years"),
            &[
                tr!("年度", "year"),
                tr!("首日", "start"),
                tr!("末日", "end"),
                tr!("阶段", "phase"),
                tr!(">入驻上限", ">admissions"),
                tr!(">经费(元)", ">costs (yuan)"),
                tr!("依据", "clause"),
            ],
        );
        for y in &self.years {
            table.row(vec![
                format!("Y{}", y.year.no),
                iso(y.year.start),
                iso(y.year.end),
                y.year.phase_name().to_owned(),
                y.admission_cap.map_or_else(String::new, |cap| cap.to_string()),
                money::yuan(y.budget_fen),
                y.clause.clone(),
            ]);
        }
        table
    }

    fn target_table(&self) -> Table {
        let mut headings = vec![tr!("指标", "indicator"), tr!("单位", "unit")];
        headings.extend(self.years.iter().map(|y| format!(">Y{}", y.year.no)));
        headings.push(tr!("依据", "clause"));
        let mut table = Table::new(tr!("年度目标", "targets"), &headings);
        for t in &self.targets {
            let mut cells = vec![t.of.name().to_owned(), t.of.unit_name().to_owned()];
            cells.extend(t.years.iter().map(|y| y.target.to_string()));
            cells.push(t.clause.clone());
            table.row(cells);
        }
        table
    }

    /// The targets that left the plan's figures.
    fn changed_table(&self) -> Table {
        let mut table = Table::new(
            tr!("目标调整", "changed targets"),
            &[tr!("年度", "year"), tr!("指标", "indicator"), tr!(">目标", ">target"), tr!("理由", "reason")],
        );
        for t in &self.targets {
            for y in &t.years {
                if let Some(reason) = &y.reason {
                    table.row(vec![format!("Y{}", y.no), t.of.name().to_owned(), y.target.to_string(), reason.clone()]);
                }
            }
        }
        table
    }
}

fn targets(db: &Db) -> anyhow::Result<Vec<Target>> {
    let calendar = plan::calendar(db)?;
    let rows = db.all(
        "SELECT i.code, i.clause, t.year, t.target, t.reason
           FROM indicator i JOIN target t ON t.indicator = i.code ORDER BY i.id, t.year",
        &[],
    )?;
    let mut targets = Vec::new();
    for of in figures::indicators(db, calendar.years[0].no)? {
        let mut target = Target { indicator: of.id.clone(), unit: of.unit.clone(), years: Vec::new(), clause: String::new(), of };
        for r in &rows {
            if r.text("code")? == target.indicator {
                target.clause = r.text("clause")?;
                target.years.push(YearTarget { no: r.int("year")?, target: r.int("target")?, reason: r.opt_text("reason")? });
            }
        }
        targets.push(target);
    }
    Ok(targets)
}
