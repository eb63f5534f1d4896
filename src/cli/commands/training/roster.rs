//! `training roster`: who came to a session.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::reading::{Reading, file_help};
use super::taken::Taken;
use crate::cli::answer::Answer;
use crate::cli::commands::aside::Aside;
use crate::cli::commands::picking::Wrong;
use crate::cli::ctx::Ctx;
use crate::cli::files::Named;
use crate::cli::resolve;
use crate::cli::write::{Written, write_with};
use crate::domain::code::Code;
use crate::domain::text::matching;
use crate::fault::Fault;
use crate::i18n::{join, label};
use crate::intake::entries::Entry;
use crate::intake::problems::{self, Problems};
use crate::intake::roster::Roster;
use crate::store::records::kinds::training::TRAINING;
use crate::store::records::person::{Book, Claim, Settled};
use crate::store::{Batch, Writer, named_params, next_id, records};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("培训", "TRAINING"), help = tr!("培训编号,如 T12", "the session's code, such as T12"))]
    training: String,
    #[arg(value_name = tr!("文件", "FILE"), help = file_help())]
    file: Named,
    #[command(flatten)]
    given: Given,
}

/// What may be said of a roster, by either verb that reads one.
#[derive(clap::Args)]
pub struct Given {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    aside: Aside,
}

/// Adds a roster to those that the session has.
///
/// # Errors
/// A fault if there is no such session, or a row is wrong and is not set aside.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    record(ctx, "training roster", Some(&args.training), &args.file, &args.given)
}

/// As [`run`], by another verb; where no session is named, the rows name theirs.
///
/// # Errors
/// As [`run`].
pub fn record(ctx: &mut Ctx<'_, '_>, command: &str, training: Option<&str>, file: &Named, given: &Given) -> anyhow::Result<Answer> {
    let target = given.aside.target(ctx)?;
    let wrong = if target.is_some() { Wrong::SetAside } else { Wrong::Refused };
    let list = given.reading.read(ctx, file, wrong)?;
    let (mut answer, taken) = write_with(ctx, command, |w| {
        let Some(training) = training else { return by_column(w, &list, wrong) };
        let (code, title) = session(w, training)?;
        let taken = take(w, code, &list, wrong)?;
        let message = tr!("{code} {title}:{what}", "{code} {title}: {what}", what = taken.summary());
        Ok((taken.written(code, message), taken))
    })?;
    taken.set_aside(ctx, &mut answer, target.as_ref(), |ctx, rejected| given.reading.rows(ctx, file, &list, rejected));
    Ok(taken.report(answer, &list))
}

/// A session's code and title.
fn session(w: &Writer, typed: &str) -> anyhow::Result<(Code, String)> {
    let (code, row) = resolve::of_kind(w, typed, &TRAINING)?;
    Ok((code, row.text("title")?))
}

/// Adds the rows of a file to the sessions that they name, all of them or none.
fn by_column(w: &Writer, list: &Roster, wrong: Wrong) -> anyhow::Result<(Written, Taken)> {
    if list.sessions.is_empty() {
        let file = &list.file;
        return Fault::input(tr!("签到表 {file}:没有写明是哪一场培训", "roster {file}: it is not said which session it is of"))
            .hint(tr!("加 --training T1,或在表里加“培训编号”一列", "add --training T1, or a column 'training' to the sheet"))
            .err();
    }
    let mut problems = list.problems.none_yet();
    let named: BTreeSet<usize> = list.sessions.values().flatten().copied().collect();
    for (_, entry) in list.entries.iter().enumerate().filter(|(place, _)| !named.contains(place)) {
        problems.add(entry.line, tr!("培训编号是空的", "the training is empty"));
    }
    let (mut whole, mut told, mut codes) = (Taken::default(), Vec::new(), Vec::new());
    for (typed, places) in &list.sessions {
        match session(w, typed) {
            Ok((code, title)) => {
                let taken = take(w, code, &list.part(places), wrong)?;
                told.push(tr!("{code} {title}:{what}", "{code} {title}: {what}", what = taken.summary()));
                codes.push(code);
                whole.add(taken);
            }
            Err(error) => {
                let why = error.downcast::<Fault>()?.message;
                places.iter().for_each(|place| problems.add(list.entries.get(*place).line, why.clone()));
            }
        }
    }
    if wrong == Wrong::Refused || whole.rows == 0 || list.undecided.is_some() {
        if let Some(fault) = list.refusal(problems) {
            return fault.err();
        }
    } else {
        whole.rejected = list.problems.and(problems).and(whole.rejected);
    }
    list.warnings.iter().cloned().for_each(|warning| whole.noticed.add(warning));
    let Some(first) = codes.first() else { anyhow::bail!("rows of no session") };
    let mut written = whole.written(*first, told.join(label(";", "; ").text()));
    if codes.len() > 1 {
        written.code = String::new();
        written.next = codes.iter().map(|code| format!("fuhua show {code}")).collect();
    }
    Ok((written, whole))
}

/// Adds a roster's rows to a session, all of them or none.
///
/// # Errors
/// A fault that names every row that is wrong.
pub(super) fn take(w: &Writer, training: Code, list: &Roster, wrong: Wrong) -> anyhow::Result<Taken> {
    other_session(training, list)?;
    let mut taken = Taken { rows: list.entries.len(), ..Taken::default() };
    list.warnings.iter().cloned().for_each(|warning| taken.noticed.add(warning));
    let before = records::get(w, training)?.1.opt_int("headcount")?;
    let first =
        w.maybe("SELECT id FROM attendance WHERE training_id = :t AND void_reason IS NULL LIMIT 1", named_params! {":t": training.number})?;
    let mut book = Book::open(w, training.number, list.entries.iter().map(|entry| entry.name))?;
    let (rows, problems) = settle(list, &mut book, &mut taken);
    if wrong == Wrong::SetAside && list.undecided.is_none() && !rows.is_empty() {
        taken.rejected = list.problems.and(problems);
    } else if let Some(fault) = list.refusal(problems) {
        return fault.err();
    }
    book.write(w)?;
    attend(w, training.number, list, &rows, first.is_some(), &mut taken)?;
    taken.counted = records::get(w, training)?.1.int("counted")?;
    if let (Some(n), None) = (before, first) {
        let counted = taken.counted;
        taken.noticed.always(tr!(
            "签到表取代了登记的人数{n},计入{counted}人次",
            "the roster replaces the headcount of {n}: {counted} person-times count"
        ));
    }
    Ok(taken)
}

/// Refuses rows that name another session than that to which they are given.
fn other_session(training: Code, list: &Roster) -> anyhow::Result<()> {
    let mut problems = list.problems.none_yet();
    for (typed, places) in list.sessions.iter().filter(|(typed, _)| TRAINING.prefix.parse(typed) != Some(training)) {
        let why = tr!("培训编号是“{typed}”,不是 {training}", "it names the training '{typed}', not {training}");
        places.iter().for_each(|place| problems.add(list.entries.get(*place).line, why.clone()));
    }
    match problems.is_empty() {
        true => Ok(()),
        false => list.refusal(problems).map_or(Ok(()), Fault::err),
    }
}

/// Nothing at this place.
const NONE: u32 = u32::MAX;

/// Finds whose row each is: the places of the rows that count, one a person,
/// with the person's id; and what is wrong.
fn settle<'r>(list: &'r Roster, book: &mut Book<'r>, taken: &mut Taken) -> (Vec<(u32, i64)>, Problems) {
    let entries = &list.entries;
    let count = u32::try_from(entries.len()).unwrap_or(NONE);
    // Whoever says most goes first, so that the order of the file decides nothing.
    let mut surest: Vec<u32> = (0..count).collect();
    surest.sort_by_key(|at| {
        let entry = entries.get(*at as usize);
        (entry.phone.is_none(), entry.unit.is_none())
    });
    let known = book.len();
    // The lines of those who are new, as they come.
    let mut lines: Vec<u32> = Vec::new();
    let mut whose = vec![NONE; entries.len()];
    let mut unclear: BTreeMap<u32, String> = BTreeMap::new();
    let claim = |Entry { name, unit, phone, certificate, .. }| Claim { name, unit, phone, certificate };
    entries.iter().for_each(|entry| book.phoned(claim(entry)));
    for at in surest {
        let entry = entries.get(at as usize);
        let place = match book.settle(claim(entry)) {
            Settled::New { place } => {
                lines.push(u32::try_from(entry.line).unwrap_or(NONE));
                place
            }
            Settled::Known { place, corrected } => {
                if corrected {
                    taken.noticed.add(other_phone(book.id(place), entry));
                }
                place
            }
            Settled::Unclear(places) => {
                let who = places.into_iter().map(|place| match place.checked_sub(known) {
                    Some(new) => tr!("第{line}行", "line {line}", line = lines[new]),
                    None => format!("M{}", book.id(place)),
                });
                unclear.insert(at, cannot_tell(entry, &join(who)));
                // More would not be told in words.
                if unclear.len() > problems::TOLD {
                    unclear.pop_last();
                }
                continue;
            }
        };
        whose[at as usize] = u32::try_from(place).unwrap_or(NONE);
    }
    taken.persons = lines.len();
    // Of a million rows each list counts.
    drop(lines);
    once(list, book, &whose, unclear, taken)
}

/// As [`settle`], once it is known whose row each is: of rows of one person the
/// first counts, and the others must say the same.
fn once(
    list: &Roster,
    book: &Book<'_>,
    whose: &[u32],
    mut unclear: BTreeMap<u32, String>,
    taken: &mut Taken,
) -> (Vec<(u32, i64)>, Problems) {
    let mut problems = list.problems.none_yet();
    let mut rows = Vec::with_capacity(whose.len());
    let mut seen = vec![NONE; book.len()];
    for ((at, entry), place) in (0..).zip(list.entries.iter()).zip(whose) {
        let place = *place as usize;
        let Some(first) = seen.get_mut(place) else {
            problems
                .add(entry.line, unclear.remove(&at).unwrap_or_else(|| tr!("无法区分是哪一人", "it cannot be told which person it is")));
            continue;
        };
        let id = book.id(place);
        if let (Some(unit), Some(said)) = (book.unit(place), entry.unit)
            && matching(unit) != matching(said)
        {
            taken.noticed.add(other_unit(id, entry.line, entry.name, said, unit));
        }
        if *first == NONE {
            *first = at;
            rows.push((at, id));
            continue;
        }
        let first = list.entries.get(*first as usize);
        if (first.category, first.status) == (entry.category, entry.status) {
            taken.twice += 1;
            taken.noticed.add(twice(first, entry));
        } else {
            problems.add(entry.line, contradiction(first, entry));
        }
    }
    (rows, problems)
}

/// Rows whose presence is looked up by one query.
const SOME: usize = 1_000;

/// Adds persons' rows to the session, or brings them up to date; `begun`: the
/// session has a roster.
fn attend(w: &Writer, training: i64, list: &Roster, rows: &[(u32, i64)], begun: bool, taken: &mut Taken) -> anyhow::Result<()> {
    let mut fresh = Batch::into("attendance", &["id", "training_id", "person_id", "category", "status"]);
    let mut next = next_id(w, "attendance")?;
    for some in rows.chunks(SOME) {
        let mut there: HashMap<i64, (i64, String, String)> = HashMap::new();
        if begun {
            let persons = serde_json::to_string(&some.iter().map(|(_, person)| person).collect::<Vec<_>>())?;
            w.each(
                "SELECT id, person_id, category, status FROM attendance
                  WHERE training_id = :t AND person_id IN (SELECT value FROM json_each(:persons)) AND void_reason IS NULL",
                named_params! {":t": training, ":persons": persons},
                |row| {
                    there.insert(row.int("person_id")?, (row.int("id")?, row.text("category")?, row.text("status")?));
                    Ok(())
                },
            )?;
        }
        for (at, person) in some {
            let Entry { category, status, .. } = list.entries.get(*at as usize);
            match there.get(person) {
                None => {
                    fresh.add(w, &(next, training, person, category, status))?;
                    next += 1;
                    taken.new += 1;
                }
                Some((_, was, came)) if (was.as_str(), came.as_str()) == (category, status) => taken.already += 1,
                Some((id, ..)) => {
                    w.update("attendance", *id, &[("category", category.into()), ("status", status.into())])?;
                    taken.updated += 1;
                }
            }
        }
    }
    fresh.finish(w)
}

fn other_phone(id: i64, entry: Entry<'_>) -> String {
    let (name, line) = (entry.name, entry.line);
    tr!(
        "第{line}行:{name}(M{id})本场已在签到表上,电话按这份改正;若是同单位的另一人,用 fuhua undo 撤销后在两份表里都填电话",
        "line {line}: {name} (M{id}) stands on this session's roster already, and the phone is corrected; if it is another person of the same unit, fuhua undo, and give both their phones"
    )
}

/// What is said of a person whose unit on record is another.
pub fn other_unit(id: i64, line: usize, name: &str, said: &str, unit: &str) -> String {
    tr!(
        "第{line}行:{name}(M{id})原单位是{unit},文件写的是{said};如已变动,用 fuhua edit M{id} --unit 更正",
        "line {line}: {name} (M{id}) is on record with {unit}, the file says {said}; if it has changed: fuhua edit M{id} --unit"
    )
}

/// Persons of this very file have no code that the reader could look up: their
/// line stands for them in the list.
fn cannot_tell(entry: Entry<'_>, list: &str) -> String {
    let name = entry.name;
    if entry.phone.is_some() {
        return tr!(
            "“{name}”与{list}都相符,无法区分;用 fuhua edit 给其中没有电话的人补上电话,或作废重复的人员",
            "'{name}' may be any of {list}; give those without a phone theirs with fuhua edit, or void a duplicate"
        );
    }
    tr!("“{name}”与{list}都相符,无法区分;请填写电话", "'{name}' may be any of {list}; give the phone")
}

fn twice(first: Entry<'_>, second: Entry<'_>) -> String {
    let (name, a, b) = (first.name, first.line, second.line);
    tr!("第{a}行与第{b}行是同一人({name}),只计一次", "lines {a} and {b} are the same person ({name}), counted once")
}

fn contradiction(first: Entry<'_>, second: Entry<'_>) -> String {
    use crate::domain::terms::{ATTENDANCE, CATEGORY};
    let (name, line) = (second.name, first.line);
    let say = |e: Entry<'_>| format!("{} {}", CATEGORY.text(e.category), ATTENDANCE.text(e.status));
    tr!(
        "与第{line}行是同一人({name}),却互相矛盾:{was}、{is};若是两人,请填写电话",
        "the same person as on line {line} ({name}), and they contradict: {was}, {is}; if they are two, give their phones",
        was = say(first),
        is = say(second)
    )
}
