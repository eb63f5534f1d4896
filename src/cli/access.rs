//! What a command does with the database.

/// What a command does with the database; which global flags mean something to
/// it follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It reads, of today alone or no records at all.
    Reads,
    /// It reads what `--as-known-on` may set back.
    ReadsPast,
    /// So too, and field by field: `--reveal-personal` may show phones whole.
    Shows,
    /// It records something in a database that is there, through the gate: a
    /// file of an older format is upgraded first.
    Writes,
    /// It makes a file: a database, a copy.
    Makes,
}

impl Access {
    /// Whether `--as-known-on` means something.
    pub fn reads_the_past(self) -> bool {
        match self {
            Access::ReadsPast | Access::Shows => true,
            Access::Reads | Access::Writes | Access::Makes => false,
        }
    }

    /// Whether `--dry-run` means something.
    pub fn keeps(self) -> bool {
        match self {
            Access::Writes | Access::Makes => true,
            Access::Reads | Access::ReadsPast | Access::Shows => false,
        }
    }
}
