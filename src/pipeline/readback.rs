//! Corrections are certain only if the text that has them reads as it did, but for them.
//!
//! What Djot makes of a sign depends on others, even far ahead in its paragraph: a straight mark that is
//! corrected leaves the one that it was paired with to the next. So what would be written is read again.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;
use std::ops::Range;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization as _;

use super::open::written;
use super::proofread::corrected;
use super::{Opened, Session, Stopped};
use crate::diagnostics::{Diagnostic, Fix};
use crate::ir::{Manuscript, Passage, PieceKind, SectionId};
use crate::proof;
use crate::source::{FileId, Sources, Span};
use crate::storage::{Folder, Overlay};

impl Session {
    /// Takes those corrections of proofreading off their diagnostics after which anything but the corrected
    /// places would be read otherwise: all those of a line, for one may hang on another. What was found is
    /// told as before. Of the files, only those are read again that get corrections.
    ///
    /// # Errors
    /// If the session was told to stop.
    pub fn settle(&self, opened: &mut Opened, folder: &dyn Folder) -> Result<(), Stopped> {
        let (diagnostics, sources) = (&mut opened.diagnostics, &opened.sources);
        let mut before = None;
        while diagnostics.iter().any(|one| proposed(one).is_some()) {
            let written = match before.take() {
                Some(written) => written,
                None => Written::read(folder, self)?,
            };
            let before = before.insert(written);
            let (doubtful, beside) = before.doubtful(diagnostics, sources, (folder, self))?;
            if doubtful.is_empty() {
                break;
            }
            // What did it may also stand in no line that is read otherwise.
            [Some(&doubtful), Some(&beside), None].into_iter().any(|lines| {
                let mut taken = false;
                for one in diagnostics.iter_mut() {
                    let gone = proposed(one).is_some_and(|fix| {
                        let at = before.lines_at(fix.span, sources);
                        lines.is_none_or(|lines| !lines.is_disjoint(&at))
                    });
                    if gone {
                        one.fix = None;
                        taken = true;
                    }
                }
                taken
            });
        }
        Ok(())
    }
}

/// The correction of a finding of proofreading.
fn proposed(one: &Diagnostic) -> Option<&Fix> {
    one.fix.as_ref().filter(|_| one.code.is_proof())
}

/// The text of an edition as its files have it.
struct Written {
    sources: Sources,
    /// That of the book, then that for the back of its cover.
    manuscripts: Vec<Manuscript>,
    lines: Vec<Passage>,
    /// The lines in the order of the files: where each begins, and its index.
    places: Vec<(FileId, u32, usize)>,
}

/// How many lines before a place are looked at for the one that holds it: within a line none begins.
const BACK: usize = 2;

impl Written {
    fn read(folder: &dyn Folder, session: &Session) -> Result<Self, Stopped> {
        let (sources, manuscripts) = written(folder, session, true)?;
        let lines: Vec<_> = manuscripts.iter().flat_map(proof::passages).collect();
        let mut places: Vec<_> = lines
            .iter()
            .enumerate()
            .filter_map(|(index, line)| {
                let first = line.pieces.first()?.span;
                Some((first.file, first.start, index))
            })
            .collect();
        places.sort_unstable();
        Ok(Self { sources, manuscripts, lines, places })
    }

    /// The lines that are read otherwise with the corrections, but for them; and those with what is
    /// beside them.
    fn doubtful(
        &self,
        diagnostics: &[Diagnostic],
        sources: &Sources,
        (folder, session): (&dyn Folder, &Session),
    ) -> Result<(BTreeSet<usize>, BTreeSet<usize>), Stopped> {
        let proposals: Vec<Diagnostic> =
            diagnostics.iter().filter(|one| proposed(one).is_some()).cloned().collect();
        let mut overlay = Overlay::new(folder);
        let mut edits: Vec<Vec<(Range<usize>, String)>> = vec![Vec::new(); self.lines.len()];
        for (file, (text, made)) in corrected(&proposals, sources) {
            overlay.put(sources.file(file).path(), text);
            let old = sources.file(file).text();
            // Composed or not, a letter is read as the same.
            let changes = |fix: &&Fix| {
                let written = old.get(fix.span.range()).unwrap_or_default();
                !written.nfc().eq(fix.replacement.nfc())
            };
            for fix in made.iter().filter_map(|one| one.fix.as_ref()).filter(changes) {
                for line in self.lines_at(fix.span, sources) {
                    edits[line].push(self.edit(&self.lines[line], fix));
                }
            }
        }
        let (_, manuscripts) = written(&overlay, session, false)?;
        let changed = self.changed(&manuscripts);
        let read = manuscripts.into_iter().flat_map(|manuscript| lines_of(&changed, manuscript));
        let read: Vec<String> = read.map(|line| compared(&line.text)).collect();
        let is_of = |at: &usize| changed.contains(&self.lines[*at].section);
        let at: Vec<usize> = (0..self.lines.len()).filter(is_of).collect();
        let expected = at.iter().map(|at| with(&self.lines[*at].text, take(&mut edits[*at])));
        let expected: Vec<String> = expected.map(|line| compared(&line)).collect();
        let differing: Vec<usize> = if expected.len() == read.len() {
            (0..read.len()).filter(|n| expected[*n] != read[*n]).collect()
        } else {
            let same = |(a, b): &(&String, &String)| a == b;
            let first = expected.iter().zip(&read).take_while(same).count();
            let last = expected.iter().rev().zip(read.iter().rev()).take_while(same).count();
            (first..(expected.len() - last).max(first + 1)).collect()
        };
        let behind = at.last().map_or(0, |last| last + 1);
        let doubtful: BTreeSet<usize> =
            differing.iter().map(|n| at.get(*n).copied().unwrap_or(behind)).collect();
        let beside = doubtful.iter().flat_map(|at| at.saturating_sub(1)..=at + 1).collect();
        Ok((doubtful, beside))
    }

    /// The sections that were read anew.
    fn changed(&self, manuscripts: &[Manuscript]) -> BTreeSet<SectionId> {
        let all = |manuscripts: &[Manuscript]| {
            let sections = manuscripts.iter().flat_map(|manuscript| &manuscript.sections);
            sections.map(|section| (section.key, Arc::clone(section))).collect::<BTreeMap<_, _>>()
        };
        let (before, after) = (all(&self.manuscripts), all(manuscripts));
        let is_kept = |key: &SectionId| match (before.get(key), after.get(key)) {
            (Some(before), Some(after)) => Arc::ptr_eq(before, after),
            _ => false,
        };
        before.keys().chain(after.keys()).copied().filter(|key| !is_kept(key)).collect()
    }

    /// The lines in which a place of the source stands.
    fn lines_at(&self, place: Span, sources: &Sources) -> BTreeSet<usize> {
        let Some(file) = self.sources.find(sources.file(place.file).path()) else {
            return BTreeSet::new();
        };
        // A correction begins with the backslash of an escape.
        let behind = self
            .places
            .partition_point(|(other, start, _)| (*other, *start) <= (file, place.start + 1));
        let near = &self.places[behind.saturating_sub(BACK)..behind];
        let ends = |index: usize| self.lines[index].pieces.last().map_or(0, |last| last.span.end);
        near.iter()
            .filter(|(other, _, index)| *other == file && place.start <= ends(*index))
            .map(|(.., index)| *index)
            .collect()
    }

    /// A correction of the source as one of a line that holds it.
    fn edit(&self, line: &Passage, fix: &Fix) -> (Range<usize>, String) {
        let (start, end) = (fix.span.start, fix.span.end);
        let pieces = &line.pieces;
        let first = pieces.partition_point(|piece| piece.span.end <= start);
        let from =
            pieces.get(first).map_or(line.text.len(), |piece| match start <= piece.span.start {
                true => piece.range.start,
                false => line.shown_at(piece, start, &self.sources),
            });
        let behind = pieces.partition_point(|piece| piece.span.start < end);
        let to = behind.checked_sub(1).map_or(0, |last| {
            let piece = &pieces[last];
            match end >= piece.span.end {
                true => piece.range.end,
                false => line.shown_at(piece, end, &self.sources),
            }
        });
        // A note's call that changes places with a sign goes with its markup.
        let held = &pieces[first.min(behind)..behind];
        let shown = held.iter().filter(|piece| piece.kind != PieceKind::Text).fold(
            fix.replacement.clone(),
            |text, piece| {
                let written = self.sources.file(piece.span.file).text().get(piece.span.range());
                match written.filter(|written| written.len() > 1) {
                    Some(written) => text.replacen(written, &line.text[piece.range.clone()], 1),
                    None => text,
                }
            },
        );
        (from..to.max(from), shown)
    }
}

/// The lines of some sections.
fn lines_of(some: &BTreeSet<SectionId>, mut manuscript: Manuscript) -> Vec<Passage> {
    manuscript.sections.retain(|section| some.contains(&section.key));
    proof::passages(&manuscript)
}

/// A text with corrections in it.
fn with(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (range, replacement) in edits.iter().filter(|(range, _)| range.end <= text.len()) {
        if let Some(kept) = text.get(done..range.start) {
            out.push_str(kept);
            out.push_str(replacement);
            done = range.end;
        }
    }
    out.push_str(&text[done..]);
    out
}

/// A line as it is compared. Where a sign between two spaces is gone, Djot reads one space; two single
/// marks in the place of a double one are corrected, whichever way Djot turns them meanwhile.
fn compared(line: &str) -> String {
    let line = line.replace("‘‘", "“").replace("’’", "“");
    line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
