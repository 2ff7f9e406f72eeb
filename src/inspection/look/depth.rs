//! How deep pages are.
//!
//! A page ends higher than others for good reason if what the next page begins with cannot be parted
//! and has no room on it: a heading with its text, the rows of a table, the last two lines of a
//! paragraph. Where running text goes on, pages that face each other end level nevertheless; where both of them are
//! short by a line for it, that is as it should be.

use super::super::{Flaw, Pages, Part};
use super::{Look, Placed};

/// By so much, in lines, a place may be off a line of the grid: what is rounded is less, the next line is further.
const OFF: f64 = 0.2;
/// Baselines further away from each other, in lines, have a line free between them: half way to the next.
const FREE: f64 = 1.5;
/// A paragraph of so many lines is not parted, for a page turn would leave one of them alone.
const WHOLE: usize = 3;
/// A hole of more than this part of a page is one, whatever follows. Set by judgement.
const HOLE: f64 = 0.25;

impl Look<'_> {
    /// Pages that end higher than what follows makes them.
    pub(super) fn depth(&mut self) {
        let depths = Depths::measure(self.pages);
        for page in 0..self.pages.pages.len().saturating_sub(1) {
            if let Some((at, message)) = depths.fault(page) {
                self.found(Flaw::ShortPage, at, message);
            }
        }
        for page in 1..self.pages.pages.len() {
            if let Some((at, lines)) = depths.chapter_end(page, self.limits.chapter_end) {
                let message = match lines {
                    1 => "the last page of the chapter holds one line".to_owned(),
                    _ => format!("the last page of the chapter holds {lines} lines"),
                };
                self.found(Flaw::ChapterEnd, at, message);
            }
        }
    }
}

/// How many pages face each other and go on in running text both, and how many of them end on different lines.
pub(in crate::inspection) fn facing(pages: &Pages) -> (usize, usize) {
    let depths = Depths::measure(pages);
    let left = (1..pages.pages.len()).filter(|page| pages.facing && !Pages::is_recto(*page));
    let go_on = left.filter(|page| depths.goes_on(*page) && depths.goes_on(page + 1));
    go_on.fold((0, 0), |(spreads, uneven), page| {
        let differ = depths.missing(page) != depths.missing(page + 1);
        (spreads + 1, uneven + usize::from(differ))
    })
}

fn is_running(line: &Placed<'_>) -> bool {
    matches!(line.2.part, Part::Text | Part::Note)
}

struct Depths<'a> {
    set: &'a Pages,
    /// The lines of each page, from the head to the foot.
    pages: Vec<Vec<Placed<'a>>>,
    /// Baselines of the first line of a page and of the last line of a full one.
    head: f64,
    foot: f64,
    /// The distance of the lines of the grid.
    step: f64,
}

impl<'a> Depths<'a> {
    fn measure(set: &'a Pages) -> Self {
        let pages: Vec<Vec<Placed<'a>>> = (0..set.pages.len())
            .map(|page| {
                let mut lines: Vec<Placed<'a>> =
                    set.text(page).map(|(index, line)| (page, index, line)).collect();
                lines.sort_by(|a, b| a.2.baseline.total_cmp(&b.2.baseline));
                lines
            })
            .collect();
        let step = set.leading.max(1.0);
        let heads = pages.iter().filter_map(|lines| Some(lines.first()?.2.baseline));
        let feet = pages.iter().filter_map(|lines| Some(lines.last()?.2.baseline));
        // What stands below the type area is another fault.
        let lowest = set.foot.map_or(f64::INFINITY, |foot| foot + OFF * step);
        let head = heads.fold(f64::INFINITY, f64::min);
        let foot = feet.filter(|foot| *foot <= lowest).fold(0.0, f64::max);
        Self { set, pages, head, foot, step }
    }

    /// The line that ends a page too high, and what is wrong with that.
    fn fault(&self, page: usize) -> Option<((usize, usize), String)> {
        let (last, next) = (self.pages[page].last()?, &self.pages[page + 1]);
        let first = next.first()?;
        // The next page goes on where this one ends, if its text begins at the very head.
        let goes_on = first.2.baseline < self.head + 0.5 * self.step;
        let missing = self.missing(page)?;
        if !goes_on || missing < 1.0 {
            return None;
        }
        let runs_on = is_running(last) && is_running(first);
        // A line is left free before and behind what is no running text.
        let needed = self.unparted(next) + f64::from(u8::from(!runs_on));
        let faced = self.faced(page).and_then(|other| self.missing(other));
        let lines = if missing < 2.0 { "line" } else { "lines" };
        let full = (self.foot - self.head) / self.step;
        let level = runs_on && missing < 2.0 && faced == Some(missing);
        let message = if (missing >= needed && !level) || missing > HOLE * full {
            format!("the page is {missing} {lines} short")
        } else if runs_on && faced.is_some_and(|faced| faced < missing) {
            format!("the page is {missing} {lines} shorter than the one that it faces")
        } else {
            return None;
        };
        Some(((last.0, last.1), message))
    }

    /// Whether running text goes on from a page at the head of the next.
    fn goes_on(&self, page: usize) -> bool {
        let (last, next) = (self.pages[page].last(), self.pages.get(page + 1));
        last.is_some_and(is_running) && next.is_some_and(|next| self.begins_at_head(next))
    }

    fn begins_at_head(&self, lines: &[Placed<'_>]) -> bool {
        let at_head = |first: &Placed<'_>| first.2.baseline < self.head + 0.5 * self.step;
        lines.first().is_some_and(|first| at_head(first) && is_running(first))
    }

    /// How many lines stand on a page with which a chapter ends, if they are fewer than that, and the first of them.
    fn chapter_end(&self, page: usize, least: usize) -> Option<((usize, usize), usize)> {
        let next = self.pages[page + 1..].iter().find(|lines| !lines.is_empty());
        let begins = |lines: &Vec<Placed<'_>>| lines[0].2.part == Part::Heading;
        // Of pages that hold hardly more themselves nothing is to be said.
        let small = (self.foot - self.head) / self.step < 2.0 * least as f64;
        if small || !self.goes_on(page - 1) || !next.is_none_or(begins) {
            return None;
        }
        let text = self.pages[page].iter().filter(|line| line.2.part != Part::Note);
        let (first, lines) = (self.pages[page].first()?, text.count());
        (lines < least).then_some(((first.0, first.1), lines))
    }

    /// How many lines a page could have besides those that it has.
    fn missing(&self, page: usize) -> Option<f64> {
        let last = self.pages.get(page)?.last()?.2;
        Some(((self.foot - last.baseline) / self.step + OFF).floor())
    }

    /// The page that a page faces, if it goes on to it or comes from it.
    fn faced(&self, page: usize) -> Option<usize> {
        let other = if Pages::is_recto(page) { page.checked_sub(1)? } else { page + 1 };
        self.set.facing.then_some(other)
    }

    /// So many lines of those at the head of a page no page turn may part.
    fn unparted(&self, lines: &[Placed<'_>]) -> f64 {
        let Some((_, _, first)) = lines.first() else { return 0.0 };
        let last = match first.part {
            Part::Heading => {
                let own = lines.iter().take_while(|one| one.2.part == Part::Heading).count();
                let down = lines
                    .get(own)
                    .map_or(0.0, |next| (next.2.baseline - first.baseline) / self.step);
                return down + self.unparted(&lines[own..]);
            }
            _ if self.is_alone(lines) => {
                let lines =
                    first.paragraph.map_or(1, |paragraph| self.of_paragraph(paragraph, lines));
                return lines as f64;
            }
            part => lines
                .windows(2)
                .take_while(|pair| {
                    let apart = pair[1].2.baseline - pair[0].2.baseline;
                    let goes_on = pair[1].2.part == part
                        || (part == Part::Caption && pair[1].2.part.is_apart());
                    goes_on && apart < FREE * self.step
                })
                .last()
                .map_or(*first, |pair| pair[1].2),
        };
        (last.baseline - first.baseline) / self.step + 1.0
    }

    /// Whether the first line is one of a paragraph, and down to the next free line nothing stands
    /// beside another: else it is a table, or what that is called.
    fn is_alone(&self, lines: &[Placed<'_>]) -> bool {
        let apart = |pair: &[Placed<'_>]| (pair[1].2.baseline - pair[0].2.baseline) / self.step;
        let mut near = lines.windows(2).map(apart).take_while(|apart| *apart < FREE);
        lines[0].2.paragraph.is_some() && near.all(|apart| apart > OFF)
    }

    /// So many lines of a paragraph that begins or goes on at the head of a page stay together.
    fn of_paragraph(&self, paragraph: usize, lines: &[Placed<'_>]) -> usize {
        let all = &self.set.paragraphs[paragraph].lines;
        let here = all.iter().filter(|at| at.0 == lines[0].0).count();
        let begins = all.first().is_some_and(|at| at.0 == lines[0].0);
        match (begins, here) {
            (true, _) if all.len() > WHOLE => 2,
            (true, _) => all.len(),
            (false, 0..WHOLE) => here,
            (false, _) => 1,
        }
    }
}
