//! The title page, made from the metadata.

use crate::ir::Metadata;
use crate::language::Terms;
use crate::xml::{Element, Node};

/// Relators of those who made the book as a thing: the imprint names them, not the title page.
const MAKERS: [&str; 7] = ["bkd", "bkp", "cov", "tyg", "pfr", "trc", "mrk"];

/// The section of the title page; `marks` are those of the pages that begin with it.
pub(crate) fn section(
    metadata: &Metadata,
    terms: &Terms,
    id: Option<&str>,
    marks: Vec<Node>,
) -> Element {
    let mut section = Element::new("section")
        .maybe("id", id)
        .attr("epub:type", "titlepage")
        .attr("class", "title-page")
        .children(marks);
    let authors: Vec<&str> = metadata.names_with("aut").collect();
    if !authors.is_empty() {
        section = section.child(line("author", terms.list(&authors)));
    }
    section =
        section.child(Element::new("h1").attr("epub:type", "title").text(metadata.title.as_str()));
    let subtitle = |text: &String| {
        Element::new("p").semantics(Some("subtitle"), Some("doc-subtitle")).text(text.as_str())
    };
    section = section.children(metadata.subtitles.iter().map(subtitle));
    let credits = credits(metadata, terms).into_iter().map(|text| line("credit", text));
    section.children(credits).children(foot(metadata, terms))
}

fn line(class: &str, text: impl Into<String>) -> Element {
    Element::new("p").attr("class", class).text(text)
}

/// What the others did, a line each, in the order in which the manifest first names the role.
fn credits(metadata: &Metadata, terms: &Terms) -> Vec<String> {
    let mut phrases: Vec<(&str, Vec<&str>)> = Vec::new();
    for contributor in &metadata.contributors {
        for relator in contributor.roles.iter().map(|role| role.0.as_str()) {
            if relator == "aut" || MAKERS.contains(&relator) {
                continue;
            }
            let Some(phrase) = (terms.credit)(relator) else {
                continue;
            };
            match phrases.iter_mut().find(|(other, _)| *other == phrase) {
                Some((_, names)) => names.push(&contributor.name),
                None => phrases.push((phrase, vec![&contributor.name])),
            }
        }
    }
    let line = |(phrase, names): (&str, Vec<&str>)| format!("{phrase} {}", terms.list(&names));
    phrases.into_iter().map(line).collect()
}

fn foot(metadata: &Metadata, terms: &Terms) -> Vec<Element> {
    let statement = metadata.edition_statement.clone();
    let edition = statement.or_else(|| {
        metadata.edition.filter(|&number| number > 1).map(|number| (terms.edition)(number))
    });
    let mut lines: Vec<Element> = edition.into_iter().map(|text| line("edition", text)).collect();
    lines.extend(metadata.series.iter().map(|series| line("series", terms.series(series))));
    if let Some(publisher) = &metadata.publisher {
        lines.push(line("publisher", publisher.as_str()));
    }
    let place = metadata.place.iter().cloned().chain([metadata.date.year.to_string()]);
    lines.push(line("place", place.collect::<Vec<_>>().join(" ")));
    lines
}
