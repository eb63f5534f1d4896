//! The operator's fee, 四(三)9.

use super::{Query, Rule, Scope, Severity};
use crate::domain::money::yuan;
use crate::fault;
use crate::i18n::label;
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // A fee rests on passed exits, evaluations and issued reports of its day or before.
    Rule {
        id: "operator.fee-evidence",
        clause: "四(三)9",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("运营服务费须有付款依据", "the operator's fee has its evidence"),
        query: Query::Sql {
            watches: &["voucher", "voucher_evidence", "exit_step", "evaluation", "issued_report"],
            scope: Scope::Whole,
            sql: "SELECT subject, wrong, CASE wrong WHEN '' THEN 'none' ELSE wrong END AS breach FROM (
              SELECT 'V' || v.id AS subject, v.id,
                     CASE WHEN NOT EXISTS (SELECT 1 FROM voucher_evidence e WHERE e.voucher_id = v.id) THEN ''
                          ELSE (SELECT group_concat(e.evidence, ' ') FROM voucher_evidence e
                                 WHERE e.voucher_id = v.id
                                   AND NOT EXISTS (SELECT 1 FROM exit_step x
                                                    WHERE e.evidence = 'X' || x.id AND x.stage = 'final' AND x.result = 'pass'
                                                      AND x.on_date <= v.on_date AND x.void_reason IS NULL)
                                   AND NOT EXISTS (SELECT 1 FROM evaluation j
                                                    WHERE e.evidence = 'E' || j.id AND j.stage IN ('closing', 'final', 'performance')
                                                      AND j.result = 'pass' AND j.on_date <= v.on_date AND j.void_reason IS NULL)
                                   AND NOT EXISTS (SELECT 1 FROM issued_report r
                                                    WHERE e.evidence = 'R' || r.id AND r.on_date <= v.on_date AND r.void_reason IS NULL)) END AS wrong
                FROM voucher v JOIN money_category c ON c.code = v.category
               WHERE c.needs = 'evidence' AND v.reverses IS NULL AND v.void_reason IS NULL)
             WHERE wrong IS NOT NULL ORDER BY id",
        },
        explain: |row| {
            let wrong = row.text("wrong")?;
            if wrong.is_empty() {
                return Ok(tr!(
                    "支付运营服务费须用 --evidence 写明付款依据:出壳认定(X)、年度评估认定、项目结项评估或绩效考核(E)、已出具报表(R)",
                    "the operator's fee names its evidence with --evidence: passed exits (X), confirmed or closing evaluations or performances (E), issued reports (R)"
                ));
            }
            Ok(tr!(
                "{wrong} 不能作付款依据:须是当日或以前有效的、通过的出壳认定(X)、年度评估认定、项目结项评估或绩效考核(E),或已出具报表(R)",
                "{wrong} is no evidence: a passed final exit (X), a passed final or closing evaluation or performance (E) or an issued report (R) of that day or before is, while it is in force"
            ))
        },
    },
    // What has been paid for is not paid for again.
    Rule {
        id: "operator.fee-once",
        clause: "四(三)9",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("一项付款依据只支持一笔运营服务费", "one piece of evidence supports one fee"),
        query: Query::Sql {
            watches: &["voucher", "voucher_evidence"],
            scope: Scope::Whole,
            sql: "SELECT 'V' || f.voucher_id AS subject, group_concat(e.evidence, ' ') AS evidence, 'V' || min(o.voucher_id) AS earlier,
                         group_concat(e.evidence || ' V' || o.voucher_id, ' ') AS breach
              FROM operator_fee f JOIN voucher_evidence e ON e.voucher_id = f.voucher_id
              JOIN voucher_evidence x ON x.evidence = e.evidence AND x.voucher_id < f.voucher_id
              JOIN operator_fee o ON o.voucher_id = x.voucher_id AND o.reverses IS NULL AND NOT o.reversed
             WHERE f.reverses IS NULL AND NOT f.reversed GROUP BY f.voucher_id ORDER BY f.voucher_id",
        },
        explain: |row| {
            Ok(tr!(
                "{evidence} 已是 {earlier} 的付款依据,不能再支持一笔;换别的依据,或先冲销 {earlier}:fuhua finance reverse {earlier} --reason …",
                "{evidence} supports {earlier} already and no other fee; name other evidence, or reverse {earlier} first: fuhua finance reverse {earlier} --reason …",
                evidence = row.text("evidence")?,
                earlier = row.text("earlier")?
            ))
        },
    },
    // No more is paid than was agreed.
    Rule {
        id: "operator.fee-amount",
        clause: "四(三)3",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("运营服务费合计不超过协议金额", "the fees of a contract come to no more than its amount"),
        query: Query::Sql {
            watches: &["voucher", "operator_contract"],
            scope: Scope::Whole,
            sql: "SELECT 'V' || voucher_id AS subject, 'OC' || contract_id AS contract, amount_fen, so_far,
                         'OC' || contract_id || ' ' || so_far || ' ' || amount_fen AS breach FROM (
              SELECT f.voucher_id, f.contract_id, c.amount_fen,
                     sum(f.amount_fen) OVER (PARTITION BY f.contract_id ORDER BY f.on_date, f.voucher_id) AS so_far
                FROM operator_fee f JOIN operator_contract c ON c.id = f.contract_id
               WHERE f.reverses IS NULL AND NOT f.reversed AND c.amount_fen IS NOT NULL)
             WHERE so_far > amount_fen ORDER BY voucher_id",
        },
        explain: |row| {
            Ok(tr!(
                "协议 {contract} 的运营服务费到 {subject} 合计{so_far}元,超过协议金额{amount}元;核对金额,或更正协议:fuhua edit {contract} --amount 元",
                "up to {subject} the fees of contract {contract} come to {so_far} yuan, more than its {amount}; check the amount, or correct the contract: fuhua edit {contract} --amount YUAN",
                contract = row.text("contract")?,
                subject = row.text("subject")?,
                so_far = yuan(row.int("so_far")?),
                amount = yuan(row.int("amount_fen")?)
            ))
        },
    },
    // Nothing is paid after the contract's end, or before there was one. A breach
    // that was entered later stands: `operator.fee-breach` tells of it.
    Rule {
        id: "operator.fee-ended",
        clause: "四(一)3",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("协议履行之前和终止之后不付运营服务费", "no fee is dated before a contract or after its end"),
        query: Query::Sql { watches: &["voucher", "operator_contract"], scope: Scope::Whole, sql: AFTER_THE_END },
        explain: |row| {
            let day = row.text("on_date")?;
            Ok(match row.opt_text("contract")? {
                Some(contract) => tr!(
                    "协议 {contract} 到{end}为止,{day}不再付运营服务费;核对 --date",
                    "contract {contract} ended on {end}, and no fee is dated {day}; check --date",
                    end = row.text("end_on")?
                ),
                None => tr!(
                    "{day}还没有开始履行的委托协议,不付运营服务费;先登记:fuhua operator contract",
                    "no contract had begun by {day}, so no fee is paid; record it first: fuhua operator contract"
                ),
            })
        },
    },
    // What was paid before the breach came on record is worth knowing.
    Rule {
        id: "operator.fee-breach",
        clause: "四(一)3",
        severity: Severity::Warning,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("负面清单的日期之后没有已付的运营服务费", "no fee had been paid after the day of a breach"),
        query: Query::Sql {
            watches: &["breach", "voucher"],
            scope: Scope::Whole,
            sql: "SELECT 'V' || f.voucher_id AS subject, f.on_date, 'BR' || b.id AS entry, b.on_date AS breach_on
              FROM operator_fee f JOIN contract_term t ON t.contract_id = f.contract_id JOIN breach b ON b.id = t.breach_id
              JOIN operator_contract c ON c.id = f.contract_id
             WHERE f.reverses IS NULL AND NOT f.reversed AND f.on_date > b.on_date AND f.on_date <= c.to_on
               AND (SELECT max(x.id) FROM change x WHERE x.table_name = 'voucher' AND x.row_id = f.voucher_id
                       AND json_extract(x.before, '$.on_date') IS NOT json_extract(x.after, '$.on_date'))
                 < (SELECT max(x.id) FROM change x WHERE x.table_name = 'breach' AND x.row_id = b.id
                       AND json_extract(x.before, '$.on_date') IS NOT json_extract(x.after, '$.on_date'))
             ORDER BY f.voucher_id",
        },
        explain: |row| {
            Ok(tr!(
                "{subject} 的运营服务费记在{on_date},晚于负面清单 {entry} 的{breach_on};核对是否应追回:fuhua finance reverse {subject} --reason …",
                "the fee {subject} is dated {on_date}, after the breach {entry} on {breach_on}; see whether it is to be recovered: fuhua finance reverse {subject} --reason …",
                subject = row.text("subject")?,
                on_date = row.text("on_date")?,
                entry = row.text("entry")?,
                breach_on = row.text("breach_on")?
            ))
        },
    },
];

/// Fees after the end of their contract, or without one. A breach counts for those
/// that came to their day after it came to its own.
const AFTER_THE_END: &str = "SELECT 'V' || voucher_id AS subject, on_date, 'OC' || contract_id AS contract, end_on,
         on_date || ' ' || coalesce(end_on, 'none') AS breach FROM (
    SELECT f.voucher_id, f.on_date, f.contract_id,
           CASE WHEN f.on_date > c.to_on THEN t.end_on
                WHEN f.on_date > b.on_date
                 AND (SELECT max(x.id) FROM change x WHERE x.table_name = 'voucher' AND x.row_id = f.voucher_id
                         AND json_extract(x.before, '$.on_date') IS NOT json_extract(x.after, '$.on_date'))
                   > (SELECT max(x.id) FROM change x WHERE x.table_name = 'breach' AND x.row_id = b.id
                         AND json_extract(x.before, '$.on_date') IS NOT json_extract(x.after, '$.on_date')) THEN t.end_on END AS end_on
      FROM operator_fee f
      LEFT JOIN operator_contract c ON c.id = f.contract_id
      LEFT JOIN contract_term t ON t.contract_id = f.contract_id
      LEFT JOIN breach b ON b.id = t.breach_id
     WHERE f.reverses IS NULL AND NOT f.reversed)
   WHERE contract_id IS NULL OR end_on IS NOT NULL ORDER BY voucher_id";
