//! What a person at a terminal is asked and shown: the only user of dialoguer.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use dialoguer::console::Term;
use dialoguer::{Confirm, FuzzySelect, Input, Select};

use super::paint::fit;
use super::signals;

/// Says what is wrong with an answer; none: nothing is.
pub type Wrong<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// A person at a terminal. Tests have their own.
pub trait Terminal {
    /// Lets a person choose one of several with the arrows; `None` if they choose none.
    ///
    /// # Errors
    /// If they break off.
    fn choose(&self, question: &str, choices: &[String]) -> io::Result<Option<usize>>;

    /// The same of many: what is typed leaves those that have it.
    ///
    /// # Errors
    /// If they break off.
    fn find(&self, question: &str, choices: &[String]) -> io::Result<Option<usize>> {
        self.choose(question, choices)
    }

    /// Lets them type a line; what is wrong with it is said, and it is asked again. An
    /// empty line is `default`.
    ///
    /// # Errors
    /// If they break off.
    fn write(&self, question: &str, default: &str, wrong: &Wrong<'_>) -> io::Result<String>;

    /// Lets them say yes or no.
    ///
    /// # Errors
    /// If they break off.
    fn agrees(&self, question: &str) -> io::Result<bool>;

    /// Shows a text page by page, with the program of that name; `false`: there is no such
    /// program, and nothing was shown.
    ///
    /// # Errors
    /// If the text cannot be handed over.
    fn page(&self, _text: &[u8], _program: &str) -> io::Result<bool> {
        Ok(false)
    }
}

/// Where nobody is.
pub struct Nobody;

impl Terminal for Nobody {
    fn choose(&self, _: &str, _: &[String]) -> io::Result<Option<usize>> {
        Ok(None)
    }

    fn write(&self, _: &str, _: &str, _: &Wrong<'_>) -> io::Result<String> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn agrees(&self, _: &str) -> io::Result<bool> {
        Ok(false)
    }
}

/// The process's own terminal; questions stand on standard error.
pub struct Own;

impl Terminal for Own {
    fn choose(&self, question: &str, choices: &[String]) -> io::Result<Option<usize>> {
        let select = Select::new().with_prompt(question).items(fitting(choices)).default(0);
        asked(|| select.interact_opt())
    }

    fn find(&self, question: &str, choices: &[String]) -> io::Result<Option<usize>> {
        let rows = usize::from(Term::stderr().size().0);
        let select =
            FuzzySelect::new().with_prompt(question).items(fitting(choices)).default(0).max_length(rows.saturating_sub(3).clamp(3, 12));
        asked(|| select.interact_opt())
    }

    fn write(&self, question: &str, default: &str, wrong: &Wrong<'_>) -> io::Result<String> {
        let right = |text: &String| wrong(text).map_or(Ok(()), Err);
        let input = Input::<String>::new().with_prompt(question).allow_empty(true).validate_with(right);
        let input = if default.is_empty() { input } else { input.default(default.to_owned()) };
        asked(|| input.interact_text())
    }

    fn agrees(&self, question: &str) -> io::Result<bool> {
        let confirm = Confirm::new().with_prompt(question).default(true);
        asked(|| confirm.interact())
    }

    fn page(&self, text: &[u8], program: &str) -> io::Result<bool> {
        let mut words = program.split_whitespace();
        let Some(name) = words.next() else { return Ok(false) };
        // What `less` is told unless its user has told it already: to keep colours, and to
        // leave what was read on the screen.
        let mut pager = Command::new(name);
        pager.args(words).stdin(Stdio::piped());
        if name == "less" {
            pager.args(["-R", "-X", "-F"]);
        }
        let Ok(mut child) = pager.spawn() else { return Ok(false) };
        let handed = child.stdin.take().map_or(Ok(()), |mut pipe| pipe.write_all(text));
        child.wait()?;
        match handed {
            // They have seen enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(true),
            other => other.map(|()| true),
        }
    }
}

/// Choices that take a row each: what is drawn again must take as many rows as before.
fn fitting(choices: &[String]) -> Vec<String> {
    let columns = usize::from(Term::stderr().size().1).saturating_sub(4).max(8);
    choices.iter().map(|choice| fit(choice, columns)).collect()
}

/// Asks; whoever breaks off finds the cursor as it was.
fn asked<T>(ask: impl FnOnce() -> dialoguer::Result<T>) -> io::Result<T> {
    signals::asking(|| ask().map_err(|dialoguer::Error::IO(e)| e)).inspect_err(|_| {
        let _ = Term::stderr().show_cursor();
    })
}
