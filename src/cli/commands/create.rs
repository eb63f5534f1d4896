//! The verbs that make a record and do nothing else. Their flags are the fields
//! of the kind, their words and messages stand with it.

use std::path::Path;

use chrono::NaiveDate;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::beside::{Beside, SUBJECT, read_text};
use super::{org, training, withdraw};
use crate::cli::answer::Answer;
use crate::cli::args::{choice, date_help, org_help, words};
use crate::cli::ctx::Ctx;
use crate::cli::files::Named;
use crate::cli::typed::Personal;
use crate::cli::verified_copy::reworded;
use crate::cli::write::{Written, write_to};
use crate::cli::{named, resolve};
use crate::domain::code::Code;
use crate::domain::digest::sha256;
use crate::domain::text::printable;
use crate::intake::text;
use crate::store::records::field::{Field, Type};
use crate::store::records::form::is_needed;
use crate::store::records::kind::{Columns, Create, Kind, Made, Part, Subject};
use crate::store::records::kinds::org::ORG;
use crate::store::records::lookup;
use crate::store::records::{self, registry};
use crate::store::{Value, Writer};
use crate::tr;

/// The verbs that do more, by their words.
static MORE: &[(&[&str], &dyn Beside)] = &[
    (&["org", "add"], &org::add::Licence),
    (&["org", "register"], &org::register::RegisteredAs),
    (&["training", "log"], &training::log::WithRoster),
    (&["withdraw"], &withdraw::Leaving),
];

fn more(create: &Create) -> Option<&'static dyn Beside> {
    MORE.iter().find(|(words, _)| *words == create.words).map(|(_, beside)| *beside)
}

/// A verb and what was typed for it.
pub struct Chosen {
    kind: &'static Kind,
    create: &'static Create,
    subject: Option<String>,
    /// The fields that were typed.
    values: Vec<(&'static Field, Typed)>,
    /// What was typed for each part, as often as it was.
    parts: Vec<(&'static Part, String)>,
    /// All that was typed.
    matches: ArgMatches,
}

/// What was typed for a field.
enum Typed {
    Text(String),
    File(Named),
}

/// Adds these verbs to the tree of commands; below a word of the first level
/// that is not `wanted`, none.
pub fn add_to(command: Command, wanted: &dyn Fn(&str) -> bool) -> Command {
    registry::creates().fold(command, |command, (kind, create)| match create.words {
        [first, rest @ ..] if !wanted(first) => {
            let about = if rest.is_empty() { Some(create.about) } else { create.noun };
            match command.find_subcommand(first) {
                Some(_) => command,
                None => command.subcommand(Command::new(*first).about(about.map_or("", |about| about.text()))),
            }
        }
        words => place(command, words, kind, create),
    })
}

fn place(mut command: Command, words: &'static [&'static str], kind: &'static Kind, create: &'static Create) -> Command {
    match words {
        [] => command,
        [word] => command.subcommand(verb(word, kind, create)),
        [noun, rest @ ..] => {
            if command.find_subcommand(noun).is_none() {
                let about = create.noun.map_or("", |about| about.text());
                command = command.subcommand(Command::new(*noun).about(about).subcommand_required(true).arg_required_else_help(true));
            }
            command.mut_subcommand(noun, |noun| place(noun, rest, kind, create))
        }
    }
}

fn verb(word: &'static str, kind: &'static Kind, create: &'static Create) -> Command {
    let mut verb = Command::new(word).about(create.about.text());
    if let Some(subject) = create.subject {
        let (name, help) = subject_words(subject);
        verb = verb.arg(Arg::new(SUBJECT).required(true).value_name(name).help(help));
    }
    if let Some(first) = &create.first {
        let name = first.label.text().to_uppercase();
        verb = verb.arg(Arg::new(SUBJECT).required(true).value_name(name).value_parser(words).help(help(first)));
    }
    let parts = typed_parts(kind).map(|(part, flag)| {
        let help = tr!("{what};可多次", "{what}; may be repeated", what = org_help());
        Arg::new(part.table).long(flag).value_name(value_name(&part.field)).action(ArgAction::Append).help(help)
    });
    verb = verb.args(create.template(kind).into_iter().map(|column| flag(column.field)).chain(parts));
    more(create).map_or(verb.clone(), |more| more.args(verb))
}

fn typed_parts(kind: &'static Kind) -> impl Iterator<Item = (&'static Part, &'static str)> {
    kind.parts.iter().filter_map(|part| Some((part, part.typed?)))
}

fn flag(field: &Field) -> Arg {
    let arg = Arg::new(field.name).long(field.flag()).value_name(value_name(field)).help(help(field)).required(is_needed(field));
    match field.ty {
        Type::Text | Type::CreditCode if field.required => arg.value_parser(words),
        Type::Phone | Type::IdNumber => arg.value_parser(value_parser!(Personal)),
        Type::File => arg.value_parser(value_parser!(Named)),
        _ => arg,
    }
}

/// What stands for a field's value in help.
fn value_name(field: &Field) -> String {
    match field.ty {
        Type::Date => tr!("日期", "DATE"),
        Type::Money => tr!("元", "YUAN"),
        Type::Count => tr!("个数", "N"),
        Type::Hours => tr!("小时", "HOURS"),
        Type::Points => tr!("分数", "SCORE"),
        Type::Time => tr!("时刻", "TIME"),
        Type::Year => tr!("年度", "YEAR"),
        Type::Period => tr!("期间", "PERIOD"),
        Type::File => tr!("文件", "FILE"),
        Type::Any | Type::Codes => tr!("编号", "CODE"),
        Type::Phone | Type::IdNumber => tr!("号码", "NUMBER"),
        Type::YesNo => "yes|no".to_owned(),
        Type::Text | Type::CreditCode | Type::Archived | Type::Ref(..) | Type::Choice(_) | Type::Plan(_) => {
            field.label.text().to_uppercase()
        }
    }
}

fn help(field: &Field) -> String {
    let what = field.help.unwrap_or(field.label).text().to_owned();
    match field.ty {
        Type::Choice(set) => choice(what, set),
        Type::Plan(_) => tr!("{what}:计划所列的词,见 fuhua plan show", "{what}: a word of the plan, see fuhua plan show"),
        Type::Date if field.required => date_help(),
        Type::Hours => tr!("{what},如 1.5", "{what}, such as 1.5"),
        Type::Phone | Type::IdNumber => tr!("{what},只显示首尾", "{what}; shown masked"),
        _ => what,
    }
}

fn subject_words(subject: Subject) -> (String, String) {
    match subject {
        Subject::Org => (tr!("组织", "ORG"), org_help()),
        Subject::Application => {
            (tr!("申请", "APP"), tr!("申请编号,或只有一份未结申请的组织", "application, or an organisation with one open application"))
        }
        Subject::Incubation => (tr!("组织", "ORG"), tr!("在孵组织,或孵化编号", "a resident organisation, or its incubation's code")),
        Subject::LatestIncubation => (tr!("组织", "ORG"), tr!("已出壳的组织,或孵化编号", "a graduate, or its incubation's code")),
        Subject::OpenCase => {
            (tr!("组织", "ORG"), tr!("组织,或申请、孵化编号", "organisation, or the code of its application or incubation"))
        }
    }
}

/// The verb that was typed, if it is one of these.
pub fn chosen(matches: &ArgMatches) -> Option<Chosen> {
    let (mut typed, mut at) = (Vec::new(), matches);
    while let Some((word, inner)) = at.subcommand() {
        typed.push(word);
        at = inner;
    }
    let (kind, create) = registry::creates().find(|(_, create)| create.words == typed)?;
    let one = |id: &str| read_text(at, id);
    let typed = |field: &Field| match field.ty {
        Type::File => at.get_one::<Named>(field.name).cloned().map(Typed::File),
        Type::Phone | Type::IdNumber => at.get_one::<Personal>(field.name).map(|typed| Typed::Text(typed.to_string())),
        _ => one(field.name).map(Typed::Text),
    };
    let values = create.fields(kind).filter_map(|field| Some((field, typed(field)?))).collect();
    let many = |(part, _): (&'static Part, _)| {
        at.get_many::<String>(part.table).into_iter().flatten().map(move |text| (part, text.clone())).collect::<Vec<_>>()
    };
    let parts = typed_parts(kind).flat_map(many).collect();
    Some(Chosen { kind, create, subject: one_of(create, one), values, parts, matches: at.clone() })
}

/// The first argument, if the verb has one.
fn one_of(create: &Create, typed: impl Fn(&str) -> Option<String>) -> Option<String> {
    if create.subject.is_some() || create.first.is_some() { typed(SUBJECT) } else { None }
}

/// Makes the record.
///
/// # Errors
/// A fault if a value is wrong or a rule refuses.
pub fn run(args: Chosen, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let Chosen { kind, create, subject, values, parts, matches } = args;
    let today = ctx.today();
    // What can be told without the database is told first.
    let mut typed: Vec<(&'static Field, Value)> = Vec::new();
    let mut columns = Columns::default();
    for field in create.fields(kind) {
        match values.iter().find(|(f, _)| f.name == field.name) {
            Some((_, Typed::File(file))) => fingerprint(kind, field, ctx.files.reads(file)?, &mut columns)?,
            Some((_, Typed::Text(text))) if field.ty.is_to(ORG.prefix) => typed.push((field, resolve::settle(ctx, text)?.into())),
            Some((_, Typed::Text(text))) => typed.push((field, field.parse(&ctx.whole(field.ty, text)?, today)?)),
            None if field.required && matches!(field.ty, Type::Date) => typed.push((field, today.into())),
            None => {}
        }
    }
    if let (Some(first), Some(text)) = (&create.first, &subject) {
        typed.push((first, first.parse(text, today)?));
    }
    let mut work = more(create).map(|more| more.read(&matches, ctx)).transpose()?.flatten();
    let parts = parts.iter().map(|(part, text)| Ok((*part, resolve::settle(ctx, text)?))).collect::<anyhow::Result<Vec<_>>>()?;
    let (writer, id) = match create.subject.zip(subject) {
        Some((subject, text)) => resolve::begin_with(ctx, &text, subject).map(|(writer, id)| (writer, Some((subject, id))))?,
        None => (ctx.begin()?, None),
    };
    let mut rows: Vec<(&'static Part, i64)> = Vec::new();
    for (part, text) in &parts {
        let org = resolve::org(ctx, &writer, text)?;
        if rows.iter().all(|(p, id)| (p.table, *id) != (part.table, org.id)) {
            rows.push((part, org.id));
        }
    }
    for (field, value) in &mut typed {
        if let (Type::Ref(to, _), Value::Text(text)) = (field.ty, &*value) {
            *value = named::reference(ctx, &writer, text, to)?.into();
        }
    }
    let answer = write_to(ctx, writer, &create.words.join(" "), |w| {
        if let Some((subject, id)) = id {
            columns.set(subject.column(), id);
        }
        let columns = complete(w, create, columns, typed, today)?;
        let code = insert(w, kind, &columns, &rows)?;
        let mut written = told(w, kind, create, code)?;
        if let Some(work) = &mut work {
            work.after(w, code, &mut written)?;
        }
        Ok(written)
    })?;
    Ok(match work {
        Some(work) => work.report(ctx, answer),
        None => answer,
    })
}

/// The columns of what a verb makes: those that are set already, and those of the
/// fields that were typed.
///
/// # Errors
/// A fault if the database does not allow a value.
pub fn complete(
    w: &Writer,
    create: &Create,
    mut columns: Columns,
    typed: Vec<(&'static Field, Value)>,
    today: NaiveDate,
) -> anyhow::Result<Columns> {
    for (column, word) in create.sets {
        columns.set(column, *word);
    }
    for (field, value) in typed {
        columns.0.extend(field.columns(w, value, None, today)?);
    }
    if let Some(fill) = create.fill {
        fill(w, &mut columns)?;
    }
    Ok(columns)
}

/// Inserts what a verb makes, with its parts.
///
/// # Errors
/// A fault if the database does not allow it.
pub fn insert(w: &Writer, kind: &'static Kind, columns: &Columns, parts: &[(&'static Part, i64)]) -> anyhow::Result<Code> {
    let id = w.insert(kind.table, &columns.0)?;
    for (part, to) in parts {
        w.insert(part.table, &[(part.column, id.into()), (part.field.column, (*to).into())])?;
    }
    Ok(kind.code(id))
}

/// What is said of a record that a verb has made.
fn told(w: &Writer, kind: &'static Kind, create: &Create, code: Code) -> anyhow::Result<Written> {
    let (_, row) = records::get(w, code)?;
    let mut done = (create.done)(&Made { db: w, kind, code, row: &row })?;
    if let Some(twin) = lookup::twin(w, kind, code.number)? {
        done = done.warn(lookup::told(twin));
    }
    Ok(Written { next: done.next.into_iter().collect(), warnings: done.warnings, ..Written::new(code, done.message) })
}

/// A file's name and the SHA-256 of its bytes.
fn fingerprint(kind: &Kind, field: &Field, path: &Path, columns: &mut Columns) -> anyhow::Result<()> {
    let (shown, what) = (printable(&path.display().to_string()), field.label.text());
    let hint = tr!("核对文件名和内容", "check the name of the file and what it is");
    let bytes = text::load(path, text::MAX_BYTES)
        .map_err(|e| reworded(e, |why| tr!("无法读取{what} {shown}:{why}", "cannot read the {what} {shown}: {why}"), hint))?;
    columns.set(field.column, path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned());
    let digest = format!("{}_sha256", field.column);
    if let Some(beside) = kind.fields.iter().find(|f| f.column == digest) {
        columns.set(beside.column, sha256(bytes));
    }
    Ok(())
}
