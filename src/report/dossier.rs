//! What belongs with one record beyond its fields: conditions, the change over
//! a stay, a session's roster, whom a consultation advised.

use serde::Serialize;

use crate::document::{self, Block, Cell, Column, Facts, Table};
use crate::domain::terms::{ATTENDANCE as STATUS, CATEGORY, ORG_KIND, RESULT};
use crate::i18n::{label, pick};
use crate::store::records::kind::Kind;
use crate::store::records::kinds::application::REVIEW_STEP;
use crate::store::records::kinds::incubation::EXIT_STEP;
use crate::store::records::kinds::incubation::INCUBATION;
use crate::store::records::kinds::org::ORG;
use crate::store::records::kinds::training::ATTENDANCE;
use crate::store::records::kinds::training::PERSON;
use crate::store::{Db, Row, named_params};
use crate::tr;

/// An entry condition that a step of review looked at.
#[derive(Clone, Debug, Serialize)]
pub struct Condition {
    /// The step's code.
    pub review: String,
    /// The condition's id in the plan.
    pub condition: String,
    /// In Chinese.
    #[serde(skip)]
    pub zh: String,
    /// In English.
    #[serde(skip)]
    pub en: String,
    /// Whether it is met.
    pub met: bool,
}

/// Whose entry conditions are asked for.
#[derive(Clone, Copy, Debug)]
pub enum Of {
    /// Those of an application's steps in force.
    Application(i64),
    /// Those of one step.
    Step(i64),
}

/// The entry conditions met and unmet, in the plan's order.
///
/// # Errors
/// If SQLite fails.
pub fn conditions(db: &Db, of: Of) -> anyhow::Result<Vec<Condition>> {
    let (wanted, id) = match of {
        Of::Application(id) => ("k.application_id = :id AND k.void_reason IS NULL", id),
        Of::Step(id) => ("k.id = :id", id),
    };
    let rows = db.all(
        &format!(
            "SELECT k.id AS step, c.condition, c.met, e.zh, e.en
               FROM review_step k
               JOIN condition_check c ON c.review_step_id = k.id
               JOIN entry_condition e ON e.code = c.condition
              WHERE {wanted} ORDER BY k.id, e.id"
        ),
        named_params! {":id": id},
    )?;
    rows.iter()
        .map(|r| {
            Ok(Condition {
                review: REVIEW_STEP.code(r.int("step")?).to_string(),
                condition: r.text("condition")?,
                zh: r.text("zh")?,
                en: r.text("en")?,
                met: r.int("met")? == 1,
            })
        })
        .collect()
}

/// Conditions as a table.
pub fn condition_table(conditions: &[Condition]) -> Table {
    let columns = vec![Column::code(tr!("评审", "review")), Column::label(tr!("条件", "condition")), Column::words(tr!("符合", "met"))];
    let mut table = Table::new(label("入驻条件", "conditions"), columns).titled(tr!("入驻条件", "entry conditions")).if_any();
    for c in conditions {
        table.row([Cell::code(&c.review), pick(&c.zh, &c.en).into(), Cell::yes_no(c.met)]);
    }
    table
}

/// A fact of an organisation at entry and at exit.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// `staff`, `departments`, `systems` or `projects`: fields of both kinds.
    pub fact: &'static str,
    /// At entry.
    pub entry: i64,
    /// At the exit assessment, if there was one and it was noted.
    pub exit: Option<i64>,
    /// Exit less entry.
    pub difference: Option<i64>,
}

/// An exit assessment's judgement.
#[derive(Clone, Debug, Serialize)]
pub struct Judgement {
    /// `registration`, `team` or `project`: a field of an exit step.
    pub about: &'static str,
    /// `pass`, `fail`, or not judged.
    pub result: Option<String>,
}

/// What changed over a stay.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// The stay's code.
    pub incubation: String,
    /// The exit assessment in force, if there is one.
    pub assessment: Option<String>,
    /// The facts side by side.
    pub facts: Vec<Fact>,
    /// The three judgements.
    pub judgements: Vec<Judgement>,
}

impl Comparison {
    /// The facts as a table, and the judgements once there are any.
    pub fn blocks(&self) -> Vec<Block> {
        let title = match &self.assessment {
            Some(x) => tr!("入壳与出壳考核({x})对照", "entry beside exit assessment ({x})"),
            None => tr!("入壳与出壳考核对照(尚未考核)", "entry beside exit assessment (none yet)"),
        };
        let name = |kind: &Kind, name: &str| kind.field(name).map_or("", |f| f.label.text());
        let columns = vec![
            Column::label(tr!("内容", "fact")),
            Column::number(tr!("入壳", "entry")),
            Column::number(tr!("出壳", "exit")),
            Column::difference(tr!("增减", "difference")),
        ];
        let mut table = Table::new(label("对照", "comparison"), columns).titled(title);
        for f in &self.facts {
            table.row([name(&INCUBATION, f.fact).into(), f.entry.into(), f.exit.into(), f.difference.into()]);
        }
        let judged = |j: &Judgement| document::Fact::new(name(&EXIT_STEP, j.about), j.result.as_deref().map(|r| RESULT.text(r)));
        let mut blocks = vec![Block::Table(table)];
        if self.assessment.is_some() {
            blocks.push(Block::Facts(Facts::new(self.judgements.iter().map(judged).collect())));
        }
        blocks
    }
}

/// The entry level of a stay beside its exit assessment.
///
/// # Errors
/// If SQLite fails or there is no such stay.
pub fn comparison(db: &Db, incubation: i64) -> anyhow::Result<Comparison> {
    let row = db.one(
        "SELECT i.entry_staff, i.entry_departments, i.entry_systems, i.entry_projects,
                x.id AS assessment, x.staff, x.departments, x.systems, x.projects, x.registration, x.team, x.project
           FROM incubation i
           LEFT JOIN exit_step x ON x.incubation_id = i.id AND x.stage = 'assess' AND x.void_reason IS NULL
          WHERE i.id = :id ORDER BY x.id DESC LIMIT 1",
        named_params! {":id": incubation},
    )?;
    let fact = |fact: &'static str| {
        let (entry, exit) = (row.int(&format!("entry_{fact}"))?, row.opt_int(fact)?);
        Ok(Fact { fact, entry, exit, difference: exit.map(|n| n - entry) })
    };
    let judgement = |about: &'static str| Ok(Judgement { about, result: row.opt_text(about)? });
    Ok(Comparison {
        incubation: INCUBATION.code(incubation).to_string(),
        assessment: row.opt_int("assessment")?.map(|id| EXIT_STEP.code(id).to_string()),
        facts: ["staff", "departments", "systems", "projects"].into_iter().map(fact).collect::<anyhow::Result<_>>()?,
        judgements: ["registration", "team", "project"].into_iter().map(judgement).collect::<anyhow::Result<_>>()?,
    })
}

/// A row of a roster.
#[derive(Clone, Debug, Serialize)]
pub struct Attendee {
    /// The row's code.
    pub code: String,
    /// The person's code.
    pub person: String,
    /// The person's name.
    pub name: String,
    /// Where the person works.
    pub unit: Option<String>,
    /// The trainee category.
    pub category: String,
    /// Whether the person came.
    pub attendance: String,
    /// Whether the row counts as a person-time.
    pub counts: bool,
    /// Why the row is void, if it is.
    pub void: Option<String>,
}

/// A session's roster, void rows too. As two halves: one index holds the rows in
/// force, another the void ones.
///
/// # Errors
/// If SQLite fails.
pub fn roster(db: &Db, training: i64) -> anyhow::Result<Vec<Attendee>> {
    let rows = db.all(
        "SELECT h.id, h.person_id, m.name, m.unit, h.category, h.status, h.void_reason,
                h.void_reason IS NULL AND EXISTS (SELECT 1 FROM attended d
                  WHERE d.training_id = h.training_id AND d.person_id = h.person_id) AS counts
           FROM attendance h JOIN person m ON m.id = h.person_id
          WHERE (h.training_id = :id AND h.void_reason IS NULL) OR (h.training_id = :id AND h.void_reason IS NOT NULL)
          ORDER BY h.id",
        named_params! {":id": training},
    )?;
    rows.iter()
        .map(|r| {
            Ok(Attendee {
                code: ATTENDANCE.code(r.int("id")?).to_string(),
                person: PERSON.code(r.int("person_id")?).to_string(),
                name: r.text("name")?,
                unit: r.opt_text("unit")?,
                category: r.text("category")?,
                attendance: r.text("status")?,
                counts: r.int("counts")? == 1,
                void: r.opt_text("void_reason")?,
            })
        })
        .collect()
}

/// A roster as a table, and how many person-times it counts.
pub fn roster_blocks(rows: &[Attendee], counted: i64) -> Vec<Block> {
    let void = rows.iter().any(|r| r.void.is_some());
    let mut columns = vec![
        Column::code(tr!("编号", "code")),
        Column::label(tr!("姓名", "name")),
        Column::words(tr!("单位", "unit")),
        Column::words(tr!("类别", "category")),
        Column::words(tr!("出勤", "attendance")),
        Column::words(tr!("计入", "counts")),
    ];
    columns.extend(void.then(|| Column::words(tr!("作废原因", "void"))));
    let mut table = Table::new(label("签到表", "roster"), columns).titled(tr!("签到表", "roster")).if_any();
    for r in rows {
        let mut cells = vec![
            Cell::code(&r.code),
            format!("{} {}", r.person, r.name).into(),
            r.unit.clone().into(),
            CATEGORY.text(&r.category).into(),
            STATUS.text(&r.attendance).into(),
            Cell::yes_no(r.counts),
        ];
        cells.extend(void.then(|| r.void.clone().into()));
        table.row(cells);
    }
    vec![Block::Table(table), Block::Text(tr!("计入人次合计:{counted}", "person-times counted: {counted}"))]
}

/// An organisation that a consultation advised.
#[derive(Clone, Debug, Serialize)]
pub struct Advised {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: String,
}

/// The organisations of a consultation.
///
/// # Errors
/// If SQLite fails.
pub fn advised(db: &Db, consultation: i64) -> anyhow::Result<Vec<Advised>> {
    let rows = db.all(
        "SELECT o.id, o.name, o.kind FROM consultation_org x JOIN org o ON o.id = x.org_id WHERE x.consultation_id = :id ORDER BY x.id",
        named_params! {":id": consultation},
    )?;
    let one = |r: &Row| Ok(Advised { code: ORG.code(r.int("id")?).to_string(), name: r.text("name")?, kind: r.text("kind")? });
    rows.iter().map(one).collect()
}

/// Advised organisations as a table.
pub fn advised_table(orgs: &[Advised]) -> Table {
    let columns = vec![Column::code(tr!("编号", "code")), Column::label(tr!("名称", "name")), Column::words(tr!("类型", "kind"))];
    let mut table = Table::new(label("咨询的组织", "organisations"), columns).titled(tr!("咨询的组织", "organisations advised")).if_any();
    for o in orgs {
        table.row([Cell::code(&o.code), o.name.as_str().into(), ORG_KIND.text(&o.kind).into()]);
    }
    table
}
