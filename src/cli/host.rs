//! What surrounds a command: environment, streams, terminal.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use dialoguer::console::Term;

use super::terminal::{Nobody, Own, Terminal, Wrong};
use crate::domain::bounds;
use crate::domain::personal::masked;
use crate::domain::text::printable;
use crate::fault::Fault;
use crate::i18n::Lang;
use crate::store::busy;
use crate::tr;

/// The terminal, if there is one.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// Columns.
    pub width: u16,
    /// Rows of the terminal on which the answer is read; none: it goes elsewhere.
    pub rows: Option<u16>,
    /// Whether questions can be asked.
    pub interactive: bool,
}

impl Screen {
    /// No terminal, as wide as a test or a pipe has it.
    pub const fn none(width: u16) -> Self {
        Self { width, rows: None, interactive: false }
    }
}

/// The width where there is no terminal: the same everywhere.
const PIPE_WIDTH: u16 = 100;

/// A terminal that says it is narrower is taken to be so wide.
const NARROWEST: u16 = 40;

/// So many rows a question needs, with its choices.
const ASKING_ROWS: u16 = 3;

/// Whether the program was started without a standard output (`>&-`).
static NO_OUTPUT: AtomicBool = AtomicBool::new(false);

/// Before `main`, for Rust then opens /dev/null in the place of a stream that
/// is closed, and an answer would be lost without a word.
#[ctor::ctor]
fn look_for_output() {
    NO_OUTPUT.store(rustix::io::fcntl_getfd(rustix::stdio::stdout()).is_err(), Ordering::Relaxed);
}

/// A standard output that is closed.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::other(tr!("标准输出已关闭", "standard output is closed")))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What surrounds a command. Tests make their own.
pub struct Host<'a> {
    /// Reads an environment variable; see [`Host::text`].
    pub variable: &'a dyn Fn(&str) -> Option<OsString>,
    /// Results.
    pub out: &'a mut dyn Write,
    /// Progress, hints, warnings, errors.
    pub err: &'a mut dyn Write,
    /// The terminal.
    pub screen: Screen,
    /// The person at it.
    pub person: &'a dyn Terminal,
    /// Whether commits need not survive a power cut: for tests and for files
    /// that have no name yet.
    pub scratch: bool,
}

impl Host<'_> {
    /// The process's own surroundings.
    #[expect(clippy::disallowed_methods, reason = "the one place where the environment is read")]
    pub fn process(f: impl FnOnce(&mut Host<'_>) -> i32) -> i32 {
        let (rows, columns) = Term::stdout().size();
        let seen = io::stdout().is_terminal();
        let (width, rows) = if seen { (columns.max(NARROWEST), Some(rows)) } else { (PIPE_WIDTH, None) };
        let interactive = io::stdin().is_terminal() && io::stderr().is_terminal() && Term::stderr().size().0 >= ASKING_ROWS;
        let (mut open, mut closed) = (io::stdout().lock(), Closed);
        busy::on_long_wait(tell_of_waiting);
        let mut host = Host {
            variable: &|name| std::env::var_os(name).filter(|v| !v.is_empty()),
            out: if NO_OUTPUT.load(Ordering::Relaxed) { &mut closed } else { &mut open },
            err: &mut io::stderr().lock(),
            screen: Screen { width, rows, interactive },
            person: &Own,
            scratch: false,
        };
        f(&mut host)
    }

    /// Surroundings without a terminal, whose files need not survive a power cut.
    pub fn scratch<'a>(variable: &'a dyn Fn(&str) -> Option<OsString>, out: &'a mut dyn Write, err: &'a mut dyn Write) -> Host<'a> {
        Host { variable, out, err, screen: Screen::none(PIPE_WIDTH), person: &Nobody, scratch: true }
    }

    /// The language: `--lang`, else `FUHUA_LANG`, else Chinese unless the locale
    /// is English. It must be known before clap speaks.
    ///
    /// # Errors
    /// [`Fault`] (input) if the variable names no language. A wrong flag is
    /// clap's to tell.
    pub fn language(&self, flag: Option<Lang>) -> anyhow::Result<Lang> {
        let named = |text: &str| match text.to_lowercase().as_str() {
            "zh" => Some(Lang::Zh),
            "en" => Some(Lang::En),
            _ => None,
        };
        if let Some(lang) = flag {
            return Ok(lang);
        }
        if let Some(text) = self.text("FUHUA_LANG")? {
            return named(&text).ok_or_else(|| {
                Fault::input(tr!("FUHUA_LANG 的值“{text}”无效,应为 zh 或 en", "FUHUA_LANG is '{text}'; it must be zh or en")).into()
            });
        }
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| (self.variable)(name)).unwrap_or_default();
        Ok(if locale.to_string_lossy().to_lowercase().starts_with("en") { Lang::En } else { Lang::Zh })
    }

    /// What an environment variable says.
    ///
    /// # Errors
    /// [`Fault`] (input) that names it if it is no text: to go on without it
    /// would be to go on somewhere else.
    pub fn text(&self, name: &str) -> anyhow::Result<Option<String>> {
        let no_text = |_| {
            Fault::input(tr!("环境变量 {name} 的值不是 UTF-8 文本", "the environment variable {name} is not UTF-8 text"))
                .hint(tr!("改正或取消该变量", "correct it or unset it"))
        };
        let text = (self.variable)(name).map(|value| value.into_string().map_err(no_text)).transpose()?;
        match text.as_deref().and_then(bounds::value) {
            None => Ok(text),
            Some(why) => Fault::input(tr!("环境变量 {name} 的值{why}", "the environment variable {name}: {why}"))
                .hint(tr!("改正或取消该变量", "correct it or unset it"))
                .err(),
        }
    }

    /// Asks a person to choose; `None` if they choose none.
    ///
    /// # Errors
    /// [`Fault`] (input) if they break off.
    pub fn ask(&self, question: &str, choices: &[String]) -> anyhow::Result<Option<usize>> {
        self.person.choose(&shown(question), &choices.iter().map(|choice| shown(choice)).collect::<Vec<_>>()).map_err(broken_off)
    }

    /// As [`Host::ask`], of many: what is typed leaves those that have it.
    ///
    /// # Errors
    /// [`Fault`] (input) if they break off.
    pub fn find(&self, question: &str, choices: &[String]) -> anyhow::Result<Option<usize>> {
        self.person.find(&shown(question), &choices.iter().map(|choice| shown(choice)).collect::<Vec<_>>()).map_err(broken_off)
    }

    /// Asks for a line, until it is right.
    ///
    /// # Errors
    /// [`Fault`] (input) if they break off.
    pub fn write(&self, question: &str, default: &str, wrong: &Wrong<'_>) -> anyhow::Result<String> {
        self.person.write(&shown(question), &shown(default), &|text| wrong(text).map(|why| shown(&why))).map_err(broken_off)
    }

    /// Asks for yes or no.
    ///
    /// # Errors
    /// [`Fault`] (input) if they break off.
    pub fn agrees(&self, question: &str) -> anyhow::Result<bool> {
        self.person.agrees(&shown(question)).map_err(broken_off)
    }

    /// Whether what is read on the terminal has colours: `NO_COLOR`, `CLICOLOR` and a
    /// terminal that has none are heeded.
    pub fn colours(&self) -> bool {
        let says = |name: &str| (self.variable)(name);
        let dumb = says("TERM").is_none_or(|term| term == "dumb");
        let off = says("NO_COLOR").is_some() || says("CLICOLOR").is_some_and(|value| value == "0");
        match says("CLICOLOR_FORCE") {
            Some(value) if value != "0" && says("NO_COLOR").is_none() => true,
            _ => self.screen.rows.is_some() && !dumb && !off,
        }
    }

    /// A line for people beside the results, in which no number of a person stands
    /// whole, whatever it tells of what was typed or read. A standard error that is gone is
    /// no reason to fail.
    pub fn say(&mut self, line: &str) {
        let _ = writeln!(self.err, "{}", printable(&masked(line)));
    }
}

/// Says that another command is waited for, when that has lasted a second: past
/// the host, for the store waits while the command has it.
fn tell_of_waiting() {
    let line =
        tr!("正在等待另一个命令用完数据库(最多10秒)", "waiting for another command to finish with the database (10 seconds at most)");
    let _ = writeln!(io::stderr(), "{line}");
}

/// What a person is shown in a question.
fn shown(text: &str) -> String {
    printable(&masked(text))
}

fn broken_off(_: io::Error) -> anyhow::Error {
    Fault::input(tr!("没有选择,命令已取消", "nothing was chosen; the command is cancelled")).into()
}
