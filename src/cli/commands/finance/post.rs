//! `finance post`: money that came in or went out.

use clap::ArgGroup;

use super::posting::Posting;
use crate::cli::answer::Answer;
use crate::cli::args::{date_help, org_help, words};
use crate::cli::ctx::Ctx;
use crate::domain::money_terms::Direction;
use crate::tr;

#[derive(clap::Args)]
#[command(group(ArgGroup::new("amount").required(true).args(["into", "out"])))]
pub struct Args {
    #[arg(long = "in", value_name = tr!("元", "YUAN"), help = tr!("收入金额", "what came in"))]
    into: Option<String>,
    #[arg(long, value_name = tr!("元", "YUAN"), help = tr!("支出金额", "what went out"))]
    out: Option<String>,
    #[arg(long, value_name = tr!("类别", "CATEGORY"), value_parser = words, help = tr!("收支类别,计划所列的词", "category: a word of the plan"))]
    category: String,
    #[arg(long, value_name = tr!("来源", "SOURCE"), help = tr!("资金来源,计划所列的词;不写则取类别唯一的来源、项目的来源,或 budget", "source: a word of the plan; left out, the category's only one, the project's, or budget"))]
    source: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("组织", "ORG"), help = org_help())]
    org: Option<String>,
    #[arg(long, value_name = tr!("项目", "PROJECT"), help = tr!("项目:编号,或只有一个项目的组织", "project: its code, or an organisation that has exactly one"))]
    project: Option<String>,
    #[arg(long, value_name = tr!("对方", "NAME"), help = tr!("对方:付款人或收款人", "from or to whom"))]
    party: Option<String>,
    #[arg(long, value_name = tr!("凭证号", "NUMBER"), help = tr!("纸质凭证号,如 记-12", "the number on paper"))]
    number: Option<String>,
    #[arg(long, value_name = tr!("科目", "LINE"), help = tr!("退回:退回到的预算科目", "of a refund: the budget line that it gives back to"))]
    line: Option<String>,
    #[arg(long, value_name = tr!("编号", "CODE"), value_delimiter = ',', help = tr!("付款依据的编号,逗号分隔", "the records on which it rests, by code, commas between"))]
    evidence: Vec<String>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("备注", "note"))]
    note: Option<String>,
}

/// Posts a voucher.
///
/// # Errors
/// A fault if a word or an amount is wrong, or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let (direction, amount) = match (args.into, args.out) {
        (Some(amount), _) => (Direction::In, amount),
        (None, amount) => (Direction::Out, amount.unwrap_or_default()),
    };
    let date = ctx.date(args.date.as_ref())?;
    let posting = Posting {
        command: "finance post",
        direction,
        amount,
        category: args.category,
        source: args.source,
        date,
        org: args.org,
        project: args.project,
        party: args.party,
        number: args.number,
        line: args.line,
        evidence: args.evidence,
        note: args.note,
    };
    posting.post(ctx)
}
