//! `training roster`: who came to a session.

use std::collections::BTreeMap;

use serde_json::json;

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::cli::files::Named;
use crate::cli::resolve;
use crate::cli::write::{Written, write_with};
use crate::domain::code::Code;
use crate::domain::terms::ROSTER_COLUMN;
use crate::i18n::join;
use crate::intake::roster::{self as file, Entry, Problem, Roster};
use crate::store::records::kinds::training::TRAINING;
use crate::store::records::person::{self, Claim, Settled};
use crate::store::{Writer, named_params, records};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("培训", "TRAINING"), help = tr!("培训编号,如 T12", "the session's code, such as T12"))]
    training: String,
    #[arg(value_name = tr!("文件", "FILE"), help = file_help())]
    file: Named,
}

/// The help of a roster file.
pub(super) fn file_help() -> String {
    tr!("签到表,CSV 文件,首行为表头:{list}", "roster, a CSV file with headings: {list}", list = ROSTER_COLUMN.offer())
}

/// Adds a roster to those that the session has.
///
/// # Errors
/// A fault if there is no such session or a row is wrong.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let list = file::read(ctx.files.reads(&args.file)?)?;
    let (answer, taken) = write_with(ctx, "training roster", |w| {
        let (code, row) = resolve::of_kind(w, &args.training, &TRAINING)?;
        let taken = take(w, code, &list)?;
        let message = tr!("{code} {title}:{what}", "{code} {title}: {what}", title = row.text("title")?, what = taken.summary());
        Ok((taken.written(code, message), taken))
    })?;
    Ok(taken.report(answer, &list))
}

/// What a roster brought.
#[derive(Debug, Default)]
pub(super) struct Taken {
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
}

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

    /// What the command wrote, with what was noticed on the way.
    pub(super) fn written(&self, training: Code, message: String) -> Written {
        let mut written = Written::new(training, message).next(format!("fuhua show {training}"));
        written.warnings.clone_from(&self.warnings);
        written
    }

    /// Adds the figures and how the file was read to an answer.
    pub(super) fn report(self, mut answer: Answer, list: &Roster) -> Answer {
        let unchanged = answer.json["journal"].is_null() && answer.json["dry_run"].is_null();
        let names = join(list.entries.iter().take(2).map(|e| &e.name));
        let encoding = list.encoding.name();
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
/// A fault that lists every row that is wrong.
pub(super) fn take(w: &Writer, training: Code, list: &Roster) -> anyhow::Result<Taken> {
    let mut taken = Taken { rows: list.entries.len(), warnings: list.warnings.clone(), ..Taken::default() };
    let before = records::get(w, training)?.1.opt_int("headcount")?;
    let first =
        w.maybe("SELECT id FROM attendance WHERE training_id = :t AND void_reason IS NULL LIMIT 1", named_params! {":t": training.number})?;
    let mut problems = Vec::new();
    let mut settled = Vec::with_capacity(list.entries.len());
    let mut added: BTreeMap<i64, usize> = BTreeMap::new();
    // Whoever says most goes first, so that the order of the file decides nothing.
    let mut surest: Vec<&Entry> = list.entries.iter().collect();
    surest.sort_by_key(|e| (e.phone.is_none(), e.unit.is_none()));
    for entry in surest {
        let claim = Claim { name: &entry.name, unit: entry.unit.as_deref(), phone: entry.phone.as_deref(), certificate: entry.certificate };
        match person::settle(w, claim)? {
            Settled::New { id } => {
                added.insert(id, entry.line);
                settled.push((entry, id, None));
            }
            Settled::Known { id, elsewhere } => settled.push((entry, id, elsewhere)),
            Settled::Unclear(ids) => problems.push(Problem { line: entry.line, text: unclear(entry, &ids, &added) }),
        }
    }
    taken.persons = added.len();
    settled.sort_by_key(|(entry, ..)| entry.line);
    let mut seen: BTreeMap<i64, &Entry> = BTreeMap::new();
    for (entry, person, elsewhere) in settled {
        if let Some(unit) = elsewhere {
            taken.warnings.push(other_unit(person, entry, &unit));
        }
        match seen.get(&person) {
            None => {
                seen.insert(person, entry);
                attend(w, training.number, person, entry, &mut taken)?;
            }
            Some(other) if (other.category, other.status) == (entry.category, entry.status) => {
                taken.twice += 1;
                taken.warnings.push(twice(other, entry));
            }
            Some(other) => problems.push(Problem { line: entry.line, text: contradiction(other, entry) }),
        }
    }
    if let Some(fault) = list.refusal(problems) {
        return fault.err();
    }
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

/// Adds a person's row to the session, or brings it up to date.
fn attend(w: &Writer, training: i64, person: i64, entry: &Entry, taken: &mut Taken) -> anyhow::Result<()> {
    let there = w.maybe(
        "SELECT id, category, status FROM attendance WHERE training_id = :t AND person_id = :p AND void_reason IS NULL",
        named_params! {":t": training, ":p": person},
    )?;
    let says = [("category", entry.category.into()), ("status", entry.status.into())];
    match there {
        None => {
            let [category, status] = says;
            w.insert("attendance", &[("training_id", training.into()), ("person_id", person.into()), category, status])?;
            taken.new += 1;
        }
        Some(row) if (row.text("category")?, row.text("status")?) == (entry.category.into(), entry.status.into()) => taken.already += 1,
        Some(row) => {
            w.update("attendance", row.int("id")?, &says)?;
            taken.updated += 1;
        }
    }
    Ok(())
}

fn other_unit(id: i64, entry: &Entry, unit: &str) -> String {
    let (name, line, said) = (&entry.name, entry.line, entry.unit.as_deref().unwrap_or_default());
    tr!(
        "第{line}行:{name}(M{id})原单位是{unit},签到表写的是{said};如已变动,用 fuhua edit M{id} --unit 更正",
        "line {line}: {name} (M{id}) is on record with {unit}, the roster says {said}; if it has changed: fuhua edit M{id} --unit"
    )
}

/// Persons of this very file have no code that the reader could look up: their
/// line stands for them.
fn unclear(entry: &Entry, ids: &[i64], added: &BTreeMap<i64, usize>) -> String {
    let name = &entry.name;
    let list = join(ids.iter().map(|id| match added.get(id) {
        Some(line) => tr!("第{line}行", "line {line}"),
        None => format!("M{id}"),
    }));
    if entry.phone.is_some() {
        return tr!(
            "“{name}”与{list}都相符,无法区分;用 fuhua edit 给其中没有电话的人补上电话,或作废重复的人员",
            "'{name}' may be any of {list}; give those without a phone theirs with fuhua edit, or void a duplicate"
        );
    }
    tr!("“{name}”与{list}都相符,无法区分;请填写电话", "'{name}' may be any of {list}; give the phone")
}

fn twice(first: &Entry, second: &Entry) -> String {
    let (name, a, b) = (&first.name, first.line, second.line);
    tr!("第{a}行与第{b}行是同一人({name}),只计一次", "lines {a} and {b} are the same person ({name}), counted once")
}

fn contradiction(first: &Entry, second: &Entry) -> String {
    use crate::domain::terms::{ATTENDANCE, CATEGORY};
    let (name, line) = (&second.name, first.line);
    let say = |e: &Entry| format!("{} {}", CATEGORY.text(e.category), ATTENDANCE.text(e.status));
    tr!(
        "与第{line}行是同一人({name}),却互相矛盾:{was}、{is};若是两人,请填写电话",
        "the same person as on line {line} ({name}), and they contradict: {was}, {is}; if they are two, give their phones",
        was = say(first),
        is = say(second)
    )
}
