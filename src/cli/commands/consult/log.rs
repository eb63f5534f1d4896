//! `consult log`: a consultation, and whom it advised.

use crate::cli::answer::Answer;
use crate::cli::args::{choice, date_help, org_help};
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write_to};
use crate::domain::terms::CONSULT_TOPIC;
use crate::i18n::join;
use crate::store::records::kinds::consultation::CONSULTATION;
use crate::store::records::lookup::OrgMatch;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(long, value_name = tr!("主题", "TOPIC"), help = choice(tr!("主题", "topic"), &CONSULT_TOPIC))]
    topic: String,
    #[arg(long, value_name = tr!("组织", "ORG"), help = tr!("{what};可多次", "{what}; may be repeated", what = org_help()))]
    org: Vec<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("备注", "note"))]
    note: Option<String>,
}

/// Records a consultation. An organisation named twice is named once.
///
/// # Errors
/// A fault if a value is wrong.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let topic = CONSULT_TOPIC.parse(&args.topic)?;
    let day = ctx.date(args.date.as_ref())?;
    let named = args.org.iter().map(|text| resolve::settle(ctx, text)).collect::<anyhow::Result<Vec<_>>>()?;
    let writer = ctx.begin()?;
    let mut orgs: Vec<OrgMatch> = Vec::new();
    for text in &named {
        let org = resolve::org(ctx, &writer, text)?;
        if orgs.iter().all(|o| o.id != org.id) {
            orgs.push(org);
        }
    }
    write_to(ctx, writer, "consult log", |w| {
        let id = w.insert("consultation", &[("topic", topic.into()), ("on_date", day.into()), ("note", args.note.into())])?;
        for org in &orgs {
            w.insert("consultation_org", &[("consultation_id", id.into()), ("org_id", org.id.into())])?;
        }
        let code = CONSULTATION.code(id);
        let mut message = tr!("已记录咨询 {code} {topic}", "recorded consultation {code}, {topic}", topic = CONSULT_TOPIC.text(topic));
        if !orgs.is_empty() {
            message += &tr!(":{names}", ": {names}", names = join(orgs.iter().map(|o| &o.name)));
        }
        Ok(Written::new(code, message).next(format!("fuhua show {code}")))
    })
}
