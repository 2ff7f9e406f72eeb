//! The metadata of the package (EPUB 3.3, sections 5.5 and appendix D).

use super::Options;
use super::accessibility::Facts;
use super::node::Element;
use super::plan::{Content, Plan};
use crate::ir::{Book, Contributor, Language, Metadata, Role, SourceEdition};

/// The tag under which shops and libraries look for the main language: variants such as the
/// orthography (`de-1901`) are told to hyphenation in the documents, not to catalogues.
pub(super) fn main_language(book: &Book) -> String {
    catalogued(&book.metadata.language)
}

fn catalogued(language: &Language) -> String {
    let is_variant = |part: &str| {
        part.len() >= 5 || (part.len() == 4 && part.starts_with(|c: char| c.is_ascii_digit()))
    };
    let parts = language.as_str().split('-').enumerate();
    // A single letter begins an extension, which says nothing of the language either.
    let kept = parts.take_while(|(i, part)| *i == 0 || (part.len() > 1 && !is_variant(part)));
    kept.map(|(_, part)| part).collect::<Vec<_>>().join("-")
}

/// The metadata; `cover` is the id of the cover in the manifest.
pub(super) fn metadata(
    plan: &Plan<'_>,
    options: &Options<'_>,
    facts: &Facts,
    cover: Option<&str>,
) -> Element {
    let metadata = &plan.book.metadata;
    Element::new("metadata")
        .attr("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .children(identifiers(metadata))
        .children(titles(metadata))
        .children(languages(plan))
        .children(contributors(metadata))
        .children(publication(metadata))
        .children(series(metadata))
        .children(metadata.source.iter().flat_map(source))
        .children(facts.page_source(metadata).map(|source| property("pageBreakSource", source)))
        .child(property("dcterms:modified", options.modified.iso8601()))
        .children(facts.metadata(plan))
        .children(cover.map(|id| Element::new("meta").attr("name", "cover").attr("content", id)))
}

/// A property of the whole publication.
pub(super) fn property(name: &str, value: impl Into<String>) -> Element {
    Element::new("meta").attr("property", name).text(value)
}

fn refinement(id: &str, name: &str, value: &str) -> Element {
    Element::new("meta").attr("refines", format!("#{id}")).attr("property", name).text(value)
}

fn identifiers(metadata: &Metadata) -> Vec<Element> {
    let uid = Element::new("dc:identifier").attr("id", "uid").text(metadata.identifier.as_str());
    let mut list = vec![uid];
    if let Some(isbn) = &metadata.isbns.epub {
        list.push(Element::new("dc:identifier").attr("id", "isbn").text(isbn_urn(isbn)));
        // 15 is the ISBN-13 in the list of ONIX.
        list.push(refinement("isbn", "identifier-type", "15").attr("scheme", "onix:codelist5"));
    }
    list
}

/// The ISBN as a URN, without hyphens.
pub(super) fn isbn_urn(isbn: &str) -> String {
    format!("urn:isbn:{}", isbn.replace(['-', ' '], ""))
}

fn titles(metadata: &Metadata) -> Vec<Element> {
    let mut list = vec![
        Element::new("dc:title").attr("id", "title").text(metadata.title.as_str()),
        refinement("title", "title-type", "main"),
    ];
    list.extend(metadata.title_sort.as_ref().map(|sort| refinement("title", "file-as", sort)));
    if let Some(subtitle) = &metadata.subtitle {
        list.push(Element::new("dc:title").attr("id", "subtitle").text(subtitle.as_str()));
        list.push(refinement("subtitle", "title-type", "subtitle"));
    }
    list
}

/// The main language and those of whole sections.
fn languages(plan: &Plan<'_>) -> Vec<Element> {
    let mut tags = vec![main_language(plan.book)];
    for document in &plan.documents {
        let tag = catalogued(&document.language);
        if matches!(document.content, Content::Section(_)) && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags.into_iter().map(|tag| Element::new("dc:language").text(tag)).collect()
}

/// Authors are creators; of a book without any, those who edited or compiled it.
fn contributors(metadata: &Metadata) -> Vec<Element> {
    let has = |contributor: &Contributor, codes: &[&str]| {
        contributor.roles.iter().any(|role| codes.contains(&role.0.as_str()))
    };
    let authored = metadata.contributors.iter().any(|c| has(c, &["aut", "cre"]));
    let creators: &[&str] = if authored { &["aut", "cre"] } else { &["edt", "com"] };
    let mut list = Vec::new();
    for (index, contributor) in metadata.contributors.iter().enumerate() {
        let id = format!("person-{}", index + 1);
        let name = if has(contributor, creators) { "dc:creator" } else { "dc:contributor" };
        list.push(Element::new(name).attr("id", id.as_str()).text(contributor.name.as_str()));
        for role in &contributor.roles {
            list.push(refinement(&id, "role", &role.0).attr("scheme", "marc:relators"));
        }
        list.push(refinement(&id, "file-as", &contributor.sort));
    }
    list
}

fn publication(metadata: &Metadata) -> Vec<Element> {
    let mut list: Vec<Element> = Vec::new();
    let mut dublin_core = |name: &'static str, value: Option<&str>| {
        let value = value.filter(|value| !value.trim().is_empty());
        list.extend(value.map(|value| Element::new(name).text(value)));
    };
    dublin_core("dc:publisher", metadata.publisher.as_deref());
    dublin_core("dc:date", Some(&metadata.date.to_string()));
    dublin_core("dc:description", metadata.description.as_deref());
    for subject in &metadata.subjects {
        dublin_core("dc:subject", Some(subject));
    }
    dublin_core("dc:rights", metadata.rights.as_deref().or(metadata.licence.as_deref()));
    let edition = metadata.edition_statement.clone();
    let edition = edition.or_else(|| metadata.edition.map(|number| number.to_string()));
    list.extend(metadata.licence.as_ref().map(|url| property("dcterms:license", url)));
    list.extend(edition.map(|edition| property("schema:bookEdition", edition)));
    list
}

fn series(metadata: &Metadata) -> Vec<Element> {
    let Some(series) = &metadata.series else {
        return Vec::new();
    };
    let mut list = vec![
        property("belongs-to-collection", series.title.as_str()).attr("id", "series"),
        refinement("series", "collection-type", "series"),
    ];
    let number = series.number.map(|number| number.to_string());
    list.extend(number.map(|number| refinement("series", "group-position", &number)));
    list
}

/// Where the text was taken from, under every name by which it can be found.
fn source(source: &SourceEdition) -> Vec<Element> {
    let isbn = source.isbn.as_deref().map(isbn_urn);
    let names = [Some(source.title.clone()), isbn, source.url.clone()];
    names.into_iter().flatten().map(|name| Element::new("dc:source").text(name)).collect()
}

/// Whether the book has an index that is in the EPUB.
pub(super) fn has_index(plan: &Plan<'_>) -> bool {
    let index = |section: usize| plan.book.sections[section].role == Role::Index;
    plan.documents.iter().any(|d| matches!(d.content, Content::Section(s) if index(s)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn catalogues_get_no_variants() {
        for (tag, expected) in [
            ("de", "de"),
            ("de-1901", "de"),
            ("de-CH-1901", "de-CH"),
            ("sr-Latn-RS", "sr-Latn-RS"),
            ("de-u-co-phonebk", "de"),
            ("sl-rozaj", "sl"),
        ] {
            assert_eq!(catalogued(&Language::parse(tag).expect("a tag")), expected);
        }
    }
}
