//! Questions to a person whose command lacks something: each missing argument by what its
//! declaration says it is, what else may be said, a summary, and the whole command.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches};

use super::args::Global;
use super::choices::offered::offers;
use super::choices::{Holds, held};
use super::commands;
use super::ctx::Ctx;
use super::host::{Host, Screen};
use super::localise;
use super::meant::called;
use super::paint::pad;
use super::words;
use crate::domain::text::fold_width;
use crate::domain::{date, money, quantity};
use crate::fault::Fault;
use crate::store::records::field::Type;
use crate::store::records::plan;
use crate::store::{Db, open_read};
use crate::tr;

/// Commands that need no database that is there.
const WITHOUT_BOOKS: [&str; 7] = ["init", "restore", "demo", "audit", "completion", "manual", "upgrade"];

/// So many words are chosen with the arrows alone.
const FEW: usize = 9;

/// An answer: the argument, what it is called, and what was typed.
struct Answered {
    arg: Arg,
    shown: String,
    typed: String,
}

/// What a person was asked, and the line that it makes.
struct Interview<'i, 'h> {
    ctx: Ctx<'i, 'h>,
    db: Option<Db>,
    path: String,
    answers: Vec<Answered>,
}

/// Asks for what a command line lacks, where somebody can be asked; the whole line. None:
/// nobody can be asked, or something else is wrong with it.
pub fn asked(error: &clap::Error, command: &Command, typed: &[OsString], host: &mut Host<'_>) -> Option<anyhow::Result<Vec<OsString>>> {
    use ErrorKind::{DisplayHelpOnMissingArgumentOrSubcommand, MissingRequiredArgument, MissingSubcommand};
    let lacks = matches!(error.kind(), MissingRequiredArgument | MissingSubcommand | DisplayHelpOnMissingArgumentOrSubcommand);
    if !lacks || !host.screen.interactive || typed.iter().any(|word| word == "--no-input") {
        return None;
    }
    let mut line = typed.to_vec();
    if let Some(verb) = verb_of_noun(command, &line, host) {
        match verb {
            Ok(verb) => line.push(verb.into()),
            Err(error) => return Some(Err(error)),
        }
    }
    let matches = command.clone().ignore_errors(true).try_get_matches_from(&line).ok()?;
    let (path, leaf, given) = leaf_of(command, &matches)?;
    let missing: Vec<Arg> = leaf.get_arguments().filter(|arg| arg.is_required_set() && !is_given(given, arg)).cloned().collect();
    if missing.is_empty() {
        // The verb may have been all that was missing.
        return (line.len() > typed.len()).then_some(Ok(line));
    }
    let global = Global::from_arg_matches(&matches).ok()?;
    let more = leaf.get_arguments().filter(|arg| can_be_added(arg) && !is_given(given, arg)).cloned();
    let (day, open): (Vec<Arg>, Vec<Arg>) = more.partition(|arg| arg.get_id() == "date");
    let begun = Begun { command, leaf, path, line, missing, open, day: day.into_iter().next() };
    Some(interview(&global, begun, host))
}

/// The verb of a noun that was typed alone, chosen among its verbs.
fn verb_of_noun(command: &Command, line: &[OsString], host: &Host<'_>) -> Option<anyhow::Result<String>> {
    let matches = command.clone().ignore_errors(true).try_get_matches_from(line).ok()?;
    let (path, noun, _) = leaf_of(command, &matches)?;
    if path.is_empty() || !noun.has_subcommands() {
        return None;
    }
    let mut verbs: Vec<&Command> = noun.get_subcommands().filter(|sub| !sub.is_hide_set()).collect();
    verbs.sort_by_key(|verb| verb.get_display_order());
    let shown = |verb: &&Command| format!("{} {}", pad(verb.get_name(), 14), verb.get_about().map(ToString::to_string).unwrap_or_default());
    let question = tr!("{noun}:要做什么", "{noun}: what is to be done", noun = words::named(&path));
    let chosen = host.ask(&question, &verbs.iter().map(shown).collect::<Vec<_>>());
    Some(chosen.and_then(|at| at.and_then(|at| verbs.get(at)).map_or_else(given_up, |verb| Ok(verb.get_name().to_owned()))))
}

/// The command that was typed, as far as it was: its words, itself, and what was given to it.
fn leaf_of<'c, 'm>(command: &'c Command, matches: &'m ArgMatches) -> Option<(String, &'c Command, &'m ArgMatches)> {
    let (mut path, mut at, mut given) = (String::new(), command, matches);
    while let Some((name, below)) = given.subcommand() {
        at = at.find_subcommand(name)?;
        path = format!("{path} {name}").trim_start().to_owned();
        given = below;
    }
    Some((path, at, given))
}

fn is_given(given: &ArgMatches, arg: &Arg) -> bool {
    given.value_source(arg.get_id().as_str()) == Some(clap::parser::ValueSource::CommandLine)
}

/// A command that was typed as far as it was.
struct Begun<'c> {
    command: &'c Command,
    leaf: &'c Command,
    path: String,
    /// The line so far.
    line: Vec<OsString>,
    /// What it lacks.
    missing: Vec<Arg>,
    /// What else may be said, the day apart.
    open: Vec<Arg>,
    day: Option<Arg>,
}

fn interview(global: &Global, begun: Begun<'_>, host: &mut Host<'_>) -> anyhow::Result<Vec<OsString>> {
    let Begun { command, leaf, path, line, missing, open, day } = begun;
    let ctx = Ctx::new(global, super::typed::program(line.first()), Vec::new(), host)?;
    let books = !WITHOUT_BOOKS.contains(&path.as_str());
    let db = if books { Some(open_read(&ctx.db)?) } else { None };
    let mut talk = Interview { ctx, db, path, answers: Vec::new() };
    talk.ctx.host.say(&tr!("{about}(Ctrl-C 取消,不留下任何内容)", "{about} (Ctrl-C cancels and leaves nothing)", about = about(leaf)));
    for arg in missing.iter().chain(&day) {
        talk.ask(arg)?;
    }
    talk.offer_more(&open, &tr!("就这些", "nothing more"))?;
    loop {
        let whole = [line.as_slice(), &talk.words()].concat();
        if !keeps(command, &whole) {
            talk.tell(&whole);
            return Ok(whole);
        }
        let Err((code, said)) = talk.tried(&whole) else {
            talk.tell(&whole);
            return if talk.ctx.host.agrees(&tr!("记录吗", "record it"))? { Ok(whole) } else { given_up() };
        };
        said.lines().for_each(|line| talk.ctx.host.say(line));
        // A rule may be waived; all else is a matter of what was answered.
        let waiver = command.get_arguments().find(|arg| code == 1 && arg.get_id() == "overriding").cloned();
        let mendable: Vec<Arg> = missing.iter().chain(&day).chain(&open).cloned().chain(waiver).collect();
        if !talk.offer_more(&mendable, &tr!("放弃", "give up"))? {
            return given_up();
        }
    }
}

/// Whether a line is of a command that keeps something: it is only then tried and confirmed.
fn keeps(command: &Command, line: &[OsString]) -> bool {
    let matches = command.clone().try_get_matches_from(line);
    matches.is_ok_and(|matches| commands::read(&matches).is_ok_and(|(_, verb)| verb.access().keeps()))
}

fn about(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

fn can_be_added(arg: &Arg) -> bool {
    !arg.is_global_set() && !arg.is_hide_set() && !arg.is_required_set() && !["help", "version"].contains(&arg.get_id().as_str())
}

fn given_up<T>() -> anyhow::Result<T> {
    Fault::input(tr!("命令已取消,没有记录任何内容", "the command is cancelled; nothing was recorded")).err()
}

impl Interview<'_, '_> {
    /// Asks for one argument.
    fn ask(&mut self, arg: &Arg) -> anyhow::Result<()> {
        if !arg.get_action().takes_values() {
            self.answers.push(Answered { arg: arg.clone(), shown: tr!("是", "yes"), typed: String::new() });
            return Ok(());
        }
        let (holds, question) = (held(&self.path, arg), called(arg));
        let (typed, shown) = match offers(holds, arg, self.db.as_ref())? {
            Some(list) if list.is_empty() && arg.is_required_set() => return none_there(holds, &question),
            Some(list) if !list.is_empty() => {
                // A few words are chosen with the arrows; of records there will be many.
                let many = list.len() > FEW || !matches!(holds, Holds::Words);
                let lines: Vec<String> = list.iter().map(|offer| offer.line(many)).collect();
                let chosen = if many { self.ctx.host.find(&question, &lines)? } else { self.ctx.host.ask(&question, &lines)? };
                let Some(offer) = chosen.and_then(|at| list.get(at)) else { return given_up() };
                (offer.typed.clone(), offer.line(false))
            }
            _ => {
                let default = if arg.get_id() == "date" { date::iso(self.ctx.today()) } else { String::new() };
                let typed = self.ctx.host.write(&question, &default, &|text| self.wrong(arg, holds, text))?;
                (typed.clone(), typed)
            }
        };
        if !typed.is_empty() {
            self.answers.push(Answered { arg: arg.clone(), shown, typed });
        }
        Ok(())
    }

    /// What is wrong with an answer.
    fn wrong(&self, arg: &Arg, holds: Holds, text: &str) -> Option<String> {
        let text = fold_width(text);
        if text.is_empty() {
            return arg.is_required_set().then(|| tr!("不能为空", "it cannot be empty"));
        }
        let (today, what) = (self.ctx.today(), called(arg));
        let calendar = || self.db.as_ref().map(plan::calendar).transpose();
        let read = match holds {
            Holds::Value(Type::Date) if date::yearless(&text).is_some() => Ok(()),
            Holds::Value(Type::Date) => date::parse(&text, today).map(drop),
            Holds::Value(Type::Money) => money::parse(&text).map(drop),
            Holds::Value(Type::Count) => quantity::count(&text, &what).map(drop),
            Holds::Value(Type::Hours) => quantity::hours(&text).map(drop),
            Holds::Value(Type::Time) => quantity::time(&text, &what).map(drop),
            Holds::Value(Type::Period) => calendar().and_then(|c| c.map_or(Ok(()), |c| c.parse(&text, today).map(drop))),
            Holds::Value(Type::Year) => calendar().and_then(|c| c.map_or(Ok(()), |c| c.parse_year(&text).map(drop))),
            _ => by_itself(arg, &text),
        };
        read.err().map(|error| match error.downcast_ref::<Fault>() {
            Some(Fault { message, hint: Some(hint), .. }) => format!("{message};{hint}"),
            _ => error.to_string(),
        })
    }

    /// Offers what else may be said, until `enough` is chosen. Whether anything was said.
    fn offer_more(&mut self, open: &[Arg], enough: &str) -> anyhow::Result<bool> {
        let (mut said, mut first) = (false, enough.to_owned());
        loop {
            let mut lines = vec![first];
            lines.extend(open.iter().map(|arg| {
                let flag = arg.get_long().map(|long| format!("--{long}")).unwrap_or_default();
                let given = self.answers.iter().find(|a| a.arg.get_id() == arg.get_id()).map_or("", |a| &a.shown);
                format!("{} {} {given}", pad(&called(arg), 20), pad(&flag, 16)).trim_end().to_owned()
            }));
            let chosen = if open.is_empty() { None } else { self.ctx.host.find(&tr!("还要写什么", "anything else"), &lines)? };
            let Some(arg) = chosen.filter(|at| *at > 0).and_then(|at| open.get(at - 1)) else { return Ok(said) };
            // What is said again takes the place of what was said, unless both may stand.
            if !matches!(arg.get_action(), ArgAction::Append) {
                self.answers.retain(|answered| answered.arg.get_id() != arg.get_id());
            }
            self.ask(arg)?;
            said = true;
            first = tr!("就这些", "nothing more");
        }
    }

    /// Tries a line without keeping anything: the exit code and what is said, if it fails.
    fn tried(&self, line: &[OsString]) -> Result<(), (i32, String)> {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let host = &self.ctx.host;
        let mut trial = Host { screen: Screen::none(host.screen.width), ..Host::scratch(host.variable, &mut out, &mut err) };
        let words = line.iter().cloned().chain(["--dry-run", "--no-input"].map(OsString::from));
        match super::run(words.collect(), &mut trial) {
            0 => Ok(()),
            code => Err((code, String::from_utf8_lossy(&err).into_owned())),
        }
    }

    /// The answers, and the line that they make.
    fn tell(&mut self, line: &[OsString]) {
        self.ctx.host.say("");
        for Answered { arg, shown, .. } in &self.answers {
            self.ctx.host.say(&format!("  {}  {shown}", pad(&called(arg), 16)));
        }
        let whole = shell_line(&self.ctx.program, line.get(1..).unwrap_or_default());
        self.ctx.host.say(&tr!("等同的命令:{whole}", "the same as a command: {whole}"));
    }

    /// The answers as words of the command line; those without a flag come first, in their order.
    fn words(&self) -> Vec<OsString> {
        let (mut plain, flags): (Vec<&Answered>, Vec<&Answered>) = self.answers.iter().partition(|a| a.arg.is_positional());
        plain.sort_by_key(|answered| answered.arg.get_index());
        let flag = |answered: &&Answered| match (answered.arg.get_long(), answered.typed.as_str()) {
            (Some(long), "") => vec![format!("--{long}")],
            (Some(long), typed) if typed.starts_with('-') => vec![format!("--{long}={typed}")],
            (Some(long), typed) => vec![format!("--{long}"), typed.to_owned()],
            (None, typed) => vec![typed.to_owned()],
        };
        plain.iter().chain(&flags).flat_map(flag).map(OsString::from).collect()
    }
}

/// Says that there is nothing to choose from, and how to make one.
fn none_there(holds: Holds, question: &str) -> anyhow::Result<()> {
    let hint = match holds {
        Holds::Case(_) => tr!("用 fuhua list applications 和 fuhua todo 查看", "see fuhua list applications and fuhua todo"),
        Holds::Record(kind) => tr!("用 fuhua list {plural} 查看", "see fuhua list {plural}", plural = kind.plural),
        _ => tr!("用 fuhua help 查看怎样开始", "fuhua help says how to begin"),
    };
    Fault::input(tr!("还没有可选的“{question}”", "there is nothing to choose for '{question}' yet")).hint(hint).err()
}

/// Reads a value as the command line would, apart from all others.
fn by_itself(arg: &Arg, text: &str) -> anyhow::Result<()> {
    let flag = arg.clone().long("x").required(false).global(false).index(None);
    let mut command = Command::new("fuhua").arg(Arg::clone(&flag));
    match command.try_get_matches_from_mut(["fuhua", &format!("--x={text}")]) {
        Ok(_) => Ok(()),
        Err(error) => match std::error::Error::source(&error) {
            Some(why) => Fault::input(why.to_string()).err(),
            None => Fault::input(localise::complaint(error)).err(),
        },
    }
}

/// A line as a shell takes it.
fn shell_line(program: &str, words: &[OsString]) -> String {
    let plain = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "-_=./:,%+@".contains(c));
    let quoted = |word: &OsString| {
        let word = word.to_string_lossy();
        if plain(&word) { word.into_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
    };
    std::iter::once(program.to_owned()).chain(words.iter().map(quoted)).collect::<Vec<_>>().join(" ")
}
