//! The formats of answers: those in which documents are written, and the value
//! behind them as JSON.

use std::io;
use std::path::Path;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde_json::Value as Json;

use super::answer::{Answer, Records};
use crate::document::{Block, Cell, Column, Document, Setting, Table, WRITERS, Writer};
use crate::domain::text::printable;
use crate::fault::Fault;
use crate::i18n::{Lang, join, label, lang};
use crate::tr;

/// What `-f` calls the value.
const JSON: &str = "json";

/// A format.
#[derive(Clone, Copy, Debug)]
pub enum Format {
    /// The value, for a program.
    Json,
    /// The document.
    Document(&'static Writer),
}

impl Format {
    /// The format of a name that the command line takes.
    fn named(name: &str) -> Self {
        WRITERS.iter().find(|w| w.name == name).map_or(Format::Json, |w| Format::Document(w))
    }

    /// The format to which an ending belongs, if it belongs to one.
    fn of_ending(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        let writer = WRITERS.iter().find(|w| w.endings.contains(&ending.as_str()));
        writer.map(|w| Format::Document(w)).or_else(|| (ending == JSON).then_some(Format::Json))
    }

    /// The writer and the ending of a format in which a file holds one table.
    pub fn of_tables(self) -> Option<(&'static Writer, &'static str)> {
        match self {
            Format::Document(writer) if writer.one_table => Some((writer, writer.endings.first()?)),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Format::Json => JSON,
            Format::Document(writer) => writer.name,
        }
    }
}

/// Reads `-f`.
pub fn parser() -> impl TypedValueParser<Value = Format> {
    let names = WRITERS.iter().map(|w| w.name).chain([JSON]).collect::<Vec<_>>();
    PossibleValuesParser::new(names).map(|name| Format::named(&name))
}

/// The format that was asked for: by `-f`, else by the ending of the file, else
/// the first.
///
/// # Errors
/// [`Fault`] (input) if both were given and differ, or a table is asked of JSON.
pub fn asked(flag: Option<Format>, output: Option<&Path>, table: Option<&str>) -> anyhow::Result<Format> {
    let ending = output.and_then(Format::of_ending);
    if let Some(path) = output.filter(|path| flag.is_none() && ending.is_none() && is_of_others(path)) {
        let shown = printable(&path.display().to_string());
        return Fault::input(tr!("{shown} 的扩展名是另一种格式的,本程序不能写", "{shown} ends as a format does that is not written here"))
            .hint(tr!("用 {list};或用 -f 写明格式", "use one of {list}; or name the format with -f", list = join(endings())))
            .err();
    }
    if let (Some(flag), Some(ending), Some(path)) = (flag, ending, output) {
        let (flag, ending) = (flag.name(), ending.name());
        if flag != ending {
            let shown = printable(&path.display().to_string());
            return Fault::input(tr!(
                "{shown} 的扩展名是 {ending} 的,而 -f 是 {flag}",
                "{shown} ends as {ending} does, but -f says {flag}"
            ))
            .hint(tr!("去掉 -f,或换一个扩展名", "leave -f out, or give another ending"))
            .err();
        }
    }
    let format = flag.or(ending).unwrap_or(Format::Document(WRITERS[0]));
    if output.is_none() && matches!(format, Format::Document(writer) if writer.binary) {
        let name = format.name();
        return Fault::input(tr!("{name} 不是文本,须写入文件", "{name} is no text, and goes into a file"))
            .hint(tr!("加 -o 文件.{name};写到标准输出用 -o -", "add -o FILE.{name}; to standard output with -o -"))
            .err();
    }
    if table.is_some() && matches!(format, Format::Json) {
        return Fault::input(tr!("--table 用于表格,JSON 总是完整的", "--table is for tables; JSON is always whole"))
            .hint(tr!("去掉 --table,或用 -f csv", "leave --table out, or use -f csv"))
            .err();
    }
    Ok(format)
}

/// The endings that choose a format, the first of each.
fn endings() -> impl Iterator<Item = String> {
    WRITERS.iter().filter_map(|writer| writer.endings.first()).chain([&JSON]).map(|ending| format!(".{ending}"))
}

/// Whether a file's ending promises a format of other programs: a text under it
/// would not open.
fn is_of_others(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let others = ["pdf", "doc", "xls", "et", "wps", "ods", "odt", "rtf", "ppt", "pptx", "png", "jpg", "zip"];
    ending.is_some_and(|ending| others.contains(&ending.as_str()))
}

/// Writes an answer in a format; returns what to say of what the format left
/// out.
///
/// # Errors
/// [`Fault`] (input) if it has no such table; an [`io::Error`] if `out` cannot be
/// written to; else if records cannot be read, or a bug.
pub fn render(
    mut answer: Answer,
    format: Format,
    table: Option<&str>,
    setting: Setting,
    out: &mut dyn io::Write,
) -> anyhow::Result<Vec<String>> {
    if let Some(records) = answer.records.take() {
        return stream(&*records, answer.document, format, table, setting, out);
    }
    let writer = match format {
        Format::Json => {
            let text = serde_json::to_string_pretty(answer.value()?)?;
            writeln!(out, "{}", super::output::json_safe(&text))?;
            return Ok(answer.document.notes().cloned().collect());
        }
        Format::Document(writer) => writer,
    };
    if let Some((_, bytes)) = answer.made.iter().find(|(name, _)| *name == writer.name) {
        out.write_all(bytes)?;
        return Ok(Vec::new());
    }
    let mut notes = Vec::new();
    if writer.one_table {
        notes.extend(answer.document.notes().cloned());
        if answer.document.tables().is_empty() {
            let fields = top_level(answer.value()?);
            answer.document.blocks.extend(fields.map(Block::Table));
        }
        if table.is_none() {
            notes.extend(others(&answer.document, writer));
        }
    }
    let document = match table {
        Some(name) => chosen(&answer.document, name)?,
        None => answer.document,
    };
    out.write_all(&(writer.write)(&document, setting)?)?;
    Ok(notes)
}

/// As [`render`], of records that are read as they are written: the rows of the
/// document's last table.
fn stream(
    records: &dyn Records,
    document: Document,
    format: Format,
    table: Option<&str>,
    setting: Setting,
    out: &mut dyn io::Write,
) -> anyhow::Result<Vec<String>> {
    // What is said of records is known once they were read.
    let notes = |left_out: Option<String>| records.note().into_iter().chain(left_out).collect();
    let writer = match format {
        Format::Json => {
            records.json(out)?;
            writeln!(out)?;
            return Ok(notes(None));
        }
        Format::Document(writer) => writer,
    };
    let Some(Block::Table(streamed)) = document.blocks.last() else { anyhow::bail!("records have no table") };
    let streamed = streamed.id.clone();
    let document = match table {
        Some(name) => chosen(&document, name)?,
        None => document,
    };
    if document.main_table().is_none_or(|main| main.id != streamed) {
        out.write_all(&(writer.write)(&document, setting)?)?;
        return Ok(notes(None));
    }
    let left_out = if writer.one_table && table.is_none() { others(&document, writer) } else { None };
    (writer.stream)(&document, records, setting, out)?;
    Ok(notes(left_out))
}

/// The document of one table of a document.
fn chosen(document: &Document, name: &str) -> anyhow::Result<Document> {
    if let Some(table) = document.select(name) {
        // Who asks for it is shown that it is empty.
        let table = Table { if_any: false, ..table };
        return Ok(Document::of(table));
    }
    let names = document.tables().iter().map(|t| called(t)).collect::<Vec<_>>();
    let fault = Fault::input(tr!("这里没有名为“{name}”的表", "there is no table '{name}' here"));
    let hint = if names.is_empty() {
        tr!("这个结果不含表", "this answer has no tables")
    } else {
        tr!("可选:{list}", "one of: {list}", list = join(names))
    };
    fault.hint(hint).err()
}

fn called(table: &Table) -> String {
    match lang() {
        Lang::Zh => format!("{} {}", table.id, table.zh),
        Lang::En => table.id.clone(),
    }
}

/// Which tables there are beside the main one.
fn others(document: &Document, writer: &Writer) -> Option<String> {
    let main = document.main_table()?;
    let others: Vec<String> = document.tables().iter().filter(|t| t.id != main.id && !t.rows.is_empty()).map(|t| called(t)).collect();
    let (format, main, list) = (writer.name, called(&main), join(&others));
    (!others.is_empty()).then(|| {
        tr!(
            "{format} 只有一张表,这里是 {main};另有 {list},用 --table 表名 取出",
            "{format} has one table, here {main}; also there: {list}; get them with --table NAME"
        )
    })
}

/// What a value says at its top: keys as columns, one row. Lists and what lies
/// deeper have no place in it.
fn top_level(value: &Json) -> Option<Table> {
    let mut table = Table::new(label("结果", "answer"), Vec::new());
    let mut row = Vec::new();
    for (key, value) in value.as_object()? {
        let cell = match value {
            Json::Null => Cell::Empty,
            Json::Bool(yes) => yes.to_string().into(),
            Json::Number(n) => n.as_i64().map_or_else(|| n.to_string().into(), Cell::from),
            Json::String(text) => text.as_str().into(),
            Json::Array(_) | Json::Object(_) => continue,
        };
        table.columns.push(Column::words(key));
        row.push(cell);
    }
    table.row(row);
    (!table.columns.is_empty()).then_some(table)
}
