//! What belongs with one record beyond its fields: conditions, the change over
//! a stay, a session's roster, whom a consultation advised.

use serde::Serialize;

use crate::store::records::kinds::application::REVIEW_STEP;
use crate::store::records::kinds::incubation::EXIT_STEP;
use crate::store::records::kinds::incubation::INCUBATION;
use crate::store::records::kinds::org::ORG;
use crate::store::records::kinds::training::ATTENDANCE;
use crate::store::records::kinds::training::PERSON;
use crate::store::{Db, Row, named_params};

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

/// A session's roster, void rows too.
///
/// # Errors
/// If SQLite fails.
pub fn roster(db: &Db, training: i64) -> anyhow::Result<Vec<Attendee>> {
    let rows = db.all(
        "SELECT h.id, h.person_id, m.name, m.unit, h.category, h.status, h.void_reason,
                h.void_reason IS NULL AND EXISTS (SELECT 1 FROM attended d
                  WHERE d.training_id = h.training_id AND d.person_id = h.person_id) AS counts
           FROM attendance h JOIN person m ON m.id = h.person_id
          WHERE h.training_id = :id ORDER BY h.id",
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
