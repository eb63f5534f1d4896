//! What the shells ask while a line is typed: commands, flags, words, and the names and
//! codes of the database. It is no command of the program: `fuhua completion` prints what
//! calls it.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, Command};

use super::choices::offered::{Offer, any, offers};
use super::choices::{Holds, held};
use super::commands;
use super::host::Host;
use super::localise::localise;
use super::words::{self, with_aliases};
use crate::domain::pinyin::{initials, spelt};
use crate::domain::text::printable;
use crate::i18n::Lang;
use crate::store::open_read;

/// The first word of a line that asks.
pub const ASKED: &str = "complete-words";

/// Answers the shell, if it is one that asks: a line an offer, and after a tab what it is.
/// Nothing that is wrong is told: the person is typing.
pub fn answered(arguments: &[OsString], host: &mut Host<'_>) -> bool {
    let Some((asked, words)) = arguments.get(1..).and_then(<[OsString]>::split_first) else { return false };
    if asked != ASKED {
        return false;
    }
    crate::i18n::set(host.language(None).unwrap_or(Lang::Zh));
    let words: Vec<String> = words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let typed: Vec<OsString> = words.iter().map(OsString::from).collect();
    let tree = localise(with_aliases(commands::command_for(&typed)));
    for Offer { typed, called } in found(&tree, &words, host) {
        // One line an offer, whatever a name holds.
        let line = if called.is_empty() { printable(&typed) } else { format!("{}\t{}", printable(&typed), printable(&called)) };
        let _ = writeln!(host.out, "{line}");
    }
    true
}

/// Where the cursor is: below which command, after which arguments.
struct Place<'c> {
    path: String,
    command: &'c Command,
    /// The flag whose value is typed.
    flag: Option<&'c Arg>,
    /// How many arguments without a flag were typed.
    plain: usize,
    db: Option<PathBuf>,
}

impl<'c> Place<'c> {
    fn after(tree: &'c Command, words: &[String]) -> Self {
        let mut place = Self { path: String::new(), command: tree, flag: None, plain: 0, db: None };
        for word in words {
            if let Some(flag) = place.flag.take() {
                if flag.get_id() == "db" {
                    place.db = Some(word.into());
                }
            } else if word.starts_with('-') {
                let flag = place.flag_of(tree, word).filter(|flag| flag.get_action().takes_values() && !word.contains('='));
                place.flag = flag;
            } else if let Some(sub) = place.command.find_subcommand(word) {
                place.path = format!("{} {}", place.path, sub.get_name()).trim_start().to_owned();
                place.command = sub;
            } else {
                place.plain += 1;
            }
        }
        place
    }

    fn flag_of(&self, tree: &'c Command, word: &str) -> Option<&'c Arg> {
        let name = word.trim_start_matches('-');
        let long = name.split('=').next().unwrap_or(name);
        let is = |arg: &&Arg| arg.get_long() == Some(long) || (!word.starts_with("--") && arg.get_short() == name.chars().next());
        self.command.get_arguments().chain(tree.get_arguments()).find(is)
    }
}

fn found(tree: &Command, words: &[String], host: &Host<'_>) -> Vec<Offer> {
    let Some((typed, before)) = words.split_last() else { return Vec::new() };
    let place = Place::after(tree, before);
    let begun = |offer: &Offer| offer.typed.starts_with(typed.as_str());
    let mut all: Vec<Offer> = Vec::new();
    if let Some(arg) = place.flag {
        all.extend(values(&place, arg, typed, host).into_iter().filter_map(|offer| matching(offer, typed)));
    } else if typed.starts_with('-') {
        let flags = place.command.get_arguments().chain(tree.get_arguments().filter(|arg| arg.is_global_set()));
        all.extend(flags.filter_map(|arg| Some(offer(format!("--{}", arg.get_long()?), arg.get_help().map(ToString::to_string)))));
        all.dedup();
        all.retain(begun);
    } else {
        let shown = place.command.get_subcommands().filter(|sub| !sub.is_hide_set());
        for sub in shown {
            let names = std::iter::once(sub.get_name()).chain(sub.get_all_aliases());
            // Of the names of one command that is offered which begins as what was typed.
            let name = names.into_iter().find(|name| !typed.is_empty() && name.starts_with(typed.as_str())).unwrap_or(sub.get_name());
            all.push(offer(name.to_owned(), sub.get_about().map(ToString::to_string)));
        }
        all.retain(begun);
        if let Some(arg) = place.command.get_positionals().nth(place.plain) {
            all.extend(values(&place, arg, typed, host).into_iter().filter_map(|offer| matching(offer, typed)));
        }
        if place.path.is_empty() && !typed.is_empty() {
            all.extend(words::shorts().filter(|short| short.starts_with(typed.as_str())).map(|short| offer(short.to_owned(), None)));
        }
    }
    all
}

fn offer(typed: String, called: Option<String>) -> Offer {
    Offer { typed, called: called.unwrap_or_default() }
}

/// The values of an argument; a database that cannot be read offers none.
fn values(place: &Place<'_>, arg: &Arg, typed: &str, host: &Host<'_>) -> Vec<Offer> {
    let path = place.db.clone().or_else(|| (host.variable)("FUHUA_DB").map(PathBuf::from)).unwrap_or_else(|| "fuhua.db".into());
    let db = open_read(&path).ok();
    let found = match (held(&place.path, arg), &db) {
        (Holds::Any, Some(db)) => any(db, typed).map(Some),
        (holds, db) => offers(holds, arg, db.as_ref()),
    };
    found.ok().flatten().unwrap_or_default()
}

/// An offer as it goes on from what was typed: by its code, its name, or the pinyin of it.
fn matching(offer: Offer, typed: &str) -> Option<Offer> {
    if offer.typed.starts_with(typed) {
        return Some(offer);
    }
    let Offer { typed: code, called } = offer;
    let lower = typed.to_lowercase();
    let by_name = called.contains(typed) || initials(&called).starts_with(&lower) || spelt(&called).starts_with(&lower);
    // A name with blanks would be several words: its code stands for it.
    by_name
        .then(|| if called.contains(char::is_whitespace) { Offer { typed: code, called } } else { Offer { typed: called, called: code } })
}
