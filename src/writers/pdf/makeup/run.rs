//! What stands one below the other from one opening to the next.

use super::super::lines::SAME;
use super::feet::Feet;
use super::page::Turned;
use crate::inspection::{Line, Pages, Part};

/// Lines from one opening to the next, page after page.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::writers::pdf) struct Run<'f> {
    /// What stands one below the other.
    pub(in crate::writers::pdf) items: Vec<Item>,
    /// The notes at the foot of the pages.
    pub(super) feet: &'f Feet,
    /// The page of the book with which it begins.
    pub(super) start: usize,
    /// Whether pages face each other.
    pub(super) facing: bool,
    /// Distance of two lines of the text.
    pub(super) leading: f64,
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
    /// The paragraphs of which it consists, by their index.
    pub(super) of: Vec<usize>,
    /// How many lines it has.
    pub(in crate::writers::pdf) lines: usize,
    /// The notes that are called in it, by the line as it is set.
    pub(super) calls: Vec<(usize, usize)>,
    /// The lines before which the page is turned.
    pub(super) turns: Turned,
    /// Distance of its first baseline from the last one before it, unless it begins a page.
    pub(super) before: f64,
    /// Whether that distance was seen, and not only guessed.
    pub(super) seen: bool,
    /// Distance of its baselines, and whether that was seen.
    pub(super) step: f64,
    pub(super) measured: bool,
    /// Of what is set as a whole: how far its last baseline is from its first.
    pub(super) depth: f64,
    /// Whether it stays with what follows.
    pub(super) sticks: bool,
    /// Whether it is a paragraph of the running text.
    pub(super) runs_on: bool,
    /// Whether a page can end within it.
    pub(super) parts: bool,
    /// Whether its lines do not stand simply one below the other.
    pub(super) odd: bool,
    /// On which page each of its lines stands, counted from the first of the run.
    pub(super) pages: Vec<usize>,
    /// Its last baseline.
    pub(super) last: f64,
}

/// The runs of a set book; `turns` tells the lines of a paragraph before which the page is turned.
pub(in crate::writers::pdf) fn runs<'f>(
    pages: &Pages,
    feet: &'f Feet,
    turns: impl Fn(usize) -> Turned,
) -> Vec<Run<'f>> {
    let flow = |page: usize| text(pages, feet, page);
    let Some((head, foot)) = edges(pages) else { return Vec::new() };
    let mut runs = Vec::new();
    let mut open: Option<Reader<'_, 'f>> = None;
    for page in 0..pages.pages.len() {
        let first = flow(page).next().map(|(_, line)| line.baseline);
        let Some(first) = first else {
            // A page may hold nothing but what is left of notes.
            if pages.text(page).next().is_none() {
                runs.extend(open.take().and_then(Reader::finish));
            }
            continue;
        };
        if (first - head).abs() >= SAME {
            runs.extend(open.take().and_then(Reader::finish));
        }
        let reader = open.get_or_insert_with(|| {
            let (items, start, facing) = (Vec::new(), page, pages.facing);
            let leading = pages.leading.max(1.0);
            let run = Run { items, feet, start, facing, leading, head, foot, first };
            Reader { pages, run, last: None }
        });
        flow(page).for_each(|(index, line)| reader.line(page, index, line));
    }
    runs.extend(open.and_then(Reader::finish));
    guess_distances(&mut runs);
    call_notes(&mut runs, feet);
    for item in runs.iter_mut().flat_map(|run| &mut run.items) {
        item.turns = item.paragraph.map(&turns).unwrap_or_default();
    }
    runs
}

/// The lines of a page without its notes.
fn text<'p>(pages: &'p Pages, feet: &Feet, page: usize) -> impl Iterator<Item = (usize, &'p Line)> {
    let is_note = |line: &Line| line.paragraph.is_some_and(|one| feet.paragraphs.contains(&one));
    pages.text(page).filter(move |(_, line)| !is_note(line))
}

/// Headings that begin a page do not tell how far they keep from what stands before them; others do.
fn guess_distances(runs: &mut [Run<'_>]) {
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

/// Tells each paragraph of the notes that it calls.
fn call_notes(runs: &mut [Run<'_>], feet: &Feet) {
    if feet.notes.is_empty() {
        return;
    }
    let mut called: Vec<(usize, usize, usize)> = feet
        .notes
        .iter()
        .enumerate()
        .map(|(index, note)| (note.host, note.called, index))
        .collect();
    called.sort_unstable();
    for item in runs.iter_mut().flat_map(|run| &mut run.items) {
        for paragraph in &item.of {
            let from = called.partition_point(|one| one.0 < *paragraph);
            let own = called[from..].iter().take_while(|one| one.0 == *paragraph);
            item.calls.extend(own.map(|one| (one.1, one.2)));
        }
        item.odd |= item.calls.iter().any(|call| feet.notes[call.1].lines.is_empty());
    }
}

/// The baselines at which pages begin and end that go on. Most pages begin at the head.
fn edges(pages: &Pages) -> Option<(f64, f64)> {
    let baselines = |page: usize| pages.text(page).map(|(_, line)| line.baseline);
    let heads = (0..pages.pages.len()).filter_map(|page| baselines(page).reduce(f64::min));
    let feet = (0..pages.pages.len()).filter_map(|page| baselines(page).reduce(f64::max));
    Some((heads.reduce(f64::min)?, feet.reduce(f64::max)?))
}

struct Reader<'a, 'f> {
    pages: &'a Pages,
    run: Run<'f>,
    last: Option<(usize, f64)>,
}

impl<'f> Reader<'_, 'f> {
    fn line(&mut self, page: usize, index: usize, line: &Line) {
        let number = page - self.run.start;
        // What is no paragraph of running text is one block with its like before it.
        let paragraph = line.paragraph.filter(|_| !line.part.is_apart());
        let last = self.last.replace((page, line.baseline));
        let distance = last.filter(|last| last.0 == page).map(|last| line.baseline - last.1);
        let goes_on = |item: &&mut Item| item.paragraph == paragraph;
        let Some(item) = self.run.items.last_mut().filter(goes_on) else {
            return self.begin(number, paragraph, (page, index), line, distance);
        };
        item.last = line.baseline;
        match (paragraph, distance) {
            (Some(_), Some(distance)) => {
                // A paragraph's lines stand below each other, all as far apart.
                item.odd |= distance <= SAME;
                item.odd |= item.measured && (item.step - distance).abs() >= SAME;
                (item.step, item.measured) = (distance, true);
            }
            (None, Some(distance)) => item.depth += distance,
            (Some(_), None) => {}
            (None, None) => {
                item.odd = true;
                item.pages.push(number);
            }
        }
        if paragraph.is_some() {
            item.lines += 1;
            item.pages.push(number);
        } else if let Some(of) = line.paragraph.filter(|of| !item.of.contains(of)) {
            item.of.push(of);
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
        let odd =
            distance.is_some_and(|distance| distance <= 0.0) || !paragraph.is_none_or(first_of);
        self.run.items.push(Item {
            paragraph,
            of: line.paragraph.into_iter().collect(),
            lines: 1,
            calls: Vec::new(),
            turns: Turned::new(),
            before: distance.unwrap_or(self.pages.leading),
            seen: distance.is_some(),
            step: self.pages.leading,
            measured: false,
            depth: 0.0,
            sticks: line.part == Part::Heading,
            runs_on: line.part == Part::Text && paragraph.is_some(),
            parts: matches!(line.part, Part::Text | Part::Note),
            odd,
            pages: vec![number],
            last: line.baseline,
        });
    }

    fn finish(self) -> Option<Run<'f>> {
        (!self.run.items.is_empty()).then_some(self.run)
    }
}
