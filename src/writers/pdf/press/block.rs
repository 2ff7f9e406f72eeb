//! The block of a book, page after page.

use typst::foundations::Smart;
use typst::layout::{Abs, Frame, Point, Sides, Size};
use typst_layout::Page;

use super::ink::Ink;
use super::marks::{Marks, Tone, margin};
use super::place::Placing;
use crate::press::Job;

/// The pages with bleed and marks, and the blank ones with which the last leaf or sheet is full.
pub(super) fn pages(pages: &[Page], job: &Job) -> Vec<Page> {
    let mut ink = Ink::new(job.black_only);
    let missing = job.block_pages(pages.len()) - pages.len();
    let blanks = pages.last().map(blank).into_iter().cycle().take(missing).collect::<Vec<_>>();
    let all = pages.iter().chain(&blanks);
    all.map(|page| trimmed(page, &mut ink, job, Tone::Black, &[])).collect()
}

/// A page as large as another one, with nothing on it.
fn blank(page: &Page) -> Page {
    Page {
        frame: Frame::hard(page.frame.size()),
        fill: Smart::Custom(None),
        numbering: None,
        ..page.clone()
    }
}

/// A page whose trimmed size is that of its frame, with bleed and marks; `folds` are those of a
/// cover, in millimetres from its left edge.
pub(super) fn trimmed(page: &Page, ink: &mut Ink, job: &Job, tone: Tone, folds: &[f64]) -> Page {
    let (width, height) = (page.frame.width(), page.frame.height());
    let size = (width.to_mm(), height.to_mm());
    let mut frame = Frame::hard(Size::new(width, height));
    let placing = Placing { page: size, beyond: [job.bleed; 4], shift: 0.0, turned: false };
    let fill = page.fill_or_transparent().map(|fill| ink.paint(&fill));
    placing.put(&mut frame, Point::zero(), ink.frame(&page.frame), fill.as_ref());
    if job.marks {
        let marks = Marks {
            cuts_x: vec![0.0, size.0],
            cuts_y: vec![0.0, size.1],
            folds_x: folds.to_vec(),
            folds_y: Vec::new(),
        };
        marks.draw(&mut frame, Point::zero(), size, job.bleed, tone);
    }
    Page {
        frame,
        bleed: Sides::splat(Abs::mm(margin(job.bleed, job.marks))),
        fill: Smart::Custom(None),
        numbering: page.numbering.clone(),
        supplement: page.supplement.clone(),
        number: page.number,
    }
}
