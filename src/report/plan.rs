//! The plan as the file holds it.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value as Json;

use super::figures::{self, Indicator};
use super::scores::Points;
use super::year::Year;
use crate::document::{Cell, Column, Document, Fact, Table};
use crate::i18n::{label, pick};
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
    pub(super) fn of(row: &Row, zh: &str, en: &str) -> anyhow::Result<Self> {
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
    /// Terms, windows, bodies and bounds.
    pub parameters: Vec<Parameter>,
    /// The items of the sheets on which evaluations are scored.
    pub sheets: Vec<SheetItem>,
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
    /// Why the plan was extended by it, where that was said.
    pub reason: Option<String>,
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

/// An item of a sheet.
#[derive(Clone, Debug, Serialize)]
pub struct SheetItem {
    /// The sheet's id.
    pub sheet: String,
    /// The item's id within it.
    pub item: String,
    /// Its name.
    #[serde(flatten)]
    pub words: Words,
    /// Its full marks, which the base sets; none of a condition.
    pub full: Option<Points>,
    /// Of a condition, whether the judgement falls with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub must: Option<bool>,
    /// The plan's clause.
    pub clause: String,
    #[serde(skip)]
    of: Words,
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
    /// Whether the base sets it, because the plan has no figure for it.
    pub local: bool,
    /// Why it left the plan file's value, if it did.
    pub reason: Option<String>,
    #[serde(skip)]
    shown: Cell,
}

impl Plan {
    /// Reads it.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db) -> anyhow::Result<Self> {
        let plan = heading(db)?;
        let years = db.all(
            "SELECT y.no, y.budget_fen, y.reason, y.clause, coalesce(y.admission_cap, t.target) AS cap
               FROM operating_year y LEFT JOIN target t ON t.year = y.no AND t.indicator = 'incubated' ORDER BY y.no",
            &[],
        )?;
        let year = |r: &Row| {
            Ok(PlanYear {
                year: Year::read(db, r.int("no")?)?,
                admission_cap: r.opt_int("cap")?,
                budget_fen: r.int("budget_fen")?,
                reason: r.opt_text("reason")?,
                clause: r.text("clause")?,
            })
        };
        let functions = db.all("SELECT code, from_year, zh, en, clause FROM plan_function ORDER BY from_year, id", &[])?;
        let function = |r: &Row| {
            let (function, from) = (r.text("code")?, r.int("from_year")?);
            Ok(Function { function, from, words: Words::of(r, "zh", "en")?, clause: r.text("clause")? })
        };
        let parameters = db.all("SELECT name, value, zh, en, clause, local, reason FROM parameter ORDER BY id", &[])?;
        let parameter = |r: &Row| {
            let value = r.get("value")?;
            let shown = match value {
                Value::Int(n) => (*n).into(),
                Value::Text(text) => text.as_str().into(),
                Value::Null => Cell::Empty,
            };
            let words = Words::of(r, "zh", "en")?;
            let (parameter, clause, local) = (r.text("name")?, r.text("clause")?, r.int("local")? == 1);
            Ok(Parameter { parameter, value: value.json(), words, clause, local, reason: r.opt_text("reason")?, shown })
        };
        Ok(Self {
            plan,
            years: years.iter().map(year).collect::<anyhow::Result<_>>()?,
            functions: functions.iter().map(function).collect::<anyhow::Result<_>>()?,
            targets: targets(db)?,
            parameters: parameters.iter().map(parameter).collect::<anyhow::Result<_>>()?,
            sheets: sheets(db)?,
        })
    }

    /// As a person reads it.
    pub fn document(&self) -> Document {
        let mut document = Document::titled(self.plan.title());
        document.facts(vec![
            Fact::new(tr!("名称", "name"), self.plan.name.as_str()),
            Fact::new(tr!("来源", "source"), self.plan.source.as_str()),
            Fact::new(tr!("期限", "term"), tr!("{start}至{end}", "{start} to {end}", start = self.plan.start, end = self.plan.end)).brief(),
            Fact::new(tr!("首日", "first day"), self.plan.start).full(),
            Fact::new(tr!("末日", "last day"), self.plan.end).full(),
        ]);
        document.table(self.year_table());
        document.table(self.target_table());
        document.table(self.changed_table());
        let clause = || Column::words(tr!("依据", "clause"));
        let columns = vec![Column::label(tr!("功能", "function")), Column::words(tr!("起始年度", "from")), clause()];
        let mut table = Table::new(label("功能", "functions"), columns).titled(tr!("功能", "functions"));
        for f in &self.functions {
            table.row([f.words.text().into(), format!("Y{}", f.from).into(), f.clause.as_str().into()]);
        }
        document.table(table);
        let columns = vec![
            Column::label(tr!("参数", "parameter")),
            Column::words(tr!("值", "value")),
            clause(),
            Column::words(tr!("由来", "set by")),
        ];
        let mut table = Table::new(label("参数", "parameters"), columns).titled(tr!("参数", "parameters"));
        for p in &self.parameters {
            let set_by = if p.local { tr!("本地设定", "this base") } else { tr!("方案", "the plan") };
            table.row([p.words.text().into(), p.shown.clone(), p.clause.as_str().into(), set_by.into()]);
        }
        document.table(table);
        document.table(self.sheet_table());
        document
    }

    fn year_table(&self) -> Table {
        let columns = vec![
            Column::label(tr!("年度", "year")),
            Column::date(tr!("首日", "start")),
            Column::date(tr!("末日", "end")),
            Column::words(tr!("阶段", "phase")),
            Column::number(tr!("入驻上限", "admissions")),
            Column::number(tr!("经费(元)", "costs (yuan)")).unit(tr!("元", "yuan")),
            Column::words(tr!("依据", "clause")),
        ];
        let mut table = Table::new(label("运营年度", "years"), columns).titled(tr!("运营年度", "operating years"));
        for y in &self.years {
            table.row([
                format!("Y{}", y.year.no).into(),
                y.year.start.into(),
                y.year.end.into(),
                y.year.phase_name().into(),
                y.admission_cap.into(),
                Cell::Money(y.budget_fen),
                y.clause.as_str().into(),
            ]);
        }
        table
    }

    fn target_table(&self) -> Table {
        let mut columns = vec![Column::label(tr!("指标", "indicator")), Column::words(tr!("单位", "unit"))];
        columns.extend(self.years.iter().map(|y| Column::number(format!("Y{}", y.year.no))));
        columns.push(Column::words(tr!("依据", "clause")));
        let mut table = Table::new(label("年度目标", "targets"), columns).titled(tr!("年度目标", "targets"));
        for t in &self.targets {
            let mut cells: Vec<Cell> = vec![t.of.name().into(), t.of.unit_name().into()];
            cells.extend(t.years.iter().map(|y| Cell::from(y.target)));
            cells.push(t.clause.as_str().into());
            table.row(cells);
        }
        table
    }

    fn sheet_table(&self) -> Table {
        let columns = vec![
            Column::label(tr!("评分表", "sheet")),
            Column::label(tr!("项目", "item")),
            Column::number(tr!("满分", "full marks")),
            Column::words(tr!("依据", "clause")),
        ];
        let title = tr!("评分表(满分为本地设定)", "sheets (full marks are set by this base)");
        let mut table = Table::new(label("评分表", "sheets"), columns).titled(title);
        for i in &self.sheets {
            let full = i.full.map_or(Cell::Empty, |full| Cell::Hundredths(full.0));
            table.row([i.of.text().into(), i.words.text().into(), full, i.clause.as_str().into()]);
        }
        table
    }

    /// The targets that left the plan's figures.
    fn changed_table(&self) -> Table {
        let columns = vec![
            Column::label(tr!("年度", "year")),
            Column::label(tr!("指标", "indicator")),
            Column::number(tr!("目标", "target")),
            Column::words(tr!("理由", "reason")),
        ];
        let mut table = Table::new(label("目标调整", "changed-targets"), columns).titled(tr!("目标调整", "changed targets")).if_any();
        for t in &self.targets {
            for y in &t.years {
                if let Some(reason) = &y.reason {
                    table.row([format!("Y{}", y.no).into(), t.of.name().into(), y.target.into(), reason.as_str().into()]);
                }
            }
        }
        table
    }
}

fn sheets(db: &Db) -> anyhow::Result<Vec<SheetItem>> {
    let rows = db.all(
        "SELECT i.sheet, i.item, i.full_points, i.must, i.zh, i.en, i.clause, s.zh AS of_zh, s.en AS of_en
           FROM sheet_item i JOIN sheet s ON s.code = i.sheet ORDER BY s.id, i.id",
        &[],
    )?;
    let item = |r: &Row| {
        let (words, of) = (Words::of(r, "zh", "en")?, Words::of(r, "of_zh", "of_en")?);
        let (sheet, item, clause) = (r.text("sheet")?, r.text("item")?, r.text("clause")?);
        let (full, must) = (r.opt_int("full_points")?.map(Points), r.opt_int("must")?.map(|must| must == 1));
        Ok(SheetItem { sheet, item, words, full, must, clause, of })
    };
    rows.iter().map(item).collect()
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
