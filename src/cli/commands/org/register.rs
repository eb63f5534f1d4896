//! `org register`: a licence may say what kind of organisation it makes.

use clap::{Arg, ArgMatches, Command};

use crate::cli::args::choice;
use crate::cli::commands::beside::{Beside, Work, read_text};
use crate::cli::ctx::Ctx;
use crate::cli::write::Written;
use crate::domain::code::Code;
use crate::domain::terms::{ORG_KIND, OrgKind};
use crate::domain::uscc;
use crate::store::{Writer, named_params};
use crate::tr;

/// The kind that an organisation is registered as.
pub struct RegisteredAs;

struct Typed(Option<OrgKind>);

impl Beside for RegisteredAs {
    fn args(&self, verb: Command) -> Command {
        let help = choice(tr!("登记为", "registered as"), &ORG_KIND);
        verb.arg(Arg::new("as-kind").long("kind").value_name(tr!("类型", "KIND")).help(help))
    }

    fn read(&self, matches: &ArgMatches, _: &mut Ctx<'_, '_>) -> anyhow::Result<Option<Box<dyn Work>>> {
        let kind = read_text(matches, "as-kind").map(|text| OrgKind::parse(&text)).transpose()?;
        Ok(Some(Box::new(Typed(kind))))
    }
}

impl Work for Typed {
    /// Unless `--kind` says otherwise, a group that was not registered takes the
    /// kind that its code names (GB 32100-2015).
    fn after(&mut self, w: &Writer, code: Code, written: &mut Written) -> anyhow::Result<()> {
        let row = w.one(
            "SELECT l.uscc, o.id, o.kind FROM registration l JOIN org o ON o.id = l.org_id WHERE l.id = :id",
            named_params! {":id": code.number},
        )?;
        let (was, org) = (row.word::<OrgKind>("kind")?, row.int("id")?);
        let group = matches!(was, OrgKind::Community | OrgKind::Unregistered);
        let named = uscc::kind(&row.text("uscc")?);
        if let Some(kind) = self.0.or(if group { named } else { None }).filter(|kind| *kind != was) {
            w.update("org", org, &[("kind", kind.into())])?;
            let (before, after) = (was.text(), kind.text());
            written.message += &tr!(",类型由{before}改为{after}", ", kind {before} → {after}");
        }
        Ok(())
    }
}
