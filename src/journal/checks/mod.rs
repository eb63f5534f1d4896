//! What is checked of a file besides the plan's rules, a line each: an audit
//! tells all that is wrong, `backup` and `restore` stop at the first error.

mod clock;
mod look;
mod personal;

pub use look::{Shown, Tell};

use crate::i18n::{Label, label};
use crate::rules::Severity;
use crate::store::Db;

/// A check of the file itself.
pub struct Check {
    /// Its id: what it looks at, a dot, what for.
    pub id: &'static str,
    /// What it rests on.
    pub clause: Label,
    /// How grave a finding is, at worst.
    pub severity: Severity,
    /// What it demands, in a sentence.
    pub demand: Label,
    /// How it is made.
    pub made: Made,
}

/// Makes a check: tells each thing that is wrong, and keeps what else it shows.
///
/// # Errors
/// If the file prevents it.
pub type Look = fn(&Db, &mut Shown, Tell<'_>) -> anyhow::Result<()>;

/// How a check is made.
#[derive(Clone, Copy)]
pub enum Made {
    /// By an audit alone: it is of how the file was given, or how far it may go.
    ByAudit,
    /// Of a file of any version.
    Always(Look),
    /// Of a file of the current version: an older one must be upgraded first.
    Current(Look),
}

const fn check(id: &'static str, clause: Label, severity: Severity, demand: Label, made: Made) -> Check {
    Check { id, clause, severity, demand, made }
}

const FORMAT: Label = label("文件格式", "the file format");
const SCHEMA: Label = label("库结构", "the schema");
const SEAL: Label = label("流水封签", "the journal's seal");

/// It was given as it is.
pub static LINK: Check = check(
    "file.link",
    FORMAT,
    Severity::Notice,
    label("给出的是文件本身,不是链接", "the file itself is given, not a link to it"),
    Made::ByAudit,
);
/// Nothing lies beside it.
pub static LEFT: Check =
    check("file.left", FORMAT, Severity::Error, label("旁边没有未了结的日志", "no unfinished journal lies beside the file"), Made::ByAudit);
/// It is whole.
pub static SIZE: Check =
    check("file.size", FORMAT, Severity::Error, label("文件长度与其自述相符", "the file is as long as it says"), Made::ByAudit);
/// Its schema is ours.
pub static SCHEMA_TEXT: Check = check(
    "file.schema",
    SCHEMA,
    Severity::Error,
    label("库结构与本程序所建逐字相同", "the schema is letter for letter what this program makes"),
    Made::Current(look::schema),
);
/// Its pages and values are sound.
pub static INTEGRITY: Check = check(
    "file.integrity",
    FORMAT,
    Severity::Error,
    label("页面、索引和取值完好", "pages, indexes and values are sound"),
    Made::Always(look::integrity),
);
/// Each page is of a table or an index, or free.
pub static PAGES: Check = check(
    "file.pages",
    FORMAT,
    Severity::Error,
    label("没有不属于任何表或索引的页面", "no page belongs to nothing"),
    Made::Always(look::pages),
);
/// It takes no more than it is given.
pub static LIMITS: Check = check(
    "file.limits",
    FORMAT,
    Severity::Error,
    label("检查不超出时间、内存和长度的限度", "checking it stays within limits of time, memory and length"),
    Made::ByAudit,
);
/// What is pointed to is there.
pub static FOREIGN_KEYS: Check = check(
    "file.foreign-keys",
    SCHEMA,
    Severity::Error,
    label("所指的记录都存在", "every record that is pointed to exists"),
    Made::Always(look::foreign_keys),
);
/// The chain holds.
pub static CHAIN: Check = check(
    "journal.chain",
    SEAL,
    Severity::Error,
    label("每条流水与封签相符,首尾相接", "every entry is what was sealed, one linked to the next"),
    Made::Always(look::chain),
);
/// The chain is the one that was expected.
pub static HEAD: Check = check(
    "journal.head",
    SEAL,
    Severity::Error,
    label(
        "流水含有 --expect-head 所给的和已出具报表所据的链首",
        "the journal has the heads that --expect-head gives and that issued reports rest on",
    ),
    Made::Current(look::issued),
);
/// Time goes forward.
pub static CLOCK: Check = check(
    "journal.clock",
    SEAL,
    Severity::Notice,
    label("流水的时间不倒退", "the times of entries do not run backwards"),
    Made::Current(clock::jumps),
);
/// The journal gives the tables.
pub static REPLAY: Check = check(
    "journal.replay",
    SEAL,
    Severity::Error,
    label("重放流水所得与各表逐行相符", "replaying the journal gives every table, row by row"),
    Made::Current(look::replay),
);
/// Personal data are what was committed to.
pub static PERSONAL: Check = check(
    "personal.commitment",
    SEAL,
    Severity::Error,
    label("个人信息与流水中的摘要相符", "personal data are what the journal's digests say"),
    Made::Current(personal::committed),
);

/// The papers are there.
pub static PAPERS: Check = check(
    "paper.missing",
    label("四(三)3", "clause 4(3)3"),
    Severity::Warning,
    label("每份文件的原件在 --papers 所给的文件夹中", "the original of each paper is in the folder that --papers gives"),
    Made::ByAudit,
);

/// Every check, in the order in which they are made.
pub static ALL: &[&Check] =
    &[&LINK, &LEFT, &SIZE, &LIMITS, &SCHEMA_TEXT, &INTEGRITY, &PAGES, &FOREIGN_KEYS, &CHAIN, &HEAD, &CLOCK, &REPLAY, &PERSONAL, &PAPERS];
