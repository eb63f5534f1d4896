//! Writing commands: through the gate, then one line that names the code and
//! what to do next.

use serde_json::json;

use super::answer::Answer;
use super::changes::{self, Words};
use super::ctx::{Ctx, login};
use crate::document::Document;
use crate::domain::code::Code;
use crate::domain::personal::{kept_out, masked};
use crate::domain::text::printable;
use crate::fault::Fault;
use crate::journal::{self, Change, Receipt, Request};
use crate::rules::Breach;
use crate::store::records::{self, personal, registry};
use crate::store::{Writer, next_id};
use crate::tr;

/// What a command's work made.
pub struct Written {
    /// The record's code; empty if it may be of many.
    pub code: String,
    /// Its kind in JSON.
    pub kind: &'static str,
    /// What happened, naming the code.
    pub message: String,
    /// Commands that come next.
    pub next: Vec<String>,
    /// Things to know, beyond the rules' warnings.
    pub warnings: Vec<String>,
}

impl Written {
    /// A record of a kind.
    pub fn new(code: Code, message: String) -> Self {
        let kind = registry::of_prefix(code.prefix).map_or("record", |k| k.id);
        Self { code: code.to_string(), kind, message, next: Vec::new(), warnings: Vec::new() }
    }

    /// Adds a command that comes next.
    #[must_use]
    pub fn next(mut self, command: String) -> Self {
        self.next.push(command);
        self
    }

    /// Adds something to know.
    #[must_use]
    pub fn warn(mut self, warning: String) -> Self {
        self.warnings.push(warning);
        self
    }
}

/// Runs `work` through the gate on the command's database.
///
/// # Errors
/// What the work fails with, or the rules; the file is then as it was.
pub fn write(ctx: &mut Ctx<'_, '_>, command: &str, work: impl FnOnce(&Writer) -> anyhow::Result<Written>) -> anyhow::Result<Answer> {
    let writer = ctx.begin()?;
    write_to(ctx, writer, command, work)
}

/// As [`write`], with what the work returns besides.
///
/// # Errors
/// As [`write`].
pub fn write_with<T>(
    ctx: &mut Ctx<'_, '_>,
    command: &str,
    work: impl FnOnce(&Writer) -> anyhow::Result<(Written, T)>,
) -> anyhow::Result<(Answer, T)> {
    let writer = ctx.begin()?;
    through(ctx, writer, command, work)
}

/// As [`write`], in a transaction that has begun.
///
/// # Errors
/// As [`write`].
pub fn write_to(
    ctx: &mut Ctx<'_, '_>,
    writer: Writer,
    command: &str,
    work: impl FnOnce(&Writer) -> anyhow::Result<Written>,
) -> anyhow::Result<Answer> {
    Ok(through(ctx, writer, command, |w| Ok((work(w)?, ())))?.0)
}

fn through<T>(
    ctx: &mut Ctx<'_, '_>,
    writer: Writer,
    command: &str,
    work: impl FnOnce(&Writer) -> anyhow::Result<(Written, T)>,
) -> anyhow::Result<(Answer, T)> {
    let request = Request {
        command: command.to_owned(),
        arguments: ctx.typed.clone(),
        actor: ctx.actor(),
        login: login(),
        at: ctx.at(),
        today: ctx.today(),
        overriding: ctx.overriding.clone(),
        dry_run: ctx.dry_run,
    };
    kept_out(&request.actor, &tr!("经办人", "the actor"))?;
    if request.actor.trim().is_empty() {
        return Fault::input(tr!("经办人不能为空", "the actor cannot be empty")).err();
    }
    let receipt = journal::record(writer, &request, |w| {
        let kept = next_id(w, "personal")?;
        let (mut written, value) = work(w)?;
        // What was taken by default is so seen.
        if let Some(day) = records::day_of_new(w, &written.code)?.filter(|day| !written.message.contains(day)) {
            written.message = tr!("{message};日期{day}", "{message}; dated {day}", message = written.message);
        }
        if next_id(w, "personal")? > kept && personal::is_rehearsal(w)? {
            written = written.warn(rehearsal());
        }
        Ok((written, value))
    })?;
    ctx.committed = receipt.entry.is_some();
    Ok((answer(ctx, &receipt)?, receipt.value.1))
}

fn answer<T>(ctx: &Ctx<'_, '_>, receipt: &Receipt<(Written, T)>) -> anyhow::Result<Answer> {
    let done = &receipt.value.0;
    let mut warnings = ctx.said();
    warnings.extend(done.warnings.iter().cloned());
    warnings.extend(receipt.warnings.iter().map(|b| b.message.clone()));
    warnings.extend(receipt.waived.iter().map(waiver_note));
    if ctx.overriding.is_some() && receipt.waived.is_empty() {
        warnings.push(tr!("没有规则需要例外,--override 未用上,也未留存", "--override was not needed: no rule was broken"));
    }
    // As on standard error, so in JSON.
    let warnings: Vec<String> = warnings.iter().map(|warning| masked(warning).into_owned()).collect();
    let mut value = json!({
        "code": if done.code.is_empty() { serde_json::Value::Null } else { done.code.as_str().into() },
        "kind": done.kind,
        "journal": receipt.entry.map(|code| code.to_string()),
        "warnings": warnings,
        "next": done.next,
    });
    let mut document = Document::default();
    // One line, whatever a name holds.
    let message = printable(&done.message);
    if ctx.dry_run {
        value["dry_run"] = true.into();
        value["changes"] = receipt.changes.iter().map(change_json).collect();
    }
    if ctx.dry_run && !receipt.changes.is_empty() {
        document.table(changes::table(&receipt.changes, &Words::default()));
        document.text(tr!("试运行:{line};未保存", "dry run: {line}; nothing was kept", line = message));
    } else if receipt.entry.is_none() {
        let what = if done.code.is_empty() { &message } else { &done.code };
        document.text(tr!("没有改动:{what}", "nothing changed: {what}"));
    } else if done.next.is_empty() {
        document.text(message);
    } else {
        let next = done.next.join(&tr!(" 或 ", " or "));
        document.text(tr!("{message}。下一步:{next}", "{message}. Next: {next}"));
    }
    let mut answer = Answer::new(value, document)?;
    answer.notes = warnings.iter().map(|w| tr!("注意:{w}", "warning: {w}")).collect();
    Ok(answer)
}

/// What a rehearsal is no place for.
pub fn rehearsal() -> String {
    tr!(
        "这是演练库(建库时指定了日期),其随机数可以重算,不要存放真实电话",
        "this is a rehearsal (a day was stated when it was made): its random numbers can be made again, so keep real phones out of it"
    )
}

fn waiver_note(breach: &Breach) -> String {
    let (rule, subject) = (breach.rule.id, &breach.subject);
    tr!(
        "{subject} 对规则 {rule} 作了例外,理由已留存:{what}",
        "{subject} waives rule {rule}, with your reason: {what}",
        what = breach.message
    )
}

/// A change in JSON: the record, and each field before and after.
pub fn change_json(change: &Change) -> serde_json::Value {
    json!({
        "record": change.code().map(|c| c.to_string()),
        "table": change.table,
        "row": change.row,
        "before": if change.before.is_empty() { serde_json::Value::Null } else { change.before.clone().into() },
        "after": if change.after.is_empty() { serde_json::Value::Null } else { change.after.clone().into() },
    })
}
