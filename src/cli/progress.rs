//! How far a long command is: shown on a terminal once it takes longer than a second.

use std::cell::Cell;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::ctx::Ctx;

/// A command that takes less says nothing on its way.
const QUIET: Duration = Duration::from_secs(1);

/// How many rows of a file are done.
pub struct Progress {
    bar: ProgressBar,
    since: Instant,
    /// Whether it may still have to be shown.
    hidden: Cell<bool>,
}

impl Progress {
    /// Of so many rows, if a person looks on.
    pub fn of(ctx: &Ctx<'_, '_>, rows: usize) -> Self {
        let bar = ProgressBar::with_draw_target(u64::try_from(rows).ok(), ProgressDrawTarget::hidden());
        // Digits and signs alone: the width of other characters is the terminal's guess.
        let style = ProgressStyle::with_template("[{bar:40}] {pos}/{len}").unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.progress_chars("=> "));
        Self { bar, since: Instant::now(), hidden: Cell::new(ctx.host.screen.interactive && !ctx.quiet) }
    }

    /// One row more is done.
    pub fn step(&self) {
        if self.hidden.get() && self.since.elapsed() >= QUIET {
            self.hidden.set(false);
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(1);
    }

    /// The rows are gone through anew.
    pub fn again(&self) {
        self.bar.set_position(0);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
