//! Notes that refer to the one before learn which work that is, where their series is to say it.

use crate::ir::{self, BackReference, BackReferences, BlockKind, Book, Edit};
use crate::language::terms;
use crate::proof::ibidem::{self, Ibidem};

/// Notes what each such note refers to; where it is to be printed, it is put into the text.
pub(super) fn resolve(book: &mut Book) {
    let wanted = |wish: BackReferences| wish != BackReferences::None;
    if !book.series.iter().any(|series| wanted(series.back_references)) {
        return;
    }
    for Ibidem { note, range, to, work } in ibidem::back_references(book) {
        let series = book.note(note).series;
        match book.series[series].back_references {
            BackReferences::None => {}
            BackReferences::Epub => {
                let reference = BackReference { to, at: range.end, work };
                book.notes[note.0 as usize].refers = Some(reference);
            }
            BackReferences::All => {
                let mark = &book.note(to).mark;
                let named = (terms(&book.metadata.language).see_note)(mark);
                put(book, note, range.end, format!(" [{named}: {work}]"));
            }
        }
    }
}

fn put(book: &mut Book, note: ir::NoteId, at: usize, replacement: String) {
    let note = &mut book.notes[note.0 as usize];
    if let Some(block) = note.body.first_mut()
        && let BlockKind::Paragraph(paragraph) = &mut block.kind
    {
        ir::apply(&mut paragraph.content, &[Edit { range: at..at, replacement }]);
    }
}
