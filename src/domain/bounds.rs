//! How much may be typed at once: so much that no honest text meets it, and so
//! little that whatever is in a file can be audited, shown and taken back.

use crate::tr;

/// The most characters of a value: an argument, a variable, a text of a plan.
const VALUE: usize = 4_000;

/// The most characters of the arguments of a command together.
const LINE: usize = 200_000;

/// The largest number that a plan sets or a clerk counts.
pub const COUNT: i64 = 1_000_000;

/// What is wrong with a value's length, if anything is.
pub fn value(text: &str) -> Option<String> {
    over(text, VALUE)
}

/// What is wrong with the length of a text of at most so many characters, if
/// anything is.
pub fn over(text: &str, most: usize) -> Option<String> {
    text.chars().nth(most).map(|_| tr!("超过{most}个字", "it has more than {most} characters"))
}

/// What is wrong with the length of a whole command line, if anything is.
pub fn line<'t>(arguments: impl Iterator<Item = &'t str>) -> Option<String> {
    let long = arguments.map(|text| text.chars().count()).sum::<usize>() > LINE;
    long.then(|| tr!("整条命令超过{LINE}个字", "the whole command has more than {LINE} characters"))
}
