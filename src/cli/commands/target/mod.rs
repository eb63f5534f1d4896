//! Yearly targets.

mod set;
mod status;

use clap::Subcommand;

use crate::cli::access::Access;
use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::store::Db;
use crate::store::records::lookup;
use crate::tr;

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("各指标的年度进度", "where the indicators stand"))]
    Status(status::Args),
    #[command(about = tr!("调整一个年度目标", "change a year's target"))]
    Set(set::Args),
}

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        match self {
            Verb::Status(_) => Access::ReadsPast,
            Verb::Set(_) => Access::Writes,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Status(args) => status::run(args, ctx),
            Verb::Set(args) => set::run(args, ctx),
        }
    }
}

/// The indicator that an argument names, by id or in either language.
///
/// # Errors
/// A fault that lists the indicators.
pub(super) fn indicator(db: &Db, text: &str) -> anyhow::Result<String> {
    lookup::plan_id(db, "indicator", text, &tr!("指标", "indicator"))
}

/// The help of an INDICATOR argument.
pub(super) fn indicator_help() -> String {
    tr!("指标:{list} 或其名称", "indicator: {list}, or its name", list = crate::i18n::join(crate::domain::indicator::ids()))
}
