//! How many lines each paragraph of a run has.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::lines::SAME;
use super::feet::Feet;
use super::page::{NONE, Placed, Spot, Turned, Turns, UNEVEN};
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

    /// In which line, counted from 0, of the item in so many lines a byte of the markup stands; none if that is not known.
    fn line_of(&self, item: &Item, lines: usize, at: usize) -> Option<usize>;

    /// Whether the page can be turned before a line of the item.
    fn may_turn(&self, item: &Item) -> bool;
}

/// What it costs if a run's last page holds fewer than so many lines, and for each that is missing. Set by judgement.
const LEFT_OVER: (usize, f64, f64) = (5, 30.0, 12.0);
/// So many ways to an item are gone on with, and none that costs so much more than the best. Set by judgement.
const WAYS: usize = 48;
const DEARER: f64 = 8000.0;

/// A paragraph as it is made up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::writers::pdf) struct Made {
    /// How many lines it has.
    pub(in crate::writers::pdf) lines: usize,
    /// The line, counted from 0, with which a page ends.
    pub(in crate::writers::pdf) page_ends: Vec<usize>,
    /// The lines before which the page is to be turned.
    pub(in crate::writers::pdf) turns: Turned,
}

/// Items of a run whose pages the rules explain.
pub(super) struct Stretch {
    pub(super) items: Range<usize>,
    start: Spot,
    /// Where it ends, if the run goes on behind it.
    end: Option<Spot>,
}

/// A way to an item and a spot.
struct Way {
    spot: Spot,
    cost: f64,
    from: usize,
    made: Made,
}

/// An item with a number of lines: what that costs, and which of them call which notes.
struct Variant {
    lines: usize,
    cost: f64,
    calls: Vec<(usize, usize)>,
}

impl Variant {
    /// Its lines, and those that call notes.
    fn set(&self) -> (usize, &[(usize, usize)]) {
        (self.lines, &self.calls)
    }
}

impl Run<'_> {
    /// The numbers of lines at the least cost, by the index of the item; of what the rules do not explain nothing is said.
    /// `feet` are the notes as they will be set. What stands behind such items stays where it is, if it `stays`.
    pub(in crate::writers::pdf) fn make_up(
        &self,
        costs: &dyn Costs,
        feet: &Feet,
        stays: bool,
    ) -> Vec<(usize, Made)> {
        let mut stretches = self.stretches();
        if !stays {
            stretches.iter_mut().for_each(|stretch| stretch.end = None);
        }
        let planned = Run { items: self.items.clone(), feet, ..*self };
        stretches
            .iter()
            .flat_map(|stretch| planned.make_up_stretch(stretch, (costs, stays)))
            .collect()
    }

    fn make_up_stretch(&self, stretch: &Stretch, how: (&dyn Costs, bool)) -> Vec<(usize, Made)> {
        let made = Made { lines: 0, page_ends: Vec::new(), turns: Turned::new() };
        let first = Way { spot: stretch.start.clone(), cost: 0.0, from: 0, made };
        let mut layers: Vec<Vec<Way>> = vec![vec![first]];
        for index in stretch.items.clone() {
            let next = self.onward(index, &layers[layers.len() - 1], how);
            layers.push(next);
        }
        let last = &layers[layers.len() - 1];
        let ends_well = |way: &(usize, &Way)| match &stretch.end {
            Some(end) => way.1.spot.is_like(end),
            None => true,
        };
        let left_over = |way: &Way| match stretch.end {
            Some(_) => 0.0,
            None => self.left_over(&way.spot),
        };
        let whole = |way: &Way| way.cost + left_over(way);
        let best = last
            .iter()
            .enumerate()
            .filter(ends_well)
            .min_by(|a, b| whole(a.1).total_cmp(&whole(b.1)));
        // What stands behind is not understood, and is not to be moved.
        let Some((mut at, _)) = best else { return Vec::new() };
        let mut made = Vec::new();
        for (layer, index) in layers[1..].iter().zip(stretch.items.clone()).rev() {
            made.push((index, layer[at].made.clone()));
            at = layer[at].from;
        }
        made
    }

    /// The items whose pages end where the rules end them.
    pub(super) fn stretches(&self) -> Vec<Stretch> {
        let mut found = Vec::new();
        let mut index = 0;
        while index < self.items.len() {
            let Some(start) = self.start_of(index) else {
                index += 1;
                continue;
            };
            let (end, spot) = self.explained(index, &start);
            if end > index {
                let end_spot = (end < self.items.len()).then_some(spot);
                found.push(Stretch { items: index..end, start, end: end_spot });
            }
            index = if end > index { end } else { index + 1 };
        }
        found
    }

    /// How far the rules explain the pages from an item on, and where that ends.
    fn explained(&self, first: usize, start: &Spot) -> (usize, Spot) {
        let mut known = (first, start.clone());
        let mut spot = start.clone();
        // Headings stand where what follows them lets them stand.
        let mut headings: Vec<(usize, usize)> = Vec::new();
        for (index, item) in self.items.iter().enumerate().skip(first) {
            if item.odd {
                break;
            }
            let Placed { spot: next, pages, moved, .. } =
                self.place(index, (item.lines, &item.calls), (Turns::At(&item.turns), 0), &spot);
            spot = next;
            if item.sticks {
                headings.push((index, pages[0]));
                continue;
            }
            let stand = headings.drain(..).all(|(heading, page)| {
                let page = if moved { pages[0] } else { page };
                self.items[heading].pages.iter().all(|set| *set == page)
            });
            let alike = spot.last.is_some_and(|last| (last - item.last).abs() < SAME);
            if !stand || pages != item.pages || !alike {
                break;
            }
            known = (index + 1, spot.clone());
        }
        if known.0 + headings.len() == self.items.len() { (self.items.len(), spot) } else { known }
    }

    /// Where an item begins as it is set, if that is known.
    fn start_of(&self, index: usize) -> Option<Spot> {
        let Some(before) = index.checked_sub(1).map(|before| &self.items[before]) else {
            return Some(Spot::at_head(0, self.first));
        };
        let page = *self.items[index].pages.first()?;
        if before.sticks {
            return None;
        }
        let mut spot = Spot::at_head(page, self.head);
        spot.last = (before.pages.last() == Some(&page)).then_some(before.last);
        let near = self.items[..index].iter().rev();
        let near = near.take_while(|item| item.pages.last().is_some_and(|last| last + 1 >= page));
        for (_, note) in near.flat_map(|item| &item.calls) {
            let lines = &self.feet.notes[*note].lines;
            let on = |line: usize| lines[line].page.checked_sub(self.start);
            let here = lines.iter().filter(|line| line.page == self.start + page).count();
            if (0..lines.len()).any(|line| on(line).is_none_or(|on| on > page)) {
                return None;
            }
            if here > 0 {
                let above = if spot.feet > 0.0 { 0.0 } else { self.feet.clearance };
                let height = self.feet.height(*note, lines.len() - here, lines.len());
                spot.feet += above + self.feet.gap + height;
            }
        }
        Some(spot)
    }

    /// The ways to the next item. Pages that face each other may both end early, where it is known how they are set.
    fn onward(&self, index: usize, before: &[Way], (costs, known): (&dyn Costs, bool)) -> Vec<Way> {
        let item = &self.items[index];
        let variants = self.variants(item, costs);
        let may_turn = item.runs_on && costs.may_turn(item);
        let turns = if may_turn { Turns::Free } else { Turns::At(&NONE) };
        // Two ways that end at one place of a page go on alike; the page itself does not matter,
        // but for the first, and for the side.
        let mut best: BTreeMap<_, Way> = BTreeMap::new();
        for (from, way) in before.iter().enumerate() {
            for variant in &variants {
                let full = self.place(index, variant.set(), (turns, 0), &way.spot);
                let early = (known && self.facing && may_turn)
                    .then(|| self.place(index, variant.set(), (turns, 1), &way.spot))
                    .filter(|early| early.pages != full.pages);
                for placed in early.into_iter().chain([full]) {
                    let key = placed.spot.key();
                    let most = best.get(&key).map_or(f64::INFINITY, |way| way.cost);
                    let way = self.way(item, variant, placed, (from, way), (costs, most));
                    best.extend(way.map(|way| (key, way)));
                }
            }
        }
        let mut ways: Vec<Way> = best.into_values().collect();
        ways.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        let dearest = ways.first().map_or(0.0, |way| way.cost) + DEARER;
        ways.truncate(WAYS.min(ways.partition_point(|way| way.cost <= dearest)));
        ways
    }

    /// The way on from another one, if it costs less than `most`.
    fn way(
        &self,
        item: &Item,
        variant: &Variant,
        placed: Placed,
        (from, before): (usize, &Way),
        (costs, most): (&dyn Costs, f64),
    ) -> Option<Way> {
        let lines = variant.lines;
        let ends = placed.pages.windows(2).enumerate();
        let page_ends = ends.filter(|(_, pair)| pair[0] != pair[1]).map(|(n, _)| n).collect();
        let made = Made { lines, page_ends, turns: placed.turns };
        let mut cost = before.cost + variant.cost + placed.cost;
        for line in &made.page_ends {
            // To know it takes more than all else.
            if cost >= most {
                return None;
            }
            cost += costs.page_end(item, lines, *line);
        }
        (cost < most).then_some(Way { spot: placed.spot, cost, from, made })
    }

    fn variants(&self, item: &Item, costs: &dyn Costs) -> Vec<Variant> {
        let of = |(lines, cost): (usize, f64)| {
            let calls = item.calls.iter().map(|(set, note)| {
                let line = costs.line_of(item, lines, self.feet.notes[*note].at);
                (line.unwrap_or(*set).min(lines.saturating_sub(1)), *note)
            });
            Variant { lines, cost, calls: calls.collect() }
        };
        costs.variants(item).into_iter().map(of).collect()
    }

    /// What a last page costs that holds next to nothing, or more than the short page that it faces.
    fn left_over(&self, spot: &Spot) -> f64 {
        let Some(last) = spot.last.filter(|_| spot.page > 0) else { return 0.0 };
        let lines = ((last - self.head) / self.leading).round() as usize + 1;
        let few = match LEFT_OVER.0.saturating_sub(lines) {
            0 => 0.0,
            missing => LEFT_OVER.1 + LEFT_OVER.2 * missing as f64,
        };
        let uneven = f64::from(spot.left.unwrap_or(0)) - self.missing(spot, last);
        few + UNEVEN * uneven.max(0.0)
    }
}
