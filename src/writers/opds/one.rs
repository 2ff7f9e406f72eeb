//! Feeds as OPDS 1.2: Atom (RFC 4287) with the elements of OPDS, Dublin Core, threads and OpenSearch.

use super::feeds::{Leaf, Menu, Page, facets, stem};
use super::two::{doi_path, scheme};
use super::{ACQUISITION_TYPE, FACET, OPEN_ACCESS, pictures, taken};
use crate::ir::{Contributor, Metadata};
use crate::list::{
    By, Catalogue, Group, JSON_TYPE, NAVIGATION_TYPE, START_XML, Terms, edition_file,
};
use crate::publication::{FileRole, Publication};
use crate::xml::{Element, Syntax};

/// Names of what stands in a feed.
const NAMESPACES: [(&str, &str); 7] = [
    ("xmlns", "http://www.w3.org/2005/Atom"),
    ("xmlns:opds", "http://opds-spec.org/2010/catalog"),
    ("xmlns:dcterms", "http://purl.org/dc/terms/"),
    ("xmlns:thr", "http://purl.org/syndication/thread/1.0"),
    ("xmlns:opensearch", "http://a9.com/-/spec/opensearch/1.1/"),
    ("xmlns:schema", "http://schema.org/"),
    ("xmlns:opf", "http://www.idpf.org/2007/opf"),
];

/// A feed that leads to others.
pub(super) fn navigation(catalogue: &Catalogue, menu: &Menu) -> Vec<u8> {
    let list = &catalogue.list;
    let updated = catalogue.updated().iso8601();
    let mut feed = feed(catalogue, &menu.page, &menu.title, &updated, NAVIGATION_TYPE);
    if menu.is_start {
        let subtitle = list.description.as_ref().map(|said| element("subtitle", said));
        feed = feed.children(subtitle).child(link(
            "alternate",
            &list.address_of("index.html"),
            "text/html",
        ));
    } else {
        feed = counted(feed, &menu.page);
    }
    let entries = menu.ways.iter().map(|way| {
        let href = list.address_of(&format!("{}.xml", way.stem));
        let media_type = if way.acquisition { ACQUISITION_TYPE } else { NAVIGATION_TYPE };
        Element::new("entry")
            .child(element("title", &way.title))
            .child(element("id", &href))
            .child(element("updated", &way.updated))
            .child(element("content", &way.said).attr("type", "text"))
            .child(link(way.rel, &href, media_type).attr("thr:count", way.count.to_string()))
    });
    feed.children(entries).document(Syntax::Xhtml)
}

/// A feed of books.
pub(super) fn acquisition(catalogue: &Catalogue, leaf: &Leaf<'_>) -> Vec<u8> {
    let updated = match leaf.shelf.group {
        Some(group) => catalogue.updated_of(&group.members),
        None => catalogue.updated(),
    };
    let title = &leaf.shelf.title;
    let feed = feed(catalogue, &leaf.page, title, &updated.iso8601(), ACQUISITION_TYPE);
    let facets = By::ALL.into_iter().flat_map(|by| facet_links(catalogue, leaf.shelf.group, by));
    let entries = leaf.publications.iter().map(|one| entry(catalogue, one));
    counted(feed, &leaf.page).children(facets).children(entries).document(Syntax::Xhtml)
}

fn feed(catalogue: &Catalogue, page: &Page, title: &str, updated: &str, kind: &str) -> Element {
    let list = &catalogue.list;
    let root = NAMESPACES
        .into_iter()
        .fold(Element::new("feed"), |root, (name, value)| root.attr(name, value));
    let author = Element::new("author")
        .child(element("name", list.publisher.as_ref().unwrap_or(&list.title)))
        .child(element("uri", &list.address));
    let others = page.links("xml");
    let others = others.iter().map(|(rel, path)| link(rel, &list.address_of(path), kind));
    root.attr("xml:lang", list.language.as_str())
        .child(element("id", list.address_of(&format!("{}.xml", page.stem))))
        .child(element("title", title))
        .child(element("updated", updated))
        .child(author)
        .child(link("self", &list.address_of(&page.path("xml")), kind))
        .child(link("start", &list.address_of(START_XML), NAVIGATION_TYPE))
        .child(link("alternate", &list.address_of(&page.path("json")), JSON_TYPE))
        .children(
            (page.stem != "opds/index")
                .then(|| link("up", &list.address_of(START_XML), NAVIGATION_TYPE)),
        )
        .children(others)
}

fn counted(feed: Element, page: &Page) -> Element {
    let first = (page.number - 1) * page.pages.per_page + 1;
    feed.child(element("opensearch:totalResults", page.pages.total.to_string()))
        .child(element("opensearch:itemsPerPage", page.pages.per_page.to_string()))
        .child(element("opensearch:startIndex", first.to_string()))
}

/// The facets of a kind, if there is something to choose.
fn facet_links(catalogue: &Catalogue, shown: Option<&Group>, by: By) -> Vec<Element> {
    let groups = facets(catalogue, by, shown);
    if groups.len() < 2 {
        return Vec::new();
    }
    let title = Terms::of(&catalogue.list.language).one(by);
    let links = groups.into_iter().map(|group| {
        let active = shown.is_some_and(|shown| shown.by == by && shown.key == group.key);
        let href = catalogue.list.address_of(&format!("{}.xml", stem(group)));
        link(FACET, &href, ACQUISITION_TYPE)
            .attr("title", &*group.name)
            .attr("opds:facetGroup", title)
            .maybe("opds:activeFacet", active.then_some("true"))
            .attr("thr:count", group.members.len().to_string())
    });
    links.collect()
}

fn entry(catalogue: &Catalogue, one: &Publication) -> Element {
    let known = &one.metadata;
    let day = known.date.first_moment().iso8601();
    let said = known.description.as_ref().map(|said| element("summary", said).attr("type", "text"));
    let pages = one.files_of(FileRole::Pdf).find_map(|file| file.pages);
    Element::new("entry")
        .maybe(
            "xml:lang",
            (known.language != catalogue.list.language).then(|| known.language.as_str()),
        )
        .child(element("id", &known.identifier))
        .child(element("title", &known.title))
        .children(known.subtitle().map(|said| element("schema:alternativeHeadline", said)))
        .children(people(known))
        .child(element("updated", &day))
        .child(element("published", &day))
        .child(element("dcterms:language", known.language.as_str()))
        .child(element("dcterms:issued", known.date.to_string()))
        .children(known.publisher.as_ref().map(|name| element("dcterms:publisher", name)))
        .children(identifiers(known).into_iter().map(|id| element("dcterms:identifier", id)))
        .children(known.rights.as_ref().map(|said| element("rights", said)))
        .children(known.series.iter().map(|series| {
            Element::new("schema:Series")
                .attr("name", &*series.title)
                .maybe("schema:position", series.number.as_deref())
        }))
        .children(known.subjects.iter().map(|subject| {
            let term = subject.term.as_ref();
            Element::new("category")
                .attr("term", term.map_or(&*subject.name, |term| &term.code))
                .maybe("scheme", term.map(|term| scheme(term.scheme)))
                .attr("label", &*subject.name)
        }))
        .children(said)
        .children(pages.map(|pages| element("schema:numberOfPages", pages.to_string())))
        .children(entry_links(catalogue, one))
}

/// Authors, and the others with their roles in the codes of MARC.
fn people(known: &Metadata) -> impl Iterator<Item = Element> {
    let has = |c: &Contributor, code: &str| c.roles.iter().any(|role| role.0 == code);
    let authors = known.contributors.iter().filter(move |c| has(c, "aut"));
    let authors = authors.map(|c| Element::new("author").child(element("name", &c.name)));
    let others = known.contributors.iter().flat_map(|c| {
        let roles = c.roles.iter().filter(|role| role.0 != "aut");
        roles.map(|role| {
            Element::new("contributor").attr("opf:role", &*role.0).child(element("name", &c.name))
        })
    });
    authors.chain(others)
}

/// ISBNs, DOI and URN as addresses of their kinds; the entry's own identifier without any.
fn identifiers(known: &Metadata) -> Vec<String> {
    let isbns = [&known.isbns.epub, &known.isbns.print].into_iter().flatten();
    let mut all: Vec<String> = isbns.map(|isbn| format!("urn:isbn:{isbn}")).collect();
    all.extend(known.doi.iter().map(|doi| format!("https://doi.org/{}", doi_path(doi))));
    all.extend(known.urn.clone());
    if all.is_empty() {
        all.push(known.identifier.clone());
    }
    all
}

fn entry_links(catalogue: &Catalogue, one: &Publication) -> Vec<Element> {
    let list = &catalogue.list;
    let slug = &one.metadata.slug;
    let page = list.address_of(&format!("books/{slug}.html"));
    let address = |name: &str| list.address_of(&edition_file(slug, name));
    let mut links = vec![link("alternate", &page, "text/html")];
    links.extend(taken(one).into_iter().map(|(file, title)| {
        link(OPEN_ACCESS, &address(&file.name), &file.media_type)
            .attr("title", title)
            .attr("length", file.bytes.to_string())
    }));
    if one.files_of(FileRole::Sample).next().is_some() {
        let rel = "http://opds-spec.org/acquisition/sample";
        links.push(link(rel, &format!("{page}#sample"), "text/html"));
    }
    let [cover, small] = pictures(one);
    let image = "http://opds-spec.org/image";
    links.extend(cover.map(|file| link(image, &address(&file.name), &file.media_type)));
    let thumbnail = "http://opds-spec.org/image/thumbnail";
    links.extend(small.map(|file| link(thumbnail, &address(&file.name), &file.media_type)));
    links
}

fn link(rel: &str, href: &str, media_type: &str) -> Element {
    Element::new("link").attr("rel", rel).attr("href", href).attr("type", media_type)
}

fn element(name: &'static str, text: impl Into<String>) -> Element {
    Element::new(name).text(text)
}
