//! What later corrections would change in an issued report, figure by figure,
//! with the entries responsible.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::annual::Annual;
use super::issued::{Issued, states};
use super::issued_figures::{RESIDENTS, names, numbers};
use super::money_diff;
use super::periodic::Periodic;
use super::statement::Statement;
use super::{cases, figures, operations};
use crate::document::{Cell, Column, Document, Table};
use crate::domain::calendar::OperatingYear;
use crate::domain::date::iso;
use crate::domain::indicator::{self, First, TRAINEES};
use crate::domain::period::Period;
use crate::domain::terms::{REPORT, Report};
use crate::i18n::{join, label};
use crate::journal;
use crate::rules::report_issued::{self, Altered, Span, residents};
use crate::store::records::kinds::application::APPLICATION;
use crate::store::records::kinds::incubation::INCUBATION;
use crate::store::records::kinds::org::ORG;
use crate::store::records::registry::JOURNAL;
use crate::store::{Db, named_params};
use crate::tr;

/// An issued report beside the books of today.
#[derive(Clone, Debug, Serialize)]
pub struct Diff {
    /// The report's code.
    pub code: String,
    /// Its period.
    pub period: String,
    /// The figures that differ, in the report's order.
    pub figures: Vec<Figure>,
    /// The entries after the issue that touched the period or these figures.
    pub entries: Vec<Responsible>,
    #[serde(skip)]
    title: String,
}

/// A figure that differs.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// Its path in the report's JSON: `trainees.quarter`, `pipeline.resident`.
    pub figure: String,
    /// As issued.
    pub issued: i64,
    /// As the books have it now.
    pub now: i64,
    /// What was added to it.
    pub difference: i64,
    /// The entries responsible.
    pub entries: Vec<String>,
    #[serde(skip)]
    names: [String; 2],
}

/// An entry that touched the period.
#[derive(Clone, Debug, Serialize)]
pub struct Responsible {
    /// Its code.
    pub entry: String,
    /// When.
    pub at: String,
    /// Who.
    pub actor: String,
    /// The verb.
    pub command: String,
    /// The records of the period that it touched.
    pub records: Vec<String>,
}

/// Of the changes to applications and incubations those since an issue on which the
/// state of a case rests.
const CASES: &str = "seq > :issue
   AND json_array(json_extract(before, '$.on_date'), json_extract(before, '$.result'), json_extract(before, '$.stage'), json_extract(before, '$.void_reason') IS NULL)
    <> json_array(json_extract(after, '$.on_date'), json_extract(after, '$.result'), json_extract(after, '$.stage'), json_extract(after, '$.void_reason') IS NULL)
   AND (json_extract(before, '$.on_date') <= :day OR json_extract(after, '$.on_date') <= :day)";

/// The changes to a year's targets since an issue.
const TARGETS: &str = "SELECT seq, json_extract(coalesce(after, before), '$.indicator') AS indicator FROM change
 WHERE table_name = 'target' AND seq > :issue AND json_extract(coalesce(after, before), '$.year') = :year
   AND json_extract(before, '$.target') IS NOT json_extract(after, '$.target')";

type Entries = BTreeSet<i64>;
/// The changes to one row, oldest first.
type Steps<'a> = Vec<&'a Altered>;

/// What may have changed the figures of one report.
struct Causes<'a> {
    db: &'a Db,
    of: &'a Issued,
    altered: Vec<Altered>,
    /// Entries by the indicator whose target they changed.
    targets: BTreeMap<String, Entries>,
    /// Entries by the application that they touched.
    cases: BTreeMap<String, Entries>,
    /// Applications by the state that they left or came into.
    moved: BTreeMap<String, BTreeSet<String>>,
    /// Entries by the figure of a resident, `I2.services`.
    residents: BTreeMap<String, Entries>,
    /// What became of vouchers.
    money: money_diff::Changes,
}

impl<'a> Causes<'a> {
    fn read(db: &'a Db, of: &'a Issued, then: &[(String, String)], year: &OperatingYear) -> anyhow::Result<Self> {
        // Compared are the entries after the one that issued it.
        let issue = of.entry.saturating_add(1);
        let (mut targets, mut cases) = (BTreeMap::new(), BTreeMap::new());
        db.each(TARGETS, named_params! {":issue": issue, ":year": year.no}, |row| {
            targets.entry(row.text("indicator")?).or_insert_with(Entries::new).insert(row.int("seq")?);
            Ok(())
        })?;
        let changes = report_issued::case_changes();
        db.each(
            &format!("SELECT seq, application FROM ({changes}) WHERE {CASES}"),
            named_params! {":issue": issue, ":day": iso(of.end)},
            |row| {
                let application = APPLICATION.code(row.int("application")?).to_string();
                cases.entry(application).or_insert_with(Entries::new).insert(row.int("seq")?);
                Ok(())
            },
        )?;
        let now = states(&cases::on(db, of.end)?);
        let mut moved: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (these, those) in [(then, &now[..]), (&now[..], then)] {
            let others: BTreeSet<_> = those.iter().collect();
            for (application, state) in these.iter().filter(|case| !others.contains(case)) {
                moved.entry(state.clone()).or_default().insert(application.clone());
            }
        }
        let (altered, money) = (report_issued::altered(db, of.code.number)?, money_diff::Changes::read(db, of)?);
        let mut residents: BTreeMap<String, Entries> = BTreeMap::new();
        for change in residents::changes(db, issue, (of.start, of.end))? {
            let figure = format!("{}.{}", INCUBATION.code(change.incubation), change.key);
            residents.entry(figure).or_default().extend(change.seq);
        }
        Ok(Self { db, of, altered, targets, cases, moved, residents, money })
    }

    /// The rows that count otherwise than at the issue, with all changes to
    /// each, oldest first.
    fn rows(&self, span: Span, of: impl Fn(&Altered) -> bool) -> Vec<Steps<'_>> {
        let mut rows: BTreeMap<(&str, &(String, i64)), Steps<'_>> = BTreeMap::new();
        for a in self.altered.iter().filter(|a| a.span == span && of(a)) {
            rows.entry((&a.indicator, &a.row)).or_default().push(a);
        }
        rows.into_values().filter(|steps| steps[0].was != steps[steps.len() - 1].becomes).collect()
    }

    /// The entries behind an indicator's figure.
    fn of_indicator(&self, id: &str, span: Span) -> anyhow::Result<Entries> {
        let rows = self.rows(span, |a| a.indicator == id);
        let Some(declared) = indicator::find(id) else { return Ok(seqs(&rows)) };
        let wider = match declared.first {
            First::All => return Ok(seqs(&rows)),
            First::Ever => Span::Ever,
            First::OfYear => Span::Year,
        };
        // Of an organisation only the first counts: a change matters if it made
        // its record the one, left none, or put another one before it.
        let from = if span == Span::Period { self.of.start } else { self.of.year_start };
        let facts = figures::facts(self.db, Some(id), (from, self.of.end))?;
        let counts = |org: i64| facts.iter().any(|f| f.org == Some(ORG.code(org)));
        let matters = |steps: &Steps<'_>| match (steps[0].was, steps[steps.len() - 1].becomes) {
            (None, Some(_)) => facts.iter().any(|f| f.subject.to_string() == steps[0].record),
            (Some(org), None) => !counts(org),
            _ => true,
        };
        let mut entries = seqs(&rows.iter().filter(|steps| matters(steps)).cloned().collect::<Vec<_>>());
        for steps in self.rows(wider, |a| a.indicator == id) {
            let within = rows.iter().any(|r| r[0].row == steps[0].row);
            let added = steps[0].was.is_none();
            let Some(org) = steps[0].was.or(steps[steps.len() - 1].becomes).filter(|_| !within) else { continue };
            if counts(org) != added && (!added || self.has_dated(declared.table, org, &iso(from))?) {
                entries.extend(steps.iter().map(|a| a.seq));
            }
        }
        Ok(entries)
    }

    /// Whether an organisation has a record in force from a day to the period's end.
    fn has_dated(&self, table: &'static str, org: i64, from: &str) -> anyhow::Result<bool> {
        let sql = format!("SELECT 1 AS yes FROM {table} WHERE org_id = :org AND on_date BETWEEN :from AND :to AND void_reason IS NULL");
        Ok(self.db.maybe(&sql, named_params! {":org": org, ":from": from, ":to": iso(self.of.end)})?.is_some())
    }

    /// The entries behind a figure.
    fn of(&self, figure: &str) -> anyhow::Result<Entries> {
        let (about, what) = figure.split_once('.').unwrap_or((figure, ""));
        // An indicator may have the name of a part.
        if let (Some(part), Some(_)) = (operations::PARTS.iter().find(|part| part.key == about), operations::names(about, what)) {
            return self.of_tables(part.tables);
        }
        Ok(match (about, what) {
            ("finance", _) => self.money.of(figure),
            (RESIDENTS, of_one) => self.residents.get(of_one).cloned().unwrap_or_default(),
            ("people", "person_times") => self.of_indicator(TRAINEES, Span::Period)?,
            // Who came: rows of rosters, and trainings as a whole.
            ("people", _) => {
                let roster = |a: &Altered| a.indicator == TRAINEES && a.row.0 == "attendance";
                let mut entries = seqs(&self.rows(Span::Period, |a| roster(a) || a.indicator == "trainings"));
                entries.extend(report_issued::merges(self.db, self.of.code.number)?);
                entries
            }
            ("pipeline", state) => {
                let moved = self.moved.get(state).into_iter().flatten();
                moved.filter_map(|application| self.cases.get(application)).flatten().copied().collect()
            }
            (indicator, "target") => self.targets.get(indicator).cloned().unwrap_or_default(),
            (indicator, "year_to_date") => self.of_indicator(indicator, Span::Year)?,
            (indicator, _) => self.of_indicator(indicator, Span::Period)?,
        })
    }

    /// The entries that altered more than words in rows of some tables that are not
    /// later than the period, or have no day.
    fn of_tables(&self, tables: &[&str]) -> anyhow::Result<Entries> {
        const WORDS: &str = "'$.title', '$.name', '$.name_key', '$.unit', '$.place', '$.trainer', '$.headcount', '$.phone', '$.note'";
        // By entry: a table may have had ten years of changes before the issue.
        let sql = format!(
            "SELECT DISTINCT c.seq FROM change c
                    WHERE c.seq > :issue AND +c.table_name IN (SELECT value FROM json_each(:tables))
                      AND json_remove(c.before, {WORDS}) IS NOT json_remove(c.after, {WORDS})
                      AND (json_extract(coalesce(c.after, c.before), '$.on_date') IS NULL
                           OR json_extract(c.before, '$.on_date') <= :day OR json_extract(c.after, '$.on_date') <= :day)"
        );
        let (issue, tables, day) = (self.of.entry.saturating_add(1), serde_json::to_string(tables)?, iso(self.of.end));
        let rows = self.db.all(&sql, named_params! {":issue": issue, ":tables": tables, ":day": day})?;
        rows.iter().map(|row| row.int("seq")).collect()
    }

    /// The records that an entry touched, of those that figures rest on.
    fn records(&self, seq: i64) -> Vec<String> {
        let dated = self.altered.iter().filter(|a| a.seq == seq).map(|a| a.record.clone());
        let cases = self.cases.iter().filter(|(_, entries)| entries.contains(&seq)).map(|(application, _)| application.clone());
        let targets = self.targets.iter().filter(|(_, entries)| entries.contains(&seq)).map(|(indicator, _)| indicator.clone());
        let stays = self.residents.iter().filter(|(_, entries)| entries.contains(&seq)).filter_map(|(figure, _)| figure.split('.').next());
        dated
            .chain(cases)
            .chain(targets)
            .chain(stays.map(str::to_owned))
            .chain(self.money.records(seq))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    }
}

fn seqs(rows: &[Steps<'_>]) -> Entries {
    rows.iter().flatten().map(|a| a.seq).collect()
}

fn codes(entries: &Entries) -> Vec<String> {
    entries.iter().map(|seq| JOURNAL.code(*seq).to_string()).collect()
}

impl Figure {
    fn of(figure: String, issued: i64, now: i64, entries: &Entries, names: [String; 2]) -> Self {
        Self { figure, issued, now, difference: now.saturating_sub(issued), entries: codes(entries), names }
    }
}

impl Diff {
    /// Compares a report in force with the books.
    ///
    /// # Errors
    /// A fault if what was frozen is not what was issued; else if SQLite fails.
    pub fn read(db: &Db, issued: &Issued, period: &Period, year: &OperatingYear) -> anyhow::Result<Self> {
        let frozen = issued.frozen()?;
        let now = if issued.report == Report::Annual.id() {
            // A fiscal year is of no operating year, though it lies in some.
            let of_plan = Some(year).filter(|year| (year.start, year.end) == (period.start, period.end));
            serde_json::to_value(Annual::read(db, period, of_plan, issued.on)?)?
        } else {
            serde_json::to_value(Periodic::read(db, period, year, issued.on)?)?
        };
        let then = numbers(&frozen.value);
        let causes = Causes::read(db, issued, &frozen.cases, year)?;
        let indicators = figures::indicators(db, year.no)?;
        let mut touched: Entries = causes.altered.iter().filter(|a| a.span != Span::Ever).map(|a| a.seq).collect();
        // Cases that moved, though as many be in each state.
        touched.extend(causes.moved.values().flatten().filter_map(|application| causes.cases.get(application)).flatten());
        let mut figures = Vec::new();
        for (figure, now) in numbers(&now) {
            let Some((_, was)) = then.iter().find(|(f, n)| *f == figure && *n != now) else { continue };
            let entries = causes.of(&figure)?;
            touched.extend(&entries);
            let names = if figure.starts_with("finance.") { causes.money.names(&figure) } else { names(&figure, &indicators) };
            figures.push(Figure::of(figure, *was, now, &entries, names));
        }
        Self::of(db, issued, figures, &touched, |seq| causes.records(seq))
    }

    /// Compares a statement of finances in force with the books.
    ///
    /// # Errors
    /// As [`Diff::read`].
    pub fn read_statement(db: &Db, issued: &Issued, period: &Period) -> anyhow::Result<Self> {
        let frozen = issued.frozen()?;
        let then: BTreeMap<String, i64> = money_diff::numbers("", &frozen.value).into_iter().collect();
        let now = money_diff::numbers("", &serde_json::to_value(Statement::read(db, period, issued.on)?)?);
        let money = money_diff::Changes::read(db, issued)?;
        // A category or a line that is gone came to nothing.
        let kept: BTreeSet<&String> = now.iter().map(|(figure, _)| figure).collect();
        let gone = then.keys().filter(|figure| !kept.contains(figure)).map(|figure| (figure.clone(), 0));
        let mut figures = Vec::new();
        for (figure, now) in now.iter().cloned().chain(gone) {
            let was = then.get(&figure).copied().unwrap_or(0);
            if was != now {
                let (entries, names) = (money.of(&figure), money.names(&figure));
                figures.push(Figure::of(figure, was, now, &entries, names));
            }
        }
        Self::of(db, issued, figures, &money.entries(), |seq| money.records(seq))
    }

    fn of(db: &Db, issued: &Issued, figures: Vec<Figure>, touched: &Entries, records: impl Fn(i64) -> Vec<String>) -> anyhow::Result<Self> {
        let responsible = |seq: &i64| {
            let entry = journal::entry(db, *seq)?;
            let code = JOURNAL.code(*seq).to_string();
            Ok(Responsible { entry: code, at: entry.at, actor: entry.actor, command: entry.command, records: records(*seq) })
        };
        let (code, label) = (issued.code.to_string(), issued.period.clone());
        Ok(Self {
            title: tr!(
                "{code} {label} {report}({on}出具)与现在的账",
                "{code}, the {report} for {label} issued on {on}, compared with the books now",
                report = REPORT.text(&issued.report),
                on = issued.on
            ),
            entries: touched.iter().map(responsible).collect::<anyhow::Result<_>>()?,
            code,
            period: label,
            figures,
        })
    }

    /// Whether a figure differs that no entry accounts for.
    pub fn is_unexplained(&self) -> bool {
        self.figures.iter().any(|figure| figure.entries.is_empty())
    }

    /// As a person reads it.
    pub fn document(&self) -> Document {
        let mut document = Document::titled(self.title.clone());
        if self.figures.is_empty() {
            document.text(tr!("没有差别:各项数字与出具时相同", "no difference: every figure is as issued"));
        }
        document.table(self.figure_table());
        document.table(self.entry_table());
        document
    }

    fn figure_table(&self) -> Table {
        let columns = vec![
            Column::label(tr!("数字", "figure")),
            Column::label(tr!("口径", "of")),
            Column::number(tr!("出具时", "issued")),
            Column::number(tr!("现在", "now")),
            Column::difference(tr!("差", "difference")),
            Column::words(tr!("流水", "entries")),
        ];
        let mut table = Table::new(label("数字", "figures"), columns).if_any();
        for f in &self.figures {
            let [name, of] = &f.names;
            let cell = if f.figure.ends_with("_fen") { Cell::Money } else { Cell::Integer };
            let numbers = [f.issued, f.now, f.difference].map(cell);
            table.row([[name, of].map(|n| n.as_str().into()).to_vec(), numbers.to_vec(), vec![join(&f.entries).into()]].concat());
        }
        table
    }

    fn entry_table(&self) -> Table {
        let columns = vec![
            Column::code(tr!("流水", "entry")),
            Column::date(tr!("时间", "when")),
            Column::words(tr!("经办人", "who")),
            Column::words(tr!("命令", "command")),
            Column::words(tr!("记录", "records")),
        ];
        let title = tr!("出具后涉及该期间的流水", "entries after the issue that touched it");
        let mut table = Table::new(label("流水", "entries"), columns).titled(title).if_any();
        for e in &self.entries {
            let words = [&e.actor, &e.command, &join(&e.records)].map(|text| text.as_str().into());
            table.row([vec![Cell::code(&e.entry), Cell::Time(e.at.clone())], words.to_vec()].concat());
        }
        table
    }
}
