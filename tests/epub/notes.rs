//! Notes: every call leads to its note and every note back to each of its calls.

use std::collections::BTreeMap;

use umbruch::ir::{Book, InlineKind};

use super::books::{Files, chapter, rich};
use super::tree::Tree;

/// Where the links with a role stand and lead: the id of the place and the full address.
fn links(documents: &BTreeMap<&str, Tree>, role: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (file, document) in documents {
        for link in document.with("role", role) {
            let href = link.attr("href").expect("an address");
            let target =
                if href.starts_with('#') { format!("{file}{href}") } else { href.to_owned() };
            let place = link.attr("id").map(|id| format!("{file}#{id}")).unwrap_or_default();
            found.push((place, target));
        }
    }
    found
}

#[test]
fn every_call_leads_to_its_note_and_every_note_back() {
    let rich = rich();
    lead_there_and_back(&Files::of(&rich), &rich.0);
}

/// Panics if a call of the book is not there, or does not lead to a note that leads back to it.
pub fn lead_there_and_back(files: &Files, book: &Book) {
    let documents = files.documents();
    let calls = links(&documents, "doc-noteref");
    let back = links(&documents, "doc-backlink");

    let mut in_book = 0;
    for section in book.sections() {
        umbruch::ir::walk::section(section, &mut |inline| {
            in_book += usize::from(matches!(inline.kind, InlineKind::NoteCall { .. }));
        });
    }
    assert_eq!(calls.len(), in_book);

    for (place, note) in &calls {
        let (file, id) = note.split_once('#').expect("an id");
        let notes = documents[file].with("id", id);
        assert_eq!(notes.len(), 1, "{note}");
        let named = matches!(notes[0].attr("role"), Some("doc-footnote"));
        assert!(named || notes[0].name == "li", "{note}");
        let ways = notes[0].with("role", "doc-backlink");
        let leads_back = ways.iter().any(|way| {
            let href = way.attr("href").expect("an address");
            href == place || format!("{file}{href}") == *place
        });
        assert!(leads_back, "no way back to {place}");
    }
    let mut targets: Vec<&String> = back.iter().map(|(_, target)| target).collect();
    let mut places: Vec<&String> = calls.iter().map(|(place, _)| place).collect();
    targets.sort();
    places.sort();
    assert_eq!(targets, places);
}

/// A way back never holds the note's text or number, and says aloud where it leads.
#[test]
fn ways_back_are_short_and_labelled() {
    let files = Files::of(&rich());
    let endnotes = files.tree("text/endnotes.xhtml");
    let ways = endnotes.with("role", "doc-backlink");
    assert!(ways.len() > 5);
    for way in &ways {
        assert!(way.text().starts_with("↩\u{fe0e}"), "{}", way.text());
        assert!(way.text().chars().count() <= 3);
        assert!(way.attr("aria-label").is_some_and(|label| label.contains("Anmerkung")));
    }
    let several = endnotes.with("id", "anm-3")[0].with("role", "doc-backlink");
    let texts: Vec<String> = several.iter().map(|way| way.text()).collect();
    assert_eq!(texts, ["↩\u{fe0e}a", "↩\u{fe0e}b", "↩\u{fe0e}c"]);
}

#[test]
fn calls_bear_the_marks_of_the_book() {
    let rich = rich();
    let files = Files::of(&rich);
    for document in files.documents().values() {
        for call in document.with("role", "doc-noteref") {
            let target = call.attr("href").expect("an address");
            let id = target.split_once("#anm-").expect("a note").1;
            let index: usize = id.parse().expect("a number");
            assert_eq!(call.text(), rich.0.note(umbruch::ir::NoteId(index as u32 - 1)).mark);
        }
    }
}

#[test]
fn without_notes_there_are_no_endnotes() {
    let files = Files::of(&chapter("", "# Eins\n\nText\n"));
    assert!(!files.names().contains(&"EPUB/text/endnotes.xhtml"));
}

/// Notes are never lost: where the manifest wants no endnotes, for in print they are footnotes, they
/// stand behind all else.
#[test]
fn omitted_endnotes_stand_at_the_end() {
    let book = chapter(
        "omit = [\"endnotes\"]\n[notes.fuss]\nplacement = \"footnote\"",
        "# Eins\n\nText[^a]\n\n[^a]: Note\n",
    );
    let files = Files::of(&book);
    assert_eq!(files.spine().last().map(String::as_str), Some("endnotes.xhtml"));
    super::links::check(&files);
}

/// What the reader's pop-up looks for: the type on the note itself, never an `aside`.
#[test]
fn notes_are_visible_and_typed() {
    let files = Files::of(&rich());
    for (file, document) in files.documents() {
        assert!(document.all("aside").is_empty(), "{file}");
        for item in document.with("role", "doc-footnote") {
            assert_eq!(item.name, "div");
            assert_eq!(item.attr("epub:type"), Some("footnote"));
            assert!(item.attr("id").is_some());
        }
        for list in document.all("ol").iter().chain(&document.all("li")) {
            assert!(list.attr("role").is_none() && list.attr("epub:type").is_none(), "{file}");
        }
    }
}

/// Behind verse, a list, a quotation or a table the way back has a line of its own; behind a paragraph
/// it ends the line, whatever stands before.
#[test]
fn ways_back_stand_behind_all_that_a_note_holds() {
    for (body, tag) in [
        ("Ein Satz.", None),
        ("> Ein Zitat.\n\n    Ein Satz.", None),
        ("Ein Satz.\n\n    > Ein Zitat.", Some("</blockquote>")),
        ("Ein Satz.\n\n    ::: verse\n    Ein Vers\n    und noch einer\n    :::", Some("</div>")),
        ("Ein Satz.\n\n    - eins\n    - zwei", Some("</ul>")),
        ("Ein Satz.\n\n    | a | b |\n    |---|---|\n    | 1 | 2 |", Some("</table>")),
    ] {
        let book = chapter("", &format!("# Eins\n\nText[^a].\n\n[^a]: {body}\n"));
        let files = Files::of(&book);
        let text = files.text("text/endnotes.xhtml").replace('\n', "");
        let before = match tag {
            Some(tag) => format!("{tag}<p class=\"back\"><a epub:type=\"backlink\""),
            None => "Ein Satz.\u{a0}<a epub:type=\"backlink\"".to_owned(),
        };
        assert!(text.contains(&before), "{before} in {text}");
        assert!(text.contains("</a></p></div></li>"), "nothing stands behind it: {text}");
    }
}

/// A note to a note is called in the notes, and its way back leads there.
#[test]
fn notes_to_notes_lead_back_to_the_note_that_calls_them() {
    let book = chapter(
        "[notes.autor]\n[notes.hg]\nmarks = \"*\"\n",
        "# Eins\n\nText[^a].\n\n[^a]: Note[^hg:b].\n\n[^hg:b]: Zur Note.\n",
    );
    for profile in umbruch::writers::epub::Profile::NAMED {
        let files = Files::made_for(profile, &book);
        let document = files.tree("text/endnotes.xhtml");
        let calls = document.with("role", "doc-noteref");
        assert_eq!(calls.len(), 1);
        assert_eq!(calls[0].attr("href"), Some("#anm-2"));
        let ways: Vec<&str> = document
            .with("role", "doc-backlink")
            .iter()
            .map(|way| way.attr("href").expect("an address"))
            .collect();
        assert_eq!(ways, ["text.xhtml#anmref-1", "#anmref-2"]);
        assert_eq!(calls[0].attr("id"), Some("anmref-2"));
    }
}

/// Three notes that refer back, of which the last cannot be resolved.
const BACK: &str = "# Eins\n\nText[^a] und[^b] und[^c] und[^d] und[^e].\n\n\
    [^a]: Ida Muster, _Der Kai_, S. 3.\n\n[^b]: _Ebd._, S.\u{a0}5.\n\n[^c]: Vgl. ebenda.\n\n\
    [^d]: Hervorhebung von mir.\n\n[^e]: Ebd.\n";

fn text_of(files: &Files, id: &str) -> String {
    let document = files.tree("text/endnotes.xhtml");
    document.with("id", id)[0].text().trim().split('\u{a0}').next().unwrap_or_default().to_owned()
}

/// In a window a note stands alone: what it refers to is said behind it, with a link to the note
/// that names it.
#[test]
fn the_e_book_says_what_ebenda_means() {
    let files = Files::of(&chapter("[notes.anm]\nback-references = \"epub\"\n", BACK));
    let note = |id: &str| {
        let text = files.text("text/endnotes.xhtml");
        let start = text.find(&format!("id=\"{id}\"")).expect("the note");
        let start = start + text[start..].find("<p>").expect("a paragraph");
        text[start..start + text[start..].find("\u{a0}<a epub:type").expect("its end")].to_owned()
    };
    let link = "<a href=\"#anm-1\">Anm.\u{a0}1</a>";
    assert_eq!(
        note("anm-2"),
        format!("<p><em>Ebd.</em> [{link}: Ida Muster, Der Kai], S.\u{a0}5.")
    );
    assert_eq!(note("anm-3"), format!("<p>Vgl. ebenda [{link}: Ida Muster, Der Kai]."));
    assert_eq!(note("anm-5"), "<p>Ebd.");
    super::links::check(&files);
}

/// The author's words stay as they are, unless the edition asks for more.
#[test]
fn ebenda_is_left_alone_unless_asked_for() {
    let files = Files::of(&chapter("[notes.anm]\n", BACK));
    assert_eq!(text_of(&files, "anm-3"), "Vgl. ebenda.");
}

/// Printed, it is a part of the text, in the PDF and in the EPUB.
#[test]
fn what_ebenda_means_is_printed_where_asked_for() {
    let book = chapter("[notes.anm]\nback-references = \"all\"\n", BACK);
    let mut printed = String::new();
    umbruch::ir::walk::inlines(&book.0.note(umbruch::ir::NoteId(2)).written.body, &mut |inline| {
        if let InlineKind::Text { text } = &inline.kind {
            printed.push_str(text);
        }
    });
    assert_eq!(printed, "Vgl. ebenda [Anm.\u{a0}1: Ida Muster, Der Kai].");
    assert!(text_of(&Files::of(&book), "anm-3").starts_with("Vgl. ebenda [Anm."));
}
