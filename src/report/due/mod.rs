//! What is due: every kind of thing to do, in one list. `todo` shows it as of
//! today, a report as of its period's end.

mod found;
mod operator;
mod orgs;
mod people;
mod periods;
mod projects;
pub mod shared;
mod stays;

use chrono::NaiveDate;
use serde::Serialize;

use self::found::{Found, Kind, Look, days_after};
use super::cases::Case;
use crate::document::{Cell, Column, Document, Table};
use crate::i18n::{Label, label};
use crate::store::Db;
use crate::store::records::plan;
use crate::tr;

const fn kind(id: &'static str, label: Label, clause: &'static str, find: fn(&Look<'_>) -> anyhow::Result<Vec<Found>>) -> Kind {
    Kind { id, label, clause, windowed: false, find }
}

/// Every kind, in the order of a case's life; another one is a line here.
static KINDS: &[Kind] = &[
    kind("screening", label("筛选", "screening"), "三(二)1.2)", stays::screening),
    kind("entry-assessment", label("现状评估", "assessment on entry"), "二(二)4", stays::entry_assessment),
    kind("evaluation", label("年度评估", "yearly evaluation"), "四(三)4", stays::evaluation),
    kind("exit", label("出壳考核", "exit"), "三(二)1.2)", stays::exit),
    kind("follow-up-visit", label("跟踪回访", "follow-up visit"), "三(二)1.2)②", stays::follow_up_visit),
    kind("follow-up-close", label("结束跟踪", "end of follow-up"), "三(二)1.2)②", stays::follow_up_close),
    kind("statement", label("财务报送", "finances"), "四(三)3", periods::statement),
    kind("summary", label("运行总结", "summary"), "四(三)4", periods::summary),
    kind("operator-evaluation", label("年度评估报送", "operator's evaluation"), "四(三)4", periods::operator_evaluation),
    kind("performance", label("绩效考核", "performance"), "四(三)9", operator::performance),
    Kind { windowed: true, ..kind("renewal", label("证书续期", "renewal"), "三(二)1.4)②", people::renewal) },
    kind("rating", label("等级评估", "rating"), "二(一)5", orgs::rating),
    kind("inspection", label("年检", "inspection"), "二(一)5", orgs::inspection),
    kind("abnormal", label("异常名录", "abnormal list"), "二(一)5", orgs::abnormal),
    kind("project-visit", label("项目督导", "project visit"), "四(三)1", projects::visit),
    kind("project-end", label("项目到期", "project's end"), "四(三)1", projects::end),
    kind("contract-end", label("协议到期", "contract's end"), "四(一)3", operator::contract_end),
    kind("complaint", label("投诉核实", "complaint"), "四(一)3", operator::complaint),
    kind("handover", label("退还", "handover"), "二(二)2", stays::handover),
    kind("term", label("任期", "term"), "二(一)9", people::term),
    kind("plan-end", label("计划到期", "plan's end"), "三(二)", periods::plan_end),
];

/// Something to do, as `todo` tells it.
#[derive(Clone, Debug, Serialize)]
pub struct Todo {
    /// The day by which, or from which, it is to be done.
    pub on: NaiveDate,
    /// Days from the day looked at to that one; below zero: it has passed.
    pub days: i64,
    /// Whether it had to be done by then, and was not.
    pub overdue: bool,
    /// Whether it must be done by then.
    pub must: bool,
    /// The id of its kind.
    pub kind: &'static str,
    /// The code of the record, or the period, that it is about.
    pub subject: String,
    /// The organisation's code, if it is about one.
    pub org: Option<String>,
    /// What is to be done, in words.
    pub what: String,
    /// The plan's clause.
    pub clause: &'static str,
    /// The command that does it, or the next step towards it.
    pub command: String,
    #[serde(skip)]
    name: String,
    #[serde(skip)]
    label: Label,
}

/// The same as a report has it.
#[derive(Clone, Debug, Serialize)]
pub struct Due {
    /// The day by which, or from which, it is to be done.
    pub on: NaiveDate,
    /// The code of the record, or the period, that it is about.
    pub subject: String,
    /// The organisation's code, if it is about one.
    pub org: Option<String>,
    /// What is to be done, in words.
    pub what: String,
    #[serde(skip)]
    name: String,
    #[serde(skip)]
    overdue: bool,
}

impl From<Todo> for Due {
    fn from(todo: Todo) -> Self {
        let Todo { on, subject, org, what, name, overdue, .. } = todo;
        Self { on, subject, org, what, name, overdue }
    }
}

impl Todo {
    /// What is to be done, and about whom.
    pub fn summary(&self) -> String {
        let Self { subject, what, name, .. } = self;
        let about = if name.is_empty() { subject } else { name };
        format!("{about} {what}")
    }

    /// It in a line: the day, what, about whom, and how many days it is late.
    pub fn line(&self) -> String {
        let Self { on, subject, what, name, .. } = self;
        let about = if name.is_empty() { subject.clone() } else { format!("{subject} {name}") };
        match -self.days {
            late if self.overdue => tr!("{on}  {about}  {what},已逾期{late}天", "{on}  {about}  {what}, {late} days overdue"),
            _ => format!("{on}  {about}  {what}"),
        }
    }

    fn of(kind: &Kind, found: Found, day: NaiveDate, today: NaiveDate) -> Self {
        let Found { on, must, subject, org, what, command } = found;
        let (org, name) = org.map(|org| (org.code, org.name)).unzip();
        Self {
            on,
            days: (on - day).num_days(),
            // What is due in a period that is not over is judged today.
            overdue: must && on < day.min(today),
            must,
            kind: kind.id,
            subject,
            org,
            what,
            clause: kind.clause,
            command,
            name: name.unwrap_or_default(),
            label: kind.label,
        }
    }
}

/// What is to be done up to `ahead` days after a day, and what was by then
/// overdue, by date, kind and subject. `cases` are those of the same day: a report
/// on a past quarter says what was due then, one on a quarter that is not over is
/// judged `today`.
///
/// # Errors
/// If SQLite fails.
pub fn todo(db: &Db, cases: &[Case], day: NaiveDate, ahead: u64, today: NaiveDate) -> anyhow::Result<Vec<Todo>> {
    let look = Look { db, day, horizon: days_after(day, ahead), cases, calendar: plan::calendar(db)? };
    let mut all: Vec<Todo> = Vec::new();
    for kind in KINDS {
        let near = (kind.find)(&look)?.into_iter().filter(|found| kind.windowed || found.on <= look.horizon);
        all.extend(near.map(|found| Todo::of(kind, found, day, today)));
    }
    all.sort_by(|a, b| (a.on, a.kind, &a.subject, &a.what).cmp(&(b.on, b.kind, &b.subject, &b.what)));
    Ok(all)
}

/// As [`todo`], for a report.
///
/// # Errors
/// If SQLite fails.
pub fn due(db: &Db, cases: &[Case], day: NaiveDate, ahead: u64, today: NaiveDate) -> anyhow::Result<Vec<Due>> {
    Ok(todo(db, cases, day, ahead, today)?.into_iter().map(Due::from).collect())
}

fn org_cell(org: Option<&str>, name: &str) -> Cell {
    org.map_or(Cell::Empty, |code| format!("{code} {name}").into())
}

/// As a person reads it.
pub fn document(list: &[Todo]) -> Document {
    let columns = vec![
        Column::date(tr!("日期", "date")),
        Column::number(tr!("天数", "days")),
        Column::words(tr!("类别", "kind")),
        Column::code(tr!("记录", "record")),
        Column::label(tr!("组织", "organisation")),
        Column::words(tr!("事项", "what")),
        Column::words(tr!("依据", "clause")),
        Column::words(tr!("命令", "command")),
    ];
    let mut table = Table::new(label("待办", "todo"), columns).if_any();
    for t in list {
        let what = if t.overdue { tr!("{what}(已逾期)", "{what} (overdue)", what = t.what) } else { t.what.clone() };
        table.row([
            t.on.into(),
            t.days.into(),
            t.label.text().into(),
            Cell::code(&t.subject),
            org_cell(t.org.as_deref(), &t.name),
            what.into(),
            t.clause.into(),
            t.command.as_str().into(),
        ]);
    }
    Document::of(table)
}

/// What a report says of it.
pub fn table(title: String, due: &[Due]) -> Table {
    let columns = vec![
        Column::date(tr!("日期", "date")),
        Column::code(tr!("记录", "record")),
        Column::label(tr!("组织", "organisation")),
        Column::words(tr!("事项", "what")),
    ];
    let mut table = Table::new(label("到期", "due"), columns).titled(title).if_any();
    for d in due {
        let what = if d.overdue { tr!("{what}(已逾期)", "{what} (overdue)", what = d.what) } else { d.what.clone() };
        table.row([d.on.into(), Cell::code(&d.subject), org_cell(d.org.as_deref(), &d.name), what.into()]);
    }
    table
}
