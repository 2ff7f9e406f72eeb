//! A book as a text that is compared.

mod facts;
mod line;

use std::collections::BTreeMap;

use super::text::{Kind, Note, Passage, Text, Token, Words};
use crate::ir::{
    Block, BlockKind, Book, Figure, Inline, NoteId, Reference, Role, Section, Stanza, Table, plain,
};
use crate::source::{Sources, Span};
use line::Line;

/// Reads a book. What is made anew for every output, contents, title pages, indexes, is left away; `finished`: see
/// [`Text::finished`].
#[must_use]
pub fn read(book: &Book, sources: Sources, finished: bool) -> Text {
    let mut reader = Reader {
        book,
        sources: &sources,
        section: 0,
        number: 0,
        passages: Vec::new(),
        calls: Vec::new(),
    };
    let mut sections = Vec::new();
    for section in
        book.sections().filter(|one| !one.is_generated() || one.role == Role::Bibliography)
    {
        reader.section = sections.len();
        reader.number = 0;
        let start = reader.passages.len();
        reader.section(section);
        let first = reader.passages.get(start).filter(|first| first.kind == Kind::Heading);
        let title = || book.title_of(section).map(|title| plain(&title)).unwrap_or_default();
        sections.push(first.map_or_else(title, |first| first.words.said()));
    }
    let (passages, notes) = reader.finish();
    let metadata = book.metadata();
    Text {
        title: metadata.title.clone(),
        language: metadata.language.clone(),
        edition: metadata.edition,
        facts: facts::facts(metadata, finished),
        sections,
        passages,
        notes,
        finished,
        sources,
    }
}

struct Reader<'b> {
    book: &'b Book,
    sources: &'b Sources,
    section: usize,
    number: usize,
    passages: Vec<Passage>,
    /// For each passage behind how many words which note is called.
    calls: Vec<Vec<(usize, NoteId)>>,
}

impl<'b> Reader<'b> {
    fn line(&self) -> Line<'b> {
        Line::new(self.book, self.sources)
    }

    fn section(&mut self, section: &Section) {
        if let Some(heading) = &section.heading {
            let title = heading.line(heading.title.clone(), section.span);
            let span = heading.title.first().map_or(section.span, |first| first.span);
            self.heading(&title, heading.subtitle.as_deref(), span);
        }
        let before = self.passages.len();
        self.blocks(&section.blocks);
        if let (None, Some(title)) = (&section.heading, &section.title)
            && self.passages.len() > before
        {
            self.title(title, section.span, before);
        }
    }

    /// Puts the title that the manifest gives before the text of a section, where it stands in the contents and in finished books.
    fn title(&mut self, title: &str, span: Span, before: usize) {
        let behind = self.passages.len();
        self.passage(Kind::Heading, span, |line| line.words(title, span));
        // One of nothing but spaces is none.
        if self.passages.len() > behind {
            self.passages[before..].rotate_right(1);
            self.calls[before..].rotate_right(1);
            self.passages[before].number = 0;
        }
    }

    /// A heading with the line below it. Headings that follow one another are one passage: books differ in whether the number of a chapter, its
    /// title and what stands below it are one heading or several.
    fn heading(&mut self, title: &[Inline], subtitle: Option<&str>, span: Span) {
        let mut line = self.line();
        line.inlines(title);
        if let Some(subtitle) = subtitle {
            line.words(subtitle, span);
        }
        match (self.passages.last_mut(), self.calls.last_mut()) {
            (Some(last), Some(calls))
                if last.kind == Kind::Heading && last.section == self.section =>
            {
                calls.extend(line.finish(&mut last.words));
            }
            _ => self.put(Kind::Heading, span, line),
        }
    }

    /// Adds a passage, if there are words in it.
    fn passage(&mut self, kind: Kind, span: Span, write: impl FnOnce(&mut Line<'b>)) {
        let mut line = self.line();
        write(&mut line);
        self.put(kind, span, line);
    }

    fn put(&mut self, kind: Kind, span: Span, line: Line<'b>) {
        let mut words = Words::default();
        let calls = line.finish(&mut words);
        if words.list.is_empty() && calls.is_empty() {
            return;
        }
        self.number += usize::from(kind != Kind::Heading);
        let (section, number) = (self.section, self.number);
        self.passages.push(Passage { kind, section, number, span, words, calls: Vec::new() });
        self.calls.push(calls);
    }

    fn blocks(&mut self, list: &[Block]) {
        list.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        let span = block.span;
        match &block.kind {
            BlockKind::Paragraph(paragraph) => {
                self.passage(Kind::Paragraph, span, |line| line.inlines(&paragraph.content));
            }
            BlockKind::Heading(heading) => {
                let title = heading.line(heading.title.clone(), span);
                self.heading(&title, heading.subtitle.as_deref(), span);
            }
            BlockKind::Quotation { blocks }
            | BlockKind::Epigraph { blocks }
            | BlockKind::Letter { blocks }
            | BlockKind::Drama { blocks }
            | BlockKind::Group { blocks } => self.blocks(blocks),
            BlockKind::Verse { stanzas } => stanzas.iter().for_each(|one| self.stanza(one)),
            BlockKind::Figure(figure) => self.figure(figure, span),
            BlockKind::Table(table) => self.table(table, span),
            BlockKind::List(list) => list.items.iter().for_each(|item| self.blocks(&item.blocks)),
            BlockKind::Definitions { items } => {
                for item in items {
                    self.passage(Kind::Paragraph, item.span, |line| line.inlines(&item.term));
                    self.blocks(&item.blocks);
                }
            }
            BlockKind::ThematicBreak => {
                self.passage(Kind::Break, span, |line| line.words("* * *", span));
            }
            BlockKind::Code { text, .. } => {
                self.passage(Kind::Code, span, |line| line.words(text.trim_end(), span));
            }
            BlockKind::Formula(formula) => {
                self.passage(Kind::Formula, span, |line| line.words(&formula.words(), span));
            }
            BlockKind::References { entries } => entries.iter().for_each(|one| self.work(one)),
            BlockKind::Index(_) | BlockKind::Captions { .. } => {}
        }
    }

    fn work(&mut self, work: &Reference) {
        self.passage(Kind::Paragraph, work.span, |line| {
            line.inlines(&work.mark);
            line.words("", work.span);
            line.inlines(&work.content);
        });
    }

    fn stanza(&mut self, stanza: &Stanza) {
        self.passage(Kind::Verse, stanza.span, |line| {
            for (number, verse) in stanza.lines.iter().enumerate() {
                if number > 0 {
                    line.words("\n", verse.span);
                }
                line.inlines(&verse.content);
            }
        });
    }

    fn figure(&mut self, figure: &Figure, span: Span) {
        let words = format!("[{}]", figure.alt);
        self.passage(Kind::Picture, span, |line| line.words(&words, span));
        self.blocks(&figure.caption);
    }

    fn table(&mut self, table: &Table, span: Span) {
        self.passage(Kind::Paragraph, span, |line| line.inlines(&table.caption));
        for row in table.head.iter().chain(&table.body) {
            self.passage(Kind::Row, row.span, |line| {
                for (number, cell) in row.cells.iter().enumerate() {
                    line.words(if number > 0 { "|" } else { "" }, cell.span);
                    for inner in lines(&cell.blocks) {
                        line.words("", cell.span);
                        line.inlines(inner);
                    }
                }
            });
        }
    }

    /// Passages and notes, the notes in the order of their first calls and the calls with their indexes.
    fn finish(mut self) -> (Vec<Passage>, Vec<Note>) {
        let mut index = BTreeMap::new();
        let mut notes = Vec::new();
        let mut unread = Vec::new();
        for (at, calls) in std::mem::take(&mut self.calls).into_iter().enumerate() {
            for (behind, id) in calls {
                let known = *index.entry(id).or_insert_with(|| {
                    unread.push((id, Some((at, behind))));
                    unread.len() - 1
                });
                self.passages[at].calls.push((behind, known));
            }
        }
        for (id, called) in unread {
            notes.push(self.note(id, called));
        }
        (self.passages, notes)
    }

    fn note(&self, id: NoteId, called: Option<(usize, usize)>) -> Note {
        let note = self.book.note(id);
        let body = &note.written.body;
        let mut inner =
            Reader { passages: Vec::new(), calls: Vec::new(), section: 0, number: 0, ..*self };
        inner.blocks(body);
        let mut words = Words::default();
        for passage in &inner.passages {
            if !words.list.is_empty() {
                words.push(Token::paragraph(passage.span));
            }
            passage.words.tokens().for_each(|token| words.push(token));
        }
        Note { mark: note.mark.to_owned(), span: note.written.span, words, called }
    }
}

/// The lines of inlines in blocks, whatever they are.
fn lines(blocks: &[Block]) -> Vec<&[Inline]> {
    let mut found = Vec::new();
    crate::ir::walk::blocks(blocks, &mut |block| {
        found.extend(crate::ir::walk::child_inlines(block));
    });
    found
}
