//! What is in the documents: pictures with their words, headings, languages, tables, figures of all else.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::super::node::Element;
use super::Subject;
use super::html::{cell, row_head, table};
use super::terms::Terms;
use crate::accessibility::{Document, Picture};

/// Every picture beside what is said of it.
pub(super) fn pictures(subject: &Subject<'_>, terms: &Terms) -> Vec<Element> {
    let rows: Vec<_> = subject
        .evidence
        .pictures()
        .map(|(document, picture)| {
            let name = picture.path.clone().unwrap_or_else(|| file(picture).to_owned());
            let shown = thumbnail(subject, picture);
            let words = match (picture.decorative, picture.words.trim()) {
                (true, _) => cell(terms.decorative).class("no"),
                (false, "") => cell(terms.no_words).class("bad"),
                (false, words) => cell(words).attr("lang", subject.language),
            };
            let description = picture.description.as_deref().unwrap_or_default();
            vec![
                Element::new("th").attr("scope", "row").children(shown).text(name),
                words,
                cell(description).attr("lang", subject.language),
                place(subject, document, picture),
            ]
        })
        .collect();
    if rows.is_empty() {
        return vec![Element::new("p").text(terms.no_pictures)];
    }
    let heads = [terms.picture, terms.words, terms.description, terms.place];
    vec![Element::new("p").text(terms.pictures_help), table(terms.pictures, &heads, rows)]
}

fn file(picture: &Picture) -> &str {
    picture.file.rsplit('/').next().unwrap_or_default()
}

/// The small picture; its words stand beside it.
fn thumbnail(subject: &Subject<'_>, picture: &Picture) -> Option<Element> {
    let jpeg = subject.thumbnails.get(picture.path.as_deref()?)?;
    let data = format!("data:image/jpeg;base64,{}", BASE64_STANDARD.encode(jpeg));
    Some(Element::new("img").attr("alt", "").attr("src", data))
}

fn place(subject: &Subject<'_>, document: &Document, picture: &Picture) -> Element {
    let place = subject.place(picture.place).unwrap_or_else(|| document.file.clone());
    Element::new("td").child(Element::new("code").text(place))
}

/// The headings of the whole book as a reader jumps from one to the next.
pub(super) fn headings(subject: &Subject<'_>, terms: &Terms) -> Vec<Element> {
    let mut items = Vec::new();
    for document in subject.evidence.read() {
        for heading in &document.headings {
            let level = Element::new("span").class("level").text(format!("h{}", heading.level));
            let text = Element::new("span").attr("lang", &document.language).text(&heading.text);
            let class = format!("h{}", heading.level);
            items.push(Element::new("li").class(&class).child(level).text(" ").child(text));
        }
    }
    if items.is_empty() {
        return vec![Element::new("p").text(terms.no_headings)];
    }
    vec![
        Element::new("p").text(terms.headings_help),
        Element::new("ul").class("outline").children(items),
    ]
}

/// Languages with how often they are told, and every passage.
pub(super) fn languages(subject: &Subject<'_>, terms: &Terms) -> Vec<Element> {
    let rows = subject.evidence.languages().into_iter().map(|(tag, count)| {
        let name = Element::new("th").attr("scope", "row");
        vec![name.child(Element::new("code").text(tag)), cell(count.to_string())]
    });
    let counts = table(terms.languages, &[terms.language, terms.often], rows.collect());
    let passages = subject.evidence.documents.iter().flat_map(|document| {
        document.passages.iter().filter(|passage| !passage.text.is_empty()).map(|passage| {
            vec![
                cell(passage.text.as_str()).attr("lang", &passage.language),
                Element::new("td").child(Element::new("code").text(&passage.language)),
                Element::new("td").child(Element::new("code").text(&document.file)),
            ]
        })
    });
    let passages: Vec<_> = passages.collect();
    if passages.is_empty() {
        return vec![counts, Element::new("p").text(terms.no_passages)];
    }
    let heads = [terms.passage, terms.language, terms.place];
    let list = Element::new("details")
        .child(Element::new("summary").text(format!("{}: {}", terms.passages, passages.len())))
        .child(table(terms.passages, &heads, passages));
    vec![counts, Element::new("p").text(terms.languages_help), list]
}

/// Tables with their captions and heads.
pub(super) fn tables(subject: &Subject<'_>, terms: &Terms) -> Vec<Element> {
    let rows: Vec<_> = subject
        .evidence
        .documents
        .iter()
        .flat_map(|document| document.tables.iter().map(move |table| (document, table)))
        .map(|(document, table)| {
            let name = if table.caption.is_empty() { terms.no_caption } else { &table.caption };
            let heads = cell(table.headers.to_string());
            vec![
                row_head(name),
                cell(table.rows.to_string()),
                if table.headers == 0 { heads.class("bad") } else { heads },
                Element::new("td").child(Element::new("code").text(&document.file)),
            ]
        })
        .collect();
    if rows.is_empty() {
        return vec![Element::new("p").text(terms.no_tables)];
    }
    vec![table(terms.tables, &[terms.table, terms.rows, terms.heads, terms.place], rows)]
}

/// Notes, pages, links, type and colour.
pub(super) fn figures(subject: &Subject<'_>, terms: &Terms) -> Vec<Element> {
    let evidence = subject.evidence;
    let joined = |list: &[String], none: &str| {
        if list.is_empty() { none.to_owned() } else { list.join("; ") }
    };
    let source = evidence.page_source.as_deref().filter(|source| *source != "none");
    let rows = [
        (terms.notes, evidence.notes().to_string()),
        (terms.calls, evidence.count(|d| d.notes.calls).to_string()),
        (terms.ways_back, evidence.count(|d| d.notes.ways_back).to_string()),
        (terms.breaks, evidence.count(|d| d.page_breaks.len()).to_string()),
        (terms.listed, evidence.count(|d| d.listed_pages.len()).to_string()),
        (terms.source, source.unwrap_or(terms.none).to_owned()),
        (terms.links, evidence.count(|d| d.links).to_string()),
        (terms.silent_links, evidence.count(|d| d.silent_links.len()).to_string()),
        (terms.colours, joined(&evidence.colours, terms.own_colours)),
        (terms.sizes, joined(&evidence.fixed, terms.free)),
    ];
    let rows = rows.into_iter().map(|(name, value)| vec![row_head(name), cell(value)]);
    vec![table(terms.figures, &[terms.what, terms.value], rows.collect())]
}
