//! The lines of running text, read from a PDF by poppler, against the grid.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::tools;

/// A word on a page; lengths in points from the left and from the head of the page.
#[derive(Debug, Clone)]
pub struct Word {
    /// The page, from 1.
    pub page: usize,
    /// Its left edge.
    pub left: f64,
    /// Its right edge.
    pub right: f64,
    /// Upper edge of its box, which for one typeface and size is a fixed way above its baseline.
    pub top: f64,
    /// Height of its box, which tells typeface and size.
    pub height: f64,
    /// What is read.
    pub text: String,
}

static WORD: LazyLock<Regex> = LazyLock::new(|| {
    let number = r#""([\d.]+)""#;
    let pattern = format!(
        r#"<page |<word xMin={number} yMin={number} xMax={number} yMax={number}>(.*?)</word>"#
    );
    Regex::new(&pattern).expect("a pattern")
});

/// All words of a PDF, `None` without poppler.
pub fn words(bytes: &[u8]) -> Option<Vec<Word>> {
    let (_, xhtml) = tools::run("pdftotext", &["-bbox"], &[bytes.to_vec()], &["-"])?;
    let mut words = Vec::new();
    let mut page = 0;
    for found in WORD.captures_iter(&xhtml) {
        if let Some(text) = found.get(5) {
            let number = |index: usize| found[index].parse::<f64>().expect("a number");
            let (left, top, right, bottom) = (number(1), number(2), number(3), number(4));
            let text = text.as_str().to_owned();
            words.push(Word { page, left, right, top, height: bottom - top, text });
        } else {
            page += 1;
        }
    }
    Some(words)
}

/// The lines in the typeface and size that most words have, by page and upper edge.
pub fn running_lines(words: &[Word]) -> BTreeMap<(usize, i64), Vec<&Word>> {
    let height = most(words.iter().map(|word| hundredths(word.height)));
    let mut lines: BTreeMap<(usize, i64), Vec<&Word>> = BTreeMap::new();
    for word in words.iter().filter(|word| (hundredths(word.height) - height).abs() < 3) {
        lines.entry((word.page, hundredths(word.top))).or_default().push(word);
    }
    lines
}

/// How far a place is from the next line of the grid, in hundredths of a point.
pub fn off_grid(place: i64, first: i64, leading: f64) -> i64 {
    let leading = hundredths(leading);
    let over = (place - first).rem_euclid(leading);
    over.min(leading - over)
}

/// Where the first line stands on most pages that begin with running text.
pub fn first_line(lines: &BTreeMap<(usize, i64), Vec<&Word>>) -> i64 {
    let mut firsts: BTreeMap<usize, i64> = BTreeMap::new();
    for (page, top) in lines.keys() {
        firsts.entry(*page).or_insert(*top);
    }
    most(firsts.into_values())
}

/// Pages with more words in other sizes than in that of the text: those of notes.
pub fn pages_of_other_type(
    words: &[Word],
    lines: &BTreeMap<(usize, i64), Vec<&Word>>,
) -> BTreeSet<usize> {
    let pages: BTreeSet<usize> = words.iter().map(|word| word.page).collect();
    let running = |page: usize| -> usize {
        lines.range((page, 0)..(page + 1, 0)).map(|(_, words)| words.len()).sum()
    };
    let all = |page: usize| words.iter().filter(|word| word.page == page).count();
    pages.into_iter().filter(|page| 2 * running(*page) < all(*page)).collect()
}

pub fn hundredths(length: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a place on a page")]
    let rounded = (length * 100.0).round() as i64;
    rounded
}

fn most(values: impl Iterator<Item = i64>) -> i64 {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).expect("there are some").0
}
