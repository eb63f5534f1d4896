//! `search`: where a text stands, in records of every kind.

use crate::common::Base;

#[test]
fn a_text_is_found_whatever_its_case_and_width() {
    let base = Base::full();
    let found = |text: &str| -> Vec<(String, String)> {
        let hits = base.json(&["search", text]);
        let of = |hit: &serde_json::Value, key: &str| hit[key].as_str().expect("a text").to_owned();
        hits.as_array().expect("a list").iter().map(|hit| (of(hit, "code"), of(hit, "field"))).collect()
    };
    base.ok(&["org", "add", "--name", "Abc志愿队", "--kind", "community", "--note", "与ＡＢＣ公司同名"]);
    let org = base.value("SELECT 'O' || max(id) FROM org");
    assert_eq!(found("abc"), [(org.clone(), "name".to_owned()), (org.clone(), "note".to_owned())]);
    assert_eq!(found("ａｂｃ志愿"), [(org.clone(), "name".to_owned())]);
    // Of every kind, in the order of the kinds; void ones are left out.
    let everywhere: Vec<String> = found("学习网络").into_iter().map(|(code, _)| code).collect();
    assert_eq!(everywhere, ["HB1"]);
    base.ok(&["void", &org, "--reason", "重复"]);
    assert_eq!(found("abc"), []);
    assert_eq!(base.json(&["search", "没有这样的文字"]), serde_json::json!([]));
    base.refuses(2, &["search", ""], &["不能为空"], &["empty"]);
}

/// Phones and ID numbers are never found by what they are, nor shown.
#[test]
fn personal_data_is_not_searched() {
    let base = Base::full();
    for row in base.sql("SELECT value FROM personal WHERE value IS NOT NULL") {
        assert_eq!(base.json(&["search", &row[0]]), serde_json::json!([]), "{row:?}");
    }
}
