//! Stays in the base: entry, services, exit, follow-up.

use super::{ABOUT_ORG, DATE, NAME_OF_APPLICANT, NAME_OF_ORG, NOTE, ORG_OF_APPLICATION, org_by};
use crate::domain::code::Prefix;
use crate::domain::date;
use crate::domain::heading_terms;
use crate::domain::terms::{EXIT_STAGE, ExitStage, FOLLOW_UP as FOLLOW_UPS, Outcome, RESULT, STATE};
use crate::fault::Fault;
use crate::i18n::label;
use crate::store::records::field::Type::{Choice, Count, Date, Hours, Money, Plan, Text};
use crate::store::records::field::{computed, field, to};
use crate::store::records::kind::{Columns, Create, Done, Evidence, Kind, Made, Section, Subject};
use crate::store::records::plan;
use crate::store::{Value, Writer, named_params};
use crate::tr;

const ORG_OF_STAY: &str = "(SELECT a.org_id FROM incubation i JOIN application a ON a.id = i.application_id WHERE i.id = r.incubation_id)";
const NAME_OF_STAY: &str = "(SELECT o.name FROM incubation i JOIN application a ON a.id = i.application_id JOIN org o ON o.id = a.org_id WHERE i.id = r.incubation_id)";

/// I: a stay in the base.
pub static INCUBATION: Kind = Kind {
    prefix: Prefix::new("I"),
    id: "incubation",
    plural: "incubations",
    table: "incubation",
    label: label("孵化", "incubation"),
    title: NAME_OF_APPLICANT,
    org: Some(ORG_OF_APPLICATION),
    date: Some("on_date"),
    fields: &[
        field("application_id", to("A"), "申请", "application").named("application").fixed(),
        org_by(ORG_OF_APPLICATION),
        field("on_date", Date, "入壳日期", "entry").named("date").required().in_plan(),
        computed(
            "state",
            "SELECT e.state FROM case_event e WHERE e.incubation_id = r.id ORDER BY e.rank DESC LIMIT 1",
            Choice(&STATE),
            "状态",
            "state",
        ),
        field("entry_staff", Count, "人员", "staff").help("入壳时的人员", "staff at entry").named("staff").required(),
        field("entry_departments", Count, "部门", "departments")
            .help("入壳时的部门", "departments at entry")
            .named("departments")
            .required(),
        field("entry_systems", Count, "制度", "systems")
            .help("入壳时的管理制度", "management systems at entry")
            .named("systems")
            .required(),
        field("entry_projects", Count, "项目", "projects")
            .help("入壳时自行设计的项目", "projects of its own design at entry")
            .named("projects")
            .required(),
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[Section::Coverage, Section::Comparison("id")],
    creates: &[Create::new(&["incubate"], label("入壳", "enter the base"), entered).on(Subject::Application)],
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
        field("kind", Plan("basic_service"), "服务", "service").named("service").headings(heading_terms::SERVICE).required(),
        DATE,
        field("minutes", Hours, "小时", "hours").named("hours").headings(heading_terms::HOURS),
        field("amount_fen", Money, "金额(元)", "amount (yuan)").named("amount").headings(heading_terms::AMOUNT),
        NOTE,
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[Create::new(&["service", "log"], label("记录一次服务", "record a delivery"), served)
        .noun(label("基本孵化服务", "basic services"))
        .on(Subject::Org)],
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
        org_by(ORG_OF_STAY),
        field("stage", Choice(&EXIT_STAGE), "阶段", "stage").fixed(),
        DATE,
        field("result", Choice(&RESULT), "结果", "result").required(),
        field("body", Text, "单位", "by").named("by").detail(),
        field("staff", Count, "人员", "staff").help("考核时的人员", "staff now (assess)").detail(),
        field("departments", Count, "部门", "departments").help("考核时的部门", "departments now (assess)").detail(),
        field("systems", Count, "制度", "systems").help("考核时的管理制度", "management systems now (assess)").detail(),
        field("projects", Count, "项目", "projects").help("自行设计的项目", "projects of its own design (assess)").detail(),
        field("registration", Choice(&RESULT), "注册许可", "registration")
            .help("考核对注册许可的判定", "verdict on registration (assess)")
            .detail(),
        field("team", Choice(&RESULT), "团队建设", "team").help("考核对团队建设的判定", "verdict on team building (assess)").detail(),
        field("project", Choice(&RESULT), "项目设计", "project design")
            .help("考核对项目设计的判定", "verdict on project design (assess)")
            .detail(),
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[Section::Comparison("incubation")],
    creates: &[Create::new(&["exit-assess"], label("出壳考核与审批", "exit assessment and approval"), assessed)
        .on(Subject::Incubation)
        .fill(facts_at_assessment)],
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
        org_by(ORG_OF_STAY),
        field("kind", Choice(&FOLLOW_UPS), "类别", "kind").fixed(),
        DATE,
        NOTE,
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[
        Create::new(&["follow-up", "log"], label("记录一次跟踪服务", "record a follow-up"), visited)
            .noun(label("出壳后的跟踪", "follow-up of graduates"))
            .on(Subject::LatestIncubation)
            .sets(&[("kind", "visit")]),
        Create::new(&["follow-up", "close"], label("结束跟踪", "close the follow-up"), closed)
            .on(Subject::LatestIncubation)
            .sets(&[("kind", "close")]),
    ],
};

fn entered(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, name, day) = (made.code, made.title()?, made.row.date("date")?);
    let (on, term) = (date::iso(day), date::iso(plan::after(made.db, day, "incubation_months")?));
    let message = tr!("{name}已入壳 {code}:{on},{term}起可出壳考核", "{name} entered {code}: {on}, exit is assessed from {term}");
    Ok(Done::new(message).next(format!("fuhua service log {} --service {}", made.to("org")?, tr!("公共空间", "space"))))
}

fn served(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, name, on, kind) = (made.code, made.title()?, made.show("date")?, made.show("service")?);
    let message = tr!("已记录服务 {code}:{name},{kind},{on}", "recorded service {code}: {name}, {kind}, {on}");
    Ok(Done::new(message).next(format!("fuhua list services --org {}", made.to("org")?)))
}

/// Facts and judgements belong to the assessment; approvals are by the plan's
/// bodies, unless another is named.
fn facts_at_assessment(w: &Writer, columns: &mut Columns) -> anyhow::Result<()> {
    const FACTS: [&str; 7] = ["staff", "departments", "systems", "projects", "registration", "team", "project"];
    let stage = columns.text("stage").and_then(ExitStage::of);
    if stage != Some(ExitStage::Assess) && FACTS.iter().any(|fact| *columns.get(fact) != Value::Null) {
        return Fault::input(tr!("事实和判定只在考核阶段记录", "facts and judgements are recorded at the assessment"))
            .hint(tr!("用 --stage 出壳考核;更正考核用 fuhua edit", "use --stage assess; correct an assessment with fuhua edit"))
            .err();
    }
    if let (None, Some(stage)) = (columns.text("body"), stage)
        && let Some(body) = plan::approver(w, stage)?
    {
        columns.set("body", body);
    }
    Ok(())
}

fn assessed(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, name, stay) = (made.code, made.title()?, made.to("incubation")?);
    let (stage, result) = (made.row.word("stage")?, made.row.word::<Outcome>("result")?);
    let (label, outcome) = (made.show("stage")?, made.show("result")?);
    let message = tr!("已记录 {code}:{name}({stay}){label}{outcome}", "recorded {code}: {name} ({stay}), {label}: {outcome}");
    let next = |stage: ExitStage| format!("fuhua exit-assess {stay} --stage {} --result {}", stage.typed(), result.typed());
    Ok(match (stage, result) {
        (ExitStage::Assess, _) => Done::new(message + &beside_entry(made)?).next(next(ExitStage::Preliminary)),
        (ExitStage::Preliminary, _) => Done::new(message).next(next(ExitStage::Final)),
        (ExitStage::Final, Outcome::Pass) => {
            Done::new(message + &tr!(",已出壳,进入跟踪期", ", graduated, follow-up begins")).next(format!("fuhua follow-up log {stay}"))
        }
        (ExitStage::Final, Outcome::Fail) => Done::new(message + &tr!(",已退出基地", ", left the base")).next(format!("fuhua show {stay}")),
    })
}

/// Entry level and facts side by side.
fn beside_entry(made: &Made<'_>) -> anyhow::Result<String> {
    let row = made.db.one(
        "SELECT i.entry_staff, i.entry_departments, i.entry_systems, i.entry_projects, x.staff, x.departments, x.systems, x.projects
           FROM exit_step x JOIN incubation i ON i.id = x.incubation_id WHERE x.id = :id",
        named_params! {":id": made.code.number},
    )?;
    let pair = |entry: &str, now: &str| -> anyhow::Result<String> {
        let now = row.opt_int(now)?.map_or_else(|| tr!("未记", "?"), |n| n.to_string());
        Ok(format!("{}→{now}", row.int(entry)?))
    };
    let (staff, departments) = (pair("entry_staff", "staff")?, pair("entry_departments", "departments")?);
    let (systems, projects) = (pair("entry_systems", "systems")?, pair("entry_projects", "projects")?);
    Ok(tr!(
        ",入壳→现在:人员{staff}、部门{departments}、制度{systems}、项目{projects}",
        ", entry→now: staff {staff}, departments {departments}, systems {systems}, projects {projects}"
    ))
}

fn visited(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, name, on) = (made.code, made.title()?, made.show("date")?);
    Ok(Done::new(tr!("已记录跟踪服务 {code}:{name},{on}", "recorded follow-up {code}: {name}, {on}"))
        .next(format!("fuhua follow-up close {}", made.to("incubation")?)))
}

fn closed(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, name, on) = (made.code, made.title()?, made.show("date")?);
    Ok(Done::new(tr!("{name}的跟踪已结束 {code}:{on}", "the follow-up of {name} is closed, {code}: {on}"))
        .next(format!("fuhua show {}", made.to("incubation")?)))
}
