//! The house keeps its own rules: layers, sizes, registries, languages, and
//! that the program's lists agree with `schema.sql`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use crate::common::source::{Source, Uses, files, functions, root, shown, text_of};
use crate::common::{Base, rows};
use fuhua::domain::indicator::INDICATORS;
use fuhua::domain::terms;
use fuhua::rules;
use fuhua::store::records::field;
use fuhua::store::records::kind::Kind;
use fuhua::store::records::registry;
use fuhua::store::schema;
use fuhua::store::{Durability, open_write};
use rusqlite::Connection;

/// What each module may use, and the words for it in the table of `src/lib.rs`.
const LAYERS: &[(&str, &str, &[&str])] = &[
    ("domain", "–", &[]),
    ("plan", "`domain`", &["domain"]),
    ("store", "`domain`, `plan`", &["domain", "plan"]),
    ("rules", "the above", &["domain", "plan", "store"]),
    ("journal", "the above", &["domain", "plan", "store", "rules"]),
    ("audit", "the above", &["domain", "plan", "store", "rules", "journal"]),
    ("document", "`domain`", &["domain"]),
    ("intake", "`domain`", &["domain"]),
    ("report", "all but `journal`'s gate, `cli`", &["domain", "plan", "store", "rules", "journal", "audit", "document", "intake"]),
    ("cli", "all", &["domain", "plan", "store", "rules", "journal", "audit", "document", "intake", "report"]),
];

/// What every module may use.
const EVERYWHERE: &[&str] = &["fault", "i18n", "tr"];

/// An empty database of the schema.
fn schema_only() -> Connection {
    let db = Connection::open_in_memory().expect("a database in memory");
    db.execute_batch(schema::SQL).expect("schema.sql is SQL");
    db
}

fn tables(db: &Connection) -> Vec<String> {
    rows(db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid")
        .into_iter()
        .flatten()
        .collect()
}

fn columns(db: &Connection, table: &str) -> Vec<String> {
    rows(db, &format!("SELECT name FROM pragma_table_xinfo('{table}') ORDER BY cid")).into_iter().flatten().collect()
}

#[track_caller]
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

// ---------------------------------------------------------------- layers

#[test]
fn the_map_in_lib_rs_is_the_one_tested() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("src/lib.rs");
    let rows: Vec<(String, String)> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("//! | [`"))
        .map(|row| {
            let cells: Vec<&str> = row.trim_end_matches(" |").split(" | ").collect();
            (cells[0].trim_end_matches("`]").to_owned(), cells[cells.len() - 1].to_owned())
        })
        .collect();
    let tested: Vec<(String, String)> = LAYERS.iter().map(|(part, words, _)| ((*part).to_owned(), (*words).to_owned())).collect();
    assert_eq!(rows, tested);
}

#[test]
fn modules_use_only_what_they_may() {
    let mut faults = Vec::new();
    for file in Source::all() {
        let part = file.part();
        let allowed: &[&str] = match part {
            "lib" | "main" => &["cli"],
            "fault" | "i18n" => &[],
            part => LAYERS.iter().find(|(name, ..)| *name == part).unwrap_or_else(|| panic!("{part} has no place in the map")).2,
        };
        for (used, line) in file.uses() {
            let own = used == part || file.module.is_empty();
            if !own && !allowed.contains(&used.as_str()) && !EVERYWHERE.contains(&used.as_str()) {
                faults.push(format!("{}:{line} uses {used}, which {part} may not", file.name));
            }
        }
    }
    none(&faults);
}

/// Whoever is used does not use its user, in no folder and round no corner.
#[test]
fn no_modules_go_in_circles() {
    let uses = Uses::read();
    let (modules, paths) = uses.count();
    assert!(modules > 100 && paths > 5000, "the uses were found: {modules} modules, {paths} paths");
    none(&uses.circles());
}

#[test]
fn outside_crates_stay_where_they_belong() {
    // The first words of a path, and the places (path prefixes) that may name it.
    let belongs: &[(&[&str], &[&str])] = &[
        (&["rusqlite"], &["src/store/"]),
        (&["Connection", "open"], &["src/store/"]),
        (&["Connection", "open_with_flags"], &["src/store/"]),
        (&["clap"], &["src/cli/", "src/main.rs"]),
        (&["dialoguer"], &["src/cli/host.rs"]),
        (&["indicatif"], &["src/cli/progress.rs"]),
        (&["Local", "now"], &["src/cli/ctx.rs"]),
        (&["Utc", "now"], &[]),
        (&["SystemTime", "now"], &[]),
        (&["open_write"], &["src/store/", "src/cli/"]),
        (&["store", "create"], &["src/cli/"]),
        (&["comfy_table"], &["src/document/"]),
        (&["rust_xlsxwriter"], &["src/document/"]),
        (&["whoami"], &["src/cli/"]),
        (&["signal_hook"], &["src/cli/signals.rs"]),
    ];
    let mut faults = Vec::new();
    for file in Source::all() {
        for (words, places) in belongs {
            if file.names(words) && !places.iter().any(|place| file.name.starts_with(place)) {
                faults.push(format!("{} names {}, which belongs to {places:?}", file.name, words.join("::")));
            }
        }
    }
    none(&faults);
}

/// A writing connection keeps nothing unless it is committed, and only the
/// gate commits; only the gate's door in `cli` runs it.
#[test]
fn only_the_gate_commits() {
    let sources = Source::all();
    let with = |pattern: &[&str]| -> Vec<&str> { sources.iter().filter(|f| f.has(pattern)).map(|f| f.name.as_str()).collect() };
    assert_eq!(with(&[".", "commit", "("]), ["src/journal/mod.rs"]);
    assert_eq!(with(&["journal", ":", ":", "record"]), ["src/cli/write.rs"]);
    for file in &sources {
        // `document` does not know the store: its writers are csv's and others'.
        let may = matches!(file.part(), "store" | "cli" | "journal" | "document");
        assert!(may || !file.has(&["Writer"]), "{} names Writer", file.name);
    }
    let makes: Vec<&str> = sources.iter().filter(|f| f.part() != "store" && f.has(&["open_write", "("])).map(|f| f.name.as_str()).collect();
    assert_eq!(makes, ["src/cli/ctx.rs"]);
}

// ---------------------------------------------------------------- sizes and text

#[test]
fn no_source_file_is_long() {
    let long: Vec<String> = Source::all()
        .iter()
        .map(|f| (f, f.text.lines().count()))
        .filter(|(_, lines)| *lines > 400)
        .map(|(f, lines)| format!("{} has {lines} lines", f.name))
        .collect();
    none(&long);
}

/// The longest that a function may be, in lines between its braces.
const FUNCTION: usize = 60;

#[test]
fn no_function_is_long() {
    let all = functions();
    assert!(all.len() > 500, "the functions were found: {}", all.len());
    let long = all.iter().filter(|(.., lines)| *lines > FUNCTION).map(|(file, name, lines)| format!("{file}: {name} has {lines} lines"));
    none(&long.collect::<Vec<_>>());
}

#[test]
fn nothing_overwrites_cascades_or_is_left_undone() {
    let sql = [concat!("OR", " REPLACE"), concat!("OR", " IGNORE"), concat!("ON DELETE", " CASCADE")];
    let rust = [concat!("todo", "!("), concat!("dbg", "!("), concat!("unimplemented", "!(")];
    let mut paths = ["src", "tests", "docs", "examples"].map(files).concat();
    paths.extend(["schema.sql", "README.md"].map(|name| root().join(name)).into_iter().filter(|p| p.exists()));
    let mut faults = Vec::new();
    for path in paths {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for (i, line) in text.lines().enumerate() {
            let comment = path.extension().is_some_and(|e| e == "sql") && line.trim_start().starts_with("--");
            let upper = line.to_uppercase();
            let found = sql.iter().find(|s| !comment && upper.contains(**s)).or_else(|| rust.iter().find(|s| line.contains(**s)));
            if let Some(found) = found {
                faults.push(format!("{}:{}: {found}", shown(&path), i + 1));
            }
        }
    }
    none(&faults);
}

// ---------------------------------------------------------------- registries

/// A file that its parent does not declare is not compiled, so it is not there.
#[test]
fn every_file_is_declared() {
    let sources = Source::all();
    let mut faults = Vec::new();
    for file in &sources {
        let Some((stem, parent)) = file.module.split_last() else { continue };
        let of_parent = |f: &&Source| f.module == parent && f.name != "src/main.rs";
        let declared = sources.iter().filter(of_parent).any(|f| f.has(&["mod", stem, ";"]));
        if !declared {
            faults.push(format!("{} is declared nowhere", file.name));
        }
    }
    none(&faults);
}

/// A subject's file is in the list of subjects, and its rules are found.
#[test]
fn rules_are_those_of_their_folder() {
    let sources = Source::all();
    let registry = sources.iter().find(|f| f.name == "src/rules/mod.rs").expect("the registry");
    let mut count = 0;
    for file in sources.iter().filter(|f| f.part() == "rules" && f.module.len() > 1 && f.module[1] != "engine") {
        let subject = &file.module[1];
        assert!(registry.has(&[subject, ":", ":", "RULES"]), "{subject} is not in rules::SUBJECTS");
        count += file.text.matches("fault: fault::Kind::").count();
    }
    assert_eq!(count, rules::all().count());
    let ids: BTreeSet<&str> = rules::all().map(|r| r.id).collect();
    assert_eq!(ids.len(), count, "ids of rules are unique");
}

#[test]
fn rules_say_what_they_need() {
    let known = tables(&schema_only());
    for rule in rules::all() {
        let id = rule.id;
        assert!(id.split_once('.').is_some_and(|(about, says)| !about.is_empty() && !says.is_empty()), "{id}");
        let watches = rule.watches();
        assert!(!rule.clause.is_empty() && !watches.is_empty(), "{id}");
        let scoped = |sql: &str, scope| assert!(sql.contains("{scope:") != (scope == rules::Scope::Whole), "{id}: scope");
        match &rule.query {
            rules::Query::Sql { scope, sql, .. } => scoped(sql, *scope),
            rules::Query::Made { scope, sql, .. } => scoped(&sql(), *scope),
            rules::Query::Kinds(arms) => {
                assert!(arms().iter().any(|arm| arm.whole), "{id}");
                arms().iter().for_each(|arm| scoped(&arm.sql, rules::Scope::Records));
            }
        }
        for table in watches {
            assert!(known.iter().any(|t| t == table), "{id} watches {table}");
        }
        assert!(std::ptr::eq(rules::find(id).expect("it is found"), rule), "{id}");
    }
}

/// Whatever has happened is held to today, and what points to a record to its
/// being in force; over rows that were touched an index serves each.
#[test]
fn rules_over_kinds_take_them_all() {
    let db = schema_only();
    let watches = |id: &str| rules::find(id).expect("it is there").watches();
    let (future, in_plan, parent) = (watches("dates.future"), watches("dates.in-plan"), watches("records.parent"));
    for kind in registry::ALL {
        let set_by_the_program = ["waiver", "disclosure", "erasure"].contains(&kind.table);
        assert_eq!(future.contains(&kind.table), (kind.date.is_some() || kind.table == "org") && !set_by_the_program, "{}", kind.id);
        for field in kind.fields.iter().filter(|f| !f.computed) {
            let field::Type::Ref(prefix, _) = field.ty else { continue };
            let Some(to) = registry::of_prefix(prefix) else { continue };
            assert!(parent.contains(&kind.table) && parent.contains(&to.table), "{}.{}", kind.id, field.name);
        }
    }
    for indicator in INDICATORS {
        assert!(in_plan.contains(&indicator.table), "what {} counts is dated within the plan", indicator.id);
    }
    let mut arms = 0;
    for id in ["dates.future", "dates.in-plan", "records.parent"] {
        let rules::Query::Kinds(of) = &rules::find(id).expect("it is there").query else { panic!("{id}") };
        for arm in of() {
            let (before, after) = arm.sql.split_once("{scope:").expect("a scope");
            let (row, after) = after.split_once('}').expect("its end");
            let sql = format!("EXPLAIN QUERY PLAN {before}{row} IN (SELECT value FROM json_each('[1,2]')){after}");
            let sql = sql.replace(":today", "'2022-01-01'");
            for step in rows(&db, &sql).iter().map(|step| &step[3]) {
                let few = ["SCAN json_each", "SCAN p"].contains(&step.split(" VIRTUAL").next().unwrap_or_default());
                assert!(
                    !step.starts_with("SCAN") || (few && (id == "dates.in-plan" || step.contains("json_each"))),
                    "{id} {}: {step}\n{sql}",
                    arm.table
                );
            }
            arms += 1;
        }
    }
    assert!(arms > 50, "{arms} arms");
}

/// The view's arms, in its order, are those that are declared.
#[test]
fn the_view_has_an_arm_for_each_indicator() {
    let (_, view) = schema::SQL.split_once("CREATE VIEW indicator_fact").expect("the view");
    let view = view.split(";\n").next().unwrap_or_default();
    let arms: Vec<(&str, &str)> = view
        .split("UNION ALL")
        .filter_map(|arm| {
            let id = arm.split_once("SELECT '")?.1.split_once('\'')?.0;
            let prefix = arm.split("'").find(|word| word.len() <= 3 && word.bytes().all(|b| b.is_ascii_uppercase()) && !word.is_empty())?;
            Some((id, prefix))
        })
        .collect();
    let prefix = |table: &str| registry::of_table(table).expect("a kind").prefix.to_string();
    let declared: Vec<(&str, String)> = INDICATORS.iter().map(|i| (i.id, prefix(i.table))).collect();
    let found: Vec<(&str, String)> = arms.iter().map(|(id, prefix)| (*id, (*prefix).to_owned())).collect();
    assert_eq!(found, declared);
    let plan = fuhua::plan::Plan::built_in().expect("the built-in plan");
    assert_eq!(plan.indicators.iter().map(|i| i.id.as_str()).collect::<Vec<_>>(), declared.iter().map(|(id, _)| *id).collect::<Vec<_>>());
}

#[test]
fn kinds_are_those_of_their_folder() {
    let sources = Source::all();
    let registry = sources.iter().find(|f| f.name == "src/store/records/kinds/mod.rs").expect("the registry");
    let mut count = 0;
    for file in sources.iter().filter(|f| f.module.len() == 4 && f.module[2] == "kinds") {
        for line in file.text.lines().filter(|l| l.starts_with("pub static ") && l.contains(": Kind = ")) {
            let name = line.trim_start_matches("pub static ").split(':').next().unwrap_or_default();
            assert!(registry.names(&[&file.module[3], name]), "{name} is not in registry::ALL");
            count += 1;
        }
    }
    assert_eq!(count, registry::ALL.len());
}

/// A verb's arguments stand in its file; its noun's `mod.rs`, or `commands/mod.rs`, has its line.
#[test]
fn verbs_are_the_files_of_their_folders() {
    let sources = Source::all();
    let mut verbs = 0;
    for file in sources.iter().filter(|f| f.module.len() > 2 && f.module[1] == "commands") {
        let noun = file.name.ends_with("/mod.rs") && file.module.len() == 3;
        let word = if noun && file.has(&["enum", "Verb"]) {
            "Verb"
        } else if file.has(&["pub", "struct", "Args"]) && !noun {
            "Args"
        } else {
            continue;
        };
        let (stem, folder) = file.module.split_last().expect("a module");
        let registry = if folder.len() == 2 { "src/cli/commands/mod.rs".to_owned() } else { format!("src/{}/mod.rs", folder.join("/")) };
        let registry = sources.iter().find(|f| f.name == registry).unwrap_or_else(|| panic!("{registry} is there"));
        let listed = ["verb", "noun"].iter().any(|list| registry.starts(&[list, "!"], stem)) || registry.names(&[stem, word]);
        assert!(listed, "{} has no line in {}", file.name, registry.name);
        verbs += 1;
    }
    assert!(verbs >= 4, "the verbs were found");
}

#[test]
fn built_in_plans_are_built_in() {
    let sources = Source::all();
    for path in files("src/plan/plans") {
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        let included = sources.iter().any(|f| f.part() == "plan" && f.text.contains(&format!("plans/{name}")));
        assert!(included, "{name} is not built in");
    }
}

// ---------------------------------------------------------------- languages

/// Han characters and the punctuation that goes with them.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// The names of the placeholders of a format string, and what is left of it.
fn placeholders(format: &str) -> (BTreeSet<String>, String) {
    let (mut names, mut rest) = (BTreeSet::new(), String::new());
    let plain = format.replace("{{", "").replace("}}", "");
    let mut tail = plain.as_str();
    while let Some((before, after)) = tail.split_once('{') {
        let (inside, then) = after.split_once('}').unwrap_or((after, ""));
        names.insert(inside.split(':').next().unwrap_or_default().trim().to_owned());
        rest += before;
        tail = then;
    }
    (names, rest + tail)
}

/// What is wrong with a pair of texts.
fn pair_faults(zh: &str, en: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let ((of_zh, zh_words), (of_en, en_words)) = (placeholders(zh), placeholders(en));
    if of_zh != of_en {
        faults.push(format!("placeholders differ: {of_zh:?} and {of_en:?}"));
    }
    if of_zh.contains("") {
        faults.push("a placeholder without a name".to_owned());
    }
    let (chinese, letters) = (zh_words.chars().any(is_chinese), zh_words.chars().any(|c| c.is_ascii_alphabetic()));
    if !chinese && letters {
        faults.push(format!("no Chinese in “{zh}”"));
    }
    if en_words.chars().any(is_chinese) {
        faults.push(format!("Chinese in '{en}'"));
    }
    if zh.ends_with('。') {
        faults.push(format!("a full stop ends “{zh}”"));
    }
    faults
}

#[test]
fn placeholders_are_found() {
    let names = |format: &str| placeholders(format).0.into_iter().collect::<Vec<_>>();
    assert_eq!(names("{a}{{no}}{b:>5}{a:?}"), ["a", "b"]);
    assert_eq!(names("无"), [""; 0]);
    assert_eq!(pair_faults("共{n}条", "{n} records"), [""; 0]);
    assert_eq!(pair_faults("共{n}条。", "{m} 条").len(), 3);
    assert_eq!(pair_faults("only English", "only English").len(), 1);
}

#[test]
fn texts_are_in_both_languages() {
    let (mut faults, mut count) = (Vec::new(), 0);
    for file in Source::all() {
        let calls = ["tr", "label"].iter().flat_map(|name| file.calls(name).into_iter().map(move |call| (*name, call)));
        for (name, (arguments, line)) in calls {
            let literals: Vec<String> = arguments.iter().take(3).filter_map(text_of).collect();
            if let [zh, en] = literals.as_slice() {
                count += 1;
                faults.extend(pair_faults(zh, en).iter().map(|fault| format!("{}:{line}: {fault}", file.name)));
            } else if name == "tr" && file.name != "src/i18n/mod.rs" {
                faults.push(format!("{}:{line}: tr! without two literals", file.name));
            }
        }
    }
    assert!(count > 100, "the texts were found: {count}");
    none(&faults);
}

#[test]
fn labels_are_in_both_languages() {
    let mut labels: Vec<(String, fuhua::i18n::Label)> = Vec::new();
    for kind in registry::ALL {
        labels.push((kind.id.to_owned(), kind.label));
        labels.extend(kind.fields.iter().map(|f| (format!("{}.{}", kind.id, f.name), f.label)));
    }
    labels.extend(rules::all().map(|r| (r.id.to_owned(), r.demand)));
    for (table, column, set) in terms::CHECKED {
        labels.push((format!("{table}.{column}"), set.name));
        labels.extend(set.terms.iter().map(|t| (t.id.to_owned(), t.label)));
    }
    for (what, label) in labels {
        assert!(!label.en.is_empty() && !label.en.chars().any(is_chinese), "{what}: {label:?}");
        assert!(label.zh.chars().any(is_chinese), "{what}: {label:?}");
        assert!(!label.zh.ends_with('。'), "{what}: {label:?}");
    }
}

// ---------------------------------------------------------------- lists and schema

/// The `CHECK (column IN ('a', 'b'))` lists of words of a table's SQL.
fn check_lists(sql: &str) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for part in sql.split("CHECK (").skip(1) {
        let Some((column, rest)) = part.split_once(" IN (") else { continue };
        let Some((list, _)) = rest.split_once(')') else { continue };
        let word = |w: &str| w.trim().strip_prefix('\'').and_then(|w| w.strip_suffix('\'')).map(str::to_owned);
        let words: Option<Vec<String>> = list.split(',').map(word).collect();
        let plain = column.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if let (true, Some(words)) = (plain, words) {
            found.push((column.to_owned(), words));
        }
    }
    found
}

#[test]
fn vocabularies_are_the_schemas() {
    // Words that no person reads or types.
    let silent = [("personal", "kind"), ("change", "op")];
    let db = schema_only();
    let mut schema: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for row in rows(&db, "SELECT name, sql FROM sqlite_schema WHERE type = 'table'") {
        for (column, words) in check_lists(&row[1]) {
            if !silent.contains(&(row[0].as_str(), column.as_str())) {
                assert!(schema.insert((row[0].clone(), column), words).is_none());
            }
        }
    }
    let checked: BTreeMap<(String, String), Vec<String>> = terms::CHECKED
        .iter()
        .map(|(table, column, set)| (((*table).to_owned(), (*column).to_owned()), set.terms.iter().map(|t| t.id.to_owned()).collect()))
        .collect();
    assert_eq!(checked.len(), terms::CHECKED.len());
    assert_eq!(checked, schema);
}

#[test]
fn kinds_have_the_columns_of_their_tables() {
    // Columns that no list or edit shows: what they commit to is not kept in words.
    let hidden = [("person", "id_number")];
    let db = schema_only();
    let mut faults = Vec::new();
    for kind in registry::ALL {
        let fields: Vec<&str> = kind.fields.iter().filter(|f| !f.computed).map(|f| f.column).collect();
        let columns = columns(&db, kind.table);
        for field in &fields {
            if !columns.iter().any(|c| c == field) {
                faults.push(format!("{} has no column {field}", kind.table));
            }
        }
        for column in &columns {
            let own = matches!(column.as_str(), "id" | "void_reason") || hidden.contains(&(kind.table, column));
            if !own && !fields.contains(&column.as_str()) {
                faults.push(format!("{}.{column} is no field of {}", kind.table, kind.id));
            }
        }
        for must in ["id", "void_reason"] {
            if !columns.iter().any(|c| c == must) {
                faults.push(format!("{} has no column {must}", kind.table));
            }
        }
        if let Some(date) = kind.date.filter(|d| !fields.contains(d)) {
            faults.push(format!("{}: {date} is no field", kind.id));
        }
        let names: BTreeSet<&str> = kind.fields.iter().map(|f| f.name).collect();
        assert_eq!(names.len(), kind.fields.len(), "{}: names of fields are unique", kind.id);
    }
    none(&faults);
}

#[test]
fn kinds_are_told_apart() {
    let distinct = |of: fn(&Kind) -> String| registry::ALL.iter().map(|k| of(k)).collect::<BTreeSet<_>>().len();
    let all = registry::ALL.len();
    assert_eq!(distinct(|k| k.prefix.to_string()), all);
    assert_eq!(distinct(|k| k.table.to_owned()), all);
    assert_eq!(distinct(|k| k.label.zh.to_owned()), all);
    assert_eq!(distinct(|k| k.label.en.to_owned()), all);
    let words: BTreeSet<&str> = registry::ALL.iter().flat_map(|k| [k.id, k.plural]).collect();
    assert_eq!(words.len(), 2 * all, "ids and plurals");
    for kind in registry::ALL {
        assert_ne!(kind.prefix, registry::JOURNAL);
        // The prefix stands in the first line above the table.
        let (before, _) = schema::SQL.split_once(&format!("CREATE TABLE {} (", kind.table)).expect("its table");
        let comment = before.rsplit("\n\n").next().unwrap_or_default();
        assert!(comment.starts_with(&format!("-- {}: ", kind.prefix)), "{}: {comment}", kind.table);
    }
}

/// Where SQL or a message makes a code, it makes one of a kind that there is.
#[test]
fn codes_that_are_written_out_have_a_kind() {
    let known: BTreeSet<String> = registry::ALL.iter().map(|k| k.prefix).chain([registry::JOURNAL]).map(|p| p.to_string()).collect();
    let capitals = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase());
    let mut found: Vec<(String, String)> = Vec::new();
    let sql = |place: &str, text: &str| -> Vec<(String, String)> {
        // 'O' || id, and ('training', 'T', …) in lists of kinds.
        let parts: Vec<&str> = text.split('\'').collect();
        let code = |i: &usize| capitals(parts[*i]) && parts.get(i + 1).is_some_and(|after| after.trim_start().starts_with("||"));
        (1..parts.len()).step_by(2).filter(code).map(|i| (place.to_owned(), parts[i].to_owned())).collect()
    };
    found.extend(sql("schema.sql", schema::SQL));
    for source in Source::all() {
        found.extend(source.literals().iter().flat_map(|text| sql(&source.name, text)));
        // {prefix}{number} in messages: O{id}, J{seq}.
        for name in ["tr", "format"] {
            for (arguments, _) in source.calls(name) {
                for text in arguments.iter().filter_map(text_of) {
                    for before in text.split('{').rev().skip(1) {
                        let word: String =
                            before.chars().rev().take_while(char::is_ascii_alphanumeric).collect::<Vec<_>>().into_iter().rev().collect();
                        if capitals(&word) {
                            found.push((source.name.clone(), word));
                        }
                    }
                }
            }
        }
    }
    assert!(found.len() > 60, "the codes were found: {}", found.len());
    none(
        &found
            .into_iter()
            // Y{year} and FY{year} are periods.
            .filter(|(_, prefix)| !known.contains(prefix) && !["Y", "FY"].contains(&prefix.as_str()))
            .map(|(place, prefix)| format!("{place}: no kind has {prefix}"))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn every_kind_can_be_listed() {
    let base = Base::new();
    for kind in registry::ALL {
        assert_eq!(base.json(&["list", kind.plural]), serde_json::json!([]), "{}", kind.id);
    }
}

// ---------------------------------------------------------------- the file

#[test]
fn every_table_is_journalled() {
    let base = Base::full();
    let w = open_write(&base.db(), Durability::Full).expect("the file");
    let entry = [("seq", 9_999.into()), ("at", "2022-01-01".into()), ("actor", "张".into()), ("login", "a@b".into())];
    let typed = [("command", "edit".into()), ("arguments", "[]".into())];
    w.insert("journal", &[&entry[..], &typed].concat()).expect("an entry");
    let unwatched = ["journal", "change", "personal", "upgrade"];
    for table in tables(&base.open()).into_iter().filter(|table| !unwatched.contains(&table.as_str())) {
        let n = w.execute(&table, &format!("UPDATE {table} SET id = id"), &[]).expect("rows");
        let columns = columns(&base.open(), &table);
        let sql = "SELECT count(*) AS n, min(before IS after) AS whole,
                          min((SELECT group_concat(key) FROM json_each(after))) AS keys FROM change WHERE seq = 9999 AND table_name = :table";
        let noted = w.one(sql, &[(":table", &table)]).expect("changes");
        assert!(n > 0, "{table}");
        assert_eq!((noted.int("n").ok(), noted.int("whole").ok()), (i64::try_from(n).ok(), Some(1)), "{table}");
        assert_eq!(noted.text("keys").expect("keys"), columns.join(","), "{table}");
    }
    w.all_captured().expect("each row has its change");
}

#[test]
fn figures_are_found_by_date() {
    let base = Base::new();
    let plan = base.sql(
        "EXPLAIN QUERY PLAN SELECT indicator, sum(quantity) FROM indicator_fact
          WHERE on_date BETWEEN '2021-10-01' AND '2021-12-31' GROUP BY indicator",
    );
    let steps: Vec<&str> = plan.iter().map(|row| row[3].as_str()).collect();
    let shown = steps.join("\n");
    for table in ["training", "filing", "incubation", "consultation", "project", "recognition"] {
        let by_date = |step: &&str| {
            let index = step.split_once("INDEX ").map_or("", |(_, rest)| rest);
            step.starts_with("SEARCH ") && index.starts_with(&format!("{table}_date (on_date>? AND on_date<?)"))
        };
        assert!(steps.iter().any(by_date), "{table}:\n{shown}");
        assert!(!steps.iter().any(|s| s.starts_with(&format!("SCAN {table}"))), "{table}:\n{shown}");
    }
    // What is scanned is the few operating years and the figures themselves.
    let scanned: BTreeSet<&str> = steps.iter().filter_map(|s| s.strip_prefix("SCAN ")).map(|s| s.split(' ').next().unwrap_or(s)).collect();
    assert!(scanned.is_subset(&BTreeSet::from(["y", "indicator_fact"])), "{scanned:?}\n{shown}");
}

#[test]
fn any_sqlite_shell_reads_the_file() {
    let Ok(version) = Command::new("sqlite3").arg("--version").output() else {
        println!("skipped: no sqlite3 shell is installed");
        return;
    };
    let version = String::from_utf8_lossy(&version.stdout).into_owned();
    let numbers: Vec<u32> = version.split([' ', '.']).map_while(|n| n.parse().ok()).collect();
    if numbers.as_slice() < [3, 37].as_slice() {
        println!("skipped: the sqlite3 shell is {version}, STRICT tables need 3.37");
        return;
    }
    let base = Base::new();
    let before = base.bytes();
    for name in base.sql("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')").concat() {
        let query = format!("SELECT count(*) FROM (SELECT * FROM {name} LIMIT 1000)");
        let answer = Command::new("sqlite3").arg("-readonly").arg(base.db()).arg(query).output().expect("the shell runs");
        assert!(answer.status.success(), "{name}: {}", String::from_utf8_lossy(&answer.stderr));
        assert!(String::from_utf8_lossy(&answer.stdout).trim().parse::<u64>().is_ok(), "{name}");
    }
    assert_eq!(base.bytes(), before);
}
