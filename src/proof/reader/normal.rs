//! Files in which some letters are composed and some are not: `ä` beside `a` with a mark.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

use super::super::{Passage, PieceKind};
use crate::diagnostics::{Code, Diagnostic, Fix};
use crate::source::{FileId, Sources, Span};

/// What the text of one file holds.
#[derive(Default)]
struct Letters {
    composed: bool,
    /// Letters with their marks, in bytes of the file.
    decomposed: Vec<Range<usize>>,
}

/// Looks at the text of passages as the source writes it, and tells each file once.
pub(super) fn find(passages: &[Passage], sources: &Sources) -> Vec<Diagnostic> {
    let mut files: BTreeMap<FileId, Letters> = BTreeMap::new();
    for piece in passages.iter().flat_map(|passage| &passage.pieces) {
        let text = sources.file(piece.span.file).text();
        let Some(written) = text.get(piece.span.range()) else { continue };
        if piece.kind == PieceKind::Text && !written.is_ascii() {
            let letters = files.entry(piece.span.file).or_default();
            collect(written, piece.span.start as usize, letters);
        }
    }
    files
        .into_iter()
        .filter(|(_, letters)| letters.composed && !letters.decomposed.is_empty())
        .map(|(file, letters)| told(file, letters.decomposed, sources))
        .collect()
}

fn collect(text: &str, start: usize, letters: &mut Letters) {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        let mut second = None;
        while let Some((next, mark)) = chars.next_if(|(_, c)| is_combining_mark(*c)) {
            second = second.or(Some(mark));
            end = next + mark.len_utf8();
        }
        match second {
            Some(mark) if compose(c, mark).is_some() => {
                letters.decomposed.push(start + at..start + end)
            }
            None => letters.composed |= is_composed(c),
            _ => {}
        }
    }
}

/// A letter of the Latin, Greek or Cyrillic script that could be taken apart.
fn is_composed(c: char) -> bool {
    ('\u{c0}'..='\u{52f}').contains(&c) && std::iter::once(c).nfd().count() > 1
}

fn told(file: FileId, mut letters: Vec<Range<usize>>, sources: &Sources) -> Diagnostic {
    letters.sort_by_key(|range| range.start);
    let text = sources.file(file).text();
    let whole = letters[0].start..letters[letters.len() - 1].end;
    let mut replacement = String::with_capacity(whole.len());
    let mut done = whole.start;
    for letter in &letters {
        replacement.push_str(&text[done..letter.start]);
        replacement.extend(text[letter.clone()].nfc());
        done = letter.end;
    }
    let count = match letters.len() {
        1 => "1 letter is".to_owned(),
        n => format!("{n} letters are"),
    };
    let first: String = text[letters[0].clone()].nfc().collect();
    let mut told = Diagnostic::new(
        Code::NormalForm,
        Span::new(file, letters[0].clone()),
        format!(
            "{count} written with a mark of their own, as this `{first}`, the others are composed"
        ),
        "write all composed (NFC), so that words are found",
    );
    told.fix = Some(Fix { span: Span::new(file, whole), replacement });
    told
}
