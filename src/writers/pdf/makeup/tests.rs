//! Pages of ten lines, and how many lines their paragraphs get.

use std::collections::BTreeMap;

use super::run::{Item, Run};
use super::{Costs, Made, Variants, runs};
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
}

fn made(run: &Run, cost: f64) -> Option<Vec<Made>> {
    run.make_up(&Given { cost, hyphens: &[] })
}

#[test]
fn a_page_rather_ends_with_a_whole_word() {
    let set = pages(&[&[(0, 4), (1, 6)], &[(1, 4), (2, 6)]]);
    let given = Given { cost: 5.0, hyphens: &[(10, 5)] };
    let made = runs(&set)[0].make_up(&given).expect("it is understood");
    let lines: Vec<usize> = made.iter().map(|made| made.lines).collect();
    assert_ne!(&lines[..2], [4, 10], "{made:?}");
    assert_eq!(made[0].lines + made[1].page_ends[0] + 1, LINES, "the page is full: {made:?}");
}

#[test]
fn a_page_that_is_short_by_a_line_is_filled() {
    // Nine lines stand on the first page: of the next paragraph, of three, none could be parted.
    let set = pages(&[&[(0, 4), (1, 5)], &[(2, 3), (3, 7)], &[(4, 5)]]);
    let runs = runs(&set);
    assert_eq!(runs.len(), 1);
    assert!(runs[0].is_understood());
    let made = made(&runs[0], 5.0).expect("it is understood");
    let lines: Vec<usize> = made.iter().map(|made| made.lines).collect();
    let first: usize = lines[0] + lines[1];
    assert_eq!(first, LINES, "{lines:?}");
    assert_eq!(lines.iter().sum::<usize>() - first, 15, "the rest stays as it is: {lines:?}");
}

#[test]
fn what_costs_more_than_a_short_page_is_left() {
    let set = pages(&[&[(0, 4), (1, 5)], &[(2, 3), (3, 7)], &[(4, 5)]]);
    let made = made(&runs(&set)[0], 500.0).expect("it is understood");
    let lines: Vec<usize> = made.iter().map(|made| made.lines).collect();
    assert_eq!(lines, [4, 5, 3, 7, 5]);
}

#[test]
fn the_lines_at_page_ends_are_told() {
    let set = pages(&[&[(0, 4), (1, 6)], &[(1, 4), (2, 6)]]);
    let made = made(&runs(&set)[0], 500.0).expect("it is understood");
    assert_eq!(made[1], Made { lines: 10, page_ends: vec![5] });
    assert_eq!(made[0].page_ends, [0; 0]);
}

#[test]
fn pages_that_other_rules_made_up_are_left_alone() {
    // A paragraph of four lines could have ended on the first page.
    let set = pages(&[&[(0, 4)], &[(1, 4), (2, 6)], &[(2, 4)]]);
    let runs = runs(&set);
    assert!(runs.iter().all(|run| !run.is_understood()));
    assert_eq!(made(&runs[0], 5.0), None);
}

#[test]
fn lines_of_a_paragraph_beside_each_other_are_left_alone() {
    let mut set = pages(&[&[(0, 2), (1, 6)], &[(1, 4), (2, 6)]]);
    set.pages[0].lines[1].baseline = set.pages[0].lines[0].baseline;
    let told = |set: &Pages| runs(set).len();
    assert_eq!((told(&pages(&[&[(0, 2), (1, 6)], &[(1, 4), (2, 6)]])), told(&set)), (1, 0));
}
