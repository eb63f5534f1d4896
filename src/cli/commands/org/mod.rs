//! Organisations.

mod add;
mod file;
mod recognise;
mod register;

use clap::Subcommand;

use crate::cli::access::Access;
use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::domain::uscc;
use crate::fault::Fault;
use crate::store::{Db, Value, Writer, named_params};
use crate::tr;

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("登记一个组织", "add an organisation"))]
    Add(add::Args),
    #[command(about = tr!("记录备案", "record a filing"))]
    File(file::Args),
    #[command(about = tr!("记录法人登记", "record a registration licence"))]
    Register(register::Args),
    #[command(about = tr!("认定为提升发展或品牌型组织", "recognise as an upgraded or a brand organisation"))]
    Recognise(recognise::Args),
}

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        match self {
            Verb::Add(_) | Verb::File(_) | Verb::Register(_) | Verb::Recognise(_) => Access::Writes,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Add(args) => add::run(args, ctx),
            Verb::File(args) => file::run(args, ctx),
            Verb::Register(args) => register::run(args, ctx),
            Verb::Recognise(args) => recognise::run(args, ctx),
        }
    }
}

/// Refuses a name that another organisation in force has.
///
/// # Errors
/// [`Fault`] (input) that names it.
pub(super) fn free_name(db: &Db, name: &str, except: Option<i64>) -> anyhow::Result<()> {
    let sql = "SELECT id FROM org WHERE name = :name AND void_reason IS NULL AND id IS NOT :except";
    let Some(row) = db.maybe(sql, named_params! {":name": name, ":except": except})? else { return Ok(()) };
    let id = row.int("id")?;
    Fault::input(tr!("已有组织“{name}”(O{id})", "there is an organisation '{name}' already (O{id})"))
        .hint(tr!("用 fuhua show O{id} 查看;更正用 fuhua edit O{id}", "see fuhua show O{id}; correct it with fuhua edit O{id}"))
        .err()
}

/// The columns of a credit code and its check; refuses a code that another
/// registration in force has.
///
/// # Errors
/// [`Fault`] (input) if it is no code, or taken.
pub(super) fn free_uscc(db: &Db, typed: &str, except: Option<i64>) -> anyhow::Result<[(&'static str, Value); 2]> {
    let code = uscc::parse(typed)?;
    let holder = db.maybe(
        "SELECT l.id, o.name FROM registration l JOIN org o ON o.id = l.org_id
          WHERE l.uscc = :uscc AND l.void_reason IS NULL AND l.id IS NOT :except",
        named_params! {":uscc": code, ":except": except},
    )?;
    if let Some(row) = holder {
        let (id, name) = (row.int("id")?, row.text("name")?);
        return Fault::input(tr!("信用代码 {code} 已登记给{name}(L{id})", "the credit code {code} is already recorded for {name} (L{id})"))
            .hint(tr!("核对证书;更正用 fuhua edit L{id}", "compare the licence; correct the record with fuhua edit L{id}"))
            .err();
    }
    let check = if uscc::checks(&code) { "ok" } else { "failed" };
    Ok([("uscc", code.into()), ("uscc_check", check.into())])
}

/// Records a registration licence.
///
/// # Errors
/// As [`free_uscc`].
pub(super) fn licence(w: &Writer, org: i64, typed: &str, day: chrono::NaiveDate) -> anyhow::Result<i64> {
    let [code, check] = free_uscc(w, typed, None)?;
    w.insert("registration", &[("org_id", org.into()), ("on_date", day.into()), code, check])
}
