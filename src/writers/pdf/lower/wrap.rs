//! The wrap of a printed book: the layout makes it from these words and measures.

use super::super::markup::{Arguments, Markup};
use super::super::world::{LAYOUT, VOCABULARY};
use super::context::BlockContext;
use super::{Lowering, language_arguments};
use crate::ir::Block;

/// What a wrap shows besides the metadata. Lengths are in millimetres.
#[derive(Debug, Clone)]
pub(in super::super) struct Copy<'a> {
    /// Width of the spine.
    pub(in super::super) spine: f64,
    /// How far colours go on beyond the trimmed edge.
    pub(in super::super) bleed: f64,
    /// `up` or `down`, where the spine has words.
    pub(in super::super) spine_text: Option<&'a str>,
    /// A shorter title for the spine.
    pub(in super::super) spine_title: Option<&'a str>,
    /// The ISBN with its hyphens, and its bars.
    pub(in super::super) code: Option<(String, String)>,
    /// The price.
    pub(in super::super) price: Option<&'a str>,
    /// The text of the back; empty: the description.
    pub(in super::super) blurb: &'a [Block],
}

impl Lowering<'_> {
    /// The wrap. A layout whose `cover.typ` has none gets that of the vocabulary.
    pub(super) fn wrap(&self, markup: &mut Markup, copy: &Copy<'_>) {
        markup.line(&format!("#import \"/{LAYOUT}/book.typ\": *"));
        markup.line(&format!("#import \"/{LAYOUT}/cover.typ\" as design"));
        markup.line(&format!("#import \"/{VOCABULARY}/wrap.typ\": wrap-of"));
        markup.line("#let wrap = dictionary(design).at(\"wrap\", default: wrap-of)");
        let mut apart = self.parted_on_covers();
        let spine = copy.spine_title.into_iter().chain(copy.price);
        spine.for_each(|text| apart.add(text, &self.book.metadata().language));
        apart.show(markup);
        markup.call("wrap", |call| self.wrap_arguments(call, copy));
    }

    fn wrap_arguments(&self, call: &mut Arguments<'_>, copy: &Copy<'_>) {
        let metadata = self.book.metadata();
        let page = self.settings.page;
        for (key, millimetres) in [
            ("width", page.width),
            ("height", page.height),
            ("spine", copy.spine),
            ("bleed", copy.bleed),
        ] {
            call.value(key, format_args!("{millimetres}mm"));
        }
        call.new_line();
        call.string("title", &metadata.title);
        call.maybe_string("subtitle", metadata.subtitle().as_deref());
        call.string("author", &self.names(metadata.names_with("aut")));
        call.maybe_string("publisher", metadata.publisher.as_deref());
        language_arguments(call, "lang", &metadata.language);
        call.new_line();
        call.maybe_string("spine-text", copy.spine_text);
        call.maybe_string("spine-title", copy.spine_title);
        if let Some(cover) = &metadata.cover {
            call.string("picture", &self.picture_path(&cover.path));
        }
        if let Some((isbn, bars)) = &copy.code {
            call.string("isbn", isbn);
            call.string("bars", bars);
        }
        call.maybe_string("price", copy.price);
        if copy.blurb.is_empty() {
            if let Some(description) = &metadata.description {
                call.content("blurb", |markup| self.said(markup, description));
            }
        } else {
            call.content("blurb", |markup| {
                markup.blank_line();
                self.blocks(markup, copy.blurb, BlockContext::ASIDE);
                markup.blank_line();
            });
        }
    }
}
