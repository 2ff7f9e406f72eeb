//! The page as one HTML file.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

use super::super::node::{Element, Syntax};
use super::terms::Terms;
use super::{Subject, claims, content, criteria};
use crate::accessibility::Gap;

const STYLE: &str = include_str!("access.css");

/// The report as a page: HTML in UTF-8 that is opened as a file and needs nothing else.
#[must_use]
pub fn page(subject: &Subject<'_>) -> Vec<u8> {
    let terms = Terms::for_language(subject.language);
    let gaps = Gap::all(subject.evidence);
    let parts = [
        ("gaps", terms.gaps, hindrances(subject, &gaps, terms)),
        ("claims", terms.claims, claims::grounds(subject, terms)),
        ("package", terms.package, claims::package(subject, terms)),
        ("pictures", terms.pictures, content::pictures(subject, terms)),
        ("headings", terms.headings, content::headings(subject, terms)),
        ("languages", terms.languages, content::languages(subject, terms)),
        ("tables", terms.tables, content::tables(subject, terms)),
        ("figures", terms.figures, content::figures(subject, terms)),
        ("people", terms.people, questions(terms)),
        ("criteria", terms.criteria, criteria::standards(&gaps, terms)),
        ("law", terms.law, criteria::law(subject, terms)),
    ];
    let links = parts.iter().map(|(id, title, _)| {
        let link = Element::new("a").attr("href", format!("#{id}")).text(*title);
        Element::new("li").child(link)
    });
    let nav = Element::new("nav")
        .attr("aria-label", terms.contents)
        .child(Element::new("ul").children(links));
    let main = Element::new("main").children(parts.iter().map(|(id, title, body)| {
        Element::new("section")
            .attr("data-part", *id)
            .child(Element::new("h2").attr("id", *id).text(*title))
            .children(body.iter().cloned())
    }));
    let body = Element::new("body").child(header(subject, &gaps, terms)).child(nav).child(main);
    let html = Element::new("html").attr("lang", terms.tag);
    html.child(head(subject, terms)).child(body).document(Syntax::Html)
}

fn head(subject: &Subject<'_>, terms: &Terms) -> Element {
    let meta =
        |name, content: &str| Element::new("meta").attr("name", name).attr("content", content);
    let sum = BASE64_STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
    // Nothing but this style and pictures that are in the file.
    let policy = format!(
        "default-src 'none'; img-src data:; style-src 'sha256-{sum}'; base-uri 'none'; \
         form-action 'none'"
    );
    Element::new("head")
        .child(Element::new("meta").attr("charset", "utf-8"))
        .child(
            Element::new("meta")
                .attr("http-equiv", "Content-Security-Policy")
                .attr("content", policy),
        )
        .child(meta("viewport", "width=device-width, initial-scale=1"))
        .child(meta("color-scheme", "light dark"))
        .child(Element::new("title").text(format!("{} – {}", subject.title, terms.report)))
        .child(Element::new("style").text(STYLE))
}

/// The title, and in two sentences what is claimed and whether it can stand.
fn header(subject: &Subject<'_>, gaps: &[Gap], terms: &Terms) -> Element {
    let claimed = match (subject.stated("dcterms:conformsTo"), subject.stated("a11y:certifiedBy")) {
        (Some(claim), Some(by)) => format!("{} {claim}. {} {by}.", terms.claimed, terms.certified),
        _ => terms.unclaimed.to_owned(),
    };
    let (class, verdict) = if gaps.is_empty() {
        ("verdict good", terms.no_gaps.to_owned())
    } else {
        ("verdict bad", format!("{}: {}", terms.gaps, gaps.len()))
    };
    Element::new("header")
        .child(Element::new("h1").attr("lang", subject.language).text(subject.title))
        .child(Element::new("p").text(format!("{} · {}", terms.report, subject.file)))
        .child(Element::new("p").text(claimed))
        .child(Element::new("p").class(class).text(verdict))
        .child(Element::new("p").text(terms.limits))
}

fn hindrances(subject: &Subject<'_>, gaps: &[Gap], terms: &Terms) -> Vec<Element> {
    if gaps.is_empty() {
        return vec![Element::new("p").text(terms.no_gaps)];
    }
    let items = gaps.iter().map(|gap| {
        let place = subject.place(gap.place).map(|place| Element::new("code").text(place));
        // What the program says is English, as on the terminal.
        Element::new("li")
            .child(Element::new("b").text(format!("WCAG {}", gap.criterion)))
            .text(": ")
            .child(Element::new("span").attr("lang", "en").text(&gap.message))
            .text(" ")
            .children(place)
    });
    vec![Element::new("ul").children(items)]
}

/// A table with a head; what is too wide for a small window is scrolled, by keys too.
pub(super) fn table(caption: &str, heads: &[&str], rows: Vec<Vec<Element>>) -> Element {
    let head = heads.iter().map(|text| Element::new("th").attr("scope", "col").text(*text));
    let rows = rows.into_iter().map(|cells| Element::new("tr").children(cells));
    let table = Element::new("table")
        .child(Element::new("caption").text(caption))
        .child(Element::new("thead").child(Element::new("tr").children(head)))
        .child(Element::new("tbody").children(rows));
    Element::new("div")
        .class("wide")
        .attr("role", "region")
        .attr("aria-label", caption)
        .attr("tabindex", "0")
        .child(table)
}

/// A cell.
pub(super) fn cell(text: impl Into<String>) -> Element {
    Element::new("td").text(text)
}

/// A cell that heads its row.
pub(super) fn row_head(text: impl Into<String>) -> Element {
    Element::new("th").attr("scope", "row").text(text)
}

/// What no program can judge: a box to tick for every question, with what to look at.
fn questions(terms: &Terms) -> Vec<Element> {
    let items = terms.questions.iter().enumerate().map(|(number, (question, help))| {
        let id = format!("question-{}", number + 1);
        let tick = Element::new("input").attr("type", "checkbox").attr("id", &id);
        let label = Element::new("label").attr("for", &id).text(*question);
        let help = Element::new("p").text(*help);
        Element::new("li").child(tick).text(" ").child(label).child(help)
    });
    vec![
        Element::new("p").text(terms.people_help),
        Element::new("ol").class("questions").children(items),
    ]
}
