//! French passages: the spaces of punctuation and of guillemets, the apostrophe.

use super::super::Finding;
use super::line::{Line, NARROW, NO_BREAK, holds, is_blank};
use super::{HouseStyle, apostrophe, calls, german};
use crate::diagnostics::Code;

/// What is wrong in a line's French text. Swiss and Canadian French space otherwise: there only
/// the apostrophe is looked at.
pub(super) fn find(line: &Line<'_>, _style: &HouseStyle, out: &mut Vec<Finding>) {
    apostrophe::find(line, &[], out);
    german::spaces::before_call(line, out);
    if !is_elsewhere(line, 0) {
        calls::french(line, out);
    }
    for (at, sign) in line.text.match_indices([';', '!', '?', ':', '«', '»']) {
        let end = at + sign.len();
        if !line.free(&(at..end)) || is_elsewhere(line, at) {
            continue;
        }
        match sign {
            "«" => guillemet(line, end..end, at..end, out),
            "»" => guillemet(line, at..at, at..end, out),
            ":" => before(line, at, NO_BREAK, out),
            _ => before(line, at, NARROW, out),
        }
    }
}

/// Whether the words are those of a region with other spaces.
fn is_elsewhere(line: &Line<'_>, at: usize) -> bool {
    !matches!(line.passage.language_at(at).region(), None | Some("FR" | "BE" | "LU"))
}

/// The blank before an offset, or nothing.
fn blank_before(line: &Line<'_>, at: usize) -> usize {
    line.before(at).filter(|c| is_blank(*c)).map_or(at, |c| at - c.len_utf8())
}

/// `mot;`, `mot !`
fn before(line: &Line<'_>, at: usize, space: &str, out: &mut Vec<Finding>) {
    let start = blank_before(line, at);
    let left = line.before(start);
    let word = left.is_some_and(|c| c.is_alphabetic() || ")]»”’%".contains(c));
    let ends = line.after(at + 1).is_none_or(|c| !c.is_alphanumeric() && c != '/');
    if !word || !ends || holds(&line.text[start..at]) {
        return;
    }
    let sign = &line.text[at..=at];
    let message = if start == at {
        format!("no space stands before `{sign}` in French text")
    } else {
        format!("a line could end before `{sign}`")
    };
    let hint = format!("put a no-break space before it: `\\ {sign}`");
    line.correct(out, (Code::PunctuationSpace, start..at), space, message, hint);
}

/// `« mot »`: a no-break space on the inner side.
fn guillemet(
    line: &Line<'_>,
    side: std::ops::Range<usize>,
    mark: std::ops::Range<usize>,
    out: &mut Vec<Finding>,
) {
    let opens = side.start == mark.end;
    let gap = if opens {
        let blank = line.after(side.start).filter(|c| is_blank(*c));
        side.start..side.start + blank.map_or(0, char::len_utf8)
    } else {
        blank_before(line, side.start)..side.start
    };
    let beyond = if opens { line.after(gap.end) } else { line.before(gap.start) };
    if holds(&line.text[gap.clone()])
        || beyond.is_none_or(|c| c.is_whitespace() || "«»".contains(c))
    {
        return;
    }
    let sign = &line.text[mark];
    let message = format!("the space of `{sign}` is not that of French text");
    let hint = if opens {
        "write `«\\ `, with a no-break space"
    } else {
        "write `\\ »`, with a no-break space"
    };
    line.correct(out, (Code::QuotationMarks, gap), NO_BREAK, message, hint.to_owned());
}
