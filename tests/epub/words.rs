//! Nothing is lost and nothing is invented: the words of the book are the words of the EPUB.

use umbruch::ir::{Block, BlockKind, Book, Inline, InlineKind, LinkTarget, NoteId, Section};

use super::books::{Files, rich};
use super::tree::{Child, Tree};

/// The text of inlines as it is read: links without text say the title of their target.
fn inline_text(list: &[Inline], book: &Book, out: &mut String) {
    for inline in list {
        match &inline.kind {
            InlineKind::Text { text } | InlineKind::Code { text } => out.push_str(text),
            InlineKind::LineBreak => out.push(' '),
            InlineKind::Link { target: LinkTarget::Anchor { id }, content }
                if content.is_empty() =>
            {
                match book.anchors[id].title.as_deref() {
                    Some(title) => inline_text(title, book, out),
                    None => out.push_str(id),
                }
            }
            _ => inline_text(inline.children(), book, out),
        }
    }
}

fn block_text(list: &[Block], book: &Book, out: &mut String) {
    for block in list {
        match &block.kind {
            BlockKind::Paragraph(paragraph) => inline_text(&paragraph.content, book, out),
            BlockKind::Heading(heading) => {
                out.push_str(heading.number.as_deref().unwrap_or_default());
                out.push(' ');
                inline_text(&heading.title, book, out);
                out.push(' ');
                out.push_str(heading.subtitle.as_deref().unwrap_or_default());
            }
            BlockKind::Quotation { blocks }
            | BlockKind::Epigraph { blocks }
            | BlockKind::Letter { blocks }
            | BlockKind::Drama { blocks }
            | BlockKind::Group { blocks } => block_text(blocks, book, out),
            BlockKind::Verse { stanzas } => {
                for line in stanzas.iter().flat_map(|stanza| &stanza.lines) {
                    inline_text(&line.content, book, out);
                    out.push(' ');
                }
            }
            BlockKind::Figure(figure) => block_text(&figure.caption, book, out),
            BlockKind::Table(table) => {
                inline_text(&table.caption, book, out);
                for cell in table.cells() {
                    out.push(' ');
                    block_text(&cell.blocks, book, out);
                }
            }
            BlockKind::List(list) => {
                list.items.iter().for_each(|item| block_text(&item.blocks, book, out));
            }
            BlockKind::Definitions { items } => {
                for item in items {
                    inline_text(&item.term, book, out);
                    out.push(' ');
                    block_text(&item.blocks, book, out);
                }
            }
            // What is made of the text is looked at in `apparatus`.
            BlockKind::ThematicBreak
            | BlockKind::Index(_)
            | BlockKind::Captions { .. }
            | BlockKind::References { .. } => {}
            BlockKind::Formula(formula) => out.push_str(&formula.words()),
            BlockKind::Code { text, .. } => out.push_str(text),
        }
        out.push(' ');
    }
}

pub fn section_text(section: &Section, book: &Book) -> String {
    let mut out = String::new();
    if let Some(heading) = &section.heading {
        let kind = BlockKind::Heading(Box::new(heading.clone()));
        block_text(&[Block::new(section.span, kind)], book, &mut out);
    }
    block_text(&section.blocks, book, &mut out);
    out
}

/// The text of an element without what belongs to the notes; blocks end words, parts of a line
/// do not.
pub fn read(tree: &Tree, out: &mut String) {
    let role = tree.attr("role").unwrap_or_default();
    let class = tree.attr("class").unwrap_or_default();
    if ["doc-noteref", "doc-backlink", "doc-endnotes"].contains(&role) || class == "mark" {
        return;
    }
    for child in &tree.children {
        match child {
            Child::Text(text) => out.push_str(text),
            Child::Element(element) => read(element, out),
        }
    }
    let in_line = ["a", "em", "strong", "sup", "sub", "ins", "del", "mark", "cite", "code"];
    let span = tree.name == "span" && class != "line";
    if !in_line.contains(&tree.name.as_str()) && !span {
        out.push(' ');
    }
}

pub fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[test]
fn every_section_says_in_the_epub_what_it_says_in_the_book() {
    let rich = rich();
    let book = &rich.0;
    let files = Files::of(&rich);
    let mut compared = 0;
    for section in book.sections().filter(|section| !section.blocks.is_empty()) {
        let document = files.tree(&format!("text/{}.xhtml", section.id));
        let mut found = String::new();
        read(document.all("body")[0], &mut found);
        let expected = section_text(section, book);
        assert_eq!(words(&found), words(&expected), "{}", section.id);
        compared += words(&expected).len();
    }
    assert!(compared > 300, "{compared} words");
}

#[test]
fn every_note_says_in_the_epub_what_it_says_in_the_book() {
    let rich = rich();
    let book = &rich.0;
    let files = Files::of(&rich);
    let documents = files.documents();
    for (NoteId(index), note) in book.called_notes() {
        let id = format!("anm-{}", index + 1);
        let found: Vec<&Tree> =
            documents.values().flat_map(|document| document.with("id", &id)).collect();
        assert_eq!(found.len(), 1, "{id} stands once");
        let (mut text, mut expected) = (String::new(), String::new());
        read(found[0], &mut text);
        block_text(&note.written.body, book, &mut expected);
        assert_eq!(words(&text), words(&expected), "{id}");
    }
}
