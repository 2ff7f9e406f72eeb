//! What stands on the finished pages, moved to where the filled lines have it.
//!
//! What belongs to a line and stands one behind the other goes into a group that is made wider or narrower,
//! so that the file says letters, tags and links as if nothing had happened. What is no text keeps its size
//! and its distance from the text before it, but for what is drawn for letters.

use typst::layout::{Abs, Axes, Em, Frame, FrameItem, GroupItem, Point, Ratio, Transform};
use typst::model::Document as _;
use typst::text::TextItem;
use typst::visualize::Geometry;
use typst_layout::PagedDocument;

use super::super::lines::{Line, Lines, TextPlace};

/// Widths in points that differ by less are the same: what is rounded on the way.
const ROUNDED: f64 = 1e-6;
/// What is drawn for letters, or stands among them, is no further above and below their baseline, in em: lines below words
/// are within three tenths, the rule above notes is further away.
const ABOVE: f64 = 1.5;
const BELOW: f64 = 0.5;
/// Letters that are by this factor larger than the text are an initial: one of two lines is more than twice as large.
const LARGE: f64 = 1.5;

/// The pages with all lines as they are filled.
pub(in crate::writers::pdf) fn filled(document: PagedDocument, lines: &Lines) -> PagedDocument {
    let (set, info) = (document.pages().to_vec(), document.info().clone());
    drop(document);
    let mut setter = Setter { texts: lines.texts.iter(), lines: &lines.all };
    let pages = set.into_iter().map(|mut page| {
        setter.frame(&mut page.frame, Point::zero());
        page
    });
    PagedDocument::new(pages.collect(), info)
}

struct Setter<'a> {
    /// The places of the texts that come.
    texts: std::slice::Iter<'a, Option<TextPlace>>,
    lines: &'a [Line],
}

/// A text of a filled line: where it stood, and where it stands, in points from the edge of the page.
struct Moved {
    line: usize,
    scale: f64,
    old: (f64, f64),
    new: (f64, f64),
    baseline: f64,
    size: f64,
    /// By how much it stands deeper than it stood.
    deeper: Abs,
}

impl Moved {
    /// Where what stood at a place stands now.
    fn place(&self, at: f64) -> f64 {
        let (old, new) = (self.old, self.new);
        if at <= old.0 {
            new.0 + at - old.0
        } else if at < old.1 {
            new.0 + (at - old.0) * (new.1 - new.0) / (old.1 - old.0)
        } else {
            new.1 + at - old.1
        }
    }

    /// Whether what stands there is drawn for it, or stands among it.
    fn is_near(&self, at: Point) -> bool {
        let below = (at.y.to_pt() - self.baseline) / self.size;
        (-ABOVE..BELOW).contains(&below)
    }
}

/// Items of a line that are made wider or narrower together.
struct Open {
    scale: f64,
    line: usize,
    /// Where they begin, in points from the edge of the page.
    origin: f64,
    items: Vec<(Point, FrameItem)>,
}

impl Setter<'_> {
    /// Sets what stands in a frame that stands at a place of the page.
    fn frame(&mut self, frame: &mut Frame, around: Point) {
        let items: Vec<(Point, FrameItem)> = frame.items().cloned().collect();
        frame.clear();
        let mut out = Out { around, items: Vec::with_capacity(items.len()), open: None };
        let mut last: Option<Moved> = None;
        for (at, mut item) in items {
            let here = around + at;
            match &mut item {
                FrameItem::Text(text) => match self.texts.next().copied().flatten() {
                    Some(place) => {
                        last = self.text(text, place, here);
                        match &last {
                            Some(moved) => {
                                out.stretched(moved, moved.new.0, at.y + moved.deeper, item);
                            }
                            None => out.rigid(None, at, item),
                        }
                    }
                    // It is in a formula.
                    None => out.rigid(last.as_ref(), at, item),
                },
                FrameItem::Group(group) => {
                    let turned =
                        group.transform.ky != Ratio::zero() || group.transform.sx != Ratio::one();
                    let moved = Point::new(group.transform.tx, group.transform.ty);
                    match holds_text(&group.frame) {
                        true if turned => self.skip(&group.frame),
                        true => {
                            self.frame(&mut group.frame, here + moved);
                            out.close();
                            out.items.push((at, item));
                            continue;
                        }
                        false => {}
                    }
                    out.rigid(last.as_ref(), at, item);
                }
                FrameItem::Tag(_) => out.tag(at, item),
                FrameItem::Link(_, size) => match last.as_ref() {
                    Some(moved) if moved.is_near(here + Point::with_y(size.y)) => {
                        size.x = wider(moved, here.x, size.x);
                        let left = moved.place(here.x.to_pt());
                        out.stretched(moved, left, at.y, item);
                    }
                    _ => out.rigid(None, at, item),
                },
                FrameItem::Shape(shape, _) => match last.as_ref().filter(|one| one.is_near(here)) {
                    Some(moved) => {
                        match &mut shape.geometry {
                            Geometry::Line(to) => to.x = wider(moved, here.x, to.x),
                            Geometry::Rect(size) => size.x = wider(moved, here.x, size.x),
                            Geometry::Curve(_) => {}
                        }
                        let left = moved.place(here.x.to_pt());
                        out.stretched(moved, left, at.y, item);
                    }
                    None => out.rigid(None, at, item),
                },
                FrameItem::Image(..) => out.rigid(last.as_ref(), at, item),
            }
        }
        out.close();
        frame.push_multiple(out.items);
    }

    /// Gives the glyphs of a text the widths that its line has for them; none if it is in no filled line.
    fn text(&self, text: &mut TextItem, place: TextPlace, here: Point) -> Option<Moved> {
        let line = self.lines.get(place.line as usize)?;
        let fill = line.fill?;
        let old = here.x.to_pt();
        let width = text.width().to_pt();
        let mut next = place.glyph as usize;
        let left = match line.glyphs.get(next) {
            Some(glyph) => glyph.left,
            None => line.right - line.hyphen.map_or(0.0, |hyphen| hyphen.width),
        };
        let size = text.size;
        let scale = if next < fill.begin { 1.0 } else { fill.scale };
        for glyph in &mut text.glyphs {
            let Some(own) = line.glyphs.get(next) else { break };
            if text.text.get(glyph.range()) != Some(line.said(own)) {
                continue;
            }
            next += 1;
            let advance = own.width / scale;
            if (glyph.x_advance.at(size).to_pt() - advance).abs() > ROUNDED {
                glyph.x_advance = Em::from_abs(Abs::pt(advance), size);
            }
        }
        let sinks = fill.sinks.filter(|sinks| size.to_pt() > LARGE * sinks.0);
        Some(Moved {
            deeper: Abs::pt(sinks.map_or(0.0, |sinks| sinks.1)),
            line: place.line as usize,
            scale,
            old: (old, old + width),
            new: (left, left + text.width().to_pt() * scale),
            baseline: here.y.to_pt(),
            size: size.to_pt(),
        })
    }

    /// Passes over the texts of a frame.
    fn skip(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Text(_) => drop(self.texts.next()),
                FrameItem::Group(group) => self.skip(&group.frame),
                _ => {}
            }
        }
    }
}

/// How long what is drawn is to be before it is made wider with its line.
fn wider(moved: &Moved, left: Abs, length: Abs) -> Abs {
    let (from, to) = (moved.place(left.to_pt()), moved.place((left + length).to_pt()));
    Abs::pt((to - from) / moved.scale)
}

fn holds_text(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Text(_) => true,
        FrameItem::Group(group) => holds_text(&group.frame),
        _ => false,
    })
}

/// The items of a frame as they come.
struct Out {
    /// Where the frame stands on the page.
    around: Point,
    items: Vec<(Point, FrameItem)>,
    open: Option<Open>,
}

impl Out {
    /// Puts an item that is made wider with its line at a place of the page.
    fn stretched(&mut self, moved: &Moved, left: f64, y: Abs, item: FrameItem) {
        let is_other = |open: &Open| open.line != moved.line || open.scale != moved.scale;
        if self.open.as_ref().is_none_or(is_other) {
            self.close();
            let (scale, line) = (moved.scale, moved.line);
            self.open = Some(Open { scale, line, origin: left, items: Vec::new() });
        }
        if let Some(open) = &mut self.open {
            let x = Abs::pt((left - open.origin) / open.scale);
            open.items.push((Point::new(x, y), item));
        }
    }

    /// Puts an item that keeps its size and its distance from the text before it.
    fn rigid(&mut self, last: Option<&Moved>, at: Point, item: FrameItem) {
        self.close();
        let here = self.around + at;
        let x = match last.filter(|moved| moved.is_near(here)) {
            Some(moved) => Abs::pt(moved.place(here.x.to_pt())) - self.around.x,
            None => at.x,
        };
        self.items.push((Point::new(x, at.y), item));
    }

    /// Puts a tag: it goes with what stands before it.
    fn tag(&mut self, at: Point, item: FrameItem) {
        match &mut self.open {
            Some(open) => {
                let x = Abs::pt(((self.around.x + at.x).to_pt() - open.origin) / open.scale);
                open.items.push((Point::new(x, at.y), item));
            }
            None => self.items.push((at, item)),
        }
    }

    /// Closes the group that is open.
    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let x = Abs::pt(open.origin) - self.around.x;
        if open.scale == 1.0 {
            let moved = open.items.into_iter().map(|(at, item)| (at + Point::with_x(x), item));
            self.items.extend(moved);
            return;
        }
        let mut frame = Frame::soft(Axes::splat(Abs::zero()));
        frame.push_multiple(open.items);
        let mut group = GroupItem::new(frame);
        group.transform = Transform::scale(Ratio::new(open.scale), Ratio::one());
        self.items.push((Point::with_x(x), FrameItem::Group(group)));
    }
}

#[cfg(test)]
mod tests {
    use typst::layout::{Abs, Point};

    use super::Moved;

    #[test]
    fn rules_between_a_line_and_notes_are_not_drawn_for_it() {
        let (old, new) = ((60.0, 90.0), (50.0, 80.0));
        let (baseline, deeper) = (100.0, Abs::zero());
        let moved = Moved { line: 0, scale: 1.0, old, new, baseline, size: 10.0, deeper };
        let near = |below: f64| moved.is_near(Point::new(Abs::pt(60.0), Abs::pt(100.0 + below)));
        let (highlight, underline, rule) = (-7.5, 1.5, 8.0);
        assert_eq!([highlight, underline, rule].map(near), [true, true, false]);
    }
}
