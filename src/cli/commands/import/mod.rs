//! Files of records that come in.

pub mod columns;
mod consultations;
mod orgs;
mod persons;
mod projects;
mod records;
mod roster;
mod services;
mod taking;
mod vouchers;

use clap::Subcommand;

use crate::cli::access::Access;
use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::tr;

/// The columns of every kind of record of which files come in.
pub fn all() -> [columns::Columns; 6] {
    [orgs::columns(), persons::columns(), services::columns(), consultations::columns(), projects::columns(), vouchers::columns()]
}

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("读入一场培训的签到表,可把不对的行另存", "read a roster of a session; rows that are wrong may be set aside"))]
    Roster(roster::Args),
    #[command(about = tr!("读入组织名录:新增的登记,已有的更新", "read a list of organisations: new ones are added, others updated"))]
    Orgs(records::Args),
    #[command(about = tr!("读入人员名单", "read a list of persons"))]
    Persons(records::Args),
    #[command(about = tr!("读入服务台账", "read a log of services"))]
    Services(records::Args),
    #[command(about = tr!("读入咨询登记表", "read a register of consultations"))]
    Consultations(records::Args),
    #[command(about = tr!("读入项目清单", "read a list of projects"))]
    Projects(records::Args),
    #[command(about = tr!("读入收支明细", "read a cash book"))]
    Vouchers(records::Args),
}

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        match self {
            Verb::Roster(_)
            | Verb::Orgs(_)
            | Verb::Persons(_)
            | Verb::Services(_)
            | Verb::Consultations(_)
            | Verb::Projects(_)
            | Verb::Vouchers(_) => Access::Writes,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Roster(args) => roster::run(args, ctx),
            Verb::Orgs(args) => records::run(&args, ctx, &orgs::columns(), &mut orgs::Orgs::default()),
            Verb::Persons(args) => records::run(&args, ctx, &persons::columns(), &mut persons::Persons::default()),
            Verb::Services(args) => records::run(&args, ctx, &services::columns(), &mut services::Services::default()),
            Verb::Consultations(args) => records::run(&args, ctx, &consultations::columns(), &mut consultations::Consultations::default()),
            Verb::Projects(args) => records::run(&args, ctx, &projects::columns(), &mut projects::Projects::default()),
            Verb::Vouchers(args) => records::run(&args, ctx, &vouchers::columns(), &mut vouchers::Vouchers::default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::intake::form::normal;

    /// Every column is there, and no heading of a list means two of them.
    #[test]
    fn columns_are_fields_and_headings_mean_one() {
        for (columns, count) in all().iter().zip([11, 5, 6, 4, 10, 15]) {
            let id = columns.kind.id;
            assert_eq!(columns.columns.len(), count, "{id}");
            let places = [Some(columns.key), columns.summary].into_iter().flatten().chain(columns.later.iter().copied());
            assert!(places.into_iter().all(|name| columns.place(name).is_some()), "{id}");
            let mut seen = BTreeMap::new();
            for (place, heading) in columns.form().headings.iter().enumerate() {
                for name in &heading.names {
                    assert_eq!(normal(name), *name, "{id}");
                    let before = seen.insert(name.clone(), place);
                    assert!(before.is_none_or(|before| before == place), "{id}: {name}");
                }
            }
        }
    }
}
