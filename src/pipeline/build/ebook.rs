//! The EPUB of an edition.

use super::{Failure, Job, Output, Step};
use crate::diagnostics::Diagnostics;
use crate::layouts::Layout;
use crate::writers::{epub, pdf};

impl Job<'_> {
    /// The EPUB in the look of a layout.
    pub(super) fn epub(
        &self,
        layout: &Layout,
        noticed: &mut Diagnostics,
    ) -> Result<Output, Failure> {
        let cover = self.drawn_cover(layout, noticed);
        (self.progress)(Step::Epub);
        let words = epub::Words {
            hyphenation: &self.edition.hyphenation,
            soft_hyphens: self.edition.epub.soft_hyphens,
            non_joiners: self.edition.epub.non_joiners,
        };
        let options = epub::Options { modified: self.modified, style: layout.css(), cover, words };
        let bytes = epub::write(self.book, self.resources, &options).map_err(Failure::Epub)?;
        Ok(Output::new(self.epub_name(), bytes))
    }

    /// The cover for a book whose editor gave none.
    fn drawn_cover(
        &self,
        layout: &Layout,
        noticed: &mut Diagnostics,
    ) -> Option<epub::CoverPicture> {
        (self.progress)(Step::Cover);
        if self.book.metadata.cover.is_some() {
            return None;
        }
        match pdf::cover(self.book, layout, self.resources) {
            Ok(pdf::CoverPicture { jpeg, width, height }) => {
                Some(epub::CoverPicture { jpeg, width, height })
            }
            Err(diagnostics) => {
                noticed.extend(diagnostics);
                None
            }
        }
    }

    pub(super) fn epub_name(&self) -> String {
        format!("{}.epub", self.book.metadata.slug)
    }
}
