//! Matches of resources.

use super::{Arm, Query, Rule, Severity};
use crate::domain::money;
use crate::fault;
use crate::i18n::label;
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // One offer, one need, both there.
    Rule {
        id: "match.sides",
        clause: "二(一)6",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("一头是资源,一头是需求,且已登记", "one offer and one need, on or before the match"),
        query: Query::Kinds(|| {
            both(
                "SELECT 'RM' || m.id AS subject, m.on_date, f.side AS first, n.side AS second, max(f.on_date, n.on_date) AS since
                   FROM resource_match m JOIN resource f ON f.id = m.offer_id JOIN resource n ON n.id = m.need_id
                  WHERE (f.side <> 'offer' OR n.side <> 'need' OR m.on_date < f.on_date OR m.on_date < n.on_date) AND m.void_reason IS NULL",
            )
        }),
        explain: |row| {
            if (row.text("first")?.as_str(), row.text("second")?.as_str()) == ("offer", "need") {
                let (day, since) = (row.text("on_date")?, row.text("since")?);
                return Ok(tr!("对接日期{day}早于登记日期{since}", "the match of {day} is before {since}, when both were on record"));
            }
            Ok(tr!("对接须一头是资源、一头是需求", "a match is of one offer and one need"))
        },
    },
    // Not more than is offered, and not after it ended.
    Rule {
        id: "match.value",
        clause: "二(一)6",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("对接不超过资源的价值和期限", "matches of an offer stay within its value and its days"),
        query: Query::Kinds(|| {
            both(
                "SELECT 'RM' || m.id AS subject, f.value_fen, m.on_date,
                        m.on_date || ' ' || coalesce(f.until_on, '') || ' ' || coalesce(n.until_on, '') || ' ' || coalesce(f.value_fen, '')
                          || ' ' || (SELECT sum(x.value_fen) FROM resource_match x
                                      WHERE x.offer_id = m.offer_id AND x.void_reason IS NULL AND x.id <= m.id) AS breach, min(coalesce(f.until_on, '9999'), coalesce(n.until_on, '9999')) AS until,
                        (SELECT sum(x.value_fen) FROM resource_match x WHERE x.offer_id = m.offer_id AND x.void_reason IS NULL AND x.id <= m.id) AS fen
                   FROM resource_match m JOIN resource f ON f.id = m.offer_id JOIN resource n ON n.id = m.need_id
                  WHERE m.void_reason IS NULL
                    AND (m.on_date > f.until_on OR m.on_date > n.until_on
                      OR (SELECT sum(x.value_fen) FROM resource_match x
                           WHERE x.offer_id = m.offer_id AND x.void_reason IS NULL AND x.id <= m.id) > f.value_fen)",
            )
        }),
        explain: |row| {
            let (day, until) = (row.text("on_date")?, row.text("until")?);
            if day > until {
                return Ok(tr!("对接日期{day}已过截止日期{until}", "the match of {day} is after the last day, {until}"));
            }
            let (fen, worth) = (money::yuan(row.int("fen")?), money::yuan(row.int("value_fen")?));
            Ok(tr!("该资源的对接合计{fen}元,超过其价值{worth}元", "matches of the offer come to {fen} yuan, above its value of {worth}"))
        },
    },
];

/// A query over matches `m`, for those that are touched and for the matches of
/// resources that are.
fn both(query: &str) -> Vec<Arm> {
    // A match that goes or grows may concern a later one of the same offer.
    let of_matches = "m.offer_id IN (SELECT x.offer_id FROM resource_match x WHERE {scope:x.id})";
    let of_resources = "(m.id IN (SELECT x.id FROM resource_match x WHERE {scope:x.offer_id})
                      OR m.id IN (SELECT x.id FROM resource_match x WHERE {scope:x.need_id}))";
    vec![
        Arm { table: "resource_match", sql: format!("{query} AND {of_matches}"), whole: true },
        Arm { table: "resource", sql: format!("{query} AND {of_resources}"), whole: false },
    ]
}
