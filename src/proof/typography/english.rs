//! English passages: quotation marks, apostrophes, spaces before punctuation, ranges of years.

use super::super::Finding;
use super::line::Line;
use super::{HouseStyle, apostrophe, calls, german, quotations};

/// What is wrong in a line's English text.
pub(super) fn find(line: &Line<'_>, style: &HouseStyle, out: &mut Vec<Finding>) {
    let marks = quotations::find(line, style, out);
    apostrophe::find(line, &marks, out);
    german::ranges::numbers(line, out);
    german::spaces::before_punctuation(line, out);
    german::spaces::before_call(line, out);
    calls::english(line, out);
}
