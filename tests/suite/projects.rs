//! Projects from the plan to the close, and the parts in which a grant is paid.

use crate::common::Base;
use crate::common::lines::{done, refused};
use serde_json::json;

/// A base with a resident and money.
fn base() -> Base {
    let mut base = Base::new();
    base.today("2022-12-31");
    base.ok(&["org", "add", "--name", "启明社工服务中心", "--kind", "service"]);
    base.ok(&["apply", "O1", "--date", "2021-10-08"]);
    base.passes("A1", "final", "2021-12-20");
    base.enters("A1", "2022-01-04");
    base.ok(&["finance", "post", "--in", "10000", "--category", "donated", "--party", "商会", "--date", "2022-02-01"]);
    base
}

#[test]
fn a_planned_project_goes_its_way() {
    let base = base();
    done(&base, "project plan 启明 --title 社区食堂 --purchaser 民政局 --amount 3万 --until 2022-12-01 --date 2022-02-01");
    let shown = done(&base, "show P1");
    let of = ["kind", "state", "planned", "date", "until", "purchaser", "amount_fen", "paid_fen", "unpaid_fen"].map(|key| &shown[key]);
    assert_eq!(json!(of), json!(["purchase", "planned", "2022-02-01", null, "2022-12-01", "民政局", 3_000_000, 0, 0]));
    assert_eq!(base.sql("SELECT count(*) FROM indicator_fact WHERE indicator = 'projects'"), [["0"]]);
    assert_eq!(done(&base, "list projects --state planned")[0]["code"], "P1");
    refused(&base, 1, "project start 启明 --date 2022-03-01", "project.approved");
    refused(&base, 1, "project visit 启明 --date 2022-03-01", "project.order");
    done(&base, "project tender 启明 --date 2022-02-10");
    assert!(done(&base, "show E1")["result"].is_null());
    done(&base, "edit E1 --result fail");
    refused(&base, 1, "project approve 启明 --result pass --date 2022-02-20", "project.approved");
    done(&base, "edit E1 --result pass");
    refused(&base, 1, "project approve 启明 --result pass --date 2022-02-09", "project.order");
    done(&base, "project approve 启明 --result pass --date 2022-02-20");
    assert_eq!(done(&base, "show P1")["state"], "approved");
    refused(&base, 2, "project start P1 --grant 500 --source donation --date 2022-03-01", "--grant");
    done(&base, "project start 启明 --date 2022-03-01");
    refused(&base, 1, "project start P1 --date 2022-03-02", "已于2022-03-01开始");
    refused(&base, 2, "project start 启明 --date 2022-03-02", "--title");
    assert_eq!(base.sql("SELECT on_date, subject FROM indicator_fact WHERE indicator = 'projects'"), [["2022-03-01", "P1"]]);
    done(&base, "project visit 启明 --result fail --note 进度滞后 --date 2022-06-01");
    refused(&base, 1, "project close 启明 --date 2022-11-30", "project.closing");
    refused(&base, 2, "project evaluate 启明 --score progress=20", "quality");
    refused(&base, 2, "project evaluate 启明 --stage visit --result pass", "midterm");
    done(&base, "project evaluate 启明 --score progress=20 --score quality=25 --score finance=20 --score effect=15 --date 2022-11-20");
    assert_eq!(done(&base, "show E4")["percent"], 80.0);
    done(&base, "project close 启明 --date 2022-11-30");
    let closed = done(&base, "show P1");
    assert_eq!((&closed["state"], closed["related"]["evaluations"].as_array().map(Vec::len)), (&"closed".into(), Some(5)));
    refused(&base, 1, "project visit P1 --date 2022-12-01", "project.order");
    refused(&base, 1, "project close P1 --date 2022-12-01", "project.order");
    refused(&base, 1, "void E4 --reason 误记", "project.closing");
    base.ok(&["undo"]);
    assert_eq!(done(&base, "show P1")["state"], "running");
    base.sound();
}

#[test]
fn what_is_not_approved_does_not_start() {
    let base = base();
    done(&base, "project plan 启明 --title 社区食堂 --date 2022-02-01");
    assert_eq!(done(&base, "show P1")["kind"], "own");
    done(&base, "project approve P1 --result fail --date 2022-02-10");
    refused(&base, 1, "project start P1 --date 2022-02-10", "project.order");
    refused(&base, 1, "project approve P1 --result pass --date 2022-02-11", "project.order");
    done(&base, "project plan 启明 --title 邻里书屋 --date 2022-02-01");
    done(&base, "project close 启明 --result 终止 --date 2022-02-12");
    assert_eq!((&done(&base, "show P1")["state"], &done(&base, "show P2")["state"]), (&"rejected".into(), &"stopped".into()));
    refused(&base, 2, "project start 启明 --title 讲堂 --grant 500", "--grant 金额 --source 来源");
    refused(&base, 2, "project plan 启明 --title 讲堂 --kind gift", "公益创投 venture");
}

/// A grant of 6,000 in three parts, as the contract's example has it.
#[test]
fn each_later_payment_follows_an_evaluation() {
    let base = base();
    done(&base, "project start 启明 --title 银龄陪伴 --grant 6000 --source donation --date 2022-03-01");
    let pay = |yuan: &str, day: &str| format!("finance post --out {yuan} --category grant --project P1 --date {day}");
    done(&base, &pay("3000", "2022-03-05"));
    refused(&base, 1, &pay("2000", "2022-06-05"), "project.instalment");
    done(&base, "project evaluate P1 --stage midterm --result pass --date 2022-06-01");
    done(&base, &pay("2000", "2022-06-05"));
    refused(&base, 1, &pay("1000", "2022-10-05"), "project.instalment");
    done(&base, "project evaluate P1 --result pass --date 2022-10-01");
    done(&base, &pay("1000", "2022-10-05"));
    refused(&base, 1, &pay("0.01", "2022-10-06"), "project.grant");
    let shown = done(&base, "show P1");
    assert_eq!((&shown["paid_fen"], &shown["unpaid_fen"]), (&600_000.into(), &0.into()));
    // What a payment rests on is not turned, but with a reason.
    refused(&base, 1, "edit E1 --result fail", "project.instalment");
    refused(&base, 1, "void E1 --reason 误记", "project.instalment");
    // A payment that was taken back does not count.
    done(&base, "finance reverse V4 --date 2022-10-07 --reason 退款");
    done(&base, &pay("1000", "2022-10-08"));
    base.ok(&["project", "close", "P1", "--date", "2022-11-01"]);
    base.sound();
}

#[test]
fn a_failed_evaluation_stops_the_payments() {
    let base = base();
    done(&base, "project plan 启明 --title 银龄陪伴 --grant 6000 --source donation --date 2022-03-01");
    let pay = |yuan: &str, day: &str| format!("finance post --out {yuan} --category grant --project P1 --date {day}");
    refused(&base, 1, &pay("1000", "2022-03-05"), "project.grant");
    done(&base, "project approve P1 --result pass --date 2022-03-10");
    refused(&base, 1, &pay("1000", "2022-03-09"), "project.grant");
    done(&base, &pay("1000", "2022-03-10"));
    done(&base, "project start P1 --date 2022-03-15");
    done(&base, "project evaluate P1 --stage midterm --result pass --date 2022-06-01");
    done(&base, "project evaluate P1 --stage midterm --result fail --date 2022-07-01");
    refused(&base, 1, &pay("1000", "2022-07-02"), "不合格");
    base.ok(&[
        "finance",
        "post",
        "--out",
        "1000",
        "--category",
        "grant",
        "--project",
        "P1",
        "--date",
        "2022-07-02",
        "--override",
        "会议纪要",
    ]);
    done(&base, "project close P1 --result stopped --date 2022-08-01");
    let late = ["finance", "post", "--out", "1", "--category", "grant", "--project", "P1", "--date", "2022-08-02", "--override", "x"];
    base.breaks("project.grant", &late);
    base.sound();
}
