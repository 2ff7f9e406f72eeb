//! One paragraph while it is corrected.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::super::draft::{LineEnd, Turn};
use super::super::fit::{Choice, Measures, Strip, Wish};
use super::super::makeup::{Made, Turned, Variants};
use super::super::map::SourceMap;
use crate::inspection::{Pin, Wish as Pinned};

/// A paragraph whose lines can be chosen.
pub(super) struct Paragraph {
    strip: Strip,
    /// The best lines for each number of them.
    ways: Vec<Choice>,
    /// What was decided by hand.
    pinned: Wish,
    wish: Wish,
    choice: Option<Choice>,
    /// The byte of the markup with which it begins.
    start: usize,
    /// The lines, counted from 0, before which the page turns.
    turns: Turned,
    /// Numbers of lines that were tried for the sake of a page.
    nudged: BTreeSet<usize>,
    /// What was found out of lines that do not end within a word.
    page_ends: RefCell<BTreeMap<(usize, usize), f64>>,
}

/// What a page costs that ends within a word, in the unit of `fit::cost`: as much as a loose line, for both are grave faults
/// (T37 of `docs/typography.md`), and more than one that is short by two lines, for that is none. Set by judgement.
const BROKEN: f64 = 100.0;

impl Paragraph {
    /// With no lines chosen yet.
    pub(super) fn new(mut strip: Strip, start: usize) -> Self {
        let mut ways = strip.ways(&Wish::default());
        // Beside an initial there are at least as many lines as it is high.
        if let Some(initial) = strip.measures.initial
            && (ways.is_empty() || ways.iter().any(|way| way.lines < initial.beside))
        {
            strip.measures.initial = None;
            ways = strip.ways(&Wish::default());
        }
        let (pinned, wish) = (Wish::default(), Wish::default());
        Self {
            strip,
            ways,
            pinned,
            wish,
            choice: None,
            start,
            turns: Turned::new(),
            nudged: BTreeSet::new(),
            page_ends: RefCell::default(),
        }
    }

    /// How long its lines are.
    pub(super) fn measures(&self) -> Measures {
        // Where the typesetter chooses the lines, none is beside an initial.
        let initial = self.strip.measures.initial.filter(|_| self.choice.is_some());
        Measures { initial, ..self.strip.measures }
    }

    /// How many lines stand beside its initial, as they are chosen; 0 if it stands up from the first.
    pub(super) fn beside_initial(&self) -> usize {
        self.measures().initial.map_or(0, |initial| initial.beside)
    }

    /// Behind which of its line ends the next line begins so much further in, in points.
    pub(super) fn indents(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        let beside = self.beside_initial().saturating_sub(1);
        let ends = self.choice.iter().flat_map(|choice| choice.ends.keys());
        ends.take(beside).enumerate().map(|(line, at)| (*at, self.measures().indent(line + 1)))
    }

    /// Has its initial stand up from the first line.
    pub(super) fn raise_initial(&mut self) {
        self.strip.measures.initial = None;
        self.ways = self.strip.ways(&self.pinned);
        self.page_ends.borrow_mut().clear();
        self.begin_anew();
    }

    /// The lines that are chosen.
    pub(super) fn choice(&self) -> Option<&Choice> {
        self.choice.as_ref()
    }

    /// The lines before which the page turns.
    pub(super) fn turns(&self) -> &Turned {
        &self.turns
    }

    /// The line ends that are chosen.
    pub(super) fn ends(&self) -> impl Iterator<Item = (usize, LineEnd)> + '_ {
        self.choice.iter().flat_map(|choice| &choice.ends).map(|(at, end)| (*at, *end))
    }

    /// Those of them that end a tight line.
    pub(super) fn tight(&self) -> impl Iterator<Item = usize> + '_ {
        self.choice.iter().flat_map(|choice| choice.tight.iter().copied())
    }

    /// Where the page turns: the byte of the line end before it, or that with which the paragraph begins.
    pub(super) fn turned(&self) -> impl Iterator<Item = (usize, Turn)> + '_ {
        let ends = self.choice.iter().flat_map(|choice| {
            let start = std::iter::once(self.start);
            start.chain(choice.ends.keys().copied()).enumerate()
        });
        ends.filter_map(|(line, at)| Some((at, *self.turns.get(&line)?)))
    }

    /// Chooses a way for the sake of a page.
    pub(super) fn nudge(&mut self, way: Choice) {
        self.turns.clear();
        self.nudged.insert(way.lines);
        self.choice = Some(way);
    }

    /// The cheapest way with another number of lines that was not tried yet, and what it costs.
    pub(super) fn nudged(&self) -> Option<(f64, Choice)> {
        let now = self.choice.as_ref()?;
        let other = |way: &&Choice| way.lines != now.lines && !self.nudged.contains(&way.lines);
        let way = self.ways.iter().filter(other).min_by(|a, b| a.cost.total_cmp(&b.cost))?;
        Some((way.cost - now.cost, way.clone()))
    }

    /// Takes down what was decided by hand; whether it can be done.
    pub(super) fn pin(&mut self, pin: &Pin, map: &SourceMap) -> bool {
        let mut wish = self.pinned.clone();
        let best = || self.ways.iter().min_by(|a, b| a.cost.total_cmp(&b.cost));
        match pin.wish {
            Pinned::Together => {
                let inside = |at: &usize| {
                    let place = map.letter(*at).start;
                    place > pin.words.start && place < pin.words.end
                };
                wish.forbidden.extend(self.strip.places().filter(inside));
            }
            Pinned::End => {
                let behind = |at: &usize| map.letter(*at).start == pin.words.end;
                wish.forced.extend(self.strip.places().find(behind));
            }
            Pinned::Longer => wish.lines = best().map(|best| best.lines + 1),
            Pinned::Shorter => wish.lines = best().map(|best| best.lines.saturating_sub(1)),
        }
        wish.by_hand = true;
        let ways = self.strip.ways(&wish);
        let asks = !(wish.forbidden.is_empty() && wish.forced.is_empty() && wish.lines.is_none());
        let done = asks && !ways.is_empty();
        if done {
            self.ways = ways;
            self.pinned = wish;
            self.page_ends.borrow_mut().clear();
        }
        done
    }

    /// The best lines, whatever stands around.
    pub(super) fn begin_anew(&mut self) {
        self.wish = self.pinned.clone();
        self.turns.clear();
        self.choice = self.ways.iter().min_by(|a, b| a.cost.total_cmp(&b.cost)).cloned();
    }

    /// What each number of lines costs more than the best.
    pub(super) fn variants(&self) -> Variants {
        let least = self.ways.iter().map(|way| way.cost).fold(f64::INFINITY, f64::min);
        self.ways.iter().map(|way| (way.lines, way.cost - least)).collect()
    }

    /// In which line of so many a byte of the markup stands.
    pub(super) fn line_of(&self, lines: usize, at: usize) -> Option<usize> {
        let way = self.ways.iter().find(|way| way.lines == lines)?;
        Some(way.ends.range(..=at).count())
    }

    /// What it costs more that a line of so many does not end within a word.
    pub(super) fn page_end(&self, lines: usize, line: usize) -> f64 {
        if let Some(cost) = self.page_ends.borrow().get(&(lines, line)) {
            return *cost;
        }
        let of_it = |way: &Choice| way.lines == lines;
        let Some(index) = self.ways.iter().position(of_it) else { return 0.0 };
        let dearer = self.strip.dearer((&self.ways, index), line, &self.pinned, BROKEN);
        let costs = dearer.into_iter().map(|(lines, more)| ((lines, line), more));
        let mut known = self.page_ends.borrow_mut();
        known.extend(costs);
        known[&(lines, line)]
    }

    /// Chooses as many lines as the pages ask for, of which those at page ends do not end within a
    /// word, if that can be.
    pub(super) fn choose(&mut self, made: &Made) {
        let free = self.ways.iter().find(|way| way.lines == made.lines);
        let lines = Some(made.lines);
        let whole = made.page_ends.iter().copied().collect();
        let most = free.map(|free| free.cost + BROKEN * made.page_ends.len() as f64);
        let wish = Wish { lines, whole, most, ..self.pinned.clone() };
        let as_wished =
            |way: &&Choice| wish.whole.iter().all(|line| self.strip.is_whole(way, *line));
        let found = free.filter(as_wished).cloned().or_else(|| self.strip.choose(&wish));
        let affordable = |found: &Choice| most.is_none_or(|most| found.cost <= most);
        let found = found.filter(affordable).or_else(|| free.cloned());
        if let Some(found) = found {
            self.wish = Wish { most: None, ..wish };
            self.choice = Some(found);
            self.turns.clone_from(&made.turns);
        }
    }

    /// Chooses its lines with more care if it was set in another number of them than was meant;
    /// whether it was.
    pub(super) fn mend(&mut self, lines: usize) -> bool {
        if self.choice.as_ref().is_none_or(|choice| choice.lines == lines) {
            return false;
        }
        let careful = self.strip.be_careful();
        self.ways = if careful { self.strip.ways(&self.pinned) } else { Vec::new() };
        self.choice = if careful { self.strip.choose(&self.wish) } else { None };
        true
    }

    /// Chooses lines of which that one does not end within a word; whether there is a way.
    pub(super) fn without_hyphen(&mut self, line: usize) -> bool {
        let Some(choice) = &self.choice else { return false };
        let mut wish = self.wish.clone();
        if !wish.whole.insert(line) {
            return false;
        }
        wish.lines = Some(choice.lines);
        let found = self.strip.choose(&wish).or_else(|| {
            wish.lines = None;
            self.strip.choose(&wish)
        });
        let Some(found) = found else { return false };
        self.wish = wish;
        self.choice = Some(found);
        true
    }
}
