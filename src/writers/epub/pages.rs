//! Marks of pages that begin with a document or with a line of the contents.

use std::collections::BTreeMap;

use super::Lowerer;
use super::breaks::Breaks;
use super::plan::Document;
use crate::ir::{Metadata, PageList, SectionId};
use crate::writers::xhtml::{Marks, Pages};
use crate::xml::Node;

/// The pages, and where those of the print begin outside of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paging<'a> {
    pub(super) pages: Pages<'a>,
    pub(super) breaks: &'a Breaks,
    /// What is put into the text.
    pub(super) marks: &'a Marks,
}

/// The name of the printed edition whose pages are listed: its ISBN, or what it says of itself.
pub(super) fn source(pages: Pages<'_>, metadata: &Metadata) -> Option<String> {
    let print = pages.print.filter(|_| pages.listed() == PageList::Print)?;
    let isbn = metadata.isbns.print.as_deref().filter(|_| print.printed);
    Some(isbn.map_or_else(|| titled(metadata, &print.layout), super::metadata::isbn_urn))
}

/// `Der Hafen. Ein Versuch (Zweite Auflage, pamphlet)`
fn titled(metadata: &Metadata, layout: &str) -> String {
    let title = match metadata.subtitle() {
        Some(subtitle) => format!("{}. {subtitle}", metadata.title.trim_end_matches('.')),
        None => metadata.title.clone(),
    };
    let edition = metadata.edition_statement.iter().map(String::as_str);
    let told: Vec<&str> = edition.chain([layout]).collect();
    format!("{title} ({})", told.join(", "))
}

impl Lowerer<'_> {
    /// The marks at the head of a section.
    pub(super) fn marks_of_section(&mut self, section: Option<SectionId>) -> Vec<Node> {
        let breaks: &Breaks = self.site.breaks;
        let pages = match section {
            Some(section) => breaks.sections.get(&section),
            None => Some(&breaks.notes),
        };
        pages.map_or_else(Vec::new, |pages| self.print_marks(pages))
    }
}

/// Marks before lines of the contents, by where those lead.
pub(super) type LineMarks = BTreeMap<(SectionId, Option<String>), Vec<Node>>;

impl<'a> Lowerer<'a> {
    /// The marks at the head of the contents and before lines of them. All other documents are
    /// written by now: the marks are put in order.
    pub(super) fn marks_of_contents(
        &mut self,
        document: &'a Document,
        section: Option<SectionId>,
    ) -> (Vec<Node>, LineMarks) {
        self.open(document);
        let breaks: &Breaks = self.site.breaks;
        let head = section.map_or_else(Vec::new, |index| self.marks_of_section(Some(index)));
        let mut lines: Vec<_> = breaks.lines.iter().collect();
        lines.sort_by_key(|(_, pages)| pages.first().copied());
        let marked = |(target, pages): (&(SectionId, Option<String>), &Vec<usize>)| {
            (target.clone(), self.print_marks(pages))
        };
        let lines = lines.into_iter().map(marked).collect();
        self.pages.sort_by_key(|page| page.document);
        (head, lines)
    }
}
