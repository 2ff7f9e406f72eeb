//! What of the book stands on no page.
//!
//! The typesetter sets a block that goes over several pages anew for each of them. Where it decides by
//! the room on the next page whether two lines stay together, and that room is known only then, because
//! of the footnotes there, a line may fall between the pages.
//!
//! If such a line calls a footnote, or a link begins in it, the file may not be written at all (the
//! typesetter's internal error "parent group" was seen to come of it). All words of a paragraph of which a
//! part is on a page are looked for; if some are missing, the pages are set again with blocks that part
//! anywhere, for then only the room on the page itself counts. What is missing even so is told at its
//! place.
//!
//! A footnote called in a footnote was lost in another way: the line of the text moves to the next page
//! when the inner one finds no room, but the outer one stays, and what follows is drawn beyond the edge
//! (`typst-layout`, `flow/compose.rs`, `footnote`). So the inner ones stand behind the outer one in the
//! line of the text (`lower::foot`), where those that find no room are set on the next page; their calls
//! are links.

use std::collections::BTreeMap;

use typst_layout::PagedDocument;

use super::draft::Draft;
use super::footnotes;
use super::lines::Line;
use super::lower::Origin;
use crate::diagnostics::{Code, Diagnostic};
use crate::inspection::Part;
use crate::ir::Book;
use crate::source::Span;

/// Something that is on no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lost {
    span: Span,
    what: String,
}

impl Lost {
    /// The message to the editor.
    pub(super) fn diagnostic(&self) -> Diagnostic {
        Diagnostic::new(
            Code::TextLost,
            self.span,
            format!("{} stands on no page", self.what),
            "if the layout does not leave it out, part the paragraph, or place the notes around it behind \
             the text: `placement = \"book\"`",
        )
    }
}

/// What is lost as errors, if anything is: the typesetter makes no file of such pages.
pub(super) fn told(lost: &[Lost]) -> Option<Vec<Diagnostic>> {
    let error = |one: &Lost| Diagnostic { code: Code::Typesetting, ..one.diagnostic() };
    (!lost.is_empty()).then(|| lost.iter().map(error).collect())
}

/// All that is lost: the first word that is missing of each paragraph, and footnotes without their calls.
/// Headings, captions and the like, which a layout may leave out, count only if a part of them is set.
pub(super) fn lost(
    document: &PagedDocument,
    lines: &[Line],
    draft: &Draft,
    book: &Book,
) -> Vec<Lost> {
    let mut found = words(lines, draft);
    found.extend(
        footnotes::without_call(document, book)
            .into_iter()
            .map(|(span, mark)| Lost { span, what: format!("the call of the footnote `{mark}`") }),
    );
    found
}

/// How far a letter of a ligature may stand behind its first one, in bytes of the markup: `f\u{ad}fi`.
const LIGATURE: usize = 16;

fn words(lines: &[Line], draft: &Draft) -> Vec<Lost> {
    let (markup, places) = (draft.map.markup(), draft.places());
    let mut seen = vec![false; markup.len()];
    // What stands for several letters, as `ffi`, by the first of them.
    let mut ligatures: BTreeMap<usize, &str> = BTreeMap::new();
    let glyphs = lines.iter().flat_map(|line| line.glyphs.iter().map(move |glyph| (line, glyph)));
    for (line, glyph) in glyphs {
        let Some(at) = glyph.at else { continue };
        seen[at] = true;
        let said = &line.text[glyph.range.clone()];
        if said.chars().nth(1).is_some() {
            ligatures.insert(at, said);
        }
    }
    let within_ligature = |at: usize, word: &str| {
        let before = ligatures.range(at.saturating_sub(LIGATURE)..at).next_back();
        before.is_some_and(|(_, said)| said.ends_with(word))
    };
    // For each paragraph the first word that is missing, and whether any is there.
    let mut missing: BTreeMap<usize, (usize, &str)> = BTreeMap::new();
    let mut there = vec![false; places.paragraphs().len()];
    for origin in places.origins.all() {
        let Origin::Text(..) = origin.what else { continue };
        let Some(paragraph) = places.paragraph(origin.range.start) else { continue };
        for (at, word) in split(&markup[origin.range.clone()]) {
            let at = origin.range.start + at;
            if seen[at..at + word.len()].contains(&true) || within_ligature(at, word) {
                there[paragraph] = true;
            } else {
                missing.entry(paragraph).or_insert((at, word));
            }
        }
    }
    let is_set = |part: Part| matches!(part, Part::Text | Part::Note);
    missing
        .retain(|paragraph, _| there[*paragraph] || is_set(places.paragraphs()[*paragraph].part));
    let lost = |(at, word): &(usize, &str)| {
        let last = word.char_indices().next_back().map_or(0, |(last, _)| last);
        let (first, last) = (draft.map.letter(*at), draft.map.letter(at + last));
        Lost { span: first.to(last), what: format!("`{word}`") }
    };
    missing.values().map(lost).collect()
}

/// The words of a text as it is written in the markup, each with its place. A single letter is not looked
/// for: no line consists of it.
fn split(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let (mut start, mut escaped) = (None, false);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_letter = c.is_alphanumeric() && !escaped;
        if is_letter && start.is_none() {
            start = Some(at);
        }
        if !is_letter && let Some(start) = start.take() {
            let word = &text[start..at];
            if word.chars().nth(1).is_some() {
                words.push((start, word));
            }
        }
        // `\\u{2d}` is one sign.
        escaped =
            c == '\\' || escaped && c != '}' && (c.is_ascii_hexdigit() || matches!(c, 'u' | '{'));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn words_of_markup() {
        let words = |text| split(text).into_iter().map(|one| one.1).collect::<Vec<_>>();
        assert_eq!(words("Der alte, 2. Hafen"), ["Der", "alte", "Hafen"]);
        assert_eq!(words("vor\\u{2d}heer \\u{ad}\\*ab\\*"), ["vor", "heer", "ab"]);
    }
}
