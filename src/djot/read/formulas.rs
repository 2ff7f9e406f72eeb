//! Formulas: within a line, or on a line of their own, where they part the paragraph they stand in.

use std::ops::Range;

use jotdown::{Attributes, Event};

use super::Reader;
use super::attributes::{Allowed, Given};
use crate::diagnostics::Code;
use crate::ir::{
    Block, BlockKind, Formula, Inline, InlineKind, Language, Paragraph, ParagraphKind,
};
use crate::source::Span;

const FORMULA: Allowed = Allowed { classes: &[], keys: &["alt"] };

impl<'a> Reader<'a, '_> {
    /// Reads a formula whose start was just passed.
    pub(super) fn formula(
        &mut self,
        display: bool,
        attributes: &Attributes<'a>,
        range: Range<usize>,
        out: &mut Vec<Inline>,
    ) {
        let mut tex = String::new();
        let mut end = range.clone();
        while let Some((event, at)) = self.cursor.next() {
            end = at;
            match event {
                // To TeX the end of a line is a space.
                Event::Str(piece) => tex.push_str(&piece.replace('\n', " ")),
                Event::Softbreak => tex.push(' '),
                Event::End(_) => break,
                _ => {}
            }
        }
        // Braces of the formula are no attributes.
        let given = self.peek_given(attributes, &(end.end..end.end), FORMULA);
        let alt = given.value("alt").map(|alt| alt.trim().to_owned()).filter(|alt| !alt.is_empty());
        let tex_span = self.span(range.end..end.start.max(range.end));
        let whole = range.start..end.end;
        if display {
            self.displayed.push(self.span(whole.clone()));
        }
        self.push(InlineKind::Formula(Box::new(Formula { tex, tex_span, alt })), given, whole, out);
    }

    fn is_displayed(&self, inline: &Inline) -> bool {
        matches!(inline.kind, InlineKind::Formula(_)) && self.displayed.contains(&inline.span)
    }

    /// Whether a paragraph has a formula of its own lines.
    pub(super) fn holds_displayed(&self, content: &[Inline], role: ParagraphKind) -> bool {
        matches!(role, ParagraphKind::Body | ParagraphKind::NoIndent)
            && content.iter().any(|inline| self.is_displayed(inline))
    }

    /// Parts a paragraph at the formulas that have lines of their own. What follows one goes on with the paragraph.
    pub(super) fn put_parts(
        &mut self,
        content: Vec<Inline>,
        role: ParagraphKind,
        given: Given,
        range: &Range<usize>,
        out: &mut Vec<Block>,
    ) {
        let from = out.len();
        let Given { mut id, language, .. } = given;
        let mut role = role;
        let mut text = Vec::new();
        for inline in content {
            if !self.is_displayed(&inline) {
                text.push(inline);
                continue;
            }
            out.extend(part(std::mem::take(&mut text), role, &mut id, language.as_ref()));
            self.displayed.retain(|span| *span != inline.span);
            role = ParagraphKind::NoIndent;
            if let InlineKind::Formula(formula) = inline.kind {
                let block = Block::new(inline.span, BlockKind::Formula(formula));
                let language = inline.language.or_else(|| language.clone());
                out.push(Block { id: inline.id.or_else(|| id.take()), language, ..block });
            }
        }
        out.extend(part(text, role, &mut id, language.as_ref()));
        // What stands before and behind all of them belongs to the paragraph, and so to one of them.
        let whole = self.span(range.clone());
        out[from..].iter_mut().take(1).for_each(|first| first.span.start = whole.start);
        out[from..].iter_mut().next_back().into_iter().for_each(|last| last.span.end = whole.end);
    }

    /// Reports formulas on lines of their own where there are no such lines.
    pub(super) fn report_displayed(&mut self) {
        for span in std::mem::take(&mut self.displayed) {
            self.diagnostics.report(
                Code::Misplaced,
                span,
                "a formula in `$$` stands where it can have no line of its own",
                "write it with a single `$`, or put it into a paragraph of running text",
            );
        }
    }
}

/// The paragraph of what stands before, between or behind formulas, if there is anything.
fn part(
    mut content: Vec<Inline>,
    role: ParagraphKind,
    id: &mut Option<String>,
    language: Option<&Language>,
) -> Option<Block> {
    let is_blank = |inline: Option<&Inline>| {
        inline.is_some_and(|inline| match &inline.kind {
            InlineKind::Text { text } => text.trim_matches(' ').is_empty(),
            InlineKind::LineBreak => true,
            _ => false,
        })
    };
    while is_blank(content.last()) {
        content.pop();
    }
    while is_blank(content.first()) {
        content.remove(0);
    }
    if let Some(Inline { kind: InlineKind::Text { text }, .. }) = content.first_mut() {
        *text = text.trim_start_matches(' ').to_owned();
    }
    if let Some(Inline { kind: InlineKind::Text { text }, .. }) = content.last_mut() {
        *text = text.trim_end_matches(' ').to_owned();
    }
    let (first, last) = (content.first()?.span, content.last()?.span);
    let span = Span::new(first.file, first.range().start..last.range().end);
    let block = Block::new(span, BlockKind::Paragraph(Paragraph { role, content }));
    Some(Block { id: id.take(), language: language.cloned(), ..block })
}
