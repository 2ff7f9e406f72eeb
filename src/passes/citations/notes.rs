//! Styles that cite in notes: a citation in the text becomes the call of a note that holds it.

use std::collections::BTreeSet;

use crate::ir::{
    AsWritten, Block, BlockKind, Inline, InlineKind, Manuscript, Note, Paragraph, ParagraphKind,
    SectionId, SeriesId, walk,
};

/// Makes notes of all citations that stand in no note, behind those of their section; no space stays
/// before the call.
pub(super) fn make(manuscript: &mut Manuscript, series: SeriesId) {
    let mut labels: BTreeSet<String> =
        manuscript.notes().map(|(_, note)| note.label.clone()).collect();
    let mut made: Vec<(SectionId, Note)> = Vec::new();
    walk::lines_mut(manuscript, &mut |context, line| {
        if !context.note {
            in_list(line, &mut |inline| {
                made.push((context.section, note(inline, series, &mut labels)))
            });
        }
    });
    for (section, note) in made {
        manuscript.section_mut(section).notes.push(note);
    }
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
fn note(inline: &mut Inline, series: SeriesId, labels: &mut BTreeSet<String>) -> Note {
    let free = (1usize..).map(|number| format!("@{number}")).find(|label| !labels.contains(label));
    let label = free.unwrap_or_default();
    labels.insert(label.clone());
    let span = inline.span;
    let call = InlineKind::NoteCall { label: label.clone() };
    let citation = Inline::new(span, std::mem::replace(&mut inline.kind, call));
    let content = vec![citation];
    let paragraph = Paragraph { role: ParagraphKind::Body, content };
    let body = vec![Block::new(span, BlockKind::Paragraph(paragraph))];
    Note { span, label, series, place: AsWritten::default(), body }
}
