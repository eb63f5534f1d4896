//! The operator of the base: its conditions, contract, submissions, assessment, and
//! the negative list.

mod assess;
mod breach;
mod check;
mod contract;
mod inspect;
mod show;
mod submit;
mod verify;

use chrono::NaiveDate;
use clap::Subcommand;

use crate::cli::access::Access;
use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::domain::date::iso;
use crate::fault::{Fault, Refusal};
use crate::rules;
use crate::store::{Db, named_params};
use crate::tr;

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("审查一家机构是否符合运营条件", "check whether an organisation meets the conditions"))]
    Check(check::Args),
    #[command(about = tr!("登记委托协议", "record the contract"))]
    Contract(contract::Args),
    #[command(about = tr!("报送季度财务、季度总结或年度评估", "submit a quarter's finances or summary, or a year's evaluation"))]
    Submit(submit::Args),
    #[command(about = tr!("绩效考核", "assess the performance"))]
    Assess(assess::Args),
    #[command(about = tr!("监督检查", "inspect the funds, the premises or the incubation work"))]
    Inspect(inspect::Args),
    #[command(about = tr!("核实投诉", "verify a complaint"))]
    Verify(verify::Args),
    #[command(about = tr!("列入负面清单,终止协议", "enter a breach in the negative list, which ends the contract"))]
    Breach(breach::Args),
    #[command(about = tr!("运营机构的全部情况", "how the operator stands"))]
    Show(show::Args),
}

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        match self {
            Verb::Show(_) => Access::ReadsPast,
            Verb::Check(_)
            | Verb::Contract(_)
            | Verb::Submit(_)
            | Verb::Assess(_)
            | Verb::Inspect(_)
            | Verb::Verify(_)
            | Verb::Breach(_) => Access::Writes,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Check(args) => check::run(args, ctx),
            Verb::Contract(args) => contract::run(args, ctx),
            Verb::Submit(args) => submit::run(args, ctx),
            Verb::Assess(args) => assess::run(args, ctx),
            Verb::Inspect(args) => inspect::run(args, ctx),
            Verb::Verify(args) => verify::run(args, ctx),
            Verb::Breach(args) => breach::run(args, ctx),
            Verb::Show(args) => show::run(args, ctx),
        }
    }
}

/// The contract that had last begun by a day; whether it ran then is asked by rules.
///
/// # Errors
/// [`Fault`] of the rule `broken` if none had.
fn contract_at(db: &Db, day: NaiveDate, broken: &str) -> anyhow::Result<i64> {
    let row = db.maybe(
        "SELECT id FROM operator_contract WHERE from_on <= :day AND void_reason IS NULL ORDER BY from_on DESC, id DESC LIMIT 1",
        named_params! {":day": iso(day)},
    )?;
    match row {
        Some(row) => row.int("id"),
        None => refuse(
            broken,
            tr!(
                "到{day}还没有开始履行的委托协议;先登记:fuhua operator contract",
                "no contract had begun by {day}; record it first: fuhua operator contract"
            ),
        ),
    }
}

/// Refuses what breaks a rule of which no record can be made to show it.
fn refuse<T>(id: &str, message: String) -> anyhow::Result<T> {
    let Some(rule) = rules::find(id) else { anyhow::bail!("no rule {id}") };
    let refusal = Refusal { rule: id.to_owned(), clause: rule.clause().to_owned(), message: message.clone(), waivable: false };
    Fault::refused(message).hint(tr!("没有任何内容被改动", "nothing was changed")).rules(vec![refusal]).err()
}
