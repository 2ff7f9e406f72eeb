//! Figures: pictures with their captions.

use super::super::MILLIMETRE;
use super::super::markup::{Arguments, Markup};
use super::context::BlockContext;
use super::{Lowering, labels};
use crate::ir::{Block, Figure};

/// Lines that a picture leaves free on a page for its caption.
const CAPTION_LINES: f64 = 6.0;

impl Lowering<'_> {
    pub(super) fn figure(&self, markup: &mut Markup, block: &Block, figure: &Figure) {
        let name = if figure.decorative { "ornament" } else { "picture" };
        let (width, height) = self.picture_size(figure);
        markup.call(name, |call| {
            call.within(figure.path_span, |call| {
                call.string("", &self.picture_path(&figure.path));
            });
            if !figure.decorative {
                call.string("alt", &figure.alt);
            }
            call.value("width", format_args!("{width:.2}pt"));
            call.value("height", format_args!("{height:.2}pt"));
            if let Some(id) = self.book.ids.block(block) {
                call.string("id", &labels::anchor(id));
            }
            self.caption(call, figure);
        });
    }

    /// Where the typesetter finds a picture of the edition.
    pub(super) fn picture_path(&self, path: &str) -> String {
        format!("/{}", self.pictures.get(path))
    }

    fn caption(&self, call: &mut Arguments<'_>, figure: &Figure) {
        if !figure.caption.is_empty() {
            call.new_line();
            call.content("caption", |markup| {
                self.blocks(markup, &figure.caption, BlockContext::ASIDE);
            });
        }
    }

    /// Width and height in points: as wide as asked for, at most the measure; lowered to what a
    /// page holds together with a caption.
    pub(super) fn picture_size(&self, figure: &Figure) -> (f64, f64) {
        let page = self.settings.page;
        let measure = page.measure * MILLIMETRE;
        let highest = (f64::from(page.lines) - CAPTION_LINES).max(1.0) * self.settings.text.leading;
        let image = self.book.images.get(&figure.path);
        let (pixels_across, pixels_down) =
            image.map_or((1.0, 1.0), |image| (f64::from(image.width), f64::from(image.height)));
        let natural = image.map_or(1.0, |image| image.inches() * 72.0);
        let ratio = pixels_down.max(1.0) / pixels_across.max(1.0);
        let width = match figure.width {
            Some(percent) => measure * f64::from(percent.clamp(1, 100)) / 100.0,
            None => natural.clamp(1.0, measure),
        };
        let width = width.min(highest / ratio);
        (width, width * ratio)
    }
}
