//! German, in all its orthographies.

mod abbreviations;
mod dashes;
mod dates;
mod digits;
mod ellipsis;
mod initials;
mod ordinals;
mod quotes;
pub(super) mod ranges;
mod references;
pub(super) mod spaces;
mod stops;
mod units;
mod words;

pub(in super::super) use words::is_adjective;

use super::super::Finding;
use super::line::Line;
use super::{HouseStyle, apostrophe, letters, quotations};

/// What is wrong in a line's German text.
pub(super) fn find(line: &Line<'_>, style: &HouseStyle, out: &mut Vec<Finding>) {
    let marks = quotations::find(line, style, out);
    quotations::foreign(line, "de", style, out);
    apostrophe::find(line, &marks, out);
    letters::capital_eszett(line, out);
    letters::long_s(line, out);
    for rule in SIGNS {
        rule(line, out);
    }
    if line.text.contains(|c: char| c.is_ascii_digit()) {
        for rule in NUMBERS {
            rule(line, out);
        }
    }
    if line.text.contains(['.', '§']) {
        for rule in POINTS {
            rule(line, out);
        }
    }
}

type Rule = fn(&Line<'_>, &mut Vec<Finding>);

/// Rules of signs.
const SIGNS: [Rule; 12] = [
    quotes::punctuation,
    quotes::genitive,
    dashes::hyphens,
    dashes::long,
    dashes::one_sided,
    dashes::before_punctuation,
    dashes::suspended,
    dashes::pairs_of_hyphens,
    ranges::names,
    spaces::before_punctuation,
    spaces::before_call,
    stops::commas,
];

/// Rules of numbers.
const NUMBERS: [Rule; 7] = [
    ranges::numbers,
    dates::numeric,
    units::find,
    units::minus,
    digits::groups,
    digits::decimal,
    references::following,
];

/// Rules of points and abbreviations.
const POINTS: [Rule; 10] = [
    ellipsis::points,
    ellipsis::spacing,
    ellipsis::omission,
    stops::doubled,
    abbreviations::find,
    references::find,
    references::titles,
    dates::named,
    initials::find,
    ordinals::find,
];
