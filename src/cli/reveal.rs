//! `--reveal-personal`: personal data shown whole, journalled before it is.

use super::ctx::Ctx;
use super::write::{Written, write_with};
use crate::domain::code::{Code, ranges};
use crate::fault::Fault;
use crate::store::Row;
use crate::store::records::kind::Kind;
use crate::store::records::kinds::personal::DISCLOSURE;
use crate::tr;

/// Refuses the flag where it cannot hold.
///
/// # Errors
/// [`Fault`] (input) if the command shows no records, or may keep nothing.
pub fn allowed(ctx: &Ctx<'_, '_>, shows: bool) -> anyhow::Result<()> {
    if ctx.reveal.is_none() {
        return Ok(());
    }
    let fault = if !shows {
        Fault::input(tr!("--reveal-personal 只用于 list 和 show", "--reveal-personal belongs to list and show only"))
    } else if ctx.dry_run {
        Fault::input(tr!("--reveal-personal 不能与 --dry-run 同用", "--reveal-personal does not go with --dry-run"))
    } else {
        return ctx.only_now();
    };
    fault.hint(tr!("显示个人信息要先留存理由", "your reason is recorded before personal data is shown")).err()
}

/// With `--reveal-personal`, journals which of the records hold personal data,
/// then lets them show it. Where none does, nothing is journalled.
///
/// # Errors
/// If the database cannot be written; nothing is then shown.
pub fn reveal<'r>(ctx: &mut Ctx<'_, '_>, command: &str, rows: impl Iterator<Item = (&'r Kind, &'r mut Row)>) -> anyhow::Result<()> {
    if ctx.reveal.is_none() {
        return Ok(());
    }
    let mut codes = Vec::new();
    let mut holders = Vec::new();
    for (kind, row) in rows {
        if let Some(code) = holder(kind, row)? {
            codes.push(code);
            holders.push(row);
        }
    }
    put_on_record(ctx, command, codes)?;
    holders.into_iter().for_each(Row::reveal);
    Ok(())
}

/// The record's code, if it holds personal data.
///
/// # Errors
/// If the row is not of that kind, which is a bug.
pub fn holder(kind: &Kind, row: &Row) -> anyhow::Result<Option<Code>> {
    for field in kind.fields {
        if field.is_personal(row)? {
            return Ok(Some(kind.prefix.code(row.int("id")?)));
        }
    }
    Ok(None)
}

/// Journals that the personal data of some records is shown, and why. Of none,
/// nothing is journalled.
///
/// # Errors
/// If the database cannot be written; nothing is then to be shown.
pub fn put_on_record(ctx: &mut Ctx<'_, '_>, command: &str, mut codes: Vec<Code>) -> anyhow::Result<()> {
    let Some(reason) = ctx.reveal.clone().filter(|_| !codes.is_empty()) else { return Ok(()) };
    if let Some(path) = &ctx.output {
        ctx.files.can_write(path)?;
    }
    codes.sort_unstable();
    codes.dedup();
    let (n, today, shown) = (codes.len(), ctx.today(), in_short(&codes));
    let (_, said) = write_with(ctx, command, |w| {
        let id = w.insert("disclosure", &[("on_date", today.into()), ("shown", shown.into()), ("reason", reason.into())])?;
        let code = DISCLOSURE.code(id);
        let said = tr!(
            "完整显示了{n}条记录的个人信息,理由留存为 {code}",
            "personal data shown whole (records: {n}); your reason is kept as {code}"
        );
        Ok((Written::new(code, String::new()), said))
    })?;
    // What the command is for is still to come.
    ctx.committed = false;
    ctx.reveal = None;
    if !ctx.quiet {
        ctx.host.say(&said);
    }
    Ok(())
}

/// What is said if the flag showed nothing.
pub fn unused(ctx: &Ctx<'_, '_>) -> Option<String> {
    ctx.reveal.as_ref().map(|_| tr!("没有可显示的个人信息,未留存", "there was no personal data to show; nothing was put on record"))
}

/// Sorted codes in short: `M1-M3 M7 O2`.
fn in_short(codes: &[Code]) -> String {
    let kinds = codes.chunk_by(|a, b| a.prefix == b.prefix);
    kinds.flat_map(|of| ranges(&of[0].prefix.to_string(), of.iter().map(|code| code.number))).collect::<Vec<_>>().join(" ")
}
