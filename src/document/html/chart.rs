//! A chart as a drawing in the page: narrow enough for a phone, with a line of
//! words over the bars of each label, so that no name is cut off at its side.

use maud::{Markup, html};

use crate::document::{Cell, Chart};
use crate::domain::text::{printable, shortened};

/// How wide the drawing is, in units that are pixels on a phone.
const WIDTH: f64 = 350.0;
/// Where a line of words ends and the bars begin.
const WORDS: f64 = 16.0;
/// How thick the first bar of a label is, and each other.
const THICK: (f64, f64) = (11.0, 5.0);
/// What is left under the bars of a label.
const GAP: f64 = 12.0;
/// The most characters of a name beside its number; Latin letters take half the room.
const NAME: usize = 22;
/// How many kinds of bars look different.
const LOOKS: usize = 3;

/// The figure: its title, and the drawing.
pub(super) fn figure(chart: &Chart) -> Markup {
    let title = printable(&chart.title);
    let thick = THICK.0 + THICK.1 * count(chart.series.len().saturating_sub(1));
    let (first, step) = (WORDS + 8.0, WORDS + thick + GAP);
    let bottom = first + step * count(chart.labels.len());
    let scale = Scale::of(chart);
    let mark = chart.mark.as_ref().and_then(|mark| Some((mark, scale.at(mark)?.min(WIDTH - 1.0))));
    html! {
        figure {
            figcaption { (title) }
            svg role="img" aria-label=(title) viewBox=(format!("0 0 {WIDTH} {:.0}", bottom + WORDS)) {
                (legend(chart))
                @for (i, label) in chart.labels.iter().enumerate() {
                    @let top = first + step * count(i);
                    text x="0" y=(px(top + 12.0)) { (name(label)) }
                    text x=(px(WIDTH)) y=(px(top + 12.0)) text-anchor="end" { (number(chart, i)) }
                    (bars(chart, i, top + WORDS, &scale))
                    @if let Some((_, at)) = mark {
                        line.mark x1=(px(at)) x2=(px(at)) y1=(px(top + WORDS - 2.0)) y2=(px(top + WORDS + thick + 2.0)) {}
                    }
                }
                @if let Some((mark, at)) = mark {
                    text x=(px(at)) y=(px(bottom + 12.0)) text-anchor=(if at > WIDTH / 2.0 { "end" } else { "start" }) {
                        (mark.text()) (chart.unit)
                    }
                }
            }
        }
    }
}

/// What each kind of bar is.
fn legend(chart: &Chart) -> Markup {
    let width = WIDTH / count(chart.series.len().max(1));
    html! {
        @for (i, series) in chart.series.iter().enumerate() {
            @let x = width * count(i);
            rect class=(look(i)) x=(px(x)) y="3" width="10" height="10" {}
            text x=(px(x + 15.0)) y="12" { (printable(&series.name)) }
        }
    }
}

fn name(label: &str) -> String {
    let most = if label.is_ascii() { 2 * NAME } else { NAME };
    shortened(&printable(label), most)
}

/// The number of a label's first bar.
fn number(chart: &Chart, label: usize) -> String {
    let cell = chart.series.first().and_then(|series| series.values.get(label)).filter(|cell| !cell.is_empty());
    cell.map_or_else(|| "–".to_owned(), |cell| format!("{}{}", cell.text(), chart.unit))
}

fn bars(chart: &Chart, label: usize, top: f64, scale: &Scale) -> Markup {
    html! {
        @for (i, series) in chart.series.iter().enumerate() {
            @let (y, height) = if i == 0 { (top, THICK.0) } else { (top + THICK.0 + THICK.1 * count(i - 1), THICK.1) };
            @if let Some(width) = series.values.get(label).and_then(|cell| scale.at(cell)) {
                rect class=(look(i)) x="0" y=(px(y)) width=(px(width)) height=(px(height)) {}
            }
        }
    }
}

fn look(series: usize) -> String {
    format!("s{}", series % LOOKS)
}

/// How far numbers reach.
struct Scale {
    end: f64,
}

impl Scale {
    /// As far as the greatest; but no further than twice the mark, so that one
    /// number does not make the others small.
    fn of(chart: &Chart) -> Self {
        let values = chart.series.iter().flat_map(|series| &series.values).chain(&chart.mark).filter_map(Cell::number);
        let most = values.fold(0.0, f64::max);
        let mark = chart.mark.as_ref().and_then(Cell::number).filter(|mark| *mark > 0.0);
        let end = mark.map_or(most, |mark| most.min(mark * 2.0));
        Self { end: if end > 0.0 { end } else { 1.0 } }
    }

    /// Where a number is; what lies beyond either end is at it.
    fn at(&self, cell: &Cell) -> Option<f64> {
        Some(cell.number()?.clamp(0.0, self.end) / self.end * WIDTH)
    }
}

fn count(n: usize) -> f64 {
    n as f64
}

fn px(n: f64) -> String {
    format!("{n:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Series, Shape};

    #[test]
    fn bars_have_their_lengths_and_one_number_does_not_flatten_the_others() {
        let series = |name: &str, values: &[Cell]| Series { name: name.into(), values: values.to_vec() };
        let chart = Chart {
            title: "<完成>".into(),
            shape: Shape::Bars,
            unit: "%".into(),
            labels: vec!["甲<".into(), "乙".into(), "丙".into()],
            series: vec![
                series("实际", &[Cell::Tenths(500), Cell::Tenths(90_000), Cell::Empty]),
                series("应达", &[Cell::Tenths(1000), Cell::Tenths(-10), Cell::Tenths(250)]),
            ],
            mark: Some(Cell::Tenths(1000)),
        };
        let drawn = figure(&chart).into_string();
        for there in [
            "aria-label=\"&lt;完成&gt;\"",
            ">甲&lt;</text>",
            ">9000.0%</text>",
            ">–</text>",
            "class=\"s0\" x=\"0\" y=\"40.0\" width=\"87.5\" height=\"11.0\"",
            "width=\"350.0\" height=\"11.0\"",
            "width=\"175.0\" height=\"5.0\"",
            "width=\"0.0\" height=\"5.0\"",
            "x1=\"175.0\" x2=\"175.0\" y1=\"38.0\"",
            "100.0%",
        ] {
            assert!(drawn.contains(there), "{there}: {drawn}");
        }
    }
}
