//! Stays in the base: entry, services, exit, follow-up.

use super::{ABOUT_ORG, DATE, NAME_OF_ORG, NOTE};
use crate::domain::code::Prefix;
use crate::domain::terms::{EXIT_STAGE, FOLLOW_UP as FOLLOW_UPS, RESULT, STATE};
use crate::i18n::label;
use crate::store::records::field::Type::{Choice, Count, Date, Hours, Money, Plan, Text};
use crate::store::records::field::{computed, field, to, to_named};
use crate::store::records::kind::Kind;

const ORG_OF_STAY: &str = "(SELECT a.org_id FROM incubation i JOIN application a ON a.id = i.application_id WHERE i.id = r.incubation_id)";
const NAME_OF_STAY: &str = "(SELECT o.name FROM incubation i JOIN application a ON a.id = i.application_id JOIN org o ON o.id = a.org_id WHERE i.id = r.incubation_id)";

/// I: a stay in the base.
pub static INCUBATION: Kind = Kind {
    prefix: Prefix::new("I"),
    id: "incubation",
    plural: "incubations",
    table: "incubation",
    label: label("孵化", "incubation"),
    title: "(SELECT o.name FROM application a JOIN org o ON o.id = a.org_id WHERE a.id = r.application_id)",
    org: Some("(SELECT org_id FROM application WHERE id = r.application_id)"),
    date: Some("on_date"),
    fields: &[
        field("application_id", to("A"), "申请", "application").named("application").fixed(),
        computed("org", "SELECT org_id FROM application WHERE id = r.application_id", to_named("O", "org"), "组织", "organisation"),
        field("on_date", Date, "入壳日期", "entry").named("date").required().in_plan(),
        computed(
            "state",
            "SELECT e.state FROM case_event e WHERE e.incubation_id = r.id ORDER BY e.rank DESC LIMIT 1",
            Choice(&STATE),
            "状态",
            "state",
        ),
        field("entry_staff", Count, "人员", "staff").named("staff").required(),
        field("entry_departments", Count, "部门", "departments").named("departments").required(),
        field("entry_systems", Count, "制度", "systems").named("systems").required(),
        field("entry_projects", Count, "项目", "projects").named("projects").required(),
        NOTE.detail(),
    ],
};

/// S: a delivery of a basic service.
pub static SERVICE: Kind = Kind {
    prefix: Prefix::new("S"),
    id: "service",
    plural: "services",
    table: "service",
    label: label("服务", "service"),
    title: NAME_OF_ORG,
    org: Some("r.org_id"),
    date: Some("on_date"),
    fields: &[
        ABOUT_ORG,
        field("kind", Plan("basic_service"), "服务", "service").named("service").required(),
        DATE,
        field("minutes", Hours, "小时", "hours").named("hours"),
        field("amount_fen", Money, "金额(元)", "amount (yuan)").named("amount"),
        NOTE,
    ],
};

/// X: a step of exit.
pub static EXIT_STEP: Kind = Kind {
    prefix: Prefix::new("X"),
    id: "exit",
    plural: "exits",
    table: "exit_step",
    label: label("出壳", "exit step"),
    title: NAME_OF_STAY,
    org: Some(ORG_OF_STAY),
    date: Some("on_date"),
    fields: &[
        field("incubation_id", to("I"), "孵化", "incubation").named("incubation").fixed(),
        computed("org", ORG_OF_STAY, to_named("O", "org"), "组织", "organisation"),
        field("stage", Choice(&EXIT_STAGE), "阶段", "stage").fixed(),
        DATE,
        field("result", Choice(&RESULT), "结果", "result").required(),
        field("body", Text, "单位", "by").named("by").detail(),
        field("staff", Count, "人员", "staff").detail(),
        field("departments", Count, "部门", "departments").detail(),
        field("systems", Count, "制度", "systems").detail(),
        field("projects", Count, "项目", "projects").detail(),
        field("registration", Choice(&RESULT), "注册许可", "registration").detail(),
        field("team", Choice(&RESULT), "团队建设", "team").detail(),
        field("project", Choice(&RESULT), "项目设计", "project design").detail(),
        NOTE.detail(),
    ],
};

/// U: a follow-up.
pub static FOLLOW_UP: Kind = Kind {
    prefix: Prefix::new("U"),
    id: "follow-up",
    plural: "follow-ups",
    table: "follow_up",
    label: label("跟踪", "follow-up"),
    title: NAME_OF_STAY,
    org: Some(ORG_OF_STAY),
    date: Some("on_date"),
    fields: &[
        field("incubation_id", to("I"), "孵化", "incubation").named("incubation").fixed(),
        computed("org", ORG_OF_STAY, to_named("O", "org"), "组织", "organisation"),
        field("kind", Choice(&FOLLOW_UPS), "类别", "kind").fixed(),
        DATE,
        NOTE,
    ],
};
