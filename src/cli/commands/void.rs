//! `void`: a record that was entered in error. It stays, and counts nowhere; its
//! parts go with it.

use anyhow::Context;

use crate::cli::answer::Answer;
use crate::cli::args::words;
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write};
use crate::domain::code::Code;
use crate::fault::{Fault, Refusal};
use crate::i18n::join;
use crate::rules;
use crate::store::records::kind::Kind;
use crate::store::records::{self, whole};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("编号", "CODE"), help = tr!("记录的编号", "the record's code"))]
    code: String,
    #[arg(long, value_name = tr!("原因", "REASON"), value_parser = words, help = tr!("为何作废", "why it is void"))]
    reason: String,
}

/// Makes a record void, with its parts.
///
/// # Errors
/// A fault if there is no such record, it is void already, or others stand on it.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let Some(code) = Code::parse(&args.code) else {
        return Fault::input(tr!("“{text}”不是记录的编号", "'{text}' is not a record's code", text = args.code))
            .hint(tr!("作废要写编号,如 T3;用 fuhua list 查看", "void takes a code such as T3; see fuhua list"))
            .err();
    };
    resolve::not_journal(code)?;
    let reason = args.reason;
    if ctx.may_ask && !ctx.dry_run {
        agreed(ctx, code)?;
    }
    write(ctx, "void", |w| {
        let (kind, row) = records::get(w, code)?;
        if let Some(why) = row.opt_text("void_reason")? {
            return Fault::refused(tr!("{code} 已经作废,原因:{why}", "{code} is void already: {why}"))
                .hint(tr!("用 fuhua history {code} 查看经过", "see how it came about with fuhua history {code}"))
                .err();
        }
        let others = whole::standing_on(w, kind, code.number)?;
        if let Some(first) = others.first() {
            return in_the_way(kind, code, *first, &others)?.err();
        }
        let parts = counted(&whole::parts(w, kind, code.number)?);
        whole::void_parts(w, kind, code.number, &reason)?;
        w.update(kind.table, code.number, &[("void_reason", reason.as_str().into())])?;
        let (label, title) = (kind.label.text(), row.opt_text("title")?.unwrap_or_default());
        let what = format!("{label} {code} {title}");
        let what = what.trim_end();
        Ok(Written::new(
            code,
            match parts.as_str() {
                "" => tr!("已作废{what}:{reason}", "voided {what}: {reason}"),
                _ => tr!("已作废{what},连同{parts}:{reason}", "voided {what} with {parts}: {reason}"),
            },
        ))
    })
}

/// Asks whether the parts may go too, if there are any.
fn agreed(ctx: &mut Ctx<'_, '_>, code: Code) -> anyhow::Result<()> {
    let db = ctx.read()?;
    let (kind, _) = records::get(&db, code)?;
    let parts = counted(&whole::parts(&db, kind, code.number)?);
    if parts.is_empty() {
        return Ok(());
    }
    let question = tr!("{code} 连同{parts}一起作废", "make {code} void with {parts}");
    let choices = [tr!("作废", "make void"), tr!("取消", "cancel")];
    match ctx.host.ask(&question, &choices)? {
        Some(0) => Ok(()),
        _ => Fault::input(tr!("命令已取消", "the command is cancelled"))
            .hint(tr!("单条作废写它自己的编号,见 fuhua show {code}", "a single part goes by its own code, see fuhua show {code}"))
            .err(),
    }
}

/// How many of each kind, in words; empty if there are none.
fn counted(parts: &[(&'static Kind, usize)]) -> String {
    join(parts.iter().map(|(of, n)| tr!("{what}{n}条", "{n} {what}", what = of.label.text())))
}

/// The rule that an audit holds against what rests on a void record.
const PARENT: &str = "records.parent";

/// So many records that stand in the way are named.
const NAMED: usize = 8;

/// What stands on a record is made void before it, the last of a case first.
fn in_the_way(kind: &Kind, code: Code, first: Code, others: &[Code]) -> anyhow::Result<Fault> {
    let rule = rules::find(PARENT).with_context(|| format!("no rule {PARENT}"))?;
    let n = others.len();
    let shown = join(others.iter().take(NAMED).map(Code::to_string));
    let list = if n > NAMED { tr!("{shown} 等{n}条", "{shown} and more, {n} in all") } else { shown };
    let message = tr!("{code} 不能只作废它自己:{list} 以它为依据", "{code} cannot be void alone: {list} rest on it");
    let refusal = Refusal { rule: rule.id.into(), clause: rule.clause().into(), message: message.clone(), waivable: rule.waivable };
    let noun = kind.id;
    Ok(Fault::refused(message).rules(vec![refusal]).hint(match kind.field("merged_into") {
        Some(_) => tr!(
            "按所列次序先作废:fuhua void {first} --reason 理由;若与另一条重复,合并:fuhua {noun} merge 留下的编号 {code}",
            "void those first, in that order: fuhua void {first} --reason REASON; if it is a double, merge it: fuhua {noun} merge CODE {code}"
        ),
        None => tr!("按所列次序先作废:fuhua void {first} --reason 理由", "void those first, in that order: fuhua void {first} --reason REASON"),
    }))
}
