//! `training coach`: one-to-one coaching that continues a course.

use crate::cli::answer::Answer;
use crate::cli::args::{date_help, org_help};
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write_to};
use crate::domain::function_terms::ActivityKind;
use crate::domain::quantity;
use crate::store::records::kinds::activity::ACTIVITY;
use crate::store::records::kinds::training::TRAINING;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("培训", "TRAINING"), help = tr!("培训编号,如 T12", "the session's code, such as T12"))]
    training: String,
    #[arg(value_name = tr!("组织", "ORG"), help = org_help())]
    org: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("小时", "HOURS"), help = tr!("时长,以小时计,如 1.5", "length in hours, such as 1.5"))]
    hours: Option<String>,
    #[arg(long, value_name = tr!("姓名", "NAME"), help = tr!("辅导人", "who coached"))]
    trainer: Option<String>,
    #[arg(long, value_name = tr!("备注", "NOTE"), help = tr!("备注", "note"))]
    note: Option<String>,
}

/// Records the coaching of an organisation.
///
/// # Errors
/// A fault if the session or the organisation is unknown, or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let day = ctx.date(args.date.as_ref())?;
    let minutes = args.hours.as_deref().map(quantity::hours).transpose()?;
    let (writer, org) = resolve::begin_with_org(ctx, &args.org)?;
    write_to(ctx, writer, "training coach", |w| {
        let (training, row) = resolve::of_kind(w, &args.training, &TRAINING)?;
        let title = row.text("title")?;
        let id = w.insert(
            "activity",
            &[
                ("kind", ActivityKind::Coaching.into()),
                ("title", title.as_str().into()),
                ("on_date", day.into()),
                ("minutes", minutes.into()),
                ("trainer", args.trainer.as_deref().into()),
                ("training_id", training.number.into()),
                ("note", args.note.as_deref().into()),
            ],
        )?;
        w.insert("activity_org", &[("activity_id", id.into()), ("org_id", org.id.into())])?;
        let (code, name) = (ACTIVITY.code(id), &org.name);
        let message = tr!(
            "已记录一对一辅导 {code}:{name},接续 {training} {title},{day}",
            "recorded coaching {code}: {name}, after {training} {title}, {day}"
        );
        Ok(Written::new(code, message).next(format!("fuhua show {training}")))
    })
}
