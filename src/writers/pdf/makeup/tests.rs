//! Pages of ten lines, and how many lines their paragraphs get.

use std::collections::BTreeMap;

use super::super::draft::Turn;
use super::feet::{Foot, FootLine};
use super::run::{Item, Run};
use super::{Costs, Feet, Made, Variants, runs};
use crate::inspection::{End, Line, Page, Pages, Paragraph, Part};
use crate::source::{FileId, Span};

const LEADING: f64 = 10.0;
const LINES: usize = 10;

fn line(baseline: f64, part: Part, paragraph: usize) -> Line {
    Line {
        left: 0.0,
        right: 100.0,
        baseline,
        size: 8.0,
        text: "eine Zeile".into(),
        span: None,
        part,
        paragraph: Some(paragraph),
        end: End::Word,
        justified: true,
        spaces: 3,
        space: 0.25,
        hangs: (0.0, 0.0),
        tracking: 0.0,
        scale: 1.0,
        gaps: Vec::new(),
        overfull: 0.0,
    }
}

/// Pages on which paragraphs of so many lines stand one below the other, in the
/// order of the list.
fn pages(pages: &[&[(usize, usize)]]) -> Pages {
    let span = Span::new(FileId(0), 0..0);
    let mut set = Pages { leading: LEADING, size: 8.0, indent: 8.0, ..Pages::default() };
    for (number, page) in pages.iter().enumerate() {
        let mut lines = Vec::new();
        for (paragraph, count) in *page {
            while set.paragraphs.len() <= *paragraph {
                set.paragraphs.push(Paragraph { span, lines: Vec::new() });
            }
            for _ in 0..*count {
                set.paragraphs[*paragraph].lines.push((number, lines.len()));
                lines.push(line((lines.len() + 1) as f64 * LEADING, Part::Text, *paragraph));
            }
        }
        set.pages.push(Page { width: 100.0, height: 120.0, lines });
    }
    set
}

/// Every paragraph can have a line more or less at this cost; at some lines it ends in a hyphen.
struct Given<'a> {
    cost: f64,
    /// Whether pages can be turned before any line.
    turns: bool,
    hyphens: &'a [(usize, usize)],
}

impl Costs for Given<'_> {
    fn variants(&self, item: &Item) -> Variants {
        let more = item.lines + 1;
        let less = item.lines.saturating_sub(1).max(1);
        BTreeMap::from([(less, self.cost), (more, self.cost), (item.lines, 0.0)])
    }

    fn page_end(&self, _: &Item, lines: usize, line: usize) -> f64 {
        if self.hyphens.contains(&(lines, line)) { 60.0 } else { 0.0 }
    }

    fn may_turn(&self, _: &Item) -> bool {
        self.turns
    }

    fn line_of(&self, _: &Item, lines: usize, at: usize) -> Option<usize> {
        // Notes are called in the last line.
        (at > 0).then(|| lines - 1)
    }
}

/// How a run is made up if no page may end in those lines of paragraphs of so many.
fn made_but(run: &Run<'_>, cost: f64, hyphens: &[(usize, usize)]) -> Vec<Made> {
    let mut made = run.make_up(&Given { cost, turns: false, hyphens }, run.feet, true);
    made.sort_by_key(|made| made.0);
    made.into_iter().map(|made| made.1).collect()
}

fn made(run: &Run<'_>, cost: f64) -> Vec<Made> {
    made_but(run, cost, &[])
}

fn lines(made: &[Made]) -> Vec<usize> {
    made.iter().map(|made| made.lines).collect()
}

#[test]
fn a_page_rather_ends_with_a_whole_word() {
    let set = pages(&[&[(0, 4), (1, 6)], &[(1, 4), (2, 6)]]);
    let made = made_but(&runs(&set, &Feet::default(), |_| BTreeMap::new())[0], 5.0, &[(10, 5)]);
    assert_ne!(&lines(&made)[..2], [4, 10], "{made:?}");
    assert_eq!(made[0].lines + made[1].page_ends[0] + 1, LINES, "the page is full: {made:?}");
}

#[test]
fn a_page_that_is_short_by_a_line_is_filled() {
    // Nine lines stand on the first page: of the next paragraph, of three, none could be parted.
    let set = pages(&[&[(0, 4), (1, 5)], &[(2, 3), (3, 7)], &[(4, 5)]]);
    let feet = Feet::default();
    let runs = runs(&set, &feet, |_| BTreeMap::new());
    assert_eq!(runs.len(), 1);
    let lines = lines(&made(&runs[0], 5.0));
    let first: usize = lines[0] + lines[1];
    assert_eq!(first, LINES, "{lines:?}");
    assert_eq!(lines.iter().sum::<usize>() - first, 15, "the rest stays as it is: {lines:?}");
}

#[test]
fn what_costs_more_than_a_short_page_is_left() {
    let set = pages(&[&[(0, 4), (1, 5)], &[(2, 3), (3, 7)], &[(4, 5)]]);
    let made = made(&runs(&set, &Feet::default(), |_| BTreeMap::new())[0], 500.0);
    assert_eq!(lines(&made), [4, 5, 3, 7, 5]);
}

#[test]
fn the_lines_at_page_ends_are_told() {
    let set = pages(&[&[(0, 4), (1, 6)], &[(1, 4), (2, 6)]]);
    let made = made(&runs(&set, &Feet::default(), |_| BTreeMap::new())[0], 500.0);
    assert_eq!(made[1], Made { lines: 10, page_ends: vec![5], turns: BTreeMap::new() });
    assert_eq!(made[0].page_ends, [0; 0]);
}

#[test]
fn what_stands_before_a_page_that_other_rules_made_up_keeps_its_length() {
    // A paragraph of four lines could have ended on the first page.
    let set = pages(&[&[(0, 4)], &[(1, 4), (2, 6)], &[(2, 4)]]);
    let feet = Feet::default();
    let runs = runs(&set, &feet, |_| BTreeMap::new());
    let explained: Vec<_> = runs[0].stretches().into_iter().map(|one| one.items).collect();
    assert_eq!(explained, [0..1, 1..3]);
    assert_eq!(lines(&made(&runs[0], 0.0))[0], 4);
}

#[test]
fn lines_of_a_paragraph_beside_each_other_are_left_alone() {
    let mut set = pages(&[&[(0, 4), (1, 6)], &[(1, 4), (2, 6)]]);
    let explained =
        |set: &Pages| made(&runs(set, &Feet::default(), |_| BTreeMap::new())[0], 5.0).len();
    assert_eq!(explained(&set), 3);
    set.pages[0].lines[1].baseline = set.pages[0].lines[0].baseline;
    assert!(explained(&set) < 3);
}

#[test]
fn a_last_page_holds_five_lines() {
    let set = pages(&[&[(0, 4), (1, 6)], &[(1, 2)]]);
    let feet = Feet::default();
    let made = made(&runs(&set, &feet, |_| BTreeMap::new())[0], 5.0);
    let left = lines(&made).iter().sum::<usize>().saturating_sub(LINES);
    assert!(left == 0 || left >= 5, "{made:?}");
}

#[test]
fn a_page_ends_early_where_the_one_that_it_faces_is_short() {
    // Of the paragraph of three lines none could be parted, so that the second page has nine lines.
    let mut set = pages(&[&[(0, 10)], &[(1, 4), (2, 5)], &[(3, 3), (4, 7)], &[(4, 3), (5, 5)]]);
    let feet = Feet::default();
    let turned = |set: &Pages| {
        let runs = runs(set, &feet, |_| BTreeMap::new());
        let mut made =
            runs[0].make_up(&Given { cost: 500.0, turns: true, hyphens: &[] }, &feet, true);
        made.sort_by_key(|made| made.0);
        made.swap_remove(4).1
    };
    assert_eq!(turned(&set), Made { lines: 10, page_ends: vec![6], turns: BTreeMap::new() });
    set.facing = true;
    let turns = BTreeMap::from([(6, Turn::Bare)]);
    assert_eq!(turned(&set), Made { lines: 10, page_ends: vec![5], turns });
}

#[test]
fn a_page_that_was_turned_where_there_was_room_is_understood() {
    let set = pages(&[&[(0, 6), (1, 2)], &[(1, 2), (2, 8)], &[(2, 6)]]);
    let feet = Feet { gap: 2.0, clearance: 7.0, line: 8.0, ..Feet::default() };
    let told = |turns: BTreeMap<usize, Turn>| {
        let runs = runs(&set, &feet, |one| if one == 1 { turns.clone() } else { BTreeMap::new() });
        runs[0].stretches()[0].items.clone()
    };
    assert_eq!(told(BTreeMap::from([(2, Turn::Bare)])), 0..3);
    assert_eq!(told(BTreeMap::new()), 0..1);
}

/// A note of one line that paragraph `host` calls in its last line, set on that page.
fn noted(set: &mut Pages, host: usize, page: usize) -> Feet {
    let span = Span::new(FileId(0), 0..0);
    let foot = LINES as f64 * LEADING;
    let own = set.paragraphs.len();
    set.paragraphs.push(Paragraph { span, lines: vec![(page, set.pages[page].lines.len())] });
    set.pages[page].lines.push(line(foot, Part::Note, own));
    let called = set.paragraphs[host].lines.len() - 1;
    let lines = vec![FootLine { step: LEADING, number: 0, of: 1, page }];
    let notes = vec![Foot { host, at: 1, called, own: vec![own], lines }];
    Feet { notes, paragraphs: [own].into(), line: 8.0, gap: 2.0, clearance: 7.0 }
}

#[test]
fn the_last_line_of_a_paragraph_does_not_move_away_alone_with_its_note() {
    // The note had no room, with the line that calls it, on the first page.
    let mut set = pages(&[&[(0, 4), (1, 5)], &[(1, 1), (2, 6)], &[(3, 6)]]);
    set.pages[2].lines[0].baseline = LEADING;
    let feet = noted(&mut set, 1, 1);
    let runs = runs(&set, &feet, |_| BTreeMap::new());
    let stretches = runs[0].stretches();
    assert_eq!((stretches.len(), stretches[0].items.clone()), (1, 0..4));
    let made = made(&runs[0], 30.0);
    let alone = |made: &Made| made.page_ends.iter().any(|line| line + 2 > made.lines - 1);
    assert!(!made.iter().any(alone), "{made:?}");
    // With one line less it has room with its note, or one line more stands on the next page.
    assert_ne!(lines(&made)[..2], [4, 6], "{made:?}");
}
