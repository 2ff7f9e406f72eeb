//! Profiles: what the EPUB for one reading system does otherwise, and nothing else.
//!
//! `docs/reading-systems.md` says why.

use std::collections::BTreeMap;

use umbruch::storage::MemoryFolder;
use umbruch::writers::epub::Profile;

use super::books::{Files, MANIFEST, chapter, rich};
use super::notes;
use super::tree::Tree;

const ALL: [Profile; 6] = [
    Profile::Everywhere,
    Profile::Apple,
    Profile::Kobo,
    Profile::Kindle,
    Profile::Tolino,
    Profile::Plain,
];

/// A chapter with a note that is called twice and one of the editor's, in which a quotation stands.
fn book() -> (umbruch::ir::Book, umbruch::resources::Resources) {
    chapter(
        "[notes.anm]\n[notes.hg]\nmarks = \"*\"\ntitle = \"Zur Ausgabe\"\n",
        "# Eins\n\nText[^a] und mehr[^a] und[^b] noch[^hg:c].\n\n\
         [^a]: Note A.\n\n[^b]: Note B.\n\n[^hg:c]: > Ein Zitat.\n",
    )
}

/// The notes of the book by id as they are written.
fn note(files: &Files, id: &str) -> String {
    let text = files.text("text/endnotes.xhtml");
    let start = text.find(&format!(" id=\"{id}\"")).expect("the note");
    let start = text[..start].rfind("<li").expect("its entry");
    let end = start + text[start..].find("</li>").expect("its end");
    text[start..end + "</li>".len()].replace('\n', "")
}

fn call(files: &Files) -> String {
    let text = files.text("text/text.xhtml");
    let start = text.find("<a").expect("a call");
    text[start..start + text[start..].find("</a>").expect("its end") + "</a>".len()].to_owned()
}

#[test]
fn every_profile_leads_to_each_note_and_back() {
    for profile in ALL {
        for book in [rich(), book()] {
            let files = Files::made_for(profile, &book);
            super::links::check(&files);
            notes::lead_there_and_back(&files, &book.0);
        }
    }
}

/// Two readers of one book need not have the same EPUB, but they read the same words.
#[test]
fn every_profile_says_the_same_words() {
    let words = |files: &Files| {
        let mut all = BTreeMap::new();
        for (file, document) in files.documents() {
            let mut text = String::new();
            super::words::read(document.all("body")[0], &mut text);
            let text = text.replace(['\u{202f}', '\u{2009}', '\u{200a}', '\u{a0}'], " ");
            let text = text.replace(['\u{2060}', '\u{feff}'], "").replace('\u{2011}', "-");
            all.insert(file.to_owned(), text.split_whitespace().collect::<String>());
        }
        all.remove("cover.xhtml");
        all.remove("nav.xhtml");
        all
    };
    let expected = words(&Files::of(&rich()));
    for profile in Profile::NAMED {
        assert_eq!(words(&Files::made_for(profile, &rich())), expected, "{profile:?}");
    }
}

#[test]
fn notes_are_typed_for_windows_and_visible_in_all_but_plain() {
    for profile in [Profile::Everywhere, Profile::Apple, Profile::Tolino] {
        let files = Files::made_for(profile, &book());
        assert_eq!(
            call(&files),
            "<a epub:type=\"noteref\" role=\"doc-noteref\" class=\"noteref\" \
             href=\"endnotes.xhtml#anm-1\" id=\"anmref-1\">1</a>"
        );
        assert_eq!(
            note(&files, "anm-2"),
            "<li><div id=\"anm-2\" epub:type=\"footnote\" role=\"doc-footnote\"><p>Note B.\u{a0}\
             <a epub:type=\"backlink\" role=\"doc-backlink\" class=\"backlink\" \
             href=\"text.xhtml#anmref-2\" aria-label=\"Zurück zur Textstelle von Anmerkung 2\">\
             ↩\u{fe0e}</a></p></div></li>"
        );
    }
}

/// Archives get links and nothing that a reader could take for a window's; the roles stay.
#[test]
fn plain_has_no_types_on_notes_and_calls() {
    let files = Files::made_for(Profile::Plain, &book());
    assert_eq!(
        call(&files),
        "<a role=\"doc-noteref\" class=\"noteref\" href=\"endnotes.xhtml#anm-1\" \
         id=\"anmref-1\">1</a>"
    );
    let note = note(&files, "anm-2");
    assert!(note.starts_with("<li id=\"anm-2\"><p>Note B."), "{note}");
    assert!(!files.text("text/endnotes.xhtml").contains("\"footnote\""));
}

/// Kobo looks for the type on the link, and its fonts have no hooked arrow.
#[test]
fn kobo_finds_its_windows_and_its_arrow() {
    let files = Files::made_for(Profile::Kobo, &book());
    assert!(call(&files).contains("epub:type=\"noteref footnote\" role=\"doc-noteref\""));
    let ways = files.tree("text/endnotes.xhtml");
    let ways: Vec<String> =
        ways.with("role", "doc-backlink").iter().map(|way| way.text()).collect();
    assert_eq!(ways, ["←a", "←b", "←", "←"]);
}

/// Kobo shows what a link leads to in a window, if it comes later and is text of 9 to 5000 characters:
/// a link to another chapter is to turn to it.
#[test]
fn kobo_turns_to_what_links_lead_to() {
    let book = chapter(
        "",
        "# Eins\n\nSiehe [unten](#unten), [dort](#dort)[^a].\n\n{#unten}\n## Ein langer Titel\n\n\
         Ein [ganzer Satz]{#dort}.\n\n[^a]: Note.\n",
    );
    let text = |profile| Files::made_for(profile, &book).text("text/text.xhtml").to_owned();
    let (all, kobo) = (text(Profile::Everywhere), text(Profile::Kobo));
    assert!(all.contains("<h3 id=\"unten\">Ein langer Titel</h3>"), "{all}");
    assert!(kobo.contains("<h3><span id=\"unten\"></span>Ein langer Titel</h3>"), "{kobo}");
    assert!(kobo.contains("<span><span id=\"dort\"></span>ganzer Satz</span>"), "{kobo}");
    // Windows are for notes.
    let notes = Files::made_for(Profile::Kobo, &book);
    assert!(notes.text("text/endnotes.xhtml").contains("<div id=\"anm-1\" epub:type=\"footnote\""));
    for file in notes.documents().values() {
        for link in file.all("a").iter().filter(|link| link.attr("role").is_none()) {
            let Some((_, id)) = link.attr("href").and_then(|href| href.split_once('#')) else {
                continue;
            };
            let target =
                notes.documents().values().find_map(|d| d.with("id", id).first().map(|t| t.text()));
            assert_eq!(target.as_deref().map(str::len).filter(|length| *length > 8), None, "{id}");
        }
    }
}

/// On Kindle a link back at the end of a note runs it together with the next in the window: it
/// stands before the text as the mark, which the list does not print a second time.
#[test]
fn kindle_has_the_way_back_before_the_text() {
    let files = Files::made_for(Profile::Kindle, &book());
    let document = files.tree("text/endnotes.xhtml");
    for list in document.all("ol") {
        assert_eq!(list.attr("class"), Some("marked"));
    }
    let texts: Vec<String> =
        document.with("role", "doc-footnote").iter().map(|note| note.text()).collect();
    let texts: Vec<&str> = texts.iter().map(|text| text.trim()).collect();
    assert_eq!(texts[..2], ["1a 1b Note A.", "2 Note B."]);
    let lettered =
        chapter("[notes.hg]\nmarks = \"a\"\n", "# Eins\n\nA[^a] B[^a].\n\n[^a]: Note.\n");
    let text = Files::made_for(Profile::Kindle, &lettered).tree("text/endnotes.xhtml");
    assert_eq!(text.with("role", "doc-footnote")[0].text().trim(), "a1 a2 Note.");
    // Before a quotation it has a line of its own.
    assert!(note(&files, "anm-3").contains(">*</a> </p><blockquote>"), "{}", note(&files, "anm-3"));
}

#[test]
fn kindle_has_no_page_for_the_cover_and_a_guide() {
    let files = Files::made_for(Profile::Kindle, &rich());
    assert!(!files.names().contains(&"EPUB/text/cover.xhtml"));
    let package = files.tree("package.opf");
    assert_eq!(package.with("properties", "cover-image").len(), 1);
    let references: Vec<(&str, &str)> = package
        .all("reference")
        .iter()
        .map(|r| (r.attr("type").expect("a type"), r.attr("href").expect("an address")))
        .collect();
    for expected in [
        ("title-page", "text/title-page.xhtml"),
        ("toc", "text/nav.xhtml"),
        ("text", "text/teil-eins.xhtml"),
        ("notes", "text/endnotes.xhtml"),
    ] {
        assert!(references.contains(&expected), "{expected:?} in {references:?}");
    }
    let landmarks = files.tree("text/nav.xhtml");
    assert!(landmarks.with("epub:type", "cover").is_empty());
}

/// How deep lists of contents are nested.
fn depth(list: &Tree) -> usize {
    let inner = list.elements().flat_map(Tree::elements).filter(|e| e.name == "ol");
    1 + inner.map(depth).max().unwrap_or(0)
}

#[test]
fn kindle_has_two_levels_of_contents_with_all_lines() {
    let book = chapter("", "# Eins\n\n## Zwei\n\n### Drei\n\n#### Vier\n\n## Fünf\n\nText\n");
    let contents = |profile| {
        let document = Files::made_for(profile, &book).tree("text/nav.xhtml");
        let toc = document.with("epub:type", "toc")[0].clone();
        let lines: Vec<String> = toc.all("a").iter().map(|a| a.text()).collect();
        (depth(toc.all("ol")[0]), lines)
    };
    let (deep, lines) = contents(Profile::Everywhere);
    assert!(deep > 2);
    assert_eq!(contents(Profile::Kindle), (2, lines));
    let ncx = Files::made_for(Profile::Kindle, &book).text("toc.ncx").to_owned();
    assert!(ncx.contains("name=\"dtb:depth\" content=\"2\""), "{ncx}");
}

#[test]
fn characters_that_a_system_cannot_show_are_replaced_wherever_they_stand() {
    let book = chapter(
        "subtitle = \"Nr.\u{202f}1\"\n",
        "# Z.\u{202f}B.\n\n10\u{2009}000 a\u{2060}b c\u{2011}d 1\u{a0}m\n",
    );
    let text = |profile| {
        let files = Files::made_for(profile, &book);
        let document = files.tree("text/text.xhtml");
        let title = document.all("h2")[0].text();
        let package = files.tree("package.opf");
        let subtitle = package.with("id", "subtitle")[0].text();
        (title, document.all("p")[0].text(), subtitle)
    };
    let own = |title: &str, text: &str, subtitle: &str| {
        (title.to_owned(), text.to_owned(), subtitle.to_owned())
    };
    for profile in [Profile::Everywhere, Profile::Apple, Profile::Plain] {
        let same =
            own("Z.\u{202f}B.", "10\u{2009}000 a\u{2060}b c\u{2011}d 1\u{a0}m", "Nr.\u{202f}1");
        assert_eq!(text(profile), same);
    }
    assert_eq!(
        text(Profile::Kindle),
        own("Z.\u{a0}B.", "10 000 ab c\u{2011}d 1\u{a0}m", "Nr.\u{a0}1")
    );
    let kobo = own(
        "Z.\u{202f}B.",
        "10\u{2009}000 a\u{feff}b c\u{feff}-\u{feff}d 1\u{a0}m",
        "Nr.\u{202f}1",
    );
    assert_eq!(text(Profile::Kobo), kobo);
    let tolino =
        own("Z.\u{202f}B.", "10\u{2009}000 a\u{feff}b c\u{2011}d 1\u{a0}m", "Nr.\u{202f}1");
    assert_eq!(text(Profile::Tolino), tolino);
}

/// The soft hyphens that the manifest asks for are for systems that need them; one of the editor's
/// stays in all.
#[test]
fn soft_hyphens_are_kept_from_systems_that_stumble_over_them() {
    let manifest =
        format!("{MANIFEST}[epub]\nhyphenation = \"soft-hyphens\"\n[[section]]\nfile = \"a.dj\"\n");
    let folder = MemoryFolder::default()
        .with("edition.toml", manifest)
        .with("a.dj", "# Eins\n\nDie Hafenverwaltung. Der Ur\u{ad}laub.\n");
    for profile in ALL {
        let files = Files::of_edition_for(profile, &folder);
        let text = files.tree("text/a.xhtml").all("p")[0].text();
        let soft = !matches!(profile, Profile::Kobo | Profile::Kindle);
        assert_eq!(text.contains("Hafen\u{ad}ver"), soft, "{profile:?}: {text}");
        assert!(text.contains("Ur\u{ad}laub"));
    }
}

#[test]
fn old_engines_are_told_what_is_a_block_and_what_is_hidden() {
    for profile in ALL {
        let files = Files::made_for(profile, &rich());
        let told = files.text("css/book.css").contains("adobe-hyphenate");
        assert_eq!(told, profile == Profile::Tolino);
    }
}

/// Apple takes a new file for a new version by three numbers of at most four digits.
#[test]
fn apple_is_told_the_version() {
    let book = chapter("edition = 2\n", "# Eins\n\nText\n");
    let package = Files::made_for(Profile::Apple, &book).tree("package.opf");
    assert!(package.attr("prefix").is_some_and(|prefix| prefix.contains("ibooks: http://")));
    assert_eq!(package.with("property", "ibooks:version")[0].text(), "2.2026.101");
    let plain = Files::of(&book).tree("package.opf");
    assert!(plain.with("property", "ibooks:version").is_empty());
}
