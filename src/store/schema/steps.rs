//! The frozen steps from each version of the schema to the next.

use super::VERSION;
use crate::fault::Fault;
use crate::tr;

/// What makes a version of the schema of the one before.
#[derive(Debug)]
pub struct Step {
    /// The version that it makes.
    pub to: u32,
    /// Tables and indexes. Runs without triggers, so outside the journal: a
    /// new column is NULL or its DEFAULT, a new table is empty.
    pub structure: &'static str,
    /// Whatever else happens to rows. Runs when all structures are made, and
    /// is journalled as part of the upgrade.
    pub rows: &'static str,
    /// The tables whose number of rows it changes. All others keep theirs.
    pub recounts: &'static [&'static str],
}

/// The steps, from version 1 on.
static STEPS: &[Step] = &[];

pub(in crate::store) fn steps() -> &'static [Step] {
    #[cfg(any(test, feature = "trial-format"))]
    if let Some(trial) = TRIAL.get() {
        return trial;
    }
    STEPS
}

#[cfg(any(test, feature = "trial-format"))]
thread_local! {
    /// The steps that stand in for the program's, on this thread: see `trial`.
    pub(crate) static TRIAL: std::cell::Cell<Option<&'static [Step]>> = const { std::cell::Cell::new(None) };
}

/// The steps from a version to the current one; `None` if they do not lead there.
pub(in crate::store) fn way(from: u32) -> Option<&'static [Step]> {
    let at = steps().iter().position(|step| step.to == from + 1)?;
    let way = &steps()[at..];
    let whole = way.iter().zip(from + 1..).all(|(step, to)| step.to == to) && way.last()?.to == VERSION;
    whole.then_some(way)
}

/// Whether a file of a version can be upgraded.
pub fn reaches(from: u32) -> bool {
    way(from).is_some()
}

/// What is said of a version from which no steps lead here.
pub fn too_old(from: u32) -> anyhow::Error {
    Fault::database(tr!("本程序不能升级第{from}版格式", "this program cannot upgrade format {from}"))
        .hint(tr!("先用较早的 fuhua 升级它", "upgrade it first with an older fuhua"))
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_lead_to_the_current_version() {
        let next = STEPS.iter().fold(2, |next, step| {
            assert_eq!(step.to, next);
            next + 1
        });
        assert_eq!(next, VERSION + 1);
        assert!(!reaches(0) && !reaches(VERSION));
    }
}
