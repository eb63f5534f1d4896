//! A graduate must be registered.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exit.registration",
    clause: "三(二)1.2)①",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Rule,
    demand: label("注册许可合格须当日或之前已登记", "registration passes only with a licence by that day"),
    watches: &["exit_step", "registration", "incubation"],
    scope: Scope::Orgs,
    sql: "SELECT 'X' || x.id AS subject, o.name, x.on_date, 'O' || o.id AS org
          FROM exit_step x
          JOIN incubation i ON i.id = x.incubation_id AND i.void_reason IS NULL
          JOIN application a ON a.id = i.application_id
          JOIN org o ON o.id = a.org_id
         WHERE x.stage = 'assess' AND x.registration = 'pass' AND x.void_reason IS NULL AND {scope:a.org_id}
           AND NOT EXISTS (SELECT 1 FROM registration l WHERE l.org_id = a.org_id AND l.on_date <= x.on_date AND l.void_reason IS NULL)",
    explain: |row| {
        Ok(tr!(
            "{name}在{on_date}没有登记,注册许可不能判为合格;先记录登记:fuhua org register {org} --date 日期 --uscc 代码",
            "{name} had no registration on {on_date}, so registration cannot pass; record its licence first: fuhua org register {org} --date DATE --uscc CODE",
            name = row.text("name")?,
            on_date = row.text("on_date")?,
            org = row.text("org")?
        ))
    },
};
