//! What stands around blocks, as far as their markup depends on it.

/// Where blocks stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct BlockContext<'a> {
    /// Depth in the book of the section's own heading.
    pub(super) depth: u8,
    /// The ids of the headings that stand in the contents.
    pub(super) listed: &'a [String],
    /// Whether a play is around.
    pub(super) play: bool,
    /// By how much what stands around indents, in em.
    pub(super) indent: f64,
    /// Whether a quotation or a motto is around, whose type is smaller already.
    pub(super) quoted: bool,
}

impl BlockContext<'static> {
    /// Within a note or a caption, where no headings are.
    pub(super) const ASIDE: Self = Self::in_section(1, &[]);
}

impl<'a> BlockContext<'a> {
    /// In a section of that depth.
    pub(super) const fn in_section(depth: u8, listed: &'a [String]) -> Self {
        Self { depth, listed, play: false, indent: 0.0, quoted: false }
    }

    /// With so much more indent, in em.
    pub(super) fn indented(self, by: f64) -> Self {
        Self { indent: self.indent + by, ..self }
    }
}
