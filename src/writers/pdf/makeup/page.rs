//! How pages are filled, line by line, as the typesetter does it: with the notes that are called in the lines.
//!
//! A line stands on a page if it has room with as many of the lines behind it as have to stay with it, and if at least one
//! line of the first note that is called in it has room, too. Notes take their room from the text of their page; what of a note
//! has none goes on at the foot of the next one. What comes of that where the rules are at odds is what the typesetter does,
//! and costs so much that another way is looked for: a note may be set on another page than its call, a line be left alone.

use std::collections::BTreeMap;

use super::super::draft::Turn;
use super::super::lines::SAME;
use super::feet::needed;
use super::run::{Item, Run};

/// Where the next line can stand.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spot {
    /// The page, counted from the first of the run.
    pub(super) page: usize,
    /// The last baseline on it; none at its head.
    pub(super) last: Option<f64>,
    /// Baseline of a first line on this page.
    pub(super) head: f64,
    /// How high the notes at its foot are.
    pub(super) feet: f64,
    /// Whether there is no room for notes at its foot.
    pub(super) bare: bool,
    /// What of notes goes on or begins on the next page: the note and its first line there.
    pub(super) waiting: Vec<(usize, usize)>,
    /// Notes that are set already, though the lines that call them moved on.
    pub(super) ahead: Vec<usize>,
    /// The headings with which the page ends so far: the last baseline before them, and their height.
    pub(super) headings: Option<(Option<f64>, f64)>,
    /// By how many lines the page on the left is short, if this one faces it.
    pub(super) left: Option<i8>,
}

/// An item set from a spot on.
pub(super) struct Placed {
    pub(super) spot: Spot,
    /// The page of each line.
    pub(super) pages: Vec<usize>,
    /// The lines before which the page is to be turned.
    pub(super) turns: Turned,
    /// Whether the headings before it moved with it to the next page.
    pub(super) moved: bool,
    /// What its pages and their ends cost, in the unit of `fit::cost`.
    pub(super) cost: f64,
}

/// What a line costs that a page has too few of: where pages do not face each other, a little more than a broken word
/// (`fit::cost`, whose unit it is); above notes, where no page ends level with the other; and of pages that face each other, where
/// most of it is the difference. Set by judgement.
const SHORT: f64 = 20.0;
const SHORT_ABOVE_NOTES: f64 = 4.0;
const SHORT_FACING: f64 = 9.0;
pub(super) const UNEVEN: f64 = 30.0;
/// What it costs that a line stands alone at the head or the foot of a page: more than a loose line. Set by judgement.
const ALONE: f64 = 1500.0;
/// What it costs that a note begins on another page than its call, and that one goes on to the next page. Set by judgement.
const ASTRAY: f64 = 3000.0;
const PARTED: f64 = 10.0;
/// How many lines have room where a page is bare that is turned (`turn-page` of the vocabulary).
const BARE: f64 = 2.5;
/// What it costs that a page is turned by force. Set by judgement.
const TURNED: f64 = 5.0;
/// What is rounded in a room, in points, where lines do not stand on the grid.
const ROUNDED: f64 = 0.02;

impl Spot {
    /// A spot at the head of a page.
    pub(super) fn at_head(page: usize, head: f64) -> Self {
        Self {
            page,
            last: None,
            head,
            feet: 0.0,
            bare: false,
            waiting: Vec::new(),
            ahead: Vec::new(),
            headings: None,
            left: None,
        }
    }

    /// What makes it go on as others do.
    pub(super) fn key(&self) -> impl Ord + use<> {
        let tenth = |length: f64| (length * 10.0).round() as i64;
        let before = self.headings.map(|headings| headings.0.map(tenth));
        (
            (self.page == 0, self.page.is_multiple_of(2), self.last.map(tenth), tenth(self.feet)),
            (self.bare, self.waiting.clone(), self.ahead.clone(), before, self.left),
        )
    }

    /// Whether what stands behind it stands where it stands behind the other.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let same = |a: f64, b: f64| (a - b).abs() < SAME;
        let last = match (self.last, other.last) {
            (Some(a), Some(b)) => same(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        last && self.page == other.page && same(self.feet, other.feet)
    }

    /// Baseline of a line that is that far below the last one.
    fn next(&self, distance: f64) -> f64 {
        self.last.map_or(self.head, |last| last + distance)
    }

    /// Whether another page could have more room.
    fn may_turn(&self) -> bool {
        self.last.is_some() || self.feet > 0.0
    }
}

/// Whether a line stands on the page, with its notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Called {
    Stands,
    /// With notes that take room from the lines before it.
    Takes,
    /// With a note that begins on the next page.
    Astray,
    Moves,
}

/// Before which lines of a paragraph the page is turned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Turns<'a> {
    /// Wherever a line would be left alone, or a note go astray.
    Free,
    /// Before these.
    At(&'a Turned),
}

/// The lines of a paragraph, counted from 0, before which the page is turned.
pub(in crate::writers::pdf) type Turned = BTreeMap<usize, Turn>;

/// No such lines.
pub(super) static NONE: Turned = Turned::new();

impl Turns<'_> {
    /// Whether there are lines before which the page is turned.
    fn are_told(self) -> bool {
        matches!(self, Self::At(lines) if !lines.is_empty())
    }

    fn at(self, line: usize) -> Option<Turn> {
        match self {
            Self::Free => None,
            Self::At(lines) => lines.get(&line).copied(),
        }
    }
}

/// A paragraph that is set line by line.
struct Setting<'a> {
    item: &'a Item,
    lines: usize,
    calls: &'a [(usize, usize)],
    turns: Turns<'a>,
    /// The line that comes next, and the first on its page.
    line: usize,
    top: usize,
    /// By how much the page on which it begins ends early, in points.
    early: f64,
    /// What was before each line on this page, and what that cost.
    before: Vec<(Spot, f64)>,
    /// The line before which the page was turned the last time.
    turned: Option<usize>,
}

impl Setting<'_> {
    fn baseline(&self, line: usize, spot: &Spot) -> f64 {
        spot.next(if line == 0 { self.item.before } else { self.item.step })
    }
}

impl Run<'_> {
    /// Sets an item with a number of lines, of which `calls` tells those that call notes, in order. The page on which it
    /// begins ends `early` by so many lines, if it ends within the item and can be turned there.
    pub(super) fn place(
        &self,
        index: usize,
        (lines, calls): (usize, &[(usize, usize)]),
        (turns, early): (Turns<'_>, usize),
        spot: &Spot,
    ) -> Placed {
        let item = &self.items[index];
        let spot = spot.clone();
        let pages = Vec::with_capacity(lines);
        let mut placed = Placed { spot, pages, turns: Turned::new(), moved: false, cost: 0.0 };
        if item.parts {
            let early = early as f64 * self.leading;
            self.place_lines(item, (lines, calls), (turns, early), &mut placed);
        } else {
            self.place_whole(item, lines, calls, &mut placed);
        }
        let pages = &placed.pages;
        if item.parts && lines > 1 {
            placed.cost += ALONE * f64::from(u8::from(pages[0] != pages[1]));
            placed.cost += ALONE * f64::from(u8::from(pages[lines - 1] != pages[lines - 2]));
        }
        placed
    }

    fn place_lines(
        &self,
        item: &Item,
        (lines, calls): (usize, &[(usize, usize)]),
        (turns, early): (Turns<'_>, f64),
        placed: &mut Placed,
    ) {
        let down = |lines: usize| lines.saturating_sub(1) as f64 * item.step;
        let last = placed.spot.next(item.before) + down(lines);
        if calls.is_empty() && !turns.are_told() && last <= self.limit(&placed.spot) - early {
            placed.pages.resize(lines, placed.spot.page);
            placed.spot.last = Some(last);
            placed.spot.headings = None;
            return;
        }
        let mut set = Setting {
            item,
            lines,
            calls,
            turns,
            line: 0,
            top: 0,
            early,
            before: Vec::new(),
            turned: None,
        };
        while set.line < lines {
            self.place_line(&mut set, placed);
        }
    }

    /// Sets a line, or turns the page before it or before one of those above it.
    fn place_line(&self, set: &mut Setting<'_>, placed: &mut Placed) {
        let (line, item) = (set.line, set.item);
        let own = set.baseline(line, &placed.spot);
        if let Some(turn) = set.turns.at(line).filter(|_| set.turned != Some(line)) {
            set.turned = Some(line);
            if self.turns_at(turn, own, &placed.spot) {
                self.turn_at(line, set, placed);
            }
            return self.begin_turned(turn, &mut placed.spot);
        }
        let needed = |line: usize| needed(line, set.lines).saturating_sub(1) as f64 * item.step;
        let bottom = own + needed(line);
        if bottom > self.limit(&placed.spot) && placed.spot.may_turn() {
            return self.turn_at(line, set, placed);
        }
        if bottom > self.limit(&placed.spot) - set.early
            && self.turns_at(Turn::Bare, own, &placed.spot)
        {
            return self.turn_by_force(line, Turn::Bare, set, placed);
        }
        set.before.push((placed.spot.clone(), placed.cost));
        let calls = set.calls.iter().filter(|call| call.0 == line);
        let called = self.call(own, calls, placed);
        // What had room above may have none now, with the lines that have to stay with it.
        let pushed = |above: &usize| {
            let own = own - (line - above) as f64 * item.step;
            own + needed(*above) > self.limit(&placed.spot)
        };
        let moves = match called {
            Called::Stands => None,
            Called::Moves | Called::Astray => Some(line),
            Called::Takes => (set.top..=line).find(pushed),
        };
        if let Some(moves) = moves {
            if self.turn_well(moves, called, set, placed) {
                return;
            }
            match called {
                Called::Moves => return self.turn_at(line, set, placed),
                Called::Takes => return self.leave_notes(moves, set, placed),
                Called::Stands | Called::Astray => {}
            }
        }
        placed.spot.last = Some(own);
        placed.spot.headings = None;
        placed.pages.push(placed.spot.page);
        set.line += 1;
    }

    fn turn_at(&self, line: usize, set: &mut Setting<'_>, placed: &mut Placed) {
        self.turn(line == 0, placed);
        (set.line, set.top, set.early) = (line, line, 0.0);
        set.before.clear();
    }

    fn turn_by_force(&self, line: usize, turn: Turn, set: &mut Setting<'_>, placed: &mut Placed) {
        placed.turns.insert(line, turn);
        placed.cost += TURNED;
        set.turned = Some(line);
        self.turn_at(line, set, placed);
        self.begin_turned(turn, &mut placed.spot);
    }

    /// Turns the page so that no line is left alone and no note goes astray, if that can be.
    fn turn_well(
        &self,
        moves: usize,
        called: Called,
        set: &mut Setting<'_>,
        placed: &mut Placed,
    ) -> bool {
        let at = match moves {
            0..=1 => 0,
            last if last + 1 == set.lines && last <= 2 => 0,
            last if last + 1 == set.lines => last - 1,
            other => other,
        };
        let goes_by_itself = called == Called::Moves && at == moves;
        if goes_by_itself || set.turns != Turns::Free || at < set.top || set.turned == Some(at) {
            return false;
        }
        let (spot, cost) = &set.before[at - set.top];
        if !self.turns_at(Turn::Parted, set.baseline(at, spot), spot) {
            return false;
        }
        (placed.spot, placed.cost) = (spot.clone(), *cost);
        placed.pages.truncate(at);
        self.turn_by_force(at, Turn::Parted, set, placed);
        true
    }

    /// Goes on to the next page with a line whose notes stay on this one.
    fn leave_notes(&self, moves: usize, set: &mut Setting<'_>, placed: &mut Placed) {
        let on = set.calls.iter().filter(|call| (moves..=set.line).contains(&call.0));
        placed.spot.ahead.extend(on.map(|call| call.1));
        placed.cost += ASTRAY;
        placed.pages.truncate(moves);
        let before = &set.before[moves - set.top].0;
        (placed.spot.last, placed.spot.headings) = (before.last, before.headings);
        self.turn_at(moves, set, placed);
    }

    /// Whether what is put in to turn the page has no room there.
    fn turns_at(&self, turn: Turn, baseline: f64, spot: &Spot) -> bool {
        let above = self.feet.gap + if spot.feet > 0.0 { 0.0 } else { self.feet.clearance };
        let room = self.foot + ROUNDED - spot.feet - baseline - above;
        let needed = match turn {
            Turn::Parted => 0.5 * (self.foot - self.head + self.feet.line),
            Turn::Bare => BARE * self.leading,
        };
        spot.may_turn() && spot.waiting.is_empty() && room < needed
    }

    /// What turned the page takes no room, but where the page is not bare it is parted from the text as notes are.
    fn begin_turned(&self, turn: Turn, spot: &mut Spot) {
        match turn {
            Turn::Bare => spot.bare = true,
            Turn::Parted if spot.feet <= 0.0 => spot.feet = self.feet.clearance,
            Turn::Parted => {}
        }
    }

    fn place_whole(
        &self,
        item: &Item,
        lines: usize,
        calls: &[(usize, usize)],
        placed: &mut Placed,
    ) {
        let inner = match item.paragraph {
            Some(_) => lines.saturating_sub(1) as f64 * item.step,
            None => item.depth,
        };
        let bottom = loop {
            let bottom = placed.spot.next(item.before) + inner;
            if bottom > self.limit(&placed.spot) && placed.spot.may_turn() {
                self.turn(true, placed);
                continue;
            }
            if let Called::Moves = self.call(bottom, calls.iter(), placed) {
                self.turn(true, placed);
                continue;
            }
            break bottom;
        };
        let spot = &mut placed.spot;
        let before = spot.last;
        spot.last = Some(bottom);
        placed.pages.resize(lines, spot.page);
        spot.headings = match (spot.headings, before) {
            _ if !item.sticks => None,
            (Some((before, height)), _) => Some((before, height + item.before + inner)),
            (None, Some(_)) => Some((before, inner)),
            // At the head of a page there is no better place.
            (None, None) => None,
        };
    }

    /// How many lines a page has too few that ends with a baseline.
    pub(super) fn missing(&self, spot: &Spot, last: f64) -> f64 {
        ((self.limit(spot) - last) / self.leading + 0.01).floor().max(0.0)
    }

    /// The lowest baseline that text can have on a page.
    fn limit(&self, spot: &Spot) -> f64 {
        self.foot + if spot.feet > 0.0 { ROUNDED - spot.feet } else { SAME }
    }

    /// Sets the notes that are called in a line.
    fn call<'c>(
        &self,
        baseline: f64,
        calls: impl Iterator<Item = &'c (usize, usize)>,
        placed: &mut Placed,
    ) -> Called {
        let mut called = Called::Stands;
        for (order, (_, note)) in calls.enumerate() {
            let spot = &mut placed.spot;
            placed.cost += if spot.bare { ASTRAY } else { 0.0 };
            if let Some(known) = spot.ahead.iter().position(|one| one == note) {
                spot.ahead.remove(known);
                continue;
            }
            if !spot.waiting.is_empty() {
                spot.waiting.push((*note, 0));
                placed.cost += ASTRAY;
                called = Called::Astray;
                continue;
            }
            if self.set_note((*note, 0), self.foot + ROUNDED - spot.feet - baseline, spot) {
                called = if called == Called::Stands { Called::Takes } else { called };
            } else if order == 0 && spot.may_turn() {
                return Called::Moves;
            } else {
                spot.waiting.push((*note, 0));
                placed.cost += ASTRAY;
                called = Called::Astray;
            }
            if !spot.waiting.is_empty() {
                placed.cost += PARTED;
            }
        }
        called
    }

    /// Sets a note, from a line on, in a room of that height; whether any of it has room.
    fn set_note(&self, (note, from): (usize, usize), room: f64, spot: &mut Spot) -> bool {
        let feet = self.feet;
        let above = feet.gap + if spot.feet > 0.0 { 0.0 } else { feet.clearance };
        let fitting = feet.fitting(note, from, room - above);
        if fitting == 0 {
            return false;
        }
        let to = from + fitting;
        spot.feet += above + feet.height(note, from, to);
        if to < feet.notes[note].lines.len() {
            spot.waiting.push((note, to));
        }
        true
    }

    /// Goes on to the next page, with the headings before what begins there.
    fn turn(&self, begins: bool, placed: &mut Placed) {
        let spot = &mut placed.spot;
        let headings = spot.headings.take().filter(|_| begins);
        let last = headings.map_or(spot.last, |headings| headings.0);
        placed.moved |= headings.is_some();
        if let Some(last) = last {
            let missing = self.missing(spot, last);
            let level = if spot.feet > 0.0 { 0.0 } else { missing };
            let recto = (self.start + spot.page).is_multiple_of(2);
            let faces = self.facing && (!recto || spot.left.is_some());
            placed.cost += match (spot.feet > 0.0, faces) {
                (true, _) => SHORT_ABOVE_NOTES * missing,
                (false, true) => SHORT_FACING * missing,
                (false, false) => SHORT * missing,
            };
            match spot.left.take() {
                Some(left) if recto => placed.cost += UNEVEN * (f64::from(left) - level).abs(),
                _ if self.facing && !recto => spot.left = Some(level as i8),
                _ => {}
            }
        }
        spot.page += 1;
        (spot.last, spot.head, spot.feet, spot.bare) = (None, self.head, 0.0, false);
        let page = self.foot + ROUNDED - self.head + self.feet.line;
        for (note, from) in std::mem::take(&mut spot.waiting) {
            if !spot.waiting.is_empty() || !self.set_note((note, from), page - spot.feet, spot) {
                spot.waiting.push((note, from));
            }
        }
        spot.last = headings.map(|headings| self.head + headings.1);
    }
}
