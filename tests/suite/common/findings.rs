//! Audits, as the tests ask for them.

use serde_json::Value as Json;

use super::Base;

/// What an audit found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The rule or check.
    pub rule: String,
    /// A record's code, or what else it is about.
    pub subject: String,
    /// The words.
    pub message: String,
    /// Whether it was waived.
    pub waived: bool,
}

/// The findings of an audit's answer.
pub fn findings(report: &Json) -> Vec<Finding> {
    let text = |f: &Json, key: &str| f[key].as_str().unwrap_or_else(|| panic!("{key}: {f}")).to_owned();
    let list = report["findings"].as_array().unwrap_or_else(|| panic!("no findings in {report}"));
    let finding = |f: &Json| Finding {
        rule: text(f, "rule"),
        subject: text(f, "subject"),
        message: text(f, "message"),
        waived: f["waived"].as_bool().unwrap_or_else(|| panic!("waived: {f}")),
    };
    list.iter().map(finding).collect()
}

/// The findings of one rule or check.
pub fn of_rule(report: &Json, rule: &str) -> Vec<Finding> {
    findings(report).into_iter().filter(|f| f.rule == rule).collect()
}

impl Base {
    /// An audit's exit code, which is 0 or 1, and its answer.
    #[track_caller]
    pub fn audit(&self, arguments: &[&str]) -> (i32, Json) {
        let outcome = self.run(&[&["audit", "-f", "json"], arguments].concat());
        assert!(matches!(outcome.code, 0 | 1), "{outcome:?}");
        (outcome.code, outcome.json())
    }

    /// An audit that must find the chain whole, the tables as the journal gives
    /// them, and no error; its answer.
    #[track_caller]
    pub fn sound(&self) -> Json {
        self.sound_with(&[])
    }

    /// The same, with more words on the command line: another file.
    #[track_caller]
    pub fn sound_with(&self, arguments: &[&str]) -> Json {
        let (code, report) = self.audit(arguments);
        let journal = &report["journal"];
        assert_eq!((code, &journal["chain"], &journal["replay"]), (0, &"ok".into(), &"ok".into()), "{report}");
        report
    }
}
