//! The figures of an issued report that `report diff` compares: their paths in its
//! JSON, and what they are called.

use serde_json::{Map, Value as Json};

use super::figures::Indicator;
use super::money_diff;
use super::operations;
use crate::domain::terms::STATE;
use crate::rules::report_issued::residents;
use crate::tr;

/// Under which the table of residents stands.
pub(super) const RESIDENTS: &str = "residents";

/// The figures of a report's value, by path, in order.
pub(super) fn numbers(value: &Json) -> Vec<(String, i64)> {
    let mut found = Vec::new();
    let mut add = |about: &str, of: &Map<String, Json>, keys: &[&str]| {
        for (key, n) in of.iter().filter(|(key, _)| keys.is_empty() || keys.contains(&key.as_str())) {
            found.extend(n.as_i64().map(|n| (format!("{about}.{key}"), n)));
        }
    };
    for line in value["indicators"].as_array().into_iter().flatten().filter_map(Json::as_object) {
        if let Some(id) = line.get("indicator").and_then(Json::as_str) {
            add(id, line, &["quarter", "month", "total", "year_to_date", "target"]);
        }
    }
    for resident in value["residents"].as_array().into_iter().flatten().filter_map(Json::as_object) {
        if let Some(stay) = resident.get("incubation").and_then(Json::as_str) {
            add(&format!("{RESIDENTS}.{stay}"), resident, &residents::KEYS);
        }
    }
    for part in ["people", "pipeline"].into_iter().chain(operations::PARTS.iter().map(|part| part.key)) {
        // A report on a year has some at its start and at its end.
        let of = if value[part]["end"].is_object() { &value[part]["end"] } else { &value[part] };
        of.as_object().into_iter().for_each(|of| add(part, of, &[]));
    }
    value["operator"]["complaints"].as_object().into_iter().for_each(|of| add("operator.complaints", of, &[]));
    found.extend(money_diff::numbers("finance", &value["finance"]));
    found
}

/// What a figure is called, and which one of it.
pub(super) fn names(figure: &str, indicators: &[Indicator]) -> [String; 2] {
    let (about, what) = figure.split_once('.').unwrap_or((figure, ""));
    if let Some(names) = operations::names(about, what) {
        return names;
    }
    match (about, what) {
        ("people", "person_times") => [tr!("培训", "trainings"), tr!("人次", "person-times")],
        ("people", _) => [tr!("培训", "trainings"), tr!("到场人数", "different persons")],
        ("pipeline", state) => [tr!("申请与孵化", "applications and incubations"), STATE.text(state).to_owned()],
        (RESIDENTS, number) => {
            let (stay, key) = number.split_once('.').unwrap_or((number, ""));
            let of = if key == "days" { tr!("天数", "days") } else { tr!("服务次数", "services") };
            [tr!("在孵组织 {stay}", "resident {stay}"), of]
        }
        (id, of) => {
            let of = match of {
                "quarter" => tr!("本季", "quarter"),
                "month" => tr!("本月", "month"),
                "total" => tr!("全年", "year"),
                "target" => tr!("年度目标", "target"),
                _ => tr!("本年累计", "year to date"),
            };
            [indicators.iter().find(|i| i.id == id).map_or(id, Indicator::name).to_owned(), of]
        }
    }
}
