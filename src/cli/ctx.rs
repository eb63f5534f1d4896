//! What every handler needs: the global flags, the day, who asks.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, NaiveDate, SecondsFormat};
use clap::Command;

use super::args::{Global, YesNo};
use super::files::Files;
use super::format::{self, Format};
use super::host::Host;
use crate::domain::code::Code;
use crate::domain::date;
use crate::fault::Fault;
use crate::journal;
use crate::store::busy;
use crate::store::connection;
use crate::store::records::field::Type;
use crate::store::records::plan;
use crate::store::records::registry::JOURNAL;
use crate::store::{Db, Durability, Writer, open_read, open_write};
use crate::tr;

/// The day, and whether it was stated.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// Today.
    pub today: NaiveDate,
    /// Whether `--today` or `FUHUA_TODAY` said so.
    pub stated: bool,
}

/// As of when the file is read: `--as-known-on`.
#[derive(Clone, Copy, Debug)]
enum Known {
    /// After an entry.
    Entry(i64),
    /// At the end of a day.
    Day(NaiveDate),
}

impl Known {
    fn parse(text: &str, today: NaiveDate) -> anyhow::Result<Self> {
        match Code::parse(text).filter(|code| code.prefix == JOURNAL) {
            Some(code) => Ok(Self::Entry(code.number)),
            None => match date::parse(text, today) {
                Ok(day) => Ok(Self::Day(day)),
                Err(_) => Fault::input(tr!(
                    "--as-known-on “{text}”既不是日期,也不是流水的编号",
                    "--as-known-on '{text}' is neither a date nor an entry's code"
                ))
                .hint(tr!("写 2021-11-05 这样的日期,或 J31 这样的流水编号", "give a date such as 2021-11-05, or an entry such as J31"))
                .err(),
            },
        }
    }

    /// The last entry that was known.
    fn entry(self, db: &Db) -> anyhow::Result<i64> {
        let day = match self {
            Self::Entry(seq) => return Ok(journal::entry(db, seq)?.seq),
            Self::Day(day) => day,
        };
        if let Some(entry) = journal::known_on(db, day)? {
            return Ok(entry.seq);
        }
        let begun = db.maybe("SELECT substr(at, 1, 10) AS day FROM journal WHERE seq = 1", &[])?;
        let begun = begun.map(|row| row.text("day")).transpose()?.unwrap_or_default();
        Fault::input(tr!("{day}还没有记录", "nothing was on record on {day}"))
            .hint(tr!(
                "流水从{begun}的 J1 开始;写这一天或以后的日期",
                "the journal begins with J1 on {begun}; name that day or a later one"
            ))
            .err()
    }
}

/// The surroundings of one command.
pub struct Ctx<'c, 'h> {
    /// The database's path as given.
    pub db: PathBuf,
    /// Whether `--db` named it.
    pub db_named: bool,
    /// The form of the answer.
    pub format: Format,
    /// Which table of it, if not the main one.
    pub table: Option<String>,
    /// Whether a file for a spreadsheet begins with a byte-order mark.
    pub bom: bool,
    /// Where it goes, if not to standard output.
    pub output: Option<PathBuf>,
    /// The files that it reads and makes.
    pub files: Files,
    /// The day.
    pub clock: Clock,
    known: Option<Known>,
    /// The entry up to which the past was read, once it was.
    read_upto: Cell<Option<i64>>,
    /// How the command line was read, where that is not plain.
    said: RefCell<Vec<String>>,
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
    /// The rows of the screen, if an answer that is longer is shown page by page.
    pub pages: Option<usize>,
    /// Whether a change was made permanent.
    pub committed: bool,
    actor: Option<String>,
    /// What the program was called by: a command with it works where this one did.
    pub program: String,
    /// Makes the whole tree of commands, for those that describe it.
    pub tree: fn() -> Command,
    /// The arguments as the journal keeps them.
    pub typed: Vec<String>,
    /// Streams and terminal.
    pub host: &'c mut Host<'h>,
}

impl<'c, 'h> Ctx<'c, 'h> {
    /// Reads the global flags and variables.
    ///
    /// # Errors
    /// A fault if one of them is wrong.
    pub fn new(global: &Global, program: String, typed: Vec<String>, host: &'c mut Host<'h>) -> anyhow::Result<Self> {
        let zone = check_time_zone(host)?;
        busy::told(!global.quiet);
        let system = now().date_naive();
        let stated = global.today.clone().or(host.text("FUHUA_TODAY")?);
        let today = stated.as_deref().map(|text| date::parse(text, system)).transpose()?;
        connection::set_today(today.unwrap_or(system));
        let known = global.as_known_on.as_deref().map(|text| Known::parse(text, today.unwrap_or(system))).transpose()?;
        let db = global.db.clone().or(host.text("FUHUA_DB")?.map(PathBuf::from));
        let db = db.unwrap_or_else(|| PathBuf::from("fuhua.db"));
        // A hyphen is standard output, as elsewhere.
        let output = global.output.clone().filter(|path| path.as_os_str() != "-");
        Ok(Self {
            files: Files::new(output.clone(), global.replace, &db)?,
            db_named: global.db.is_some(),
            db,
            format: format::asked(global.format, global.output.as_deref(), global.table.as_deref())?,
            table: global.table.clone(),
            bom: global.bom != Some(YesNo::No),
            output,
            clock: Clock { today: today.unwrap_or(system), stated: today.is_some() },
            known,
            read_upto: Cell::new(None),
            said: RefCell::new(zone.into_iter().collect()),
            overriding: global.overriding.clone(),
            dry_run: global.dry_run,
            reveal: global.reveal_personal.clone(),
            quiet: global.quiet,
            may_ask: !global.no_input && host.screen.interactive,
            pages: host.screen.rows.filter(|_| !global.no_pager && host.screen.interactive).map(usize::from),
            committed: false,
            actor: global.actor.clone().or(host.text("FUHUA_ACTOR")?),
            program,
            tree: || Command::new("fuhua"),
            typed,
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
        typed.map_or(Ok(self.today()), |text| self.day(text))
    }

    /// A date that was typed. One without its year is this operating year's, and
    /// the answer says which day was taken.
    ///
    /// # Errors
    /// A fault if it is no date.
    pub fn day(&self, text: &str) -> anyhow::Result<NaiveDate> {
        let Some(yearless) = date::yearless(text) else { return date::parse(text, self.today()) };
        let day = plan::calendar(&open_read(&self.db)?)?.day_of(yearless, self.today())?;
        self.said.borrow_mut().push(tr!("“{text}”取作本运营年度的{day}", "'{text}' was taken as {day}, in this operating year"));
        Ok(day)
    }

    /// What is typed for a field: of a day without its year the whole of it.
    ///
    /// # Errors
    /// As [`Ctx::day`].
    pub fn whole<'t>(&self, ty: Type, text: &'t str) -> anyhow::Result<Cow<'t, str>> {
        match ty {
            Type::Date if date::yearless(text).is_some() => Ok(date::iso(self.day(text)?).into()),
            _ => Ok(text.into()),
        }
    }

    /// What is to be known of how the command line was read, until it was said.
    pub fn said(&self) -> Vec<String> {
        self.said.take()
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

    /// Opens the database for reading; with `--as-known-on`, as it was then.
    ///
    /// # Errors
    /// A fault that names what is wrong with it.
    pub fn read(&self) -> anyhow::Result<Db> {
        let db = open_read(&self.db)?;
        match self.known {
            None => Ok(db),
            Some(known) => {
                let upto = known.entry(&db)?;
                self.read_upto.set(Some(upto));
                journal::past(db, upto)
            }
        }
    }

    /// What to know of an answer from the past.
    pub fn past_note(&self) -> Option<String> {
        let upto = self.read_upto.get()?;
        Some(tr!(
            "这是到 J{upto} 为止所记的内容,此后的改动不在其中",
            "this is what was on record up to J{upto}, without what changed since"
        ))
    }

    /// Refuses `--as-known-on` for a command that does not read the past.
    ///
    /// # Errors
    /// A fault if it was given.
    pub fn only_now(&self) -> anyhow::Result<()> {
        if self.known.is_none() {
            return Ok(());
        }
        Fault::input(tr!("--as-known-on 只用于查看和报表", "--as-known-on is for commands that show or report"))
            .hint(tr!("去掉 --as-known-on 再试;没有任何内容被改动", "leave --as-known-on out; nothing was changed"))
            .err()
    }

    /// Opens the database for its one writing transaction.
    ///
    /// # Errors
    /// A fault that names what is wrong with it.
    pub fn begin(&self) -> anyhow::Result<Writer> {
        self.only_now()?;
        open_write(&self.db, self.durability())
    }
}

/// Where the clock looks for the file of a time zone.
const ZONES: [&str; 4] = ["/usr/share/zoneinfo", "/share/zoneinfo", "/etc/zoneinfo", "/usr/share/lib/zoneinfo"];
/// The largest such file, in bytes.
const LARGEST_ZONE: u64 = 1 << 20;

/// Refuses a time zone whose file might be read without end. Returns what is to
/// be known of one that there is no data of: the clock then says the time of UTC.
fn check_time_zone(host: &Host<'_>) -> anyhow::Result<Option<String>> {
    let Some(zone) = host.text("TZ")? else { return Ok(None) };
    let name = zone.strip_prefix(':').unwrap_or(&zone);
    let endless = |folder: &&str| {
        let file = std::fs::metadata(Path::new(folder).join(name));
        file.is_ok_and(|file| !file.is_dir() && (!file.is_file() || file.len() > LARGEST_ZONE))
    };
    if !ZONES.iter().any(endless) {
        let there = |folder: &&str| Path::new(folder).join(name).is_file();
        let known = ZONES.iter().any(there) || Path::new(name).is_file() || spells_its_rule(name);
        return Ok((!known).then(|| {
            tr!(
                "没有时区“{zone}”(环境变量 TZ)的数据,时间按 UTC 计,日期可能差一天;改正 TZ,或安装时区数据(tzdata)",
                "there is no data of the time zone '{zone}' (the variable TZ): times are UTC, and a day may be another; correct TZ, or install tzdata"
            )
        }));
    }
    Fault::input(tr!("环境变量 TZ 的值“{zone}”不是时区", "the environment variable TZ is '{zone}', which is no time zone"))
        .hint(tr!("改为 Asia/Shanghai 一类的名称,或取消该变量", "set it to a name such as Asia/Shanghai, or unset it"))
        .err()
}

/// Whether a time zone needs no data: `CST-8`, `<+08>-8`, or UTC itself.
fn spells_its_rule(name: &str) -> bool {
    let letters = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    ["UTC", "GMT", "UTC0", "GMT0"].contains(&name)
        || name.starts_with('<')
        || letters.len() < name.len() && letters.starts_with(['+', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
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
