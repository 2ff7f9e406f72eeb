//! Which byte of the markup a glyph stands for.

use rustc_hash::FxHashMap;
use typst::World as _;
use typst::syntax::{Span, SyntaxNode};
use typst::text::Glyph;

use super::super::draft::HYPHEN;
use super::super::map::{Cursor, SourceMap};
use super::super::world::World;

/// Where the nodes of the markup stand.
pub(in crate::writers::pdf) struct GlyphSources<'a> {
    starts: FxHashMap<Span, NodeStart>,
    map: &'a SourceMap,
    /// Glyphs next to each other mostly come from one node, and stand between the same changes.
    last: (Span, Option<NodeStart>),
    cursor: Cursor,
}

#[derive(Debug, Clone, Copy)]
struct NodeStart {
    start: usize,
    put_in: bool,
}

impl<'a> GlyphSources<'a> {
    /// The nodes of the markup as it is now.
    pub(in crate::writers::pdf) fn collect(world: &World, map: &'a SourceMap) -> Self {
        let mut starts = FxHashMap::default();
        if let Ok(source) = world.source(world.main()) {
            note_starts(source.root(), 0, &mut starts);
        }
        Self { starts, map, last: (Span::detached(), None), cursor: Cursor::default() }
    }

    /// The byte of the markup, as it was written, and whether the glyph is a hyphen that was put
    /// in there.
    pub(in crate::writers::pdf) fn of_glyph(&mut self, glyph: &Glyph) -> (Option<usize>, bool) {
        let (span, offset) = glyph.span;
        if self.last.0 != span {
            self.last = (span, self.starts.get(&span).copied());
        }
        let Some(origin) = self.last.1 else { return (None, false) };
        let byte = self.map.written_near(origin.start + usize::from(offset), &mut self.cursor);
        (Some(byte), origin.put_in)
    }
}

/// Takes down where the leaves of a node stand that begins at a byte.
fn note_starts(node: &SyntaxNode, start: usize, starts: &mut FxHashMap<Span, NodeStart>) {
    let mut inner = node.children().peekable();
    if inner.peek().is_none() {
        let put_in = node.leaf_text() == HYPHEN;
        starts.insert(node.span(), NodeStart { start, put_in });
    }
    let mut at = start;
    for child in inner {
        note_starts(child, at, starts);
        at += child.len();
    }
}
