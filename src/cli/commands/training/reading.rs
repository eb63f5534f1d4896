//! How a roster is to be read: the flags of every command that takes one.

use std::collections::BTreeMap;

use crate::cli::commands::picking::{Picking, Wrong, confirm_unread};
use crate::cli::ctx::Ctx;
use crate::cli::files::Named;
use crate::domain::terms::{Attendance, ROSTER_COLUMN};
use crate::fault::Fault;
use crate::intake::form::Form;
use crate::intake::roster::{self as file, Roster};
use crate::tr;

/// How a roster is to be read.
#[derive(clap::Args)]
pub struct Reading {
    #[arg(long, value_name = "present|absent", help = tr!("出勤一列里空着的算什么:present 到、absent 缺勤", "what an empty attendance cell means"))]
    blank: Option<String>,
    #[command(flatten)]
    picking: Picking,
}

impl Reading {
    /// The headings of a roster that was read, and the rows of some lines, each
    /// with the reason why it was not taken.
    ///
    /// # Errors
    /// A fault if the file cannot be read any more.
    pub fn rows(
        &self,
        ctx: &mut Ctx<'_, '_>,
        file: &Named,
        list: &Roster,
        wrong: &BTreeMap<usize, String>,
    ) -> anyhow::Result<Vec<Vec<String>>> {
        self.picking.rows(ctx, file, &Form::roster(), list, wrong)
    }

    fn blank(&self) -> anyhow::Result<Option<Attendance>> {
        match self.blank.as_deref().map(Attendance::parse).transpose()? {
            Some(Attendance::Excused) => Fault::input(tr!("--blank 只能是 present 或 absent", "--blank is present or absent")).err(),
            blank => Ok(blank),
        }
    }

    /// Reads a roster. What could be read in two ways is asked where somebody can
    /// answer; else it is refused once the session is known.
    ///
    /// # Errors
    /// A fault if it is no roster, or the person breaks off.
    pub fn read(&self, ctx: &mut Ctx<'_, '_>, file: &Named, wrong: Wrong) -> anyhow::Result<Roster> {
        let blank = self.blank()?;
        let path = ctx.files.reads(file)?.to_owned();
        let mut options = file::Options { blank, list: self.picking.options(ctx, &path, &Form::roster(), wrong)? };
        let mut list = file::read(&path, &options)?;
        if let Some(question) = list.undecided.as_ref().filter(|_| ctx.may_ask) {
            let answers = [Attendance::Present, Attendance::Absent];
            let choices = answers.map(|word| tr!("空着的算“{word}”", "an empty cell means '{word}'", word = word.text()));
            options.blank = ctx.host.ask(question, &choices)?.and_then(|i| answers.get(i).copied());
            list = file::read(&path, &options)?;
        }
        confirm_unread(ctx, &list)?;
        Ok(list)
    }
}

/// The help of a roster file.
pub fn file_help() -> String {
    tr!(
        "签到表:表格文件(xlsx、xls、ods)、CSV 或文本,表头:{list}",
        "roster: a spreadsheet (xlsx, xls, ods), CSV or text, with headings: {list}",
        list = ROSTER_COLUMN.offer()
    )
}
