//! Of two findings at one place the one that says more is told.

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{FileId, Span};

/// The codes that speak of a word as a whole: the first says most of what is wrong with it.
const WORDS: [Code; 12] = [
    Code::WrongEncoding,
    Code::InvisibleCharacter,
    Code::SoftHyphen,
    Code::PresentationForm,
    Code::DigitLetter,
    Code::NoteNumber,
    Code::LineEndHyphen,
    Code::RunTogether,
    Code::Misread,
    Code::MixedOrthography,
    Code::Spelling,
    Code::UnknownWord,
];

/// Further pairs: the second is not told where the first is.
const PAIRS: [(Code, Code); 17] = [
    (Code::DasOrDass, Code::DassComma),
    (Code::WebLeftover, Code::NoteNumber),
    (Code::WebLeftover, Code::ForeignPassage),
    (Code::WebLeftover, Code::Spelling),
    (Code::WebLeftover, Code::UnknownWord),
    (Code::ForeignPassage, Code::Spelling),
    (Code::ForeignPassage, Code::UnknownWord),
    (Code::ForeignPassage, Code::MixedOrthography),
    (Code::ForeignPassage, Code::DoubledWord),
    (Code::ForeignPassage, Code::RunTogether),
    (Code::ForeignPassage, Code::GenitiveApostrophe),
    (Code::ForeignPassage, Code::QuotationMarks),
    (Code::ForeignPassage, Code::Dash),
    (Code::LineEndHyphen, Code::SuspendedHyphen),
    (Code::LineEndHyphen, Code::Dash),
    (Code::LineEnd, Code::RunTogether),
    (Code::WrongEncoding, Code::QuotationUnbalanced),
];

/// Takes out the findings, and the further places of findings, at which another says more.
pub fn settle(told: &mut Vec<Diagnostic>) {
    let weighty: Vec<(Span, Code)> = told
        .iter()
        .filter(|one| says_more_than_another(one.code))
        .flat_map(|one| std::iter::once(one.span).chain(one.also.clone()).map(|s| (s, one.code)))
        .map(|(span, code)| (if stands_between_words(code) { widened(span) } else { span }, code))
        .collect();
    let index = Index::new(weighty);
    told.retain_mut(|one| {
        if !gives_way_to_another(one.code) {
            return true;
        }
        let code = one.code;
        one.also.retain(|span| !index.says_more(*span, code));
        if !index.says_more(one.span, code) {
            return true;
        }
        if one.also.is_empty() {
            return false;
        }
        one.span = one.also.remove(0);
        // A correction belongs to the place that is gone.
        one.fix = None;
        true
    });
}

/// Whether the findings of a code stand between two words and speak of both.
fn stands_between_words(code: Code) -> bool {
    matches!(code, Code::LineEndHyphen | Code::RunTogether)
}

/// A span that touches what is beside it.
fn widened(span: Span) -> Span {
    Span { start: span.start.saturating_sub(1), end: span.end.saturating_add(1), ..span }
}

fn says_more_than_another(code: Code) -> bool {
    WORDS[..WORDS.len() - 1].contains(&code) || PAIRS.iter().any(|(more, _)| *more == code)
}

fn gives_way_to_another(code: Code) -> bool {
    WORDS[1..].contains(&code) || PAIRS.iter().any(|(_, less)| *less == code)
}

fn gives_way(less: Code, more: Code) -> bool {
    let rank = |code: Code| WORDS.iter().position(|one| *one == code);
    PAIRS.contains(&(more, less))
        || rank(less).zip(rank(more)).is_some_and(|(less, more)| more < less)
}

/// The spans of each code.
struct Index(Vec<(Code, Spans)>);

/// Spans in the order of their starts: the starts, and the furthest end up to each.
#[derive(Default)]
struct Spans {
    starts: Vec<(FileId, u32)>,
    ends: Vec<(FileId, u32)>,
}

impl Index {
    fn new(mut spans: Vec<(Span, Code)>) -> Self {
        spans.sort_by_key(|(span, _)| *span);
        let mut index = Self(Vec::new());
        for (span, code) in spans {
            let at = index.0.iter().position(|one| one.0 == code).unwrap_or_else(|| {
                index.0.push((code, Spans::default()));
                index.0.len() - 1
            });
            index.0[at].1.push(span);
        }
        index
    }

    /// Whether a finding that `code` gives way to touches the span.
    fn says_more(&self, span: Span, code: Code) -> bool {
        self.0.iter().any(|(more, spans)| gives_way(code, *more) && spans.touch(span))
    }
}

impl Spans {
    fn push(&mut self, span: Span) {
        let end = (span.file, end(span));
        self.starts.push((span.file, span.start));
        self.ends.push(self.ends.last().map_or(end, |last| end.max(*last)));
    }

    fn touch(&self, span: Span) -> bool {
        let behind = self.starts.partition_point(|start| *start < (span.file, end(span)));
        behind.checked_sub(1).is_some_and(|last| {
            let (file, end) = self.ends[last];
            file == span.file && end > span.start
        })
    }
}

/// The end of a span; an empty one is as wide as a byte.
fn end(span: Span) -> u32 {
    span.end.max(span.start + 1)
}

#[cfg(test)]
mod tests {
    use super::settle;
    use crate::diagnostics::{Code, Diagnostic};
    use crate::source::{FileId, Span};

    fn one(code: Code, range: std::ops::Range<usize>) -> Diagnostic {
        Diagnostic::new(code, Span::new(FileId(0), range), "", "")
    }

    #[test]
    fn a_word_is_told_of_once() {
        let mut told = vec![
            one(Code::NoteNumber, 10..11),
            one(Code::DigitLetter, 5..11),
            one(Code::Misread, 20..25),
            one(Code::QuotationMarks, 5..11),
        ];
        settle(&mut told);
        let codes: Vec<Code> = told.iter().map(|one| one.code).collect();
        assert_eq!(codes, [Code::DigitLetter, Code::Misread, Code::QuotationMarks]);
    }

    #[test]
    fn the_parts_of_a_divided_word_are_not_told_of() {
        let mut told = vec![
            one(Code::LineEndHyphen, 10..12),
            one(Code::Spelling, 5..10),
            one(Code::Spelling, 12..15),
            one(Code::Spelling, 16..19),
        ];
        settle(&mut told);
        let starts: Vec<u32> = told.iter().map(|one| one.span.start).collect();
        assert_eq!(starts, [10, 16]);
    }

    #[test]
    fn the_next_place_stands_for_all() {
        let mut spelling = one(Code::Spelling, 0..4);
        spelling.also = vec![Span::new(FileId(0), 30..34), Span::new(FileId(0), 50..54)];
        let mut told = vec![one(Code::ForeignPassage, 0..20), one(Code::Misread, 50..54), spelling];
        settle(&mut told);
        assert_eq!(told[2].span, Span::new(FileId(0), 30..34));
        assert!(told[2].also.is_empty());
    }
}
