//! Public-welfare projects.

use super::{Query, Rule, Scope, Severity, first_below_zero};
use crate::domain::money::yuan;
use crate::fault;
use crate::i18n::label;
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // Grants are for residents and graduates.
    Rule {
        id: "project.recipient",
        clause: "二(二)3",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("资助只给在孵或已出壳的组织", "a grant only to a resident or a graduate"),
        query: Query::Sql {
            watches: &["project", "incubation", "exit_step", "withdrawal"],
            scope: Scope::Orgs,
            sql: "SELECT 'P' || p.id AS subject, o.name, p.on_date
              FROM project p JOIN org o ON o.id = p.org_id
             WHERE p.grant_fen IS NOT NULL AND p.void_reason IS NULL AND {scope:p.org_id}
               AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.org_id = p.org_id AND c.entered_on <= p.on_date
                                  AND (c.ended_on IS NULL OR p.on_date <= c.ended_on OR c.exit_result = 'pass'))",
        },
        explain: |row| {
            Ok(tr!(
                "{name}在{on_date}既不在孵也未出壳,不能得到小额资助;去掉 --grant 仍可记录项目",
                "{name} was neither a resident nor a graduate on {on_date} and cannot get a grant; without --grant the project can be recorded",
                name = row.text("name")?,
                on_date = row.text("on_date")?
            ))
        },
    },
    // A grant names the lawful source it comes from.
    Rule {
        id: "project.source",
        clause: "二(二)3",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("资助须写明合法来源", "a grant names its lawful source"),
        query: Query::Sql {
            watches: &["project"],
            scope: Scope::Orgs,
            sql: "SELECT 'P' || p.id AS subject, p.title, (p.grant_fen IS NULL) = (p.source IS NULL) AS both
              FROM project p LEFT JOIN money_source s ON s.code = p.source
             WHERE p.void_reason IS NULL AND {scope:p.org_id}
               AND ((p.grant_fen IS NULL) <> (p.source IS NULL) OR s.for_grants = 0)",
        },
        explain: |row| {
            if row.int("both")? == 1 {
                return Ok(tr!(
                    "项目“{title}”的资助不能出自这个来源;合法来源只有 special-fund、donation、service-income、other",
                    "the grant of '{title}' cannot come from this source; lawful are special-fund, donation, service-income and other",
                    title = row.text("title")?
                ));
            }
            Ok(tr!(
                "项目“{title}”的资助与来源须同时写明:--grant 金额 --source 来源",
                "the grant of '{title}' and its source go together: --grant YUAN --source SOURCE",
                title = row.text("title")?
            ))
        },
    },
    // What is paid of a grant is within it, from its source, and not too early.
    Rule {
        id: "project.grant",
        clause: "二(二)3",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label(
            "资助拨付不超过核定数,出自项目的来源,不早于项目开始",
            "payments of a grant are within it, from its source, not before the start",
        ),
        query: Query::Made { watches: || vec!["project", "voucher"], scope: Scope::Orgs, sql: payments },
        explain: |row| {
            let (project, title, on_date) = (row.text("project")?, row.text("title")?, row.text("on_date")?);
            Ok(match row.text("wrong")?.as_str() {
                "over" => tr!(
                    "到{on_date}为止,项目 {project}“{title}”的拨付超过核定资助{fen}元;核对金额,或先更正资助:fuhua edit {project} --grant 金额",
                    "up to {on_date} the payments for {project} '{title}' exceed its grant by {fen} yuan; check the amount, or correct the grant first: fuhua edit {project} --grant YUAN",
                    fen = yuan(-row.int("fen")?)
                ),
                "source" => tr!(
                    "项目 {project}“{title}”的资助须出自它自己的来源;不写 --source 即用该来源",
                    "the grant of {project} '{title}' is paid from its own source; leave --source out to use it"
                ),
                _ => tr!(
                    "{on_date}早于项目 {project}“{title}”的开始日期,不能拨付;核对 --date",
                    "{on_date} is before {project} '{title}' started, too early for a payment; check --date"
                ),
            })
        },
    },
];

/// Payments beyond the grant, from another source, or before the start.
fn payments() -> String {
    let left = "
      SELECT p.id AS purse, '' AS on_date, coalesce(p.grant_fen, 0) AS fen, NULL AS id FROM project p WHERE p.void_reason IS NULL AND {scope:p.org_id}
      UNION ALL
      SELECT p.id, g.on_date, -g.amount_fen, g.voucher_id FROM project p JOIN grant_payment g ON g.project_id = p.id WHERE p.void_reason IS NULL AND {scope:p.org_id}";
    format!(
        "SELECT 'V' || l.id AS subject, 'P' || p.id AS project, p.title, l.on_date, l.fen, 'over' AS wrong
           FROM ({}) l JOIN project p ON p.id = l.purse
         UNION ALL
         SELECT 'V' || v.id, 'P' || p.id, p.title, v.on_date, 0, CASE WHEN v.source IS NOT p.source THEN 'source' ELSE 'early' END
           FROM project p JOIN voucher v ON v.project_id = p.id
          WHERE v.category = 'grant' AND v.reverses IS NULL AND v.void_reason IS NULL AND {{scope:p.org_id}}
            AND (v.source IS NOT p.source OR v.on_date < p.on_date)",
        first_below_zero(left)
    )
}
