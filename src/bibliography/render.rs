//! Citations and the list of works, set by the style.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use hayagriva::citationberg::Locale;
use hayagriva::citationberg::taxonomy::Locator as Term;
use hayagriva::types::{MaybeTyped, Numeric};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, Entry, LocatorPayload,
    SpecificLocator,
};

use super::inlines::{Work, inlines};
use super::names::Persons;
use super::ready::numbered_at_the_whole;
use super::{Bibliography, guarded};
use crate::ir::{CitedWork, Inline, LocatorKind};
use crate::source::Span;

/// The words of all styles, by language.
static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(hayagriva::archive::locales);

/// A number of a volume that no work has.
const PROBE: i32 = 7_753;

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
        let cited: BTreeSet<&str> =
            citations.iter().flat_map(|c| c.works).map(|work| work.key.as_str()).collect();
        let all = || cited.iter().chain(more).filter_map(|key| self.works.get(key));
        // A note names persons in full.
        let persons =
            if self.cites_in_notes() { Persons::default() } else { Persons::named_in(all()) };
        let works: BTreeMap<&str, Entry> =
            all().map(|work| (work.key(), persons.marked(&self.as_it_is_said(work)))).collect();
        let mut driver = BibliographyDriver::new();
        let locale = || Some(self.locale.clone());
        for citation in citations {
            let known = citation.works.iter();
            let known = known.filter_map(|work| Some((work, works.get(work.key.as_str())?)));
            let items = known.map(|(work, entry)| item(work, entry)).collect();
            let note = citation.note.and_then(|number| usize::try_from(number).ok());
            driver.citation(CitationRequest::new(items, &self.style, locale(), &LOCALES, note));
        }
        let more = more.iter().filter(|key| !cited.contains(*key));
        for entry in more.filter_map(|key| works.get(key)) {
            let items = vec![CitationItem::with_entry(entry)];
            driver.citation(CitationRequest::new(items, &self.style, locale(), &LOCALES, None));
        }
        let mut made = driver.finish(BibliographyRequest::new(&self.style, locale(), &LOCALES));
        made.citations.iter_mut().for_each(|set| persons.unmarked(&mut set.citation, true));
        for item in made.bibliography.iter_mut().flat_map(|list| &mut list.items) {
            persons.unmarked(&mut item.content, false);
        }
        let set = citations.iter().zip(&made.citations).map(|(citation, set)| {
            let known = citation.works.iter().filter(|work| self.has(&work.key));
            let works: Vec<Work<'_>> = known
                .map(|work| Work {
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

    fn as_it_is_said(&self, work: &Entry) -> Entry {
        self.with_its_number(self.under_a_name(work))
    }

    /// The work; its editors are made its authors, with a word for it, where the style says more of
    /// works by authors: some lose the title, or a given name, of those that have editors alone.
    fn under_a_name(&self, work: &Entry) -> Entry {
        let has_author = work.authors().is_some_and(|authors| !authors.is_empty());
        let editors = work.editors().filter(|editors| !editors.is_empty() && !has_author);
        let Some(editors) = editors else { return work.clone() };
        let mut named = editors.to_vec();
        let word = match (self.locale.0.split('-').next(), named.len()) {
            (Some("de"), _) => "Hrsg.",
            (Some("fr"), _) => "éd.",
            (_, 1) => "ed.",
            _ => "eds.",
        };
        if let Some(last) = named.last_mut().filter(|last| last.suffix.is_none()) {
            (last.suffix, last.comma_suffix) = (Some(word.to_owned()), true);
        }
        let mut made = work.clone();
        made.set_authors(named);
        made.set_editors(Vec::new());
        let person = editors.first();
        let facts = [
            work.title().map(ToString::to_string),
            work.date_any().map(|date| date.year.to_string()),
            person.map(|person| person.name.clone()),
            person.and_then(|person| person.given_name.clone()),
        ];
        if self.says(&made, &facts) > self.says(work, &facts) { made } else { work.clone() }
    }

    /// The work; of a volume the number is put with the whole, where the style says it only there.
    fn with_its_number(&self, work: Entry) -> Entry {
        let Some(moved) = numbered_at_the_whole(&work) else { return work };
        // A number that stands nowhere else shows whether numbers are said.
        let probe = |entry: &Entry| {
            let mut probed = entry.clone();
            probed.set_volume(MaybeTyped::Typed(Numeric::new(PROBE)));
            probed
        };
        let facts = [Some(PROBE.to_string())];
        let by_itself = self.says(&probe(&work), &facts);
        let with_the_whole = numbered_at_the_whole(&probe(&work));
        let with_the_whole = with_the_whole.map_or(0, |probed| self.says(&probed, &facts));
        if with_the_whole > by_itself { moved } else { work }
    }

    /// How many of the facts the style says of a work in the list.
    fn says(&self, work: &Entry, facts: &[Option<String>]) -> usize {
        let locale = || Some(self.locale.clone());
        let items = vec![CitationItem::with_entry(work)];
        let mut driver = BibliographyDriver::new();
        driver.citation(CitationRequest::new(items, &self.style, locale(), &LOCALES, None));
        let made = driver.finish(BibliographyRequest::new(&self.style, locale(), &LOCALES));
        let list = made.bibliography.into_iter().flat_map(|list| list.items);
        let said: String = list.map(|item| letters(&item.content.to_string())).collect();
        facts.iter().flatten().filter(|fact| said.contains(&letters(fact))).count()
    }
}

/// The letters and figures of a text, small.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
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
