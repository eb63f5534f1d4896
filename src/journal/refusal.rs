//! What is said when rules refuse an entry.

use std::collections::BTreeMap;

use crate::domain::code::Code;
use crate::fault::{Fault, Kind, Refusal};
use crate::i18n::{Lang, lang};
use crate::rules::Breach;
use crate::store::records::registry;
use crate::store::{Db, named_params};
use crate::tr;

/// The fault of an entry that is not kept, from what it breaks.
///
/// # Errors
/// If SQLite fails.
pub fn refuse(db: &Db, seq: i64, breaches: &[Breach], overridden: bool) -> anyhow::Result<Fault> {
    let refusals: Vec<Refusal> = told(db, seq, breaches)?.into_iter().map(|(_, refusal)| refusal).collect();
    let kind = if breaches.iter().any(|b| b.rule.fault == Kind::Input) { Kind::Input } else { Kind::Rule };
    let message = refusals[0].message.clone();
    let mut fault = if kind == Kind::Input { Fault::input(message) } else { Fault::refused(message) };
    if kind == Kind::Rule {
        let waivable = breaches.iter().all(|b| b.rule.waivable);
        fault = fault.hint(match (waivable, overridden) {
            (true, _) => tr!(
                "确有依据时加 --override 理由,例外会留存备查",
                "with good grounds add --override REASON; the waiver is kept for the audit"
            ),
            (false, true) => tr!("这条规则不允许例外;没有任何内容被改动", "this rule allows no waiver; nothing was changed"),
            (false, false) => tr!("没有任何内容被改动", "nothing was changed"),
        });
    }
    Ok(fault.rules(refusals))
}

/// What is said of breaches, with the code of what breaks each.
///
/// # Errors
/// If SQLite fails.
pub fn told(db: &Db, seq: i64, breaches: &[Breach]) -> anyhow::Result<Vec<(String, Refusal)>> {
    let mut new = New { db, seq, known: BTreeMap::new() };
    let mut told = Vec::new();
    for breach in breaches {
        let mut refusal = breach.refusal();
        refusal.message = new.unnamed(&refusal.message)?;
        told.push((breach.subject.clone(), refusal));
    }
    Ok(told)
}

/// The records that the entry would have made: their codes will not exist.
struct New<'a> {
    db: &'a Db,
    seq: i64,
    known: BTreeMap<String, bool>,
}

impl New<'_> {
    /// A message in which no record that the entry would have made is called by
    /// its code.
    fn unnamed(&mut self, message: &str) -> anyhow::Result<String> {
        let mut out = String::with_capacity(message.len());
        let mut rest = message;
        while !rest.is_empty() {
            let end = |of_word: bool| rest.find(|c: char| c.is_ascii_alphanumeric() != of_word).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end(rest.starts_with(|c: char| c.is_ascii_alphanumeric())));
            let found = self.kind_of(word)?;
            let word_is_new = found.is_some();
            match found {
                Some(label) => out += &tr!("新的{label}", "the new {label}"),
                None => out += word,
            }
            // Chinese words stand without the blank that sets a code off.
            rest = if word_is_new && lang() == Lang::Zh { after.strip_prefix(' ').unwrap_or(after) } else { after };
        }
        Ok(out)
    }

    /// What a word is called if it is the code of such a record.
    fn kind_of(&mut self, word: &str) -> anyhow::Result<Option<&'static str>> {
        let code = Code::parse(word).filter(|code| code.to_string() == word);
        let Some((code, kind)) = code.and_then(|code| Some((code, registry::of_prefix(code.prefix)?))) else { return Ok(None) };
        let known = self.known.get(word).copied();
        let new = match known {
            Some(new) => new,
            None => self
                .db
                .maybe(
                    "SELECT 1 AS yes FROM change WHERE table_name = :table AND row_id = :id AND op = 'I' AND seq = :seq",
                    named_params! {":table": kind.table, ":id": code.number, ":seq": self.seq},
                )?
                .is_some(),
        };
        if known.is_none() {
            self.known.insert(word.to_owned(), new);
        }
        Ok(new.then(|| kind.label.text()))
    }
}
