//! The venture fund: vouchers of one source.

mod contribute;
mod invest;
mod returned;
mod show;

use clap::Subcommand;

use crate::cli::access::Access;
use crate::cli::answer::Answer;
use crate::cli::args::date_help;
use crate::cli::commands::finance::posting::Posting;
use crate::cli::ctx::Ctx;
use crate::domain::code::Code;
use crate::domain::money_terms::Direction;
use crate::store::records::kinds::project::PROJECT;
use crate::tr;

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("记一笔出资", "record a contribution"))]
    Contribute(contribute::Args),
    #[command(about = tr!("投给组织或项目", "invest in an organisation or a project"))]
    Invest(Placement),
    #[command(about = tr!("记一笔投资回收", "record what an investment returned"))]
    Return(Placement),
    #[command(about = tr!("出资、投资、余额", "contributions, investments, balance"))]
    Show(show::Args),
}

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        match self {
            Verb::Show(_) => Access::ReadsPast,
            Verb::Contribute(_) | Verb::Invest(_) | Verb::Return(_) => Access::Writes,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Contribute(args) => contribute::run(args, ctx),
            Verb::Invest(args) => invest::run(args, ctx),
            Verb::Return(args) => returned::run(args, ctx),
            Verb::Show(args) => show::run(args, ctx),
        }
    }
}

/// What every voucher of the fund may say.
#[derive(clap::Args)]
pub struct Said {
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("凭证号", "NUMBER"), help = tr!("纸质凭证号", "the number on paper"))]
    number: Option<String>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("备注", "note"))]
    note: Option<String>,
}

impl Said {
    /// A voucher that says so.
    ///
    /// # Errors
    /// A fault if the day is wrong.
    fn posting(self, ctx: &Ctx<'_, '_>, command: &'static str, category: &str, amount: String) -> anyhow::Result<Posting> {
        Ok(Posting {
            command,
            direction: if category == "investment" { Direction::Out } else { Direction::In },
            amount,
            category: category.to_owned(),
            source: None,
            date: ctx.date(self.date.as_ref())?,
            org: None,
            project: None,
            party: None,
            number: self.number,
            line: None,
            evidence: Vec::new(),
            note: self.note,
        })
    }
}

/// What goes to, or comes back from, an organisation or a project.
#[derive(clap::Args)]
pub struct Placement {
    #[arg(value_name = tr!("组织或项目", "ORG|PROJECT"), help = tr!("组织,或项目的编号", "an organisation, or a project's code"))]
    with: String,
    #[arg(allow_negative_numbers = true, value_name = tr!("元", "YUAN"), help = tr!("金额", "how much"))]
    amount: String,
    #[command(flatten)]
    said: Said,
}

impl Placement {
    /// Posts it.
    ///
    /// # Errors
    /// A fault if a name or an amount is wrong, or a rule refuses.
    fn post(self, ctx: &mut Ctx<'_, '_>, command: &'static str, category: &str) -> anyhow::Result<Answer> {
        let mut posting = self.said.posting(ctx, command, category, self.amount)?;
        match Code::parse(&self.with).filter(|code| code.prefix == PROJECT.prefix) {
            Some(_) => posting.project = Some(self.with),
            None => posting.org = Some(self.with),
        }
        posting.post(ctx)
    }
}
