//! The kinds of record, a file an aggregate. A new kind also needs a line in
//! `kind::ALL`.

pub mod application;
pub mod consultation;
pub mod incubation;
pub mod org;
pub mod personal;
pub mod project;
pub mod report;
pub mod training;
pub mod waiver;
