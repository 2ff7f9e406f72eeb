//! Parts a strip into lines: dynamic programming, line by line, over all places where it can be
//! parted. For each number of lines the best way is known, so that a paragraph can be asked for a
//! line more or less.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::num::NonZeroU32;
use std::ops::Range;

use super::super::draft::{Ends, LineEnd};
use super::Strip;
use super::cost::Before;
use super::strip::Part;
use crate::inspection::LOOSE;

/// What is asked of the lines of a paragraph.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::writers::pdf) struct Wish {
    /// How many lines it is to have; none: as many as are best.
    pub(in crate::writers::pdf) lines: Option<usize>,
    /// Lines, counted from 0, that must not end within a word.
    pub(in crate::writers::pdf) whole: BTreeSet<usize>,
    /// Bytes of the markup, as it was written, at which no line may end.
    pub(in crate::writers::pdf) forbidden: BTreeSet<usize>,
    /// Bytes at which a line has to end.
    pub(in crate::writers::pdf) forced: BTreeSet<usize>,
    /// What it may cost at most; none: whatever it costs.
    pub(in crate::writers::pdf) most: Option<f64>,
    /// Whether it was decided by hand: then even a loose line is taken.
    pub(in crate::writers::pdf) by_hand: bool,
}

/// A way to part a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::writers::pdf) struct Choice {
    /// The ends of its lines but the last.
    pub(in crate::writers::pdf) ends: Ends,
    /// Those of them that end a tight line.
    pub(in crate::writers::pdf) tight: Vec<usize>,
    /// How many lines it has.
    pub(in crate::writers::pdf) lines: usize,
    /// What it costs.
    pub(in crate::writers::pdf) cost: f64,
    /// The place at which each line ends, by its index.
    parts: Vec<usize>,
    /// The widest mean word space of its lines, in em; infinite if one is too long.
    widest: f64,
}

/// The best way to a place with a number of lines and of hyphens in a row.
#[derive(Debug, Clone, Copy)]
struct Way {
    part: usize,
    row: usize,
    cost: f64,
    space: f64,
    letters: f64,
    over: bool,
    /// The way to the line before, by its index in the layer of that line.
    from: usize,
}

/// Mean word space in em beyond which no line is thought of if there is another way: more than twice what is
/// loose. Set by judgement; it bounds what is computed.
const WIDEST: f64 = 0.9;
/// No sign hangs over its measure by more than this, nor does a hyphen add more to its line, in em.
const HANGING: f64 = 1.0;
/// Ways that cost so much more than the best with as many lines are not gone on with: as much as a line left alone at the
/// edge of a page (`makeup`), so that what could prevent that is still known. With less, down to 200, and with no limit the
/// lines of a novel came out the same.
const FAR: f64 = 1500.0;
/// Most hyphens in a row that are told apart: as many as cost differently.
const ROW: usize = 2;
/// A line is tight if it is longer by nature than its measure and this part of what its word spaces can give, less that
/// part of an em: the rest is for what the typesetter sets otherwise than it was measured, kerning at the ends. Set by
/// judgement: of a line that is tight and is not taken for it, the whole paragraph is chosen anew.
const TIGHT: (f64, f64) = (0.8, 0.1);
/// By so many lines, by one more of so many, and by so many at most, a line may end elsewhere than where
/// it was set: what is further away leads to another number of lines than is ever asked for. Set by judgement; a test
/// counts how many lines are thought of.
const ASTRAY: (usize, usize, usize) = (4, 16, 12);
/// In paragraphs of more lines, one that is to end otherwise changes but so many before and behind it. Set by judgement;
/// a test holds the lines so chosen against those of the whole.
const LONG: usize = 60;
const AROUND: usize = 8;
/// They are asked for so many lines more or less than is best: pages end within them wherever it is well.
const OTHERWISE: usize = 2;

impl Strip {
    /// The best way to part it as is wished; none if there is none.
    pub(in crate::writers::pdf) fn choose(&self, wish: &Wish) -> Option<Choice> {
        self.ways(wish).into_iter().min_by(|a, b| a.cost.total_cmp(&b.cost))
    }

    /// The best ways for each number of lines near that which is best.
    pub(in crate::writers::pdf) fn ways(&self, wish: &Wish) -> Vec<Choice> {
        let most = wish.lines.unwrap_or(self.lines + 2);
        let mut layers: Vec<Vec<Way>> = Vec::new();
        let mut found = Vec::new();
        for line in 0..most {
            let layer = self.layer(line, layers.last().map(Vec::as_slice), &layers, wish);
            if layer.is_empty() {
                break;
            }
            let end = self.parts.len() - 1;
            let ended = layer.iter().position(|way| way.part == end);
            layers.push(layer);
            if let Some(index) = ended
                && wish.lines.is_none_or(|wanted| wanted == line + 1)
            {
                found.push(self.choice(&layers, index));
            }
        }
        if self.lines > LONG && wish.lines.is_none() {
            let cheapest = found.iter().min_by(|a, b| a.cost.total_cmp(&b.cost));
            let best = cheapest.map_or(0, |choice| choice.lines);
            found.retain(|choice| choice.lines.abs_diff(best) <= OTHERWISE);
        }
        // Where the typesetter knows more places than are told here, it may do better.
        let bearable = if self.others { LOOSE } else { f64::MAX };
        found.retain(|choice| wish.by_hand || choice.widest <= bearable);
        found
    }

    /// What it costs more than the way of an index that one of its lines does not end within a word, `most` if that cannot be
    /// had for less; with it the same for all of the ways of which it is known then, with their numbers of lines. In a long
    /// paragraph the lines far away from that one stay as they are.
    pub(in crate::writers::pdf) fn dearer(
        &self,
        (ways, index): (&[Choice], usize),
        line: usize,
        wish: &Wish,
        most: f64,
    ) -> Vec<(usize, f64)> {
        let asked = &ways[index];
        if self.is_whole(asked, line) {
            return vec![(asked.lines, 0.0)];
        }
        if asked.lines > LONG {
            let more = self.dearer_around(asked, line, wish);
            return vec![(asked.lines, more.map_or(most, |more| more.min(most)))];
        }
        let all = asked.cost + most;
        let whole = BTreeSet::from([line]);
        let found = self.ways(&Wish { whole, most: Some(all), ..wish.clone() });
        let more = |way: &Choice| {
            let found = found.iter().find(|found| found.lines == way.lines);
            match found {
                _ if self.is_whole(way, line) => 0.0,
                Some(found) => (found.cost - way.cost).min(most),
                None => most,
            }
        };
        let known = ways.iter().filter(|way| way.cost + most <= all);
        known.map(|way| (way.lines, more(way))).collect()
    }

    /// Whether a line of a way does not end within a word.
    pub(in crate::writers::pdf) fn is_whole(&self, way: &Choice, line: usize) -> bool {
        let in_word = |part: &usize| self.parts[*part].end == Some(LineEnd::Hyphen);
        !way.parts.get(line).is_some_and(in_word)
    }

    fn dearer_around(&self, way: &Choice, line: usize, wish: &Wish) -> Option<f64> {
        let first = line.saturating_sub(AROUND);
        let last = (line + AROUND).min(way.lines - 1);
        let strip = self.stretch_of(way, first, last);
        let free = Wish { lines: Some(strip.lines), ..wish.clone() };
        let whole = Wish { whole: BTreeSet::from([line - first]), ..free.clone() };
        let (free, whole) = (strip.choose(&free), strip.choose(&whole));
        self.thought_of.set(self.thought_of.get() + strip.thought_of.get());
        Some(whole?.cost - free?.cost)
    }

    /// The strip of some lines of a way.
    pub(super) fn stretch_of(&self, way: &Choice, first: usize, last: usize) -> Self {
        let before = first.checked_sub(1).map(|line| way.parts[line]);
        let parts = &self.parts[before.map_or(0, |part| part + 1)..=way.parts[last]];
        let end = |line: usize| self.sums[self.parts[way.parts[line]].before].width;
        Self {
            measures: self.measures.from(first),
            origin: before.map_or(self.origin, |part| self.parts[part].behind),
            hangs: before.map_or(self.hangs, |part| self.parts[part].hangs.1),
            sums: self.sums.clone(),
            parts: parts.to_vec(),
            lines: last + 1 - first,
            set_ends: (first..=last).map(end).collect(),
            thought_of: Cell::new(0),
            ..*self
        }
    }

    /// All ways to end one more line.
    fn layer(
        &self,
        line: usize,
        before: Option<&[Way]>,
        layers: &[Vec<Way>],
        wish: &Wish,
    ) -> Vec<Way> {
        let mut best = Best::new(self.near(line));
        match before {
            None => self.onward(line, None, layers, wish, &mut best),
            Some(before) => {
                let end = self.parts.len() - 1;
                for from in (0..before.len()).filter(|from| before[*from].part != end) {
                    self.onward(line, Some(from), layers, wish, &mut best);
                }
            }
        }
        let mut ways = best.ways();
        // What was decided by hand is done at any cost.
        if !wish.by_hand {
            let least = ways.iter().map(|way| way.cost).fold(f64::INFINITY, f64::min);
            let most = wish.most.map_or(least + FAR, |most| most.min(least + FAR));
            ways.retain(|way| way.cost <= most);
        }
        ways
    }

    /// All lines that go on from a way, to the places near which they may end.
    fn onward(
        &self,
        line: usize,
        from: Option<usize>,
        layers: &[Vec<Way>],
        wish: &Wish,
        best: &mut Best,
    ) {
        let way = from.map(|from| layers[line - 1][from]);
        let begin = way.map(|way| &self.parts[way.part]);
        let first = begin.map_or(self.origin, |part| part.behind);
        let measure = self.measures.of(line);
        let before = Before {
            fit: way.map(|way| (way.space, way.letters)),
            row: way.map_or(0, |way| way.row),
            parts: way.map(|way| {
                let earlier = (line > 1).then(|| layers[line - 2][way.from].part);
                (earlier.map(|part| &self.parts[part]), &self.parts[way.part])
            }),
        };
        let begin = (first, begin.map_or(self.hangs, |part| part.hangs.1));
        let start = self.first_of_use(way.map_or(0, |way| way.part + 1), begin, measure, wish);
        let mut narrowest: Option<(usize, Way)> = None;
        let mut any = false;
        for index in start.max(best.near.start)..best.near.end {
            self.thought_of.set(self.thought_of.get() + 1);
            let to = &self.parts[index];
            let last = to.end.is_none();
            let above = before.fit.map(|fit| fit.1);
            let fit = self.fit(begin, to, (measure, last), above);
            let hyphen = to.end == Some(LineEnd::Hyphen);
            let allowed =
                !(wish.forbidden.contains(&to.at) || hyphen && wish.whole.contains(&line));
            if allowed {
                let cost = way.map_or(0.0, |way| way.cost) + self.cost(fit, to, &before);
                let row = if hyphen { (before.row + 1).min(ROW) } else { 0 };
                let next = Way {
                    part: index,
                    row,
                    cost,
                    space: fit.space,
                    letters: fit.letters,
                    over: fit.over > 0.0,
                    from: from.unwrap_or(0),
                };
                if fit.over > 0.0 {
                    // A word that is longer than the measure has to stand somewhere.
                    if !any && narrowest.is_none() {
                        narrowest = Some((index, next));
                    }
                } else if last || fit.space <= WIDEST {
                    any = true;
                    best.keep(next);
                } else {
                    narrowest = Some((index, next));
                }
            }
            if fit.over > 0.0 || wish.forced.contains(&to.at) {
                break;
            }
        }
        if let (false, Some((_, way))) = (any, narrowest) {
            best.keep(way);
        }
    }

    /// The places near which a line ends.
    fn near(&self, line: usize) -> Range<usize> {
        let astray = (ASTRAY.0 + line / ASTRAY.1).min(ASTRAY.2);
        let (first, last) = (line.checked_sub(astray), line + astray);
        let width = |part: &Part| self.sums[part.before].width;
        let start = first
            .and_then(|line| self.set_ends.get(line))
            .map_or(0, |from| self.parts.partition_point(|part| width(part) < *from));
        let end = self
            .set_ends
            .get(last)
            .filter(|_| last + 1 < self.lines)
            .map_or(self.parts.len(), |to| self.parts.partition_point(|part| width(part) <= *to));
        start..end
    }

    /// The first place to think of for the end of a line that begins with a glyph, of which so much hangs over: what lies
    /// before it leaves the line looser than is thought of, for not even with the widest spaces and letters and all that may
    /// hang over at its end it would be full.
    fn first_of_use(
        &self,
        start: usize,
        (first, over): (usize, f64),
        measure: f64,
        wish: &Wish,
    ) -> usize {
        if !wish.forced.is_empty() {
            return start;
        }
        let (begin, more) = (self.sums[first], (WIDEST - self.space).max(0.0) * self.size);
        let (scale, tracking) = (self.stretch.scale.1, self.stretch.tracking.1);
        let short = |part: &Part| {
            let to = self.sums[part.before.max(first)];
            let letters = scale * (to.letters - begin.letters) + tracking * (to.ems - begin.ems);
            let spaces = (to.spaces - begin.spaces) as f64 * more;
            to.width - begin.width + letters + spaces + HANGING * self.size < measure + over
        };
        let far = self.parts[start..].partition_point(short);
        // One of them is kept, should all behind it be too long.
        start + far.saturating_sub(1)
    }

    fn choice(&self, layers: &[Vec<Way>], index: usize) -> Choice {
        let lines = layers.len();
        let cost = layers[lines - 1][index].cost;
        let mut ends = Ends::new();
        let (mut at, mut widest) = (index, 0.0_f64);
        let mut parts = Vec::with_capacity(lines);
        for layer in layers.iter().rev() {
            let way = layer[at];
            parts.push(way.part);
            widest = widest.max(if way.over { f64::INFINITY } else { way.space });
            let part = &self.parts[way.part];
            if let Some(end) = part.end {
                ends.insert(part.at, end);
            }
            at = way.from;
        }
        parts.reverse();
        let tight = (0..lines).filter(|line| self.is_tight(*line, &parts)).map(|line| parts[line]);
        let tight = tight.map(|part| self.parts[part].at).collect();
        Choice { ends, tight, lines, cost, parts, widest }
    }

    /// Whether a line that ends as that of `parts` may be too long to one who makes word spaces alone narrower.
    fn is_tight(&self, line: usize, parts: &[usize]) -> bool {
        let begin =
            line.checked_sub(1).map_or(self.origin, |above| self.parts[parts[above]].behind);
        let end = &self.parts[parts[line]];
        let (a, b) = (self.sums[begin], self.sums[end.before.max(begin)]);
        let give = (b.spaces - a.spaces) as f64 * self.stretch.narrower(self.space * self.size);
        let room = self.measures.of(line) + TIGHT.0 * give - TIGHT.1 * self.size;
        end.end.is_some() && b.width - a.width + end.added > room
    }
}

/// The best ways that end one line, by place and by hyphens in a row.
struct Best {
    /// The places that are thought of.
    near: Range<usize>,
    /// For each of them, and each of the rows that are told apart, the index of the best way, if there is one.
    at: Vec<Option<NonZeroU32>>,
    /// The ways as they were found; they are counted from 1.
    found: Vec<Way>,
}

impl Best {
    fn new(near: Range<usize>) -> Self {
        let at = vec![None; near.len() * (ROW + 1)];
        Self { near, at, found: Vec::new() }
    }

    /// Keeps a way if it is the best to its place.
    fn keep(&mut self, way: Way) {
        let at = &mut self.at[(way.part - self.near.start) * (ROW + 1) + way.row];
        match at.map(|at| &mut self.found[at.get() as usize - 1]) {
            Some(there) if way.cost < there.cost => *there = way,
            Some(_) => {}
            None => {
                self.found.push(way);
                *at = u32::try_from(self.found.len()).ok().and_then(NonZeroU32::new);
            }
        }
    }

    /// The ways in the order of their places.
    fn ways(self) -> Vec<Way> {
        self.at.into_iter().flatten().map(|at| self.found[at.get() as usize - 1]).collect()
    }
}
