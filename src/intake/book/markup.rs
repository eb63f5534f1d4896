//! XML and its like: what a text is, and the pieces that every reader of it needs.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};

use super::refusals::sound;

/// A reader of XML.
pub(super) type Reader<R> = quick_xml::Reader<R>;

/// What a text with tags is.
pub(super) enum Kind {
    /// A spreadsheet as Excel 2003 writes it in XML.
    Xml2003,
    /// A web page.
    Html,
    /// Something else.
    Other,
}

/// So much of a text says what it is.
const START: usize = 4_000;

/// Whether a text is a web page, or XML, under a spreadsheet's name.
pub(super) fn kind_of(text: &str) -> Option<Kind> {
    let start: String = text.trim_start_matches('\u{feff}').trim_start().chars().take(START).collect::<String>().to_ascii_lowercase();
    if start.starts_with("mime-version:") {
        return Some(Kind::Other);
    }
    let tagged = ["<html", "<!doctype", "<table", "<?xml", "<meta", "<head", "<body", "<style", "<!--", "<div", "<workbook"];
    if !tagged.iter().any(|mark| start.starts_with(mark)) {
        return None;
    }
    let has = |what: &str| text.contains(what) || text.contains(&what.to_ascii_uppercase());
    Some(match () {
        () if start.contains("urn:schemas-microsoft-com:office:spreadsheet") && start.contains("<workbook") => Kind::Xml2003,
        () if has("<table") => Kind::Html,
        () => Kind::Other,
    })
}

/// An attribute by its name without the prefix.
///
/// # Errors
/// A fault if the tag is not well formed.
pub(super) fn attribute<'e>(tag: &'e BytesStart<'_>, name: &str) -> anyhow::Result<Option<Cow<'e, str>>> {
    let mut attributes = tag.attributes();
    for attribute in attributes.with_checks(false) {
        let attribute = sound(attribute)?;
        if attribute.key.local_name().as_ref() == name {
            let value = match attribute.value {
                Cow::Borrowed(value) => sound(quick_xml::escape::unescape(value))?,
                Cow::Owned(value) => Cow::Owned(sound(quick_xml::escape::unescape(&value))?.into_owned()),
            };
            return Ok(Some(value));
        }
    }
    Ok(None)
}

/// An attribute that is a number.
///
/// # Errors
/// A fault if it is not.
pub(super) fn number(tag: &BytesStart<'_>, name: &str) -> anyhow::Result<Option<usize>> {
    attribute(tag, name)?.map(|value| sound(value.trim().parse())).transpose()
}

/// Adds what an event says as text.
///
/// # Errors
/// A fault if it is a reference to nothing known.
pub(super) fn add_text(event: &Event<'_>, to: &mut String) -> anyhow::Result<()> {
    match event {
        Event::Text(text) => to.push_str(text),
        Event::CData(text) => to.push_str(text),
        Event::GeneralRef(reference) => match sound(reference.resolve_char_ref())? {
            Some(c) => to.push(c),
            None => to.push_str(sound(quick_xml::escape::resolve_predefined_entity(reference).ok_or(()))?),
        },
        _ => {}
    }
    Ok(())
}

/// A reader of XML that tells an empty element as its begin and its end.
pub(super) fn reader<R: std::io::BufRead>(from: R) -> Reader<R> {
    let mut reader = Reader::from_reader(from);
    reader.config_mut().expand_empty_elements = true;
    reader
}
