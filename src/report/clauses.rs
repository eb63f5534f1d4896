//! What the plan asks for, clause by clause, and how much of it this program keeps.

use serde::Serialize;

use super::plan::Words;
use crate::audit;
use crate::document::{Column, Document, Fact, Table};
use crate::domain::code::Code;
use crate::i18n::{join, label};
use crate::store::records::registry;
use crate::store::{Db, Row};
use crate::tr;

/// The reports that there are, by the names that clauses use.
const REPORTS: [&str; 5] = ["quarterly", "annual", "org", "todo", "plan"];

/// All clauses.
#[derive(Clone, Debug, Serialize)]
pub struct Clauses {
    /// Each, by number.
    pub clauses: Vec<Clause>,
    /// How many there are.
    pub counts: Count,
}

/// How many clauses ask for something, and how many of these are kept.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Count {
    /// Those that ask.
    pub asking: usize,
    /// Those of which this program has every part.
    pub kept: usize,
}

/// A clause.
#[derive(Clone, Debug, Serialize)]
pub struct Clause {
    /// Its number.
    pub no: i64,
    /// Where the plan says it.
    pub clause: String,
    /// Whether there is something to record.
    pub asks: bool,
    /// What is asked, in words.
    pub text: String,
    /// The commands that keep it.
    pub commands: Vec<String>,
    /// The prefixes of the records that they make.
    pub kinds: Vec<String>,
    /// The rules that hold it.
    pub rules: Vec<String>,
    /// The reports that show it.
    pub reports: Vec<String>,
    /// Whether this program has all of these.
    pub kept: bool,
}

impl Clauses {
    /// Reads them; `knows` says whether there is a command.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, knows: &dyn Fn(&str) -> bool) -> anyhow::Result<Self> {
        let rows = db.all("SELECT no, clause, asks, zh, en, commands, kinds, rules, reports FROM clause ORDER BY no", &[])?;
        let clauses: Vec<Clause> = rows.iter().map(|row| Clause::of(row, knows)).collect::<anyhow::Result<_>>()?;
        let count = |wanted: &dyn Fn(&Clause) -> bool| clauses.iter().filter(|clause| wanted(clause)).count();
        let counts = Count { asking: count(&|clause| clause.asks), kept: count(&|clause| clause.kept) };
        Ok(Self { clauses, counts })
    }

    /// As a person reads it.
    pub fn document(&self) -> Document {
        let mut document = Document::titled(tr!("方案逐条对照", "The plan, clause by clause"));
        let Count { asking, kept } = self.counts;
        document.said(
            tr!("要求{asking}项,本程序可办{kept}项", "asked for: {asking}; kept by this program: {kept}"),
            vec![Fact::new(tr!("要求", "asked for"), asking), Fact::new(tr!("可办", "kept"), kept)],
        );
        let columns = vec![
            Column::number(tr!("序号", "no")),
            Column::words(tr!("依据", "clause")),
            Column::label(tr!("内容", "what")),
            Column::words(tr!("命令", "commands")),
            Column::words(tr!("记录", "records")),
            Column::words(tr!("规则", "rules")),
            Column::words(tr!("报表", "reports")),
            Column::words(tr!("可办", "kept")),
        ];
        let mut table = Table::new(label("条款", "clauses"), columns).if_any();
        for c in &self.clauses {
            let kept = match (c.asks, c.kept) {
                (false, _) => tr!("无须记录", "nothing to record"),
                (true, true) => tr!("是", "yes"),
                (true, false) => tr!("否", "no"),
            };
            let lists = [&c.commands, &c.kinds, &c.rules, &c.reports].map(|list| join(list).into());
            table.row([vec![c.no.into(), c.clause.as_str().into(), c.text.as_str().into()], lists.to_vec(), vec![kept.into()]].concat());
        }
        document.table(table);
        document
    }
}

impl Clause {
    fn of(row: &Row, knows: &dyn Fn(&str) -> bool) -> anyhow::Result<Self> {
        let list = |column: &str| Ok::<Vec<String>, anyhow::Error>(serde_json::from_str(&row.text(column)?)?);
        let (asks, commands, kinds) = (row.int("asks")? == 1, list("commands")?, list("kinds")?);
        let (rules, reports) = (list("rules")?, list("reports")?);
        let kept = asks
            && !commands.is_empty()
            && commands.iter().all(|command| knows(command))
            && kinds.iter().all(|prefix| is_kind(prefix))
            && rules.iter().all(|id| audit::find(id).is_some())
            && reports.iter().all(|name| REPORTS.contains(&name.as_str()));
        let text = Words::of(row, "zh", "en")?.text().to_owned();
        Ok(Self { no: row.int("no")?, clause: row.text("clause")?, asks, text, commands, kinds, rules, reports, kept })
    }
}

/// Whether there are records with a prefix.
fn is_kind(prefix: &str) -> bool {
    Code::parse(&format!("{prefix}1")).is_some_and(|code| registry::of_prefix(code.prefix).is_some())
}
