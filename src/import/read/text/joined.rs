//! Lines put together to one: words broken at their ends made whole, `--` made a dash, pages begun where they begin, each piece
//! with its place in the file.

use std::ops::Range;

use super::hyphens::{End, Words, is_hyphen};
use super::lines::Lines;
use crate::djot::carried;
use crate::import::draft::Draft;
use crate::ir::{Inline, InlineKind};
use crate::source::Span;

/// A text put together from lines.
#[derive(Debug, Default)]
pub(super) struct Joined {
    pub(super) text: String,
    /// Where pieces begin in the text and in the file, rising.
    pieces: Vec<(usize, usize)>,
    /// Pages that begin in it: where, their number, and where that stands in the file.
    pages: Vec<(usize, String, Range<usize>)>,
    /// Words whose hyphen is kept, though nobody knows whether it is theirs, and where it stands in the file.
    pub(super) doubts: Vec<(String, usize)>,
    /// How many words were made whole.
    pub(super) made_whole: usize,
    /// How many words with a hyphen of their own stood in two lines.
    pub(super) hyphened: usize,
}

/// What is known of the text for putting lines together.
pub(super) struct Joiner<'l, 't> {
    pub(super) lines: &'l Lines<'t>,
    pub(super) words: &'l Words<'t>,
    pub(super) german: bool,
}

impl Joiner<'_, '_> {
    /// Lines as one, behind what is there; of the first only what stands behind `skip` bytes.
    pub(super) fn join_to(&self, of: &[usize], skip: usize, joined: &mut Joined) {
        for (n, line) in of.iter().enumerate() {
            let mut range = self.lines.all[*line].range.clone();
            range.start += if n == 0 { skip } else { 0 };
            let next = of.get(n + 1).map(|next| self.lines.line(*next));
            let end = next
                .map_or(End::Space, |next| self.words.end(&self.lines.text[range.clone()], next));
            let sign = self.lines.text[range.clone()].chars().next_back().map_or(0, char::len_utf8);
            let without =
                if end == End::Whole { range.start..range.end - sign } else { range.clone() };
            if n > 0 {
                self.begin_pages(*line, joined);
            }
            self.add(without, joined);
            match end {
                End::Whole => joined.made_whole += 1,
                End::Hyphen => joined.hyphened += 1,
                End::Doubtful => {
                    joined.hyphened += 1;
                    joined.doubt(range.end - sign, next.unwrap_or_default());
                }
                End::Space if next.is_some() => joined.space(range.end),
                End::Space => {}
            }
        }
    }

    /// Pages that begin with a line.
    pub(super) fn begin_pages(&self, line: usize, joined: &mut Joined) {
        for page in self.lines.pages_before(line) {
            joined.pages.push((joined.text.len(), page.label.clone(), page.range.clone()));
        }
    }

    /// A stretch of the file, without what no source carries and with page marks taken out.
    pub(super) fn add(&self, range: Range<usize>, joined: &mut Joined) {
        let mut at = range.start;
        for mark in self.lines.marks_in(&range) {
            self.stretch(at..mark.range.start, joined);
            joined.pages.push((joined.text.len(), mark.label.clone(), mark.range.clone()));
            let behind = &self.lines.text[mark.range.end..range.end];
            let spaced = joined.text.is_empty() || joined.text.ends_with(char::is_whitespace);
            let gap = behind.len() - behind.trim_start().len();
            at = mark.range.end + if spaced { gap } else { 0 };
        }
        self.stretch(at.min(range.end)..range.end, joined);
    }

    fn stretch(&self, range: Range<usize>, joined: &mut Joined) {
        let text = &self.lines.text[range.clone()];
        let mut at = 0;
        for (start, end) in dashes(text) {
            joined.push(&text[at..start], range.start + at);
            let before =
                text[..start].chars().next_back().or_else(|| joined.text.chars().next_back());
            let after = text[end..].chars().next();
            joined.push(dash(before, after, end - start, self.german), range.start + start);
            at = end;
        }
        joined.push(&text[at..], range.start + at);
    }
}

/// Runs of two or three hyphens between other things: typewriters' dashes.
fn dashes(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(found) = text[at..].find("--") {
            let start = at + found;
            let length = text[start..].len() - text[start..].trim_start_matches('-').len();
            at = start + length;
            if length <= 3 && length < text.len() {
                return Some((start, at));
            }
        }
        None
    })
}

/// The dash that stands for `--` or `---`; in German it is one between spaces.
fn dash(before: Option<char>, after: Option<char>, count: usize, german: bool) -> &'static str {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    if digit(before) && digit(after) {
        return "–";
    }
    let closes = |c: char| {
        matches!(
            c,
            '«' | '“'
                | '”'
                | '"'
                | '’'
                | '\''
                | ')'
                | ']'
                | ','
                | '.'
                | ';'
                | ':'
                | '!'
                | '?'
                | '_'
        )
    };
    let opens = |c: char| matches!(c, '»' | '„' | '"' | '‚' | '\'' | '(' | '[' | '_');
    let needs = |c: Option<char>, beside: &dyn Fn(char) -> bool| {
        c.is_some_and(|c| !c.is_whitespace() && !beside(c))
    };
    let spaced = |c: Option<char>| c.is_none_or(char::is_whitespace);
    match (german, needs(before, &opens), needs(after, &closes)) {
        (true, true, true) => " – ",
        (true, true, false) => " –",
        (true, false, true) => "– ",
        (true, false, false) => "–",
        (false, ..) if count == 2 && spaced(before) && spaced(after) => "–",
        (false, ..) => "—",
    }
}

impl Joined {
    /// Takes the bracket off the end of the text.
    pub(super) fn close(&mut self) {
        if let Some(text) = self.text.trim_end().strip_suffix(']') {
            self.text.truncate(text.trim_end().len());
            let end = self.text.len();
            self.pages.iter_mut().for_each(|page| page.0 = page.0.min(end));
        }
    }

    fn push(&mut self, text: &str, source: usize) {
        if !text.is_empty() {
            self.pieces.push((self.text.len(), source));
            let said = carried(text).map(|c| if matches!(c, '\x0B' | '\x0C') { ' ' } else { c });
            self.text.extend(said);
        }
    }

    fn space(&mut self, source: usize) {
        if !self.text.ends_with(char::is_whitespace) {
            self.push(" ", source);
        }
    }

    fn doubt(&mut self, at: usize, next: &str) {
        let start = self.text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let first = self.text[start..].trim_start_matches(|c: char| !c.is_alphanumeric());
        let second = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        self.doubts.push((format!("{first}{second}"), at));
    }

    /// The place of a stretch in the file.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let place = |at: usize| {
            let piece = self.pieces.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            self.pieces.get(piece).map_or(0, |(start, source)| source + at.saturating_sub(*start))
        };
        let start = place(range.start);
        let end = if range.is_empty() { start } else { place(range.end - 1) + 1 };
        Draft::span(start..end.max(start))
    }

    /// A stretch as text, piece by piece, with the pages that begin in it; with `last` also that at its very end.
    pub(super) fn inlines(&self, range: Range<usize>, out: &mut Vec<Inline>) {
        let first = self.pages.partition_point(|(at, ..)| *at < range.start);
        let mut at = range.start;
        for (page, label, place) in
            self.pages[first..].iter().take_while(|(at, ..)| *at < range.end)
        {
            self.stretch(at..*page, out);
            out.push(Inline::new(
                Draft::span(place.clone()),
                InlineKind::PageMarker { label: label.clone() },
            ));
            at = *page;
        }
        self.stretch(at..range.end, out);
    }

    /// The pages that begin at the end of the text.
    pub(super) fn last_pages(&self, out: &mut Vec<Inline>) {
        let end = self.text.len();
        for (_, label, place) in self.pages.iter().filter(|(at, ..)| *at >= end) {
            out.push(Inline::new(
                Draft::span(place.clone()),
                InlineKind::PageMarker { label: label.clone() },
            ));
        }
    }

    fn stretch(&self, range: Range<usize>, out: &mut Vec<Inline>) {
        let mut at = range.start;
        let first = self.pieces.partition_point(|(start, _)| *start <= at);
        let ends = self.pieces[first..]
            .iter()
            .map(|(start, _)| *start)
            .take_while(|start| *start < range.end);
        for end in ends.chain([range.end]).filter(|end| *end > range.start) {
            if end > at {
                out.push(Inline::text(self.span(&(at..end)), &self.text[at..end]));
            }
            at = end;
        }
    }
}

/// Whether a line ends in the midst of a word.
pub(super) fn ends_in_word(line: &str) -> bool {
    let stem = line.trim_end_matches(is_hyphen);
    stem.len() < line.len() && stem.ends_with(char::is_alphanumeric)
}
