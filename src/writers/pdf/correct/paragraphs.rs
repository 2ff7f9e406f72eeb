//! The paragraphs of a book while it is corrected.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::draft::{ChosenLines, Draft};
use super::super::fill::Stretch;
use super::super::fit::{LetIn, Measures, Strip};
use super::super::lines::{self, Glyph, Line, Lines};
use super::super::makeup::{self, Costs, Feet, Item, Turned, Variants};
use super::paragraph::Paragraph;
use crate::inspection::{Finding, Flaw, Pages, Pin, Report};

/// The paragraphs whose lines can be chosen.
pub(super) struct Paragraphs {
    by_place: BTreeMap<usize, Paragraph>,
    /// Those of several lines that are left to the typesetter.
    others: BTreeSet<usize>,
    /// The initials that may be let in, by the paragraph that begins with them: the byte of the markup at which the letter is
    /// written, and how far it is drawn over its width, in points.
    initials: BTreeMap<usize, (usize, f64)>,
}

/// What it costs to end a page beside an initial: more than anything else.
const BESIDE_INITIAL: f64 = 1e6;
/// How high letters reach, in em, as the vocabulary has it (`above-baseline`).
const ASCENT: f64 = 0.7;
/// White between an initial and the lines beside it but the first, which goes on with its word, in em. Set by judgement.
const GAP: f64 = 0.15;

/// The initial with which the lines of a paragraph begin, where its letter is written, and how far that is drawn over its
/// width, if it is let into so many lines. What stands before it, as a quotation mark, stands before the lines beside it, too.
fn initial_of(
    set: &[&Line],
    begin: usize,
    letter: Option<&Range<usize>>,
    (lines, leading): (usize, f64),
) -> Option<(usize, f64, LetIn)> {
    let (letter, first, size) = (letter?, set.first()?, set.last()?.size);
    let own = first.glyphs.get(begin..)?;
    let inside = |glyph: &Glyph| glyph.at.is_some_and(|at| letter.contains(&at));
    let last = own.iter().rposition(inside)?;
    let end = own[last].left + own[last].width;
    let deeper = (first.initial.0 + ASCENT * size - leading).max(0.0) / leading;
    let beside = lines + deeper.ceil() as usize;
    let over = (first.initial.1 - end).max(0.0);
    let indent = end + over - own[0].left + GAP * size;
    Some((letter.start, over, LetIn { lines, beside, indent }))
}

/// Whether a line ends where the book has it ended, as those of an address do.
fn is_ended(line: &Line, next: &Line, markup: &str) -> bool {
    // Letters that run the other way are read apart.
    if line.page == next.page && (line.baseline - next.baseline).abs() < lines::SAME {
        return true;
    }
    let last = line.glyphs.iter().rev().find_map(|glyph| glyph.at);
    let first = next.glyphs.iter().find_map(|glyph| glyph.at);
    let between = last.zip(first).and_then(|(last, first)| markup.get(last..first));
    between.is_some_and(|between| between.contains("\\\n"))
}

/// What the paragraphs know of the items of a run.
struct Chosen<'a> {
    paragraphs: &'a BTreeMap<usize, Paragraph>,
    of: &'a dyn Fn(&Item) -> Option<usize>,
}

impl Costs for Chosen<'_> {
    fn variants(&self, item: &Item) -> Variants {
        let paragraph = (self.of)(item).and_then(|place| self.paragraphs.get(&place));
        let variants = paragraph.map(Paragraph::variants);
        let known = variants.filter(|variants| !variants.is_empty());
        known.unwrap_or_else(|| Variants::from([(item.lines, 0.0)]))
    }

    fn page_end(&self, item: &Item, lines: usize, line: usize) -> f64 {
        let paragraph = (self.of)(item).and_then(|place| self.paragraphs.get(&place));
        paragraph.map_or(0.0, |paragraph| match line + 1 < paragraph.beside_initial() {
            true => BESIDE_INITIAL,
            false => paragraph.page_end(lines, line),
        })
    }

    fn may_turn(&self, item: &Item) -> bool {
        let paragraph = (self.of)(item).and_then(|place| self.paragraphs.get(&place));
        paragraph.is_some_and(|paragraph| paragraph.choice().is_some())
    }

    fn line_of(&self, item: &Item, lines: usize, at: usize) -> Option<usize> {
        (self.of)(item).and_then(|place| self.paragraphs.get(&place)?.line_of(lines, at))
    }
}

impl Paragraphs {
    /// Those that are set justified in several lines, from the lines in which no word is broken.
    pub(super) fn cut(
        lines: &Lines,
        draft: &Draft,
        stretch: &Stretch,
        let_in: Option<(usize, f64)>,
    ) -> Self {
        let mut initials = BTreeMap::new();
        let mut by_place = BTreeMap::new();
        let mut others = BTreeSet::new();
        for group in &lines.groups {
            let set: Vec<&Line> = group.lines.iter().map(|line| &lines.all[*line]).collect();
            let markup = draft.map.markup();
            let paragraph = &draft.places().paragraphs()[group.paragraph];
            let next = paragraph.goes_on.then_some(paragraph.range.end);
            let how = (stretch, next);
            let strip = Strip::cut(&set, group.begin, draft.places(), markup, how);
            if let Some(mut strip) = strip.filter(|strip| !strip.is_empty()) {
                let letter = draft.places().initial_in(&paragraph.range);
                let initial = let_in.and_then(|high| initial_of(&set, group.begin, letter, high));
                if let Some((at, over, initial)) = initial {
                    strip.let_in(initial, over, set[set.len() - 1].size);
                    initials.insert(group.paragraph, (at, over));
                }
                by_place.insert(group.paragraph, Paragraph::new(strip, paragraph.range.start));
            } else if set.windows(2).any(|two| !is_ended(two[0], two[1], markup)) {
                others.insert(group.paragraph);
            }
        }
        Self { by_place, others, initials }
    }

    /// How long the lines of the paragraph of an index are, if they are chosen.
    pub(super) fn measures(&self, place: usize) -> Option<Measures> {
        Some(self.by_place.get(&place)?.measures())
    }

    /// Has those initials stand up from their first line beside which a page ends, or not enough lines stand; whether
    /// there are any.
    pub(super) fn raise_initials(&mut self, lines: &Lines) -> bool {
        let mut any = false;
        for group in &lines.groups {
            let Some(paragraph) = self.by_place.get_mut(&group.paragraph) else { continue };
            let high = paragraph.beside_initial();
            let page = |line: &usize| lines.all[*line].page;
            let beside = group.lines.get(..high);
            if beside.is_none_or(|beside| beside.iter().any(|line| page(line) != page(&beside[0])))
            {
                paragraph.raise_initial();
                any = true;
            }
        }
        any
    }

    /// Takes down what was decided by hand; returns what cannot be done.
    pub(super) fn pin(&mut self, pins: &[Pin], draft: &Draft) -> Vec<Pin> {
        let map = &draft.map;
        let unmet = pins.iter().filter(|pin| {
            let with = |place: usize| {
                let span = draft.places().paragraphs()[place].span;
                span.file == pin.words.file
                    && (span.start..=span.end).contains(&pin.words.start)
                    && pin.words.end <= span.end
                    && draft.holds(place, pin.words)
            };
            let innermost = self.by_place.iter_mut().rev().find(|(place, _)| with(**place));
            !innermost.is_some_and(|(_, paragraph)| paragraph.pin(pin, map))
        });
        unmet.copied().collect()
    }

    /// Chooses the lines of all paragraphs so that pages are full and end with whole words. Where pages are as they were
    /// set and not only shaped, `stays` what no rule explains.
    pub(super) fn make_up(
        &mut self,
        pages: &Pages,
        lines: &Lines,
        draft: &Draft,
        stays: bool,
    ) -> bool {
        let groups = &lines.groups;
        let before = self.chosen();
        let turned = |place: &usize| Some(self.by_place.get(place)?.turns().clone());
        let turns: Vec<Turned> =
            groups.iter().map(|group| turned(&group.paragraph).unwrap_or_default()).collect();
        self.begin_anew();
        let feet = Feet::read(pages, &lines.all, groups, draft.places());
        let count = |group: usize| {
            let place = groups[group].paragraph;
            Some(self.by_place.get(&place)?.choice()?.lines)
        };
        let planned = feet.planned(count);
        for run in makeup::runs(pages, &feet, |paragraph| turns[paragraph].clone()) {
            let of = |item: &Item| item.paragraph.map(|index| groups[index].paragraph);
            let chosen = Chosen { paragraphs: &self.by_place, of: &of };
            for (item, made) in run.make_up(&chosen, &planned, stays) {
                let place = of(&run.items[item]);
                if let Some(paragraph) = place.and_then(|place| self.by_place.get_mut(&place)) {
                    paragraph.choose(&made);
                }
            }
        }
        self.chosen() != before
    }

    /// The best lines of each, whatever stands around.
    pub(super) fn begin_anew(&mut self) {
        self.by_place.values_mut().for_each(Paragraph::begin_anew);
    }

    /// Chooses lines anew by what is seen on pages that were set; whether any changed.
    pub(super) fn correct(&mut self, report: &Report, draft: &Draft, lines: &Lines) -> bool {
        let mended = self.mend(lines);
        let made_up = self.make_up(&report.pages, lines, draft, true);
        mended || made_up || self.amend(report, lines) || self.nudge(report, lines)
    }

    /// Says of what is left why it could not be corrected.
    pub(super) fn give_reasons(&self, report: &mut Report, lines: &Lines) {
        let groups = &lines.groups;
        for finding in &mut report.findings {
            let Some(line) = finding.line else { continue };
            let paragraph = report.pages.line((finding.page, line)).paragraph;
            let place = paragraph.map(|index| groups[index].paragraph);
            let chosen = place.and_then(|place| self.by_place.get(&place));
            let reason = match chosen {
                _ if matches!(finding.flaw, Flaw::ShortPage | Flaw::ChapterEnd) => {
                    "no paragraph of the page can be a line longer or shorter without loose lines"
                }
                Some(one) if one.choice().is_some() => "every other way that was tried is worse",
                Some(_) => "its words leave no other way without loose lines",
                None => "its lines are not chosen by umbruch: they are no justified paragraph",
            };
            finding.reason = Some(reason.to_owned());
        }
    }

    /// Gives a paragraph a line more or less on each page with something at its head or foot that
    /// should not stand there, and that no rule foresaw; whether there was a way.
    fn nudge(&mut self, report: &Report, lines: &Lines) -> bool {
        let groups = &lines.groups;
        let at_edge = |finding: &&Finding| {
            matches!(finding.flaw, Flaw::Widow | Flaw::Orphan | Flaw::HeadingFoot | Flaw::NotePage)
        };
        // What stands wrong at the head of a page was pushed there by the page before.
        let near = |finding: &Finding| match finding.flaw {
            Flaw::Widow | Flaw::NotePage => finding.page.saturating_sub(1)..=finding.page,
            _ => finding.page..=finding.page,
        };
        let pages: BTreeSet<usize> =
            report.findings.iter().filter(at_edge).flat_map(near).collect();
        let mut changed = false;
        for page in pages {
            let on_page = groups
                .iter()
                .filter(|group| group.lines.iter().any(|line| lines.all[*line].page == page));
            let cheapest = on_page
                .filter_map(|group| {
                    let (cost, way) = self.by_place.get(&group.paragraph)?.nudged()?;
                    Some((cost, group.paragraph, way))
                })
                .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let Some((_, place, way)) = cheapest else { continue };
            if let Some(paragraph) = self.by_place.get_mut(&place) {
                paragraph.nudge(way);
                changed = true;
            }
        }
        changed
    }

    /// All lines that are chosen.
    pub(super) fn chosen(&self) -> ChosenLines {
        let ends = self.by_place.values().flat_map(Paragraph::ends).collect();
        let tight = self.by_place.values().flat_map(Paragraph::tight).collect();
        let turns = self.by_place.values().flat_map(Paragraph::turned).collect();
        let unchosen = self.by_place.iter().filter(|(_, paragraph)| paragraph.choice().is_none());
        let left = unchosen.map(|(place, _)| *place).chain(self.others.iter().copied()).collect();
        let indents = self.by_place.values().flat_map(Paragraph::indents).collect();
        let let_in = self.initials.iter().filter(|(place, _)| {
            self.by_place.get(place).is_some_and(|paragraph| paragraph.beside_initial() > 0)
        });
        let let_in = let_in.map(|(_, initial)| *initial).collect();
        ChosenLines { ends, tight, turns, left, indents, let_in }
    }

    /// Chooses with more care the lines of the paragraphs that were set in another number of them than was meant;
    /// whether any were.
    fn mend(&mut self, lines: &Lines) -> bool {
        let mut changed = false;
        for group in &lines.groups {
            if let Some(paragraph) = self.by_place.get_mut(&group.paragraph) {
                changed |= paragraph.mend(group.lines.len());
            }
        }
        changed
    }

    /// Chooses the lines anew that end within a word where they should not; whether any changed.
    fn amend(&mut self, report: &Report, lines: &Lines) -> bool {
        let groups = &lines.groups;
        let mut changed = false;
        for finding in &report.findings {
            let Some(index) = finding.line else { continue };
            let pages = &report.pages;
            let Some(group) = pages.line((finding.page, index)).paragraph else { continue };
            let number =
                pages.paragraphs[group].lines.iter().position(|at| *at == (finding.page, index));
            let place = groups[group].paragraph;
            let (Some(number), Some(paragraph)) = (number, self.by_place.get_mut(&place)) else {
                continue;
            };
            match finding.flaw {
                Flaw::PageHyphen | Flaw::HyphenRun => changed |= paragraph.without_hyphen(number),
                _ => {}
            }
        }
        changed
    }
}
