//! The plan: what it asks for, its local settings, and its end.

use crate::common::Base;
use serde_json::{Value as Json, json};

#[test]
fn the_plan_is_told_clause_by_clause() {
    let base = Base::new();
    let shown = base.json(&["plan", "show", "--clauses"]);
    let clauses = shown["clauses"].as_array().expect("a list");
    assert_eq!((clauses.len(), &shown["counts"]["asking"]), (184, &169.into()));
    let expected = json!({"no": 46, "clause": "二(二)2", "asks": true, "text": "免费提供办公场所", "commands": ["space give"], "kinds": ["AU"],
                          "rules": ["space.stock", "space.recipient"], "reports": ["quarterly", "annual", "org", "todo"], "kept": true});
    assert_eq!(clauses[45], expected);
    let kept = clauses.iter().filter(|clause| clause["kept"] == true).count();
    assert_eq!(shown["counts"]["kept"], kept);
    // What is not kept yet waits for what the operator does, and for the printed application.
    let waiting = |clause: &&Json| clause["asks"] == true && clause["kept"] == false;
    for clause in clauses.iter().filter(waiting) {
        let parts = format!("{} {}", clause["commands"], clause["rules"]);
        assert!(parts.contains("operator") || parts.contains("report application") || parts.contains("submit."), "{clause}");
    }
    assert_eq!((&clauses[183]["asks"], &clauses[183]["kept"]), (&false.into(), &false.into()));
    let text = base.ok(&["plan", "show", "--clauses", "--lang", "en", "-f", "csv"]);
    assert!(text.contains("free offices") && !text.contains("免费"), "{text}");
    assert!(base.ok(&["plan", "show", "--clauses"]).contains(&format!("要求169项,本程序可办{kept}项")));
}

#[test]
fn a_local_setting_is_changed_with_a_reason() {
    let base = Base::new();
    let written = base.json(&["plan", "set", "handover_days", "20", "--reason", "与承接方商定"]);
    assert_eq!((&written["code"], &written["kind"]), (&"handover_days".into(), &"parameter".into()));
    let setting = |id: &str| {
        let plan = base.json(&["plan", "show"]);
        plan["parameters"].as_array().expect("a list").iter().find(|p| p["parameter"] == id).cloned().expect("a setting")
    };
    assert_eq!((&setting("handover_days")["value"], &setting("handover_days")["reason"]), (&20.into(), &"与承接方商定".into()));
    assert_eq!(base.json(&["plan", "set", "handover_days", "20", "--reason", "再说一遍"])["journal"], Json::Null);
    base.ok(&["plan", "set", "年检截止日(次年)", "06-30", "--reason", "通知"]);
    assert_eq!(setting("inspection_due")["value"], "06-30");
    base.refuses(2, &["plan", "set", "incubation_months", "24", "--reason", "x"], &["由方案规定"], &["what the plan says"]);
    base.refuses(2, &["plan", "set", "luck", "1", "--reason", "x"], &["没有设定", "handover_days"], &["no setting", "handover_days"]);
    base.refuses(2, &["plan", "set", "pass_percent", "101", "--reason", "x"], &["0至100"], &["0 to 100"]);
    base.refuses(2, &["plan", "set", "inspection_due", "02-29", "--reason", "x"], &["每年的一天"], &["day of every year"]);
    base.refuses(2, &["plan", "set", "handover_days", "许多", "--reason", "x"], &["许多"], &["许多"]);
    base.ok(&["undo"]);
    assert_eq!(setting("inspection_due")["value"], "05-31");
    base.sound();
}

#[test]
fn a_plan_is_extended_by_years_like_its_last() {
    let mut base = Base::new();
    base.ok(&["target", "set", "trainees", "600", "--year", "Y3", "--reason", "增加一期"]);
    base.ok(&["plan", "extend", "--years", "2", "--reason", "续签协议"]);
    let plan = base.json(&["plan", "show"]);
    assert_eq!((&plan["plan"]["end"], plan["years"].as_array().map(Vec::len)), (&"2026-09-30".into(), Some(5)));
    let added = json!({"no": 5, "start": "2025-10-01", "end": "2026-09-30", "phase": "consolidation", "admission_cap": 6,
                       "budget_fen": 28_290_000, "reason": "续签协议", "clause": "三(二)3"});
    assert_eq!(plan["years"][4], added);
    assert_eq!(plan["targets"][3]["years"][4], json!({"no": 5, "target": 600, "reason": "增加一期"}));
    base.today("2026-05-01");
    base.ok(&["consult", "log", "--topic", "policy", "--date", "2025-11-01"]);
    assert_eq!(base.json(&["report", "quarterly", "2025Q4"])["year"]["no"], 5);
    base.ok(&["finance", "post", "--in", "1", "--category", "财政拨款", "--date", "2026-04-01"]);
    let last = base.value("SELECT 'J' || max(seq) FROM journal WHERE command = 'plan extend'");
    base.refuses(2, &["undo", &last], &["2025-11-01", "dates.in-plan"], &["2025-11-01", "dates.in-plan"]);
    for years in ["0", "46"] {
        base.refuses(2, &["plan", "extend", "--years", years], &["1至45"], &["1 to 45"]);
    }
    base.refuses(2, &["plan", "extend", "--years", "半"], &["年数"], &["years"]);
    base.sound();
}

/// What happens every day in a base takes one command: one entry, a subject and at
/// most two flags besides the day. (The operator's own commands have their tests.)
#[test]
fn what_happens_every_day_takes_one_command() {
    let mut base = Base::new();
    base.today("2022-09-30");
    let full = "--score governance=18 --score team=16 --score service=20 --score finance=12 --score party=8 --score learning=10";
    let closing = "--score progress=20 --score quality=25 --score finance=20 --score effect=15";
    base.ok(&["org", "add", "--name", "启明", "--kind", "service"]);
    base.ok(&["apply", "O1", "--date", "2021-10-08"]);
    base.passes("A1", "final", "2021-12-20");
    base.enters("A1", "2022-01-04");
    base.lines(
        "space add 大会议室 --kind room --date 2022-01-02
         space add 工位 --kind desk --quantity 6 --date 2022-01-02
         training log --title 治理 --form lecture --date 2022-02-18
         person add 李明
         resource offer --title 图书 --from company --date 2022-02-18 --by 书店
         resource need 启明 --title 图书 --date 2022-02-18
         project start 启明 --title 银龄陪伴 --date 2022-03-01",
    );
    let papers = base.folder().join("papers");
    std::fs::create_dir(&papers).expect("a folder");
    let writes = [
        "space book 大会议室 启明 --from 14:00 --to 16:00",
        "space give 工位 启明",
        "space return AU2",
        "training coach T1 启明",
        "activity log --kind 党建活动 --title 主题党日",
        "person certify 李明 --level assistant",
        "finance post --in 141450 --category 财政拨款",
        "finance post --out 1200 --category 培训费",
        "finance reverse V2 --reason 金额有误",
        "resource match RS1 RS2",
        "project visit P1",
        &format!("project evaluate P1 {closing}"),
        "project close P1",
        "finance close 2022Q2",
        &format!("evaluate 启明 --stage assess {full}"),
        "evaluate 启明 --stage preliminary --result pass",
        "evaluate 启明 --stage final --result pass",
    ];
    for line in writes {
        let before = base.newest();
        let words: Vec<&str> = line.split(' ').collect();
        let flags: std::collections::BTreeSet<&&str> = words.iter().filter(|word| word.starts_with("--")).collect();
        assert!(flags.len() <= 2, "{line}");
        base.ok(&words);
        assert_eq!(base.newest(), before + 1, "{line}");
    }
    let papers = papers.display().to_string();
    let file = base.db().display().to_string();
    for line in ["todo", "report quarterly", "finance statement FY2022", "finance ledger", "list waivers"] {
        base.ok(&line.split(' ').collect::<Vec<_>>());
    }
    base.ok(&["audit", &file, "--papers", &papers]);
}
