//! Vouchers: what they name, which money they take, that it is there.

use super::{Arm, Query, Rule, Scope, Severity, first_below_zero};
use crate::domain::money::yuan;
use crate::domain::money_terms::Need;
use crate::fault;
use crate::i18n::{label, pick};
use crate::store::Row;
use crate::tr;

/// Vouchers of a category to an organisation that was not in the base on the day.
macro_rules! stays {
    ($category:literal) => {
        concat!(
            "SELECT 'V' || v.id AS subject, o.name, v.on_date, c.zh, c.en, v.org_id || ' ' || v.on_date AS breach
               FROM voucher v JOIN org o ON o.id = v.org_id JOIN money_category c ON c.code = v.category
              WHERE v.category = '",
            $category,
            "' AND v.reverses IS NULL AND v.void_reason IS NULL AND {scope:v.org_id}
                AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.org_id = v.org_id AND c.entered_on <= v.on_date
                                   AND (c.ended_on IS NULL OR v.on_date <= c.ended_on))"
        )
    };
}

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // Money of the plan's calendar years, an early appropriation and a late settlement included.
    Rule {
        id: "finance.window",
        clause: "三(三)",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Input,
        demand: label("凭证日期在计划所及的日历年度之内", "a voucher is dated within the calendar years of the plan"),
        query: Query::Kinds(|| {
            of_voucher(
                "SELECT 'V' || v.id AS subject, v.on_date, p.from_on, p.to_on
                   FROM voucher v CROSS JOIN (SELECT substr(start_on, 1, 4) || '-01-01' AS from_on, substr(end_on, 1, 4) || '-12-31' AS to_on FROM plan) p
                  WHERE v.void_reason IS NULL AND v.on_date NOT BETWEEN p.from_on AND p.to_on AND {scope:v.id}",
            )
        }),
        explain: |row| {
            Ok(tr!(
                "凭证日期{on_date}不在{from_on}至{to_on}之内;用 --date 写明日期",
                "the voucher's date {on_date} is not within {from_on} to {to_on}; give the date with --date",
                on_date = row.text("on_date")?,
                from_on = row.text("from_on")?,
                to_on = row.text("to_on")?
            ))
        },
    },
    // A category goes one way, and asks for what it is about.
    Rule {
        id: "finance.needs",
        clause: "四(三)3",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Input,
        demand: label("收支与类别相符,类别所要的已写明", "the direction is the category's, and what it needs is named"),
        query: Query::Kinds(|| of_voucher(NEEDS)),
        explain: needs,
    },
    // A category takes its own sources only.
    Rule {
        id: "finance.source",
        clause: "二(二)3,四(三)3",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("类别只用规定的来源", "a category uses its own sources only"),
        query: Query::Kinds(|| {
            of_voucher(
                "SELECT 'V' || v.id AS subject, c.zh, c.en, s.zh AS source_zh, s.en AS source_en,
                        (SELECT group_concat(m.zh || ' ' || k.source, '、') FROM category_source k JOIN money_source m ON m.code = k.source
                          WHERE k.category = v.category) AS lawful_zh,
                        (SELECT group_concat(k.source, ', ') FROM category_source k WHERE k.category = v.category) AS lawful_en
                   FROM voucher v JOIN money_category c ON c.code = v.category JOIN money_source s ON s.code = v.source
                  WHERE v.void_reason IS NULL AND {scope:v.id}
                    AND NOT EXISTS (SELECT 1 FROM category_source k WHERE k.category = v.category AND k.source = v.source)",
            )
        }),
        explain: |row| {
            Ok(tr!(
                "“{category}”不能用“{source}”的钱;用 --source 写明这些来源之一:{lawful}",
                "money of '{source}' is not for '{category}'; name one of these with --source: {lawful}",
                category = worded(row, "zh", "en")?,
                source = worded(row, "source_zh", "source_en")?,
                lawful = worded(row, "lawful_zh", "lawful_en")?
            ))
        },
    },
    // A reversal is the whole voucher negated, once, and not earlier.
    Rule {
        id: "finance.reversal",
        clause: "四(三)3",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("冲销与原凭证相等相反,不早于它,只一次", "a reversal is equal and opposite, not earlier, once"),
        query: Query::Kinds(reversals),
        explain: reversal,
    },
    // No purse is below zero at the end of any day.
    Rule {
        id: "finance.balance",
        clause: "四(三)3",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label(
            "任何一日日终,各来源(代管资金按组织)不为负",
            "no source, nor an organisation's money in custody, is below zero at the end of a day",
        ),
        query: Query::Made {
            watches: || vec!["voucher"],
            scope: Scope::Whole,
            sql: || {
                let flow = "SELECT CASE account WHEN 'custody' THEN source || ':' || org_id ELSE source END AS purse, on_date, signed_fen AS fen, voucher_id AS id
                              FROM money_move";
                format!(
                    "SELECT 'V' || b.id AS subject, b.on_date, b.fen, s.zh, s.en, o.name
                       FROM ({}) b JOIN voucher v ON v.id = b.id JOIN money_source s ON s.code = v.source
                       LEFT JOIN org o ON o.id = v.org_id AND s.account = 'custody'
                      ORDER BY s.id, v.org_id",
                    first_below_zero(flow)
                )
            },
        },
        explain: |row| {
            let (source, on_date, fen) = (worded(row, "zh", "en")?, row.text("on_date")?, yuan(row.int("fen")?));
            let source = match row.opt_text("name")? {
                Some(name) => tr!("{name}的{source}", "{source} of {name}"),
                None => source,
            };
            Ok(tr!(
                "{source}在{on_date}日终为{fen}元,不能为负;核对金额、日期和 --source",
                "{source} would be {fen} yuan at the end of {on_date} and cannot be below zero; check amount, date and --source"
            ))
        },
    },
    // What comes back was paid before, from the same source.
    Rule {
        id: "finance.refund",
        clause: "四(三)3",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("退回不多于同一来源已付的", "a refund is no more than was paid from the same source"),
        query: Query::Made { watches: || vec!["voucher"], scope: Scope::Whole, sql: refunds },
        explain: |row| {
            Ok(tr!(
                "到{on_date}为止,退回比同一来源为此付出的多{fen}元;核对金额和 --source",
                "up to {on_date} the refunds exceed what was paid for it from the same source by {fen} yuan; check the amount and --source",
                on_date = row.text("on_date")?,
                fen = yuan(-row.int("fen")?)
            ))
        },
    },
    // Seed money is a service to residents.
    Rule {
        id: "finance.seed",
        clause: "三(二)1.2)",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("种子基金只给在孵组织,日期在孵化期内", "seed money only to a resident, during its incubation"),
        query: Query::Sql { watches: STAYS, scope: Scope::Orgs, sql: stays!("seed-fund") },
        explain: outside,
    },
    // So is custody.
    Rule {
        id: "finance.custody",
        clause: "三(二)1.2)",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("代管存入只为在孵组织", "money is taken into custody only for a resident"),
        query: Query::Sql { watches: STAYS, scope: Scope::Orgs, sql: stays!("custody-in") },
        explain: outside,
    },
];

/// What the rules on residents' money watch.
const STAYS: &[&str] = &["voucher", "incubation", "exit_step", "withdrawal"];

/// A query over the vouchers that were touched.
fn of_voucher(sql: &str) -> Vec<Arm> {
    vec![Arm { table: "voucher", sql: sql.to_owned(), whole: true }]
}

fn worded(row: &Row, zh: &str, en: &str) -> anyhow::Result<String> {
    Ok(pick(&row.text(zh)?, &row.text(en)?).to_owned())
}

/// Vouchers that go the wrong way or lack something; evidence has its own rule.
const NEEDS: &str = "SELECT * FROM (
  SELECT 'V' || v.id AS subject, c.zh, c.en, c.direction,
         CASE WHEN v.direction <> c.direction THEN 'direction'
              WHEN v.line IS NOT NULL AND c.needs IS NOT 'project-or-line' THEN 'no-line'
              WHEN v.line IS NOT NULL AND NOT EXISTS (SELECT 1 FROM money_category l WHERE l.code = v.line AND l.budget_line) THEN 'line'
              WHEN c.needs = 'party' AND v.party IS NULL OR c.needs = 'org' AND v.org_id IS NULL OR c.needs = 'project' AND v.project_id IS NULL
                OR c.needs = 'org-or-project' AND coalesce(v.org_id, v.project_id) IS NULL
                OR c.needs = 'project-or-line' AND (v.project_id IS NULL) = (v.line IS NULL) THEN c.needs END AS lacks
    FROM voucher v JOIN money_category c ON c.code = v.category
   WHERE v.void_reason IS NULL AND {scope:v.id})
 WHERE lacks IS NOT NULL";

fn needs(row: &Row) -> anyhow::Result<String> {
    let category = worded(row, "zh", "en")?;
    Ok(match row.text("lacks")?.as_str() {
        "direction" if row.text("direction")? == "in" => {
            tr!("“{category}”是收入,用 --in 写金额", "'{category}' comes in; give the amount with --in")
        }
        "direction" => tr!("“{category}”是支出,用 --out 写金额", "'{category}' goes out; give the amount with --out"),
        "no-line" => {
            tr!("“{category}”不写 --line,只有退回才写", "'{category}' takes no --line; only a refund names the line that it gives back to")
        }
        "line" => tr!("--line 须是预算科目,如 training", "--line must be a line of the budget, such as training"),
        need => match Need::of(need) {
            Some(Need::Party) => tr!("“{category}”须用 --party 写明对方", "'{category}' must name the party with --party"),
            Some(Need::Org) => tr!("“{category}”须用 --org 写明组织", "'{category}' must name the organisation with --org"),
            Some(Need::Project) => tr!("“{category}”须用 --project 写明项目", "'{category}' must name the project with --project"),
            Some(Need::ProjectOrLine) => tr!(
                "“{category}”须用 --project 写明项目,或用 --line 写明科目,二者取一",
                "'{category}' must name either the project with --project or the budget line with --line"
            ),
            _ => tr!(
                "“{category}”须用 --org 或 --project 写明组织或项目",
                "'{category}' must name the organisation or the project with --org or --project"
            ),
        },
    })
}

/// Reversals that are not what they should be; looked for when they or what they
/// reverse was touched.
fn reversals() -> Vec<Arm> {
    let arm = |row: &str, whole| {
        let sql = format!(
            "SELECT * FROM (
               SELECT 'V' || r.id AS subject, 'V' || v.id AS of,
                      CASE WHEN v.reverses IS NOT NULL THEN 'chain'
                           WHEN EXISTS (SELECT 1 FROM voucher x WHERE x.reverses = v.id AND x.id < r.id AND x.void_reason IS NULL) THEN 'twice'
                           WHEN r.on_date < v.on_date THEN 'early'
                           WHEN (-r.amount_fen, r.direction, r.category, r.source, r.org_id, r.project_id, r.party, r.line)
                             IS NOT (v.amount_fen, v.direction, v.category, v.source, v.org_id, v.project_id, v.party, v.line) THEN 'unequal'
                           WHEN EXISTS (SELECT 1 FROM change c WHERE c.table_name = 'voucher' AND c.row_id = v.id AND c.op = 'U'
                                           AND json_extract(c.before, '$.on_date') <> json_extract(c.after, '$.on_date')
                                           AND c.id > (SELECT min(i.id) FROM change i WHERE i.table_name = 'voucher' AND i.row_id = r.id))
                           THEN 'altered' END AS wrong
                 FROM voucher r JOIN voucher v ON v.id = r.reverses
                WHERE r.void_reason IS NULL AND {{scope:{row}.id}})
              WHERE wrong IS NOT NULL"
        );
        Arm { table: "voucher", sql, whole }
    };
    vec![arm("r", true), arm("v", false)]
}

fn reversal(row: &Row) -> anyhow::Result<String> {
    let (subject, of) = (row.text("subject")?, row.text("of")?);
    Ok(match row.text("wrong")?.as_str() {
        "chain" => tr!(
            "{of} 本身是冲销,不能再冲销;作废它即可:fuhua void {of} --reason …",
            "{of} is itself a reversal and is not reversed; void it instead: fuhua void {of} --reason …"
        ),
        "twice" => tr!("{of} 已经冲销过,不能再次冲销;用 fuhua show {of} 查看", "{of} is reversed already; see fuhua show {of}"),
        "early" => {
            tr!("冲销 {subject} 不能早于原凭证 {of};核对 --date", "the reversal {subject} cannot be dated before {of}; check --date")
        }
        _ => tr!(
            "{of} 已由 {subject} 冲销,二者须相等相反;要更正 {of},先作废 {subject}:fuhua void {subject} --reason …",
            "{of} was reversed by {subject}, which is equal and opposite; to correct {of} first void {subject}: fuhua void {subject} --reason …"
        ),
    })
}

/// Refunds beyond what the same source paid, by project or budget line.
fn refunds() -> String {
    let flow = "
      SELECT 'P' || f.project_id || f.source AS purse, v.on_date, CASE v.category WHEN 'refund' THEN -v.amount_fen ELSE v.amount_fen END AS fen, v.id
        FROM (SELECT DISTINCT project_id, source FROM voucher WHERE category = 'refund' AND project_id IS NOT NULL AND void_reason IS NULL) f
        JOIN voucher v ON v.project_id = f.project_id AND v.category IN ('grant', 'refund') AND v.source = f.source AND v.void_reason IS NULL
      UNION ALL
      SELECT f.line || f.source, v.on_date, v.amount_fen, v.id
        FROM (SELECT DISTINCT line, source FROM voucher WHERE category = 'refund' AND line IS NOT NULL AND void_reason IS NULL) f
        JOIN voucher v ON v.category = f.line AND v.source = f.source AND v.void_reason IS NULL
      UNION ALL
      SELECT line || source, on_date, -amount_fen, id FROM voucher WHERE category = 'refund' AND line IS NOT NULL AND void_reason IS NULL";
    format!("SELECT 'V' || id AS subject, on_date, fen FROM ({}) ORDER BY id", first_below_zero(flow))
}

fn outside(row: &Row) -> anyhow::Result<String> {
    Ok(tr!(
        "{name}在{on_date}不在孵,“{category}”只给在孵组织;核对组织和日期",
        "{name} was not in the base on {on_date}, and '{category}' is for residents; check organisation and date",
        name = row.text("name")?,
        on_date = row.text("on_date")?,
        category = worded(row, "zh", "en")?
    ))
}
