//! The files on which the benchmark runs: made by SQL, with a journal as the
//! program would have written it.

use std::path::{Path, PathBuf};
use std::time::Instant;

use rusqlite::Connection;

use crate::forge::{edit, enter};
use crate::runs::{fuhua, run};

/// A base of a ten-year plan with 2,000 sessions of so many people, 2,000
/// services, 200 consultations and 6 cases in each of `years`, in twenty
/// entries and four: of 50 people, 1,000,000 attendances in ten years. No rule of
/// the plan is broken in it.
pub fn big(folder: &Path, name: &str, years: std::ops::RangeInclusive<usize>, people: usize) -> PathBuf {
    let db = folder.join(name);
    let plan = include_str!("../../src/plan/plans/lingwu-2021.toml");
    let (head, rest) = plan.split_once("[[year]]").expect("the plan has years");
    let (year, rest) = rest.split_once("# Functions").expect("the plan has functions");
    let year = year.split("[[year]]").next().expect("a year");
    let file = folder.join("ten.toml");
    std::fs::write(&file, format!("{head}{}# Functions{rest}", format!("[[year]]{year}").repeat(10))).expect("the plan file");
    run(&fuhua(&db, &["init", "--start", "2015-01-01", "--plan", text(&file)]));
    let started = Instant::now();
    edit(&db, |db| {
        enter(db, "org add", &[("org", &counted(ORGS, 300)), ("person", &counted(PERSONS, 30_000))]);
        for year in years {
            let of_year = |sql: &str, count: usize| counted(&sql.replace("{year}", &year.to_string()), count);
            for part in 0..20 {
                let of_part = |sql: &str, count: usize| of_year(&sql.replace("{part}", &part.to_string()), count);
                enter(db, "training log", &[("training", &of_part(TRAININGS, 100)), ("attendance", &of_part(ATTENDANCES, people))]);
            }
            enter(db, "consult log", &[("consultation", &of_year(CONSULTATIONS, 200)), ("service", &of_year(SERVICES, 2000))]);
            enter(db, "apply", &[("application", &of_year(APPLICATIONS, 6))]);
            let of_case = |sql: &str| sql.replace("{cases}", &format!("FROM application a WHERE a.id >= {}", year * 6));
            enter(db, "incubate", &[("review_step", &of_case(REVIEWS)), ("incubation", &of_case(INCUBATIONS))]);
            enter(db, "org register", &[("registration", &of_case(REGISTRATIONS))]);
            enter(db, "exit-assess", &[("exit_step", &of_case(EXITS))]);
        }
    });
    println!("{name}: {} KiB, made in {:.1} s", size(&db), started.elapsed().as_secs_f64());
    db
}

// `n.i` counts from 0; {count} is how far.
const ORGS: &str = "INSERT INTO org (name, kind) SELECT '组织' || i, 'service' FROM n";
const PERSONS: &str = "INSERT INTO person (name) SELECT '人员' || i FROM n";
const TRAININGS: &str = "INSERT INTO training (id, title, form, on_date)
    SELECT {year} * 2000 + {part} * 100 + i, '培训' || ({part} * 100 + i), 'lecture',
           date('2015-01-01', '+' || ({year} - 1) || ' years', '+' || (({part} * 100 + i) * 364 / 2000) || ' days') FROM n";
const ATTENDANCES: &str = "INSERT INTO attendance (training_id, person_id, category, status)
    SELECT t.id, (t.id * 37 + i) % 30000 + 1, CASE i % 10 WHEN 9 THEN 'other' ELSE 'staff' END, CASE i % 7 WHEN 0 THEN 'absent' ELSE 'present' END
      FROM training t, n WHERE t.id >= {year} * 2000 + {part} * 100";
const CONSULTATIONS: &str = "INSERT INTO consultation (topic, on_date)
    SELECT 'policy', date('2015-01-01', '+' || ({year} - 1) || ' years', '+' || (i * 364 / 200) || ' days') FROM n";
// The residents of a year are there from its 82nd to 86th day on.
const SERVICES: &str = "INSERT INTO service (org_id, kind, on_date)
    SELECT ({year} * 6 + i % 6) % 300 + 1, CASE WHEN i < 1500 THEN 'space' ELSE 'advice' END,
           date('2015-01-01', '+' || ({year} - 1) || ' years', '+' || (90 + i / 6 % 250) || ' days') FROM n";
const APPLICATIONS: &str = "INSERT INTO application (id, org_id, on_date)
    SELECT {year} * 6 + i, ({year} * 6 + i) % 300 + 1, date('2015-01-01', '+' || ({year} - 1) || ' years', '+' || i || ' days') FROM n";
const REVIEWS: &str = "INSERT INTO review_step (application_id, stage, on_date, result, body)
    SELECT a.id, s.column1, date(a.on_date, '+' || s.column2 || ' days'), 'pass', s.column3
      FROM (VALUES ('eligibility', 7, NULL), ('internal', 14, NULL), ('site', 21, NULL), ('expert', 28, NULL), ('preliminary', 50, '主管单位'),
                   ('final', 70, '领导小组')) s, (SELECT a.id, a.on_date {cases}) a";
const INCUBATIONS: &str = "INSERT INTO incubation (application_id, on_date, entry_staff, entry_departments, entry_systems, entry_projects)
    SELECT a.id, date(a.on_date, '+81 days'), 1, 1, 1, 1 {cases}";
const REGISTRATIONS: &str = "INSERT INTO registration (org_id, on_date, uscc, uscc_check)
    SELECT a.org_id, date(a.on_date, '+200 days'), '52640181MJY' || printf('%07d', a.id), 'ok' {cases}";
const EXITS: &str = "INSERT INTO exit_step (incubation_id, stage, on_date, result, body, staff, departments, systems, projects, registration, team, project)
    SELECT i.id, s.column1, date(i.on_date, '+' || s.column2 || ' days'), 'pass', s.column3, s.column4, s.column4, s.column4, s.column4,
           s.column5, s.column5, s.column5
      FROM (VALUES ('assess', 370, NULL, 9, 'pass'), ('preliminary', 375, '主管单位', NULL, NULL), ('final', 380, '领导小组', NULL, NULL)) s, incubation i
     WHERE i.application_id IN (SELECT a.id {cases}) AND date(i.on_date, '+380 days') < '2024-06-01'";

/// A statement that may read `n`.
fn counted(sql: &str, count: usize) -> String {
    let (insert, select) = sql.split_once("SELECT").expect("a SELECT");
    format!("{insert} WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < {count} - 1) SELECT {select}")
}

/// A copy of a file as the shell may write it: without the journal's triggers.
pub fn plain(db: &Path) -> PathBuf {
    let copy = beside(db, "plain");
    std::fs::copy(db, &copy).expect("a copy");
    let connection = Connection::open(&copy).expect("the copy");
    let mut triggers = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").expect("the schema");
    let names: Vec<String> = triggers.query_map([], |row| row.get(0)).and_then(Iterator::collect).expect("names");
    for name in names {
        connection.execute_batch(&format!("DROP TRIGGER {name}")).expect("a trigger less");
    }
    copy
}

/// A copy of a file for what it may be used up by.
pub fn spare(db: &Path, name: &str) -> PathBuf {
    let copy = beside(db, name);
    renew(&copy, db);
    copy
}

/// Makes a copy like the file again. It is on the disk then: what is measured
/// next does not wait for it.
pub fn renew(copy: &Path, db: &Path) {
    std::fs::copy(db, copy).expect("a copy");
    std::fs::File::open(copy).and_then(|file| file.sync_all()).expect("a copy on the disk");
}

fn beside(db: &Path, name: &str) -> PathBuf {
    let stem = db.file_stem().expect("a name").to_string_lossy();
    db.with_file_name(format!("{stem}-{name}.db"))
}

/// A roster of persons that no file has: for the program, and as the rows of
/// `person` and `attendance`, for the shell. Rows get shorter than the tables:
/// what is left out is NULL. `name_key` cannot be left out in the middle, and the
/// index is over it: so it is a text almost as long as the name.
pub fn rosters(db: &Path, rows: usize, session: usize) -> [PathBuf; 3] {
    let files = ["roster.csv", "person.csv", "attendance.csv"].map(|name| db.with_file_name(name));
    let [mut roster, mut person, mut attendance] = [String::from("姓名,单位,类别\n"), String::new(), String::new()];
    for id in 1_000_000..1_000_000 + rows {
        let name = person_name(id);
        roster += &format!("{name},第{}社工站,从业人员\n", id % 40);
        person += &format!("{id},{name},{},第{}社工站,none\n", name.replacen('安', "", 1), id % 40);
        attendance += &format!("{},{session},{id},staff,present\n", 10 * id);
    }
    for (file, text) in files.iter().zip([roster, person, attendance]) {
        std::fs::write(file, text).expect("a roster");
    }
    files
}

/// A name for each number from 1,000,000 on, without figures, as rosters demand.
fn person_name(id: usize) -> String {
    let digits: Vec<char> = "禾安宁思远文博雨晨嘉".chars().collect();
    id.to_string().bytes().map(|digit| digits[usize::from(digit - b'0')]).collect()
}

/// Adds a note of so many characters to the first organisation.
pub fn long_note(db: &Path, characters: usize) {
    let connection = Connection::open(db).expect("the file");
    connection.execute("UPDATE org SET note = ?1 WHERE id = 1", ["长".repeat(characters)]).expect("a note");
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().expect("a text path")
}

fn size(db: &Path) -> u64 {
    std::fs::metadata(db).expect("the file").len() / 1024
}
