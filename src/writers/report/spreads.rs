//! The pages side by side as they lie in the book, with marks on the lines that findings are about.

use super::node::{Element, number};
use super::signs::{family, sign};
use super::terms::Terms;
use crate::inspection::{Finding, Line, Page, Pages, Report};

/// All pages: the first alone on the right, then in pairs.
pub(super) fn spreads(report: &Report, terms: &Terms) -> Vec<Element> {
    let count = report.pages.pages.len();
    let first = (count > 0).then_some(0..1);
    let pairs = first.into_iter().chain(report.pages.spreads());
    pairs
        .map(|pair| {
            let sheets = pair.map(|index| sheet(report, index, terms));
            Element::new("div").class("spread").children(sheets)
        })
        .collect()
}

fn sheet(report: &Report, index: usize, terms: &Terms) -> Element {
    let page = &report.pages.pages[index];
    let folio = index + 1;
    let side = if Pages::is_recto(index) { "recto" } else { "verso" };
    let marks = report.findings.iter().enumerate().filter(|(_, finding)| finding.page == index);
    // Several findings on one line have their signs side by side.
    let mut before: Vec<Option<usize>> = Vec::new();
    let marks = marks.map(|(number, finding)| {
        let nth = before.iter().filter(|line| **line == finding.line).count();
        before.push(finding.line);
        mark(page, Pages::is_recto(index), number, finding, nth, terms)
    });
    let svg = Element::new("svg")
        .class("sheet")
        .attr("viewBox", format!("0 0 {} {}", number(page.width), number(page.height)))
        .attr("role", "group")
        .attr("aria-label", format!("{} {folio}", terms.page))
        .attr("data-page", index.to_string())
        .child(
            Element::new("rect")
                .class("paper")
                .length("width", page.width)
                .length("height", page.height),
        )
        .child(Element::new("g").class("picture").attr("aria-hidden", "true"))
        .child(Element::new("g").class("marks").children(marks.collect::<Vec<_>>()));
    Element::new("figure")
        .class(&format!("page {side}"))
        .attr("id", format!("page-{folio}"))
        .child(svg)
        .child(Element::new("figcaption").text(folio.to_string()))
}

fn mark(
    page: &Page,
    recto: bool,
    number: usize,
    finding: &Finding,
    nth: usize,
    terms: &Terms,
) -> Element {
    let line = finding.line.and_then(|line| page.lines.get(line));
    let grave = if finding.flaw.is_grave() { " grave" } else { "" };
    let (x, y, width, height) = frame(page, line);
    let size = line.map_or(10.0, |line| line.size.clamp(6.0, 16.0));
    // In the outer margin: there is room, and no fold.
    let away = 5.0 + nth as f64 * size * 1.1;
    let (at, anchor) = if recto { (x + width + away, "start") } else { (x - away, "end") };
    let name = terms.name(finding.flaw);
    Element::new("a")
        .attr("id", format!("mark-{number}"))
        .attr("href", format!("#finding-{number}"))
        .attr("tabindex", "-1")
        .attr("data-finding", number.to_string())
        .attr("aria-label", name)
        .class(&format!("mark {}{grave}", family(finding.flaw)))
        .child(Element::new("title").text(name))
        .child(
            Element::new("rect")
                .length("x", x)
                .length("y", y)
                .length("width", width)
                .length("height", height)
                .length("rx", 1.5),
        )
        .child(
            Element::new("text")
                .length("x", at)
                .length("y", y + height * 0.5 + size * 0.3)
                .length("font-size", size)
                .attr("text-anchor", anchor)
                .text(sign(finding.flaw)),
        )
}

/// Around the line, or at the head of the page.
fn frame(page: &Page, line: Option<&Line>) -> (f64, f64, f64, f64) {
    match line {
        Some(line) => {
            let (left, right) = (line.left.min(line.right) - 2.0, line.right.max(line.left) + 2.0);
            (left, line.baseline - line.size * 0.82, right - left, line.size * 1.12)
        }
        None => (page.width * 0.15, 8.0, page.width * 0.7, 12.0),
    }
}
