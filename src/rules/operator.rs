//! The operator: its conditions, its contract, and the negative list.

use super::{Query, Rule, Scope, Severity};
use crate::fault;
use crate::i18n::label;
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // Four years registered and rated 3A, as the file shows it.
    Rule {
        id: "operator.registered",
        clause: "三(一)1",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("运营机构登记满四年且等级在3A以上", "an operator has been registered for four years and is rated 3A or above"),
        query: Query::Sql { watches: &["evaluation", "gate_check", "registration", "standing"], scope: Scope::Whole, sql: NOT_REGISTERED },
        explain: |row| {
            let (name, day) = (row.text("name")?, row.text("on_date")?);
            Ok(match row.text("lacks")?.as_str() {
                "registration" => tr!(
                    "{name}到{day}登记未满年限,不能算符合“登记四年且3A以上”;补记登记:fuhua org register,或写 --unmet 登记四年且3A以上",
                    "{name} had not been registered long enough on {day} to meet that condition; record its registration: fuhua org register, or give --unmet registered"
                ),
                _ => tr!(
                    "{name}在{day}没有有效的3A以上等级,不能算符合“登记四年且3A以上”;补记评级:fuhua org rate,或写 --unmet 登记四年且3A以上",
                    "{name} had no rating of 3A or above in force on {day} to meet that condition; record its rating: fuhua org rate, or give --unmet registered"
                ),
            })
        },
    },
    // The lead is a social worker, as the file shows it.
    Rule {
        id: "operator.lead",
        clause: "三(一)3",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("项目负责人持社会工作师以上证书", "the lead has a certificate of social worker or above"),
        query: Query::Sql {
            watches: &["evaluation", "gate_check", "standing"],
            scope: Scope::Whole,
            sql: "SELECT 'E' || e.id AS subject, o.name, e.on_date, p.name AS lead, e.on_date || ' ' || coalesce('M' || e.lead_id, 'none') AS breach
              FROM evaluation e JOIN org o ON o.id = e.org_id
              JOIN gate_check g ON g.evaluation_id = e.id AND g.item = 'operator-conditions.lead' AND g.met
              LEFT JOIN person p ON p.id = e.lead_id
             WHERE e.org_id IS NOT NULL AND e.void_reason IS NULL
               AND NOT EXISTS (SELECT 1 FROM standing s WHERE s.person_id = e.lead_id AND s.kind = 'certificate' AND s.value IN ('social-worker', 'senior')
                                  AND s.on_date <= e.on_date AND s.void_reason IS NULL)
             ORDER BY e.id",
        },
        explain: |row| {
            let (name, day) = (row.text("name")?, row.text("on_date")?);
            Ok(match row.opt_text("lead")? {
                Some(lead) => tr!(
                    "{name}的项目负责人{lead}到{day}没有社会工作师以上证书;补记证书:fuhua person certify,或写 --unmet 项目负责人社会工作师",
                    "{lead}, who would lead the work of {name}, had no certificate of social worker or above on {day}; record it: fuhua person certify, or give --unmet lead"
                ),
                None => tr!(
                    "没有写明{name}的项目负责人;用 --lead 写明,或写 --unmet 项目负责人社会工作师",
                    "the lead of {name} is not named; name one with --lead, or give --unmet lead"
                ),
            })
        },
    },
    // Only who meets the conditions is contracted.
    Rule {
        id: "operator.qualified",
        clause: "三",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("签订协议之前该机构已通过资格条件审查", "a contract follows a passed check of its organisation"),
        query: Query::Sql {
            watches: &["operator_contract", "evaluation"],
            scope: Scope::Whole,
            sql: "SELECT 'OC' || c.id AS subject, o.name, 'O' || o.id AS org, c.on_date, 'O' || o.id || ' ' || c.on_date AS breach
              FROM operator_contract c JOIN org o ON o.id = c.org_id
             WHERE c.void_reason IS NULL
               AND NOT EXISTS (SELECT 1 FROM evaluation e WHERE e.org_id = c.org_id AND e.stage = 'qualification' AND e.result = 'pass'
                                  AND e.on_date <= c.on_date AND e.void_reason IS NULL)
             ORDER BY c.id",
        },
        explain: |row| {
            Ok(tr!(
                "{name}到{on_date}没有通过资格条件审查,不能签订协议;先审查:fuhua operator check {org}",
                "{name} had passed no check of the conditions by {on_date}, so there is no contract; check it first: fuhua operator check {org}",
                name = row.text("name")?,
                on_date = row.text("on_date")?,
                org = row.text("org")?
            ))
        },
    },
    // The operator works within the plan's three years.
    Rule {
        id: "operator.term",
        clause: "三(二)",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("协议的起止在计划期之内", "a contract lies within the plan"),
        query: Query::Sql {
            watches: &["operator_contract"],
            scope: Scope::Whole,
            sql: "SELECT 'OC' || c.id AS subject, c.from_on, c.to_on, p.start_on, p.end_on, c.from_on || ' ' || c.to_on AS breach
              FROM operator_contract c CROSS JOIN plan p
             WHERE c.void_reason IS NULL AND (c.from_on < p.start_on OR c.to_on > p.end_on) ORDER BY c.id",
        },
        explain: |row| {
            Ok(tr!(
                "协议{from_on}至{to_on}不在计划期({start_on}至{end_on})之内;核对 --from 和 --to",
                "the contract from {from_on} to {to_on} does not lie within the plan ({start_on} to {end_on}); check --from and --to",
                from_on = row.text("from_on")?,
                to_on = row.text("to_on")?,
                start_on = row.text("start_on")?,
                end_on = row.text("end_on")?
            ))
        },
    },
    // What is written names what it must, its days in order.
    Rule {
        id: "operator.complete",
        clause: "四(一)3",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Input,
        demand: label("协议、投诉核实和负面清单起止有序,所需已写明", "contracts, verified complaints and breaches have their days in order and name what they must"),
        query: Query::Sql { watches: &["operator_contract", "complaint", "breach"], scope: Scope::Records, sql: INCOMPLETE },
        explain: |row| {
            let subject = row.text("subject")?;
            Ok(match row.text("wrong")?.as_str() {
                "term" => tr!("协议 {subject} 的开始日期晚于截止日期;核对 --from 和 --to", "contract {subject} ends before it begins; check --from and --to"),
                "severity" => tr!(
                    "投诉 {subject} 属实,须写明情节 --severity;不属实的不写",
                    "complaint {subject}: one that is upheld has its --severity, one that is not has none"
                ),
                "unverified" => tr!(
                    "投诉 {subject} 的核实须有结果和日期;用 fuhua operator verify 核实",
                    "complaint {subject}: a result goes with its day; verify it with fuhua operator verify"
                ),
                "stop" => tr!("{subject} 的停止运营日期早于列入日期;核对 --stop-by 和 --date", "{subject}: work stops before the day of the breach; check --stop-by and --date"),
                _ => tr!("{subject} 以被投诉列入,须用 --complaint 写明投诉", "{subject} is about a complaint and must name it with --complaint"),
            })
        },
    },
    // One operator at a time.
    Rule {
        id: "operator.one",
        clause: "四(一)3",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("同时只有一份协议在履行", "no two contracts run at once"),
        query: Query::Sql {
            watches: &["operator_contract", "breach"],
            scope: Scope::Whole,
            sql: "SELECT 'OC' || b.contract_id AS subject, 'OC' || min(a.contract_id) AS earlier, a.from_on, a.last_on, o.name
              FROM contract_term b JOIN contract_term a ON a.contract_id < b.contract_id AND a.from_on <= b.last_on AND b.from_on <= a.last_on
              JOIN org o ON o.id = a.org_id
             GROUP BY b.contract_id ORDER BY b.contract_id",
        },
        explain: |row| {
            Ok(tr!(
                "与协议 {earlier}({name},{from_on}至{last_on})重叠;核对起止,或先终止前一份:fuhua operator breach",
                "it overlaps with contract {earlier} ({name}, {from_on} to {last_on}); check the days, or end that one first: fuhua operator breach",
                earlier = row.text("earlier")?,
                name = row.text("name")?,
                from_on = row.text("from_on")?,
                last_on = row.text("last_on")?
            ))
        },
    },
    // A performance is known when its period is over.
    Rule {
        id: "operator.assess-ended",
        clause: "四(一)3",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("期间结束后才考核绩效", "performance is assessed when its period is over"),
        query: Query::Sql {
            watches: &["evaluation"],
            scope: Scope::Records,
            sql: "SELECT 'E' || e.id AS subject, e.period, e.end_on, e.on_date, e.period || ' ' || e.on_date AS breach
              FROM evaluation e
             WHERE e.contract_id IS NOT NULL AND e.stage = 'performance' AND e.on_date <= e.end_on AND e.void_reason IS NULL AND {scope:'E' || e.id}",
        },
        explain: |row| {
            Ok(tr!(
                "{period}到{end_on}才结束,{on_date}考核为时过早;期满次日起再考核",
                "{period} ends on {end_on} and {on_date} is too early to assess it; assess it from the next day on",
                period = row.text("period")?,
                end_on = row.text("end_on")?,
                on_date = row.text("on_date")?
            ))
        },
    },
    // Whose contract ran is assessed and inspected.
    Rule {
        id: "operator.assess-contract",
        clause: "四(一)2,3",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("被考核、检查的协议当时在履行", "the contract that is assessed or inspected ran then"),
        query: Query::Sql {
            watches: &["evaluation", "operator_contract", "breach"],
            scope: Scope::Whole,
            sql: "SELECT 'E' || e.id AS subject, 'OC' || t.contract_id AS contract, coalesce(e.period, e.on_date) AS period, t.from_on, t.end_on
              FROM contract_term t JOIN evaluation e ON e.contract_id = t.contract_id AND e.void_reason IS NULL
             WHERE t.from_on > coalesce(e.end_on, e.on_date) OR t.end_on < coalesce(e.start_on, e.on_date) ORDER BY e.id",
        },
        explain: |row| {
            Ok(tr!(
                "协议 {contract}({from_on}至{end_on})在{period}没有履行,不作考核或检查;核对期间和日期",
                "contract {contract} ({from_on} to {end_on}) did not run in {period}, so it is not assessed or inspected; check the period and the day",
                contract = row.text("contract")?,
                from_on = row.text("from_on")?,
                end_on = row.text("end_on")?,
                period = row.text("period")?
            ))
        },
    },
    // A complaint is verified when it has been made, and once.
    Rule {
        id: "operator.complaint",
        clause: "四(一)3",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("投诉只核实一次,不早于投诉之日", "a complaint is verified once, and not before it was made"),
        query: Query::Sql {
            watches: &["complaint"],
            scope: Scope::Records,
            sql: "SELECT subject, on_date, verified_on FROM (
              SELECT 'CP' || id AS subject, on_date, verified_on FROM complaint WHERE verified_on IS NOT NULL AND verified_on < on_date AND void_reason IS NULL)
             WHERE {scope:subject}",
        },
        explain: |row| {
            Ok(tr!(
                "{subject} 于{on_date}投诉,不能在{verified_on}核实;核对日期",
                "{subject} was made on {on_date} and cannot have been verified on {verified_on}; check the days",
                subject = row.text("subject")?,
                on_date = row.text("on_date")?,
                verified_on = row.text("verified_on")?
            ))
        },
    },
    // A breach ends a contract that runs, once, on grounds that stand.
    Rule {
        id: "operator.breach",
        clause: "四(一)3",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label(
            "负面清单终止当日履行的协议,一份协议一次;被投诉的须属实且严重,投诉者当时在孵",
            "a breach ends a contract that runs, once; a complaint is upheld, serious, and of a resident",
        ),
        query: Query::Sql {
            watches: &["breach", "operator_contract", "complaint", "incubation", "exit_step", "withdrawal"],
            scope: Scope::Whole,
            sql: UNFOUNDED,
        },
        explain: |row| {
            let (day, contract) = (row.text("on_date")?, row.text("contract")?);
            let complaint = row.opt_text("complaint")?.unwrap_or_default();
            Ok(match row.text("wrong")?.as_str() {
                "twice" => tr!("协议 {contract} 已因 {earlier} 终止", "contract {contract} was ended by {earlier} already", earlier = row.text("earlier")?),
                "over" => tr!(
                    "协议 {contract} 在{day}没有履行;核对 --date",
                    "contract {contract} did not run on {day}; check --date"
                ),
                "minor" => tr!(
                    "投诉 {complaint} 没有核实为属实且严重;先核实:fuhua operator verify {complaint}",
                    "complaint {complaint} has not been upheld as serious; verify it first: fuhua operator verify {complaint}"
                ),
                _ => tr!(
                    "投诉 {complaint} 的组织投诉时不在孵,不能据以列入负面清单",
                    "the organisation of complaint {complaint} was no resident when it complained, so it is no ground for a breach"
                ),
            })
        },
    },
    // What is due is submitted in time.
    Rule {
        id: "operator.late",
        clause: "四(三)3,4",
        severity: Severity::Warning,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("季度财务、总结和年度评估按期报送", "finances, summaries and evaluations are submitted in time"),
        query: Query::Sql {
            watches: &["period_step"],
            scope: Scope::Records,
            sql: "SELECT subject, period, on_date, due_on FROM (
              SELECT 'PD' || s.step_id AS subject, p.period, s.on_date, s.due_on
                FROM submission s JOIN period_step p ON p.id = s.step_id
               WHERE s.on_date > s.due_on
                 AND NOT EXISTS (SELECT 1 FROM period_step f WHERE f.start_on = s.start_on AND f.end_on = s.end_on AND f.what = s.what
                                    AND f.id < s.step_id AND f.void_reason IS NULL
                                    AND (s.what <> 'finance' OR NOT EXISTS (
                                      SELECT 1 FROM period_step l WHERE l.start_on = s.start_on AND l.end_on = s.end_on AND l.step = 'reopened'
                                         AND l.id > f.id AND l.id < s.step_id AND l.void_reason IS NULL))))
             WHERE {scope:subject}",
        },
        explain: |row| {
            Ok(tr!(
                "{period} 应于{due_on}前报送,{on_date}已逾期;核对日期",
                "{period} was due on {due_on}; {on_date} is late, check the day",
                period = row.text("period")?,
                due_on = row.text("due_on")?,
                on_date = row.text("on_date")?
            ))
        },
    },
    // Finances that may still change are hardly submitted.
    Rule {
        id: "submit.unclosed",
        clause: "四(三)3",
        severity: Severity::Warning,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("结账后才报送季度财务", "a quarter's finances are submitted when its books are closed"),
        query: Query::Sql {
            watches: &["period_step"],
            scope: Scope::Whole,
            sql: "SELECT 'PD' || s.id AS subject, s.period FROM period_step s
              WHERE s.step = 'submitted' AND s.what = 'finance' AND s.void_reason IS NULL
                AND coalesce((SELECT l.step FROM period_step l WHERE l.start_on = s.start_on AND l.end_on = s.end_on AND l.id < s.id
                                 AND l.step IN ('closed', 'reopened') AND l.void_reason IS NULL ORDER BY l.id DESC LIMIT 1), 'open') <> 'closed'
              ORDER BY s.id",
        },
        explain: |row| {
            Ok(tr!(
                "{period} 报送财务时还没有结账;先结账:fuhua finance close {period}",
                "the books of {period} were not closed when its finances were submitted; close them first: fuhua finance close {period}",
                period = row.text("period")?
            ))
        },
    },
];

/// Checks that took the first condition as met without what shows it.
const NOT_REGISTERED: &str = "SELECT subject, name, on_date, lacks, on_date || ' ' || lacks AS breach FROM (
    SELECT e.id, 'E' || e.id AS subject, o.name, e.on_date,
           CASE WHEN NOT EXISTS (SELECT 1 FROM registration l JOIN parameter p ON p.name = 'operator_registered_months'
                                  WHERE l.org_id = e.org_id AND l.void_reason IS NULL
                                    AND l.on_date <= date(e.on_date, '-' || p.value || ' months', 'floor')) THEN 'registration'
                WHEN NOT EXISTS (SELECT 1 FROM standing s WHERE s.org_id = e.org_id AND s.kind = 'rating' AND s.value IN ('3A', '4A', '5A')
                                    AND s.on_date <= e.on_date AND (s.until_on IS NULL OR s.until_on >= e.on_date) AND s.void_reason IS NULL)
                THEN 'rating' END AS lacks
      FROM evaluation e JOIN org o ON o.id = e.org_id
      JOIN gate_check g ON g.evaluation_id = e.id AND g.item = 'operator-conditions.registered' AND g.met
     WHERE e.org_id IS NOT NULL AND e.void_reason IS NULL)
   WHERE lacks IS NOT NULL ORDER BY id";

/// Contracts, complaints and breaches that lack something, or whose days are in disorder.
const INCOMPLETE: &str = "SELECT subject, wrong FROM (
    SELECT 'OC' || id AS subject, 'term' AS wrong FROM operator_contract WHERE from_on > to_on AND void_reason IS NULL
    UNION ALL
    SELECT 'CP' || id, CASE WHEN (result IS NULL) <> (verified_on IS NULL) THEN 'unverified' ELSE 'severity' END FROM complaint
     WHERE ((result IS NULL) <> (verified_on IS NULL) OR (result IS 'upheld') <> (severity IS NOT NULL)) AND void_reason IS NULL
    UNION ALL
    SELECT 'BR' || id, CASE WHEN stop_on < on_date THEN 'stop' ELSE 'complaint' END FROM breach
     WHERE (stop_on < on_date OR item = 'complaint' AND complaint_id IS NULL) AND void_reason IS NULL)
   WHERE {scope:subject}";

/// Breaches without a contract that runs, or on a complaint that does not carry them.
const UNFOUNDED: &str = "SELECT subject, contract, on_date, complaint, earlier, wrong FROM (
    SELECT b.id, 'BR' || b.id AS subject, 'OC' || c.id AS contract, b.on_date, 'CP' || p.id AS complaint,
           (SELECT 'BR' || min(x.id) FROM breach x WHERE x.contract_id = b.contract_id AND x.id < b.id AND x.void_reason IS NULL) AS earlier,
           CASE WHEN EXISTS (SELECT 1 FROM breach x WHERE x.contract_id = b.contract_id AND x.id < b.id AND x.void_reason IS NULL) THEN 'twice'
                WHEN b.on_date NOT BETWEEN c.from_on AND c.to_on THEN 'over'
                WHEN b.item <> 'complaint' OR b.complaint_id IS NULL THEN NULL
                WHEN p.result IS NOT 'upheld' OR p.severity IS NOT 'serious' THEN 'minor'
                WHEN NOT EXISTS (SELECT 1 FROM case_file f WHERE f.org_id = p.org_id AND f.entered_on <= p.on_date
                                    AND (f.ended_on IS NULL OR p.on_date <= f.ended_on)) THEN 'stranger' END AS wrong
      FROM breach b JOIN operator_contract c ON c.id = b.contract_id LEFT JOIN complaint p ON p.id = b.complaint_id
     WHERE b.void_reason IS NULL)
   WHERE wrong IS NOT NULL ORDER BY id";
