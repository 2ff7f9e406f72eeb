//! Lines that are said a second time: a caption in a list, a word in an index.
//!
//! An excerpt is the line as it is said at the other place, with its looks and languages;
//! [`plain`](super::plain) the same where only plain text can stand. Both writers ask for contents, links,
//! running heads and the headings over notes here; no one else makes text of inlines for people to read.

use std::collections::BTreeMap;

use super::{Anchor, Citations, Inline, InlineKind, Language, LinkTarget, Name, in_language};
use crate::source::Span;

/// What is said a second time in a book of which the titles are known.
#[derive(Debug, Clone, Copy)]
pub struct Excerpts<'a> {
    /// What links can lead to, by id.
    pub anchors: &'a BTreeMap<String, Anchor>,
    /// What citations say.
    pub citations: &'a Citations,
    /// The language of the book.
    pub language: &'a Language,
}

impl Excerpts<'_> {
    /// A line of the language of the book as it is said at another place; see [`excerpt`].
    #[must_use]
    pub fn excerpt(&self, line: &[Inline]) -> Vec<Inline> {
        let Some(span) = line.first().map(|first| first.span) else { return Vec::new() };
        excerpt(line, &|target| self.said_by(target, span, self.language), self.citations)
    }

    /// What a link without words of its own says in the midst of a language: the title of what it leads
    /// to.
    #[must_use]
    pub fn said_by(&self, target: &LinkTarget, span: Span, around: &Language) -> Vec<Inline> {
        let title = match target {
            LinkTarget::Web { .. } => None,
            LinkTarget::Anchor { id } | LinkTarget::Work { id } => {
                self.anchors.get(id).and_then(|anchor| anchor.title.as_deref())
            }
        };
        match title {
            None => vec![Inline::text(span, target.name())],
            Some(
                [
                    Inline {
                        language: Some(language), kind: InlineKind::Group { content }, ..
                    },
                ],
            ) if language == around => content.clone(),
            Some([own]) if own.language.is_some() => vec![own.clone()],
            Some(title) => {
                let own = Some(self.language).filter(|own| *own != around);
                in_language(title.to_vec(), own)
            }
        }
    }
}

/// A line as it is said at another place: without ids, notes' calls and page markers, which must not
/// stand in the book twice, pictures as their words, without links and without the marks of its editor,
/// what is struck out left away. `title` is what an empty link says,
/// `citations` what citations say.
#[must_use]
pub fn excerpt(
    list: &[Inline],
    title: &dyn Fn(&LinkTarget) -> Vec<Inline>,
    citations: &Citations,
) -> Vec<Inline> {
    let mut line = kept(list, title, citations);
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

fn kept(
    list: &[Inline],
    title: &dyn Fn(&LinkTarget) -> Vec<Inline>,
    citations: &Citations,
) -> Vec<Inline> {
    let mut line = Vec::new();
    for inline in list {
        let kind = match &inline.kind {
            InlineKind::NoteCall { .. }
            | InlineKind::PageMarker { .. }
            | InlineKind::Deleted { .. } => continue,
            InlineKind::Image { decorative: true, .. } => continue,
            InlineKind::Image { alt, .. } => InlineKind::Text { text: alt.clone() },
            InlineKind::Formula(formula) => InlineKind::Text { text: formula.words() },
            InlineKind::LineBreak => InlineKind::Text { text: " ".to_owned() },
            InlineKind::Link { target, content } if content.is_empty() => {
                InlineKind::Group { content: title(target) }
            }
            InlineKind::PageReference { target, content } if content.is_empty() => {
                let target = LinkTarget::Anchor { id: target.clone() };
                InlineKind::Group { content: title(&target) }
            }
            InlineKind::Citation { .. } => {
                InlineKind::Group { content: kept(citations.said(inline), title, citations) }
            }
            InlineKind::Link { content, .. }
            | InlineKind::PageReference { content, .. }
            | InlineKind::IndexMark { content, .. }
            | InlineKind::Inserted { content }
            | InlineKind::Highlighted { content } => {
                InlineKind::Group { content: kept(content, title, citations) }
            }
            other => {
                let mut copy = Inline::new(inline.span, other.clone());
                if let Some(children) = copy.children_mut() {
                    *children = kept(children, title, citations);
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
