//! `exit-assess`: a step of exit 出壳.

use crate::cli::answer::Answer;
use crate::cli::args::{choice, date_help};
use crate::cli::ctx::Ctx;
use crate::cli::resolve::{self, Case};
use crate::cli::write::{Written, write_to};
use crate::domain::quantity;
use crate::domain::terms::{EXIT_STAGE, RESULT};
use crate::fault::Fault;
use crate::store::records::kinds::incubation::EXIT_STEP;
use crate::store::records::kinds::incubation::INCUBATION;
use crate::store::records::plan;
use crate::store::{Value, Writer, named_params};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("组织", "ORG"), help = tr!("在孵组织,或孵化编号", "a resident, or the code of its stay"))]
    case: String,
    #[arg(long, value_name = tr!("阶段", "STAGE"), help = choice(tr!("阶段", "stage"), &EXIT_STAGE))]
    stage: String,
    #[arg(long, value_name = tr!("结果", "RESULT"), help = choice(tr!("结果", "result"), &RESULT))]
    result: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("人数", "N"), help = tr!("考核时的人员", "staff now (assess)"))]
    staff: Option<String>,
    #[arg(long, value_name = tr!("个数", "N"), help = tr!("考核时的部门", "departments now (assess)"))]
    departments: Option<String>,
    #[arg(long, value_name = tr!("个数", "N"), help = tr!("考核时的管理制度", "management systems now (assess)"))]
    systems: Option<String>,
    #[arg(long, value_name = tr!("个数", "N"), help = tr!("自行设计的项目", "projects of its own design (assess)"))]
    projects: Option<String>,
    #[arg(long, value_name = tr!("判定", "VERDICT"), help = tr!("注册许可:pass 或 fail", "registration: pass or fail (assess)"))]
    registration: Option<String>,
    #[arg(long, value_name = tr!("判定", "VERDICT"), help = tr!("团队建设:pass 或 fail", "team: pass or fail (assess)"))]
    team: Option<String>,
    #[arg(long, value_name = tr!("判定", "VERDICT"), help = tr!("项目设计:pass 或 fail", "project design: pass or fail (assess)"))]
    project: Option<String>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("说明", "note"))]
    note: Option<String>,
}

/// Records a step of exit. Facts and judgements belong to `assess`.
///
/// # Errors
/// A fault if a value is wrong or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let stage = EXIT_STAGE.parse(&args.stage)?;
    let result = RESULT.parse(&args.result)?;
    let day = ctx.date(args.date.as_ref())?;
    let facts = facts(&args)?;
    if stage != "assess" && facts.iter().any(|(_, value)| *value != Value::Null) {
        return Fault::input(tr!("事实和判定只在考核阶段记录", "facts and judgements are recorded at the assessment"))
            .hint(tr!("用 --stage assess;更正考核用 fuhua edit", "use --stage assess; correct an assessment with fuhua edit"))
            .err();
    }
    let (writer, case) = resolve::begin_with_case(ctx, &args.case, Case::Stay)?;
    let stay = case.incubation.unwrap_or_default();
    write_to(ctx, writer, "exit-assess", |w| {
        let body = match stage {
            "preliminary" => Some(plan::body(w, "preliminary_body")?),
            "final" => Some(plan::body(w, "final_body")?),
            _ => None,
        };
        let mut columns = vec![
            ("incubation_id", stay.into()),
            ("stage", stage.into()),
            ("on_date", day.into()),
            ("result", result.into()),
            ("body", body.into()),
            ("note", args.note.into()),
        ];
        columns.extend(facts);
        let id = w.insert("exit_step", &columns)?;
        let (code, name, stay) = (EXIT_STEP.code(id), &case.name, INCUBATION.code(stay));
        let (label, outcome) = (EXIT_STAGE.text(stage), RESULT.text(result));
        let mut message = tr!("已记录 {code}:{name}({stay}){label}{outcome}", "recorded {code}: {name} ({stay}), {label}: {outcome}");
        let done = match (stage, result) {
            ("assess", _) => {
                message += &beside(w, id)?;
                Written::new(code, message).next(format!("fuhua exit-assess {stay} --stage preliminary --result {result}"))
            }
            ("preliminary", _) => Written::new(code, message).next(format!("fuhua exit-assess {stay} --stage final --result {result}")),
            (_, "pass") => {
                message += &tr!(",已出壳,进入跟踪期", ", graduated, follow-up begins");
                Written::new(code, message).next(format!("fuhua follow-up log {stay}"))
            }
            _ => Written::new(code, message + &tr!(",已退出基地", ", left the base")).next(format!("fuhua show {stay}")),
        };
        Ok(done)
    })
}

fn facts(args: &Args) -> anyhow::Result<Vec<(&'static str, Value)>> {
    let count = |text: &Option<String>, flag| text.as_deref().map(|t| quantity::count(t, flag)).transpose().map(Value::from);
    let verdict = |text: &Option<String>| text.as_deref().map(|t| RESULT.parse(t)).transpose().map(Value::from);
    Ok(vec![
        ("staff", count(&args.staff, "--staff")?),
        ("departments", count(&args.departments, "--departments")?),
        ("systems", count(&args.systems, "--systems")?),
        ("projects", count(&args.projects, "--projects")?),
        ("registration", verdict(&args.registration)?),
        ("team", verdict(&args.team)?),
        ("project", verdict(&args.project)?),
    ])
}

/// Entry level and facts side by side.
fn beside(w: &Writer, step: i64) -> anyhow::Result<String> {
    let row = w.one(
        "SELECT i.entry_staff, i.entry_departments, i.entry_systems, i.entry_projects, x.staff, x.departments, x.systems, x.projects
           FROM exit_step x JOIN incubation i ON i.id = x.incubation_id WHERE x.id = :id",
        named_params! {":id": step},
    )?;
    let pair = |entry: &str, now: &str| -> anyhow::Result<String> {
        let now = row.opt_int(now)?.map_or_else(|| tr!("未记", "?"), |n| n.to_string());
        Ok(format!("{}→{now}", row.int(entry)?))
    };
    let (staff, departments) = (pair("entry_staff", "staff")?, pair("entry_departments", "departments")?);
    let (systems, projects) = (pair("entry_systems", "systems")?, pair("entry_projects", "projects")?);
    Ok(tr!(
        ",入壳→现在:人员{staff}、部门{departments}、制度{systems}、项目{projects}",
        ", entry→now: staff {staff}, departments {departments}, systems {systems}, projects {projects}"
    ))
}
