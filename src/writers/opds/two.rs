//! Feeds as OPDS 2.0: JSON by the schemas of OPDS and of the Readium Web Publication Manifest.

use serde_json::{Map, Value, json};

use super::feeds::{Leaf, Menu, Page, Way, facets, stem};
use super::{ACQUISITION_TYPE, OPEN_ACCESS, PUBLICATION_TYPE, pictures, taken};
use crate::ir::{Contributor, Direction, Metadata, Rendering, Scheme, Subject};
use crate::list::{
    By, Catalogue, Group, JSON_TYPE, NAVIGATION_TYPE, START_JSON, Terms, edition_file,
};
use crate::publication::{FileRole, Offers, Publication, PublishedFile};

/// Roles that have a name of their own, by the codes of MARC; all others are told under `contributor`.
const ROLES: [(&str, &str); 8] = [
    ("aut", "author"),
    ("trl", "translator"),
    ("edt", "editor"),
    ("art", "artist"),
    ("ill", "illustrator"),
    ("clr", "colorist"),
    ("nrt", "narrator"),
    ("ltr", "letterer"),
];

/// A feed that leads to others.
pub(super) fn navigation(catalogue: &Catalogue, menu: &Menu) -> Vec<u8> {
    let list = &catalogue.list;
    let mut links = links(catalogue, &menu.page, NAVIGATION_TYPE);
    if menu.is_start {
        links.push(link("alternate", &list.address_of("index.html"), "text/html"));
    }
    let subtitle = menu.is_start.then_some(list.description.as_ref());
    bytes(json!({
        "metadata": metadata(catalogue, &menu.title, subtitle.flatten(), (!menu.is_start).then_some(&menu.page)),
        "links": links,
        "navigation": menu.ways.iter().map(|way| to(catalogue, way)).collect::<Vec<_>>(),
    }))
}

fn to(catalogue: &Catalogue, way: &Way) -> Value {
    json!({
        "title": way.title,
        "href": catalogue.list.address_of(&format!("{}.json", way.stem)),
        "type": JSON_TYPE,
        "rel": way.rel,
        "properties": { "numberOfItems": way.count },
    })
}

/// A feed of books. One without any leads back to the start, for the schema asks for something to stand in a feed.
pub(super) fn acquisition(catalogue: &Catalogue, leaf: &Leaf<'_>) -> Vec<u8> {
    let links = links(catalogue, &leaf.page, ACQUISITION_TYPE);
    let metadata = metadata(catalogue, &leaf.shelf.title, None, Some(&leaf.page));
    let books: Vec<Value> =
        leaf.publications.iter().map(|one| publication(catalogue, one)).collect();
    if books.is_empty() {
        let back = json!({
            "title": catalogue.list.title,
            "href": catalogue.list.address_of(START_JSON),
            "type": JSON_TYPE,
            "rel": "start",
        });
        return bytes(json!({ "metadata": metadata, "links": links, "navigation": [back] }));
    }
    let facets: Vec<Value> =
        By::ALL.into_iter().filter_map(|by| facet(catalogue, leaf, by)).collect();
    bytes(json!({ "metadata": metadata, "links": links, "facets": facets, "publications": books }))
}

/// A book as a document.
pub(super) fn document(catalogue: &Catalogue, one: &Publication) -> Vec<u8> {
    bytes(publication(catalogue, one))
}

fn metadata(
    catalogue: &Catalogue,
    title: &str,
    subtitle: Option<&String>,
    page: Option<&Page>,
) -> Value {
    json!({
        "title": title,
        "subtitle": subtitle,
        "modified": catalogue.updated().iso8601(),
        "numberOfItems": page.map(|page| page.pages.total),
        "itemsPerPage": page.map(|page| page.pages.per_page),
        "currentPage": page.map(|page| page.number),
    })
}

/// Where the same stands as OPDS 1.2, too.
fn links(catalogue: &Catalogue, page: &Page, other: &str) -> Vec<Value> {
    let list = &catalogue.list;
    let mut links = vec![
        link("self", &list.address_of(&page.path("json")), JSON_TYPE),
        link("start", &list.address_of(START_JSON), JSON_TYPE),
        link("alternate", &list.address_of(&page.path("xml")), other),
    ];
    links.extend(
        page.links("json").iter().map(|(rel, path)| link(rel, &list.address_of(path), JSON_TYPE)),
    );
    links
}

fn link(rel: &str, href: &str, media_type: &str) -> Value {
    json!({ "rel": rel, "href": href, "type": media_type })
}

/// The facets of a kind, if there is something to choose.
fn facet(catalogue: &Catalogue, leaf: &Leaf<'_>, by: By) -> Option<Value> {
    let shown = leaf.shelf.group;
    let groups = facets(catalogue, by, shown);
    if groups.len() < 2 {
        return None;
    }
    let links = groups.into_iter().map(|group| {
        let active = shown.is_some_and(|shown| shown.by == by && shown.key == group.key);
        json!({
            "title": group.name,
            "href": feed(catalogue, group),
            "type": JSON_TYPE,
            "rel": active.then_some("self"),
            "properties": { "numberOfItems": group.members.len() },
        })
    });
    let title = Terms::of(&catalogue.list.language).one(by);
    Some(json!({ "metadata": { "title": title }, "links": links.collect::<Vec<_>>() }))
}

fn feed(catalogue: &Catalogue, group: &Group) -> String {
    catalogue.list.address_of(&format!("{}.json", stem(group)))
}

fn publication(catalogue: &Catalogue, one: &Publication) -> Value {
    let list = &catalogue.list;
    let slug = &one.metadata.slug;
    let page = list.address_of(&format!("books/{slug}.html"));
    let mut links = vec![
        link("self", &list.address_of(&format!("opds/books/{slug}.json")), PUBLICATION_TYPE),
        link("alternate", &page, "text/html"),
    ];
    links.extend(taken(one).into_iter().map(|(file, title)| {
        json!({
            "rel": OPEN_ACCESS,
            "href": list.address_of(&edition_file(slug, &file.name)),
            "type": file.media_type,
            "title": title,
            "size": (file.bytes > 0).then_some(file.bytes),
        })
    }));
    if one.files_of(FileRole::Sample).next().is_some() {
        links.push(link("preview", &format!("{page}#sample"), "text/html"));
    }
    let images = pictures(one).into_iter().flatten().map(|file| image(catalogue, slug, file));
    json!({
        "metadata": book(catalogue, one),
        "links": links,
        "images": images.collect::<Vec<_>>(),
    })
}

fn image(catalogue: &Catalogue, slug: &str, file: &PublishedFile) -> Value {
    let size = crate::list::Picture::of(file).size;
    json!({
        "href": catalogue.list.address_of(&edition_file(slug, &file.name)),
        "type": file.media_type,
        "width": size.map(|size| size[0]),
        "height": size.map(|size| size[1]),
        "size": (file.bytes > 0).then_some(file.bytes),
    })
}

/// What is known of a book, in the words of the Readium Web Publication Manifest.
fn book(catalogue: &Catalogue, one: &Publication) -> Value {
    let known = &one.metadata;
    let day = known.date.first_moment().iso8601();
    let pages = one.files_of(FileRole::Pdf).find_map(|file| file.pages).filter(|pages| *pages > 0);
    let right_to_left = known.language.direction() == Direction::RightToLeft;
    let mut out = Map::new();
    out.insert("@type".into(), json!("http://schema.org/Book"));
    out.insert("identifier".into(), json!(known.identifier));
    out.insert("altIdentifier".into(), json!(other_identifiers(known)));
    out.insert("title".into(), in_languages(&known.title, &known.title_renderings, known));
    out.insert("sortAs".into(), json!(known.title_sort));
    out.insert("subtitle".into(), json!(known.subtitle()));
    contributors(catalogue, known, &mut out);
    out.insert(
        "publisher".into(),
        json!(known.publisher.as_ref().map(|name| json!({ "name": name }))),
    );
    out.insert("language".into(), json!(known.language.as_str()));
    out.insert("published".into(), json!(day[..10]));
    out.insert("modified".into(), json!(day));
    out.insert("description".into(), json!(known.description));
    out.insert(
        "subject".into(),
        json!(known.subjects.iter().map(|one| subject(catalogue, one)).collect::<Vec<_>>()),
    );
    out.insert("belongsTo".into(), series(catalogue, known));
    out.insert("numberOfPages".into(), json!(pages));
    out.insert("readingProgression".into(), json!(right_to_left.then_some("rtl")));
    out.insert(
        "accessibility".into(),
        json!(one.offers.as_ref().map(|offers| accessibility(known, offers))),
    );
    Value::Object(out)
}

/// ISBNs, DOI and URN as addresses of their kinds.
fn other_identifiers(known: &Metadata) -> Vec<String> {
    let isbns = [&known.isbns.epub, &known.isbns.print].into_iter().flatten();
    let isbns = isbns.map(|isbn| format!("urn:isbn:{isbn}"));
    let doi = known.doi.iter().map(|doi| format!("https://doi.org/{}", doi_path(doi)));
    isbns.chain(doi).chain(known.urn.clone()).collect()
}

/// A DOI as the path of an address, its slashes kept.
pub(super) fn doi_path(doi: &str) -> String {
    doi.split('/').map(crate::list::encoded).collect::<Vec<_>>().join("/")
}

/// A text alone, or in several languages where it has renderings.
fn in_languages(text: &str, renderings: &[Rendering], known: &Metadata) -> Value {
    if renderings.is_empty() {
        return json!(text);
    }
    let mut all = Map::new();
    all.insert(known.language.as_str().into(), json!(text));
    for rendering in renderings {
        all.entry(rendering.language.as_str()).or_insert_with(|| json!(rendering.text));
    }
    Value::Object(all)
}

fn contributors(catalogue: &Catalogue, known: &Metadata, out: &mut Map<String, Value>) {
    for (code, name) in ROLES {
        let with = known.contributors.iter().filter(|c| c.roles.iter().any(|role| role.0 == code));
        let all: Vec<Value> = with.map(|c| contributor(catalogue, known, c, Vec::new())).collect();
        out.insert(name.into(), json!(all));
    }
    let others = known.contributors.iter().filter_map(|c| {
        let role = |role: &&crate::ir::Relator| ROLES.iter().all(|(code, _)| *code != role.0);
        let roles: Vec<&str> = c.roles.iter().filter(role).map(|role| role.0.as_str()).collect();
        (!roles.is_empty() || c.roles.is_empty()).then(|| contributor(catalogue, known, c, roles))
    });
    out.insert("contributor".into(), json!(others.collect::<Vec<_>>()));
}

fn contributor(
    catalogue: &Catalogue,
    known: &Metadata,
    c: &Contributor,
    roles: Vec<&str>,
) -> Value {
    let group = catalogue.group(By::Author, &c.sort);
    json!({
        "name": in_languages(&c.name, &c.renderings, known),
        "sortAs": (c.sort != c.name).then_some(&c.sort),
        "role": roles,
        "links": group.map(|group| vec![json!({ "href": feed(catalogue, group), "type": JSON_TYPE })]),
    })
}

fn subject(catalogue: &Catalogue, one: &Subject) -> Value {
    let group = catalogue.group(By::Subject, &one.name);
    json!({
        "name": one.name,
        "code": one.term.as_ref().map(|term| &term.code),
        "scheme": one.term.as_ref().map(|term| scheme(term.scheme)),
        "links": group.map(|group| vec![json!({ "href": feed(catalogue, group), "type": JSON_TYPE })]),
    })
}

/// The address by which catalogues know a classification.
pub(super) fn scheme(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Thema => "https://ns.editeur.org/thema",
        Scheme::Wgs => "https://ns.editeur.org/onix/en/27/26",
        Scheme::Bisac => "http://www.bisg.org/standards/bisac_subject/index.html",
        Scheme::Ddc => "http://dewey.info/",
    }
}

fn series(catalogue: &Catalogue, known: &Metadata) -> Value {
    let all = known.series.iter().map(|one| {
        let position = one.number.as_ref().and_then(|number| position(number));
        let group = catalogue.group(By::Series, &one.title);
        json!({
            "name": one.title,
            "position": position,
            "altIdentifier": one.issn.as_ref().map(|issn| vec![format!("urn:issn:{issn}")]),
            "links": group.map(|group| vec![json!({ "href": feed(catalogue, group), "type": JSON_TYPE })]),
        })
    });
    json!({ "series": all.collect::<Vec<_>>() })
}

/// The number of a book in a series, as a number; of `2.1.3` there is none.
fn position(number: &str) -> Option<Value> {
    let whole = number.parse::<u64>().ok().map(|number| json!(number));
    whole.or_else(|| number.parse::<f64>().ok().filter(|n| n.is_finite()).map(|n| json!(n)))
}

fn accessibility(known: &Metadata, offers: &Offers) -> Value {
    let said = &known.accessibility;
    let sufficient = offers.sufficient.iter().map(|one| {
        let modes = one.split(',').map(str::trim).filter(|mode| !mode.is_empty());
        modes.collect::<Vec<_>>()
    });
    json!({
        "conformsTo": said.conforms.then_some(["https://www.w3.org/TR/epub-a11y-11#wcag-2.2-aa"]),
        "certification": {
            "certifiedBy": said.certified_by,
            "credential": said.credential,
            "report": said.report,
        },
        "exemption": said.exemption,
        "summary": said.summary,
        "accessMode": offers.modes,
        "accessModeSufficient": sufficient.collect::<Vec<_>>(),
        "feature": offers.features,
        "hazard": offers.hazards,
    })
}

/// As JSON in UTF-8, without what is not known: no value, no empty list, nothing in which there is nothing.
fn bytes(mut value: Value) -> Vec<u8> {
    slim(&mut value);
    let mut bytes = serde_json::to_vec_pretty(&value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn slim(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.values_mut().for_each(slim);
            map.retain(|_, value| !is_nothing(value));
        }
        Value::Array(list) => {
            list.iter_mut().for_each(slim);
            list.retain(|value| !is_nothing(value));
        }
        _ => {}
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}
