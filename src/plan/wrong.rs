//! What is wrong with the text of a plan file, in our own words.

use crate::i18n::{join, pick};
use crate::tr;

/// The most characters of a line that are shown.
const MOST: usize = 60;
/// What the parser is to say where a number or a list of numbers is wanted.
pub(super) const NUMBERS: &str = "a number or numbers";
/// The same of a number or a text.
pub(super) const NUMBER_OR_TEXT: &str = "a number or text";

/// The place, by line and column, and what is wrong there.
pub(super) fn told(error: &toml::de::Error, text: &str) -> String {
    let Some(before) = error.span().and_then(|span| text.get(..span.start)) else { return reason(error.message(), "") };
    let line = before.matches('\n').count();
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    let there: String = text.lines().nth(line).unwrap_or_default().trim().chars().take(MOST).collect();
    let why = reason(error.message(), &there);
    tr!("第{line}行第{column}列,{why}", "line {line}, column {column}: {why}", line = line + 1)
}

/// What the parser's message means; `line` is the text where it arose.
fn reason(message: &str, line: &str) -> String {
    // The field and, of one that is unknown, those that there are.
    let mut names = message.split('`').skip(1).step_by(2);
    let name = names.next().unwrap_or_default();
    if message.starts_with("missing field") {
        return tr!("缺少字段 {name}", "the field {name} is missing");
    }
    if message.starts_with("unknown field") {
        return tr!("没有字段 {name}(可选 {list})", "there is no field {name} (one of {list})", list = join(names));
    }
    if message.starts_with("duplicate") {
        return tr!("同一字段写了两次:{line}", "a field is given twice: {line}");
    }
    let wanted = match message.split_once(", expected ").map_or(message, |(_, wanted)| wanted) {
        "a string" => tr!("带引号的文本", "text in quotes"),
        "i64" => tr!("整数", "a whole number"),
        "a sequence" => tr!("列表", "a list"),
        "a boolean" => tr!("true 或 false", "true or false"),
        NUMBERS => tr!("整数或整数的列表", "a whole number or a list of them"),
        NUMBER_OR_TEXT => tr!("整数或带引号的文本", "a whole number or text in quotes"),
        table if table.starts_with("struct ") => tr!("表", "a table"),
        _ => {
            let detail = pick("", &format!(" ({message})")).to_owned();
            return tr!("不合 TOML 的写法:{line}{detail}", "invalid TOML: {line}{detail}");
        }
    };
    tr!("值的类型不对,应为{wanted}:{line}", "the value should be {wanted}: {line}")
}
