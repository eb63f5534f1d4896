//! `incubate`: entry into the base 入壳.

use crate::cli::answer::Answer;
use crate::cli::args::date_help;
use crate::cli::ctx::Ctx;
use crate::cli::resolve::{self, Case};
use crate::cli::write::{Written, write_to};
use crate::domain::{date, quantity};
use crate::store::records::kinds::incubation::INCUBATION;
use crate::store::records::plan;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("申请", "APP"), help = tr!("申请编号,或只有一份未结申请的组织", "application, or an organisation with one open application"))]
    application: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("人数", "N"), help = tr!("入壳时的人员", "staff at entry"))]
    staff: String,
    #[arg(long, value_name = tr!("个数", "N"), help = tr!("入壳时的部门", "departments at entry"))]
    departments: String,
    #[arg(long, value_name = tr!("个数", "N"), help = tr!("入壳时的管理制度", "management systems at entry"))]
    systems: String,
    #[arg(long, value_name = tr!("个数", "N"), help = tr!("入壳时自行设计的项目", "projects of its own design at entry"))]
    projects: String,
}

/// Records an entry with the level that exit is judged against.
///
/// # Errors
/// A fault if a value is wrong or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let day = ctx.date(args.date.as_ref())?;
    let level = [
        ("entry_staff", quantity::count(&args.staff, "--staff")?.into()),
        ("entry_departments", quantity::count(&args.departments, "--departments")?.into()),
        ("entry_systems", quantity::count(&args.systems, "--systems")?.into()),
        ("entry_projects", quantity::count(&args.projects, "--projects")?.into()),
    ];
    let (writer, case) = resolve::begin_with_case(ctx, &args.application, Case::Application)?;
    write_to(ctx, writer, "incubate", |w| {
        let mut columns = vec![("application_id", case.application.into()), ("on_date", day.into())];
        columns.extend(level);
        let id = w.insert("incubation", &columns)?;
        let (code, name, on) = (INCUBATION.code(id), &case.name, date::iso(day));
        let term = date::iso(plan::after(w, day, "incubation_months")?);
        let message = tr!("{name}已入壳 {code}:{on},{term}起可出壳考核", "{name} entered {code}: {on}, exit is assessed from {term}");
        Ok(Written::new(code, message).next(format!("fuhua service log O{} --service space", case.org)))
    })
}
