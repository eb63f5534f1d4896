//! `audit`: what a file is worth.

use std::path::Path;

use serde_json::json;

use crate::audit::{self, AuditOptions, ExpectedHead, Papers, Report, audit};
use crate::cli::answer::Answer;
use crate::cli::args::{choice, one_of};
use crate::cli::ctx::Ctx;
use crate::cli::files::Named;
use crate::cli::write::rehearsal;
use crate::document::{Cell, Column, Document, Fact, Table};
use crate::domain::terms::SEVERITY;
use crate::domain::text::printable;
use crate::fault::Fault;
use crate::i18n::{Label, label};
use crate::intake::papers;
use crate::journal::checks;
use crate::journal::seal::Chain;
use crate::rules::{self, Severity, Today};
use crate::tr;

#[derive(clap::Args)]
#[command(after_help = tr!(
    "文件只读不写:先复制到私有文件夹再检查,文件中的 SQL 一概不执行\n退出码:0 没有发现;1 有达到 --fail-on 级别的发现(包括损坏或被改动的文件);3 文件不存在、不是本程序的、版本更新或无法读取",
    "The file is only read: it is copied to a private folder first, and no SQL in it is run\nExit code: 0 nothing found; 1 a finding of the severity of --fail-on, also in a damaged or altered file; 3 the file is missing, not of this program, newer, or cannot be read"
))]
pub struct Args {
    #[arg(value_name = tr!("文件", "FILE"), help = tr!("数据库文件,默认 --db 所指;写 rules 则列出全部规则和检查", "the file; default what --db names; the word rules lists every rule and check"))]
    file: Option<Named>,
    #[arg(long, value_name = tr!("级别", "SEVERITY"), default_value = "error", value_parser = one_of(&SEVERITY), help = choice(tr!("出现此级别即以1退出", "exit with 1 from this severity on"), &SEVERITY))]
    fail_on: String,
    #[arg(long = "rule", value_name = tr!("规则", "ID"), help = tr!("只看这些规则或检查,可多次给出", "only this rule or check; may be given several times"))]
    rules: Vec<String>,
    #[arg(long, value_name = tr!("摘要", "HASH"), help = tr!("流水须含有报表上印的这个链首;可多次给出,以查明从何处起不可信", "the journal must have this head, which a report printed; may be given several times, to see from where on it cannot be trusted"))]
    expect_head: Vec<String>,
    #[arg(long, value_name = tr!("文件夹", "FOLDER"), help = tr!("在此文件夹中核对各份文件的原件", "look in this folder for the originals of papers"))]
    papers: Option<Named>,
}

/// Checks a file without changing it.
///
/// # Errors
/// A fault if it cannot be checked at all.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    if args.file.as_ref().is_some_and(|f| f.is("rules") || f.is("规则")) {
        return list();
    }
    let fail_on = Severity::parse(&args.fail_on)?;
    let only = args.rules.iter().map(|id| known(id)).collect::<anyhow::Result<Vec<_>>>()?;
    let expect_heads = args.expect_head.iter().map(|typed| expected_head(typed)).collect::<anyhow::Result<Vec<_>>>()?;
    let papers = match &args.papers {
        Some(folder) => Some(papers::folder(ctx.files.reads(folder)?)?),
        None => None,
    };
    let file = match &args.file {
        Some(file) => {
            let path = ctx.files.reads_database(file)?;
            if path.symlink_metadata().is_err() {
                let shown = printable(&path.display().to_string());
                return Fault::database(tr!("没有文件 {shown}", "there is no file {shown}"))
                    .hint(tr!("核对文件名和所在的文件夹", "check the file's name and folder"))
                    .err();
            }
            path
        }
        None => &ctx.db,
    };
    let ask = AuditOptions { today: Today(ctx.today()), only: &only, expect_heads: &expect_heads, papers: papers.as_ref() };
    let report = audit(file, &ask)?;
    let mut answer = Answer::new(value(&report, file), document(&report, file, !expect_heads.is_empty()))?;
    let failed = Severity::ALL.iter().any(|s| *s <= fail_on && report.count(*s) > 0);
    answer.exit = i32::from(failed);
    if failed {
        answer.notes.push(tr!("审计未通过:{what}", "the audit failed: {what}", what = summary(&report)));
    }
    Ok(answer)
}

const GRAVEST_FIRST: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Notice];

/// The id of a rule or check.
fn known(id: &str) -> anyhow::Result<&'static str> {
    match audit::find(id) {
        Some(id) => Ok(id),
        None => Fault::input(tr!("没有规则或检查“{id}”", "there is no rule or check '{id}'"))
            .hint(tr!("用 fuhua audit rules 查看全部", "fuhua audit rules lists them all"))
            .err(),
    }
}

/// A head as it may be typed from paper: in groups, in capitals, after its entry's
/// code, or the whole line as a report prints it, which begins with the word for
/// the journal.
fn expected_head(typed: &str) -> anyhow::Result<ExpectedHead> {
    let first = |text: &str| text.split_once(char::is_whitespace).map(|(word, rest)| (word.to_owned(), rest.trim_start().to_owned()));
    let line = typed.replace([':', '：'], " ").trim().to_owned();
    let line = match first(&line) {
        Some((word, rest)) if ["流水", "journal"].contains(&word.to_ascii_lowercase().as_str()) => rest,
        _ => line,
    };
    let number = |word: &str| word.strip_prefix(['J', 'j']).and_then(|n| n.parse::<i64>().ok());
    let (entry, rest) = match first(&line).and_then(|(word, rest)| Some((number(&word)?, rest))) {
        Some((entry, rest)) => (Some(entry), rest),
        None => (None, line),
    };
    let hash: String = rest.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_ascii_lowercase();
    if hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Ok(ExpectedHead { entry, hash });
    }
    Fault::input(tr!("“{typed}”不是链首:应为64位十六进制数", "'{typed}' is not a chain head (expected 64 hexadecimal digits)")).err()
}

fn value(report: &Report, file: &Path) -> serde_json::Value {
    let [errors, warnings, notices] = GRAVEST_FIRST.map(|s| report.count(s));
    let mut value = json!({
        "file": file.display().to_string(),
        "sha256": report.sha256,
        "usable": report.usable,
        "schema_version": report.schema_version,
        "journal": {
            "entries": report.entries,
            "head": report.head.as_ref().map(|h| &h.hash),
            "chain": chain_words(&report.chain),
            "replay": report.replay.id(),
        },
        "findings": report.findings,
        "counts": {"error": errors, "warning": warnings, "notice": notices},
    });
    if let Some(Papers { found, missing }) = report.papers {
        value["papers"] = json!({"found": found, "missing": missing});
    }
    value
}

fn chain_words(chain: &Chain) -> String {
    match chain {
        Chain::Ok => "ok".into(),
        Chain::Absent => "absent".into(),
        Chain::Broken { entry, .. } => format!("broken at J{entry}"),
    }
}

/// `ok`, `absent` or `broken at …` as a person reads it.
fn told(id: &str) -> String {
    match id.strip_prefix("broken") {
        None if id == "ok" => tr!("相符", "ok"),
        None => tr!("未作", "absent"),
        Some(place) => match place.strip_prefix(" at ") {
            Some(place) => tr!("不符,始于 {place}", "broken at {place}"),
            None => tr!("不符", "broken"),
        },
    }
}

fn summary(report: &Report) -> String {
    let [errors, warnings, notices] = GRAVEST_FIRST.map(|s| report.count(s));
    let waived = report.findings.iter().filter(|f| f.waived).count();
    tr!(
        "错误{errors}处,警告{warnings}处,提示{notices}处,例外{waived}处",
        "errors: {errors}, warnings: {warnings}, notices: {notices}, waived: {waived}"
    )
}

/// What no check of the file alone can show.
fn unproven() -> String {
    tr!(
        "未给 --expect-head:单凭文件看不出它是不是旧副本,或流水是否整个改写过",
        "without --expect-head nothing shows whether this is an older copy, or whether its whole history was rewritten"
    )
}

fn document(report: &Report, file: &Path, anchored: bool) -> Document {
    let file = file.display();
    let mut document = Document::titled(tr!("审计 {file}", "audit of {file}"));
    let head = report.head.as_ref().map(|h| format!("J{} {}", h.entry, h.hash));
    let entries = Fact::new(tr!("流水", "journal"), report.entries);
    document.facts(vec![
        Fact::new(tr!("文件摘要", "file SHA-256"), Cell::code(&report.sha256)),
        Fact::new(tr!("可用", "usable"), Cell::yes_no(report.usable)),
        entries.unit(tr!("条", "entries")).said(tr!("{n}条", "entries: {n}", n = report.entries)),
        Fact::new(tr!("链首", "head"), head.map_or(Cell::Empty, Cell::Code)),
        Fact::new(tr!("链", "chain"), told(&chain_words(&report.chain))),
        Fact::new(tr!("重放", "replay"), told(&report.replay.id())),
    ]);
    document.table(finding_table(report, label("发现", "findings"), false));
    document.table(finding_table(report, label("已作例外", "waived"), true));
    let counts = GRAVEST_FIRST.map(|s| Fact::new(SEVERITY.text(s.id()), report.count(s)));
    document.said(summary(report), counts.into());
    if let Some(Papers { found, missing }) = report.papers {
        document
            .note(tr!("文件夹中有的文件{found}份,没有的{missing}份", "papers that are in the folder: {found}, that are not: {missing}"));
    }
    if report.rehearsal {
        document.note(rehearsal());
    }
    if !anchored {
        document.note(unproven());
    }
    document
}

/// The findings that were waived, or the others.
fn finding_table(report: &Report, name: Label, waived: bool) -> Table {
    let columns = vec![
        Column::words(tr!("级别", "severity")),
        Column::code(tr!("记录", "record")),
        Column::words(tr!("规则", "rule")),
        Column::words(tr!("依据", "clause")),
        Column::words(tr!("内容", "what")),
    ];
    let mut table = Table::new(name, columns).titled(name.text()).if_any();
    for f in report.findings.iter().filter(|f| f.waived == waived) {
        let [severity, rule, clause, what] = [SEVERITY.text(f.severity), f.rule, f.clause, &f.message].map(Cell::from);
        table.row([severity, Cell::code(f.subject.as_str()), rule, clause, what]);
    }
    table
}

/// Every rule of the plan and every check of the file.
fn list() -> anyhow::Result<Answer> {
    let of_checks = checks::ALL.iter().map(|c| (c.id, c.clause.text(), c.severity, false, c.demand.text()));
    let of_rules = rules::all().map(|r| (r.id, r.clause(), r.severity, r.waivable, r.demand.text()));
    let mut values = Vec::new();
    let columns = vec![
        Column::label(tr!("规则", "rule")),
        Column::words(tr!("依据", "clause")),
        Column::words(tr!("级别", "severity")),
        Column::words(tr!("可例外", "waivable")),
        Column::words(tr!("要求", "demand")),
    ];
    let mut table = Table::new(label("规则", "rules"), columns);
    for (id, clause, severity, waivable, demand) in of_checks.chain(of_rules) {
        values.push(json!({"id": id, "clause": clause, "severity": severity.id(), "waivable": waivable, "demand": demand}));
        table.row([id.into(), clause.into(), SEVERITY.text(severity.id()).into(), Cell::yes_no(waivable), demand.into()]);
    }
    Answer::new(values, Document::of(table))
}
