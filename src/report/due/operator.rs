//! The operator: its yearly performance, complaints about it, the end of its
//! contract.

use super::found::{Found, Look, Org, days_after};
use crate::domain::date::iso;
use crate::report::operator;
use crate::store::records::kinds::operator::COMPLAINT;
use crate::store::records::plan;
use crate::store::{Row, named_params};
use crate::tr;

/// Operating years in which a contract ran and whose performance is not assessed.
pub fn performance(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let days = plan::days(look.db, "evaluation_due_days")?;
    let mut found = Vec::new();
    for year in look.calendar.years.iter().filter(|year| year.start <= look.day) {
        let label = format!("Y{}", year.no);
        let open = look.db.maybe(
            "SELECT c.org_id, o.name FROM operator_contract c JOIN org o ON o.id = c.org_id
              WHERE c.from_on <= :end AND c.to_on >= :start AND c.on_date <= :day AND c.void_reason IS NULL
                AND NOT EXISTS (SELECT 1 FROM breach b WHERE b.contract_id = c.id AND b.on_date < :start AND b.void_reason IS NULL)
                AND NOT EXISTS (SELECT 1 FROM evaluation e WHERE e.stage = 'performance' AND e.period = :year AND e.on_date <= :day
                                   AND e.void_reason IS NULL)
              ORDER BY c.from_on DESC, c.id DESC LIMIT 1",
            named_params! {":start": iso(year.start), ":end": iso(year.end), ":day": iso(look.day), ":year": label},
        )?;
        let Some(row) = open else { continue };
        found.push(Found {
            on: days_after(year.end, days),
            must: true,
            subject: label.clone(),
            org: Org::of(&row)?,
            what: tr!("{label} 绩效考核", "assess the performance of {label}"),
            command: format!("fuhua operator assess {label}"),
        });
    }
    Ok(found)
}

/// Complaints that nobody has verified.
pub fn complaint(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let days = plan::days(look.db, "complaint_days")?;
    let rows = look.db.all(
        "SELECT c.id, c.org_id, o.name, c.on_date FROM complaint c JOIN org o ON o.id = c.org_id
          WHERE c.on_date <= :day AND (c.verified_on IS NULL OR c.verified_on > :day) AND c.void_reason IS NULL",
        named_params! {":day": iso(look.day)},
    )?;
    let of = |row: &Row| {
        let code = COMPLAINT.code(row.int("id")?);
        Ok(Found {
            on: days_after(row.date("on_date")?, days),
            must: true,
            subject: code.to_string(),
            org: Org::of(row)?,
            what: tr!("核实投诉", "verify the complaint"),
            command: format!("fuhua operator verify {code}"),
        })
    };
    rows.iter().map(of).collect()
}

/// The end of the contract that runs, or the day by which a broken one stops.
pub fn contract_end(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let Some((contract, breach)) = operator::contract(look.db, look.day)? else { return Ok(Vec::new()) };
    let org = Some(Org { code: contract.org.clone(), name: contract.name.clone() });
    let code = contract.code.clone();
    Ok(match breach {
        Some(breach) if breach.stop_by >= look.day => vec![Found {
            on: breach.stop_by,
            must: true,
            subject: breach.code,
            org,
            what: tr!("停止运营", "the operator stops its work"),
            command: format!("fuhua show {code}"),
        }],
        None if contract.state == "running" => vec![Found {
            on: contract.to,
            must: false,
            subject: code.clone(),
            org,
            what: tr!("委托协议到期", "the operator's contract ends"),
            command: format!("fuhua show {code}"),
        }],
        _ => Vec::new(),
    })
}
