//! Reading rosters: encodings, headings, row errors.
