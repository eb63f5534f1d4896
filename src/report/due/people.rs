//! What runs out for persons: registrations of certificates, and terms in hubs.

use super::found::{Found, Look, Org, days_after};
use crate::domain::date::{iso, parse_iso};
use crate::domain::function_terms::STANDING_VALUE;
use crate::report::certificates::{self, Renewal};
use crate::store::records::kinds::hub::HUB_MEMBER;
use crate::store::{Row, named_params};
use crate::tr;

/// More days than the three months in which a registration may be renewed have.
const WINDOW: u64 = 92;

/// Registrations that may be renewed by now: each person's of the highest level.
pub fn renewal(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let renewals = certificates::renewals(look.db, look.day, days_after(look.day, WINDOW))?;
    let of = |renewal: &Renewal| {
        let Renewal { person, name, level, until, .. } = renewal;
        Some(Found {
            on: parse_iso(until)?,
            must: true,
            subject: person.clone(),
            org: None,
            what: tr!(
                "{name}的{level}登记到期,须续期",
                "the registration of {name}, {level}, ends: renew it",
                level = STANDING_VALUE.text(level)
            ),
            command: format!("fuhua person renew {person}"),
        })
    };
    let day = iso(look.day);
    Ok(renewals.iter().filter(|renewal| renewal.from <= day).filter_map(of).collect())
}

/// Terms in hubs that run out. One that is over is let go.
pub fn term(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let rows = look.db.all(
        "SELECT m.id, m.org_id, m.until_on, h.name AS hub, coalesce(o.name, p.name) AS name
           FROM hub_member m JOIN hub h ON h.id = m.hub_id LEFT JOIN org o ON o.id = m.org_id LEFT JOIN person p ON p.id = m.person_id
          WHERE m.on_date <= :day AND m.until_on >= :day AND (h.closed_on IS NULL OR h.closed_on > :day) AND m.void_reason IS NULL",
        named_params! {":day": iso(look.day)},
    )?;
    let of = |row: &Row| {
        let subject = HUB_MEMBER.code(row.int("id")?).to_string();
        let (name, hub, day) = (row.text("name")?, row.text("hub")?, tr!("日期", "DATE"));
        Ok(Found {
            on: row.date("until_on")?,
            must: false,
            org: Org::of(row)?,
            what: tr!("{name}在{hub}的任期届满", "the term of {name} in {hub} ends"),
            command: format!("fuhua edit {subject} --until {day}"),
            subject,
        })
    };
    rows.iter().map(of).collect()
}
