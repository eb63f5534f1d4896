//! What breaks off where nothing was foreseen: a number that overflows, a row
//! that is always there and is not. Whether the file is to blame, or the program.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::path::Path;

use anyhow::anyhow;

use crate::domain::text::printable;
use crate::fault::Fault;
use crate::journal::integrity;
use crate::store::{Verdict, open_any, verdict};
use crate::tr;

thread_local! {
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// From now on a panic is told as every error is, not printed beside it.
pub fn watch() {
    set_hook(Box::new(|info| PLACE.set(info.location().map(ToString::to_string).unwrap_or_default())));
}

/// Does what a command does with a database. If that ends in an error that is no
/// fault, or in a panic, the file is looked at: one that is not as this program
/// leaves it is what is at fault.
///
/// # Errors
/// What `work` fails with, or a [`Fault`] (database) that says what is wrong
/// with the file.
pub fn judged<T>(db: &Path, work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    let error = match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(done)) => return Ok(done),
        Ok(Err(error)) if error.downcast_ref::<Fault>().is_some() => return Err(error),
        Ok(Err(error)) => error,
        Err(panic) => told(&*panic),
    };
    let looked = open_any(db).and_then(|db| {
        db.hold()?;
        integrity::check(&db)
    });
    // A file that cannot even be looked at is no better.
    match looked.map_err(|error| verdict(&error)) {
        Ok(_) | Err(Verdict::NotTheFile | Verdict::TooLong) => Err(error),
        Err(Verdict::Damaged(message) | Verdict::TooMuch(message)) => {
            let message = printable(&message);
            Fault::database(tr!("{message};命令因此未能完成({error:#})", "{message}; so the command could not be completed ({error:#})"))
                .hint(tr!(
                    "用 fuhua audit 检查该文件;用 fuhua restore 恢复一份备份",
                    "check the file with fuhua audit; fuhua restore brings a backup back"
                ))
                .err()
        }
    }
}

/// A panic as an error.
fn told(panic: &(dyn Any + Send)) -> anyhow::Error {
    let words = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    anyhow!("{} {}", words.unwrap_or("panic"), PLACE.take())
}
