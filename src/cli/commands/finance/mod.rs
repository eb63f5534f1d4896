//! Money: vouchers, the budget, the books of quarters, statements.

mod budget;
mod close;
mod ledger;
mod post;
pub mod posting;
mod reopen;
mod reverse;
pub mod statement;
pub mod step;

use chrono::NaiveDate;
use clap::Subcommand;

use crate::cli::access::Access;
use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::domain::calendar::Calendar;
use crate::domain::period::Period;
use crate::tr;

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("记一张收入或支出凭证", "record money that came in or went out"))]
    Post(Box<post::Args>),
    #[command(about = tr!("冲销一张凭证(红字)", "reverse a voucher"))]
    Reverse(reverse::Args),
    #[command(about = tr!("年度预算:分科目,查看执行", "the yearly budget: its lines, and what is spent"))]
    Budget(budget::Args),
    #[command(about = tr!("季度结账", "close a quarter's books"))]
    Close(close::Args),
    #[command(about = tr!("季度反结账", "reopen a quarter's books"))]
    Reopen(reopen::Args),
    #[command(about = tr!("一个期间的财务报告", "the statement of finances of a period"))]
    Statement(statement::Args),
    #[command(about = tr!("导出 hledger 日记账", "the vouchers as a journal for hledger"))]
    Ledger(ledger::Args),
}

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        match self {
            Verb::Budget(args) if args.only_reads() => Access::ReadsPast,
            Verb::Statement(_) | Verb::Ledger(_) => Access::ReadsPast,
            Verb::Post(_) | Verb::Reverse(_) | Verb::Budget(_) | Verb::Close(_) | Verb::Reopen(_) => Access::Writes,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Post(args) => post::run(*args, ctx),
            Verb::Reverse(args) => reverse::run(args, ctx),
            Verb::Budget(args) => budget::run(args, ctx),
            Verb::Close(args) => close::run(args, ctx),
            Verb::Reopen(args) => reopen::run(args, ctx),
            Verb::Statement(args) => statement::run(args, ctx),
            Verb::Ledger(args) => ledger::run(args, ctx),
        }
    }
}

/// The period that was typed.
///
/// # Errors
/// A fault if it is none.
fn period(calendar: &Calendar, typed: &str, today: NaiveDate) -> anyhow::Result<Period> {
    Ok(calendar.proper(calendar.parse(typed, today)?))
}
