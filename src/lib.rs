//! `fuhua` (孵化) keeps the books of a social-organisation incubation base: one
//! program, one SQLite file, no server.
//!
//! # The house
//! | module | what it holds | may use |
//! | --- | --- | --- |
//! | [`domain`] | pure values and calculations, the glossary | – |
//! | [`plan`] | the plan file | `domain` |
//! | [`store`] | SQLite: opening, schema, rows, kinds of record | `domain`, `plan` |
//! | [`rules`] | the plan's rules, a file each | the above |
//! | [`journal`] | the gate for writing, the chain, history, a file's checks | the above |
//! | [`audit`] | a file's findings | the above |
//! | [`document`] | documents and their writers | `domain` |
//! | [`intake`] | reading rosters | `domain` |
//! | [`report`] | figures and reports as documents | all but `journal`'s gate, `cli` |
//! | [`cli`] | the command line, a file a verb | all |
//!
//! [`fault`] and [`i18n`] are used everywhere. `tests/house.rs` checks the
//! arrows, the size of files and the registries.
//!
//! # Where things are added
//! A verb: a file under `cli::commands`, a line in its noun's `mod.rs` with its
//! access, and one in the test `leaves`; a file that it names is a
//! `files::Named`, personal data that it takes a `typed::Personal`. A check of a
//! file: a line of [`journal::checks`]. An indicator: an arm of the view
//! `indicator_fact` and an entry in the plan file (and its id in
//! `plan::INDICATORS`). A rule: a file in `rules` and its line there. A format: a
//! file in `document`. A column: `schema.sql` and its line in
//! `store::records::kinds`; the journal, the triggers, `list`, `show`, `edit` and
//! `history` follow (after the first release also a step in
//! `store::schema::steps`).
//!
//! # Choices
//! * Messages are not in a catalogue: [`tr!`] holds both languages where they
//!   are used. A missing language or a wrong placeholder does not compile, no
//!   message can be left over, and a test compares the placeholders.
//! * An enumeration that the plan names (services, entry conditions, sources of
//!   grants) is a table of the plan, and a foreign key instead of a CHECK list.
//! * `--today` stands in the journal as a bare date, so that nobody takes a
//!   stated day for the clock's. A database made under a stated day is a
//!   rehearsal: its identity and salts can be reproduced, so its outputs can.
//! * Before it writes, a command compares the schema's text with the program's
//!   own: what no trigger would journal is not written.
//! * An audit takes several heads, of several reports on paper, and names the
//!   records that were changed after the newest one that holds.
//! * Until there is an older format, the upgrade is tried on one that never
//!   was, behind the feature `trial-format` (`store::schema::trial`).

pub mod audit;
pub mod cli;
pub mod document;
pub mod domain;
pub mod fault;
pub mod i18n;
pub mod intake;
pub mod journal;
pub mod plan;
pub mod report;
pub mod rules;
pub mod store;
