//! The plan's money: where it comes from, and what it may be spent on.

use serde::Deserialize;

use crate::domain::money_terms::{ACCOUNT, DIRECTION, NEED};
use crate::domain::vocabulary::Vocabulary;
use crate::tr;

/// A source of money.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Id.
    pub id: String,
    /// Where its money lies: one of [`ACCOUNT`].
    pub account: String,
    /// Whether a small grant may come from it.
    #[serde(default)]
    pub grants: bool,
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
    /// The plan's clause.
    pub clause: String,
}

/// What money comes in from or goes out for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Id.
    pub id: String,
    /// One of [`DIRECTION`].
    pub direction: String,
    /// The sources that it may use.
    pub sources: Vec<String>,
    /// What a voucher must name besides: one of [`NEED`].
    pub needs: Option<String>,
    /// Whether it is a line of the budget.
    #[serde(default)]
    pub line: bool,
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
    /// The plan's clause.
    pub clause: String,
}

/// The sources and categories that commands, rules and views name.
const NAMED: [(&str, &[&str]); 2] = [
    ("money_source", &["budget", "venture-fund", "custody"]),
    (
        "category",
        &[
            "contribution",
            "returned",
            "investment",
            "fund-cost",
            "custody-in",
            "custody-out",
            "refund",
            "grant",
            "seed-fund",
            "service-fee",
        ],
    ),
];

/// What is wrong with them, if anything is.
pub(super) fn fault(sources: &[Source], categories: &[Category]) -> Option<String> {
    let word = |whose: &str, word: &str, set: &Vocabulary| match set.terms.iter().any(|term| term.id == word) {
        true => None,
        false => {
            Some(tr!("{whose} 的“{word}”无效(可选 {list})", "{whose} has an unknown word '{word}' (one of {list})", list = set.offer()))
        }
    };
    let known = |id: &String| sources.iter().any(|source| source.id == *id);
    let of_category = |category: &Category| {
        let Category { id, direction, needs, .. } = category;
        word(id, direction, &DIRECTION).or_else(|| word(id, needs.as_ref()?, &NEED)).or_else(|| {
            let source = category.sources.iter().find(|source| !known(source))?;
            Some(tr!("类别 {id} 的来源 {source} 不在 money_source 之列", "category {id} names the unknown source {source}"))
        })
    };
    let ids: [Vec<&str>; 2] = [sources.iter().map(|s| s.id.as_str()).collect(), categories.iter().map(|c| c.id.as_str()).collect()];
    let missing = || {
        let missing = |((what, named), ids): (&(&'static str, &'static [&'static str]), &Vec<&str>)| {
            named.iter().find(|id| !ids.contains(id)).map(|id| (*what, *id))
        };
        let (what, id) = NAMED.iter().zip(&ids).find_map(missing)?;
        Some(tr!("{what} 中缺少 {id}", "{what} lacks {id}"))
    };
    let accounts = sources.iter().find_map(|source| word(&source.id, &source.account, &ACCOUNT));
    accounts.or_else(|| categories.iter().find_map(of_category)).or_else(missing)
}
