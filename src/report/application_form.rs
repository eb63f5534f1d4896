//! The application for incubation as it is printed (孵化申请书), 三(二)1.2)①.

use chrono::NaiveDate;
use serde::Serialize;

use super::dossier::{self, Condition, Of};
use crate::document::{Cell, Column, Document, Fact, Table};
use crate::domain::code::Code;
use crate::domain::terms::{RESULT, REVIEW_STAGE};
use crate::i18n::label;
use crate::store::records::kinds::org::ORG;
use crate::store::{Db, Row, named_params, records};
use crate::tr;

/// An application with its steps so far.
#[derive(Clone, Debug, Serialize)]
pub struct Form {
    /// The application's code.
    pub application: String,
    /// The day.
    pub date: NaiveDate,
    /// Who applies.
    pub org: Applicant,
    /// Its reserve funds.
    pub reserve_fund_fen: Option<i64>,
    /// The entry conditions, as far as they were checked.
    pub conditions: Vec<Condition>,
    /// The steps of screening and approval.
    pub stages: Vec<Stage>,
    #[serde(skip)]
    facts: Vec<Fact>,
}

/// Who applies.
#[derive(Clone, Debug, Serialize)]
pub struct Applicant {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// Its field of work.
    pub field: Option<String>,
    /// Its stage of growth.
    pub stage: Option<String>,
    /// When it was founded.
    pub founded: Option<String>,
    /// Where.
    pub town: Option<String>,
    /// Whom to ask for.
    pub contact: Option<String>,
    /// The phone, masked.
    pub phone: Option<String>,
}

/// A step of screening or approval.
#[derive(Clone, Debug, Serialize)]
pub struct Stage {
    /// Which.
    pub stage: String,
    /// The day.
    pub date: NaiveDate,
    /// The result.
    pub result: Option<String>,
    /// Who decided.
    pub by: Option<String>,
}

impl Form {
    /// Reads an application.
    ///
    /// # Errors
    /// If there is none, or SQLite fails.
    pub fn read(db: &Db, application: Code) -> anyhow::Result<Self> {
        let id = application.number;
        let row = db.one("SELECT org_id, on_date, reserve_fund_fen FROM application WHERE id = :id", named_params! {":id": id})?;
        let code = ORG.code(row.int("org_id")?);
        let (kind, org) = records::get(db, code)?;
        let shown = |name: &str| kind.field(name).map_or_else(|| Ok(String::new()), |field| field.show(&org));
        let fact = |name: &str| Ok(Fact::new(kind.field(name).map_or("", |field| field.label.text()), shown(name)?));
        let names = ["name", "kind", "field", "stage", "founded", "town", "contact", "phone"];
        let phone = Some(shown("phone")?).filter(|phone| !phone.is_empty());
        Ok(Self {
            application: application.to_string(),
            date: row.date("on_date")?,
            org: Applicant {
                code: code.to_string(),
                name: org.text("name")?,
                kind: org.text("kind")?,
                field: org.opt_text("field")?,
                stage: org.opt_text("stage")?,
                founded: org.opt_text("founded")?,
                town: org.opt_text("town")?,
                contact: org.opt_text("contact")?,
                phone,
            },
            reserve_fund_fen: row.opt_int("reserve_fund_fen")?,
            conditions: dossier::conditions(db, Of::Application(id))?,
            stages: stages(db, id)?,
            facts: names.into_iter().map(fact).collect::<anyhow::Result<_>>()?,
        })
    }

    /// As it is printed, with a place for each approval.
    pub fn document(&self) -> Document {
        let mut document = Document::titled(tr!("社会组织孵化申请书", "Application for incubation"));
        let mut facts =
            vec![Fact::new(tr!("申请编号", "application"), Cell::code(&self.application)), Fact::new(tr!("申请日期", "date"), self.date)];
        facts.extend(self.facts.iter().cloned());
        facts.push(Fact::new(tr!("储备资金(元)", "reserve funds (yuan)"), self.reserve_fund_fen.map_or(Cell::Empty, Cell::Money)));
        document.facts(facts);
        document.table(dossier::condition_table(&self.conditions));
        let columns = vec![
            Column::label(tr!("阶段", "stage")),
            Column::date(tr!("日期", "date")),
            Column::words(tr!("结果", "result")),
            Column::words(tr!("单位", "by")),
        ];
        let mut table = Table::new(label("评审与审批", "stages"), columns).titled(tr!("评审与审批", "screening and approval")).if_any();
        for s in &self.stages {
            let result = s.result.as_deref().map(|result| RESULT.text(result));
            table.row([REVIEW_STAGE.text(&s.stage).into(), s.date.into(), result.into(), s.by.clone().into()]);
        }
        document.table(table);
        document.table(opinions());
        document
    }
}

/// Places for what is written by hand.
fn opinions() -> Table {
    let columns = vec![
        Column::label(tr!("签署", "signed by")),
        Column::words(tr!("意见", "opinion")),
        Column::words(tr!("签字盖章", "signature and seal")),
        Column::date(tr!("日期", "date")),
    ];
    let mut table = Table::new(label("意见", "opinions"), columns).titled(tr!("意见", "opinions")).by_hand();
    for who in [
        tr!("申请组织", "applicant"),
        tr!("孵化基地", "the base"),
        tr!("业务主管单位初审", "preliminary approval"),
        tr!("领导小组办公室审定", "final approval"),
    ] {
        table.row([who.into(), Cell::Empty, Cell::Empty, Cell::Empty]);
    }
    table
}

/// The steps in force, in their order.
fn stages(db: &Db, application: i64) -> anyhow::Result<Vec<Stage>> {
    let rows = db.all(
        "SELECT stage, on_date, result, body FROM review_step WHERE application_id = :id AND void_reason IS NULL ORDER BY on_date, id",
        named_params! {":id": application},
    )?;
    let of = |row: &Row| {
        Ok(Stage { stage: row.text("stage")?, date: row.date("on_date")?, result: row.opt_text("result")?, by: row.opt_text("body")? })
    };
    rows.iter().map(of).collect()
}
