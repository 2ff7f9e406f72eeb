//! How a text is broken into lines: a line for each paragraph, or lines of one measure.

use super::lines::{LineRole, Lines};
use crate::import::draft::Setting;

/// How the text is broken into lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Every line is a paragraph.
    Lines,
    /// Lines are broken at a measure (in characters); blank lines or indents divide paragraphs.
    Wrapped { measure: usize },
}

/// A line longer than this was not broken by hand.
const UNBROKEN: usize = 200;

/// Smallest indent of a line in the middle, in columns.
const LEAST_INDENT: usize = 4;

/// How many full lines show a measure, though the lines of verse are more.
const MANY: usize = 50;

/// Whether nearly no line goes beyond a measure, as if there were a margin; of lengths that rise.
fn is_edge(lengths: &[usize], measure: usize) -> bool {
    let beyond = lengths.len() - lengths.partition_point(|length| *length * 100 <= measure * 115);
    measure >= 50 && beyond * 50 <= lengths.len()
}

impl Shape {
    /// Tells the shape from the lengths of lines and from how often lines follow each other.
    pub(super) fn of(lines: &Lines, counts: impl Fn(usize) -> bool) -> Self {
        let mut lengths: Vec<usize> = Vec::new();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for i in lines.text_lines().filter(|line| counts(*line)) {
            let length = lines.all[i].length;
            lengths.push(length);
            if lines.all.get(i + 1).is_some_and(|l| l.role == LineRole::Text) {
                pairs.push((length, lines.all[i + 1].length));
            }
        }
        let unbroken: usize = lengths.iter().filter(|l| **l > UNBROKEN).sum();
        let all: usize = lengths.iter().sum();
        if pairs.is_empty() || unbroken * 10 > all * 3 {
            return Self::Lines;
        }
        lengths.sort_unstable();
        let many = pairs.len() * 10 >= lengths.len() * 3;
        // Where most paragraphs have one line, those of more tell the measure, if no line is much longer.
        let measure = match many {
            true => lengths[lengths.len() * 9 / 10],
            false => pairs.iter().map(|(above, _)| *above).max().unwrap_or(0),
        };
        let is_full = |length: usize| length * 10 >= measure * 7;
        let longest = lengths.last().copied().unwrap_or(0);
        let is_measure = if many {
            let full = pairs.iter().filter(|(above, _)| is_full(*above)).count();
            full * 2 >= pairs.len()
                || is_edge(&lengths, measure) && full >= MANY && full * 6 >= pairs.len()
        } else {
            // Two short lines are a title, an address.
            let telling =
                || pairs.iter().filter(|(above, below)| is_full(*above) || is_full(*below));
            let full = telling().filter(|(above, _)| is_full(*above)).count();
            full * 3 >= telling().count() * 2 && longest * 10 <= measure * 12
        };
        if (30..=160).contains(&measure) && is_measure {
            Self::Wrapped { measure }
        } else {
            Self::Lines
        }
    }

    /// Where the lines of a paragraph stand between the margins.
    pub(super) fn setting(self, lines: &Lines, of: &[usize]) -> Setting {
        let Self::Wrapped { measure } = self else { return Setting::Full };
        let all = |is: fn(usize, usize, usize) -> bool| {
            of.iter().all(|line| is(lines.all[*line].indent, lines.all[*line].length, measure))
        };
        // Few lines are as long as the measure of the page that they are centred in.
        let is_centred = |indent, length, measure| {
            indent >= LEAST_INDENT && (measure..measure + 11).contains(&(2 * indent + length + 2))
        };
        let is_right =
            |indent, length, measure| 2 * indent > measure && indent + length + 6 >= measure;
        match (all(is_centred), all(is_right)) {
            (true, _) => Setting::Centred,
            (_, true) => Setting::Right,
            _ => Setting::Full,
        }
    }

    /// The measure, in characters.
    pub(super) fn measure(self) -> Option<usize> {
        match self {
            Self::Lines => None,
            Self::Wrapped { measure } => Some(measure),
        }
    }
}

/// Whether a text reads as German: by the commonest words of its beginning.
pub(super) fn is_german(text: &str) -> bool {
    const GERMAN: [&str; 8] = ["und", "der", "die", "das", "nicht", "ist", "ein", "den"];
    const OTHER: [&str; 12] =
        ["the", "and", "of", "to", "is", "et", "les", "des", "que", "une", "il", "che"];
    let near = &text[..text.floor_char_boundary(200_000)];
    let (mut german, mut other) = (0, 0);
    for word in near.split(|c: char| !c.is_alphabetic()) {
        german += usize::from(GERMAN.contains(&word));
        other += usize::from(OTHER.contains(&word));
    }
    german > other
}
