//! `person forget`: erases a person's phone and ID number.

use crate::cli::answer::Answer;
use crate::cli::args::words;
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write};
use crate::domain::code::Code;
use crate::fault::Fault;
use crate::i18n::join;
use crate::store::records::kinds::personal::ERASURE;
use crate::store::records::kinds::training::PERSON;
use crate::store::records::{merge, personal};
use crate::store::{Writer, named_params, records};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("人员", "PERSON"), help = tr!("人员编号,如 M8;用 fuhua list persons 查看", "the person's code, such as M8; see fuhua list persons"))]
    person: String,
    #[arg(long, value_name = tr!("理由", "REASON"), value_parser = words, help = tr!("为何删除,留存备查", "why; it is kept"))]
    reason: String,
}

/// What is erased and what is not.
pub(super) fn help() -> String {
    tr!(
        "删除的是电话和身份证号,连同以前登记过的,不能撤回;姓名、单位和签到是培训的依据,仍然保留。\n流水只存号码的加盐摘要,删除后仍可核验。先前的备份和导出文件里的号码不受影响,请另行销毁",
        "Phone and ID number are erased, earlier ones too, for good. Name, unit and attendance stay: rosters are evidence.\nThe journal holds salted hashes only and can still be verified. Earlier backups and exports are not touched: destroy them yourself."
    )
}

/// Erases the values and their salts; the person's row and its history stay.
///
/// # Errors
/// A fault if there is no such person, or nothing to erase.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let (today, reason) = (ctx.today(), args.reason);
    write(ctx, "person forget", |w| {
        let code = resolve::standing(w, &args.person, &PERSON)?;
        let erase = |code: Code| {
            w.insert("erasure", &[("subject", code.to_string().into()), ("on_date", today.into()), ("reason", reason.as_str().into())])
        };
        let doubles: Vec<Code> = merge::doubles(w, &PERSON, code.number)?;
        let mut sharers = personal::sharers(w, code.number)?;
        let mut n = personal::forget(w, code.number)?;
        // What was kept for a double is the person's too.
        for double in &doubles {
            sharers.extend(personal::sharers(w, double.number)?);
            let more = personal::forget(w, double.number)?;
            if more > 0 {
                erase(*double)?;
            }
            n += more;
        }
        sharers.retain(|sharer| *sharer != code && !doubles.contains(sharer));
        if n == 0 {
            // Numbers may be left of a person whose row an undo took away.
            records::get(w, code)?;
            return nothing(w, code)?.err();
        }
        let row = w.maybe("SELECT name FROM person WHERE id = :id", named_params! {":id": code.number})?;
        let name = row.map_or(Ok(String::new()), |row| row.text("name"))?;
        let who = format!("{code} {name}");
        let who = who.trim_end();
        let erasure = ERASURE.code(erase(code)?);
        let message = tr!(
            "已删除 {who} 的{n}项个人信息,留存为 {erasure}",
            "erased the personal data of {who} ({n} in all), kept on record as {erasure}"
        );
        let written = Written::new(erasure, message).next(format!("fuhua show {code}"));
        if sharers.is_empty() {
            return Ok(written);
        }
        let list = join(sharers.iter().map(Code::to_string));
        Ok(written.warn(tr!("同一号码还登记在 {list} 名下,未删除", "the same number is also on record for {list}, where it stays")))
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
