//! Lines that are said a second time: a caption in a list, a word in an index.

use super::{Inline, InlineKind, LinkTarget, Name};

/// A line as it is said at another place: without ids, notes' calls and page markers, which must not
/// stand in the book twice, pictures as their words, without links and without the marks of its editor,
/// what is struck out left away. `title` is what an empty link says.
#[must_use]
pub fn excerpt(list: &[Inline], title: &dyn Fn(&LinkTarget) -> Vec<Inline>) -> Vec<Inline> {
    let mut line = kept(list, title);
    single_spaces(&mut line, &mut false);
    line
}

/// Of two spaces between which something was left away one goes, too; `behind` is whether a space stands
/// before the line.
fn single_spaces(line: &mut [Inline], behind: &mut bool) {
    for inline in line {
        match &mut inline.kind {
            InlineKind::Text { text } if !text.is_empty() => {
                if *behind && text.starts_with(' ') {
                    text.remove(0);
                    // What is known of its letters is known by their places in all of it.
                    inline.name = Name::None;
                }
                *behind = text.ends_with(' ') || text.is_empty() && *behind;
            }
            InlineKind::Code { .. } => *behind = false,
            _ => {
                if let Some(children) = inline.children_mut() {
                    single_spaces(children, behind);
                }
            }
        }
    }
}

fn kept(list: &[Inline], title: &dyn Fn(&LinkTarget) -> Vec<Inline>) -> Vec<Inline> {
    let mut line = Vec::new();
    for inline in list {
        let kind = match &inline.kind {
            InlineKind::NoteCall { .. }
            | InlineKind::PageMarker { .. }
            | InlineKind::Deleted { .. } => continue,
            InlineKind::Image { decorative: true, .. } => continue,
            InlineKind::Image { alt, .. } => InlineKind::Text { text: alt.clone() },
            InlineKind::LineBreak => InlineKind::Text { text: " ".to_owned() },
            InlineKind::Link { target, content } if content.is_empty() => {
                InlineKind::Group { content: title(target) }
            }
            InlineKind::PageReference { target, content } if content.is_empty() => {
                let target = LinkTarget::Anchor { id: target.clone() };
                InlineKind::Group { content: title(&target) }
            }
            InlineKind::Link { content, .. }
            | InlineKind::PageReference { content, .. }
            | InlineKind::IndexMark { content, .. }
            | InlineKind::Citation { content, .. }
            | InlineKind::Inserted { content }
            | InlineKind::Highlighted { content } => {
                InlineKind::Group { content: kept(content, title) }
            }
            other => {
                let mut copy = Inline::new(inline.span, other.clone());
                if let Some(children) = copy.children_mut() {
                    *children = kept(children, title);
                }
                copy.kind
            }
        };
        let same = std::mem::discriminant(&kind) == std::mem::discriminant(&inline.kind);
        let name = if same { inline.name.again() } else { Name::None };
        let language = inline.language.clone();
        line.push(Inline { name, language, ..Inline::new(inline.span, kind) });
    }
    line
}
