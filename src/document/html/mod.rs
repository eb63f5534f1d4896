//! HTML, for people: one file that a browser shows on any screen and prints on
//! A4. It loads nothing and runs nothing, and its policy forbids that to what a
//! record might smuggle in.

mod chart;

use std::io;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Block, Cell, Document, FACTS, Facts, Role, Room, Rows, Setting, Table, Writer, paper};
use crate::domain::text::printable;
use crate::i18n::{Lang, lang, within};

/// `-f html`.
pub static WRITER: Writer = Writer { name: "html", endings: &["html", "htm"], one_table: false, binary: false, write, stream };

const STYLE: &str = include_str!("style.css");
/// More columns than these are printed on paper that lies, in smaller letters.
const UPRIGHT: usize = 8;

/// The document as a page.
///
/// # Errors
/// None.
fn write(document: &Document, _: Setting) -> anyhow::Result<Vec<u8>> {
    let mut out = Vec::new();
    within(paper::language(document), || page(document, None, &mut out))?;
    Ok(out)
}

/// The page, with its last table row by row.
///
/// # Errors
/// If the rows cannot be read or `out` cannot be written to.
fn stream(document: &Document, rows: &dyn Rows, _: Setting, out: &mut dyn io::Write) -> anyhow::Result<()> {
    within(paper::language(document), || page(document, Some(rows), out))
}

fn page(document: &Document, last: Option<&dyn Rows>, out: &mut dyn io::Write) -> anyhow::Result<()> {
    let title = paper::heading(document);
    let language = match lang() {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    let wide = document.tables().iter().any(|table| table.places(Room::Ample).len() > UPRIGHT);
    let head = html! {
        meta charset="utf-8";
        meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
        meta name="viewport" content="width=device-width, initial-scale=1";
        title { (title) }
        style { (PreEscaped(STYLE)) @if wide { "@page{size:A4 landscape}" } }
    };
    write!(out, "{}\n<html lang=\"{language}\">\n<head>{}</head>\n<body>\n", DOCTYPE.0, head.0)?;
    write!(out, "{}", html! { h1 { (title) } }.0)?;
    for (i, part) in (1..).zip(&document.blocks) {
        match (part, last) {
            (Block::Table(shown), Some(rows)) if i == document.blocks.len() => table(document, shown, rows, out)?,
            (Block::Table(shown), _) if shown.is_shown() => table(document, shown, shown, out)?,
            _ => write!(out, "{}", block(part).0)?,
        }
    }
    Ok(writeln!(out, "\n</body>\n</html>")?)
}

/// Every block but a table.
fn block(block: &Block) -> Markup {
    match block {
        Block::Heading { level: 1, text } => html! { h2 { (printable(text)) } },
        Block::Heading { text, .. } => html! { h3 { (printable(text)) } },
        Block::Text(words) | Block::Facts(Facts { said: Some(words), .. }) => html! { p { (lines(&paper::sentences(words))) } },
        Block::Facts(facts) => list(facts),
        Block::Notes(notes) => html! { @for note in notes { p.note { (lines(&paper::sentences(note))) } } },
        Block::Chart(chart) => chart::figure(chart),
        Block::Signatures(names) => html! { ul.signatures { @for name in names { li { (printable(name)) } } } },
        Block::Table(_) => html! {},
    }
}

/// Lines that stay lines.
fn lines(lines: &[String]) -> Markup {
    html! { @for (i, line) in lines.iter().enumerate() { @if i > 0 { br; } (line) } }
}

fn words(text: &str) -> Markup {
    lines(&text.lines().map(printable).collect::<Vec<_>>())
}

fn list(facts: &Facts) -> Markup {
    let shown = facts.facts.iter().filter(|fact| fact.detail.fits(Room::Ample));
    html! {
        table.facts {
            caption.unseen { (FACTS.text()) }
            tbody { @for fact in shown { tr { th scope="row" { (words(&fact.name)) } td { (words(&fact.text())) } } } }
        }
    }
}

/// A table with its rows, which may be too many to be held.
fn table(document: &Document, table: &Table, rows: &dyn Rows, out: &mut dyn io::Write) -> anyhow::Result<()> {
    let places = table.places(Room::Ample);
    let titled = !table.title.is_empty() && !paper::is_on_top(document, &table.title);
    let title = if table.title.is_empty() { table.name() } else { &table.title };
    let columns: Vec<_> = places.iter().map(|i| &table.columns[*i]).collect();
    let head = html! {
        caption class=[(!titled).then_some("unseen")] { (printable(title)) }
        thead { tr { @for column in &columns { th scope="col" class=[column.is_number().then_some("n")] { (words(&column.whole_heading())) } } } }
    };
    let by_hand = if table.by_hand { " by-hand" } else { "" };
    let small = if places.len() > UPRIGHT { " small" } else { "" };
    write!(out, "\n<div class=\"scroll{small}{by_hand}\"><table>{}<tbody>", head.0)?;
    let row = |cells: &[Cell]| -> Markup {
        let cells = columns.iter().zip(&places).map(|(column, i)| (column, cells.get(*i).unwrap_or(&Cell::Empty)));
        html! {
            tr {
                @for (column, cell) in cells {
                    @if column.role == Role::Label { th scope="row" { (words(&column.text(cell))) } }
                    @else { td class=[class(column.is_number(), cell)] { (words(&column.text(cell))) } }
                }
            }
        }
    };
    rows.each(&mut |cells| Ok(write!(out, "\n{}", row(cells).0)?))?;
    if let Some(totals) = &table.totals {
        write!(out, "</tbody>\n<tfoot>{}</tfoot></table></div>", row(&totals.cells).0)?;
    } else {
        write!(out, "</tbody></table></div>")?;
    }
    Ok(())
}

/// How a cell is set: numbers to the right; codes and days are not broken.
fn class(is_number: bool, cell: &Cell) -> Option<&'static str> {
    match cell {
        _ if is_number => Some("n"),
        Cell::Code(_) | Cell::Date(_) | Cell::Time(_) => Some("w"),
        Cell::Empty | Cell::Text(_) | Cell::Integer(_) | Cell::Money(_) | Cell::Tenths(_) | Cell::Hundredths(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Column, Fact, Totals};
    use crate::i18n::label;

    fn text(document: &Document) -> String {
        let setting = Setting { width: 80, to_file: true, bom: true };
        String::from_utf8(write(document, setting).expect("a page")).expect("utf-8")
    }

    #[test]
    fn nothing_that_was_typed_is_markup() {
        let mut document = Document::titled("<script>alert(1)</script>");
        document.text("a & \"b\"\n自2021-11-05起\u{202e}");
        document.facts(vec![Fact::new("<b>", "\u{1b}[2J")]);
        let mut table = Table::new(label("表", "table"), vec![Column::label("<i>名称"), Column::number("数")]).titled("</caption>");
        table.row(["=甲\n<img src=x>".into(), Cell::Money(120_050)]);
        table.totals = Some(Totals { cells: vec!["合计".into(), Cell::Money(120_050)], said: None });
        document.table(table);
        document.signatures(vec!["制表".into()]);
        let page = text(&document);
        for there in [
            "<html lang=\"zh-CN\">",
            "<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>",
            "<p>a &amp; &quot;b&quot;<br>自2021年11月5日起\\u{202e}</p>",
            "<th scope=\"row\">&lt;b&gt;</th><td>\\u{1b}[2J</td>",
            "<caption>&lt;/caption&gt;</caption>",
            "<th scope=\"row\">=甲<br>&lt;img src=x&gt;</th><td class=\"n\">1,200.50</td>",
            "<tfoot><tr><th scope=\"row\">合计</th>",
            "<li>制表</li>",
        ] {
            assert!(page.contains(there), "{there}: {page}");
        }
        assert!(!page.contains("<script") && !page.contains("<img"), "{page}");
    }

    #[test]
    fn a_list_has_its_name_on_top_and_lies_if_it_is_wide() {
        let wide = |n: usize| Document::of(Table::new(label("组织", "orgs"), vec![Column::words("甲"); n]).titled("组织"));
        let (upright, lying) = (text(&wide(8)), text(&wide(9)));
        assert!(upright.contains("<h1>组织</h1>") && upright.contains("<caption class=\"unseen\">组织</caption>"), "{upright}");
        assert!(!upright.contains("landscape") && lying.contains("landscape") && lying.contains("scroll small"), "{lying}");
    }
}
