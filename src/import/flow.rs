//! Running text set in lines of a source file: escaped, with calls and comments, broken at
//! spaces.

use super::source::is_space;
use crate::djot::{comment, hazard, inline, line_start};

/// Width at which lines of the source are broken, in characters.
const WIDTH: usize = 100;

/// One paragraph while it is written.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// Finished words; between two of them stands one space of the text.
    words: Vec<String>,
    word: String,
}

impl Flow {
    /// Adds plain text. White space with a line end in it is one space; several spaces stay
    /// together and are never broken.
    pub(super) fn text(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(is_space).unwrap_or(rest.len());
            let previous = self.word.chars().next_back();
            self.word.push_str(&inline(&rest[..end], previous));
            rest = &rest[end..];
            let gap = rest.len() - rest.trim_start_matches(is_space).len();
            self.space(&rest[..gap]);
            rest = &rest[gap..];
        }
    }

    fn space(&mut self, gap: &str) {
        if gap.is_empty() {
            return;
        }
        let line_end = |c: char| {
            matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\x0B' | '\x0C')
        };
        if gap == " " || gap.contains(line_end) {
            self.words.push(std::mem::take(&mut self.word));
        } else {
            self.word.push_str(gap);
        }
    }

    /// Adds a call of a note. An exclamation mark right before it would make it the beginning of a
    /// picture.
    pub(super) fn call(&mut self, label: &str) {
        if self.word.ends_with('!') {
            self.word.insert(self.word.len() - 1, '\\');
        }
        self.word.push_str("[^");
        self.word.push_str(label);
        self.word.push(']');
    }

    /// A colon after a call would make the call a note's beginning at the start of a line, a
    /// parenthesis would make it a link.
    pub(super) fn text_after_call(&mut self, text: &str) {
        match text.chars().next().filter(|c| matches!(c, ':' | '(')) {
            Some(mark) => {
                self.word.extend(['\\', mark]);
                self.text(&text[mark.len_utf8()..]);
            }
            None => self.text(text),
        }
    }

    /// Adds a comment for the editor; it changes nothing in the text.
    pub(super) fn comment(&mut self, text: &str) {
        self.word.push_str(&comment(text));
    }

    /// The text in one line.
    pub(super) fn line(mut self) -> String {
        self.words.push(self.word);
        self.words.join(" ")
    }

    /// The text in lines; the first begins after `first` characters, the others with `indent`. A
    /// line never begins with a word that would begin a list, a heading or a quotation.
    pub(super) fn lines(mut self, first: usize, indent: &str) -> String {
        self.words.push(std::mem::take(&mut self.word));
        let mut out = String::new();
        let mut column = first;
        for (n, word) in self.words.iter().enumerate() {
            let length = word.chars().count();
            if n == 0 {
                out.push_str(&line_start(word));
            } else if column + 1 + length > WIDTH
                && !word.is_empty()
                && hazard(word).is_none()
                && !out.ends_with(' ')
            {
                out.push('\n');
                out.push_str(indent);
                out.push_str(word);
                column = indent.len();
            } else {
                out.push(' ');
                out.push_str(word);
                column += 1;
            }
            column += length;
        }
        out
    }
}
