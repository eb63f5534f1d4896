//! How programs that are not ours read what is exported: the columns of each
//! kind of record, as a data package (Frictionless) and as tables of PostgreSQL.

use serde_json::{Map, Value as Json, json};

use crate::domain::text::printable;
use crate::store::records::field::{Field, Type};
use crate::store::records::kind::Kind;
use crate::store::records::registry;
use crate::tr;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Text,
    Whole,
    Number,
    YesNo,
    Day,
}

impl Holds {
    fn of(ty: Type) -> Self {
        match ty {
            Type::Date => Holds::Day,
            Type::Count | Type::Money | Type::Archived => Holds::Whole,
            Type::Points | Type::Hours => Holds::Number,
            Type::YesNo => Holds::YesNo,
            Type::Text
            | Type::Choice(_)
            | Type::Plan(_)
            | Type::Ref(..)
            | Type::Any
            | Type::Codes
            | Type::Time
            | Type::Year
            | Type::Period
            | Type::File
            | Type::Phone
            | Type::IdNumber
            | Type::CreditCode => Holds::Text,
        }
    }

    /// What a data package calls it.
    fn in_package(self) -> &'static str {
        match self {
            Holds::Text => "string",
            Holds::Whole => "integer",
            Holds::Number => "number",
            Holds::YesNo => "boolean",
            Holds::Day => "date",
        }
    }

    /// What PostgreSQL calls it.
    fn in_postgres(self) -> &'static str {
        match self {
            Holds::Text => "text",
            Holds::Whole => "bigint",
            Holds::Number => "numeric",
            Holds::YesNo => "boolean",
            Holds::Day => "date",
        }
    }
}

/// A column of an exported table: those of [`super::records::json`], in its order.
struct Column {
    name: String,
    words: String,
    holds: Holds,
    /// The kind whose codes it has, if it has those of one kind.
    to: Option<&'static Kind>,
}

impl Column {
    fn of(field: &Field) -> Self {
        let to = match field.ty {
            Type::Ref(prefix, _) => registry::of_prefix(prefix),
            _ => None,
        };
        Self { name: field.key(), words: field.label.text().to_owned(), holds: Holds::of(field.ty), to }
    }
}

fn columns(kind: &Kind) -> Vec<Column> {
    let own = |name: &str, words: String| Column { name: name.to_owned(), words, holds: Holds::Text, to: None };
    let fields = kind.shown().map(Column::of);
    [own("code", tr!("编号", "code"))].into_iter().chain(fields).chain([own("void", tr!("作废原因", "void"))]).collect()
}

/// The names of a kind's columns.
pub fn names(kind: &Kind) -> Vec<String> {
    columns(kind).into_iter().map(|column| column.name).collect()
}

/// A value of a record's JSON as a CSV file has it: lists with blanks between
/// their codes, and nothing that drives a terminal.
pub fn field(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => text.split('\n').map(printable).collect::<Vec<_>>().join("\n"),
        Json::Array(values) => values.iter().map(field).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

/// A table that was exported.
pub struct Exported {
    /// What it holds.
    pub kind: &'static Kind,
    /// Where its CSV file is.
    pub path: String,
    /// How large that is.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
}

/// The tables as a data package.
pub fn data_package(title: &str, tables: &[Exported]) -> Json {
    let resources: Vec<Json> = tables.iter().map(resource).collect();
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "fuhua-export",
        "title": title,
        "resources": resources,
    })
}

fn resource(table: &Exported) -> Json {
    let columns = columns(table.kind);
    let field = |column: &Column| json!({"name": column.name, "title": column.words, "type": column.holds.in_package()});
    let reference = |column: &Column| {
        let to = column.to?;
        Some(json!({"fields": [column.name], "reference": {"resource": to.plural, "fields": ["code"]}}))
    };
    let mut schema = Map::new();
    schema.insert("fields".into(), columns.iter().map(field).collect());
    schema.insert("primaryKey".into(), json!(["code"]));
    schema.insert("missingValues".into(), json!([""]));
    let references: Vec<Json> = columns.iter().filter_map(reference).collect();
    if !references.is_empty() {
        schema.insert("foreignKeys".into(), references.into());
    }
    json!({
        "name": table.kind.plural,
        "title": table.kind.label.text(),
        "path": table.path,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": table.bytes,
        "hash": format!("sha256:{}", table.sha256),
        "schema": schema,
    })
}

/// A script for `psql`, run in the folder, that makes the tables and loads them,
/// all or nothing.
pub fn postgres(tables: &[Exported]) -> String {
    let mut script = String::from("\\set ON_ERROR_STOP on\nBEGIN;\n");
    let mut references = String::new();
    for table in tables {
        let (name, columns) = (table.kind.plural, columns(table.kind));
        let lines: Vec<String> = columns.iter().map(|c| format!("  \"{}\" {}{}", c.name, c.holds.in_postgres(), key(c))).collect();
        script += &format!("\nCREATE TABLE \"{name}\" (\n{}\n);\n", lines.join(",\n"));
        script += &format!("COMMENT ON TABLE \"{name}\" IS '{}';\n", table.kind.label.text().replace('\'', "''"));
        for Column { name: column, words, .. } in &columns {
            script += &format!("COMMENT ON COLUMN \"{name}\".\"{column}\" IS '{}';\n", words.replace('\'', "''"));
        }
        script += &format!("\\copy \"{name}\" FROM '{}' WITH (FORMAT csv, HEADER true, ENCODING 'UTF8')\n", table.path);
        for (column, to) in columns.iter().filter_map(|column| Some((&column.name, column.to?))) {
            references += &format!("ALTER TABLE \"{name}\" ADD FOREIGN KEY (\"{column}\") REFERENCES \"{}\" (\"code\");\n", to.plural);
        }
    }
    script + "\n" + &references + "COMMIT;\n"
}

fn key(column: &Column) -> &'static str {
    if column.name == "code" { " PRIMARY KEY" } else { "" }
}
