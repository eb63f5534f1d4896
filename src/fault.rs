//! What can go wrong, and how it is told: what is wrong, where, what to do next.
//!
//! Handlers return `anyhow::Result`; a [`Fault`] inside is found once, at the
//! edge (`cli`), which prints it and ends with its exit code. An error that is
//! no `Fault` is a bug (exit 70).

use std::fmt;

use crate::tr;

/// The kinds of fault, each with its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A rule refused the write, or a check did not hold: exit 1.
    Rule,
    /// The command line or the input is wrong: exit 2.
    Input,
    /// The database cannot be used: exit 3.
    Database,
    /// Another file or device failed: exit 4.
    Device,
}

impl Kind {
    /// The process's exit code.
    pub fn exit(self) -> i32 {
        match self {
            Kind::Rule => 1,
            Kind::Input => 2,
            Kind::Database => 3,
            Kind::Device => 4,
        }
    }

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Rule => "rule",
            Kind::Input => "input",
            Kind::Database => "database",
            Kind::Device => "device",
        }
    }
}

/// The exit code of a bug.
pub const EXIT_BUG: i32 = 70;

/// One rule that refused a write.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Refusal {
    /// The rule's id, `review.window-early`.
    pub rule: String,
    /// The plan's clause.
    pub clause: String,
    /// What is wrong and what to do about it.
    pub message: String,
    /// Whether `--override` may waive it.
    #[serde(skip)]
    pub waivable: bool,
}

/// Something that went wrong, ready to be shown.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Decides the exit code.
    pub kind: Kind,
    /// What is wrong, and where.
    pub message: String,
    /// What to do next.
    pub hint: Option<String>,
    /// The rules that refused, if rules did.
    pub rules: Vec<Refusal>,
}

impl Fault {
    fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: None, rules: Vec::new() }
    }

    /// The command line or the input is wrong.
    pub fn input(message: impl Into<String>) -> Self {
        Self::new(Kind::Input, message)
    }

    /// The answer is no.
    pub fn refused(message: impl Into<String>) -> Self {
        Self::new(Kind::Rule, message)
    }

    /// The database cannot be used.
    pub fn database(message: impl Into<String>) -> Self {
        Self::new(Kind::Database, message)
    }

    /// Another file or device failed.
    pub fn device(message: impl Into<String>) -> Self {
        Self::new(Kind::Device, message)
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds the rules that refused.
    #[must_use]
    pub fn rules(mut self, rules: Vec<Refusal>) -> Self {
        self.rules = rules;
        self
    }

    /// The fault as an early return: `return Fault::input(…).err()`.
    ///
    /// # Errors
    /// Always.
    pub fn err<T>(self) -> anyhow::Result<T> {
        Err(self.into())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

/// What the system says of a file or a device, in words.
pub fn system(error: &std::io::Error) -> String {
    use std::io::ErrorKind as E;
    match error.kind() {
        E::NotFound => tr!("没有这个文件或文件夹", "there is no such file or folder"),
        E::PermissionDenied => tr!("没有权限", "permission denied"),
        E::AlreadyExists => tr!("已经存在", "it exists already"),
        E::IsADirectory => tr!("它是文件夹", "it is a folder"),
        E::NotADirectory => tr!("路径中有一段不是文件夹", "part of the path is not a folder"),
        E::StorageFull | E::QuotaExceeded => tr!("空间不足", "there is no space left"),
        E::FileTooLarge => tr!("文件过大", "the file would be too large"),
        E::ReadOnlyFilesystem => tr!("磁盘是只读的", "the disk is read-only"),
        E::BrokenPipe => tr!("接收的程序已经退出", "the program that was to receive it is gone"),
        E::InvalidData => tr!("不是 UTF-8 文本", "it is not UTF-8 text"),
        _ => error.to_string(),
    }
}

/// The message of the fault with which something must have failed, for tests.
#[cfg(test)]
#[track_caller]
pub(crate) fn told<T>(result: anyhow::Result<T>, kind: Kind) -> String {
    match result {
        Ok(_) => panic!("it should have failed"),
        Err(error) => match error.downcast::<Fault>() {
            Ok(fault) if fault.kind == kind => fault.message,
            Ok(fault) => panic!("{:?}: {}", fault.kind, fault.message),
            Err(other) => panic!("no fault: {other:#}"),
        },
    }
}
