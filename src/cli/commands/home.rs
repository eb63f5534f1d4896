//! `home`: the year at a glance, and what comes next. What `fuhua` alone shows on a
//! terminal.

use serde::Serialize;
use serde_json::Map;
use unicode_width::UnicodeWidthStr;

use crate::cli::answer::Answer;
use crate::cli::changes;
use crate::cli::commands::history::{deed, facts_json};
use crate::cli::ctx::Ctx;
use crate::cli::format::SCREEN;
use crate::cli::paint::{Paint, Tone, fit, pad, pad_left};
use crate::document::{Block, Column, Document, Table};
use crate::domain::date;
use crate::domain::terms::STATUS;
use crate::domain::text::printable;
use crate::i18n::label;
use crate::journal::{self, Entry};
use crate::report::cases;
use crate::report::due::{self, Todo};
use crate::report::targets::{Standing, Targets};
use crate::store::Db;
use crate::store::records::plan;
use crate::store::records::registry::JOURNAL;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {}

/// Days ahead that are looked at.
const WEEK: u64 = 7;
/// So many rows of a part are shown.
const SHOWN: usize = 5;
/// So many changes are shown.
const CHANGES: u32 = 3;

/// What the screen shows.
#[derive(Serialize)]
struct Home {
    #[serde(flatten)]
    targets: Targets,
    due: Vec<Todo>,
    changes: Vec<Map<String, serde_json::Value>>,
    next: Vec<String>,
    #[serde(skip)]
    last: Vec<(Entry, String)>,
}

/// Shows the year, its targets, what is due, the last changes and the likely next
/// commands; without a database, what to type first.
///
/// # Errors
/// A fault if the database cannot be used.
pub fn run(_: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let on_screen = ctx.host.screen.rows.is_some() && ctx.output.is_none();
    let paint = Paint { colours: on_screen && ctx.host.colours() };
    if on_screen && ctx.db.symlink_metadata().is_err() {
        let mut answer = Answer::new(serde_json::Value::Null, Document::default())?;
        answer.made.push((SCREEN, first_steps(ctx, paint).into_bytes()));
        return Ok(answer);
    }
    let home = read(&ctx.read()?, ctx)?;
    let mut answer = Answer::new(&home, document(&home))?;
    answer.made.push((SCREEN, screen(&home, ctx, paint).into_bytes()));
    Ok(answer)
}

fn read(db: &Db, ctx: &Ctx<'_, '_>) -> anyhow::Result<Home> {
    let (today, calendar) = (ctx.today(), plan::calendar(db)?);
    let year = calendar.year_at(today);
    let targets = Targets::read(db, year, today.min(year.end), today)?;
    let due = due::todo(db, &cases::on(db, today)?, today, WEEK, today)?;
    let mut last = Vec::new();
    for entry in journal::entries(db, None, Some(CHANGES))?.into_iter().rev() {
        let touched = changes::summary(db, entry.seq)?;
        last.push((entry, touched));
    }
    let changes = last.iter().map(|(entry, _)| facts_json(entry)).collect();
    Ok(Home { next: next(&due, last.len()), targets, due, changes, last })
}

/// The likely next commands: what is due, else what every day has.
fn next(due: &[Todo], entries: usize) -> Vec<String> {
    let mut next: Vec<String> = Vec::new();
    let (late, soon): (Vec<&Todo>, Vec<&Todo>) = due.iter().partition(|todo| todo.overdue);
    for todo in late.into_iter().chain(soon.into_iter().filter(|todo| todo.days >= 0)) {
        if next.len() < 2 && !next.contains(&todo.command) {
            next.push(todo.command.clone());
        }
    }
    // The entry of `init` alone: nothing is on record yet.
    let usual = if entries < 2 {
        ["fuhua org add", "fuhua plan show", "fuhua help"]
    } else {
        ["fuhua todo", "fuhua report quarterly", "fuhua help"]
    };
    next.extend(usual.map(str::to_owned));
    next
}

/// For formats that are no screen.
fn document(home: &Home) -> Document {
    let mut document = home.targets.document();
    document.blocks.extend(due::document(&home.due).blocks.into_iter().filter(|block| matches!(block, Block::Table(_))));
    let columns =
        [tr!("流水", "entry"), tr!("时间", "when"), tr!("经办人", "who"), tr!("命令", "command"), tr!("改动的记录", "what it touched")];
    let mut table = Table::new(label("最近改动", "changes"), columns.map(Column::words).into()).if_any();
    for (entry, touched) in &home.last {
        let code = JOURNAL.code(entry.seq).to_string();
        table.row([code.into(), date::when(&entry.at).into(), entry.actor.as_str().into(), deed(entry).into(), touched.as_str().into()]);
    }
    document.table(table);
    document
}

/// The lines of a screen.
struct Lines {
    width: usize,
    paint: Paint,
    text: String,
}

impl Lines {
    fn head(&mut self, text: &str) {
        let text = self.paint.on(Tone::Head, &fit(&printable(text), self.width));
        self.text += &format!("{text}\n");
    }

    /// A line further in; `tone` is that of the whole.
    fn line(&mut self, tone: Option<Tone>, text: &str) {
        let text = fit(&format!("  {}", printable(text)), self.width);
        let text = tone.map_or_else(|| text.clone(), |tone| self.paint.on(tone, &text));
        self.text += &format!("{text}\n");
    }

    fn blank(&mut self) {
        self.text.push('\n');
    }
}

fn screen(home: &Home, ctx: &Ctx<'_, '_>, paint: Paint) -> String {
    let mut lines = Lines { width: usize::from(ctx.host.screen.width), paint, text: String::new() };
    let (year, today) = (home.targets.year.prose(), ctx.today());
    lines.head(home.targets.title());
    lines.line(None, &tr!("{year};今天{today}", "{year}; today {today}"));
    lines.blank();
    bars(&home.targets.targets, &mut lines);
    let (overdue, rest): (Vec<&Todo>, Vec<&Todo>) = home.due.iter().partition(|todo| todo.overdue);
    let (soon, open): (Vec<&Todo>, Vec<&Todo>) = rest.into_iter().partition(|todo| todo.days >= 0);
    part(&tr!("已逾期", "overdue"), &overdue, Some(Tone::Bad), &mut lines);
    part(&tr!("七天内", "within a week"), &soon, None, &mut lines);
    if soon.is_empty() {
        lines.blank();
        lines.line(Some(Tone::Good), &tr!("七天内没有到期的事项", "nothing is due within a week"));
    }
    if !open.is_empty() {
        lines.line(Some(Tone::Quiet), &tr!("早已可办的{n}件,见 fuhua todo", "{n} that may be done any day: fuhua todo", n = open.len()));
    }
    lines.blank();
    lines.head(&tr!("最近改动", "last changes"));
    for (entry, touched) in &home.last {
        let (code, when, who, what) = (JOURNAL.code(entry.seq), date::when(&entry.at), &entry.actor, deed(entry));
        lines.line(None, &format!("{code}  {when}  {who}  {what}  {touched}"));
    }
    lines.blank();
    lines.head(&tr!("接着可做", "what may come next"));
    for command in &home.next {
        lines.line(None, &typed_with(ctx, command));
    }
    lines.text
}

/// A command with the flag of this database, if it was named by one.
fn typed_with(ctx: &Ctx<'_, '_>, command: &str) -> String {
    let rest = command.strip_prefix("fuhua").unwrap_or(command);
    match ctx.db_named {
        true => format!("{} --db {}{rest}", ctx.program, ctx.db.display()),
        false => format!("{}{rest}", ctx.program),
    }
}

/// Targets as bars, with a mark where the day expects them.
fn bars(targets: &[Standing], lines: &mut Lines) {
    lines.head(&tr!("年度目标(“|”是今天应到的位置)", "the year's targets ('|' is where today should be)"));
    let names = targets.iter().map(|t| t.name().width()).max().unwrap_or(0).min(lines.width / 3);
    let counts: Vec<String> = targets.iter().map(|t| format!("{}/{}", t.actual, t.target)).collect();
    let count = counts.iter().map(String::len).max().unwrap_or(0);
    let status = targets.iter().map(|t| STATUS.text(t.status.id()).width()).max().unwrap_or(0);
    let columns = lines.width.saturating_sub(names + count + status + 8).min(24);
    for (target, n) in targets.iter().zip(counts) {
        let tone = if target.lags() { Tone::Bad } else { Tone::Good };
        let tenths = |n: i64| n.unsigned_abs().saturating_mul(10);
        let bar = lines.paint.bar(tone, columns, tenths(target.actual), target.expected.0.unsigned_abs(), tenths(target.target));
        let (name, n) = (pad(&printable(target.name()), names), pad_left(&n, count));
        let status = lines.paint.on(tone, STATUS.text(target.status.id()));
        lines.text += &format!("  {name}  {bar}  {n}  {status}\n");
    }
}

fn part(title: &str, todos: &[&Todo], tone: Option<Tone>, lines: &mut Lines) {
    if todos.is_empty() {
        return;
    }
    let n = todos.len();
    lines.blank();
    lines.head(&tr!("{title}({n}件)", "{title} ({n})"));
    for todo in todos.iter().take(SHOWN) {
        lines.line(tone, &todo.line());
    }
    if let Some(more) = n.checked_sub(SHOWN).filter(|more| *more > 0) {
        lines.line(Some(Tone::Quiet), &tr!("另有{more}件,见 fuhua todo", "{more} more: fuhua todo"));
    }
}

/// What to type first, by who one is.
fn first_steps(ctx: &Ctx<'_, '_>, paint: Paint) -> String {
    let mut lines = Lines { width: usize::from(ctx.host.screen.width), paint, text: String::new() };
    let (db, program) = (ctx.db.display(), &ctx.program);
    lines.head(&tr!("fuhua 孵化:社会组织孵化基地台账", "fuhua: the books of a social-organisation incubation base"));
    lines.line(None, &tr!("这里还没有数据库({db})", "there is no database here yet ({db})"));
    for (who, command, then) in [
        (
            tr!("新的基地,从今天记账", "a new base that begins its books"),
            "init".to_owned(),
            tr!("建库;然后 {program} org add 登记组织", "makes the database; then {program} org add"),
        ),
        (
            tr!("先看一看、试一试", "a look at it first"),
            "demo".to_owned(),
            tr!("建立演示数据库;然后 {program} --db fuhua-demo.db", "makes a demo; then {program} --db fuhua-demo.db"),
        ),
        (
            tr!("拿到一个数据库,要审计", "an auditor with a file"),
            tr!("audit 文件", "audit FILE"),
            tr!("检查它,一个字节也不改", "checks it and changes no byte of it"),
        ),
        (
            tr!("数据库在别处", "a database elsewhere"),
            tr!("--db 文件", "--db FILE"),
            tr!("或设环境变量 FUHUA_DB", "or set the variable FUHUA_DB"),
        ),
    ] {
        lines.blank();
        lines.head(&who);
        lines.line(Some(Tone::Good), &format!("{program} {command}"));
        lines.line(Some(Tone::Quiet), &then);
    }
    lines.blank();
    lines.line(Some(Tone::Quiet), &tr!("各种工作怎么做:{program} help", "how each kind of work is done: {program} help"));
    lines.text
}
