//! `import projects`: projects that have started.

use std::collections::BTreeMap;

use super::columns::Columns;
use super::taking::{Row, Taken, Taking, contradicts, org};
use crate::cli::commands::edit::correct;
use crate::cli::commands::project::start::insert;
use crate::store::records;
use crate::store::records::kind::Columns as Values;
use crate::store::records::kinds::project::PROJECT;
use crate::store::{Writer, named_params};

/// The columns.
pub fn columns() -> Columns {
    let fields = [
        ("org", true),
        ("title", true),
        ("date", true),
        ("kind", false),
        ("grant", false),
        ("source", false),
        ("purchaser", false),
        ("amount", false),
        ("until", false),
        ("note", false),
    ];
    Columns::of(&PROJECT, "title", &fields)
}

/// Takes projects: one of an organisation, a title and a day is one project.
#[derive(Default)]
pub struct Projects {
    /// The lines that meant a project, by its id.
    seen: BTreeMap<i64, usize>,
}

impl Taking for Projects {
    fn begin(&mut self, _: &Writer, _: &[Row<'_>]) -> anyhow::Result<()> {
        self.seen.clear();
        Ok(())
    }

    fn take(&mut self, w: &Writer, row: Row<'_>) -> anyhow::Result<Option<Taken>> {
        let (org, title, day) = (org(w, row.needed("org")?)?.id, row.needed("title")?, row.needed("date")?);
        let there = w.maybe(
            "SELECT id FROM project WHERE org_id = :org AND on_date = :day AND title = :title AND void_reason IS NULL ORDER BY id LIMIT 1",
            named_params! {":org": org, ":day": day, ":title": title},
        )?;
        let Some(there) = there else {
            let mut values = Values::default();
            values.set("org_id", org);
            let id = insert(w, values, row.values(&["org"])?, row.today)?;
            self.seen.insert(id, row.line());
            return Ok(Some(Taken::New(PROJECT.code(id), None)));
        };
        let code = PROJECT.code(there.int("id")?);
        let (_, before) = records::get(w, code)?;
        let fields = row.fields(&["org", "title", "date"]);
        let changed = correct(w, &PROJECT, code.number, &before, &fields, row.today)?;
        if let Some(line) = self.seen.insert(code.number, row.line()).filter(|_| changed) {
            return contradicts(line);
        }
        Ok(changed.then_some(Taken::Changed(code)))
    }
}
