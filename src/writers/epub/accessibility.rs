//! Accessibility metadata (EPUB Accessibility 1.1), derived from the documents as they are written.

use std::collections::BTreeMap;

use super::metadata::{isbn_urn, property};
use super::package::Item;
use super::pages;
use super::plan::Plan;
use crate::accessibility::{Claims, Evidence, Feature, Picture, Statement, StyleEvidence, moves};
use crate::addresses;
use crate::css::Sheet;
use crate::ir::{Accessibility, Block, BlockKind, Inline, InlineKind, Metadata, walk};
use crate::source::Span;
use crate::xml::Element;

/// The one claim that can be made, as EPUB Accessibility 1.1 spells it (section 3.5).
const CONFORMS: &str = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA";

/// The exemptions from the European Accessibility Act that have a name.
const EXEMPTIONS: [&str; 3] =
    ["eaa-microenterprise", "eaa-disproportionate-burden", "eaa-fundamental-alteration"];

/// What is in the EPUB, and what its package says of that.
#[derive(Debug)]
pub(super) struct Facts {
    evidence: Evidence,
    statements: Vec<Element>,
}

impl Facts {
    /// Looks at what goes into the file.
    pub(super) fn gather(plan: &Plan<'_>, items: &[Item]) -> Self {
        let sheets = items.iter().filter(|item| item.href.ends_with(".css"));
        let sheets: String = sheets.map(|item| String::from_utf8_lossy(&item.bytes)).collect();
        let style = StyleEvidence::in_sheet(&Sheet::read(&sheets));
        let mut moving = style.moving;
        let animated = items.iter().filter(|item| item.is_compressed() && moves(&item.bytes));
        moving.extend(animated.map(|item| item.href.clone()));
        let documents = items.iter().filter_map(|item| item.seen.clone()).collect();
        let (colours, fixed) = (style.colours, style.fixed);
        let mut evidence = Evidence { documents, colours, fixed, moving, ..Evidence::default() };
        place(plan, &mut evidence);
        let marked = evidence.count(|document| document.page_breaks.len()) > 0;
        evidence.page_source = marked.then(|| {
            let metadata = plan.book.metadata();
            pages::source(plan.pages, metadata).unwrap_or_else(|| page_source(metadata))
        });
        let statements = statements(plan, &evidence);
        evidence.statements = statements.iter().filter_map(statement).collect();
        Self { evidence, statements }
    }

    /// Which printed edition the page markers name.
    pub(super) fn page_source(&self) -> Option<&str> {
        self.evidence.page_source.as_deref()
    }

    /// The elements of the package's metadata.
    pub(super) fn metadata(&self) -> impl Iterator<Item = Element> {
        self.statements.iter().cloned()
    }

    /// What was found.
    pub(super) fn into_evidence(self) -> Evidence {
        self.evidence
    }
}

/// A printed edition by ISBN, address or title.
fn page_source(metadata: &Metadata) -> String {
    let Some(source) = &metadata.source else { return "none".to_owned() };
    let isbn = source.isbn.as_deref().map(isbn_urn);
    isbn.or_else(|| source.url.clone()).unwrap_or_else(|| source.title.clone())
}

fn statement(element: &Element) -> Option<Statement> {
    let property = element.value("property").or(element.value("rel"))?.to_owned();
    let value = element.value("href").map_or_else(|| element.said(), str::to_owned);
    Some(Statement { property, value })
}

/// Says of the pictures where the source names them: the first of a file is the first in the book.
fn place(plan: &Plan<'_>, evidence: &mut Evidence) {
    let paths: BTreeMap<&str, &str> =
        plan.images.iter().map(|(path, file)| (file.file.as_str(), *path)).collect();
    let mut places: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let mut named = |path: &str, span: Span| {
        if let Some(picture) = plan.images.get(path) {
            places.entry(picture.file.as_str()).or_default().push(span);
        }
    };
    for section in plan.book.sections() {
        figures(&section.blocks, &mut named);
        walk::section(section, &mut |inline| picture(inline, &mut named));
    }
    for (_, note) in plan.book.arrangement.notes() {
        figures(&note.body, &mut named);
        walk::inlines(&note.body, &mut |inline| picture(inline, &mut named));
    }
    let pictures = evidence.documents.iter_mut().flat_map(|document| &mut document.pictures);
    for picture in pictures {
        let Picture { file, place, path, .. } = picture;
        let name = file.rsplit('/').next().unwrap_or_default();
        *path = paths.get(name).map(|path| (*path).to_owned());
        let found = places.get_mut(name).filter(|places| !places.is_empty());
        *place = found.map(|places| places.remove(0));
    }
}

fn figures(blocks: &[Block], named: &mut impl FnMut(&str, Span)) {
    walk::blocks(blocks, &mut |block| {
        if let BlockKind::Figure(figure) = &block.kind {
            named(&figure.path, figure.path_span);
        }
    });
}

fn picture(inline: &Inline, named: &mut impl FnMut(&str, Span)) {
    if let InlineKind::Image { path, .. } = &inline.kind {
        named(path, inline.span);
    }
}

/// What the package says of accessibility.
fn statements(plan: &Plan<'_>, evidence: &Evidence) -> Vec<Element> {
    let found = Claims::from_evidence(evidence);
    let each = |name: &'static str, values: &[&'static str]| {
        values.iter().map(|value| property(name, *value)).collect::<Vec<_>>()
    };
    let mut list = each("schema:accessMode", &found.modes);
    list.extend(each("schema:accessModeSufficient", &found.sufficient));
    let features: Vec<_> = found.features.iter().map(|feature| feature.as_str()).collect();
    list.extend(each("schema:accessibilityFeature", &features));
    list.push(property("schema:accessibilityHazard", found.hazard.as_str()));
    list.push(property("schema:accessibilitySummary", summary(plan, evidence, &found)));
    list.extend(claims(plan.book.metadata()));
    list
}

/// What is true of this book, in its language.
fn summary(plan: &Plan<'_>, evidence: &Evidence, found: &Claims) -> String {
    if let Some(summary) = &plan.book.metadata().accessibility.summary {
        return summary.clone();
    }
    let words = plan.terms;
    let adapts = found.has(Feature::DisplayTransformability);
    let silent = evidence.pictures().any(|(_, picture)| picture.is_silent());
    let tables: Vec<_> = evidence.documents.iter().flat_map(|document| &document.tables).collect();
    let headed = !tables.is_empty() && tables.iter().all(|table| table.headers > 0);
    let notes = evidence.count(|document| document.notes.calls);
    let back = evidence.count(|document| document.notes.ways_back);
    let sentences = [
        (adapts, words.summary_text),
        (!adapts, words.summary_text_fixed),
        (evidence.pictures().all(|(_, picture)| picture.cover), words.summary_no_images),
        (found.has(Feature::AlternativeText), words.summary_images),
        (silent, words.summary_images_without_alt),
        (found.has(Feature::LongDescription), words.summary_descriptions),
        (headed, words.summary_tables),
        (notes > 0 && back >= notes, words.summary_notes),
        (found.has(Feature::PageNavigation), words.summary_pages),
        (found.has(Feature::Index), words.summary_index),
        (evidence.languages().len() > 1, words.summary_languages),
    ];
    let said = sentences.into_iter().filter(|(is, _)| *is).map(|(_, sentence)| sentence);
    said.collect::<Vec<_>>().join(" ")
}

/// Who certifies, when, with what right and where one can read of it.
fn certification(said: &Accessibility, certifier: &str) -> Vec<Element> {
    let refining = |element: Element, id: &str| element.attr("refines", format!("#{id}"));
    let link = |rel: &str, address: &str| {
        let href = addresses::written(address).unwrap_or_else(|_| address.to_owned());
        refining(Element::new("link").attr("rel", rel), "certifier").attr("href", href)
    };
    let by = Element::new("meta").attr("property", "a11y:certifiedBy").attr("id", "certifier");
    let mut list = vec![refining(by, "conformance").text(certifier)];
    if let Some(date) = said.certified_on {
        let date = property("dcterms:date", date.to_string());
        list.push(refining(date, "certifier"));
    }
    list.extend(said.credential.as_ref().map(|credential| {
        if addresses::on_the_web(credential).is_ok() {
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
