//! How a roster is to be read: the flags of every command that takes one.

use std::collections::BTreeMap;

use crate::cli::ctx::Ctx;
use crate::cli::files::Named;
use crate::domain::terms::{Attendance, ROSTER_COLUMN};
use crate::fault::Fault;
use crate::i18n::join;
use crate::intake::heading;
use crate::intake::roster::{self as file, Roster, sheets};
use crate::tr;

/// What becomes of a roster with rows that are wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing of it is recorded.
    Refused,
    /// The others are recorded.
    SetAside,
}

/// How a roster is to be read.
#[derive(clap::Args)]
pub struct Reading {
    #[arg(long, value_name = "present|absent", help = tr!("出勤一列里空着的算什么:present 到、absent 缺勤", "what an empty attendance cell means"))]
    blank: Option<String>,
    #[arg(long, value_name = tr!("表头=字段", "HEADING=FIELD"), help = tr!("表头的含义,可多次;“表头=-”不读这一列", "what a heading means; may repeat; HEADING=- leaves it out"))]
    map: Vec<String>,
    #[arg(long, value_name = tr!("名称", "NAME"), help = tr!("表格文件里的哪一张工作表", "which sheet of a spreadsheet"))]
    sheet: Option<String>,
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
        let path = ctx.files.reads(file)?.to_owned();
        sheets::rows_of(&path, self.sheet.as_deref(), &self.options()?.map, list.headings, wrong)
    }

    fn options(&self) -> anyhow::Result<file::Options> {
        let blank = self.blank.as_deref().map(Attendance::parse).transpose()?;
        if blank == Some(Attendance::Excused) {
            return Fault::input(tr!("--blank 只能是 present 或 absent", "--blank is present or absent")).err();
        }
        let map = self.map.iter().map(|text| heading::mapped(text)).collect::<anyhow::Result<_>>()?;
        Ok(file::Options { blank, map, sheet: self.sheet.clone(), ..file::Options::default() })
    }

    /// Reads a roster. What could be read in two ways is asked where somebody can
    /// answer; else it is refused once the session is known.
    ///
    /// # Errors
    /// A fault if it is no roster, or the person breaks off.
    pub fn read(&self, ctx: &mut Ctx<'_, '_>, file: &Named, wrong: Wrong) -> anyhow::Result<Roster> {
        let mut options = self.options()?;
        options.all_reasons = wrong == Wrong::SetAside;
        let path = ctx.files.reads(file)?.to_owned();
        if ctx.may_ask && options.sheet.is_none() {
            // What is wrong with the file is said when it is read.
            let names = sheets::which(&path, &options.map).unwrap_or_default();
            if !names.is_empty() {
                let question = tr!("哪一张工作表?", "Which sheet?");
                options.sheet = ctx.host.ask(&question, &names)?.and_then(|i| names.get(i).cloned());
            }
        }
        let mut list = file::read(&path, &options)?;
        if !ctx.may_ask {
            return Ok(list);
        }
        if let Some(question) = &list.undecided {
            let answers = [Attendance::Present, Attendance::Absent];
            let choices = answers.map(|word| tr!("空着的算“{word}”", "an empty cell means '{word}'", word = word.text()));
            options.blank = ctx.host.ask(question, &choices)?.and_then(|i| answers.get(i).copied());
            list = file::read(&path, &options)?;
        }
        if !list.unread.is_empty() {
            let columns = join(&list.unread);
            let question = tr!("有内容却不读取的列:{columns}", "columns with something in them that are not read: {columns}");
            let choices = [tr!("照此记录", "record without them"), tr!("取消", "cancel")];
            if ctx.host.ask(&question, &choices)? != Some(0) {
                return Fault::input(tr!("命令已取消", "the command is cancelled"))
                    .hint(tr!("用 --map 表头=字段 说明该列", "say what the column is with --map HEADING=field"))
                    .err();
            }
        }
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
