//! `person renew`: the registration of a certificate is renewed.

use crate::cli::answer::Answer;
use crate::cli::args::date_help;
use crate::cli::ctx::Ctx;
use crate::cli::named;
use crate::cli::write::{Written, write};
use crate::domain::function_terms::{StandingKind, StandingValue};
use crate::fault::Fault;
use crate::store::named_params;
use crate::store::records::kind::Made;
use crate::store::records::kinds::standing::{STANDING, certified};
use crate::store::records::kinds::training::PERSON;
use crate::store::records::{self, plan};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("人员", "PERSON"), help = tr!("人员编号,或只有一人的姓名", "a person's code, or a name that only one has"))]
    person: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
}

/// Renews the highest certificate: from the day after its last one, or from the
/// day of renewal, if it had lapsed.
///
/// # Errors
/// A fault if the person is unknown or has no certificate.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let day = ctx.date(args.date.as_ref())?;
    write(ctx, "person renew", |w| {
        let person = named::one(w, &args.person, &PERSON)?;
        let held = w.maybe(
            "SELECT level, until_on FROM certificate_term WHERE person_id = :person AND until_on IS NOT NULL
              ORDER BY rank DESC, until_on DESC LIMIT 1",
            named_params! {":person": person},
        )?;
        let Some(held) = held else {
            let code = PERSON.code(person);
            return Fault::input(tr!("{code} 没有可续期的证书", "{code} has no certificate to renew"))
                .hint(tr!(
                    "先记录证书:fuhua person certify {code} --level 级别",
                    "record it first: fuhua person certify {code} --level LEVEL"
                ))
                .err();
        };
        let (level, until) = (held.word::<StandingValue>("level")?, held.date("until_on")?);
        let base = if day <= until { until.succ_opt().unwrap_or(until) } else { day };
        let id = w.insert(
            "standing",
            &[
                ("person_id", person.into()),
                ("kind", StandingKind::Certificate.into()),
                ("value", level.into()),
                ("on_date", day.into()),
                ("until_on", plan::last_day(w, base, "certificate_months")?.into()),
            ],
        )?;
        let code = STANDING.code(id);
        let (kind, row) = records::get(w, code)?;
        let done = certified(&Made { db: w, kind, code, row: &row })?;
        let written = Written::new(code, done.message);
        Ok(done.next.into_iter().fold(written, Written::next))
    })
}
