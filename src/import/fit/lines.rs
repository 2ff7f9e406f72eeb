//! Lines that a book can hold.

use crate::import::topic::Topic;
use unicode_normalization::char::is_combining_mark;

use super::blocks::{one_line, shown};
use super::{Fitter, anchor};
use crate::addresses;
use crate::djot::carried;
use crate::formula;
use crate::ir::{Formula, Inline, InlineKind, LinkTarget, MarkNames};

/// How deep marks stand in each other.
const DEEPEST: usize = 16;
/// How many marks a letter bears (docs/format.md, lengths).
const MOST_MARKS: usize = 60;

/// What a line is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum In {
    /// A paragraph.
    Text,
    /// A heading.
    Heading,
    /// A line of verse.
    Verse,
    /// Another line: a caption, a term.
    Line,
}

/// Whether a line says nothing.
pub(super) fn is_blank(line: &[Inline]) -> bool {
    line.iter().all(|inline| match &inline.kind {
        InlineKind::Text { text } => text.chars().all(char::is_whitespace) && inline.id.is_none(),
        InlineKind::LineBreak => true,
        InlineKind::Group { content } => inline.id.is_none() && is_blank(content),
        _ => false,
    })
}

impl Fitter {
    /// A line as a book can hold it.
    pub(super) fn line(&mut self, line: Vec<Inline>, of: In) -> Vec<Inline> {
        let mut out = Vec::with_capacity(line.len());
        for inline in line {
            self.inline(inline, of, 0, false, &mut out);
        }
        // breaks at the ends break nothing
        let ends = |inline: &Inline| matches!(inline.kind, InlineKind::LineBreak);
        while out.last().is_some_and(ends) {
            out.pop();
        }
        let from = out.iter().take_while(|inline| ends(inline)).count();
        out.drain(..from);
        out.shrink_to_fit();
        out
    }

    fn inline(
        &mut self,
        mut inline: Inline,
        of: In,
        depth: usize,
        in_link: bool,
        out: &mut Vec<Inline>,
    ) {
        if let Some(id) = &inline.id
            && !(self.ids.contains(id) && self.seen.insert(id.clone()))
        {
            inline.id = None;
        }
        let span = inline.span;
        match &mut inline.kind {
            InlineKind::Text { text } => {
                *text = fitting(text);
                if !text.is_empty() {
                    out.push(inline);
                }
            }
            InlineKind::LineBreak => match of {
                In::Text => out.push(inline),
                _ => out.push(Inline::text(span, " ")),
            },
            InlineKind::Code { text } => {
                *text = one_line_code(text);
                if !text.trim().is_empty() {
                    out.push(inline);
                }
            }
            InlineKind::Formula(own) => match fitting_formula(own, false) {
                Ok(()) => out.push(inline),
                Err(fault) => {
                    let text = one_line_code(&own.tex);
                    self.look(
                        span,
                        Topic::Formula,
                        format!("the formula `{}` cannot be set: {}", shown(&text), fault.message),
                    );
                    if !text.trim().is_empty() {
                        out.push(Inline::new(span, InlineKind::Code { text }));
                    }
                }
            },
            InlineKind::NoteCall { label } => {
                // a note calls what stands deeper, so that none calls itself in the end
                let depth = self.notes.get(label.as_str());
                if depth.is_some_and(|depth| self.in_note.is_none_or(|own| *depth > own)) {
                    return out.push(inline);
                }
                let label = one_line(label);
                self.look(
                    span,
                    Topic::Note,
                    format!("the note `{}` is called here and has no text", shown(&label)),
                );
                out.push(Inline::text(span, format!("[{label}]")));
            }
            InlineKind::Image { path, alt, decorative } => {
                *alt = one_line(alt);
                *decorative = alt.is_empty();
                if self.pictures.contains(path.as_str()) {
                    return out.push(inline);
                }
                self.look(
                    span,
                    Topic::Picture,
                    format!("the picture `{}` is missing or damaged", shown(path)),
                );
                let words = if alt.is_empty() { "Illustration" } else { alt.as_str() };
                out.push(Inline::text(span, format!("[{words}]")));
            }
            InlineKind::PageMarker { label } => {
                *label = one_line(label);
                if !label.is_empty() {
                    out.push(inline);
                }
            }
            InlineKind::Citation { .. } if self.has_works => out.push(inline),
            // without works none can be cited
            InlineKind::Citation { works } => {
                let keys: Vec<&str> = works.iter().map(|work| work.key.as_str()).collect();
                let words = format!("[@{}]", keys.join("; @"));
                self.look(span, Topic::Citation, "a work is cited here".to_owned());
                out.push(Inline::text(span, words));
            }
            _ => self.around(inline, of, depth, in_link, out),
        }
    }

    /// What has a line inside of it.
    fn around(
        &mut self,
        mut inline: Inline,
        of: In,
        depth: usize,
        in_link: bool,
        out: &mut Vec<Inline>,
    ) {
        let span = inline.span;
        let mut is_bare = depth >= DEEPEST;
        let mut may_be_empty = inline.id.is_some();
        match &mut inline.kind {
            InlineKind::Link { target, .. } => {
                let good = match target {
                    LinkTarget::Web { url } => match addresses::written(url) {
                        Ok(good) => {
                            *url = good;
                            true
                        }
                        Err(fault) => {
                            let message = format!(
                                "the link to `{}` leads nowhere ({fault}); its words are kept",
                                shown(url)
                            );
                            self.look(span, Topic::Link, message);
                            false
                        }
                    },
                    target => {
                        may_be_empty = true;
                        let known = anchor(target).is_some_and(|id| self.ids.contains(id));
                        if !known {
                            let name = shown(target.name());
                            self.look(
                                span,
                                Topic::Link,
                                format!("the link to `{name}` leads nowhere; its words are kept"),
                            );
                        }
                        known
                    }
                };
                may_be_empty &= good;
                is_bare |= !good || in_link;
            }
            InlineKind::PageReference { target, .. } => {
                is_bare |= !self.ids.contains(target.as_str()) || in_link;
                may_be_empty = !is_bare;
            }
            InlineKind::IndexMark { mark, .. } => {
                may_be_empty |= mark.term.is_some() || matches!(mark.names, MarkNames::To { .. });
            }
            _ => {}
        }
        let in_link = in_link
            || matches!(inline.kind, InlineKind::Link { .. } | InlineKind::PageReference { .. });
        let mut content = Vec::new();
        for inner in inline.children_mut().map(std::mem::take).unwrap_or_default() {
            self.inline(inner, of, depth + 1, in_link, &mut content);
        }
        content.shrink_to_fit();
        if is_bare {
            return out.extend(content);
        }
        let says = !is_blank(&content);
        if !says && !may_be_empty {
            return out.extend(content);
        }
        if let Some(own) = inline.children_mut() {
            *own = content;
        }
        out.push(inline);
    }
}

/// A text as a source can carry it: no letter bears more marks than can be set.
fn fitting(text: &str) -> String {
    let is_mark = |c: char| {
        is_combining_mark(c) || matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
    };
    let mut marks = 0;
    let mut out = String::with_capacity(text.len());
    for c in carried(text) {
        let c = if c.is_control() && c != '\t' { ' ' } else { c };
        let c = if matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c };
        marks = if is_mark(c) { marks + 1 } else { 0 };
        // what is beyond stands on a space of its own
        if marks >= MOST_MARKS {
            out.push('\u{A0}');
            marks = 1;
        }
        out.push(c);
    }
    out
}

/// Whether a formula can be set, of what a source can carry of it.
pub(super) fn fitting_formula(formula: &mut Formula, display: bool) -> Result<(), formula::Fault> {
    formula.tex = carried(&formula.tex).collect();
    formula.alt = formula.alt.as_deref().map(one_line);
    formula::read(&formula.tex, display).map(|_| ())
}

fn one_line_code(text: &str) -> String {
    carried(text)
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect()
}
