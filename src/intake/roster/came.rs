//! What the attendance column of a roster held, and what its blanks mean.

use crate::domain::terms::Attendance;
use crate::intake::cells::some_of;
use crate::tr;

/// What the attendance column held.
#[derive(Default)]
pub(super) struct Came {
    /// Rows marked as present.
    pub(super) present: usize,
    /// Rows marked otherwise.
    pub(super) others: usize,
    /// The lines of the rows that say nothing.
    pub(super) blank: Vec<usize>,
}

/// What becomes of those of whom the column says nothing.
pub(super) enum Blanks {
    /// Nothing is to be said.
    Clear,
    /// How they are taken.
    Taken(String),
    /// A person must say it.
    Undecided(String),
}

impl Came {
    /// Decides on the blanks: as `given`, or by what else the column has.
    pub(super) fn blanks(&self, given: Option<Attendance>, heading: &str, is_signed: bool) -> Blanks {
        let Came { present, others, blank } = self;
        let n = blank.len();
        if n == 0 && given.is_none() {
            return Blanks::Clear;
        }
        let rows = some_of(blank);
        Blanks::Taken(match given.map(Attendance::text) {
            Some(_) if n == 0 => tr!("没有空的出勤格,--blank 没有用到", "no attendance cell is empty; --blank was not needed"),
            Some(word) => tr!("“{heading}”空着的{n}行按“{word}”计", "'{heading}' is empty in {n} rows, taken as '{word}'"),
            None if is_signed && *present + *others == 0 => tr!(
                "“{heading}”一列全空,视为纸质签名栏,每人按“到”计",
                "'{heading}' is empty throughout, as where paper is signed: everybody counts as present"
            ),
            None if *present == 0 && *others > 0 => tr!(
                "“{heading}”一列只标了例外,空着的{n}行按“到”计:第{rows}行",
                "'{heading}' marks exceptions only; the {n} empty rows count as present: lines {rows}"
            ),
            None if *present == 0 => {
                return Blanks::Undecided(tr!(
                    "“{heading}”一列全空,看不出谁到了",
                    "'{heading}' is empty throughout and does not say who came"
                ));
            }
            None => {
                return Blanks::Undecided(tr!(
                    "“{heading}”一列有{present}行标了到,有{n}行空着:第{rows}行",
                    "'{heading}' marks {present} rows as present and leaves {n} empty: lines {rows}"
                ));
            }
        })
    }
}
