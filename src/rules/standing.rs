//! What authorities attest.

use super::{Query, Rule, Scope, Severity};
use crate::domain::function_terms::STANDING_VALUE;
use crate::fault;
use crate::i18n::label;
use crate::store::Row;
use crate::tr;

/// SQL for why an organisation `:org` is not in good standing on a day `:day`,
/// as texts to be put in; NULL if it is.
macro_rules! blemish {
    ($org:literal, $day:literal) => {
        concat!(
            "coalesce((SELECT s.value FROM standing s WHERE s.org_id = ",
            $org,
            " AND s.kind = 'credit' AND s.value IN ('abnormal', 'dishonest') AND s.on_date <= ",
            $day,
            " AND (s.until_on IS NULL OR s.until_on >= ",
            $day,
            ") AND s.void_reason IS NULL ORDER BY s.on_date DESC, s.id DESC LIMIT 1),
              (SELECT CASE s.value WHEN 'fail' THEN 'fail' END FROM standing s WHERE s.org_id = ",
            $org,
            " AND s.kind = 'inspection' AND s.on_date <= ",
            $day,
            " AND s.void_reason IS NULL ORDER BY s.year DESC, s.on_date DESC, s.id DESC LIMIT 1))"
        )
    };
}

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // One inspection a year.
    Rule {
        id: "standing.once",
        clause: "二(一)5",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("一家组织一年只记一次年检", "one inspection an organisation and year"),
        query: Query::Sql {
            watches: &["standing"],
            scope: Scope::Orgs,
            sql: "SELECT 'ST' || s.id AS subject, o.name, s.year, 'ST' || min(e.id) AS other
                    FROM standing s JOIN org o ON o.id = s.org_id
                    JOIN standing e ON e.org_id = s.org_id AND e.kind = 'inspection' AND e.year = s.year AND e.id < s.id
                   WHERE s.kind = 'inspection' AND s.void_reason IS NULL AND e.void_reason IS NULL AND {scope:s.org_id}
                   GROUP BY s.id",
        },
        explain: |row| {
            let (name, year, other) = (row.text("name")?, row.int("year")?, row.text("other")?);
            Ok(tr!(
                "{name}{year}年度的年检已有记录 {other};更正用 fuhua edit {other}",
                "the inspection of {name} for {year} is on record as {other}; correct it with fuhua edit {other}"
            ))
        },
    },
    // The last day is not before the first.
    Rule {
        id: "standing.dates",
        clause: "二(一)5",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("截止日期不早于开始日期", "the last day is not before the first"),
        query: Query::Kinds(|| {
            vec![super::Arm {
                table: "standing",
                sql: "SELECT 'ST' || s.id AS subject, s.on_date, s.until_on FROM standing s
                       WHERE s.until_on < s.on_date AND s.void_reason IS NULL AND {scope:s.id}"
                    .to_owned(),
                whole: true,
            }]
        }),
        explain: |row| {
            let (day, until) = (row.text("on_date")?, row.text("until_on")?);
            Ok(tr!("截止日期{until}早于{day}", "the last day {until} is before {day}"))
        },
    },
    // Who failed is hardly rated.
    Rule {
        id: "standing.rating",
        clause: "二(一)5",
        severity: Severity::Warning,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label(
            "年检不合格或列入名录的组织不参加等级评估",
            "an organisation that failed its inspection or is on a list is hardly rated",
        ),
        query: Query::Sql {
            watches: &["standing"],
            scope: Scope::Orgs,
            sql: concat!(
                "SELECT * FROM (SELECT 'ST' || r.id AS subject, o.name, r.on_date, ",
                blemish!("r.org_id", "r.on_date"),
                " AS blemish FROM standing r JOIN org o ON o.id = r.org_id
                   WHERE r.kind = 'rating' AND r.void_reason IS NULL AND {scope:r.org_id}) WHERE blemish IS NOT NULL"
            ),
        },
        explain: |row| {
            let (name, day, what) = (row.text("name")?, row.text("on_date")?, blemish(row)?);
            Ok(tr!("{name}在{day}{what},却有等级评估,请核对", "{name} was rated on {day}, when it {what}: check it"))
        },
    },
    // Nor admitted without a look.
    Rule {
        id: "apply.standing",
        clause: "三(二)1.2)",
        severity: Severity::Warning,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("申请的组织不在名录、年检合格", "an applicant is on no list and passed its inspection"),
        query: Query::Sql {
            watches: &["application", "standing"],
            scope: Scope::Orgs,
            sql: concat!(
                "SELECT * FROM (SELECT 'A' || a.id AS subject, o.name, a.on_date, ",
                blemish!("a.org_id", "a.on_date"),
                " AS blemish FROM application a JOIN org o ON o.id = a.org_id
                   WHERE a.void_reason IS NULL AND {scope:a.org_id}) WHERE blemish IS NOT NULL"
            ),
        },
        explain: |row| {
            let (name, day, what) = (row.text("name")?, row.text("on_date")?, blemish(row)?);
            Ok(tr!("{name}在{day}申请时{what},评审时请注意", "{name} applied on {day}, when it {what}: mind it in the review"))
        },
    },
];

fn blemish(row: &Row) -> anyhow::Result<String> {
    Ok(match row.text("blemish")?.as_str() {
        "fail" => tr!("上次年检不合格", "had failed its last inspection"),
        list => tr!("在{what}上", "was on the {what}", what = STANDING_VALUE.text(list)),
    })
}
