//! What `person forget` and `org forget` do.

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::cli::write::{Written, write_to};
use crate::domain::code::Code;
use crate::fault::Fault;
use crate::i18n::join;
use crate::store::records::kinds::personal::ERASURE;
use crate::store::records::{merge, personal, registry};
use crate::store::{Writer, named_params, records};
use crate::tr;

/// Erases the values and their salts, in a transaction that has begun; the record's
/// row and its history stay.
///
/// # Errors
/// A fault if there is no such record, or nothing to erase.
pub fn run(ctx: &mut Ctx<'_, '_>, writer: Writer, command: &str, code: Code, reason: &str) -> anyhow::Result<Answer> {
    let today = ctx.today();
    write_to(ctx, writer, command, |w| {
        let erase =
            |code: Code| w.insert("erasure", &[("subject", code.to_string().into()), ("on_date", today.into()), ("reason", reason.into())]);
        let kind = registry::of_prefix(code.prefix).ok_or_else(|| anyhow::anyhow!("{code} is of no kind"))?;
        let doubles = merge::doubles(w, kind, code.number)?;
        let mut sharers = personal::sharers(w, code)?;
        let mut n = personal::forget(w, code)?;
        // What was kept for a double is the record's too.
        for double in &doubles {
            sharers.extend(personal::sharers(w, *double)?);
            let more = personal::forget(w, *double)?;
            if more > 0 {
                erase(*double)?;
            }
            n += more;
        }
        sharers.retain(|sharer| *sharer != code && !doubles.contains(sharer));
        if n == 0 {
            // Numbers may be left of a record whose row an undo took away.
            records::get(w, code)?;
            return nothing(w, code)?.err();
        }
        let title = records::get(w, code).ok().map(|(_, row)| row.text("title")).transpose()?.unwrap_or_default();
        let who = format!("{code} {title}");
        let who = who.trim_end();
        let erasure = ERASURE.code(erase(code)?);
        let message = tr!(
            "已删除 {who} 的{n}项个人信息,留存为 {erasure}",
            "erased the personal data of {who} ({n} in all), kept on record as {erasure}"
        );
        let mut written = Written::new(erasure, message).next(format!("fuhua show {code}"));
        if !sharers.is_empty() {
            let list = join(sharers.iter().map(Code::to_string));
            written =
                written.warn(tr!("同一号码还登记在 {list} 名下,未删除", "the same number is also on record for {list}, where it stays"));
        }
        if personal::is_rehearsal(w)? {
            written = written.warn(tr!(
                "这是演练库,其随机数可以重算:删除了的号码仍可由流水中的摘要推出",
                "this is a rehearsal, whose random numbers can be made again: an erased number can still be worked out from its digest in the journal"
            ));
        }
        Ok(written)
    })
}

fn nothing(w: &Writer, code: Code) -> anyhow::Result<Fault> {
    let sql = "SELECT id, on_date FROM erasure WHERE subject = :code ORDER BY id DESC LIMIT 1";
    let Some(last) = w.maybe(sql, named_params! {":code": code.to_string()})? else {
        return Ok(Fault::refused(tr!(
            "{code} 没有登记电话或身份证号,无可删除",
            "{code} has no phone or ID number on record: there is nothing to erase"
        ))
        .hint(tr!("没有任何内容被改动", "nothing was changed")));
    };
    let (erasure, day) = (ERASURE.code(last.int("id")?), last.text("on_date")?);
    Ok(Fault::refused(tr!(
        "{code} 的个人信息已于{day}删除({erasure})",
        "the personal data of {code} was erased already, on {day} ({erasure})"
    ))
    .hint(tr!("用 fuhua show {erasure} 查看", "see fuhua show {erasure}")))
}
