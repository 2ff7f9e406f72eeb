//! Blocks: what the parser finds, as blocks of the manuscript.

use crate::import::topic::Topic;
use pulldown_cmark::{Alignment as Align, CodeBlockKind, Event, OffsetIter, Tag, TagEnd};

use super::divs::{Part, folded};
use super::inlines::Piece;
use super::prepared::Prepared;
use super::{Found, Place, pictures};
use crate::import::draft::LinkedNote;
use crate::ir::{
    Alignment, Block, BlockKind, Cell, Definition, Delimiter, Formula, Heading, Inline, InlineKind,
    List, ListItem, Numbering, Paragraph, ParagraphKind, Row, Table,
};
use crate::source::Span;

/// How deep blocks are read as blocks; what is deeper stands in the one around it.
const DEEPEST: usize = 60;

/// Reads the events of a file.
pub(super) struct Reader<'a, 'f, 'p> {
    pub(super) events: std::iter::Peekable<OffsetIter<'a>>,
    pub(super) prepared: &'a Prepared,
    pub(super) place: &'a Place<'a>,
    pub(super) found: &'f mut Found<'p>,
    depth: usize,
}

impl<'a, 'f, 'p> Reader<'a, 'f, 'p> {
    pub(super) fn new(
        events: OffsetIter<'a>,
        prepared: &'a Prepared,
        place: &'a Place<'a>,
        found: &'f mut Found<'p>,
    ) -> Self {
        Self { events: events.peekable(), prepared, place, found, depth: 0 }
    }

    /// A place of the prepared text in the file.
    pub(super) fn span(&self, range: &std::ops::Range<usize>) -> Span {
        let (start, end) = (self.prepared.place(range.start), self.prepared.place(range.end));
        Span::new(self.place.file, start..end.max(start))
    }

    /// The blocks up to the end of what is around, divisions put together.
    pub(super) fn blocks(&mut self, end: Option<TagEnd>) -> Vec<Block> {
        let parts = self.parts(end);
        folded(parts, self.place, self.found)
    }

    fn parts(&mut self, end: Option<TagEnd>) -> Vec<Part> {
        let mut parts = Vec::new();
        // Containers that are too deep, and so are none.
        let mut ignored = 0usize;
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::End(tag) if ignored == 0 && end.is_some_and(|end| end == *tag) => {
                    self.events.next();
                    break;
                }
                Event::End(_) => {
                    self.events.next();
                    ignored = ignored.saturating_sub(1);
                }
                Event::Start(tag) if is_container(tag) && self.depth >= DEEPEST => {
                    self.events.next();
                    ignored += 1;
                }
                Event::Start(tag) if !is_inline(tag) => self.block(&mut parts),
                Event::Rule => {
                    let range = self.events.next().expect("it was seen").1;
                    let kind = BlockKind::ThematicBreak;
                    parts.push(Part::Block(Block::new(self.span(&range), kind)));
                }
                Event::Html(_) => self.html(&mut parts),
                // A line of an entry that is not set apart.
                _ => {
                    let pieces = self.pieces(None);
                    if pieces.is_empty() {
                        self.events.next();
                    }
                    self.paragraph(pieces, &mut parts);
                }
            }
        }
        parts
    }

    fn block(&mut self, parts: &mut Vec<Part>) {
        let (event, range) = self.events.next().expect("it was seen");
        let Event::Start(tag) = event else { unreachable!("a start was seen") };
        let span = self.span(&range);
        self.depth += 1;
        match tag {
            Tag::Paragraph => {
                let pieces = self.pieces(Some(TagEnd::Paragraph));
                self.paragraph(pieces, parts);
            }
            Tag::Heading { level, id, classes, attrs } => {
                let pieces = self.pieces(Some(TagEnd::Heading(level)));
                self.found.came.headings += 1;
                let mut block = self.heading(level as u8, pieces, span);
                block.id = id.map(|id| id.to_string());
                let mut classes: Vec<String> = classes.iter().map(|c| c.to_string()).collect();
                for (key, value) in &attrs {
                    match (&**key, value) {
                        ("lang", Some(tag)) => block.language = crate::ir::Language::parse(tag),
                        (key, _) => classes.push(key.to_owned()),
                    }
                }
                parts.push(Part::Heading(block, classes));
            }
            Tag::BlockQuote(kind) => {
                let blocks = self.blocks(Some(TagEnd::BlockQuote(kind)));
                if !blocks.is_empty() {
                    parts.push(Part::Block(Block::new(span, BlockKind::Quotation { blocks })));
                }
            }
            Tag::CodeBlock(kind) => self.code(kind, span, parts),
            Tag::HtmlBlock => {
                while self
                    .events
                    .peek()
                    .is_some_and(|(event, _)| !matches!(event, Event::End(TagEnd::HtmlBlock)))
                {
                    self.html(parts);
                }
                self.events.next();
            }
            Tag::List(start) => {
                let list = self.list(start, range.start);
                parts.push(Part::Block(Block::new(span, BlockKind::List(Box::new(list)))));
            }
            Tag::FootnoteDefinition(label) => {
                self.found.came.notes += 1;
                let body = self.blocks(Some(TagEnd::FootnoteDefinition));
                let label = self.found.label(self.place, &label, true);
                self.found.notes.push(LinkedNote::new(label, body));
            }
            Tag::DefinitionList => {
                let items = self.definitions();
                if !items.is_empty() {
                    parts.push(Part::Block(Block::new(span, BlockKind::Definitions { items })));
                }
            }
            Tag::Table(alignments) => {
                self.found.came.tables += 1;
                let table = self.table(&alignments, span);
                parts.push(Part::Block(Block::new(span, BlockKind::Table(Box::new(table)))));
            }
            // Parts of what is read as a whole: where they stand alone, what is in them counts.
            Tag::Item => parts.extend(self.parts(Some(TagEnd::Item))),
            Tag::DefinitionListTitle => parts.extend(self.parts(Some(TagEnd::DefinitionListTitle))),
            Tag::DefinitionListDefinition => {
                parts.extend(self.parts(Some(TagEnd::DefinitionListDefinition)));
            }
            Tag::TableHead => parts.extend(self.parts(Some(TagEnd::TableHead))),
            Tag::TableRow => parts.extend(self.parts(Some(TagEnd::TableRow))),
            Tag::TableCell => parts.extend(self.parts(Some(TagEnd::TableCell))),
            _ => {}
        }
        self.depth -= 1;
    }

    /// A paragraph: a line of colons, a block of lines, a picture, a formula, or text.
    fn paragraph(&mut self, mut pieces: Vec<Piece>, parts: &mut Vec<Part>) {
        let Some(first) = pieces.first() else { return };
        let (start, end) = (first.range.start, pieces.last().expect("there is one").range.end);
        let span = self.span(&(start..end));
        let place = self.prepared.place(start);
        if pieces.first().is_some_and(|p| p.said(self.prepared.guard)) {
            if let Some(fence) = self.prepared.fences.get(&place) {
                parts.push(Part::Fence(fence.clone(), span));
                // the words of a cell may follow in the line
                pieces[0].cut(self.prepared.guard.len_utf8());
                if pieces.len() == 1 && pieces[0].said_nothing() {
                    self.found.count.clear();
                    return;
                }
            }
            if self.prepared.verses.contains_key(&place) {
                self.verse(pieces, span, parts);
                return;
            }
        }
        // A formula on lines of its own parts the paragraph that it stands in.
        for run in pieces.split_inclusive(|piece| piece.formula(true).is_some()) {
            let (text, formula) = match run.split_last() {
                Some((last, text)) if last.formula(true).is_some() => (text, Some(last)),
                _ => (run, None),
            };
            let line = trimmed(self.line(text.to_vec()));
            if !line.is_empty() {
                let span = if formula.is_some() { self.span(&text[0].range) } else { span };
                parts.push(Part::Block(paragraph_or_figure(line, span, self.found)));
            }
            if let Some((piece, tex)) = formula.and_then(|p| Some((p, p.formula(true)?))) {
                let span = self.span(&piece.range);
                self.found.count.end();
                let formula = Formula { tex: tex.to_owned(), tex_span: span, alt: None };
                parts.push(Part::Block(Block::new(span, BlockKind::Formula(Box::new(formula)))));
            }
        }
    }

    fn verse(&mut self, pieces: Vec<Piece>, span: Span, parts: &mut Vec<Part>) {
        let guard = self.prepared.guard;
        let mut lines = Vec::new();
        let mut block = 0;
        for mut line in super::inlines::split_at_guards(pieces, guard) {
            let start = line.first().map_or(0, |piece| piece.range.start);
            let known = self.prepared.verses.get(&self.prepared.place(start));
            let Some(known) = known.copied() else { continue };
            block = known.block;
            // the sign with which the line was made one of a block
            if let Some(first) = line.first_mut() {
                first.cut(guard.len_utf8());
            }
            let span = line.first().map_or(span, |piece| self.span(&piece.range));
            let content = trimmed(self.line(line));
            self.found.came.verses += 1;
            lines.push(crate::ir::Line {
                span,
                indent: known.indent.min(40),
                number: None,
                before: None,
                content,
            });
        }
        if !lines.is_empty() {
            parts.push(Part::Stanza(crate::ir::Stanza { span, lines }, block));
        }
    }

    fn heading(&mut self, level: u8, pieces: Vec<Piece>, span: Span) -> Block {
        let title = trimmed(self.line(pieces));
        let (number, subtitle, short) = (None, None, None);
        let title = title.into_iter().map(without_break).collect();
        let heading = Heading { level, number, title, subtitle, short };
        Block::new(span, BlockKind::Heading(Box::new(heading)))
    }

    fn code(&mut self, kind: CodeBlockKind<'a>, span: Span, parts: &mut Vec<Part>) {
        let mut text = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Text(piece) => text.push_str(&piece),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        let text = text.trim_end_matches('\n').to_owned();
        self.found.count.whole(&text);
        let info = match &kind {
            CodeBlockKind::Fenced(info) => info.trim(),
            CodeBlockKind::Indented => "",
        };
        if let Some(output) = info.strip_prefix("{=").and_then(|info| info.strip_suffix('}')) {
            let message =
                format!("a passage for the output `{output}` alone is kept as it is written");
            self.found.report.doubt(span, Topic::Markup, message);
        }
        let name = info.trim_start_matches(['{', '.']);
        let name = name.split(|c: char| !(c.is_alphanumeric() || "+#-_".contains(c))).next();
        let syntax = name.filter(|name| !name.is_empty()).map(str::to_owned);
        parts.push(Part::Block(Block::new(span, BlockKind::Code { syntax, text })));
    }

    fn list(&mut self, start: Option<u64>, at: usize) -> List {
        let (numbering, delimiter) = match start {
            Some(_) => {
                let marker = self.prepared.text[at..].trim_start();
                let sign = marker.trim_start_matches(|c: char| c.is_ascii_digit()).chars().next();
                let closed = sign == Some(')');
                let delimiter = if closed { Delimiter::Parenthesis } else { Delimiter::Period };
                (Some(Numbering::Decimal), delimiter)
            }
            None => (None, Delimiter::Period),
        };
        let mut items = Vec::new();
        let mut tight = true;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let loose = |event: &Event<'_>| matches!(event, Event::Start(Tag::Paragraph));
                    tight &= !self.events.peek().is_some_and(|(event, _)| loose(event));
                    let blocks = self.blocks(Some(TagEnd::Item));
                    items.push(ListItem { span: self.span(&range), blocks });
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        List { numbering, delimiter, start: start.unwrap_or(1), tight, items }
    }

    fn definitions(&mut self) -> Vec<Definition> {
        let mut items: Vec<Definition> = Vec::new();
        let mut terms: Vec<Inline> = Vec::new();
        let mut at = None;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::DefinitionListTitle) => {
                    let pieces = self.pieces(Some(TagEnd::DefinitionListTitle));
                    // several terms of one explanation
                    if !terms.is_empty() {
                        terms.push(Inline::text(self.span(&range), ", "));
                    }
                    terms.extend(trimmed(self.line(pieces)));
                    at = Some(self.span(&range));
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let blocks = self.blocks(Some(TagEnd::DefinitionListDefinition));
                    match items.last_mut().filter(|_| terms.is_empty()) {
                        // several explanations of one term
                        Some(last) => last.blocks.extend(blocks),
                        None => {
                            let span = at.take().unwrap_or_else(|| self.span(&range));
                            let term = std::mem::take(&mut terms);
                            items.push(Definition { span, term, blocks });
                        }
                    }
                }
                Event::End(TagEnd::DefinitionList) => break,
                _ => {}
            }
        }
        if !terms.is_empty() {
            let span = at.unwrap_or(Span::new(self.place.file, 0..0));
            items.push(Definition { span, term: terms, blocks: Vec::new() });
        }
        items
    }

    fn table(&mut self, alignments: &[Align], span: Span) -> Table {
        let columns = alignments.iter().map(|align| match align {
            Align::None => Alignment::Natural,
            Align::Left => Alignment::Start,
            Align::Center => Alignment::Center,
            Align::Right => Alignment::End,
        });
        let mut table = Table {
            caption: Vec::new(),
            columns: columns.collect(),
            head: Vec::new(),
            body: Vec::new(),
        };
        let mut cells = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    let pieces = self.pieces(Some(TagEnd::TableCell));
                    let span = self.span(&range);
                    cells.push(Cell::of_line(span, trimmed(self.line(pieces))));
                }
                Event::End(row @ (TagEnd::TableHead | TagEnd::TableRow)) => {
                    let mut cells = std::mem::take(&mut cells);
                    self.surplus(&range, table.columns.len());
                    let span = self.span(&range);
                    cells.resize_with(table.columns.len(), || Cell::of_line(span, Vec::new()));
                    let is_head = row == TagEnd::TableHead;
                    // a head without a word is there because Markdown has no table without one
                    let said = cells.iter().any(|cell| !cell.blocks.is_empty());
                    match is_head {
                        true if said => table.head.push(Row { span, cells }),
                        true => {}
                        false => table.body.push(Row { span, cells }),
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        if table.body.is_empty() {
            table.body = std::mem::take(&mut table.head);
        }
        if table.body.is_empty() {
            let cells = table.columns.iter().map(|_| Cell::of_line(span, Vec::new())).collect();
            table.body.push(Row { span, cells });
        }
        table
    }

    /// What a row has beyond its columns: Markdown drops it, we do not.
    fn surplus(&mut self, range: &std::ops::Range<usize>, columns: usize) {
        let row = self.prepared.text[range.clone()].trim();
        let bars: Vec<usize> = row
            .match_indices('|')
            .map(|(at, _)| at)
            .filter(|at| !row[..*at].ends_with('\\'))
            .collect();
        let inner: Vec<usize> =
            bars.into_iter().filter(|at| *at > 0 && at + 1 < row.len()).collect();
        let Some(cut) = columns.checked_sub(1).and_then(|at| inner.get(at)) else { return };
        // a bar within code parts no cells
        if row.contains('`') && row.matches('|').count() < columns + 2 {
            return;
        }
        let words = row[cut + 1..].trim_matches(['|', ' ']);
        if !words.is_empty() {
            let span = self.span(range);
            let why = "cells beyond the columns of the table";
            self.found.aside(span, why, words);
        }
    }

    /// A block of HTML: its lines.
    fn html(&mut self, parts: &mut Vec<Part>) {
        let mut text = String::new();
        let mut all: Option<std::ops::Range<usize>> = None;
        while let Some((Event::Html(_) | Event::Text(_), _)) = self.events.peek() {
            let Some((Event::Html(piece) | Event::Text(piece), range)) = self.events.next() else {
                break;
            };
            text.push_str(&piece);
            all = Some(all.map_or(range.clone(), |all| all.start..range.end));
        }
        let Some(range) = all else {
            // nothing that a block of HTML holds
            if !matches!(self.events.peek(), Some((Event::End(_), _)) | None) {
                self.events.next();
            }
            return;
        };
        let span = self.span(&range);
        let read = super::tags::block(&text, span, self.place, self.found);
        parts.extend(read);
    }
}

fn is_container(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::Item
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
    )
}

/// Whether a tag stands within a line.
pub(super) fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// A line without white space around it.
pub(super) fn trimmed(mut line: Vec<Inline>) -> Vec<Inline> {
    let blank = |inline: &Inline| match &inline.kind {
        InlineKind::LineBreak => true,
        InlineKind::Text { text } => text.trim().is_empty(),
        _ => false,
    };
    while line.last().is_some_and(blank) {
        line.pop();
    }
    let from = line.iter().take_while(|inline| blank(inline)).count();
    line.drain(..from);
    if let Some(Inline { kind: InlineKind::Text { text }, .. }) = line.last_mut() {
        text.truncate(text.trim_end_matches([' ', '\t']).len());
    }
    line
}

fn without_break(inline: Inline) -> Inline {
    match inline.kind {
        InlineKind::LineBreak => Inline::text(inline.span, " "),
        _ => inline,
    }
}

/// A picture alone is a figure.
pub(super) fn paragraph_or_figure(line: Vec<Inline>, span: Span, found: &mut Found<'_>) -> Block {
    if let [one] = line.as_slice()
        && let Some(figure) = pictures::figure(one, span, found)
    {
        return figure;
    }
    Block::new(span, BlockKind::Paragraph(Paragraph { role: ParagraphKind::Body, content: line }))
}
