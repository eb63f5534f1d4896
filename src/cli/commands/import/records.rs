//! The imports of records: a file of one kind, all its rows or none, in one entry
//! of the journal.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::columns::Columns;
use super::taking::{Row, Taken, Taking};
use crate::cli::answer::Answer;
use crate::cli::commands::aside::Aside;
use crate::cli::commands::noticed::Noticed;
use crate::cli::commands::picking::{Picking, Wrong, confirm_unread};
use crate::cli::ctx::Ctx;
use crate::cli::files::Named;
use crate::cli::progress::Progress;
use crate::cli::write::{Written, write_with};
use crate::domain::code::{Code, ranges};
use crate::fault::{Fault, Refusal};
use crate::i18n::join;
use crate::intake::problems::Problems;
use crate::intake::records::{self, Records};
use crate::journal;
use crate::store::records::registry;
use crate::store::{Writer, named_params};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("文件", "FILE"), help = tr!("表格文件(xlsx、xls、ods)、CSV 或文本", "a spreadsheet (xlsx, xls, ods), CSV or text"))]
    file: Named,
    #[command(flatten)]
    picking: Picking,
    #[command(flatten)]
    aside: Aside,
}

/// Reads a file of records of a kind, and records them.
///
/// # Errors
/// A fault if a row is wrong and is not set aside.
pub fn run(args: &Args, ctx: &mut Ctx<'_, '_>, columns: &Columns, taking: &mut dyn Taking) -> anyhow::Result<Answer> {
    let target = args.aside.target(ctx)?;
    let wrong = if target.is_some() { Wrong::SetAside } else { Wrong::Refused };
    let (path, form, today) = (ctx.files.reads(&args.file)?.to_owned(), columns.form(), ctx.today());
    let options = args.picking.options(ctx, &path, &form, wrong)?;
    let mut list = records::read(&path, &form, &options, &|place, text| columns.look(place, text, today))?;
    if columns.place_of_ids().is_some_and(|place| list.has(place)) {
        list.list.warnings.push(tr!("身份证号只看位数,不记录", "ID numbers are looked at, and not kept"));
    }
    confirm_unread(ctx, &list.list)?;
    let rows: Vec<Row<'_>> = list.iter().map(|entry| Row { entry, columns, today }).collect();
    let progress = Progress::of(ctx, rows.len());
    let import = Import { progress, columns, list: &list, rows, wrong, overriding: ctx.overriding.is_some(), today };
    let command = format!("import {}", columns.kind.plural);
    let (mut answer, done) = write_with(ctx, &command, |w| {
        let done = import.take(w, taking)?;
        Ok((import.written(&done), done))
    })?;
    let rejected = done.rejected.rows();
    let counts = [("create", done.made.len()), ("update", done.changed), ("same", done.same), ("reject", rejected.len())];
    for (what, count) in counts {
        answer.json[what] = count.into();
    }
    answer.json["codes"] = done.made.iter().map(Code::to_string).collect();
    answer.notes.insert(0, tr!("文件按 {how} 读取", "the file was read as {how}", how = list.list.read_as));
    if let Some(target) = target.filter(|_| !rejected.is_empty()) {
        answer.notes.push(target.write(ctx, &rejected, |ctx| args.picking.rows(ctx, &args.file, &form, &list.list, &rejected)));
    }
    Ok(answer)
}

struct Import<'i> {
    progress: Progress,
    columns: &'i Columns,
    list: &'i Records,
    rows: Vec<Row<'i>>,
    wrong: Wrong,
    overriding: bool,
    today: NaiveDate,
}

/// What a file brought.
#[derive(Default)]
struct Done {
    made: Vec<Code>,
    changed: usize,
    same: usize,
    noticed: Noticed,
    /// Rows that were set aside.
    rejected: Problems,
}

/// What was found wrong while the rows were taken.
struct Found {
    problems: Problems,
    /// The lines of the rows that break a rule.
    breaking: BTreeSet<usize>,
    refusals: Vec<Refusal>,
}

/// How often the rows are taken anew without those that break a rule: of a purse
/// that is too small each time one row is found.
const ROUNDS: usize = 20;

impl Import<'_> {
    /// Takes the rows. Those that break a rule are found when all are there: then
    /// the others are taken anew without them.
    fn take(&self, w: &Writer, taking: &mut dyn Taking) -> anyhow::Result<Done> {
        let (mut out, mut rejected, mut round) = (BTreeSet::new(), self.list.list.problems.none_yet(), 0);
        loop {
            round += 1;
            let mut found = Found { problems: rejected.none_yet(), breaking: BTreeSet::new(), refusals: Vec::new() };
            let done = w.attempt(|| {
                let done = self.each(w, taking, &out, &mut found)?;
                Ok(Some(done).filter(|_| found.breaking.is_empty()))
            })?;
            let clean = found.problems.is_empty() && self.list.list.problems.is_empty() && out.is_empty();
            match done {
                Some(done) if clean => return Ok(done),
                Some(done) if self.wrong == Wrong::SetAside && done.took() => {
                    let rejected = self.list.list.problems.and(rejected).and(found.problems);
                    return Ok(Done { rejected, ..done });
                }
                None if self.wrong == Wrong::SetAside && round < ROUNDS => {
                    out.extend(&found.breaking);
                    rejected = rejected.and(found.of_rules());
                }
                _ => return self.refusal(rejected.and(found.problems), found.refusals).err(),
            }
        }
    }

    fn refusal(&self, problems: Problems, refusals: Vec<Refusal>) -> Fault {
        match self.list.list.refusal(problems) {
            Some(fault) => fault.rules(refusals),
            None => Fault::input(tr!("没有一行可以记录", "there is no row that could be recorded")),
        }
    }

    /// Takes the rows but for those that are out, and asks the rules.
    fn each(&self, w: &Writer, taking: &mut dyn Taking, out: &BTreeSet<usize>, found: &mut Found) -> anyhow::Result<Done> {
        let rows: Vec<Row<'_>> = self.rows.iter().copied().filter(|row| !out.contains(&row.line())).collect();
        let (mut done, mut lines) = (Done::default(), BTreeMap::new());
        // Made now, the triggers outlast each row that is taken back.
        let kind = self.columns.kind;
        std::iter::once(kind.table).chain(kind.parts.iter().map(|part| part.table)).try_for_each(|table| w.capture(table))?;
        taking.begin(w, &rows)?;
        self.progress.again();
        for row in rows {
            self.progress.step();
            let (line, before) = (row.line(), last_change(w)?);
            match w.attempt(|| taking.take(w, row)) {
                Ok(None) => done.same += 1,
                Ok(Some(taken)) => {
                    for code in touched(w, before)? {
                        lines.insert(code, line);
                    }
                    done.count(taken, line, &mut lines);
                }
                Err(error) => match error.downcast::<Fault>() {
                    Ok(fault) => found.problems.add(line, super::columns::why(fault.into())),
                    Err(other) => return Err(other),
                },
            }
        }
        for (subject, refusal) in journal::refusals(w, self.today, self.overriding)? {
            // `T3`, or several codes: `R5:T3@J40`.
            let line = subject.split([':', '@']).filter_map(Code::parse).find_map(|code| lines.get(&code));
            if let Some(line) = line {
                found.breaking.insert(*line);
                found.problems.add(*line, refusal.message.clone());
                found.refusals.push(refusal);
            }
        }
        done.noticed.and(taking.noticed());
        Ok(done)
    }

    fn written(&self, done: &Done) -> Written {
        let Done { made, changed, same, rejected, noticed } = done;
        let kind = self.columns.kind;
        let (label, n) = (kind.label.text(), made.len() + changed + same);
        let mut message = tr!(
            "导入{label}{n}行:新增{new},更新{changed},相同{same}",
            "import of {label} records, {n} rows: {new} new, {changed} updated, {same} the same",
            new = made.len()
        );
        if !made.is_empty() {
            let codes = join(ranges(&kind.prefix.to_string(), made.iter().map(|code| code.number)));
            message += &tr!(";新增的编号{codes}", "; the new ones are {codes}");
        }
        if !rejected.is_empty() {
            message += &tr!(",不对{n}行", ", {n} rows wrong", n = rejected.rows().len());
        }
        let warnings = self.list.list.warnings.iter().cloned().chain(noticed.list()).collect();
        let next = vec![format!("fuhua list {}", kind.plural)];
        Written { code: String::new(), kind: kind.id, message, next, warnings }
    }
}

impl Done {
    /// Whether any row was taken, or was there.
    fn took(&self) -> bool {
        self.made.len() + self.changed + self.same > 0
    }

    fn count(&mut self, taken: Taken, line: usize, lines: &mut BTreeMap<Code, usize>) {
        match taken {
            Taken::New(code, like) => {
                lines.insert(code, line);
                self.made.push(code);
                if let Some(first) = like.and_then(|like| lines.get(&like)) {
                    self.noticed.add(tr!(
                        "第{line}行与第{first}行完全相同,各记了一条;若是同一件事,删去一行重新导入",
                        "lines {first} and {line} say the same, and a record was made of each; if it is one thing, delete a row and import again"
                    ));
                }
            }
            Taken::Changed(code) => {
                lines.insert(code, line);
                self.changed += 1;
            }
        }
    }
}

impl Found {
    /// The problems of the rows that break a rule: the others are found again.
    fn of_rules(&self) -> Problems {
        let mut problems = self.problems.none_yet();
        for (line, text) in self.problems.rows().into_iter().filter(|(line, _)| self.breaking.contains(line)) {
            problems.add(line, text);
        }
        problems
    }
}

/// The id of the last change that the journal has.
fn last_change(w: &Writer) -> anyhow::Result<i64> {
    Ok(w.one("SELECT max(id) AS id FROM change", &[])?.opt_int("id")?.unwrap_or_default())
}

/// The records that changed after a change.
fn touched(w: &Writer, after: i64) -> anyhow::Result<BTreeSet<Code>> {
    let mut codes = BTreeSet::new();
    w.each("SELECT table_name, row_id FROM change WHERE id > :after", named_params! {":after": after}, |row| {
        let id = row.int("row_id")?;
        codes.extend(registry::of_table(&row.text("table_name")?).map(|kind| kind.code(id)));
        Ok(())
    })?;
    Ok(codes)
}
