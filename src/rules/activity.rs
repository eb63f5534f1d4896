//! Activities, and the functions that the plan switches on year by year.

use super::{Arm, Query, Rule, Severity};
use crate::domain::function_terms::{ABOUTS, ActivityKind};
use crate::fault;
use crate::i18n::{label, pick};
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // What an activity is about is a word of its kind.
    Rule {
        id: "activity.about",
        clause: "二(一)",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Input,
        demand: label("活动内容须是该类活动的词", "what an activity is about is a word of its kind"),
        query: Query::Kinds(|| {
            let pairs = ABOUTS.iter().flat_map(|(kind, words)| words.iter().map(move |word| format!("('{}', '{}')", kind.id(), word.id())));
            let pairs: Vec<String> = pairs.collect();
            vec![Arm {
                table: "activity",
                sql: format!(
                    "SELECT 'N' || n.id AS subject, n.kind FROM activity n
                      WHERE n.about IS NOT NULL AND (n.kind, n.about) NOT IN (VALUES {}) AND n.void_reason IS NULL AND {{scope:n.id}}",
                    pairs.join(", ")
                ),
                whole: true,
            }]
        }),
        explain: |row| {
            let kind = row.word::<ActivityKind>("kind")?;
            let words = ABOUTS.iter().find(|(of, _)| *of == kind).map_or(&[][..], |(_, words)| words);
            let (what, offer) = (kind.text(), crate::i18n::join(words.iter().map(|w| format!("{} {}", w.id(), w.text()))));
            Ok(match words.is_empty() {
                true => tr!("{what}类活动不写 --about", "activities of the kind {what} take no --about"),
                false => tr!("{what}类活动的 --about 可选:{offer}", "--about of the kind {what} is one of: {offer}"),
            })
        },
    },
    // Coaching hangs on a course.
    Rule {
        id: "activity.coaching",
        clause: "三(二)1.3)",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Input,
        demand: label("一对一辅导接续一场培训", "coaching continues a training"),
        query: Query::Kinds(|| {
            vec![Arm {
                table: "activity",
                sql: "SELECT 'N' || n.id AS subject FROM activity n
                       WHERE (n.kind = 'coaching') <> (n.training_id IS NOT NULL) AND n.void_reason IS NULL AND {scope:n.id}"
                    .to_owned(),
                whole: true,
            }]
        }),
        explain: |_| {
            Ok(tr!(
                "一对一辅导接续一场培训,用 fuhua training coach T… 组织 记录",
                "coaching continues a training: record it with fuhua training coach T… ORG"
            ))
        },
    },
    // It follows it.
    Rule {
        id: "coaching.after",
        clause: "三(二)1.3)",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("一对一辅导不早于所接续的培训", "coaching is not before its training"),
        query: Query::Kinds(|| {
            let arm = |table: &'static str, row: &str, whole| Arm {
                table,
                sql: format!(
                    "SELECT 'N' || n.id AS subject, n.on_date, 'T' || t.id AS training, t.on_date AS held
                       FROM activity n JOIN training t ON t.id = n.training_id
                      WHERE n.on_date < t.on_date AND n.void_reason IS NULL AND {{scope:{row}}}"
                ),
                whole,
            };
            vec![arm("activity", "n.id", true), arm("training", "n.training_id", false)]
        }),
        explain: |row| {
            let (day, training, held) = (row.text("on_date")?, row.text("training")?, row.text("held")?);
            Ok(tr!("辅导日期{day}早于培训 {training} 的日期{held}", "the coaching of {day} is before {training}, held on {held}"))
        },
    },
    // A learning network is of several organisations.
    Rule {
        id: "network.two",
        clause: "三(二)1.3)",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("学习网络活动须有两家以上组织", "an activity of a learning network names two organisations or more"),
        query: Query::Kinds(|| {
            let arm = |table: &'static str, row: &str, whole| Arm {
                table,
                sql: format!(
                    "SELECT 'N' || n.id AS subject, n.title FROM activity n LEFT JOIN hub h ON h.id = n.hub_id
                      WHERE n.kind = 'network' AND n.void_reason IS NULL AND {{scope:{row}}}
                        AND (h.kind <> 'network' OR (SELECT count(*) FROM activity_org x WHERE x.activity_id = n.id) < 2)"
                ),
                whole,
            };
            vec![arm("activity", "n.id", true), arm("hub", "n.hub_id", false)]
        }),
        explain: |row| {
            let title = row.text("title")?;
            Ok(tr!(
                "学习网络活动“{title}”须写明两家以上组织(--org),所属平台须是学习网络",
                "'{title}' of a learning network names two organisations or more (--org), and its hub is a network"
            ))
        },
    },
    // A function that begins later.
    Rule {
        id: "phase.early",
        clause: "三(二)1-3",
        severity: Severity::Notice,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("功能按年度逐步开启", "functions are switched on year by year"),
        query: Query::Kinds(early),
        explain: |row| {
            let function = pick(&row.text("zh")?, &row.text("en")?).to_owned();
            let (subject, year, day) = (row.text("subject")?, row.int("from_year")?, row.text("on_date")?);
            Ok(tr!(
                "{subject}({day})早于计划:{function}自第{year}年度(Y{year})起",
                "{subject} ({day}) is early: the plan switches {function} on from Y{year}"
            ))
        },
    },
];

fn early() -> Vec<Arm> {
    let functions = ActivityKind::ALL.iter().filter_map(|kind| Some(format!("('{}', '{}')", kind.id(), kind.function()?)));
    let functions: Vec<String> = functions.collect();
    let arm = |table: &'static str, prefix: &str, from: &str, function: &str| Arm {
        table,
        sql: format!(
            "SELECT '{prefix}' || r.id AS subject, r.on_date, f.zh, f.en, f.from_year
               FROM {from} JOIN plan_function f ON f.code = {function} JOIN operating_year y ON y.no = f.from_year
              WHERE r.on_date < y.start_on AND r.void_reason IS NULL AND {{scope:r.id}}"
        ),
        whole: true,
    };
    let activities = format!(
        "activity r JOIN (SELECT column1 AS kind, column2 AS function FROM (VALUES {})) k ON k.kind = r.kind",
        functions.join(", ")
    );
    vec![
        arm("activity", "N", &activities, "k.function"),
        arm("resource", "RS", "resource r", "'exchange'"),
        arm("resource_match", "RM", "resource_match r", "'exchange'"),
        arm("hub_member", "HM", "hub_member r JOIN hub h ON h.id = r.hub_id AND h.kind = 'think-tank'", "'think-tank'"),
        arm("voucher", "V", "voucher r JOIN money_source s ON s.code = r.source AND s.account = 'venture'", "'venture'"),
    ]
}
