//! Plain text, as it is copied from a web page: lines, of which some are the page's, and the paragraphs that the others make.

mod furniture;
mod lines;
mod paragraphs;

use crate::import::counts::Counts;
use crate::import::draft::{Draft, Headings};
use lines::Lines;

/// Reads a text.
pub(super) fn read(name: &str, text: &str) -> Draft {
    // Lines are counted as an editor sees them, whatever the system that wrote them.
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let text = text.as_str();
    let mut draft = Draft::of_file(name, text);
    draft.headings = Headings::Unmarked;
    let mut lines = Lines::of(text);
    lines.report_oddities(&mut draft.report);
    furniture::set_aside(&mut lines, &mut draft);
    draft.items = paragraphs::items(&lines, &mut draft.report);
    draft.came = Counts { words: crate::import::counts::words(text), ..Counts::default() };
    draft
}
