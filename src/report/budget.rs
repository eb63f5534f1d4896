//! The execution of a year's budget.

use chrono::NaiveDate;
use serde::Serialize;

use super::plan::Words;
use crate::document::{Cell, Column, Document, Fact, Table, Totals};
use crate::domain::date::iso;
use crate::domain::money::{percent, yuan};
use crate::domain::money_terms::{CLOCK, Clock};
use crate::domain::quantity::Tenths;
use crate::fault::Fault;
use crate::i18n::{join, label};
use crate::store::{Db, Row, named_params};
use crate::tr;

/// The lines of a year with what is spent on them up to a day. Public for the
/// query-plan test.
pub const LINES: &str = "SELECT * FROM (
  SELECT c.id, c.code, c.zh, c.en,
         (SELECT b.amount_fen FROM budget_line b WHERE b.period = :period AND b.line = c.code AND b.void_reason IS NULL) AS budget_fen,
         (SELECT sum(s.amount_fen) FROM line_spending s WHERE s.line = c.code AND s.on_date BETWEEN :from AND :to) AS spent_fen
    FROM money_category c WHERE c.budget_line)
 WHERE budget_fen IS NOT NULL OR spent_fen IS NOT NULL ORDER BY id";

/// A year's budget, and what was spent of it up to a day.
#[derive(Clone, Debug, Serialize)]
pub struct Budget {
    /// The id of the clock by which the year goes.
    pub clock: String,
    /// How the year is written.
    pub label: String,
    /// The sum of its lines, or the year's amount if it has none.
    pub budget_fen: i64,
    /// What was spent.
    pub spent_fen: i64,
    /// What remains.
    pub remaining_fen: i64,
    /// 100 × spent / budget.
    pub percent: Option<Tenths>,
    /// Its lines.
    pub lines: Vec<Line>,
    #[serde(skip)]
    to: NaiveDate,
}

/// A line of the budget.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// Its id.
    pub line: String,
    /// What it has; nothing is said of it while the year has no lines.
    pub budget_fen: Option<i64>,
    /// What was spent.
    pub spent_fen: i64,
    /// What remains.
    pub remaining_fen: Option<i64>,
    /// 100 × spent / budget.
    pub percent: Option<Tenths>,
    #[serde(skip)]
    words: Words,
}

/// A year with a budget.
pub struct Year {
    /// How it is written: `Y1`, `FY2022`.
    pub label: String,
    /// First day.
    pub start: NaiveDate,
    /// Last day, included.
    pub end: NaiveDate,
    clock: String,
    amount: i64,
}

impl Year {
    /// The year of a label.
    ///
    /// # Errors
    /// [`Fault`] (input) that lists the years which have a budget.
    pub fn named(db: &Db, label: &str) -> anyhow::Result<Self> {
        let years = years(db, "period = :period", named_params! {":period": label})?;
        match years.into_iter().next() {
            Some(year) => Ok(year),
            None => {
                let all = years_of_plan(db)?.into_iter().map(|year| year.label);
                Fault::input(tr!("“{label}”不是有预算的年度", "{label} is not a year with a budget"))
                    .hint(tr!("有预算的年度:{list}", "the years with a budget: {list}", list = join(all)))
                    .err()
            }
        }
    }

    /// The years, of either clock, that hold a day: the operating year first.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn holding(db: &Db, day: NaiveDate) -> anyhow::Result<Vec<Self>> {
        years(db, ":day BETWEEN start_on AND end_on", named_params! {":day": iso(day)})
    }
}

fn years_of_plan(db: &Db) -> anyhow::Result<Vec<Year>> {
    years(db, "TRUE", named_params! {})
}

fn years(db: &Db, condition: &str, params: &[(&str, &dyn crate::store::ToSql)]) -> anyhow::Result<Vec<Year>> {
    let sql =
        format!("SELECT period, clock, start_on, end_on, amount_fen FROM budget_year WHERE {condition} ORDER BY clock DESC, start_on");
    let rows = db.all(&sql, params)?;
    let year = |r: &Row| {
        Ok(Year {
            label: r.text("period")?,
            start: r.date("start_on")?,
            end: r.date("end_on")?,
            clock: r.text("clock")?,
            amount: r.int("amount_fen")?,
        })
    };
    rows.iter().map(year).collect()
}

impl Budget {
    /// Reads the execution of a year's budget up to a day of it.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, year: &Year, to: NaiveDate) -> anyhow::Result<Self> {
        let params = named_params! {":period": year.label, ":from": iso(year.start), ":to": iso(to)};
        let rows = db.all(LINES, params)?;
        let given = rows.iter().map(|r| r.opt_int("budget_fen")).collect::<anyhow::Result<Vec<_>>>()?;
        let has_lines = given.iter().any(Option::is_some);
        let line = |(row, given): (&Row, &Option<i64>)| {
            let spent = row.opt_int("spent_fen")?.unwrap_or(0);
            let budget = if has_lines { Some(given.unwrap_or(0)) } else { None };
            Ok(Line {
                line: row.text("code")?,
                budget_fen: budget,
                spent_fen: spent,
                remaining_fen: budget.map(|budget| budget - spent),
                percent: budget.and_then(|budget| percent(spent, budget)),
                words: Words::of(row, "zh", "en")?,
            })
        };
        let lines = rows.iter().zip(&given).map(line).collect::<anyhow::Result<Vec<Line>>>()?;
        let budget_fen = if has_lines { given.iter().flatten().sum() } else { year.amount };
        let spent_fen = lines.iter().map(|l| l.spent_fen).sum();
        Ok(Self {
            clock: year.clock.clone(),
            label: year.label.clone(),
            budget_fen,
            spent_fen,
            remaining_fen: budget_fen - spent_fen,
            percent: percent(spent_fen, budget_fen),
            lines,
            to,
        })
    }

    /// As a table, with the year's sums below it.
    pub fn table(&self) -> Table {
        let amount = |heading: String| Column::number(heading).unit(tr!("元", "yuan"));
        let columns = vec![
            Column::label(tr!("科目", "line")),
            amount(tr!("预算", "budget")),
            amount(tr!("支出", "spent")),
            amount(tr!("余额", "remaining")),
            Column::number(tr!("执行%", "%")).unit("%"),
        ];
        let Self { label: year, to, .. } = self;
        let clock = CLOCK.text(&self.clock);
        let title = tr!("{clock} {year} 预算执行(元),截至{to}", "budget of {clock} {year} up to {to} (yuan)");
        let id = if self.clock == Clock::Fiscal.id() {
            label("财政年度预算", "fiscal-budget")
        } else {
            label("运营年度预算", "budget")
        };
        let mut table = Table::new(id, columns).titled(title);
        let money = |fen: Option<i64>| fen.map_or(Cell::Empty, Cell::Money);
        for l in &self.lines {
            table.row([l.words.text().into(), money(l.budget_fen), Cell::Money(l.spent_fen), money(l.remaining_fen), l.percent.into()]);
        }
        let [budget, spent, remaining] = [self.budget_fen, self.spent_fen, self.remaining_fen].map(Cell::Money);
        table.totals =
            Some(Totals { cells: vec![tr!("合计", "total").into(), budget, spent, remaining, self.percent.into()], said: None });
        table
    }

    /// As a person reads it.
    pub fn document(&self) -> Document {
        let mut document = Document::default();
        document.table(self.table());
        document
    }

    /// The year's sums.
    pub fn facts(&self) -> Vec<Fact> {
        vec![
            Fact::new(tr!("{year} 预算(元)", "budget of {year} (yuan)", year = self.label), Cell::Money(self.budget_fen)),
            Fact::new(tr!("{year} 余额(元)", "remaining of {year} (yuan)", year = self.label), Cell::Money(self.remaining_fen)),
        ]
    }

    /// The year's sums in a line.
    pub fn prose(&self) -> String {
        let (budget, remaining) = (yuan(self.budget_fen), yuan(self.remaining_fen));
        tr!("{year} 预算{budget}元,余{remaining}元", "budget of {year}: {budget} yuan, {remaining} remaining", year = self.label)
    }
}
