//! `withdraw --leave`: what withdrawing means for an organisation in the base.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::beside::{Beside, SUBJECT, Work, read_text};
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::fault::Fault;
use crate::store::records::kind::Subject;
use crate::store::records::kinds::incubation::INCUBATION;
use crate::tr;

/// A resident leaves only if that is meant.
pub struct Leaving;

const LEAVE: &str = "leave";

impl Beside for Leaving {
    fn args(&self, verb: Command) -> Command {
        let help = tr!("在孵组织提前离开基地", "the organisation is a resident and leaves the base early");
        verb.arg(Arg::new(LEAVE).long(LEAVE).action(ArgAction::SetTrue).help(help))
    }

    fn read(&self, matches: &ArgMatches, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Option<Box<dyn Work>>> {
        let Some(text) = read_text(matches, SUBJECT).filter(|_| !matches.get_flag(LEAVE)) else { return Ok(None) };
        let case = resolve::case(ctx, &ctx.read()?, &text, Subject::OpenCase)?;
        let Some(stay) = case.incubation.map(|id| INCUBATION.code(id)) else { return Ok(None) };
        let name = &case.name;
        if ctx.may_ask {
            let question = tr!("{name}正在孵({stay}),记为提前离开基地?", "{name} is a resident ({stay}): does it leave the base early?");
            let choices = [tr!("不离开,取消", "no, cancel"), tr!("提前离开基地", "yes, it leaves early")];
            if ctx.host.ask(&question, &choices)? == Some(1) {
                return Ok(None);
            }
        }
        Fault::refused(tr!(
            "{name}正在孵({stay}),撤回即提前离开基地",
            "{name} is a resident ({stay}): to withdraw is to leave the base early"
        ))
        .hint(tr!(
            "确实离开,加 --leave;期满出壳用 fuhua exit-assess {stay}",
            "if it does leave, add --leave; at the end of its stay use fuhua exit-assess {stay}"
        ))
        .err()
    }
}
