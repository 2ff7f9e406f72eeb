//! A line of inlines as the typesetter reads it: one text, so that words are seen whole where
//! markup parts them.

use std::borrow::Cow;
use std::ops::Range;

use crate::ir::{Citations, Inline, InlineKind, Language};

/// Running text.
#[derive(Debug)]
pub(in crate::writers::pdf) struct Running {
    /// What is read; what is not text is U+FFFC.
    pub(in crate::writers::pdf) text: String,
    /// The stretches that are text, in order.
    parts: Vec<Part>,
    languages: Vec<Language>,
    /// Soft hyphens of the source, taken out of the text: each is a break that the editor allows.
    pub(in crate::writers::pdf) soft: Vec<usize>,
    /// Zero-width non-joiners of the source, taken out: each parts a ligature.
    pub(in crate::writers::pdf) parted: Vec<usize>,
}

#[derive(Debug)]
struct Part {
    range: Range<usize>,
    look: Look,
}

/// What decides on breaks and ligatures in a stretch.
#[derive(Debug, Clone, Copy)]
struct Look {
    language: usize,
    /// Whether ligatures are set at all: not in letterspaced text, not in small capitals.
    ligatures: bool,
    /// Program text, which stays as it is.
    code: bool,
}

impl Running {
    /// The running text of a line whose language is `language`, with what citations say.
    pub(in crate::writers::pdf) fn new(
        list: &[Inline],
        citations: &Citations,
        language: &Language,
    ) -> Self {
        let mut running = Self {
            text: String::new(),
            parts: Vec::new(),
            languages: vec![language.clone()],
            soft: Vec::new(),
            parted: Vec::new(),
        };
        let look = Look { language: 0, ligatures: true, code: false };
        running.line(list, citations, look);
        running
    }

    fn line(&mut self, list: &[Inline], citations: &Citations, look: Look) {
        for inline in list {
            self.inline(inline, citations, look);
        }
    }

    fn inline(&mut self, inline: &Inline, citations: &Citations, mut look: Look) {
        if let Some(language) = &inline.language {
            look.language = self.languages.len();
            self.languages.push(language.clone());
        }
        match &inline.kind {
            InlineKind::Text { text } => self.push(text, look),
            InlineKind::Code { text } => self.push(text, Look { code: true, ..look }),
            InlineKind::LineBreak => self.text.push('\n'),
            InlineKind::SmallCaps { content } | InlineKind::Letterspaced { content } => {
                self.line(content, citations, Look { ligatures: false, ..look });
            }
            InlineKind::IndexMark { content, .. } if content.is_empty() => {}
            _ => match (inline.children(), citations.said(inline)) {
                ([], []) => self.text.push('\u{fffc}'),
                ([], said) => self.line(said, citations, look),
                (content, _) => self.line(content, citations, look),
            },
        }
    }

    fn push(&mut self, text: &str, look: Look) {
        let start = self.text.len();
        if look.code {
            self.text.push_str(text);
        } else {
            self.push_without_controls(text);
        }
        self.parts.push(Part { range: start..self.text.len(), look });
    }

    fn push_without_controls(&mut self, text: &str) {
        let mut before = None;
        for (at, c) in text.char_indices() {
            match control(before, c, &text[at + c.len_utf8()..]) {
                Some(Control::Soft) => self.soft.push(self.text.len()),
                Some(Control::Parted) => self.parted.push(self.text.len()),
                None => self.text.push(c),
            }
            before = Some(c);
        }
    }

    /// The range of the stretch of text with that index.
    pub(in crate::writers::pdf) fn stretch(&self, index: usize) -> Range<usize> {
        self.parts.get(index).map_or(0..0, |part| part.range.clone())
    }

    /// Whether a byte of the text is of program text.
    pub(in crate::writers::pdf) fn is_code_at(&self, at: usize) -> bool {
        self.look_at(at).is_some_and(|look| look.code)
    }

    /// The stretches that are program text.
    pub(in crate::writers::pdf) fn code(&self) -> impl Iterator<Item = Range<usize>> {
        self.parts.iter().filter(|part| part.look.code).map(|part| part.range.clone())
    }

    fn look_at(&self, at: usize) -> Option<Look> {
        let index = self.parts.partition_point(|part| part.range.end <= at);
        self.parts.get(index).filter(|part| part.range.start <= at).map(|part| part.look)
    }

    /// The stretches that are text, in order: where each stands, and whether it is code.
    pub(in crate::writers::pdf) fn stretches(&self) -> impl Iterator<Item = (Range<usize>, bool)> {
        self.parts.iter().map(|part| (part.range.clone(), part.look.code))
    }

    /// The language at a byte of the text; `None` in what is not text of a language.
    pub(in crate::writers::pdf) fn language_at(&self, at: usize) -> Option<&Language> {
        self.look_at(at).filter(|look| !look.code).map(|look| &self.languages[look.language])
    }

    /// Whether ligatures are set at a byte of the text.
    pub(in crate::writers::pdf) fn ligatures_at(&self, at: usize) -> bool {
        self.look_at(at).is_some_and(|look| look.ligatures && !look.code)
    }
}

enum Control {
    Soft,
    Parted,
}

/// A character that says how the text is to be set and must not stay in it. The non-joiner is a
/// letter's part in other scripts.
fn control(before: Option<char>, c: char, after: &str) -> Option<Control> {
    let latin = |c: char| c.is_alphabetic() && u32::from(c) < 0x250;
    match c {
        '\u{ad}' => Some(Control::Soft),
        '\u{200c}' if before.is_some_and(latin) && after.chars().next().is_some_and(latin) => {
            Some(Control::Parted)
        }
        _ => None,
    }
}

/// The text of a stretch as it stands in the running text.
pub(in crate::writers::pdf) fn without_controls(text: &str) -> Cow<'_, str> {
    if !text.contains(['\u{ad}', '\u{200c}']) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        if control(before, c, &text[at + c.len_utf8()..]).is_none() {
            kept.push(c);
        }
        before = Some(c);
    }
    Cow::Owned(kept)
}
