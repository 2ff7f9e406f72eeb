//! What stands one below the other from one opening to the next.

use super::super::lines::SAME;
use crate::inspection::{Line, Pages, Part};

/// Lines from one opening to the next, page after page.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::writers::pdf) struct Run {
    /// What stands one below the other.
    pub(in crate::writers::pdf) items: Vec<Item>,
    /// Baseline of the first line of a page that goes on, and of the last line of a full one.
    pub(super) head: f64,
    pub(super) foot: f64,
    /// Baseline of the first line of all.
    pub(super) first: f64,
}

/// A paragraph, a heading, or something that is set as a whole.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::writers::pdf) struct Item {
    /// The paragraph, by its index in the pages; none for what is set as a whole.
    pub(in crate::writers::pdf) paragraph: Option<usize>,
    /// How many lines it has.
    pub(in crate::writers::pdf) lines: usize,
    /// Distance of its first baseline from the last one before it, unless it begins a page.
    pub(super) before: f64,
    /// Whether that distance was seen, and not only guessed.
    pub(super) seen: bool,
    /// Distance of its baselines.
    pub(super) step: f64,
    /// Of what is set as a whole: how far its last baseline is from its first.
    pub(super) depth: f64,
    /// Whether it stays with what follows.
    pub(super) sticks: bool,
    /// Whether a page can end within it.
    pub(super) parts: bool,
    /// On which page each of its lines stands, counted from the first of the run.
    pub(super) pages: Vec<usize>,
}

/// The runs of a set book, without those whose lines do not stand simply one below the other.
pub(in crate::writers::pdf) fn runs(pages: &Pages) -> Vec<Run> {
    let Some((head, foot)) = edges(pages) else { return Vec::new() };
    let mut runs = Vec::new();
    let mut open: Option<Reader<'_>> = None;
    for page in 0..pages.pages.len() {
        let first = pages.text(page).next().map(|(_, line)| line.baseline);
        let goes_on = first.is_some_and(|first| (first - head).abs() < SAME);
        if !goes_on {
            runs.extend(open.take().and_then(Reader::finish));
        }
        if first.is_none() {
            continue;
        }
        let reader = open.get_or_insert_with(|| Reader::new(pages, page, head, foot));
        reader.page(page);
    }
    runs.extend(open.and_then(Reader::finish));
    guess_distances(&mut runs);
    runs
}

/// Headings that begin a page do not tell how far they keep from what stands before them; others do.
fn guess_distances(runs: &mut [Run]) {
    let items = runs.iter().flat_map(|run| &run.items);
    let mut seen: Vec<f64> =
        items.filter(|item| item.sticks && item.seen).map(|item| item.before).collect();
    seen.sort_by(f64::total_cmp);
    let Some(usual) = seen.get(seen.len() / 2).copied() else { return };
    let items = runs.iter_mut().flat_map(|run| &mut run.items);
    for item in items.filter(|item| item.sticks && !item.seen) {
        item.before = usual;
    }
}

/// The baselines at which pages begin and end that go on. Most pages begin at the head.
fn edges(pages: &Pages) -> Option<(f64, f64)> {
    let baselines = |page: usize| pages.text(page).map(|(_, line)| line.baseline);
    let heads = (0..pages.pages.len()).filter_map(|page| baselines(page).reduce(f64::min));
    let feet = (0..pages.pages.len()).filter_map(|page| baselines(page).reduce(f64::max));
    Some((heads.reduce(f64::min)?, feet.reduce(f64::max)?))
}

struct Reader<'a> {
    pages: &'a Pages,
    start: usize,
    run: Run,
    last: Option<(usize, f64)>,
    /// Whether all lines so far stand simply one below the other.
    simple: bool,
}

impl<'a> Reader<'a> {
    fn new(pages: &'a Pages, start: usize, head: f64, foot: f64) -> Self {
        let first = pages.text(start).next().map_or(head, |(_, line)| line.baseline);
        let run = Run { items: Vec::new(), head, foot, first };
        Self { pages, start, run, last: None, simple: true }
    }

    fn page(&mut self, page: usize) {
        for (index, line) in self.pages.text(page) {
            self.line(page, index, line);
        }
    }

    fn line(&mut self, page: usize, index: usize, line: &Line) {
        let number = page - self.start;
        // What is no paragraph of running text is one block with its like before it.
        let paragraph = line.paragraph.filter(|_| !line.part.is_apart());
        let last = self.last.replace((page, line.baseline));
        let distance = last.filter(|last| last.0 == page).map(|last| line.baseline - last.1);
        let goes_on = |item: &&mut Item| item.paragraph == paragraph;
        let Some(item) = self.run.items.last_mut().filter(goes_on) else {
            return self.begin(number, paragraph, (page, index), line, distance);
        };
        match (paragraph, distance) {
            (Some(_), Some(distance)) => {
                // A paragraph's lines stand below each other, all as far apart.
                self.simple &= distance > SAME;
                self.simple &= item.lines == 1 || (item.step - distance).abs() < SAME;
                item.step = distance;
            }
            (None, Some(distance)) => item.depth += distance,
            (Some(_), None) => {}
            (None, None) => self.simple = false,
        }
        if paragraph.is_some() {
            item.lines += 1;
            item.pages.push(number);
        }
    }

    fn begin(
        &mut self,
        number: usize,
        paragraph: Option<usize>,
        at: (usize, usize),
        line: &Line,
        distance: Option<f64>,
    ) {
        let first_of = |one: usize| self.pages.paragraphs[one].lines.first() == Some(&at);
        self.simple &= distance.is_none_or(|distance| distance > 0.0);
        self.simple &= paragraph.is_none_or(first_of);
        self.run.items.push(Item {
            paragraph,
            lines: 1,
            before: distance.unwrap_or(self.pages.leading),
            seen: distance.is_some(),
            step: self.pages.leading,
            depth: 0.0,
            sticks: line.part == Part::Heading,
            parts: matches!(line.part, Part::Text | Part::Note),
            pages: vec![number],
        });
    }

    fn finish(self) -> Option<Run> {
        (self.simple && !self.run.items.is_empty()).then_some(self.run)
    }
}
