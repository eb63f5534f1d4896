//! The harness of the integration tests: a base in a folder of its own, and
//! command lines run in-process against it in surroundings made for the test.
//!
//! Nothing of the machine shows through: no environment, no terminal, a fixed
//! actor and a stated day, so that outputs are the same everywhere.

pub mod cases;
pub mod commands;
pub mod deeds;
pub mod dice;
pub mod findings;
pub mod forge;
pub mod lines;
pub mod source;
pub mod terminal;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use fuhua::cli::terminal::{Nobody, Terminal, Wrong};
use fuhua::cli::{Host, Screen};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// The day on which tests happen unless they say otherwise: in the third
/// operating year of the built-in plan.
pub const TODAY: &str = "2023-12-01";

/// Who does what they do.
pub const ACTOR: &str = "测试员";

/// The built program.
pub const FUHUA: &str = env!("CARGO_BIN_EXE_fuhua");

/// Columns of the screen that there is not.
const WIDTH: u16 = 100;

/// A person who always chooses so, and types nothing.
struct Chooses(Option<usize>);

impl Terminal for Chooses {
    fn choose(&self, _: &str, _: &[String]) -> std::io::Result<Option<usize>> {
        Ok(self.0)
    }

    fn write(&self, _: &str, default: &str, _: &Wrong<'_>) -> std::io::Result<String> {
        Ok(default.to_owned())
    }

    fn agrees(&self, _: &str) -> std::io::Result<bool> {
        Ok(true)
    }
}

/// What a command line came to.
#[derive(Debug)]
pub struct Outcome {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Outcome {
    /// The result as JSON.
    pub fn json(&self) -> Json {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("no JSON ({e}): {self:?}"))
    }
}

/// A folder with, once `init` has run, a database in it.
pub struct Base {
    folder: TempDir,
    variables: BTreeMap<String, String>,
    width: u16,
}

impl Base {
    /// A folder without a database.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut base = Self { folder, variables: BTreeMap::new(), width: WIDTH };
        base.set("FUHUA_DB", &base.argument("fuhua.db"));
        base.set("FUHUA_TODAY", TODAY);
        base.set("FUHUA_ACTOR", ACTOR);
        base
    }

    /// A database with the built-in plan, 2021-10-01 to 2024-09-30.
    pub fn new() -> Self {
        let base = Self::empty();
        base.ok(&["init"]);
        base
    }

    /// A copy of the database in a folder of its own, in the same surroundings.
    pub fn copy(&self) -> Self {
        let mut copy = Self::empty();
        std::fs::copy(self.db(), copy.db()).expect("the database can be copied");
        copy.variables = self.variables.clone();
        copy.width = self.width;
        copy.set("FUHUA_DB", &copy.argument("fuhua.db"));
        copy
    }

    /// Sets an environment variable of the commands that follow.
    pub fn set(&mut self, name: &str, value: &str) -> &mut Self {
        self.variables.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Unsets one.
    pub fn unset(&mut self, name: &str) -> &mut Self {
        self.variables.remove(name);
        self
    }

    /// States the day of the commands that follow.
    pub fn today(&mut self, day: &str) -> &mut Self {
        self.set("FUHUA_TODAY", day)
    }

    /// Sets their language.
    pub fn lang(&mut self, lang: &str) -> &mut Self {
        self.set("FUHUA_LANG", lang)
    }

    /// Sets the width of their screen.
    pub fn width(&mut self, columns: u16) -> &mut Self {
        self.width = columns;
        self
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The same, as an argument.
    pub fn argument(&self, name: &str) -> String {
        self.path(name).into_os_string().into_string().expect("the path is text")
    }

    /// Writes a file into the folder; its path, as an argument.
    pub fn file(&self, name: &str, contents: impl AsRef<[u8]>) -> String {
        std::fs::write(self.path(name), contents).expect("the file can be written");
        self.argument(name)
    }

    /// The names of what is in the folder, sorted.
    pub fn names(&self) -> Vec<String> {
        names(self.folder())
    }

    /// The database's path.
    pub fn db(&self) -> PathBuf {
        self.path("fuhua.db")
    }

    /// The database's bytes.
    pub fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.db()).expect("the database can be read")
    }

    /// Runs a command line, without the program's name.
    pub fn run(&self, arguments: &[&str]) -> Outcome {
        self.run_on(Screen::none(self.width), &Nobody, arguments)
    }

    /// Runs it on a terminal where a person chooses so.
    pub fn choosing(&self, arguments: &[&str], choice: Option<usize>) -> Outcome {
        let screen = Screen { interactive: true, ..Screen::none(self.width) };
        self.run_on(screen, &Chooses(choice), arguments)
    }

    fn run_on(&self, screen: Screen, person: &dyn Terminal, arguments: &[&str]) -> Outcome {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let variable = |name: &str| self.variables.get(name).map(Into::into);
        let mut host = Host { screen, person, ..Host::scratch(&variable, &mut out, &mut err) };
        let line = std::iter::once("fuhua").chain(arguments.iter().copied()).map(Into::into).collect();
        let code = fuhua::cli::run(line, &mut host);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the output is UTF-8");
        Outcome { code, out: text(out), err: text(err) }
    }

    /// The built program, or another, to be run as a process in the base's
    /// folder, in the same surroundings.
    pub fn process(&self, program: &str) -> Command {
        let mut command = bare(program, self.folder());
        command.envs(&self.variables);
        command
    }

    /// Runs a command line that must succeed; its standard output.
    #[track_caller]
    pub fn ok(&self, arguments: &[&str]) -> String {
        let outcome = self.run(arguments);
        assert_eq!(outcome.code, 0, "fuhua {} failed:\n{}{}", arguments.join(" "), outcome.out, outcome.err);
        outcome.out
    }

    /// Runs a command line with `-f json` that must succeed; its result.
    #[track_caller]
    pub fn json(&self, arguments: &[&str]) -> Json {
        let out = self.ok(&[arguments, &["-f", "json"]].concat());
        serde_json::from_str(&out).unwrap_or_else(|e| panic!("no JSON ({e}): {out}"))
    }

    /// Runs a writing command that must succeed; the code of its record.
    #[track_caller]
    pub fn code(&self, arguments: &[&str]) -> String {
        let answer = self.json(arguments);
        answer["code"].as_str().unwrap_or_else(|| panic!("no code in {answer}")).to_owned()
    }

    /// The same; the code of its entry in the journal.
    #[track_caller]
    pub fn entry(&self, arguments: &[&str]) -> String {
        let answer = self.json(arguments);
        answer["journal"].as_str().unwrap_or_else(|| panic!("no entry in {answer}")).to_owned()
    }

    /// Types command lines that must succeed, one a line, words apart by blanks.
    #[track_caller]
    pub fn lines(&self, lines: &str) {
        for line in lines.lines() {
            self.ok(&line.split_whitespace().collect::<Vec<_>>());
        }
    }

    /// Runs a command line that must fail with `code`, without a result on
    /// standard output and with the database as it was; its standard error.
    #[must_use = "that it fails is not enough: what it says is why"]
    #[track_caller]
    pub fn fails(&self, code: i32, arguments: &[&str]) -> String {
        let before = std::fs::read(self.db()).ok();
        let outcome = self.run(arguments);
        assert_eq!(outcome.code, code, "fuhua {}:\n{}{}", arguments.join(" "), outcome.out, outcome.err);
        assert_eq!(outcome.out, "", "fuhua {} failed and printed a result", arguments.join(" "));
        assert!(!outcome.err.is_empty(), "fuhua {} failed without a word", arguments.join(" "));
        assert!(before == std::fs::read(self.db()).ok(), "fuhua {} failed and changed the file", arguments.join(" "));
        outcome.err
    }

    /// Runs a command line that must fail with `code` and say these words.
    #[track_caller]
    pub fn says(&self, code: i32, arguments: &[&str], words: &[&str]) {
        let told = self.fails(code, arguments);
        for word in words {
            assert!(told.contains(word), "fuhua {}: no '{word}' in\n{told}", arguments.join(" "));
        }
    }

    /// Runs a command line that must fail with `code` in both languages, and
    /// say these words in each.
    #[track_caller]
    pub fn refuses(&self, code: i32, arguments: &[&str], zh: &[&str], en: &[&str]) {
        self.says(code, &[arguments, &["--lang", "zh"]].concat(), zh);
        self.says(code, &[arguments, &["--lang", "en"]].concat(), en);
    }

    /// Runs a command line that must break a rule of the plan, maybe with
    /// others; the error's value.
    #[track_caller]
    pub fn breaks(&self, rule: &str, arguments: &[&str]) -> Json {
        let error = self.error(1, arguments);
        let broken: Vec<&str> = error["rules"].as_array().into_iter().flatten().filter_map(|r| r["rule"].as_str()).collect();
        assert!(error["kind"] == "rule" && broken.contains(&rule), "fuhua {}: not {rule}: {error}", arguments.join(" "));
        error
    }

    /// Runs a command line that must fail, with `-f json`: the error's value.
    #[must_use = "that it fails is not enough: what it says is why"]
    #[track_caller]
    pub fn error(&self, code: i32, arguments: &[&str]) -> Json {
        let err = self.fails(code, &[arguments, &["-f", "json"]].concat());
        let value: Json = serde_json::from_str(&err).unwrap_or_else(|e| panic!("no JSON ({e}): {err}"));
        value["error"].clone()
    }

    /// A connection to the database beside the program: as another tool opens it.
    pub fn open(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.db()).expect("the database opens")
    }

    /// The rows of a query, each a list of values as text (NULL: empty).
    #[track_caller]
    pub fn sql(&self, query: &str) -> Vec<Vec<String>> {
        rows(&self.open(), query)
    }

    /// The one value of a query, as text.
    #[track_caller]
    pub fn value(&self, query: &str) -> String {
        let rows = self.sql(query);
        assert!(rows.len() == 1 && rows[0].len() == 1, "{query} gave {rows:?}");
        rows[0][0].clone()
    }

    /// The number of the newest entry of the journal.
    pub fn newest(&self) -> i64 {
        self.value("SELECT max(seq) FROM journal").parse().expect("a number")
    }

    /// The newest entry's hash: the head of the chain.
    pub fn head(&self) -> String {
        self.value("SELECT hash FROM journal ORDER BY seq DESC LIMIT 1")
    }

    /// Does what a command may have done, whatever the rules: the changes are
    /// noted, in an entry that is not sealed: a new one, if they make none.
    #[track_caller]
    pub fn enter(&self, statements: &str) {
        let db = self.open();
        note(&db, statements.contains("INTO journal"));
        db.execute_batch(statements).unwrap_or_else(|e| panic!("{e}: {statements}"));
    }

    /// Changes the database behind the program's back.
    #[track_caller]
    pub fn meddle(&self, statements: &str) {
        self.open().execute_batch(statements).unwrap_or_else(|e| panic!("{e}: {statements}"));
    }
}

/// Notes what this connection does to journalled tables, in the newest entry.
fn note(db: &rusqlite::Connection, entered: bool) {
    if !entered {
        let entry = "INSERT INTO journal (seq, at, actor, login, command, arguments)
                     SELECT 1 + max(seq), '1900-01-01', actor, login, 'x', '[]' FROM journal";
        db.execute_batch(entry).expect("an entry");
    }
    let columns = "SELECT s.name, group_concat('''' || x.name || ''',#.' || x.name, ',') FROM sqlite_schema s, pragma_table_xinfo(s.name) x
                    WHERE s.type = 'table' AND s.name NOT IN ('journal', 'change', 'personal') GROUP BY s.name";
    for row in rows(db, columns) {
        let (table, columns) = (&row[0], &row[1]);
        for (event, op) in [("INSERT", 'I'), ("UPDATE", 'U'), ("DELETE", 'D')] {
            let image = |is: bool, row: &str| if is { format!("json_object({})", columns.replace('#', row)) } else { "NULL".to_owned() };
            db.execute_batch(&format!(
                "CREATE TEMP TRIGGER note_{table}_{op} AFTER {event} ON main.{table} BEGIN
                 INSERT INTO change (seq, table_name, op, row_id, before, after)
                 VALUES ((SELECT max(seq) FROM journal), '{table}', '{op}', {row}.id, {}, {}); END",
                image(op != 'I', "OLD"),
                image(op != 'D', "NEW"),
                row = if op == 'D' { "OLD" } else { "NEW" },
            ))
            .expect("a trigger");
        }
    }
}

/// The rows of a query, each a list of values as text (NULL: empty).
#[track_caller]
pub fn rows(connection: &rusqlite::Connection, query: &str) -> Vec<Vec<String>> {
    use rusqlite::types::ValueRef;
    let mut statement = connection.prepare(query).unwrap_or_else(|e| panic!("{e}: {query}"));
    let columns = statement.column_count();
    let text = |value: ValueRef<'_>| match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(n) => n.to_string(),
        ValueRef::Real(x) => x.to_string(),
        ValueRef::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        ValueRef::Blob(bytes) => format!("{bytes:?}"),
    };
    let rows = statement.query_map([], |row| (0..columns).map(|i| row.get_ref(i).map(text)).collect());
    rows.and_then(Iterator::collect).unwrap_or_else(|e| panic!("{e}: {query}"))
}

/// A program to be run as a process in a folder, with nothing of the
/// environment but the PATH.
pub fn bare(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).current_dir(folder);
    // What another test's killed command left is told by the next one that sees it.
    command.env("TMPDIR", folder);
    command
}

/// The names of what is in a folder, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    let mut names: Vec<String> = entries.map(|e| e.expect("an entry").file_name().into_string().expect("text")).collect();
    names.sort();
    names
}

/// The SHA-256 of bytes, in hex.
pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// How often a test that draws its cases tries: what the variable says, or so
/// many.
pub fn times<N: std::str::FromStr>(variable: &str, usual: N) -> N {
    std::env::var(variable).ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

/// Whether another tool can be run here.
pub fn runs(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|o| o.status.success())
}

/// Appends pages to a database that belong to nothing, with something in them.
pub fn append_pages(bytes: &[u8], words: &str, pages: u32) -> Vec<u8> {
    let size = usize::from(u16::from_be_bytes([bytes[16], bytes[17]]));
    let mut longer = bytes.to_vec();
    for _ in 0..pages {
        let mut page = words.as_bytes().to_vec();
        page.resize(size, 0);
        longer.extend(page);
    }
    let count = u32::try_from(longer.len() / size).expect("few");
    longer[28..32].copy_from_slice(&count.to_be_bytes());
    longer
}
