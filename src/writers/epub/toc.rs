//! The table of contents with addresses, for the navigation document and the NCX.

use super::ids::Ids;
use super::plan::{Plan, section_of};
use crate::ir::{Language, OutlineEntry};

/// A line of the table of contents.
pub(super) struct Entry<'a> {
    /// Its text.
    pub(super) title: String,
    /// Its address in the folder of texts.
    pub(super) href: String,
    /// The section to which it leads, and the heading in it.
    pub(super) target: (usize, Option<String>),
    /// Its language, where it is not the book's.
    pub(super) language: Option<&'a Language>,
    /// The lines below it.
    pub(super) children: Vec<Self>,
}

/// The lines whose targets are in the EPUB; where the book has none, its documents.
pub(super) fn entries<'a>(plan: &'a Plan<'_>, ids: &Ids) -> Vec<Entry<'a>> {
    let entries = flat(below(&plan.book.outline, plan, ids), plan.traits.toc_levels);
    if !entries.is_empty() {
        return entries;
    }
    let documents = plan.documents.iter().filter(|document| document.part == 0);
    let documents = documents.map(|document| Entry {
        title: document.title.clone(),
        href: document.file.clone(),
        target: (section_of(document.content).unwrap_or(usize::MAX), None),
        language: None,
        children: Vec::new(),
    });
    documents.collect()
}

/// The lines with those that lie deeper than so many levels put behind the last line that does not.
fn flat(list: Vec<Entry<'_>>, levels: usize) -> Vec<Entry<'_>> {
    let mut flattened = Vec::new();
    for mut entry in list {
        let children = std::mem::take(&mut entry.children);
        if levels > 1 {
            entry.children = flat(children, levels - 1);
            flattened.push(entry);
        } else {
            flattened.push(entry);
            flattened.extend(flat(children, levels));
        }
    }
    flattened
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
        Some(heading) => {
            let file = &plan.document_with(heading, line.section)?.file;
            format!("{file}#{}", ids.of(heading)?)
        }
    };
    let own = &plan.book.metadata.language;
    let language = Some(&document.language).filter(|language| *language != own);
    let title = if line.title.trim().is_empty() { &document.title } else { &line.title };
    let target = (line.section, line.heading.clone());
    Some(Entry { title: title.clone(), href, target, language, children: Vec::new() })
}
