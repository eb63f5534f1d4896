//! `training attend`: single persons of a session, added or changed.

use crate::cli::answer::Answer;
use crate::cli::args::{choice, one_of};
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::typed::Personal;
use crate::cli::write::{Written, write};
use crate::domain::code::Code;
use crate::domain::personal::without_numbers;
use crate::domain::terms::{Attendance, CATEGORY};
use crate::domain::text::shortened;
use crate::domain::{person, phone};
use crate::fault::Fault;
use crate::i18n::join;
use crate::store::records::kinds::training::{PERSON, TRAINING};
use crate::store::records::person::{Book, Claim, Settled};
use crate::store::{Db, Value, Writer, named_params, records};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("培训", "TRAINING"), help = tr!("培训编号,如 T12", "the session's code, such as T12"))]
    training: String,
    #[arg(required = true, value_name = tr!("人员", "PERSON"), help = tr!("姓名,或人员编号如 M8;可多个", "names, or codes such as M8; one or more"))]
    persons: Vec<String>,
    #[arg(long, conflicts_with = "excused", help = tr!("缺勤", "did not come"))]
    absent: bool,
    #[arg(long, help = tr!("请假", "was excused"))]
    excused: bool,
    #[arg(long, value_name = tr!("类别", "CATEGORY"), value_parser = one_of(&CATEGORY), help = choice(tr!("人员类别;不写则照旧,新来的算在岗未持证", "category; left out, as before, of who is new uncertified"), &CATEGORY))]
    category: Option<String>,
    #[arg(long, value_name = tr!("单位", "UNIT"), help = tr!("单位,用于区分同名的人", "unit, to tell namesakes apart"))]
    unit: Option<String>,
    #[arg(long, value_name = tr!("号码", "NUMBER"), help = tr!("电话,用于区分同名的人,只显示首尾", "phone, to tell namesakes apart; shown masked"))]
    phone: Option<Personal>,
}

/// Adds persons to a session's roster, or changes their rows.
///
/// # Errors
/// A fault if there is no such session, or a name is none or may mean several.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let status = match (args.absent, args.excused) {
        (true, _) => Attendance::Absent,
        (_, true) => Attendance::Excused,
        _ => Attendance::Present,
    };
    let category = args.category.as_deref().map(|text| CATEGORY.parse(text)).transpose()?;
    let number = args.phone.as_deref().map(phone::parse).transpose().map_err(Fault::input)?.flatten();
    let unit = args.unit.as_deref().map(str::trim).filter(|unit| !unit.is_empty());
    write(ctx, "training attend", |w| {
        let (code, row) = resolve::of_kind(w, &args.training, &TRAINING)?;
        headcount_stands(w, code, row.opt_int("headcount")?)?;
        let Meant { persons, corrected, doubtful } = found(w, code, &args.persons, unit, number.as_deref())?;
        for id in &persons {
            attend(w, code.number, *id, category, status)?;
        }
        let (_, row) = records::get(w, code)?;
        let names = persons
            .iter()
            .map(|id| {
                let row = w.one("SELECT name FROM person WHERE id = :id", named_params! {":id": id})?;
                Ok(format!("{} {}", PERSON.code(*id), row.text("name")?))
            })
            .collect::<anyhow::Result<Vec<_>>>()?;
        let mut message = tr!(
            "{code} {title}:{names} {what};本场计入{counted}人次",
            "{code} {title}: {names} {what}; the session counts {counted} person-times",
            title = row.text("title")?,
            names = join(names),
            what = status.text(),
            counted = row.int("counted")?
        );
        if !corrected.is_empty() {
            message += &tr!(";更正了电话:{list}", "; the phone was corrected of {list}", list = join(corrected));
        }
        let written = Written::new(code, message).next(format!("fuhua show {code}"));
        Ok(doubtful.into_iter().fold(written, Written::warn))
    })
}

/// A roster of one would take the place of a headcount of many.
fn headcount_stands(db: &Db, code: Code, headcount: Option<i64>) -> anyhow::Result<()> {
    let Some(n) = headcount.filter(|n| *n > 0) else { return Ok(()) };
    // In two halves, for each has its index.
    for void in ["IS NULL", "IS NOT NULL"] {
        let sql = format!("SELECT 1 AS yes FROM attendance WHERE training_id = :id AND void_reason {void} LIMIT 1");
        if db.maybe(&sql, named_params! {":id": code.number})?.is_some() {
            return Ok(());
        }
    }
    Fault::refused(tr!(
        "{code} 按人数{n}登记,没有签到表;添加一人就会以签到表取代人数",
        "{code} counts a headcount of {n} and has no roster; a single person would take the headcount's place"
    ))
    .hint(tr!(
        "先读入签到表:fuhua training roster {code} 文件;只改人数用 fuhua edit {code} --headcount 人数",
        "give the roster first: fuhua training roster {code} FILE; to change the number: fuhua edit {code} --headcount N"
    ))
    .err()
}

/// Who is meant.
struct Meant {
    /// The persons, in the order in which they were typed, each once.
    persons: Vec<i64>,
    /// Those whose phone was another one.
    corrected: Vec<String>,
    /// What is to be known of new ones who may be others.
    doubtful: Vec<String>,
}

/// The persons who are meant; who is new is put on record.
fn found(w: &Writer, training: Code, typed: &[String], unit: Option<&str>, phone: Option<&str>) -> anyhow::Result<Meant> {
    let mut names: Vec<(usize, String)> = Vec::new();
    let mut ids: Vec<Option<i64>> = vec![None; typed.len()];
    let (mut corrected, mut doubtful) = (Vec::new(), Vec::new());
    for (at, text) in typed.iter().enumerate() {
        match PERSON.prefix.parse(text) {
            Some(_) => {
                let person = resolve::of_kind(w, text, &PERSON)?.0;
                if unit.is_some() || phone.is_some() {
                    return Fault::input(tr!(
                        "{person} 是编号,--unit 和 --phone 只用于姓名",
                        "{person} is a code; --unit and --phone go with names"
                    ))
                    .hint(tr!(
                        "更正用 fuhua edit {person} --phone 号码 或 --unit 单位",
                        "correct them with fuhua edit {person} --phone NUMBER or --unit UNIT"
                    ))
                    .err();
                }
                ids[at] = Some(person.number);
            }
            None => names.push((at, name(text)?)),
        }
    }
    let mut book = Book::open(w, training.number, names.iter().map(|(_, name)| name.as_str()))?;
    let claim = |name| Claim { name, unit, phone, certificate: None };
    names.iter().for_each(|(_, name)| book.phoned(claim(name)));
    for (at, name) in &names {
        ids[*at] = match book.settle(claim(name)) {
            Settled::Known { place, corrected: was } => {
                corrected.extend(was.then(|| PERSON.code(book.id(place)).to_string()));
                Some(book.id(place))
            }
            Settled::New { place } => {
                doubtful.extend(namesake(w, training, name, PERSON.code(book.id(place)))?);
                Some(book.id(place))
            }
            Settled::Unclear(places) => {
                let list = places.into_iter().map(|place| PERSON.code(book.id(place)).to_string()).collect::<Vec<_>>();
                let first = list.first().cloned().unwrap_or_default();
                return Fault::input(tr!("“{name}”可指 {list}", "'{name}' may be any of {list}", list = join(&list)))
                    .hint(tr!("写编号:fuhua training attend {training} {first}", "give the code: fuhua training attend {training} {first}"))
                    .err();
            }
        };
    }
    book.write(w)?;
    let mut persons: Vec<i64> = Vec::new();
    for id in ids.into_iter().flatten() {
        if !persons.contains(&id) {
            persons.push(id);
        }
    }
    Ok(Meant { persons, corrected, doubtful })
}

/// What is said of a new person of whose name another one is in the session.
fn namesake(w: &Writer, training: Code, name: &str, new: Code) -> anyhow::Result<Option<String>> {
    let here = w.maybe(
        "SELECT p.id FROM attendance a JOIN person p ON p.id = a.person_id
          WHERE a.training_id = :t AND a.void_reason IS NULL AND p.name = :name ORDER BY p.id LIMIT 1",
        named_params! {":t": training.number, ":name": name},
    )?;
    let Some(row) = here else { return Ok(None) };
    let old = PERSON.code(row.int("id")?);
    Ok(Some(tr!(
        "{new} {name}记为新的人,本场另有同名的 {old};若是同一人:fuhua person merge {old} {new}",
        "{new} {name} is a new person, beside {old} of the same name in this session; if they are one: fuhua person merge {old} {new}"
    )))
}

fn name(text: &str) -> anyhow::Result<String> {
    match person::name(text) {
        Ok(name) => Ok(name),
        Err(why) => {
            let shown = shortened(&without_numbers(text), 30);
            Fault::input(tr!("姓名“{shown}”:{why}", "the name '{shown}': {why}"))
                .hint(tr!("写一个人的姓名,或人员编号如 M8", "give one person's name, or a code such as M8"))
                .err()
        }
    }
}

/// Adds a person to the session, or brings the row up to date.
fn attend(w: &Writer, training: i64, person: i64, category: Option<&'static str>, status: Attendance) -> anyhow::Result<()> {
    let row = w.maybe(
        "SELECT id, category, status FROM attendance WHERE training_id = :t AND person_id = :p AND void_reason IS NULL",
        named_params! {":t": training, ":p": person},
    )?;
    let mut columns: Vec<(&'static str, Value)> = vec![("status", status.into())];
    if let Some(row) = row {
        columns.extend(category.map(|category| ("category", category.into())));
        columns.retain(|(column, value)| row.get(column).ok() != Some(value));
        return if columns.is_empty() { Ok(()) } else { w.update("attendance", row.int("id")?, &columns) };
    }
    // As on the last roster on which the person stands.
    let last = w.maybe(
        "SELECT category FROM attendance WHERE person_id = :p AND void_reason IS NULL ORDER BY id DESC LIMIT 1",
        named_params! {":p": person},
    )?;
    let category = match (category, last) {
        (Some(category), _) => category.to_owned(),
        (None, Some(last)) => last.text("category")?,
        (None, None) => "uncertified".to_owned(),
    };
    columns.extend([("training_id", training.into()), ("person_id", person.into()), ("category", category.into())]);
    w.insert("attendance", &columns)?;
    Ok(())
}
