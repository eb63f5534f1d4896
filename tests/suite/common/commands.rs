//! The program's commands, as it lists them itself.

use std::collections::BTreeSet;

use super::Base;

/// A line for each command that shows what a database holds, for that of
/// `Base::mixed`.
pub const READING: &[&str] = &[
    "list orgs",
    "show O1",
    "history",
    "search 社",
    "todo --days 90",
    "home",
    "plan show",
    "target status",
    "talent list",
    "template services",
    "training certificates",
    "space show 2022-02-01",
    "report monthly 2022-02",
    "report quarterly 2022Q1",
    "report annual Y1",
    "report finance 2022Q1",
    "finance statement 2022Q1",
    "finance ledger",
    "fund show --on 2022-06-30",
    "report org O1",
    "operator show --on 2022-06-30",
    "report certificate O1",
    "report application A1",
    "report evidence trainees 2022Q1",
    "report reprint R1",
    "report diff R1",
];

/// A line for each of the others. Not all succeed.
pub const OTHERS: &[&str] = &[
    "init --plan none.toml",
    "plan set handover_days 20 --reason x",
    "plan extend --years 1",
    "target set trainings 9 --year Y1 --reason x",
    "org add --name b --kind service",
    "org file O1",
    "attach O1 none.pdf",
    "org register O1 --uscc 52640181MJY20002XB",
    "org recognise O1 --as brand --basis x",
    "apply O1",
    "review A1 --stage site --result pass",
    "incubate A1 --staff 3 --departments 1 --systems 1 --projects 0",
    "service log O1 --service space",
    "evaluate O1 --stage assess --result pass",
    "exit-assess O1 --stage final --result pass",
    "follow-up log O1",
    "follow-up close O1",
    "withdraw A1 --reason x",
    "training log --title a --form lecture --roster none.csv",
    "training roster T1 none.csv",
    "import roster none.csv --training T1",
    "import orgs none.csv",
    "import persons none.csv",
    "import services none.csv",
    "import consultations none.csv",
    "import projects none.csv",
    "import vouchers none.csv",
    "org forget x --reason x",
    "training coach T1 O1",
    "training attend T1 x",
    "person add x",
    "person certify x --level assistant",
    "person renew x",
    "person forget x --reason x",
    "person merge M1 M2",
    "org merge O1 O2",
    "consult log --topic policy",
    "project plan O1 --title x",
    "project tender O1",
    "project approve O1 --result pass",
    "project start O1 --title x",
    "project visit O1",
    "project evaluate O1 --result pass",
    "project close O1",
    "space add x --kind room",
    "space give x O1",
    "space book x O1 --from 9:00 --to 10:00",
    "space return AU1",
    "space retire x",
    "finance post --in 1 --category appropriation",
    "finance reverse V1 --reason x",
    "finance budget Y2 --line training=1",
    "finance close 2022Q2",
    "finance reopen 2021Q4 --reason x",
    "fund contribute 1 --from x",
    "fund invest O1 1",
    "fund return O1 1",
    "operator check O1",
    "operator contract O1 --from 2021-10-01 --to 2024-09-30",
    "operator submit summary 2022Q2",
    "operator assess Y1 --result pass",
    "operator inspect --about funds --result pass",
    "operator complaint O1 --text x",
    "operator verify CP1 --result rejected --by x",
    "operator breach --item law --basis x --stop-by 2024-01-01",
    "hub open --name x --kind station",
    "hub join HB1 O2",
    "hub leave HM1",
    "hub close HB1",
    "activity log --kind task --title x",
    "talent add x --pool expert",
    "resource offer --title x --from company",
    "resource need O1 --title x",
    "resource match RS1 RS2",
    "org rate O1 --grade 1A",
    "org inspect O1 --year 2022 --result pass",
    "org party O1 --form own",
    "org credit O1 --list award --basis x",
    "edit O1 --town x",
    "void O1 --reason x",
    "undo",
    "report issue quarterly 2023Q3",
    "export 2022-02",
    "rollup none.db",
    "backup none/b.db",
    "restore none/b.db",
    "upgrade",
    "audit",
    "completion bash",
    "manual",
    "demo",
];

/// Every command, from the help pages: `audit`, `org add`.
pub fn commands() -> BTreeSet<String> {
    let base = Base::empty();
    let mut found = BTreeSet::new();
    below(&base, "", &mut found);
    assert!(found.len() > 30, "the commands were found: {found:?}");
    found
}

fn below(base: &Base, noun: &str, found: &mut BTreeSet<String>) {
    let page = base.ok(&noun.split_whitespace().chain(["--help", "--lang", "en"]).collect::<Vec<_>>());
    let Some((_, list)) = page.split_once("\nCommands:\n") else {
        found.insert(noun.to_owned());
        return;
    };
    for line in list.lines().take_while(|line| !line.is_empty()) {
        // A line that begins further in goes on with what the one before says.
        if let Some(verb) = line.strip_prefix("  ").filter(|rest| !rest.starts_with(' ')).and_then(|rest| rest.split(' ').next()) {
            below(base, format!("{noun} {verb}").trim_start(), found);
        }
    }
}

/// The command that a line of words names: its first two words, or its first.
pub fn command_of(known: &BTreeSet<String>, line: &[&str]) -> Option<String> {
    [2, 1].iter().filter_map(|n| line.get(..*n)).map(|words| words.join(" ")).find(|words| known.contains(words))
}
