//! What `person merge` and `org merge` do: two records of one thing made one.

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::cli::write::{Written, write_to};
use crate::domain::code::Code;
use crate::domain::text::matching;
use crate::fault::Fault;
use crate::i18n::join;
use crate::store::records::kind::Kind;
use crate::store::records::kinds::training::PERSON;
use crate::store::records::merge::{Merged, merge};
use crate::store::{Writer, records};
use crate::tr;

/// What a merge does, for help.
pub fn help() -> String {
    tr!(
        "前一个留下,后一个作废并注明并入何者;指向后一个的记录都改指前一个,空着的内容从后一个取来。\n两者的编号和名称以后都指留下的一个;fuhua undo 可以撤销",
        "The first one stays. The second is void and says into which it went; what points to it points to the first, which takes what it lacks from it.\nEither code and either name mean the first from then on; fuhua undo takes it back."
    )
}

/// Makes the second record one with the first.
///
/// # Errors
/// A fault if they are one already, or records of both contradict each other.
pub fn run(ctx: &mut Ctx<'_, '_>, writer: Writer, kind: &'static Kind, stands: Code, double: Code) -> anyhow::Result<Answer> {
    if stands == double {
        return Fault::input(tr!("{stands} 就是 {double},无可合并", "{stands} is {double} already: there is nothing to merge"))
            .hint(tr!("写两个不同的编号", "give two different codes"))
            .err();
    }
    write_to(ctx, writer, &format!("{} merge", kind.id), |w| {
        let title = |code| anyhow::Ok(records::get(w, code)?.1.opt_text("title")?.unwrap_or_default());
        let (mine, other) = (title(stands)?, title(double)?);
        let reason = tr!("并入 {stands}", "merged into {stands}");
        let merged = merge(w, kind, stands.number, double.number, &reason)?;
        let what = told(&merged);
        let message = tr!("已将 {double} {other} 并入 {stands} {mine}{what}", "merged {double} {other} into {stands} {mine}{what}");
        let mut written = Written::new(stands, message).next(format!("fuhua show {stands}"));
        if kind.prefix == PERSON.prefix && matching(&mine) != matching(&other) {
            written = written.warn(tr!(
                "两人姓名不同({mine}、{other});若合并错了:fuhua undo",
                "they have different names ({mine}, {other}); if that was a mistake: fuhua undo"
            ));
        }
        Ok(merged.apart.iter().fold(written, |written, (field, mine, other)| {
            written.warn(tr!(
                "{field}不同,保留 {stands} 的:{mine}({double} 的是 {other})",
                "they differ in {field}: {mine} of {stands} stays ({double} had {other})"
            ))
        }))
    })
}

/// What went along, in words.
fn told(merged: &Merged) -> String {
    let mut told = String::new();
    if !merged.moved.is_empty() {
        let moved = join(merged.moved.iter().map(|(of, n)| format!("{} {n}", of.label.text())));
        told += &tr!(",移来:{moved}", ", with {moved}");
    }
    if !merged.void.is_empty() {
        let void = join(merged.void.iter().map(Code::to_string));
        told += &tr!(";重复的作废:{void}", "; said twice and now void: {void}");
    }
    if !merged.filled.is_empty() {
        let filled = join(&merged.filled);
        told += &tr!(";补上:{filled}", "; filled in: {filled}");
    }
    told
}
