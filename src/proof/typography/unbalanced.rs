//! Quotations that are opened and not closed, or closed and not opened: seen over paragraphs.

use std::ops::Range;

use super::super::{Finding, OBJECT, Passage};
use super::HouseStyle;
use super::line::Line;
use super::marks::{Class, Mark, Role, is_mark};
use super::pairs::{Loose, Quotations};
use super::quotations::excerpt;
use super::spared;
use crate::diagnostics::Code;
use crate::ir::walk::LineKind;
use crate::language::quotes;

/// How many paragraphs a quotation may go on that is opened once and closed once.
const FAR: usize = 8;
/// And how many, if no other quotation with outer marks stands between.
const FARTHEST: usize = 30;

const LANGUAGES: [&str; 2] = ["de", "en"];

/// Finds quotations without an end or a beginning; each with the index of its passage.
pub(super) fn find_in_book(passages: &[Passage], style: &HouseStyle) -> Vec<(usize, Finding)> {
    let spared: Vec<Vec<Range<usize>>> =
        passages.iter().map(|passage| spared::ranges(&passage.text)).collect();
    let mut told = Vec::new();
    for language in LANGUAGES {
        let lines: Vec<Option<Seen<'_>>> = passages
            .iter()
            .zip(&spared)
            .map(|(passage, spared)| Seen::new(passage, language, spared))
            .collect();
        let mut settled = vec![false; lines.len()];
        for index in 0..lines.len() {
            let Some(seen) = &lines[index] else { continue };
            if !std::mem::replace(&mut settled[index], true)
                && !goes_on(&lines, index, passages, &mut settled)
            {
                told.extend(seen.tell(style).into_iter().map(|finding| (index, finding)));
            }
        }
    }
    told
}

/// A line with its quotations.
struct Seen<'a> {
    line: Line<'a>,
    found: Quotations,
}

impl<'a> Seen<'a> {
    fn new(
        passage: &'a Passage,
        language: &'static str,
        spared: &'a [Range<usize>],
    ) -> Option<Self> {
        let marked =
            passage.kind != LineKind::Verse && passage.text.contains(|c| is_mark(c) || c == ',');
        let line = Line::new(passage, language, spared).filter(|_| marked)?;
        let found = Quotations::pair(&line);
        (!found.marks.is_empty()).then_some(Self { line, found })
    }

    /// The one loose mark, if there is exactly one.
    fn only(&self) -> Option<Loose> {
        match self.found.loose.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    fn begins_open(&self) -> bool {
        let first = &self.found.marks[0];
        first.range.start == 0 && first.role == Role::Open
    }

    /// Whether a mark stands at the end of the line, before nothing but punctuation and calls.
    fn is_last(&self, mark: usize) -> bool {
        let rest = &self.line.text[self.found.marks[mark].range.end..];
        rest.chars().all(|c| c.is_ascii_punctuation() || c == OBJECT || is_mark(c))
    }

    /// Whether none of some marks is an outer one: what they quote stands in a quotation.
    fn has_inner_alone(&self, marks: impl std::slice::SliceIndex<[Mark], Output = [Mark]>) -> bool {
        self.found.marks[marks].iter().all(|mark| mark.class == Class::Single)
    }

    /// Whether the quotation that begins the line is left open or ends with it.
    fn is_continuation(&self) -> bool {
        let whole = self.found.pairs.first().filter(|pair| pair.open == 0);
        self.begins_open() && whole.is_none_or(|pair| self.is_last(pair.close))
    }

    fn tell(&self, style: &HouseStyle) -> Vec<Finding> {
        let mut out = Vec::new();
        let mut loose = self.found.loose.as_slice();
        while let Some((one, rest)) = loose.split_first() {
            loose = rest;
            let close = rest.first().filter(|next| one.opens && !next.opens);
            let finding = if let Some(close) = close {
                loose = &rest[1..];
                self.two_kinds(*one, *close)
            } else if one.opens {
                self.unclosed(*one, style)
            } else {
                self.unopened(*one, style)
            };
            out.push(finding);
        }
        out
    }

    /// `„Wort‘`
    fn two_kinds(&self, open: Loose, close: Loose) -> Finding {
        let (open, close) =
            (&self.found.marks[open.mark].range, &self.found.marks[close.mark].range);
        let words = excerpt(&self.line, open.start, close.end);
        let text = self.line.text;
        Finding::new(
            Code::QuotationUnbalanced,
            close.clone(),
            format!(
                "`{words}` is opened with `{}` and closed with `{}`",
                &text[open.clone()],
                &text[close.clone()]
            ),
            "write two marks that belong together",
        )
    }

    fn unopened(&self, loose: Loose, style: &HouseStyle) -> Finding {
        let single = self.found.marks[loose.mark].class == Class::Single;
        let mark = &self.found.marks[loose.mark].range;
        let start = self.words_back(mark.start);
        let marks = quotes(self.line.passage.language_at(mark.start), style.quotes);
        let open = if single { marks.open_inner } else { marks.open };
        Finding::new(
            Code::QuotationUnbalanced,
            start..mark.end,
            format!("`{}` closes a quotation that is not opened", &self.line.text[start..mark.end]),
            format!("put `{open}` where it begins, or take the mark out"),
        )
    }

    /// An opening mark without an end. Where another stands within the same sentence, that is
    /// the likelier place.
    fn unclosed(&self, loose: Loose, style: &HouseStyle) -> Finding {
        let mark = &self.found.marks[loose.mark];
        let marks = quotes(self.line.passage.language_at(mark.range.start), style.quotes);
        let close = if mark.class == Class::Single { marks.close_inner } else { marks.close };
        let first = self.opening(loose.mark);
        let next = self.found.marks.iter().enumerate().skip(loose.mark + 1);
        let next =
            next.map(|(index, mark)| (index, mark.class)).find(|(_, class)| *class == mark.class);
        if let Some((second, _)) = next
            && self.found.pairs.binary_search_by_key(&second, |pair| pair.open).is_ok()
            && !ends_sentence(&self.line.text[first.end..self.found.marks[second].range.start])
        {
            let range = self.opening(second);
            let message = format!(
                "`{}` opens a quotation within that of `{}`, and only one of them is closed",
                &self.line.text[range.clone()],
                &self.line.text[first]
            );
            let hint = format!(
                "close the first with `{}` before it, or take one mark out; a quotation in a \
                    quotation has `{}…{}`",
                close, marks.open_inner, marks.close_inner
            );
            return Finding::new(Code::QuotationUnbalanced, range, message, hint);
        }
        let message =
            format!("`{}` opens a quotation that is not closed", &self.line.text[first.clone()]);
        let hint = format!("put `{close}` where it ends, or take the mark out");
        Finding::new(Code::QuotationUnbalanced, first, message, hint)
    }

    /// A mark and the word behind it.
    fn opening(&self, mark: usize) -> Range<usize> {
        let range = &self.found.marks[mark].range;
        let rest = &self.line.text[range.end..];
        let word = rest.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(rest.len());
        range.start..range.end + word
    }

    /// The beginning of the word before an offset.
    fn words_back(&self, at: usize) -> usize {
        let text = &self.line.text[..at];
        text.rfind(|c: char| c.is_whitespace() || c == OBJECT || is_mark(c))
            .map_or(0, |space| space + text[space..].chars().next().map_or(0, char::len_utf8))
    }
}

/// Whether a sentence ends in a text, outside of brackets.
fn ends_sentence(text: &str) -> bool {
    let mut depth = 0_usize;
    let mut stop = false;
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '.' | '!' | '?' if depth == 0 => stop = true,
            c if stop && c.is_uppercase() => return true,
            c if c.is_whitespace() || is_mark(c) || c == OBJECT => {}
            _ => stop = false,
        }
    }
    stop
}

/// Whether the one loose mark of a paragraph belongs to a quotation over several paragraphs.
fn goes_on(
    lines: &[Option<Seen<'_>>],
    index: usize,
    passages: &[Passage],
    settled: &mut [bool],
) -> bool {
    let Some((seen, loose)) = lines[index].as_ref().and_then(|seen| Some((seen, seen.only()?)))
    else {
        return false;
    };
    let passage = &passages[index];
    if !loose.opens || passage.note || passage.kind != LineKind::Prose {
        return false;
    }
    let follows = |other: &Passage| other.section == passage.section && !other.note;
    let Some(next) = passages.get(index + 1).filter(|next| follows(next)) else { return false };
    if next.kind == LineKind::Verse {
        return true;
    }
    if lines[index + 1].as_ref().is_some_and(Seen::is_continuation) {
        return true;
    }
    let starts = seen.begins_open() && loose.mark == 0;
    // `fuhr sie fort: »Seine Zweifel …`, where its paragraph has no further one.
    let mut alone = seen.has_inner_alone(loose.mark + 1..);
    for (later, other) in passages.iter().enumerate().skip(index + 1).take(FARTHEST) {
        if !follows(other) || other.kind != LineKind::Prose {
            return false;
        }
        if later - index > FAR && !alone {
            return false;
        }
        match lines[later].as_ref().map(|seen| (seen, seen.only())) {
            None => {}
            Some((seen, None)) if seen.found.loose.is_empty() => {
                alone &= seen.has_inner_alone(..);
            }
            Some((seen, Some(end)))
                if !end.opens
                    && (starts
                        || seen.is_last(end.mark)
                        || alone && seen.has_inner_alone(..end.mark)) =>
            {
                settled[later] = true;
                return true;
            }
            _ => return false,
        }
    }
    false
}
