//! Inlines.

use super::super::markup::{Arguments, Markup};
use super::super::words::code;
use super::text::Words;
use super::{Lowering, Origin, formulas, labels, language_arguments};
use crate::ir::{
    Call, Direction, Inline, InlineKind, Language, LinkTarget, Medium, PageMarkers, Stand, walk,
};

impl Lowering<'_> {
    /// Writes what stands in a line with others.
    pub(super) fn line(&self, markup: &mut Markup, list: &[Inline], words: &mut Words) {
        let mut after_call = false;
        for (index, inline) in list.iter().enumerate() {
            let is_formula = matches!(inline.kind, InlineKind::Formula(_));
            if is_formula && !markup.is_after_space() {
                markup.joiner();
            }
            let from = markup.position();
            markup.within(inline.span, |markup| self.inline(markup, inline, words, after_call));
            if let Some(node) = inline.name.own() {
                let range = from..markup.position();
                self.places.borrow_mut().origins.add(range, Origin::Inline(node));
            }
            if is_formula && list.get(index + 1).is_some_and(goes_on) {
                markup.joiner();
            }
            after_call = matches!(inline.kind, InlineKind::NoteCall { .. });
        }
    }

    fn inline(&self, markup: &mut Markup, inline: &Inline, words: &mut Words, after_call: bool) {
        if let Some(id) = self.book.ids.inline(inline) {
            markup.call("anchor", |call| call.string("", &labels::anchor(id)));
        }
        self.in_language(markup, inline.language.as_ref(), |markup| {
            self.plain(markup, inline, words, after_call);
        });
    }

    /// Writes what is in another language than what stands around it, or in that.
    pub(super) fn in_language(
        &self,
        markup: &mut Markup,
        language: Option<&Language>,
        write: impl FnOnce(&mut Markup),
    ) {
        let Some(tag) = language else { return write(markup) };
        markup.call("tongue", |call| {
            language_arguments(call, "", tag);
            if self.turns(tag) {
                call.value("turned", true);
            }
            call.body(|markup| self.in_tongue(language, || write(markup)));
        });
    }

    /// The inline without its language and id.
    fn plain(&self, markup: &mut Markup, inline: &Inline, words: &mut Words, after_call: bool) {
        let name = match &inline.kind {
            InlineKind::Text { text } => return self.text(markup, inline, text, words),
            InlineKind::LineBreak => return markup.line_break(),
            InlineKind::Code { text } => {
                words.pass();
                // What a computer reads goes from left to right, whatever stands around it.
                let turned = self.tongue.borrow().direction() == Direction::RightToLeft;
                return markup.call("code", |call| code(call, text, turned));
            }
            InlineKind::Image { path, alt, decorative } => {
                return markup.call("inline-picture", |call| {
                    call.string("", &self.picture_path(path));
                    if !*decorative {
                        call.string("alt", alt);
                    }
                });
            }
            InlineKind::Formula(formula) => {
                let from = markup.position();
                markup.call("formula", |call| formulas::arguments(call, formula, false));
                return self.places.borrow_mut().uncut.push(from..markup.position());
            }
            // A call without a note was reported before anything is written.
            InlineKind::NoteCall { .. } => {
                if let Some(called) = self.book.notes.called(inline) {
                    self.note_call(markup, called, after_call);
                }
                return;
            }
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
            InlineKind::Group { content } | InlineKind::IndexMark { content, .. } => {
                return self.line(markup, content, words);
            }
            InlineKind::Citation { .. } => {
                return self.line(markup, self.book.citations.said(inline), words);
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
        let brackets = match self.book.manuscript().page_markers {
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
            let around = self.tongue.borrow().clone();
            let title = self.book.said_by(target, markup.scope(), &around);
            self.inlines(markup, &title);
        } else {
            self.line(markup, content, words);
        }
    }

    fn note_call(&self, markup: &mut Markup, called: Call, after: bool) {
        let Call { note: id, ordinal } = called;
        let note = self.book.note(id);
        let placement = self.book.manuscript().series(note.written.series).placement;
        let here = placement.stand(Medium::Pages) == Stand::Foot && ordinal == 0;
        let here = here && !self.is_below(id);
        let mut below = Vec::new();
        markup.call(if here { "foot" } else { "noteref" }, |call| {
            call.string("", note.mark);
            call.string("note", &labels::note(id));
            call.string("call", &labels::call(id, ordinal));
            if here {
                call.string("words", &(self.terms.note)(note.mark));
            } else {
                let which = (note.calls.len() > 1).then_some(ordinal as usize + 1);
                call.string("words", &(self.terms.back_to_call)(note.mark, which));
            }
            if after {
                call.value("after", true);
            }
            if here {
                call.body(|markup| below = self.footnote(markup, id));
            }
        });
        self.subfeet(markup, below);
    }
}

/// The arguments for code: its text, and the parts behind which a line may end.
pub(super) fn code(call: &mut Arguments<'_>, text: &str, turned: bool) {
    call.string("", text);
    if turned {
        call.value("turned", true);
    }
    let parts = code::parts(text);
    if parts.len() > 1 {
        call.list("parts", |list| {
            parts.into_iter().for_each(|part| list.string("", &text[part]));
        });
    }
}

/// Whether an inline begins with what belongs to the word before it.
fn goes_on(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text { text } => !text.starts_with(char::is_whitespace),
        InlineKind::LineBreak => false,
        _ => inline.children().first().is_some_and(goes_on),
    }
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
