//! What an audit alone checks of a file's form: how it was given, what lies
//! beside it, and whether its schema lets anything else be read.

use super::finding::Findings;
use crate::journal::checks::{LEFT, LINK, SCHEMA_TEXT, SIZE};
use crate::store::file::quarantine::{CompanionState, Given};
use crate::store::file::sandbox::Guarded;
use crate::store::schema::compare::Difference;
use crate::tr;

/// What showed when the file was taken.
pub fn surroundings(given: &Given, found: &mut Findings) {
    if given.linked {
        let path = given.path.display();
        found.note(&LINK, "file", &tr!("给出的是链接,检查的是 {path}", "a link was given; {path} was checked"));
    }
    for (tail, fate) in &given.left {
        match fate {
            CompanionState::Applied => found.note(
                &LEFT,
                tail,
                &tr!(
                    "旁边留有 {tail},已据此把副本恢复到完整状态;原文件未动",
                    "a {tail} lay beside the file; the copy was put right with it, the file was not touched"
                ),
            ),
            CompanionState::Idle => {
                found.note(&LEFT, tail, &tr!("旁边留有 {tail},其中没有可用的内容", "a {tail} lay beside the file; nothing in it applied"));
            }
            CompanionState::Foreign => found.add(
                &LEFT,
                tail,
                &tr!(
                    "旁边的 {tail} 过大或牵涉别的文件,不是本程序留下的,未予采用",
                    "the {tail} beside the file is too large or names other files; it was not left by this program and was not used"
                ),
            ),
            CompanionState::Strange => {
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
    for d in &differences {
        found.add(&SCHEMA_TEXT, &format!("{} {}", d.kind, d.name), &d.tell());
    }
    if !clear {
        let message = tr!(
            "表或索引不是本程序所建,其中的 SQL 不予执行,其余检查未作",
            "tables or indexes differ from this program's schema; SQL in the file is not run, so nothing else was checked"
        );
        found.add(&SCHEMA_TEXT, "schema", &message);
    }
    Ok(clear)
}
