//! Inlines: text, its marks, links, notes' calls.

use std::ops::Range;

use jotdown::{Attributes, Container, Event};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::attributes::{Allowed, Given, PLAIN};
use super::comments::Stand;
use super::{Reader, depth, links};
use crate::diagnostics::Code;
use crate::ir::{AsWritten, Inline, InlineKind, Writing, plain};

const SPAN: Allowed = Allowed {
    classes: &["smallcaps", "spaced", "title", "stage", "page", "index", "cite"],
    keys: &super::marks::KEYS,
};
const IMAGE: Allowed = Allowed { classes: &[], keys: &["width", "decorative", "description"] };

/// A picture as the source names it.
pub(super) struct Picture {
    pub path: String,
    pub alt: String,
    pub decorative: bool,
    pub given: Given,
    pub range: Range<usize>,
}

impl<'a> Reader<'a, '_> {
    /// Reads inlines up to and with the end of the container just entered; returns them and the
    /// range of the end.
    pub(super) fn inlines(&mut self) -> (Vec<Inline>, Range<usize>) {
        let mut out = Vec::new();
        while let Some((event, range)) = self.cursor.next() {
            match event {
                Event::End(_) => {
                    // Most lines are of few inlines, and of most books the memory is what they take.
                    out.shrink_to_fit();
                    return (out, range);
                }
                Event::Start(container, attributes) => {
                    self.container(container, &attributes, range, &mut out);
                }
                other => self.atom(other, range, &mut out),
            }
        }
        let end = self.text.len();
        (out, end..end)
    }

    /// Reads the inlines of a block of its own: quotations do not reach over its borders.
    pub(super) fn line(&mut self) -> (Vec<Inline>, Range<usize>) {
        let outer = std::mem::take(&mut self.open_quotes);
        let (mut content, end) = self.inlines();
        self.open_quotes = outer;
        self.settle(&mut content);
        (content, end)
    }

    fn atom(&mut self, event: Event<'a>, range: Range<usize>, out: &mut Vec<Inline>) {
        let span = self.span(range.clone());
        let (text, writing): (&str, Writing) = match event {
            Event::Str(text) => {
                self.look_for_braces(&text, &range);
                self.look_for_unclosed(&range);
                // An apostrophe that no parser sees is a piece of its own.
                let writing = match &self.text[range] {
                    mark @ "'" if text != mark => Writing::Straight('\''),
                    _ => Writing::AsRead,
                };
                out.push(Inline {
                    written: AsWritten(writing),
                    ..Inline::text(span, clean(&text))
                });
                return;
            }
            Event::Symbol(name) => {
                out.push(Inline::text(span, format!(":{name}:")));
                return;
            }
            Event::FootnoteReference(label) => {
                let label = label.to_string();
                let kind = InlineKind::NoteCall { label };
                out.push(Inline::new(span, kind));
                return;
            }
            Event::Hardbreak => {
                out.push(Inline::new(span, InlineKind::LineBreak));
                return;
            }
            Event::LeftDoubleQuote => (self.double(&range, true), self.writing_of(&range)),
            Event::RightDoubleQuote => (self.double(&range, false), self.writing_of(&range)),
            Event::LeftSingleQuote => (self.open_single(), self.writing_of(&range)),
            Event::RightSingleQuote => (self.right_single(&range), self.writing_of(&range)),
            Event::Ellipsis => ("…", Writing::Sign),
            Event::EnDash => ("–", Writing::Sign),
            Event::EmDash => ("—", Writing::Sign),
            Event::NonBreakingSpace => ("\u{a0}", Writing::Sign),
            Event::Softbreak if self.lines_count => {
                out.push(Inline::new(span, InlineKind::LineBreak));
                return;
            }
            Event::Attributes(attributes) => {
                self.keep_comments(&attributes, &range, Stand::Line);
                self.dangling(&attributes, &range);
                return;
            }
            Event::Softbreak => {
                // Behind a space at its line's end it is the same space.
                if let Some(Inline { span: before, kind: InlineKind::Text { text }, .. }) =
                    out.last_mut()
                    && text.ends_with(' ')
                    && before.end == span.start
                {
                    before.end = span.end;
                    return;
                }
                (" ", Writing::LineEnd)
            }
            _ => return,
        };
        out.push(Inline { written: AsWritten(writing), ..Inline::text(span, text) });
    }

    /// How a quotation mark is written.
    fn writing_of(&self, range: &Range<usize>) -> Writing {
        match self.text.as_bytes()[range.clone()] {
            [b'{', mark] => Writing::Opening(char::from(mark)),
            [mark, b'}'] => Writing::Closing(char::from(mark)),
            [mark] => Writing::Straight(char::from(mark)),
            _ => Writing::AsRead,
        }
    }

    fn container(
        &mut self,
        container: Container<'a>,
        attributes: &Attributes<'a>,
        range: Range<usize>,
        out: &mut Vec<Inline>,
    ) {
        if self.enter(depth::MARK, &range) {
            self.known_container(container, attributes, range, out);
            self.depth -= depth::MARK;
        }
    }

    /// Goes one container deeper; passes over it, and says so, where it is too deep.
    pub(super) fn enter(&mut self, weight: usize, range: &Range<usize>) -> bool {
        if self.depth + weight <= depth::DEEPEST {
            self.depth += weight;
            return true;
        }
        let span = self.span(range.clone());
        super::report_depth(span, self.diagnostics);
        self.cursor.skip_container();
        false
    }

    fn known_container(
        &mut self,
        container: Container<'a>,
        attributes: &Attributes<'a>,
        range: Range<usize>,
        out: &mut Vec<Inline>,
    ) {
        let wrap: fn(Vec<Inline>) -> InlineKind = match container {
            Container::Emphasis => |content| InlineKind::Emphasis { content },
            Container::Strong => |content| InlineKind::Strong { content },
            Container::Superscript => |content| InlineKind::Superscript { content },
            Container::Subscript => |content| InlineKind::Subscript { content },
            Container::Insert => |content| InlineKind::Inserted { content },
            Container::Delete => |content| InlineKind::Deleted { content },
            Container::Mark => |content| InlineKind::Highlighted { content },
            Container::Span => return self.bracketed(attributes, range, out),
            Container::Link(address, kind) => {
                return self.link(&address, kind, attributes, range, out);
            }
            Container::Image(path, _) => return self.image(&path, attributes, range, out),
            Container::Verbatim => return self.verbatim(attributes, range, out),
            Container::Math { display } => return self.formula(display, attributes, range, out),
            _ => return self.raw(range),
        };
        let given = self.peek_given(attributes, &range, PLAIN);
        let language = given.language.clone();
        let (content, end) = self.within(language.as_ref(), Self::inlines);
        self.push(wrap(content), given, range.start..end.end, out);
    }

    /// Attributes of an inline stand behind it, but come with its start: the range searched for
    /// their words is the rest of the line's block.
    pub(super) fn peek_given(
        &mut self,
        attributes: &Attributes<'a>,
        range: &Range<usize>,
        allowed: Allowed,
    ) -> Given {
        if attributes.is_empty() {
            return Given::default();
        }
        // The nearest closing brace keeps a later element out.
        let rest = &self.text[range.start..];
        let end = rest.find('}').map_or(rest.len(), |brace| brace + 1);
        let end = rest[..end].find("\n\n").unwrap_or(end);
        let known = self.comments.len();
        let given = self.given(attributes, &(range.start..range.start + end), allowed);
        self.comments[known..].iter_mut().for_each(|comment| comment.1 = Stand::Line);
        given
    }

    pub(super) fn push(
        &mut self,
        kind: InlineKind,
        given: Given,
        range: Range<usize>,
        out: &mut Vec<Inline>,
    ) {
        let (span, language) = (self.span(range), given.language);
        out.push(Inline { language, id: given.id, ..Inline::new(span, kind) });
    }

    /// `[text]{…}`
    fn bracketed(
        &mut self,
        attributes: &Attributes<'a>,
        range: Range<usize>,
        out: &mut Vec<Inline>,
    ) {
        let given = self.peek_given(attributes, &range, SPAN);
        let language = given.language.clone();
        let (content, end) = self.within(language.as_ref(), Self::inlines);
        let inside = range.end..end.start.max(range.end);
        let range = range.start..end.end;
        if given.has("cite") {
            let kind = self.citation(inside);
            return self.push(kind, given, range, out);
        }
        if !given.has("index") {
            self.refuse_mark_keys(&given);
        }
        if given.has("page") {
            return self.page_marker(&content, given, range, out);
        }
        if given.id.is_none() && given.language.is_none() && given.classes.is_empty() {
            // Brackets that only carry a comment.
            out.extend(content);
            return;
        }
        let span = self.span(range.clone());
        let mut kind = InlineKind::Group { content };
        for class in given.classes.iter().filter(|class| *class != "index") {
            let content = match kind {
                InlineKind::Group { content } => content,
                other => vec![Inline::new(span, other)],
            };
            kind = match class.as_str() {
                "smallcaps" => InlineKind::SmallCaps { content },
                "spaced" => InlineKind::Letterspaced { content },
                "stage" => InlineKind::Stage { content },
                _ => InlineKind::WorkTitle { content },
            };
        }
        if given.has("index") {
            let content = match kind {
                InlineKind::Group { content } => content,
                other => vec![Inline::new(span, other)],
            };
            kind = self.index_mark(&given, content, &range);
        }
        self.push(kind, given, range, out);
    }

    fn page_marker(
        &mut self,
        content: &[Inline],
        given: Given,
        range: Range<usize>,
        out: &mut Vec<Inline>,
    ) {
        let label = plain(content).trim().to_owned();
        if label.is_empty() {
            self.diagnostics.report(
                Code::Misplaced,
                self.span(range),
                "a page marker has no number",
                "write the page's number into it: `[17]{.page}`",
            );
            return;
        }
        self.push(InlineKind::PageMarker { label }, given, range, out);
    }

    /// A picture within a line.
    fn image(
        &mut self,
        path: &str,
        attributes: &Attributes<'a>,
        range: Range<usize>,
        out: &mut Vec<Inline>,
    ) {
        let picture = self.picture(path, attributes, range);
        self.place_in_line(picture, out);
    }

    /// Puts a picture into a line, where it has no width of its own.
    pub(super) fn place_in_line(&mut self, picture: Picture, out: &mut Vec<Inline>) {
        let of_figures = [("width", "width"), ("description", "long description")];
        for (key, name) in of_figures {
            if let Some(at) = picture.given.place(key) {
                self.diagnostics.report(
                    Code::UnknownAttribute,
                    self.span(at),
                    format!("a picture within a line has no {name} of its own"),
                    format!("put the picture into a paragraph of its own, or take `{key}` out"),
                );
            }
        }
        let Picture { path, alt, decorative, given, range } = picture;
        self.push(InlineKind::Image { path, alt, decorative }, given, range, out);
    }

    /// Reads a picture whose start was just passed.
    pub(super) fn picture(
        &mut self,
        path: &str,
        attributes: &Attributes<'a>,
        range: Range<usize>,
    ) -> Picture {
        let given = self.peek_given(attributes, &range, IMAGE);
        let (mut content, end) = self.inlines();
        self.settle(&mut content);
        Picture {
            path: links::plain(path).into_owned(),
            alt: plain(&content).trim().to_owned(),
            decorative: given.value("decorative") == Some("true"),
            given,
            range: range.start..end.end,
        }
    }

    fn verbatim(
        &mut self,
        attributes: &Attributes<'a>,
        range: Range<usize>,
        out: &mut Vec<Inline>,
    ) {
        let given = self.peek_given(attributes, &range, PLAIN);
        let mut text = String::new();
        let mut end = range.clone();
        while let Some((event, at)) = self.cursor.next() {
            end = at;
            match event {
                Event::Str(piece) => text.push_str(&piece),
                Event::Softbreak => text.push(' '),
                Event::End(_) => break,
                _ => {}
            }
        }
        self.push(InlineKind::Code { text }, given, range.start..end.end, out);
    }

    /// What is meant for one output alone.
    fn raw(&mut self, range: Range<usize>) {
        let end = self.cursor.skip_container();
        self.diagnostics.report(
            Code::Unsupported,
            self.span(range.start..end.end),
            "raw output cannot be used here",
            "raw pieces for one output are not supported; say it in Djot",
        );
    }

    /// Warns of braces that look like attributes but were read as text.
    fn look_for_braces(&mut self, text: &str, range: &Range<usize>) {
        let mut close = None;
        for (at, _) in text.match_indices('{') {
            let start = range.start + at;
            let escaped = self.text[..start].ends_with('\\');
            let rest = &text[at + 1..];
            let word = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
            let looks = rest.starts_with(['.', '#']) && rest.len() > 1
                || word.starts_with('=') && word.len() < rest.len();
            if looks && !escaped {
                // Where none is left, none is looked for again.
                if close.is_none_or(|close| close < at) {
                    close = Some(text[at..].find('}').map_or(usize::MAX, |n| at + n));
                }
                let end = close.filter(|close| *close < text.len());
                let end = end.map_or(range.end, |close| range.start + close + 1);
                self.diagnostics.report(
                    Code::BrokenAttributes,
                    self.span(start..end.min(range.end).max(start + 1)),
                    "this looks like attributes, but is printed as text",
                    "put values into double quotes (`{width=\"50\"}`), nothing between the text and the brace; a backslash before the brace if it is text",
                );
            }
        }
    }
}

/// Runs of white space made single spaces; composed normal form (NFC).
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' | ' ' if out.ends_with(' ') => {}
            '\t' | '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    match is_nfc_quick(out.chars()) {
        IsNormalized::Yes => out,
        _ => out.nfc().collect(),
    }
}
