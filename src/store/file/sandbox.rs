//! A connection to the private copy of a file that may be hostile: it reads,
//! and only what we ask; no SQL that stands in the file is run.

use std::collections::HashSet;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::bail;
use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use crate::store::connection::{MATCHING, connect, settings};
use crate::store::schema::compare::{self, Difference, Object, text};
use crate::store::{Db, fault_of, schema};

/// Memory that SQLite may take in this process, the replay's tables included, in bytes.
const HEAP: i64 = 256 << 20;
/// The most objects that a schema may have.
const OBJECTS: usize = 1000;
/// How many steps of SQLite's machine pass between looks at the clock.
const STEPS: i32 = 1000;

/// What a schema of ours needs at most, and far less than does harm.
const LIMITS: [(Limit, i32); 11] = [
    (Limit::SQLITE_LIMIT_LENGTH, 16 << 20),
    (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (Limit::SQLITE_LIMIT_COLUMN, 200),
    // SQLite holds it against the tables of a whole statement too.
    (Limit::SQLITE_LIMIT_EXPR_DEPTH, 400),
    (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 60),
    (Limit::SQLITE_LIMIT_VDBE_OP, 100_000),
    (Limit::SQLITE_LIMIT_FUNCTION_ARG, 120),
    (Limit::SQLITE_LIMIT_ATTACHED, 0),
    (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100),
    (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
];

/// The functions that our own queries and constraints use.
const FUNCTIONS: [&str; 27] = [
    "abs",
    "coalesce",
    "count",
    "date",
    "first_value",
    "group_concat",
    "hex",
    "ifnull",
    "instr",
    "json_each",
    "json_extract",
    "json_object",
    "json_valid",
    "julianday",
    "length",
    "like",
    MATCHING,
    "max",
    "min",
    "nullif",
    "replace",
    "row_number",
    "strftime",
    "substr",
    "sum",
    "total",
    "typeof",
];

/// What may be read that is no table or view of ours.
const BUILT_IN: [&str; 5] = ["sqlite_schema", "sqlite_master", "json_each", "pragma_table_xinfo", "dbstat"];

/// The pragmas that are asked.
const PRAGMAS: [&str; 7] =
    ["integrity_check", "foreign_key_check", "table_xinfo", "page_count", "page_size", "freelist_count", "auto_vacuum"];

/// A reading connection to a file that may be hostile.
pub struct Guarded {
    db: Db,
    started: Instant,
    /// When to stop, in milliseconds after the start.
    until: Arc<AtomicU64>,
    denied: Arc<AtomicBool>,
    /// The schema that it should have.
    ours: &'static [Object],
}

impl Deref for Guarded {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}

impl Guarded {
    /// Opens a private copy. Nothing is read yet.
    ///
    /// # Errors
    /// If SQLite does not take a setting.
    pub fn open(copy: &Path) -> anyhow::Result<Self> {
        // Where it may not write, SQLite leaves the CHECKs out of a schema, and
        // integrity_check would not look at them. `query_only` keeps it from writing.
        let mut conn = harden(copy, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        settings(&conn, &[("query_only", 1), ("hard_heap_limit", HEAP)])?;
        let (started, until) = (Instant::now(), Arc::new(AtomicU64::new(u64::MAX)));
        watch(&mut conn, started, &until)?;
        Ok(Self { db: Db { conn }, started, until, denied: Arc::default(), ours: compare::ours()? })
    }

    /// Gives the queries to come so much time; after it they are interrupted.
    pub fn allow(&self, time: Duration) {
        self.until.store(millis(self.started.elapsed() + time), Ordering::Relaxed);
    }

    /// Gives them at most so much.
    pub fn allow_only(&self, time: Duration) {
        self.until.fetch_min(millis(self.started.elapsed() + time), Ordering::Relaxed);
    }

    /// Compares the schema's text with ours, object by object; `None` if there
    /// are too many objects to look at.
    ///
    /// # Errors
    /// If the schema cannot be read.
    pub fn differences(&self) -> anyhow::Result<Option<Vec<Difference>>> {
        let found = compare::objects(&self.db.conn, OBJECTS)?;
        Ok((found.len() < OBJECTS).then(|| compare::differences(self.ours, &found)))
    }

    /// From here on only our own tables are read, with the functions and
    /// pragmas that we use; the views are ours, not the file's.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn fence(&mut self) -> anyhow::Result<()> {
        settings(&self.db.conn, &[("query_only", 0)])?;
        schema::make_views(&self.db.conn, str::to_owned)?;
        settings(&self.db.conn, &[("query_only", 1)])?;
        self.guard()
    }

    /// As [`Guarded::fence`], of a file whose schema is ours to the letter, and so
    /// its views: [`Guarded::differences`] found none.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn fence_as_it_is(&mut self) -> anyhow::Result<()> {
        self.db.conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, true).map_err(fault_of)?;
        self.guard()
    }

    fn guard(&mut self) -> anyhow::Result<()> {
        let mut known: HashSet<String> = BUILT_IN.map(str::to_owned).into();
        known.extend(self.ours.iter().filter(|o| matches!(o.kind.as_slice(), b"view" | b"table")).map(|o| text(&o.name)));
        let denied = Arc::clone(&self.denied);
        let hook = move |context: AuthContext<'_>| {
            let verdict = judge(&known, context.action);
            denied.fetch_or(verdict == Authorization::Deny, Ordering::Relaxed);
            verdict
        };
        self.db.conn.authorizer(Some(hook)).map_err(fault_of)
    }

    /// Whether a query went beyond the fence. The file cannot make it: ours did.
    pub fn denied(&self) -> bool {
        self.denied.load(Ordering::Relaxed)
    }
}

fn judge(known: &HashSet<String>, action: AuthAction<'_>) -> Authorization {
    let allowed = match action {
        AuthAction::Select | AuthAction::Recursive => true,
        AuthAction::Read { table_name, .. } => known.contains(table_name),
        AuthAction::Function { function_name } => FUNCTIONS.iter().any(|f| f.eq_ignore_ascii_case(function_name)),
        AuthAction::Pragma { pragma_name, .. } => PRAGMAS.contains(&pragma_name),
        _ => false,
    };
    if allowed { Authorization::Allow } else { Authorization::Deny }
}

/// Lets SQLite roll back or bring in what lies beside a private copy. What goes
/// wrong shows when the copy is read.
///
/// # Errors
/// If SQLite does not take a setting.
pub(in crate::store) fn settle(copy: &Path) -> anyhow::Result<()> {
    let mut conn = harden(copy, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let until = Arc::new(AtomicU64::new(10_000));
    watch(&mut conn, Instant::now(), &until)?;
    let _ = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    let _ = conn.close();
    Ok(())
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

fn watch(conn: &mut Connection, started: Instant, until: &Arc<AtomicU64>) -> anyhow::Result<()> {
    let until = Arc::clone(until);
    conn.progress_handler(STEPS, Some(move || millis(started.elapsed()) > until.load(Ordering::Relaxed))).map_err(fault_of)
}

fn harden(path: &Path, mode: OpenFlags) -> anyhow::Result<Connection> {
    let conn = connect(path, mode | OpenFlags::SQLITE_OPEN_NOFOLLOW)?;
    for option in [
        DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER,
        DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW,
        DbConfig::SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER,
        DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE,
        DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE,
    ] {
        if conn.set_db_config(option, false).map_err(fault_of)? {
            bail!("SQLite did not take {option:?}");
        }
    }
    for (limit, value) in LIMITS {
        conn.set_limit(limit, value).map_err(fault_of)?;
        if conn.limit(limit).map_err(fault_of)? != value {
            bail!("SQLite did not take {limit:?}");
        }
    }
    Ok(conn)
}
