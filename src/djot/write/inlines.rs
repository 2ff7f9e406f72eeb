//! Inlines as they stand in a line of the source.

use super::attributes::Braces;
use super::beside::Beside;
use super::lines::{BREAK, HELD};
use crate::ir::{
    CitedWork, Formula, IndexMark, Inline, InlineKind, LinkTarget, Locator, LocatorKind, MarkNames,
    Writing,
};

/// How much is left to the reader to understand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Care {
    /// Signs stand for quotation marks, dashes and ellipses as they were written.
    #[default]
    AsWritten,
    /// They stand for themselves.
    Literal,
    /// And all marks stand in braces.
    Braced,
}

/// Writes a line.
pub(super) struct Pen<'w> {
    pub(super) out: String,
    beside: &'w Beside<'w>,
    pub(super) care: Care,
    /// Whether the line is a cell of a table.
    pub(super) cell: bool,
    /// Whether the source may break the line where it did.
    pub(super) breaks: bool,
    /// The marks around that stand without braces.
    bare: Vec<char>,
    /// How many marks around stand in braces.
    pub(super) braced: usize,
}

impl<'w> Pen<'w> {
    pub fn new(beside: &'w Beside<'w>, care: Care) -> Self {
        Self {
            out: String::new(),
            beside,
            care,
            cell: false,
            breaks: true,
            bare: Vec::new(),
            braced: 0,
        }
    }

    /// In a cell of a table.
    pub fn in_cell(self) -> Self {
        Self { cell: true, breaks: false, ..self }
    }

    /// In a line of its own, which the source does not break.
    pub fn in_one_line(self) -> Self {
        Self { breaks: false, ..self }
    }

    /// The line, with marks for [`lines`](super::lines).
    pub fn written(mut self, line: &[Inline]) -> String {
        self.line(line);
        self.out
    }

    fn line(&mut self, line: &[Inline]) {
        for (n, inline) in line.iter().enumerate() {
            for comment in self.beside.before(inline.name) {
                self.comment(comment);
            }
            self.inline(inline, &line[n + 1..]);
            for comment in self.beside.behind(inline.name) {
                self.comment(comment);
            }
        }
    }

    fn comment(&mut self, text: &str) {
        let held = text.chars().filter(|c| !matches!(c, '%' | '}')).map(|c| match c {
            ' ' => HELD,
            '\n' if self.cell => HELD,
            '\n' => BREAK,
            c => c,
        });
        let held: String = held.collect();
        self.out.push_str(&format!("{{%{held}%}}"));
    }

    fn inline(&mut self, inline: &Inline, behind: &[Inline]) {
        let next = behind.first();
        let own = |kind: &InlineKind| matches!(kind, InlineKind::Text { .. });
        if own(&inline.kind) && (inline.id.is_some() || inline.language.is_some()) {
            let bare = Inline { id: None, language: None, ..inline.clone() };
            return self.bracketed(&[], &[bare], inline);
        }
        match &inline.kind {
            InlineKind::Text { text } => self.text(text, inline.written.0, behind),
            InlineKind::LineBreak if self.cell => self.out.push(' '),
            InlineKind::LineBreak => {
                self.backslash();
                self.out.push('\n');
            }
            InlineKind::Emphasis { content } => self.marked('_', content, inline, next),
            InlineKind::Strong { content } => self.marked('*', content, inline, next),
            InlineKind::Superscript { content } => self.marked('^', content, inline, next),
            InlineKind::Subscript { content } => self.marked('~', content, inline, next),
            InlineKind::Inserted { content } => self.in_braces('+', content, inline),
            InlineKind::Deleted { content } => self.in_braces('-', content, inline),
            InlineKind::Highlighted { content } => self.in_braces('=', content, inline),
            InlineKind::SmallCaps { content } => self.bracketed(&["smallcaps"], content, inline),
            InlineKind::Letterspaced { content } => self.bracketed(&["spaced"], content, inline),
            InlineKind::WorkTitle { content } => self.bracketed(&["title"], content, inline),
            InlineKind::Stage { content } => self.bracketed(&["stage"], content, inline),
            InlineKind::Group { content } if inline.id.is_none() && inline.language.is_none() => {
                self.line(content);
            }
            InlineKind::Group { content } => self.bracketed(&[], content, inline),
            InlineKind::Code { text } => self.code(text, inline),
            InlineKind::Formula(formula) => {
                let mut braces = self.braces();
                braces.id(inline.id.as_deref()).language(inline.language.as_ref());
                self.formula("$", formula, braces);
            }
            InlineKind::Link { target, content } => self.link(target, content, inline),
            InlineKind::PageReference { target, content } => {
                self.opening("[");
                self.line(content);
                self.out.push_str(&format!("](#{})", destination(target)));
                self.attributes(&["page"], inline);
            }
            InlineKind::IndexMark { mark, content } => self.index_mark(mark, content, inline),
            InlineKind::Citation { works, .. } => self.citation(works, inline),
            InlineKind::Image { path, alt, decorative } => {
                self.image(path, alt);
                let mut braces = self.braces();
                braces.id(inline.id.as_deref()).language(inline.language.as_ref());
                braces.key("decorative", decorative.then_some("true"));
                self.held(&braces.written());
            }
            InlineKind::NoteCall { label, .. } => self.opening(&format!("[^{label}]")),
            InlineKind::PageMarker { label } => {
                self.opening("[");
                self.text(label, Writing::AsRead, &[]);
                self.out.push(']');
                self.attributes(&["page"], inline);
            }
        }
    }

    fn braces(&self) -> Braces {
        Braces::new(self.cell)
    }

    /// Puts in what no line is broken in.
    pub(super) fn held(&mut self, text: &str) {
        self.out.extend(text.chars().map(|c| if c == ' ' { HELD } else { c }));
    }

    /// Puts in a backslash that takes the meaning off what follows; right behind code the parser sees none.
    pub(super) fn backslash(&mut self) {
        if self.out.ends_with('`') && !self.is_escaped() {
            self.out.push_str("{}");
        }
        self.out.push('\\');
    }

    /// Puts in what begins with a bracket: a sign of exclamation before it would make it a picture.
    fn opening(&mut self, text: &str) {
        if self.out.ends_with('!') && !self.is_escaped() {
            self.out.insert(self.out.len() - 1, '\\');
        }
        self.held(text);
    }

    /// Whether a backslash stands before the last sign and takes its meaning off.
    pub(super) fn is_escaped(&self) -> bool {
        let mut signs = self.out.chars().rev();
        signs.next();
        signs.take_while(|c| *c == '\\').count() % 2 == 1
    }

    fn attributes(&mut self, classes: &[&str], inline: &Inline) {
        let mut braces = self.braces();
        braces.id(inline.id.as_deref());
        for class in classes {
            braces.class(class);
        }
        braces.language(inline.language.as_ref());
        self.held(&braces.written());
    }

    /// `[text]{.class}`
    fn bracketed(&mut self, classes: &[&str], content: &[Inline], inline: &Inline) {
        self.opening("[");
        self.line(content);
        self.out.push(']');
        self.attributes(classes, inline);
    }

    /// `_text_`, or within a word and wherever else it is needed `{_text_}`.
    fn marked(&mut self, sign: char, content: &[Inline], inline: &Inline, next: Option<&Inline>) {
        let of_words = matches!(sign, '_' | '*');
        let last = self.out.chars().next_back();
        let within_word =
            last.is_some_and(char::is_alphanumeric) || next.is_some_and(begins_with_letter);
        let needs_braces = self.care == Care::Braced
            || self.bare.contains(&sign)
            || last.is_some_and(|c| c == sign || c == '[')
            || of_words && within_word
            || content.is_empty()
            || is_blank(content.first(), true)
            || is_blank(content.last(), false);
        if needs_braces {
            return self.in_braces(sign, content, inline);
        }
        self.out.push(sign);
        self.bare.push(sign);
        self.line(content);
        self.bare.pop();
        self.out.push(sign);
        self.attributes(&[], inline);
    }

    /// `{+text+}`
    fn in_braces(&mut self, sign: char, content: &[Inline], inline: &Inline) {
        if sign == '=' && self.out.ends_with('`') {
            // Behind code it would be the name of an output.
            self.out.push_str("{}");
        }
        self.out.extend(['{', sign]);
        self.braced += 1;
        match content {
            [] => self.out.push(' '),
            content => self.line(content),
        }
        self.braced -= 1;
        self.out.extend([sign, '}']);
        self.attributes(&[], inline);
    }

    fn code(&mut self, text: &str, inline: &Inline) {
        let fence = "`".repeat(longest_run(text, '`') + 1);
        let space = |is: bool| if is { " " } else { "" };
        let (before, behind) = (space(text.starts_with('`')), space(text.ends_with('`')));
        if self.out.ends_with('`') || self.out.ends_with('$') && !self.is_escaped() {
            self.out.push_str("{}");
        }
        self.held(&format!("{fence}{before}{text}{behind}{fence}"));
        self.attributes(&[], inline);
    }

    /// A formula behind one or two dollar signs; `braces` holds what else it bears.
    pub(super) fn formula(&mut self, signs: &str, formula: &Formula, mut braces: Braces) {
        let fence = "`".repeat(longest_run(&formula.tex, '`') + 1);
        let space = |is: bool| if is { " " } else { "" };
        let before = space(formula.tex.starts_with('`'));
        let behind = space(formula.tex.ends_with('`'));
        // A dollar sign before it would make it stand on a line of its own.
        if self.out.ends_with(['$', '`']) && !self.is_escaped() {
            self.out.push_str("{}");
        }
        let tex = formula.tex.replace('\n', " ");
        self.held(&format!("{signs}{fence}{before}{tex}{behind}{fence}"));
        braces.key("alt", formula.alt.as_deref());
        self.held(&braces.written());
    }

    fn link(&mut self, target: &LinkTarget, content: &[Inline], inline: &Inline) {
        let address = match target {
            LinkTarget::Web { url } => url.clone(),
            LinkTarget::Anchor { id } | LinkTarget::Work { id } => format!("#{id}"),
        };
        let is_bare = |one: &Inline| one.id.is_none() && one.language.is_none();
        if let [one @ Inline { kind: InlineKind::Text { text }, .. }] = content
            && is_bare(inline)
            && is_bare(one)
            && self.beside.has_none(one.name)
            && is_said_itself(&address, text)
        {
            return self.held(&format!("<{text}>"));
        }
        self.opening("[");
        self.line(content);
        self.held(&format!("]({})", destination(&address)));
        self.attributes(&[], inline);
    }

    /// `![text](path)`
    pub fn image(&mut self, path: &str, alt: &str) {
        self.out.push_str("![");
        self.text(alt, Writing::AsRead, &[]);
        self.held(&format!("]({})", destination(path)));
    }

    fn index_mark(&mut self, mark: &IndexMark, content: &[Inline], inline: &Inline) {
        self.opening("[");
        self.line(content);
        self.out.push(']');
        let mut braces = self.braces();
        braces.id(inline.id.as_deref()).class("index");
        let own = [
            ("index", &mark.index),
            ("term", &mark.term),
            ("sub", &mark.sub),
            ("sort", &mark.sort),
        ];
        own.into_iter().for_each(|(key, value)| braces.key(key, value.as_deref()));
        match &mark.names {
            MarkNames::Place => {}
            MarkNames::From { label } => braces.key("from", Some(label)),
            MarkNames::To { label } => braces.key("to", Some(label)),
            MarkNames::See { terms } => braces.key("see", Some(&terms.join("; "))),
            MarkNames::SeeAlso { terms } => braces.key("see-also", Some(&terms.join("; "))),
        }
        braces.language(inline.language.as_ref());
        self.held(&braces.written());
    }

    /// `[vgl. @probe1911, S. 12; @muster]{.cite}`
    fn citation(&mut self, works: &[CitedWork], inline: &Inline) {
        self.opening("[");
        for (n, work) in works.iter().enumerate() {
            if n > 0 {
                self.held("; ");
            }
            if let Some(prefix) = &work.prefix {
                self.said(prefix);
                self.out.push(HELD);
            }
            self.held(&format!("{}@{}", if work.without_author { "-" } else { "" }, work.key));
            if let Some(locator) = &work.locator {
                self.held(", ");
                if let Some(word) = word(locator) {
                    self.said(word);
                    self.out.push(HELD);
                }
                self.said(&locator.value);
            }
        }
        self.out.push(']');
        self.attributes(&["cite"], inline);
    }

    /// Words within a citation, in which no line is broken.
    fn said(&mut self, text: &str) {
        let start = self.out.len();
        self.text(text, Writing::AsRead, &[]);
        let said = self.out.split_off(start);
        self.held(&said);
    }
}

/// The word for the kind of a place in a work.
fn word(locator: &Locator) -> Option<&str> {
    if let Some(word) = &locator.word.0 {
        return Some(word);
    }
    let word = match locator.kind {
        LocatorKind::Page if locator.value.starts_with(|c: char| c.is_ascii_digit()) => {
            return None;
        }
        LocatorKind::Plain => return None,
        LocatorKind::Book => "Buch",
        LocatorKind::Chapter => "Kap.",
        LocatorKind::Column => "Sp.",
        LocatorKind::Figure => "Abb.",
        LocatorKind::Folio => "Bl.",
        LocatorKind::Issue => "Nr.",
        LocatorKind::Line => "Z.",
        LocatorKind::Note => "Anm.",
        LocatorKind::Page => "S.",
        LocatorKind::Paragraph => "Abs.",
        LocatorKind::Part => "Teil",
        LocatorKind::Section => "§",
        LocatorKind::Verse => "V.",
        LocatorKind::Volume => "Bd.",
    };
    Some(word)
}

/// Whether an address stands in angle brackets for itself.
fn is_said_itself(address: &str, text: &str) -> bool {
    let plain =
        |text: &str| !text.contains(['<', '>', '\\', '|']) && !text.contains(char::is_whitespace);
    let mail =
        address.strip_prefix("mailto:").is_some_and(|mail| mail == text && !mail.contains(':'));
    let web = address == text && address.starts_with("http");
    plain(text) && (mail && text.contains('@') || web)
}

/// A destination, in which a backslash takes the meaning off brackets that are no pair.
fn destination(address: &str) -> String {
    let mut depth = 0i32;
    let pairs = address.chars().all(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth >= 0
    }) && depth == 0;
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        if c == '\\' || !pairs && matches!(c, '(' | ')') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether the edge of a line is white space as it is written.
fn is_blank(edge: Option<&Inline>, start: bool) -> bool {
    let Some(inline) = edge else { return false };
    match &inline.kind {
        InlineKind::Text { text } => {
            let c = if start { text.chars().next() } else { text.chars().next_back() };
            c.is_none_or(char::is_whitespace)
        }
        InlineKind::LineBreak => true,
        InlineKind::Group { content } if inline.id.is_none() && inline.language.is_none() => {
            is_blank(if start { content.first() } else { content.last() }, start)
        }
        _ => false,
    }
}

fn begins_with_letter(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text { text } => text.starts_with(char::is_alphanumeric),
        _ => false,
    }
}

/// The length of the longest row of a sign.
pub(super) fn longest_run(text: &str, sign: char) -> usize {
    text.split(|c| c != sign).map(str::len).max().unwrap_or(0)
}
