//! Which sheet and which columns of a file are meant: the flags of every command
//! that reads a list.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::ctx::Ctx;
use crate::cli::files::Named;
use crate::fault::Fault;
use crate::i18n::join;
use crate::intake::form::Form;
use crate::intake::list::{Listed, Options};
use crate::intake::{find, heading};
use crate::tr;

/// What becomes of a list with rows that are wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing of it is recorded.
    Refused,
    /// The others are recorded.
    SetAside,
}

/// The flags.
#[derive(clap::Args)]
pub struct Picking {
    #[arg(long, value_name = tr!("表头=字段", "HEADING=FIELD"), help = tr!("表头的含义,可多次;“表头=-”不读这一列", "what a heading means; may repeat; HEADING=- leaves it out"))]
    map: Vec<String>,
    #[arg(long, value_name = tr!("名称", "NAME"), help = tr!("表格文件里的哪一张工作表", "which sheet of a spreadsheet"))]
    sheet: Option<String>,
}

impl Picking {
    /// How a file is to be read. Which of its sheets is meant is asked where
    /// somebody can answer.
    ///
    /// # Errors
    /// A fault if a heading is not said as it should be, or the person breaks off.
    pub fn options(&self, ctx: &mut Ctx<'_, '_>, path: &Path, form: &Form, wrong: Wrong) -> anyhow::Result<Options> {
        let mut options = Options { all_reasons: wrong == Wrong::SetAside, ..self.plain(form)? };
        if ctx.may_ask && options.sheet.is_none() {
            // What is wrong with the file is said when it is read.
            let names = find::which(path, form, &options.map).unwrap_or_default();
            if !names.is_empty() {
                let question = tr!("哪一张工作表?", "Which sheet?");
                options.sheet = ctx.host.ask(&question, &names)?.and_then(|i| names.get(i).cloned());
            }
        }
        Ok(options)
    }

    fn plain(&self, form: &Form) -> anyhow::Result<Options> {
        let map = self.map.iter().map(|text| heading::mapped(text, form)).collect::<anyhow::Result<_>>()?;
        Ok(Options { map, sheet: self.sheet.clone(), ..Options::default() })
    }

    /// The headings of a file that was read, and the rows of some lines, each
    /// with the reason why it was not taken.
    ///
    /// # Errors
    /// A fault if the file cannot be read any more.
    pub fn rows(
        &self,
        ctx: &mut Ctx<'_, '_>,
        file: &Named,
        form: &Form,
        list: &Listed,
        wrong: &BTreeMap<usize, String>,
    ) -> anyhow::Result<Vec<Vec<String>>> {
        let path = ctx.files.reads(file)?.to_owned();
        find::rows_of(&path, self.sheet.as_deref(), form, &self.plain(form)?.map, list.headings, wrong)
    }
}

/// Asks, where somebody can answer, whether columns that hold something and are
/// not read may be left.
///
/// # Errors
/// A fault if they may not.
pub fn confirm_unread(ctx: &mut Ctx<'_, '_>, list: &Listed) -> anyhow::Result<()> {
    if !ctx.may_ask || list.unread.is_empty() {
        return Ok(());
    }
    let columns = join(&list.unread);
    let question = tr!("有内容却不读取的列:{columns}", "columns with something in them that are not read: {columns}");
    let choices = [tr!("照此记录", "record without them"), tr!("取消", "cancel")];
    if ctx.host.ask(&question, &choices)? == Some(0) {
        return Ok(());
    }
    Fault::input(tr!("命令已取消", "the command is cancelled"))
        .hint(tr!("用 --map 表头=字段 说明该列", "say what the column is with --map HEADING=field"))
        .err()
}
