//! A passage as the rules of one language see it.

use std::ops::Range;

use super::super::{Finding, Passage, PieceKind};
use crate::diagnostics::Code;

/// No-break space.
pub(super) const NO_BREAK: &str = "\u{a0}";
/// Narrow no-break space.
pub(super) const NARROW: &str = "\u{202f}";
/// In a pattern: what may stand between two things that belong together.
pub(super) const GAP: &str = r"[\x20\u{a0}\u{2002}-\u{200a}\u{202f}\u{2060}]?";
/// In a pattern: a blank.
pub(super) const BLANK: &str = r"[\x20\u{a0}\u{2002}-\u{200a}\u{202f}]";

/// How many characters of a word are looked at.
const LONGEST: usize = 40;

/// Compiles a pattern once.
macro_rules! pattern {
    ($name:ident, $($pattern:tt)+) => {
        static $name: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
            regex::Regex::new(&format!($($pattern)+)).expect("a valid pattern")
        });
    };
}
pub(super) use pattern;

/// A passage as the rules of one language see it.
pub(super) struct Line<'a> {
    pub passage: &'a Passage,
    pub text: &'a str,
    language: &'static str,
    /// Addresses and the like.
    spared: &'a [Range<usize>],
    /// Whether all of it is text of the language.
    whole: bool,
}

impl<'a> Line<'a> {
    /// `None` where nothing is in the language.
    pub fn new(
        passage: &'a Passage,
        language: &'static str,
        spared: &'a [Range<usize>],
    ) -> Option<Self> {
        let mut texts = passage.pieces.iter().filter(|piece| piece.kind == PieceKind::Text);
        if !texts.any(|piece| piece.language.primary() == language) {
            return None;
        }
        let whole = passage
            .pieces
            .iter()
            .all(|piece| piece.kind == PieceKind::Text && piece.language.primary() == language);
        Some(Self { passage, text: &passage.text, language, spared, whole })
    }

    /// Whether a range is text of the language, and neither an address nor its like.
    pub fn free(&self, range: &Range<usize>) -> bool {
        let next = self.spared.partition_point(|spared| spared.end <= range.start);
        let clear = self
            .spared
            .get(next)
            .is_none_or(|spared| spared.start >= range.end.max(range.start + 1));
        clear && (self.whole || self.is_own(range))
    }

    fn is_own(&self, range: &Range<usize>) -> bool {
        self.passage
            .touched(range)
            .iter()
            .all(|piece| piece.kind == PieceKind::Text && piece.language.primary() == self.language)
    }

    /// The character before an offset.
    pub fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// The character at an offset.
    pub fn after(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// Whether no word goes on before an offset.
    pub fn begins(&self, at: usize) -> bool {
        !self.before(at).is_some_and(char::is_alphanumeric)
    }

    /// Whether no word goes on at an offset.
    pub fn ends(&self, at: usize) -> bool {
        !self.after(at).is_some_and(char::is_alphanumeric)
    }

    /// The word before an offset, over blanks, with the points in and behind it: `der`, `u.a.`.
    pub fn word_before(&self, at: usize) -> &'a str {
        let text = self.text[..at].trim_end_matches(is_blank);
        let start = text
            .char_indices()
            .rev()
            .take(LONGEST)
            .take_while(|(_, c)| c.is_alphanumeric() || *c == '.')
            .last()
            .map_or(text.len(), |(at, _)| at);
        &text[start..]
    }

    /// The word at an offset, over blanks.
    pub fn word_after(&self, at: usize) -> &'a str {
        let text = self.text[at..].trim_start_matches(is_blank);
        let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
        &text[..end]
    }

    /// What stands before an offset behind the last white space; of an endless token the end.
    pub fn token_before(&self, at: usize) -> &'a str {
        let token = self.text[..at].char_indices().rev().take(LONGEST);
        let start = token.take_while(|(_, c)| !c.is_whitespace()).last();
        &self.text[start.map_or(at, |(start, _)| start)..at]
    }

    /// A place with what stands left and right of it.
    pub fn around(&self, start: usize, end: usize) -> &'a str {
        let from = start - self.token_before(start).len();
        let rest = &self.text[end..];
        let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
        let to = rest[blanks..]
            .char_indices()
            .take(LONGEST)
            .take_while(|(_, c)| !c.is_whitespace())
            .last()
            .map_or(0, |(at, c)| at + c.len_utf8());
        &self.text[from..end + blanks + to]
    }

    /// A finding with the correction that is certain, where the range may be corrected.
    pub fn correct(
        &self,
        out: &mut Vec<Finding>,
        (code, range): (Code, Range<usize>),
        correction: &str,
        message: String,
        hint: String,
    ) {
        if self.free(&range) {
            out.push(Finding::new(code, range, message, hint).corrected(correction));
        }
    }

    /// A finding that an editor must decide.
    pub fn tell(
        &self,
        out: &mut Vec<Finding>,
        (code, range): (Code, Range<usize>),
        message: String,
        hint: String,
    ) {
        if self.free(&range) {
            out.push(Finding::new(code, range, message, hint));
        }
    }

    /// Holds two things together: tells it where the gap between them is closed up or a line
    /// could end there. `whole` is what is shown.
    pub fn hold(
        &self,
        out: &mut Vec<Finding>,
        code: Code,
        whole: Range<usize>,
        gap: Range<usize>,
        space: &str,
    ) {
        let between = &self.text[gap.clone()];
        if holds(between) || !self.free(&whole) {
            return;
        }
        let shown = &self.text[whole.clone()];
        let message = if between.is_empty() {
            format!("`{shown}` is closed up")
        } else {
            format!("`{shown}` could be torn apart at a line end")
        };
        let (left, right) = (&self.text[whole.start..gap.start], &self.text[gap.end..whole.end]);
        let hint = format!("put a no-break space between: `{left}\\ {right}`");
        self.correct(out, (code, gap), space, message, hint);
    }
}

/// Whether a blank, or what stands for one, keeps a line from ending there.
pub(super) fn holds(gap: &str) -> bool {
    gap.chars().any(|c| matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2060}'))
}

/// A space of any kind, but not a forced line break.
pub(super) fn is_blank(c: char) -> bool {
    c == ' ' || matches!(c, '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}')
}
