//! The files of a command: what it reads and makes, over which no answer may
//! go; and how a file gets its name, whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufWriter, ErrorKind, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use crate::domain::text::printable;
use crate::fault::{Fault, system};
use crate::store::file::header::{TAILS, beside, companions};
use crate::store::file::temporary::{self, Purpose, Temporary};
use crate::tr;

/// A file that an argument names. Its path is had from [`Files`] alone, so that
/// no command reads or makes a file without its being known there.
#[derive(Clone, Debug)]
pub struct Named(PathBuf);

impl From<OsString> for Named {
    fn from(typed: OsString) -> Self {
        Self(typed.into())
    }
}

impl Named {
    /// Whether it is a word that stands where a file may be named.
    pub fn is(&self, word: &str) -> bool {
        self.0.as_os_str() == word
    }
}

/// What a file is to the command.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The database that it works on.
    Database,
    /// It is read.
    Read,
    /// It is made.
    Made,
}

struct Kept {
    path: PathBuf,
    part: Part,
    /// Whether it is a database, beside which SQLite keeps files of its own.
    database: bool,
}

/// The files of a command.
pub struct Files {
    output: Option<PathBuf>,
    /// Whether the answer may take the place of a file.
    replace: bool,
    kept: Vec<Kept>,
}

impl Files {
    /// Those of a command on a database whose answer goes to `output`.
    ///
    /// # Errors
    /// [`Fault`] (input) if the answer would go over the database, or over a file
    /// without leave to `replace` it.
    pub fn new(output: Option<PathBuf>, replace: bool, db: &Path) -> Result<Self, Fault> {
        let mut files = Self { output, replace, kept: Vec::new() };
        files.keep(db, Part::Database, true)?;
        files.output.as_deref().map_or(Ok(()), |output| files.may_write(output))?;
        Ok(files)
    }

    /// Refuses to write over a file without leave.
    ///
    /// # Errors
    /// [`Fault`] (input) that says how to give it.
    pub fn may_write(&self, output: &Path) -> Result<(), Fault> {
        if self.replace || !fs::metadata(output).is_ok_and(|there| there.is_file()) {
            return Ok(());
        }
        Err(taken(output).hint(tr!("换一个文件名;要替换它,加 --replace", "give another name; to replace it, add --replace")))
    }

    /// Notes another database that the command works on, or makes.
    ///
    /// # Errors
    /// [`Fault`] (input) if the answer would go over it.
    pub fn works_on(&mut self, db: &Path) -> Result<(), Fault> {
        self.keep(db, Part::Database, true)
    }

    /// The path of a file that the command is to read.
    ///
    /// # Errors
    /// [`Fault`] (input) if the answer would go over it.
    pub fn reads<'f>(&mut self, file: &'f Named) -> Result<&'f Path, Fault> {
        self.keep(&file.0, Part::Read, false)?;
        Ok(&file.0)
    }

    /// The path of a database that the command is to read.
    ///
    /// # Errors
    /// [`Fault`] (input) if the answer would go over it or what stands beside it.
    pub fn reads_database<'f>(&mut self, file: &'f Named) -> Result<&'f Path, Fault> {
        self.keep(&file.0, Part::Read, true)?;
        Ok(&file.0)
    }

    /// The path of a database that the command is to make, which nothing may have.
    ///
    /// # Errors
    /// As [`Files::makes_at`].
    pub fn makes<'f>(&mut self, file: &'f Named) -> Result<&'f Path, Fault> {
        self.makes_at(&file.0)?;
        Ok(&file.0)
    }

    /// As [`Files::makes`], of a path that no argument names.
    ///
    /// # Errors
    /// [`Fault`] (input) if the name is taken, SQLite would take it for a part
    /// of a database, or the answer would go over it.
    pub fn makes_at(&mut self, path: &Path) -> Result<(), Fault> {
        self.free(path)?;
        self.keep(path, Part::Made, true)
    }

    fn keep(&mut self, path: &Path, part: Part, database: bool) -> Result<(), Fault> {
        self.kept.push(Kept { path: path.to_owned(), part, database });
        self.output.as_ref().map_or(Ok(()), |output| self.spares(output))
    }

    /// Refuses a path for an answer that leads to one of the files: by name,
    /// through links, or as the same file under another name. A database's
    /// companions are spared even where there are none now.
    fn spares(&self, output: &Path) -> Result<(), Fault> {
        let Some(hit) = self.kept.iter().find(|kept| kept.is_at(output)) else { return Ok(()) };
        let shown = printable(&output.display().to_string());
        Err(Fault::input(match hit.part {
            Part::Database => tr!("{shown} 是数据库本身,不能用作输出文件", "{shown} is the database itself and cannot take the answer"),
            Part::Read => {
                tr!("{shown} 是本命令要读取的文件,不能用作输出文件", "{shown} is read by this command and cannot take the answer")
            }
            Part::Made => {
                tr!("{shown} 是本命令要生成的文件,不能用作输出文件", "{shown} is made by this command and cannot take the answer")
            }
        })
        .hint(tr!("用 -o 指明另一个文件", "name another file with -o")))
    }

    /// Refuses a name that is taken, or that SQLite would take for a part of a
    /// database: what is left of another file's journal, or the database's own.
    ///
    /// # Errors
    /// [`Fault`] (input) that says which.
    pub fn free(&self, target: &Path) -> Result<(), Fault> {
        if target.symlink_metadata().is_ok() {
            return Err(taken(target));
        }
        let shown = printable(&target.display().to_string());
        if let Some((_, left)) = companions(target).first() {
            let left = printable(&left.display().to_string());
            return Err(Fault::input(tr!(
                "{shown} 旁边有另一个数据库留下的 {left}",
                "beside {shown} stands {left}, left by another database"
            )));
        }
        let beside_it = TAILS.into_iter().map(|tail| beside(target, tail).symlink_metadata());
        if beside_it.into_iter().any(|there| there.is_err_and(|e| e.kind() == ErrorKind::InvalidFilename)) {
            return Err(Fault::input(tr!(
                "{shown} 的文件名过长:旁边须能放下同名加 -journal 的文件",
                "the name {shown} is too long: a file of that name with -journal must have its place beside it"
            )));
        }
        let target = real(target);
        if self.kept.iter().filter(|kept| kept.database).any(|kept| kept.companions().any(|own| own == target)) {
            return Err(Fault::input(tr!("{shown} 是数据库自己要用的文件名", "{shown} is a name that the database itself uses")));
        }
        Ok(())
    }

    /// Writes what `write` writes to a file, whole or not at all. A link stays a
    /// link, and a file that is replaced keeps its mode; of a folder that is not
    /// there only the last part is made.
    ///
    /// # Errors
    /// A fault if it would go over one of the files (input), or cannot be
    /// written; else what `write` fails with.
    pub fn write<T>(&self, path: &Path, write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>) -> anyhow::Result<T> {
        let failed = |e| unwritten(path, &e);
        let (mut file, target) = self.begin(path)?;
        let mut out = BufWriter::new(file.as_file_mut());
        let done = write(&mut out).map_err(|error| match error.downcast::<std::io::Error>() {
            Ok(e) => failed(e).into(),
            Err(other) => other,
        })?;
        out.flush().map_err(failed)?;
        drop(out);
        file.as_file().sync_all().map_err(failed)?;
        file.persist(&target).map_err(|e| failed(e.error))?;
        Ok(done)
    }

    /// Makes a folder with what `fill` puts into it, whole or not at all; in a dry
    /// run not at all. Nothing may have its name.
    ///
    /// # Errors
    /// A fault if the name is taken (input), or the folder cannot be written; else
    /// what `fill` fails with.
    pub fn make_folder<T>(&self, path: &Path, dry: bool, fill: impl FnOnce(&Path) -> anyhow::Result<T>) -> anyhow::Result<T> {
        let failed = |e| unwritten(path, &e);
        self.free(path).map_err(|fault| fault.hint(tr!("换一个名称", "give another name")))?;
        let parent = folder_of(path);
        let workshop = Temporary::new(Purpose::Export, parent).map_err(failed)?;
        let made = workshop.path().join("whole");
        fs::create_dir(&made).map_err(failed)?;
        let done = fill(&made).map_err(|error| match error.downcast::<std::io::Error>() {
            Ok(e) => failed(e).into(),
            Err(other) => other,
        })?;
        if dry {
            return Ok(done);
        }
        sync_folders(&made).map_err(failed)?;
        // A folder that has come to be meanwhile is replaced only if it is empty.
        fs::rename(&made, path).map_err(failed)?;
        File::open(parent).and_then(|folder| folder.sync_all()).map_err(failed)?;
        Ok(done)
    }

    /// The folder into which the answer goes, if it goes into a file.
    pub fn answers_in(&self) -> Option<PathBuf> {
        let output = self.output.as_ref()?;
        let within = output.as_os_str().as_encoded_bytes().ends_with(b"/");
        Some(if within { output.clone() } else { folder_of(&real(output)).to_owned() })
    }

    /// Whether an answer can go to a path, as far as can be known before there is
    /// one. A folder takes files of its own.
    ///
    /// # Errors
    /// As [`Files::write`].
    pub fn can_write(&self, path: &Path) -> anyhow::Result<()> {
        let within = path.as_os_str().as_encoded_bytes().ends_with(b"/");
        self.begin(&if within { path.join("table.csv") } else { path.to_owned() }).map(drop)
    }

    /// A file that has no name yet, beside the one that it is to be.
    fn begin(&self, path: &Path) -> anyhow::Result<(NamedTempFile<File>, PathBuf)> {
        let failed = |e| unwritten(path, &e);
        self.spares(path)?;
        self.may_write(path)?;
        let shown = printable(&path.display().to_string());
        match fs::metadata(path) {
            Ok(there) if !there.is_file() => {
                return Err(Fault::device(tr!("{shown} 不是普通文件,不能写入", "{shown} is not a regular file and is not written")).into());
            }
            Err(_) if path.is_symlink() => {
                return Fault::input(tr!("{shown} 是一个链接,所指的文件不存在", "{shown} is a link to a file that is not there"))
                    .hint(tr!("用 -o 直接指明文件", "name the file itself with -o"))
                    .err();
            }
            _ => {}
        }
        let target = real(path);
        let folder = folder_of(&target);
        if !folder.exists() {
            fs::create_dir(folder).map_err(failed)?;
        }
        let file = temporary::answer(folder).map_err(failed)?;
        if let Ok(there) = fs::metadata(&target) {
            file.as_file().set_permissions(there.permissions()).map_err(failed)?;
        }
        Ok((file, target))
    }
}

impl Kept {
    /// The names that SQLite uses beside it.
    fn companions(&self) -> impl Iterator<Item = PathBuf> {
        let path = real(&self.path);
        TAILS.into_iter().map(move |tail| beside(&path, tail))
    }

    fn is_at(&self, other: &Path) -> bool {
        let there = real(other);
        let id = |path: &Path| fs::metadata(path).map(|m| (m.dev(), m.ino())).ok();
        let same = |own: &Path| own == there || id(other).is_some_and(|other| id(own) == Some(other));
        same(&real(&self.path)) || (self.database && self.companions().any(|own| same(&own)))
    }
}

/// How many links lead from one to the next at most.
const LINKS: usize = 40;

/// The path without links; of a file that is not there, what links to it and
/// its folder say.
fn real(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        if let Ok(whole) = path.canonicalize() {
            return whole;
        }
        let Ok(link) = path.read_link() else { break };
        path = folder_of(&path).join(link);
    }
    let folder = folder_of(&path).canonicalize().unwrap_or_else(|_| folder_of(&path).to_owned());
    path.file_name().map_or_else(|| path.clone(), |name| folder.join(name))
}

/// Gives a new file, closed and in `folder`, the name `target`, which nothing
/// may have, for good.
///
/// # Errors
/// A fault if something has come to have the name (input), or the disk fails;
/// no file is then left.
pub fn place(file: TempPath, folder: &Path, target: &Path) -> Result<(), Fault> {
    let cannot = |e| unwritten(target, &e);
    File::open(&file).and_then(|f| f.sync_all()).map_err(cannot)?;
    // A link fails where something has come to be meanwhile, as a rename does not.
    match fs::hard_link(&file, target) {
        Ok(()) => drop(file),
        Err(e) if e.kind() == ErrorKind::AlreadyExists => return Err(taken(target)),
        // Memory sticks have file systems without links.
        Err(_) => file.persist_noclobber(target).map_err(|e| match e.error.kind() {
            ErrorKind::AlreadyExists => taken(target),
            _ => cannot(e.error),
        })?,
    }
    File::open(folder).and_then(|f| f.sync_all()).map_err(|e| {
        let _ = fs::remove_file(target);
        cannot(e)
    })
}

/// Has a folder on the disk, with the names of what is in it.
fn sync_folders(folder: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_folders(&entry.path())?;
        }
    }
    File::open(folder)?.sync_all()
}

/// The folder in which a path lies.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What is said of a file that cannot be made.
pub fn unwritten(target: &Path, e: &std::io::Error) -> Fault {
    let shown = printable(&target.display().to_string());
    Fault::device(tr!("无法写入 {shown}:{e}", "cannot write {shown}: {e}", e = system(e)))
}

/// What is said of a name that is taken.
fn taken(target: &Path) -> Fault {
    let shown = printable(&target.display().to_string());
    Fault::input(tr!("{shown} 已经存在,不会覆盖", "{shown} exists and is not replaced"))
}
