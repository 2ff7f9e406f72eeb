//! What is costly and serves many editions, or one that is built again and again.
//!
//! What never changes, the typesetter's library and vocabulary and the shipped fonts, is read once in a
//! process. A session keeps what the next edition can use and is small: dictionaries, layouts, fonts and
//! text of the last editions, of which only the sections are read again that changed, and what decoding has shown of pictures, by the sums of their bytes.

use super::text::Kept;
use crate::diagnostics::Diagnostic;
use crate::edition::Judged;
use crate::fonts::{self, Fonts};
use crate::layouts::{Layout, Layouts};
use crate::proof::spelling::Shelf;
use crate::resources::Resources;
use crate::source::Span;
use crate::stop::{Stop, Stopped};
use crate::storage::Folder;

/// Builds editions, any number at the same time, and keeps what the next one can use: dictionaries,
/// layouts, fonts and text of the last editions, what decoding has shown of pictures. No book and no picture is
/// kept, so that memory is that of the editions that are open. Of an edition that is opened again, only the
/// sections are read that changed.
///
/// What never changes, the typesetter's library and the fonts that come with umbruch, is read once in a
/// process.
#[derive(Debug, Default)]
pub struct Session {
    shelf: Shelf,
    layouts: Layouts,
    fonts: fonts::Kept,
    pictures: Judged,
    text: Kept,
    stop: Stop,
}

impl Session {
    /// A session with these dictionaries of the system.
    #[must_use]
    pub fn new(shelf: Shelf) -> Self {
        Self { shelf, ..Self::default() }
    }

    /// With what the session is stopped, from any thread: it is heard between files that are read, between
    /// the passes, between lines that are proofread, between the rounds in which pages are set and between
    /// one setting and the next, between targets. What is stopped leaves nothing behind.
    #[must_use]
    pub fn stop(&self) -> &Stop {
        &self.stop
    }

    /// A session that is stopped with this.
    #[cfg(test)]
    pub(super) fn stopped_with(stop: Stop) -> Self {
        Self { stop, ..Self::default() }
    }

    /// Nothing, unless the session was told to stop.
    pub(super) fn go_on(&self) -> Result<(), Stopped> {
        self.stop.go_on()
    }

    /// The dictionaries of the system.
    pub(super) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// What was read of the text of editions.
    pub(super) fn text(&self) -> &Kept {
        &self.text
    }

    /// What is known of pictures.
    pub(super) fn pictures(&self) -> &Judged {
        &self.pictures
    }

    /// The fonts of an edition.
    pub(super) fn fonts(&self, resources: &Resources) -> Fonts {
        self.fonts.fonts(resources)
    }

    /// A layout; see [`Layout::load`].
    pub(super) fn layout(
        &self,
        name: &str,
        span: Span,
        folder: &dyn Folder,
    ) -> Result<Layout, Vec<Diagnostic>> {
        self.layouts.load(name, span, folder)
    }
}
