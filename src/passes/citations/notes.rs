//! Styles that cite in notes: a citation in the text becomes the call of a note that holds it.

use std::collections::BTreeSet;

use crate::ir::{
    AsWritten, Block, BlockKind, Book, Inline, InlineKind, Note, Paragraph, ParagraphKind, walk,
};

/// Makes notes of all citations that stand in no note; no space stays before the call.
pub(super) fn make(book: &mut Book, series: usize) {
    let mut labels: BTreeSet<String> = book.notes.iter().map(|note| note.label.clone()).collect();
    let mut made: Vec<Note> = Vec::new();
    walk::lines_mut(book, &mut |context, line| {
        if !context.note {
            let section = context.section;
            in_list(line, &mut |inline| made.push(note(inline, section, series, &mut labels)));
        }
    });
    book.notes.extend(made);
}

fn in_list(list: &mut [Inline], make: &mut impl FnMut(&mut Inline)) {
    for index in 0..list.len() {
        if matches!(list[index].kind, InlineKind::Citation { .. }) {
            make(&mut list[index]);
            if let Some(InlineKind::Text { text }) =
                index.checked_sub(1).map(|before| &mut list[before].kind)
            {
                text.truncate(text.trim_end_matches([' ', '\u{a0}']).len());
            }
        } else if let Some(children) = list[index].children_mut() {
            in_list(children, make);
        }
    }
}

/// Makes a citation the call of the note that is returned.
fn note(inline: &mut Inline, section: usize, series: usize, labels: &mut BTreeSet<String>) -> Note {
    let free = (1usize..).map(|number| format!("@{number}")).find(|label| !labels.contains(label));
    let label = free.unwrap_or_default();
    labels.insert(label.clone());
    let span = inline.span;
    let call = InlineKind::NoteCall { label: label.clone(), note: None, ordinal: 0 };
    let citation = Inline::new(span, std::mem::replace(&mut inline.kind, call));
    let content = vec![citation];
    let paragraph = Paragraph { role: ParagraphKind::Body, content };
    Note {
        span,
        label,
        section,
        series,
        place: AsWritten::default(),
        body: vec![Block::new(span, BlockKind::Paragraph(paragraph))],
        number: 0,
        mark: String::new(),
        calls: Vec::new(),
        refers: None,
    }
}
