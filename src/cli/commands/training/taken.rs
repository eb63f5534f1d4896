//! What a roster brought, and how it is told.

use std::collections::BTreeMap;

use serde_json::json;

use crate::cli::answer::Answer;
use crate::cli::commands::aside::Target;
use crate::cli::commands::noticed::Noticed;
use crate::cli::ctx::Ctx;
use crate::cli::write::Written;
use crate::domain::code::Code;
use crate::i18n::join;
use crate::intake::problems::Problems;
use crate::intake::roster::Roster;
use crate::tr;

/// What a roster brought.
#[derive(Debug, Default)]
pub struct Taken {
    /// Rows that were set aside.
    pub rejected: Problems,
    /// Rows that name a person.
    pub rows: usize,
    /// Rows new on the session's roster.
    pub new: usize,
    /// Rows that were there with another category or attendance.
    pub updated: usize,
    /// Rows that were there as they are.
    pub already: usize,
    /// Rows of a person who stands in the file twice.
    pub twice: usize,
    /// Persons who were not known.
    pub persons: usize,
    /// Person-times that the session counts now.
    pub counted: i64,
    /// What is to be known.
    pub noticed: Noticed,
}

impl Taken {
    /// The figures in a line.
    pub fn summary(&self) -> String {
        let Taken { rows, new, updated, already, twice, counted, .. } = self;
        let mut text = tr!(
            "签到表读入{rows}行,新增{new},更新{updated},原有{already}",
            "roster of {rows} rows, {new} new, {updated} updated, {already} already there"
        );
        if *twice > 0 {
            text += &tr!(",重复{twice}", ", {twice} repeated");
        }
        text + &tr!(";本场计入{counted}人次", "; the session counts {counted} person-times")
    }

    /// Adds what another session of the file took.
    pub fn add(&mut self, other: Self) {
        self.rejected = self.rejected.and(other.rejected);
        self.rows += other.rows;
        self.new += other.new;
        self.updated += other.updated;
        self.already += other.already;
        self.twice += other.twice;
        self.persons += other.persons;
        self.counted += other.counted;
        self.noticed.and(other.noticed);
    }

    /// Tells the counts, and writes the rows that were set aside.
    pub fn set_aside(
        &self,
        ctx: &mut Ctx<'_, '_>,
        answer: &mut Answer,
        target: Option<&Target>,
        rows: impl FnOnce(&mut Ctx<'_, '_>, &BTreeMap<usize, String>) -> anyhow::Result<Vec<Vec<String>>>,
    ) {
        let rejected = self.rejected.rows();
        let counts = [("create", self.new), ("update", self.updated), ("same", self.already + self.twice), ("reject", rejected.len())];
        for (what, count) in counts {
            answer.json[what] = count.into();
        }
        if let Some(target) = target.filter(|_| !rejected.is_empty()) {
            answer.notes.push(target.write(ctx, &rejected, |ctx| rows(ctx, &rejected)));
        }
    }

    /// What the command wrote, with what was noticed on the way.
    pub fn written(&self, training: Code, message: String) -> Written {
        let written = Written::new(training, message).next(format!("fuhua show {training}"));
        Written { warnings: self.noticed.list(), ..written }
    }

    /// Adds the figures and how the file was read to an answer.
    pub fn report(self, mut answer: Answer, list: &Roster) -> Answer {
        let unchanged = answer.json["journal"].is_null() && answer.json["dry_run"].is_null();
        let names = join(list.entries.iter().take(2).map(|e| e.name));
        let encoding = list.read_as;
        let mut notes = vec![tr!("签到表按 {encoding} 读取,前两人:{names}", "roster read as {encoding}; it begins with {names}")];
        if unchanged {
            notes.push(self.summary());
        }
        answer.notes.splice(0..0, notes);
        answer.json["roster"] = json!({
            "encoding": encoding,
            "rows": self.rows,
            "new": self.new,
            "updated": self.updated,
            "already": self.already,
            "repeated": self.twice,
            "persons_added": self.persons,
            "counted": self.counted,
        });
        answer
    }
}
