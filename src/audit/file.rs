//! Checks of the file's form: what lies beside it, its schema, its pages, its
//! references, its personal data.

use super::checks::{FOREIGN_KEYS, INTEGRITY, LEFT, LINK, PERSONAL, SCHEMA_TEXT, SIZE};
use super::finding::Findings;
use crate::domain::personal::commitment;
use crate::store::Db;
use crate::store::file::quarantine::{Fate, Given};
use crate::store::file::sandbox::Guarded;
use crate::store::records::personal::erased_unrecorded;
use crate::store::schema::compare::{Difference, How};
use crate::tr;

/// What showed when the file was taken.
pub fn surroundings(given: &Given, found: &mut Findings) {
    if given.linked {
        let path = given.path.display();
        found.note(&LINK, "file", &tr!("给出的是链接,检查的是 {path}", "a link was given; {path} was checked"));
    }
    for (tail, fate) in &given.left {
        match fate {
            Fate::Applied => found.note(
                &LEFT,
                tail,
                &tr!(
                    "旁边留有 {tail},已据此把副本恢复到完整状态;原文件未动",
                    "a {tail} lay beside the file; the copy was put right with it, the file was not touched"
                ),
            ),
            Fate::Idle => {
                found.note(&LEFT, tail, &tr!("旁边留有 {tail},其中没有可用的内容", "a {tail} lay beside the file; nothing in it applied"));
            }
            Fate::Foreign => found.add(
                &LEFT,
                tail,
                &tr!(
                    "旁边的 {tail} 过大或牵涉别的文件,不是本程序留下的,未予采用",
                    "the {tail} beside the file is too large or names other files; this program left no such one, and it was not used"
                ),
            ),
            Fate::Strange => {
                found.add(&LEFT, tail, &tr!("旁边的 {tail} 不是普通文件", "the {tail} beside the file is not a regular file"));
            }
        }
    }
    let (size, whole) = (given.size, given.whole);
    if size != whole {
        found.add(
            &SIZE,
            "file",
            &tr!("应有{whole}字节,实有{size}字节:被截断或改动过", "it should have {whole} bytes and has {size}: cut short or altered"),
        );
    }
}

/// Compares the schema. Returns whether tables can be read without meeting
/// what is not ours.
///
/// # Errors
/// If it cannot be read.
pub fn schema(db: &Guarded, found: &mut Findings) -> anyhow::Result<bool> {
    let Some(differences) = db.differences()? else {
        found.add(&SCHEMA_TEXT, "schema", &tr!("库中的对象多得不像本程序所建", "the schema has far more objects than this program makes"));
        return Ok(false);
    };
    let clear = !differences.iter().any(Difference::in_the_way);
    // An upgrade leaves tables that did not change as they were written at the time.
    let upgraded = clear && db.one("SELECT count(*) AS n FROM upgrade", &[])?.int("n")? > 0;
    for d in &differences {
        let subject = format!("{} {}", d.kind, d.name);
        if d.how == How::Respaced && upgraded {
            found.note(&SCHEMA_TEXT, &subject, &d.tell());
        } else {
            found.add(&SCHEMA_TEXT, &subject, &d.tell());
        }
    }
    if !clear {
        let message = tr!(
            "表或索引不是本程序所建,其中的 SQL 不予执行,其余检查未作",
            "tables or indexes are not of this program; SQL in the file is not run, so nothing else was checked"
        );
        found.add(&SCHEMA_TEXT, "schema", &message);
    }
    Ok(clear)
}

/// SQLite's own check.
///
/// # Errors
/// If the file prevents it.
pub fn integrity(db: &Db, found: &mut Findings) -> anyhow::Result<()> {
    db.each("PRAGMA integrity_check", &[], |row| {
        let text = row.text("integrity_check")?.replace("*** in database main ***\n", "").replace('\n', "; ");
        if text != "ok" {
            found.add(&INTEGRITY, "file", &tr!("文件损坏:{text}", "the file is damaged: {text}"));
        }
        Ok(())
    })
}

/// Rows that point to none.
///
/// # Errors
/// If the file prevents it.
pub fn foreign_keys(db: &Db, found: &mut Findings) -> anyhow::Result<()> {
    db.each("PRAGMA foreign_key_check", &[], |row| {
        let (table, parent) = (row.text("table")?, row.text("parent")?);
        let id = row.opt_int("rowid")?.unwrap_or_default();
        let message = tr!("{table} 第{id}行指向 {parent} 中没有的记录", "row {id} of {table} points to a record that {parent} lacks");
        found.add(&FOREIGN_KEYS, &format!("{table} {id}"), &message);
        Ok(())
    })
}

/// Compares personal data with the digests that stand for them. That each
/// digest in use has its row, the foreign keys say; no row of them is ever
/// deleted, so their ids run from 1 without a gap; what is erased is on record.
///
/// # Errors
/// If the file prevents it.
pub fn personal(db: &Db, found: &mut Findings) -> anyhow::Result<()> {
    // As bytes: a value that is no text is named like any other.
    let rows = "SELECT id, hex(commitment) AS commitment, hex(kind) AS kind, hex(salt) AS salt, hex(value) AS value,
                       value IS NULL AND salt IS NULL AS erased
                  FROM personal ORDER BY id";
    let mut expected = 1;
    db.each(rows, &[], |row| {
        let id = row.int("id")?;
        let text = |column| anyhow::Ok(String::from_utf8(unhex(&row.text(column)?)));
        let (kept, kind, salt, value) = (text("commitment")?, text("kind")?, text("salt")?, text("value")?);
        let right =
            matches!((kept, kind, salt, value), (Ok(kept), Ok(kind), Ok(salt), Ok(value)) if commitment(&kind, &salt, &value) == kept);
        if id != expected {
            let message = tr!("personal 第{id}行之前缺行", "rows are missing before row {id} of personal");
            found.add(&PERSONAL, &format!("personal {id}"), &message);
        } else if row.int("erased")? == 0 && !right {
            let message = tr!("personal 第{id}行的值不是当初登记的", "row {id} of personal does not hold the value that was recorded");
            found.add(&PERSONAL, &format!("personal {id}"), &message);
        }
        expected = id.saturating_add(1);
        Ok(())
    })?;
    for id in erased_unrecorded(db)? {
        let message = tr!(
            "personal 第{id}行已被清空,却没有删除个人信息的记录",
            "row {id} of personal was emptied, and no record says that it was erased"
        );
        found.add(&PERSONAL, &format!("personal {id}"), &message);
    }
    Ok(())
}

/// The bytes of what SQLite's `hex` gave.
fn unhex(hex: &str) -> Vec<u8> {
    hex.as_bytes().chunks(2).filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
