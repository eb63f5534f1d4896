//! The operator as a person reads it, and its part of a periodic report.

use chrono::NaiveDate;
use serde::Serialize;

use super::figures::Span;
use super::operator::{self, Operator};
use super::scores::Points;
use super::submissions::{self, Submission};
use crate::document::{Cell, Column, Document, Fact, Table};
use crate::domain::date::iso;
use crate::domain::judgement_terms::GRADE;
use crate::domain::money::yuan;
use crate::domain::operator_terms::{BREACH_ITEM, CONTRACT_STATE, GRAVITY, VERDICT};
use crate::domain::terms::RESULT;
use crate::i18n::{join, label};
use crate::store::{Db, named_params};
use crate::tr;

impl Operator {
    /// As a person reads it.
    pub fn document(&self) -> Document {
        let date = self.date;
        let mut document = Document::titled(tr!("运营机构,{date}", "The operator on {date}"));
        match &self.contract {
            Some(c) => document.facts(vec![
                Fact::new(tr!("运营机构", "operator"), format!("{} {}", c.org, c.name)),
                Fact::new(tr!("协议", "contract"), Cell::code(&c.code)),
                Fact::new(tr!("编号", "number"), c.number.clone()),
                Fact::new(tr!("开始日期", "from"), c.from),
                Fact::new(tr!("截止日期", "to"), c.to),
                Fact::new(tr!("金额(元)", "amount (yuan)"), c.amount_fen.map_or(Cell::Empty, Cell::Money)),
                Fact::new(tr!("状态", "state"), CONTRACT_STATE.text(&c.state)),
                Fact::new(tr!("终止日期", "end"), c.end),
            ]),
            None => document.text(tr!("还没有委托协议", "there is no contract yet")),
        }
        if let Some(b) = &self.breach {
            let (code, day, stop, item) = (&b.code, b.date, b.stop_by, BREACH_ITEM.text(&b.item));
            document.text(tr!(
                "负面清单 {code}:{item},{day}起终止协议,最迟{stop}停止运营",
                "negative list {code}: {item}, which ended the contract on {day}; work stops by {stop}"
            ));
        }
        document.table(self.condition_table());
        document.table(submissions::table(&self.submissions));
        document.table(self.assessment_table());
        let (pass, fail) = (self.inspections.pass, self.inspections.fail);
        if pass + fail > 0 {
            document.text(tr!("监督检查:合格{pass}次,不合格{fail}次", "inspections: {pass} passed, {fail} failed"));
        }
        document.table(self.complaint_table());
        document.table(self.fee_table());
        document
    }

    fn condition_table(&self) -> Table {
        let columns = vec![
            Column::label(tr!("条件", "condition")),
            Column::words(tr!("必备", "must")),
            Column::words(tr!("符合", "met")),
            Column::words(tr!("依据", "evidence")),
        ];
        let title = self.qualification.as_ref().map_or_else(String::new, |q| {
            let (code, day, result) = (&q.code, q.date, RESULT.text(&q.result));
            tr!("资格条件审查({code},{day},{result})", "check of the conditions ({code}, {day}, {result})")
        });
        let mut table = Table::new(label("资格条件", "qualification"), columns).titled(title).if_any();
        for c in self.qualification.iter().flat_map(|q| &q.conditions) {
            table.row([c.words.text().into(), Cell::yes_no(c.must), Cell::yes_no(c.met), c.evidence.clone().into()]);
        }
        table
    }

    fn assessment_table(&self) -> Table {
        let columns = vec![
            Column::code(tr!("编号", "code")),
            Column::words(tr!("期间", "period")),
            Column::date(tr!("日期", "date")),
            Column::number(tr!("总分", "total")),
            Column::words(tr!("等次", "grade")),
            Column::words(tr!("结果", "result")),
        ];
        let mut table = Table::new(label("绩效考核", "assessments"), columns).titled(tr!("绩效考核", "assessments")).if_any();
        for a in &self.assessments {
            let total = a.total.map_or(Cell::Empty, |points| Cell::Hundredths(points.0));
            let grade = a.grade.as_deref().map(|grade| GRADE.text(grade));
            table.row([Cell::code(&a.code), a.period.as_str().into(), a.date.into(), total, grade.into(), RESULT.text(&a.result).into()]);
        }
        table
    }

    fn complaint_table(&self) -> Table {
        let columns = vec![
            Column::code(tr!("编号", "code")),
            Column::label(tr!("组织", "organisation")),
            Column::date(tr!("日期", "date")),
            Column::words(tr!("核实结果", "result")),
            Column::words(tr!("情节", "severity")),
            Column::date(tr!("核实日期", "verified")),
        ];
        let mut table = Table::new(label("投诉", "complaints"), columns).titled(tr!("投诉", "complaints")).if_any();
        for c in &self.complaints {
            let (result, severity) = (c.result.as_deref().map(|r| VERDICT.text(r)), c.severity.as_deref().map(|s| GRAVITY.text(s)));
            let org = format!("{} {}", c.org, c.name);
            table.row([Cell::code(&c.code), org.into(), c.date.into(), result.into(), severity.into(), c.verified.into()]);
        }
        table
    }

    fn fee_table(&self) -> Table {
        let columns = vec![
            Column::code(tr!("凭证", "voucher")),
            Column::date(tr!("日期", "date")),
            Column::number(tr!("金额", "amount")).unit(tr!("元", "yuan")),
            Column::words(tr!("付款依据", "evidence")),
            Column::code(tr!("冲销", "reverses")),
        ];
        let paid = yuan(self.fees.paid_fen);
        let title = tr!("运营服务费,已付{paid}元", "fees, {paid} yuan paid");
        let mut table = Table::new(label("运营服务费", "fees"), columns).titled(title).if_any();
        for p in &self.fees.payments {
            let reverses = p.reverses.as_deref().map_or(Cell::Empty, Cell::code);
            table.row([Cell::code(&p.voucher), p.date.into(), Cell::Money(p.amount_fen), join(&p.evidence).into(), reverses]);
        }
        table
    }
}

/// The operator in a periodic report.
#[derive(Clone, Debug, Serialize)]
pub struct OfPeriod {
    /// The contract that runs at the end, else the last.
    pub contract: Option<String>,
    /// The operator.
    pub org: Option<String>,
    /// The contract's state at the end.
    pub state: Option<String>,
    /// What is to be submitted on the quarters and years of the period.
    pub submissions: Vec<Submission>,
    /// Complaints of the period.
    pub complaints: Complaints,
    /// The breach that had ended the contract.
    pub breach: Option<String>,
    /// The last performance assessed by the end, in per cent.
    pub percent: Option<Points>,
    #[serde(skip)]
    name: String,
}

/// Complaints: received in a period, and upheld in it.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Complaints {
    /// Received.
    pub received: i64,
    /// Verified and upheld.
    pub upheld: i64,
    /// Of these the serious ones.
    pub serious: i64,
}

impl OfPeriod {
    /// Reads it. What is submitted after the period is seen: its papers are due then.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, (from, to): Span) -> anyhow::Result<Self> {
        let (contract, breach) = operator::contract(db, to)?.unzip();
        let row = db.one(
            "SELECT (SELECT count(*) FROM complaint WHERE on_date BETWEEN :from AND :to AND void_reason IS NULL) AS received,
                    count(*) AS upheld, count(*) FILTER (WHERE severity = 'serious') AS serious
               FROM complaint WHERE verified_on BETWEEN :from AND :to AND result = 'upheld' AND void_reason IS NULL",
            named_params! {":from": iso(from), ":to": iso(to)},
        )?;
        Ok(Self {
            org: contract.as_ref().map(|c| c.org.clone()),
            state: contract.as_ref().map(|c| c.state.clone()),
            name: contract.as_ref().map_or_else(String::new, |c| c.name.clone()),
            contract: contract.map(|c| c.code),
            submissions: submissions::submissions(db, None, |_, period| from <= period.start && period.end <= to)?,
            complaints: Complaints { received: row.int("received")?, upheld: row.int("upheld")?, serious: row.int("serious")? },
            breach: breach.flatten().map(|b| b.code),
            percent: percent(db, to)?,
        })
    }

    /// Adds it to a report, where there is a contract.
    pub fn tell(&self, document: &mut Document) {
        let (Some(contract), Some(state)) = (&self.contract, &self.state) else { return };
        let (name, state) = (&self.name, CONTRACT_STATE.text(state));
        let Complaints { received, upheld, serious } = self.complaints;
        let mut sentence = tr!(
            "运营机构{name}(协议 {contract},{state});收到投诉{received}件,核实属实{upheld}件,其中严重{serious}件",
            "operator: {name} (contract {contract}, {state}); complaints received {received}, upheld {upheld}, of which serious {serious}"
        );
        let percent = self.percent.map(|percent| percent.to_string());
        if let Some(percent) = &percent {
            sentence += &tr!(";最近一次绩效考核{percent}%", "; last assessment {percent} per cent");
        }
        let facts = vec![
            Fact::new(tr!("运营机构", "operator"), name.as_str()),
            Fact::new(tr!("协议", "contract"), Cell::code(contract)),
            Fact::new(tr!("协议状态", "state of the contract"), state),
            Fact::new(tr!("收到投诉", "complaints received"), received),
            Fact::new(tr!("核实属实", "complaints upheld"), upheld),
            Fact::new(tr!("其中严重", "of which serious"), serious),
            Fact::new(tr!("绩效考核(%)", "last assessment (per cent)"), self.percent.map_or(Cell::Empty, |p| Cell::Hundredths(p.0))),
        ];
        document.said(sentence, facts);
        document.table(submissions::table(&self.submissions));
    }
}

/// The last performance that had been assessed by a day.
fn percent(db: &Db, day: NaiveDate) -> anyhow::Result<Option<Points>> {
    let row = db.maybe(
        "SELECT s.percent FROM evaluation e LEFT JOIN evaluation_score s ON s.evaluation_id = e.id
          WHERE e.contract_id IS NOT NULL AND e.stage = 'performance' AND e.on_date <= :day AND e.void_reason IS NULL
          ORDER BY e.on_date DESC, e.id DESC LIMIT 1",
        named_params! {":day": iso(day)},
    )?;
    Ok(row.map(|row| row.opt_int("percent")).transpose()?.flatten().map(Points))
}
