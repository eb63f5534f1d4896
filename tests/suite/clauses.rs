//! What the plan asks, row by row: each command that the table of clauses names
//! makes its record, which is listed, shown, corrected, in the reports that the
//! table names, found right by an audit, and taken back.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::{Base, Outcome};
use fuhua::store::records::kind::Kind;
use fuhua::store::records::registry;
use serde_json::Value as Json;

/// The day on which all of it happens: in the second quarter of 2023, Y2Q3.
const TODAY: &str = "2023-06-20";

/// A base in which every command can be given. O1 is a resident whose year is
/// over, O2 of a year and more ago and graduated, O3 a resident since June, O4
/// approved and waiting, O5 in screening, O6 the operator, O7 others.
fn base() -> Base {
    let mut base = Base::empty();
    base.today(TODAY);
    let screened = |application: usize, last: &str| {
        let mut lines = String::new();
        for (stage, day) in [
            ("eligibility", "01-10"),
            ("internal", "01-20"),
            ("site", "02-01"),
            ("expert", "02-10"),
            ("preliminary", "03-01"),
            ("final", "03-10"),
        ] {
            lines += &format!("review A{application} --stage {stage} --result pass --date {{year}}-{day}\n");
            if stage == last {
                break;
            }
        }
        lines
    };
    let case = |application: usize, year: &str, last: &str| {
        format!("apply O{application} --date {year}-01-02\n{}", screened(application, last).replace("{year}", year))
    };
    let roster =
        base.file("签到.csv", "姓名,单位,类别,证书\n甘晓岚,暖阳社工服务中心,持证,助理社会工作师\n马海宁,暖阳社工服务中心,在岗未持证,\n");
    let lines = format!(
        "init --start 2021-10-01
        org add --name 暖阳社工服务中心 --kind service
        org add --name 晨曦公益发展中心 --kind service
        org add --name 青禾助老服务社 --kind unregistered
        org add --name 松柏志愿者协会 --kind association
        org add --name 春风社工服务社 --kind unregistered
        org add --name 青松社会工作发展中心 --kind service --uscc 52640000MJ00000017 --registered 2016-04-01
        org add --name 邻里互助会 --kind community
        finance post --in 141450 --category appropriation --date 2021-11-05 --party 市财政局
        finance post --in 5万 --category special --date 2021-11-06 --party 市民政局
        finance post --in 3万 --category donated --date 2021-11-07 --party 商会
        finance budget FY2023 --line training=50000
        {first}{second}{third}{fourth}
        apply O5 --date 2023-01-02
        incubate A1 --date 2022-03-20 --staff 2 --departments 1 --systems 1 --projects 0
        incubate A2 --date 2022-03-21 --staff 2 --departments 1 --systems 1 --projects 0
        incubate A3 --date 2023-06-01 --staff 2 --departments 1 --systems 1 --projects 0
        org register O2 --date 2022-05-01 --uscc 52640181MJY20002XB
        exit-assess O2 --stage assess --result pass --date 2023-03-25 --staff 9 --departments 4 --systems 6 --projects 2 --registration pass --team pass --project pass
        exit-assess O2 --stage preliminary --result pass --date 2023-03-28
        exit-assess O2 --stage final --result pass --date 2023-04-03
        org rate O6 --grade 4A --date 2020-07-01
        person add 杜若溪 --unit 青松社会工作发展中心
        person certify 杜若溪 --level social-worker --date 2020-08-01
        training log --title 内部治理 --form lecture --date 2023-06-02 --hours 3
        training roster T1 {roster}
        project start O1 --title 邻里节 --date 2023-05-01 --grant 10000 --source donation
        hub open --name 网络 --kind network --date 2023-05-05
        hub join HB1 O1 --from 2023-05-06
        hub join HB1 O2 --from 2023-05-06
        hub open --name 支部 --kind party-branch --date 2023-05-05
        space add 工位 --kind desk --quantity 8 --date 2022-01-05
        space add 大会议室 --kind room --date 2022-01-05
        resource offer --title 图书 --from company --kind goods --date 2023-06-05
        resource need O1 --title 图书 --kind goods --date 2023-06-05",
        first = case(1, "2022", "final"),
        second = case(2, "2022", "final"),
        third = case(3, "2023", "final"),
        fourth = case(4, "2023", "final"),
    );
    base.lines(&lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"));
    base
}

/// What is typed after the words of a clause, and what must be there before, for
/// each beginning of a command; the first that fits is taken.
const LINES: &[(&str, &str, &[&str])] = &[
    ("incubate", "A4 --staff 3 --departments 1 --systems 1 --projects 0", &[]),
    ("org file", "O7", &[]),
    ("training log --trainer", "高老师 --title 财务 --form lecture --headcount 12", &[]),
    ("training log --hours", "2 --title 财务 --form lecture --headcount 12", &[]),
    ("training log --form --topic", "", &[]),
    ("training log --form supervision", "--title 个案督导 --headcount 6", &[]),
    ("training log", "--title 财务 --form lecture --headcount 12", &[]),
    ("training roster", "T1 MORE", &[]),
    ("training coach", "T1 O1", &[]),
    ("consult log --topic", "--org O1", &[]),
    ("consult log", "--topic policy --org O1", &[]),
    ("project start --kind venture", "O1 --title 睦邻", &[]),
    ("project start --grant", "5000 O1 --title 睦邻 --source donation", &[]),
    ("project start", "O1 --title 睦邻", &[]),
    ("project plan --kind", "O1 --title 睦邻", &[]),
    ("project tender", "P2 --result pass", &["project plan O1 --title 睦邻 --purchaser 民政局 --amount 30000 --date 2023-06-01"]),
    ("project visit", "P1", &[]),
    ("project evaluate", "P1 --result pass", &[]),
    ("org recognise", "O1 --as brand --basis 文件", &[]),
    ("service log --service", "O3", &[]),
    ("service log", "O3 --service space", &[]),
    ("space give", "工位 O3", &[]),
    ("space book", "大会议室 O3 --from 14:00 --to 16:00", &[]),
    ("space add", "投影仪 --kind equipment", &[]),
    ("activity log --kind publicity --channel", "radio --title 专题", &[]),
    ("activity log --kind publicity --org", "O1 --title 专题", &[]),
    ("activity log --kind release --org", "O1 --title 专题", &[]),
    ("activity log --kind party --hub", "HB2 --title 专题", &[]),
    ("activity log --kind committee --hub", "HB3 --title 专题", &["hub open --name 领导小组 --kind leading-group --date 2023-06-01"]),
    ("activity log --kind network", "--title 专题 --org O1 --org O2", &[]),
    ("activity log", "--title 专题 --org O1", &[]),
    ("hub open --kind", "--name 新设", &[]),
    ("hub open", "--name 新设 --kind party-centre", &[]),
    ("hub join", "HB1 O3", &[]),
    ("talent add --pool", "甘晓岚", &[]),
    ("talent add", "甘晓岚 --pool expert", &[]),
    ("org party", "O1 --form own", &[]),
    ("org inspect", "O1 --year 2022 --result pass", &[]),
    ("org rate", "O1 --grade 3A", &["org register O1 --date 2022-05-01 --uscc 52640182MJY30003X1"]),
    ("org credit", "O1 --list award --basis 文件", &[]),
    ("org register", "O1 --uscc 52640182MJY30003X1", &[]),
    ("org add --field", "charity --name 新社 --kind service", &[]),
    ("resource offer --from", "media --title 版面", &[]),
    ("resource offer", "--title 场地 --from community", &[]),
    ("resource need", "O1 --title 场地", &[]),
    ("resource match", "RS1 RS2", &[]),
    ("fund contribute", "50000 --from 慈善会", &[]),
    ("fund invest", "O1 2000", &["fund contribute 50000 --from 慈善会 --date 2023-06-01"]),
    ("fund return", "O1 100", &["fund contribute 50000 --from 慈善会 --date 2023-06-01", "fund invest O1 2000 --date 2023-06-02"]),
    ("finance post --category custody-in", "--in 3000 --org O1", &[]),
    ("finance post --category seed-fund", "--out 1000 --org O1 --source special-fund", &[]),
    ("finance post --category service-fee --evidence", "X3 --out 1000 --party 青松 --override 预算待调整", CONTRACTED),
    ("finance post", "--out 800 --category grant --project P1", &[]),
    ("finance budget", "Y2 --line training=5000", &[]),
    ("finance close", "2021Q4", &[]),
    ("evaluate --stage entry", "O3 ENTRY", &[]),
    (
        "evaluate --stage preliminary",
        "O1 --year Y1 --result pass",
        &["evaluate O1 --stage assess --year Y1 --result pass --date 2023-06-01"],
    ),
    (
        "evaluate --stage final",
        "O1 --year Y1 --result pass",
        &[
            "evaluate O1 --stage assess --year Y1 --result pass --date 2023-06-01",
            "evaluate O1 --stage preliminary --year Y1 --result pass --date 2023-06-02",
        ],
    ),
    ("evaluate --stage assess", "O1 --year Y1 --result pass", &[]),
    ("evaluate", "O1 --stage assess --year Y1 --result pass", &[]),
    ("operator check --lead", "杜若溪 O6 --evidence experience=做过", &[]),
    ("operator check --evidence", "experience=做过 O6 --lead 杜若溪", &[]),
    ("operator check", "O6 --lead 杜若溪 --evidence experience=做过", &[]),
    ("operator contract --from --to", "", CHECKED),
    ("operator contract", "O6 --from 2021-10-05 --to 2024-09-30 --date 2021-10-04", CHECKED),
    ("operator inspect", "--about funds --result pass", CONTRACTED),
    ("operator assess", "Y1 --result pass", CONTRACTED),
    ("operator complaint", "O1 --text 占用", CONTRACTED),
    ("operator verify", "CP1 --result upheld --severity serious --by 办公室", COMPLAINED),
    ("operator breach --item complaint", "--complaint CP1 --basis 核实 --stop-by 2023-07-20", VERIFIED),
    ("operator breach --item", "--basis 文件 --stop-by 2023-07-20", CONTRACTED),
    ("operator breach --stop-by", "2023-07-20 --item law --basis 文件", CONTRACTED),
    ("operator breach", "--item law --basis 文件 --stop-by 2023-07-20", CONTRACTED),
    ("operator submit evaluation", "Y1", CONTRACTED),
    ("operator submit finance", "2021Q4", CONTRACTED_AND_CLOSED),
    ("operator submit", "2021Q4", CONTRACTED),
    ("apply --document", "FORM O7", &[]),
    ("apply", "O7", &[]),
    ("review --stage eligibility", "A5 --result pass", &[]),
    ("review --stage internal --score", "甲:团队=80 A5", &[SCREENED[0]]),
    ("review --stage site --score", "甲:创新=80 A5", &[SCREENED[0], SCREENED[1]]),
    ("review --stage expert --score", "甲:可行=80 A5", &[SCREENED[0], SCREENED[1], SCREENED[2]]),
    ("review --stage preliminary", "A5 --result pass", SCREENED),
    ("review --stage final", "A5 --result pass", APPROVED_ONCE),
    ("review", "A5 --stage eligibility --result pass", &[]),
    ("exit-assess --stage assess", "O1 FACTS", REGISTERED),
    ("exit-assess --stage preliminary", "O1 --result pass", ASSESSED),
    ("exit-assess --stage final", "O1 --result pass", ASSESSED_TWICE),
    ("exit-assess", "O1 --stage assess FACTS", REGISTERED),
    ("follow-up log", "O2", &[]),
    ("follow-up close", "O2 --override 提前结束", &[]),
    ("person certify", "马海宁 --level assistant", &[]),
    ("person renew", "杜若溪", &[]),
    ("attach", "O1 FORM --as application", &[]),
    ("report issue quarterly", "2022Q1", &[]),
];

const CHECKED: &[&str] = &["operator check O6 --lead 杜若溪 --evidence experience=做过 --date 2021-10-02"];
const CONTRACTED: &[&str] = &[CHECKED[0], "operator contract O6 --from 2021-10-05 --to 2024-09-30 --amount 216000 --date 2021-10-04"];
const CONTRACTED_AND_CLOSED: &[&str] = &[CHECKED[0], CONTRACTED[1], "finance close 2021Q4 --date 2022-01-08"];
const COMPLAINED: &[&str] = &[CHECKED[0], CONTRACTED[1], "operator complaint O1 --text 占用 --date 2023-06-10"];
const VERIFIED: &[&str] =
    &[CHECKED[0], CONTRACTED[1], COMPLAINED[2], "operator verify CP1 --result upheld --severity serious --by 办公室 --date 2023-06-15"];
const SCREENED: &[&str] = &[
    "review A5 --stage eligibility --result pass --date 2023-01-10",
    "review A5 --stage internal --result pass --date 2023-01-20",
    "review A5 --stage site --result pass --date 2023-02-01",
    "review A5 --stage expert --result pass --date 2023-02-10",
];
const APPROVED_ONCE: &[&str] =
    &[SCREENED[0], SCREENED[1], SCREENED[2], SCREENED[3], "review A5 --stage preliminary --result pass --date 2023-06-01"];
const REGISTERED: &[&str] = &["org register O1 --date 2022-05-01 --uscc 52640182MJY30003X1"];
const ASSESSED: &[&str] = &[REGISTERED[0], "exit-assess O1 --stage assess FACTS --date 2023-06-02"];
const ASSESSED_TWICE: &[&str] = &[REGISTERED[0], ASSESSED[1], "exit-assess O1 --stage preliminary --result pass --date 2023-06-05"];

/// What is done next where the command alone makes nothing that a report counts.
const THEN: &[(&str, &str)] = &[("org add --field", "apply O8")];

/// Words of a clause whose value stands elsewhere in the line.
const WHOLE: &[(&str, &str)] = &[
    ("training log --form --topic", "training log --form salon --topic team --title 沙龙 --headcount 9"),
    ("operator contract --from --to", "operator contract O6 --from 2021-10-05 --to 2024-09-30 --date 2021-10-04"),
];

/// What shows or checks and makes nothing.
const READING: &[(&str, &str, &[&str])] = &[
    ("plan show", "", &[]),
    ("training certificates", "", &[]),
    ("operator show", "", CONTRACTED),
    ("finance statement", "2023Q2", &[]),
    ("finance ledger", "", &[]),
    ("report annual", "Y1", &[]),
    ("report application", "A1", &[]),
    ("audit --papers", "PAPERS", &[]),
    ("audit", "", &[]),
];

/// A clause of the plan that asks something.
struct Clause {
    no: i64,
    commands: Vec<String>,
    kinds: Vec<String>,
    rules: Vec<String>,
    reports: Vec<String>,
}

fn clauses(base: &Base) -> Vec<Clause> {
    let shown = base.json(&["plan", "show", "--clauses"]);
    let words = |clause: &Json, key: &str| {
        clause[key].as_array().expect("a list").iter().map(|word| word.as_str().expect("a word").to_owned()).collect()
    };
    let all = shown["clauses"].as_array().expect("a list").iter().filter(|clause| clause["asks"] == true);
    all.map(|clause| Clause {
        no: clause["no"].as_i64().expect("a number"),
        commands: words(clause, "commands"),
        kinds: words(clause, "kinds"),
        rules: words(clause, "rules"),
        reports: words(clause, "reports"),
    })
    .collect()
}

/// A line with its files and longer parts.
fn spelt(base: &Base, line: &str) -> Vec<String> {
    let facts = "--result pass --staff 9 --departments 4 --systems 6 --projects 2 --registration pass --team pass --project pass";
    let entry =
        "--score finance=15 --score team=15 --score service-design=15 --score positioning=12 --score development=12 --score operation=8";
    line.replace("FACTS", facts)
        .replace("ENTRY", entry)
        .split_whitespace()
        .map(|word| match word {
            "MORE" => base.file("补签.csv", "姓名,单位,类别\n丁一,邻里互助会,志愿者\n"),
            "FORM" => base.file("申请表.pdf", "申请表"),
            "PAPERS" => base.folder().display().to_string(),
            word => word.to_owned(),
        })
        .collect()
}

fn given(base: &Base, line: &str) -> Outcome {
    let words = spelt(base, line);
    base.run(&words.iter().map(String::as_str).chain(["-f", "json"]).collect::<Vec<_>>())
}

fn ok(base: &Base, line: &str) -> Json {
    let outcome = given(base, line);
    assert_eq!(outcome.code, 0, "fuhua {line}: {outcome:?}");
    outcome.json()
}

/// What the reports say, each by its name, but for the chain's head: those of the
/// organisation that a line is about, else of O1.
fn reports(base: &Base, line: &str) -> BTreeMap<&'static str, Vec<String>> {
    let mut named: Vec<String> =
        line.split(' ').filter(|word| word.len() == 2 && word.starts_with(['O', 'A'])).map(|word| word.replace('A', "O")).collect();
    named.push("O1".to_owned());
    let read = |line: &str| {
        let printed = base.ok(&line.split(' ').collect::<Vec<_>>());
        printed.lines().filter(|line| !line.starts_with("流水 J")).map(|line| format!("{line}\n")).collect::<String>()
    };
    // What belongs to an earlier time stands in the report of that time.
    let quarterly = ["report quarterly 2023Q2", "report quarterly 2021Q4", "report finance 2023Q2"];
    let annual = ["report annual Y2", "report annual Y1"];
    BTreeMap::from([
        ("quarterly", quarterly.map(read).to_vec()),
        ("annual", annual.map(read).to_vec()),
        ("org", vec![read(&format!("report org {}", named[0]))]),
        ("todo", vec![read("todo --days 400")]),
    ])
}

fn kind_of(code: &str) -> &'static Kind {
    let prefix: String = code.chars().take_while(char::is_ascii_uppercase).collect();
    registry::ALL.iter().find(|kind| kind.prefix.to_string() == prefix).unwrap_or_else(|| panic!("{code} has a kind"))
}

/// Lists, shows and corrects a record, and looks at its history.
fn told(base: &Base, code: &str, line: &str) {
    let kind = kind_of(code);
    let listed = base.json(&["list", kind.plural]);
    let listed: Vec<&str> = listed.as_array().expect("a list").iter().filter_map(|record| record["code"].as_str()).collect();
    assert!(listed.contains(&code), "{line}: {code} among {listed:?}");
    for lang in ["zh", "en"] {
        assert!(base.ok(&["show", code, "--lang", lang]).contains(code), "{line}");
    }
    let note = kind.fields.iter().find(|field| field.name == "note" && field.editable);
    if note.is_some() {
        let edited = base.json(&["edit", code, "--note", "更正一次", "--override", "核对"]);
        assert_eq!(edited["code"], code, "{line}");
        assert!(base.ok(&["show", code]).contains("更正一次"), "{line}");
        assert!(base.ok(&["history", code]).contains("更正一次"), "{line}");
        base.ok(&["undo"]);
    }
    assert!(!base.ok(&["history", code]).is_empty(), "{line}");
}

/// Each command of the table is given and its record looked at everywhere.
#[test]
fn each_thing_that_the_plan_asks_is_kept() {
    let base = base();
    let clauses = clauses(&base);
    assert_eq!(clauses.len(), 169);
    let commands: BTreeSet<&str> = clauses.iter().flat_map(|clause| clause.commands.iter().map(String::as_str)).collect();
    let (mut made, mut faults) = (BTreeMap::new(), Vec::new());
    let mut prepared: BTreeMap<Vec<&str>, Base> = BTreeMap::new();
    for command in commands {
        if let Some((_, rest, before)) = READING.iter().find(|(words, ..)| *words == command) {
            let copy = base.copy();
            before.iter().for_each(|line| drop(ok(&copy, line)));
            let answer = copy.run(&spelt(&copy, &format!("{command} {rest}")).iter().map(String::as_str).collect::<Vec<_>>());
            assert_eq!(answer.code, 0, "fuhua {command}: {answer:?}");
            assert!(!answer.out.is_empty(), "{command}");
            continue;
        }
        let found =
            LINES.iter().find(|(words, ..)| command == *words || command.starts_with(&format!("{words} ")) || command.starts_with(words));
        let Some((_, rest, before)) = found else { panic!("no line for '{command}'") };
        let whole = WHOLE.iter().find(|(words, _)| *words == command).map(|(_, line)| (*line).to_owned());
        let line = whole.unwrap_or_else(|| format!("{command} {rest}"));
        let ready = prepared.entry(before.to_vec()).or_insert_with(|| {
            let copy = base.copy();
            before.iter().for_each(|line| drop(ok(&copy, line)));
            copy
        });
        let (copy, was) = (ready.copy(), reports(ready, &line));
        let outcome = given(&copy, &line);
        if outcome.code != 0 {
            faults.push(format!("{line}: {}", outcome.err));
            continue;
        }
        let answer = outcome.json();
        let mut code = answer["code"].as_str().unwrap_or_else(|| panic!("{line}: {answer}")).to_owned();
        if command == "training roster" {
            let rows = copy.json(&["list", "attendances"]);
            code = rows.as_array().and_then(|rows| rows.last()).and_then(|row| row["code"].as_str()).expect("a row").to_owned();
        }
        let then = THEN.iter().find(|(words, _)| *words == command);
        then.iter().for_each(|(_, line)| drop(ok(&copy, line)));
        let now = reports(&copy, &line);
        told(&copy, &code, &line);
        let audit = copy.run(&["audit", "-q"]);
        assert_eq!(audit.code, 0, "{line}: {audit:?}");
        let changed: BTreeSet<&str> = now.iter().filter(|(name, printed)| was[*name] != **printed).map(|(name, _)| *name).collect();
        // An issue stays reprintable: it is made void, not undone.
        let back: &[&str] = if command.starts_with("report issue") { &["void", "R1", "--reason", "误出"] } else { &["undo"] };
        (0..=then.iter().len()).for_each(|_| drop(copy.ok(back)));
        if !command.starts_with("report issue") {
            for (name, printed) in reports(&copy, &line) {
                if printed != was[name] {
                    faults.push(format!("{line}: {name} is not as before after the undo"));
                }
            }
        }
        made.insert(command, (code, changed));
    }
    for clause in &clauses {
        let mut shown: BTreeSet<&str> = BTreeSet::new();
        for command in &clause.commands {
            let Some((code, changed)) = made.get(command.as_str()) else { continue };
            let prefix: String = code.chars().take_while(char::is_ascii_uppercase).collect();
            if !clause.kinds.contains(&prefix) {
                faults.push(format!("{}: {command} makes {code}, the clause names {:?}", clause.no, clause.kinds));
            }
            shown.extend(changed);
        }
        // What is due appears and goes with the day: a list of it shows other rows of the plan.
        let wanted = clause.reports.iter().filter(|report| ["quarterly", "annual", "org"].contains(&report.as_str()));
        let missing: Vec<&String> = wanted.filter(|report| !shown.contains(report.as_str())).collect();
        if !missing.is_empty() && clause.commands.iter().any(|command| made.contains_key(command.as_str())) {
            faults.push(format!("{} {:?}: not in {missing:?}", clause.no, clause.commands));
        }
    }
    assert!(faults.is_empty(), "{} of {}\n{}", faults.len(), made.len(), faults.join("\n"));
}

/// Nothing in the table names what is not there.
#[test]
fn what_the_clauses_name_is_there() {
    let base = base();
    let rules = base.json(&["audit", "rules"]);
    let rules: BTreeSet<&str> = rules.as_array().expect("a list").iter().filter_map(|rule| rule["id"].as_str()).collect();
    let prefixes: BTreeSet<String> = registry::ALL.iter().map(|kind| kind.prefix.to_string()).collect();
    let mut faults = Vec::new();
    for clause in clauses(&base) {
        faults.extend(clause.rules.iter().filter(|rule| !rules.contains(rule.as_str())).map(|rule| format!("{}: rule {rule}", clause.no)));
        faults.extend(clause.kinds.iter().filter(|kind| !prefixes.contains(*kind)).map(|kind| format!("{}: kind {kind}", clause.no)));
        let known = ["quarterly", "annual", "org", "todo", "plan"];
        faults.extend(
            clause
                .reports
                .iter()
                .filter(|report| !known.contains(&report.as_str()))
                .map(|report| format!("{}: report {report}", clause.no)),
        );
    }
    let shown = base.json(&["plan", "show", "--clauses"]);
    assert_eq!(shown["counts"]["kept"], 169);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
