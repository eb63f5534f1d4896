//! `import orgs`: a list of organisations, with their licences.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::columns::Columns;
use super::taking::{Row, Taken, Taking, contradicts};
use crate::cli::commands::create::{complete, insert};
use crate::cli::commands::edit::correct;
use crate::domain::text::matching;
use crate::domain::{date, org};
use crate::fault::Fault;
use crate::store::records::kind::Columns as Values;
use crate::store::records::kinds::org::{LICENCE, ORG, REGISTRATION, licence};
use crate::store::records::{self, lookup};
use crate::store::{Writer, named_params};
use crate::tr;

/// The columns.
pub fn columns() -> Columns {
    let fields = [
        ("name", true),
        ("kind", true),
        ("field", false),
        ("stage", false),
        ("founded", false),
        ("town", false),
        ("contact", false),
        ("phone", false),
        ("note", false),
    ];
    Columns { name: Some(named), ..Columns::of(&ORG, "name", &fields).with(2, &LICENCE) }
}

fn named(text: &str) -> Result<String, String> {
    org::name(text).map(|()| text.to_owned())
}

/// What an organisation has that is no field of its own, or is not changed.
const BESIDE: [&str; 3] = ["name", "uscc", "registered"];

/// Takes organisations: known by their credit code, else by their name.
#[derive(Default)]
pub struct Orgs {
    /// The lines that meant an organisation, by its id.
    seen: BTreeMap<i64, usize>,
    /// The lines of rows whose code stands on another line with another name.
    clashes: BTreeMap<usize, usize>,
}

impl Taking for Orgs {
    fn begin(&mut self, _: &Writer, rows: &[Row<'_>]) -> anyhow::Result<()> {
        *self = Self::default();
        let mut named: BTreeMap<&str, (usize, String)> = BTreeMap::new();
        for row in rows {
            let (Some(code), name) = (row.text("uscc"), matching(row.needed("name")?).into_owned()) else { continue };
            let (line, first) = named.entry(code).or_insert_with(|| (row.line(), name.clone()));
            if *first != name {
                self.clashes.insert(row.line(), *line);
                self.clashes.insert(*line, row.line());
            }
        }
        Ok(())
    }

    fn take(&mut self, w: &Writer, row: Row<'_>) -> anyhow::Result<Option<Taken>> {
        if let Some(other) = self.clashes.get(&row.line()) {
            return Fault::input(tr!(
                "与第{other}行的信用代码相同,名称却不同;核对后改正",
                "it has the same credit code as line {other}, but another name; check them"
            ))
            .err();
        }
        let held = Held::of(w, row)?;
        let there = lookup::named(w, row.needed("name")?)?;
        match (held, there) {
            (Held::By { org, name, .. }, there) if there.as_ref().is_none_or(|there| there.id != org) => not_its_name(org, &name),
            (held, Some(there)) => self.known(w, row, there.id, held),
            (_, None) => {
                let values = complete(w, &ORG.creates[0], Values::default(), row.values(&BESIDE[1..])?, row.today)?;
                let code = insert(w, &ORG, &values, &[])?;
                if let Some((uscc, day)) = typed_licence(row)? {
                    licence(w, code.number, uscc, day)?;
                }
                self.seen.insert(code.number, row.line());
                Ok(Some(Taken::New(code, None)))
            }
        }
    }
}

impl Orgs {
    /// Brings an organisation that is on record up to date.
    fn known(&mut self, w: &Writer, row: Row<'_>, id: i64, held: Held) -> anyhow::Result<Option<Taken>> {
        let code = ORG.code(id);
        let (_, before) = records::get(w, code)?;
        let mut changed = correct(w, &ORG, id, &before, &row.fields(&BESIDE), row.today)?;
        changed |= match held {
            Held::By { licence, .. } => dated(w, row, licence)?,
            Held::ByNobody => self.licensed(w, row, id)?,
        };
        if let Some(line) = self.seen.insert(id, row.line()).filter(|_| changed) {
            return contradicts(line);
        }
        Ok(changed.then_some(Taken::Changed(code)))
    }

    /// Records the licence of an organisation that has none yet.
    fn licensed(&self, w: &Writer, row: Row<'_>, id: i64) -> anyhow::Result<bool> {
        let Some((uscc, day)) = typed_licence(row)? else { return Ok(false) };
        let other = w.maybe(
            "SELECT id, uscc FROM registration WHERE org_id = :org AND void_reason IS NULL ORDER BY on_date DESC, id DESC LIMIT 1",
            named_params! {":org": id},
        )?;
        if let Some(other) = other {
            if let Some(line) = self.seen.get(&id) {
                return contradicts(*line);
            }
            let (licence, has) = (REGISTRATION.code(other.int("id")?), other.text("uscc")?);
            return Fault::input(tr!("信用代码与已登记的 {has}({licence})不同", "{licence} has another credit code on record, {has}"))
                .hint(tr!(
                    "核对证书;更正用 fuhua edit {licence} --uscc",
                    "compare the licence; correct it with fuhua edit {licence} --uscc"
                ))
                .err();
        }
        licence(w, id, uscc, day)?;
        Ok(true)
    }
}

/// Who has the credit code of a row.
enum Held {
    /// An organisation, by a licence.
    By {
        /// Its id.
        org: i64,
        /// Its name.
        name: String,
        /// The licence's id.
        licence: i64,
    },
    /// Nobody, or the row has none.
    ByNobody,
}

impl Held {
    fn of(w: &Writer, row: Row<'_>) -> anyhow::Result<Self> {
        let found = w.maybe(
            "SELECT l.id AS licence, o.id, o.name FROM registration l JOIN org o ON o.id = l.org_id
              WHERE l.uscc = :uscc AND l.void_reason IS NULL AND o.void_reason IS NULL",
            named_params! {":uscc": row.text("uscc")},
        )?;
        Ok(match found {
            Some(found) => Self::By { org: found.int("id")?, name: found.text("name")?, licence: found.int("licence")? },
            None => Self::ByNobody,
        })
    }
}

/// Corrects the day of a licence.
fn dated(w: &Writer, row: Row<'_>, licence: i64) -> anyhow::Result<bool> {
    let Some(day) = row.text("registered") else { return Ok(false) };
    let Some(field) = REGISTRATION.field("date") else { anyhow::bail!("a registration has no date") };
    let (_, before) = records::get(w, REGISTRATION.code(licence))?;
    correct(w, &REGISTRATION, licence, &before, &[(field, day)], row.today)
}

/// The credit code and the day of registration of a row, which go together.
fn typed_licence<'r>(row: Row<'r>) -> anyhow::Result<Option<(&'r str, NaiveDate)>> {
    match (row.text("uscc"), row.text("registered")) {
        (Some(uscc), Some(day)) => Ok(Some((uscc, date::parse(day, row.today)?))),
        (None, None) => Ok(None),
        _ => Fault::input(tr!("信用代码与登记日期须同时填写", "a credit code and the day of registration go together")).err(),
    }
}

fn not_its_name<T>(org: i64, name: &str) -> anyhow::Result<T> {
    let code = ORG.code(org);
    Fault::input(tr!("这个信用代码是{name}({code})的", "this credit code is that of {name} ({code})"))
        .hint(tr!(
            "核对代码;若已更名,先用 fuhua edit {code} --name 更正",
            "check the code; if its name has changed, correct it first with fuhua edit {code} --name"
        ))
        .err()
}
