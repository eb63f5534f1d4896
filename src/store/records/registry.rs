//! Every kind of record: the registry that codes,
//! `list`, `show`, `edit`, `void`, `history` and the rules' scopes read.

use super::field::{Field, Type};
use super::kind::{Create, Kind, Part};
pub use super::kinds::ALL;
use crate::domain::code::Prefix;
use crate::domain::near::nearest;
use crate::domain::text::fold_width;
use crate::domain::vocabulary::perhaps;
use crate::fault::Fault;
use crate::i18n::{Label, join, label};
use crate::tr;

/// Every part, with the kind whose records have it.
pub fn parts() -> impl Iterator<Item = (&'static Kind, &'static Part)> {
    ALL.iter().copied().flat_map(|kind| kind.parts.iter().map(move |part| (kind, part)))
}

/// Every verb that only makes a record, with its kind.
pub fn creates() -> impl Iterator<Item = (&'static Kind, &'static Create)> {
    ALL.iter().copied().flat_map(|kind| kind.creates.iter().map(move |create| (kind, create)))
}

/// The other tables that the journal watches: the file's identity and its plan.
pub static SETTINGS: &[(&str, Label)] = &[
    ("meta", label("数据库", "database")),
    ("upgrade", label("升级", "upgrade")),
    ("plan", label("计划", "plan")),
    ("operating_year", label("运营年度", "operating year")),
    ("plan_function", label("功能", "function")),
    ("indicator", label("指标", "indicator")),
    ("target", label("目标", "target")),
    ("parameter", label("参数", "parameter")),
    ("clause", label("条款", "clause")),
    ("entry_condition", label("入驻条件", "entry condition")),
    ("basic_service", label("基本服务", "basic service")),
    ("sheet", label("评分表", "sheet")),
    ("sheet_item", label("评分项目", "item of a sheet")),
    ("money_source", label("资金来源", "source of funds")),
    ("money_category", label("收支类别", "category of money")),
    ("category_source", label("类别可用来源", "source of a category")),
];

/// Tables whose rows no undo takes away: what was done with personal data stays
/// on record, and the schema does not go back.
pub static KEPT: [&str; 3] = ["upgrade", "disclosure", "erasure"];

/// The prefix of journal entries, which are no records.
pub const JOURNAL: Prefix = Prefix::new("J");
/// What `list` calls journal entries.
pub const JOURNAL_LIST: (&str, Label) = ("journal", label("流水", "journal"));

/// The part kept in a table, and the kind whose records have it.
pub fn part(table: &str) -> Option<(&'static Kind, &'static Part)> {
    parts().find(|(_, p)| p.table == table)
}

/// The kind of the records of which the rows of a table are parts, with codes of
/// their own or without, and the column that points to them.
pub fn owner(table: &str) -> Option<(&'static Kind, &'static str)> {
    part(table).map(|(kind, part)| (kind, part.column)).or_else(|| whole(of_table(table)?))
}

/// The kind of the records of which those of a kind are parts, and the column
/// that points to them.
fn whole(kind: &Kind) -> Option<(&'static Kind, &'static str)> {
    let field = kind.fields.iter().find(|f| f.whole)?;
    let Type::Ref(prefix, _) = field.ty else { return None };
    Some((of_prefix(prefix)?, field.column))
}

/// A field that points to records of a kind.
#[derive(Clone, Copy)]
pub struct Pointer {
    /// The kind of the records that have it.
    pub kind: &'static Kind,
    /// Its column.
    pub column: &'static str,
    /// The prefix, where it has the code of what it points to, and not the id.
    code: Option<Prefix>,
}

impl Pointer {
    /// Whether it may point to records of any kind.
    pub fn is_to_any(&self) -> bool {
        self.code.is_some()
    }

    /// SQL for what the column has where it points to the record with the id
    /// `id`, which is SQL as well.
    pub fn to(&self, id: &str) -> String {
        self.code.map_or_else(|| id.to_owned(), |prefix| format!("'{prefix}' || {id}"))
    }
}

fn pointer(kind: &'static Kind, field: &Field, to: &Kind) -> Option<Pointer> {
    let code = match field.ty {
        _ if field.computed => return None,
        Type::Ref(prefix, _) if prefix == to.prefix => None,
        Type::Any => Some(to.prefix),
        _ => return None,
    };
    Some(Pointer { kind, column: field.column, code })
}

/// The fields that point, or may point, to records of a kind.
pub fn pointers(to: &Kind) -> impl Iterator<Item = Pointer> {
    ALL.iter().copied().flat_map(move |kind| kind.fields.iter().filter_map(move |field| pointer(kind, field, to)))
}

/// Of these the fields of records that are parts of what they point to.
pub fn components(of: &Kind) -> impl Iterator<Item = Pointer> {
    ALL.iter().copied().filter_map(move |kind| pointer(kind, kind.fields.iter().find(|field| field.whole)?, of))
}

/// What a table is called that holds no records: a setting, or itself.
pub fn setting(table: &str) -> &str {
    SETTINGS.iter().find(|(t, _)| *t == table).map_or(table, |(_, label)| label.text())
}

/// Whether a text names the journal, for `list`.
pub fn is_journal(text: &str) -> bool {
    let typed = fold_width(text);
    [JOURNAL_LIST.0, JOURNAL_LIST.1.zh, JOURNAL_LIST.1.en].iter().any(|n| n.eq_ignore_ascii_case(&typed))
}

/// The kind whose codes have a prefix.
pub fn of_prefix(prefix: Prefix) -> Option<&'static Kind> {
    ALL.iter().copied().find(|k| k.prefix == prefix)
}

/// The kind kept in a table.
pub fn of_table(table: &str) -> Option<&'static Kind> {
    ALL.iter().copied().find(|k| k.table == table)
}

/// The kind that `list` is asked for: its plural, singular or Chinese name.
///
/// # Errors
/// [`Fault`] (input) that lists the kinds.
pub fn parse(text: &str) -> anyhow::Result<&'static Kind> {
    let typed = fold_width(text).to_lowercase();
    let found = ALL.iter().copied().find(|k| [k.plural, k.id, k.label.zh, k.label.en].iter().any(|n| n.eq_ignore_ascii_case(&typed)));
    match found {
        Some(kind) => Ok(kind),
        None => Fault::input(tr!("没有“{text}”这类记录", "there is no kind of record '{text}'"))
            .hint(perhaps(
                nearest(&typed, ALL.iter().flat_map(|k| [k.plural, k.label.text()])),
                tr!("可选:{list}", "one of: {list}", list = offer()),
            ))
            .err(),
    }
}

/// The kinds, as help and errors list them.
pub fn offer() -> String {
    let names = ALL.iter().map(|k| (k.plural, k.label)).chain([JOURNAL_LIST]);
    join(names.map(|(plural, label)| match crate::i18n::lang() {
        crate::i18n::Lang::Zh => format!("{} {plural}", label.zh),
        crate::i18n::Lang::En => plural.to_owned(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `history` has words for every table that the journal watches.
    #[test]
    fn every_journalled_table_is_known() {
        let tables = crate::store::schema::SQL.lines().filter_map(|l| l.strip_prefix("CREATE TABLE ")).filter_map(|l| l.split(' ').next());
        for table in tables.filter(|t| !["journal", "change", "personal"].contains(t)) {
            let known = of_table(table).is_some() || part(table).is_some() || SETTINGS.iter().any(|(t, _)| *t == table);
            assert!(known, "{table}");
        }
    }

    /// One prefix, one plural, one table a kind; a flag once a kind.
    #[test]
    fn kinds_do_not_collide() {
        for (i, a) in ALL.iter().enumerate() {
            assert_ne!(a.prefix, JOURNAL);
            assert!(
                !ALL[..i].iter().any(|b| a.prefix == b.prefix || a.plural == b.plural || a.id == b.id || a.table == b.table),
                "{}",
                a.id
            );
            for (n, field) in a.fields.iter().enumerate() {
                assert!(!a.fields[..n].iter().any(|f| f.name == field.name), "{}.{}", a.id, field.name);
                assert!(!(field.editable && field.computed), "{}.{}", a.id, field.name);
            }
        }
    }
}
