//! Notes that refer to the one before learn which work that is, where their series is to say it.

use crate::ir::{
    self, Arrangement, BackReference, BackReferences, BlockKind, Citations, Edit, NoteId, Notes,
    NumberedNote,
};
use crate::language::terms;
use crate::proof::ibidem::{self, Ibidem};

/// Notes what each such note refers to; where it is to be printed, it is put into the text.
pub(super) fn resolve(arrangement: &mut Arrangement, notes: &mut Notes, citations: &Citations) {
    let wanted = |wish: BackReferences| wish != BackReferences::None;
    if !arrangement.manuscript.series.iter().any(|series| wanted(series.back_references)) {
        return;
    }
    for Ibidem { note, range, to, work } in ibidem::back_references(arrangement, notes, citations) {
        let entry = notes.entry(note);
        let section = &arrangement.manuscript.sections[entry.section.index()];
        let series = section.notes[entry.at].series;
        match arrangement.manuscript.series(series).back_references {
            BackReferences::None => {}
            BackReferences::Epub => {
                let reference = BackReference { to, at: range.end, work };
                notes.list[note.0 as usize].refers = Some(reference);
            }
            BackReferences::All => {
                let Some(NumberedNote { mark, .. }) = arrangement.note(notes, to) else { continue };
                let named = (terms(&arrangement.metadata().language).see_note)(mark);
                put(arrangement, notes, note, range.end, format!(" [{named}: {work}]"));
            }
        }
    }
}

fn put(arrangement: &mut Arrangement, notes: &Notes, note: NoteId, at: usize, replacement: String) {
    let entry = notes.entry(note);
    let note = &mut arrangement.manuscript.section_mut(entry.section).notes[entry.at];
    if let Some(block) = note.body.first_mut()
        && let BlockKind::Paragraph(paragraph) = &mut block.kind
    {
        ir::apply(&mut paragraph.content, &[Edit { range: at..at, replacement }]);
    }
}
