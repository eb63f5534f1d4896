//! What an organisation is called.

use crate::domain::bounds;
use crate::domain::text::matching;
use crate::tr;

/// The most characters a name may have.
const LONGEST: usize = 200;

/// Looks whether a text can be an organisation's name.
///
/// # Errors
/// Why not, in words.
pub fn name(text: &str) -> Result<(), String> {
    if !matching(text).chars().any(char::is_alphanumeric) {
        return Err(tr!("没有看得见的文字", "it has no letter that can be seen"));
    }
    if text.contains(['\n', '\r', '\u{2028}', '\u{2029}']) {
        return Err(tr!("含有换行", "it has a line break"));
    }
    bounds::over(text, LONGEST).map_or(Ok(()), Err)
}

/// Looks whether a text can be a person's unit, which need be no organisation of
/// the base.
///
/// # Errors
/// Why not, in words.
pub fn unit(text: &str) -> Result<(), String> {
    bounds::over(text, LONGEST).map_or(Ok(()), Err)
}
