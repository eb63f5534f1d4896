//! `report diff`: an issued report beside the books of today.

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::domain::period::{Period, Shape};
use crate::domain::terms::Report;
use crate::fault::Fault;
use crate::report::issued::Issued;
use crate::report::issued_diff::Diff;
use crate::store::records::kinds::report::ISSUED_REPORT;
use crate::store::records::plan;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("编号", "CODE"), help = super::code_help())]
    code: String,
}

/// Shows the figures that differ, and the entries responsible.
///
/// # Errors
/// A fault if there is no such report in force.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let db = ctx.read()?;
    let issued = Issued::read(&db, resolve::code(&args.code, &ISSUED_REPORT)?)?;
    if let Some(why) = &issued.void {
        return Fault::input(tr!("{code} 已作废({why})", "{code} is void ({why})", code = issued.code))
            .hint(tr!("用 fuhua list reports 查看有效的报表", "see those in force with fuhua list reports"))
            .err();
    }
    if issued.report == Report::Certificate.id() {
        let stay = &issued.period;
        return Fault::input(tr!("{code} 是鉴定书,不作比较", "{code} is a certificate, which is not compared", code = issued.code))
            .hint(tr!(
                "今天的内容用 fuhua report certificate {stay} 查看",
                "see what it would say today with fuhua report certificate {stay}"
            ))
            .err();
    }
    let calendar = plan::calendar(&db)?;
    let diff = if issued.report == Report::Finance.id() {
        Diff::read_statement(&db, &issued, &calendar.proper(calendar.parse(&issued.period, ctx.today())?))?
    } else {
        let (shape, operating) = match issued.report.as_str() {
            "annual" => (Shape::Year, Some(issued.period.clone()).filter(|label| label.starts_with('Y'))),
            "monthly" => (Shape::Month, None),
            _ => (Shape::Quarter, None),
        };
        let period = Period { label: issued.period.clone(), start: issued.start, end: issued.end, operating, shape };
        Diff::read(&db, &issued, &period, super::year_of(&calendar, &period)?)?
    };
    let mut answer = Answer::new(&diff, diff.document())?;
    if diff.is_unexplained() {
        answer.notes.push(tr!(
            "注意:有的差别没有任何流水可以说明,可能是别的程序改动了记录;用 fuhua audit 检查该文件",
            "warning: no entry accounts for some of the differences, so another program may have changed records; check the file with fuhua audit"
        ));
    }
    Ok(answer)
}
