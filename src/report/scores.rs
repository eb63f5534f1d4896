//! Reviewers' scores: per step and item, with their spread. A reviewer who
//! abstained or was recused stands apart and is never a zero.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::document::{Cell, Column, Table};
use crate::domain::quantity;
use crate::domain::spread::spread;
use crate::domain::terms::{ABSTENTION, REVIEW_STAGE};
use crate::i18n::{join, label};
use crate::store::records::kinds::application::REVIEW_STEP;
use crate::store::{Db, Row, named_params};
use crate::tr;

/// Hundredths of a point; in JSON a number of points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Points(pub i64);

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&quantity::decimal(self.0))
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_f64(self.0 as f64 / 100.0)
    }
}

/// A summary of scores, each to a hundredth of a point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// How many scores.
    pub count: usize,
    /// The arithmetic mean.
    pub mean: Points,
    /// The middle score, or the mean of the middle two.
    pub median: Points,
    /// The lowest score.
    pub lowest: Points,
    /// The highest score.
    pub highest: Points,
    /// Highest less lowest.
    pub range: Points,
    /// The population standard deviation.
    pub deviation: Points,
}

/// One reviewer's score.
#[derive(Clone, Debug, Serialize)]
pub struct Score {
    /// Who gave it.
    pub reviewer: String,
    /// The score.
    pub points: Points,
}

/// The scores of one item of a step.
#[derive(Clone, Debug, Serialize)]
pub struct ItemScores {
    /// The item.
    pub item: String,
    /// The scores in the order in which they were given.
    pub scores: Vec<Score>,
    /// Their spread.
    #[serde(flatten)]
    pub summary: Summary,
}

/// A reviewer who gave no score.
#[derive(Clone, Debug, Serialize)]
pub struct Silent {
    /// Who.
    pub reviewer: String,
    /// `abstain` or `recuse`.
    pub kind: String,
    /// Why.
    pub reason: Option<String>,
}

/// The scores of one step of review.
#[derive(Clone, Debug, Serialize)]
pub struct StepScores {
    /// The step's code.
    pub review: String,
    /// Its stage.
    pub stage: String,
    /// Its day, ISO.
    pub date: String,
    /// The items in the order of their names.
    pub items: Vec<ItemScores>,
    /// Over all items; `None` without a score.
    pub overall: Option<Summary>,
    /// Who gave no score.
    pub abstentions: Vec<Silent>,
}

/// The scores of an application's steps in force that have any, or have
/// reviewers who abstained; oldest first.
///
/// # Errors
/// If SQLite fails.
pub fn of_application(db: &Db, application: i64) -> anyhow::Result<Vec<StepScores>> {
    let steps = db.all(
        "SELECT id, stage, on_date FROM review_step WHERE application_id = :id AND void_reason IS NULL ORDER BY on_date, id",
        named_params! {":id": application},
    )?;
    let all = steps.iter().map(|row| read(db, row)).collect::<anyhow::Result<Vec<_>>>()?;
    Ok(all.into_iter().filter(|s| !s.items.is_empty() || !s.abstentions.is_empty()).collect())
}

/// The scores of one step.
///
/// # Errors
/// If SQLite fails or there is no such step.
pub fn of_step(db: &Db, step: i64) -> anyhow::Result<StepScores> {
    read(db, &db.one("SELECT id, stage, on_date FROM review_step WHERE id = :id", named_params! {":id": step})?)
}

fn read(db: &Db, step: &Row) -> anyhow::Result<StepScores> {
    let id = step.int("id")?;
    let mut items: Vec<(String, Vec<Score>)> = Vec::new();
    db.each(
        "SELECT reviewer, item, points FROM score WHERE review_step_id = :id AND void_reason IS NULL ORDER BY item, id",
        named_params! {":id": id},
        |row| {
            let (item, score) = (row.text("item")?, Score { reviewer: row.text("reviewer")?, points: Points(row.int("points")?) });
            match items.last_mut().filter(|(last, _)| *last == item) {
                Some((_, scores)) => scores.push(score),
                None => items.push((item, vec![score])),
            }
            Ok(())
        },
    )?;
    let overall = summary(items.iter().flat_map(|(_, scores)| scores));
    let item = |(item, scores): (String, Vec<Score>)| summary(&scores).map(|summary| ItemScores { item, scores, summary });
    let abstentions = db.all(
        "SELECT reviewer, kind, reason FROM abstention WHERE review_step_id = :id AND void_reason IS NULL ORDER BY id",
        named_params! {":id": id},
    )?;
    let silent = |r: &Row| Ok(Silent { reviewer: r.text("reviewer")?, kind: r.text("kind")?, reason: r.opt_text("reason")? });
    Ok(StepScores {
        review: REVIEW_STEP.code(id).to_string(),
        stage: step.text("stage")?,
        date: step.text("on_date")?,
        overall,
        items: items.into_iter().filter_map(item).collect(),
        abstentions: abstentions.iter().map(silent).collect::<anyhow::Result<_>>()?,
    })
}

/// The spread of scores; `None` if there are none.
fn summary<'a>(scores: impl IntoIterator<Item = &'a Score>) -> Option<Summary> {
    let points: Vec<i64> = scores.into_iter().map(|s| s.points.0).collect();
    let s = spread(&points)?;
    let near = |x: f64| Points(x.round() as i64);
    Some(Summary {
        count: s.count,
        mean: near(s.mean),
        median: near(s.median),
        lowest: Points(s.lowest),
        highest: Points(s.highest),
        range: Points(s.highest - s.lowest),
        deviation: near(s.deviation),
    })
}

/// The scores as a table, and those who gave none as another.
pub fn tables(steps: &[StepScores]) -> [Table; 2] {
    let (review, item) = (|| Column::label(tr!("评审", "review")), Column::label(tr!("项目", "item")));
    let numbers = [
        tr!("份数", "scores"),
        tr!("平均", "mean"),
        tr!("中位", "median"),
        tr!("最低", "lowest"),
        tr!("最高", "highest"),
        tr!("极差", "range"),
        tr!("标准差", "deviation"),
    ];
    let mut columns = vec![review(), item];
    columns.extend(numbers.into_iter().map(Column::number));
    columns.push(Column::words(tr!("各评审人", "by reviewer")));
    let mut given = Table::new(label("评分汇总", "score-summary"), columns).titled(tr!("评分汇总", "scores")).if_any();
    let columns =
        vec![review(), Column::label(tr!("评审人", "reviewer")), Column::words(tr!("类别", "kind")), Column::words(tr!("理由", "reason"))];
    let mut silent = Table::new(label("未评分", "no-score"), columns).titled(tr!("未评分", "gave no score")).if_any();
    for step in steps {
        let name = format!("{} {}", step.review, REVIEW_STAGE.text(&step.stage));
        for item in &step.items {
            let each = join(item.scores.iter().map(|s| format!("{} {}", s.reviewer, s.points)));
            given.row(cells(&name, &item.item, &item.summary, each));
        }
        if let Some(overall) = step.overall.as_ref().filter(|_| step.items.len() > 1) {
            given.row(cells(&name, &tr!("(全部)", "(all)"), overall, String::new()));
        }
        for s in &step.abstentions {
            silent.row([name.as_str().into(), s.reviewer.as_str().into(), ABSTENTION.text(&s.kind).into(), s.reason.clone().into()]);
        }
    }
    [given, silent]
}

fn cells(step: &str, item: &str, s: &Summary, each: String) -> Vec<Cell> {
    let numbers = [s.mean, s.median, s.lowest, s.highest, s.range, s.deviation].map(|p| Cell::Hundredths(p.0));
    [vec![step.into(), item.into(), s.count.into()], numbers.to_vec(), vec![each.into()]].concat()
}
