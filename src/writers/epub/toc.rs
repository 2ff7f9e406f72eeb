//! The table of contents with addresses, for the navigation document and the NCX.

use super::ids::Ids;
use super::plan::Plan;
use crate::ir::{Language, OutlineEntry};

/// A line of the table of contents.
pub(super) struct Entry<'a> {
    /// Its text.
    pub(super) title: String,
    /// Its address in the folder of texts.
    pub(super) href: String,
    /// Its language, where it is not the book's.
    pub(super) language: Option<&'a Language>,
    /// The lines below it.
    pub(super) children: Vec<Self>,
}

/// The lines whose targets are in the EPUB; where the book has none, its documents.
pub(super) fn entries<'a>(plan: &'a Plan<'_>, ids: &Ids) -> Vec<Entry<'a>> {
    let entries = below(&plan.book.outline, plan, ids);
    if !entries.is_empty() {
        return entries;
    }
    let documents = plan.documents.iter().map(|document| Entry {
        title: document.title.clone(),
        href: document.file.clone(),
        language: None,
        children: Vec::new(),
    });
    documents.collect()
}

fn below<'a>(list: &[OutlineEntry], plan: &'a Plan<'_>, ids: &Ids) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    for line in list {
        let children = below(&line.children, plan, ids);
        match entry(line, plan, ids) {
            Some(entry) => entries.push(Entry { children, ..entry }),
            None => entries.extend(children),
        }
    }
    entries
}

fn entry<'a>(line: &OutlineEntry, plan: &'a Plan<'_>, ids: &Ids) -> Option<Entry<'a>> {
    let document = plan.document_of(line.section)?;
    let href = match &line.heading {
        None => document.file.clone(),
        Some(heading) => format!("{}#{}", document.file, ids.of(heading)?),
    };
    let own = &plan.book.metadata.language;
    let language = Some(&document.language).filter(|language| *language != own);
    let title = if line.title.trim().is_empty() { &document.title } else { &line.title };
    Some(Entry { title: title.clone(), href, language, children: Vec::new() })
}
