//! The EPUB of an edition.

use super::table::EPUB;
use super::{Failure, File, Job, Making, Profile, Step};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::edition::Edition;
use crate::fonts::Family;
use crate::layouts::Layout;
use crate::pipeline::conformance;
use crate::source::Sources;
use crate::verify::{self, Demand};
use crate::writers::{epub, pdf};

impl Job<'_> {
    /// The EPUB in the look of a layout, with the pages of the print, and those for single reading
    /// systems; of the first a report on what it offers to those who cannot read print.
    pub(super) fn epubs(&self, layout: &Layout, making: &mut Making) -> Result<Vec<File>, Failure> {
        let noticed = &mut making.noticed;
        let cover = self.drawn_cover(layout, noticed);
        (self.progress)(Step::for_target(&EPUB));
        let print = making.pages.as_ref();
        let pages = epub::Pages { list: self.edition.settings.epub_pages.list, print };
        let words = epub::Words {
            hyphenation: &self.edition.hyphenation,
            soft_hyphens: self.edition.settings.epub.soft_hyphens,
            non_joiners: self.edition.settings.epub.non_joiners,
        };
        let style = layout.css(self.book.has_blocks_in_cells());
        let families = self.families(layout);
        let mut options = epub::Options {
            modified: self.modified,
            style: &style,
            cover,
            fonts: &families,
            words,
            profile: Profile::Everywhere,
            pages,
        };
        let mut outputs = Vec::new();
        for profile in [Profile::Everywhere].iter().chain(&self.request.profiles) {
            self.go_on()?;
            options.profile = *profile;
            let published = self.published(&mut options, layout, noticed).map_err(Failure::Epub)?;
            if *profile == Profile::Everywhere {
                noticed.extend(conformance::check_written(self.edition, &published.evidence));
                making.reports.extend(self.access_reports(&published.evidence));
            }
            let name = epub_name(&self.book.metadata().slug, *profile);
            outputs.push(File::new(&EPUB, name, published.bytes));
        }
        Ok(outputs)
    }

    /// The fonts of the layout, if the edition wants them in its EPUB.
    fn families(&self, layout: &Layout) -> Vec<Family> {
        if !self.edition.settings.epub.fonts {
            return Vec::new();
        }
        let text = &layout.settings().text;
        text.fonts.iter().filter_map(|name| self.fonts.family(name, text.weight)).collect()
    }

    /// An EPUB; without fonts where one of them must not be embedded, which is told once.
    fn published(
        &self,
        options: &mut epub::Options<'_>,
        layout: &Layout,
        noticed: &mut Diagnostics,
    ) -> Result<epub::Published, epub::Error> {
        match epub::publish(self.book, self.resources, options) {
            Err(epub::Error::Font { family, file, unfit }) => {
                let file = file.map(|file| format!(" in `{file}`")).unwrap_or_default();
                noticed.report(
                    Code::FontNotEmbedded,
                    layout.span(),
                    format!("the font `{family}`{file} does not go into the EPUB: {unfit}"),
                    "take another font, or write `fonts = false` below `[epub]`: then reading systems \
                     use their own",
                );
                options.fonts = &[];
                epub::publish(self.book, self.resources, options)
            }
            published => published,
        }
    }

    /// The cover for a book whose editor gave none.
    fn drawn_cover(
        &self,
        layout: &Layout,
        noticed: &mut Diagnostics,
    ) -> Option<epub::CoverPicture> {
        (self.progress)(Step { what: "cover", layout: None });
        if self.book.metadata().cover.is_some() {
            return None;
        }
        match pdf::cover(self.book, layout, self.resources, &self.fonts) {
            Ok(pdf::CoverPicture { jpeg, width, height }) => {
                Some(epub::CoverPicture { jpeg, width, height })
            }
            Err(diagnostics) => {
                noticed.extend(diagnostics);
                None
            }
        }
    }
}

/// The names of all EPUBs that can be made of the edition.
pub(super) fn books(edition: &Edition) -> Vec<String> {
    names(&edition.metadata.slug).collect()
}

/// Whether a file is called as one of them.
pub(super) fn could_be(slug: &str, name: &str) -> bool {
    names(slug).any(|own| own == name)
}

/// What our own checker finds in an EPUB. It should find nothing that the checks of the source do not:
/// what it finds is told all the same, and no EPUB with an error is written.
pub(super) fn faults(book: &File, sources: &mut Sources) -> Vec<Diagnostic> {
    verify::verify(&book.name, &book.bytes, Demand::Own, sources)
}

fn names(slug: &str) -> impl Iterator<Item = String> + use<'_> {
    let profiles = [Profile::Everywhere].into_iter().chain(Profile::NAMED);
    profiles.map(move |profile| epub_name(slug, profile))
}

fn epub_name(slug: &str, profile: Profile) -> String {
    match profile.name() {
        None => format!("{slug}.epub"),
        Some(name) => format!("{slug}-{name}.epub"),
    }
}
