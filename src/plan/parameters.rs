//! The terms, windows and bodies that a plan file must give.

use super::{BODIES, DAYS, MONTHS, Parameter, Setting};
use crate::domain::text::matching;
use crate::tr;

/// What is wrong with them, if anything is.
pub(super) fn fault(parameters: &[Parameter]) -> Option<String> {
    let value = |name: &str| parameters.iter().find(|p| p.id == name).map(|p| &p.value);
    for name in MONTHS {
        match value(name) {
            Some(Setting::Number(n)) if (0..=120).contains(n) => {}
            _ => return Some(tr!("参数 {name} 应为0至120的整月数", "parameter {name} must be whole months, 0 to 120")),
        }
    }
    for name in DAYS {
        match value(name) {
            Some(Setting::Number(n)) if (0..=366).contains(n) => {}
            _ => return Some(tr!("参数 {name} 应为0至366的整天数", "parameter {name} must be whole days, 0 to 366")),
        }
    }
    for name in BODIES {
        if !matches!(value(name), Some(Setting::Text(text)) if !text.is_empty()) {
            return Some(tr!("缺少参数 {name}", "parameter {name} is missing"));
        }
    }
    let body = |name| value(name).and_then(|set| if let Setting::Text(text) = set { Some(matching(text)) } else { None });
    if body(BODIES[0]) == body(BODIES[1]) {
        let [first, second] = BODIES;
        return Some(tr!("参数 {first} 与 {second} 是同一单位", "parameters {first} and {second} are the same body"));
    }
    let known = |id: &str| MONTHS.contains(&id) || DAYS.contains(&id) || BODIES.contains(&id);
    parameters.iter().find(|p| !known(&p.id)).map(|p| tr!("未知的参数 {id}", "unknown parameter {id}", id = p.id))
}
