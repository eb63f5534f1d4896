//! Consultations and projects.

use crate::common::Base;

fn base() -> Base {
    let base = Base::new();
    base.ok(&["org", "add", "--name", "启明社工中心", "--kind", "service"]);
    base.ok(&["org", "add", "--name", "启明志愿队", "--kind", "community"]);
    base
}

#[test]
fn a_consultation_counts_once_however_many_it_advised() {
    let base = base();
    let line = ["consult", "log", "--topic", "年检", "--org", "社工", "--org", "O1", "--org", "启明志愿队", "--date", "2023-11-20"];
    assert_eq!(base.code(&line), "C1");
    assert_eq!(base.sql("SELECT consultation_id, org_id FROM consultation_org ORDER BY id"), [["1", "1"], ["1", "2"]]);
    assert_eq!(base.code(&["consult", "log", "--topic", "policy"]), "C2");
    assert_eq!(base.code(&["consult", "log", "--topic", "other", "--org", "O2", "--note", "电话"]), "C3");
    let facts = "SELECT subject, quantity, org_id FROM indicator_fact WHERE indicator = 'consultations' ORDER BY subject";
    assert_eq!(base.sql(facts), [["C1", "1", ""], ["C2", "1", ""], ["C3", "1", "2"]]);
    assert_eq!(base.value("SELECT topic FROM consultation WHERE id = 1"), "inspection");
}

#[test]
fn a_consultation_that_is_wrong_is_refused() {
    let base = base();
    assert!(base.fails(2, &["consult", "log", "--topic", "聊天"]).contains("registration"));
    assert!(base.fails(2, &["consult", "log", "--topic", "policy", "--org", "启明"]).contains("O2 启明志愿队"));
    base.says(2, &["consult", "log", "--topic", "policy", "--org", "O9"], &["O9"]);
    base.says(2, &["consult", "log", "--topic", "policy", "--date", "2021-09-30"], &["dates.in-plan"]);
}

#[test]
fn a_project_needs_no_grant() {
    let base = base();
    assert_eq!(base.code(&["project", "start", "社工", "--title", "银龄陪伴", "--date", "2023-11-01"]), "P1");
    assert_eq!(base.sql("SELECT on_date, subject, org_id FROM indicator_fact WHERE indicator = 'projects'"), [["2023-11-01", "P1", "1"]]);
}

#[test]
fn a_grant_goes_with_its_source_and_to_a_resident() {
    let base = base();
    let start = |more: &[&'static str]| [&["project", "start", "O1", "--title", "银龄陪伴"], more].concat();
    for more in [&["--grant", "5000"][..], &["--source", "donation"]] {
        base.says(2, &start(more), &["--grant 金额 --source 来源"]);
    }
    base.breaks("project.source", &start(&["--grant", "5000", "--source", "budget"]));
    let grant = start(&["--grant", "1.2万", "--source", "社会捐赠"]);
    base.breaks("project.recipient", &grant);
    base.says(2, &start(&["--grant", "0", "--source", "donation"]), &["--grant"]);
    assert!(base.fails(2, &start(&["--grant", "1", "--source", "彩票"])).contains("special-fund"));

    base.meddle(
        "INSERT INTO application (org_id, on_date) VALUES (1, '2023-01-01');
         INSERT INTO incubation (application_id, on_date, entry_staff, entry_departments, entry_systems, entry_projects)
         VALUES (1, '2023-04-01', 1, 1, 1, 0)",
    );
    assert_eq!(base.code(&grant), "P1");
    assert_eq!(base.sql("SELECT grant_fen, source FROM project"), [["1200000", "donation"]]);
    assert!(base.ok(&start(&["--grant", "500", "--source", "other", "--lang", "en"])).contains("with a grant of 500.00 yuan"));
}
