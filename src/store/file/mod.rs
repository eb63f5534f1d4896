//! A file as a whole: what its first bytes say, how it is opened, copied,
//! taken into quarantine and looked at in a sandbox; and where copies are kept
//! for as long as a command runs.

pub mod backup;
pub mod header;
pub mod open;
pub mod quarantine;
pub mod sandbox;
pub mod temporary;
