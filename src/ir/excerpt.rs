//! Lines that are said a second time: a caption in a list, a word in an index.

use super::{Inline, InlineKind, LinkTarget};

/// A line as it is said at another place: without ids, notes' calls, page markers and pictures,
/// which must not stand in the book twice, without links and without the marks of its editor, what
/// is struck out left away. `title` is what an empty link says.
#[must_use]
pub fn excerpt(list: &[Inline], title: &dyn Fn(&LinkTarget) -> String) -> Vec<Inline> {
    let mut line = Vec::new();
    for inline in list {
        let kind = match &inline.kind {
            InlineKind::NoteCall { .. }
            | InlineKind::PageMarker { .. }
            | InlineKind::Image { .. }
            | InlineKind::Deleted { .. } => continue,
            InlineKind::LineBreak => InlineKind::Text { text: " ".to_owned() },
            InlineKind::Link { target, content } if content.is_empty() => {
                InlineKind::Text { text: title(target) }
            }
            InlineKind::PageReference { target, content } if content.is_empty() => {
                InlineKind::Text { text: title(&LinkTarget::Anchor { id: target.clone() }) }
            }
            InlineKind::Link { content, .. }
            | InlineKind::PageReference { content, .. }
            | InlineKind::IndexMark { content, .. }
            | InlineKind::Citation { content, .. }
            | InlineKind::Inserted { content }
            | InlineKind::Highlighted { content } => {
                InlineKind::Group { content: excerpt(content, title) }
            }
            other => {
                let mut copy = Inline::new(inline.span, other.clone());
                if let Some(children) = copy.children_mut() {
                    *children = excerpt(children, title);
                }
                copy.kind
            }
        };
        line.push(Inline { span: inline.span, language: inline.language.clone(), id: None, kind });
    }
    line
}
