//! The table of contents with addresses, for the navigation document and the NCX.

use super::plan::{Plan, section_of};
use crate::ir::{Inline, OutlineEntry, SectionId, plain};
use crate::writers::xhtml::Ids;

/// A line of the table of contents.
pub(super) struct Entry {
    /// Its text.
    pub(super) title: Vec<Inline>,
    /// The same where only plain text can stand.
    pub(super) plain: String,
    /// Its address in the folder of texts.
    pub(super) href: String,
    /// The section to which it leads, and the heading in it.
    pub(super) target: Option<(SectionId, Option<String>)>,
    /// The lines below it.
    pub(super) children: Vec<Self>,
}

/// The lines whose targets are in the EPUB; where the book has none, its documents.
pub(super) fn entries(plan: &Plan<'_>, ids: &Ids) -> Vec<Entry> {
    let entries = flat(below(&plan.book.outline, plan, ids), plan.traits.toc_levels);
    if !entries.is_empty() {
        return entries;
    }
    let documents = plan.documents.iter().filter(|document| document.part == 0);
    let documents = documents.map(|document| Entry {
        title: Vec::new(),
        plain: document.title.clone(),
        href: document.file.clone(),
        target: section_of(document.content).map(|section| (section, None)),
        children: Vec::new(),
    });
    documents.collect()
}

/// The lines with those that lie deeper than so many levels put behind the last line that does not.
fn flat(list: Vec<Entry>, levels: usize) -> Vec<Entry> {
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

fn below(list: &[OutlineEntry], plan: &Plan<'_>, ids: &Ids) -> Vec<Entry> {
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

fn entry(line: &OutlineEntry, plan: &Plan<'_>, ids: &Ids) -> Option<Entry> {
    let document = plan.document_of(line.section)?;
    let href = match &line.heading {
        None => document.file.clone(),
        Some(heading) => {
            let file = &plan.document_with(heading, line.section)?.file;
            format!("{file}#{}", ids.get(heading)?)
        }
    };
    let said = plain(&line.title).trim().to_owned();
    let (title, plain) = match said.is_empty() {
        true => (Vec::new(), document.title.clone()),
        false => (line.title.clone(), said),
    };
    let target = Some((line.section, line.heading.clone()));
    Some(Entry { title, plain, href, target, children: Vec::new() })
}
