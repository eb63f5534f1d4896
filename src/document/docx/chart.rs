//! A chart as a part of its own, which a word processor draws.

use super::{HEAD, SCHEMAS, escaped};
use crate::document::{Cell, Chart, Series};

/// Colours of the bars.
const COLOURS: [&str; 3] = ["1F4E79", "A6B8C9", "595959"];

/// Lying bars, the first label on top, with the numbers of the first series at
/// their ends. The numbers stand in the chart itself: there is no workbook.
pub(super) fn part(chart: &Chart) -> String {
    let labels: String = (0..).zip(&chart.labels).map(|(i, label)| point(i, &escaped(label))).collect();
    let labels = format!("<c:cat><c:strLit><c:ptCount val=\"{}\"/>{labels}</c:strLit></c:cat>", chart.labels.len());
    let series: String = chart.series.iter().enumerate().map(|(i, series)| bars(i, series, &labels)).collect();
    let axis = |name: &str, own: u8, other: u8, scaling: &str, side: &str, crosses: &str, more: &str| {
        format!(
            "<c:{name}><c:axId val=\"{own}\"/><c:scaling>{scaling}</c:scaling><c:delete val=\"0\"/><c:axPos val=\"{side}\"/>{more}\
             <c:crossAx val=\"{other}\"/><c:crosses val=\"{crosses}\"/></c:{name}>"
        )
    };
    // The names go down from the top, so the numbers stand where they end.
    let names = axis("catAx", 1, 2, "<c:orientation val=\"maxMin\"/>", "l", "autoZero", &letters());
    let least = "<c:orientation val=\"minMax\"/><c:min val=\"0\"/>";
    let grid = "<c:majorGridlines><c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"D9D9D9\"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>";
    let unit = if chart.unit.is_empty() { String::new() } else { title(&chart.unit, 1050) };
    let format = "<c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>";
    let values = axis("valAx", 2, 1, least, "b", "max", &format!("{grid}{unit}{format}{}", letters()));
    format!(
        "{HEAD}<c:chartSpace xmlns:c=\"{SCHEMAS}/drawingml/2006/chart\" xmlns:a=\"{SCHEMAS}/drawingml/2006/main\">\
         <c:roundedCorners val=\"0\"/><c:chart>{}<c:autoTitleDeleted val=\"0\"/><c:plotArea><c:layout/>\
         <c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/>{series}\
         <c:gapWidth val=\"50\"/><c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>{names}{values}</c:plotArea>\
         <c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/></c:legend><c:plotVisOnly val=\"1\"/></c:chart></c:chartSpace>",
        title(&chart.title, 1400)
    )
}

fn point(place: usize, value: &str) -> String {
    format!("<c:pt idx=\"{place}\"><c:v>{value}</c:v></c:pt>")
}

fn fonts(size: u32) -> String {
    format!("sz=\"{size}\" b=\"0\"><a:latin typeface=\"Times New Roman\"/><a:ea typeface=\"仿宋_GB2312\"/>")
}

fn title(text: &str, size: u32) -> String {
    format!(
        "<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr {fonts}</a:defRPr></a:pPr><a:r><a:rPr lang=\"zh-CN\" {fonts}</a:rPr>\
         <a:t>{}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>",
        escaped(text),
        fonts = fonts(size)
    )
}

/// The letters of an axis.
fn letters() -> String {
    format!("<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr {}</a:defRPr></a:pPr><a:endParaRPr lang=\"zh-CN\"/></a:p></c:txPr>", fonts(1050))
}

fn bars(place: usize, series: &Series, labels: &str) -> String {
    let numbers = series.values.iter().map(Cell::number);
    let points: String = (0..).zip(numbers).filter_map(|(i, number)| Some(point(i, &number?.to_string()))).collect();
    let shown = if place == 0 {
        "<c:dLbls><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/>\
         <c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>"
    } else {
        ""
    };
    format!(
        "<c:ser><c:idx val=\"{place}\"/><c:order val=\"{place}\"/><c:tx><c:v>{}</c:v></c:tx>\
         <c:spPr><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill></c:spPr><c:invertIfNegative val=\"0\"/>{shown}{labels}\
         <c:val><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val=\"{}\"/>{points}</c:numLit></c:val></c:ser>",
        escaped(&series.name),
        COLOURS[place % COLOURS.len()],
        series.values.len()
    )
}
