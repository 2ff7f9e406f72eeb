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
use super::signs::{Family, sign, worded};

/// How a call is set off from the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum CallStyle {
    /// `Staat4`, `Staates“.3`
    Glued,
    /// `Staat⁴`
    Superscript,
    /// `Staat[4]`
    Bracket,
    /// `Staat [4]`
    BracketSpaced,
    /// `Staat(4)`
    Paren,
    /// `Staat4)`
    HalfParen,
    /// `Staat[^4]`
    Caret,
    /// `Staat{4}`
    Curly,
    /// `Staat<4>`
    Angle,
    /// `Staat[Anm. 4]`
    Worded,
    /// `Staat 4`
    Spaced,
}

impl CallStyle {
    /// Whether nothing but a call, a page or a place left out stands so: what is left over of them speaks against a reading.
    pub(super) fn is_bracketed(self) -> bool {
        matches!(
            self,
            Self::Bracket
                | Self::BracketSpaced
                | Self::Caret
                | Self::Curly
                | Self::Angle
                | Self::Worded
        )
    }
}

/// A sign that could be a call.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The sign with its brackets.
    pub(super) range: Range<usize>,
    pub(super) family: Family,
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
    let from = out.len();
    let found = runs(text, paragraph.clone());
    out.extend(found.filter_map(|run| {
        let place = CallContext {
            before: &text[paragraph.start..run.range.start],
            after: &text[run.range.end..paragraph.end],
        };
        place.weigh(&run)
    }));
    signs(text, paragraph, out);
    out[from..].sort_by_key(|candidate| candidate.range.start);
}

/// Adds letters in brackets and stars.
fn signs(text: &str, paragraph: Range<usize>, out: &mut Vec<Candidate>) {
    let mut at = paragraph.start;
    // Stars that open an emphasis; those that end it call nothing.
    let mut opened: Option<&str> = None;
    while let Some(found) = text[at..paragraph.end].find(['[', '{', '(', '*', '†', '‡']) {
        let start = at + found;
        let before = &text[paragraph.start..start];
        let rest = &text[start..paragraph.end];
        if let Some(length) = divides(before, rest) {
            at = start + length;
            continue;
        }
        at = start + rest.chars().next().map_or(1, char::len_utf8);
        let Some((candidate, length)) = (if rest.starts_with(['*', '†', '‡']) {
            bare_star(before, rest, &mut opened)
        } else {
            bracketed_sign(before, rest)
        }) else {
            continue;
        };
        at = start + length;
        if let Some((family, number, style, weight)) = candidate {
            out.push(Candidate { range: start..at, family, number, style, weight });
        }
    }
}

/// `* * *`: how many bytes are left of a line that holds nothing but stars, and divides the text.
fn divides(before: &str, rest: &str) -> Option<usize> {
    let stars = |part: &str| part.chars().all(|c| c.is_whitespace() || "*†‡".contains(c));
    let line = rest.find('\n').unwrap_or(rest.len());
    let begun = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
    (stars(begun) && stars(&rest[..line])).then_some(line)
}

type Weighed = (Family, u32, CallStyle, i32);

/// `Staat[A]`, `Staat[*]`, `Staat (**)`: the candidate, and how many bytes were read.
fn bracketed_sign(before: &str, rest: &str) -> Option<(Option<Weighed>, usize)> {
    let (close, letters) = match rest.as_bytes()[0] {
        b'[' => (']', true),
        b'{' => ('}', true),
        _ => (')', false),
    };
    let inner = &rest[1..];
    let (found, length, style) = match worded(&inner[..inner.floor_char_boundary(24)]) {
        // Numbers behind words are found with the numbers.
        Some(worded) => {
            let found = worded.sign.filter(|found| found.family != Family::Number)?;
            (found, worded.length, CallStyle::Worded)
        }
        None => {
            let found = sign(inner, letters).filter(|found| found.family != Family::Number)?;
            let style = if close == ')' { CallStyle::Paren } else { CallStyle::Bracket };
            (found, found.length, style)
        }
    };
    if !inner[length..].starts_with(close) {
        return None;
    }
    let spaced = before.chars().next_back()?.is_whitespace();
    let weight = match (found.family, spaced) {
        (Family::Star, _) | (_, false) => 7,
        (_, true) => 4,
    };
    let style =
        if spaced && style == CallStyle::Bracket { CallStyle::BracketSpaced } else { style };
    Some((Some((found.family, found.value, style, weight)), length + 2))
}

/// `Staat*`, `Staat **)`: the candidate, if it is one, and how many bytes were read.
fn bare_star<'t>(
    before: &str,
    rest: &'t str,
    opened: &mut Option<&'t str>,
) -> Option<(Option<Weighed>, usize)> {
    let Some(found) = sign(rest, false) else {
        let run = rest.trim_start_matches(['*', '†', '‡']);
        return Some((None, rest.len() - run.len()));
    };
    let stars = &rest[..found.length];
    let half = rest[found.length..].starts_with(')') && !before.ends_with('(');
    let length = found.length + usize::from(half);
    let next = rest[length..].chars().next();
    let free = next.is_none_or(|c| !c.is_alphanumeric());
    let previous = before.chars().next_back();
    let glued = previous.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[' | '{' | '*'));
    if !half && glued && opened.is_some_and(|open| open == stars) {
        *opened = None;
        return Some((None, length));
    }
    let opens = !glued
        && next.is_some_and(|c| !c.is_whitespace() && !matches!(c, ')' | ']' | '}' | ',' | '.'));
    if !half && opens {
        *opened = Some(stars);
    }
    let dated = previous.is_some_and(char::is_numeric)
        || rest[length..].trim_start().starts_with(char::is_numeric);
    let spaced_off =
        next.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | '!' | '?'));
    let weight = match () {
        () if previous.is_none() || !free || (dated && !half) => None,
        () if glued => Some(7),
        () if half => Some(6),
        () if spaced_off && !opens => Some(3),
        () => None,
    };
    let style = if half { CallStyle::HalfParen } else { CallStyle::Glued };
    Some((weight.map(|weight| (found.family, found.value, style, weight)), length))
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
        let spaced =
            self.before[..self.before.len() - previous.len_utf8()].ends_with(char::is_whitespace);
        if let Some(open) = self.worded_from(next) {
            let range = run.range.start - open..run.range.end + 1;
            let (family, style) = (Family::Number, CallStyle::Worded);
            return Some(Candidate { range, family, number: run.value, style, weight: 8 });
        }
        let (style, weight, range) = match (previous, next) {
            ('[', Some(']')) if spaced => bracketed(CallStyle::BracketSpaced, self.bracket(7, 6)),
            ('[', Some(']')) => bracketed(CallStyle::Bracket, self.bracket(7, 7)),
            ('{', Some('}')) => bracketed(CallStyle::Curly, self.bracket(7, 6)),
            ('<', Some('>')) => bracketed(CallStyle::Angle, self.bracket(7, 6)),
            ('^', Some(']')) if self.before.ends_with("[^") => {
                Some((CallStyle::Caret, 8, run.range.start - 2..run.range.end + 1))
            }
            _ if run.superscript => bare(CallStyle::Superscript, self.superscript(run)),
            ('(', Some(')')) => bracketed(CallStyle::Paren, self.bracket(6, self.spaced_paren())),
            (p, Some(')')) if p.is_whitespace() && !self.has_open_bracket() => self
                .spaced_half_paren()
                .map(|w| (CallStyle::HalfParen, w, run.range.start..run.range.end + 1)),
            (_, Some(')')) if !self.has_open_bracket() => self
                .half_paren(previous)
                .map(|w| (CallStyle::HalfParen, w, run.range.start..run.range.end + 1)),
            (p, _) if p.is_whitespace() => bare(CallStyle::Spaced, self.spaced()),
            (p, _) => bare(CallStyle::Glued, self.glued(p)),
        }?;
        Some(Candidate { range, family: Family::Number, number: run.value, style, weight })
    }

    /// `[Anm. 4]`, `(Fußnote 4)`: how many bytes before the number its bracket opens.
    fn worded_from(&self, next: Option<char>) -> Option<usize> {
        let open = match next {
            Some(']') => '[',
            Some(')') => '(',
            Some('}') => '{',
            _ => return None,
        };
        let near =
            &self.before[self.before.floor_char_boundary(self.before.len().saturating_sub(20))..];
        let at = near.rfind(open)?;
        // What begins a line is the mark of a note.
        if near[..at].ends_with('\n') || at == 0 && near.len() == self.before.len() {
            return None;
        }
        let word = worded(&format!("{}1", &near[at + 1..]))?;
        (word.sign.is_some() && word.length == near.len() - at).then_some(near.len() - at)
    }

    /// `Staat 4) und` is a call in old prints, `1) erstens` counts.
    fn spaced_half_paren(&self) -> Option<i32> {
        let stem = self.before.trim_end();
        let counts = stem.ends_with([':', '–', '—', '(']) || stem.is_empty();
        let rest = self.after[1..].trim_start();
        match () {
            () if counts || leads_number(last_word(stem)) => None,
            () if rest.is_empty()
                || self.after[1..].starts_with([',', '.', ';', ':', '!', '?']) =>
            {
                Some(5)
            }
            () => Some(3),
        }
    }

    fn superscript(&self, run: &Run) -> Option<i32> {
        let measure = is_unit(last_word(self.before)) && matches!(run.value, 2 | 3);
        Some(if measure { 1 } else { 7 })
    }

    /// Weight of a number in brackets, by what stands before the opening one.
    fn bracket(&self, glued: i32, spaced: i32) -> Option<i32> {
        let outer = &self.before[..self.before.len() - 1];
        let previous = outer.chars().next_back().filter(|previous| *previous != '\n')?;
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
        // A word and a number with which a paragraph begins are a name: `Article 1`.
        if !stem.trim_start().contains(char::is_whitespace) && !ends_sentence(stem) {
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
