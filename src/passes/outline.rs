//! The table of contents.

use crate::ir::{Arrangement, BlockKind, Excerpts, Ids, OutlineEntry, in_language};

/// The sections and their headings, nested by level.
pub(super) fn build(
    arrangement: &Arrangement,
    ids: &Ids,
    excerpts: &Excerpts<'_>,
) -> Vec<OutlineEntry> {
    let mut flat: Vec<(u8, OutlineEntry)> = Vec::new();
    for section in arrangement.sections() {
        if !section.role.in_contents() {
            continue;
        }
        let title = section.title_line(|heading| excerpts.excerpt(heading));
        if title.is_none() && !section.is_generated() {
            continue;
        }
        let entry = |title, heading| OutlineEntry {
            title,
            section: section.key,
            heading,
            children: Vec::new(),
        };
        let depth = arrangement.depth(section.key);
        flat.push((depth, entry(title.unwrap_or_default(), None)));
        for block in &section.blocks {
            if let BlockKind::Heading(heading) = &block.kind {
                let level = depth + heading.level.max(2) - 1;
                let title = heading.line(excerpts.excerpt(&heading.title), block.span);
                let language = block.language.as_ref().or(section.language.as_ref());
                let id = ids.block(block).map(str::to_owned);
                flat.push((level, entry(in_language(title, language), id)));
            }
        }
    }
    nest(&mut flat.into_iter().peekable(), 0)
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
