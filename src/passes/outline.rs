//! The table of contents.

use crate::ir::{BlockKind, Book, OutlineEntry, in_language};

/// Fills [`Book::outline`] with the sections and their headings, nested by level.
pub(super) fn collect(book: &mut Book) {
    let mut flat: Vec<(u8, OutlineEntry)> = Vec::new();
    for (index, section) in book.sections.iter().enumerate() {
        if !section.role.in_contents() {
            continue;
        }
        let title = book.title_of(section);
        if title.is_none() && !section.generated {
            continue;
        }
        let entry =
            |title, heading| OutlineEntry { title, section: index, heading, children: Vec::new() };
        flat.push((section.depth, entry(title.unwrap_or_default(), None)));
        for block in &section.blocks {
            if let BlockKind::Heading(heading) = &block.kind {
                let level = section.depth + heading.level.max(2) - 1;
                let title = heading.line(book.excerpt(&heading.title), block.span);
                let language = block.language.as_ref().or(section.language.as_ref());
                flat.push((level, entry(in_language(title, language), block.id.clone())));
            }
        }
    }
    book.outline = nest(&mut flat.into_iter().peekable(), 0);
}

/// Takes the entries that stand deeper than `above`.
fn nest(
    entries: &mut std::iter::Peekable<std::vec::IntoIter<(u8, OutlineEntry)>>,
    above: u8,
) -> Vec<OutlineEntry> {
    let mut out = Vec::new();
    while let Some((level, mut entry)) = entries.next_if(|(level, _)| *level > above) {
        entry.children = nest(entries, level);
        out.push(entry);
    }
    out
}
