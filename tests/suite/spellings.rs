//! Dates, periods, numbers and words as offices write them.

use crate::common::Base;
use serde_json::json;

#[test]
fn a_day_without_its_year_is_this_operating_years_and_told() {
    let mut base = Base::new();
    base.today("2022-03-10");
    for (typed, day) in [
        ("10月8日", "2021-10-08"),
        ("10-08", "2021-10-08"),
        ("1/5", "2022-01-05"),
        ("２月８号", "2022-02-08"),
        ("昨天", "2022-03-09"),
        ("前天", "2022-03-08"),
        ("2021.10.8", "2021-10-08"),
        ("2021年10月8日", "2021-10-08"),
    ] {
        let outcome = base.run(&["consult", "log", "--topic", "政策", "--date", typed]);
        assert!(outcome.code == 0 && outcome.out.contains(day), "{typed}: {outcome:?}");
        assert_eq!(
            outcome.err.contains(&format!("“{typed}”取作本运营年度的{day}")),
            !typed.contains("202") && !typed.contains('天'),
            "{outcome:?}"
        );
    }
    // In JSON it is a warning, in English too, and `edit` and reading commands take it.
    let json = base.json(&["consult", "log", "--topic", "policy", "--date", "11-05", "--lang", "en"]);
    assert_eq!(json["warnings"], json!(["'11-05' was taken as 2021-11-05, in this operating year"]));
    let code = json["code"].as_str().expect("a code").to_owned();
    base.ok(&["edit", &code, "--date", "11月6日"]);
    assert_eq!(base.json(&["show", &code])["date"], "2021-11-06");
    assert_eq!(base.json(&["target", "status", "--as-of", "12-31"])["as_of"], "2021-12-31");
    base.refuses(
        2,
        &["consult", "log", "--topic", "policy", "--date", "2月30日"],
        &["没有2月30日", "连年份一起写"],
        &["there is no 02-30 in Y1"],
    );
    base.refuses(
        2,
        &["consult", "log", "--topic", "policy", "--date", "11-05", "--today", "03-10"],
        &["没有写明年份"],
        &["the year is missing"],
    );
}

#[test]
fn the_day_taken_by_default_stands_in_every_reply() {
    let mut base = Base::new();
    base.today("2022-03-10");
    for line in [
        &["org", "add", "--name", "启明社", "--kind", "未登记"][..],
        &["org", "file", "O1"],
        &["apply", "O1"],
        &["review", "A1", "--stage", "资格", "--result", "同意"],
        &["consult", "log", "--topic", "法规", "--org", "O1"],
        &["training", "log", "--title", "内部治理", "--form", "讲座", "--headcount", "三十人", "--hours", "1小时"],
        &["project", "start", "O1", "--title", "四点半"],
        &["activity", "log", "--kind", "走访", "--title", "走访", "--org", "O1"],
        &["hub", "open", "--kind", "专家库", "--name", "专家库"],
        &["hub", "close", "专家库"],
        &["finance", "post", "--in", "一万", "--category", "财政拨款", "--party", "市财政局"],
        &["withdraw", "A1", "--reason", "撤回"],
    ] {
        let outcome = base.run(line);
        // The one record without a day of its own is an organisation.
        assert!(outcome.code == 0 && (outcome.out.contains("2022-03-10") || line[1] == "add"), "{line:?}: {outcome:?}");
        assert!(outcome.out.matches("2022-03-10").count() <= 1, "{line:?}: {outcome:?}");
    }
    assert_eq!(base.value("SELECT headcount || ' ' || minutes FROM training"), "30 60");
    assert_eq!(base.value("SELECT amount_fen FROM voucher"), "1000000");
}

#[test]
fn short_forms_are_taken_and_offered_in_chinese() {
    let mut base = Base::new();
    base.today("2022-03-10");
    base.ok(&["org", "add", "--name", "甲社", "--kind", "民办非企业"]);
    base.ok(&["apply", "O1", "--date", "2021-10-08"]);
    base.ok(&["review", "A1", "--stage", "资格", "--result", "不同意", "--unmet", "有储备资金"]);
    assert_eq!(base.value("SELECT o.kind || ' ' || k.result FROM org o, review_step k"), "service fail");
    let roster = base.file("a.csv", "姓名,类别\n李明,社工\n王芳,义工\n");
    base.ok(&["training", "log", "--title", "课", "--form", "专题", "--roster", &roster]);
    assert_eq!(base.value("SELECT group_concat(category) FROM attendance"), "uncertified,volunteer");
    // What is offered stands in Chinese first, and says that both are taken.
    base.says(2, &["org", "add", "--name", "乙", "--kind", "公司"], &["可选(中英文均可):社会团体 association"]);
    assert!(base.ok(&["org", "add", "--help"]).contains("未登记组织 unregistered(中英文均可)"));
    assert!(base.fails(2, &["org", "add", "--name", "乙", "--kind", "公司", "--lang", "en"]).contains("one of: association, service"));
}

#[test]
fn a_part_of_one_word_of_the_plan_is_that_word() {
    let base = Base::mixed();
    let service = |word: &str| ["service", "log", "O1", "--service", word, "--date", "2022-05-01", "--dry-run"].map(str::to_owned);
    for (word, id) in [("空间", "space"), ("托管", "custody"), ("种子", "seed-fund"), ("对接", "matching")] {
        let line = service(word);
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        let json = base.json(&line);
        assert!(json["changes"].to_string().contains(&format!("\"kind\":\"{id}\"")), "{word}: {json}");
    }
    for word in ["协", "助金"] {
        let line = service(word);
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        base.says(2, &line, &["可选(中英文均可):公共空间 space"]);
    }
    // Money is never guessed from a part, but for 费.
    base.says(2, &["finance", "post", "--out", "1", "--category", "支出", "--dry-run"], &["支出"]);
    base.ok(&["finance", "post", "--in", "1000", "--category", "财政拨款", "--party", "x", "--date", "2022-02-01"]);
    base.ok(&["finance", "post", "--out", "1", "--category", "培训", "--date", "2022-02-18"]);
}

#[test]
fn a_hyphen_begins_a_text_and_a_negative_number_is_called_one() {
    let mut base = Base::new();
    base.today("2022-03-10");
    base.ok(&["consult", "log", "--topic", "policy", "--note", "-一条"]);
    assert_eq!(base.value("SELECT note FROM consultation"), "-一条");
    for line in [
        &["training", "log", "--title", "课", "--form", "lecture", "--headcount", "-3"][..],
        &["training", "log", "--title", "课", "--form", "lecture", "--hours", "－1.5"],
        &["finance", "post", "--in", "-100", "--category", "财政拨款"],
        &["finance", "post", "--in", "负100元", "--category", "财政拨款"],
        &["target", "set", "trainings", "--year", "Y1", "--reason", "x", "-3"],
    ] {
        base.refuses(2, line, &["不能为负"], &["cannot be negative"]);
    }
}
