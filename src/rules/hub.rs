//! Hubs and their members.

use super::{Arm, Query, Rule, Severity};
use crate::domain::function_terms::Pool;
use crate::fault;
use crate::i18n::label;
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // What a hub does, it does while it is open.
    Rule {
        id: "hub.open",
        clause: "二(一)9",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("活动须在平台设立期间", "an activity of a hub lies in the hub's life"),
        query: Query::Kinds(|| {
            let arm = |table: &'static str, row: &str, whole| Arm {
                table,
                sql: format!(
                    "SELECT 'N' || n.id AS subject, n.on_date AS day, h.name, h.on_date, h.closed_on
                       FROM activity n JOIN hub h ON h.id = n.hub_id
                      WHERE (n.on_date < h.on_date OR n.on_date >= h.closed_on) AND n.void_reason IS NULL AND {{scope:{row}}}"
                ),
                whole,
            };
            vec![arm("activity", "n.id", true), arm("hub", "n.hub_id", false)]
        }),
        explain: |row| {
            let (day, name, opened) = (row.text("day")?, row.text("name")?, row.text("on_date")?);
            let closed = row.opt_text("closed_on")?.map_or_else(String::new, |day| tr!(",{day}撤销", ", closed on {day}"));
            Ok(tr!("{day}不在{name}设立期间({opened}设立{closed})", "{day} is not in the life of {name} (set up on {opened}{closed})"))
        },
    },
    // So are its members, each once at a time, and of the right sort.
    Rule {
        id: "hub.member",
        clause: "二(一)9",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("成员须在平台设立期间,同时只一次", "members lie in the hub's life, each once at a time"),
        query: Query::Kinds(members),
        explain: |row| {
            let (who, hub) = (row.text("who")?, row.text("name")?);
            Ok(match row.text("why")?.as_str() {
                "sort" => tr!(
                    "{who}不能加入{hub}:学习网络的成员是组织,人才库的成员是人员",
                    "{who} cannot join {hub}: members of a network are organisations, those of a pool persons"
                ),
                "twice" => tr!("{who}已在{hub},不重复加入", "{who} is in {hub} already"),
                "dates" => tr!("{who}在{hub}的截止日期早于开始日期", "{who}'s last day in {hub} is before the first"),
                _ => tr!("{who}的起止日期不在{hub}设立期间", "{who}'s days are not in the life of {hub}"),
            })
        },
    },
];

fn members() -> Vec<Arm> {
    let pools: Vec<String> = Pool::ALL.iter().map(|pool| format!("'{}'", pool.hub().id())).collect();
    let arm = |table: &'static str, row: &str, whole| {
        Arm {
        table,
        sql: format!(
            "SELECT subject, name, who, why FROM (
               SELECT m.id, m.hub_id, 'HM' || m.id AS subject, h.name,
                      coalesce((SELECT p.name FROM person p WHERE p.id = m.person_id), (SELECT o.name FROM org o WHERE o.id = m.org_id)) AS who,
                      CASE WHEN (h.kind = 'network' AND m.org_id IS NULL) OR (h.kind IN ({pools}) AND m.person_id IS NULL) THEN 'sort'
                           WHEN m.until_on < m.on_date THEN 'dates'
                           WHEN m.on_date < h.on_date OR m.on_date >= h.closed_on OR m.until_on > h.closed_on THEN 'life'
                           WHEN EXISTS (SELECT 1 FROM hub_member o WHERE o.hub_id = m.hub_id AND o.id < m.id AND o.void_reason IS NULL
                                           AND o.person_id IS m.person_id AND o.org_id IS m.org_id
                                           AND o.on_date <= coalesce(m.until_on, '9999') AND m.on_date <= coalesce(o.until_on, '9999'))
                           THEN 'twice' END AS why
                 FROM hub_member m JOIN hub h ON h.id = m.hub_id
                WHERE m.void_reason IS NULL AND {{scope:{row}}})
              WHERE why IS NOT NULL",
            pools = pools.join(", ")
        ),
        whole,
    }
    };
    // A member who is touched may stand in the way of one who came later.
    let beside = "m.hub_id IN (SELECT x.hub_id FROM hub_member x WHERE {scope:x.id}) AND TRUE";
    let of_member = arm("hub_member", "SCOPE", false);
    vec![
        arm("hub_member", "m.id", true),
        arm("hub", "m.hub_id", false),
        Arm { sql: of_member.sql.replace("{scope:SCOPE}", beside), ..of_member },
    ]
}
