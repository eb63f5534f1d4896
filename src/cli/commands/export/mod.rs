//! `export`: everything for other programs, and a period's reports, in a folder.
//!
//! The same database, period and day give the same bytes. The tables hold every
//! record, void ones too; the reports are those of the period. Personal data is
//! masked, as everywhere: an export shows none.

mod folder;

use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value as Json, json};

use self::folder::{Entry, Growing};
use super::report;
use crate::cli::answer::Answer;
use crate::cli::args::{Running, period_help};
use crate::cli::ctx::Ctx;
use crate::cli::output::json_safe;
use crate::document::{Cell, Document, Fact, Setting, WRITERS};
use crate::domain::calendar::Calendar;
use crate::domain::date::iso;
use crate::domain::digest::sha256;
use crate::domain::period::{Period, Shape};
use crate::domain::text::printable;
use crate::fault::Fault;
use crate::i18n::lang;
use crate::report::exchange::{self, Exported};
use crate::report::periodic::{Head, Span};
use crate::report::statement::Statement;
use crate::report::{plan as heading, records, year};
use crate::store::records::kind::Kind;
use crate::store::records::{Filter, each, plan, registry};
use crate::store::{Db, schema};
use crate::tr;

/// The version of the manifest and of what it lists.
const FORMAT: u32 = 1;
/// The formats in which people get the reports.
const FOR_PEOPLE: [&str; 2] = ["xlsx", "html"];

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("期间", "PERIOD"), help = tr!("{help};默认最近结束的月", "{help}; default the last month that is over", help = period_help()))]
    period: Option<String>,
    #[command(flatten)]
    running: Running,
}

/// Exports into the folder that `-o` names.
///
/// # Errors
/// A fault if there is none, its name is taken, the period is wrong, or a file
/// cannot be written; nothing is left then.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    // The folder takes the place of a file for the answer, which goes to standard output.
    let Some(folder) = ctx.output.take() else {
        return Fault::input(tr!("没有写明导出到哪个文件夹", "no folder to export into was named"))
            .hint(tr!("加 -o 文件夹,须是还没有的", "add -o FOLDER, one that is not there yet"))
            .err();
    };
    let db = ctx.read()?;
    db.hold()?;
    let today = ctx.today();
    let calendar = plan::calendar(&db)?;
    let period = calendar.proper(match &args.period {
        Some(text) => calendar.parse(text, today)?,
        None if args.running.current => calendar.part_of(today, Shape::Month),
        None => calendar.part_before(today, Shape::Month),
    });
    let export = Export { db: &db, calendar: &calendar, period: &period, ctx };
    let (manifest, records) = ctx.files.make_folder(&folder, ctx.dry_run, |root| export.fill(root))?;
    // The folder stands, whatever becomes of the answer.
    ctx.committed = !ctx.dry_run;
    let mut document = Document::default();
    let files = manifest["files"].as_array().map_or(0, Vec::len);
    document.facts(vec![
        Fact::new(tr!("文件夹", "folder"), Cell::code(printable(&folder.display().to_string()))),
        Fact::new(tr!("期间", "period"), period.label.as_str()),
        Fact::new(tr!("文件", "files"), files),
        Fact::new(tr!("记录", "records"), records),
        Fact::new(tr!("链首", "journal head"), manifest["journal"]["head"].as_str().map_or(Cell::Empty, Cell::code)),
    ]);
    let mut json = json!({"folder": folder.display().to_string(), "manifest": manifest});
    if ctx.dry_run {
        json["dry_run"] = true.into();
        document.text(tr!("试运行:可以导出;未保存", "dry run: it can be exported; nothing was kept"));
    } else {
        document.text(tr!("已导出;每个文件的摘要见 manifest.json", "exported; manifest.json has the digest of each file"));
    }
    let mut answer = Answer::new(json, document)?;
    answer.notes.push(tr!("电话等个人信息已遮盖", "phones and other personal data are masked"));
    answer.notes.extend(period.unfinished(today));
    Ok(answer)
}

struct Export<'e, 'c, 'h> {
    db: &'e Db,
    calendar: &'e Calendar,
    period: &'e Period,
    ctx: &'e Ctx<'c, 'h>,
}

impl Export<'_, '_, '_> {
    /// Fills a folder; returns the manifest, and how many records there are.
    fn fill(&self, root: &Path) -> anyhow::Result<(Json, usize)> {
        let (mut entries, mut tables, mut count) = (Vec::new(), Vec::new(), 0);
        for kind in registry::ALL {
            let (csv, lines) = self.table(root, kind)?;
            count += csv.rows.unwrap_or(0);
            tables.push(Exported { kind, path: csv.path.clone(), bytes: csv.bytes, sha256: csv.sha256.clone() });
            entries.extend([csv, lines]);
        }
        for (name, value, document) in self.reports()? {
            entries.extend(self.report(root, name, &value, &document)?);
        }
        let plan = heading::heading(self.db)?;
        let package = exchange::data_package(plan.title(), &tables);
        entries.push(put(root, "datapackage.json", pretty(&package)?.as_bytes())?);
        entries.push(put(root, "postgres.sql", exchange::postgres(&tables).as_bytes())?);
        let manifest = self.manifest(&plan.name, &entries)?;
        put(root, "manifest.json", pretty(&manifest)?.as_bytes())?;
        Ok((manifest, count))
    }

    /// The records of a kind, as CSV and as JSON a line.
    fn table(&self, root: &Path, kind: &'static Kind) -> anyhow::Result<(Entry, Entry)> {
        let mut csv = csv::Writer::from_writer(Growing::new(root, &format!("data/{}.csv", kind.plural))?);
        let mut lines = Growing::new(root, &format!("data/{}.jsonl", kind.plural))?;
        csv.write_record(exchange::names(kind)).map_err(io::Error::from)?;
        let mut rows = 0;
        each(self.db, kind, &Filter { void: true, ..Filter::default() }, |row| {
            rows += 1;
            let record = records::json(kind, &row)?;
            csv.write_record(record.as_object().into_iter().flatten().map(|(_, value)| exchange::field(value))).map_err(io::Error::from)?;
            Ok(writeln!(lines, "{}", json_safe(&record.to_string()))?)
        })?;
        let csv = csv.into_inner().map_err(csv::IntoInnerError::into_error)?;
        Ok((csv.end(Some(rows))?, lines.end(Some(rows))?))
    }

    /// The reports of the period: its name, value and document each.
    fn reports(&self) -> anyhow::Result<Vec<(&'static str, Json, Document)>> {
        let (db, period, today) = (self.db, self.period, self.ctx.today());
        let statement = Statement::read(db, period, today)?;
        let mut reports = vec![("finance", serde_json::to_value(&statement)?, statement.document())];
        // Outside the plan there are no targets to report on.
        if year::of_period(self.calendar, period).is_some() {
            let (name, mut answer) = match period.shape {
                Shape::Month => ("monthly", report::of_period(db, self.calendar, period, today)?),
                Shape::Quarter => ("quarterly", report::of_period(db, self.calendar, period, today)?),
                Shape::Year => ("annual", report::of_year(db, self.calendar, Some(&period.label), today, false)?),
                Shape::Range => return Ok(reports),
            };
            reports.push((name, answer.value()?.clone(), answer.document));
        }
        Ok(reports)
    }

    /// A report as JSON and as people read it.
    fn report(&self, root: &Path, name: &str, value: &Json, document: &Document) -> anyhow::Result<Vec<Entry>> {
        let setting = Setting { width: self.ctx.host.screen.width, to_file: true, bom: true };
        let mut entries = vec![put(root, &format!("reports/{name}.json"), pretty(value)?.as_bytes())?];
        for writer in WRITERS.iter().filter(|writer| FOR_PEOPLE.contains(&writer.name)) {
            entries.push(put(root, &format!("reports/{name}.{}", writer.name), &(writer.write)(document, setting)?)?);
        }
        Ok(entries)
    }

    fn manifest(&self, plan: &str, entries: &[Entry]) -> anyhow::Result<Json> {
        Ok(json!({
            "format": FORMAT,
            "program": concat!("fuhua ", env!("CARGO_PKG_VERSION")),
            "schema": {"version": schema::VERSION, "sha256": sha256(schema::SQL)},
            "plan": plan,
            "period": Span::of(self.period),
            "made_on": iso(self.ctx.today()),
            "language": lang().id(),
            "personal_data": "masked",
            "journal": Head::read(self.db)?,
            "files": entries.iter().map(Entry::json).collect::<Vec<_>>(),
        }))
    }
}

fn pretty(value: &Json) -> anyhow::Result<String> {
    Ok(json_safe(&serde_json::to_string_pretty(value)?) + "\n")
}

/// A file that is at hand as a whole.
fn put(root: &Path, path: &str, bytes: &[u8]) -> anyhow::Result<Entry> {
    let mut file = Growing::new(root, path)?;
    file.write_all(bytes)?;
    Ok(file.end(None)?)
}
