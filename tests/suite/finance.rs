//! Money: vouchers, sources, the books of quarters, the budget, statements, the
//! venture fund, the journal for hledger.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use crate::common::{Base, TODAY, rows, runs};
use fuhua::report::{budget, fund, ledger, money, statement};
use serde_json::{Value as Json, json};

/// A resident of 2022-01-04, O1, and an organisation that never entered, O2.
fn base() -> Base {
    let base = Base::new();
    base.ok(&["org", "add", "--name", "启明社工中心", "--kind", "service"]);
    base.ok(&["org", "add", "--name", "长河文化社", "--kind", "unregistered"]);
    base.ok(&["apply", "O1", "--date", "2021-10-08"]);
    base.passes("A1", "final", "2021-12-27");
    base.enters("A1", "2022-01-04");
    base
}

#[track_caller]
fn post(base: &Base, line: &str) -> String {
    base.code(&["finance", "post"].into_iter().chain(line.split(' ')).collect::<Vec<_>>())
}

fn line(text: &str) -> Vec<&str> {
    text.split(' ').collect()
}

fn keys(value: &Json) -> BTreeSet<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

/// In, out and closing balance of a period.
fn sums(base: &Base, period: &str) -> (i64, i64, i64) {
    let statement = base.json(&["finance", "statement", period]);
    let of = |key: &str| statement[key].as_i64().expect("a number");
    (of("in_fen"), of("out_fen"), of("closing_fen"))
}

/// The worked vector of a training that was paid, closed over, and reversed.
fn reversed() -> Base {
    let base = base();
    assert_eq!(post(&base, "--in 141450 --category appropriation --date 2021-11-05 --party 财政局"), "V1");
    assert_eq!(post(&base, "--out 1200 --category training --date 2021-12-01"), "V2");
    base.ok(&line("finance close 2021Q4"));
    let told = base.breaks("finance.closed", &line("edit V2 --amount 1300"));
    assert!(told["hint"].as_str().is_some_and(|hint| hint.contains("--override")), "{told}");
    assert_eq!(base.code(&line("finance reverse V2 --date 2022-01-10 --reason 记错科目")), "V3");
    base
}

#[test]
fn what_is_closed_is_corrected_in_an_open_quarter() {
    let base = reversed();
    assert_eq!(sums(&base, "2021Q4"), (14_145_000, 120_000, 14_025_000));
    assert_eq!(sums(&base, "2022Q1"), (0, -120_000, 14_145_000));
    assert_eq!(sums(&base, "FY2021"), (14_145_000, 120_000, 14_025_000));
    assert_eq!(sums(&base, "FY2022"), (0, -120_000, 14_145_000));
    assert_eq!(sums(&base, "Y1"), (14_145_000, 0, 14_145_000));
    assert_eq!(base.json(&["finance", "statement", "2022Q1"])["opening_fen"], 14_025_000);
    let reversal = base.json(&["show", "V3"]);
    let said = ["direction", "amount_fen", "category", "source", "reverses", "reversed", "note"].map(|key| reversal[key].clone());
    assert_eq!(said, [json!("out"), json!(-120_000), json!("training"), json!("budget"), json!("V2"), Json::Null, json!("记错科目")]);
    assert_eq!(base.json(&["show", "V2"])["reversed"], "V3");
}

#[test]
fn no_source_is_below_zero_on_any_day() {
    let base = base();
    post(&base, "--in 100 --category earned --date 2021-11-05");
    post(&base, "--out 60 --category office --source service-income --date 2021-12-01");
    post(&base, "--in 1000 --category earned --date 2022-01-05");
    let spend = line("finance post --out 50 --category office --source service-income --date 2021-11-10");
    let told = base.breaks("finance.balance", &spend);
    let message = told["message"].as_str().expect("a message");
    assert!(message.contains("2021-12-01") && message.contains("-10.00"), "{message}");
    base.refuses(
        1,
        &spend,
        &["服务活动收入在2021-12-01日终为-10.00元"],
        &["income from services would be -10.00 yuan at the end of 2021-12-01"],
    );
    // So it is with every other way of taking money from a day.
    for taking in ["void V1 --reason x", "edit V1 --date 2021-12-02", "edit V1 --amount 59.99", "edit V2 --date 2021-11-04"] {
        base.breaks("finance.balance", &line(taking));
    }
    base.ok(&line("edit V1 --amount 60"));
    assert_eq!(
        post(&base, "--out 1000 --category office --source service-income --date 2022-01-05"),
        "V4",
        "what came in on the day counts"
    );
    base.breaks("finance.balance", &line("undo J14"));
}

#[test]
fn custody_is_kept_an_organisation_apart() {
    let base = base();
    base.breaks("finance.custody", &line("finance post --in 100 --category custody-in --org O2 --date 2022-02-01"));
    post(&base, "--in 100 --category custody-in --org O1 --date 2022-02-01");
    base.ok(&line("finance post --in 50 --category custody-in --org O2 --date 2022-02-01 --override 委托在先"));
    let out = line("finance post --out 60 --category custody-out --org O2 --date 2022-02-02");
    base.says(1, &out, &["长河文化社", "-10.00"]);
    post(&base, "--out 60 --category custody-out --org O1 --date 2022-02-02");
    let statement = base.json(&["finance", "statement", "2022Q1"]);
    assert_eq!(
        statement["custody"],
        json!([{"org": "O1", "name": "启明社工中心", "balance_fen": 4_000}, {"org": "O2", "name": "长河文化社", "balance_fen": 5_000}])
    );
    assert_eq!((&statement["in_fen"], &statement["closing_fen"]), (&json!(0), &json!(0)), "custody adds to nothing");
    assert_eq!(
        statement["sources"][6],
        json!({"source": "custody", "account": "custody", "opening_fen": 0, "in_fen": 15_000, "out_fen": 6_000, "closing_fen": 9_000})
    );
}

#[test]
fn a_grant_is_paid_from_its_source_within_its_sum() {
    let base = base();
    base.ok(&line("project start O1 --title 银龄陪伴 --date 2022-03-01 --grant 6000 --source donation"));
    post(&base, "--in 10000 --category donated --party 热心企业 --date 2022-02-01");
    post(&base, "--in 10000 --category special --date 2022-02-01");
    assert_eq!(post(&base, "--out 3000 --category grant --project P1 --date 2022-03-05"), "V3");
    assert_eq!(base.json(&["show", "V3"])["source"], "donation", "the project's own, if none is named");
    let project = base.json(&["show", "P1"]);
    assert_eq!((&project["paid_fen"], &project["unpaid_fen"]), (&json!(300_000), &json!(300_000)));
    base.breaks("project.grant", &line("finance post --out 3000.01 --category grant --project P1 --date 2022-03-06"));
    base.breaks("project.grant", &line("finance post --out 1 --category grant --project P1 --source special-fund --date 2022-03-06"));
    base.breaks("project.grant", &line("finance post --out 1 --category grant --project P1 --date 2022-02-28"));
    base.ok(&line("project evaluate P1 --stage midterm --result pass --date 2022-03-06"));
    base.ok(&line("project evaluate P1 --result pass --date 2022-03-07"));
    post(&base, "--out 3000 --category grant --project 启明 --date 2022-03-06");
    base.breaks("project.grant", &line("finance post --out 0.01 --category grant --project P1 --date 2022-03-07"));
    base.breaks("project.grant", &line("edit P1 --grant 5999.99"));
    // What comes back was paid, from the same source.
    base.breaks("finance.refund", &line("finance post --in 6000.01 --category refund --project P1 --date 2022-04-01"));
    base.breaks("finance.refund", &line("finance post --in 1 --category refund --project P1 --source special-fund --date 2022-04-01"));
    assert_eq!(post(&base, "--in 500 --category refund --project P1 --date 2022-04-01"), "V5");
    assert_eq!(base.json(&["show", "P1"])["paid_fen"], 550_000);
    assert_eq!(
        base.json(&["finance", "statement", "2022Q2"])["projects"],
        json!([{"project": "P1", "grant_fen": 600_000, "paid_fen": 550_000}])
    );
    // A project of today's organisation is its money too.
    assert_eq!(base.json(&["list", "vouchers", "--org", "O1"]).as_array().map(Vec::len), Some(3));
    base.breaks("records.parent", &line("void P1 --reason x"));
}

#[test]
fn seed_money_goes_to_residents() {
    let base = base();
    post(&base, "--in 10000 --category donated --party 热心企业 --date 2021-11-01");
    base.breaks("finance.seed", &line("finance post --out 100 --category seed-fund --source donation --org O1 --date 2022-01-03"));
    post(&base, "--out 100 --category seed-fund --source donation --org O1 --date 2022-01-04");
    base.ok(&line("finance post --out 100 --category seed-fund --source donation --org O2 --date 2022-02-01 --override 会议纪要"));
    let waivers = base.json(&["list", "waivers"]);
    assert_eq!((&waivers[0]["rule"], &waivers[0]["subject"]), (&json!("finance.seed"), &json!("V3")));
}

#[test]
fn the_source_left_out() {
    let base = base();
    let source = |words: &str| base.json(&["show", &post(&base, words)])["source"].as_str().expect("a source").to_owned();
    assert_eq!(source("--in 5000 --category 财政拨款 --date 2021-11-05"), "budget");
    assert_eq!(source("--in 500 --category special --date 2021-11-05"), "special-fund");
    assert_eq!(source("--out 12 --category 培训费 --date 2021-11-06"), "budget");
    assert_eq!(source("--in 1 --category refund --line training --date 2021-11-07"), "budget");
    base.says(2, &line("finance post --out 5 --category seed-fund --org O1 --date 2022-02-01"), &["--source", "special-fund"]);
    assert_eq!(source("--out 5 --category seed-fund --source 发展扶持专项资金 --org 启明 --date 2022-02-01"), "special-fund");
}

#[test]
fn wrong_turns() {
    let base = base();
    post(&base, "--in 1000 --category appropriation --date 2021-11-05");
    post(&base, "--out 10 --category training --date 2021-11-06");
    let wrong: &[(i32, &str)] = &[
        (2, "finance post --in 0 --category appropriation"),
        (2, "finance post --in -5 --category appropriation"),
        (2, "finance post --in 1.005 --category appropriation"),
        (2, "finance post --in 5 --out 5 --category appropriation"),
        (2, "finance post --category appropriation"),
        (2, "finance post --in 5 --category lottery"),
        (2, "finance post --in 5 --category earned --source lottery"),
        (2, "finance post --out 5 --category appropriation"),
        (2, "finance post --in 5 --category training"),
        (2, "finance post --in 5 --category donated"),
        (2, "finance post --out 5 --category grant --source donation"),
        (2, "finance post --in 5 --category custody-in"),
        (2, "finance post --out 5 --category investment"),
        (2, "finance post --in 5 --category refund --line training --project 启明"),
        (2, "finance post --in 5 --category earned --line training"),
        (2, "finance post --in 5 --category refund --line grant"),
        (2, "finance post --out 5 --category training --project P9"),
        (2, "finance post --out 5 --category training --evidence X9"),
        (2, "finance post --out 5 --category training --evidence 发票"),
        (2, "finance post --in 5 --category earned --date 2020-12-31"),
        (2, "finance post --in 5 --category earned --today 2025-01-01"),
        (1, "finance post --in 5 --category earned --source budget"),
        (1, "finance post --out 5 --category personnel --source special-fund"),
        (1, "finance post --in 5 --category refund --line training --source venture-fund"),
        (1, "finance post --out 5 --category service-fee --date 2021-11-07"),
        (1, "finance post --in 5 --category earned --date 2023-12-02"),
        (1, "finance post --out 991 --category training --date 2021-11-07"),
        (1, "finance post --in 10.01 --category refund --line training --date 2021-11-07"),
        (2, "finance reverse V9 --reason x"),
        (2, "finance reverse O1 --reason x"),
        (2, "finance reverse V2"),
        (1, "finance reverse V2 --date 2021-11-05 --reason x"),
        (2, "finance close 2021-11"),
        (2, "finance close Y1"),
        (2, "finance close FY2022"),
        (2, "finance close 2020Q4"),
        (2, "finance close 2025Q1"),
        (1, "finance close 2023Q4"),
        (1, "finance close 2022Q1"),
        (1, "finance reopen 2021Q4 --reason x"),
        (2, "finance reopen 2021Q4"),
        (2, "finance budget 2021Q4"),
        (2, "finance budget FY2025"),
        (2, "finance budget Y4"),
        (2, "finance budget Y1 --line training"),
        (2, "finance budget Y1 --line grant=5"),
        (2, "finance budget Y1 --line lottery=5"),
        (2, "finance budget Y1 --reason x"),
        (1, "finance budget Y1 --line training=282900.01"),
        (1, "finance budget Y1 --line office=5"),
        (1, "finance budget Y1 --line training=9.99"),
        (2, "finance statement 2021Q5"),
        (2, "fund contribute 0 --from 慈善会"),
        (2, "fund contribute 5"),
        (2, "fund invest O9 5"),
        (1, "fund invest O1 5"),
        (2, "edit V2 --amount 0"),
        (2, "edit V2 --category appropriation"),
        (2, "edit V2 --direction in"),
        (1, "edit V2 --source special-fund"),
    ];
    for (code, words) in wrong {
        let said = base.fails(*code, &line(words));
        assert!(!said.contains("internal"), "{words}: {said}");
    }
    base.refuses(2, &line("finance post --in 5 --category donated"), &["--party"], &["--party"]);
    base.refuses(2, &line("finance post --in 5 --category earned --date 2020-12-31"), &["--date"], &["--date"]);
}

#[test]
fn a_reversed_voucher_stays_until_its_reversal_is_void() {
    let base = base();
    post(&base, "--in 1000 --category appropriation --date 2021-11-05");
    post(&base, "--out 10 --category training --party 讲师 --date 2021-11-06");
    base.ok(&line("finance reverse V2 --date 2021-11-08 --reason 记错"));
    base.breaks("finance.reversal", &line("finance reverse V2 --date 2021-11-09 --reason 再记"));
    base.breaks("finance.reversal", &line("finance reverse V3 --date 2021-11-09 --reason 再记"));
    for edit in ["edit V2 --amount 11", "edit V2 --date 2021-11-07", "edit V2 --category office", "edit V2 --party 甲"] {
        base.breaks("finance.reversal", &line(edit));
    }
    base.breaks("records.parent", &line("void V2 --reason x"));
    base.says(2, &line("edit V3 --amount 5"), &["V2"]);
    base.ok(&line("edit V2 --note 已冲销"));
    base.ok(&line("edit V2 --number 记-5"));
    base.ok(&line("void V3 --reason 不必冲销"));
    assert_eq!(base.json(&["show", "V2"])["reversed"], Json::Null);
    base.ok(&line("edit V2 --amount 11"));
    let undo = base.error(1, &["undo", &format!("J{}", base.newest() - 1)]);
    assert!(undo["rules"].to_string().contains("finance.reversal"), "{undo}");
    assert_eq!(base.code(&line("finance reverse V2 --date 2021-11-09 --reason 记错")), "V4");
}

#[test]
fn a_closed_quarter_opens_with_a_reason() {
    let base = reversed();
    base.breaks("finance.closed", &line("finance post --in 5 --category earned --date 2021-12-31"));
    base.breaks("finance.closed", &line("void V1 --reason x"));
    base.breaks("finance.closed", &line("edit V3 --date 2021-12-31"));
    base.breaks("finance.closed", &["undo", "J12"]);
    base.ok(&line("edit V2 --note 讲师费"));
    base.breaks("period.turn", &line("finance close 2021Q4"));
    // A waiver is for one correction.
    let edit = base.json(&line("edit V1 --party 市财政局 --override 更正名称"));
    assert!(edit["warnings"].to_string().contains("finance.closed"), "{edit}");
    let subject = base.value("SELECT subject FROM waiver");
    assert_eq!(subject, format!("PD1:V1@{}", edit["journal"].as_str().expect("an entry")));
    base.breaks("finance.closed", &line("edit V1 --party 财政局甲"));
    base.ok(&["undo"]);
    assert_eq!(base.value("SELECT count(*) FROM waiver"), "0");
    base.ok(&line("finance close 2022Q1 --date 2022-04-02"));
    let reopened = base.json(&line("finance reopen 2021Q4 --reason 补记"));
    assert!(reopened["code"] == "PD3" && reopened["warnings"].to_string().contains("2022Q1"), "{reopened}");
    base.breaks("period.turn", &line("finance reopen 2021Q4 --reason 补记"));
    assert_eq!(base.json(&["finance", "statement", "2021Q4"])["closed"], Json::Null);
    post(&base, "--in 5 --category earned --date 2021-12-31");
    base.breaks("finance.closed", &["undo", &format!("J{}", base.newest() - 1)]);
    base.ok(&line("finance close 2021Q4 --date 2022-04-03"));
    assert_eq!(base.json(&["finance", "statement", "2021-10-01..2021-12-31"])["closed"], "2022-04-03", "the same days are the quarter");
    let steps = base.json(&["list", "period-steps"]);
    assert_eq!(
        steps[2],
        json!({"code": "PD3", "step": "reopened", "what": null, "period": "2021Q4", "start": "2021-10-01", "end": "2021-12-31", "date": TODAY,
               "to": null, "report": null, "reason": "补记", "late_days": null, "note": null, "void": null})
    );
    base.ok(&["audit"]);
}

#[test]
fn lines_bind_both_clocks_and_each_raise_has_its_reason() {
    let base = base();
    post(&base, "--in 10000 --category appropriation --date 2021-10-05");
    assert_eq!(base.code(&line("finance budget Y1 --line training=1000 --line office=500")), "BL1");
    base.says(2, &line("finance budget Y1 --line training=1100"), &["--reason"]);
    base.says(2, &line("edit BL1 --amount 1100"), &["--reason"]);
    let same = base.json(&line("finance budget Y1 --line training=1000"));
    assert_eq!(same["journal"], Json::Null, "the same amount again changes nothing");
    post(&base, "--out 1000 --category training --date 2022-02-01");
    base.breaks("finance.line", &line("finance post --out 1 --category personnel --date 2022-02-02"));
    base.breaks("finance.line", &line("finance post --out 0.01 --category training --date 2022-02-02"));
    // Other money is not the budget's.
    post(&base, "--in 100 --category earned --date 2022-02-02");
    post(&base, "--out 100 --category training --source service-income --date 2022-02-03");
    base.ok(&line("finance post --out 100 --category training --date 2022-02-03 --override 培训加场"));
    base.breaks("finance.line", &line("finance post --out 50 --category training --date 2022-02-04"));
    base.ok(&line("finance post --out 50 --category training --date 2022-02-04 --override 再加一场"));
    post(&base, "--in 80 --category refund --line training --date 2022-02-05");
    // What lowers it asks for nothing; going up again does.
    base.breaks("finance.line", &line("finance post --out 10 --category training --date 2022-02-06"));
    base.breaks("finance.line", &line("finance budget Y1 --line training=990 --reason 压缩"));
    base.ok(&line("finance budget Y1 --line training=1070 --reason 追加"));
    base.breaks("finance.line", &line("finance budget FY2022 --line training=1069.99"));
    base.ok(&line("finance budget FY2022 --line training=1070"));
    let budget = base.json(&line("finance budget Y1"));
    assert_eq!(
        budget,
        json!({"clock": "operating", "label": "Y1", "budget_fen": 157_000, "spent_fen": 107_000, "remaining_fen": 50_000, "percent": 68.2,
               "lines": [{"line": "office", "budget_fen": 50_000, "spent_fen": 0, "remaining_fen": 50_000, "percent": 0.0},
                         {"line": "training", "budget_fen": 107_000, "spent_fen": 107_000, "remaining_fen": 0, "percent": 100.0}]})
    );
    assert_eq!(base.json(&line("finance statement 2022Q1"))["budget"][0], budget);
    // The lines of a year share its amount.
    base.breaks("finance.budget", &line("finance budget Y1 --line personnel=281330.01"));
    base.ok(&line("finance budget Y1 --line personnel=281400 --override 追加预算"));
    base.ok(&line("finance budget Y1 --line personnel=281350 --reason 调减"));
    base.breaks("finance.budget", &line("finance budget Y1 --line personnel=281400.01 --reason 调增"));
    assert_eq!(base.value("SELECT group_concat(subject) FROM waiver WHERE rule = 'finance.budget'"), "Y1@28297000");
    let audit = base.run(&["audit", "-f", "json"]);
    assert_eq!(audit.json()["counts"]["error"], 0, "{}", audit.out);
}

#[test]
fn a_year_without_lines_has_its_amount() {
    let base = reversed();
    let budget = base.json(&line("finance budget FY2021"));
    assert_eq!(
        budget,
        json!({"clock": "fiscal", "label": "FY2021", "budget_fen": 28_290_000, "spent_fen": 120_000, "remaining_fen": 28_170_000, "percent": 0.4,
               "lines": [{"line": "training", "budget_fen": null, "spent_fen": 120_000, "remaining_fen": null, "percent": null}]})
    );
    let y1 = base.json(&line("finance budget Y1"));
    assert_eq!((&y1["spent_fen"], y1["lines"].as_array().map(Vec::len)), (&json!(0), Some(1)), "a line that was touched is listed");
    // Left out, the year is today's operating year.
    assert_eq!(base.json(&line("finance budget"))["label"], "Y3");
    let voided = base.copy();
    voided.ok(&line("finance budget Y2 --line training=5"));
    voided.ok(&line("void BL1 --reason 误记"));
    assert_eq!(voided.code(&line("finance budget Y2 --line training=6")), "BL2");
}

#[test]
fn a_fee_rests_on_evidence() {
    let base = base();
    post(&base, "--in 10000 --category appropriation --date 2021-10-05");
    base.ok(&line("report issue quarterly 2022Q1 --today 2022-04-05"));
    base.ok(&line("operator contract 启明 --from 2021-10-01 --to 2024-09-30 --date 2021-09-28 --override 旧档不全"));
    let fee = |words: &str| format!("finance post --out 100 --category service-fee {words}");
    base.breaks("operator.fee-evidence", &line(&fee("--date 2022-05-01")));
    base.breaks("operator.fee-evidence", &line(&fee("--date 2022-05-01 --evidence A1")));
    base.breaks("operator.fee-evidence", &line(&fee("--date 2022-04-04 --evidence R1")));
    assert_eq!(base.code(&line(&fee("--date 2022-04-05 --evidence r1"))), "V2");
    assert_eq!(base.json(&["show", "V2"])["evidence"], json!(["R1"]));
    assert_eq!(base.json(&["show", "V1"])["evidence"], json!([]));
    base.breaks("operator.fee-evidence", &line("void R1 --reason 页码有误"));
    base.ok(&line("void R1 --reason 页码有误 --override 另行补出"));
}

#[test]
fn a_voucher_in_json() {
    let base = reversed();
    let expected = BTreeSet::from([
        "code",
        "date",
        "direction",
        "amount_fen",
        "category",
        "source",
        "org",
        "project",
        "party",
        "number",
        "line",
        "reverses",
        "reversed",
        "evidence",
        "papers",
        "note",
        "void",
    ]);
    assert_eq!(keys(&base.json(&["list", "vouchers"])[0]), expected);
    let written = base.json(&line("finance post --in 5 --category earned --date 2022-05-01"));
    assert_eq!((&written["code"], &written["kind"], &written["warnings"]), (&json!("V4"), &json!("voucher"), &json!([])));
    let twin = base.json(&line("finance post --in 5 --category earned --date 2022-05-01"));
    assert!(twin["warnings"].to_string().contains("V4"), "{twin}");
    // Undo, history and the past know vouchers as they know other records.
    base.ok(&["undo"]);
    assert_eq!(base.json(&["list", "vouchers"]).as_array().map(Vec::len), Some(4));
    assert!(base.ok(&["history", "V3"]).contains("资金冲销"));
    assert_eq!(base.json(&line("finance statement FY2022 --as-known-on J11"))["vouchers"], 0);
    base.ok(&line("void V4 --reason 误记"));
    assert_eq!(base.json(&line("finance statement 2022Q2"))["vouchers"], 0, "what is void counts nowhere");
}

#[test]
fn a_statement_in_json() {
    let base = reversed();
    let statement = base.json(&line("report finance 2021Q4"));
    assert_eq!(statement, base.json(&line("finance statement Y1Q1")));
    let expected = [
        "period",
        "closed",
        "due",
        "submitted",
        "opening_fen",
        "in_fen",
        "out_fen",
        "closing_fen",
        "sources",
        "categories",
        "budget",
        "custody",
        "projects",
        "vouchers",
        "without_papers",
        "journal",
    ];
    assert_eq!(statement.as_object().expect("an object").keys().collect::<Vec<_>>(), expected);
    assert_eq!(statement["period"], json!({"label": "2021Q4", "start": "2021-10-01", "end": "2021-12-31", "operating": "Y1Q1"}));
    assert_eq!((&statement["closed"], &statement["due"]), (&json!(TODAY), &json!("2022-01-15")));
    assert_eq!(statement["sources"].as_array().map(Vec::len), Some(7));
    assert_eq!(
        statement["categories"],
        json!([{"category": "appropriation", "direction": "in", "amount_fen": 14_145_000}, {"category": "training", "direction": "out", "amount_fen": 120_000}])
    );
    let clocks: Vec<&str> = statement["budget"].as_array().expect("budgets").iter().filter_map(|b| b["label"].as_str()).collect();
    assert_eq!(clocks, ["Y1", "FY2021"]);
    assert_eq!((&statement["vouchers"], &statement["without_papers"]), (&json!(2), &json!(2)));
    // A month has no closing; outside the plan there is no operating year.
    let month = base.json(&line("finance statement 2021-12"));
    assert_eq!(["closed", "due", "submitted"].map(|key| month[key].clone()), [Json::Null, Json::Null, Json::Null]);
    let before = base.json(&line("finance statement 2021Q3"));
    assert_eq!((&before["due"], before["budget"].as_array().map(Vec::len)), (&Json::Null, Some(1)));
    // A submission stands until the quarter is opened again.
    base.meddle(
        "INSERT INTO period_step (step, what, period, start_on, end_on, on_date) VALUES ('submitted', 'finance', '2021Q4', '2021-10-01', '2021-12-31', '2022-01-20')",
    );
    assert_eq!(base.json(&line("finance statement 2021Q4"))["submitted"], "2022-01-20");
    assert_eq!(base.json(&["show", "PD2"])["late_days"], 5);
    for lang in ["zh", "en"] {
        let text = base.ok(&["finance", "statement", "2021Q4", "--lang", lang]);
        for words in ["141,450.00", "1,200.00", "140,250.00", "2022-01-15"] {
            assert!(text.contains(words), "{words}:\n{text}");
        }
    }
}

#[test]
fn the_quarterly_report_has_the_money() {
    let base = base();
    let none = base.json(&line("report quarterly 2022Q1"))["finance"].clone();
    assert_eq!(none["quarter"], json!({"label": "2022Q1", "in_fen": 0, "out_fen": 0}));
    assert_eq!((&none["budget_fen"], &none["remaining_fen"]), (&json!(28_290_000), &json!(28_290_000)));
    let base = reversed();
    let finance = base.json(&line("report quarterly 2022Q1"))["finance"].clone();
    assert_eq!(finance["quarter"], json!({"label": "2022Q1", "in_fen": 0, "out_fen": -120_000}));
    assert_eq!(finance["operating_year"], json!({"label": "Y1", "in_fen": 14_145_000, "out_fen": 0}));
    assert_eq!(finance["fiscal_year"], json!({"label": "FY2022", "in_fen": 0, "out_fen": -120_000}));
    assert_eq!(
        finance["by_source"][0],
        json!({"source": "budget", "account": "operating", "in_fen": 0, "out_fen": -120_000, "balance_fen": 14_145_000})
    );
    assert_eq!(finance["statement"], json!({"due": "2022-04-15", "submitted": null, "closed": null}));
    let month = base.json(&line("report monthly 2021-12"))["finance"].clone();
    assert_eq!(month["month"], json!({"label": "2021-12", "in_fen": 0, "out_fen": 120_000}));
    assert_eq!(month["statement"], json!({"due": null, "submitted": null, "closed": null}));
}

#[test]
fn a_statement_is_issued_and_stays_as_it_was() {
    let base = reversed();
    assert_eq!(base.code(&line("report issue finance 2021Q4")), "R1");
    let before = base.ok(&["report", "reprint", "R1"]);
    assert!(before.contains("141,450.00") && before.contains("R1"), "{before}");
    // It locks no figure of the plan; the closing guards the money.
    base.ok(&line("org file O2 --date 2021-12-01"));
    base.ok(&line("edit V1 --amount 141451 --override 银行回单更正"));
    assert_eq!(base.ok(&["report", "reprint", "R1"]), before);
    let diff = base.json(&["report", "diff", "R1"]);
    let entry = base.value("SELECT 'J' || max(seq) FROM journal");
    let figures: Vec<(&str, i64, i64, &Json)> = diff["figures"]
        .as_array()
        .expect("figures")
        .iter()
        .map(|f| {
            (f["figure"].as_str().expect("a name"), f["issued"].as_i64().expect("n"), f["difference"].as_i64().expect("n"), &f["entries"])
        })
        .collect();
    let changed: BTreeSet<&str> = figures.iter().map(|f| f.0).collect();
    assert_eq!(
        changed,
        BTreeSet::from([
            "in_fen",
            "closing_fen",
            "sources.budget.in_fen",
            "sources.budget.closing_fen",
            "categories.appropriation.amount_fen"
        ])
    );
    for (name, _, difference, entries) in figures {
        assert_eq!((difference, entries), (100, &json!([entry])), "{name}");
    }
    assert_eq!(diff["entries"][0]["records"], json!(["V1"]));
    base.breaks("report.ended", &line("report issue finance 2023Q4"));
    // A quarterly report prints money too, and its diff names what became of it.
    base.ok(&line("report issue quarterly 2022Q1"));
    base.ok(&line("finance post --out 5 --category office --date 2022-02-02"));
    let diff = base.json(&["report", "diff", "R2"]);
    let changed: Vec<&str> = diff["figures"].as_array().expect("figures").iter().filter_map(|f| f["figure"].as_str()).collect();
    assert!(changed.contains(&"finance.quarter.out_fen") && changed.contains(&"finance.remaining_fen"), "{changed:?}");
    assert!(base.ok(&["report", "diff", "R2", "--lang", "en"]).contains("office") || base.ok(&["report", "diff", "R2"]).contains("V4"));
}

#[test]
fn the_fund_has_its_own_purse() {
    let base = base();
    base.ok(&line("project start O1 --title 银龄陪伴 --date 2022-03-01"));
    base.ok(&line("fund contribute 5万 --from 慈善会 --date 2022-02-01"));
    base.ok(&line("fund contribute 1万 --from 慈善会 --date 2022-02-02"));
    assert_eq!(base.code(&line("fund invest O1 2万 --date 2022-03-01")), "V3");
    assert_eq!(base.code(&line("fund invest P1 1000 --date 2022-03-02")), "V4");
    assert_eq!(base.json(&["show", "V4"])["org"], "O1", "that of the project");
    base.ok(&line("fund return O1 500.5 --date 2022-06-01"));
    post(&base, "--out 20 --category fund-cost --date 2022-06-02");
    base.breaks("finance.balance", &line("fund invest O2 39480.51 --date 2022-06-03"));
    let fund = base.json(&line("fund show --on 2022-06-30"));
    assert_eq!(
        fund,
        json!({"date": "2022-06-30", "contributed_fen": 6_000_000, "invested_fen": 2_100_000, "returned_fen": 50_050, "costs_fen": 2_000,
               "balance_fen": 3_948_050, "contributors": [{"party": "慈善会", "amount_fen": 6_000_000}],
               "investments": [{"org": "O1", "project": null, "invested_fen": 2_000_000, "returned_fen": 50_050},
                               {"org": "O1", "project": "P1", "invested_fen": 100_000, "returned_fen": 0}]})
    );
    assert_eq!(base.json(&line("fund show --on 2022-01-31"))["balance_fen"], 0);
    assert_eq!(sums(&base, "Y1"), (0, 0, 0), "the fund adds nothing to the dedicated account");
    assert!(base.ok(&["fund", "show", "--lang", "en"]).contains("39,480.50"));
}

#[test]
fn local_settings_are_marked() {
    let base = Base::new();
    let plan = base.json(&["plan", "show"]);
    let local: Vec<&str> = plan["parameters"]
        .as_array()
        .expect("parameters")
        .iter()
        .filter(|p| p["local"] == true)
        .filter_map(|p| p["parameter"].as_str())
        .collect();
    let expected = [
        "rating_months",
        "quarterly_due_days",
        "evaluation_due_days",
        "entry_assessment_days",
        "handover_days",
        "follow_up_visit_months",
        "project_visit_months",
        "inspection_due",
        "complaint_days",
        "grade_excellent",
        "grade_good",
        "grade_basic",
        "pass_percent",
        "certificate_months",
        "ce_hours_assistant",
        "ce_hours_worker",
        "ce_hours_senior",
    ];
    assert_eq!(local, expected);
    assert!(base.ok(&["plan", "show"]).contains("本地设定"));
}

/// What hledger says of a journal.
pub fn hledger(journal: &str, arguments: &[&str]) -> String {
    use std::io::Write;
    let mut child = Command::new("hledger")
        .args(["-f", "-"])
        .args(arguments)
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("hledger runs");
    child.stdin.take().expect("its input").write_all(journal.as_bytes()).expect("the journal is taken");
    let output = child.wait_with_output().expect("hledger ends");
    assert!(output.status.success(), "{}\n{journal}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_journal_is_one_that_hledger_checks() {
    let base = base();
    post(&base, "--in 141450 --category appropriation --date 2021-11-05 --party 财政局");
    base.ok(&[
        "finance",
        "post",
        "--out",
        "1200",
        "--category",
        "training",
        "--date",
        "2021-12-31",
        "--party",
        "讲师|甲;乙",
        "--note",
        "第一场\n; 第二场",
    ]);
    base.ok(&line("finance reverse V2 --date 2022-01-10 --reason 记错"));
    post(&base, "--in 100 --category custody-in --org O1 --date 2022-02-01");
    base.ok(&line("fund contribute 5万 --from 慈善会 --date 2022-02-01"));
    post(&base, "--in 60 --category earned --date 2022-07-01");
    let journal = base.ok(&["finance", "ledger"]);
    let voucher = "2021-12-31 (V2) 讲师,甲,乙 | 第一场,, 第二场\n    ; code:V2, source:budget, category:training\n    assets:operating:budget  -1200.00 CNY\n    expenses:training  1200.00 CNY\n";
    assert!(journal.contains(voucher), "{journal}");
    assert!(journal.contains("2021-12-31 balance\n    assets:operating:budget  0.00 CNY = 140250.00 CNY\n"), "{journal}");
    assert!(journal.contains("    assets:custody:O1  100.00 CNY\n") && journal.contains("reverses:V2"), "{journal}");
    let period = base.ok(&["finance", "ledger", "2022Q1"]);
    assert!(
        period.contains("2022-01-01 opening\n    assets:operating:budget  140250.00 CNY\n    equity:opening  -140250.00 CNY\n"),
        "{period}"
    );
    assert!(!period.contains("V6") && period.contains("2022-03-31 balance"), "{period}");
    assert_eq!(Base::new().ok(&["finance", "ledger"]), "commodity 1000.00 CNY\naccount equity:opening\n");
    if !runs("hledger") {
        println!("skipped: hledger is not installed");
        return;
    }
    for journal in [&journal, &period, &base.ok(&["finance", "ledger", "2023Q1"])] {
        hledger(journal, &["check", "--strict", "ordereddates"]);
    }
    let balance = hledger(&journal, &["balance", "assets:operating:budget", "-N", "--flat", "-O", "csv"]);
    assert!(balance.contains("141450.00 CNY"), "{balance}");
}

/// Sums of a period read the vouchers of its days, or of a source, by index.
#[test]
fn no_sum_reads_vouchers_that_it_does_not_need() {
    let base = base();
    let connection = base.open();
    let queries = [money::SOURCES, money::CATEGORIES, money::CUSTODY, budget::LINES, statement::PROJECTS, ledger::VOUCHERS, fund::SUMS];
    for sql in queries {
        let bound = [":from", ":to", ":period"].iter().fold(sql.to_owned(), |sql, name| sql.replace(name, "'2021-10-01'"));
        let steps: Vec<String> = rows(&connection, &format!("EXPLAIN QUERY PLAN {bound}")).into_iter().map(|row| row[3].clone()).collect();
        let whole: Vec<&String> = steps
            .iter()
            .filter(|s| s.starts_with("SCAN v") || s.starts_with("SCAN m"))
            .filter(|s| *s != "SCAN money_source" && !s.starts_with("SCAN money_category"))
            .collect();
        assert!(whole.is_empty(), "{whole:?} in {steps:#?}\n{sql}");
    }
}
