//! The operator's fee.

use super::{Query, Rule, Scope, Severity};
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
                                                    WHERE e.evidence = 'E' || j.id AND j.stage IN ('closing', 'final') AND j.result = 'pass'
                                                      AND j.on_date <= v.on_date AND j.void_reason IS NULL)
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
                    "支付运营服务费须用 --evidence 写明付款依据:出壳认定(X)、年度评估认定或项目结项评估(E)、已出具报表(R)",
                    "the operator's fee names its evidence with --evidence: passed exits (X), confirmed or closing evaluations (E), issued reports (R)"
                ));
            }
            Ok(tr!(
                "{wrong} 不能作付款依据:须是当日或以前有效的、通过的出壳认定(X)、年度评估认定或项目结项评估(E),或已出具报表(R)",
                "{wrong} is no evidence: a passed final exit (X), a passed final or closing evaluation (E) or an issued report (R) of that day or before is, while it is in force"
            ))
        },
    },
];
