//! `finance budget`: what a year's budget gives to its lines, and what is spent.

use crate::cli::answer::Answer;
use crate::cli::args::words;
use crate::cli::ctx::Ctx;
use crate::cli::write::{Written, write};
use crate::domain::code::Code;
use crate::domain::money;
use crate::fault::Fault;
use crate::report::budget::{Budget, Year};
use crate::store::records::kinds::money::BUDGET_LINE;
use crate::store::records::{lookup, plan};
use crate::store::{Writer, named_params};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("年度", "PERIOD"), help = tr!("运营年度如 Y1,或财政年度如 FY2022;默认今天所在的运营年度", "an operating year such as Y1 or a fiscal year such as FY2022; default the operating year that contains today"))]
    period: Option<String>,
    #[arg(long = "line", value_name = tr!("科目=元", "LINE=YUAN"), help = tr!("一个科目的预算;可多次;不写则查看执行", "what a line is given; may be repeated; without it the execution is shown"))]
    lines: Vec<String>,
    #[arg(long, value_name = tr!("理由", "REASON"), value_parser = words, help = tr!("调整已定科目的理由", "why a line that was set is changed"))]
    reason: Option<String>,
}

impl Args {
    /// Whether it only shows.
    pub fn only_reads(&self) -> bool {
        self.lines.is_empty()
    }
}

/// Sets lines, or shows the execution.
///
/// # Errors
/// A fault if the year, a line or an amount is wrong, or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let today = ctx.today();
    if args.only_reads() {
        if args.reason.is_some() {
            return Fault::input(tr!("--reason 须与 --line 同用", "--reason goes with --line")).err();
        }
        let db = ctx.read()?;
        let calendar = plan::calendar(&db)?;
        let label = match args.period.as_deref() {
            None => format!("Y{}", calendar.year_at(today).no),
            Some(text) => named(calendar.parse(text, today)?),
        };
        let year = Year::named(&db, &label)?;
        let budget = Budget::read(&db, &year, today.min(year.end))?;
        return Answer::new(&budget, budget.document());
    }
    write(ctx, "finance budget", |w| {
        let calendar = plan::calendar(w)?;
        let label = match args.period.as_deref() {
            None => format!("Y{}", calendar.year_at(today).no),
            Some(text) => named(calendar.parse(text, today)?),
        };
        let year = Year::named(w, &label)?;
        let mut codes = Vec::new();
        for text in &args.lines {
            codes.push(set(w, &year.label, text, args.reason.as_deref())?);
        }
        let Some(first) = codes.first() else { anyhow::bail!("a budget without lines") };
        let (n, label) = (codes.len(), &year.label);
        let message = tr!("已定 {label} 的{n}个预算科目", "set {n} budget lines of {label}");
        Ok(Written::new(*first, message).next(format!("fuhua finance budget {label}")))
    })
}

/// How a year with a budget is written.
fn named(period: crate::domain::period::Period) -> String {
    period.operating.unwrap_or(period.label)
}

/// Gives a line its amount. The same amount again changes nothing.
fn set(w: &Writer, period: &str, typed: &str, reason: Option<&str>) -> anyhow::Result<Code> {
    let Some((name, amount)) = typed.split_once(['=', '=']) else {
        return Fault::input(tr!("“{typed}”不是 科目=金额", "'{typed}' is not LINE=YUAN"))
            .hint(tr!("如 --line 培训费=5000", "such as --line training=5000"))
            .err();
    };
    let line = lookup::plan_id(w, "money_category", name, &tr!("预算科目", "budget line"))?;
    let is_line = w.one("SELECT budget_line FROM money_category WHERE code = :code", named_params! {":code": line})?;
    if is_line.int("budget_line")? == 0 {
        return Fault::input(tr!("“{name}”不是预算科目", "'{name}' is not a line of the budget"))
            .hint(tr!("科目见 fuhua plan show", "see the lines in fuhua plan show"))
            .err();
    }
    let fen = money::parse(amount)?;
    let row = w.maybe(
        "SELECT id, amount_fen FROM budget_line WHERE period = :period AND line = :line AND void_reason IS NULL",
        named_params! {":period": period, ":line": line},
    )?;
    let Some(row) = row else {
        let columns = [("period", period.into()), ("line", line.into()), ("amount_fen", fen.into()), ("reason", reason.into())];
        return Ok(BUDGET_LINE.code(w.insert("budget_line", &columns)?));
    };
    let (id, before) = (row.int("id")?, row.int("amount_fen")?);
    if before != fen {
        let Some(reason) = reason else {
            return Fault::input(tr!(
                "{period} 的“{name}”已定,调整须写明 --reason",
                "'{name}' of {period} is set; changing it needs --reason"
            ))
            .hint(tr!("写明调整的依据:--reason 文字", "say on what basis: --reason TEXT"))
            .err();
        };
        w.update("budget_line", id, &[("amount_fen", fen.into()), ("reason", reason.into())])?;
    }
    Ok(BUDGET_LINE.code(id))
}
