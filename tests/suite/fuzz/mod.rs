//! What nobody thought of: random histories of legal commands, random edits by
//! other tools, files and lists damaged at random. A few of each in the ordinary suite; all:
//!
//! ```sh
//! cargo test --release --locked --test suite fuzz -- --ignored --nocapture
//! ```
//!
//! `FUHUA_FUZZ_COUNT` says how many of each (else 100,000 commands, 10,000 edits,
//! 10,000 files, 10,000 lists), `FUHUA_FUZZ_SEED` with which seed the first history,
//! edit, file or list begins (else 1); each next one has the next seed. What fails prints its
//! seed: with it and a count of 1 it is that one again.

mod edits;
mod files;
mod histories;
mod lists;

use crate::common::times;

/// How many are tried, and the first seed.
fn asked(usual: usize) -> (usize, u64) {
    (times("FUHUA_FUZZ_COUNT", usual), times("FUHUA_FUZZ_SEED", 1))
}

/// So many in the ordinary suite.
const COMMANDS: usize = 300;
const EDITS: usize = 60;
const FILES: usize = 12;
const LISTS: usize = 80;

#[test]
fn legal_commands_leave_no_error_in_part() {
    histories::run(COMMANDS, 1);
}

#[test]
#[ignore = "takes an hour"]
fn legal_commands_leave_no_error() {
    let (count, seed) = asked(100_000);
    histories::run(count, seed);
}

#[test]
fn outside_edits_are_found_in_part() {
    edits::run(EDITS, 1);
}

#[test]
#[ignore = "takes half an hour"]
fn outside_edits_are_found() {
    let (count, seed) = asked(10_000);
    edits::run(count, seed);
}

#[test]
fn damaged_files_are_told_in_part() {
    files::run(FILES, 1);
}

#[test]
#[ignore = "takes an hour"]
fn damaged_files_are_told() {
    let (count, seed) = asked(10_000);
    files::run(count, seed);
}

#[test]
fn broken_lists_are_told_in_part() {
    lists::run(LISTS, 1);
}

#[test]
#[ignore = "takes half an hour"]
fn broken_lists_are_told() {
    let (count, seed) = asked(10_000);
    lists::run(count, seed);
}
