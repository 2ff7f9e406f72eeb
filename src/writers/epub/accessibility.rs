//! Accessibility metadata (EPUB Accessibility 1.1), derived from what is in the book.

use super::lower::PageMark;
use super::metadata::{has_index, isbn_urn, property};
use super::node::Element;
use super::plan::{Content, Plan};
use crate::ir::{Accessibility, Block, BlockKind, InlineKind, Metadata, walk};

/// What is in the EPUB, as far as accessibility metadata tell of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pictures: bool,
    undescribed: bool,
    notes: bool,
    pages: bool,
    index: bool,
}

/// The one claim that can be made, as EPUB Accessibility 1.1 spells it (section 3.5).
const CONFORMS: &str = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA";

/// The exemptions from the European Accessibility Act that have a name.
const EXEMPTIONS: [&str; 3] =
    ["eaa-microenterprise", "eaa-disproportionate-burden", "eaa-fundamental-alteration"];

impl Facts {
    /// Looks through what the EPUB shows: pictures that say something, notes, page markers.
    pub(super) fn of(plan: &Plan<'_>, pages: &[PageMark]) -> Self {
        let mut facts =
            Self { pages: !pages.is_empty(), index: has_index(plan), ..Self::default() };
        for document in &plan.documents {
            if let Content::Section(index) = document.content {
                let section = &plan.book.sections[index];
                walk::section(section, &mut |inline| facts.see_inline(plan, &inline.kind));
                facts.see_figures(plan, &section.blocks);
            }
        }
        let groups = plan.endnotes.iter().chain(plan.section_notes.values().flatten());
        for note in groups.flat_map(|group| &group.notes) {
            if let Some(note) = plan.book.notes.get(note.0 as usize) {
                facts.notes = true;
                facts.see_figures(plan, &note.body);
                walk::inlines(&note.body, &mut |inline| facts.see_inline(plan, &inline.kind));
            }
        }
        facts
    }

    fn see_figures(&mut self, plan: &Plan<'_>, blocks: &[Block]) {
        walk::blocks(blocks, &mut |block| {
            if let BlockKind::Figure(figure) = &block.kind {
                self.see_picture(plan, &figure.path, &figure.alt, figure.decorative);
            }
        });
    }

    fn see_inline(&mut self, plan: &Plan<'_>, kind: &InlineKind) {
        if let InlineKind::Image { path, alt, decorative } = kind {
            self.see_picture(plan, path, alt, *decorative);
        }
    }

    fn see_picture(&mut self, plan: &Plan<'_>, path: &str, alt: &str, decorative: bool) {
        if !decorative && plan.images.contains_key(path) {
            self.pictures = true;
            self.undescribed |= alt.trim().is_empty();
        }
    }

    /// Which printed edition the page markers name: by ISBN, address or title.
    pub(super) fn page_source(&self, metadata: &Metadata) -> Option<String> {
        let source = metadata.source.as_ref();
        self.pages.then(|| {
            source.map_or_else(
                || "none".to_owned(),
                |source| {
                    let isbn = source.isbn.as_deref().map(isbn_urn);
                    isbn.or_else(|| source.url.clone()).unwrap_or_else(|| source.title.clone())
                },
            )
        })
    }

    /// The elements of the package's metadata.
    pub(super) fn metadata(&self, plan: &Plan<'_>) -> Vec<Element> {
        let mut list = vec![property("schema:accessMode", "textual")];
        if self.pictures {
            list.push(property("schema:accessMode", "visual"));
        }
        let sufficient = if self.undescribed { "textual,visual" } else { "textual" };
        list.push(property("schema:accessModeSufficient", sufficient));
        let features = self.features().into_iter();
        list.extend(features.map(|feature| property("schema:accessibilityFeature", feature)));
        list.push(property("schema:accessibilityHazard", "none"));
        list.push(property("schema:accessibilitySummary", self.summary(plan)));
        list.extend(claims(&plan.book.metadata));
        list
    }

    fn features(&self) -> Vec<&'static str> {
        let all = [
            (true, "tableOfContents"),
            (true, "readingOrder"),
            (true, "structuralNavigation"),
            (true, "displayTransformability"),
            (true, "unlocked"),
            (self.pictures && !self.undescribed, "alternativeText"),
            (self.pages, "pageBreakMarkers"),
            (self.pages, "pageNavigation"),
            (self.index, "index"),
        ];
        all.into_iter().filter(|(is, _)| *is).map(|(_, name)| name).collect()
    }

    fn summary(&self, plan: &Plan<'_>) -> String {
        if let Some(summary) = &plan.book.metadata.accessibility.summary {
            return summary.clone();
        }
        let words = plan.terms;
        let sentences = [
            (true, words.summary_text),
            (self.pictures && !self.undescribed, words.summary_images),
            (self.undescribed, words.summary_images_without_alt),
            (self.notes, words.summary_notes),
            (self.pages, words.summary_pages),
        ];
        let said = sentences.into_iter().filter(|(is, _)| *is).map(|(_, sentence)| sentence);
        said.collect::<Vec<_>>().join(" ")
    }
}

/// Who certifies, when, with what right and where one can read of it.
fn certification(said: &Accessibility, certifier: &str) -> Vec<Element> {
    let refining = |element: Element, id: &str| element.attr("refines", format!("#{id}"));
    let link = |rel: &str, address: &str| {
        refining(Element::new("link").attr("rel", rel), "certifier").attr("href", address)
    };
    let by = Element::new("meta").attr("property", "a11y:certifiedBy").attr("id", "certifier");
    let mut list = vec![refining(by, "conformance").text(certifier)];
    if let Some(date) = said.certified_on {
        let date = property("dcterms:date", date.to_string());
        list.push(refining(date, "certifier"));
    }
    list.extend(said.credential.as_ref().map(|credential| {
        if credential.starts_with("https://") || credential.starts_with("http://") {
            link("a11y:certifierCredential", credential)
        } else {
            refining(property("a11y:certifierCredential", credential.as_str()), "certifier")
        }
    }));
    list.extend(said.report.as_ref().map(|report| link("a11y:certifierReport", report)));
    list
}

/// What only people can say: conformance, by whom it was found, exemptions.
fn claims(metadata: &Metadata) -> Vec<Element> {
    let said = &metadata.accessibility;
    let mut list = Vec::new();
    if let Some(certifier) = said.certified_by.as_ref().filter(|_| said.conforms) {
        list.push(property("dcterms:conformsTo", CONFORMS).attr("id", "conformance"));
        list.extend(certification(said, certifier));
    }
    let exemption = said.exemption.as_ref().filter(|name| EXEMPTIONS.contains(&name.as_str()));
    list.extend(exemption.map(|name| property("a11y:exemption", name)));
    list
}
