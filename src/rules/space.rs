//! Premises and equipment.

use super::{Arm, Query, Rule, Scope, Severity};
use crate::domain::quantity::clock;
use crate::fault;
use crate::i18n::label;
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // A use ends after it began.
    Rule {
        id: "space.hours",
        clause: "二(二)2",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Input,
        demand: label("预约的结束晚于开始,退还不早于交付", "a booking ends after it begins, what is given comes back later"),
        query: Query::Kinds(|| {
            vec![Arm {
                table: "asset_use",
                sql: "SELECT 'AU' || u.id AS subject, u.on_date, u.until_on FROM asset_use u
                       WHERE (u.from_minute >= u.to_minute OR u.until_on < u.on_date) AND u.void_reason IS NULL AND {scope:u.id}"
                    .to_owned(),
                whole: true,
            }]
        }),
        explain: |row| {
            Ok(match row.opt_text("until_on")? {
                None => {
                    tr!("预约的结束时刻须晚于开始时刻;核对 --from 和 --to", "a booking must end after it begins; check --from and --to")
                }
                Some(until) => {
                    let day = row.text("on_date")?;
                    tr!(
                        "退还日期{until}早于交付日期{day};核对 --date",
                        "it came back on {until}, before it was given on {day}; check --date"
                    )
                }
            })
        },
    },
    // Nothing is given that is not there.
    Rule {
        id: "space.stock",
        clause: "二(二)2",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("任何一天交付的不多于已有的", "on no day is more given out than there is"),
        query: Query::Kinds(|| {
            let arm = |table: &'static str, assets: &str, whole| {
                Arm {
                table,
                sql: format!(
                    "SELECT subject, name, quantity, on_date, used FROM (
                       SELECT 'AS' || a.id AS subject, a.name, a.quantity, u.on_date, row_number() OVER (PARTITION BY a.id ORDER BY u.on_date) AS nth,
                              (SELECT sum(o.quantity) FROM asset_use o
                                WHERE o.asset_id = a.id AND o.kind = 'give' AND o.on_date <= u.on_date AND o.void_reason IS NULL
                                  AND (o.until_on IS NULL OR o.until_on > u.on_date)) AS used
                         FROM asset a JOIN asset_use u ON u.asset_id = a.id AND u.kind = 'give' AND u.void_reason IS NULL
                        WHERE a.void_reason IS NULL AND used > a.quantity AND {assets}) WHERE nth = 1"
                ),
                whole,
            }
            };
            vec![
                arm("asset", "{scope:a.id}", true),
                arm("asset_use", "a.id IN (SELECT x.asset_id FROM asset_use x WHERE {scope:x.id})", false),
            ]
        }),
        explain: |row| {
            let (subject, name, day) = (row.text("subject")?, row.text("name")?, row.text("on_date")?);
            let (used, quantity) = (row.int("used")?, row.int("quantity")?);
            Ok(tr!(
                "{day}交付的 {subject} {name}共{used},只有{quantity};先退还,见 fuhua space show {day}",
                "on {day} {used} of {subject} {name} are given out, of {quantity}; see fuhua space show {day}, something must come back first"
            ))
        },
    },
    // One at a time.
    Rule {
        id: "space.overlap",
        clause: "二(二)2",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("同一场地同一天的预约不重叠", "bookings of one asset and day do not overlap"),
        query: Query::Kinds(|| {
            let arm = |row: &str, whole| Arm {
                table: "asset_use",
                sql: format!(
                    "SELECT 'AU' || b.id AS subject, s.name, b.on_date, 'AU' || a.id AS other, a.from_minute, a.to_minute
                       FROM asset_use b JOIN asset_use a ON a.asset_id = b.asset_id AND a.kind = 'booking' AND a.on_date = b.on_date
                                                        AND a.id < b.id AND a.void_reason IS NULL
                       JOIN asset s ON s.id = b.asset_id
                      WHERE b.kind = 'booking' AND b.void_reason IS NULL AND a.from_minute < b.to_minute AND b.from_minute < a.to_minute
                        AND {row} GROUP BY b.id"
                ),
                whole,
            };
            // One that is touched may stand in the way of one that came later.
            vec![arm("{scope:b.id}", true), arm("b.asset_id IN (SELECT x.asset_id FROM asset_use x WHERE {scope:x.id})", false)]
        }),
        explain: |row| {
            let (name, day, other) = (row.text("name")?, row.text("on_date")?, row.text("other")?);
            let (from, to) = (clock(row.int("from_minute")?), clock(row.int("to_minute")?));
            Ok(tr!(
                "{name}{day} {from}–{to}已有预约 {other};换个时间,见 fuhua space show {day}",
                "{name} is booked on {day} {from}–{to} ({other}); choose another time, see fuhua space show {day}"
            ))
        },
    },
    // What is free is for residents; rooms are open to all.
    Rule {
        id: "space.recipient",
        clause: "二(二)2",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label(
            "场地设备只交付在孵组织,在孵化期内;会议室各组织均可预约",
            "assets are given to residents, within their stay; rooms may be booked by any organisation",
        ),
        query: Query::Sql {
            watches: &["asset_use", "asset", "incubation", "exit_step", "withdrawal"],
            scope: Scope::Whole,
            sql: "SELECT 'AU' || u.id AS subject, o.name, u.on_date, s.kind || ' ' || u.on_date AS breach
              FROM asset_use u JOIN org o ON o.id = u.org_id JOIN asset s ON s.id = u.asset_id
             WHERE u.void_reason IS NULL AND NOT (u.kind = 'booking' AND s.kind = 'room')
               AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.org_id = u.org_id AND c.entered_on <= u.on_date
                                  AND (c.ended_on IS NULL OR u.on_date <= c.ended_on))",
        },
        explain: |row| {
            let (name, day) = (row.text("name")?, row.text("on_date")?);
            Ok(tr!(
                "{name}在{day}不在孵;场地设备只供在孵组织,会议室可用 fuhua space book 预约",
                "{name} was not in the base on {day}; assets go to residents, others may book a room with fuhua space book"
            ))
        },
    },
    // What is not there is not used.
    Rule {
        id: "space.retired",
        clause: "二(二)2",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("登记之前、停用之后不交付也不预约", "nothing is given or booked before an asset is there or after it was retired"),
        query: Query::Kinds(|| {
            let arm = |table: &'static str, row: &str, whole| Arm {
                table,
                sql: format!(
                    "SELECT 'AU' || u.id AS subject, s.name, 'AS' || s.id AS asset, u.on_date, s.on_date AS there_on, s.retired_on,
                            CASE WHEN u.on_date < s.on_date THEN 'early' WHEN u.on_date >= s.retired_on THEN 'late' ELSE 'out' END AS wrong
                       FROM asset_use u JOIN asset s ON s.id = u.asset_id
                      WHERE u.void_reason IS NULL AND {{scope:{row}}}
                        AND (u.on_date < s.on_date OR u.on_date >= s.retired_on
                             OR u.kind = 'give' AND s.retired_on IS NOT NULL AND (u.until_on IS NULL OR u.until_on > s.retired_on))"
                ),
                whole,
            };
            vec![arm("asset_use", "u.id", true), arm("asset", "s.id", false)]
        }),
        explain: |row| {
            let (subject, name, asset, day) = (row.text("subject")?, row.text("name")?, row.text("asset")?, row.text("on_date")?);
            Ok(match row.text("wrong")?.as_str() {
                "early" => {
                    let there = row.text("there_on")?;
                    tr!(
                        "{asset} {name}自{there}起才有,{day}不能使用;核对日期",
                        "{asset} {name} is there from {there}, not on {day}; check the date"
                    )
                }
                "late" => {
                    let retired = row.text("retired_on")?;
                    tr!(
                        "{asset} {name}已于{retired}停用,{day}不能使用",
                        "{asset} {name} was retired on {retired} and cannot be used on {day}"
                    )
                }
                _ => tr!(
                    "{asset} {name}还在使用({subject}),先退还:fuhua space return {subject}",
                    "{asset} {name} is still out ({subject}); it must come back first: fuhua space return {subject}"
                ),
            })
        },
    },
];
