//! The list of findings, and what chooses among them.

use super::excerpt::excerpt;
use super::node::Element;
use super::signs::{family, sign};
use super::terms::Terms;
use crate::inspection::{Finding, Flaw, Report};
use crate::source::{Sources, Span};

/// A box to tick for every kind that was found, with how often.
pub(super) fn filter(report: &Report, terms: &Terms) -> Element {
    let count = |flaw: Flaw| report.findings.iter().filter(|one| one.flaw == flaw).count();
    let kinds = Flaw::ALL.iter().map(|flaw| (*flaw, count(*flaw))).filter(|(_, n)| *n > 0);
    let boxes = kinds.map(|(flaw, count)| {
        let input = Element::new("input")
            .attr("type", "checkbox")
            .attr("checked", "")
            .attr("data-flaw", flaw.as_str())
            .attr("data-grave", flaw.is_grave().to_string());
        Element::new("label")
            .attr("title", terms.meaning(flaw))
            .child(input)
            .child(badge(flaw))
            .child(Element::new("span").text(terms.name(flaw)))
            .child(Element::new("span").class("count").text(count.to_string()))
    });
    let buttons = [("all", terms.all), ("grave", terms.grave), ("none", terms.nothing)];
    let buttons = buttons.map(|(which, name)| {
        Element::new("button").attr("type", "button").attr("data-choose", which).text(name)
    });
    Element::new("fieldset")
        .attr("id", "filter")
        .child(Element::new("legend").text(terms.filter))
        .child(Element::new("p").class("choose").children(buttons))
        .children(boxes)
}

fn badge(flaw: Flaw) -> Element {
    let grave = if flaw.is_grave() { " grave" } else { "" };
    Element::new("span")
        .class(&format!("badge {}{grave}", family(flaw)))
        .attr("aria-hidden", "true")
        .text(sign(flaw))
}

/// The findings in the order of the pages.
pub(super) fn list(report: &Report, sources: &Sources, terms: &Terms) -> Element {
    let items = report.findings.iter().enumerate().map(|(number, finding)| {
        let page = report.pages.pages.get(finding.page);
        let line = finding.line.and_then(|line| page?.lines.get(line));
        let measured = terms.measured(finding, line);
        let link = Element::new("a")
            .class("go")
            .attr("href", format!("#mark-{number}"))
            .child(badge(finding.flaw))
            .child(Element::new("span").class("name").text(terms.name(finding.flaw)))
            .children(measured.map(|what| Element::new("span").class("measured").text(what)))
            .child(Element::new("span").class("folio").text(format!(
                "{} {}",
                terms.page,
                finding.page + 1
            )));
        Element::new("li")
            .attr("id", format!("finding-{number}"))
            .attr("data-flaw", finding.flaw.as_str())
            .attr("data-page", finding.page.to_string())
            .child(link)
            .child(detail(finding, sources, terms))
    });
    Element::new("ol").attr("id", "list").children(items)
}

fn detail(finding: &Finding, sources: &Sources, terms: &Terms) -> Element {
    let mut detail = Element::new("div")
        .class("detail")
        .child(Element::new("p").text(terms.meaning(finding.flaw)));
    detail = match finding.span {
        Some(span) => detail.children(place(sources, span)),
        None => detail.child(Element::new("p").text(terms.no_place)),
    };
    // What the program says is English, as on the terminal.
    let said = Element::new("p").class("said").attr("lang", "en").text(&finding.message);
    detail = detail.child(said);
    match &finding.reason {
        Some(reason) => detail.child(
            Element::new("p")
                .child(Element::new("b").text(terms.reason))
                .text(" ")
                .child(Element::new("span").attr("lang", "en").text(reason)),
        ),
        None => detail,
    }
}

/// `text/kapitel.dj:12:5`, and the line with the place marked.
fn place(sources: &Sources, span: Span) -> [Element; 2] {
    let place = sources.place(span);
    let name = format!("{}:{}:{}", place.file, place.line, place.column);
    let found = excerpt(sources, span);
    let dots = |cut: bool| if cut { "…" } else { "" };
    let line = Element::new("code")
        .text(format!("{}{}", dots(found.cut.0), found.before))
        .child(Element::new("mark").text(found.marked))
        .text(format!("{}{}", found.behind, dots(found.cut.1)));
    let place = Element::new("p").class("place").child(Element::new("code").text(name));
    [place, Element::new("pre").class("source").child(line)]
}
