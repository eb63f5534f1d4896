//! Waiting for another command to finish.

use std::cell::Cell;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long a command waits.
const LONGEST: Duration = Duration::from_secs(10);

/// The first pause between two looks, in milliseconds.
const FIRST: u64 = 25;

/// After so long a wait is told.
const TOLD: Duration = Duration::from_secs(1);

thread_local! {
    static TELL: Cell<Option<fn()>> = const { Cell::new(None) };
    static WANTED: Cell<bool> = const { Cell::new(true) };
}

/// Says what tells a person on this thread that a command waits.
pub fn on_long_wait(tell: fn()) {
    TELL.set(Some(tell));
}

/// Says whether it is told.
pub fn told(wanted: bool) {
    WANTED.set(wanted);
}

/// SQLite's busy handler: pauses before look number `looks`, from 0; `false`
/// when the wait is over. Pauses shrink, so that whoever has waited long looks
/// more often than whoever has just come: SQLite's own, which grow, let one of
/// eight writers wait for more than a second.
pub fn wait(looks: i32) -> bool {
    thread_local! {
        static SINCE: Cell<Option<Instant>> = const { Cell::new(None) };
        static SAID: Cell<bool> = const { Cell::new(false) };
    }
    let now = Instant::now();
    if looks == 0 {
        SINCE.set(Some(now));
        SAID.set(false);
    }
    let waited = SINCE.get().map_or(Duration::ZERO, |since| now.duration_since(since));
    let over = waited >= LONGEST;
    if waited >= TOLD && WANTED.get() && !SAID.replace(true) {
        TELL.get().into_iter().for_each(|tell| tell());
    }
    if !over {
        sleep(Duration::from_millis(pause(looks)));
    }
    !over
}

fn pause(looks: i32) -> u64 {
    FIRST.saturating_sub(u64::from(looks.unsigned_abs())).max(2)
}

#[cfg(test)]
mod tests {
    use super::pause;

    #[test]
    fn pauses_shrink() {
        assert_eq!([0, 1, 22, 23, 24, 5000, i32::MAX].map(pause), [25, 24, 3, 2, 2, 2, 2]);
    }
}
