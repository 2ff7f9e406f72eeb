//! Links within the book.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Block, Book, Ids, Inline, InlineKind, LinkTarget, walk};
use crate::source::Span;

/// The links in what has an id: where they lead, and where they stand.
type Links<'a> = BTreeMap<&'a str, Vec<(&'a str, Span)>>;

/// Reports two links of the editor's that lead to each other: Kindle takes such a pair for a note and
/// shows the one in a window at the other (Kindle Publishing Guidelines).
pub(super) fn both_ways(book: &Book, diagnostics: &mut Diagnostics) {
    let mut links = Links::new();
    book.texts().for_each(|blocks| collect(blocks, &book.ids, &mut links));
    let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (&from, leading) in &links {
        for &(to, there) in leading {
            let back = links.get(to).into_iter().flatten().find(|(target, _)| *target == from);
            let Some(&(_, back)) = back.filter(|_| from != to) else { continue };
            if told.contains(&(to, from)) || !told.insert((from, to)) {
                continue;
            }
            // The later of the two is told.
            let (place, other) = if there <= back { (back, from) } else { (there, to) };
            diagnostics.report(
                Code::LinksBothWays,
                place,
                format!("this link and one in `{other}` lead to each other"),
                "take one out, or make a note of it: Kindle takes such a pair for a note and shows it in a window",
            );
        }
    }
}

fn collect<'a>(blocks: &'a [Block], ids: &'a Ids, links: &mut Links<'a>) {
    walk::blocks(blocks, &mut |block| {
        if let Some(id) = ids.block(block) {
            let own = links.entry(id).or_default();
            walk::inlines(std::slice::from_ref(block), &mut |inline| own.extend(link(inline)));
        }
    });
    walk::inlines(blocks, &mut |inline| {
        if let Some(id) = ids.inline(inline) {
            let own = links.entry(id).or_default();
            walk::nested(std::slice::from_ref(inline), &mut |inner| own.extend(link(inner)));
        }
    });
}

/// Where an inline leads within the book, and where it stands.
fn link(inline: &Inline) -> Option<(&str, Span)> {
    match &inline.kind {
        InlineKind::Link { target: LinkTarget::Anchor { id }, .. } => Some((id, inline.span)),
        InlineKind::PageReference { target, .. } => Some((target, inline.span)),
        _ => None,
    }
}
