//! Which byte of the markup a glyph stands for.

use std::collections::HashMap;

use typst::World as _;
use typst::syntax::{LinkedNode, Span};
use typst::text::Glyph;

use super::super::draft::HYPHEN;
use super::super::map::SourceMap;
use super::super::world::World;

/// Where the nodes of the markup stand.
pub(in crate::writers::pdf) struct GlyphSources<'a> {
    starts: HashMap<Span, NodeStart>,
    map: &'a SourceMap,
    /// Glyphs next to each other mostly come from one node.
    last: (Span, Option<NodeStart>),
}

#[derive(Debug, Clone, Copy)]
struct NodeStart {
    start: usize,
    put_in: bool,
}

impl<'a> GlyphSources<'a> {
    /// The nodes of the markup as it is now.
    pub(in crate::writers::pdf) fn collect(world: &World, map: &'a SourceMap) -> Self {
        let mut starts = HashMap::new();
        if let Ok(source) = world.source(world.main()) {
            note_starts(&LinkedNode::new(source.root()), &mut starts);
        }
        Self { starts, map, last: (Span::detached(), None) }
    }

    /// The byte of the markup, as it was written, and whether the glyph is a hyphen that was put
    /// in there.
    pub(in crate::writers::pdf) fn of_glyph(&mut self, glyph: &Glyph) -> (Option<usize>, bool) {
        let (span, offset) = glyph.span;
        if self.last.0 != span {
            self.last = (span, self.starts.get(&span).copied());
        }
        let Some(origin) = self.last.1 else { return (None, false) };
        let byte = self.map.written(origin.start + usize::from(offset));
        (Some(byte), origin.put_in)
    }
}

fn note_starts(node: &LinkedNode<'_>, starts: &mut HashMap<Span, NodeStart>) {
    let mut inner = node.children().peekable();
    if inner.peek().is_none() {
        let put_in = node.get().leaf_text() == HYPHEN;
        starts.insert(node.span(), NodeStart { start: node.offset(), put_in });
    }
    inner.for_each(|child| note_starts(&child, starts));
}
