//! What is said of files that cannot be read.

use crate::fault::Fault;
use crate::tr;

/// The refusal of a file of another kind.
///
/// # Errors
/// Always.
pub(super) fn not_a_table<T>(what: &str) -> anyhow::Result<T> {
    Fault::input(tr!("这是 {what} 文件,不是表格", "this is a {what} file, not a table"))
        .hint(tr!("把其中的表格复制到表格软件里,另存为 xlsx 后再读", "copy the table in it into a spreadsheet and save that as xlsx"))
        .err()
}

/// What to do with a format that is not read.
pub(super) fn save_as_xlsx() -> String {
    tr!("在表格软件中打开,另存为 xlsx 后再读", "open it in a spreadsheet and save it as xlsx")
}

/// The refusal of a file that opens with a password.
///
/// # Errors
/// Always.
pub(super) fn locked<T>() -> anyhow::Result<T> {
    Fault::input(tr!("文件有打开密码,无法读取", "the file needs a password to be opened"))
        .hint(tr!("先取消密码:在表格软件中打开,另存为不设密码的 xlsx", "open it in a spreadsheet and save it without a password"))
        .err()
}

/// The refusal of a file that is not whole.
pub(super) fn damaged() -> Fault {
    Fault::input(tr!("文件已损坏或不完整,无法读取", "the file is damaged or not whole and cannot be read")).hint(tr!(
        "在表格软件中打开,另存为 xlsx 后再读;打不开的,请发送人重发",
        "open it in a spreadsheet and save it as xlsx; if it does not open, ask for it again"
    ))
}

/// What a reader of a format found, if the file is sound.
///
/// # Errors
/// A fault if it is not.
pub(super) fn sound<T, E>(read: Result<T, E>) -> anyhow::Result<T> {
    read.or_else(|_| damaged().err())
}
