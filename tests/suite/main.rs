//! The integration tests in one program, which is linked once: a file a subject.
//!
//! They run side by side in one process, so no test changes what the process
//! has one of: its environment, its folder, a limit of SQLite's. A test that
//! needs such a thing starts a process of its own (see `heap`).
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests may fail, and are other tools"
)]

mod common;

mod annual;
mod backup;
mod bounds;
mod certificates;
mod clauses;
mod consult_project;
mod corrections;
mod document;
mod elsewhere;
mod examples;
mod export;
mod faults;
mod figures;
mod finance;
mod functions;
mod fuzz;
mod gate;
mod growth;
mod harness;
mod heap;
mod history;
mod hostile;
mod house;
mod imports;
mod in_place;
mod issued;
mod misled;
mod money_model;
mod one_list;
mod one_person;
mod operator;
mod output;
mod paper;
mod papers;
mod past;
mod personal;
mod plan;
mod projects;
mod readme;
mod records;
mod report;
mod residents;
mod rollup;
mod roster;
mod rules;
mod search;
mod slips;
mod spellings;
mod streams;
mod surroundings;
mod todo;
mod twice;
mod wrong_turns;
