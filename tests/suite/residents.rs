//! Residents: evaluations, services, premises and equipment.

use crate::common::Base;
use crate::common::lines::{done, refused};
use serde_json::{Value as Json, json};

/// A base with a resident, and an organisation that never entered.
fn base() -> Base {
    let mut base = Base::new();
    base.today("2022-12-31");
    base.ok(&["org", "add", "--name", "启明社工服务中心", "--kind", "service"]);
    base.ok(&["org", "add", "--name", "暖阳助老队", "--kind", "community"]);
    base.ok(&["apply", "O1", "--date", "2021-10-08"]);
    base.passes("A1", "final", "2021-12-20");
    base.enters("A1", "2022-01-04");
    base
}

const FULL: &str = "--score governance=18 --score 团队建设=16.5 --score service=20 --score finance=12 --score party=8 --score learning=10";

#[test]
fn a_new_resident_is_assessed_once() {
    let base = base();
    let entry = "evaluate 启明 --stage entry --date 2022-01-20 --score finance=15 --score team=16 --score service-design=14 \
                 --score positioning=12 --score development=10.25";
    refused(&base, 2, entry, "每一项都评分");
    refused(&base, 2, &format!("{entry} --score operation=10.5"), "0至10");
    refused(&base, 2, &format!("{entry} --score operation=9.125"), "最多两位小数");
    refused(&base, 2, &format!("{entry} --score morale=9"), "operation 日常运行 10");
    refused(&base, 2, &format!("{entry} --score operation=9 --result pass"), "--result");
    refused(&base, 2, &entry.replace("启明", "暖阳"), "没有入壳孵化过");
    refused(&base, 1, &format!("{} --score operation=9", entry.replace("2022-01-20", "2022-01-03")), "evaluate.stay");
    assert_eq!(done(&base, &format!("{entry} --score operation=9"))["code"], "E1");
    let shown = done(&base, "show E1");
    let of = ["of", "subject", "org", "stage", "year", "total", "full", "percent", "grade", "result"].map(|key| &shown[key]);
    assert_eq!(
        json!(of),
        json!(["resident", "I1", "O1", "entry", null, 76.25, 100.0, 76.3, "basic", "pass"]),
        "the grade is judged on what was not rounded"
    );
    let last = json!({"item": "operation", "full": 10.0, "points": 9.0, "met": null, "evidence": null,
                      "reviewers": [{"reviewer": null, "points": 9.0}]});
    assert_eq!(shown["items"][5], last);
    refused(&base, 1, &format!("{entry} --score operation=9"), "evaluate.once");
    refused(&base, 2, "edit E1 --year Y1", "不分年度");
    base.sound();
}

/// The chain of a year: assessment, two approvals, by two bodies.
#[test]
fn a_year_is_evaluated_in_a_chain() {
    let base = base();
    let assess = format!("evaluate 启明 --stage assess --date 2022-10-12 {FULL}");
    refused(&base, 1, "evaluate 启明 --stage preliminary --result pass --date 2022-10-12", "先记录:fuhua evaluate I1 --stage 年度综合评估");
    assert!(
        base.ok(&assess.split(' ').collect::<Vec<_>>()).contains("Y1 年度综合评估通过,84.5分"),
        "within the days to confirm it is the year that ended"
    );
    refused(&base, 2, "evaluate 启明 --stage preliminary --score governance=1 --date 2022-10-12", "不评分");
    refused(&base, 1, "evaluate 启明 --stage preliminary --result pass --date 2022-10-11", "核对两个日期");
    done(&base, "evaluate 启明 --stage preliminary --result fail --date 2022-10-15");
    refused(&base, 1, "evaluate 启明 --stage final --result pass --date 2022-10-20", "evaluate.order");
    done(&base, "edit E2 --result pass");
    refused(&base, 1, "evaluate 启明 --stage final --result pass --by 业务主管单位 --date 2022-10-20", "evaluate.two-bodies");
    done(&base, "evaluate 启明 --stage final --result pass --date 2022-10-20");
    assert_eq!(done(&base, "show E3")["by"], "领导小组办公室");
    refused(&base, 1, "void E1 --reason 误记", "evaluate.order");
    // The next one is of the year that contains the day.
    assert_eq!(done(&base, &assess.replace("10-12", "12-12"))["code"], "E4");
    assert_eq!(done(&base, "show E4")["year"], "Y2");
    base.sound();
}

/// More reviewers: the mean, half up to hundredths; the result follows.
#[test]
fn reviewers_may_come_later() {
    let base = base();
    let by = |who: &str, service: &str| {
        FULL.replace("--score ", &format!("--score {who}:")).replace("service=20", &format!("service={service}"))
    };
    done(&base, &format!("evaluate 启明 --stage assess --year Y1 --date 2022-10-12 {}", by("甲", "20")));
    let again = "evaluate 启明 --stage assess --year Y1 --date 2022-10-13 --score 乙:service=20.01 --score 丙:service=20.02";
    assert_eq!(done(&base, again)["code"], "E1");
    assert_eq!(done(&base, "show E1")["items"][2]["points"], 20.01);
    refused(&base, 2, "evaluate 启明 --stage assess --year Y1 --score 乙:service=19", "已有评分");
    let low = "evaluate 启明 --stage assess --year Y1 --score 丁:service=0 --score 丁:governance=0 --score 丁:team=0 --score 丁:finance=0 \
               --score 戊:governance=0 --score 戊:team=0";
    done(&base, low);
    assert_eq!((&done(&base, "show E1")["result"], &done(&base, "show E1")["grade"]), (&"fail".into(), &"poor".into()));
    done(&base, "edit E1 --result pass");
    done(&base, "evaluate 启明 --stage assess --year Y1 --score 戊:party=1");
    assert_eq!(done(&base, "show E1")["result"], "pass", "a result that was set stays");
    base.ok(&["undo"]);
    assert_eq!(done(&base, "history E1").as_array().map(Vec::len), Some(6));
    base.sound();
}

/// What stands on record in another form is a service too, and logged once.
#[test]
fn services_are_found_where_they_stand() {
    let base = base();
    let shown = done(&base, "show I1");
    assert_eq!((&shown["coverage"], shown["missing"].as_array().map(Vec::len)), (&0.into(), Some(8)));
    for line in [
        "space add 工位 --kind desk --quantity 4 --date 2022-01-02",
        "space give 工位 启明 --date 2022-01-05",
        "training log --title 内部治理 --form lecture --date 2022-02-01",
        "training coach T1 启明 --date 2022-02-02",
        "activity log --kind newsletter --title 简讯一期 --org 启明 --date 2022-02-03",
        "consult log --topic registration --org 启明 --date 2022-02-04",
        "consult log --topic finance --org 启明 --date 2022-02-05",
        "consult log --topic finance --org 启明 --date 2022-01-03",
        "resource offer --title 图书 --from company --date 2022-11-01",
        "resource need 启明 --title 图书 --date 2022-11-01",
        "resource match RS1 RS2 --date 2022-11-02",
        "finance post --in 5000 --category donated --party 商会 --date 2022-02-01",
        "finance post --out 1000 --category seed-fund --source donation --org 启明 --date 2022-02-06",
    ] {
        done(&base, line);
    }
    let shown = done(&base, "show I1");
    assert_eq!((&shown["coverage"], &shown["missing"]), (&7.into(), &json!(["custody"])));
    let report = done(&base, "report quarterly 2022Q1");
    let resident = &report["residents"][0];
    assert_eq!((&resident["coverage"], &resident["missing"]), (&6.into(), &json!(["custody", "matching"])));
}

#[test]
fn an_asset_is_with_one_at_a_time() {
    let base = base();
    done(&base, "space add 工位 --kind desk --quantity 2 --value 800 --date 2022-01-02");
    done(&base, "space add 大会议室 --kind 会议室 --date 2022-01-02");
    refused(&base, 2, "space add 茶水间 --kind kitchen", "办公室 office");
    refused(&base, 2, "space add 茶水间 --kind room --quantity 0", "至少为1");
    assert_eq!(done(&base, "space give 工位 启明 --quantity 2 --date 2022-02-01")["code"], "AU1");
    refused(&base, 1, "space give 工位 启明 --date 2022-02-10", "space.stock");
    refused(&base, 1, "space give 工位 启明 --date 2022-01-01", "space.retired");
    refused(&base, 1, "space give 大会议室 暖阳 --date 2022-02-10", "space.recipient");
    // Free again on the day on which it came back.
    done(&base, "space return AU1 --date 2022-03-01");
    refused(&base, 1, "space return AU1", "已于2022-03-01退还");
    refused(&base, 1, "space give 工位 启明 --date 2022-02-28", "space.stock");
    done(&base, "space give 工位 启明 --date 2022-03-01");
    // Touching is fine, overlapping is not.
    done(&base, "space book 大会议室 启明 --from 14:00 --to 16:00 --date 2022-03-02 --purpose 例会");
    done(&base, "space book 大会议 暖阳 --from 16:00 --to 17:00 --date 2022-03-02");
    refused(&base, 1, "space book 大会议室 暖阳 --from 15:59 --to 16:30 --date 2022-03-02", "space.overlap");
    refused(&base, 2, "space book 大会议室 启明 --from 17:00 --to 17:00 --date 2022-03-02", "--from");
    refused(&base, 2, "space book 大会议室 启明 --from 25:00 --to 26:00 --date 2022-03-02", "25:00");
    refused(&base, 1, "space book 工位 暖阳 --from 9:00 --to 10:00 --date 2022-03-02", "space.recipient");
    refused(&base, 2, "space return AU3", "fuhua void AU3");
    let shown = done(&base, "space show 2022-03-02");
    assert_eq!(
        shown,
        json!({"date": "2022-03-02", "assets": [
            {"code": "AS1", "name": "工位", "kind": "desk", "quantity": 2, "in_use": 1, "free": 1,
             "users": [{"use": "AU2", "org": "O1", "name": "启明社工服务中心", "quantity": 1, "since": "2022-03-01"}]},
            {"code": "AS2", "name": "大会议室", "kind": "room", "quantity": 1, "in_use": 0, "free": 1, "users": []}],
          "bookings": [
            {"use": "AU3", "asset": "AS2", "org": "O1", "from": "14:00", "to": "16:00", "purpose": "例会"},
            {"use": "AU4", "asset": "AS2", "org": "O2", "from": "16:00", "to": "17:00", "purpose": null}]})
    );
    // A booking may lie ahead, what is given may not.
    done(&base, "space book 大会议室 启明 --from 9:00 --to 10:00 --date 2023-01-05");
    refused(&base, 1, "space give 工位 启明 --date 2023-01-05", "dates.future");
    refused(&base, 1, "space retire 工位 --date 2022-06-01", "先退还");
    done(&base, "space return AU2 --date 2022-06-01");
    done(&base, "space retire 工位 --date 2022-06-01");
    assert_eq!(done(&base, "space show 2022-06-01")["assets"].as_array().map(Vec::len), Some(1));
    assert_eq!((&done(&base, "show AS1")["in_use"], &done(&base, "show AU3")["from"]), (&0.into(), &"14:00".into()));
    refused(&base, 2, "edit AU3 --to 13:00", "--from");
    refused(&base, 2, "edit AU3 --until 2022-12-01", "--from、--to");
    refused(&base, 2, "edit AU2 --from 9:00", "--until");
    base.ok(&["edit", "AU3", "--to", "15:30", "--purpose", "评审"]);
    base.ok(&["void", "AU4", "--reason", "改期"]);
    base.sound();
}

/// What was lent is to come back when the stay ends; a report has what was done.
#[test]
fn a_report_says_what_was_done_and_what_is_to_come_back() {
    let base = base();
    for line in [
        "space add 工位 --kind desk --quantity 4 --date 2022-01-02",
        "space add 大会议室 --kind room --date 2022-01-02",
        "space give 工位 启明 --quantity 3 --date 2022-02-01",
        "space book 大会议室 暖阳 --from 14:00 --to 16:30 --date 2022-05-02",
        "org party 启明 --form joint --date 2022-05-03",
        "project start 启明 --title 银龄陪伴 --date 2022-05-04",
        "project visit P1 --date 2022-05-05",
    ] {
        done(&base, line);
    }
    let quarter = || done(&base, "report quarterly 2022Q2");
    let report = quarter();
    assert_eq!(report["space"], json!({"given": 3, "bookings": 1, "booked_hours": 2.5}));
    assert_eq!(report["coverage"], json!({"services": 8, "residents": 1, "full": 0, "average": 1.0}));
    assert_eq!(report["dual"], json!({"residents": 1, "covered": 1, "percent": 100.0}));
    assert_eq!((&report["projects"]["by_state"]["running"], &report["projects"]["by_kind"]["own"]), (&1.into(), &1.into()));
    assert_eq!((&report["projects"]["visits"], &report["evaluations"]["entry"]), (&1.into(), &0.into()));
    done(&base, "withdraw 启明 --leave --reason 与另一机构合并 --date 2022-06-01");
    let due = |report: &Json| report["due"].as_array().expect("a list").iter().find(|d| d["subject"] == "AU1").cloned();
    let expected = json!({"on": "2022-06-16", "subject": "AU1", "org": "O1", "what": "退还工位"});
    assert_eq!(due(&quarter()), Some(expected));
    done(&base, "space return AU1 --date 2022-06-20");
    assert_eq!(due(&quarter()), None);
}
