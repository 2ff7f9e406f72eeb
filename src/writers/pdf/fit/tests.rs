//! What it takes to choose the lines of long paragraphs, on strips of words made up for it.

use std::cell::Cell;

use super::super::fill::Stretch;
use super::strip::{Part, Sums};
use super::{Measures, Strip, Wish};
use crate::writers::pdf::draft::LineEnd;

/// Length of the lines, in points; the type has ten.
const MEASURE: f64 = 280.0;
const SPACE: f64 = 2.5;

/// A paragraph of so many words, each as one glyph behind which a space stands.
fn strip(words: usize) -> Strip {
    let stretch =
        Stretch { spacing: (0.8, 1.4), scale: (-0.02, 0.02), tracking: (0.0, 0.0), hanging: true };
    let (mut sums, mut parts) = (vec![Sums::default()], Vec::new());
    let (mut sum, mut seed) = (Sums::default(), 17_u64);
    let (mut set_ends, mut line) = (Vec::new(), 0.0);
    for word in 0..words {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let width = 8.0 + (seed >> 33) as f64 % 50.0;
        if line + width > MEASURE {
            set_ends.push(sum.width - SPACE);
            line = 0.0;
        }
        line += width + SPACE;
        sum.width += width;
        sum.letters += width;
        sum.ems += 10.0;
        sums.push(sum);
        let end = (word + 1 < words).then_some(LineEnd::Space);
        let (before, behind) = (2 * word + 1, 2 * word + 2);
        let at = if end.is_some() { word } else { usize::MAX };
        parts.push(Part { before, behind, end, at, ..Part::default() });
        sum.width += SPACE;
        sum.spaces += 1;
        sums.push(sum);
    }
    set_ends.push(sum.width);
    Strip {
        measures: Measures { first: MEASURE - 15.0, others: MEASURE, initial: None },
        size: 10.0,
        space: 0.25,
        wished: 0.25,
        indent: 15.0,
        hyphens: 1.0,
        stretch,
        safe: 1.0,
        origin: 0,
        hangs: 0.0,
        sums: sums.into(),
        parts,
        others: false,
        lines: set_ends.len(),
        set_ends,
        thought_of: Cell::new(0),
    }
}

#[test]
fn no_more_is_thought_of_a_word_the_longer_the_paragraph_is() {
    let of = |words: usize| {
        let strip = strip(words);
        assert!(strip.choose(&Wish::default()).is_some());
        strip.thought_of() as f64 / words as f64
    };
    for words in [600, 4800, 19_200] {
        let thought_of = of(words);
        assert!(thought_of < 130.0, "{thought_of} lines a word of {words}");
    }
}

#[test]
fn a_page_end_in_a_long_paragraph_is_looked_at_with_the_lines_around_it() {
    let mut strip = strip(4000);
    let best = strip.choose(&Wish::default()).expect("a way");
    let dearer = |strip: &Strip| {
        let before = strip.thought_of();
        let one = (std::slice::from_ref(&best), 0);
        let more = strip.dearer(one, 200, &Wish::default(), 100.0);
        (more[0].1, strip.thought_of() - before)
    };
    assert_eq!(dearer(&strip), (0.0, 0), "it ends with a whole word");
    let broken = strip.parts.iter_mut().find(|part| Some(&part.at) == best.ends.keys().nth(200));
    broken.expect("a place").end = Some(LineEnd::Hyphen);
    let (more, thought_of) = dearer(&strip);
    assert!(more > 0.0, "{more}");
    assert!((1..20_000).contains(&thought_of), "{thought_of} lines");
}

#[test]
fn a_long_paragraph_is_asked_for_few_numbers_of_lines() {
    let strip = strip(4000);
    let lines: Vec<usize> = strip.ways(&Wish::default()).iter().map(|way| way.lines).collect();
    assert!((1..=5).contains(&lines.len()), "{lines:?}");
}

#[test]
fn the_lines_of_a_stretch_are_those_of_the_whole() {
    let strip = strip(1200);
    let best = strip.choose(&Wish::default()).expect("a way");
    let part = strip.stretch_of(&best, 40, 52);
    let lines = Some(part.lines);
    let again = part.choose(&Wish { lines, ..Wish::default() }).expect("a way");
    let of_all: Vec<_> = best.ends.iter().skip(40).take(13).collect();
    assert_eq!(again.ends.iter().collect::<Vec<_>>(), of_all);
}
