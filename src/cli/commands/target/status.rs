//! `target status`: where a year's indicators stand.

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::fault::Fault;
use crate::i18n::join;
use crate::report::targets::{Standing, Targets};
use crate::store::records::plan;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(long, value_name = tr!("年度", "YEAR"), help = tr!("运营年度,如 Y1;默认今天所在或最近结束的年度", "operating year, such as Y1; default the one that contains today, or the last one ended"))]
    year: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = tr!("截至日期;默认今天或年度末日,取较早的", "up to this day; default today or the year's last day, whichever is earlier"))]
    as_of: Option<String>,
    #[arg(long, help = tr!("有指标滞后或未完成时以1退出", "exit with 1 if an indicator is behind or missed"))]
    check: bool,
}

/// Compares the year's figures with its targets.
///
/// # Errors
/// A fault if the year or the day is wrong.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let db = ctx.read()?;
    let calendar = plan::calendar(&db)?;
    let today = ctx.today();
    let year = args.year.as_deref().map_or_else(|| Ok(calendar.year_at(today)), |text| calendar.parse_year(text))?;
    // A year that is over is judged as one: its last day alone would call it behind.
    let (as_of, judged) = match args.as_of.as_deref() {
        None => (today.min(year.end), today),
        Some(text) => {
            let day = ctx.day(text)?;
            (day, day)
        }
    };
    if args.as_of.is_some() && as_of < year.start {
        let (no, start) = (year.no, year.start);
        return Fault::input(tr!("{as_of}早于 Y{no} 年度的首日{start}", "{as_of} is before the first day of Y{no}, {start}"))
            .hint(tr!("改用 {start} 或之后的日期,或用 --year 指明年度", "give {start} or a later day, or name a year with --year"))
            .err();
    }
    let report = Targets::read(&db, year, as_of, judged)?;
    let mut answer = Answer::new(&report, report.document())?;
    if today <= year.end && as_of >= year.start {
        answer.notes.push(tr!(
            "本年未完({end}止),所列截至{as_of}",
            "this year is not over yet (it ends on {end}): what is shown is as of {as_of}",
            end = year.end
        ));
    }
    if as_of < year.start {
        answer.notes.push(tr!("Y{no} 年度尚未开始", "Y{no} has not begun", no = year.no));
    }
    let lagging: Vec<&str> = report.targets.iter().filter(|t| t.lags()).map(Standing::name).collect();
    if args.check && !lagging.is_empty() {
        answer.exit = 1;
        answer.notes.push(tr!("未达进度:{list}", "not on pace: {list}", list = join(lagging)));
    }
    Ok(answer)
}
