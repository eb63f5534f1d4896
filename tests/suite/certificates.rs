//! Certificates of social work: who is in post, who is certified, what lapses.

use crate::common::Base;
use crate::common::lines::{done, refused};
use serde_json::json;

/// Three persons in post, of whom the second has a certificate by the roster.
fn base() -> Base {
    let mut base = Base::new();
    base.today("2025-12-31");
    let roster = base.file("roster.csv", "姓名,类别\n沈知秋,在岗未持证\n宋若溪,持证\n唐海宁,在岗未持证\n许向晨,志愿者\n");
    base.ok(&["training", "log", "--title", "内部治理", "--form", "lecture", "--date", "2022-02-18", "--hours", "3", "--roster", &roster]);
    base
}

#[test]
fn the_rate_counts_who_is_in_post() {
    let base = base();
    done(&base, "person certify 唐海宁 --level assistant --number 证001 --date 2022-07-01");
    let on = |day: &str| done(&base, &format!("training certificates --on {day}"));
    let rate = |day: &str| {
        let found = on(day);
        json!([found["in_post"], found["certified"], found["percent"], found["registered"]])
    };
    assert_eq!(rate("2022-02-17"), json!([0, 0, null, 0]));
    assert_eq!(rate("2022-06-30"), json!([3, 1, 33.3, 0]));
    assert_eq!(rate("2022-09-30"), json!([3, 2, 66.7, 1]));
    let found = on("2022-09-30");
    assert_eq!(found["levels"], json!({"assistant": 1, "social-worker": 0, "senior": 0, "unknown": 1}));
    assert_eq!(found["gained"], json!([{"person": "M3", "name": "唐海宁", "level": "assistant", "date": "2022-07-01"}]));
    let trained = json!({"certified": {"person_times": 1, "distinct": 1}, "uncertified": {"person_times": 2, "distinct": 2}});
    assert_eq!((&found["trained"], &found["renewals"]), (&trained, &json!([])));
    assert_eq!(done(&base, "show ST1")["until"], "2025-06-30");
    let due = on("2025-05-01");
    let renewal = json!([{"person": "M3", "name": "唐海宁", "level": "assistant", "until": "2025-06-30", "days": 60, "from": "2025-04-01",
                          "hours": 0.0, "hours_needed": 72}]);
    assert_eq!(due["renewals"], renewal);
    base.ok(&["training", "certificates", "--on", "2025-06-30", "--check"]);
    let lapsed = base.run(&["training", "certificates", "--on", "2025-07-01", "--check"]);
    assert!(lapsed.code == 1 && lapsed.err.contains("M3 唐海宁"), "{lapsed:?}");
    base.sound();
}

#[test]
fn a_registration_runs_three_years_and_is_renewed_at_its_end() {
    let base = base();
    done(&base, "person certify 沈知秋 --level social-worker --date 2022-02-01");
    assert_eq!(done(&base, "show ST1")["until"], "2025-01-31");
    assert_eq!(done(&base, "training certificates --on 2025-01-01")["renewals"][0]["hours"], 3.0);
    // Early, in time, and after it lapsed.
    let early = done(&base, "person renew 沈知秋 --date 2024-10-31");
    assert!(early["warnings"][0].as_str().expect("a warning").contains("2024-11-01起可以续期"), "{early}");
    assert_eq!(done(&base, "show ST2")["until"], "2028-01-31");
    base.ok(&["undo"]);
    assert_eq!(done(&base, "person renew 沈知秋 --date 2024-11-01")["warnings"], json!([]));
    assert_eq!(done(&base, "show ST3")["until"], "2028-01-31");
    base.ok(&["undo"]);
    done(&base, "person renew M1 --date 2025-03-10");
    assert_eq!(done(&base, "show ST4")["until"], "2028-03-09");
    let after = done(&base, "training certificates --on 2025-03-10");
    assert_eq!((&after["gained"], &after["renewals"]), (&json!([]), &json!([])));
    let lower = done(&base, "person certify M1 --level 助理社会工作师 --date 2025-04-01");
    assert!(
        lower["warnings"][0].as_str().expect("a warning").contains("ST4")
            || lower["warnings"][0].as_str().expect("a warning").contains("ST1")
    );
    base.sound();
}

#[test]
fn a_certificate_is_of_one_person() {
    let base = base();
    assert_eq!(done(&base, "person add 邓雨桐 --unit 城区街道 --phone 13800138001")["code"], "M5");
    let again = done(&base, "person add 邓雨桐");
    assert!(again["warnings"][0].as_str().expect("a warning").contains("另有1人同名"), "{again}");
    refused(&base, 2, "person certify 邓雨桐 --level senior", "M5 邓雨桐");
    refused(&base, 2, "person certify 冯思源 --level senior", "冯思源");
    refused(&base, 2, "person certify M5 --level 3A", "senior");
    refused(&base, 2, "person renew M5", "没有可续期的证书");
    refused(&base, 2, "person add 甲、乙", "姓名");
    done(&base, "person certify M5 --level senior --date 2024-02-29");
    let shown = done(&base, "show ST1");
    assert_eq!(json!([shown["person"], shown["org"], shown["value"], shown["until"]]), json!(["M5", null, "senior", "2027-02-27"]));
    base.sound();
}
