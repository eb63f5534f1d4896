//! The sections of `show` that only some kinds of record have.

use serde_json::Value as Json;

use crate::document::{Block, Fact, Facts, Table};
use crate::i18n::join;
use crate::report::coverage::Coverage;
use crate::report::dossier::{self, Of};
use crate::report::marks;
use crate::report::scores::{self, StepScores};
use crate::store::records::kind::{self, Kind, Reviewed};
use crate::store::records::kinds::training::ATTENDANCE;
use crate::store::{Db, Row};
use crate::tr;

/// A section: its key and value in JSON, its blocks for people.
pub struct Section {
    /// The key in JSON.
    pub key: &'static str,
    /// The value in JSON.
    pub json: Json,
    /// The blocks for people.
    pub blocks: Vec<Block>,
}

/// Whether the sections of a kind show the related records of another.
pub fn stand_for(kind: &Kind, related: &Kind) -> bool {
    related.prefix == ATTENDANCE.prefix && kind.sections.iter().any(|s| matches!(s, kind::Section::Roster))
}

fn section(key: &'static str, value: &impl serde::Serialize, blocks: Vec<Block>) -> anyhow::Result<Section> {
    Ok(Section { key, json: serde_json::to_value(value)?, blocks })
}

fn tables(tables: impl IntoIterator<Item = Table>) -> Vec<Block> {
    tables.into_iter().map(Block::Table).collect()
}

/// The sections of a record.
///
/// # Errors
/// If SQLite fails.
pub fn of(db: &Db, kind: &Kind, row: &Row) -> anyhow::Result<Vec<Section>> {
    let id = row.int("id")?;
    let mut found = Vec::new();
    for which in kind.sections {
        match which {
            kind::Section::Review(Reviewed::Application) => {
                found.push(conditions(db, Of::Application(id))?);
                found.push(scored(&scores::of_application(db, id)?)?);
            }
            kind::Section::Review(Reviewed::Step) => {
                found.push(conditions(db, Of::Step(id))?);
                found.push(scored(&[scores::of_step(db, id)?])?);
            }
            kind::Section::Comparison(stay) => {
                let comparison = dossier::comparison(db, row.int(stay)?)?;
                found.push(section("comparison", &comparison, comparison.blocks())?);
            }
            kind::Section::Roster => {
                let rows = dossier::roster(db, id)?;
                let blocks = dossier::roster_blocks(&rows, row.opt_int("counted")?.unwrap_or(0));
                found.push(section("roster", &rows, blocks)?);
            }
            kind::Section::Marks => {
                let items = marks::items(db, id)?;
                found.push(section("items", &items, tables([marks::table(&items)]))?);
            }
            kind::Section::Coverage => found.extend(coverage(db, id)?),
            kind::Section::Advised => {
                let orgs = dossier::advised(db, id)?;
                found.push(section("organisations", &orgs, tables([dossier::advised_table(&orgs)]))?);
            }
        }
    }
    Ok(found)
}

/// How many of the basic services a stay had, and which it lacks.
fn coverage(db: &Db, stay: i64) -> anyhow::Result<[Section; 2]> {
    let read = Coverage::read(db, &[stay], None)?;
    let (count, missing) = (read.count(stay), read.missing(stay));
    let names = join(missing.iter().map(|id| read.name(id)));
    let facts =
        vec![Fact::new(tr!("已有的基本服务", "basic services had"), count), Fact::new(tr!("尚缺", "still missing"), names.as_str())];
    let sentence = match missing.is_empty() {
        true => tr!("基本服务{count}项,齐全", "basic services had: {count}, all of them"),
        false => tr!("基本服务{count}项,尚缺:{names}", "basic services had: {count}; still missing: {names}"),
    };
    let said = Block::Facts(Facts::said(sentence, facts));
    Ok([section("coverage", &count, vec![said])?, section("missing", &missing, Vec::new())?])
}

fn conditions(db: &Db, of: Of) -> anyhow::Result<Section> {
    let found = dossier::conditions(db, of)?;
    section("conditions", &found, tables([dossier::condition_table(&found)]))
}

fn scored(steps: &[StepScores]) -> anyhow::Result<Section> {
    section("scores", &steps, tables(scores::tables(steps)))
}
