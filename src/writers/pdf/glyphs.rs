//! Characters for which no font has a glyph.

use std::collections::BTreeMap;

use typst::World as _;
use typst::layout::{Frame, FrameItem};
use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::map::SourceMap;
use super::world::World;
use crate::diagnostics::{Code, Diagnostic, shown};
use crate::source::Span;

/// One diagnostic for every character without a glyph, at each of its places in the source, with the
/// first page, from 0, on which it is missing.
pub(super) fn missing(
    document: &PagedDocument,
    world: &World,
    map: &SourceMap,
) -> Vec<(usize, Diagnostic)> {
    let mut found = BTreeMap::new();
    for (number, page) in document.pages().iter().enumerate() {
        visit(&page.frame, &mut |item| {
            missing_in(item, world, map, |place| {
                found.entry(place).or_insert(number);
            });
        });
    }
    found.into_iter().map(|((span, c), page)| (page, diagnostic(c, span))).collect()
}

fn visit(frame: &Frame, look: &mut impl FnMut(&TextItem)) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => visit(&group.frame, look),
            FrameItem::Text(text) => look(text),
            _ => {}
        }
    }
}

fn missing_in(
    item: &TextItem,
    world: &World,
    map: &SourceMap,
    mut found: impl FnMut((Span, char)),
) {
    for glyph in item.glyphs.iter().filter(|glyph| glyph.id == 0) {
        let (span, offset) = glyph.span;
        let place = span
            .id()
            .filter(|id| *id == world.main())
            .and_then(|id| {
                let source = world.source(id).ok()?;
                let range = source.find(span)?.range();
                Some(map.letter(map.written(range.start + usize::from(offset))))
            })
            .unwrap_or_else(|| map.whole());
        for c in item.text.get(glyph.range()).unwrap_or_default().chars() {
            found((place, c));
        }
    }
}

fn diagnostic(c: char, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MissingGlyph,
        span,
        format!("no font has a glyph for {}", shown(c)),
        "put a font that has it into the edition's folder `fonts/`, or write another character",
    )
}
