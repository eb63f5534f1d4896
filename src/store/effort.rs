//! How much work SQLite had with each statement: for the test that no command
//! works more because a table grows that it does not need. Unless that test
//! asks, nothing is counted and no connection knows of it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use rusqlite::trace::{TraceEvent, TraceEventCodes};
use rusqlite::{Connection, StatementStatus};

use super::fault_of;

/// The work of the statements that have one text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// How many rows were stepped through because no index leads to the wanted ones.
    pub scanned: i32,
    /// How many instructions of SQLite's machine were run.
    pub steps: i32,
}

thread_local! {
    static MET: RefCell<Option<BTreeMap<String, Effort>>> = const { RefCell::new(None) };
}

/// Does `work` on this thread; returns also what each statement of the
/// connections that it opens was, by its text: the most of any one.
pub fn measure<T>(work: impl FnOnce() -> T) -> (T, BTreeMap<String, Effort>) {
    MET.set(Some(BTreeMap::new()));
    let done = work();
    (done, MET.take().unwrap_or_default())
}

/// Lets a connection count, if this thread is asked to.
pub(super) fn watch(conn: &mut Connection) -> anyhow::Result<()> {
    if MET.with_borrow(Option::is_none) {
        return Ok(());
    }
    let note = |event: TraceEvent<'_>| {
        let TraceEvent::Profile(statement, _) = event else { return };
        let effort = |status| statement.get_status(status);
        let (scanned, steps) = (effort(StatementStatus::FullscanStep), effort(StatementStatus::VmStep));
        MET.with_borrow_mut(|met| {
            let Some(met) = met else { return };
            let most = met.entry(statement.sql().into_owned()).or_default();
            *most = Effort { scanned: most.scanned.max(scanned), steps: most.steps.max(steps) };
        });
    };
    conn.trace_v2(TraceEventCodes::SQLITE_TRACE_PROFILE, Some(note)).map_err(fault_of)
}
