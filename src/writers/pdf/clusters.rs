//! Letters with marks (`q̣̇`, `שָׁ`) that the typesetter set as several texts: each mark that is moved up
//! or down is one, and each says the whole cluster. They are put together, so that the file says the
//! cluster once.
//!
//! PDF/UA wants letters for every glyph, and the library that writes the file gives each of them those of
//! the whole cluster; what overrides them, `ActualText`, is not read alike everywhere. Poppler reads `e̯`,
//! `l̩` and `q̣̇` once. MuPDF 1.28 doubles the mark where the letter also occurs by itself (`e̯̯`,
//! `r̥̥̄̄`), not in `q̣̇`; PDFium moves some clusters behind their line. Glyphs that each carry their own
//! letter, without `ActualText`, were right in MuPDF and wrong in poppler; their own letters and
//! `ActualText` together, which should suit all three, the library cannot write.

use typst::layout::{Abs, Em, Frame, FrameItem, Point};
use typst::text::{Glyph, TextItem};

/// Puts the clusters of a frame together, and of all frames in it.
pub(super) fn joined(frame: &mut Frame) {
    let split = frame.items().any(|(_, item)| matches!(item, FrameItem::Group(_)))
        || pairs(frame).any(|(before, text)| is_same_cluster(before, text));
    if !split {
        return;
    }
    let mut items: Vec<(Point, FrameItem)> = Vec::new();
    for (at, item) in frame.items() {
        let mut item = item.clone();
        match &mut item {
            FrameItem::Group(group) => joined(&mut group.frame),
            FrameItem::Text(text) => {
                if let Some((start, FrameItem::Text(before))) = items.last_mut()
                    && is_same_cluster(before, text)
                    && let Some(whole) = together(before, text, start.y - at.y)
                {
                    *before = whole;
                    continue;
                }
            }
            _ => {}
        }
        items.push((*at, item));
    }
    frame.clear();
    frame.push_multiple(items);
}

/// Texts of a frame that stand next to each other.
fn pairs(frame: &Frame) -> impl Iterator<Item = (&TextItem, &TextItem)> {
    let items = frame.items();
    let next = frame.items().skip(1);
    items.zip(next).filter_map(|pair| match pair {
        ((_, FrameItem::Text(before)), (_, FrameItem::Text(text))) => Some((before, text)),
        _ => None,
    })
}

/// Whether a text goes on with the cluster with which the one before it ends.
fn is_same_cluster(before: &TextItem, text: &TextItem) -> bool {
    let (Some(last), Some(first)) = (before.glyphs.last(), text.glyphs.first()) else {
        return false;
    };
    last.span == first.span
        && before.text[last.range()] == text.text[first.range()]
        && before.font == text.font
        && before.size == text.size
        && before.fill == text.fill
        && before.stroke == text.stroke
        && (before.lang, before.region) == (text.lang, text.region)
}

/// Both texts as one; `up` is how far the second stands above the first. In writing from right to left the first
/// to be seen is the last that is read.
fn together(before: &TextItem, text: &TextItem, up: Abs) -> Option<TextItem> {
    let (last, first) = (before.glyphs.last()?, text.glyphs.first()?);
    let shared = last.range().len();
    let onwards = last.range().end == before.text.len() && first.range().start == 0;
    let backwards = last.range().start == 0 && first.range().end == text.text.len();
    let (said, moved, added) = if onwards {
        let added = before.text.len() - shared;
        (format!("{}{}", before.text, &text.text[shared..]), 0, added)
    } else if backwards {
        let moved = text.text.len() - shared;
        (format!("{}{}", text.text, &before.text[shared..]), moved, 0)
    } else {
        return None;
    };
    let raised = Em::from_abs(up, before.size);
    let old = before.glyphs.iter().map(|glyph| shifted(glyph, moved, Em::zero()));
    let new = text.glyphs.iter().map(|glyph| shifted(glyph, added, raised));
    let glyphs = old.chain(new).collect::<Option<Vec<Glyph>>>()?;
    Some(TextItem { text: said.into(), glyphs, ..before.clone() })
}

/// The glyph with its range so much further on, and raised; `None` if that is too far for a run.
fn shifted(glyph: &Glyph, by: usize, raised: Em) -> Option<Glyph> {
    let range = glyph.range();
    let place = |at: usize| u16::try_from(at + by).ok();
    let range = place(range.start)?..place(range.end)?;
    Some(Glyph { range, y_offset: glyph.y_offset + raised, ..glyph.clone() })
}
