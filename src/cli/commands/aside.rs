//! `--rejects`: rows that are wrong go to a file of their own.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::cli::ctx::Ctx;
use crate::cli::files::{Named, folder_of, place, unwritten};
use crate::domain::text::printable;
use crate::fault::Fault;
use crate::intake::rejects::{self, Form};
use crate::store::file::temporary;
use crate::tr;

/// The flag.
#[derive(clap::Args)]
pub struct Aside {
    #[arg(long, value_name = tr!("文件", "FILE"), help = tr!("记录无误的行,不对的行连同原因写入这个新文件(.csv 或 .xlsx)", "record the good rows, and write the others with the reasons into this new file (.csv or .xlsx)"))]
    rejects: Option<Named>,
}

/// Where the rows go.
pub struct Target {
    path: PathBuf,
    form: Form,
}

impl Aside {
    /// Where the rows are to go, if they are; told before anything is read.
    ///
    /// # Errors
    /// A fault if the file is there, cannot be made or is of no form that is written.
    pub fn target(&self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Option<Target>> {
        let Some(named) = &self.rejects else { return Ok(None) };
        let path = ctx.files.makes(named)?.to_owned();
        let Some(form) = Form::of(&path) else {
            return Fault::input(tr!("--rejects 的文件名须以 .csv 或 .xlsx 结尾", "the name of --rejects must end in .csv or .xlsx")).err();
        };
        // A folder in which nothing can be made is told before anything is recorded.
        temporary::answer(folder_of(&path)).map_err(|e| unwritten(&path, &e))?;
        Ok(Some(Target { path, form }))
    }
}

impl Target {
    /// Writes the rows once the others are recorded; says what became of them.
    pub fn write(
        &self,
        ctx: &mut Ctx<'_, '_>,
        wrong: &BTreeMap<usize, String>,
        rows: impl FnOnce(&mut Ctx<'_, '_>) -> anyhow::Result<Vec<Vec<String>>>,
    ) -> String {
        let (n, shown) = (wrong.len(), printable(&self.path.display().to_string()));
        if ctx.dry_run {
            return tr!("试运行:{n}行不对,会写入 {shown}", "dry run: rows that are wrong: {n}, which would go to {shown}");
        }
        let written = rows(ctx).and_then(|rows| self.place(&rows));
        match written {
            Ok(()) => tr!("{n}行不对,连同原因写入 {shown}", "rows that are wrong: {n}, with the reasons in {shown}"),
            // The good rows are recorded, whatever becomes of the others.
            Err(error) => tr!(
                "{n}行不对,但没能写入 {shown}:{error};改好后整份重新读入,已有的不会重复",
                "rows that are wrong: {n}, but {shown} was not written: {error}; give the whole file again when it is mended, nothing is recorded twice"
            ),
        }
    }

    fn place(&self, rows: &[Vec<String>]) -> anyhow::Result<()> {
        let folder = folder_of(&self.path);
        let mut file = temporary::answer(folder).map_err(|e| unwritten(&self.path, &e))?;
        rejects::write(&mut file, self.form, rows)?;
        Ok(place(file.into_temp_path(), folder, &self.path)?)
    }
}
