//! The marks of an evaluation, item by item.

use serde::Serialize;

use super::scores::Points;
use crate::document::{Cell, Column, Table};
use crate::i18n::{join, label, pick};
use crate::store::{Db, Row, named_params};
use crate::tr;

/// An item of a sheet, as an evaluation has it.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// Its id.
    pub item: String,
    /// Full marks; none of a condition.
    pub full: Option<Points>,
    /// What it is worth: the mean of its reviewers.
    pub points: Option<Points>,
    /// Of a condition, whether it is met.
    pub met: Option<bool>,
    /// Of a condition, what shows it.
    pub evidence: Option<String>,
    /// Who gave what.
    pub reviewers: Vec<Mark>,
    #[serde(skip)]
    name: String,
}

/// What a reviewer gave.
#[derive(Clone, Debug, Serialize)]
pub struct Mark {
    /// Who; none: the reviewer without a name.
    pub reviewer: Option<String>,
    /// Points.
    pub points: Points,
}

/// The items of an evaluation's sheet, in its order; none if it is not scored.
///
/// # Errors
/// If SQLite fails.
pub fn items(db: &Db, evaluation: i64) -> anyhow::Result<Vec<Item>> {
    let rows = db.all(
        "SELECT i.code, i.item, i.zh, i.en, x.full_points, x.points, g.met, g.evidence
           FROM evaluation_item x JOIN sheet_item i ON i.id = x.item_id
           LEFT JOIN gate_check g ON g.evaluation_id = x.evaluation_id AND g.item = i.code
          WHERE x.evaluation_id = :id ORDER BY i.id",
        named_params! {":id": evaluation},
    )?;
    rows.iter().map(|row| item(db, evaluation, row)).collect()
}

fn item(db: &Db, evaluation: i64, row: &Row) -> anyhow::Result<Item> {
    let marks = db.all(
        "SELECT reviewer, points FROM mark WHERE evaluation_id = :id AND item = :item ORDER BY id",
        named_params! {":id": evaluation, ":item": row.text("code")?},
    )?;
    let mark = |row: &Row| Ok(Mark { reviewer: row.opt_text("reviewer")?, points: Points(row.int("points")?) });
    Ok(Item {
        item: row.text("item")?,
        full: row.opt_int("full_points")?.map(Points),
        points: row.opt_int("points")?.map(Points),
        met: row.opt_int("met")?.map(|met| met == 1),
        evidence: row.opt_text("evidence")?,
        reviewers: marks.iter().map(mark).collect::<anyhow::Result<_>>()?,
        name: pick(&row.text("zh")?, &row.text("en")?).to_owned(),
    })
}

/// The items as a table: conditions, or marks.
pub fn table(items: &[Item]) -> Table {
    if items.iter().any(|item| item.met.is_some()) {
        return conditions(items);
    }
    let columns = vec![
        Column::label(tr!("项目", "item")),
        Column::number(tr!("满分", "full marks")),
        Column::number(tr!("得分", "points")),
        Column::words(tr!("各评审人", "by reviewer")),
    ];
    let mut table = Table::new(label("评分", "marks"), columns).titled(tr!("评分", "marks")).if_any();
    for i in items {
        let named = i.reviewers.iter().filter_map(|m| Some(format!("{} {}", m.reviewer.as_ref()?, m.points)));
        let points = i.points.map_or(Cell::Empty, |p| Cell::Hundredths(p.0));
        table.row([i.name.as_str().into(), i.full.map_or(Cell::Empty, |p| Cell::Hundredths(p.0)), points, join(named).into()]);
    }
    table
}

fn conditions(items: &[Item]) -> Table {
    let columns = vec![Column::label(tr!("条件", "condition")), Column::words(tr!("符合", "met")), Column::words(tr!("依据", "evidence"))];
    let mut table = Table::new(label("条件", "conditions"), columns).titled(tr!("条件", "conditions"));
    for i in items {
        table.row([i.name.as_str().into(), i.met.map_or(Cell::Empty, Cell::yes_no), i.evidence.clone().into()]);
    }
    table
}
