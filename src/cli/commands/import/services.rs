//! `import services`: deliveries of basic services.

use super::columns::Columns;
use super::taking::{Fresh, Row, Taken, Taking, org};
use crate::cli::commands::create::{complete, insert};
use crate::store::Writer;
use crate::store::records::kind::Columns as Values;
use crate::store::records::kinds::incubation::SERVICE;

/// The columns.
pub fn columns() -> Columns {
    let fields = [("org", true), ("service", true), ("date", true), ("hours", false), ("amount", false), ("note", false)];
    Columns::of(&SERVICE, "service", &fields)
}

/// Takes services.
pub struct Services(Fresh);

impl Default for Services {
    fn default() -> Self {
        Self(Fresh::of(&SERVICE))
    }
}

impl Taking for Services {
    fn begin(&mut self, w: &Writer, _: &[Row<'_>]) -> anyhow::Result<()> {
        self.0.begin(w)
    }

    fn take(&mut self, w: &Writer, row: Row<'_>) -> anyhow::Result<Option<Taken>> {
        let mut values = Values::default();
        values.set("org_id", org(w, row.needed("org")?)?.id);
        let values = complete(w, &SERVICE.creates[0], values, row.values(&["org"])?, row.today)?;
        self.0.settle(w, &values, &[], || insert(w, &SERVICE, &values, &[]))
    }
}
