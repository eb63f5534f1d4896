//! What an audit finds.

use serde::Serialize;

use crate::domain::text::shortened;
use crate::journal::checks::Check;
use crate::rules::{Breach, Severity};
use crate::tr;

/// How many findings of one check or rule are told; the others are counted. A
/// thousand, and the line with which a check counts the rest itself.
const TOLD: usize = 1001;
/// How much of a text is told, in characters.
const LONG: usize = 600;

/// Something that was found.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// The rule or check.
    pub rule: &'static str,
    /// The plan's clause, or what the check rests on.
    pub clause: &'static str,
    /// `error`, `warning` or `notice`.
    pub severity: &'static str,
    /// The record, table or entry.
    pub subject: String,
    /// What is wrong.
    pub message: String,
    /// Whether a waiver covers it; its reason is in the message.
    pub waived: bool,
}

impl Finding {
    fn new(check: &Check, severity: Severity, subject: &str, message: &str) -> Self {
        Self {
            rule: check.id,
            clause: check.clause.text(),
            severity: severity.id(),
            subject: shortened(subject, LONG),
            message: shortened(message, LONG),
            waived: false,
        }
    }

    fn of_breach(breach: Breach) -> Self {
        let message = match &breach.waived {
            Some(reason) => tr!("{what}(例外理由:{reason})", "{what} (waived: {reason})", what = breach.message),
            None => breach.message,
        };
        Self {
            rule: breach.rule.id,
            clause: breach.rule.clause(),
            severity: breach.rule.severity.id(),
            subject: shortened(&breach.subject, LONG),
            message: shortened(&message, LONG),
            waived: breach.waived.is_some(),
        }
    }

    /// The order in which findings are told: gravest first, waived ones last.
    pub fn rank(&self) -> (bool, u8) {
        let grave = match self.severity {
            "error" => 0,
            "warning" => 1,
            _ => 2,
        };
        (self.waived, grave)
    }
}

/// Findings, not more of one kind than anybody reads.
#[derive(Default)]
pub struct Findings {
    told: Vec<Finding>,
    /// Of the kind that came last: its id, how many, and whether any was untold.
    last: Option<(&'static str, usize)>,
}

impl Findings {
    /// Adds one of a check, as grave as the check's worst.
    pub fn add(&mut self, check: &'static Check, subject: &str, message: &str) {
        self.push(Finding::new(check, check.severity, subject, message));
    }

    /// Adds one that is only worth knowing.
    pub fn note(&mut self, check: &'static Check, subject: &str, message: &str) {
        self.push(Finding::new(check, Severity::Notice, subject, message));
    }

    /// Adds a breach of a rule.
    pub fn breach(&mut self, breach: Breach) {
        self.push(Finding::of_breach(breach));
    }

    fn push(&mut self, finding: Finding) {
        let n = match self.last {
            Some((id, n)) if id == finding.rule => n + 1,
            _ => 1,
        };
        self.last = Some((finding.rule, n));
        if n <= TOLD {
            self.told.push(finding);
        } else if let Some(last) = self.told.last_mut() {
            // The last one told stands for all that follow.
            let more = n - TOLD + 1;
            last.waived &= finding.waived;
            last.subject = "…".into();
            last.message = tr!("同类问题另有{more}处,未逐一列出", "{more} more of the same are not listed");
        }
    }

    /// How many there are so far.
    pub fn count(&self) -> usize {
        self.told.len()
    }

    /// All of them, gravest first.
    pub fn sorted(mut self) -> Vec<Finding> {
        self.told.sort_by_key(Finding::rank);
        self.told
    }
}
