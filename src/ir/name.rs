//! What the nodes of a book are called, so that a place in it can be named by whoever holds no part of it.

/// A section: the sections of the manifest in their order, then those that are made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionId(pub u32);

/// A block or an inline: the section in whose file it stands, and its number there, outer before inner,
/// notes behind the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId {
    /// The section.
    pub section: SectionId,
    /// The number.
    pub number: u32,
}

/// What a block or an inline is called. A clone has the name of what it was cloned from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Name {
    /// It stands in no book, or a pass has put it there and none has named it.
    #[default]
    None,
    /// It stands in the book at its own place.
    Own(NodeId),
    /// It says again what stands at that place.
    Again(NodeId),
}

impl Name {
    /// The place, for what stands there.
    #[must_use]
    pub fn own(self) -> Option<NodeId> {
        match self {
            Self::Own(id) => Some(id),
            Self::None | Self::Again(_) => None,
        }
    }

    /// The node that is said, here or again.
    #[must_use]
    pub fn said(self) -> Option<NodeId> {
        match self {
            Self::Own(id) | Self::Again(id) => Some(id),
            Self::None => None,
        }
    }

    /// The name of what says this node again.
    #[must_use]
    pub fn again(self) -> Self {
        self.said().map_or(Self::None, Self::Again)
    }
}

/// Gives out the names of a section.
#[derive(Debug, Clone)]
pub struct Names {
    section: SectionId,
    next: u32,
}

impl Names {
    /// None are given yet.
    #[must_use]
    pub fn of(section: SectionId) -> Self {
        Self { section, next: 0 }
    }

    /// Keeps from giving out a name that was given.
    pub fn take(&mut self, id: NodeId) {
        self.next = self.next.max(id.number + 1);
    }

    /// Names what has no place of its own.
    pub fn name(&mut self, name: &mut Name) {
        if name.own().is_none() {
            *name = Name::Own(NodeId { section: self.section, number: self.next });
            self.next += 1;
        }
    }
}
