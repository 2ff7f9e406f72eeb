//! The metadata of the package (EPUB 3.3, sections 5.5 and appendix D).

use super::Options;
use super::accessibility::Facts;
use super::plan::{Content, Plan};
use crate::addresses;
use crate::ir::{
    Book, Contributor, Language, Metadata, Rendering, Series, SourceEdition, Subject, TitleKind,
};
use crate::xml::Element;

/// The tag under which shops and libraries look for the main language: variants such as the
/// orthography (`de-1901`) are told to hyphenation in the documents, not to catalogues.
pub(super) fn main_language(book: &Book) -> String {
    catalogued(&book.metadata().language)
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

/// The metadata; `cover` is the id of the cover in the manifest, `fonts` whether some are embedded.
pub(super) fn metadata(
    plan: &Plan<'_>,
    options: &Options<'_>,
    facts: &Facts,
    cover: Option<&str>,
    fonts: bool,
) -> Element {
    let metadata = plan.book.metadata();
    Element::new("metadata")
        .attr("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .children(identifiers(metadata))
        .children(titles(metadata))
        .children(languages(plan))
        .children(contributors(metadata))
        .children(publication(metadata))
        .children(metadata.series.iter().enumerate().flat_map(series))
        .children(metadata.source.iter().flat_map(source))
        .children(facts.page_source().map(|source| property("pageBreakSource", source)))
        .child(property("dcterms:modified", options.modified.iso8601()))
        .children(plan.traits.version.then(|| version(metadata, options)))
        // Else Apple Books shows its own (Apple Books Asset Guide, "Fonts").
        .children(fonts.then(|| property("ibooks:specified-fonts", "true")))
        .children(facts.metadata())
        .children(cover.map(|id| Element::new("meta").attr("name", "cover").attr("content", id)))
}

/// By what Apple tells a new version from the one before: three numbers of four digits at most, here
/// the edition and the day of the last change.
fn version(metadata: &Metadata, options: &Options<'_>) -> Element {
    let day = options.modified.utc();
    let edition = metadata.edition.unwrap_or(1).min(9999);
    let (month, day_of_month) = (u16::from(u8::from(day.month())), u16::from(day.day()));
    let number = format!("{edition}.{}.{}", day.year(), month * 100 + day_of_month);
    property("ibooks:version", number)
}

/// A property of the whole publication.
pub(super) fn property(name: &str, value: impl Into<String>) -> Element {
    Element::new("meta").attr("property", name).text(value)
}

fn refinement(id: &str, name: &str, value: &str) -> Element {
    Element::new("meta").attr("refines", format!("#{id}")).attr("property", name).text(value)
}

/// The kinds of identifiers in the list 5 of ONIX.
mod onix {
    pub(super) const DOI: &str = "06";
    pub(super) const ISBN_13: &str = "15";
    pub(super) const URN: &str = "22";
}

fn identifiers(metadata: &Metadata) -> Vec<Element> {
    let uid = Element::new("dc:identifier").attr("id", "uid").text(metadata.identifier.as_str());
    let others = [
        ("isbn", metadata.isbns.epub.as_deref().map(isbn_urn), onix::ISBN_13),
        ("doi", metadata.doi.as_ref().map(|doi| format!("doi:{doi}")), onix::DOI),
        ("urn", metadata.urn.clone(), onix::URN),
    ];
    let mut list = vec![uid];
    for (id, value, kind) in others {
        if let Some(value) = value {
            list.push(Element::new("dc:identifier").attr("id", id).text(value));
            list.push(identifier_type(id, kind));
        }
    }
    list
}

fn identifier_type(id: &str, kind: &str) -> Element {
    refinement(id, "identifier-type", kind).attr("scheme", "onix:codelist5")
}

/// The ISBN as a URN, without hyphens.
pub(super) fn isbn_urn(isbn: &str) -> String {
    format!("urn:isbn:{}", isbn.replace(['-', ' '], ""))
}

/// The main title first (EPUB 3.3, section 5.5.3.1.2), the others behind it. A place among those
/// that are shown together have all but the short one and the one that is everything in one.
fn titles(metadata: &Metadata) -> Vec<Element> {
    let mut list = title("title", &metadata.title, "main", None);
    list.extend(metadata.title_sort.as_ref().map(|sort| refinement("title", "file-as", sort)));
    list.extend(renderings("title", &metadata.title_renderings));
    let mut shown = vec!["title".to_owned()];
    for (index, subtitle) in metadata.subtitles.iter().enumerate() {
        let id = numbered("subtitle", index);
        list.extend(title(&id, subtitle, "subtitle", None));
        shown.push(id);
    }
    for (index, other) in metadata.other_titles.iter().enumerate() {
        let id = format!("other-title-{}", index + 1);
        list.extend(title(&id, &other.text, other.kind.as_str(), other.language.as_ref()));
        list.extend(other.sort.as_ref().map(|sort| refinement(&id, "file-as", sort)));
        if matches!(other.kind, TitleKind::Collection | TitleKind::Edition) {
            shown.push(id);
        }
    }
    list.extend(display_order(&shown));
    list
}

fn title(id: &str, text: &str, kind: &str, language: Option<&Language>) -> Vec<Element> {
    let language = language.map(Language::as_str);
    let element = Element::new("dc:title").attr("id", id).maybe("xml:lang", language);
    vec![element.text(text), refinement(id, "title-type", kind)]
}

/// `subtitle`, `subtitle-2` …
fn numbered(name: &str, index: usize) -> String {
    if index == 0 { name.to_owned() } else { format!("{name}-{}", index + 1) }
}

fn renderings<'a>(id: &'a str, list: &'a [Rendering]) -> impl Iterator<Item = Element> + 'a {
    let rendering = |one: &Rendering| {
        refinement(id, "alternate-script", &one.text).attr("xml:lang", one.language.as_str())
    };
    list.iter().map(rendering)
}

/// The places of several things of one kind, for readers that keep no order of their own.
fn display_order(ids: &[String]) -> Vec<Element> {
    if ids.len() < 2 {
        return Vec::new();
    }
    let place = |(place, id): (usize, &String)| refinement(id, "display-seq", &place.to_string());
    (1..).zip(ids).map(place).collect()
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
    let (mut first, mut others) = (Vec::new(), Vec::new());
    for (index, contributor) in metadata.contributors.iter().enumerate() {
        let id = format!("person-{}", index + 1);
        let is_creator = has(contributor, creators);
        let name = if is_creator { "dc:creator" } else { "dc:contributor" };
        list.push(Element::new(name).attr("id", id.as_str()).text(contributor.name.as_str()));
        for role in &contributor.roles {
            list.push(refinement(&id, "role", &role.0).attr("scheme", "marc:relators"));
        }
        list.push(refinement(&id, "file-as", &contributor.sort));
        list.extend(renderings(&id, &contributor.renderings));
        if is_creator { &mut first } else { &mut others }.push(id);
    }
    list.extend(display_order(&first));
    list.extend(display_order(&others));
    list
}

fn publication(metadata: &Metadata) -> Vec<Element> {
    let mut list = publisher(metadata);
    let mut dublin_core = |name: &'static str, value: Option<&str>| {
        let value = value.filter(|value| !value.trim().is_empty());
        list.extend(value.map(|value| Element::new(name).text(value)));
    };
    dublin_core("dc:date", Some(&metadata.date.to_string()));
    dublin_core("dc:description", metadata.description.as_deref());
    dublin_core("dc:rights", metadata.rights.as_deref().or(metadata.licence.as_deref()));
    list.extend(metadata.subjects.iter().enumerate().flat_map(subject));
    let edition = metadata.edition_statement.clone();
    let edition = edition.or_else(|| metadata.edition.map(|number| number.to_string()));
    list.extend(metadata.licence.as_ref().map(|url| {
        let href = addresses::written(url).unwrap_or_else(|_| url.clone());
        Element::new("link").attr("rel", "dcterms:license").attr("href", href)
    }));
    list.extend(edition.map(|edition| property("schema:bookEdition", edition)));
    let first = metadata.first_published.map(|date| date.to_string());
    list.extend(first.map(|date| property("dcterms:created", date)));
    list
}

/// The publisher, and where it has its seat.
fn publisher(metadata: &Metadata) -> Vec<Element> {
    let Some(name) = &metadata.publisher else { return Vec::new() };
    let mut list = vec![Element::new("dc:publisher").attr("id", "publisher").text(name.as_str())];
    let place = metadata.place.as_ref();
    list.extend(place.map(|place| refinement("publisher", "schema:location", place)));
    list
}

/// A subject; a code with whose code it is (EPUB 3.3, D.3.2 and D.3.12: always both).
fn subject((index, subject): (usize, &Subject)) -> Vec<Element> {
    let element = Element::new("dc:subject");
    let Some(term) = &subject.term else {
        return vec![element.text(subject.name.as_str())];
    };
    let id = format!("subject-{}", index + 1);
    vec![
        element.attr("id", id.as_str()).text(subject.name.as_str()),
        refinement(&id, "authority", term.scheme.as_str()),
        refinement(&id, "term", &term.code),
    ]
}

fn series((index, series): (usize, &Series)) -> Vec<Element> {
    let id = &numbered("series", index);
    let mut list = vec![
        property("belongs-to-collection", series.title.as_str()).attr("id", id.as_str()),
        refinement(id, "collection-type", series.kind.as_str()),
    ];
    list.extend(series.number.as_ref().map(|number| refinement(id, "group-position", number)));
    let issn = series.issn.as_ref().map(|issn| format!("urn:issn:{issn}"));
    list.extend(issn.map(|issn| refinement(id, "dcterms:identifier", &issn)));
    list
}

/// Where the text was taken from, under every name by which it can be found.
fn source(source: &SourceEdition) -> Vec<Element> {
    let isbn = source.isbn.as_deref().map(isbn_urn);
    let mut list = vec![Element::new("dc:source").attr("id", "source").text(source.title.as_str())];
    let date = source.date.map(|date| date.to_string());
    list.extend(date.map(|date| refinement("source", "dcterms:issued", &date)));
    if let Some(isbn) = isbn {
        list.push(Element::new("dc:source").attr("id", "source-isbn").text(isbn));
        list.push(identifier_type("source-isbn", onix::ISBN_13));
    }
    list.extend(source.url.as_ref().map(|url| Element::new("dc:source").text(url.as_str())));
    list
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
