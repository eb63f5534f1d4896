//! What authorities attest of organisations: ratings, inspections, credit lists.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::found::{Found, Look, Org};
use crate::domain::date::{add_months, iso};
use crate::domain::terms::Outcome;
use crate::report::cases::Case;
use crate::store::records::kinds::standing::STANDING;
use crate::store::records::plan;
use crate::store::{Row, named_params};
use crate::tr;

/// Months on the list of abnormal activity after which an organisation comes on
/// that of serious dishonesty (社会组织信用信息管理办法).
const ABNORMAL_MONTHS: u32 = 24;

/// Ratings that run out: each organisation's latest.
pub fn rating(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let rows = look.db.all(
        "SELECT s.id, s.org_id, o.name, s.value, s.until_on FROM standing s JOIN org o ON o.id = s.org_id
          WHERE s.kind = 'rating' AND s.until_on IS NOT NULL AND s.on_date <= :day AND s.void_reason IS NULL
            AND NOT EXISTS (SELECT 1 FROM standing l WHERE l.org_id = s.org_id AND l.kind = 'rating' AND l.on_date <= :day
                               AND (l.on_date, l.id) > (s.on_date, s.id) AND l.void_reason IS NULL)",
        named_params! {":day": iso(look.day)},
    )?;
    let of = |row: &Row| {
        let (org, grade) = (Org::of(row)?, row.text("value")?);
        let code = org.as_ref().map_or("", |org| org.code.as_str());
        Ok(Found {
            on: row.date("until_on")?,
            must: false,
            subject: STANDING.code(row.int("id")?).to_string(),
            what: tr!("{grade} 等级到期,可申请复评", "the rating {grade} ends: apply for another"),
            command: format!("fuhua org rate {code} --grade {grade}"),
            org,
        })
    };
    rows.iter().map(of).collect()
}

/// The yearly inspection of the year before, of residents and of graduates who are
/// followed, if they were registered by the middle of that year.
pub fn inspection(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let year = look.day.year() - 1;
    let (month, day) = plan::day_of_year(look.db, "inspection_due")?;
    let on = NaiveDate::from_ymd_opt(year + 1, month, day).unwrap_or(look.day);
    let followed = look.followed()?.into_iter().map(|(case, _)| case);
    let mut seen = BTreeSet::new();
    let cases: Vec<&Case> = look.in_state(&["resident"]).chain(followed).filter(|case| seen.insert(case.org.number)).collect();
    let mut found = Vec::new();
    for case in cases {
        let wanted = look.db.maybe(
            "SELECT 1 AS yes FROM registration l
              WHERE l.org_id = :org AND l.on_date <= :by AND l.void_reason IS NULL
                AND NOT EXISTS (SELECT 1 FROM standing s WHERE s.org_id = :org AND s.kind = 'inspection' AND s.year = :year
                                   AND s.on_date <= :day AND s.void_reason IS NULL) LIMIT 1",
            named_params! {":org": case.org.number, ":by": format!("{year}-06-30"), ":year": i64::from(year), ":day": iso(look.day)},
        )?;
        found.extend(wanted.map(|_| Found {
            on,
            must: true,
            subject: case.org.to_string(),
            org: Org::of_case(case),
            what: tr!("{year}年度年检", "the inspection of {year}"),
            command: format!("fuhua org inspect {} --year {year} --result {}", case.org, Outcome::Pass.typed()),
        }));
    }
    Ok(found)
}

/// Entries in the list of abnormal activity that nobody has cleared.
pub fn abnormal(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let rows = look.db.all(
        "SELECT s.id, s.org_id, o.name, s.on_date FROM standing s JOIN org o ON o.id = s.org_id
          WHERE s.kind = 'credit' AND s.value = 'abnormal' AND s.until_on IS NULL AND s.on_date <= :day AND s.void_reason IS NULL",
        named_params! {":day": iso(look.day)},
    )?;
    let of = |row: &Row| {
        let (subject, org) = (STANDING.code(row.int("id")?).to_string(), Org::of(row)?);
        let code = org.as_ref().map_or("", |org| org.code.as_str());
        Ok(Found {
            on: add_months(row.date("on_date")?, ABNORMAL_MONTHS),
            must: true,
            what: tr!("移出活动异常名录,逾期列入严重违法失信名单", "get off the list of abnormal activity, before it is one of dishonesty"),
            command: format!("fuhua org credit {code} --clear {subject}"),
            org,
            subject,
        })
    };
    rows.iter().map(of).collect()
}
