//! Records as such.

use super::{Arm, BOOKKEEPING, Query, Rule, Scope, Severity};
use crate::fault;
use crate::i18n::label;
use crate::store::records::field::Type;
use crate::store::records::kind::Kind;
use crate::store::records::registry;
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // A record in force does not hang on a void one.
    Rule {
        id: "records.parent",
        clause: BOOKKEEPING,
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("有效的记录不能挂在作废的记录之下", "a record in force does not depend on a void one"),
        query: Query::Kinds(parents),
        explain: |row| {
            Ok(tr!(
                "{subject} 仍依据 {parent},不能只作废 {parent};先作废 {subject}:fuhua void {subject} --reason …",
                "{subject} depends on {parent}; void {subject} first: fuhua void {subject} --reason …",
                subject = row.text("subject")?,
                parent = row.text("parent")?
            ))
        },
    },
    // What was done with personal data stays on record.
    Rule {
        id: "personal.kept",
        clause: BOOKKEEPING,
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("个人信息的查看和删除留存,不能作废", "records of showing and erasing personal data cannot be voided"),
        query: Query::Sql {
            watches: &["disclosure", "erasure"],
            scope: Scope::Records,
            sql: "SELECT subject FROM (
              SELECT 'DS' || id AS subject FROM disclosure WHERE void_reason IS NOT NULL
              UNION ALL SELECT 'Q' || id AS subject FROM erasure WHERE void_reason IS NOT NULL)
             WHERE {scope:subject}",
        },
        explain: |row| {
            Ok(tr!(
                "{subject} 记的是个人信息的查看或删除,不能作废;它如实留存,无须更正",
                "{subject} records that personal data was shown or erased, and cannot be voided; it stays as it happened",
                subject = row.text("subject")?
            ))
        },
    },
    // A credit code that fails its check is kept, with a warning.
    Rule {
        id: "registration.check",
        clause: "GB 32100-2015",
        severity: Severity::Warning,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("统一社会信用代码校验位应相符", "the check characters of a credit code hold"),
        query: Query::Sql {
            watches: &["registration"],
            scope: Scope::Orgs,
            sql: "SELECT 'L' || l.id AS subject, l.uscc, o.name
              FROM registration l JOIN org o ON o.id = l.org_id
             WHERE l.uscc_check = 'failed' AND l.void_reason IS NULL AND {scope:l.org_id}",
        },
        explain: |row| {
            Ok(tr!(
                "{name}的信用代码 {uscc} 校验不符;早期代码可能如此,请对照证书",
                "the credit code {uscc} of {name} fails its check; early codes may, compare it with the licence",
                uscc = row.text("uscc")?,
                name = row.text("name")?
            ))
        },
    },
];

/// The arms for what points to records of a kind by their codes.
fn by_code(to: &'static Kind) -> Vec<Arm> {
    let pointers = registry::pointers(to).filter(registry::Pointer::is_to_any);
    let arms = pointers.flat_map(|pointer| {
        let (of, column, code, prefix) = (pointer.kind, pointer.column, pointer.to("p.id"), to.prefix);
        let number = format!("CAST(substr(c.{column}, {}) AS INTEGER)", prefix.to_string().len() + 1);
        let arm = |watched: &Kind, joined: String, row: &str, whole| Arm {
            table: watched.table,
            sql: format!(
                "SELECT '{}' || c.id AS subject, c.{column} AS parent FROM {joined}
                  WHERE c.void_reason IS NULL AND p.void_reason IS NOT NULL AND {{scope:{row}.id}}",
                of.prefix
            ),
            whole,
        };
        let (table, parents) = (of.table, to.table);
        [
            arm(of, format!("{table} c JOIN {parents} p ON p.id = {number} AND c.{column} = {code}"), "c", true),
            arm(to, format!("{parents} p JOIN {table} c ON c.{column} = {code}"), "p", false),
        ]
    });
    arms.collect()
}

/// For each field of a kind, or of its parts, that points to a record: an arm
/// over what points, and one over what is pointed to.
fn parents() -> Vec<Arm> {
    let mut arms: Vec<Arm> = registry::ALL.iter().flat_map(|to| by_code(to)).collect();
    for kind in registry::ALL.iter().copied() {
        let fields = kind.fields.iter().filter(|f| !f.computed).map(|f| (None, f));
        let parts = kind.parts.iter().map(|p| (Some(p), &p.field));
        for (part, field) in fields.chain(parts) {
            let Type::Ref(prefix, _) = field.ty else { continue };
            let Some(to) = registry::of_prefix(prefix) else { continue };
            let (table, column) = (kind.table, field.column);
            let joined = match part {
                None => format!("{table} c JOIN {to} p ON p.id = c.{column}", to = to.table),
                Some(part) => format!(
                    "{table} c JOIN {part} x ON x.{owner} = c.id JOIN {to} p ON p.id = x.{column}",
                    part = part.table,
                    owner = part.column,
                    to = to.table
                ),
            };
            let arm = |watched: &'static Kind, row: &str, whole| Arm {
                table: watched.table,
                sql: format!(
                    "SELECT '{of}' || c.id AS subject, '{to}' || p.id AS parent FROM {joined}
                      WHERE c.void_reason IS NULL AND p.void_reason IS NOT NULL AND {{scope:{row}.id}}",
                    of = kind.prefix,
                    to = to.prefix
                ),
                whole,
            };
            arms.extend([arm(kind, "c", true), arm(to, "p", false)]);
        }
    }
    arms
}
