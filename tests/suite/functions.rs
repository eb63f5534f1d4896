//! The base's other functions: activities, hubs, pools, resources, standings.

use crate::common::Base;
use crate::common::lines::{done, refused};

/// A base with two organisations, on a day of its second year.
fn base() -> Base {
    let mut base = Base::new();
    base.today("2022-12-31");
    base.ok(&["org", "add", "--name", "启明社工服务中心", "--kind", "service"]);
    base.ok(&["org", "add", "--name", "暖阳助老队", "--kind", "community"]);
    base
}

#[test]
fn a_network_is_of_organisations_and_closes_with_its_members() {
    let base = base();
    done(&base, "hub open --name 服务类学习网络 --kind network --date 2022-03-01");
    assert_eq!(done(&base, "hub join 学习网络 启明 --from 2022-03-02")["code"], "HM1");
    done(&base, "hub join HB1 O2 --from 2022-03-02");
    done(&base, "activity log --kind 学习网络 --title 例会 --hub HB1 --org 启明 --org O2 --date 2022-04-01 --hours 2 --headcount 9");
    let shown = done(&base, "show N1");
    assert_eq!(
        (&shown["kind"], &shown["hub"], &shown["hours"], &shown["headcount"]),
        (&"network".into(), &"HB1".into(), &2.0.into(), &9.into())
    );
    refused(&base, 1, "activity log --kind network --title 例会 --org 启明", "network.two");
    refused(&base, 1, "activity log --kind party --title 党日 --hub HB1 --date 2022-02-28", "hub.open");
    refused(&base, 1, "hub join HB1 启明 --from 2022-05-01", "hub.member");
    done(&base, "hub leave HM2 --date 2022-06-30");
    assert_eq!(done(&base, "show HB1")["members"], 1);
    done(&base, "hub close HB1 --date 2022-12-01");
    assert_eq!(done(&base, "show HM1")["until"], "2022-12-01");
    refused(&base, 1, "activity log --kind network --title 例会 --hub HB1 --org O1 --org O2 --date 2022-12-01", "hub.open");
    refused(&base, 1, "hub close HB1", "已于2022-12-01撤销");
    base.ok(&["undo"]);
    assert!(done(&base, "show HB1")["closed"].is_null());
    base.sound();
}

#[test]
fn words_of_activities_are_those_of_their_kind() {
    let base = base();
    done(&base, "activity log --kind 党建活动 --title 主题党日 --about 主题学习 --date 2022-05-01");
    refused(&base, 2, "activity log --kind visit --title 走访 --about founding", "daily 日常走访");
    refused(&base, 2, "activity log --kind picnic --title 野餐", "picnic");
    refused(&base, 2, "activity log --kind coaching --title 辅导", "training coach");
    refused(&base, 2, "activity log --kind task --title 交办 --date 2020-01-01", "2020-01-01");
    let early = done(&base, "activity log --kind publicity --title 报道 --channel 微信 --date 2022-05-06");
    assert!(early["warnings"][0].as_str().expect("a notice").contains("第2年度(Y2)起"), "{early}");
    base.ok(&["training", "log", "--title", "内部治理", "--form", "lecture", "--date", "2022-02-01"]);
    assert_eq!(done(&base, "training coach T1 启明 --date 2022-02-02 --hours 1.5 --trainer 李明")["code"], "N3");
    let coached = done(&base, "show N3");
    assert_eq!((&coached["title"], &coached["training"], &coached["hours"]), (&"内部治理".into(), &"T1".into(), &1.5.into()));
    refused(&base, 1, "training coach T1 启明 --date 2022-01-31", "coaching.after");
}

#[test]
fn a_pool_is_opened_by_its_first_entry() {
    let base = base();
    done(&base, "talent add 李明 --pool worker --unit 启明 --date 2022-05-06 --until 2022-11-30");
    assert_eq!(done(&base, "list hubs")[0]["kind"], "worker-pool");
    assert_eq!(done(&base, "talent list")[0], serde_json::Value::Null, "the term is over");
    assert_eq!(done(&base, "talent list --pool 社工人才库 --on 2022-11-30")[0]["person"], "M1");
    refused(&base, 1, "talent add 李明 --pool worker --date 2022-06-06", "hub.member");
    refused(&base, 2, "talent add 李明 --pool nobody", "nobody");
    done(&base, "talent add 王芳 --pool worker --date 2022-06-06");
    assert_eq!(done(&base, "list hubs").as_array().map(Vec::len), Some(1));
}

#[test]
fn an_offer_finds_a_need() {
    let base = base();
    done(&base, "resource offer --title 图书 --from 企业 --by 书店 --value 5000 --until 2022-12-20 --date 2022-11-01");
    done(&base, "resource need 暖阳 --title 图书 --kind 物资 --date 2022-11-02");
    assert_eq!(done(&base, "show RS1")["state"], "expired");
    let matched = done(&base, "resource match RS2 RS1 --value 3000 --date 2022-11-05");
    let shown = done(&base, &format!("show {}", matched["code"].as_str().expect("a code")));
    assert_eq!((&shown["offer"], &shown["need"], &shown["value_fen"]), (&"RS1".into(), &"RS2".into(), &300_000.into()));
    refused(&base, 1, "resource match RS1 RS1", "match.sides");
    refused(&base, 1, "resource match RS1 RS2 --value 2000.01 --date 2022-11-06", "5,000.01元");
    done(&base, "resource match RS1 RS2 --value 2000 --date 2022-11-06");
    assert_eq!((&done(&base, "show RS1")["state"], &done(&base, "show RS1")["matched_fen"]), (&"matched".into(), &500_000.into()));
    base.ok(&["resource", "match", "RS1", "RS2", "--override", "企业同意延期"]);
    base.sound();
}

/// A rating holds for sixty months; a credit list is left by its record.
#[test]
fn standings_hold_until_their_last_day() {
    let base = base();
    done(&base, "org rate 启明 --grade 3A --date 2022-03-10");
    assert_eq!(done(&base, "show ST1")["until"], "2027-03-09");
    done(&base, "org inspect 启明 --year 2021 --result 合格 --date 2022-05-10");
    refused(&base, 1, "org inspect 启明 --year 2021 --result basic", "standing.once");
    refused(&base, 2, "org inspect 启明 --year 2020 --result 3A", "基本合格 basic");
    refused(&base, 2, "org credit 启明 --list 3A --basis 文件", "abnormal 活动异常名录");
    refused(&base, 2, "org party 启明 --form pass", "单独组建 own");
    done(&base, "org credit 暖阳 --list abnormal --basis 公告 --date 2022-06-01");
    let applied = done(&base, "apply 暖阳 --date 2022-07-01");
    assert!(applied["warnings"][0].as_str().expect("a warning").contains("活动异常名录"), "{applied}");
    refused(&base, 2, "org credit 启明 --clear ST3", "不是该组织");
    done(&base, "org credit 暖阳 --clear ST3 --date 2022-08-01");
    assert_eq!(done(&base, "show ST3")["until"], "2022-08-01");
    refused(&base, 2, "edit ST2 --value 3A", "年检没有");
    base.ok(&["edit", "ST2", "--value", "基本合格"]);
    assert_eq!(done(&base, "show ST2")["value"], "basic");
    base.sound();
}
