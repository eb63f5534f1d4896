//! `operator check`: whether an organisation meets the conditions of an operator.

use crate::cli::answer::Answer;
use crate::cli::args::{date_help, org_help};
use crate::cli::ctx::Ctx;
use crate::cli::write::{Written, write_to};
use crate::cli::{named, resolve};
use crate::domain::judgement_terms::EvaluationStage;
use crate::domain::terms::Outcome;
use crate::domain::text::{fold_width, printable};
use crate::domain::vocabulary;
use crate::fault::Fault;
use crate::i18n::{join, pick};
use crate::store::records::kinds::evaluation::EVALUATION;
use crate::store::records::kinds::org::ORG;
use crate::store::records::kinds::training::PERSON;
use crate::store::{Db, Row, Writer, named_params};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("组织", "ORG"), help = org_help())]
    org: String,
    #[arg(long, value_name = tr!("人员", "PERSON"), help = tr!("项目负责人:人员编号,或只有一人的姓名", "who would lead the work: a person's code, or a name that only one has"))]
    lead: Option<String>,
    #[arg(long, value_name = tr!("条件", "LIST"), value_delimiter = ',', help = tr!("不符合的条件,逗号分隔;条件见 fuhua plan show", "conditions that are not met, with commas; they are in fuhua plan show"))]
    unmet: Vec<String>,
    #[arg(long, value_name = tr!("条件=文字", "COND=TEXT"), help = tr!("一项条件的依据,可多次", "what shows that a condition is met; may be repeated"))]
    evidence: Vec<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("单位", "BODY"), help = tr!("审查单位", "who checked"))]
    by: Option<String>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("说明", "note"))]
    note: Option<String>,
}

/// A condition, and what was found of it.
struct Condition {
    code: String,
    item: String,
    zh: String,
    en: String,
    must: bool,
    met: bool,
    evidence: Option<String>,
}

/// Records the check.
///
/// # Errors
/// A fault if a condition is unknown, or one that the file does not prove was taken
/// as met.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let day = ctx.date(args.date.as_ref())?;
    let (writer, org) = resolve::begin_with_org(ctx, &args.org)?;
    let lead = args.lead.as_deref().map(|text| named::one(&writer, text, &PERSON)).transpose()?;
    write_to(ctx, writer, "operator check", |w| {
        let conditions = found(w, &args)?;
        let result = if conditions.iter().all(|c| c.met || !c.must) { Outcome::Pass } else { Outcome::Fail };
        let id = w.insert(
            "evaluation",
            &[
                ("org_id", org.id.into()),
                ("lead_id", lead.into()),
                ("stage", EvaluationStage::Qualification.into()),
                ("on_date", day.into()),
                ("result", result.into()),
                ("body", args.by.as_deref().map(str::trim).filter(|by| !by.is_empty()).into()),
                ("sheet", EvaluationStage::Qualification.sheet().into()),
                ("note", args.note.as_deref().into()),
            ],
        )?;
        keep(w, id, &conditions)?;
        let (code, name, said) = (EVALUATION.code(id), &org.name, result.text());
        let unmet = join(conditions.iter().filter(|c| !c.met).map(|c| pick(&c.zh, &c.en).to_owned()));
        let mut message = tr!("已记录资格条件审查 {code}:{name},{said},{day}", "recorded {code}, the check of {name}: {said}, {day}");
        if !unmet.is_empty() {
            message += &tr!(";不符合:{unmet}", "; not met: {unmet}");
        }
        let org = ORG.code(org.id);
        Ok(Written::new(code, message).next(match result {
            Outcome::Pass => {
                tr!("fuhua operator contract {org} --from 日期 --to 日期", "fuhua operator contract {org} --from DATE --to DATE")
            }
            Outcome::Fail => format!("fuhua show {code}"),
        }))
    })
}

fn keep(w: &Writer, id: i64, conditions: &[Condition]) -> anyhow::Result<()> {
    for c in conditions {
        w.insert(
            "gate_check",
            &[
                ("evaluation_id", id.into()),
                ("item", c.code.as_str().into()),
                ("met", i64::from(c.met).into()),
                ("evidence", c.evidence.as_deref().into()),
            ],
        )?;
    }
    Ok(())
}

/// The conditions of the sheet, each met unless it was said not to be.
fn found(db: &Db, args: &Args) -> anyhow::Result<Vec<Condition>> {
    let rows = db.all(
        "SELECT code, item, zh, en, must FROM sheet_item WHERE sheet = :sheet AND must IS NOT NULL ORDER BY id",
        named_params! {":sheet": EvaluationStage::Qualification.sheet()},
    )?;
    let condition = |row: &Row| {
        let [code, item, zh, en] = ["code", "item", "zh", "en"].map(|column| row.text(column));
        Ok(Condition { code: code?, item: item?, zh: zh?, en: en?, must: row.int("must")? == 1, met: true, evidence: None })
    };
    let mut all = rows.iter().map(condition).collect::<anyhow::Result<Vec<_>>>()?;
    for text in args.unmet.iter().flat_map(|text| text.split(['、', '，'])).map(str::trim).filter(|text| !text.is_empty()) {
        let at = place(&all, text)?;
        all[at].met = false;
    }
    for typed in &args.evidence {
        let text = typed.replace('＝', "=");
        let Some((name, words)) = text.split_once('=').map(|(name, words)| (name, words.trim())).filter(|(_, words)| !words.is_empty())
        else {
            let shown = printable(typed);
            return Fault::input(tr!("依据“{shown}”无法识别", "cannot read the evidence '{shown}'"))
                .hint(tr!("写作 条件=文字,如 experience=2019年孵化项目", "write COND=TEXT, such as experience=CONTRACT-2019"))
                .err();
        };
        let at = place(&all, name)?;
        all[at].evidence = Some(words.to_owned());
    }
    Ok(all)
}

/// Where the condition stands that a text names: by id, by its name, or by a part
/// of a name that only one has.
fn place(all: &[Condition], text: &str) -> anyhow::Result<usize> {
    let typed = fold_width(text.trim());
    let named = |c: &Condition| [&c.item, &c.zh, &c.en].iter().any(|word| word.eq_ignore_ascii_case(&typed));
    if let Some(at) = all.iter().position(named) {
        return Ok(at);
    }
    let mut parts = all.iter().enumerate().filter(|(_, c)| typed.chars().count() > 1 && c.zh.contains(typed.as_str()));
    match (parts.next(), parts.next()) {
        (Some((at, _)), None) => Ok(at),
        _ => Fault::input(tr!("没有运营条件“{text}”", "there is no condition '{text}'", text = printable(text)))
            .hint(tr!(
                "可选(中英文均可):{list}",
                "one of: {list}",
                list = vocabulary::offer(all.iter().map(|c| (c.item.as_str(), c.zh.as_str())))
            ))
            .err(),
    }
}
