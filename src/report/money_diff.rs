//! The money of an issued report beside the books of today: its figures, and the
//! entries since that moved them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::issued::Issued;
use crate::domain::date::parse_iso;
use crate::i18n::pick;
use crate::store::records::kinds::money::VOUCHER;
use crate::store::records::lookup;
use crate::store::{Db, Row, named_params};
use crate::tr;

/// The keys by which a list's objects are told apart, the narrowest first.
const KEYS: [&str; 6] = ["source", "category", "line", "label", "org", "project"];

/// The figures of a statement, or of a report's section on the money, by path:
/// `sources.budget.in_fen`.
pub fn numbers(about: &str, value: &Json) -> Vec<(String, i64)> {
    let path = |key: &str| if about.is_empty() { key.to_owned() } else { format!("{about}.{key}") };
    match value {
        Json::Object(object) => {
            let of = object.iter().filter(|(key, _)| !matches!(key.as_str(), "period" | "journal"));
            of.flat_map(|(key, value)| numbers(&path(key), value)).collect()
        }
        Json::Array(list) => {
            let name = |value: &Json| KEYS.iter().find_map(|key| value[*key].as_str().map(str::to_owned)).unwrap_or_default();
            list.iter().flat_map(|value| numbers(&path(&name(value)), value)).collect()
        }
        _ => value.as_i64().map(|n| (about.to_owned(), n)).into_iter().collect(),
    }
}

/// A change to a voucher since the issue.
struct Change {
    seq: i64,
    record: String,
    /// Before and after, where it was in force: its day, source, categories.
    images: Vec<(NaiveDate, String, Vec<String>)>,
}

/// What has become of vouchers since an issue.
pub struct Changes {
    changes: Vec<Change>,
    start: NaiveDate,
    end: NaiveDate,
    /// Sources and categories with their names, `(id, Chinese, English)`.
    words: Vec<(String, String, String)>,
    /// The sources of the dedicated account.
    operating: BTreeSet<String>,
}

/// The changes since an issue to what figures rest on; the index on rows finds
/// them without walking through the entries since.
const CHANGES: &str = "SELECT c.seq, c.row_id,
       json_extract(c.before, '$.on_date') AS was_on, json_extract(c.before, '$.source') AS was_source,
       json_extract(c.before, '$.category') AS was_category, json_extract(c.before, '$.line') AS was_line,
       json_extract(c.before, '$.void_reason') AS was_void,
       json_extract(c.after, '$.on_date') AS is_on, json_extract(c.after, '$.source') AS is_source,
       json_extract(c.after, '$.category') AS is_category, json_extract(c.after, '$.line') AS is_line,
       json_extract(c.after, '$.void_reason') AS is_void
  FROM change c
 WHERE c.table_name = 'voucher' AND +c.id > (SELECT max(i.id) FROM change i WHERE i.seq = :issue)
   AND json_extract(c.before, '$.on_date', '$.amount_fen', '$.category', '$.source', '$.line', '$.project_id', '$.void_reason')
    IS NOT json_extract(c.after, '$.on_date', '$.amount_fen', '$.category', '$.source', '$.line', '$.project_id', '$.void_reason')
 ORDER BY c.id";

impl Change {
    fn of(row: &Row) -> anyhow::Result<Self> {
        let mut images = Vec::new();
        for when in ["was", "is"] {
            let text = |what: &str| row.opt_text(&format!("{when}_{what}"));
            let day = text("on")?.as_deref().and_then(parse_iso);
            if let (Some(day), Some(source), None) = (day, text("source")?, text("void")?) {
                images.push((day, source, [text("category")?, text("line")?].into_iter().flatten().collect()));
            }
        }
        Ok(Self { seq: row.int("seq")?, record: VOUCHER.code(row.int("row_id")?).to_string(), images })
    }
}

impl Changes {
    /// Reads what has changed since the issue of a report.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, issued: &Issued) -> anyhow::Result<Self> {
        let rows = db.all(CHANGES, named_params! {":issue": issued.entry.saturating_add(1)})?;
        let accounts = db.all("SELECT code FROM money_source WHERE account = 'operating'", &[])?;
        Ok(Self {
            changes: rows.iter().map(Change::of).collect::<anyhow::Result<_>>()?,
            start: issued.start,
            end: issued.end,
            words: [lookup::plan_words(db, "money_source")?, lookup::plan_words(db, "money_category")?].concat(),
            operating: accounts.iter().map(|row| row.text("code")).collect::<anyhow::Result<_>>()?,
        })
    }

    /// The entries that moved a figure, by its path.
    pub fn of(&self, figure: &str) -> BTreeSet<i64> {
        let parts: Vec<&str> = figure.split('.').collect();
        let last = parts.last().copied().unwrap_or_default();
        let so_far =
            parts.iter().any(|part| matches!(*part, "operating_year" | "fiscal_year" | "operating" | "fiscal" | "budget" | "projects"));
        let (from, to) = match last {
            "opening_fen" if !so_far => (NaiveDate::MIN, self.start.pred_opt().unwrap_or(self.start)),
            "in_fen" | "out_fen" | "amount_fen" | "vouchers" | "without_papers" if !so_far => (self.start, self.end),
            _ => (NaiveDate::MIN, self.end),
        };
        let named = parts.iter().find(|part| self.words.iter().any(|(id, ..)| id == *part));
        let of = |(day, source, categories): &(NaiveDate, String, Vec<String>)| {
            let about = match named {
                Some(id) => source == id || categories.iter().any(|category| category == id),
                None => self.operating.contains(source) || matches!(last, "vouchers" | "without_papers" | "balance_fen"),
            };
            (from..=to).contains(day) && about
        };
        self.changes.iter().filter(|change| change.images.iter().any(of)).map(|change| change.seq).collect()
    }

    /// The entries that moved anything up to the period's end.
    pub fn entries(&self) -> BTreeSet<i64> {
        let within = |change: &&Change| change.images.iter().any(|(day, ..)| *day <= self.end);
        self.changes.iter().filter(within).map(|change| change.seq).collect()
    }

    /// The vouchers that an entry touched.
    pub fn records(&self, seq: i64) -> Vec<String> {
        self.changes.iter().filter(|change| change.seq == seq).map(|change| change.record.clone()).collect()
    }

    /// What a figure is called, and which one of it.
    pub fn names(&self, figure: &str) -> [String; 2] {
        let parts: Vec<&str> = figure.split('.').collect();
        let last = parts.last().copied().unwrap_or_default();
        let which = match last {
            "opening_fen" => tr!("期初", "opening"),
            "in_fen" => tr!("收入", "in"),
            "out_fen" => tr!("支出", "out"),
            "closing_fen" | "balance_fen" => tr!("期末余额", "closing"),
            "budget_fen" => tr!("预算", "budget"),
            "spent_fen" => tr!("已支出", "spent"),
            "remaining_fen" => tr!("预算余额", "remaining"),
            "grant_fen" => tr!("资助", "grant"),
            "paid_fen" => tr!("已拨", "paid"),
            "vouchers" => tr!("凭证", "vouchers"),
            "without_papers" => tr!("没有附件的凭证", "vouchers without papers"),
            _ => tr!("金额", "amount"),
        };
        let words: BTreeMap<&str, &str> = self.words.iter().map(|(id, zh, en)| (id.as_str(), pick(zh, en))).collect();
        let name = parts.iter().rev().skip(1).find_map(|part| match *part {
            "finance" | "quarter" | "month" | "sources" | "by_source" | "categories" | "budget" | "custody" | "projects" | "lines" => None,
            "operating" => Some(tr!("运营年度", "operating year")),
            "operating_year" => Some(tr!("运营年度累计", "operating year to date")),
            "fiscal_year" => Some(tr!("财政年度累计", "fiscal year to date")),
            id => Some(words.get(id).map_or(id, |name| *name).to_owned()),
        });
        [name.unwrap_or_else(|| tr!("专账", "dedicated account")), which]
    }
}
