//! The sections of `show` that only some kinds of record have.

use serde_json::Value as Json;

use super::changes::yes_no;
use crate::document::{Block, Table};
use crate::domain::terms::{ABSTENTION, ATTENDANCE, CATEGORY, ORG_KIND, RESULT, REVIEW_STAGE};
use crate::i18n::{join, pick};
use crate::report::dossier::{self, Comparison, Of};
use crate::report::scores::{self, StepScores, Summary};
use crate::store::records::kind::Kind;
use crate::store::records::kinds::incubation::{EXIT_STEP, INCUBATION};
use crate::store::{Db, Row};
use crate::tr;

/// A section: its key and value in JSON, its blocks for people.
pub struct Section {
    /// The key in JSON.
    pub key: &'static str,
    /// The value in JSON.
    pub json: Json,
    /// The blocks for people; none if there is nothing to show.
    pub blocks: Vec<Block>,
    /// The related kind, by plural, that the blocks stand for.
    pub instead_of: Option<&'static str>,
}

fn section(key: &'static str, value: &impl serde::Serialize, blocks: Vec<Block>) -> anyhow::Result<Section> {
    Ok(Section { key, json: serde_json::to_value(value)?, blocks, instead_of: None })
}

/// The table as blocks; none if it has no rows.
fn unless_empty(table: Table) -> Vec<Block> {
    if table.rows.is_empty() { Vec::new() } else { vec![Block::Table(table)] }
}

/// The sections of a record.
///
/// # Errors
/// If SQLite fails.
pub fn of(db: &Db, kind: &Kind, row: &Row) -> anyhow::Result<Vec<Section>> {
    let id = row.int("id")?;
    Ok(match kind.table {
        "application" => vec![conditions(db, Of::Application(id))?, score_section(&scores::of_application(db, id)?)?],
        "review_step" => vec![conditions(db, Of::Step(id))?, score_section(&[scores::of_step(db, id)?])?],
        "incubation" => vec![comparison(&dossier::comparison(db, id)?)?],
        "exit_step" => vec![comparison(&dossier::comparison(db, row.int("incubation")?)?)?],
        "training" => vec![roster(db, id, row.opt_int("counted")?.unwrap_or(0))?],
        "consultation" => vec![advised(db, id)?],
        _ => Vec::new(),
    })
}

fn conditions(db: &Db, of: Of) -> anyhow::Result<Section> {
    let found = dossier::conditions(db, of)?;
    let mut table = Table::new(tr!("入驻条件", "entry conditions"), &[tr!("评审", "review"), tr!("条件", "condition"), tr!("符合", "met")]);
    for c in &found {
        table.row(vec![c.review.clone(), pick(&c.zh, &c.en).to_owned(), yes_no(c.met)]);
    }
    section("conditions", &found, unless_empty(table))
}

fn score_section(steps: &[StepScores]) -> anyhow::Result<Section> {
    let mut table = Table::new(
        tr!("评分汇总", "scores"),
        &[
            tr!("评审", "review"),
            tr!("项目", "item"),
            tr!(">份数", ">scores"),
            tr!(">平均", ">mean"),
            tr!(">中位", ">median"),
            tr!(">最低", ">lowest"),
            tr!(">最高", ">highest"),
            tr!(">极差", ">range"),
            tr!(">标准差", ">deviation"),
            tr!("各评审人", "by reviewer"),
        ],
    );
    let mut silent = Table::new(
        tr!("未评分", "gave no score"),
        &[tr!("评审", "review"), tr!("评审人", "reviewer"), tr!("类别", "kind"), tr!("理由", "reason")],
    );
    for step in steps {
        let name = format!("{} {}", step.review, REVIEW_STAGE.text(&step.stage));
        for item in &step.items {
            let each = join(item.scores.iter().map(|s| format!("{} {}", s.reviewer, s.points)));
            table.row(summary_row(&name, &item.item, &item.summary, each));
        }
        if let Some(overall) = step.overall.as_ref().filter(|_| step.items.len() > 1) {
            table.row(summary_row(&name, &tr!("(全部)", "(all)"), overall, String::new()));
        }
        for s in &step.abstentions {
            let kind = ABSTENTION.text(&s.kind).to_owned();
            silent.row(vec![name.clone(), s.reviewer.clone(), kind, s.reason.clone().unwrap_or_default()]);
        }
    }
    section("scores", &steps, [unless_empty(table), unless_empty(silent)].concat())
}

fn summary_row(step: &str, item: &str, s: &Summary, each: String) -> Vec<String> {
    let numbers = [s.mean, s.median, s.lowest, s.highest, s.range, s.deviation].map(|p| p.to_string());
    [vec![step.to_owned(), item.to_owned(), s.count.to_string()], numbers.to_vec(), vec![each]].concat()
}

fn comparison(c: &Comparison) -> anyhow::Result<Section> {
    let title = match &c.assessment {
        Some(x) => tr!("入壳与出壳考核({x})对照", "entry beside exit assessment ({x})"),
        None => tr!("入壳与出壳考核对照(尚未考核)", "entry beside exit assessment (none yet)"),
    };
    let label = |kind: &Kind, name: &str| kind.field(name).map_or(String::new(), |f| f.label.text().to_owned());
    let mut table = Table::new(title, &[tr!("内容", "fact"), tr!(">入壳", ">entry"), tr!(">出壳", ">exit"), tr!(">增减", ">difference")]);
    for f in &c.facts {
        let exit = f.exit.map_or(String::new(), |n| n.to_string());
        table.row(vec![label(&INCUBATION, f.fact), f.entry.to_string(), exit, f.difference.map_or(String::new(), |n| format!("{n:+}"))]);
    }
    let judged = c.judgements.iter().map(|j| (label(&EXIT_STEP, j.about), j.result.as_deref().map_or("", |r| RESULT.text(r)).to_owned()));
    let mut blocks = vec![Block::Table(table)];
    if c.assessment.is_some() {
        blocks.push(Block::Facts(judged.collect()));
    }
    section("comparison", c, blocks)
}

fn roster(db: &Db, training: i64, counted: i64) -> anyhow::Result<Section> {
    let rows = dossier::roster(db, training)?;
    let void = rows.iter().any(|r| r.void.is_some());
    let mut headings = vec![
        tr!("编号", "code"),
        tr!("姓名", "name"),
        tr!("单位", "unit"),
        tr!("类别", "category"),
        tr!("出勤", "attendance"),
        tr!("计入", "counts"),
    ];
    headings.extend(void.then(|| tr!("作废原因", "void")));
    let mut table = Table::new(tr!("签到表", "roster"), &headings);
    for r in &rows {
        let mut cells = vec![
            r.code.clone(),
            format!("{} {}", r.person, r.name),
            r.unit.clone().unwrap_or_default(),
            CATEGORY.text(&r.category).to_owned(),
            ATTENDANCE.text(&r.attendance).to_owned(),
            yes_no(r.counts),
        ];
        cells.extend(void.then(|| r.void.clone().unwrap_or_default()));
        table.row(cells);
    }
    let mut blocks = unless_empty(table);
    blocks.push(Block::Text(tr!("计入人次合计:{counted}", "person-times counted: {counted}")));
    let mut section = section("roster", &rows, blocks)?;
    section.instead_of = Some("attendances");
    Ok(section)
}

fn advised(db: &Db, consultation: i64) -> anyhow::Result<Section> {
    let orgs = dossier::advised(db, consultation)?;
    let mut table =
        Table::new(tr!("咨询的组织", "organisations advised"), &[tr!("编号", "code"), tr!("名称", "name"), tr!("类型", "kind")]);
    for o in &orgs {
        table.row(vec![o.code.clone(), o.name.clone(), ORG_KIND.text(&o.kind).to_owned()]);
    }
    section("organisations", &orgs, unless_empty(table))
}
