//! A sample of the fault injectors in `tests/faults`, on this build of the
//! program. The whole of them: `tests/faults/run ci`.

use std::process::Command;

use crate::common::source::root;
use crate::common::{FUHUA, runs};

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|o| o.stdout == b"0\n")
}

/// Runs rows of the quick level; they print what they tried.
fn rows(rows: &[&str]) {
    if let Some(missing) = ["python3", "gcc", "bash"].into_iter().find(|program| !runs(program)) {
        println!("skipped: the fault injectors need {missing}");
        return;
    }
    let mut command = Command::new("bash");
    command.arg(root().join("tests/faults/run")).arg("quick").args(rows);
    let output = command.env("FUHUA", FUHUA).output().expect("bash starts");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    println!("{out}");
    assert!(output.status.success(), "{out}\n{err}");
    for row in rows {
        assert!(out.contains(&format!("{{\"row\": {row}, ")), "row {row} was not tried:\n{out}\n{err}");
    }
}

#[test]
fn kills_and_failing_calls() {
    rows(&["1", "2", "3", "5", "6"]);
}

#[test]
fn power_cuts() {
    rows(&["8"]);
}

#[test]
fn a_full_disk() {
    if is_root() {
        rows(&["4"]);
    } else {
        println!("skipped: only root can fill a file system of its own");
    }
}

#[test]
fn outputs_inputs_clocks_and_company() {
    rows(&["7", "12", "16", "17", "18", "22"]);
}
