//! `init`: a new database with its plan.

use std::path::Path;

use anyhow::Context;

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::cli::files::{self, Named};
use crate::cli::write::{self, Written, write_to};
use crate::domain::text::printable;
use crate::domain::{date, digest};
use crate::fault::Fault;
use crate::intake::text;
use crate::plan::{BUILT_IN, Plan, bounds};
use crate::store::file::temporary::{Purpose, Temporary};
use crate::store::{self, Value, Writer, records};
use crate::tr;

/// The largest plan file that is read, in bytes.
const LARGEST: u64 = 1 << 20;

#[derive(clap::Args)]
pub struct Args {
    #[arg(long, value_name = tr!("文件", "FILE"), help = tr!("计划:lingwu-2021(内置,默认)或 TOML 文件", "plan: lingwu-2021 (built in, the default) or a TOML file"))]
    plan: Option<Named>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = tr!("计划首日,用于续订的计划", "the plan's first day, for a renewed plan"))]
    start: Option<String>,
}

/// Makes the file under a name of its own, then gives it its name: there is
/// never half a database.
///
/// # Errors
/// A fault if the file exists, the plan is wrong, or the disk fails.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let target = ctx.db.clone();
    make(&target, args, ctx)
}

/// Makes a database at a path.
///
/// # Errors
/// As [`run`].
pub fn make(target: &Path, args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let shown = printable(&target.display().to_string());
    let elsewhere = |fault: Fault| fault.hint(tr!("用 --db 指明另一个位置", "name another place with --db"));
    ctx.files.free(target).map_err(elsewhere)?;
    let plan = match args.plan.filter(|plan| !plan.is(BUILT_IN)) {
        None => Plan::built_in()?,
        Some(file) => {
            let file = ctx.files.reads(&file)?;
            let name = printable(&file.display().to_string());
            let unreadable = |e: String| {
                Fault::input(tr!("无法读取计划文件 {name}:{e}", "cannot read the plan file {name}: {e}")).hint(tr!(
                    "核对文件名和所在文件夹;内置的计划不用写 --plan",
                    "check the file's name and folder; the built-in plan needs no --plan"
                ))
            };
            let bytes = text::load(file, LARGEST).map_err(|e| unreadable(e.to_string()))?;
            let text = String::from_utf8(bytes).map_err(|_| unreadable(tr!("不是 UTF-8 文本", "it is not UTF-8 text")))?;
            Plan::read(&text, &name)?
        }
    };
    let start = args.start.as_deref().map(|text| date::parse(text, ctx.today())).transpose()?;
    let calendar = plan.calendar(start);
    if let Some(why) = bounds::days(&calendar) {
        return Fault::input(tr!("计划不能从这一天开始:{why}", "the plan cannot begin on this day: {why}"))
            .hint(tr!("用 --start 指明另一天", "name another day with --start"))
            .err();
    }
    let cannot = |e| elsewhere(files::unwritten(target, &e));
    let folder = files::folder_of(target).canonicalize().map_err(cannot)?;
    let workshop = Temporary::new(Purpose::New, &folder).map_err(cannot)?;
    let temporary = tempfile::NamedTempFile::new_in(workshop.path()).map_err(cannot)?.into_temp_path();
    let writer = store::create(&temporary)?;
    let (first, last) = (calendar.years[0].start, calendar.years[calendar.years.len() - 1].end);
    let (rehearsal, today) = (ctx.clock.stated, ctx.today());
    let id = database_id(&format!("{}\0{first}\0{}\0{}", plan.name, ctx.at(), ctx.actor()), rehearsal)?;
    let (name, years) = (plan.name.clone(), calendar.years.len());
    let answer = write_to(ctx, writer, "init", |w: &Writer| {
        w.insert("meta", &[("database_id", id.into()), ("rehearsal", Value::Int(i64::from(rehearsal)))])?;
        records::plan::write(w, &plan, &calendar)?;
        let message = tr!(
            "已新建 {shown}:计划 {name},{years}个运营年度,{first}至{last}",
            "created {shown}: plan {name}, {years} operating years, {first} to {last}"
        );
        let over = (last < today).then(|| {
            tr!(
                "这一计划到{last}已经结束,今天{today}的事记不进去;续订的计划用 --start 写明首日,如 fuhua init --start {today} --db 新库.db",
                "this plan was over on {last}, and what happens today, {today}, cannot be recorded in it; for a renewed plan give its first day, as in fuhua init --start {today} --db NEW.db"
            )
        });
        let warnings = rehearsal.then(write::rehearsal).into_iter().chain(over).collect();
        Ok(Written { code: "J1".into(), kind: "database", message, next: vec!["fuhua org add".into()], warnings })
    })?;
    if !ctx.dry_run {
        ctx.committed = false;
        files::place(temporary, &folder, target).map_err(elsewhere)?;
        ctx.committed = true;
    }
    Ok(answer)
}

/// The database's identity: random, or in a rehearsal what the seed gives.
fn database_id(seed: &str, rehearsal: bool) -> anyhow::Result<String> {
    if rehearsal {
        return Ok(digest::sha256(format!("fuhua rehearsal\0{seed}"))[..32].to_owned());
    }
    records::personal::random().context("database id")
}
