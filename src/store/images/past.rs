//! The past, read through the present: temporary views hide what came after an
//! entry, so that only what was altered since is looked at.
//!
//! A new row has an id above all that its table ever had. So after an entry a
//! table held the rows up to a boundary; of these, the rows altered since were
//! what the first change since says of before, and all others are as they are.
//! Only an undo brings a row back below the boundary: one that was away then,
//! because an earlier undo had taken it, is left out.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::{Shape, marks};
use crate::store::connection::settings;
use crate::store::{Db, Value, fault_of, schema};

/// Makes a connection answer as after the entry `upto`: the journalled tables,
/// the journal up to it, and all personal data. It holds on to what it reads,
/// so that nobody writes in between.
///
/// Returns `false`, with everything as it was, if the journal does not say so
/// much: its changes are not in the order of its entries, or an image cannot be
/// read.
///
/// # Errors
/// If SQLite fails.
pub fn look_back(db: &Db, upto: i64) -> anyhow::Result<bool> {
    let conn = &db.conn;
    settings(conn, &[("query_only", 0)])?;
    conn.execute_batch("BEGIN").map_err(fault_of)?;
    let hidden = hidden(conn, upto)?;
    match &hidden {
        Some(Hidden { views, were }) => {
            conn.execute_batch(views).map_err(fault_of)?;
            schema::make_views(conn, |view| if *were { looked_into(view) } else { view.to_owned() })?;
        }
        None => conn.execute_batch("ROLLBACK").map_err(fault_of)?,
    }
    settings(conn, &[("query_only", 1)])?;
    Ok(hidden.is_some())
}

/// What hides the tables.
struct Hidden {
    /// The views, as SQL.
    views: String,
    /// Whether one of them is a union of rows as they are and rows as they were.
    were: bool,
}

/// The views that hide the tables; `None` if the journal does not say enough.
fn hidden(conn: &Connection, upto: i64) -> anyhow::Result<Option<Hidden>> {
    let Some(last) = last_change(conn, upto)? else { return Ok(None) };
    let mut hidden = Hidden {
        views: format!(
            "CREATE TEMP VIEW journal AS SELECT * FROM main.journal WHERE seq <= {upto};
             CREATE TEMP VIEW change AS SELECT * FROM main.change WHERE id <= {last};"
        ),
        were: false,
    };
    for table in schema::watched(conn)? {
        if !(Table { conn, name: &table, last }).hide(&mut hidden)? {
            return Ok(None);
        }
    }
    Ok(Some(hidden))
}

/// A view of the schema for tables that are unions. SQLite takes a condition
/// into the arms of a union only where nothing is counted in the same step:
/// else it writes out the whole table first. So what is counted is listed
/// first, and a view that is one SELECT becomes a union itself.
fn looked_into(view: &str) -> String {
    const COUNT: &str = "(SELECT count(*) FROM ";
    let mut listed = String::with_capacity(2 * view.len());
    let mut rest = view;
    while let Some((head, tail)) = rest.split_once(COUNT) {
        let mut open = 1;
        let end = tail.find(|c| {
            open += i32::from(c == '(') - i32::from(c == ')');
            open == 0
        });
        let (counted, after) = tail.split_at(end.unwrap_or(tail.len()));
        listed += &format!("{head}{COUNT}(SELECT 1 FROM {counted} LIMIT -1)");
        rest = after;
    }
    listed += rest;
    match listed.split_once(" AS\nSELECT ") {
        Some((_, select)) if !select.contains("UNION ALL") => format!("{listed}\nUNION ALL SELECT * FROM (SELECT {select}) WHERE 0"),
        _ => listed,
    }
}

/// The last change up to an entry; `None` if changes and entries do not go
/// together.
fn last_change(conn: &Connection, upto: i64) -> anyhow::Result<Option<i64>> {
    let id = |sql: &str, seq: i64| conn.query_row(sql, [seq], |row| row.get::<_, i64>(0)).optional().map_err(fault_of);
    let last = id("SELECT id FROM change WHERE seq <= ?1 ORDER BY seq DESC, id DESC LIMIT 1", upto)?.unwrap_or(0);
    let next = id("SELECT id FROM change WHERE seq > ?1 ORDER BY seq, id LIMIT 1", upto)?;
    Ok(next.is_none_or(|next| next > last).then_some(last))
}

/// A journalled table, and the last change that was known.
struct Table<'a> {
    conn: &'a Connection,
    name: &'a str,
    last: i64,
}

/// Which ids a table had, and which it has had by now, at most.
struct Boundary {
    then: i64,
    now: i64,
}

impl Table<'_> {
    /// Adds the view that hides what came later, if something did; `false` if an
    /// image cannot be read.
    fn hide(&self, hidden: &mut Hidden) -> anyhow::Result<bool> {
        let name = self.name;
        let boundary = self.boundary()?;
        let Some(aside) = self.set_aside(boundary.as_ref().map_or(i64::MAX, |b| b.then))? else { return Ok(false) };
        let mut shown = Vec::new();
        if let Some(Boundary { then, now }) = boundary {
            // With the share of rows that this leaves, or a better index is not taken.
            let share = format!("{}.{:03}", then / now, i128::from(then % now) * 1000 / i128::from(now));
            shown.push(format!("likelihood(id <= {then}, {share})"));
        }
        if aside.is_some() {
            shown.push(format!("id NOT IN (SELECT id FROM temp.altered_{name})"));
        }
        if shown.is_empty() {
            return Ok(true);
        }
        let mut view = format!("SELECT * FROM main.{name} WHERE {}", shown.join(" AND "));
        if aside.is_some_and(|aside| aside.were) {
            view += &format!(" UNION ALL SELECT * FROM temp.was_{name}");
            hidden.were = true;
        }
        hidden.views += &format!("CREATE TEMP VIEW {name} AS {view};");
        Ok(true)
    }

    /// The boundary; `None` if no row came later.
    fn boundary(&self) -> anyhow::Result<Option<Boundary>> {
        let sql = "SELECT row_id, id FROM main.change WHERE table_name = ?1 AND row_id >= ?2 ORDER BY row_id, id LIMIT 1";
        let mut first = self.conn.prepare_cached(sql).map_err(fault_of)?;
        // The first change of the first row from an id on, which made it.
        let mut first = |id: i64| first.query_row(params![self.name, id], |row| Ok((row.get(0)?, row.get(1)?))).map_err(fault_of);
        let sql = "SELECT max(row_id) FROM main.change WHERE table_name = ?1";
        let greatest: Option<i64> =
            self.conn.prepare_cached(sql).and_then(|mut q| q.query_row([self.name], |row| row.get(0))).map_err(fault_of)?;
        // No row of ours has a number below 1.
        let Some(now) = greatest.filter(|now| *now >= 1) else { return Ok(None) };
        if first(now)?.1 <= self.last {
            return Ok(None);
        }
        // Every row up to `then` was there; from `later` on none was.
        let (mut then, mut later) = (0, now);
        while then + 1 < later {
            let middle = then + (later - then) / 2;
            let (row, change): (i64, i64) = first(middle)?;
            if change <= self.last {
                then = row;
            } else {
                later = middle;
            }
        }
        Ok(Some(Boundary { then, now }))
    }

    /// Sets aside the rows within the boundary that are not now what they were;
    /// `Some(None)` if there are none, `None` if an image cannot be read.
    fn set_aside(&self, most: i64) -> anyhow::Result<Option<Option<Aside>>> {
        let Self { conn, name, last } = *self;
        let away = self.away()?;
        // The first change since of each row. `op <> 'I'` says what the index
        // change_altered is about, so that it is taken.
        let sql = "SELECT c.row_id, c.before FROM (
                     SELECT min(id) AS id FROM main.change
                      WHERE table_name = ?1 AND op <> 'I' AND op IN ('U', 'D') AND id > ?2 GROUP BY +row_id) f
                   CROSS JOIN main.change c ON c.id = f.id WHERE c.row_id <= ?3";
        let mut query = conn.prepare_cached(sql).map_err(fault_of)?;
        let mut rows = query.query(params![name, last, most]).map_err(fault_of)?;
        let mut aside = if away.is_empty() { None } else { Some(Aside::of(conn, name)?) };
        for id in &away {
            hide(conn, name, *id)?;
        }
        while let Some(row) = rows.next().map_err(fault_of)? {
            let id: i64 = row.get(0).map_err(fault_of)?;
            if away.contains(&id) {
                continue;
            }
            let aside = match &mut aside {
                Some(aside) => aside,
                none => none.insert(Aside::of(conn, name)?),
            };
            let Some(image) = row.get_ref(1).map_err(fault_of)?.as_bytes().ok().and_then(|before| aside.shape.image(before, id)) else {
                return Ok(None);
            };
            hide(conn, name, id)?;
            put(conn, &aside.insert, &image)?;
            aside.were = true;
        }
        if aside.is_some() {
            index(conn, name)?;
        }
        Ok(Some(aside))
    }

    /// The rows that an undo had taken away, and that have come back since.
    fn away(&self) -> anyhow::Result<BTreeSet<i64>> {
        let sql = "SELECT DISTINCT d.row_id FROM main.change d
                    WHERE d.table_name = ?1 AND d.op <> 'I' AND d.op = 'D' AND d.id <= ?2
                      AND EXISTS (SELECT 1 FROM main.change i WHERE i.table_name = ?1 AND i.row_id = d.row_id AND i.id > ?2)
                      AND NOT EXISTS (SELECT 1 FROM main.change i WHERE i.table_name = ?1 AND i.row_id = d.row_id AND i.id > d.id AND i.id <= ?2)";
        let mut query = self.conn.prepare_cached(sql).map_err(fault_of)?;
        let ids = query.query_map(params![self.name, self.last], |row| row.get(0)).and_then(Iterator::collect);
        ids.map_err(fault_of)
    }
}

/// The rows of a table that are not now what they were: `altered_…` holds their
/// ids, `was_…` those that were there, as they were.
struct Aside {
    shape: Shape,
    insert: String,
    /// Whether any was there.
    were: bool,
}

impl Aside {
    fn of(conn: &Connection, table: &str) -> anyhow::Result<Self> {
        // Columns of the same affinity, or SQLite does not look into both arms of the view.
        conn.execute_batch(&format!(
            "CREATE TEMP TABLE altered_{table} (id INTEGER PRIMARY KEY);
             CREATE TEMP TABLE was_{table} AS SELECT * FROM main.{table} LIMIT 0;"
        ))
        .map_err(fault_of)?;
        let shape = Shape::of(conn, table)?;
        let insert = format!("INSERT INTO temp.was_{table} VALUES ({})", marks(shape.columns.len()));
        Ok(Self { shape, insert, were: false })
    }
}

/// Gives the rows as they were the indexes that the table has.
fn index(conn: &Connection, table: &str) -> anyhow::Result<()> {
    let mut all = format!("CREATE UNIQUE INDEX temp.was_{table}_id ON was_{table} (id);");
    let sql = "SELECT name, sql FROM main.sqlite_schema WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL";
    let mut query = conn.prepare_cached(sql).map_err(fault_of)?;
    let mut rows = query.query([table]).map_err(fault_of)?;
    let on = format!(" ON {table} ");
    while let Some(row) = rows.next().map_err(fault_of)? {
        let (name, sql): (String, String) = (row.get(0).map_err(fault_of)?, row.get(1).map_err(fault_of)?);
        if let Some((_, columns)) = sql.split_once(&on) {
            all += &format!("CREATE INDEX temp.was_{name} ON was_{table} {columns};");
        }
    }
    conn.execute_batch(&all).map_err(fault_of)
}

/// Hides a row of a table as it is now.
fn hide(conn: &Connection, table: &str, id: i64) -> anyhow::Result<()> {
    put(conn, &format!("INSERT INTO temp.altered_{table} VALUES (?1)"), &[Value::Int(id)])
}

fn put(conn: &Connection, insert: &str, values: &[Value]) -> anyhow::Result<()> {
    conn.prepare_cached(insert).and_then(|mut s| s.execute(rusqlite::params_from_iter(values))).map_err(fault_of)?;
    Ok(())
}
