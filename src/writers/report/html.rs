//! The page as one HTML file.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

use super::node::{Element, Syntax};
use super::picture::{self, Pictures};
use super::terms::Terms;
use super::{Heading, chart, findings, spreads, summary};
use crate::inspection::Report;
use crate::source::Sources;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The report as a page: HTML in UTF-8 that is opened as a file and needs nothing else.
///
/// `pictures` are the pages as SVG, in the order of the report's pages; one that is missing or cannot be
/// read leaves its page white.
#[must_use]
pub fn page(
    report: &Report,
    sources: &Sources,
    pictures: &[String],
    heading: &Heading<'_>,
) -> Vec<u8> {
    let terms = Terms::for_language(heading.language);
    let pictures = picture::shrink(pictures);
    let body = Element::new("body")
        .child(header(report, heading, terms))
        .child(figures(report, terms))
        .child(list(report, sources, terms))
        .child(pages(report, terms))
        .child(Element::new("p").attr("id", "status").attr("role", "status").class("unseen"))
        .children(data(&pictures))
        .child(Element::new("script").text(SCRIPT));
    let html = Element::new("html").attr("lang", terms.tag);
    html.child(head(heading, terms)).child(body).document(Syntax::Html)
}

fn head(heading: &Heading<'_>, terms: &Terms) -> Element {
    let meta =
        |name, content: &str| Element::new("meta").attr("name", name).attr("content", content);
    Element::new("head")
        .child(Element::new("meta").attr("charset", "utf-8"))
        .child(
            Element::new("meta")
                .attr("http-equiv", "Content-Security-Policy")
                .attr("content", policy()),
        )
        .child(meta("viewport", "width=device-width, initial-scale=1"))
        .child(meta("color-scheme", "light dark"))
        .child(Element::new("title").text(format!("{} – {}", heading.title, terms.report)))
        .child(Element::new("style").text(STYLE))
}

/// Nothing but this style, this script, and pictures that are in the file.
fn policy() -> String {
    let sum = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; img-src data:; style-src 'sha256-{}'; script-src 'sha256-{}'; \
         base-uri 'none'; form-action 'none'",
        sum(STYLE),
        sum(SCRIPT)
    )
}

fn header(report: &Report, heading: &Heading<'_>, terms: &Terms) -> Element {
    let grave = report.findings.iter().filter(|finding| finding.flaw.is_grave()).count();
    let verdict = if grave == 0 {
        Element::new("p").class("verdict good").text(terms.released)
    } else {
        Element::new("p").class("verdict bad").text(format!("{}: {grave}", terms.not_released))
    };
    let about = format!(
        "{} · {} {} · {} {}",
        terms.report,
        terms.layout,
        report.layout,
        report.pages.pages.len(),
        terms.pages
    );
    Element::new("header")
        .child(Element::new("h1").attr("lang", heading.language).text(heading.title))
        .child(Element::new("p").text(about))
        .child(verdict)
}

fn figures(report: &Report, terms: &Terms) -> Element {
    let chart = Element::new("figure")
        .class("spacing")
        .child(
            Element::new("figcaption")
                .child(Element::new("b").attr("id", "chart-name").text(terms.chart))
                .child(Element::new("span").attr("id", "chart-help").text(terms.chart_help)),
        )
        .child(chart::chart(report, terms));
    let summary = Element::new("details")
        .child(Element::new("summary").text(terms.summary))
        .child(summary::table(report, terms));
    Element::new("section")
        .class("figures")
        .attr("aria-label", terms.summary)
        .child(chart)
        .child(summary)
}

fn list(report: &Report, sources: &Sources, terms: &Terms) -> Element {
    let aside = Element::new("aside").attr("aria-labelledby", "findings-name");
    let count = Element::new("span").attr("id", "count").attr("data-of", terms.of);
    let heading = Element::new("h2")
        .attr("id", "findings-name")
        .text(format!("{} ", terms.findings))
        .child(count.text(report.findings.len().to_string()));
    if report.findings.is_empty() {
        return aside.child(heading).child(Element::new("p").text(terms.none));
    }
    aside
        .child(heading)
        .child(findings::filter(report, terms))
        .child(Element::new("p").class("keys").text(terms.keys))
        .child(findings::list(report, sources, terms))
}

fn pages(report: &Report, terms: &Terms) -> Element {
    let button = |id, sign: &str, name| {
        Element::new("button")
            .attr("type", "button")
            .attr("id", id)
            .attr("aria-label", name)
            .attr("title", name)
            .text(sign)
    };
    let tools = Element::new("div")
        .class("tools")
        .child(Element::new("h2").attr("id", "pages-name").text(terms.pages))
        .child(button("smaller", "−", terms.smaller))
        .child(button("larger", "+", terms.larger));
    Element::new("main")
        .attr("aria-labelledby", "pages-name")
        .attr("tabindex", "0")
        .child(tools)
        .child(Element::new("noscript").child(Element::new("p").text(terms.no_script)))
        .children(spreads::spreads(report, terms))
}

/// The pictures as text that becomes a drawing when it comes into sight.
fn data(pictures: &Pictures) -> impl Iterator<Item = Element> + '_ {
    let block = |id: String, svg: &str| {
        Element::new("script").attr("type", "image/svg+xml").attr("id", id).text(svg)
    };
    let pages = pictures.pages.iter().enumerate();
    std::iter::once(block("shapes".into(), &pictures.shapes))
        .chain(pages.map(move |(page, svg)| block(format!("picture-{page}"), svg)))
}
