//! White space that no line has.

use umbruch::ir::{Inline, InlineKind};

/// Takes off white space that no line has: at its ends, at those of its breaks, and behind white space.
pub(super) fn settle(line: &mut Vec<Inline>) {
    forwards(line, true);
    backwards(line, true);
}

fn forwards(line: &mut Vec<Inline>, mut space: bool) -> bool {
    line.retain_mut(|inline| {
        match &mut inline.kind {
            InlineKind::Text { text } => {
                if space {
                    *text = text.trim_start_matches(' ').to_owned();
                }
                space = text.chars().next_back().map_or(space, |c| c == ' ');
                return !text.is_empty();
            }
            InlineKind::LineBreak => space = true,
            InlineKind::PageMarker { .. } => {}
            _ => {
                space = match inside(inline) {
                    Some(inner) => forwards(inner, space),
                    None => false,
                }
            }
        }
        true
    });
    space
}

fn backwards(line: &mut Vec<Inline>, mut end: bool) -> bool {
    for inline in line.iter_mut().rev() {
        match &mut inline.kind {
            InlineKind::Text { text } => {
                if end {
                    *text = text.trim_end_matches(' ').to_owned();
                }
                end &= text.is_empty();
            }
            InlineKind::LineBreak => end = true,
            InlineKind::PageMarker { .. } => {}
            _ => {
                end = match inside(inline) {
                    Some(inner) => backwards(inner, end),
                    None => false,
                }
            }
        }
    }
    line.retain(|one| !matches!(&one.kind, InlineKind::Text { text } if text.is_empty()));
    end
}

/// What is inside of an inline that shows that alone.
fn inside(inline: &mut Inline) -> Option<&mut Vec<Inline>> {
    let says_more = match &inline.kind {
        InlineKind::Link { content, .. } | InlineKind::PageReference { content, .. } => {
            content.is_empty()
        }
        InlineKind::Citation { .. } => true,
        _ => false,
    };
    inline.children_mut().filter(|_| !says_more)
}
