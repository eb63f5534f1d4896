//! The kinds of record, a file an aggregate, and the list of them.

pub mod activity;
pub mod application;
pub mod asset;
pub mod attachment;
pub mod consultation;
pub mod evaluation;
pub mod hub;
pub mod incubation;
pub mod money;
pub mod operator;
pub mod org;
pub mod personal;
pub mod project;
pub mod report;
pub mod resource;
pub mod standing;
pub mod training;
pub mod waiver;

use crate::domain::heading_terms;
use crate::store::records::field::Type::{Date, Text};
use crate::store::records::field::{Field, computed, field, to, to_named};

/// Every kind of record, in the order of a case's life.
pub static ALL: &[&super::kind::Kind] = &[
    &org::ORG,
    &org::FILING,
    &org::REGISTRATION,
    &org::RECOGNITION_KIND,
    &standing::STANDING,
    &application::APPLICATION,
    &application::REVIEW_STEP,
    &application::SCORE,
    &application::ABSTENTION,
    &application::WITHDRAWAL,
    &incubation::INCUBATION,
    &incubation::SERVICE,
    &incubation::EXIT_STEP,
    &incubation::FOLLOW_UP,
    &evaluation::EVALUATION,
    &training::TRAINING,
    &training::ATTENDANCE,
    &training::PERSON,
    &consultation::CONSULTATION,
    &project::PROJECT,
    &money::VOUCHER,
    &money::BUDGET_LINE,
    &money::PERIOD_STEP,
    &operator::CONTRACT,
    &operator::COMPLAINT,
    &operator::BREACH,
    &activity::ACTIVITY,
    &hub::HUB,
    &hub::HUB_MEMBER,
    &resource::RESOURCE,
    &resource::MATCH,
    &asset::ASSET,
    &asset::ASSET_USE,
    &attachment::ATTACHMENT,
    &report::ISSUED_REPORT,
    &waiver::WAIVER,
    &personal::DISCLOSURE,
    &personal::ERASURE,
];

/// The organisation that a record is about.
const ABOUT_ORG: Field =
    field("org_id", to_named("O", "org"), "组织", "organisation").named("org").headings(heading_terms::ABOUT_ORG).fixed();
/// Its day.
const DATE: Field = field("on_date", Date, "日期", "date").named("date").headings(heading_terms::DATE).required();
/// The form in which names are compared, where the name is not in it.
const NAME_KEY: Field = field("name_key", Text, "比对用名", "name as compared").internal();
/// The record that stands for this one, if it is a double.
const fn merged_into(prefix: &str) -> Field {
    field("merged_into", to(prefix), "并入", "merged into").set_by_program().detail()
}
/// What else there is to say.
const NOTE: Field = field("note", Text, "备注", "note").headings(heading_terms::NOTE);
/// The title of a record that is known by its organisation.
const NAME_OF_ORG: &str = "(SELECT name FROM org WHERE id = r.org_id)";
/// The organisation of a record that hangs on an application.
const ORG_OF_APPLICATION: &str = "(SELECT org_id FROM application WHERE id = r.application_id)";
/// Its name.
const NAME_OF_APPLICANT: &str = "(SELECT o.name FROM application a JOIN org o ON o.id = a.org_id WHERE a.id = r.application_id)";
/// The organisation of a record, worked out.
const fn org_by(expression: &'static str) -> Field {
    computed("org", expression, to_named("O", "org"), "组织", "organisation")
}
