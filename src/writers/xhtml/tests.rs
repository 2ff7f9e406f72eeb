//! A book as one page of the web: no package, no types, all addresses within the page.

use serde_json::{Value, json};

use super::*;
use crate::ir::{Book, NoteId, SectionId};
use crate::language::terms;
use crate::xml::{Element, Syntax};

/// A page that holds all of a book.
struct Page<'a>(&'a Book);

const FORM: Form = Form { note: NoteForm::Entry, call: None, back: Back::Behind, arrow: "↩" };

impl Site for Page<'_> {
    fn place(&self, id: &str, ids: &Ids) -> Option<(&str, String)> {
        Some(("", ids.get(id)?.to_owned()))
    }

    fn home(&self, _: NoteId) -> Option<&str> {
        Some("")
    }

    fn calls(&self, note: NoteId) -> Vec<(u32, &str)> {
        let calls = self.0.note(note).calls;
        (0..).zip(calls).map(|(ordinal, _)| (ordinal, "")).collect()
    }

    fn title_of(&self, _: SectionId) -> Option<&str> {
        None
    }

    fn title_around(&self, _: &str) -> &str {
        "Heft"
    }

    fn picture(&self, path: &str) -> Option<Picture<'_>> {
        let (path, _) = self.0.images.get_key_value(path)?;
        Some(Picture { path, address: format!("{path}?v=1"), width: 4, height: 3, inches: 1.0 })
    }
}

fn span() -> Value {
    json!({ "file": 0, "start": 0, "end": 0 })
}

fn text(words: &str) -> Value {
    json!({ "span": span(), "type": "text", "text": words })
}

fn paragraph(content: Vec<Value>) -> Value {
    json!({ "span": span(), "type": "paragraph", "role": "body", "content": content })
}

/// A section with a link to itself, a note and words in another language.
fn book() -> Book {
    let link = json!({ "span": span(), "type": "link", "content": [text("oben")],
        "target": { "to": "anchor", "id": "kai" } });
    let french = json!({ "span": span(), "type": "emphasis", "language": "fr",
        "content": [text("le quai")] });
    let call = json!({ "span": span(), "node": "0.1", "type": "note-call", "label": "a" });
    let note = json!({ "span": span(), "label": "a", "series": 0,
        "body": [paragraph(vec![text("Ebenda.")])] });
    let section = json!({ "span": span(), "key": 0, "id": "kai", "role": "chapter",
        "title": null, "heading": null, "series": 0, "index": 0, "file": "a.dj",
        "blocks": [paragraph(vec![text("Siehe "), link, text(", "), french, call])],
        "notes": [note] });
    let series = json!({ "name": "notes", "title": null, "marks": "decimal", "restart": "book",
        "placement": "book" });
    let metadata = json!({ "slug": "kai", "title": "Der Kai", "title_sort": null,
        "subtitles": [], "contributors": [], "language": "de", "identifier": "urn:x:1",
        "isbns": { "epub": null, "print": null }, "date": "2026", "series": [],
        "subjects": [], "accessibility": { "conforms": false } });
    let manuscript = json!({ "files": [], "metadata": metadata, "series": [series],
        "sections": [section] });
    let entry = json!({ "section": 0, "at": 0, "number": 1, "mark": "1", "calls": [0] });
    let notes = json!({ "list": [entry], "calls": { "0.1": { "note": 0, "ordinal": 0 } } });
    let order = json!([{ "section": 0, "depth": 1 }]);
    let book = json!({
        "arrangement": { "manuscript": manuscript, "order": order, "made": {} }, "notes": notes,
        "ids": {}, "citations": {}, "images": {}, "outline": [],
        "anchors": { "kai": { "span": span(), "section": 0, "title": null } } });
    serde_json::from_value(book).expect("a book")
}

#[test]
fn a_book_is_a_page_of_the_web() {
    let book = book();
    let marks = Marks::default();
    let pages = Pages::default();
    let terms = terms(&book.metadata().language);
    let setting = Setting { book: &book, terms, form: FORM, mathml: true, pages, marks: &marks };
    let page = Page(&book);
    let mut lowerer = Lowerer::new(&page, setting);
    lowerer.begin(0, "", &book.metadata().language);
    let section = book.section(SectionId(0));
    let (kind, role) = semantics(section.role);
    let text = lowerer.with_id(Element::new("section"), Some(&section.id));
    let text = text.semantics(kind, role).children(lowerer.blocks(&section.blocks));
    let note = lowerer.entry(NoteId(0), &book.metadata().language);
    let page = Element::new("main").child(text).child(Element::new("ol").child(note));
    let expected = "<main><section id=\"kai\" role=\"doc-chapter\"><p>Siehe <a href=\"#kai\">oben</a>, \
        <em lang=\"fr\">le quai</em><a role=\"doc-noteref\" class=\"noteref\" \
        href=\"#anm-1\" id=\"anmref-1\">1</a></p>\n</section>\n<ol><li id=\"anm-1\"><p>Ebenda.\
        \u{a0}<a role=\"doc-backlink\" class=\"backlink\" href=\"#anmref-1\" \
        aria-label=\"Zurück zur Textstelle von Anmerkung 1\">↩</a></p>\n</li>\n</ol>\n</main>\n";
    assert_eq!(page.directed().fragment(Syntax::Html), expected);
}
