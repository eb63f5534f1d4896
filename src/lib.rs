//! `fuhua` (孵化) keeps the books of a social-organisation incubation base: one
//! program, one SQLite file, no server.
//!
//! # The house
//! | module | what it holds | may use |
//! | --- | --- | --- |
//! | [`domain`] | pure values and calculations, the glossary | – |
//! | [`plan`] | the plan file | `domain` |
//! | [`store`] | SQLite: opening, schema, rows, kinds of record | `domain`, `plan` |
//! | [`rules`] | the plan's rules, a file a subject | the above |
//! | [`journal`] | the gate for writing, the chain, history, a file's checks | the above |
//! | [`audit`] | a file's findings | the above |
//! | [`document`] | documents and their writers | `domain` |
//! | [`intake`] | reading lists | `domain` |
//! | [`report`] | figures and reports as documents | all but `journal`'s gate, `cli` |
//! | [`cli`] | the command line, a file a verb | all |
//!
//! [`fault`] and [`i18n`] are used everywhere. `tests/suite/house.rs` checks the
//! arrows, that no modules go in circles, the size of files and functions, and
//! that each registry agrees with its folder and with `schema.sql`.
//!
//! # Where things are added
//! | to add | touch |
//! | --- | --- |
//! | a kind of record with its create verb | `schema.sql`; a file in [`store::records::kinds`] with the fields and the verb's message; a line in its `mod.rs`. Two tests ask for one such record: the verb's line in `tests/suite/common/commands.rs`, a row in `tests/rules/base.sql` |
//! | a column | `schema.sql` and its field; the flags of create and `edit`, `list`, `show`, `history` and journal follow (after the first release also a step in [`store::schema::steps`]) |
//! | a verb that does more | a file under `cli::commands`, its line with its access in `mod.rs`, and one in the test `leaves`; a file that it names is a `files::Named`, personal data a `typed::Personal` |
//! | an indicator | its declaration in [`domain::indicator`], an arm of the view `indicator_fact`, a row of the plan file |
//! | a sheet or an item of one, marks or a condition, on which evaluations are scored | the plan file; a stage that is to use it: [`domain::judgement_terms`] |
//! | a rule | the file of its subject in [`rules`], and its fixture in `tests/rules` |
//! | a format | a file in [`document`] and its line in [`document::WRITERS`] |
//! | an import of a kind | a file in `cli::commands::import` with its columns and what becomes of a row, and its verb there; what its columns are called besides: [`domain::heading_terms`] |
//! | a check of a file | a line of [`journal::checks`] |
//!
//! # Choices
//! * Messages are not in a catalogue: [`tr!`] holds both languages where they
//!   are used. A missing language or a wrong placeholder does not compile, no
//!   message can be left over, and a test compares the placeholders.
//! * An enumeration that the plan names (services, entry conditions, sources
//!   and categories of money) is a table of the plan, and a foreign key instead of a CHECK list.
//! * A closed quarter and an overspent budget line are judged by the journal: what
//!   a voucher was when its quarter was closed, which entry raised the spending.
//!   So a waiver is for one correction, and what lowers an excess needs none.
//! * `--today` stands in the journal as a bare date, so that nobody takes a
//!   stated day for the clock's. A database made under a stated day is a
//!   rehearsal: its identity and salts can be reproduced, so its outputs can.
//! * Before it writes, a command compares the schema's text with the program's
//!   own. The triggers that journal a row are the connection's, not the file's
//!   ([`store`]'s `capture`): in the file they were half of what a reading command
//!   does. An edit by another program is found by the row, not by a trace.
//! * Rules stand a file a subject, not a file each: a rule is one element of its
//!   subject's list, so that adding one touches one file and its fixture, and the
//!   order in which breaches are shown is written down. Rules over all kinds of
//!   record (`dates.future`, `dates.in-plan`, `records.parent`) are made from the
//!   kinds' fields, a query a kind, so that an index serves each.
//! * The past is read through the present: views hide what came after an entry
//!   ([`store::images::past`]). So it trusts the rows as every reading command
//!   does; only the audit replays the journal against them.
//! * A create verb that only inserts has no file: it stands with its kind
//!   ([`store::records::kind::Create`]) and its flags are the fields. What a verb
//!   does besides (a licence, a roster) is a `Beside` of the command line.
//! * A stay in the base is called an incubation everywhere, as its record is.
//! * An audit takes several heads, of several reports on paper, and names the
//!   records that were changed after the newest one that holds.
//! * A text for offices (DOCX) is written part by part, with `zip`: what crates
//!   for it make is mended or refused by word processors, and has no repeated
//!   headings or charts. Its charts are native, with their numbers in them.
//! * The tables of an export are for programs: raw values, codes, no apostrophes
//!   against spreadsheets, which have the reports beside them.
//! * `rollup` reads in several processes, for SQLite in several threads of one
//!   waits for itself. It looks into each file as an audit does, but does not
//!   audit: what a file is worth `audit` says.
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
