//! What posts money: a voucher from what was typed, its source worked out.

use chrono::NaiveDate;

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write_to};
use crate::domain::code::Code;
use crate::domain::money;
use crate::domain::money_terms::Direction;
use crate::fault::Fault;
use crate::store::records::kind::Columns;
use crate::store::records::kinds::money::VOUCHER;
use crate::store::records::kinds::project::PROJECT;
use crate::store::records::{self, lookup};
use crate::store::{Db, Writer, named_params};
use crate::tr;

/// A voucher to be, as it was typed.
pub struct Posting {
    /// The verb, for the journal.
    pub command: &'static str,
    /// Whether money comes in or goes out.
    pub direction: Direction,
    /// How much, in yuan.
    pub amount: String,
    /// What for.
    pub category: String,
    /// Of which source, if it was said.
    pub source: Option<String>,
    /// When.
    pub date: NaiveDate,
    /// For which organisation.
    pub org: Option<String>,
    /// For which project.
    pub project: Option<String>,
    /// From or to whom.
    pub party: Option<String>,
    /// The number on paper.
    pub number: Option<String>,
    /// Of a refund: the budget line that it gives back to.
    pub line: Option<String>,
    /// On which records it rests.
    pub evidence: Vec<String>,
    /// What else there is to say.
    pub note: Option<String>,
}

impl Posting {
    /// Posts it.
    ///
    /// # Errors
    /// A fault if a word or an amount is wrong, or a rule refuses.
    pub fn post(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        let fen = amount(&self.amount)?;
        let settle = |text: &Option<String>| text.as_deref().map(|text| resolve::settle(ctx, text)).transpose();
        let (org, project) = (settle(&self.org)?, settle(&self.project)?);
        let writer = ctx.begin()?;
        let org = org.map(|text| resolve::org(ctx, &writer, &text)).transpose()?.map(|org| org.id);
        let project = project.map(|text| resolve::project(ctx, &writer, &text, resolve::GOES_ON)).transpose()?;
        let evidence = self.evidence.iter().map(|text| evidence(&writer, text)).collect::<anyhow::Result<Vec<_>>>()?;
        write_to(ctx, writer, self.command, |w| {
            let code = insert(w, &self.columns(w, fen, org, project)?, &evidence)?;
            let written = Written::new(code, posted(w, code)?).next(format!("fuhua show {code}"));
            Ok(match lookup::twin(w, &VOUCHER, code.number)? {
                Some(twin) => written.warn(lookup::told(twin)),
                None => written,
            })
        })
    }

    /// The columns of the voucher of what was typed, once it was looked up what it
    /// names.
    ///
    /// # Errors
    /// A fault if a word is none of the plan's.
    pub fn columns(&self, w: &Writer, fen: i64, org: Option<i64>, project: Option<i64>) -> anyhow::Result<Columns> {
        let word = |table, text: &str, what: String| lookup::plan_id(w, table, text, &what);
        let category = word("money_category", &self.category, tr!("类别", "category"))?;
        let line = self.line.as_deref().map(|text| word("money_category", text, tr!("科目", "budget line"))).transpose()?;
        let source = match &self.source {
            Some(text) => word("money_source", text, tr!("资金来源", "source"))?,
            None => usual_source(w, &category, project, line.is_some())?,
        };
        let org = org.map_or_else(|| org_of(w, &category, project), |org| Ok(Some(org)))?;
        Ok(Columns(vec![
            ("on_date", self.date.into()),
            ("direction", self.direction.into()),
            ("amount_fen", fen.into()),
            ("category", category.as_str().into()),
            ("source", source.as_str().into()),
            ("org_id", org.into()),
            ("project_id", project.into()),
            ("party", kept(self.party.as_ref()).into()),
            ("number", kept(self.number.as_ref()).into()),
            ("line", line.into()),
            ("note", kept(self.note.as_ref()).into()),
        ]))
    }
}

/// Inserts a voucher, and the records that it rests on.
///
/// # Errors
/// If SQLite fails.
pub fn insert(w: &Writer, columns: &Columns, evidence: &[Code]) -> anyhow::Result<Code> {
    let id = w.insert(VOUCHER.table, &columns.0)?;
    for code in evidence {
        w.insert("voucher_evidence", &[("voucher_id", id.into()), ("evidence", code.to_string().into())])?;
    }
    Ok(VOUCHER.code(id))
}

/// The organisation of the project of an investment, which names it too.
fn org_of(db: &Db, category: &str, project: Option<i64>) -> anyhow::Result<Option<i64>> {
    let sql =
        "SELECT p.org_id FROM project p JOIN money_category c ON c.needs = 'org-or-project' WHERE p.id = :project AND c.code = :category";
    db.maybe(sql, named_params! {":project": project, ":category": category})?.map(|row| row.int("org_id")).transpose()
}

/// A text without blanks around it, if anything is left.
fn kept(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// An amount of money that moves.
///
/// # Errors
/// A fault if it is none, or nothing.
pub fn amount(typed: &str) -> anyhow::Result<i64> {
    match money::parse(typed)? {
        0 => Fault::input(tr!("金额须大于零", "the amount must be more than zero"))
            .hint(tr!(
                "更正已记的凭证用 fuhua finance reverse 或 fuhua edit",
                "correct what is recorded with fuhua finance reverse or fuhua edit"
            ))
            .err(),
        fen => Ok(fen),
    }
}

/// What a voucher says, after it was posted.
///
/// # Errors
/// If SQLite fails.
pub fn posted(db: &Db, code: Code) -> anyhow::Result<String> {
    let (kind, row) = records::get(db, code)?;
    let show = |name: &str| kind.field(name).map_or_else(|| Ok(String::new()), |field| field.show(&row));
    Ok(tr!(
        "已记凭证 {code}:{direction}{yuan}元,{category},{source}",
        "posted {code}: {direction} {yuan} yuan, {category}, {source}",
        direction = show("direction")?,
        yuan = show("amount")?,
        category = show("category")?,
        source = show("source")?
    ))
}

/// A record that a payment rests on.
///
/// # Errors
/// A fault if there is none of that code.
pub fn evidence(db: &Db, text: &str) -> anyhow::Result<Code> {
    let Some(code) = Code::parse(text) else {
        return Fault::input(tr!("付款依据“{text}”不是记录的编号", "the evidence '{text}' is not a record's code"))
            .hint(tr!("写编号,如 --evidence X6,R2", "give codes, such as --evidence X6,R2"))
            .err();
    };
    records::get(db, code)?;
    Ok(code)
}

/// The source of a voucher that names none: the category's only one, else the
/// project's, else the budget for what is a line of it.
fn usual_source(db: &Db, category: &str, project: Option<i64>, refunds_line: bool) -> anyhow::Result<String> {
    let rows =
        db.all("SELECT source FROM category_source WHERE category = :category ORDER BY id", named_params! {":category": category})?;
    if let [only] = rows.as_slice() {
        return only.text("source");
    }
    if let Some(id) = project
        && let Some(source) = db.one("SELECT source FROM project WHERE id = :id", named_params! {":id": id})?.opt_text("source")?
    {
        return Ok(source);
    }
    let line = db.one("SELECT budget_line FROM money_category WHERE code = :category", named_params! {":category": category})?;
    if refunds_line || line.int("budget_line")? == 1 {
        return Ok("budget".to_owned());
    }
    let sources = rows.iter().map(|row| row.text("source")).collect::<anyhow::Result<Vec<_>>>()?;
    let project = PROJECT.prefix;
    Fault::input(tr!("“{category}”可用几种来源的钱,须用 --source 写明", "'{category}' may use several sources; name one with --source"))
        .hint(tr!(
            "可选:{list};或用 --project 写明项目(如 {project}1),即用它的来源",
            "one of: {list}; or name a project with --project (such as {project}1) to use its source",
            list = crate::i18n::join(sources)
        ))
        .err()
}
