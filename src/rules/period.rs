//! Quarters whose books are closed.

use super::{Query, Rule, Scope, Severity};
use crate::fault;
use crate::i18n::label;
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // Nothing that is dated in a closed quarter changes.
    Rule {
        id: "finance.closed",
        clause: "四(三)3",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("已结账季度内的凭证不增不改", "no voucher in a closed quarter is added or changed"),
        query: Query::Sql {
            watches: &["voucher", "period_step"],
            // Another step concerns all vouchers of its quarter.
            scope: Scope::Rows { unless: "period_step", along: None },
            sql: ALTERED,
        },
        explain: |row| {
            Ok(tr!(
                "{voucher} 在已结账的 {period}({step})之内,不能增改;在未结账的季度冲销:fuhua finance reverse 凭证 --date 日期 --reason …,或反结账:fuhua finance reopen {period} --reason …",
                "{voucher} lies in {period}, which {step} closed; correct it in an open quarter: fuhua finance reverse VOUCHER --date DATE --reason …, or reopen this one: fuhua finance reopen {period} --reason …",
                voucher = row.text("voucher")?,
                period = row.text("period")?,
                step = row.text("step")?
            ))
        },
    },
    // A quarter is closed when it is over.
    Rule {
        id: "period.ended",
        clause: "四(三)3",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("季度结束后才结账", "a quarter is closed when it is over"),
        query: Query::Sql {
            watches: &["period_step"],
            scope: Scope::Whole,
            sql: "SELECT 'PD' || id AS subject, period, end_on, on_date, end_on || ' ' || on_date AS breach FROM period_step
                   WHERE step = 'closed' AND void_reason IS NULL AND on_date <= end_on ORDER BY id",
        },
        explain: |row| {
            Ok(tr!(
                "{period} 到{end_on}才结束,{on_date}结账为时过早;期满次日起再结账",
                "{period} ends on {end_on} and {on_date} is too early to close it; close it from the next day on",
                period = row.text("period")?,
                end_on = row.text("end_on")?,
                on_date = row.text("on_date")?
            ))
        },
    },
    // Earlier quarters that hold vouchers are closed first.
    Rule {
        id: "period.order",
        clause: "四(三)3",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("先结较早的、有凭证的季度", "earlier quarters that hold vouchers are closed first"),
        query: Query::Sql { watches: &["period_step"], scope: Scope::Whole, sql: OPEN_BEFORE },
        explain: |row| {
            Ok(tr!(
                "{voucher}({on_date})所在的季度还没有结账,不能先结 {period};先结较早的:fuhua finance close 期间",
                "the quarter of {voucher} ({on_date}) is not closed, so {period} cannot be; close the earlier one first: fuhua finance close PERIOD",
                voucher = row.text("voucher")?,
                on_date = row.text("on_date")?,
                period = row.text("period")?
            ))
        },
    },
    // What is closed is not closed again, what is open not reopened.
    Rule {
        id: "period.turn",
        clause: "四(三)3",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("结账与反结账交替", "closing and reopening take turns"),
        query: Query::Sql {
            watches: &["period_step"],
            scope: Scope::Whole,
            sql: "SELECT 'PD' || p.id AS subject, p.period, p.step FROM period_step p
                   WHERE p.step IN ('closed', 'reopened') AND p.void_reason IS NULL
                     AND (p.step = 'closed') = coalesce((SELECT l.step = 'closed' FROM period_step l
                            WHERE l.start_on = p.start_on AND l.end_on = p.end_on AND l.id < p.id
                              AND l.step IN ('closed', 'reopened') AND l.void_reason IS NULL ORDER BY l.id DESC LIMIT 1), 0)
                   ORDER BY p.id",
        },
        explain: |row| {
            let period = row.text("period")?;
            Ok(match row.text("step")?.as_str() {
                "closed" => tr!(
                    "{period} 已经结账;要更正用 fuhua finance reverse,或先反结账:fuhua finance reopen {period} --reason …",
                    "{period} is closed already; correct with fuhua finance reverse, or reopen it first: fuhua finance reopen {period} --reason …"
                ),
                _ => tr!(
                    "{period} 没有结账,无须反结账;用 fuhua list period-steps 查看",
                    "{period} is not closed and need not be reopened; see fuhua list period-steps"
                ),
            })
        },
    },
];

/// What a closed quarter `q` keeps of an image of a voucher; NULL if it is void or
/// of another quarter. The number and the note may change.
macro_rules! kept {
    ($image:literal) => {
        concat!(
            "CASE WHEN json_extract(",
            $image,
            ", '$.void_reason') IS NULL AND json_extract(",
            $image,
            ", '$.on_date') BETWEEN q.start_on AND q.end_on
                  THEN json_extract(",
            $image,
            ", '$.on_date', '$.direction', '$.amount_fen', '$.category', '$.source', '$.org_id', '$.project_id',
                                    '$.party', '$.line', '$.reverses') END"
        )
    };
}

/// Vouchers that are no longer what they were when their quarter was closed, each
/// with the entry that first brought it to what it now is: `PD3:V9@J40`. So a
/// waiver is for one correction, and taking it back asks for none.
const ALTERED: &str = concat!(
    "WITH closed AS MATERIALIZED (
       SELECT q.step_id, q.start_on, q.end_on, p.period,
              (SELECT max(c.id) FROM change c WHERE c.table_name = 'period_step' AND c.row_id = q.step_id AND c.op = 'I') AS since
         FROM closed_quarter q JOIN period_step p ON p.id = q.step_id)
     SELECT step || ':' || voucher || '@' || entry AS subject, step, voucher, period FROM (
       SELECT 'PD' || step_id AS step, 'V' || row_id AS voucher, 'J' || seq AS entry, period, min(id)
         FROM (SELECT *, first_value(was) OVER (w ORDER BY id) AS at_closing, first_value(becomes) OVER (w ORDER BY id DESC) AS now
                 FROM (SELECT q.step_id, q.period, c.id, c.seq, c.row_id, ", kept!("c.before"), " AS was, ", kept!("c.after"), " AS becomes
                         FROM change c CROSS JOIN closed q
                        WHERE c.table_name = 'voucher' AND c.id > (SELECT min(since) FROM closed) AND c.id > q.since AND {scope:c.table_name, c.row_id})
                WHERE was IS NOT becomes
               WINDOW w AS (PARTITION BY step_id, row_id))
        WHERE at_closing IS NOT now AND becomes IS now
        GROUP BY step_id, row_id)"
);

/// Closings before which an earlier voucher lay in a quarter that was open then.
/// What has been changed since does not show what the books were.
const OPEN_BEFORE: &str = "SELECT 'PD' || p.id AS subject, p.period, 'V' || v.id AS voucher, min(v.on_date) AS on_date,
       'V' || v.id || ' ' || v.on_date AS breach
  FROM period_step p JOIN voucher v ON v.on_date < p.start_on
 WHERE p.step = 'closed' AND p.void_reason IS NULL AND v.void_reason IS NULL
   AND NOT EXISTS (SELECT 1 FROM period_step q
                    WHERE v.on_date BETWEEN q.start_on AND q.end_on AND q.step = 'closed' AND q.id < p.id AND q.void_reason IS NULL
                      AND NOT EXISTS (SELECT 1 FROM period_step l
                                       WHERE l.start_on = q.start_on AND l.end_on = q.end_on AND l.id > q.id AND l.id < p.id
                                         AND l.step IN ('closed', 'reopened') AND l.void_reason IS NULL))
   AND NOT EXISTS (SELECT 1 FROM change c
                    WHERE c.table_name = 'voucher' AND c.row_id = v.id
                      AND c.id > (SELECT max(i.id) FROM change i WHERE i.table_name = 'period_step' AND i.row_id = p.id AND i.op = 'I'))
 GROUP BY p.id";
