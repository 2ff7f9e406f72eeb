//! A trimmed page, placed with its bleed.

use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Ratio, Size, Transform};
use typst::syntax::Span;
use typst::visualize::{Curve, Geometry, Paint};

/// How a page is placed. Lengths are in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placing {
    /// Width and height of the trimmed page.
    pub(super) page: (f64, f64),
    /// How far it may be seen beyond its left, top, right and lower edge.
    pub(super) beyond: [f64; 4],
    /// How far what is on it is moved to the right.
    pub(super) shift: f64,
    /// Whether it stands upside down.
    pub(super) turned: bool,
}

impl Placing {
    /// Puts the page's frame with its fill at `at` of a sheet.
    pub(super) fn put(self, sheet: &mut Frame, at: Point, frame: Frame, fill: Option<&Paint>) {
        let (width, height) = (Abs::mm(self.page.0), Abs::mm(self.page.1));
        let [left, top, right, bottom] = self.beyond.map(Abs::mm);
        let seen = Size::new(left + width + right, top + height + bottom);
        let corner = Point::new(-left, -top);
        let mut page = Frame::hard(Size::new(width, height));
        if let Some(fill) = fill {
            let shape = Geometry::Rect(seen).filled(fill.clone());
            page.push(corner, FrameItem::Shape(shape, Span::detached()));
        }
        let content = FrameItem::Group(GroupItem::new(frame));
        page.push(Point::with_x(Abs::mm(self.shift)), content);
        let mut clip = Curve::rect(seen);
        clip.translate(corner);
        let mut group = GroupItem::new(page);
        group.clip = Some(clip);
        if self.turned {
            group.transform = Transform {
                sx: -Ratio::one(),
                sy: -Ratio::one(),
                tx: width,
                ty: height,
                ..Transform::identity()
            };
        }
        sheet.push(at, FrameItem::Group(group));
    }
}
