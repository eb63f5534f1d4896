//! Organisations.

mod add;

use clap::Subcommand;

use super::answer::Answer;
use super::ctx::Ctx;
use crate::tr;

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("登记一个组织", "add an organisation"))]
    Add(add::Args),
}

impl Verb {
    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Add(args) => add::run(args, ctx),
        }
    }
}

/// The columns of a registration licence; refuses a code that another has.
pub(super) fn licence(w: &crate::store::Writer, org: i64, typed: &str, day: chrono::NaiveDate) -> anyhow::Result<i64> {
    use crate::domain::uscc;
    use crate::fault::Fault;
    use crate::store::named_params;
    let code = uscc::parse(typed)?;
    let holder = w.maybe(
        "SELECT l.id, o.id AS org, o.name FROM registration l JOIN org o ON o.id = l.org_id WHERE l.uscc = :uscc AND l.void_reason IS NULL",
        named_params! {":uscc": code},
    )?;
    if let Some(row) = holder {
        let (id, name) = (row.int("id")?, row.text("name")?);
        return Fault::input(tr!("信用代码 {code} 已登记给{name}(L{id})", "the credit code {code} is already recorded for {name} (L{id})"))
            .hint(tr!("核对证书;更正用 fuhua edit L{id}", "compare the licence; correct the record with fuhua edit L{id}"))
            .err();
    }
    let check = if uscc::checks(&code) { "ok" } else { "failed" };
    w.insert("registration", &[("org_id", org.into()), ("on_date", day.into()), ("uscc", code.into()), ("uscc_check", check.into())])
}
