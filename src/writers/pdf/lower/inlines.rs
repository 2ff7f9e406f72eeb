//! Inlines.

use super::super::markup::{Arguments, Markup};
use super::super::world::EDITION;
use super::text::Words;
use super::{Lowering, What, labels, typst_language};
use crate::ir::{Inline, InlineKind, Language, LinkTarget, NoteId, PageMarkers, Placement, walk};

impl Lowering<'_> {
    /// Writes what stands in a line with others.
    pub(super) fn line(&self, markup: &mut Markup, list: &[Inline], words: &mut Words) {
        let mut after_call = false;
        for inline in list {
            let from = markup.position();
            markup.within(inline.span, |markup| self.inline(markup, inline, words, after_call));
            if let Some(number) = self.number(inline) {
                let range = from..markup.position();
                self.places.borrow_mut().spots.add(range, What::Inline(number));
            }
            after_call = matches!(inline.kind, InlineKind::NoteCall { .. });
        }
    }

    fn inline(&self, markup: &mut Markup, inline: &Inline, words: &mut Words, after_call: bool) {
        if let Some(id) = &inline.id {
            markup.call("anchor", |call| call.string("", &labels::anchor(id)));
        }
        match &inline.language {
            Some(language) => {
                in_language(markup, language, |m| self.plain(m, inline, words, after_call));
            }
            None => self.plain(markup, inline, words, after_call),
        }
    }

    /// The inline without its language and id.
    fn plain(&self, markup: &mut Markup, inline: &Inline, words: &mut Words, after_call: bool) {
        let name = match &inline.kind {
            InlineKind::Text { text } => return self.text(markup, inline, text, words),
            InlineKind::LineBreak => return markup.line_break(),
            InlineKind::Code { text } => {
                words.pass();
                return markup.call("code", |call| call.string("", text));
            }
            InlineKind::Image { path, alt, decorative } => {
                return inline_picture(markup, path, alt, *decorative);
            }
            InlineKind::NoteCall { note: Some(note), ordinal, .. } => {
                return self.note_call(markup, *note, *ordinal, after_call);
            }
            // A call without a note was reported before anything is written.
            InlineKind::NoteCall { note: None, .. } => return,
            InlineKind::PageMarker { label } => {
                let from = markup.position();
                self.page_marker(markup, label);
                return self.places.borrow_mut().add_margin(from..markup.position());
            }
            InlineKind::Link { target, content } => {
                return self.link(markup, target, content, words);
            }
            InlineKind::PageReference { target, content } => {
                return self.page_reference(markup, target, content, words);
            }
            InlineKind::Group { content }
            | InlineKind::IndexMark { content, .. }
            | InlineKind::Citation { content, .. } => {
                return self.line(markup, content, words);
            }
            other => match style(other) {
                Some(name) => name,
                None => return,
            },
        };
        let content = inline.children();
        let outer = words.deleted;
        words.deleted |= matches!(inline.kind, InlineKind::Deleted { .. });
        markup.call(name, |call| {
            if name == "inserted" && (words.deleted || holds_deleted(content)) {
                call.value("struck", true);
            }
            call.body(|markup| self.line(markup, content, words));
        });
        words.deleted = outer;
    }

    fn page_marker(&self, markup: &mut Markup, label: &str) {
        let brackets = match self.book.page_markers {
            PageMarkers::Margin => false,
            PageMarkers::Brackets => true,
            PageMarkers::None => return,
        };
        markup.call("pagemark", |call| {
            call.string("", label);
            if brackets {
                call.value("brackets", true);
            }
        });
    }

    fn link(
        &self,
        markup: &mut Markup,
        target: &LinkTarget,
        content: &[Inline],
        words: &mut Words,
    ) {
        let (name, address) = match target {
            LinkTarget::Web { url } => ("web", url.clone()),
            LinkTarget::Anchor { id } | LinkTarget::Work { id } if self.labels.has(id) => {
                ("link-to", labels::anchor(id))
            }
            LinkTarget::Anchor { .. } | LinkTarget::Work { .. } => {
                return self.link_text(markup, target, content, words);
            }
        };
        markup.call(name, |call| {
            call.string("", &address);
            call.body(|markup| self.link_text(markup, target, content, words));
        });
    }

    /// What a link says: its content, else its target's title.
    fn link_text(
        &self,
        markup: &mut Markup,
        target: &LinkTarget,
        content: &[Inline],
        words: &mut Words,
    ) {
        if content.is_empty() {
            let text = [Inline::text(markup.scope(), self.said_by(target))];
            self.inlines(markup, &text);
        } else {
            self.line(markup, content, words);
        }
    }

    /// What a link without text says.
    pub(super) fn said_by<'t>(&'t self, target: &'t LinkTarget) -> &'t str {
        match target {
            LinkTarget::Web { url } => url,
            LinkTarget::Anchor { id } | LinkTarget::Work { id } => {
                let title = self.book.anchors.get(id).and_then(|anchor| anchor.title.as_deref());
                title.unwrap_or(id)
            }
        }
    }

    fn note_call(&self, markup: &mut Markup, id: NoteId, ordinal: u32, after: bool) {
        let note = self.book.note(id);
        let placement = self.book.series[note.series].placement;
        let here = placement == Placement::Footnote && ordinal == 0;
        markup.call(if here { "foot" } else { "noteref" }, |call| {
            call.string("", &note.mark);
            call.string("note", &labels::note(id));
            call.string("call", &labels::call(id, ordinal));
            if here {
                call.string("words", &(self.terms.note)(&note.mark));
            } else {
                let which = (note.calls.len() > 1).then_some(ordinal as usize + 1);
                call.string("words", &(self.terms.back_to_call)(&note.mark, which));
            }
            if after {
                call.value("after", true);
            }
            if here {
                call.body(|markup| {
                    self.told(markup, What::Footnote, |markup| {
                        markup.within(note.span, |markup| self.note_text(markup, id));
                    });
                });
            }
        });
    }
}

/// Writes what is in another language than what stands around it.
pub(super) fn in_language(
    markup: &mut Markup,
    language: &Language,
    write: impl FnOnce(&mut Markup),
) {
    let (primary, region) = typst_language(language);
    markup.call("tongue", |call| {
        call.string("", primary);
        call.maybe_string("region", region);
        call.body(write);
    });
}

/// The arguments by which a call changes the language.
pub(super) fn language_arguments(call: &mut Arguments<'_>, language: Option<&Language>) {
    if let Some((primary, region)) = language.map(typst_language) {
        call.string("lang", primary);
        call.maybe_string("region", region);
    }
}

fn inline_picture(markup: &mut Markup, path: &str, alt: &str, decorative: bool) {
    markup.call("inline-picture", |call| {
        call.string("", &format!("/{EDITION}/{path}"));
        if !decorative {
            call.string("alt", alt);
        }
    });
}

fn holds_deleted(content: &[Inline]) -> bool {
    let mut found = false;
    walk::nested(content, &mut |inline| {
        found |= matches!(inline.kind, InlineKind::Deleted { .. });
    });
    found
}

/// The vocabulary's function for text that stands out; `None` for all else.
fn style(kind: &InlineKind) -> Option<&'static str> {
    Some(match kind {
        InlineKind::Emphasis { .. } => "emph",
        InlineKind::Strong { .. } => "strong",
        InlineKind::SmallCaps { .. } => "small-caps",
        InlineKind::Letterspaced { .. } => "spaced",
        InlineKind::Superscript { .. } => "super",
        InlineKind::Subscript { .. } => "sub",
        InlineKind::Inserted { .. } => "inserted",
        InlineKind::Deleted { .. } => "deleted",
        InlineKind::Highlighted { .. } => "highlighted",
        InlineKind::WorkTitle { .. } => "work-title",
        InlineKind::Stage { .. } => "direction",
        _ => return None,
    })
}
