//! Links to places that are not in the edition: what was left out, what the file names and does not hold. Their words stay.

use crate::import::topic::Topic;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::import::report::Report;
use crate::ir::{Block, Inline, InlineKind, LinkTarget, Manuscript, walk};
use crate::source::Span;

/// Takes the links away that lead to nothing, so that the edition can be built.
pub(super) fn unlink(manuscript: &mut Manuscript, report: &mut Report<Span>) {
    let mut ids = BTreeSet::new();
    for section in &manuscript.sections {
        ids.insert(section.id.clone());
        let title = section.heading.iter().flat_map(|heading| &heading.title);
        title.for_each(|inline| of_inline(inline, &mut ids));
        of_blocks(&section.blocks, &mut ids);
        section.notes.iter().for_each(|note| of_blocks(&note.body, &mut ids));
    }
    let mut dead: Vec<(String, Span)> = Vec::new();
    for section in &mut manuscript.sections {
        let section = Arc::make_mut(section);
        if let Some(heading) = &mut section.heading {
            line(&mut heading.title, &ids, &mut dead);
        }
        blocks(&mut section.blocks, &ids, &mut dead);
        section.notes.iter_mut().for_each(|note| blocks(&mut note.body, &ids, &mut dead));
    }
    for (id, span) in dead {
        report.doubt(
            span,
            Topic::Link,
            format!("a link leads to `{id}`, which is not in the text; its words are kept"),
        );
    }
}

fn of_blocks(list: &[Block], ids: &mut BTreeSet<String>) {
    walk::blocks(list, &mut |block| ids.extend(block.id.clone()));
    walk::inlines(list, &mut |inline| ids.extend(inline.id.clone()));
}

fn of_inline(inline: &Inline, ids: &mut BTreeSet<String>) {
    ids.extend(inline.id.clone());
    inline.children().iter().for_each(|child| of_inline(child, ids));
}

fn blocks(list: &mut [Block], ids: &BTreeSet<String>, dead: &mut Vec<(String, Span)>) {
    for block in list {
        walk::child_inlines_mut(block).into_iter().for_each(|own| line(own, ids, dead));
        walk::child_blocks_mut(block).into_iter().for_each(|inner| blocks(inner, ids, dead));
    }
}

fn line(list: &mut Vec<Inline>, ids: &BTreeSet<String>, dead: &mut Vec<(String, Span)>) {
    let leads_nowhere = |inline: &Inline| match &inline.kind {
        InlineKind::Link { target: LinkTarget::Anchor { id }, .. }
        | InlineKind::PageReference { target: id, .. } => {
            Some(id.clone()).filter(|id| !ids.contains(id))
        }
        _ => None,
    };
    let any = list.iter().any(|inline| leads_nowhere(inline).is_some());
    if any {
        let all = std::mem::take(list);
        for mut inline in all {
            match leads_nowhere(&inline) {
                Some(id) => {
                    dead.push((id, inline.span));
                    let mut content = inline.children_mut().map(std::mem::take).unwrap_or_default();
                    // a number of a page stood here, which is said no more
                    if content.is_empty() && matches!(inline.kind, InlineKind::PageReference { .. })
                    {
                        content.push(Inline::text(inline.span, "[…]"));
                    }
                    let bare = inline.id.is_none() && inline.language.is_none();
                    if bare {
                        list.extend(content);
                    } else {
                        inline.kind = InlineKind::Group { content };
                        list.push(inline);
                    }
                }
                None => list.push(inline),
            }
        }
    }
    for inline in list {
        if let Some(children) = inline.children_mut() {
            line(children, ids, dead);
        }
    }
}
