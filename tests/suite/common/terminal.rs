//! A terminal in which the built program runs, and a person types: `script` gives it, and
//! what it shows is drawn as a terminal of so many columns draws it.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::{Base, FUHUA};

/// Keys that a person presses.
pub const ENTER: &str = "\r";
/// See [`ENTER`].
pub const DOWN: &str = "\u{1b}[B";
/// See [`ENTER`].
pub const BREAK: &str = "\u{3}";

/// Columns of the terminal.
pub const COLUMNS: u16 = 80;
/// Rows kept of what was shown: a whole session.
const KEPT: u16 = 400;
/// So long something may take to be shown.
const PATIENCE: Duration = Duration::from_secs(30);

/// So long nothing is drawn when all of a question is.
const QUIET: Duration = Duration::from_millis(60);

/// A program in a terminal.
pub struct Session {
    child: Child,
    keys: Option<ChildStdin>,
    shown: Arc<Mutex<Vec<u8>>>,
    /// How much of it was waited for.
    seen: usize,
}

/// Whether terminals can be had here.
pub fn there_are() -> bool {
    let there = super::runs("script");
    if !there {
        println!("skipped: script(1) is not installed");
    }
    there
}

impl Base {
    /// Runs a command line in a terminal of 24 rows.
    pub fn session(&self, arguments: &[&str]) -> Session {
        let quoted: Vec<String> = arguments.iter().map(|word| format!("'{word}'")).collect();
        // Called by its name, as whoever has installed it does.
        let called = self.path(".bin");
        if !called.exists() {
            std::fs::create_dir(&called).expect("a folder");
            std::os::unix::fs::symlink(FUHUA, called.join("fuhua")).expect("a link");
        }
        let line = format!("stty rows 24 cols {COLUMNS}; PATH={}:$PATH; exec fuhua {}", called.display(), quoted.join(" "));
        let mut command = self.process("script");
        command.args(["-qec", &line, "/dev/null"]).env("TERM", "xterm").env("PAGER", "cat");
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("script runs");
        let mut out = child.stdout.take().expect("its output");
        let shown = Arc::new(Mutex::new(Vec::new()));
        let into = Arc::clone(&shown);
        std::thread::spawn(move || {
            let mut piece = [0; 4096];
            while let Ok(n @ 1..) = out.read(&mut piece) {
                into.lock().expect("no panic").extend_from_slice(&piece[..n]);
            }
        });
        Session { keys: child.stdin.take(), child, shown, seen: 0 }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A test that fails leaves nobody at a terminal.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Session {
    fn bytes(&self) -> Vec<u8> {
        self.shown.lock().expect("no panic").clone()
    }

    /// Waits until a text is shown that was not waited for yet.
    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Self {
        let started = Instant::now();
        loop {
            let bytes = self.bytes();
            let new = &bytes[self.seen..];
            if let Some(at) = new.windows(text.len()).position(|piece| piece == text.as_bytes()) {
                self.seen += at + text.len();
                return self;
            }
            assert!(started.elapsed() < PATIENCE, "no '{text}' in\n{}", String::from_utf8_lossy(new));
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Presses keys, once nothing more is drawn: a question is then whole.
    #[track_caller]
    pub fn types(&mut self, keys: &str) -> &mut Self {
        let mut before = usize::MAX;
        while before != self.bytes().len() {
            before = self.bytes().len();
            std::thread::sleep(QUIET);
        }
        let pipe = self.keys.as_mut().expect("it runs");
        pipe.write_all(keys.as_bytes()).and_then(|()| pipe.flush()).expect("the terminal takes keys");
        self
    }

    /// Waits for its end: the exit code, the screen as it was left, and whether the cursor
    /// is shown.
    pub fn ends(mut self) -> (i32, String, bool) {
        // The pipe stays open until the end: its end would be a key.
        let status = self.child.wait().expect("it ends");
        drop(self.keys.take());
        std::thread::sleep(Duration::from_millis(20));
        let mut screen = vt100::Parser::new(KEPT, COLUMNS, 0);
        screen.process(&self.bytes());
        let text: Vec<String> = screen.screen().rows(0, COLUMNS).map(|row| row.trim_end().to_owned()).collect();
        let text = text.join("\n").trim_end().to_owned() + "\n";
        (status.code().unwrap_or(-1), text, !screen.screen().hide_cursor())
    }
}
