//! `template`: the blank sheet that an import reads.

use serde_json::{Value as Json, json};

use super::import::{self, columns::Columns};
use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::document::blank::{Blank, BlankColumn, Holds};
use crate::document::{Column, Document, Table};
use crate::domain::terms::{ATTENDANCE, CATEGORY, CERTIFICATE, RosterColumn, Vocabulary};
use crate::domain::vocabulary;
use crate::fault::Fault;
use crate::i18n::{join, label, pick};
use crate::store::records::field::{Field, Type};
use crate::store::records::kind::Kind;
use crate::store::records::kinds::org::ORG;
use crate::store::records::lookup;
use crate::store::{Db, named_params};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("种类", "KIND"), help = tr!("哪一种表:{list}", "which one: {list}", list = offer()))]
    kind: String,
}

/// The word for a roster, beside the kinds of record.
const ROSTER: (&str, &str) = ("roster", "签到表");

fn offer() -> String {
    vocabulary::offer(std::iter::once(ROSTER).chain(import::all().iter().map(|columns| (columns.kind.plural, columns.kind.label.zh))))
}

/// Makes the blank sheet of a kind.
///
/// # Errors
/// A fault if there is no such kind, or the plan cannot be read for its words.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let typed = args.kind.trim();
    let is = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(typed));
    let blank = if is(&[ROSTER.0, ROSTER.1]) {
        roster()
    } else {
        let means = |Columns { kind, .. }: &Columns| is(&[kind.plural, kind.id, kind.label.zh, kind.label.en]);
        match import::all().iter().find(|columns| means(columns)) {
            Some(columns) => of_kind(ctx, columns)?,
            None => {
                return Fault::input(tr!("没有“{typed}”这种表", "there is no blank sheet of '{typed}'"))
                    .hint(tr!("可选:{list}", "one of: {list}", list = offer()))
                    .err();
            }
        }
    };
    answer(&blank, ctx.output.is_some() && ctx.bom)
}

fn answer(blank: &Blank, bom: bool) -> anyhow::Result<Answer> {
    let heads = [tr!("列", "column"), tr!("必填", "needed"), tr!("填写", "what to fill in")];
    let mut table = Table::new(label("列", "columns"), heads.into_iter().map(Column::words).collect());
    for column in &blank.columns {
        table.rows.push(vec![column.heading.clone().into(), column.need().into(), column.what.clone().into()]);
    }
    let value: Vec<Json> = blank
        .columns
        .iter()
        .map(|column| json!({"heading": column.heading, "needed": column.needed, "choices": column.choices, "what": column.what}))
        .collect();
    let mut document = Document::of(table);
    document.note(tr!("加 -o 文件.xlsx 得到空白表", "with -o FILE.xlsx it is a blank sheet"));
    let mut answer = Answer::new(value, document)?;
    answer.made = vec![("xlsx", blank.xlsx()?), ("csv", blank.csv(bom))];
    Ok(answer)
}

fn words(set: &Vocabulary) -> Vec<String> {
    set.terms.iter().map(|term| term.label.text().to_owned()).collect()
}

/// That of a roster.
fn roster() -> Blank {
    let column = |column: &RosterColumn| {
        let (set, what) = match column {
            RosterColumn::Name => (None, tr!("一行一人", "one person a row")),
            RosterColumn::Unit => (None, String::new()),
            RosterColumn::Phone => (None, PHONE.text().to_owned()),
            RosterColumn::Category => (Some(&CATEGORY), tr!("空着按在岗未持证", "empty: in post, not certified")),
            RosterColumn::Attendance => (Some(&ATTENDANCE), tr!("每人都填", "of everybody")),
            RosterColumn::Certificate => (Some(&CERTIFICATE), tr!("空着按无", "empty: none")),
            RosterColumn::Session => (None, tr!("一份表只有一场的,不必填", "not of a sheet of one session")),
        };
        let choices = set.map(words).unwrap_or_default();
        BlankColumn {
            heading: column.text().to_owned(),
            needed: matches!(column, RosterColumn::Name | RosterColumn::Attendance),
            holds: Holds::Text,
            only: true,
            what: explained(&choices, what),
            choices,
        }
    };
    Blank { name: pick(ROSTER.1, ROSTER.0).to_owned(), columns: RosterColumn::ALL.iter().map(column).collect() }
}

const PHONE: crate::i18n::Label = label("一个号码,按文本填写", "one number, as text");

fn explained(choices: &[String], what: String) -> String {
    match (choices.is_empty(), what.is_empty()) {
        (true, _) => what,
        (false, true) => tr!("可选:{list}", "one of: {list}", list = join(choices)),
        (false, false) => tr!("可选:{list};{what}", "one of: {list}; {what}", list = join(choices)),
    }
}

/// That of a kind of record. The words of the plan, and the organisations that
/// there are, come from the database.
fn of_kind(ctx: &Ctx<'_, '_>, columns: &Columns) -> anyhow::Result<Blank> {
    let asks = |field: &Field| matches!(field.ty, Type::Plan(_)) || field.ty.is_to(ORG.prefix);
    let db = if columns.columns.iter().any(|column| asks(column.field)) { Some(ctx.read()?) } else { None };
    let mut made = Vec::new();
    for column in columns.columns.iter().filter(|column| !is_left_out(columns.kind, column.field)) {
        let field = column.field;
        let (choices, only) = choices(db.as_ref(), field)?;
        made.push(BlankColumn {
            heading: field.label.text().to_owned(),
            needed: column.needed,
            holds: holds(field.ty),
            only,
            what: explained(if only { &choices } else { &[] }, what(field)),
            choices,
        });
    }
    Ok(Blank { name: columns.kind.label.text().to_owned(), columns: made })
}

/// Columns that only exports have, or of which two say the same.
fn is_left_out(kind: &Kind, field: &Field) -> bool {
    kind.id == "voucher" && ["direction", "amount", "reverses"].contains(&field.name)
}

fn choices(db: Option<&Db>, field: &Field) -> anyhow::Result<(Vec<String>, bool)> {
    Ok(match (field.ty, db) {
        (Type::Choice(set), _) => (words(set), true),
        (Type::Plan(table), Some(db)) => {
            let of_plan = lookup::plan_words(db, table)?;
            (of_plan.iter().map(|(_, zh, en)| pick(zh, en).to_owned()).collect(), true)
        }
        (Type::Ref(..), Some(db)) if field.ty.is_to(ORG.prefix) => {
            let rows = db.all("SELECT name FROM org WHERE void_reason IS NULL ORDER BY id", named_params! {})?;
            (rows.iter().map(|row| row.text("name")).collect::<anyhow::Result<_>>()?, false)
        }
        _ => (Vec::new(), true),
    })
}

fn holds(ty: Type) -> Holds {
    match ty {
        Type::Date => Holds::Date,
        Type::Money => Holds::Money,
        Type::Hours | Type::Count => Holds::Number,
        _ => Holds::Text,
    }
}

/// What is to be known of a column beside its choices.
fn what(field: &Field) -> String {
    match field.ty {
        Type::Date => tr!("如 2022-02-18", "such as 2022-02-18"),
        Type::Money => tr!("以元计,如 1200.00", "in yuan, such as 1200.00"),
        Type::Hours => tr!("以小时计,如 1.5", "in hours, such as 1.5"),
        Type::Phone => PHONE.text().to_owned(),
        Type::Ref(..) if field.name == "orgs" => tr!("组织的全名,几家用顿号分开", "whole names, commas between several"),
        Type::Ref(..) if field.ty.is_to(ORG.prefix) => tr!("组织的全名", "the organisation's whole name"),
        Type::Ref(..) | Type::Any | Type::Codes => tr!("记录的编号", "the record's code"),
        Type::CreditCode => tr!("18位,按文本填写,与登记日期同填", "18 characters, as text, with the day of registration"),
        _ => field.help.map_or_else(String::new, |help| help.text().to_owned()),
    }
}
