//! Numbers in the running text that could be calls of notes, each with a weight.
//!
//! A weight says how much the place looks like a call: 7 a number stuck to a word or a closing
//! quotation mark, 1 a number between spaces. Numbers that cannot be calls are left out: years
//! have their spaces, `Bd.25` its abbreviation, `1640-1660` its range.

use std::ops::Range;

use super::context::{
    abbreviates, ends_closing, ends_sentence, first_word, is_counted, is_quote, is_unit, last_word,
    leads_number, may_abbreviate,
};
use super::numerals::{Run, runs};

/// How a call is set off from the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum CallStyle {
    /// `Staat4`, `Staates“.3`
    Glued,
    /// `Staat⁴`
    Superscript,
    /// `Staat[4]`
    Bracket,
    /// `Staat(4)`
    Paren,
    /// `Staat4)`
    HalfParen,
    /// `Staat 4`
    Spaced,
}

/// A number that could be a call.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The number with its brackets.
    pub(super) range: Range<usize>,
    pub(super) number: u32,
    pub(super) style: CallStyle,
    pub(super) weight: i32,
}

/// From this weight on the place alone makes a call likely.
pub(super) const STRONG: i32 = 5;

/// How far back an open bracket is looked for, in bytes.
const LOOK_BACK: usize = 400;

/// Adds the candidates of one paragraph.
pub(super) fn candidates(text: &str, paragraph: Range<usize>, out: &mut Vec<Candidate>) {
    let found = runs(text, paragraph.clone());
    out.extend(found.filter_map(|run| {
        let place = CallContext {
            before: &text[paragraph.start..run.range.start],
            after: &text[run.range.end..paragraph.end],
        };
        place.weigh(&run)
    }));
}

/// The paragraph on both sides of a number.
struct CallContext<'t> {
    before: &'t str,
    after: &'t str,
}

impl CallContext<'_> {
    fn weigh(&self, run: &Run) -> Option<Candidate> {
        let previous = self.before.chars().next_back()?;
        let next = self.after.chars().next();
        let bracketed = |style, outer: Option<i32>| {
            outer.map(|weight| (style, weight, run.range.start - 1..run.range.end + 1))
        };
        let bare = |style, weight: Option<i32>| weight.map(|w| (style, w, run.range.clone()));
        let (style, weight, range) = match (previous, next) {
            _ if run.superscript => bare(CallStyle::Superscript, self.superscript(run)),
            ('[', Some(']')) => bracketed(CallStyle::Bracket, self.bracket(7, 7)),
            ('(', Some(')')) => bracketed(CallStyle::Paren, self.bracket(6, self.spaced_paren())),
            (_, Some(')')) if !self.has_open_bracket() => self
                .half_paren(previous)
                .map(|w| (CallStyle::HalfParen, w, run.range.start..run.range.end + 1)),
            (p, _) if p.is_whitespace() => bare(CallStyle::Spaced, self.spaced()),
            (p, _) => bare(CallStyle::Glued, self.glued(p)),
        }?;
        Some(Candidate { range, number: run.value, style, weight })
    }

    fn superscript(&self, run: &Run) -> Option<i32> {
        let measure = is_unit(last_word(self.before)) && matches!(run.value, 2 | 3);
        Some(if measure { 1 } else { 7 })
    }

    /// Weight of a number in brackets, by what stands before the opening one.
    fn bracket(&self, glued: i32, spaced: i32) -> Option<i32> {
        let outer = &self.before[..self.before.len() - 1];
        let previous = outer.chars().next_back()?;
        Some(if previous.is_whitespace() { spaced } else { glued })
    }

    /// `Staat (4) und` is a call in some texts, in others `(1) erstens` counts.
    fn spaced_paren(&self) -> i32 {
        let rest = self.after[1..].trim_start();
        let first_of_list = rest.starts_with(char::is_alphabetic);
        if first_of_list { 2 } else { 4 }
    }

    fn half_paren(&self, previous: char) -> Option<i32> {
        if previous.is_whitespace() {
            return None;
        }
        self.glued(previous).map(|w| w.min(6))
    }

    fn has_open_bracket(&self) -> bool {
        let from = self.before.len().saturating_sub(LOOK_BACK);
        let near = self.before.as_bytes()[from..].iter().rev();
        let mut depth = 0_i32;
        for byte in near {
            match byte {
                b')' => depth += 1,
                b'(' if depth == 0 => return true,
                b'(' => depth -= 1,
                _ => {}
            }
        }
        false
    }

    fn glued(&self, previous: char) -> Option<i32> {
        if self.goes_on_as_number() {
            return None;
        }
        let weight = match previous {
            c if c.is_alphabetic() => self.after_word()?,
            c if is_quote(c) || matches!(c, ')' | ']') => ends_closing(self.before).then_some(7)?,
            '!' | '?' | '…' => 7,
            '.' => self.after_point()?,
            ',' | ';' | ':' => self.after_comma()?,
            _ => return None,
        };
        let runs_into_word = self.after.starts_with(char::is_alphabetic);
        Some(if runs_into_word { 1 } else { weight })
    }

    fn after_word(&self) -> Option<i32> {
        let word = last_word(self.before);
        let letters = word.chars().count();
        let stem = &self.before[..self.before.len() - word.len()];
        if letters == 1 || abbreviates(word) || stem.ends_with(|c: char| c.is_numeric()) {
            return None;
        }
        let sigle = letters <= 5 && word.chars().all(char::is_uppercase);
        Some(if sigle { 3 } else { 7 })
    }

    fn after_point(&self) -> Option<i32> {
        let stem = &self.before[..self.before.len() - 1];
        let word = last_word(stem);
        match stem.chars().next_back()? {
            c if c.is_numeric() => None,
            c if c.is_whitespace() => Some(4),
            _ if may_abbreviate(word) => Some(1),
            _ if abbreviates(word) || word.chars().count() == 1 => None,
            _ => Some(7),
        }
    }

    fn after_comma(&self) -> Option<i32> {
        let stem = &self.before[..self.before.len() - 1];
        let previous = stem.chars().next_back()?;
        (!previous.is_numeric() && !previous.is_whitespace()).then_some(6)
    }

    fn spaced(&self) -> Option<i32> {
        let stem = self.before.trim_end();
        let previous = stem.chars().next_back()?;
        let word = last_word(stem.trim_end_matches('.'));
        if leads_number(word) || previous.is_numeric() || self.goes_on_as_number() {
            return None;
        }
        let next = self.after.trim_start();
        match self.after.chars().next() {
            None => Some(2),
            Some(c) if c.is_whitespace() => {
                let word = first_word(next);
                let opens_sentence = word.starts_with(char::is_uppercase);
                match (is_counted(word), ends_sentence(stem) || ends_closing(stem)) {
                    (true, _) => None,
                    (false, true) if opens_sentence => Some(2),
                    _ => Some(1),
                }
            }
            // `2. Dezember`, `3. Kongreß`
            Some('.') => self.after[1..].trim().is_empty().then_some(2),
            Some(c) if is_quote(c) || matches!(c, ',' | ';' | ':' | '!' | '?') => Some(2),
            Some(_) => None,
        }
    }

    /// `4/5`, `1640-1660`, `3,5`, `12:30`, `7 %`: the number is part of a longer one.
    fn goes_on_as_number(&self) -> bool {
        let mut ahead = self.after.chars();
        match ahead.next() {
            Some('-' | '–' | '/' | '.' | ',' | ':' | '+' | '=') => {
                ahead.next().is_some_and(char::is_numeric)
            }
            Some('%' | '‰' | '°' | '€' | '$' | '£' | '½' | '¼') => true,
            Some(c) => {
                c.is_whitespace()
                    && ahead.next().is_some_and(|c| matches!(c, '%' | '°' | '€' | '$' | '£'))
            }
            None => false,
        }
    }
}
