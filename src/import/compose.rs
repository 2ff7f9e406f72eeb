//! The text of sections: headings, paragraphs with their calls, notes at the end.

use std::ops::Range;

use super::headings::Heading;
use super::notes::{Note, Notes};
use super::outline::{Block, Outline, Section};
use super::source::{Source, is_space};
use crate::djot::{Content, carried};
use crate::ir::{
    self, AsWritten, Beside, BlockKind, Comment, Inline, InlineKind, Name, Names, Paragraph,
    ParagraphKind, SectionId, SeriesId,
};
use crate::source::{FileId, Span};

/// What the files of all sections hold.
pub(super) fn contents(source: &Source, outline: &Outline, notes: &Notes) -> Vec<Content> {
    let sections = (0..).zip(outline.sections.iter().zip(&notes.by_section));
    let content = sections.map(|(n, (section, own))| {
        let mut composer = Composer::new(source, notes, SectionId::nth(n));
        composer.section(section, own);
        composer.content
    });
    content.collect()
}

/// A section while it is put together.
struct Composer<'a, 't> {
    source: &'a Source<'t>,
    notes: &'a Notes,
    names: Names,
    content: Content,
    /// The labels that are called.
    called: Vec<&'a str>,
}

impl<'a, 't> Composer<'a, 't> {
    fn new(source: &'a Source<'t>, notes: &'a Notes, section: SectionId) -> Self {
        let names = Names::for_section(section);
        Self { source, notes, names, content: Content::default(), called: Vec::new() }
    }

    fn section(&mut self, section: &Section, own: &'a [Note]) {
        if let Some(heading) = &section.heading {
            self.content.heading = Some((self.heading(heading), None));
        } else if let Some(title) = section.title.as_ref().filter(|_| section.found_on_page) {
            let title = vec![self.text(title)];
            let heading =
                ir::Heading { level: 1, number: None, title, subtitle: None, short: None };
            self.content.heading = Some((heading, None));
            self.comment("look: the heading is supplied; the page has none", Beside::Heading);
        }
        for block in &section.blocks {
            let kind = match block {
                Block::Heading(heading) => BlockKind::Heading(self.heading(heading)),
                Block::Paragraph(range) => self.paragraph(range),
                Block::Break => BlockKind::ThematicBreak,
            };
            self.block(kind);
        }
        let (called, others): (Vec<&Note>, Vec<&Note>) =
            own.iter().partition(|note| self.called.contains(&note.label.as_str()));
        others.into_iter().for_each(|note| self.uncalled(note));
        called.into_iter().for_each(|note| self.note(note));
    }

    fn block(&mut self, kind: BlockKind) -> Name {
        let mut block = ir::Block::new(nowhere(), kind);
        self.names.name(&mut block.name);
        let name = block.name;
        self.content.blocks.push(block);
        name
    }

    fn comment(&mut self, text: &str, place: Beside) {
        let text = carried(text).map(|c| if c.is_whitespace() { ' ' } else { c });
        let text: String =
            text.filter(|c| !matches!(c, '%' | '{' | '}' | '`') && !c.is_control()).collect();
        let text = format!(" {} ", text.trim());
        self.content.comments.push(Comment { span: nowhere(), text, place });
    }

    fn heading(&mut self, heading: &Heading) -> ir::Heading {
        let number = heading.number.clone().map(|range| said(&self.source.text[range]));
        let title = self.line(&heading.title);
        ir::Heading { level: heading.level, number, title, subtitle: None, short: None }
    }

    fn paragraph(&mut self, range: &Range<usize>) -> BlockKind {
        let content = self.line(range);
        BlockKind::Paragraph(Paragraph { role: ParagraphKind::Body, content })
    }

    /// A piece of the text with its calls and comments.
    fn line(&mut self, range: &Range<usize>) -> Vec<Inline> {
        let mut line = Vec::new();
        let mut at = range.start;
        let (source, notes) = (self.source, self.notes);
        for mark in notes.marks_in(range) {
            line.push(self.text(&source.text[at..mark.range.start]));
            let mut piece = match &mark.label {
                Some(label) => {
                    self.called.push(label);
                    let label = label.clone();
                    Inline::new(nowhere(), InlineKind::NoteCall { label })
                }
                None => self.text(&source.text[mark.range.clone()]),
            };
            self.names.name(&mut piece.name);
            if let (Some(text), Some(id)) = (&mark.comment, piece.name.own()) {
                self.comment(text, Beside::Behind(id));
            }
            line.push(piece);
            at = mark.range.end;
        }
        line.push(self.text(&source.text[at..range.end]));
        line.retain(|one| !matches!(&one.kind, InlineKind::Text { text } if text.is_empty()));
        line
    }

    fn text(&self, text: &str) -> Inline {
        Inline::text(nowhere(), said(text))
    }

    /// A note, behind all else.
    fn note(&mut self, note: &Note) {
        let paragraphs = note.paragraphs.iter().map(|range| {
            let content = vec![self.text(&self.source.text[range.clone()])];
            let kind = BlockKind::Paragraph(Paragraph { role: ParagraphKind::Body, content });
            ir::Block::new(nowhere(), kind)
        });
        let body = paragraphs.collect();
        self.content.notes.push(ir::Note {
            span: nowhere(),
            label: note.label.clone(),
            series: SeriesId(0),
            place: AsWritten::default(),
            body,
        });
    }

    /// A note of which no call was found: text as it stands on the page, with its number.
    fn uncalled(&mut self, note: &Note) {
        for (n, range) in note.paragraphs.iter().enumerate() {
            let start = if n == 0 { note.start } else { range.start };
            let kind = self.paragraph(&(start..range.end));
            let name = self.block(kind);
            if let Some(id) = name.own().filter(|_| n == 0) {
                let look = format!("look: no call of note {} was found in the text", note.label);
                self.comment(&look, Beside::Before(id));
            }
        }
    }
}

/// A text as a line of it says it: white space with a line end in it is one space.
fn said(text: &str) -> String {
    let text: String = carried(text).collect();
    let line_end =
        |c: char| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\x0B' | '\x0C');
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let end = rest.find(is_space).unwrap_or(rest.len());
        out.push_str(&rest[..end]);
        rest = &rest[end..];
        let gap = rest.len() - rest.trim_start_matches(is_space).len();
        out.push_str(if rest[..gap].contains(line_end) { " " } else { &rest[..gap] });
        rest = &rest[gap..];
    }
    out
}

/// What was imported has no place in a source file yet.
pub(super) fn nowhere() -> Span {
    Span::new(FileId(0), 0..0)
}
