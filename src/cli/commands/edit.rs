//! `edit`: corrects a record. The flags come from the registry of kinds.

use chrono::NaiveDate;
use clap::{Arg, ArgMatches, Command, FromArgMatches};

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::typed::Personal;
use crate::cli::write::{Written, write};
use crate::domain::code::Code;
use crate::domain::phone;
use crate::fault::Fault;
use crate::i18n::{join, label};
use crate::store::records::field::{Field, Type};
use crate::store::records::kind::Kind;
use crate::store::records::registry;
use crate::store::{Row, Value, Writer, records};
use crate::tr;

/// A record, and the fields that were typed, by flag.
pub struct Args {
    code: String,
    values: Vec<(String, String)>,
}

/// The flags of all kinds in the order of the registry, each with the fields
/// that it may mean.
fn flags() -> Vec<(String, Vec<(&'static Kind, &'static Field)>)> {
    let mut flags: Vec<(String, Vec<_>)> = Vec::new();
    for kind in registry::ALL.iter().copied() {
        for field in editable(kind) {
            let flag = field.flag();
            match flags.iter_mut().find(|(f, _)| *f == flag) {
                Some((_, meanings)) => meanings.push((kind, field)),
                None => flags.push((flag, vec![(kind, field)])),
            }
        }
    }
    flags
}

fn editable(kind: &'static Kind) -> impl Iterator<Item = &'static Field> {
    kind.fields.iter().filter(|f| f.editable)
}

/// Whether what is typed for a flag may be personal data.
fn is_personal(meanings: &[(&Kind, &Field)]) -> bool {
    meanings.iter().any(|(_, field)| field.is_sensitive())
}

/// What a flag means, and for which kinds.
fn help(meanings: &[(&'static Kind, &'static Field)]) -> String {
    let mut labels: Vec<&str> = Vec::new();
    for (_, field) in meanings {
        if !labels.contains(&field.label.text()) {
            labels.push(field.label.text());
        }
    }
    let kinds: Vec<String> = meanings.iter().map(|(k, _)| format!("{} {}", k.prefix, k.label.text())).collect();
    let kinds = if kinds.len() > 6 { join(meanings.iter().map(|(k, _)| k.prefix.to_string())) } else { join(kinds) };
    tr!("{what}({kinds})", "{what} ({kinds})", what = join(labels))
}

impl FromArgMatches for Args {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let get = |id: &str| matches.get_one::<String>(id).cloned();
        let value = |flag: &str, meanings: &[_]| match is_personal(meanings) {
            true => matches.get_one::<Personal>(flag).map(|value| value.to_string()),
            false => get(flag),
        };
        let values = flags().into_iter().filter_map(|(flag, meanings)| value(&flag, &meanings).map(|value| (flag, value))).collect();
        Ok(Self { code: get("code").unwrap_or_default(), values })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl clap::Args for Args {
    fn augment_args(command: Command) -> Command {
        let code = Arg::new("code")
            .required(true)
            .value_name(tr!("编号", "CODE"))
            .help(tr!("记录的编号;组织也可写名称", "the record's code; of an organisation also its name"));
        let value = tr!("值", "VALUE");
        let flag = |(flag, meanings): (String, Vec<_>)| {
            let arg = Arg::new(flag.clone()).long(flag).value_name(value.clone()).help(help(&meanings));
            if is_personal(&meanings) { arg.value_parser(clap::value_parser!(Personal)) } else { arg }
        };
        command.arg(code).args(flags().into_iter().map(flag)).after_help(tr!(
            "空值(\"\")清空一项;作废用 fuhua void",
            "an empty value (\"\") empties a field; to void a record use fuhua void"
        ))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// Corrects a record.
///
/// # Errors
/// A fault if the record is void, a field is not its own, or a value is wrong.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let code = resolve::record(ctx, &ctx.read()?, &args.code)?;
    resolve::not_journal(code)?;
    let today = ctx.today();
    let values = whole(ctx, code, args.values)?;
    write(ctx, "edit", |w| {
        let (kind, before) = records::get(w, code)?;
        let fields = wanted(kind, code, &values)?;
        if let Some(why) = before.opt_text("void_reason")? {
            return Fault::refused(tr!("{code} 已作废({why}),不能更正", "{code} is void ({why}) and cannot be corrected"))
                .hint(tr!("重新登记一条;或用 fuhua history {code} 查看经过", "record it anew, or see fuhua history {code}"))
                .err();
        }
        for (field, _) in &fields {
            together(field, &fields)?;
        }
        correct(w, kind, code.number, &before, &fields, today)?;
        let (_, after) = records::get(w, code)?;
        Ok(Written::new(code, tr!("已更正 {code}:{what}", "corrected {code}: {what}", what = told(kind, &before, &after)?)))
    })
}

/// Sets what differs from a record as it was read; whether anything did.
///
/// # Errors
/// A fault if a value is wrong.
pub fn correct(
    w: &Writer,
    kind: &'static Kind,
    id: i64,
    before: &Row,
    fields: &[(&'static Field, &str)],
    today: NaiveDate,
) -> anyhow::Result<bool> {
    let mut columns = Vec::new();
    for (field, typed) in fields {
        if field_is(field, before, typed)? {
            continue;
        }
        let value = field.parse(typed, today)?;
        columns.extend(field.columns(w, value, Some(id), today)?.into_iter().filter(|(column, value)| {
            let kept = kind.fields.iter().find(|f| !f.computed && f.column == *column).and_then(|f| before.get(f.name).ok());
            kept != Some(value)
        }));
    }
    if !columns.is_empty() {
        w.update(kind.table, id, &columns)?;
    }
    Ok(!columns.is_empty())
}

/// What was typed, each day with its year.
fn whole(ctx: &Ctx<'_, '_>, code: Code, values: Vec<(String, String)>) -> anyhow::Result<Vec<(String, String)>> {
    let Some(kind) = registry::of_prefix(code.prefix) else { return Ok(values) };
    let of = |flag: &str| kind.fields.iter().find(|f| f.flag() == flag).map(|f| f.ty);
    let each = |(flag, text): (String, String)| match of(&flag) {
        Some(ty) => Ok((flag, ctx.whole(ty, &text)?.into_owned())),
        None => Ok((flag, text)),
    };
    values.into_iter().map(each).collect()
}

/// The fields that the typed flags mean for a kind.
fn wanted<'a>(kind: &'static Kind, code: Code, values: &'a [(String, String)]) -> anyhow::Result<Vec<(&'static Field, &'a str)>> {
    let label = kind.label.text();
    let offer = || {
        let one = |f: &Field| tr!("--{flag} {what}", "--{flag} ({what})", flag = f.flag(), what = f.label.text());
        if editable(kind).next().is_none() {
            return tr!("{label}记录不能更正", "{label} records are not corrected");
        }
        tr!("{label}可以更正:{list}", "of {label} records you can correct: {list}", list = join(editable(kind).map(one)))
    };
    if values.is_empty() {
        return Fault::input(tr!("没有写明要更正 {code} 的哪一项", "name a field of {code} to correct")).hint(offer()).err();
    }
    let field = |(flag, typed): &'a (String, String)| match editable(kind).find(|f| f.flag() == *flag) {
        Some(field) => Ok((field, typed.as_str())),
        None => {
            Fault::input(tr!("{code} 是{label},没有可更正的 --{flag}", "{code} ({label}) has no --{flag} to correct")).hint(offer()).err()
        }
    };
    values.iter().map(field).collect()
}

/// Refuses a field that is changed only together with another which was not typed.
fn together(field: &Field, typed: &[(&Field, &str)]) -> anyhow::Result<()> {
    let Some(other) = field.only_with.filter(|other| typed.iter().all(|(f, _)| f.name != *other)) else { return Ok(()) };
    let (flag, what) = (field.flag(), field.label.text());
    Fault::input(tr!("更正“{what}”须同时写明 --{other}", "{what} is corrected together with --{other} only"))
        .hint(tr!("如:--{flag} 值 --{other} 文字", "such as: --{flag} VALUE --{other} TEXT"))
        .err()
}

/// Whether a phone is what was typed: its column would differ by the salt alone.
fn field_is(field: &Field, row: &Row, typed: &str) -> anyhow::Result<bool> {
    if !field.is_sensitive() {
        return Ok(false);
    }
    let kept = row.opt_text(&format!("{}__value", field.name))?;
    Ok(kept.unwrap_or_default() == kept_form(field, typed) && (!typed.trim().is_empty() || *row.get(field.name)? == Value::Null))
}

/// A personal value in the form in which it is kept.
fn kept_form(field: &Field, typed: &str) -> String {
    if matches!(field.ty, Type::Phone) { phone::canonical(typed) } else { typed.trim().to_owned() }
}

/// What differs, in words: `日期 2021-11-05 → 2021-11-06`.
fn told(kind: &Kind, before: &Row, after: &Row) -> anyhow::Result<String> {
    let blank = |text: String| if text.is_empty() { tr!("(空)", "(empty)") } else { text };
    let mut told = Vec::new();
    for field in kind.shown().filter(|f| !f.computed) {
        if before.get(field.name)? != after.get(field.name)? {
            told.push(format!("{} {} → {}", field.label.text(), blank(field.show(before)?), blank(field.show(after)?)));
        }
    }
    Ok(told.join(label(";", "; ").text()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// References are set once; `edit` has no reading of them.
    #[test]
    fn no_reference_is_editable() {
        for kind in registry::ALL {
            for field in editable(kind) {
                assert!(!matches!(field.ty, Type::Ref(_, _)), "{}.{}", kind.id, field.name);
            }
        }
    }
}
