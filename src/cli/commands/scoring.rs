//! What the verbs that evaluate share: marks on a sheet, and the result that
//! follows from them.

use chrono::NaiveDate;

use crate::domain::judgement_terms::{EVALUATION_STAGE, EvaluationStage};
use crate::domain::operator_terms::Inspected;
use crate::domain::period::Period;
use crate::domain::quantity;
use crate::domain::terms::Outcome;
use crate::domain::text::fold_width;
use crate::fault::Fault;
use crate::i18n::{join, pick};
use crate::store::records::kinds::evaluation::EVALUATION;
use crate::store::{Db, Row, Value, Writer, named_params, records};
use crate::tr;

/// The help of `--score`.
pub fn score_help() -> String {
    tr!(
        "评分:[评审人:]项目=分数,可多次;项目和满分见 fuhua plan show",
        "marks: [REVIEWER:]ITEM=POINTS, may be repeated; items and full marks are in fuhua plan show"
    )
}

/// The stages among which one is chosen, as help and errors list them.
pub fn offer(stages: &[EvaluationStage]) -> String {
    join(stages.iter().map(|stage| format!("{} {}", stage.id(), stage.text())))
}

/// One of some stages, by its word.
///
/// # Errors
/// [`Fault`] (input) in the words of `unknown`, that lists them.
pub fn stage_of(text: &str, stages: &[EvaluationStage], unknown: impl FnOnce() -> String) -> anyhow::Result<EvaluationStage> {
    match EVALUATION_STAGE.find(text).and_then(EvaluationStage::of).filter(|stage| stages.contains(stage)) {
        Some(stage) => Ok(stage),
        None => Fault::input(unknown()).hint(tr!("可选:{list}", "one of: {list}", list = offer(stages))).err(),
    }
}

/// What stands for the value of `--score` in help.
pub fn score_name() -> String {
    tr!("项目=分数", "ITEM=POINTS")
}

/// A judgement to be recorded.
pub struct Judgement<'a> {
    /// The column that points to what is judged, and its id.
    pub of: (&'static str, i64),
    /// The stage.
    pub stage: EvaluationStage,
    /// The operating year, of the stages that have one.
    pub year: Option<i64>,
    /// The period of which a performance is, with its days.
    pub period: Option<&'a Period>,
    /// What was inspected.
    pub about: Option<Inspected>,
    /// The day.
    pub date: NaiveDate,
    /// The result; none: as the marks have it.
    pub result: Option<Outcome>,
    /// Who decided.
    pub body: Option<String>,
    /// A note.
    pub note: Option<&'a str>,
}

/// One mark: by whom, of which item, hundredths of points.
struct Mark {
    reviewer: Option<String>,
    item: String,
    points: i64,
}

impl Judgement<'_> {
    /// Records it with its marks; returns the id.
    ///
    /// # Errors
    /// A fault if a mark is wrong, or there is neither a result nor a full sheet.
    pub fn record(self, w: &Writer, scores: &[String]) -> anyhow::Result<i64> {
        let marks = marks(w, self.stage, scores)?;
        let id = w.insert(
            "evaluation",
            &[
                self.of_column(),
                ("stage", self.stage.into()),
                ("year", self.year.into()),
                ("period", self.period.map(Period::in_the_plan).into()),
                ("start_on", self.period.map(|period| period.start).into()),
                ("end_on", self.period.map(|period| period.end).into()),
                ("about", self.about.into()),
                ("on_date", self.date.into()),
                ("result", self.result.into()),
                ("body", self.body.into()),
                ("sheet", self.stage.sheet().into()),
                ("note", self.note.into()),
            ],
        )?;
        keep(w, id, &marks)?;
        // How a tender went may be known later.
        if self.result.is_none() && self.stage != EvaluationStage::Tender {
            let Some(result) = by_marks(w, id)? else { return undecided(w, self.stage)?.err() };
            w.update("evaluation", id, &[("result", result.into())])?;
        }
        Ok(id)
    }

    fn of_column(&self) -> (&'static str, Value) {
        (self.of.0, self.of.1.into())
    }
}

/// Adds the marks of further reviewers to an evaluation. Its result follows, if it
/// had followed from the marks before.
///
/// # Errors
/// A fault if a mark is wrong, or a reviewer has given one for an item already.
pub fn add(w: &Writer, id: i64, stage: EvaluationStage, scores: &[String]) -> anyhow::Result<()> {
    let marks = marks(w, stage, scores)?;
    let stored = w.one("SELECT result FROM evaluation WHERE id = :id", named_params! {":id": id})?.opt_word::<Outcome>("result")?;
    let before = by_marks(w, id)?;
    keep(w, id, &marks)?;
    let after = by_marks(w, id)?;
    if stored == before && after != stored && after.is_some() {
        w.update("evaluation", id, &[("result", after.into())])?;
    }
    Ok(())
}

/// The result that follows from an evaluation's marks, once its sheet is full.
fn by_marks(db: &Db, id: i64) -> anyhow::Result<Option<Outcome>> {
    let row = db.maybe("SELECT result FROM evaluation_score WHERE evaluation_id = :id", named_params! {":id": id})?;
    Ok(row.map(|row| row.opt_word("result")).transpose()?.flatten())
}

fn undecided(db: &Db, stage: EvaluationStage) -> anyhow::Result<Fault> {
    let fault = Fault::input(tr!("没有结果,评分也不齐", "there is neither a result nor a full sheet of marks"));
    if stage.sheet().is_none() {
        return Ok(fault.hint(tr!("写明 --result 通过 或 --result 不通过", "give --result pass|fail")));
    }
    let items = items(db, stage)?;
    let list = join(items.iter().map(|i| format!("{} {}", i.item, i.name)));
    let hint = if stage == EvaluationStage::Entry {
        tr!("每一项都评分:{list}", "mark every item: {list}")
    } else {
        tr!("写明 --result 通过 或 --result 不通过,或每一项都评分:{list}", "give --result pass|fail, or mark every item: {list}")
    };
    Ok(fault.hint(hint))
}

/// An item of a sheet.
struct Item {
    code: String,
    item: String,
    name: String,
    zh: String,
    en: String,
    full: i64,
}

fn items(db: &Db, stage: EvaluationStage) -> anyhow::Result<Vec<Item>> {
    let rows = db.all(
        "SELECT code, item, zh, en, full_points FROM sheet_item WHERE sheet = :sheet AND full_points IS NOT NULL ORDER BY id",
        named_params! {":sheet": stage.sheet()},
    )?;
    let item = |row: &Row| {
        let (zh, en) = (row.text("zh")?, row.text("en")?);
        let name = pick(&zh, &en).to_owned();
        Ok(Item { code: row.text("code")?, item: row.text("item")?, name, zh, en, full: row.int("full_points")? / 100 })
    };
    rows.iter().map(item).collect()
}

/// Reads the marks that were typed, against the sheet of a stage.
fn marks(db: &Db, stage: EvaluationStage, scores: &[String]) -> anyhow::Result<Vec<Mark>> {
    if stage.sheet().is_none() && !scores.is_empty() {
        let name = stage.text();
        return Fault::input(tr!("“{name}”不评分", "'{name}' has no marks"))
            .hint(tr!("写明 --result 通过 或 --result 不通过", "give --result pass|fail"))
            .err();
    }
    let items = items(db, stage)?;
    scores.iter().map(|typed| mark(&items, typed)).collect()
}

fn mark(items: &[Item], typed: &str) -> anyhow::Result<Mark> {
    let text = typed.replace('：', ":").replace('＝', "=");
    let Some((front, points)) = text.rsplit_once('=') else { return unreadable(typed).err() };
    let (reviewer, name) = match front.split_once(':') {
        Some((who, _)) if who.trim().is_empty() => return unreadable(typed).err(),
        Some((who, name)) => (Some(who.trim().to_owned()), name),
        None => (None, front),
    };
    let name = fold_width(name);
    let Some(item) = items.iter().find(|i| [&i.item, &i.zh, &i.en].iter().any(|word| word.eq_ignore_ascii_case(&name))) else {
        let list = join(items.iter().map(|i| format!("{} {} {}", i.item, i.name, i.full)));
        return Fault::input(tr!("评分表没有“{name}”这一项", "the sheet has no item '{name}'"))
            .hint(tr!("项目和满分:{list}", "its items and full marks: {list}"))
            .err();
    };
    let points = quantity::hundredths(points, item.full, &tr!("“{name}”的分数", "the points of {name}", name = item.name))?;
    Ok(Mark { reviewer, item: item.code.clone(), points })
}

fn unreadable(typed: &str) -> Fault {
    Fault::input(tr!("评分“{typed}”无法识别", "cannot read the mark '{typed}'"))
        .hint(tr!("写作 [评审人:]项目=分数,如 专家甲:团队=18", "write [REVIEWER:]ITEM=POINTS, such as Expert-A:team=18"))
}

/// Keeps marks; a reviewer gives one for an item.
fn keep(w: &Writer, id: i64, marks: &[Mark]) -> anyhow::Result<()> {
    for mark in marks {
        let taken = w.maybe(
            "SELECT 1 AS yes FROM mark WHERE evaluation_id = :id AND item = :item AND reviewer IS :reviewer",
            named_params! {":id": id, ":item": mark.item, ":reviewer": mark.reviewer},
        )?;
        if taken.is_some() {
            let who = mark.reviewer.clone().unwrap_or_else(|| tr!("未署名的评审人", "the reviewer without a name"));
            let item = mark.item.split_once('.').map_or(mark.item.as_str(), |(_, item)| item);
            return Fault::input(tr!("{who}对 {item} 已有评分", "{who} has marked {item} already"))
                .hint(tr!("一位评审人对一项只评一次;另一位评审人写明姓名", "a reviewer marks an item once; name another reviewer"))
                .err();
        }
        w.insert(
            "mark",
            &[
                ("evaluation_id", id.into()),
                ("item", mark.item.as_str().into()),
                ("reviewer", mark.reviewer.as_deref().into()),
                ("points", mark.points.into()),
            ],
        )?;
    }
    Ok(())
}

/// What is said of an evaluation: its stage, marks and result.
///
/// # Errors
/// If SQLite fails.
pub fn told(db: &Db, id: i64) -> anyhow::Result<String> {
    let (kind, row) = records::get(db, EVALUATION.code(id))?;
    let show = |name: &str| kind.field(name).map_or_else(|| Ok(String::new()), |field| field.show(&row));
    let (stage, result) = (EVALUATION_STAGE.text(&row.text("stage")?).to_owned(), show("result")?);
    let (total, full, grade) = (show("total")?, show("full")?, show("grade")?);
    Ok(match total.as_str() {
        "" => tr!("{stage}{result}", "{stage}: {result}"),
        _ => tr!("{stage}{result},{total}分(满分{full},{grade})", "{stage}: {result}, {total} of {full} points ({grade})"),
    })
}
