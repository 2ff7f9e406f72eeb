//! Citations and the list of works, set by the style.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use hayagriva::citationberg::Locale;
use hayagriva::citationberg::taxonomy::Locator as Term;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, Entry, LocatorPayload,
    SpecificLocator,
};

use super::inlines::{Work, inlines};
use super::{Bibliography, guarded};
use crate::ir::{CitedWork, Inline, LocatorKind};
use crate::source::Span;

/// The words of all styles, by language.
static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(hayagriva::archive::locales);

/// A citation that is to be set.
#[derive(Debug, Clone, Copy)]
pub struct Citation<'a> {
    /// Its works; those that are not known are left out.
    pub works: &'a [CitedWork],
    /// The number of the note in which it stands.
    pub note: Option<u32>,
    /// Its place in the source.
    pub span: Span,
}

/// What the style makes of all citations.
#[derive(Debug)]
pub struct Rendered {
    /// The text of each citation.
    pub citations: Vec<Vec<Inline>>,
    /// The list of works in its order; none if the style has no such list.
    pub references: Option<Vec<RenderedReference>>,
}

/// An entry of the list of works.
#[derive(Debug)]
pub struct RenderedReference {
    /// The key of the work.
    pub key: String,
    /// The number or label, if the style sets it apart.
    pub mark: Vec<Inline>,
    /// What is said of the work.
    pub content: Vec<Inline>,
}

impl Bibliography {
    /// Sets the citations, which stand in reading order, and the works that they name, with those of
    /// `more`. `ids` are the ids of the entries to which citations lead.
    ///
    /// # Errors
    /// What the style stumbled over.
    pub fn render(
        &self,
        citations: &[Citation<'_>],
        more: &[&str],
        ids: &BTreeMap<String, String>,
    ) -> Result<Rendered, String> {
        guarded(|| self.rendered(citations, more, ids))
    }

    fn rendered(
        &self,
        citations: &[Citation<'_>],
        more: &[&str],
        ids: &BTreeMap<String, String>,
    ) -> Rendered {
        let mut driver = BibliographyDriver::new();
        let locale = || Some(self.locale.clone());
        for citation in citations {
            let items = self.known(citation).map(|(work, entry)| item(work, entry)).collect();
            let note = citation.note.and_then(|number| usize::try_from(number).ok());
            driver.citation(CitationRequest::new(items, &self.style, locale(), &LOCALES, note));
        }
        let cited: BTreeSet<&str> =
            citations.iter().flat_map(|c| c.works).map(|work| work.key.as_str()).collect();
        let more = more.iter().filter(|key| !cited.contains(*key));
        for entry in more.filter_map(|key| self.works.get(key)) {
            let items = vec![CitationItem::with_entry(entry)];
            driver.citation(CitationRequest::new(items, &self.style, locale(), &LOCALES, None));
        }
        let made = driver.finish(BibliographyRequest::new(&self.style, locale(), &LOCALES));
        let set = citations.iter().zip(&made.citations).map(|(citation, set)| {
            let works: Vec<Work<'_>> = self
                .known(citation)
                .map(|(work, _)| Work {
                    prefix: work.prefix.as_deref(),
                    without_author: work.without_author,
                    id: ids.get(&work.key).map(String::as_str),
                })
                .collect();
            inlines(&set.citation, citation.span, &works)
        });
        let citations = set.collect();
        let references = made.bibliography.map(|list| {
            let reference = |item: hayagriva::BibliographyItem| {
                let span = self.place(&item.key).unwrap_or(citation_place());
                let mark = item.first_field.map(|field| hayagriva::ElemChildren(vec![field]));
                RenderedReference {
                    mark: mark.map_or_else(Vec::new, |mark| inlines(&mark, span, &[])),
                    content: inlines(&item.content, span, &[]),
                    key: item.key,
                }
            };
            list.items.into_iter().map(reference).collect()
        });
        Rendered { citations, references }
    }

    fn known<'s>(
        &'s self,
        citation: &Citation<'s>,
    ) -> impl Iterator<Item = (&'s CitedWork, &'s Entry)> {
        citation.works.iter().filter_map(|work| Some((work, self.works.get(&work.key)?)))
    }
}

/// The place of a work whose key is not found in its file.
fn citation_place() -> Span {
    Span::new(crate::source::FileId(0), 0..0)
}

fn item<'a>(work: &'a CitedWork, entry: &'a Entry) -> CitationItem<'a, Entry> {
    let locator = work
        .locator
        .as_ref()
        .map(|locator| SpecificLocator(term(locator.kind), LocatorPayload::Str(&locator.value)));
    CitationItem::with_locator(entry, locator)
}

fn term(kind: LocatorKind) -> Term {
    match kind {
        LocatorKind::Book => Term::Book,
        LocatorKind::Chapter => Term::Chapter,
        LocatorKind::Column => Term::Column,
        LocatorKind::Figure => Term::Figure,
        LocatorKind::Folio => Term::Folio,
        LocatorKind::Issue => Term::Issue,
        LocatorKind::Line => Term::Line,
        LocatorKind::Note => Term::Note,
        LocatorKind::Page => Term::Page,
        LocatorKind::Paragraph => Term::Paragraph,
        LocatorKind::Part => Term::Part,
        LocatorKind::Section => Term::Section,
        LocatorKind::Verse => Term::Verse,
        LocatorKind::Volume => Term::Volume,
        LocatorKind::Plain => Term::Custom,
    }
}
