//! `org add`: with `--uscc` and `--registered`, the licence too.

use chrono::NaiveDate;
use clap::{Arg, ArgMatches, Command};

use crate::cli::commands::beside::{Beside, Work, read_date, read_text};
use crate::cli::ctx::Ctx;
use crate::cli::write::Written;
use crate::domain::code::Code;
use crate::store::Writer;
use crate::store::records::kinds::org::licence;
use crate::tr;

/// The flags of a licence.
pub struct Licence;

/// A licence that was typed.
struct Typed {
    uscc: String,
    day: NaiveDate,
}

impl Beside for Licence {
    fn args(&self, verb: Command) -> Command {
        let uscc = Arg::new("uscc")
            .long("uscc")
            .requires("registered")
            .value_name(tr!("代码", "CODE"))
            .help(tr!("统一社会信用代码,与 --registered 同用", "credit code, with --registered"));
        let registered = Arg::new("registered")
            .long("registered")
            .requires("uscc")
            .value_name(tr!("日期", "DATE"))
            .help(tr!("登记日期", "day of registration"));
        verb.args([uscc, registered])
    }

    fn read(&self, matches: &ArgMatches, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Option<Box<dyn Work>>> {
        let typed = read_text(matches, "uscc").zip(read_date(matches, "registered", ctx)?);
        Ok(typed.map(|(uscc, day)| Box::new(Typed { uscc, day }) as Box<dyn Work>))
    }
}

impl Work for Typed {
    fn after(&mut self, w: &Writer, code: Code, _: &mut Written) -> anyhow::Result<()> {
        licence(w, code.number, &self.uscc, self.day)?;
        Ok(())
    }
}
