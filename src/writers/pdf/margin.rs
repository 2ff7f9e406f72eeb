//! Marks in the outer margin that would lie upon each other are set beside each other, on the finished
//! pages: to ask Typst for the neighbours of every mark would cost more than all its lines.
//!
//! A mark is what stands in an artifact with the label `margin-mark`, or `line-number` for the number
//! of a verse, which stays next to the text.

use typst::foundations::Label;
use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::Document as _;
use typst::text::TextItem;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

/// Marks whose heights differ by less than this, in em of their own type, stand in one line.
const SAME_LINE: f64 = 0.6;
/// What is left free between two marks, in em of their own type; where the margin is narrow, less.
const APART: f64 = 0.8;
const CLOSE: f64 = 0.35;
/// What must be left free to the edge of the page, in points.
const EDGE: f64 = 6.0;

/// The pages with all marks beside each other.
pub(super) fn apart(document: &PagedDocument) -> PagedDocument {
    let labels = Labels::new();
    let mut any = false;
    let pages = document.pages().iter().cloned().map(|mut page| {
        let mut marks = Marks { labels: &labels, found: Vec::new(), open: None };
        marks.frame(&page.frame, Point::zero());
        if marks.found.len() > 1 {
            let moves = moves(&marks.found, page.frame.width());
            // Those on the left are moved by less than nothing.
            if moves.iter().any(|by| *by != Abs::zero()) {
                any = true;
                let mut next = moves.into_iter();
                shift(&mut page.frame, &labels, &mut next, &mut None);
            }
        }
        page
    });
    let pages = pages.collect();
    if any { PagedDocument::new(pages, document.info().clone()) } else { document.clone() }
}

/// The labels of marks.
pub(super) struct Labels {
    mark: Option<Label>,
    number: Option<Label>,
}

impl Labels {
    pub(super) fn new() -> Self {
        let label = |name| Label::new(PicoStr::intern(name));
        Self { mark: label("margin-mark"), number: label("line-number") }
    }

    /// Where a mark starts, and whether it is the number of a verse.
    pub(super) fn start(&self, tag: &Tag) -> Option<(Location, bool)> {
        let Tag::Start(element, _) = tag else { return None };
        let label = element.label()?;
        let number = Some(label) == self.number;
        (number || Some(label) == self.mark).then_some((tag.location(), number))
    }
}

/// A mark as it is set; lengths from the left and the upper edge of the page.
#[derive(Debug, Clone, Copy)]
struct Mark {
    number: bool,
    left: Abs,
    right: Abs,
    baseline: Abs,
    size: Abs,
}

struct Marks<'a> {
    labels: &'a Labels,
    found: Vec<Mark>,
    open: Option<Location>,
}

impl Marks<'_> {
    fn frame(&mut self, frame: &Frame, around: Point) {
        for (at, item) in frame.items() {
            match item {
                FrameItem::Tag(tag) => self.tag(tag),
                FrameItem::Group(group) => {
                    let moved = Point::new(group.transform.tx, group.transform.ty);
                    self.frame(&group.frame, around + *at + moved);
                }
                FrameItem::Text(text) if self.open.is_some() => self.text(text, around + *at),
                _ => {}
            }
        }
    }

    fn tag(&mut self, tag: &Tag) {
        if let Some((location, number)) = self.labels.start(tag) {
            self.open = Some(location);
            let nowhere = Abs::zero();
            let mark =
                Mark { number, left: nowhere, right: nowhere, baseline: nowhere, size: nowhere };
            self.found.push(mark);
        } else if ends(tag, self.open) {
            self.open = None;
        }
    }

    fn text(&mut self, text: &TextItem, at: Point) {
        let Some(mark) = self.found.last_mut() else { return };
        if mark.size == Abs::zero() {
            (mark.left, mark.baseline, mark.size) = (at.x, at.y, text.size);
        }
        mark.right = mark.right.max(at.x + text.width());
    }
}

/// Whether it ends the mark that is open.
pub(super) fn ends(tag: &Tag, open: Option<Location>) -> bool {
    matches!(tag, Tag::End(location, ..) if Some(*location) == open)
}

/// How far each mark is moved: of those in a line the number of the verse stays where it is, or the
/// first on the right and the last on the left; the others follow outwards, in their order from left
/// to right.
fn moves(marks: &[Mark], width: Abs) -> Vec<Abs> {
    let mut moves = vec![Abs::zero(); marks.len()];
    let mut done = vec![false; marks.len()];
    for first in 0..marks.len() {
        if done[first] {
            continue;
        }
        let mut row: Vec<usize> =
            (first..marks.len()).filter(|&other| in_line(&marks[first], &marks[other])).collect();
        row.iter().for_each(|&mark| done[mark] = true);
        let on_left = marks[first].left < width / 2.0;
        if on_left {
            row.reverse();
        }
        // The order of those that are alike is kept.
        row.sort_by_key(|&mark| !marks[mark].number);
        for gap in [APART, CLOSE] {
            let end = line_up(&row, marks, on_left, gap, &mut moves);
            let room = if on_left { end } else { width - end };
            if room > Abs::pt(EDGE) {
                break;
            }
        }
    }
    moves
}

/// Puts the marks of a line one behind the other, outwards; returns where the last of them ends.
fn line_up(row: &[usize], marks: &[Mark], on_left: bool, gap: f64, moves: &mut [Abs]) -> Abs {
    let mut edge: Option<Abs> = None;
    for &mark in row {
        let Mark { left, right, size, .. } = marks[mark];
        let by = match edge {
            None => Abs::zero(),
            Some(edge) if on_left => edge - size * gap - right,
            Some(edge) => edge + size * gap - left,
        };
        moves[mark] = by;
        edge = Some(if on_left { left + by } else { right + by });
    }
    edge.unwrap_or_default()
}

/// Whether two marks stand in one line, on the same side.
fn in_line(one: &Mark, other: &Mark) -> bool {
    let near = (one.baseline - other.baseline).abs() < one.size.max(other.size) * SAME_LINE;
    let across = (one.left - other.left).abs().min((one.right - other.right).abs());
    near && across < one.size * 2.0
}

/// Moves what stands in the marks, in the order in which they were found.
fn shift(
    frame: &mut Frame,
    labels: &Labels,
    moves: &mut impl Iterator<Item = Abs>,
    open: &mut Option<(Location, Abs)>,
) {
    let items: Vec<(Point, FrameItem)> = frame.items().cloned().collect();
    let moved = items.into_iter().map(|(mut at, mut item)| {
        match &mut item {
            FrameItem::Tag(tag) => {
                if let Some((location, _)) = labels.start(tag) {
                    *open = moves.next().map(|by| (location, by));
                } else if ends(tag, open.map(|(location, _)| location)) {
                    *open = None;
                }
            }
            FrameItem::Group(group) => shift(&mut group.frame, labels, moves, open),
            _ => {
                if let Some((_, by)) = open {
                    at.x += *by;
                }
            }
        }
        (at, item)
    });
    let moved: Vec<(Point, FrameItem)> = moved.collect();
    frame.clear();
    frame.push_multiple(moved);
}

#[cfg(test)]
mod tests {
    use super::{Mark, moves};
    use typst::layout::Abs;

    fn mark(number: bool, left: f64, right: f64, baseline: f64) -> Mark {
        let pt = Abs::pt;
        Mark { number, left: pt(left), right: pt(right), baseline: pt(baseline), size: pt(10.0) }
    }

    fn moved(marks: &[Mark]) -> Vec<f64> {
        moves(marks, Abs::pt(400.0)).into_iter().map(Abs::to_pt).collect()
    }

    #[test]
    fn marks_of_a_line_stand_beside_each_other() {
        let right = [mark(false, 350.0, 360.0, 50.0), mark(false, 350.0, 365.0, 50.5)];
        assert_eq!(moved(&right), [0.0, 18.0]);
        let left = [mark(false, 60.0, 70.0, 50.0), mark(false, 55.0, 70.0, 50.0)];
        assert_eq!(moved(&left), [-23.0, 0.0]);
    }

    #[test]
    fn in_a_narrow_margin_they_stand_closer() {
        let narrow = [mark(false, 370.0, 380.0, 50.0), mark(false, 370.0, 380.0, 50.0)];
        assert_eq!(moved(&narrow), [0.0, 13.5]);
    }

    #[test]
    fn the_number_of_a_verse_stands_next_to_the_text() {
        let right = [mark(false, 350.0, 360.0, 50.0), mark(true, 350.0, 355.0, 50.0)];
        assert_eq!(moved(&right), [13.0, 0.0]);
    }

    #[test]
    fn other_lines_and_the_other_side_are_left_alone() {
        let apart = [
            mark(false, 350.0, 360.0, 50.0),
            mark(false, 350.0, 360.0, 64.0),
            mark(false, 20.0, 30.0, 50.0),
        ];
        assert_eq!(moved(&apart), [0.0; 3]);
    }
}
