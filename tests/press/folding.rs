//! Sheets, folded in the mind: their pages are read with poppler, wherever they stand.

use std::path::Path;

use umbruch::pipeline::PRINT;

use super::book::{PAGE, build, numbered};
use super::tools::{self, Word};

/// From the page's corner to its number, in millimetres; what is cut off of folded edges.
const INDENT: f64 = 5.0;
const TRIM: f64 = 3.0;

/// A page as it stands on a side of a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Place {
    /// From 1; none: blank.
    number: Option<usize>,
    turned: bool,
    /// How far it is moved to the right of where its column stands, in millimetres, seen upright.
    shift: f64,
}

/// A leaf on a pile: what is seen from above, what from below.
#[derive(Debug, Clone, Copy)]
struct Leaf {
    above: Place,
    below: Place,
}

type Pile = Vec<Leaf>;

/// The side of a sheet, row by row.
fn side(words: &[Word], columns: usize, rows: usize, sheet: (f64, f64)) -> Vec<Place> {
    let gaps = ((columns - 1) / 2) as f64 * 2.0 * TRIM;
    let left = (sheet.0 - columns as f64 * PAGE.0 - gaps) / 2.0;
    let top = (sheet.1 - rows as f64 * PAGE.1 - (rows - 1) as f64 * 2.0 * TRIM) / 2.0;
    let mut places = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            let x = left + column as f64 * PAGE.0 + (column / 2) as f64 * 2.0 * TRIM;
            let y = top + row as f64 * (PAGE.1 + 2.0 * TRIM);
            let inside = |word: &&Word| {
                (x..x + PAGE.0).contains(&((word.left + word.right) / 2.0))
                    && (y..y + PAGE.1).contains(&((word.top + word.bottom) / 2.0))
            };
            places.push(place(words.iter().find(inside), x, y));
        }
    }
    let seen = places.iter().filter(|place| place.number.is_some()).count();
    assert_eq!(seen, words.len(), "every number stands in a page: {words:?}");
    places
}

/// Upright the number stands at the left above, upside down at the right below.
fn place(word: Option<&Word>, x: f64, y: f64) -> Place {
    let Some(word) = word else { return Place { number: None, turned: false, shift: 0.0 } };
    let number = word.text.strip_prefix('n').and_then(|number| number.parse().ok());
    let number = Some(number.unwrap_or_else(|| panic!("{word:?} is no number")));
    let upright = (word.left - x - INDENT, word.top - y - INDENT);
    let turned = (x + PAGE.0 - INDENT - word.right, y + PAGE.1 - INDENT - word.bottom);
    let fits = |(across, down): (f64, f64)| across.abs() < 12.0 && down.abs() < 4.0;
    assert!(fits(upright) != fits(turned), "{word:?} at {x}, {y}");
    if fits(upright) {
        Place { number, turned: false, shift: upright.0 }
    } else {
        Place { number, turned: true, shift: turned.0 }
    }
}

/// A sheet lies on the table, its back above, and is folded until one pile is left.
struct Table {
    columns: usize,
    rows: usize,
    piles: Vec<Pile>,
}

impl Table {
    fn new(front: &[Place], back: &[Place], columns: usize, rows: usize) -> Self {
        let leaf = |index: usize| {
            let (row, column) = (index / columns, index % columns);
            // Turned over like a leaf of a book: what is left on the front is right on the back.
            vec![Leaf { above: back[index], below: front[row * columns + columns - 1 - column] }]
        };
        Self { columns, rows, piles: (0..columns * rows).map(leaf).collect() }
    }

    /// The left half comes to lie on the right one, or the right on the left.
    fn fold_across(&mut self, left_over_right: bool) {
        let half = self.columns / 2;
        let mut piles = Vec::new();
        for row in 0..self.rows {
            for column in 0..half {
                let near = row * self.columns + column;
                let far = row * self.columns + self.columns - 1 - column;
                let (moves, stays) = if left_over_right { (near, far) } else { (far, near) };
                piles.push(laid_over(&self.piles[moves], &self.piles[stays], false));
            }
            if left_over_right {
                let start = row * half;
                piles[start..].reverse();
            }
        }
        (self.columns, self.piles) = (half, piles);
    }

    /// The upper half comes to lie on the lower one, heads on heads.
    fn fold_down(&mut self) {
        let half = self.rows / 2;
        let mut piles = Vec::new();
        for row in half..self.rows {
            for column in 0..self.columns {
                let upper = (self.rows - 1 - row) * self.columns + column;
                let lower = row * self.columns + column;
                piles.push(laid_over(&self.piles[upper], &self.piles[lower], true));
            }
        }
        (self.rows, self.piles) = (half, piles);
    }
}

fn laid_over(moves: &[Leaf], stays: &[Leaf], turns: bool) -> Pile {
    let flipped = moves.iter().rev().map(|leaf| {
        let turn = |place: Place| Place { turned: place.turned != turns, ..place };
        Leaf { above: turn(leaf.below), below: turn(leaf.above) }
    });
    flipped.chain(stays.iter().copied()).collect()
}

/// The pages of a signature in the order in which they are read, with their shifts.
fn read(pile: &[Leaf]) -> Vec<Place> {
    pile.iter().flat_map(|leaf| [leaf.above, leaf.below]).collect()
}

/// The words of every side, and the size of the sheets in millimetres.
type Sheets = (Vec<Vec<Word>>, (f64, f64));

fn sheets(file: &Path) -> Option<Sheets> {
    let [left, bottom, right, top] = tools::page_box(file, "MediaBox")?;
    Some((tools::words(file)?, (right - left, top - bottom)))
}

/// Pages in order, none upside down, each moved to the spine by the thickness of what lies around it.
fn check(read: &[Place], first: usize, total: usize, thickness: f64) {
    let leaves = read.len() / 2;
    let still = read.iter().find(|place| place.number.is_some()).expect("a page").shift;
    for (index, place) in read.iter().enumerate() {
        let number = first + index;
        assert_eq!(place.number, (number <= total).then_some(number), "{read:?}");
        if place.number.is_none() {
            continue;
        }
        assert!(!place.turned, "{number} is upside down");
        let leaf = index / 2;
        let around = leaf.min(leaves - 1 - leaf) as f64 * thickness;
        // The spine of a right-hand page, all odd ones, is to its left.
        let wanted = if number % 2 == 1 { -around } else { around };
        assert!((place.shift - still - wanted).abs() < 0.03, "{number}: {place:?}, not {wanted}");
    }
}

#[test]
fn a_booklet_folds() {
    // A paper so thick that its creep is seen: 0.6 mm.
    let order = "[print]\npaper = { grammage = 300, volume = 2 }\nimposition = \"booklet\"";
    for pages in [1, 4, 13, 32] {
        let built = build(&numbered(pages, order), Some(&PRINT));
        let Some((words, size)) = sheets(&built.file("booklet")) else { return };
        assert_eq!(words.len(), pages.div_ceil(4) * 2, "front and back of each sheet");
        // The sheets are laid upon one another, the outermost below, and folded together.
        let mut stack = Table { columns: 2, rows: 1, piles: vec![Vec::new(), Vec::new()] };
        for pair in words.chunks(2).rev() {
            let [front, back] = [0, 1].map(|at| side(&pair[at], 2, 1, size));
            let sheet = Table::new(&front, &back, 2, 1);
            for (pile, leaf) in stack.piles.iter_mut().zip(sheet.piles) {
                pile.extend(leaf);
            }
        }
        stack.fold_across(true);
        check(&read(&stack.piles[0]), 1, pages, 0.6);
    }
}

#[test]
fn signatures_fold() {
    for (size, columns, rows) in [(8, 2, 2), (16, 4, 2), (32, 4, 4)] {
        let order =
            format!("[print]\npaper = {{ grammage = 300, volume = 2 }}\nimposition = \"{size}\"");
        for pages in [size, size + 3, 2 * size] {
            let built = build(&numbered(pages, &order), Some(&PRINT));
            let Some((words, sheet)) = sheets(&built.file("signatures")) else { return };
            assert_eq!(words.len(), pages.div_ceil(size) * 2);
            for (signature, pair) in words.chunks(2).enumerate() {
                let [front, back] = [0, 1].map(|at| side(&pair[at], columns, rows, sheet));
                let mut table = Table::new(&front, &back, columns, rows);
                // As a folding machine does it: the long side first, each fold across the last one.
                if size == 32 {
                    table.fold_down();
                }
                if size >= 16 {
                    table.fold_across(false);
                }
                table.fold_down();
                table.fold_across(true);
                assert_eq!(table.piles.len(), 1);
                check(&read(&table.piles[0]), signature * size + 1, pages, 0.6);
            }
        }
    }
}

#[test]
fn the_sheet_lies_as_its_pages_do() {
    let order = "[print]\npaper = \"offset-80\"\nimposition = \"booklet\"\nsheet = \"A4\"";
    let built = build(&numbered(8, order), Some(&PRINT));
    let Some([_, _, width, height]) = tools::page_box(&built.file("booklet"), "MediaBox") else {
        return;
    };
    assert!((width - 297.0).abs() < 0.01 && (height - 210.0).abs() < 0.01, "{width} × {height}");
}
