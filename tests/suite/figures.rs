//! Every figure against a plain model: random histories are typed in, and what
//! `target status`, `report quarterly`, `report evidence` and a direct query of
//! `indicator_fact` say is compared with figures counted in Rust, without SQL.
//!
//! More histories: `PROPTEST_CASES=500 cargo test --release --test suite figures::`.

use crate::common::deeds::{Model, act, deed, year};
use crate::common::{Base, rows, times};
use chrono::{Days, NaiveDate};
use fuhua::domain::indicator::INDICATORS;
use proptest::prelude::*;
use serde_json::Value as Json;

/// The targets of the built-in plan, the same each year.
const TARGETS: [i64; 8] = [6, 15, 10, 500, 20, 12, 6, 2];

fn tenths(n: f64) -> i64 {
    (n * 10.0).round() as i64
}

/// Compares everything that the program says with the model.
fn compare(base: &Base, model: &Model) -> Result<(), TestCaseError> {
    let connection = base.open();
    let direct = |indicator: &str, from: NaiveDate, to: NaiveDate| -> i64 {
        let sql = format!(
            "SELECT coalesce(sum(quantity), 0) FROM indicator_fact WHERE indicator = '{indicator}' AND on_date BETWEEN '{from}' AND '{to}'"
        );
        rows(&connection, &sql)[0][0].parse().expect("a number")
    };
    for no in 1..=3usize {
        let (start, end) = year(no);
        let status = base.json(&["target", "status", "--year", &format!("Y{no}"), "--as-of", &end.to_string()]);
        for (i, t) in status["targets"].as_array().expect("targets").iter().enumerate() {
            let actual = model.sum(INDICATORS[i].id, start, end);
            prop_assert_eq!(t["indicator"].as_str(), Some(INDICATORS[i].id));
            prop_assert_eq!(t["actual"].as_i64(), Some(actual), "Y{} {}", no, INDICATORS[i].id);
            prop_assert_eq!(t["target"].as_i64(), Some(TARGETS[i]));
            prop_assert_eq!(tenths(t["percent"].as_f64().expect("percent")), (actual * 2000 + TARGETS[i]) / (2 * TARGETS[i]));
            prop_assert_eq!(t["status"].as_str(), Some(if actual >= TARGETS[i] { "met" } else { "behind" }));
        }
        for q in 1..=4u32 {
            let from = start.checked_add_months(chrono::Months::new(3 * (q - 1))).expect("a day");
            let to = start.checked_add_months(chrono::Months::new(3 * q)).expect("a day") - Days::new(1);
            let label = format!("Y{no}Q{q}");
            let report = base.json(&["report", "quarterly", &label]);
            prop_assert_eq!(report["people"]["distinct"].as_u64(), Some(model.distinct(from, to) as u64), "{}", &label);
            for (i, row) in report["indicators"].as_array().expect("indicators").iter().enumerate() {
                let indicator = INDICATORS[i].id;
                let quarter = model.sum(indicator, from, to);
                prop_assert_eq!(row["quarter"].as_i64(), Some(quarter), "{} {}", &label, indicator);
                prop_assert_eq!(row["year_to_date"].as_i64(), Some(model.sum(indicator, start, to)), "{} {}", &label, indicator);
                prop_assert_eq!(direct(indicator, from, to), quarter, "{} {}", &label, indicator);
                let evidence = base.json(&["report", "evidence", indicator, &label]);
                let listed: i64 = evidence.as_array().expect("rows").iter().map(|r: &Json| r["quantity"].as_i64().expect("quantity")).sum();
                prop_assert_eq!(listed, quarter, "{} {}", &label, indicator);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: times("PROPTEST_CASES", 12), max_shrink_iters: 40, ..ProptestConfig::default() })]
    #[test]
    fn figures_equal_a_plain_count(deeds in proptest::collection::vec(deed(), 10..60)) {
        let mut base = Base::empty();
        base.today("2024-09-30");
        base.ok(&["init"]);
        let mut model = Model::default();
        for deed in &deeds {
            act(&base, &mut model, deed);
        }
        compare(&base, &model)?;
        base.sound();
    }
}
