//! Runs of whole processes, their time and memory, and the table of what they
//! came to.

use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::files::text;

const FUHUA: &str = env!("CARGO_BIN_EXE_fuhua");
/// The most runs of a pair.
const RUNS: usize = 31;
/// How long a pair may be run in all.
const PATIENCE: Duration = Duration::from_secs(6);
/// At which memory a command is stopped, in KiB.
const TOO_MUCH: u64 = 1 << 20;

/// A program and its arguments.
pub type Line = (String, Vec<String>);

/// A command line of ours.
pub fn fuhua(db: &Path, arguments: &[&str]) -> Line {
    let global = ["--db", text(db), "--no-input"];
    (FUHUA.to_owned(), global.iter().chain(arguments).map(ToString::to_string).collect())
}

/// A command line of the sqlite3 shell's.
pub fn shell(db: &Path, sql: &[&str]) -> Line {
    let file = [text(db)];
    ("sqlite3".to_owned(), file.iter().chain(sql).map(ToString::to_string).collect())
}

fn command((program, arguments): &Line) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// Runs a command that must succeed; how long it took.
pub fn run(line: &Line) -> Duration {
    let started = Instant::now();
    let output = command(line).output().expect("the command starts");
    let took = started.elapsed();
    assert!(may(line, output.status), "{line:?}: {:?}", command(line).stderr(Stdio::piped()).output());
    took
}

/// Whether a command may end so: an audit of everything finds that the cases of
/// the large files skip stages.
fn may((_, words): &Line, status: ExitStatus) -> bool {
    status.success() || status.code() == Some(1) && words.last().is_some_and(|word| word == "audit")
}

/// The peak resident memory of a run in KiB, as the kernel counts it; at least
/// so much, if it was stopped for taking too much.
fn peak(line: &Line) -> u64 {
    let mut child = command(line).stdout(Stdio::null()).spawn().expect("the command starts");
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    let ended = loop {
        if let Some(ended) = child.try_wait().expect("the command can be waited for") {
            break ended;
        }
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let now = text.lines().find_map(|l| l.strip_prefix("VmHWM:")).and_then(|l| l.trim().split(' ').next()?.parse().ok());
        most = most.max(now.unwrap_or(0));
        if most > TOO_MUCH {
            child.kill().expect("it is ours");
        }
        std::thread::sleep(Duration::from_micros(200));
    };
    assert!(most > TOO_MUCH || may(line, ended), "{line:?}: {ended}");
    most
}

/// The processor time of all processes that were waited for, in the kernel's ticks.
fn ticks() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
    fields.skip(13).take(2).filter_map(|field| field.parse::<u64>().ok()).sum()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The table: what was measured, its bar if it has one, whether it is met.
#[derive(Default)]
pub struct Table(Vec<(String, Option<f64>, f64, String)>);

impl Table {
    /// Runs two commands in turn, A B A B …; the medians in milliseconds, the
    /// median of the pairs' ratios, and beside it the ratio of the processor
    /// times, which a busy machine leaves as they are. Each may be another line
    /// every time, which is made before the clock starts.
    pub fn ratio(&mut self, what: &str, bar: Option<f64>, mut a: impl FnMut(usize) -> Line, mut b: impl FnMut(usize) -> Line) {
        let begun = Instant::now();
        let (mut pairs, mut busy) = (Vec::new(), [0, 0]);
        while pairs.len() < RUNS && (pairs.len() < 2 || begun.elapsed() < PATIENCE) {
            let turn = pairs.len();
            let mut took = [0.0, 0.0];
            for (side, line) in [a(turn), b(turn)].iter().enumerate() {
                let before = ticks();
                took[side] = run(line).as_secs_f64() * 1e3;
                busy[side] += ticks() - before;
            }
            pairs.push(took);
        }
        // The first pair warms the caches.
        pairs.remove(0);
        let ratio = median(pairs.iter().map(|[a, b]| a / b).collect());
        let side = |side: usize| median(pairs.iter().map(|pair| pair[side]).collect());
        let cpu = busy[0] as f64 / busy[1].max(1) as f64;
        let times = format!("× (cpu {cpu:.2} ×; {:.1} / {:.1} ms, {} runs)", side(0), side(1), pairs.len());
        self.add(what, bar, ratio, times);
    }

    /// Measures the peak memory of a command in MiB.
    pub fn memory(&mut self, what: &str, bar: f64, line: &Line) {
        let peak = peak(line);
        let unit = if peak > TOO_MUCH { "MiB, when it was stopped" } else { "MiB" };
        self.add(what, Some(bar), peak as f64 / 1024.0, unit.into());
    }

    /// Measures the time of a command in seconds.
    pub fn seconds(&mut self, what: &str, bar: f64, line: &Line) {
        let times = (0..3).map(|_| run(line).as_secs_f64()).collect();
        self.add(what, Some(bar), median(times), "s".into());
    }

    fn add(&mut self, what: &str, bar: Option<f64>, measured: f64, unit: String) {
        println!("{what}: {measured:.2} {unit}");
        self.0.push((what.to_owned(), bar, measured, unit));
    }

    /// Prints it.
    pub fn print(&self) {
        println!("\n| what | bar | measured | met? |\n| --- | --- | --- | --- |");
        for (what, bar, measured, unit) in &self.0 {
            let met = bar.map_or("", |bar| if *measured <= bar { "yes" } else { "no" });
            let bar = bar.map_or("–".to_owned(), |bar| format!("≤ {bar}"));
            println!("| {what} | {bar} | {measured:.2} {unit} | {met} |");
        }
    }
}
