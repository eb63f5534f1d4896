//! The command line as it was typed: what the journal keeps of it, and the
//! flags that must be known before it is parsed for good.

use std::any::TypeId;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Args, Command};

use super::args::{Global, LangName};
use super::files::Named;
use super::format::Format;
use crate::domain::text::printable;
use crate::domain::{bounds, personal};
use crate::fault::Fault;
use crate::store::records::field::Type;
use crate::store::records::registry;
use crate::tr;

/// Personal data that was typed. An argument of this type leaves no trace of
/// its value in the journal.
#[derive(Clone)]
pub struct Personal(String);

impl From<String> for Personal {
    fn from(typed: String) -> Self {
        Self(typed)
    }
}

impl std::ops::Deref for Personal {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Personal {
    /// Whether this is the type of an argument's values.
    pub fn is_of(arg: &Arg) -> bool {
        arg.get_value_parser().type_id() == TypeId::of::<Self>()
    }
}

/// Whether an argument names a file.
fn is_file(arg: &Arg) -> bool {
    let of = arg.get_value_parser().type_id();
    of == TypeId::of::<Named>() || of == TypeId::of::<PathBuf>()
}

/// The global flags that the journal keeps: those without which the entry would
/// not be there. Of the others it has what they say in columns of its own, or
/// they say nothing of the change.
const KEPT: [&str; 2] = ["overriding", "reveal_personal"];

/// The arguments as the journal keeps them: without the program's name, global
/// flags, personal data and folders of files that were read.
pub fn for_journal(command: &Command, matches: &ArgMatches) -> Vec<String> {
    let (mut command, mut matches, mut words) = (command, matches, Vec::new());
    while let Some((name, below)) = matches.subcommand() {
        words.extend(level(command, matches, false));
        words.push(name.to_owned());
        let Some(sub) = command.find_subcommand(name) else { return words };
        (command, matches) = (sub, below);
    }
    words.extend(level(command, matches, true));
    words
}

/// The arguments of one command in the chain, in the order in which they were
/// typed. Global flags are those of each, and told with the `last`.
fn level(command: &Command, matches: &ArgMatches, last: bool) -> Vec<String> {
    let mut found: Vec<(usize, Vec<String>)> = Vec::new();
    for arg in command.get_arguments() {
        let id = arg.get_id().as_str();
        let left_out = arg.is_global_set() && !(last && KEPT.contains(&id));
        if left_out || matches.value_source(id) != Some(ValueSource::CommandLine) {
            continue;
        }
        let mut at = matches.indices_of(id).into_iter().flatten();
        if !arg.get_action().takes_values() {
            found.extend(at.map(|at| (at, flag(arg).into_iter().collect())));
            continue;
        }
        for values in matches.get_raw_occurrences(id).into_iter().flatten() {
            let values: Vec<&OsStr> = values.collect();
            let first = at.by_ref().take(values.len()).min().unwrap_or_default();
            found.push((first, occurrence(arg, &values)));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().flat_map(|(_, words)| words).collect()
}

fn flag(arg: &Arg) -> Option<String> {
    arg.get_long().map(|long| format!("--{long}")).or_else(|| arg.get_short().map(|short| format!("-{short}")))
}

/// An argument with its values, once.
fn occurrence(arg: &Arg, values: &[&OsStr]) -> Vec<String> {
    let (personal, file) = (Personal::is_of(arg), is_file(arg));
    let kept = |value: &&OsStr| match (personal, file) {
        (true, _) => "***".to_owned(),
        (_, true) => Path::new(value).file_name().unwrap_or(value).to_string_lossy().into_owned(),
        _ => value.to_string_lossy().into_owned(),
    };
    let mut words: Vec<String> = values.iter().map(kept).collect();
    match (flag(arg), words.as_slice()) {
        (Some(flag), [value]) if personal || file || value.starts_with('-') => vec![format!("{flag}={value}")],
        (Some(flag), _) => {
            words.insert(0, flag);
            words
        }
        (None, _) => words,
    }
}

/// What is too long of what was typed, if anything is: told with its place.
///
/// # Errors
/// [`Fault`] (input) that names the argument.
pub fn bounded(command: &Command, matches: &ArgMatches, typed: &[OsString]) -> Result<(), Fault> {
    let (command, matches) = innermost(command, matches);
    let hint = tr!("写短一些;详细内容另存为文件,在此注明出处", "make it shorter; keep what is long in a file and say where");
    for arg in command.get_arguments() {
        let values = matches.try_get_raw(arg.get_id().as_str()).ok().flatten();
        let why = values.into_iter().flatten().find_map(|value| bounds::value(&value.to_string_lossy()));
        if let Some(why) = why {
            let what = called(arg);
            return Err(Fault::input(tr!("{what} 的内容{why}", "{what}: {why}")).hint(hint));
        }
    }
    match bounds::line(typed.iter().map(|text| text.to_string_lossy()).collect::<Vec<_>>().iter().map(AsRef::as_ref)) {
        Some(why) => Err(Fault::input(why).hint(hint)),
        None => Ok(()),
    }
}

/// The command that was typed, without those that only lead to it.
fn innermost<'c>(command: &'c Command, matches: &'c ArgMatches) -> (&'c Command, &'c ArgMatches) {
    let (mut command, mut matches) = (command, matches);
    while let Some((name, below)) = matches.subcommand() {
        let Some(sub) = command.find_subcommand(name) else { break };
        (command, matches) = (sub, below);
    }
    (command, matches)
}

/// An argument by its flag, else by what stands for its value in help.
fn called(arg: &Arg) -> String {
    flag(arg).or_else(|| arg.get_value_names().map(|names| names.join(" "))).unwrap_or_default()
}

/// Refuses a person's number in what the journal would keep of a command: in any
/// argument but those for such numbers and for credit codes, which may look alike.
/// Of a command that `keeps` nothing that is only the reason of a disclosure.
///
/// # Errors
/// [`Fault`] (input) that names the argument.
pub fn without_numbers(command: &Command, matches: &ArgMatches, keeps: bool) -> Result<(), Fault> {
    let (command, matches) = innermost(command, matches);
    let is_credit_code = |arg: &Arg| {
        let mut fields = registry::ALL.iter().flat_map(|kind| kind.fields);
        fields.any(|field| matches!(field.ty, Type::CreditCode) && Some(field.flag().as_str()) == arg.get_long())
    };
    for arg in command.get_arguments() {
        let id = arg.get_id().as_str();
        let told = if arg.is_global_set() { KEPT.contains(&id) && (keeps || id == "reveal_personal") } else { keeps };
        if !told || Personal::is_of(arg) || is_credit_code(arg) {
            continue;
        }
        for value in matches.try_get_raw(id).ok().flatten().into_iter().flatten() {
            let value = if is_file(arg) { Path::new(value).file_name().unwrap_or(value) } else { value };
            personal::kept_out(&value.to_string_lossy(), &tr!("“{arg}”", "'{arg}'", arg = called(arg)))?;
        }
    }
    Ok(())
}

/// What the program was called by: its path if that was typed, as `cargo run` does,
/// else its name.
pub fn program(first: Option<&OsString>) -> String {
    let path = first.map(|first| first.to_string_lossy()).filter(|path| path.contains('/'));
    path.map_or_else(|| "fuhua".to_owned(), |path| printable(&path))
}

/// What is known before the whole is parsed, also where it cannot be.
pub struct Early {
    /// `--lang`.
    pub lang: Option<LangName>,
    /// Whether an error is to be told in JSON.
    pub json: bool,
}

/// Looks for the language and the form, flag by flag as clap reads them; the
/// rest of the line may be wrong.
pub fn early(arguments: &[OsString]) -> Early {
    let mut command = Global::augment_args(Command::new("fuhua"))
        .ignore_errors(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(Arg::new("rest").num_args(0..));
    let mut early = Early { lang: None, json: false };
    let typed = arguments.get(1..).unwrap_or_default();
    for (i, argument) in typed.iter().enumerate() {
        if argument == "--" {
            break;
        }
        if !argument.as_encoded_bytes().starts_with(b"-") {
            continue;
        }
        let words = std::iter::once(OsStr::new("fuhua")).chain(typed[i..].iter().take(2).map(OsString::as_os_str));
        let Ok(matches) = command.try_get_matches_from_mut(words) else { continue };
        let lang = matches.try_get_one("lang").ok().flatten().copied();
        early.lang = early.lang.or(lang);
        early.json |= matches!(matches.try_get_one("format"), Ok(Some(Format::Json)));
    }
    early
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::commands;
    use crate::store::records::field::Field;
    use crate::store::records::registry;

    fn line(typed: &[&str]) -> Vec<OsString> {
        std::iter::once("fuhua").chain(typed.iter().copied()).map(OsString::from).collect()
    }

    fn kept(typed: &[&str]) -> String {
        let mut command = commands::command();
        let matches = command.try_get_matches_from_mut(line(typed)).unwrap_or_else(|e| panic!("{typed:?}: {e}"));
        for_journal(&command, &matches).join(" ")
    }

    #[test]
    fn the_journal_keeps_neither_phones_nor_folders_nor_global_flags() {
        for (typed, expected) in [
            (
                &[
                    "--db",
                    "x.db",
                    "org",
                    "add",
                    "--name",
                    "启明",
                    "--kind=service",
                    "--phone",
                    "13800138000",
                    "-f",
                    "json",
                    "--lang=en",
                    "-q",
                ][..],
                "org add --name 启明 --kind service --phone=***",
            ),
            (
                &["org", "add", "-qfjson", "--phone=1", "--name", "启明", "-oFILE", "--kind", "service"],
                "org add --phone=*** --name 启明 --kind service",
            ),
            (&["org", "add", "-qf", "json", "--name=启明", "--kind", "service", "-o", "x"], "org add --name 启明 --kind service"),
            (&["edit", "O1", "--phone", "13800138000", "--name", "-新", "--actor", "A"][..4], "edit O1 --phone=***"),
            (&["edit", "O1", "--name=-新"], "edit O1 --name=-新"),
            (&["apply", "--override", "理由", "O1", "--document", "/a/b/申请书.pdf"], "apply --override 理由 O1 --document=申请书.pdf"),
            (&["--override", "理由", "apply", "O1", "--document=申请书.pdf"], "apply O1 --override 理由 --document=申请书.pdf"),
            (&["apply", "O1", "--override=理由"], "apply O1 --override 理由"),
            (&["training", "roster", "T1", "/a/b/签到表.csv", "--today", "2021-11-05"], "training roster T1 签到表.csv"),
            (&["init", "--plan", "a/plan.toml"], "init --plan=plan.toml"),
            (&["list", "persons", "--void", "--reveal-personal", "核对"], "list persons --void --reveal-personal 核对"),
            (&["consult", "log", "--org", "O1", "--topic", "policy", "--org", "O2"], "consult log --org O1 --topic policy --org O2"),
        ] {
            assert_eq!(kept(typed), expected, "{typed:?}");
        }
    }

    /// Every argument of every command, with the command's name.
    fn each_argument(command: &Command, each: &mut dyn FnMut(&str, &Arg)) {
        command.get_arguments().for_each(|arg| each(command.get_name(), arg));
        command.get_subcommands().for_each(|sub| each_argument(sub, each));
    }

    #[test]
    fn an_argument_for_personal_data_is_known_as_one() {
        let phones: Vec<String> = registry::ALL.iter().flat_map(|k| k.fields).filter(|f| f.is_sensitive()).map(Field::flag).collect();
        assert!(phones.contains(&"phone".to_owned()));
        let mut found = 0;
        each_argument(&commands::command(), &mut |command, arg| {
            if let Some(long) = arg.get_long().filter(|long| phones.iter().any(|p| p == long) || *long == "id-number") {
                assert!(Personal::is_of(arg), "{command} --{long}");
                found += 1;
            }
        });
        assert!(found >= 2, "org add and edit have one");
    }

    #[test]
    fn an_argument_for_a_file_is_known_as_one() {
        crate::i18n::set(crate::i18n::Lang::En);
        let mut found = Vec::new();
        each_argument(&commands::command(), &mut |command, arg| {
            let name = arg.get_value_names().map(|names| names.join(" ")).unwrap_or_default();
            let called = ["FILE", "PATH", "FOLDER"].contains(&name.as_str());
            assert_eq!(is_file(arg), called, "{command} {}", arg.get_id());
            if called && !arg.is_global_set() {
                found.push(format!("{command} {}", arg.get_id()));
            }
        });
        // Each has its line in WITH_FILES of tests/one_list.rs, but papers, a folder.
        let all = [
            "init plan",
            "roster file",
            "roster rejects",
            "orgs file",
            "orgs rejects",
            "persons file",
            "persons rejects",
            "services file",
            "services rejects",
            "consultations file",
            "consultations rejects",
            "projects file",
            "projects rejects",
            "vouchers file",
            "vouchers rejects",
            "attach file",
            "backup file",
            "restore file",
            "audit file",
            "audit papers",
            "rollup files",
            "rollup list",
            "apply document",
            "roster file",
            "roster rejects",
            "log roster",
            "log rejects",
            "submit document",
        ];
        assert_eq!(found, all);
        crate::i18n::set(crate::i18n::Lang::Zh);
    }

    #[test]
    fn the_form_and_the_language_are_known_before() {
        for (typed, json, lang) in [
            (&["-f", "json"][..], true, None),
            (&["nonsense", "-fjson"], true, None),
            (&["-f=json", "org"], true, None),
            (&["org", "--nonsense", "x", "-qfjson"], true, None),
            (&["org", "-qf", "json", "--lang", "en"], true, Some(LangName::En)),
            (&["--format", "json", "--lang=EN"], true, Some(LangName::En)),
            (&["--format=json", "--lang=zh"], true, Some(LangName::Zh)),
            (&["-f", "csv", "--lang", "fr", "--lang", "en"], false, Some(LangName::En)),
            (&["-q", "json"], false, None),
            (&["-ofile", "-o", "-fjson"], true, None),
            (&["-o-fjson"], false, None),
            (&["org", "add", "--note=--lang=en", "--name", "json", "-f"], false, None),
            (&["--", "-f", "json", "--lang", "en"], false, None),
            (&[], false, None),
        ] {
            let early = early(&line(typed));
            assert_eq!((early.json, early.lang), (json, lang), "{typed:?}");
        }
    }
}
