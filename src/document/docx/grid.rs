//! Tables: how wide their columns are, how large their letters, and whether the
//! page lies for them. Measures are in twips, twentieths of a point.

use super::run;
use crate::document::{Cell, Column, FACTS, Role, Room, Table, paper};
use crate::fault::Fault;
use crate::tr;

/// Sizes of letters in half points, the first the one that is wanted.
const SIZES: [usize; 4] = [24, 21, 18, 15];
/// So small letters may be on paper that stands: before them it is laid.
const SMALL: usize = 18;
/// The most of a column that its words may ask for, and what is left to it at least.
const WORDS: (usize, usize) = (36, 8);
/// What a column wants that is filled in by hand.
const HAND: usize = 18;
/// What is left free beside a cell's words, in half-width characters.
const MARGIN: usize = 2;
/// The most rows: word processors take minutes over more.
const ROWS: usize = 20_000;
/// The height of a row that is filled in by hand.
const BY_HAND: usize = 1000;

/// How the paper is held.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    Upright,
    Lying,
}

impl Page {
    /// Lying, if a table is too wide for paper that stands.
    pub(super) fn for_tables<'t>(mut tables: impl Iterator<Item = &'t Table>) -> Self {
        let wide = |table: &Table| wanted(table).iter().sum::<usize>() * unit(SMALL) > Page::Upright.width();
        if tables.any(wide) { Page::Lying } else { Page::Upright }
    }

    /// The width of the text.
    pub(super) fn width(self) -> usize {
        match self {
            Page::Upright => 11_906 - 1_587 - 1_474,
            Page::Lying => 16_838 - 2_098 - 1_984,
        }
    }

    /// The properties of its pages: the margins turn with the paper.
    pub(super) fn section(self) -> String {
        let (size, margins) = match self {
            Page::Upright => ("w:w=\"11906\" w:h=\"16838\"", [2098, 1474, 1984, 1587]),
            Page::Lying => ("w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"", [1587, 2098, 1474, 1984]),
        };
        let [top, right, bottom, left] = margins;
        format!(
            "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"footer1\"/><w:footerReference w:type=\"even\" r:id=\"footer2\"/>\
             <w:pgSz {size}/><w:pgMar w:top=\"{top}\" w:right=\"{right}\" w:bottom=\"{bottom}\" w:left=\"{left}\" w:header=\"851\" w:footer=\"1400\" w:gutter=\"0\"/>\
             <w:cols w:space=\"425\"/><w:docGrid w:type=\"lines\" w:linePitch=\"579\"/></w:sectPr>"
        )
    }
}

/// How wide a half-width character is in letters of a size.
fn unit(size: usize) -> usize {
    size * 5
}

/// Whether a column's words may be broken into lines anywhere.
fn is_soft(column: &Column) -> bool {
    matches!(column.role, Role::Words | Role::Label)
}

/// How wide each column wants to be, in half-width characters.
fn wanted(table: &Table) -> Vec<usize> {
    let of = |i: usize| {
        let (heading, cells) = paper::natural(table, i);
        // A heading may stand in two lines.
        let wide = cells.max(heading.div_ceil(2)).max(heading.min(WORDS.1) + 1) + MARGIN;
        match table.columns[i].role {
            Role::Words if table.by_hand && cells == 0 => HAND.max(wide),
            _ if is_soft(&table.columns[i]) => wide.min(WORDS.0),
            _ => wide,
        }
    };
    table.places(Room::Ample).into_iter().map(of).collect()
}

/// A table as it is laid out.
pub(super) struct Grid<'t> {
    table: &'t Table,
    places: Vec<usize>,
    widths: Vec<usize>,
    size: usize,
}

impl<'t> Grid<'t> {
    /// That of a table, as wide as the page.
    ///
    /// # Errors
    /// [`Fault`] (input) if it has more rows than a text can show.
    pub(super) fn of(table: &'t Table, page: Page) -> anyhow::Result<Self> {
        let n = table.rows.len();
        if n > ROWS {
            return Fault::input(tr!("有{n}行,文档里的一张表至多{ROWS}行", "there are {n} rows; a table of a text has {ROWS} at most"))
                .hint(tr!("用 -f xlsx 或 -f csv,或缩小范围", "use -f xlsx or -f csv, or narrow the list"))
                .err();
        }
        let (places, wanted) = (table.places(Room::Ample), wanted(table));
        let need = |size: &usize| wanted.iter().sum::<usize>() * unit(*size);
        let size = SIZES.into_iter().find(|size| need(size) <= page.width()).unwrap_or(SIZES[SIZES.len() - 1]);
        let soft: Vec<bool> = places.iter().map(|i| is_soft(&table.columns[*i])).collect();
        let widths = match places[..] {
            // Names and values, as on a form.
            [_, _] if table.id == FACTS.en => vec![page.width() * 3 / 10, page.width() * 7 / 10],
            _ => shares(&wanted, &soft, page.width(), unit(size)),
        };
        Ok(Self { table, places, widths, size })
    }

    pub(super) fn text(&self) -> String {
        let edge = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>");
        let edges: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(edge).concat();
        let columns: String = self.widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
        let mut text = format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>{edges}</w:tblBorders>\
             <w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"60\" w:type=\"dxa\"/></w:tblCellMar>\
             </w:tblPr><w:tblGrid>{columns}</w:tblGrid>",
            self.widths.iter().sum::<usize>()
        );
        text += &self.head();
        text.extend(self.table.rows.iter().map(|cells| self.row(cells, false)));
        text.extend(self.table.totals.iter().map(|totals| self.row(&totals.cells, true)));
        text + "</w:tbl>"
    }

    /// The headings, which come again on each page.
    fn head(&self) -> String {
        let shade = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E7ECF2\"/>";
        let cells = self.places.iter().zip(&self.widths);
        let cells: String =
            cells.map(|(i, width)| self.cell(*width, shade, "center", true, &self.table.columns[*i].whole_heading())).collect();
        format!("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>")
    }

    fn row(&self, cells: &[Cell], bold: bool) -> String {
        let of = |(i, width): (&usize, &usize)| {
            let column = &self.table.columns[*i];
            let text = column.text(cells.get(*i).unwrap_or(&Cell::Empty));
            let side = match column.role {
                Role::Number | Role::Difference => "right",
                Role::Date | Role::Code => "center",
                Role::Words | Role::Label => "left",
            };
            self.cell(*width, "", side, bold, &text)
        };
        let height = if self.table.by_hand { format!("<w:trHeight w:val=\"{BY_HAND}\" w:hRule=\"atLeast\"/>") } else { String::new() };
        let cells: String = self.places.iter().zip(&self.widths).map(of).collect();
        format!("<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{cells}</w:tr>")
    }

    fn cell(&self, width: usize, shade: &str, side: &str, bold: bool, text: &str) -> String {
        let (size, bold) = (self.size, if bold { "<w:b/>" } else { "" });
        let properties = format!("<w:rPr>{bold}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr>");
        format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{shade}<w:vAlign w:val=\"center\"/></w:tcPr>\
             <w:p><w:pPr><w:pStyle w:val=\"Cell\"/><w:jc w:val=\"{side}\"/></w:pPr>{}</w:p></w:tc>",
            run(&properties, text)
        )
    }
}

/// Shares the width out. Where there is more than is wanted, all get more; where
/// there is less, words give way before numbers and codes, which do not break.
fn shares(wanted: &[usize], soft: &[bool], width: usize, unit: usize) -> Vec<usize> {
    let sum = |of: bool| wanted.iter().zip(soft).filter(|(_, soft)| **soft == of).map(|(wanted, _)| wanted).sum::<usize>() * unit;
    let (firm, words) = (sum(false), sum(true));
    let least = soft.iter().filter(|soft| **soft).count() * WORDS.1 * unit;
    if firm + words <= width || words == 0 || firm + least > width {
        let all = (firm + words).max(1);
        return wanted.iter().map(|wanted| wanted * unit * width / all).collect();
    }
    let of = |(wanted, soft): (&usize, &bool)| if *soft { wanted * unit * (width - firm) / words } else { wanted * unit };
    wanted.iter().zip(soft).map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_give_way_before_numbers() {
        assert_eq!(shares(&[10, 10], &[true, false], 4000, 100), [2000, 2000], "all get more");
        assert_eq!(shares(&[30, 10], &[true, false], 3000, 100), [2000, 1000], "words give way");
        assert_eq!(shares(&[30, 30], &[true, false], 3000, 100), [1500, 1500], "no room for words: all give way");
        assert_eq!(shares(&[], &[], 3000, 100), [0; 0]);
    }
}
