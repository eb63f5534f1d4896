//! The operator: qualification, contract, submissions, assessment, complaints, the
//! negative list, fees; the certificate and the application that are printed.

use crate::common::Base;
use serde_json::{Value as Json, json};

/// A base with a resident since 2022-01-04, and an organisation that could operate it.
fn base() -> Base {
    let mut base = Base::new();
    base.today("2024-02-01");
    base.lines(
        "org add --name 启明社工服务中心 --kind service
         org add --name 青松社会工作发展中心 --kind service
         org register O2 --uscc 52640181MJY700999L --date 2016-03-01
         org rate O2 --grade 4A --date 2020-06-01
         person add 杜若溪
         person certify 杜若溪 --level social-worker --date 2019-10-01
         apply O1 --date 2021-10-08",
    );
    base.passes("A1", "final", "2021-12-20");
    base.enters("A1", "2022-01-04");
    base
}

const CHECK: &str = "operator check 青松 --lead 杜若溪 --evidence experience=2019年孵化项目 --date 2021-09-20";
const CONTRACT: &str = "operator contract 青松 --from 2021-10-01 --to 2024-09-30 --amount 30000 --number 采〔2021〕7号 --date 2021-09-28";
const FULL: &str = "--score incubation=22 --score capacity=18 --score projects=12 --score information=9 --score party=8 --score finance=8 \
                    --score satisfaction=8";

fn contracted() -> Base {
    let base = base();
    done(&base, CHECK);
    done(&base, CONTRACT);
    base
}

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

#[track_caller]
fn done(base: &Base, line: &str) -> Json {
    base.json(&words(line))
}

/// What is refused leaves the file as it was.
#[track_caller]
fn refused(base: &Base, code: i32, line: &str, what: &str) {
    base.says(code, &words(line), &[what]);
}

#[track_caller]
fn breaks(base: &Base, rule: &str, line: &str) {
    base.breaks(rule, &words(line));
}

#[test]
fn conditions_are_met_unless_it_is_said_and_the_file_proves_it() {
    let base = base();
    breaks(&base, "operator.registered", "operator check 启明 --lead 杜若溪 --date 2021-10-02");
    breaks(&base, "operator.lead", "operator check 青松 --date 2021-10-02");
    breaks(&base, "operator.lead", "operator check 青松 --lead 杜若溪 --date 2019-09-30 --unmet registered");
    refused(&base, 2, "operator check 青松 --unmet charm", "登记四年且3A以上 registered");
    refused(&base, 2, "operator check 青松 --evidence experience", "条件=文字");
    refused(&base, 2, "operator check 青松 --lead 无此人", "没有人员");
    // Four years to the day: registered 2016-03-01, rated 2020-06-01.
    breaks(&base, "operator.registered", "operator check 青松 --lead 杜若溪 --date 2020-05-31");
    assert_eq!(done(&base, CHECK)["code"], "E1");
    let shown = done(&base, "show E1");
    let keys = ["of", "subject", "org", "stage", "year", "period", "about", "date", "result", "total", "full", "percent", "grade"];
    assert_eq!(
        json!(keys.map(|key| &shown[key])),
        json!(["org", "O2", "O2", "qualification", null, null, null, "2021-09-20", "pass", null, null, null, null])
    );
    let experience =
        json!({"item": "experience", "full": null, "points": null, "met": true, "evidence": "2019年孵化项目", "reviewers": []});
    assert_eq!(shown["items"][3], experience);
    // What is preferred may be missing, what is a must may not.
    done(&base, "operator check 青松 --lead 杜若溪 --unmet 已建党组织,resources --date 2021-09-21");
    assert_eq!(done(&base, "show E2")["result"], "pass");
    done(&base, "operator check 启明 --unmet registered,lead --date 2021-10-03");
    assert_eq!(done(&base, "show E3")["result"], "fail");
    refused(&base, 2, "edit E3 --result pass", "fuhua operator check");
    breaks(&base, "operator.qualified", &CONTRACT.replace("青松", "启明").replace("09-28", "10-05"));
    base.sound();
}

#[test]
fn one_contract_runs_at_a_time() {
    let base = base();
    breaks(&base, "operator.qualified", CONTRACT);
    done(&base, CHECK);
    breaks(&base, "operator.term", &CONTRACT.replace("2024-09-30", "2024-10-01"));
    refused(&base, 2, &CONTRACT.replace("2024-09-30", "2021-09-30"), "开始日期晚于截止日期");
    refused(&base, 2, &CONTRACT.replace("30000", "0"), "金额须大于零");
    let answer = done(&base, CONTRACT);
    assert_eq!((&answer["code"], &answer["kind"]), (&"OC1".into(), &"contract".into()));
    let shown = done(&base, "show OC1");
    let keys = ["code", "org", "number", "from", "to", "amount_fen", "date", "state", "note", "void"];
    assert_eq!(
        json!(keys.map(|key| &shown[key])),
        json!(["OC1", "O2", "采〔2021〕7号", "2021-10-01", "2024-09-30", 3_000_000, "2021-09-28", "running", null, null])
    );
    breaks(&base, "operator.one", &CONTRACT.replace("2021-10-01", "2024-09-30"));
    breaks(&base, "operator.qualified", "void E1 --reason 误记");
    refused(&base, 2, "edit OC1 --to 2021-09-01", "开始日期晚于截止日期");
    assert_eq!(done(&base, "list contracts --on 2021-09-29"), json!([]), "signed, but not begun");
    assert_eq!(done(&base, "list contracts --on 2024-09-30").as_array().map(Vec::len), Some(1));
    base.sound();
}

/// (a) What is due, what was handed in, how late; a reopened quarter is due again.
#[test]
fn what_is_due_is_submitted() {
    let base = contracted();
    done(&base, "finance post --in 141450 --category appropriation --date 2021-11-05");
    let early = done(&base.copy(), "operator submit finance 2021Q4 --date 2022-01-10 --to 市民政局");
    assert!(early["warnings"].to_string().contains("还没有结账"), "{early}");
    done(&base, "finance close 2021Q4 --date 2022-01-08");
    done(&base, "report issue quarterly 2021Q4 --today 2022-01-09");
    done(&base, "report issue finance 2021Q4 --today 2022-01-09");
    let paper = base.file("q4.pdf", "四季度");
    let handed = done(&base, &format!("operator submit finance 2021Q4 --date 2022-01-10 --to 市民政局 --document {paper}"));
    assert_eq!((&handed["code"], &handed["kind"], &handed["warnings"]), (&"PD2".into(), &"period-step".into(), &json!([])));
    let late = done(&base, "operator submit summary Y1Q1 --date 2022-01-18");
    assert!(late["warnings"].to_string().contains("2022-01-15"), "{late}");
    refused(&base, 2, "operator submit finance 2021-11", "不是季度");
    refused(&base, 2, "operator submit evaluation 2021Q4", "不是运营年度");
    refused(&base, 2, "operator submit thanks 2021Q4", "可选");
    base.says(4, &words("operator submit summary 2022Q1 --document none.pdf"), &["none.pdf"]);
    let shown = done(&base, "show PD2");
    let keys = ["step", "what", "period", "start", "end", "date", "to", "report", "late_days"];
    assert_eq!(
        json!(keys.map(|key| &shown[key])),
        json!(["submitted", "finance", "2021Q4", "2021-10-01", "2021-12-31", "2022-01-10", "市民政局", "R2", 0])
    );
    assert_eq!(done(&base, "list attachments --of PD2")[0]["as"], "report");
    let all = done(&base, "operator show --on 2022-02-01")["submissions"].clone();
    let row = |what: &str, submitted: Json, late: Json, report: Json| json!({"what": what, "period": "Y1Q1", "due": "2022-01-15", "submitted": submitted, "late_days": late, "report": report});
    let summary = row("summary", "2022-01-18".into(), 3.into(), "R1".into());
    assert_eq!(all, json!([row("finance", "2022-01-10".into(), 0.into(), "R2".into()), summary]));
    assert_eq!(done(&base, "operator show --on 2022-01-14")["submissions"][0]["submitted"], "2022-01-10", "made early");
    assert_eq!(done(&base, "operator show --on 2022-01-09")["submissions"], json!([]));
    done(&base, "finance reopen 2021Q4 --reason 补记 --today 2022-01-20");
    assert_eq!(done(&base, "operator show --on 2022-02-01")["submissions"][0], row("finance", Json::Null, Json::Null, Json::Null));
    let quarter = done(&base, "report quarterly 2021Q4")["operator"].clone();
    assert_eq!(quarter["submissions"].as_array().map(Vec::len), Some(2));
    assert_eq!(json!([quarter["contract"], quarter["org"], quarter["state"], quarter["breach"]]), json!(["OC1", "O2", "running", null]));
    // Of a year: its last quarter's come first, then the year's own.
    let year = done(&base, "operator show --on 2022-11-01")["submissions"].clone();
    assert_eq!((year.as_array().map(Vec::len), &year[8]["what"], &year[8]["due"]), (Some(9), &"evaluation".into(), &"2022-10-30".into()));
    base.sound();
}

#[test]
fn performance_is_assessed_and_work_inspected() {
    let base = contracted();
    refused(&base, 2, "operator assess Y1 --score incubation=22 --date 2022-10-20", "每一项都评分");
    refused(&base, 2, &format!("operator assess 2021-11 {FULL}"), "Y1Q1");
    refused(&base, 2, &format!("operator assess {FULL} --date 2022-09-30"), "没有结束的运营年度");
    breaks(&base, "operator.assess-ended", &format!("operator assess Y1 {FULL} --date 2022-09-30"));
    assert_eq!(done(&base, &format!("operator assess {FULL} --by 领导小组办公室 --date 2022-10-20"))["code"], "E2");
    let shown = done(&base, "show E2");
    let keys = ["of", "subject", "org", "stage", "period", "about", "total", "percent", "grade", "result", "by"];
    assert_eq!(
        json!(keys.map(|key| &shown[key])),
        json!(["operator", "OC1", "O2", "performance", "Y1", null, 85.0, 85.0, "good", "pass", "领导小组办公室"])
    );
    done(&base, &format!("operator assess Y1Q1 {FULL} --date 2022-10-21"));
    assert_eq!(done(&base, "show E3")["period"], "Y1Q1");
    refused(&base, 2, "operator inspect --about morale --result pass", "资金使用 funds");
    breaks(&base, "operator.assess-contract", "operator inspect --about funds --result pass --date 2021-09-30");
    done(&base, "operator inspect --about 资金使用 --result pass --date 2022-03-01");
    done(&base, "operator inspect --about premises --result fail --date 2022-04-01 --note 消防通道");
    let shown = done(&base, "operator show --on 2022-10-20");
    assert_eq!(shown["inspections"], json!({"pass": 1, "fail": 1}));
    let assessed =
        json!([{"code": "E2", "period": "Y1", "date": "2022-10-20", "total": 85.0, "percent": 85.0, "grade": "good", "result": "pass"}]);
    assert_eq!(shown["assessments"], assessed, "what is dated later is not seen");
    assert_eq!(done(&base, "report quarterly 2022Q4")["operator"]["percent"], 85.0);
    assert_eq!(done(&base, "list evaluations --kind performance").as_array().map(Vec::len), Some(2));
    breaks(&base, "operator.assess-contract", "edit OC1 --from 2022-10-01");
    assert!(base.fails(1, &words("void OC1 --reason 误记")).contains("E2"));
    base.sound();
}

#[test]
fn a_serious_complaint_ends_the_contract() {
    let base = contracted();
    done(&base, "operator complaint 启明 --text 服务不到位 --date 2022-06-01");
    done(&base, "operator complaint 青松 --text 自己的投诉 --date 2022-06-02");
    breaks(
        &base,
        "operator.breach",
        "operator breach --item complaint --complaint CP1 --basis 核实 --stop-by 2022-08-01 --date 2022-07-01",
    );
    refused(&base, 2, "operator verify CP1 --result upheld --by 办公室 --date 2022-06-20", "--severity");
    refused(&base, 2, "operator verify CP1 --result rejected --severity minor --by 办公室 --date 2022-06-20", "--severity");
    breaks(&base, "operator.complaint", "operator verify CP1 --result rejected --by 办公室 --date 2022-05-31");
    done(&base, "operator verify CP1 --result upheld --severity serious --by 领导小组办公室 --date 2022-06-20");
    breaks(&base, "operator.complaint", "operator verify CP1 --result rejected --by 办公室 --date 2022-06-21");
    done(&base, "operator verify CP2 --result 属实 --severity 严重 --by 办公室 --date 2022-06-21");
    base.says(2, &["edit", "CP1", "--severity", ""], &["--severity"]);
    let shown = done(&base, "show CP1");
    let keys = ["org", "date", "text", "result", "severity", "verified", "by"];
    assert_eq!(
        json!(keys.map(|key| &shown[key])),
        json!(["O1", "2022-06-01", "服务不到位", "upheld", "serious", "2022-06-20", "领导小组办公室"])
    );
    let breach = "operator breach --item complaint --complaint CP1 --basis 核实报告 --stop-by 2022-08-01 --date 2022-07-01";
    refused(&base, 2, &breach.replace("2022-08-01", "2022-06-30"), "停止运营日期早于");
    refused(&base, 2, &breach.replace("--complaint CP1 ", ""), "--complaint");
    breaks(&base, "operator.breach", &breach.replace("CP1", "CP2"));
    breaks(&base, "operator.breach", &breach.replace("2022-07-01", "2021-09-30"));
    assert_eq!(done(&base, breach)["code"], "BR1");
    breaks(&base, "operator.breach", "operator breach --item duties --basis 又一次 --stop-by 2022-08-01 --date 2022-06-30");
    breaks(&base, "operator.breach", "edit CP1 --severity minor");
    assert!(base.fails(1, &words("void CP1 --reason 误记")).contains("BR1"));
    let shown = done(&base, "operator show --on 2022-07-01");
    assert_eq!(json!([shown["contract"]["state"], shown["contract"]["end"]]), json!(["terminated", "2022-07-01"]));
    assert_eq!(shown["breach"], json!({"code": "BR1", "item": "complaint", "date": "2022-07-01", "stop_by": "2022-08-01"}));
    let before = done(&base, "operator show --on 2022-06-15");
    assert_eq!(json!([before["contract"]["state"], before["breach"], before["complaints"][0]["result"]]), json!(["running", null, null]));
    let quarter = done(&base, "report quarterly 2022Q2")["operator"].clone();
    assert_eq!(quarter["complaints"], json!({"received": 2, "upheld": 2, "serious": 2}));
    assert_eq!(done(&base, "report quarterly 2022Q3")["operator"]["breach"], "BR1");
    // The next may begin on the day on which the first no longer runs.
    breaks(&base, "operator.one", &CONTRACT.replace("2021-10-01", "2022-06-30"));
    done(&base, &CONTRACT.replace("2021-10-01", "2022-07-01"));
    assert_eq!(done(&base, "operator show")["contract"]["code"], "OC2");
    breaks(&base, "operator.one", "void BR1 --reason 误记");
    base.sound();
}

#[test]
fn fees_rest_on_evidence_once_within_the_contract() {
    let base = contracted();
    done(&base, "finance post --in 141450 --category appropriation --date 2021-10-05");
    done(&base, &format!("operator assess Y1Q1 {FULL} --date 2022-01-20"));
    done(&base, "operator inspect --about funds --result pass --date 2022-01-21");
    done(&base, "report issue quarterly 2021Q4 --today 2022-01-09");
    done(&base, "report issue quarterly 2022Q1 --today 2022-04-09");
    done(&base, "report issue quarterly 2022Q2 --today 2022-07-09");
    let fee = |yuan: i64, evidence: &str, day: &str| {
        format!("finance post --out {yuan} --category service-fee --party 青松 --evidence {evidence} --date {day}")
    };
    breaks(&base, "operator.fee-evidence", &fee(5000, "E3", "2022-01-25"));
    assert_eq!(done(&base, &fee(10000, "E2", "2022-01-25"))["code"], "V2");
    breaks(&base, "operator.fee-once", &fee(10000, "E2", "2022-01-26"));
    breaks(&base, "operator.fee-amount", &fee(20001, "R1", "2022-01-26"));
    done(&base, &fee(20000, "R1", "2022-01-26"));
    breaks(&base, "operator.fee-amount", "edit OC1 --amount 25000");
    done(&base, "finance reverse V3 --date 2022-02-10 --reason 退回");
    done(&base, &fee(5000, "R1", "2022-02-11"));
    let fees = done(&base, "operator show --on 2022-02-10")["fees"].clone();
    let reversal = json!({"voucher": "V4", "date": "2022-02-10", "amount_fen": -2_000_000, "evidence": [], "reverses": "V3"});
    assert_eq!(
        (&fees["paid_fen"], fees["payments"].as_array().map(Vec::len), &fees["payments"][2]),
        (&1_000_000.into(), Some(3), &reversal)
    );
    // A breach stands though a fee lies after it; what is posted later is refused.
    let answer = done(&base, "operator breach --item law --basis 判决 --date 2022-02-01 --stop-by 2022-02-01");
    assert!(answer["warnings"].to_string().contains("V5"), "{answer}");
    breaks(&base, "operator.fee-ended", &fee(100, "R2", "2022-04-10"));
    done(&base, &format!("{} --override 最后一笔", fee(100, "R2", "2022-04-10")));
    breaks(&base, "operator.fee-ended", "edit V5 --date 2022-02-12");
    done(&base, "edit V5 --note 首期");
    let audit = base.run(&words("audit -f json"));
    assert_eq!(audit.code, 0, "{audit:?}");
    breaks(&base, "operator.fee-ended", &fee(100, "R3", "2021-09-30"));
}

/// The certificate of an exit, numbered by its operating year and frozen.
#[test]
fn a_graduate_has_its_certificate() {
    let base = base();
    done(&base, "evaluate 启明 --stage assess --year Y1 --result pass --date 2022-10-05");
    done(&base, "service log 启明 --service space --date 2022-02-01");
    base.says(1, &words("report certificate 启明"), &["还没有通过出壳认定"]);
    base.says(1, &words("report issue certificate I1"), &["还没有通过出壳认定"]);
    refused(&base, 2, "report certificate 青松", "没有入壳孵化过");
    base.lines(
        "org register O1 --uscc 52640181MJY7000085 --date 2022-10-01
         exit-assess O1 --stage assess --result pass --date 2023-01-05 --staff 7 --departments 3 --systems 5 --projects 2 --registration pass --team pass --project pass
         exit-assess O1 --stage preliminary --result pass --date 2023-01-10
         exit-assess O1 --stage final --result pass --date 2023-01-15",
    );
    let read = done(&base, "report certificate 启明");
    assert_eq!(
        json!([read["number"], read["incubation"], read["entered"], read["exited"], read["report"], read["services"], read["coverage"]]),
        json!(["Y2-01", "I1", "2022-01-04", "2023-01-15", null, 1, 1])
    );
    assert_eq!(read["org"], json!({"code": "O1", "name": "启明社工服务中心", "uscc": "52640181MJY7000085"}));
    assert_eq!(read["judgements"], json!({"registration": "pass", "team": "pass", "project": "pass"}));
    assert_eq!(read["follow_up"], json!({"from": "2023-01-15", "until": "2025-01-15"}));
    assert_eq!(read["approvals"][1], json!({"stage": "final", "date": "2023-01-15", "by": "领导小组办公室", "result": "pass"}));
    assert_eq!(read["evaluations"], json!([{"year": "Y1", "percent": null, "result": "pass"}]));
    assert_eq!(read["facts"][0]["fact"], "staff");
    let issued = done(&base, "report issue certificate 启明 --today 2023-01-15");
    assert_eq!((&issued["code"], &issued["kind"]), (&"R1".into(), &"report".into()));
    assert_eq!(done(&base, "report certificate I1")["report"], "R1");
    let reprint = done(&base, "report reprint R1");
    assert_eq!((&reprint["number"], &reprint["report"]), (&"Y2-01".into(), &"R1".into()));
    assert!(base.ok(&words("report certificate I1")).contains("出壳鉴定书"));
    breaks(&base, "report.again", "report issue certificate I1");
    refused(&base, 2, "report diff R1", "fuhua report certificate I1");
    // It locks no figure.
    done(&base, "service log 启明 --service advice --date 2022-02-02");
    base.sound();
}

#[test]
fn an_application_is_printed() {
    let base = base();
    done(&base, "edit O1 --phone 13800138000 --contact 周敏 --town 东塔镇");
    let read = done(&base, "report application A1");
    assert_eq!(json!([read["application"], read["date"], read["reserve_fund_fen"]]), json!(["A1", "2021-10-08", null]));
    assert_eq!(json!([read["org"]["code"], read["org"]["kind"], read["org"]["town"]]), json!(["O1", "service", "东塔镇"]));
    assert!(read["org"]["phone"].as_str().is_some_and(|phone| phone.contains('*') && !phone.contains("0013")), "{read}");
    assert_eq!(read["conditions"].as_array().map(Vec::len), Some(5));
    assert_eq!(read["stages"][5]["stage"], "final");
    let text = base.ok(&words("report application A1 -f md"));
    assert!(text.contains("孵化申请书") && text.contains("业务主管单位初审"), "{text}");
    refused(&base, 2, "report application O1", "A1");
    refused(&base, 2, "report application A9", "没有记录");
}
