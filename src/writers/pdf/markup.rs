//! The one place where Typst markup is written: text is escaped here and nowhere else, and every
//! byte is noted in the source map.

mod math;

use std::ops::Range;

use super::map::SourceMap;
use crate::source::Span;
pub(super) use math::{Math, MathArguments};

/// Typst markup in the making.
#[derive(Debug)]
pub(super) struct Markup {
    out: String,
    map: SourceMap,
    scopes: Vec<Span>,
    /// Whether an embedded expression has just ended, which `(`, `.` or `;` would go on with.
    after_expression: bool,
}

impl Markup {
    /// Empty markup; what no node claims stands for `whole`.
    pub(super) fn new(whole: Span) -> Self {
        Self {
            out: String::new(),
            map: SourceMap::new(whole),
            scopes: vec![whole],
            after_expression: false,
        }
    }

    /// The markup and its source map.
    pub(super) fn finish(mut self) -> (String, SourceMap) {
        self.map.finish(self.out.clone());
        (self.out, self.map)
    }

    /// What `write` writes stands for `span`.
    pub(super) fn within(&mut self, span: Span, write: impl FnOnce(&mut Self)) {
        self.scoped(span, false, write);
    }

    fn scoped(&mut self, span: Span, text: bool, write: impl FnOnce(&mut Self)) {
        self.map.turn(self.out.len(), span, text);
        self.scopes.push(span);
        write(self);
        self.scopes.pop();
        self.map.turn(self.out.len(), self.scope(), false);
    }

    /// The part of a text that stands at `span` in the source.
    pub(super) fn text_at(&mut self, span: Span, text: &str, part: Range<usize>) {
        self.scoped(span, true, |markup| markup.part(text, part));
    }

    /// Text, escaped so that Typst reads exactly these characters.
    fn part(&mut self, text: &str, part: Range<usize>) {
        let mut chars = text[part.clone()].chars();
        while let Some(c) = chars.next() {
            let next = chars.clone().chain(text[part.end..].chars()).next();
            self.character(c, next);
        }
    }

    /// How many bytes are written.
    pub(super) fn position(&self) -> usize {
        self.out.len()
    }

    /// What is written stands for this place of the source.
    pub(super) fn scope(&self) -> Span {
        *self.scopes.last().expect("the scope of the whole is never left")
    }

    fn character(&mut self, c: char, next: Option<char>) {
        let after_expression = std::mem::take(&mut self.after_expression);
        match c {
            ' ' if self.space_would_vanish() => self.out.push_str("\\u{20}"),
            ' ' => self.out.push(' '),
            // Typst takes all of these for line ends or for nothing.
            _ if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => self.code_point(c),
            '\\' | '#' | '$' | '*' | '_' | '`' | '@' | '<' | '>' | '[' | ']' | '~' | '"' | '\''
            | '/' | '=' | '+' => self.escaped(c),
            '(' | ';' if after_expression => self.escaped(c),
            '-' if !self.between_letters(next) => self.escaped(c),
            '.' if after_expression || next == Some('.') || self.dot_would_mean_more() => {
                self.escaped(c);
            }
            _ => self.out.push(c),
        }
    }

    fn escaped(&mut self, c: char) {
        self.out.push('\\');
        self.out.push(c);
    }

    fn code_point(&mut self, c: char) {
        self.out.push_str(&format!("\\u{{{:x}}}", u32::from(c)));
    }

    /// Spaces after a space, a line's or a bracket's start are dropped by Typst.
    fn space_would_vanish(&self) -> bool {
        matches!(self.out.chars().next_back(), None | Some(' ' | '\n' | '['))
            && !self.out.ends_with("\\[")
    }

    /// A hyphen within a word is one; elsewhere Typst makes dashes, minus signs and lists of it.
    fn between_letters(&self, next: Option<char>) -> bool {
        self.out.chars().next_back().is_some_and(char::is_alphabetic)
            && next.is_some_and(char::is_alphabetic)
    }

    /// A dot that would end an ellipsis or the number of a list.
    fn dot_would_mean_more(&self) -> bool {
        let digits = self.out.trim_end_matches(|c: char| c.is_ascii_digit());
        if digits.len() == self.out.len() {
            return self.out.ends_with('.');
        }
        matches!(digits.trim_end_matches(' ').chars().next_back(), None | Some('\n' | '['))
    }

    /// A forced line break.
    pub(super) fn line_break(&mut self) {
        self.out.push_str("\\\n");
        self.after_expression = false;
    }

    /// Whether a line can end before what follows.
    pub(super) fn is_after_space(&self) -> bool {
        self.out.ends_with([' ', '\n', '[']) || self.out.ends_with("\\u{20}")
    }

    /// Keeps what stands before it and what stands behind it in one line.
    pub(super) fn joiner(&mut self) {
        self.code_point('\u{2060}');
        self.after_expression = false;
    }

    /// Markup of umbruch's own: a line of code at the head of the file.
    pub(super) fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
        self.after_expression = false;
    }

    /// Starts a new paragraph or block.
    pub(super) fn blank_line(&mut self) {
        let line_ends = self.out.len() - self.out.trim_end_matches('\n').len();
        let wanted = match self.out.trim_end_matches('\n').chars().next_back() {
            None => 0,
            Some('[') => 1,
            Some(_) => 2,
        };
        for _ in line_ends..wanted {
            self.out.push('\n');
        }
        self.after_expression = false;
    }

    /// A call of a function of the layout's vocabulary in the text: `#name(…)[…]`.
    pub(super) fn call(&mut self, name: &str, arguments: impl FnOnce(&mut Arguments<'_>)) {
        self.out.push('#');
        self.code_call(name, arguments);
        self.after_expression = true;
    }

    fn code_call(&mut self, name: &str, arguments: impl FnOnce(&mut Arguments<'_>)) {
        self.out.push_str(name);
        let mut list = Arguments { markup: self, state: State::Unopened, new_line: false };
        arguments(&mut list);
        list.close();
    }

    fn string(&mut self, text: &str) {
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => self.escaped(c),
                '\n' => self.out.push_str("\\n"),
                _ if c.is_control() => self.code_point(c),
                _ => self.out.push(c),
            }
        }
        self.out.push('"');
    }

    fn content(&mut self, write: impl FnOnce(&mut Self)) {
        self.out.push('[');
        self.after_expression = false;
        write(self);
        self.out.push(']');
    }
}

/// The arguments of a call in the making.
#[derive(Debug)]
pub(super) struct Arguments<'a> {
    markup: &'a mut Markup,
    state: State,
    /// Whether the next argument starts a new line.
    new_line: bool,
}

#[derive(Debug, PartialEq, Eq)]
enum State {
    /// Nothing was written yet.
    Unopened,
    /// Behind an opening parenthesis.
    Empty,
    /// Within the parentheses.
    Open,
    /// Behind them.
    Closed,
}

impl Arguments<'_> {
    /// What is written stands for this place of the source.
    pub(super) fn scope(&self) -> Span {
        self.markup.scope()
    }

    /// What `write` writes stands for `span`.
    pub(super) fn within(&mut self, span: Span, write: impl FnOnce(&mut Arguments<'_>)) {
        let state = std::mem::replace(&mut self.state, State::Open);
        let new_line = std::mem::take(&mut self.new_line);
        let mut after = State::Open;
        self.markup.within(span, |markup| {
            let mut inner = Arguments { markup, state, new_line };
            write(&mut inner);
            after = inner.state;
        });
        self.state = after;
    }

    fn next(&mut self, key: &str) {
        match self.state {
            State::Unopened => self.markup.out.push('('),
            State::Empty => {}
            State::Open => self.markup.out.push(','),
            State::Closed => unreachable!("bodies come last"),
        }
        if std::mem::take(&mut self.new_line) {
            self.markup.out.push_str("\n  ");
        } else if self.state == State::Open {
            self.markup.out.push(' ');
        }
        self.state = State::Open;
        if !key.is_empty() {
            self.markup.out.push_str(key);
            self.markup.out.push_str(": ");
        }
    }

    /// A string; an empty key makes it positional, here and below.
    pub(super) fn string(&mut self, key: &str, value: &str) {
        self.next(key);
        self.markup.string(value);
    }

    /// A string, if there is one.
    pub(super) fn maybe_string(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.string(key, value);
        }
    }

    /// A number, a truth value, or a keyword of Typst.
    pub(super) fn value(&mut self, key: &str, value: impl std::fmt::Display) {
        self.next(key);
        self.markup.out.push_str(&value.to_string());
    }

    /// Content.
    pub(super) fn content(&mut self, key: &str, write: impl FnOnce(&mut Markup)) {
        self.next(key);
        self.markup.content(write);
    }

    /// A formula.
    pub(super) fn math(&mut self, key: &str, write: impl FnOnce(&mut Math<'_>)) {
        self.next(key);
        self.markup.out.push('$');
        write(&mut Math { out: &mut self.markup.out });
        self.markup.out.push('$');
    }

    /// The value of another call.
    pub(super) fn call(&mut self, key: &str, name: &str, write: impl FnOnce(&mut Arguments<'_>)) {
        self.next(key);
        self.markup.code_call(name, write);
    }

    /// A list of values, each written without a key.
    pub(super) fn list(&mut self, key: &str, write: impl FnOnce(&mut Arguments<'_>)) {
        self.next(key);
        self.markup.out.push('(');
        let mut list = Arguments { markup: self.markup, state: State::Empty, new_line: false };
        write(&mut list);
        if list.state == State::Open {
            // Without it, one entry would be a value in parentheses.
            list.markup.out.push(',');
        }
        self.markup.out.push(')');
    }

    /// The next argument starts a new line, to keep long calls readable.
    pub(super) fn new_line(&mut self) {
        self.new_line = true;
    }

    /// The body, within the line.
    pub(super) fn body(&mut self, write: impl FnOnce(&mut Markup)) {
        self.close_parenthesis();
        self.markup.content(write);
    }

    /// The body, as lines of its own.
    pub(super) fn block_body(&mut self, write: impl FnOnce(&mut Markup)) {
        self.close_parenthesis();
        self.markup.content(|markup| {
            markup.out.push('\n');
            write(markup);
            markup.blank_line();
        });
    }

    fn close_parenthesis(&mut self) {
        if self.state == State::Open {
            self.markup.out.push(')');
        }
        self.state = State::Closed;
    }

    fn close(&mut self) {
        match self.state {
            State::Unopened => self.markup.out.push_str("()"),
            State::Empty | State::Open => self.markup.out.push(')'),
            State::Closed => {}
        }
    }
}

#[cfg(test)]
mod tests;
