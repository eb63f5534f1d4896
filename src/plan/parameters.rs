//! The plan's terms, windows, bodies and bounds.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::domain::date::yearless;
use crate::domain::text::matching;
use crate::tr;

/// The whole-month parameters that the rules read; a plan file must give each.
const MONTHS: [&str; 10] = [
    "screening_min_months",
    "screening_max_months",
    "incubation_months",
    "follow_up_min_months",
    "follow_up_max_months",
    "rating_months",
    "certificate_months",
    "follow_up_visit_months",
    "project_visit_months",
    "operator_registered_months",
];

/// The whole-day parameters; a plan file must give each.
const DAYS: [&str; 5] = ["quarterly_due_days", "evaluation_due_days", "entry_assessment_days", "handover_days", "complaint_days"];

/// The bounds in per cent; a plan file must give each.
const PERCENTS: [&str; 4] = ["grade_excellent", "grade_good", "grade_basic", "pass_percent"];

/// The hours of continuing education; a plan file must give each.
const HOURS: [&str; 3] = ["ce_hours_assistant", "ce_hours_worker", "ce_hours_senior"];

/// The days of every year, as `05-31`; a plan file must give each.
const YEARLY: [&str; 1] = ["inspection_due"];

/// The parameters that name approving bodies.
const BODIES: [&str; 2] = ["preliminary_body", "final_body"];

/// A term, a window, a body or a bound.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// One that the program knows.
    pub id: String,
    /// The value.
    pub value: Setting,
    /// Whether it is set by the base, because the plan has no figure for it.
    #[serde(default)]
    pub local: bool,
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
    /// The plan's clause.
    pub clause: String,
}

/// A parameter's value.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a number or text")]
pub enum Setting {
    /// Months, days, per cent or hours.
    Number(i64),
    /// A name.
    Text(String),
}

/// Every parameter that a plan file must give.
const ALL: [&[&str]; 6] = [&MONTHS, &DAYS, &PERCENTS, &HOURS, &YEARLY, &BODIES];

/// What is wrong with a parameter's value, if anything is.
pub fn wrong(name: &str, value: &Setting) -> Option<String> {
    let within = |most: i64| matches!(value, Setting::Number(n) if (0..=most).contains(n));
    let of = |names: &[&str]| names.contains(&name);
    if of(&MONTHS) && !within(120) {
        return Some(tr!("参数 {name} 应为0至120的整月数", "parameter {name} must be whole months, 0 to 120"));
    }
    if of(&DAYS) && !within(366) {
        return Some(tr!("参数 {name} 应为0至366的整天数", "parameter {name} must be whole days, 0 to 366"));
    }
    if of(&PERCENTS) && !within(100) {
        return Some(tr!("参数 {name} 应为0至100的整数", "parameter {name} must be whole per cent, 0 to 100"));
    }
    if of(&HOURS) && !within(1000) {
        return Some(tr!("参数 {name} 应为0至1000的整小时数", "parameter {name} must be whole hours, 0 to 1000"));
    }
    // Of a year that has no 29 February, so that every year has the day.
    let is_day = |text: &str| yearless(text).and_then(|(month, day)| NaiveDate::from_ymd_opt(2023, month, day)).is_some();
    if of(&YEARLY) && !matches!(value, Setting::Text(text) if is_day(text)) {
        return Some(tr!("参数 {name} 应为每年的一天,如 05-31", "parameter {name} must be a day of every year, such as 05-31"));
    }
    if of(&BODIES) && !matches!(value, Setting::Text(text) if !text.is_empty()) {
        return Some(tr!("参数 {name} 应为单位名称", "parameter {name} must be a body's name"));
    }
    None
}

/// What is wrong with them, if anything is.
pub(super) fn fault(parameters: &[Parameter]) -> Option<String> {
    let value = |name: &str| parameters.iter().find(|p| p.id == name).map(|p| &p.value);
    for name in ALL.concat() {
        match value(name) {
            Some(value) => {
                if let Some(why) = wrong(name, value) {
                    return Some(why);
                }
            }
            None => return Some(tr!("缺少参数 {name}", "parameter {name} is missing")),
        }
    }
    let body = |name| value(name).and_then(|set| if let Setting::Text(text) = set { Some(matching(text)) } else { None });
    if body(BODIES[0]) == body(BODIES[1]) {
        let [first, second] = BODIES;
        return Some(tr!("参数 {first} 与 {second} 是同一单位", "parameters {first} and {second} are the same body"));
    }
    let unknown = parameters.iter().find(|p| !ALL.concat().contains(&p.id.as_str()));
    unknown.map(|p| tr!("未知的参数 {id}", "unknown parameter {id}", id = p.id))
}

/// Whether the built-in plan's notice has no figure for a parameter.
#[cfg(test)]
pub(super) fn is_local(id: &str) -> bool {
    [&DAYS[..], &PERCENTS, &HOURS, &YEARLY, &["rating_months", "certificate_months", "follow_up_visit_months", "project_visit_months"]]
        .iter()
        .any(|names| names.contains(&id))
}
