//! How many lines each paragraph of a run has.

use std::collections::BTreeMap;

use super::super::lines::SAME;
use super::run::{Item, Run};

/// What numbers of lines a paragraph can have, and what each costs more than the best.
pub(in crate::writers::pdf) type Variants = BTreeMap<usize, f64>;

/// What is known of the paragraphs of a run.
pub(in crate::writers::pdf) trait Costs {
    /// The numbers of lines that an item can have.
    fn variants(&self, item: &Item) -> Variants;

    /// What it costs more that a page ends behind a line, counted from 0, of the item in so many
    /// lines, for no word is to be broken there.
    fn page_end(&self, item: &Item, lines: usize, line: usize) -> f64;
}

/// What a line costs that a page has too few of: a little more than a broken word (`fit::cost`, whose unit it is). Set
/// by judgement.
const SHORT: f64 = 20.0;
/// What it costs if a run's last page holds no more than so many lines, for each that is missing. Set by judgement.
const LEFT_OVER: (usize, f64) = (4, 8.0);

/// A paragraph as it is made up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::writers::pdf) struct Made {
    /// How many lines it has.
    pub(in crate::writers::pdf) lines: usize,
    /// The line, counted from 0, with which a page ends.
    pub(in crate::writers::pdf) page_ends: Vec<usize>,
}

/// Where the next line can stand.
#[derive(Debug, Clone, Copy, PartialEq)]
struct OriginRange {
    /// The page, counted from the first of the run.
    page: usize,
    /// The last baseline on it; none at its head.
    last: Option<f64>,
    /// Baseline of a first line on this page.
    head: f64,
}

/// An item set from a spot on.
struct Placed {
    origin: OriginRange,
    /// The page of each line.
    pages: Vec<usize>,
    /// Lines that pages have too few of.
    short: f64,
}

/// A way to an item and a spot.
#[derive(Clone)]
struct Way {
    origin: OriginRange,
    cost: f64,
    from: usize,
    made: Made,
}

impl Run {
    /// The numbers of lines, by item, at the least cost; none if the rules are not those by which
    /// the pages were made up, or if all is best as it is set.
    pub(in crate::writers::pdf) fn make_up(&self, costs: &dyn Costs) -> Option<Vec<Made>> {
        if !self.is_understood() {
            return None;
        }
        let mut layers: Vec<Vec<Way>> = vec![vec![Way {
            origin: self.start(),
            cost: 0.0,
            from: 0,
            made: Made { lines: 0, page_ends: Vec::new() },
        }]];
        for index in 0..self.items.len() {
            let next = self.onward(index, &layers[index], costs);
            layers.push(next);
        }
        let last = layers.last()?;
        let cost = |way: &Way| way.cost + self.left_over(way.origin);
        let mut at = (0..last.len()).min_by(|a, b| cost(&last[*a]).total_cmp(&cost(&last[*b])))?;
        let mut made = Vec::new();
        for layer in layers[1..].iter().rev() {
            made.push(layer[at].made.clone());
            at = layer[at].from;
        }
        made.reverse();
        Some(made)
    }

    fn start(&self) -> OriginRange {
        OriginRange { page: 0, last: None, head: self.first }
    }

    /// Whether the rules end the pages where they ended.
    pub(super) fn is_understood(&self) -> bool {
        let mut origin = self.start();
        self.items.iter().enumerate().all(|(index, item)| {
            let placed = self.place(index, item.lines, origin);
            origin = placed.origin;
            placed.pages == item.pages
        })
    }

    fn onward(&self, index: usize, before: &[Way], costs: &dyn Costs) -> Vec<Way> {
        let item = &self.items[index];
        let options = costs.variants(item);
        // Two ways that end at one place of a page go on alike; the page itself does not matter,
        // but for the first.
        let mut best: BTreeMap<(bool, i64), Way> = BTreeMap::new();
        for (from, way) in before.iter().enumerate() {
            for (lines, more) in &options {
                let placed = self.place(index, *lines, way.origin);
                let cost = way.cost + more + SHORT * placed.short;
                let ends = placed.pages.windows(2).enumerate();
                let page_ends = ends.filter(|(_, pair)| pair[0] != pair[1]).map(|(n, _)| n);
                let made = Made { lines: *lines, page_ends: page_ends.collect() };
                let at_ends = made.page_ends.iter().map(|line| costs.page_end(item, *lines, *line));
                let cost = cost + at_ends.sum::<f64>();
                let height = placed.origin.last.map_or(-1, |last| (last * 10.0).round() as i64);
                let next = Way { origin: placed.origin, cost, from, made };
                let there =
                    best.entry((placed.origin.page == 0, height)).or_insert_with(|| next.clone());
                if next.cost < there.cost {
                    *there = next;
                }
            }
        }
        best.into_values().collect()
    }

    /// Sets an item with a number of lines.
    fn place(&self, index: usize, lines: usize, origin: OriginRange) -> Placed {
        let item = &self.items[index];
        let first = origin.last.map_or(origin.head, |last| last + item.before);
        let rest =
            |from: f64| (((self.foot + SAME - from) / item.step).floor() as i64).saturating_add(1);
        let height = if item.paragraph.is_some() { 0.0 } else { item.depth };
        let fits = if first > self.foot + SAME { 0 } else { rest(first).max(0) as usize };
        let whole = if item.sticks {
            first + lines.saturating_sub(1) as f64 * item.step + self.needed(index)
                <= self.foot + SAME
        } else {
            fits >= lines && first + height <= self.foot + SAME
        };
        let here = match (whole, item.parts && lines > 3) {
            (true, _) => lines,
            (false, true) => at_page_end(fits, lines),
            (false, false) => 0,
        };
        let mut placed = Placed { origin, pages: vec![origin.page; here], short: 0.0 };
        if here == lines {
            placed.origin.last = Some(first + lines.saturating_sub(1) as f64 * item.step + height);
            return placed;
        }
        let last = if here > 0 { Some(first + (here - 1) as f64 * item.step) } else { origin.last };
        // A page that is left empty is none.
        if let Some(last) = last {
            placed.short = ((self.foot - last) / self.leading()).round().max(0.0);
            placed.origin = OriginRange { page: origin.page + 1, last: None, head: self.head };
        }
        let left = lines - here;
        let full = ((self.foot + SAME - self.head) / item.step).floor() as usize;
        let full = full.saturating_add(1);
        self.turn(&mut placed, left, full, item.step);
        placed.origin.last = placed.origin.last.map(|last| last + height);
        placed
    }

    /// Sets the lines that go on to the next page, and to further ones.
    fn turn(&self, placed: &mut Placed, mut left: usize, full: usize, step: f64) {
        while left > full {
            let here = at_page_end(full, left).max(1);
            placed.pages.extend(std::iter::repeat_n(placed.origin.page, here));
            placed.origin.page += 1;
            left -= here;
        }
        placed.pages.extend(std::iter::repeat_n(placed.origin.page, left));
        placed.origin.head = self.head;
        placed.origin.last = Some(self.head + (left.max(1) - 1) as f64 * step);
    }

    /// What has to stand on the page below a heading, in points.
    fn needed(&self, index: usize) -> f64 {
        let Some(next) = self.items.get(index + 1) else { return 0.0 };
        let lines = if next.sticks {
            1
        } else if next.lines > 3 {
            2
        } else {
            next.lines
        };
        let inner = (lines - 1) as f64 * next.step + next.depth;
        next.before + inner + if next.sticks { self.needed(index + 1) } else { 0.0 }
    }

    fn leading(&self) -> f64 {
        self.items.iter().map(|item| item.step).fold(f64::INFINITY, f64::min).max(1.0)
    }

    /// What a last page costs that holds next to nothing.
    fn left_over(&self, origin: OriginRange) -> f64 {
        let Some(last) = origin.last.filter(|_| origin.page > 0) else { return 0.0 };
        let lines = ((last - self.head) / self.leading()).round() as usize + 1;
        LEFT_OVER.1 * LEFT_OVER.0.saturating_sub(lines) as f64
    }
}

/// How many lines of a paragraph stand at the foot of a page that has room for so many: two at
/// least, and two at least go on.
fn at_page_end(room: usize, lines: usize) -> usize {
    let here = room.min(lines.saturating_sub(2));
    if here < 2 { 0 } else { here }
}
