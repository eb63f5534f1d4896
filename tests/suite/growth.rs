//! No command works more because attendances were added that it does not need.
//!
//! Which way SQLite takes to a row cannot be seen on a small file, and nobody
//! waits for a table scan until there are ten years of rosters. So each command
//! runs on a file, and on the same with ten times the trainings, persons,
//! attendances and entries; the work of its statements is compared, in SQLite's
//! own units.

use std::collections::BTreeMap;

use crate::common::Base;
use crate::common::forge::{edit, enter};
use fuhua::store::effort::{Effort, measure};

/// What is done on both files. What was added is of the plan's second year.
const LINES: &[&str] = &[
    "target status --year Y1",
    "plan show",
    "report monthly 2022-02",
    "report quarterly 2022Q1",
    "report quarterly 2022Q3",
    "report evidence trainees 2022Q1",
    "report reprint R1",
    "report diff R1",
    "report annual Y1",
    "report org O1",
    "report application A1",
    "report finance 2022Q1",
    "finance statement 2022Q1",
    "fund show --on 2022-06-30",
    "operator show --on 2022-06-30",
    "space show 2022-02-01",
    "training certificates --on 2022-06-30",
    "talent list",
    "plan show --clauses",
    "todo --days 90",
    "search 甲社",
    "list orgs",
    "list applications",
    "list persons --limit 5",
    "list attendances --limit 5",
    "list journal --limit 5",
    "show O1",
    "show A1",
    "show T1",
    "show M1",
    "history O1",
    "target set trainings 9 --year Y1 --reason x --override x",
    "org add --name 新社 --kind service",
    "org file O2",
    "org recognise O1 --as brand --basis x",
    "edit O1 --town x",
    "edit M1 --unit x",
    "void G1 --reason x",
    "service log O1 --service space --date 2022-05-05",
    "consult log --topic policy --org O1",
    "evaluate O1 --stage assess --year Y1 --result pass --override x",
    "space add 会议室 --kind room",
    "attach O1 PAPER --as other",
    "finance post --in 100 --category appropriation --party x",
    "activity log --kind task --title x",
    "person certify M1 --level assistant",
    "hub open --name x --kind network",
    "talent add M1 --pool expert",
    "resource offer --title x --from company",
    "org rate O1 --grade 1A",
    "org party O1 --form own",
    "operator complaint O1 --text x",
    "plan set handover_days 20 --reason x",
    "project start O1 --title x",
    "follow-up log O1",
    "training log --title x --form lecture --headcount 9",
    "training log --title x --form lecture --roster ROSTER",
    "void H1 --reason x --override x",
    "undo",
    "report issue quarterly 2022Q3",
    "person forget M1 --reason x",
    "org forget O1 --reason x",
];

/// What may grow: the beginning of a command line, a part of the statement, why.
/// An audit, a backup, a list or a history of everything read all that there
/// is, and are not tried.
const MAY: &[(&str, &str, &str)] = &[
    ("report", "WITH live (report_id", "what was recorded since a report was issued is looked through for what it counts"),
    ("void", "WITH live (report_id", "so it is before a record changes on which a report may rest"),
    ("undo", "WITH live (report_id", "the same"),
    ("person forget", "WITH mine", "who else has the phone is looked for among all persons"),
    ("org forget", "WITH mine", "the same"),
    ("report org", "GROUP BY m.unit", "a unit is written in many ways, and each is compared with the organisation's names"),
    ("search", "ORDER BY id", "every text is looked through"),
];

/// What each statement may do more by, whatever the file: the depth of trees.
const SLACK: i32 = 400;

/// A base in which everything was done, with so many sessions of 25 persons
/// each, an entry each.
fn base(sessions: usize) -> Base {
    let base = Base::mixed();
    let persons = 25 + sessions * 5;
    edit(&base.db(), |db| {
        let count = |n: usize| format!("WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < {n}) SELECT");
        let all = format!("INSERT INTO person (id, name) {} 1000 + i, '人员' || i FROM n", count(persons));
        enter(db, "person add", &[("person", &all)]);
        for session in 1..=sessions {
            let id = 1000 + session;
            let training = format!(
                "INSERT INTO training (id, title, form, on_date) VALUES ({id}, '培训', 'lecture', date('2022-11-01', '+{} days'))",
                session % 200
            );
            let attendance = format!(
                "INSERT INTO attendance (training_id, person_id, category, status) {} {id}, 1001 + ({id} * 7 + i) % {persons}, 'staff', 'present' FROM n",
                count(25)
            );
            enter(db, "training log", &[("training", &training), ("attendance", &attendance)]);
        }
    });
    for name in ["甲社", "乙社", "丙社", "丁社", "戊社", "己社"] {
        base.ok(&["org", "add", "--name", name, "--kind", "service"]);
    }
    base
}

/// The work of each statement of a command line, on a copy of a base.
fn work(base: &Base, line: &str) -> BTreeMap<String, Effort> {
    let copy = base.copy();
    let roster = copy.file("roster.csv", "姓名,单位,类别\n甲,城区街道,持证\n人员1,,持证\n");
    let line = line.replace("ROSTER", &roster).replace("PAPER", &copy.file("paper.pdf", "x"));
    let (outcome, work) = measure(|| copy.run(&line.split(' ').collect::<Vec<_>>()));
    assert_eq!(outcome.code, 0, "fuhua {line}: {outcome:?}");
    // Numbers that a statement names differ between the files.
    let plain = |sql: String| sql.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>();
    work.into_iter().map(|(sql, effort)| (plain(sql), effort)).collect()
}

#[test]
fn no_statement_walks_what_it_does_not_need() {
    let (small, large) = (base(40), base(400));
    let mut faults = Vec::new();
    let mut statements = 0;
    for line in LINES {
        let (few, many) = (work(&small, line), work(&large, line));
        for (sql, effort) in many {
            statements += 1;
            let was = few.get(&sql).copied().unwrap_or_default();
            let grows = |was: i32, now: i32| now > was + was / 2 + SLACK;
            let excused = MAY.iter().any(|(start, part, _)| line.starts_with(start) && sql.contains(part));
            if !excused && (grows(was.scanned, effort.scanned) || grows(was.steps, effort.steps)) {
                let sql: String = sql.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect();
                faults.push(format!("{line}: {was:?} became {effort:?}: {sql}"));
            }
        }
    }
    assert!(statements > 500, "the statements were counted: {statements}");
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The measure is one: a scan is counted, and grows with its table.
#[test]
fn a_scan_shows() {
    let scanned = |sessions: usize| {
        let work = work(&base(sessions), "list attendances -f csv");
        work.values().map(|effort| effort.steps.max(effort.scanned)).max().unwrap_or_default()
    };
    let (few, many) = (scanned(4), scanned(40));
    assert!(few > 100 && many > few * 5, "{few} {many}");
}
