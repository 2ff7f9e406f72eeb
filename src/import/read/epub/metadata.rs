//! What the package document says of the book: Dublin Core, with what refines it (EPUB 3) or stands beside it (EPUB 2, calibre).

use super::package::named;
use crate::import::draft::Record;
use crate::import::read::record::{date, person};
use crate::ir::{Contributor, Language, Relator, Scheme, Series, SeriesKind, Subject, Term};
use crate::relators;
use crate::xml::read::{Attributes, Node};

/// Most values of one kind.
const MOST: usize = 200;

const OPF: &str = "http://www.idpf.org/2007/opf";

/// The metadata.
struct Metadata<'a> {
    root: Node<'a>,
    metas: Vec<Node<'a>>,
}

impl<'a> Metadata<'a> {
    fn all(&self, name: &'static str) -> impl Iterator<Item = Node<'a>> + use<'a> {
        named(self.root, name).take(MOST)
    }

    /// The texts of elements by that name.
    fn texts(&self, name: &'static str) -> impl Iterator<Item = String> + use<'a> {
        self.all(name).map(said).filter(|text| !text.is_empty())
    }

    /// What refines an element.
    fn refined(&self, node: Node<'a>, property: &str) -> impl Iterator<Item = String> {
        let id = node.attr("id").map(|id| format!("#{id}"));
        let property = property.to_owned();
        let metas = self.metas.iter().filter(move |meta| {
            id.is_some()
                && meta.attr("refines") == id.as_deref()
                && meta.attr("property") == Some(&property)
        });
        metas
            .map(|meta| said(*meta))
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .into_iter()
    }

    /// What is said of the whole by EPUB 3's `property`, or by EPUB 2's `name`.
    fn meta(&self, name: &str) -> Option<String> {
        let found = self.metas.iter().find_map(|meta| match () {
            () if meta.attr("property") == Some(name) && meta.attr("refines").is_none() => {
                Some(said(*meta))
            }
            () if meta.attr("name") == Some(name) => meta.attr("content").map(str::to_owned),
            () => None,
        });
        found.filter(|text| !text.is_empty())
    }
}

fn said(node: Node<'_>) -> String {
    node.text().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads the metadata of a package.
pub(super) fn read(root: Node<'_>) -> Record {
    let Some(node) = named(root, "metadata").next() else { return Record::default() };
    let metas = named(node, "meta").take(50 * MOST).collect();
    let metadata = Metadata { root: node, metas };
    let mut record = Record::default();
    titles(&metadata, &mut record);
    for (name, role) in [("creator", "aut"), ("contributor", "ctb")] {
        for one in metadata.all(name) {
            record.contributors.extend(contributor(&metadata, one, role));
        }
    }
    record.language =
        metadata.texts("language").find_map(|tag| Language::parse(&tag.replace('_', "-")));
    dates(&metadata, &mut record);
    record.publisher = metadata.texts("publisher").next();
    record.place =
        metadata.all("publisher").flat_map(|one| metadata.refined(one, "schema:location")).next();
    record.description = metadata
        .texts("description")
        .next()
        .map(|text| without_tags(&text))
        .filter(|text| !text.is_empty());
    record.rights = metadata.texts("rights").next();
    let licence = named(node, "link").find(|link| {
        link.attr("rel")
            .is_some_and(|rel| matches!(rel, "dcterms:license" | "cc:license" | "license"))
    });
    record.licence = licence.and_then(|link| link.attr("href")).map(str::to_owned);
    record.subjects = metadata.all("subject").filter_map(|one| subject(&metadata, one)).collect();
    series(&metadata, &mut record);
    identifiers(&metadata, &mut record);
    record
}

fn titles(metadata: &Metadata<'_>, record: &mut Record) {
    let mut others = Vec::new();
    for one in metadata.all("title") {
        let text = said(one);
        if text.is_empty() {
            continue;
        }
        match metadata.refined(one, "title-type").next().as_deref() {
            Some("main") => record.title = record.title.take().or(Some(text)),
            Some("subtitle") => record.subtitles.push(text),
            // Shorter and longer forms of what the others say.
            Some("short" | "expanded" | "collection" | "edition") => {}
            _ => others.push(text),
        }
    }
    let mut others = others.into_iter();
    if record.title.is_none() {
        record.title = others.next();
    }
    record.subtitles.extend(others);
}

fn contributor(metadata: &Metadata<'_>, node: Node<'_>, role: &str) -> Option<Contributor> {
    let name = said(node);
    if name.is_empty() {
        return None;
    }
    let id = node.attr("id").map(|id| format!("#{id}"));
    let refined = |property: &str| -> Vec<String> {
        let metas = metadata.metas.iter().filter(|meta| {
            id.is_some()
                && meta.attr("refines") == id.as_deref()
                && meta.attr("property") == Some(property)
        });
        metas.map(|meta| said(*meta)).collect()
    };
    let mut roles = refined("role");
    roles.extend(node.attr_in(OPF, "role").map(str::to_owned));
    roles.retain(|role| relators::is_relator(role));
    roles.dedup();
    // Programs that made the file had no part in the book.
    if roles.iter().any(|role| role == "bkp") {
        return None;
    }
    let mut one = person(&name, role);
    if !roles.is_empty() {
        one.roles = roles.into_iter().map(Relator).collect();
    }
    let sort = refined("file-as")
        .into_iter()
        .next()
        .or_else(|| node.attr_in(OPF, "file-as").map(str::to_owned));
    if let Some(sort) = sort.filter(|sort| !sort.is_empty()) {
        one.sort = sort;
    }
    Some(one)
}

fn dates(metadata: &Metadata<'_>, record: &mut Record) {
    for one in metadata.all("date") {
        let when = date(&said(one));
        match one.attr_in(OPF, "event") {
            Some("modification" | "modified") => {}
            Some("original-publication" | "creation") => {
                record.first_published = record.first_published.or(when)
            }
            _ => record.date = record.date.or(when),
        }
    }
    let created = metadata.meta("dcterms:created").or_else(|| metadata.meta("dcterms:issued"));
    record.first_published = record.first_published.or_else(|| created.as_deref().and_then(date));
}

/// A description without the tags that shops put into it.
fn without_tags(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('<') {
        let Some((tag, after)) = behind.split_once('>') else { break };
        out.push_str(before);
        let name = tag.trim_start_matches('/').to_ascii_lowercase();
        // Those that begin a line part words.
        if ["p", "br", "div", "li", "h", "ul", "ol"].iter().any(|one| name.starts_with(one)) {
            out.push(' ');
        }
        rest = after;
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn subject(metadata: &Metadata<'_>, node: Node<'_>) -> Option<Subject> {
    let name = said(node);
    let id = node.attr("id").map(|id| format!("#{id}"));
    let refined = |property: &str| {
        let mut metas = metadata.metas.iter().filter(|meta| {
            id.is_some()
                && meta.attr("refines") == id.as_deref()
                && meta.attr("property") == Some(property)
        });
        metas.next().map(|meta| said(*meta))
    };
    let scheme =
        refined("authority").and_then(|authority| match authority.to_ascii_lowercase().as_str() {
            "thema" => Some(Scheme::Thema),
            "wgs" => Some(Scheme::Wgs),
            "bisac" => Some(Scheme::Bisac),
            "ddc" => Some(Scheme::Ddc),
            _ => None,
        });
    let term = scheme.zip(refined("term")).map(|(scheme, code)| Term { scheme, code });
    (!name.is_empty()).then_some(Subject { name, term })
}

fn series(metadata: &Metadata<'_>, record: &mut Record) {
    let collections =
        metadata.metas.iter().filter(|meta| meta.attr("property") == Some("belongs-to-collection"));
    for one in collections.take(MOST) {
        let title = said(*one);
        let kind = match metadata.refined(*one, "collection-type").next().as_deref() {
            Some("set") => SeriesKind::Set,
            _ => SeriesKind::Series,
        };
        let number =
            metadata.refined(*one, "group-position").next().filter(|number| is_number(number));
        let issn = metadata
            .refined(*one, "dcterms:identifier")
            .find_map(|id| id.strip_prefix("urn:issn:").map(str::to_owned));
        if !title.is_empty() {
            record.series.push(Series { title, kind, number, issn });
        }
    }
    if let Some(title) = metadata.meta("calibre:series").filter(|_| record.series.is_empty()) {
        let number = metadata.meta("calibre:series_index");
        let number =
            number.map(|number| number.strip_suffix(".0").map_or(number.clone(), str::to_owned));
        let number = number.filter(|number| is_number(number));
        record.series.push(Series { title, kind: SeriesKind::Series, number, issn: None });
    }
}

/// Numbers with points between them.
fn is_number(text: &str) -> bool {
    text.split('.')
        .all(|part| !part.is_empty() && part.len() < 9 && part.bytes().all(|b| b.is_ascii_digit()))
}

fn identifiers(metadata: &Metadata<'_>, record: &mut Record) {
    let all = metadata.texts("identifier").chain(metadata.texts("source"));
    for text in all {
        let bare = ["urn:isbn:", "isbn:", "ISBN:", "ISBN "]
            .iter()
            .find_map(|before| text.strip_prefix(before))
            .unwrap_or(&text);
        let digits: String = bare.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
        if digits.len() == 13 && digits.bytes().all(|b| b.is_ascii_digit()) && is_isbn(&digits) {
            record.isbn = record.isbn.take().or(Some(digits));
        } else if text.starts_with("http") {
            record.url = record.url.take().or(Some(text));
        } else if record.origin.is_none() && metadata.texts("source").any(|source| source == text) {
            record.origin = Some(text);
        }
    }
}

/// Whether the last digit of an ISBN-13 is the sum of the others.
fn is_isbn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .zip([1, 3].into_iter().cycle())
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    sum.is_multiple_of(10) && (digits.starts_with("978") || digits.starts_with("979"))
}
