//! Sums of money: the one reader of the views `money_move`, `grant_payment` and
//! `closed_quarter`.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::figures::Span;
use super::plan::Words;
use crate::document::{Cell, Column, Table};
use crate::domain::date::iso;
use crate::domain::money_terms::{ACCOUNT, Account, DIRECTION};
use crate::domain::period::{Period, Shape};
use crate::i18n::label;
use crate::store::records::plan;
use crate::store::{Db, Row, named_params};
use crate::tr;

/// What each source had, took in and paid. Public for the query-plan test.
pub const SOURCES: &str = "SELECT s.code, s.account, s.zh, s.en,
       coalesce(sum(CASE WHEN m.on_date < :from THEN m.signed_fen END), 0) AS opening_fen,
       coalesce(sum(CASE WHEN m.on_date >= :from AND m.direction = 'in' THEN m.amount_fen END), 0) AS in_fen,
       coalesce(sum(CASE WHEN m.on_date >= :from AND m.direction = 'out' THEN m.amount_fen END), 0) AS out_fen
  FROM money_source s LEFT JOIN money_move m ON m.source = s.code AND m.on_date <= :to
 GROUP BY s.id ORDER BY s.id";

/// What came in and went out by category. Public for the query-plan test.
pub const CATEGORIES: &str = "SELECT c.code, c.direction, c.zh, c.en, sum(v.amount_fen) AS amount_fen, count(*) AS vouchers,
       sum(NOT EXISTS (SELECT 1 FROM attachment a WHERE a.subject = 'V' || v.id AND a.void_reason IS NULL)) AS without_papers
  FROM voucher v JOIN money_category c ON c.code = v.category
 WHERE v.on_date BETWEEN :from AND :to AND v.void_reason IS NULL
 GROUP BY c.id ORDER BY c.id";

/// Each organisation's money in custody at the end of a day. Public for the query-plan test.
pub const CUSTODY: &str = "SELECT o.id, o.name, sum(m.signed_fen) AS balance_fen
  FROM money_move m JOIN money_source s ON s.code = m.source JOIN org o ON o.id = m.org_id
 WHERE s.account = 'custody' AND m.on_date <= :to
 GROUP BY o.id ORDER BY o.id";

/// A source over a period.
#[derive(Clone, Debug, Serialize)]
pub struct Source {
    /// Its id.
    pub source: String,
    /// The id of its account.
    pub account: String,
    /// The balance before the first day.
    pub opening_fen: i64,
    /// What came in.
    pub in_fen: i64,
    /// What went out.
    pub out_fen: i64,
    /// The balance at the end of the last day.
    pub closing_fen: i64,
    /// Its name.
    #[serde(skip)]
    pub words: Words,
}

impl Source {
    fn of(row: &Row) -> anyhow::Result<Self> {
        let (opening_fen, in_fen, out_fen) = (row.int("opening_fen")?, row.int("in_fen")?, row.int("out_fen")?);
        Ok(Self {
            source: row.text("code")?,
            account: row.text("account")?,
            opening_fen,
            in_fen,
            out_fen,
            closing_fen: opening_fen + in_fen - out_fen,
            words: Words::of(row, "zh", "en")?,
        })
    }
}

/// Every source over a period, in the plan's order.
///
/// # Errors
/// If SQLite fails.
pub fn sources(db: &Db, days: Span) -> anyhow::Result<Vec<Source>> {
    let rows = db.all(SOURCES, named_params! {":from": iso(days.0), ":to": iso(days.1)})?;
    rows.iter().map(Source::of).collect()
}

/// Sums of the operating account: what is said without a word more.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums {
    /// The balance before the first day.
    pub opening: i64,
    /// What came in.
    pub into: i64,
    /// What went out.
    pub out: i64,
    /// The balance at the end of the last day.
    pub closing: i64,
}

/// The sums of the operating account.
pub fn sums(sources: &[Source]) -> Sums {
    let operating = sources.iter().filter(|s| s.account == Account::Operating.id());
    operating.fold(Sums::default(), |sums, s| Sums {
        opening: sums.opening + s.opening_fen,
        into: sums.into + s.in_fen,
        out: sums.out + s.out_fen,
        closing: sums.closing + s.closing_fen,
    })
}

/// The sources as a table.
pub fn source_table(sources: &[Source]) -> Table {
    let yuan = |heading: String| Column::number(heading).unit(tr!("元", "yuan"));
    let columns = vec![
        Column::label(tr!("来源", "source")),
        Column::words(tr!("账户", "account")),
        yuan(tr!("期初", "opening")),
        yuan(tr!("收入", "in")),
        yuan(tr!("支出", "out")),
        yuan(tr!("期末", "closing")),
    ];
    let mut table = Table::new(label("资金来源", "sources"), columns).titled(tr!("各来源收支(元)", "by source (yuan)"));
    for s in sources {
        let amounts = [s.opening_fen, s.in_fen, s.out_fen, s.closing_fen].map(Cell::Money);
        let account = ACCOUNT.text(&s.account);
        table.row([vec![s.words.text().into(), account.into()], amounts.to_vec()].concat());
    }
    table
}

/// A category that a voucher of the period has.
#[derive(Clone, Debug, Serialize)]
pub struct Category {
    /// Its id.
    pub category: String,
    /// The id of its direction.
    pub direction: String,
    /// Its sum.
    pub amount_fen: i64,
    /// Its name.
    #[serde(skip)]
    pub words: Words,
}

/// How many vouchers there are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Vouchers {
    /// All of them.
    pub all: i64,
    /// Those on which no paper is.
    pub without_papers: i64,
}

/// The categories of a period's vouchers, in the plan's order, and how many
/// vouchers there are.
///
/// # Errors
/// If SQLite fails.
pub fn categories(db: &Db, days: Span) -> anyhow::Result<(Vec<Category>, Vouchers)> {
    let rows = db.all(CATEGORIES, named_params! {":from": iso(days.0), ":to": iso(days.1)})?;
    let mut vouchers = Vouchers::default();
    let mut found = Vec::new();
    for row in &rows {
        vouchers.all += row.int("vouchers")?;
        vouchers.without_papers += row.int("without_papers")?;
        found.push(Category {
            category: row.text("code")?,
            direction: row.text("direction")?,
            amount_fen: row.int("amount_fen")?,
            words: Words::of(row, "zh", "en")?,
        });
    }
    Ok((found, vouchers))
}

/// The categories as a table.
pub fn category_table(categories: &[Category]) -> Table {
    let columns = vec![
        Column::words(tr!("收支", "direction")).once(),
        Column::label(tr!("类别", "category")),
        Column::number(tr!("金额", "amount")).unit(tr!("元", "yuan")),
    ];
    let mut table = Table::new(label("类别", "categories"), columns).titled(tr!("各类别收支(元)", "by category (yuan)")).if_any();
    for c in categories {
        let direction = DIRECTION.text(&c.direction);
        table.row([direction.into(), c.words.text().into(), Cell::Money(c.amount_fen)]);
    }
    table
}

/// An organisation's money in custody.
#[derive(Clone, Debug, Serialize)]
pub struct Custody {
    /// Its code.
    pub org: String,
    /// Its name.
    pub name: String,
    /// What is kept for it.
    pub balance_fen: i64,
}

/// The money in custody at the end of a day, of every organisation that has had any.
///
/// # Errors
/// If SQLite fails.
pub fn custody(db: &Db, day: NaiveDate) -> anyhow::Result<Vec<Custody>> {
    let rows = db.all(CUSTODY, named_params! {":to": iso(day)})?;
    let of = |r: &Row| Ok(Custody { org: format!("O{}", r.int("id")?), name: r.text("name")?, balance_fen: r.int("balance_fen")? });
    rows.iter().map(of).collect()
}

/// What became of the books of a quarter.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Closing {
    /// By when an operating quarter's finances are to be submitted.
    pub due: Option<NaiveDate>,
    /// When they were.
    pub submitted: Option<NaiveDate>,
    /// When the books were closed, if they are.
    pub closed: Option<NaiveDate>,
}

impl Closing {
    /// Reads it; of what is no quarter there is nothing to say. A submission no
    /// longer stands once the quarter was opened again.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, period: &Period) -> anyhow::Result<Self> {
        if period.shape != Shape::Quarter {
            return Ok(Self::default());
        }
        let days = named_params! {":start": iso(period.start), ":end": iso(period.end)};
        let day = |row: Option<Row>| row.map(|row| row.date("on_date")).transpose();
        let closed = db.maybe("SELECT on_date FROM closed_quarter WHERE start_on = :start AND end_on = :end", days)?;
        let submitted = db.maybe(
            "SELECT s.on_date FROM period_step s
              WHERE s.start_on = :start AND s.end_on = :end AND s.what = 'finance' AND s.void_reason IS NULL
                AND NOT EXISTS (SELECT 1 FROM period_step l WHERE l.start_on = s.start_on AND l.end_on = s.end_on AND l.id > s.id
                                   AND l.step = 'reopened' AND l.void_reason IS NULL)
              ORDER BY s.id LIMIT 1",
            days,
        )?;
        let due = match &period.operating {
            Some(_) => period.end.checked_add_days(Days::new(plan::days(db, "quarterly_due_days")?)),
            None => None,
        };
        Ok(Self { due, submitted: day(submitted)?, closed: day(closed)? })
    }

    /// In a line.
    pub fn prose(&self) -> String {
        let closed = self.closed.map_or_else(|| tr!("未结账", "not closed"), |day| tr!("{day}结账", "closed on {day}"));
        let submitted = self.submitted.map_or_else(|| tr!("未报送", "not submitted"), |day| tr!("{day}报送", "submitted on {day}"));
        match self.due {
            Some(due) => tr!("{closed};{submitted};报送期限{due}", "{closed}; {submitted}; due on {due}"),
            None => tr!("{closed};{submitted}", "{closed}; {submitted}"),
        }
    }
}
