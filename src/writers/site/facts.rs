//! What a library or a shop wants to know of a book, as a list of names and values.

use super::Words;
use super::frame::Page;
use crate::ir::{Date, Metadata, SourceEdition};
use crate::list::{By, Group, encoded, language_name};
use crate::publication::{FileRole, Publication};
use crate::xml::{Element, Node};

/// All that is known; what is not is left out.
pub(super) fn table(words: &Words<'_>, page: &Page, publication: &Publication) -> Element {
    let known = &publication.metadata;
    let terms = words.terms;
    let date = |date: Date| vec![Node::Text((words.books.date)(date))];
    let text = |text: &String| vec![Node::Text(text.clone())];
    let rows = [
        (terms.published, Some(date(known.date))),
        (words.books.first_published, known.first_published.map(date)),
        (terms.edition, edition(words, known)),
        (terms.publisher, house(known)),
        (words.shared.one(By::Series), series(words, page, known)),
        (words.shared.one(By::Language), Some(vec![language(words, page, known)])),
        (words.shared.one(By::Subject), subjects(words, page, known)),
        (terms.extent, Some(vec![Node::Text(extent(words, publication))])),
        (terms.other_titles, other_titles(known)),
        ("ISBN", isbns(words, known)),
        ("DOI", known.doi.as_ref().map(|doi| vec![doi_link(doi)])),
        ("URN", known.urn.as_ref().map(text)),
        (words.books.source, known.source.as_ref().map(|source| vec![taken_from(words, source)])),
        (terms.rights, known.rights.as_ref().map(text)),
        (
            words.books.licence,
            known.licence.as_ref().map(|licence| vec![outside(licence, licence)]),
        ),
    ];
    let rows = rows.into_iter().filter_map(|(name, said)| {
        let said = said?;
        let row = Element::new("div").child(Element::new("dt").text(name));
        Some(row.child(Element::new("dd").children(said)))
    });
    Element::new("dl").children(rows)
}

fn edition(words: &Words<'_>, known: &Metadata) -> Option<Vec<Node>> {
    let number = known.edition.map(|number| (words.books.edition)(number));
    let said = known.edition_statement.clone().or(number)?;
    Some(vec![Node::Text(said)])
}

fn house(known: &Metadata) -> Option<Vec<Node>> {
    let parts: Vec<&str> =
        [&known.publisher, &known.place].into_iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| vec![Node::Text(parts.join(", "))])
}

fn series(words: &Words<'_>, page: &Page, known: &Metadata) -> Option<Vec<Node>> {
    let all = known.series.iter().map(|one| {
        let group = words.catalogue.group(By::Series, &one.title);
        let said = words.books.series(one);
        Element::new("span").attr("class", "each").child(to_group(page, group, said))
    });
    some(all.map(Node::from).collect())
}

fn language(words: &Words<'_>, page: &Page, known: &Metadata) -> Node {
    let primary = known.language.primary();
    let name = language_name(primary, &words.catalogue.list.language);
    let tag = known.language.as_str();
    let said = if tag == primary { name } else { format!("{name} ({tag})") };
    to_group(page, words.catalogue.group(By::Language, primary), said)
}

fn subjects(words: &Words<'_>, page: &Page, known: &Metadata) -> Option<Vec<Node>> {
    let all = known.subjects.iter().map(|one| {
        let group = words.catalogue.group(By::Subject, &one.name);
        let to = to_group(page, group, one.name.clone());
        let each = Element::new("span").attr("class", "each").child(to);
        let code = one.term.as_ref().map(|term| {
            let said = format!(" {} {}", term.scheme.as_str(), term.code);
            Element::new("small").text(said)
        });
        each.children(code)
    });
    some(all.map(Node::from).collect())
}

fn to_group(page: &Page, group: Option<&Group>, said: String) -> Node {
    match group {
        Some(group) => {
            let to = page.to(&Words::group(group));
            Element::new("a").attr("href", to).attr("dir", "auto").text(said).into()
        }
        None => Node::Text(said),
    }
}

/// `91 000 Wörter, 410 Anmerkungen, 320 Seiten`
fn extent(words: &Words<'_>, publication: &Publication) -> String {
    let terms = words.terms;
    let mut parts =
        vec![(terms.words)((terms.number)(publication.words as u64), publication.words)];
    if publication.notes > 0 {
        parts.push((terms.notes)((terms.number)(publication.notes as u64), publication.notes));
    }
    let pages = publication.files_of(FileRole::Pdf).find_map(|file| file.pages);
    parts.extend(pages.map(|pages| (terms.pages)((terms.number)(pages as u64), pages)));
    parts.join(", ")
}

fn other_titles(known: &Metadata) -> Option<Vec<Node>> {
    let renderings = known.title_renderings.iter().map(|one| (Some(&one.language), &one.text));
    let others = known.other_titles.iter().map(|one| (one.language.as_ref(), &one.text));
    let all = renderings.chain(others).map(|(language, text)| {
        let tag = language.unwrap_or(&known.language).as_str();
        let each = Element::new("span").attr("class", "each");
        Node::from(each.attr("lang", tag).attr("dir", "auto").text(&**text))
    });
    some(all.collect())
}

fn isbns(words: &Words<'_>, known: &Metadata) -> Option<Vec<Node>> {
    let all = [(&known.isbns.epub, "EPUB"), (&known.isbns.print, words.books.printed)];
    let all = all.into_iter().filter_map(|(isbn, of)| {
        let said = format!("{} ({of})", hyphenated(isbn.as_ref()?));
        Some(Element::new("span").attr("class", "each").text(said).into())
    });
    some(all.collect())
}

/// An ISBN with the hyphens of its parts.
fn hyphenated(isbn: &str) -> String {
    let read: Option<isbn::Isbn13> = isbn.parse().ok();
    let parts = read.and_then(|isbn| isbn.hyphenate().ok().map(|text| text.to_string()));
    parts.unwrap_or_else(|| isbn.to_owned())
}

fn doi_link(doi: &str) -> Node {
    let path: Vec<String> = doi.split('/').map(encoded).collect();
    outside(&format!("https://doi.org/{}", path.join("/")), doi)
}

fn taken_from(words: &Words<'_>, source: &SourceEdition) -> Node {
    let date = source.date.map(|date| format!(" ({})", (words.books.date)(date)));
    let title = format!("{}{}", source.title, date.unwrap_or_default());
    let said = match &source.url {
        Some(address) => outside(address, &title),
        None => Node::Text(title),
    };
    let note = source.note.as_ref().map(|note| Node::Text(format!(". {note}")));
    Element::new("span").child(said).children(note).into()
}

/// A link that leads out, if it leads into the web; else the words alone.
pub(super) fn outside(address: &str, said: &str) -> Node {
    if !(address.starts_with("https://") || address.starts_with("http://")) {
        return Node::Text(said.to_owned());
    }
    let rel = "external noreferrer";
    Element::new("a").attr("href", address).attr("rel", rel).text(said).into()
}

fn some(nodes: Vec<Node>) -> Option<Vec<Node>> {
    (!nodes.is_empty()).then_some(nodes)
}
