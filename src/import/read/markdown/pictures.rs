//! Pictures by their path beside the file.

use super::{Found, Place};
use crate::ir::{Block, BlockKind, Figure, Inline, InlineKind, Paragraph, ParagraphKind};
use crate::source::Span;

/// The picture at a path, or the words that stand for one that is not there.
pub(super) fn inline(
    path: &str,
    alt: &str,
    title: &str,
    span: Span,
    place: &Place<'_>,
    found: &mut Found<'_>,
) -> Inline {
    let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
    match found.pictures.take(place.path, path) {
        Ok(path) => {
            if alt.is_empty() {
                found.look(span, "the picture has no words that say what it shows");
            }
            if !title.trim().is_empty() {
                found.titles.insert((span.file.0, span.start), title.trim().to_owned());
            }
            let decorative = alt.is_empty();
            Inline::new(span, InlineKind::Image { path, alt, decorative })
        }
        Err(why) => {
            let shown: String = path.chars().take(200).filter(|c| !c.is_control()).collect();
            found.look(span, &format!("the picture `{shown}` {}", why.says()));
            let words = if alt.is_empty() { "Illustration" } else { &alt };
            Inline::text(span, format!("[{words}]"))
        }
    }
}

/// The figure that a picture alone in its paragraph is.
pub(super) fn figure(one: &Inline, span: Span, found: &mut Found<'_>) -> Option<Block> {
    let figure = Figure::of_image(one)?;
    let key = (one.span.file.0, one.span.start);
    let caption = found.titles.remove(&key).map(|title| {
        found.count.whole(&title);
        let content = vec![Inline::text(one.span, title)];
        let role = ParagraphKind::Body;
        Block::new(one.span, BlockKind::Paragraph(Paragraph { role, content }))
    });
    let width = found.widths.remove(&key);
    let width = width.and_then(|width| width.strip_suffix('%')?.trim().parse::<u8>().ok());
    let width = width.filter(|width| (1..=100).contains(width));
    let figure = Figure { width, caption: caption.into_iter().collect(), ..figure };
    let mut block = Block::new(span, BlockKind::Figure(Box::new(figure)));
    block.id.clone_from(&one.id);
    Some(block)
}
