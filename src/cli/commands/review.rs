//! `review`: a step of screening or approval.

use crate::cli::answer::Answer;
use crate::cli::args::{choice, date_help};
use crate::cli::ctx::Ctx;
use crate::cli::resolve::{self, Found};
use crate::cli::write::{Written, write_to};
use crate::domain::quantity;
use crate::domain::terms::{Abstention, Outcome, RESULT, REVIEW_STAGE, ReviewStage};
use crate::domain::vocabulary;
use crate::fault::Fault;
use crate::store::records::kind::Subject;
use crate::store::records::kinds::application::APPLICATION;
use crate::store::records::kinds::application::REVIEW_STEP;
use crate::store::records::lookup;
use crate::store::records::plan;
use crate::store::{Db, Writer, named_params};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("申请", "APP"), help = tr!("申请编号,或只有一份未结申请的组织", "application, or an organisation with one open application"))]
    application: String,
    #[arg(long, value_name = tr!("阶段", "STAGE"), help = choice(tr!("阶段", "stage"), &REVIEW_STAGE))]
    stage: String,
    #[arg(long, value_name = tr!("结果", "RESULT"), help = choice(tr!("结果;不写则只记评分", "result; without it only scores are added"), &RESULT))]
    result: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("条件", "LIST"), value_delimiter = ',', help = tr!("未符合的入驻条件,逗号分隔;计划所列的词,见 fuhua plan show", "unmet entry conditions, with commas: words of the plan, see fuhua plan show"))]
    unmet: Vec<String>,
    #[arg(long, value_name = tr!("评审人:项目=分数", "REVIEWER:ITEM=SCORE"), help = tr!("评分,0至100,可多次", "a score, 0 to 100; may repeat"))]
    score: Vec<String>,
    #[arg(long, value_name = tr!("评审人", "REVIEWER"), help = tr!("弃权的评审人,可多次", "a reviewer who abstains; may repeat"))]
    abstain: Vec<String>,
    #[arg(long, value_name = tr!("评审人:理由", "REVIEWER:REASON"), help = tr!("回避的评审人和理由,可多次", "a reviewer who is recused, and why; may repeat"))]
    recuse: Vec<String>,
    #[arg(long, value_name = tr!("单位", "BODY"), help = tr!("评审或审批单位;两级审批默认取计划所定", "who decides; for approvals the plan's body is the default"))]
    by: Option<String>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("说明", "note"))]
    note: Option<String>,
}

/// What reviewers gave: scores in hundredths, abstentions, recusals with reasons.
struct Votes {
    scores: Vec<(String, String, i64)>,
    silent: Vec<(String, Abstention, Option<String>)>,
}

/// Records scores, or the result of a stage, or both.
///
/// # Errors
/// A fault if a value is wrong or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let stage = ReviewStage::parse(&args.stage)?;
    let result = args.result.as_deref().map(Outcome::parse).transpose()?;
    let day = ctx.date(args.date.as_ref())?;
    let votes = votes(&args)?;
    complete(&args, stage, result, &votes, ctx)?;
    let (writer, case) = resolve::begin_with_case(ctx, &args.application, Subject::Application)?;
    write_to(ctx, writer, "review", |w| {
        let body = match args.by.as_deref().map(str::trim).filter(|b| !b.is_empty()) {
            Some(body) => Some(body.to_owned()),
            None => plan::approver(w, stage)?,
        };
        let open = w.maybe(
            "SELECT id FROM review_step WHERE application_id = :app AND stage = :stage AND result IS NULL AND void_reason IS NULL",
            named_params! {":app": case.application, ":stage": stage.id()},
        )?;
        let step = match open {
            Some(row) => {
                let id = row.int("id")?;
                if result.is_some() {
                    w.update("review_step", id, &[("result", result.into()), ("on_date", day.into()), ("body", body.into())])?;
                }
                if args.note.is_some() {
                    w.update("review_step", id, &[("note", args.note.into())])?;
                }
                id
            }
            None => w.insert(
                "review_step",
                &[
                    ("application_id", case.application.into()),
                    ("stage", stage.into()),
                    ("on_date", day.into()),
                    ("result", result.into()),
                    ("body", body.into()),
                    ("note", args.note.into()),
                ],
            )?,
        };
        if stage == ReviewStage::Eligibility && result.is_some() {
            conditions(w, step, &args.unmet)?;
        }
        keep(w, step, &votes)?;
        Ok(told(&case, step, stage, result, &votes))
    })
}

fn votes(args: &Args) -> anyhow::Result<Votes> {
    let mut scores = Vec::new();
    for typed in &args.score {
        let text = typed.replace('：', ":").replace('＝', "=");
        let parts =
            text.rsplit_once('=').and_then(|(front, points)| front.split_once(':').map(|(who, item)| (who.trim(), item.trim(), points)));
        match parts {
            Some((who, item, points)) if !who.is_empty() && !item.is_empty() => {
                scores.push((who.to_owned(), item.to_owned(), quantity::hundredths(points, 100, &tr!("分数", "score"))?));
            }
            _ => {
                return Fault::input(tr!("评分“{typed}”无法识别", "cannot read the score '{typed}'"))
                    .hint(tr!("写作 评审人:项目=分数,如 专家甲:团队=85", "write REVIEWER:ITEM=SCORE, such as Expert-A:team=85"))
                    .err();
            }
        }
    }
    let mut silent: Vec<(String, Abstention, Option<String>)> =
        args.abstain.iter().map(|who| (who.trim().to_owned(), Abstention::Abstain, None)).collect();
    for typed in &args.recuse {
        match typed.replace('：', ":").split_once(':').map(|(who, why)| (who.trim().to_owned(), why.trim().to_owned())) {
            Some((who, why)) if !who.is_empty() && !why.is_empty() => silent.push((who, Abstention::Recuse, Some(why))),
            _ => {
                return Fault::input(tr!("回避“{typed}”无法识别", "cannot read the recusal '{typed}'"))
                    .hint(tr!("写作 评审人:理由", "write REVIEWER:REASON"))
                    .err();
            }
        }
    }
    if let Some((who, ..)) = silent.iter().find(|(who, ..)| who.is_empty() || scores.iter().any(|(scorer, ..)| scorer == who)) {
        return Fault::input(tr!("{who}既不评分(弃权或回避)又有评分", "{who} both abstains or is recused and scores")).err();
    }
    Ok(Votes { scores, silent })
}

/// Refuses a line that leaves out what its stage and result ask, or says more.
fn complete(args: &Args, stage: ReviewStage, result: Option<Outcome>, votes: &Votes, ctx: &Ctx<'_, '_>) -> anyhow::Result<()> {
    if result.is_none() && votes.scores.is_empty() && votes.silent.is_empty() {
        return Fault::input(tr!("没有要记录的内容", "there is nothing to record"))
            .hint(tr!(
                "用 --result 通过 或 --result 不通过 记结果,或用 --score、--abstain、--recuse 记评分",
                "give --result pass|fail, or --score, --abstain, --recuse"
            ))
            .err();
    }
    if !args.unmet.is_empty() && (stage != ReviewStage::Eligibility || result.is_none()) {
        return Fault::input(tr!("--unmet 只用于记录资格审查的结果", "--unmet goes with the result of the eligibility stage")).err();
    }
    if stage == ReviewStage::Eligibility && result == Some(Outcome::Fail) && args.unmet.is_empty() {
        return Fault::input(tr!(
            "资格审查不通过须写明不符合的条件",
            "an eligibility check that fails names the conditions that are not met"
        ))
        .hint(tr!(
            "加 --unmet 条件,可写几个,用逗号分隔:{list}",
            "add --unmet with one or more, separated by commas: {list}",
            list = condition_words(&ctx.read()?)?
        ))
        .err();
    }
    Ok(())
}

/// The entry conditions, as an error offers them.
fn condition_words(db: &Db) -> anyhow::Result<String> {
    let words = lookup::plan_words(db, "entry_condition")?;
    Ok(vocabulary::offer(words.iter().map(|(code, zh, _)| (code.as_str(), zh.as_str()))))
}

/// Which conditions were found met; those in `unmet` were not.
fn conditions(w: &Writer, step: i64, unmet: &[String]) -> anyhow::Result<()> {
    let what = tr!("入驻条件", "entry condition");
    let unmet = unmet.iter().map(|text| lookup::plan_id(w, "entry_condition", text, &what)).collect::<anyhow::Result<Vec<_>>>()?;
    for row in w.all("SELECT code FROM entry_condition ORDER BY id", &[])? {
        let code = row.text("code")?;
        let met = i64::from(!unmet.contains(&code));
        w.insert("condition_check", &[("review_step_id", step.into()), ("condition", code.into()), ("met", met.into())])?;
    }
    Ok(())
}

/// Keeps scores and abstentions; a reviewer gives one score an item, or none at all.
fn keep(w: &Writer, step: i64, votes: &Votes) -> anyhow::Result<()> {
    let clash = |who: &str| Fault::input(tr!("{who}在这一步已有记录", "{who} has an entry in this step already"));
    for (who, item, points) in &votes.scores {
        let taken = w.maybe(
            "SELECT 'B' || id AS code FROM score WHERE review_step_id = :step AND reviewer = :who AND item = :item AND void_reason IS NULL
             UNION ALL SELECT 'D' || id FROM abstention WHERE review_step_id = :step AND reviewer = :who AND void_reason IS NULL",
            named_params! {":step": step, ":who": who, ":item": item},
        )?;
        if let Some(row) = taken {
            let code = row.text("code")?;
            return clash(who)
                .hint(tr!(
                    "更正用 fuhua edit {code},作废用 fuhua void {code}",
                    "correct it with fuhua edit {code}, or void it with fuhua void {code}"
                ))
                .err();
        }
        w.insert(
            "score",
            &[
                ("review_step_id", step.into()),
                ("reviewer", who.as_str().into()),
                ("item", item.as_str().into()),
                ("points", (*points).into()),
            ],
        )?;
    }
    for (who, kind, reason) in &votes.silent {
        let taken = w.maybe(
            "SELECT 1 AS yes FROM score WHERE review_step_id = :step AND reviewer = :who AND void_reason IS NULL
             UNION ALL SELECT 1 FROM abstention WHERE review_step_id = :step AND reviewer = :who AND void_reason IS NULL",
            named_params! {":step": step, ":who": who},
        )?;
        if taken.is_some() {
            return clash(who).hint(tr!("用 fuhua show K{step} 查看", "see fuhua show K{step}")).err();
        }
        w.insert(
            "abstention",
            &[
                ("review_step_id", step.into()),
                ("reviewer", who.as_str().into()),
                ("kind", (*kind).into()),
                ("reason", reason.clone().into()),
            ],
        )?;
    }
    Ok(())
}

fn told(case: &Found, step: i64, stage: ReviewStage, result: Option<Outcome>, votes: &Votes) -> Written {
    let (code, application, name, label) = (REVIEW_STEP.code(step), APPLICATION.code(case.application), &case.name, stage.text());
    let mut message = match result {
        Some(result) => {
            let outcome = result.text();
            tr!("已记录 {code}:{name}({application}){label}{outcome}", "recorded {code}: {name} ({application}), {label}: {outcome}")
        }
        None => tr!("已记录 {code}:{name}({application}){label}评分", "recorded {code}: {name} ({application}), {label}: scores"),
    };
    if !votes.scores.is_empty() || !votes.silent.is_empty() {
        let (scored, silent) = (votes.scores.len(), votes.silent.len());
        message += &tr!(",评分{scored}项,不评分{silent}人", ", {scored} scores, {silent} without");
    }
    let (after, stage) = (ReviewStage::ALL.iter().skip_while(|s| **s != stage).nth(1).map(|s| s.typed()), stage.typed());
    let done = Written::new(code, message);
    match (result, after) {
        (None, _) => done.next(format!("fuhua review {application} --stage {stage} --result {}", Outcome::Pass.typed())),
        (Some(Outcome::Pass), Some(after)) => done.next(format!("fuhua review {application} --stage {after}")),
        (Some(Outcome::Pass), None) => done.next(format!("fuhua incubate {application}")),
        _ => done.next(format!("fuhua show {application}")),
    }
}
