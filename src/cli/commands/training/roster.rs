//! `training roster`: who came to a session.

use std::collections::{BTreeMap, HashMap};

use serde_json::json;

use super::aside::Aside;
use super::reading::{Reading, Wrong, file_help};
use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::cli::files::Named;
use crate::cli::resolve;
use crate::cli::write::{Written, write_with};
use crate::domain::code::Code;
use crate::domain::text::matching;
use crate::i18n::join;
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
    record(ctx, "training roster", &args.training, &args.file, &args.given)
}

/// As [`run`], by another verb.
///
/// # Errors
/// As [`run`].
pub fn record(ctx: &mut Ctx<'_, '_>, command: &str, training: &str, file: &Named, given: &Given) -> anyhow::Result<Answer> {
    let target = given.aside.target(ctx)?;
    let wrong = if target.is_some() { Wrong::SetAside } else { Wrong::Refused };
    let list = given.reading.read(ctx, file, wrong)?;
    let (mut answer, taken) = write_with(ctx, command, |w| {
        let (code, row) = resolve::of_kind(w, training, &TRAINING)?;
        let taken = take(w, code, &list, wrong)?;
        let message = tr!("{code} {title}:{what}", "{code} {title}: {what}", title = row.text("title")?, what = taken.summary());
        Ok((taken.written(code, message), taken))
    })?;
    let rejected = taken.rejected.rows();
    let counts = [("create", taken.new), ("update", taken.updated), ("same", taken.already + taken.twice), ("reject", rejected.len())];
    for (what, count) in counts {
        answer.json[what] = count.into();
    }
    if let Some(target) = target.filter(|_| !rejected.is_empty()) {
        answer.notes.push(target.write(ctx, &rejected, |ctx| given.reading.rows(ctx, file, &list, &rejected)));
    }
    Ok(taken.report(answer, &list))
}

/// What a roster brought.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// Rows that were set aside.
    rejected: Problems,
    /// Rows that name a person.
    rows: usize,
    /// Rows new on the session's roster.
    new: usize,
    /// Rows that were there with another category or attendance.
    updated: usize,
    /// Rows that were there as they are.
    already: usize,
    /// Rows of a person who stands in the file twice.
    twice: usize,
    /// Persons who were not known.
    persons: usize,
    /// Person-times that the session counts now.
    counted: i64,
    warnings: Vec<String>,
    /// Warnings beyond those that are told.
    untold: usize,
}

/// So many warnings are told: a roster may give cause for a million.
const TOLD: usize = 200;

impl Taken {
    /// The figures in a line.
    pub(super) fn summary(&self) -> String {
        let Taken { rows, new, updated, already, twice, counted, .. } = self;
        let mut text = tr!(
            "签到表读入{rows}行,新增{new},更新{updated},原有{already}",
            "roster of {rows} rows, {new} new, {updated} updated, {already} already there"
        );
        if *twice > 0 {
            text += &tr!(",重复{twice}", ", {twice} repeated");
        }
        text + &tr!(";本场计入{counted}人次", "; the session counts {counted} person-times")
    }

    fn warn(&mut self, warning: String) {
        if self.warnings.len() < TOLD { self.warnings.push(warning) } else { self.untold += 1 }
    }

    /// What the command wrote, with what was noticed on the way.
    pub(super) fn written(&self, training: Code, message: String) -> Written {
        let mut written = Written::new(training, message).next(format!("fuhua show {training}"));
        written.warnings.clone_from(&self.warnings);
        if self.untold > 0 {
            written = written.warn(tr!("另有{n}处同类情形未逐一列出", "cases like these that are not listed: {n}", n = self.untold));
        }
        written
    }

    /// Adds the figures and how the file was read to an answer.
    pub(super) fn report(self, mut answer: Answer, list: &Roster) -> Answer {
        let unchanged = answer.json["journal"].is_null() && answer.json["dry_run"].is_null();
        let names = join(list.entries.iter().take(2).map(|e| e.name));
        let encoding = list.read_as;
        let mut notes = vec![tr!("签到表按 {encoding} 读取,前两人:{names}", "roster read as {encoding}; it begins with {names}")];
        if unchanged {
            notes.push(self.summary());
        }
        answer.notes.splice(0..0, notes);
        answer.json["roster"] = json!({
            "encoding": encoding,
            "rows": self.rows,
            "new": self.new,
            "updated": self.updated,
            "already": self.already,
            "repeated": self.twice,
            "persons_added": self.persons,
            "counted": self.counted,
        });
        answer
    }
}

/// Adds a roster's rows to a session, all of them or none.
///
/// # Errors
/// A fault that names every row that is wrong.
pub(super) fn take(w: &Writer, training: Code, list: &Roster, wrong: Wrong) -> anyhow::Result<Taken> {
    let mut taken = Taken { rows: list.entries.len(), ..Taken::default() };
    list.warnings.iter().cloned().for_each(|warning| taken.warn(warning));
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
        taken.warnings.push(tr!(
            "签到表取代了登记的人数{n},计入{counted}人次",
            "the roster replaces the headcount of {n}: {counted} person-times count"
        ));
    }
    Ok(taken)
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
                    taken.warn(other_phone(book.id(place), entry));
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
            taken.warn(other_unit(id, entry, unit));
        }
        if *first == NONE {
            *first = at;
            rows.push((at, id));
            continue;
        }
        let first = list.entries.get(*first as usize);
        if (first.category, first.status) == (entry.category, entry.status) {
            taken.twice += 1;
            taken.warn(twice(first, entry));
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

fn other_unit(id: i64, entry: Entry<'_>, unit: &str) -> String {
    let (name, line, said) = (entry.name, entry.line, entry.unit.unwrap_or_default());
    tr!(
        "第{line}行:{name}(M{id})原单位是{unit},签到表写的是{said};如已变动,用 fuhua edit M{id} --unit 更正",
        "line {line}: {name} (M{id}) is on record with {unit}, the roster says {said}; if it has changed: fuhua edit M{id} --unit"
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
