//! What every handler needs: the global flags, the day, who asks.

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::{DateTime, Local, NaiveDate, SecondsFormat};

use super::args::{Format, Global};
use super::host::Host;
use crate::domain::date;
use crate::store::{Db, Durability, Writer, open_read, open_write};

/// The day, and whether it was stated.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// Today.
    pub today: NaiveDate,
    /// Whether `--today` or `FUHUA_TODAY` said so.
    pub stated: bool,
}

/// The surroundings of one command.
pub struct Ctx<'c, 'h> {
    /// The database's path as given.
    pub db: PathBuf,
    /// Whether `--db` named it.
    pub db_named: bool,
    /// The form of the answer.
    pub format: Format,
    /// Where it goes, if not to standard output.
    pub output: Option<PathBuf>,
    /// The day.
    pub clock: Clock,
    /// `--override`.
    pub overriding: Option<String>,
    /// `--dry-run`.
    pub dry_run: bool,
    /// `--reveal-personal`, until it has been put on record.
    pub reveal: Option<String>,
    /// `-q`.
    pub quiet: bool,
    /// Whether questions may be asked.
    pub may_ask: bool,
    /// Whether a change was made permanent.
    pub committed: bool,
    actor: Option<String>,
    /// The arguments as typed, for the journal.
    pub typed: Vec<String>,
    /// Streams and terminal.
    pub host: &'c mut Host<'h>,
}

impl<'c, 'h> Ctx<'c, 'h> {
    /// Reads the global flags and variables.
    ///
    /// # Errors
    /// A fault if one of them is wrong.
    pub fn new(global: &Global, arguments: &[OsString], host: &'c mut Host<'h>) -> anyhow::Result<Self> {
        let system = now().date_naive();
        let stated = global.today.clone().or_else(|| (host.variable)("FUHUA_TODAY"));
        let today = stated.as_deref().map(|text| date::parse(text, system)).transpose()?;
        let db = global.db.clone().or_else(|| (host.variable)("FUHUA_DB").map(PathBuf::from));
        Ok(Self {
            db_named: global.db.is_some(),
            db: db.unwrap_or_else(|| PathBuf::from("fuhua.db")),
            format: global.format,
            output: global.output.clone(),
            clock: Clock { today: today.unwrap_or(system), stated: today.is_some() },
            overriding: global.overriding.clone(),
            dry_run: global.dry_run,
            reveal: global.reveal_personal.clone(),
            quiet: global.quiet,
            may_ask: !global.no_input && host.screen.interactive,
            committed: false,
            actor: global.actor.clone().or_else(|| (host.variable)("FUHUA_ACTOR")),
            typed: super::args::for_journal(arguments),
            host,
        })
    }

    /// Today.
    pub fn today(&self) -> NaiveDate {
        self.clock.today
    }

    /// A date that was typed, or today.
    ///
    /// # Errors
    /// A fault if it is no date.
    pub fn date(&self, typed: Option<&String>) -> anyhow::Result<NaiveDate> {
        typed.map_or(Ok(self.today()), |text| date::parse(text, self.today()))
    }

    /// Who answers for a write: `--actor`, else `FUHUA_ACTOR`, else the login.
    pub fn actor(&self) -> String {
        self.actor.clone().unwrap_or_else(login_name)
    }

    /// The time of a journal entry: the clock's, or the bare date stated.
    pub fn at(&self) -> String {
        if self.clock.stated { date::iso(self.today()) } else { now().to_rfc3339_opts(SecondsFormat::Secs, false) }
    }

    /// How hard commits try to survive a power cut.
    pub fn durability(&self) -> Durability {
        if self.host.scratch { Durability::Scratch } else { Durability::Full }
    }

    /// Opens the database for reading.
    ///
    /// # Errors
    /// A fault that names what is wrong with it.
    pub fn read(&self) -> anyhow::Result<Db> {
        open_read(&self.db)
    }

    /// Opens the database for its one writing transaction.
    ///
    /// # Errors
    /// A fault that names what is wrong with it.
    pub fn begin(&self) -> anyhow::Result<Writer> {
        open_write(&self.db, self.durability())
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
fn now() -> DateTime<Local> {
    Local::now()
}

fn login_name() -> String {
    whoami::username().unwrap_or_else(|_| "unknown".to_owned())
}

/// `user@host`.
pub fn login() -> String {
    let host = whoami::hostname().unwrap_or_else(|_| "unknown".to_owned());
    format!("{}@{host}", login_name())
}
