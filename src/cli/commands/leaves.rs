//! Every command of the tree does with the database what it says that it does.

use std::collections::{BTreeMap, BTreeSet};

use std::ffi::OsString;

use clap::Command;

use super::{command, command_for, read};
use crate::cli::access::Access;
use crate::cli::host::Host;
use crate::store::records::registry;

/// A line for each command, in an order in which all of them succeed. `@` is
/// the folder. Of a command that several lines have, one would do.
const LINES: &[(&str, Access)] = &[
    ("init", Access::Makes),
    ("plan show", Access::ReadsPast),
    ("plan set handover_days 20 --reason 协商", Access::Writes),
    ("plan extend --years 1 --reason 续期", Access::Writes),
    ("target set trainees 700 --year Y1 --reason 调整", Access::Writes),
    ("target status", Access::ReadsPast),
    ("org add --name 春风社 --kind service --phone 13800138000", Access::Writes),
    ("org file O1 --date 2021-10-09", Access::Writes),
    ("org register O1 --date 2022-03-01 --uscc 52640000MJ00000017", Access::Writes),
    ("org recognise O1 --as brand --date 2022-05-01 --basis 文件", Access::Writes),
    ("apply O1 --date 2021-10-08", Access::Writes),
    ("review A1 --stage eligibility --result pass --date 2021-12-27", Access::Writes),
    ("review A1 --stage internal --result pass --date 2021-12-27", Access::Writes),
    ("review A1 --stage site --result pass --date 2021-12-27", Access::Writes),
    ("review A1 --stage expert --result pass --date 2021-12-27", Access::Writes),
    ("review A1 --stage preliminary --result pass --date 2021-12-27", Access::Writes),
    ("review A1 --stage final --result pass --date 2021-12-27", Access::Writes),
    ("incubate A1 --date 2022-01-06 --staff 1 --departments 1 --systems 1 --projects 0", Access::Writes),
    ("service log O1 --service space --date 2022-02-01", Access::Writes),
    ("project start O1 --title 邻里节 --date 2022-02-02", Access::Writes),
    ("project plan O1 --title 社区食堂 --purchaser 民政局 --amount 30000 --date 2022-02-03", Access::Writes),
    ("project tender P2 --result pass --date 2022-02-10", Access::Writes),
    ("project approve P2 --result pass --date 2022-02-20", Access::Writes),
    ("project visit P1 --date 2022-03-02", Access::Writes),
    ("project evaluate P1 --result pass --date 2022-06-02", Access::Writes),
    ("project close P1 --date 2022-06-03", Access::Writes),
    ("evaluate O1 --stage assess --year Y1 --result pass --date 2022-09-02", Access::Writes),
    ("space add 大会议室 --kind room --date 2022-01-02", Access::Writes),
    ("space add 工位 --kind desk --quantity 6 --date 2022-01-02", Access::Writes),
    ("space give 工位 O1 --date 2022-01-10", Access::Writes),
    ("space book 大会议室 O1 --from 14:00 --to 16:00 --date 2022-02-01", Access::Writes),
    ("space show 2022-02-01", Access::ReadsPast),
    ("space return AU1 --date 2022-12-01", Access::Writes),
    ("space retire 工位 --date 2022-12-02", Access::Writes),
    (
        "exit-assess O1 --stage assess --result pass --date 2023-01-10 --staff 2 --departments 2 --systems 2 --projects 1 \
         --registration pass --team pass --project pass",
        Access::Writes,
    ),
    ("exit-assess O1 --stage preliminary --result pass --date 2023-01-11", Access::Writes),
    ("exit-assess O1 --stage final --result pass --date 2023-01-12", Access::Writes),
    ("follow-up log O1 --date 2023-02-01", Access::Writes),
    ("follow-up close O1 --date 2024-02-01", Access::Writes),
    ("org add --name 松柏会 --kind association", Access::Writes),
    ("org add --name 松柏分会 --kind association", Access::Writes),
    ("org merge O2 O3", Access::Writes),
    ("apply O2 --date 2023-02-01", Access::Writes),
    ("withdraw O2 --reason 无力承担 --date 2023-03-01", Access::Writes),
    ("finance post --in 141450 --category appropriation --date 2021-11-05", Access::Writes),
    ("finance budget Y1 --line training=5000", Access::Writes),
    ("finance budget Y1", Access::ReadsPast),
    ("finance post --out 1200 --category training --date 2021-12-01", Access::Writes),
    ("finance close 2021Q4", Access::Writes),
    ("finance reopen 2021Q4 --reason 补记", Access::Writes),
    ("finance reverse V2 --date 2022-01-10 --reason 有误", Access::Writes),
    ("finance statement 2021Q4", Access::ReadsPast),
    ("finance ledger", Access::ReadsPast),
    ("fund contribute 50000 --from 慈善会 --date 2022-02-03", Access::Writes),
    ("fund invest O1 2000 --date 2022-03-03", Access::Writes),
    ("fund return O1 100 --date 2022-06-03", Access::Writes),
    ("fund show", Access::ReadsPast),
    ("operator check O2 --date 2021-10-02 --override 旧档不全", Access::Writes),
    ("operator contract O2 --from 2021-10-01 --to 2024-09-30 --date 2021-10-03", Access::Writes),
    ("operator submit summary 2021Q4 --date 2022-01-12", Access::Writes),
    ("operator assess Y1Q1 --result pass --date 2022-01-20", Access::Writes),
    ("operator inspect --about funds --result pass --date 2022-02-20", Access::Writes),
    ("operator complaint O1 --text 会议室常被占用 --date 2022-09-01", Access::Writes),
    ("operator verify CP1 --result upheld --severity minor --by 办公室 --date 2022-09-20", Access::Writes),
    ("operator breach --item law --basis 判决 --stop-by 2023-04-01 --date 2023-03-01", Access::Writes),
    ("operator show", Access::ReadsPast),
    ("training log --title 治理 --form lecture --date 2022-01-05", Access::Writes),
    ("training roster T1 @/roster.csv", Access::Writes),
    ("import roster @/other.csv --training T1", Access::Writes),
    ("template roster", Access::ReadsPast),
    ("import orgs @/orgs.csv", Access::Writes),
    ("import persons @/persons.csv", Access::Writes),
    ("import services @/services.csv", Access::Writes),
    ("import consultations @/consultations.csv", Access::Writes),
    ("import projects @/projects.csv", Access::Writes),
    ("import vouchers @/vouchers.csv", Access::Writes),
    ("training coach T1 O1 --date 2022-01-06", Access::Writes),
    ("training log --title 财务 --form lecture --date 2022-01-06 --roster @/other.csv", Access::Writes),
    ("training attend T1 邓雨桐 --excused", Access::Writes),
    ("person merge M1 M2", Access::Writes),
    ("person add 甘晓岚 --unit 城区街道", Access::Writes),
    ("person certify 甘晓岚 --level assistant --date 2022-01-20", Access::Writes),
    ("person renew 甘晓岚 --date 2023-01-20", Access::Writes),
    ("training certificates --on 2022-06-30", Access::ReadsPast),
    ("person forget M1 --reason 本人要求", Access::Writes),
    ("attach O1 @/roster.csv --as notice --date 2022-03-02", Access::Writes),
    ("search 启明", Access::ReadsPast),
    ("todo", Access::ReadsPast),
    ("hub open --name 学习网络 --kind network --date 2022-01-02", Access::Writes),
    ("hub join HB1 O1 --from 2022-01-03", Access::Writes),
    ("hub leave HM1 --date 2022-02-03", Access::Writes),
    ("hub close HB1 --date 2022-03-03", Access::Writes),
    ("activity log --kind party --title 主题党日 --date 2022-01-04", Access::Writes),
    ("talent add 甘晓岚 --pool worker --date 2022-01-04", Access::Writes),
    ("talent list", Access::ReadsPast),
    ("resource offer --title 图书 --from company --date 2022-10-08", Access::Writes),
    ("resource need O1 --title 图书 --date 2022-10-08", Access::Writes),
    ("resource match RS1 RS2 --date 2022-10-09", Access::Writes),
    ("org rate O1 --grade 3A --date 2022-06-01", Access::Writes),
    ("org inspect O1 --year 2021 --result pass --date 2022-05-01", Access::Writes),
    ("org party O1 --form own --date 2022-05-01", Access::Writes),
    ("org credit O1 --list award --basis 文件 --date 2022-05-01", Access::Writes),
    ("consult log --topic policy --date 2022-01-07", Access::Writes),
    ("list orgs", Access::Shows),
    ("show O1", Access::Shows),
    ("org forget O1 --reason 本会要求", Access::Writes),
    ("edit O1 --note 改名", Access::Writes),
    ("void C1 --reason 录错", Access::Writes),
    ("history", Access::ReadsPast),
    ("undo", Access::Writes),
    ("report monthly 2022-01", Access::ReadsPast),
    ("report quarterly 2022Q1", Access::ReadsPast),
    ("report annual Y1", Access::ReadsPast),
    ("report finance 2022Q1", Access::ReadsPast),
    ("report org O1", Access::ReadsPast),
    ("report certificate I1", Access::ReadsPast),
    ("report application A1", Access::ReadsPast),
    ("report evidence trainees 2022-01", Access::ReadsPast),
    ("report issue monthly 2022-01", Access::Writes),
    ("report reprint R1", Access::ReadsPast),
    ("report diff R1", Access::ReadsPast),
    ("backup @/backup.db", Access::Makes),
    ("restore @/backup.db --db @/restored.db", Access::Makes),
    ("export 2022-03 -o @/out", Access::Makes),
    ("rollup @/backup.db", Access::Reads),
    ("upgrade", Access::Makes),
    ("audit", Access::Reads),
    ("demo --db @/demo.db", Access::Makes),
];

struct Folder(tempfile::TempDir);

impl Folder {
    fn words(&self, line: &str) -> Vec<String> {
        let folder = self.0.path().display().to_string();
        std::iter::once("fuhua").chain(line.split_whitespace()).map(|word| word.replace('@', &folder)).collect()
    }

    /// Runs a line: its exit code and what it said.
    fn run(&self, line: &str) -> (i32, String) {
        let db = self.0.path().join("fuhua.db").display().to_string();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = crate::cli::run(
            self.words(line).into_iter().map(Into::into).collect(),
            &mut Host::scratch(
                &|name| match name {
                    "FUHUA_DB" => Some(db.clone().into()),
                    "FUHUA_TODAY" => Some("2024-03-01".into()),
                    _ => None,
                },
                &mut out,
                &mut err,
            ),
        );
        (code, String::from_utf8_lossy(&err).into_owned())
    }

    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let paths = std::fs::read_dir(self.0.path()).expect("the folder").map(|e| e.expect("an entry").path());
        let bytes = |path: &std::path::Path| if path.is_dir() { Vec::new() } else { std::fs::read(path).expect("a file") };
        paths.map(|p| (p.file_name().expect("a name").to_string_lossy().into_owned(), bytes(&p))).collect()
    }

    fn entries(&self) -> i64 {
        let Ok(db) = crate::store::open_read(&self.0.path().join("fuhua.db")) else { return 0 };
        db.one("SELECT count(*) AS n FROM journal", &[]).and_then(|row| row.int("n")).expect("the journal")
    }

    /// Runs a line that must be refused (2) or do nothing but succeed (0).
    fn leaves_all(&self, line: &str, code: i32, word: &str) {
        let before = self.files();
        let (ended, said) = self.run(line);
        assert_eq!(ended, code, "{line}: {said}");
        assert!(code == 0 || said.contains(word), "{line}: {said}");
        assert!(self.files() == before, "{line} changed something");
    }
}

fn leaves(command: &Command, path: &str, found: &mut BTreeSet<String>) {
    if !command.has_subcommands() {
        found.insert(path.to_owned());
    }
    for sub in command.get_subcommands() {
        leaves(sub, format!("{path} {}", sub.get_name()).trim(), found);
    }
}

/// Only what stands below words that were not typed is left out.
#[test]
fn a_command_is_made_as_in_the_whole_tree() {
    let mut all = BTreeSet::new();
    leaves(&command(), "", &mut all);
    for leaf in &all {
        let words: Vec<OsString> = std::iter::once("fuhua").chain(leaf.split(' ')).map(Into::into).collect();
        let (mut whole, mut made) = (command(), command_for(&words));
        assert_eq!(made.render_long_help().to_string(), whole.render_long_help().to_string());
        let (mut at, mut made) = (&mut whole, &mut made);
        for word in leaf.split(' ') {
            at = at.find_subcommand_mut(word).expect("a word");
            made = made.find_subcommand_mut(word).expect("a word");
            assert_eq!(made.render_long_help().to_string(), at.render_long_help().to_string(), "{leaf}");
        }
    }
    assert!(all.len() > 60, "{}", all.len());
}

#[test]
fn each_command_does_with_the_database_what_it_says() {
    let folder = Folder(tempfile::tempdir().expect("a folder"));
    std::fs::write(folder.0.path().join("roster.csv"), "姓名,电话\n沈知秋,13800138001\n").expect("a roster");
    for (name, text) in [
        ("other.csv", "姓名\n沈之秋\n"),
        ("orgs.csv", "名称,类型\n银杏社,社团\n"),
        ("persons.csv", "姓名,单位\n尤佳,城区街道\n"),
        ("services.csv", "组织,服务,日期\n春风社,公共空间,2022-02-03\n"),
        ("consultations.csv", "主题,日期\n党建,2022-02-03\n"),
        ("projects.csv", "组织,名称,开始日期\n春风社,读书会,2022-02-03\n"),
        ("vouchers.csv", "日期,收入,类别\n2022-02-03,5,财政拨款\n"),
    ] {
        std::fs::write(folder.0.path().join(name), text).expect("a list");
    }
    let mut all = BTreeSet::new();
    leaves(&command(), "", &mut all);
    for (line, access) in LINES {
        let matches = command().try_get_matches_from(folder.words(line)).unwrap_or_else(|e| panic!("{line}: {e}"));
        let (_, verb) = read(&matches).expect("it parses");
        assert_eq!(verb.access(), *access, "{line}");
        let leaf = all.iter().find(|leaf| line == leaf || line.starts_with(&format!("{leaf} "))).cloned();
        if let Some(leaf) = leaf {
            all.remove(&leaf);
        }

        let past = if access.reads_the_past() { 0 } else { 2 };
        folder.leaves_all(&format!("{line} --as-known-on today"), past, "--as-known-on");
        folder.leaves_all(&format!("{line} --dry-run"), if access.keeps() { 0 } else { 2 }, "--dry-run");
        if *access != Access::Shows {
            folder.leaves_all(&format!("{line} --reveal-personal 核对"), 2, "--reveal-personal");
        }

        let (before, entries) = (folder.files(), folder.entries());
        let (code, said) = folder.run(line);
        assert_eq!(code, 0, "{line}: {said}");
        let (after, more) = (folder.files(), folder.entries() - entries);
        match access {
            Access::Reads | Access::ReadsPast | Access::Shows => assert!(after == before, "{line} changed something"),
            Access::Writes => assert_eq!((more, after.len()), (1, before.len()), "{line}"),
            // There is no older format to upgrade from; `trial` has one.
            Access::Makes if *line == "upgrade" => assert!(after == before, "{line}"),
            Access::Makes => {
                assert_eq!(after.len(), before.len() + 1, "{line}");
                assert!(before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)), "{line}");
            }
        }
        if *access == Access::Shows {
            let (code, said) = folder.run(&format!("{line} --reveal-personal 核对"));
            assert_eq!((code, folder.entries() - entries), (0, 1), "{line}: {said}");
        }
    }
    // A verb that only makes a record writes by what it is.
    all.retain(|words| registry::creates().all(|(_, create)| create.words.join(" ") != *words));
    assert!(all.is_empty(), "no line is of {all:?}");
}
