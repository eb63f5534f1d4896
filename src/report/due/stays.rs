//! What is to be done about applications, residents and graduates.

use std::collections::BTreeSet;

use super::found::{Found, Look, Org, days_after, next_stage};
use crate::domain::code::Code;
use crate::domain::date::{add_months, iso};
use crate::domain::judgement_terms::{EVALUATION_STAGE, EvaluationStage};
use crate::domain::terms::{EXIT_STAGE, Outcome, REVIEW_STAGE};
use crate::report::cases::Case;
use crate::store::records::kinds::asset::ASSET_USE;
use crate::store::records::kinds::incubation::INCUBATION;
use crate::store::records::plan;
use crate::store::{Row, named_params};
use crate::tr;

/// The stages of a yearly evaluation and of an exit.
const CHAIN: [&str; 3] = ["assess", "preliminary", "final"];

/// Applications on which nothing is decided yet.
pub fn screening(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let months = plan::months(look.db, "screening_max_months")?;
    let stages: Vec<&str> = REVIEW_STAGE.terms.iter().map(|term| term.id).collect();
    let of = |case: &Case| {
        let passed = look.db.all(
            "SELECT stage FROM review_step WHERE application_id = :id AND result = 'pass' AND on_date <= :day AND void_reason IS NULL",
            named_params! {":id": case.application.number, ":day": iso(look.day)},
        )?;
        let (application, stage) = (case.application, next_stage(&stages, &passed)?);
        Ok(Found {
            on: add_months(case.applied, months),
            must: true,
            subject: application.to_string(),
            org: Org::of_case(case),
            what: tr!("筛选期满,须审定", "screening ends: decide"),
            command: format!("fuhua review {application} --stage {} --result {}", REVIEW_STAGE.typed(stage), Outcome::Pass.typed()),
        })
    };
    look.in_state(&["submitted", "screening"]).map(of).collect()
}

/// Residents whose state on entry is still to be assessed.
pub fn entry_assessment(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let days = plan::days(look.db, "entry_assessment_days")?;
    let rows = look.db.all(
        "SELECT incubation_id FROM evaluation WHERE stage = 'entry' AND on_date <= :day AND void_reason IS NULL",
        named_params! {":day": iso(look.day)},
    )?;
    let assessed = rows.iter().map(|row| row.int("incubation_id")).collect::<anyhow::Result<BTreeSet<_>>>()?;
    let of = |case: &Case| {
        let stay = case.incubation.filter(|stay| !assessed.contains(&stay.number))?;
        let marks = tr!("项目=分数", "ITEM=POINTS");
        Some(Found {
            on: days_after(case.since, days),
            must: true,
            subject: stay.to_string(),
            org: Org::of_case(case),
            what: tr!("入驻现状评估", "assess where it stands on entry"),
            command: format!("fuhua evaluate {} --stage {} --score {marks}", case.org, EvaluationStage::Entry.typed()),
        })
    };
    Ok(look.in_state(&["resident"]).filter_map(of).collect())
}

/// Yearly evaluations that are still to be confirmed: of who was there on a year's
/// last day, or is there while it runs.
pub fn evaluation(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let (db, day) = (look.db, iso(look.day));
    let days = plan::days(db, "evaluation_due_days")?;
    let rows = db.all(
        "SELECT c.incubation_id, c.org_id, o.name, y.no, y.end_on
           FROM operating_year y JOIN case_file c ON c.entered_on <= min(y.end_on, :day) AND (c.ended_on IS NULL OR c.ended_on > min(y.end_on, :day))
           JOIN org o ON o.id = c.org_id
          WHERE y.start_on <= :day
            AND NOT EXISTS (SELECT 1 FROM evaluation e WHERE e.incubation_id = c.incubation_id AND e.stage = 'final' AND e.year = y.no
                               AND e.on_date <= :day AND e.void_reason IS NULL)",
        named_params! {":day": day},
    )?;
    let of = |row: &Row| {
        let (no, stay) = (row.int("no")?, row.int("incubation_id")?);
        let done = db.all(
            "SELECT stage FROM evaluation WHERE incubation_id = :stay AND year = :year AND on_date <= :day AND void_reason IS NULL",
            named_params! {":stay": stay, ":year": no, ":day": day},
        )?;
        let (org, stage) = (Org::of(row)?, next_stage(&CHAIN, &done)?);
        let code = org.as_ref().map_or("", |org| org.code.as_str());
        Ok(Found {
            on: days_after(row.date("end_on")?, days),
            must: true,
            subject: INCUBATION.code(stay).to_string(),
            what: tr!("Y{no} 年度综合评估,须认定", "the yearly evaluation of Y{no}: confirm it"),
            command: format!(
                "fuhua evaluate {code} --stage {} --year Y{no} --result {}",
                EVALUATION_STAGE.typed(stage),
                Outcome::Pass.typed()
            ),
            org,
        })
    };
    rows.iter().map(of).collect()
}

/// Residents at the end of whose term the exit is assessed.
pub fn exit(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let months = plan::months(look.db, "incubation_months")?;
    let of = |case: &Case| {
        let stay = case.incubation?;
        let found = look.db.all(
            "SELECT stage FROM exit_step WHERE incubation_id = :stay AND on_date <= :day AND void_reason IS NULL",
            named_params! {":stay": stay.number, ":day": iso(look.day)},
        );
        Some(found.and_then(|done| {
            let stage = next_stage(&CHAIN, &done)?;
            Ok(Found {
                on: add_months(case.since, months),
                must: true,
                subject: stay.to_string(),
                org: Org::of_case(case),
                what: tr!("孵化期满,出壳考核", "the incubation ends: assess the exit"),
                command: format!("fuhua exit-assess {} --stage {} --result {}", case.org, EXIT_STAGE.typed(stage), Outcome::Pass.typed()),
            })
        }))
    };
    look.in_state(&["resident"]).filter_map(of).collect()
}

/// Graduates who are visited from time to time.
pub fn follow_up_visit(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let months = plan::months(look.db, "follow_up_visit_months")?;
    let mut found = Vec::new();
    for (case, stay) in look.followed()? {
        let last = look.db.maybe(
            "SELECT on_date FROM follow_up WHERE incubation_id = :stay AND kind = 'visit' AND on_date <= :day AND void_reason IS NULL
              ORDER BY on_date DESC LIMIT 1",
            named_params! {":stay": stay.number, ":day": iso(look.day)},
        )?;
        let last = last.map(|row| row.date("on_date")).transpose()?.map_or(case.since, |visit| visit.max(case.since));
        found.push(Found {
            on: add_months(last, months),
            must: false,
            subject: stay.to_string(),
            org: Org::of_case(case),
            what: tr!("跟踪回访", "visit the graduate"),
            command: format!("fuhua follow-up log {}", case.org),
        });
    }
    Ok(found)
}

/// Graduates whose follow-up may close, and must once its last day is near.
pub fn follow_up_close(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let (may, must) = (plan::months(look.db, "follow_up_min_months")?, plan::months(look.db, "follow_up_max_months")?);
    let of = |(case, stay): (&Case, Code)| {
        let (may, must) = (add_months(case.since, may), add_months(case.since, must));
        let is_near = must <= look.horizon;
        Found {
            on: if is_near { must } else { may },
            must: is_near,
            subject: stay.to_string(),
            org: Org::of_case(case),
            what: if is_near {
                tr!("跟踪期满,须结束", "follow-up must close")
            } else {
                tr!("可结束跟踪", "follow-up may close")
            },
            command: format!("fuhua follow-up close {}", case.org),
        }
    };
    Ok(look.followed()?.into_iter().map(of).collect())
}

/// Things of the base that are still with an organisation whose stay has ended.
pub fn handover(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let days = plan::days(look.db, "handover_days")?;
    let rows = look.db.all(
        "SELECT u.id, u.org_id, o.name, a.name AS what, max(c.ended_on) AS ended_on
           FROM asset_use u JOIN asset a ON a.id = u.asset_id JOIN org o ON o.id = u.org_id
           JOIN case_file c ON c.org_id = u.org_id AND u.on_date >= c.entered_on AND u.on_date <= c.ended_on AND c.ended_on <= :day
          WHERE u.kind = 'give' AND (u.until_on IS NULL OR u.until_on > :day) AND u.void_reason IS NULL GROUP BY u.id",
        named_params! {":day": iso(look.day)},
    )?;
    let of = |row: &Row| {
        let subject = ASSET_USE.code(row.int("id")?).to_string();
        Ok(Found {
            on: days_after(row.date("ended_on")?, days),
            must: true,
            org: Org::of(row)?,
            what: tr!("退还{what}", "return {what}", what = row.text("what")?),
            command: format!("fuhua space return {subject}"),
            subject,
        })
    };
    rows.iter().map(of).collect()
}
