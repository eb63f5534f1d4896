//! `import vouchers`: the cash book of a period.

use super::columns::Columns;
use super::taking::{Fresh, Row, Taken, Taking, org};
use crate::cli::commands::finance::posting::{self, Posting};
use crate::cli::resolve;
use crate::domain::date;
use crate::domain::money_terms::Direction;
use crate::fault::Fault;
use crate::store::Writer;
use crate::store::records::kinds::money::{BOTH_WAYS, VOUCHER};
use crate::store::records::kinds::project::PROJECT;
use crate::tr;

/// The columns.
pub fn columns() -> Columns {
    let fields = [
        ("date", true),
        ("number", false),
        ("note", false),
        ("direction", false),
        ("amount", false),
        ("category", true),
        ("source", false),
        ("party", false),
        ("org", false),
        ("project", false),
        ("line", false),
        ("evidence", false),
        ("reverses", false),
    ];
    Columns { summary: Some("note"), later: &["category"], ..Columns::of(&VOUCHER, "date", &fields).with(3, &BOTH_WAYS) }
}

/// Takes vouchers.
pub struct Vouchers(Fresh);

impl Default for Vouchers {
    fn default() -> Self {
        Self(Fresh::of(&VOUCHER))
    }
}

impl Taking for Vouchers {
    fn begin(&mut self, w: &Writer, _: &[Row<'_>]) -> anyhow::Result<()> {
        self.0.begin(w)
    }

    fn take(&mut self, w: &Writer, row: Row<'_>) -> anyhow::Result<Option<Taken>> {
        if row.text("reverses").is_some() {
            return Fault::input(tr!("冲销凭证不能导入", "the reversal of a voucher is not imported"))
                .hint(tr!(
                    "导入被冲销的凭证后,用 fuhua finance reverse 冲销",
                    "import the voucher, and reverse it with fuhua finance reverse"
                ))
                .err();
        }
        let (direction, typed) = moved(&row)?;
        let fen = posting::amount(typed)?;
        let org = row.text("org").map(|cell| org(w, cell)).transpose()?.map(|org| org.id);
        let project = row.text("project").map(|cell| resolve::of_kind(w, cell, &PROJECT)).transpose()?.map(|(code, _)| code.number);
        let evidence = row.text("evidence").unwrap_or_default().split(['、', ',', ',', ' ', ';', ';']);
        let evidence =
            evidence.filter(|text| !text.is_empty()).map(|text| posting::evidence(w, text)).collect::<anyhow::Result<Vec<_>>>()?;
        let text = |name: &str| row.text(name).map(str::to_owned);
        let voucher = Posting {
            command: "import vouchers",
            direction,
            amount: typed.to_owned(),
            category: text("category").map_or_else(no_category, Ok)?,
            source: text("source"),
            date: date::parse(row.needed("date")?, row.today)?,
            org: None,
            project: None,
            party: text("party"),
            number: text("number"),
            line: text("line"),
            evidence: Vec::new(),
            note: text("note"),
        };
        let values = voucher.columns(w, fen, org, project)?;
        let said = evidence.iter().map(|code| code.to_string().into()).collect();
        self.0.settle(w, &values, &[(&VOUCHER.parts[0], said)], || posting::insert(w, &values, &evidence))
    }
}

fn no_category<T>() -> anyhow::Result<T> {
    Fault::input(tr!("没有写明收支类别", "it has no category"))
        .hint(tr!(
            "在“类别”一列填计划所列的词,见 fuhua plan show",
            "fill in a word of the plan in a column 'category', see fuhua plan show"
        ))
        .err()
}

/// Which way the money of a row went, and how much: from two columns of which
/// one is filled, or from a direction and an amount.
fn moved<'r>(row: &Row<'r>) -> anyhow::Result<(Direction, &'r str)> {
    let wrong = |what: String| Fault::input(what).err();
    match (row.text("in"), row.text("out"), row.text("direction"), row.text("amount")) {
        (Some(into), None, None, None) => Ok((Direction::In, into)),
        (None, Some(out), None, None) => Ok((Direction::Out, out)),
        (None, None, Some(direction), Some(amount)) => Ok((Direction::parse(direction)?, amount)),
        (Some(_), Some(_), ..) => {
            wrong(tr!("收入和支出都有金额;一行只记一笔", "both what came in and what went out have an amount; a row is one of them"))
        }
        (None, None, ..) => wrong(tr!("没有金额:收入、支出都是空的", "it has no amount: nothing came in or went out")),
        _ => wrong(tr!(
            "金额写了两处:收入或支出,以及收支、金额",
            "the amount stands in two places: as what came in or went out, and as an amount with its direction"
        )),
    }
}
