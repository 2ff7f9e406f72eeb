//! Marks beside what is trimmed: where to cut, where to fold.

use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::syntax::Span;
use typst::visualize::{Cmyk, Color, DashPattern, FixedStroke, Geometry, ProcessColor};

/// Length of a mark, in millimetres.
const LENGTH: f64 = 5.0;
/// From the trimmed edge to the mark at least, in millimetres, so that none is left on the page.
const DISTANCE: f64 = 3.0;
/// From the end of a mark to the edge of the sheet, in millimetres.
const EDGE: f64 = 2.0;
/// Strength of a mark, in points.
const HAIRLINE: f64 = 0.25;

/// In what the marks are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// In black.
    Black,
    /// On every plate, so that they lie upon one another.
    Registration,
}

/// Where marks stand, in millimetres from the left and the top of what is trimmed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Marks {
    /// Vertical cuts.
    pub(super) cuts_x: Vec<f64>,
    /// Horizontal cuts.
    pub(super) cuts_y: Vec<f64>,
    /// Vertical folds.
    pub(super) folds_x: Vec<f64>,
    /// Horizontal folds.
    pub(super) folds_y: Vec<f64>,
}

/// How far the sheet goes on beyond what is trimmed, in millimetres: bleed, and marks if there are any.
pub(super) fn margin(bleed: f64, marks: bool) -> f64 {
    if marks { bleed.max(DISTANCE) + LENGTH + EDGE } else { bleed }
}

impl Marks {
    /// Draws the marks around a rectangle of `width` by `height` millimetres whose left upper corner
    /// is at `origin` of the frame.
    pub(super) fn draw(
        &self,
        frame: &mut Frame,
        origin: Point,
        (width, height): (f64, f64),
        bleed: f64,
        tone: Tone,
    ) {
        let near = bleed.max(DISTANCE);
        let mut line = |x: f64, y: f64, to: (f64, f64), dashed: bool| {
            let at = origin + Point::new(Abs::mm(x), Abs::mm(y));
            let shape = Geometry::Line(Point::new(Abs::mm(to.0), Abs::mm(to.1)))
                .stroked(stroke(tone, dashed));
            frame.push(at, FrameItem::Shape(shape, Span::detached()));
        };
        for (list, dashed) in [(&self.cuts_x, false), (&self.folds_x, true)] {
            for x in list {
                line(*x, -near - LENGTH, (0.0, LENGTH), dashed);
                line(*x, height + near, (0.0, LENGTH), dashed);
            }
        }
        for (list, dashed) in [(&self.cuts_y, false), (&self.folds_y, true)] {
            for y in list {
                line(-near - LENGTH, *y, (LENGTH, 0.0), dashed);
                line(width + near, *y, (LENGTH, 0.0), dashed);
            }
        }
    }
}

fn stroke(tone: Tone, dashed: bool) -> FixedStroke {
    let color = match tone {
        Tone::Black => Color::BLACK,
        Tone::Registration => {
            Color::Process(ProcessColor::Cmyk(Cmyk { c: 1.0, m: 1.0, y: 1.0, k: 1.0 }))
        }
    };
    let mut stroke = FixedStroke::from_pair(color, Abs::pt(HAIRLINE));
    if dashed {
        let array = vec![Abs::mm(1.0), Abs::mm(0.6)];
        stroke.dash = Some(DashPattern { array, phase: Abs::zero() });
    }
    stroke
}
