//! Answers that are put on paper: pages and texts in both languages, of every
//! command that shows something, well formed whatever a record holds.

use std::collections::BTreeMap;
use std::io::Read;

use quick_xml::events::Event;

use crate::common::Base;
use crate::common::commands::READING;

/// Elements that have no end in HTML.
const BARE: [&str; 2] = ["meta", "br"];
/// A name as nobody should have one.
const HOSTILE: &str = "<script>alert(1)</script>&\"'\u{202e}]]>社";

/// What a command answers in a format, into a file.
fn written(base: &Base, command: &[&str], format: &str) -> Vec<u8> {
    let file = base.argument(&format!("answer.{format}"));
    base.ok(&[command, &["--replace", "-o", &file]].concat());
    std::fs::read(file).expect("the answer")
}

/// The text of a page, whose elements must all be closed.
#[track_caller]
fn page(bytes: &[u8], what: &str) -> String {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let text = text.strip_prefix("<!DOCTYPE html>").unwrap_or_else(|| panic!("{what}: {text}"));
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut open, mut words) = (Vec::new(), String::new());
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{what}: {e}: {text}")) {
            Event::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                assert!(!["script", "link", "iframe", "img"].contains(&name.as_str()), "{what}: {name}");
                for attribute in tag.html_attributes() {
                    let attribute = attribute.unwrap_or_else(|e| panic!("{what}: {name}: {e}"));
                    let key = attribute.key.as_ref().to_owned();
                    assert!(!key.starts_with("on") && !["href", "src"].contains(&key.as_str()), "{what}: {name} {key}");
                }
                open.extend((!BARE.contains(&name.as_str())).then_some(name));
            }
            Event::End(tag) => {
                let name = tag.name().as_ref().to_owned();
                assert_eq!(open.pop().as_deref(), Some(name.as_str()), "{what}");
            }
            Event::Text(text) if open.last().is_some_and(|name| name != "style") => words += &text,
            Event::GeneralRef(_) => words.push('&'),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "{what}: {open:?}");
    words
}

/// The parts of a package, each of which must be XML.
#[track_caller]
fn parts(bytes: &[u8], what: &str) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap_or_else(|e| panic!("{what}: {e}"));
    let mut parts = BTreeMap::new();
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).expect("a part");
        let (name, mut text) = (part.name().expect("a name").into_owned(), String::new());
        part.read_to_string(&mut text).expect("text");
        let mut reader = quick_xml::Reader::from_str(&text);
        loop {
            match reader.read_event().unwrap_or_else(|e| panic!("{what}: {name}: {e}: {text}")) {
                Event::Eof => break,
                Event::GeneralRef(name) => assert!(["amp", "lt", "gt", "quot", "apos"].contains(&&*name)),
                _ => {}
            }
        }
        parts.insert(name, text);
    }
    parts
}

#[test]
fn every_command_that_shows_something_can_be_put_on_paper() {
    let mut base = Base::mixed();
    base.ok(&["org", "add", "--name", HOSTILE, "--kind", "service", "--note", HOSTILE]);
    for lang in ["zh", "en"] {
        base.lang(lang);
        for line in READING {
            let command: Vec<&str> = line.split_whitespace().collect();
            let html = written(&base, &command, "html");
            page(&html, line);
            let docx = written(&base, &command, "docx");
            let parts = parts(&docx, line);
            let text = &parts["word/document.xml"];
            assert!(!text.contains("<script") && text.contains("w:val=\"Title\""), "{line}");
            assert_eq!(html, written(&base, &command, "html"), "{line}: the same bytes");
            assert_eq!(docx, written(&base, &command, "docx"), "{line}: the same bytes");
        }
        let orgs = page(&written(&base, &["list", "orgs"], "html"), "list orgs");
        assert!(orgs.contains("alert(1)") && orgs.contains("\\u{202e}"), "{orgs}");
    }
}

#[test]
fn the_report_has_its_figures_its_chart_and_its_signatures() {
    let mut base = Base::mixed();
    let command = ["report", "quarterly", "2022Q1"];
    for (lang, tag, signed, title) in [("zh", "zh-CN", "制表", "截至期末年度目标完成情况"), ("en", "en", "prepared by", "period's end")]
    {
        base.lang(lang);
        let html = String::from_utf8(written(&base, &command, "html")).expect("UTF-8");
        for there in [&format!("<html lang=\"{tag}\">"), "<svg role=\"img\"", signed, title, "<th scope=\"col\"", "default-src 'none'"] {
            assert!(html.contains(there), "{there}: {html}");
        }
        let parts = parts(&written(&base, &command, "docx"), lang);
        assert!(parts["word/charts/chart1.xml"].contains(title.split('\'').next().expect("words")), "{lang}");
        assert!(parts["word/document.xml"].contains(signed), "{lang}");
        // Days in sentences are written as the language has them.
        let sentence = if lang == "zh" { "2022年1月1日至2022年3月31日" } else { "2022-01-01 to 2022-03-31" };
        assert!(html.contains(sentence) && parts["word/document.xml"].contains(sentence), "{lang}: {html}");
    }
}

#[test]
fn an_entry_with_many_changes_is_one_file_in_every_format() {
    let base = Base::mixed();
    page(&written(&base, &["show", "J2"], "html"), "show J2");
    let texts = parts(&written(&base, &["show", "J2"], "docx"), "show J2");
    assert!(texts["word/document.xml"].contains("J2"));
    let book = parts(&written(&base, &["show", "J2"], "xlsx"), "show J2");
    assert!(book.contains_key("xl/workbook.xml") && book.contains_key("xl/worksheets/sheet1.xml"));
    let folder = base.argument("tables/");
    base.ok(&["show", "J2", "-f", "csv", "-o", &folder]);
    let facts = std::fs::read_to_string(base.path("tables/概况.csv")).expect("the facts");
    assert!(facts.lines().nth(1).is_some_and(|line| line.starts_with("编号,J2")), "{facts}");
}

#[test]
fn a_format_is_known_by_its_ending_and_a_text_goes_into_a_file() {
    let base = Base::new();
    for (name, starts) in [("a.html", &b"<!DOCTYPE"[..]), ("a.htm", b"<!DOCTYPE"), ("a.docx", b"PK")] {
        let file = base.argument(name);
        base.ok(&["target", "status", "-o", &file]);
        assert!(std::fs::read(&file).expect("the file").starts_with(starts), "{name}");
    }
    base.refuses(2, &["target", "status", "-f", "docx"], &["须写入文件"], &["goes into a file"]);
    assert!(base.ok(&["target", "status", "-f", "html"]).starts_with("<!DOCTYPE html>"));
    base.refuses(2, &["target", "status", "-o", "a.pdf"], &[".docx", ".html"], &[".docx", ".html"]);
}
