//! The parts of an XLSX beside its sheets: which sheets there are, the texts
//! that they share, and which formats show days.

use std::collections::{HashMap, HashSet};

use quick_xml::events::Event;

use super::markup::{add_text, attribute, number, reader};
use super::numbers::{is_day_format, is_day_pattern};
use super::package::Package;
use super::refusals::sound;

/// What is to be known of a workbook before its sheets are read.
#[derive(Default)]
pub(super) struct Workbook {
    /// Name, part and whether it is hidden, of each sheet.
    pub(super) sheets: Vec<(String, String, bool)>,
    pub(super) since_1904: bool,
    /// Whether each format shows days.
    pub(super) shows_day: Vec<bool>,
    pub(super) shared: Shared,
}

/// Texts that cells share, one after the other.
#[derive(Default)]
pub(super) struct Shared {
    text: String,
    ends: Vec<usize>,
}

impl Shared {
    /// A text by its place.
    pub(super) fn get(&self, at: usize) -> Option<&str> {
        let from = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(from..*self.ends.get(at)?)
    }
}

/// Reads all of them.
///
/// # Errors
/// A fault if one is damaged or too large.
pub(super) fn read(package: &mut Package) -> anyhow::Result<Workbook> {
    let targets = relations(&package.text("xl/_rels/workbook.xml.rels")?)?;
    let mut workbook = sheets(&package.text("xl/workbook.xml")?, &targets)?;
    if package.has("xl/styles.xml") {
        workbook.shows_day = formats(&package.text("xl/styles.xml")?)?;
    }
    if package.has("xl/sharedStrings.xml") {
        workbook.shared = shared(&package.text("xl/sharedStrings.xml")?)?;
    }
    Ok(workbook)
}

/// The parts of sheets by the names by which the workbook knows them.
fn relations(text: &str) -> anyhow::Result<HashMap<String, String>> {
    let mut reader = reader(text.as_bytes());
    let (mut targets, mut buffer) = (HashMap::new(), Vec::new());
    loop {
        buffer.clear();
        match sound(reader.read_event_into(&mut buffer))? {
            Event::Start(tag) if tag.local_name().as_ref() == "Relationship" => {
                let (id, kind, target) = (attribute(&tag, "Id")?, attribute(&tag, "Type")?, attribute(&tag, "Target")?);
                if let (Some(id), Some(kind), Some(target)) = (id, kind, target)
                    && kind.ends_with("/worksheet")
                {
                    let target = target.replace('\\', "/");
                    let part = match target.strip_prefix('/') {
                        Some(whole) => whole.to_owned(),
                        None => format!("xl/{}", target.trim_start_matches("./")),
                    };
                    targets.insert(id.into_owned(), part);
                }
            }
            Event::Eof => return Ok(targets),
            _ => {}
        }
    }
}

fn sheets(text: &str, targets: &HashMap<String, String>) -> anyhow::Result<Workbook> {
    let mut reader = reader(text.as_bytes());
    let (mut workbook, mut buffer) = (Workbook::default(), Vec::new());
    loop {
        buffer.clear();
        match sound(reader.read_event_into(&mut buffer))? {
            Event::Start(tag) if tag.local_name().as_ref() == "workbookPr" => {
                workbook.since_1904 = attribute(&tag, "date1904")?.is_some_and(|value| matches!(&*value, "1" | "true" | "on"));
            }
            Event::Start(tag) if tag.local_name().as_ref() == "sheet" => {
                let (name, id, state) = (attribute(&tag, "name")?, attribute(&tag, "id")?, attribute(&tag, "state")?);
                if let (Some(name), Some(part)) = (name, id.and_then(|id| targets.get(&*id))) {
                    let hidden = state.is_some_and(|state| state != "visible");
                    workbook.sheets.push((name.into_owned(), part.clone(), hidden));
                }
            }
            Event::Eof => return Ok(workbook),
            _ => {}
        }
    }
}

fn formats(text: &str) -> anyhow::Result<Vec<bool>> {
    let mut reader = reader(text.as_bytes());
    let (mut own, mut shows_day, mut of_cells, mut buffer) = (HashSet::new(), Vec::new(), false, Vec::new());
    loop {
        buffer.clear();
        match sound(reader.read_event_into(&mut buffer))? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "numFmt" => {
                    if let (Some(id), Some(pattern)) = (number(&tag, "numFmtId")?, attribute(&tag, "formatCode")?)
                        && is_day_pattern(&pattern)
                    {
                        own.insert(id);
                    }
                }
                "cellXfs" => of_cells = true,
                "xf" if of_cells => {
                    let id = number(&tag, "numFmtId")?.unwrap_or(0);
                    shows_day.push(is_day_format(id) || own.contains(&id));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => of_cells = false,
            Event::Eof => return Ok(shows_day),
            _ => {}
        }
    }
}

fn shared(text: &str) -> anyhow::Result<Shared> {
    let mut reader = reader(text.as_bytes());
    let (mut shared, mut in_text, mut phonetic, mut buffer) = (Shared::default(), false, false, Vec::new());
    loop {
        buffer.clear();
        match sound(reader.read_event_into(&mut buffer))? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => in_text = !phonetic,
                "rPh" => phonetic = true,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "rPh" => phonetic = false,
                "si" => shared.ends.push(shared.text.len()),
                _ => {}
            },
            Event::Eof => return Ok(shared),
            event if in_text => add_text(&event, &mut shared.text)?,
            _ => {}
        }
    }
}
