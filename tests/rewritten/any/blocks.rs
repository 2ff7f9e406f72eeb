//! Blocks.

use super::Tape;
use umbruch::ir::{
    Alignment, AsWritten, Block, BlockKind, BlockWriting, Cell, Definition, Delimiter, Figure,
    Heading, Line, List, ListItem, Numbering, Paragraph, ParagraphKind, Row, Stanza, Table,
};

impl Tape<'_> {
    pub(super) fn heading(&mut self, level: u8) -> Heading {
        let some = |tape: &mut Self| tape.chance(4).then(|| tape.plain());
        let (number, subtitle, short) = (some(self), some(self), some(self));
        Heading { level, number, title: self.line(false), subtitle, short }
    }

    pub(super) fn blocks(&mut self, most: usize, outside: bool) -> Vec<Block> {
        let count = 1 + self.pick(most);
        (0..count).map(|_| self.block(outside)).collect()
    }

    pub(super) fn block(&mut self, outside: bool) -> Block {
        if self.depth > 2 {
            return self.paragraph();
        }
        self.depth += 1;
        let kind = match self.pick(18) {
            0..5 => self.paragraph().kind,
            5 if outside => {
                let level = 2 + self.pick(5) as u8;
                BlockKind::Heading(Box::new(self.heading(level)))
            }
            5 => BlockKind::Formula(Box::new(self.formula())),
            6 => BlockKind::Quotation { blocks: self.blocks(2, false) },
            7 => BlockKind::Epigraph { blocks: self.blocks(2, false) },
            8 => BlockKind::Letter { blocks: self.blocks(3, false) },
            9 => BlockKind::Drama { blocks: self.blocks(3, false) },
            10 => BlockKind::Group { blocks: self.blocks(2, false) },
            11 => {
                let verse = self.verse();
                self.depth -= 1;
                return verse;
            }
            12 => self.figure(),
            13 if self.in_cell => self.paragraph().kind,
            13 => self.table(),
            14 | 15 => {
                let list = self.list();
                self.depth -= 1;
                return list;
            }
            16 => self.definitions(),
            17 if self.chance(2) => BlockKind::ThematicBreak,
            17 => self.code(),
            _ => self.paragraph().kind,
        };
        self.depth -= 1;
        self.given(kind)
    }

    pub(super) fn given(&mut self, kind: BlockKind) -> Block {
        let (id, language) = (self.id(), self.language());
        Block { id, language, ..Block::new(self.nowhere, kind) }
    }

    pub(super) fn paragraph(&mut self) -> Block {
        use ParagraphKind::{
            Address, Attribution, Body, Dateline, NoIndent, Postscript, Salutation, Signature,
            Speaker, Stage,
        };
        let role = match self.pick(3) {
            0 | 1 => Body,
            _ => self.one(&[
                NoIndent,
                Attribution,
                Address,
                Dateline,
                Salutation,
                Signature,
                Postscript,
                Speaker,
                Stage,
            ]),
        };
        let content = self.line(true);
        self.given(BlockKind::Paragraph(Paragraph { role, content }))
    }

    /// Verse, the lines of which are counted from a number on.
    pub(super) fn verse(&mut self) -> Block {
        let (every, start) = (1 + self.pick(5) as u32, 1 + self.pick(9) as u32);
        let is_counted = self.chance(2);
        let mut next = start;
        let mut stanzas = Vec::new();
        for _ in 0..1 + self.pick(2) {
            let count = 1 + self.pick(3);
            let lines = (0..count).map(|_| {
                let number = Some(next).filter(|next| is_counted && next.is_multiple_of(every));
                next += 1;
                let (indent, content) = (2 * self.pick(3) as u16, self.line(false));
                Line { span: self.nowhere, indent, number, before: None, content }
            });
            let lines = lines.collect();
            stanzas.push(Stanza { span: self.nowhere, lines });
        }
        let counting = [("numbered", every), ("start", start)];
        let counting = counting.map(|(key, value)| (key.to_owned(), value.to_string())).to_vec();
        let writing = BlockWriting { counting, ..BlockWriting::default() };
        let verse = self.given(BlockKind::Verse { stanzas });
        Block { written: AsWritten(is_counted.then(|| Box::new(writing))), ..verse }
    }

    pub(super) fn figure(&mut self) -> BlockKind {
        let caption = (0..self.pick(3)).map(|_| self.paragraph()).collect();
        BlockKind::Figure(Box::new(Figure {
            path: self.path(),
            path_span: self.nowhere,
            alt: self.plain(),
            decorative: self.chance(4),
            description: self.chance(4).then(|| "kai-genau".to_owned()),
            width: self.chance(3).then_some(60),
            caption,
        }))
    }

    /// A table as it stands between bars, or one whose cells hold blocks, span, and head rows.
    pub(super) fn table(&mut self) -> BlockKind {
        let columns = 1 + self.pick(3);
        let of = [Alignment::Natural, Alignment::Start, Alignment::Center, Alignment::End];
        let alignments = (0..columns).map(|_| self.one(&of)).collect();
        let grid = self.chance(2);
        let (head, body) = (self.pick(if grid { 4 } else { 2 }), 1 + self.pick(3));
        let rows = |tape: &mut Self, count: usize| {
            if grid { tape.grid(count, columns) } else { tape.plain_rows(count, columns) }
        };
        let head = rows(self, head);
        let mut body = rows(self, body);
        if grid {
            let mut cells = body.iter_mut().flat_map(|row| &mut row.cells);
            cells.by_ref().for_each(|cell| cell.header = self.chance(4));
        }
        let caption = if self.chance(3) { self.line(false) } else { Vec::new() };
        BlockKind::Table(Box::new(Table { caption, columns: alignments, head, body }))
    }

    fn plain_rows(&mut self, count: usize, columns: usize) -> Vec<Row> {
        let cell = |tape: &mut Self| {
            let content = if tape.chance(5) { Vec::new() } else { tape.line(false) };
            Cell::of_line(tape.nowhere, content)
        };
        let row = |tape: &mut Self| Row {
            span: tape.nowhere,
            cells: (0..columns).map(|_| cell(tape)).collect(),
        };
        (0..count).map(|_| row(self)).collect()
    }

    /// Rows whose cells take as many columns and rows as are free, or fewer.
    fn grid(&mut self, count: usize, columns: usize) -> Vec<Row> {
        let mut taken = vec![0_usize; columns];
        let mut rows = Vec::new();
        let outer = std::mem::replace(&mut self.in_cell, true);
        for at in 0..count {
            let mut cells = Vec::new();
            let mut column = 0;
            while column < columns {
                if taken[column] > at {
                    column += 1;
                    continue;
                }
                let free = taken[column..].iter().take_while(|until| **until <= at).count();
                let (colspan, rowspan) = (1 + self.pick(free), 1 + self.pick(count - at));
                taken[column..column + colspan].fill(at + rowspan);
                column += colspan;
                let blocks = match self.pick(4) {
                    0 => Vec::new(),
                    1 | 2 => Cell::of_line(self.nowhere, self.line(true)).blocks,
                    _ => self.blocks(2, false),
                };
                let cell = Cell { blocks, ..Cell::of_line(self.nowhere, Vec::new()) };
                let (colspan, rowspan) = (colspan as u16, rowspan as u16);
                cells.push(Cell { colspan, rowspan, ..cell });
            }
            rows.push(Row { span: self.nowhere, cells });
        }
        self.in_cell = outer;
        rows
    }

    pub(super) fn list(&mut self) -> Block {
        let numbering = self.one(&[
            None,
            Some(Numbering::Decimal),
            Some(Numbering::LowerAlpha),
            Some(Numbering::UpperAlpha),
            Some(Numbering::LowerRoman),
            Some(Numbering::UpperRoman),
        ]);
        let delimiter =
            self.one(&[Delimiter::Period, Delimiter::Parenthesis, Delimiter::Parentheses]);
        let is_tight = self.chance(2);
        let mut items = Vec::new();
        // One of a letter and a point alone is no list, and what sets entries apart may not stand in the last.
        let least = if numbering.is_some() || !is_tight { 2 } else { 1 };
        let count = least + self.pick(3);
        for n in 0..count {
            let mut blocks = vec![self.paragraph()];
            if is_tight {
                if self.depth < 3 && self.chance(4) {
                    self.depth += 1;
                    // What stands between an entry and a list in it sets the entries apart.
                    blocks.push(Block { id: None, language: None, ..self.list() });
                    self.depth -= 1;
                }
            } else {
                // Two paragraphs in an entry have a line between them.
                blocks.extend((n == 0).then(|| self.paragraph()));
                blocks.extend((0..self.pick(3)).map(|_| self.block(false)));
            }
            items.push(ListItem { span: self.nowhere, blocks });
        }
        let start = match numbering {
            None => 1,
            Some(Numbering::Decimal) => self.one(&[1, 3, 1911]),
            Some(Numbering::LowerRoman | Numbering::UpperRoman) => self.one(&[1, 2, 4]),
            Some(_) => self.one(&[1, 2, 3, 9]),
        };
        let delimiter = if numbering.is_some() { delimiter } else { Delimiter::Period };
        let list = List { numbering, delimiter, start, tight: is_tight, items };
        let bullet = self.one(&['-', '+', '*']);
        let writing = BlockWriting { bullet: Some(bullet), ..BlockWriting::default() };
        let list = self.given(BlockKind::List(Box::new(list)));
        Block { written: AsWritten(Some(Box::new(writing))), ..list }
    }

    pub(super) fn definitions(&mut self) -> BlockKind {
        let items = (0..1 + self.pick(2)).map(|_| Definition {
            span: self.nowhere,
            term: self.line(false),
            blocks: if self.chance(6) { Vec::new() } else { self.blocks(2, false) },
        });
        BlockKind::Definitions { items: items.collect() }
    }

    pub(super) fn code(&mut self) -> BlockKind {
        let lines = ["title = \"x\"", "", "  ```", ":::", "> x", "- y", "\\*", "`a`", "{% a %}"];
        let count = self.pick(4);
        let mut text: Vec<&str> = (0..count).map(|_| self.one(&lines)).collect();
        text.push("Ende");
        let syntax = self.chance(2).then(|| "toml".to_owned());
        BlockKind::Code { syntax, text: text.join("\n") }
    }
}
