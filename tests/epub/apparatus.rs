//! What leads through the book: indexes, lists of captions, references to pages.

use std::path::Path;

use umbruch::ir::{BlockKind, Index};
use umbruch::ir::{Book, IndexPlace, Inline, InlineKind, walk};
use umbruch::resources::Resources;
use umbruch::storage::DiskFolder;

use super::books::{Files, opened};
use super::tree::Tree;

fn edition() -> (Book, Resources) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editions/apparat");
    opened(&DiskFolder::open(&path).expect("the edition is there"))
}

/// The element to which an address in a document leads.
fn target<'t>(
    documents: &'t std::collections::BTreeMap<&str, Tree>,
    from: &'t str,
    href: &str,
) -> &'t Tree {
    let (file, id) = href.split_once('#').expect("an address with an id");
    let file = if file.is_empty() { from } else { file };
    let found = documents.get(file).unwrap_or_else(|| panic!("no {file}")).with("id", id);
    assert_eq!(found.len(), 1, "{href}");
    found[0]
}

/// The words of the mark with that id.
fn marked(book: &Book, id: &str) -> Option<String> {
    let mut words = None;
    let mut visit = |inline: &Inline| {
        if let InlineKind::IndexMark { content, .. } = &inline.kind
            && book.ids.inline(inline) == Some(id)
        {
            words = Some(walk::plain_text(content));
        }
    };
    walk::inlines_of(&book.arrangement, &mut visit);
    words
}

fn indexes(book: &Book) -> Vec<&Index> {
    let blocks = book.sections().flat_map(|section| &section.blocks);
    blocks
        .filter_map(|block| match &block.kind {
            BlockKind::Index(index) => Some(index),
            _ => None,
        })
        .collect()
}

#[test]
fn places_of_an_index_lead_to_its_words() {
    let edition = edition();
    let files = Files::of(&edition);
    let documents = files.documents();
    let mut seen = 0;
    for index in indexes(&edition.0) {
        index.entries(&mut |entry| {
            let found: Vec<(&str, &Tree)> = documents
                .iter()
                .flat_map(|(file, tree)| tree.with("id", &entry.id).into_iter().map(|t| (*file, t)))
                .collect();
            let [(file, item)] = found[..] else { panic!("{} stands once", entry.id) };
            assert_eq!(item.attr("epub:type"), Some("index-entry"));
            let links: Vec<&Tree> = item
                .elements()
                .filter(|element| element.attr("epub:type") == Some("index-locator"))
                .collect();
            let ids: Vec<&String> = entry
                .places
                .iter()
                .flat_map(|IndexPlace { from, to }| std::iter::once(from).chain(to))
                .collect();
            assert_eq!(links.len(), ids.len(), "{}", entry.id);
            for (number, (link, id)) in links.iter().zip(ids).enumerate() {
                let at = target(&documents, file, link.attr("href").expect("an address"));
                assert_eq!(Some(at.text()), marked(&edition.0, id), "{id}");
                assert_eq!(link.text(), (number + 1).to_string());
                let term = walk::plain_text(&entry.term);
                let label = link.attr("aria-label").expect("it is named");
                assert!(label.starts_with(&format!("{term}, Stelle {}: ", number + 1)), "{label}");
                seen += 1;
            }
        });
    }
    assert!(seen > 30, "{seen} places");
}

#[test]
fn an_index_leads_from_entry_to_entry() {
    let files = Files::of(&edition());
    let documents = files.documents();
    let index = &documents["index.xhtml"];
    let links = index.with("epub:type", "index-xref-preferred");
    let told: Vec<(String, String)> = links
        .iter()
        .map(|link| {
            let entry = target(&documents, "index.xhtml", link.attr("href").expect("an address"));
            (link.text(), entry.elements().next().expect("the term").text())
        })
        .collect();
    let told: Vec<(&str, &str)> = told.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(told, [("Lampe", "Lampe"), ("Tran", "Tran")]);
    let section = index.all("section")[0];
    assert_eq!(section.attr("role"), Some("doc-index"));
    assert!(files.text("package.opf").contains(">index</meta>"), "the index is announced");
}

#[test]
fn captions_lead_to_figures_and_tables() {
    let files = Files::of(&edition());
    let documents = files.documents();
    for (file, kind, name) in
        [("list-of-illustrations.xhtml", "loi", "figure"), ("list-of-tables.xhtml", "lot", "table")]
    {
        let list = &documents[file];
        assert_eq!(list.all("section")[0].attr("epub:type"), Some(kind));
        let links = list.all("a");
        assert_eq!(links.len(), 2, "{file}");
        for link in links {
            let at = target(&documents, file, link.attr("href").expect("an address"));
            assert_eq!(at.name, name);
            assert!(at.text().contains(&link.text()), "{}", link.text());
        }
    }
}

#[test]
fn without_pages_references_say_titles() {
    let files = Files::of(&edition());
    let turm = files.text("text/turm.xhtml");
    assert!(
        turm.contains("mehr dazu\n<a href=\"oel.xhtml\">Öl und Stein</a>")
            || turm.contains("mehr dazu <a href=\"oel.xhtml#oel\">Öl und Stein</a>"),
        "{turm}"
    );
    assert!(turm.contains("im <a href=\"oel.xhtml#oel\">dritten Kapitel</a> erzählt"), "{turm}");
}

#[test]
fn citations_and_works_are_linked_both_ways() {
    let edition = edition();
    let files = Files::of(&edition);
    let documents = files.documents();
    let list = &documents["bibliography.xhtml"];
    assert_eq!(list.all("section")[0].attr("role"), Some("doc-bibliography"));
    let mut citations = 0;
    for (file, document) in &documents {
        for link in document.with("role", "doc-biblioref") {
            let work = target(&documents, file, link.attr("href").expect("an address"));
            let name: String = link.text().chars().take_while(|c| c.is_alphabetic()).collect();
            assert!(work.text().contains(&name), "{} leads to {}", link.text(), work.text());
            citations += 1;
        }
    }
    assert_eq!(citations, 5);
    let mut back = 0;
    for link in list.with("role", "doc-backlink") {
        let citation =
            target(&documents, "bibliography.xhtml", link.attr("href").expect("an address"));
        assert!(!citation.with("role", "doc-biblioref").is_empty(), "{}", citation.text());
        assert!(link.attr("aria-label").is_some_and(|label| label.starts_with("Zurück zu")));
        back += 1;
    }
    assert_eq!(back, citations);
    let text = list.text();
    assert!(text.contains("Beispiel, Änne"), "{text}");
}
