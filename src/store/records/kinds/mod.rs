//! The kinds of record, a file an aggregate. A new kind also needs a line in
//! `registry::ALL`.

pub mod application;
pub mod consultation;
pub mod incubation;
pub mod org;
pub mod personal;
pub mod project;
pub mod report;
pub mod training;
pub mod waiver;

use crate::store::records::field::Type::{Date, Text};
use crate::store::records::field::{Field, field, to_named};

/// The organisation that a record is about.
const ABOUT_ORG: Field = field("org_id", to_named("O", "org"), "组织", "organisation").named("org").fixed();
/// Its day.
const DATE: Field = field("on_date", Date, "日期", "date").named("date").required();
/// What else there is to say.
const NOTE: Field = field("note", Text, "备注", "note");
/// The title of a record that is known by its organisation.
const NAME_OF_ORG: &str = "(SELECT name FROM org WHERE id = r.org_id)";
