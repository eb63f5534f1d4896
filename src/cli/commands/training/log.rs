//! `training log`: a session, and who came.

use super::roster;
use crate::cli::answer::Answer;
use crate::cli::args::{choice, date_help, words};
use crate::cli::ctx::Ctx;
use crate::cli::files::Named;
use crate::cli::write::{Written, write_with};
use crate::domain::quantity;
use crate::domain::terms::{TRAINING_FORM, TRAINING_TOPIC};
use crate::intake;
use crate::store::records::kinds::training::TRAINING;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(long, value_name = tr!("名称", "TITLE"), value_parser = words, help = tr!("名称", "title"))]
    title: String,
    #[arg(long, value_name = tr!("形式", "FORM"), help = choice(tr!("形式", "form"), &TRAINING_FORM))]
    form: String,
    #[arg(long, value_name = tr!("主题", "TOPIC"), help = choice(tr!("主题", "topic"), &TRAINING_TOPIC))]
    topic: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("小时", "HOURS"), help = tr!("时长,以小时计,如 1.5", "length in hours, such as 1.5"))]
    hours: Option<String>,
    #[arg(long, value_name = tr!("地点", "PLACE"), help = tr!("地点", "place"))]
    place: Option<String>,
    #[arg(long, value_name = tr!("姓名", "NAME"), help = tr!("主讲人", "trainer"))]
    trainer: Option<String>,
    #[arg(long, value_name = tr!("文件", "FILE"), help = roster::file_help())]
    roster: Option<Named>,
    #[arg(long, value_name = tr!("人数", "N"), help = tr!("到场人数,没有名册时计入人次", "how many came; counts until there is a roster"))]
    headcount: Option<String>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("备注", "note"))]
    note: Option<String>,
}

/// Records a session, with its roster if one is given.
///
/// # Errors
/// A fault if a value or a row of the roster is wrong.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let form = TRAINING_FORM.parse(&args.form)?;
    let topic = args.topic.as_deref().map(|t| TRAINING_TOPIC.parse(t)).transpose()?;
    let day = ctx.date(args.date.as_ref())?;
    let minutes = args.hours.as_deref().map(quantity::hours).transpose()?;
    let headcount = args.headcount.as_deref().map(|t| quantity::count(t, &tr!("人数", "headcount"))).transpose()?;
    let list = args.roster.as_ref().map(|file| intake::roster::read(ctx.files.reads(file)?)).transpose()?;
    let (answer, taken) = write_with(ctx, "training log", |w| {
        let id = w.insert(
            "training",
            &[
                ("title", args.title.as_str().into()),
                ("form", form.into()),
                ("topic", topic.into()),
                ("on_date", day.into()),
                ("minutes", minutes.into()),
                ("place", args.place.into()),
                ("trainer", args.trainer.into()),
                ("headcount", headcount.into()),
                ("note", args.note.into()),
            ],
        )?;
        let code = TRAINING.code(id);
        let Some(list) = &list else {
            let message = tr!("已记录培训 {code} {title}", "recorded training {code} {title}", title = args.title);
            return Ok((Written::new(code, message).next(format!("fuhua training roster {code} FILE")), None));
        };
        let taken = roster::take(w, code, list)?;
        let message =
            tr!("已记录培训 {code} {title};{what}", "recorded training {code} {title}; {what}", title = args.title, what = taken.summary());
        Ok((taken.written(code, message), Some(taken)))
    })?;
    Ok(match (list, taken) {
        (Some(list), Some(taken)) => taken.report(answer, &list),
        _ => answer,
    })
}
