//! Public-welfare projects.

use super::{Query, Rule, Scope, Severity, first_below_zero};
use crate::domain::money::yuan;
use crate::fault;
use crate::i18n::{label, pick};
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
            sql: "SELECT subject, name, on_date FROM (
              SELECT 'P' || p.id AS subject, o.name, coalesce(p.on_date, p.planned_on) AS on_date, p.org_id
                FROM project p JOIN org o ON o.id = p.org_id
               WHERE p.grant_fen IS NOT NULL AND p.void_reason IS NULL AND {scope:p.org_id}) p
             WHERE NOT EXISTS (SELECT 1 FROM case_file c WHERE c.org_id = p.org_id AND c.entered_on <= p.on_date
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
            sql: "SELECT 'P' || p.id AS subject, p.title, (p.grant_fen IS NULL) = (p.source IS NULL) AS both,
                  (SELECT group_concat(m.zh || ' ' || m.code, '、') FROM money_source m WHERE m.for_grants) AS lawful_zh,
                  (SELECT group_concat(m.code, ', ') FROM money_source m WHERE m.for_grants) AS lawful_en
              FROM project p LEFT JOIN money_source s ON s.code = p.source
             WHERE p.void_reason IS NULL AND {scope:p.org_id}
               AND ((p.grant_fen IS NULL) <> (p.source IS NULL) OR s.for_grants = 0)",
        },
        explain: |row| {
            if row.int("both")? == 1 {
                return Ok(tr!(
                    "项目“{title}”的资助不能出自这个来源;合法来源只有:{lawful}",
                    "the grant of '{title}' cannot come from this source; lawful are: {lawful}",
                    title = row.text("title")?,
                    lawful = pick(&row.text("lawful_zh")?, &row.text("lawful_en")?)
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
            "资助拨付不超过核定数,出自项目的来源,在立项(未经立项的在开始)之后、终止之前",
            "payments of a grant are within it, from its source, not before the approval or start, not after a stop",
        ),
        query: Query::Made { watches: || vec!["project", "voucher", "evaluation"], scope: Scope::Orgs, sql: payments },
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
                "stopped" => tr!(
                    "项目 {project}“{title}”已终止,{on_date}不能再拨付;核对 --date",
                    "{project} '{title}' was stopped before {on_date}: nothing more is paid; check --date"
                ),
                _ => tr!(
                    "{on_date}早于项目 {project}“{title}”的立项或开始日期,不能拨付;核对 --date",
                    "{on_date} is before {project} '{title}' was approved or started, too early for a payment; check --date"
                ),
            })
        },
    },
    // A later part is paid once the project was found in order.
    Rule {
        id: "project.instalment",
        clause: "四(三)9",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label(
            "资助分期拨付:每拨一次后期款,须先有一次合格的中期或结项评估",
            "each later payment of a grant follows one more passed midterm or closing evaluation",
        ),
        query: Query::Sql {
            watches: &["voucher", "project", "evaluation"],
            scope: Scope::Orgs,
            sql: "SELECT 'V' || id AS subject, 'P' || project_id AS project, title, on_date, k, passed, latest,
                   on_date || ' ' || k || ' ' || passed || ' ' || coalesce(latest, '') AS breach
              FROM (SELECT v.*, (SELECT count(*) FROM evaluation e WHERE e.project_id = v.project_id AND e.stage IN ('midterm', 'closing')
                                    AND e.result = 'pass' AND e.on_date <= v.on_date AND e.void_reason IS NULL) AS passed,
                           (SELECT e.result FROM evaluation e WHERE e.project_id = v.project_id AND e.stage IN ('midterm', 'closing')
                               AND e.on_date <= v.on_date AND e.void_reason IS NULL ORDER BY e.on_date DESC, e.id DESC LIMIT 1) AS latest
                      FROM (SELECT v.id, v.project_id, p.title, v.on_date, row_number() OVER (PARTITION BY p.id ORDER BY v.on_date, v.id) AS k
                              FROM project p JOIN voucher v ON v.project_id = p.id AND v.category = 'grant' AND v.void_reason IS NULL
                             WHERE v.reverses IS NULL AND p.void_reason IS NULL AND {scope:p.org_id}
                               AND NOT EXISTS (SELECT 1 FROM voucher r WHERE r.reverses = v.id AND r.void_reason IS NULL)) v)
             WHERE passed < k - 1 OR latest = 'fail'",
        },
        explain: |row| {
            let (project, title, day) = (row.text("project")?, row.text("title")?, row.text("on_date")?);
            if row.opt_text("latest")?.as_deref() == Some("fail") {
                return Ok(tr!(
                    "项目 {project}“{title}”在{day}之前最近一次评估不合格,停止拨付;合格后再拨:fuhua project evaluate {project}",
                    "the latest evaluation of {project} '{title}' up to {day} failed, so nothing is paid until one passes: fuhua project evaluate {project}"
                ));
            }
            let (k, passed, needed) = (row.int("k")?, row.int("passed")?, row.int("k")? - 1);
            Ok(tr!(
                "项目 {project}“{title}”的第{k}次拨付({day})须先有{needed}次合格的中期或结项评估,现有{passed}次;先评估:fuhua project evaluate {project} --stage 中期评估",
                "payment {k} for {project} '{title}' on {day} needs {needed} passed midterm or closing evaluations, of which there are {passed}; evaluate it first: fuhua project evaluate {project} --stage midterm"
            ))
        },
    },
];

/// Payments beyond the grant, from another source, too early or too late.
fn payments() -> String {
    let left = "
      SELECT p.id AS purse, '' AS on_date, coalesce(p.grant_fen, 0) AS fen, NULL AS id FROM project p WHERE p.void_reason IS NULL AND {scope:p.org_id}
      UNION ALL
      SELECT p.id, g.on_date, -g.amount_fen, g.voucher_id FROM project p JOIN grant_payment g ON g.project_id = p.id WHERE p.void_reason IS NULL AND {scope:p.org_id}";
    format!(
        "SELECT 'V' || l.id AS subject, 'P' || p.id AS project, p.title, l.on_date, l.fen, 'over' AS wrong
           FROM ({}) l JOIN project p ON p.id = l.purse
         UNION ALL
         SELECT 'V' || v.id, 'P' || p.id, p.title, v.on_date, 0, v.wrong
           FROM project p JOIN (
             SELECT v.id, v.project_id, v.on_date,
                    CASE WHEN v.source IS NOT p.source THEN 'source'
                         WHEN v.on_date < coalesce((SELECT min(e.on_date) FROM evaluation e WHERE e.project_id = p.id AND e.stage = 'approve'
                                                       AND e.result = 'pass' AND e.void_reason IS NULL), p.on_date, '9999') THEN 'early'
                         WHEN EXISTS (SELECT 1 FROM evaluation e WHERE e.project_id = p.id AND e.stage = 'close' AND e.result = 'fail'
                                         AND e.on_date < v.on_date AND e.void_reason IS NULL) THEN 'stopped' END AS wrong
               FROM project p JOIN voucher v ON v.project_id = p.id
              WHERE v.category = 'grant' AND v.reverses IS NULL AND v.void_reason IS NULL AND {{scope:p.org_id}}) v ON v.project_id = p.id
          WHERE v.wrong IS NOT NULL",
        first_below_zero(left)
    )
}
