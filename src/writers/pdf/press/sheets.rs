//! Pages on sheets.

use typst::foundations::Smart;
use typst::layout::{Abs, Frame, FrameItem, Point, Sides, Size};
use typst::syntax::Span as Detached;
use typst::visualize::{Color, Geometry, Paint};
use typst_layout::Page;

use super::ink::Ink;
use super::marks::{Marks, Tone, margin};
use super::place::Placing;
use crate::diagnostics::{Code, Diagnostic};
use crate::press::{Cell, Job, Scheme, Sheet, SheetSize, impose};
use crate::source::Span;

/// What is cut off of folded edges at least, in millimetres.
const TRIM: f64 = 3.0;
/// Width, height and distance of the marks on the spines of signatures, in millimetres: they make a
/// flight of stairs on the gathered block.
const COLLATION: (f64, f64, f64) = (1.0, 5.0, 6.0);

/// The sheets, front and back of each in turn; the size that is needed, in millimetres, if the sheet
/// that is ordered is too small.
pub(super) fn pages(pages: &[Page], job: &Job, scheme: Scheme) -> Result<Vec<Page>, SheetSize> {
    let Some(first) = pages.first() else { return Ok(Vec::new()) };
    let page = (first.frame.width().to_mm(), first.frame.height().to_mm());
    let grid = Grid::new(page, scheme, job.bleed.max(TRIM));
    let (width, height) = grid.size();
    let around = 2.0 * margin(job.bleed, job.marks);
    let size = match job.sheet {
        Some(sheet) => sheet.holding(width, height).ok_or(SheetSize { width, height })?,
        None => SheetSize { width: width + around, height: height + around },
    };
    let mut ink = Ink::new(job.black_only);
    let frames: Vec<(Frame, Option<Paint>)> = pages
        .iter()
        .map(|page| {
            let fill = page.fill_or_transparent().map(|fill| ink.paint(&fill));
            (ink.frame(&page.frame), fill)
        })
        .collect();
    let press = Press { grid, size, frames, job };
    let sheets = impose(scheme, pages.len());
    let sides = sheets.iter().flat_map(|sheet| {
        [press.side(sheet, &sheet.front, true), press.side(sheet, &sheet.back, false)]
    });
    Ok(sides.enumerate().map(|(index, frame)| sheet_page(frame, index, first)).collect())
}

/// A sheet on which the pages do not find room.
pub(super) fn too_small(needed: SheetSize, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::SheetTooSmall,
        span,
        format!("the pages need a sheet of {:.0} × {:.0} mm", needed.width, needed.height),
        "choose a larger `sheet`, fewer pages on it with `imposition`, or take the line `sheet = …` out",
    )
}

fn sheet_page(frame: Frame, index: usize, first: &Page) -> Page {
    Page {
        frame,
        bleed: Sides::splat(Abs::zero()),
        fill: Smart::Custom(None),
        numbering: None,
        supplement: first.supplement.clone(),
        number: index as u64 + 1,
    }
}

/// Where the columns and rows of a sheet are, in millimetres.
struct Grid {
    page: (f64, f64),
    columns: Vec<f64>,
    rows: Vec<f64>,
}

impl Grid {
    fn new(page: (f64, f64), scheme: Scheme, trim: f64) -> Self {
        let (columns, rows) = scheme.grid();
        // Two columns share a spine; elsewhere both edges are trimmed.
        let column = |index: usize| index as f64 * page.0 + (index / 2) as f64 * 2.0 * trim;
        let row = |index: usize| index as f64 * (page.1 + 2.0 * trim);
        Self {
            page,
            columns: (0..columns).map(column).collect(),
            rows: (0..rows).map(row).collect(),
        }
    }

    fn size(&self) -> (f64, f64) {
        let last = |list: &[f64]| list.last().copied().unwrap_or(0.0);
        (last(&self.columns) + self.page.0, last(&self.rows) + self.page.1)
    }

    fn marks(&self) -> Marks {
        let (width, height) = self.page;
        let middle = |pair: &[f64], size: f64| (pair[0] + size + pair[1]) / 2.0;
        let fore_edges = self
            .columns
            .iter()
            .enumerate()
            .map(|(index, left)| if index % 2 == 0 { *left } else { left + width });
        let heads_and_feet = self.rows.iter().flat_map(|top| [*top, top + height]);
        Marks {
            cuts_x: fore_edges.collect(),
            cuts_y: heads_and_feet.collect(),
            folds_x: self.columns.windows(2).map(|pair| middle(pair, width)).collect(),
            folds_y: self.rows.windows(2).map(|pair| middle(pair, height)).collect(),
        }
    }
}

struct Press<'a> {
    grid: Grid,
    size: SheetSize,
    frames: Vec<(Frame, Option<Paint>)>,
    job: &'a Job,
}

impl Press<'_> {
    fn side(&self, sheet: &Sheet, cells: &[Cell], front: bool) -> Frame {
        let (width, height) = self.grid.size();
        let origin = Point::new(
            Abs::mm((self.size.width - width) / 2.0),
            Abs::mm((self.size.height - height) / 2.0),
        );
        let mut frame = Frame::hard(Size::new(Abs::mm(self.size.width), Abs::mm(self.size.height)));
        for (index, cell) in cells.iter().enumerate() {
            let Some((page, fill)) = cell.page.and_then(|page| self.frames.get(page)) else {
                continue;
            };
            let at = Point::new(
                Abs::mm(self.grid.columns[index % sheet.columns]),
                Abs::mm(self.grid.rows[index / sheet.columns]),
            );
            self.placing(cell).put(&mut frame, origin + at, page.clone(), fill.as_ref());
        }
        if front {
            self.collation_mark(&mut frame, origin, sheet);
        }
        if self.job.marks {
            let size = (width, height);
            self.grid.marks().draw(&mut frame, origin, size, self.job.bleed, Tone::Black);
        }
        frame
    }

    /// Inner leaves stick out of the folded sheets by the thickness of those around them, and are cut
    /// there; so what is on them is moved to the spine.
    fn placing(&self, cell: &Cell) -> Placing {
        let bleed = self.job.bleed;
        let creep = cell.inside as f64 * self.job.paper.thickness();
        let (beyond, shift) = if cell.recto {
            ([0.0, bleed, bleed, bleed], -creep)
        } else {
            ([bleed, bleed, 0.0, bleed], creep)
        };
        Placing { page: self.grid.page, beyond, shift, turned: cell.turned }
    }

    /// A mark on the outer fold of a signature, one step lower than on that before it.
    fn collation_mark(&self, frame: &mut Frame, origin: Point, sheet: &Sheet) {
        let outermost = |cell: &Cell| cell.recto && !cell.turned && cell.inside == 0;
        let Some(index) = sheet.front.iter().position(outermost) else { return };
        if self.frames.is_empty() || self.job.imposition == Some(Scheme::Booklet) {
            return;
        }
        let (width, height, step) = COLLATION;
        let steps = ((self.grid.page.1 / 2.0) / step).max(1.0) as usize;
        let x = self.grid.columns[index % sheet.columns] - width / 2.0;
        let top = self.grid.rows[index / sheet.columns] + self.grid.page.1 / 4.0;
        let y = top + (sheet.signature % steps) as f64 * step;
        let at = origin + Point::new(Abs::mm(x), Abs::mm(y));
        let shape = Geometry::Rect(Size::new(Abs::mm(width), Abs::mm(height))).filled(Color::BLACK);
        frame.push(at, FrameItem::Shape(shape, Detached::detached()));
    }
}
