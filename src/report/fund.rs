//! The venture fund: who contributed, in what it was invested, what is left.

use chrono::NaiveDate;
use serde::Serialize;

use crate::document::{Cell, Column, Document, Fact, Table};
use crate::domain::date::iso;
use crate::domain::money::yuan;
use crate::i18n::label;
use crate::store::{Db, Row, named_params};
use crate::tr;

/// The fund's sums by category, party, organisation and project. Public for the
/// query-plan test.
pub const SUMS: &str = "SELECT v.category, v.party, v.org_id, v.project_id, o.name, p.title, sum(v.amount_fen) AS amount_fen
  FROM voucher v LEFT JOIN org o ON o.id = v.org_id LEFT JOIN project p ON p.id = v.project_id
 WHERE v.source = 'venture-fund' AND v.on_date <= :to AND v.void_reason IS NULL
 GROUP BY v.category, CASE v.category WHEN 'contribution' THEN v.party END, v.org_id, v.project_id
 ORDER BY min(v.on_date), min(v.id)";

/// The fund at the end of a day.
#[derive(Clone, Debug, Serialize)]
pub struct Fund {
    /// The day.
    pub date: NaiveDate,
    /// What was contributed.
    pub contributed_fen: i64,
    /// What was invested.
    pub invested_fen: i64,
    /// What came back.
    pub returned_fen: i64,
    /// What it cost.
    pub costs_fen: i64,
    /// What is left.
    pub balance_fen: i64,
    /// Who contributed, the earliest first.
    pub contributors: Vec<Contributor>,
    /// In what it was invested, the earliest first.
    pub investments: Vec<Investment>,
}

/// Somebody who contributed.
#[derive(Clone, Debug, Serialize)]
pub struct Contributor {
    /// The name, as typed.
    pub party: String,
    /// How much, in all.
    pub amount_fen: i64,
}

/// An investment in an organisation or a project of it.
#[derive(Clone, Debug, Serialize)]
pub struct Investment {
    /// The organisation's code.
    pub org: Option<String>,
    /// The project's code.
    pub project: Option<String>,
    /// What was invested.
    pub invested_fen: i64,
    /// What came back.
    pub returned_fen: i64,
    #[serde(skip)]
    name: String,
}

impl Fund {
    /// Reads the fund at the end of a day.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, date: NaiveDate) -> anyhow::Result<Self> {
        let mut fund = Self {
            date,
            contributed_fen: 0,
            invested_fen: 0,
            returned_fen: 0,
            costs_fen: 0,
            balance_fen: 0,
            contributors: Vec::new(),
            investments: Vec::new(),
        };
        db.each(SUMS, named_params! {":to": iso(date)}, |row| fund.add(&row))?;
        fund.balance_fen = fund.contributed_fen + fund.returned_fen - fund.invested_fen - fund.costs_fen;
        Ok(fund)
    }

    fn add(&mut self, row: &Row) -> anyhow::Result<()> {
        let fen = row.int("amount_fen")?;
        match row.text("category")?.as_str() {
            "contribution" => {
                self.contributed_fen += fen;
                self.contribution(row.opt_text("party")?.unwrap_or_default(), fen);
            }
            "investment" => {
                self.invested_fen += fen;
                self.investment(row)?.invested_fen += fen;
            }
            "returned" => {
                self.returned_fen += fen;
                self.investment(row)?.returned_fen += fen;
            }
            _ => self.costs_fen += fen,
        }
        Ok(())
    }

    /// A party may have several rows: its contributions may name a project.
    fn contribution(&mut self, party: String, amount_fen: i64) {
        match self.contributors.iter_mut().find(|c| c.party == party) {
            Some(contributor) => contributor.amount_fen += amount_fen,
            None => self.contributors.push(Contributor { party, amount_fen }),
        }
    }

    fn investment(&mut self, row: &Row) -> anyhow::Result<&mut Investment> {
        let code = |prefix: &str, column| Ok::<_, anyhow::Error>(row.opt_int(column)?.map(|id| format!("{prefix}{id}")));
        let (org, project) = (code("O", "org_id")?, code("P", "project_id")?);
        let at = self.investments.iter().position(|i| i.org == org && i.project == project);
        let at = match at {
            Some(at) => at,
            None => {
                let name = [row.opt_text("name")?, row.opt_text("title")?].into_iter().flatten().collect::<Vec<_>>().join(" ");
                self.investments.push(Investment { org, project, invested_fen: 0, returned_fen: 0, name });
                self.investments.len() - 1
            }
        };
        Ok(&mut self.investments[at])
    }

    /// As a person reads it.
    pub fn document(&self) -> Document {
        let date = self.date;
        let mut document = Document::titled(tr!("公益创投基金,截至{date}", "The venture fund as of {date}"));
        let amounts = [self.contributed_fen, self.invested_fen, self.returned_fen, self.costs_fen, self.balance_fen];
        let [contributed, invested, returned, costs, balance] = amounts.map(yuan);
        let sentence = tr!(
            "出资{contributed}元,投出{invested}元,收回{returned}元,费用{costs}元,余额{balance}元",
            "contributed {contributed} yuan, invested {invested}, returned {returned}, costs {costs}, balance {balance}"
        );
        let names = [
            tr!("出资(元)", "contributed (yuan)"),
            tr!("投出(元)", "invested (yuan)"),
            tr!("收回(元)", "returned (yuan)"),
            tr!("费用(元)", "costs (yuan)"),
            tr!("余额(元)", "balance (yuan)"),
        ];
        document.said(sentence, names.into_iter().zip(amounts).map(|(name, fen)| Fact::new(name, Cell::Money(fen))).collect());
        let amount = |heading: String| Column::number(heading).unit(tr!("元", "yuan"));
        let columns = vec![Column::label(tr!("出资方", "party")), amount(tr!("出资", "contributed"))];
        let mut table = Table::new(label("出资方", "contributors"), columns).titled(tr!("出资方(元)", "contributors (yuan)")).if_any();
        for c in &self.contributors {
            table.row([c.party.as_str().into(), Cell::Money(c.amount_fen)]);
        }
        document.table(table);
        let columns = vec![
            Column::code(tr!("组织", "organisation")),
            Column::code(tr!("项目", "project")),
            Column::label(tr!("名称", "name")),
            amount(tr!("投出", "invested")),
            amount(tr!("收回", "returned")),
        ];
        let mut table = Table::new(label("投资", "investments"), columns).titled(tr!("投资(元)", "investments (yuan)")).if_any();
        for i in &self.investments {
            let code = |code: &Option<String>| code.as_ref().map_or(Cell::Empty, Cell::code);
            let amounts = [i.invested_fen, i.returned_fen].map(Cell::Money);
            table.row([vec![code(&i.org), code(&i.project), i.name.as_str().into()], amounts.to_vec()].concat());
        }
        document.table(table);
        document
    }
}
