//! Calendars are tried with the built-in plan's years, and others.

use super::*;

fn day(text: &str) -> NaiveDate {
    date::parse_iso(text).expect(text)
}

fn calendar(start: &str) -> Calendar {
    let start = day(start);
    let years = (0..3u32)
        .map(|i| OperatingYear { no: i64::from(i) + 1, start: add_months(start, 12 * i), end: last_day(add_months(start, 12 * i), 12) })
        .collect();
    Calendar { years }
}

#[test]
fn periods_of_the_built_in_plan() {
    let plan = calendar("2021-10-01");
    let span = |text: &str| {
        let p = plan.parse(text, day("2021-11-05")).expect(text);
        (p.label, iso(p.start), iso(p.end), p.operating)
    };
    let is = |l: &str, s: &str, e: &str, o: Option<&str>| (l.to_owned(), s.to_owned(), e.to_owned(), o.map(str::to_owned));
    assert_eq!(span("2021Q4"), is("2021Q4", "2021-10-01", "2021-12-31", Some("Y1Q1")));
    assert_eq!(span("y1q1"), span("2021Q4"));
    assert_eq!(span("Y3"), is("Y3", "2023-10-01", "2024-09-30", Some("Y3")));
    assert_eq!(span("2021-11"), is("2021-11", "2021-11-01", "2021-11-30", None));
    assert_eq!(span("2021年2月"), is("2021-02", "2021-02-01", "2021-02-28", None));
    assert_eq!(span("FY2022"), is("FY2022", "2022-01-01", "2022-12-31", None));
    assert_eq!(span("2021-10-02..今天"), is("2021-10-02..2021-11-05", "2021-10-02", "2021-11-05", None));
    assert_eq!(span("2020Q1").3, None);
    for text in [
        "Y4",
        "Y1Q5",
        "2021Q0",
        "2021-13",
        "2021年第五季度",
        "2021年1-13月",
        "13月",
        "一季度",
        "2022年度",
        "第四季度",
        "2021年10月至",
        "第九年度",
        "2021-12-31..2021-01-01",
        "x",
        "Q1",
        "Y",
    ] {
        assert!(crate::fault::told(plan.parse(text, day("2021-11-05")), crate::fault::Kind::Input).contains('“'), "{text}");
    }
    for (text, same) in [
        ("2022", "FY2022"),
        ("2021年第四季度", "2021Q4"),
        ("2021年第4季度", "2021Q4"),
        ("2021年四季度", "2021Q4"),
        ("2021-10..2021-12", "2021-10-01..2021-12-31"),
        ("2021年10-12月", "2021-10-01..2021-12-31"),
        ("本月", "2021-11"),
        ("上月", "2021-10"),
        ("本季", "2021Q4"),
        ("上季度", "2021Q3"),
        ("今年", "Y1"),
        ("10月8日..11-05", "2021-10-08..2021-11-05"),
        ("Y3", "Y3"),
        ("２０２１年１０－１２月", "2021-10..2021-12"),
        ("2022年第一季度", "2022Q1"),
        ("2022年1-3月", "2022-01..2022-03"),
        ("2022年", "FY2022"),
        ("2022财政年度", "FY2022"),
        ("第一运营年度", "Y1"),
        ("第2年度", "Y2"),
        ("第1运营年度第二季度", "Y1Q2"),
        ("11月", "2021-11"),
        ("3月", "2022-03"),
        ("2021年1季度", "2021Q1"),
        ("2021-Q4", "2021Q4"),
        ("2021/11", "2021-11"),
        ("2021.11", "2021-11"),
        ("202111", "2021-11"),
        ("2021年10月-12月", "2021-10..2021-12"),
        ("2021年10月至12月", "2021-10..2021-12"),
        ("2021年10月8日至2021年11月5日", "2021-10-08..2021-11-05"),
        ("2021-10-08~2021-11-05", "2021-10-08..2021-11-05"),
    ] {
        assert_eq!((span(text).1, span(text).2), (span(same).1, span(same).2), "{text}");
    }
    let later = |text: &str| plan.parse(text, day("2025-01-01")).map(|p| p.label);
    assert_eq!(later("去年").expect("the last year that ended"), "Y3");
    assert!(later("今年").is_err() && plan.parse("去年", day("2021-11-05")).is_err(), "no such operating year");
    assert_eq!(plan.quarter_before(day("2022-01-01")).label, "2021Q4");
    let prose = |text: &str| plan.parse(text, day("2021-11-05")).expect(text).prose();
    assert_eq!(prose("Y1Q1"), "2021年第四季度(2021-10-01至2021-12-31)");
    assert_eq!(prose("2021-02"), "2021年2月(2021-02-01至2021-02-28)");
    assert_eq!(prose("FY2022"), "2022财政年度(2022-01-01至2022-12-31)");
    assert_eq!(prose("Y3"), "Y3年度(2023-10-01至2024-09-30)");
    assert_eq!(prose("2021-10-02..2021-11-05"), "2021-10-02至2021-11-05");
    assert_eq!(plan.year_at(day("2026-01-01")).no, 3);
    assert_eq!(plan.year_at(day("2020-01-01")).no, 1);
}

#[test]
fn operating_quarters_need_not_be_calendar_quarters() {
    let plan = calendar("2022-02-15");
    let p = plan.quarter_of(day("2022-05-14"));
    assert_eq!((p.label.as_str(), iso(p.start), iso(p.end)), ("Y1Q1", "2022-02-15".into(), "2022-05-14".into()));
    let p = plan.quarter_of(day("2021-01-01"));
    assert_eq!((p.label.as_str(), p.operating), ("2021Q1", None));
}
