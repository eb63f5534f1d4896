//! Personal data: values beside salts, commitments everywhere else.

use anyhow::Context;

use crate::domain::code::Code;
use crate::domain::digest::{hex, sha256};
use crate::domain::personal::commitment;
use crate::domain::phone;
use crate::store::records::kind::Kind;
use crate::store::records::kinds::org::ORG;
use crate::store::records::kinds::training::PERSON;
use crate::store::{Batch, Db, Writer, named_params, next_id};

/// Keeps a value, a phone in its one form, and returns the commitment that
/// stands for it.
///
/// # Errors
/// If SQLite or the system's random numbers fail.
pub fn keep(w: &Writer, kind: &'static str, value: &str) -> anyhow::Result<String> {
    let mut keeper = Keeper::of(w)?;
    let commitment = keeper.keep(w, kind, value, 1)?;
    keeper.finish(w)?;
    Ok(commitment)
}

/// Many values on their way into the table.
#[must_use = "the last values are kept by finish"]
pub struct Keeper {
    /// In a rehearsal, what the salts are made of.
    seed: Option<String>,
    /// The id before the first.
    last: i64,
    rows: Batch,
}

impl Keeper {
    /// Values that follow those in the table.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn of(w: &Writer) -> anyhow::Result<Self> {
        let seed = if is_rehearsal(w)? { Some(w.one("SELECT database_id FROM meta", &[])?.text("database_id")?) } else { None };
        let rows = Batch::into("personal", &["id", "commitment", "kind", "salt", "value"]);
        Ok(Self { seed, last: next_id(w, "personal")? - 1, rows })
    }

    /// Keeps a value, a phone in its one form, as the `nth` from 1 of them, and
    /// returns the commitment that stands for it. They may come in any order.
    ///
    /// # Errors
    /// If SQLite or the system's random numbers fail.
    pub fn keep(&mut self, w: &Writer, kind: &'static str, value: &str, nth: i64) -> anyhow::Result<String> {
        let id = self.last + nth;
        let salt = self.salt(id)?;
        let value = if kind == "phone" { phone::canonical(value) } else { value.to_owned() };
        let commitment = commitment(kind, &salt, &value);
        self.rows.add(w, &(id, &commitment, kind, salt, value))?;
        Ok(commitment)
    }

    /// 128 random bits; in a rehearsal, bits that the same commands give again.
    fn salt(&self, id: i64) -> anyhow::Result<String> {
        match &self.seed {
            None => random(),
            Some(seed) => Ok(sha256(format!("fuhua rehearsal salt\0{seed}\0{}", id - 1))[..32].to_owned()),
        }
    }

    /// Keeps what is left.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn finish(self, w: &Writer) -> anyhow::Result<()> {
        self.rows.finish(w)
    }
}

/// A column that has the digest of personal data.
pub struct Bearing {
    /// Of which records.
    pub kind: &'static Kind,
    /// Its name.
    pub column: &'static str,
    /// What `personal.kind` calls what it stands for.
    pub what: &'static str,
}

/// Every column that refers to the table of personal data.
pub static BEARING: &[Bearing] = &[
    Bearing { kind: &ORG, column: "phone", what: "phone" },
    Bearing { kind: &PERSON, column: "phone", what: "phone" },
    Bearing { kind: &PERSON, column: "id_number", what: "id_number" },
];

/// What was ever kept for a record and is not erased: the rows of `personal`
/// that its row names, or that the journal says it named once.
fn of_record(kind: &Kind) -> String {
    let table = kind.table;
    let named = BEARING.iter().filter(|b| b.kind.prefix == kind.prefix).map(|Bearing { column, .. }| {
        format!(
            "SELECT {column} FROM {table} WHERE id = :record
             UNION ALL SELECT json_extract(before, '$.{column}') FROM change WHERE table_name = '{table}' AND row_id = :record AND before IS NOT NULL
             UNION ALL SELECT json_extract(after, '$.{column}') FROM change WHERE table_name = '{table}' AND row_id = :record AND after IS NOT NULL"
        )
    });
    let named = named.collect::<Vec<_>>().join(" UNION ALL ");
    format!("SELECT id, kind, value FROM personal WHERE value IS NOT NULL AND commitment IN ({named})")
}

/// The kind of records that bear personal data, of a code; none: its kind bears none.
fn bearer(code: Code) -> Option<&'static Kind> {
    BEARING.iter().map(|b| b.kind).find(|kind| kind.prefix == code.prefix)
}

/// Erases a record's phones and ID numbers, those of earlier days too, with
/// their salts. Returns how many there were.
///
/// The writing connection's `secure_delete` overwrites the bytes in the file.
///
/// # Errors
/// If SQLite fails.
pub fn forget(w: &Writer, record: Code) -> anyhow::Result<usize> {
    let Some(kind) = bearer(record) else { return Ok(0) };
    let sql = format!("UPDATE personal SET value = NULL, salt = NULL WHERE id IN (SELECT id FROM ({}))", of_record(kind));
    w.execute("personal", &sql, named_params! {":record": record.number})
}

/// Whether the file is a rehearsal, whose salts can be made again: a digest tells
/// the value, also one that was erased.
///
/// # Errors
/// If SQLite fails.
pub fn is_rehearsal(db: &Db) -> anyhow::Result<bool> {
    db.maybe("SELECT rehearsal FROM meta", &[])?.map_or(Ok(false), |row| Ok(row.int("rehearsal")? == 1))
}

/// A digest that an entry gave to a record.
pub struct Borne {
    /// The record.
    pub record: Code,
    /// The entry.
    pub entry: i64,
    /// What the digest stands for.
    pub what: &'static str,
    /// The row of `personal` that has the digest.
    pub row: Option<i64>,
    /// Whether that row says that it holds this.
    pub told: bool,
    /// Whether the record's personal data was erased after that.
    pub erased: bool,
}

/// Hands on every digest that the journal says a record was given.
///
/// # Errors
/// If SQLite or `each` fails.
pub fn borne(db: &Db, mut each: impl FnMut(Borne) -> anyhow::Result<()>) -> anyhow::Result<()> {
    for Bearing { kind, column, what } in BEARING {
        let Kind { prefix, table, .. } = kind;
        let sql = format!(
            "SELECT c.row_id, c.seq, p.id, p.kind IS '{what}' AS told,
                    EXISTS (SELECT 1 FROM erasure e JOIN change q ON q.table_name = 'erasure' AND q.row_id = e.id AND q.op = 'I'
                             WHERE e.subject = '{prefix}' || c.row_id AND q.id > c.id) AS erased
               FROM change c LEFT JOIN personal p ON p.commitment = json_extract(c.after, '$.{column}')
              WHERE c.table_name = '{table}' AND c.seq IS NOT NULL AND json_valid(c.after)
                AND json_extract(c.after, '$.{column}') IS NOT NULL
                AND CASE WHEN json_valid(c.before) THEN json_extract(c.before, '$.{column}') END IS NOT json_extract(c.after, '$.{column}')"
        );
        db.each(&sql, &[], |row| {
            let [told, erased] = [row.int("told")? == 1, row.int("erased")? == 1];
            each(Borne { record: kind.code(row.int("row_id")?), entry: row.int("seq")?, what, row: row.opt_int("id")?, told, erased })
        })?;
    }
    Ok(())
}

/// The other records whose phone or ID number is one of a record's.
///
/// # Errors
/// If SQLite fails.
pub fn sharers(db: &Db, record: Code) -> anyhow::Result<Vec<Code>> {
    let Some(mine) = bearer(record).map(of_record) else { return Ok(Vec::new()) };
    let others = BEARING.iter().map(|Bearing { kind, column, .. }| {
        let Kind { prefix, table, .. } = kind;
        format!("SELECT '{prefix}' || id AS code FROM {table} WHERE {column} IN (SELECT commitment FROM shared)")
    });
    let others = others.collect::<Vec<_>>().join(" UNION ");
    let sql = format!(
        "WITH mine AS ({mine}), shared AS (
           SELECT p.commitment FROM personal p JOIN mine m ON m.kind = p.kind AND m.value = p.value)
         SELECT code FROM ({others}) WHERE code <> :code"
    );
    let mut codes = Vec::new();
    db.each(&sql, named_params! {":record": record.number, ":code": record.to_string()}, |row| {
        codes.push(row.code("code")?);
        Ok(())
    })?;
    codes.sort_unstable();
    Ok(codes)
}

/// 128 bits of the system's random numbers, in hex.
///
/// # Errors
/// If the system has none.
pub fn random() -> anyhow::Result<String> {
    let mut bytes = [0u8; 16];
    getrandom::fill(&mut bytes).context("random numbers")?;
    Ok(hex(&bytes))
}

#[cfg(test)]
mod tests {
    use super::BEARING;
    use crate::store::records::registry;
    use crate::store::schema;

    /// The list has the columns that the schema says refer to personal data, and
    /// the fields of kinds that hold it.
    #[test]
    fn every_column_of_personal_data_is_known() {
        let mut table = "";
        let mut referring = Vec::new();
        for line in schema::SQL.lines() {
            table = line.strip_prefix("CREATE TABLE ").and_then(|rest| rest.split(' ').next()).unwrap_or(table);
            if line.contains("REFERENCES personal") {
                referring.push((table, line.split_whitespace().next().unwrap_or_default()));
            }
        }
        assert_eq!(BEARING.iter().map(|b| (b.kind.table, b.column)).collect::<Vec<_>>(), referring);
        for kind in registry::ALL {
            for field in kind.fields.iter().filter(|f| f.is_sensitive()) {
                assert!(referring.contains(&(kind.table, field.column)), "{}.{}", kind.table, field.column);
            }
        }
    }
}
