//! The yearly budget: what its lines are given, and what is spent on them.

use super::{Query, Rule, Scope, Severity};
use crate::domain::money::yuan;
use crate::fault;
use crate::i18n::{label, pick};
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // The lines of a year share the year's amount. A waiver, `Y1@30000000`, is for
    // lines that come to so much, or less.
    Rule {
        id: "finance.budget",
        clause: "三(三)",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("一个年度各科目合计不超过年度经费", "the lines of a year sum to no more than the year's amount"),
        query: Query::Sql {
            watches: &["budget_line", "operating_year", "waiver"],
            scope: Scope::Whole,
            sql: "SELECT coalesce((SELECT w.subject FROM waiver w
                            WHERE w.rule = 'finance.budget' AND w.void_reason IS NULL AND w.subject LIKE y.period || '@%'
                              AND CAST(substr(w.subject, length(y.period) + 2) AS INTEGER) >= y.fen
                            ORDER BY w.id DESC LIMIT 1), y.period || '@' || y.fen) AS subject,
                         y.period, y.fen, y.amount_fen
              FROM (SELECT y.period, y.amount_fen, sum(b.amount_fen) AS fen
                      FROM budget_line b JOIN budget_year y ON y.period = b.period
                     WHERE b.void_reason IS NULL GROUP BY y.period) y
             WHERE y.fen > y.amount_fen",
        },
        explain: |row| {
            Ok(tr!(
                "{period} 各科目合计{fen}元,超过年度经费{most}元;核对各科目:fuhua finance budget {period}",
                "the lines of {period} come to {fen} yuan, more than the year's {most}; check them: fuhua finance budget {period}",
                period = row.text("period")?,
                fen = yuan(row.int("fen")?),
                most = yuan(row.int("amount_fen")?)
            ))
        },
    },
    // Where a year has lines, a line's spending stays within it.
    Rule {
        id: "finance.line",
        clause: "三(三)",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("分了科目的年度,各科目支出不超过预算", "where a year has lines, a line's spending stays within it"),
        query: Query::Sql { watches: &["voucher", "budget_line", "waiver"], scope: Scope::Whole, sql: OVERSPENT },
        explain: |row| {
            Ok(tr!(
                "{period} 的“{line}”预算{budget}元,支出{spent}元,超出部分须有理由;用 fuhua finance budget {period} 查看",
                "'{line}' has {budget} yuan in {period} and {spent} spent; what exceeds it needs a reason (see fuhua finance budget {period})",
                period = row.text("period")?,
                line = pick(&row.text("zh")?, &row.text("en")?),
                budget = yuan(row.int("budget_fen")?),
                spent = yuan(row.int("spent_fen")?)
            ))
        },
    },
];

/// What an image of a row adds to the spending on an overspent line `o`.
macro_rules! spent {
    ($image:literal) => {
        concat!(
            "coalesce(CASE WHEN json_extract(",
            $image,
            ", '$.void_reason') IS NULL AND json_extract(",
            $image,
            ", '$.source') = 'budget'
                            AND json_extract(",
            $image,
            ", '$.on_date') BETWEEN o.start_on AND o.end_on
                           THEN CASE o.line WHEN CASE json_extract(",
            $image,
            ", '$.direction') WHEN 'out' THEN json_extract(",
            $image,
            ", '$.category') END
                                            THEN json_extract(",
            $image,
            ", '$.amount_fen')
                                            WHEN json_extract(",
            $image,
            ", '$.line') THEN -json_extract(",
            $image,
            ", '$.amount_fen') END END, 0)"
        )
    };
}

/// The same of what a budget line gives.
macro_rules! given {
    ($image:literal) => {
        concat!(
            "coalesce(CASE WHEN json_extract(",
            $image,
            ", '$.void_reason') IS NULL AND json_extract(",
            $image,
            ", '$.period') = o.period
                            AND json_extract(",
            $image,
            ", '$.line') = o.line THEN json_extract(",
            $image,
            ", '$.amount_fen') END, 0)"
        )
    };
}

/// The entries that raised a line's spending beyond its budget, or cut the budget
/// below what is spent, as far as what they added still stands: each asks for its
/// own reason, and what lowers the excess asks for none. The journal is gone
/// through for lines alone that are overspent now.
const OVERSPENT: &str = concat!(
    "WITH over AS MATERIALIZED (
       SELECT * FROM (
         SELECT y.period, y.start_on, y.end_on, c.code AS line, c.zh, c.en,
                coalesce((SELECT b.amount_fen FROM budget_line b WHERE b.period = y.period AND b.line = c.code AND b.void_reason IS NULL), 0) AS budget_fen,
                coalesce((SELECT sum(s.amount_fen) FROM line_spending s WHERE s.line = c.code AND s.on_date BETWEEN y.start_on AND y.end_on), 0) AS spent_fen
           FROM budget_year y CROSS JOIN money_category c ON c.budget_line
          WHERE EXISTS (SELECT 1 FROM budget_line b WHERE b.period = y.period AND b.void_reason IS NULL))
        WHERE spent_fen > budget_fen),
     added AS (
       SELECT period, line, seq, min(id) AS id, sum(fen) AS fen FROM (
         SELECT o.period, o.line, c.seq, c.id, ", spent!("c.after"), " - ", spent!("c.before"), " AS fen
           FROM over o CROSS JOIN change c WHERE c.table_name = 'voucher'
         UNION ALL
         SELECT o.period, o.line, c.seq, c.id, ", given!("c.before"), " - ", given!("c.after"), "
           FROM over o CROSS JOIN change c WHERE c.table_name = 'budget_line')
        WHERE fen <> 0 GROUP BY period, line, seq),
     excess AS (SELECT *, sum(fen) OVER (PARTITION BY period, line ORDER BY id) AS fen_after FROM added),
     least AS (SELECT *, min(fen_after) OVER (PARTITION BY period, line ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS since FROM excess)
SELECT o.period || ':' || o.line || '@' || 'J' || l.seq AS subject, o.period, o.zh, o.en, o.budget_fen, o.spent_fen
  FROM least l JOIN over o ON o.period = l.period AND o.line = l.line
 WHERE l.fen > 0 AND l.since > max(l.fen_after - l.fen, 0)
 ORDER BY l.id"
);
