//! `import consultations`: a register of who was advised.

use super::columns::Columns;
use super::taking::{Fresh, Row, Taken, Taking, org};
use crate::cli::commands::create::{complete, insert};
use crate::store::records::kind::{Columns as Values, Part};
use crate::store::records::kinds::consultation::CONSULTATION;
use crate::store::records::lookup;
use crate::store::{Value, Writer};

/// The columns.
pub fn columns() -> Columns {
    Columns::of(&CONSULTATION, "topic", &[("date", true), ("topic", true), ("orgs", false), ("note", false)])
}

/// Takes consultations.
pub struct Consultations(Fresh);

impl Default for Consultations {
    fn default() -> Self {
        Self(Fresh::of(&CONSULTATION))
    }
}

impl Taking for Consultations {
    fn begin(&mut self, w: &Writer, _: &[Row<'_>]) -> anyhow::Result<()> {
        self.0.begin(w)
    }

    fn take(&mut self, w: &Writer, row: Row<'_>) -> anyhow::Result<Option<Taken>> {
        let mut parts: Vec<(&'static Part, i64)> = Vec::new();
        for part in CONSULTATION.parts {
            for id in orgs(w, row.text("orgs").unwrap_or_default())? {
                if parts.iter().all(|(_, other)| *other != id) {
                    parts.push((part, id));
                }
            }
        }
        let values = complete(w, &CONSULTATION.creates[0], Values::default(), row.values(&["orgs"])?, row.today)?;
        let said: Vec<(&Part, Vec<Value>)> = parts.iter().map(|(part, id)| (*part, vec![(*id).into()])).collect();
        self.0.settle(w, &values, &said, || insert(w, &CONSULTATION, &values, &parts))
    }
}

/// The organisations that a cell names: one, or several parted by marks or lines.
fn orgs(w: &Writer, cell: &str) -> anyhow::Result<Vec<i64>> {
    if cell.is_empty() {
        return Ok(Vec::new());
    }
    if let Some(whole) = lookup::named(w, cell)? {
        return Ok(vec![whole.id]);
    }
    let names = cell.split(['、', '\n', '\r', ';', ';', ',', ',']).map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| Ok(org(w, name)?.id)).collect()
}
