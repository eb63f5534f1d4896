//! Waiting for another command to finish.

use std::cell::Cell;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long a command waits.
const LONGEST: Duration = Duration::from_secs(10);

/// The first pause between two looks, in milliseconds.
const FIRST: u64 = 25;

/// SQLite's busy handler: pauses before look number `looks`, from 0; `false`
/// when the wait is over. Pauses shrink, so that whoever has waited long looks
/// more often than whoever has just come: SQLite's own, which grow, let one of
/// eight writers wait for more than a second.
pub fn wait(looks: i32) -> bool {
    thread_local! {
        static SINCE: Cell<Option<Instant>> = const { Cell::new(None) };
    }
    let now = Instant::now();
    if looks == 0 {
        SINCE.set(Some(now));
    }
    let over = SINCE.get().is_some_and(|since| now.duration_since(since) >= LONGEST);
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
