//! The statement of finances of a period.

use chrono::NaiveDate;
use serde::Serialize;

use super::budget::{Budget, Year};
use super::money::{self, Category, Closing, Custody, Source};
use super::periodic::{Head, Span};
use crate::document::{Cell, Column, Document, Fact, Table};
use crate::domain::date::iso;
use crate::domain::money::yuan;
use crate::domain::period::{Period, Shape};
use crate::i18n::label;
use crate::store::{Db, Row, named_params};
use crate::tr;

/// The projects whose grant had begun, or was paid on, by the end of a day.
/// Public for the query-plan test.
pub const PROJECTS: &str = "SELECT p.id, p.title, p.grant_fen, coalesce(sum(g.amount_fen), 0) AS paid_fen
  FROM project p LEFT JOIN grant_payment g ON g.project_id = p.id AND g.on_date <= :to
 WHERE p.void_reason IS NULL AND (p.grant_fen IS NOT NULL AND p.on_date <= :to OR g.project_id IS NOT NULL)
 GROUP BY p.id ORDER BY p.id";

/// The statement of a period. Once that is over nothing in it depends on the day
/// on which it is made.
#[derive(Clone, Debug, Serialize)]
pub struct Statement {
    /// The period.
    pub period: Span,
    /// The day on which a period that is not over was looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<NaiveDate>,
    /// When the quarter's books were closed.
    pub closed: Option<NaiveDate>,
    /// By when a quarter is submitted.
    pub due: Option<NaiveDate>,
    /// When it was.
    pub submitted: Option<NaiveDate>,
    /// The balance of the operating account before the first day.
    pub opening_fen: i64,
    /// What came in.
    pub in_fen: i64,
    /// What went out.
    pub out_fen: i64,
    /// The balance at the end of the last day.
    pub closing_fen: i64,
    /// All sources.
    pub sources: Vec<Source>,
    /// The categories that a voucher of the period has.
    pub categories: Vec<Category>,
    /// The budgets of the years in which the period ends, up to its end.
    pub budget: Vec<Budget>,
    /// The money in custody at the end.
    pub custody: Vec<Custody>,
    /// Grants begun or paid by the end.
    pub projects: Vec<Grant>,
    /// How many vouchers there are in the period.
    pub vouchers: i64,
    /// How many of them have no paper.
    pub without_papers: i64,
    /// The journal's head.
    pub journal: Option<Head>,
    #[serde(skip)]
    title: String,
    #[serde(skip)]
    prose: String,
    #[serde(skip)]
    unfinished: Option<String>,
    #[serde(skip)]
    closing: Option<Closing>,
}

/// A project's grant.
#[derive(Clone, Debug, Serialize)]
pub struct Grant {
    /// The project's code.
    pub project: String,
    /// The grant.
    pub grant_fen: Option<i64>,
    /// What was paid of it.
    pub paid_fen: i64,
    #[serde(skip)]
    title: String,
}

impl Statement {
    /// Reads the statement of a period, as of a day if it is not over then.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, period: &Period, today: NaiveDate) -> anyhow::Result<Self> {
        let unfinished = period.unfinished(today);
        let days = (period.start, period.end);
        let sources = money::sources(db, days)?;
        let sums = money::sums(&sources);
        let (categories, vouchers) = money::categories(db, days)?;
        let closing = Closing::read(db, period)?;
        let years = Year::holding(db, period.end)?;
        let grants = db.all(PROJECTS, named_params! {":to": iso(period.end)})?;
        Ok(Self {
            period: Span::of(period),
            as_of: unfinished.is_some().then_some(today),
            closed: closing.closed,
            due: closing.due,
            submitted: closing.submitted,
            opening_fen: sums.opening,
            in_fen: sums.into,
            out_fen: sums.out,
            closing_fen: sums.closing,
            sources,
            categories,
            budget: years.iter().map(|year| Budget::read(db, year, period.end)).collect::<anyhow::Result<_>>()?,
            custody: money::custody(db, period.end)?,
            projects: grants.iter().map(Grant::of).collect::<anyhow::Result<_>>()?,
            vouchers: vouchers.all,
            without_papers: vouchers.without_papers,
            journal: Head::read(db)?,
            title: super::plan::heading(db)?.title().to_owned(),
            prose: period.prose(),
            unfinished,
            closing: (period.shape == Shape::Quarter).then_some(closing),
        })
    }

    /// As a person reads it.
    pub fn document(&self) -> Document {
        let mut document = Document::titled(self.title.clone());
        let prose = &self.prose;
        document.said(tr!("{prose}财务收支情况", "Finances in {prose}"), self.period.facts());
        self.unfinished.iter().for_each(|unfinished| document.note(unfinished));
        let [opening, into, out, closing] = [self.opening_fen, self.in_fen, self.out_fen, self.closing_fen].map(yuan);
        let sentence = tr!(
            "专账期初{opening}元,收入{into}元,支出{out}元,期末{closing}元",
            "dedicated account: opening {opening} yuan, in {into}, out {out}, closing {closing}"
        );
        document.said(
            sentence,
            vec![
                Fact::new(tr!("专账期初(元)", "opening (yuan)"), Cell::Money(self.opening_fen)),
                Fact::new(tr!("专账收入(元)", "in (yuan)"), Cell::Money(self.in_fen)),
                Fact::new(tr!("专账支出(元)", "out (yuan)"), Cell::Money(self.out_fen)),
                Fact::new(tr!("专账期末(元)", "closing (yuan)"), Cell::Money(self.closing_fen)),
            ],
        );
        if let Some(closing) = &self.closing {
            document.text(closing.prose());
        }
        document.table(money::source_table(&self.sources));
        document.table(money::category_table(&self.categories));
        self.budget.iter().for_each(|budget| document.table(budget.table()));
        document.table(self.custody_table());
        document.table(self.grant_table());
        let (n, bare) = (self.vouchers, self.without_papers);
        document.said(
            tr!("凭证{n}张,其中{bare}张没有附件", "vouchers: {n}, without papers: {bare}"),
            vec![Fact::new(tr!("凭证", "vouchers"), n), Fact::new(tr!("没有附件的凭证", "vouchers without papers"), bare)],
        );
        Head::told(self.journal.as_ref(), &mut document);
        document.signatures(vec![tr!("制表", "prepared by"), tr!("审核", "checked by"), tr!("负责人", "director"), tr!("日期", "date")]);
        document
    }

    fn custody_table(&self) -> Table {
        let columns = vec![
            Column::code(tr!("编号", "code")),
            Column::label(tr!("组织", "organisation")),
            Column::number(tr!("代管余额", "balance")).unit(tr!("元", "yuan")),
        ];
        let mut table = Table::new(label("代管资金", "custody"), columns).titled(tr!("代管资金(元)", "money in custody (yuan)")).if_any();
        for c in &self.custody {
            table.row([Cell::code(&c.org), c.name.as_str().into(), Cell::Money(c.balance_fen)]);
        }
        table
    }

    fn grant_table(&self) -> Table {
        let amount = |heading: String| Column::number(heading).unit(tr!("元", "yuan"));
        let columns = vec![
            Column::code(tr!("编号", "code")),
            Column::label(tr!("项目", "project")),
            amount(tr!("资助", "grant")),
            amount(tr!("已拨", "paid")),
        ];
        let mut table = Table::new(label("小额资助", "grants"), columns).titled(tr!("小额资助(元)", "small grants (yuan)")).if_any();
        for g in &self.projects {
            let grant = g.grant_fen.map_or(Cell::Empty, Cell::Money);
            table.row([Cell::code(&g.project), g.title.as_str().into(), grant, Cell::Money(g.paid_fen)]);
        }
        table
    }
}

impl Grant {
    fn of(row: &Row) -> anyhow::Result<Self> {
        Ok(Self {
            project: format!("P{}", row.int("id")?),
            grant_fen: row.opt_int("grant_fen")?,
            paid_fen: row.int("paid_fen")?,
            title: row.text("title")?,
        })
    }
}
