//! Signals: a limit on the size of files is told instead of ending the program,
//! and whoever interrupts it leaves no copy of a database behind.

use std::ffi::c_int;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::store::file::temporary;

/// Whether a person is being asked: an interruption is then the answer.
static ASKING: AtomicBool = AtomicBool::new(false);

/// From now on signals are as this module says.
pub fn watch() {
    // A write past the limit fails then, as on a full disk.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
    // Without the thread signals do what they always did.
    let _ = std::thread::Builder::new().name("signals".to_owned()).spawn(|| {
        let ignored = ignored();
        let heeded = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0);
        if let Ok(mut signals) = Signals::new(heeded) {
            signals.forever().for_each(heed);
        }
    });
}

fn heed(signal: c_int) {
    if signal == SIGINT && ASKING.load(Ordering::SeqCst) {
        return;
    }
    temporary::remove_all_and(|| {
        let _ = emulate_default_handler(signal);
    });
}

/// The signals that the program was started to ignore (`nohup`): bit 0 is signal
/// 1. None where the system does not say.
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|line| u64::from_str_radix(line.strip_prefix("SigIgn:")?.trim(), 16).ok()).unwrap_or(0)
}

/// Asks a person: who interrupts the question gets its error, not the end of the
/// program with the cursor hidden.
///
/// # Errors
/// What `ask` fails with.
pub fn asking<T>(ask: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    ASKING.store(true, Ordering::SeqCst);
    let answer = ask()?;
    // After an error the signal may still be on its way.
    ASKING.store(false, Ordering::SeqCst);
    Ok(answer)
}
