//! Pure values and calculations. No SQL, no command line, no input or output.

pub mod bounds;
pub mod calendar;
pub mod code;
pub mod date;
pub mod digest;
pub mod function_terms;
pub mod guard;
pub mod indicator;
pub mod judgement_terms;
pub mod money;
pub mod money_terms;
pub mod numeral;
pub mod operator_terms;
pub mod org;
pub mod pace;
pub mod paper_terms;
pub mod period;
pub mod person;
pub mod personal;
pub mod phone;
pub mod quantity;
pub mod spread;
pub mod terms;
pub mod text;
pub mod uscc;
pub mod vocabulary;
