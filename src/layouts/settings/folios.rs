//! Where the numbers of the pages stand.

use serde::{Deserialize, Serialize};

/// Where folios stand. Half title, title page, imprint and what else has a form of its own never
/// carry one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Folios {
    /// On pages of running text: in the running head, or at the foot.
    pub place: Folio,
    /// On pages on which a section opens, which have no running head.
    pub openings: Folio,
    /// On the pages of parts.
    pub parts: Folio,
    /// On blank pages between sections.
    pub blanks: Folio,
}

impl Default for Folios {
    fn default() -> Self {
        let none = Folio::None;
        Self { place: Folio::Head, openings: none, parts: none, blanks: none }
    }
}

/// The place of a folio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Folio {
    /// In the running head, at the outer edge.
    Head,
    /// Below the type area, in its middle.
    Foot,
    /// Nowhere: the page is counted.
    None,
}
