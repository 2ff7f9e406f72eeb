//! The correction of the pages (*Feinumbruch*): set, look, choose lines anew, set again.
//!
//! At first the lines of all paragraphs are chosen by the widths that the set lines tell; then those
//! again with which something is wrong on the pages. The best pages seen are kept.

use std::collections::{BTreeMap, BTreeSet};

use super::Options;
use super::draft::{Draft, Ends};
use super::fit::{Choice, Stretch, Strip, Wish};
use super::footnotes;
use super::lines::{self, Line};
use super::makeup::{self, Item, Made, Variants};
use super::map::SourceMap;
use super::typeset::{self, Failure, Typeset};
use crate::inspection::{
    Finding, Flaw, Limits, Measures, Pages, Pin, Report, Wish as Pinned, inspect,
};
use crate::ir::Book;
use crate::layouts::Layout;

/// How often pages are set at most.
const PASSES: usize = 6;

/// Pages with what is to be said of them.
pub(super) struct Corrected {
    /// The pages.
    pub(super) set: Typeset,
    /// What was measured and found on them.
    pub(super) report: Report,
    /// Their lines.
    pub(super) lines: Vec<Line>,
    /// What was decided by hand and cannot be done.
    pub(super) unmet: Vec<Pin>,
}

/// Sets pages and looks at them; corrects them, if that is wished.
pub(super) fn typeset(
    draft: &mut Draft,
    book: &Book,
    layout: &Layout,
    options: &Options<'_>,
) -> Result<Corrected, Failure> {
    let stretch = stretch(layout);
    let looker = Looker { book, layout, stretch };
    let first = looker.set(draft)?;
    if !options.corrects {
        return Ok(first);
    }
    let before = first.report.measures.clone();
    let mut paragraphs = Paragraphs::of(&first.lines, draft, &stretch);
    let unmet = paragraphs.pin(options.pins, draft);
    paragraphs.make_up(&first.report.pages, &first.lines, draft);
    // What was decided by hand is not given up for the sake of better pages.
    let first_score = if options.pins.is_empty() { score(&first.report) } else { f64::INFINITY };
    let mut best: Option<(f64, Ends, Corrected)> = Some((first_score, Ends::new(), first));
    let mut passes = 1;
    while passes < PASSES {
        let ends = paragraphs.ends();
        if ends == *draft.ends() && passes > 1 {
            break;
        }
        draft.set_ends(ends.clone());
        let set = looker.set(draft)?;
        passes += 1;
        let mut changed = paragraphs.amend(&set.report, draft, &set.lines);
        if !changed && passes < 4 {
            changed = paragraphs.make_up(&set.report.pages, &set.lines, draft);
        }
        if !changed {
            changed = paragraphs.nudge(&set.report, draft, &set.lines);
        }
        let score = score(&set.report);
        if best.as_ref().is_none_or(|best| score < best.0) {
            best = Some((score, ends, set));
        }
        if !changed {
            break;
        }
    }
    let (_, ends, mut kept) = best.expect("the first pages are among them");
    // The markup is to be that of the pages.
    draft.set_ends(ends);
    kept.report.before = Some(before);
    kept.report.passes = passes;
    paragraphs.give_reasons(&mut kept.report, &kept.lines, draft);
    kept.unmet = unmet;
    Ok(kept)
}

fn stretch(layout: &Layout) -> Stretch {
    let how = &layout.settings().justification;
    Stretch { spacing: how.spacing, tracking: how.tracking }
}

/// How bad pages are.
fn score(report: &Report) -> f64 {
    let flaws: f64 = Flaw::ALL
        .iter()
        .map(|flaw| {
            let weight = if flaw.is_grave() { 20.0 } else { 2.0 };
            weight * report.measures.flaws[flaw.as_str()] as f64
        })
        .sum();
    let Measures { hyphenated, evenness, .. } = report.measures;
    flaws + hyphenated + 1000.0 * evenness
}

struct Looker<'a> {
    book: &'a Book,
    layout: &'a Layout,
    stretch: Stretch,
}

impl Looker<'_> {
    fn set(&self, draft: &Draft) -> Result<Corrected, Failure> {
        let set = typeset::typeset(&draft.world)?;
        let lines = draft.lines(&set.document);
        let sizes: Vec<(f64, f64)> = set
            .document
            .pages()
            .iter()
            .map(|page| (page.frame.width().to_pt(), page.frame.height().to_pt()))
            .collect();
        let pages = lines::pages(&lines, &sizes, draft, self.layout.settings(), &self.stretch);
        let astray = footnotes::astray(&set.document, self.book);
        let known = astray.iter().map(|one| Finding {
            flaw: Flaw::NotePage,
            page: one.call - 1,
            line: None,
            span: Some(one.span),
            message: one.message(),
            reason: None,
        });
        let report = inspect(self.layout.name(), pages, Limits::default(), known.collect());
        Ok(Corrected { set, report, lines, unmet: Vec::new() })
    }
}

/// The paragraphs whose lines can be chosen.
struct Paragraphs {
    by_place: BTreeMap<usize, Paragraph>,
}

struct Paragraph {
    strip: Strip,
    /// The best lines for each number of them.
    ways: Vec<Choice>,
    /// What was decided by hand.
    pinned: Wish,
    wish: Wish,
    choice: Option<Choice>,
    /// Numbers of lines that were tried for the sake of a page.
    nudged: BTreeSet<usize>,
}

impl Paragraphs {
    fn of(lines: &[Line], draft: &Draft, stretch: &Stretch) -> Self {
        let mut by_place = BTreeMap::new();
        for group in lines::groups(lines, draft.places()) {
            let set: Vec<&Line> = group.lines.iter().map(|line| &lines[*line]).collect();
            let markup = draft.map.markup();
            let strip = Strip::of(&set, group.begin, draft.places(), markup, stretch);
            if let Some(strip) = strip.filter(|strip| !strip.is_empty()) {
                by_place.insert(group.paragraph, Paragraph::new(strip));
            }
        }
        Self { by_place }
    }

    /// Takes down what was decided by hand; returns what cannot be done.
    fn pin(&mut self, pins: &[Pin], draft: &Draft) -> Vec<Pin> {
        let map = &draft.map;
        let unmet = pins.iter().filter(|pin| {
            let with = |place: usize| {
                let span = draft.places().paragraphs()[place].span;
                span.file == pin.words.file
                    && (span.start..=span.end).contains(&pin.words.start)
                    && pin.words.end <= span.end
            };
            let innermost = self.by_place.iter_mut().rev().find(|(place, _)| with(**place));
            !innermost.is_some_and(|(_, paragraph)| paragraph.pin(pin, map))
        });
        unmet.copied().collect()
    }

    /// Chooses the lines of all paragraphs so that pages are full and end with whole words.
    fn make_up(&mut self, pages: &Pages, lines: &[Line], draft: &Draft) -> bool {
        let groups = lines::groups(lines, draft.places());
        let before = self.ends();
        for paragraph in self.by_place.values_mut() {
            paragraph.begin_anew();
        }
        for run in makeup::runs(pages) {
            let of = |item: &Item| item.paragraph.map(|index| groups[index].paragraph);
            let variants = |item: &Item| {
                let paragraph = of(item).and_then(|place| self.by_place.get(&place));
                paragraph
                    .map(Paragraph::variants)
                    .filter(|variants| !variants.is_empty())
                    .unwrap_or_else(|| Variants::from([(item.lines, 0.0)]))
            };
            let Some(made) = run.make_up(&variants) else { continue };
            for (item, made) in run.items.iter().zip(made) {
                if let Some(paragraph) = of(item).and_then(|place| self.by_place.get_mut(&place)) {
                    paragraph.choose(&made);
                }
            }
        }
        self.ends() != before
    }

    /// Says of what is left why it could not be corrected.
    fn give_reasons(&self, report: &mut Report, lines: &[Line], draft: &Draft) {
        let groups = lines::groups(lines, draft.places());
        for finding in &mut report.findings {
            let Some(line) = finding.line else { continue };
            let paragraph = report.pages.line((finding.page, line)).paragraph;
            let place = paragraph.map(|index| groups[index].paragraph);
            let chosen = place.and_then(|place| self.by_place.get(&place));
            let reason = match chosen {
                _ if finding.flaw == Flaw::ShortPage => {
                    "no paragraph of the page can be a line longer or shorter without loose lines"
                }
                Some(one) if one.choice.is_some() => "every other way that was tried is worse",
                Some(_) => "its words leave no other way without loose lines",
                None => "its lines are not chosen by umbruch: they are no justified paragraph",
            };
            finding.reason = Some(reason.to_owned());
        }
    }

    /// Gives a paragraph a line more or less on each page with something at its head or foot that
    /// should not stand there, and that no rule foresaw; whether there was a way.
    fn nudge(&mut self, report: &Report, draft: &Draft, lines: &[Line]) -> bool {
        let groups = lines::groups(lines, draft.places());
        let at_edge = |finding: &&Finding| {
            matches!(finding.flaw, Flaw::Widow | Flaw::Orphan | Flaw::HeadingFoot | Flaw::NotePage)
        };
        let page_of = |finding: &Finding| match finding.flaw {
            Flaw::Widow => finding.page.saturating_sub(1),
            _ => finding.page,
        };
        let pages: BTreeSet<usize> = report.findings.iter().filter(at_edge).map(page_of).collect();
        let mut changed = false;
        for page in pages {
            let on_page = groups
                .iter()
                .filter(|group| group.lines.last().is_some_and(|line| lines[*line].page == page));
            let cheapest = on_page
                .filter_map(|group| {
                    let (cost, way) = self.by_place.get(&group.paragraph)?.nudged()?;
                    Some((cost, group.paragraph, way))
                })
                .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let Some((_, place, way)) = cheapest else { continue };
            if let Some(paragraph) = self.by_place.get_mut(&place) {
                paragraph.nudged.insert(way.lines);
                paragraph.choice = Some(way);
                changed = true;
            }
        }
        changed
    }

    fn ends(&self) -> Ends {
        let choices = self.by_place.values().filter_map(|one| one.choice.as_ref());
        choices.flat_map(|choice| choice.ends.iter().map(|(at, end)| (*at, *end))).collect()
    }

    /// Chooses the lines of the paragraphs anew with which something is wrong; whether any changed.
    fn amend(&mut self, report: &Report, draft: &Draft, lines: &[Line]) -> bool {
        let groups = lines::groups(lines, draft.places());
        let mut changed = false;
        for group in &groups {
            if let Some(paragraph) = self.by_place.get_mut(&group.paragraph) {
                changed |= paragraph.mend(group.lines.len());
            }
        }
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

impl Paragraph {
    fn new(strip: Strip) -> Self {
        let ways = strip.ways(&Wish::default());
        let (pinned, wish) = (Wish::default(), Wish::default());
        Self { strip, ways, pinned, wish, choice: None, nudged: BTreeSet::new() }
    }

    /// The cheapest way with another number of lines that was not tried yet, and what it costs.
    fn nudged(&self) -> Option<(f64, Choice)> {
        let now = self.choice.as_ref()?;
        let other = |way: &&Choice| way.lines != now.lines && !self.nudged.contains(&way.lines);
        let way = self.ways.iter().filter(other).min_by(|a, b| a.cost.total_cmp(&b.cost))?;
        Some((way.cost - now.cost, way.clone()))
    }

    /// Takes down what was decided by hand; whether it can be done.
    fn pin(&mut self, pin: &Pin, map: &SourceMap) -> bool {
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
        }
        done
    }

    /// The best lines, whatever stands around.
    fn begin_anew(&mut self) {
        self.wish = self.pinned.clone();
        self.choice = self.ways.iter().min_by(|a, b| a.cost.total_cmp(&b.cost)).cloned();
    }

    /// What each number of lines costs more than the best.
    fn variants(&self) -> Variants {
        let least = self.ways.iter().map(|way| way.cost).fold(f64::INFINITY, f64::min);
        self.ways.iter().map(|way| (way.lines, way.cost - least)).collect()
    }

    /// Chooses as many lines as the pages ask for, of which those at page ends do not end within a
    /// word, if that can be.
    fn choose(&mut self, made: &Made) {
        let lines = Some(made.lines);
        let whole = made.page_ends.iter().copied().collect();
        let wish = Wish { lines, whole, ..self.pinned.clone() };
        let alike = || self.ways.iter().find(|way| way.lines == made.lines).cloned();
        let found = self.strip.choose(&wish).or_else(alike);
        if let Some(found) = found {
            self.wish = wish;
            self.choice = Some(found);
        }
    }

    /// Chooses its lines with more care if it was set in another number of them than was meant;
    /// whether it was.
    fn mend(&mut self, lines: usize) -> bool {
        if self.choice.as_ref().is_none_or(|choice| choice.lines == lines) {
            return false;
        }
        let careful = self.strip.be_careful();
        self.ways = if careful { self.strip.ways(&self.pinned) } else { Vec::new() };
        self.choice = if careful { self.strip.choose(&self.wish) } else { None };
        true
    }

    /// Chooses lines of which that one does not end within a word; whether there is a way.
    fn without_hyphen(&mut self, line: usize) -> bool {
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
