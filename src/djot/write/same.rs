//! Whether two files read alike, but for the places of things and how they are written.

use std::collections::HashMap;
use std::fmt::Write;

use super::View;
use super::beside::Beside;
#[cfg(test)]
use crate::djot::Content;
use crate::ir::{
    Block, BlockKind, Cell, CitedWork, Figure, Formula, Heading, Inline, InlineKind, Language,
    NodeId, Row, Table,
};
use crate::source::{FileId, Sources, Span};

/// What reads otherwise in the second of two files, if anything does: the parts of both in which they
/// differ first.
#[cfg(test)]
pub fn difference(one: &Content, other: &Content) -> Option<(String, String)> {
    let (beside, others) = (Beside::new(&one.comments), Beside::new(&other.comments));
    let mut one = Parts::new(one.view(), &beside);
    let mut other = Parts::new(other.view(), &others);
    let at = (0..one.count().max(other.count())).find(|n| one.part(*n) != other.part(*n))?;
    let part = |parts: &mut Parts| parts.part(at).unwrap_or_default().to_owned();
    Some((part(&mut one), part(&mut other)))
}

/// A file that is held against what is read of its text.
pub(super) struct Compared<'c> {
    parts: Parts<'c>,
    /// By block that passed while it was read: whether it reads the same, but for what stands beside it.
    passed: Vec<Option<bool>>,
}

impl<'c> Compared<'c> {
    pub(super) fn new(content: View<'c>, beside: &'c Beside<'c>) -> Self {
        Self { parts: Parts::new(content, beside), passed: Vec::new() }
    }

    /// A block that was read and is not kept; no comments stand in it.
    pub(super) fn pass(&mut self, index: usize, block: &Block) {
        let none = Beside::new(&[]);
        let mut outline = Outline { beside: &none, text: String::new(), nowhere: nowhere() };
        outline.bare_block(block);
        let same = self.parts.bare(index) == Some(outline.text.as_str());
        self.passed.resize(self.passed.len().max(index), None);
        self.passed.push(Some(same));
    }

    /// The parts that read otherwise: 0 is the heading, the blocks and the notes follow.
    pub(super) fn differing(mut self, other: View) -> Vec<usize> {
        let one = self.parts.content;
        let is_whole =
            one.blocks.len() == other.blocks.len() && one.notes.len() == other.notes.len();
        let others = Beside::new(other.comments);
        let mut other = Parts::new(other, &others);
        let (parts, passed) = (&mut self.parts, &self.passed);
        let mut differing = (0..parts.count()).filter(|n| {
            let at = n.checked_sub(1);
            let passed = at.and_then(|at| Some((at, passed.get(at).copied().flatten()?)));
            match passed.filter(|(at, _)| *at < one.blocks.len()) {
                Some((_, false)) => true,
                Some((at, true)) => parts.around(at) != other.around(at),
                None => parts.part(*n) != other.part(*n),
            }
        });
        if is_whole { differing.collect() } else { differing.next().into_iter().collect() }
    }
}

/// A file whose parts are outlined one by one.
struct Parts<'c> {
    content: View<'c>,
    outline: Outline<'c>,
    /// The blocks by their names.
    places: HashMap<NodeId, usize>,
}

impl<'c> Parts<'c> {
    fn new(content: View<'c>, beside: &'c Beside<'c>) -> Self {
        let named = (0..).zip(content.blocks);
        Self {
            content,
            outline: Outline { beside, text: String::new(), nowhere: nowhere() },
            places: named.filter_map(|(n, block)| Some((block.name.own()?, n))).collect(),
        }
    }

    fn count(&self) -> usize {
        1 + self.content.blocks.len() + self.content.notes.len()
    }

    /// The outline of a part, if there are so many.
    fn part(&mut self, index: usize) -> Option<&str> {
        if index >= self.count() {
            return None;
        }
        let View { heading, blocks, .. } = self.content;
        let out = &mut self.outline;
        out.text.clear();
        match index.checked_sub(1) {
            None => {
                if let Some((heading, id)) = heading {
                    out.comments(out.beside.heading());
                    writeln!(out.text, "{id:?}").expect("a string");
                    out.heading(heading);
                }
            }
            Some(index) => match blocks.get(index) {
                Some(block) => out.block(block),
                None => self.note(index - blocks.len()),
            },
        }
        if index + 1 == self.count() {
            self.outline.comments(self.outline.beside.end());
        }
        Some(&self.outline.text)
    }

    /// The outline of a block without what stands beside it, if there are so many.
    fn bare(&mut self, index: usize) -> Option<&str> {
        self.outline.text.clear();
        self.outline.bare_block(self.content.blocks.get(index)?);
        Some(&self.outline.text)
    }

    /// What stands beside a block, and behind all if it is the last part.
    fn around(&self, index: usize) -> Option<[&[&str]; 3]> {
        let (block, beside) = (self.content.blocks.get(index)?, self.outline.beside);
        let end: &[&str] = if index + 2 == self.count() { beside.end() } else { &[] };
        Some([beside.before(block.name), beside.behind(block.name), end])
    }

    fn note(&mut self, index: usize) {
        let (out, note) = (&mut self.outline, &self.content.notes[index]);
        out.comments(out.beside.note(index));
        let place = match note.place.0 {
            crate::ir::Beside::Before(id) => self.places.get(&id),
            _ => None,
        };
        writeln!(out.text, "{} {} {place:?}", note.label, note.series.0).expect("a string");
        out.blocks(&note.body);
    }
}

/// A place that is none.
fn nowhere() -> Span {
    let file: FileId = Sources::default().add("", "");
    Span::new(file, 0..0)
}

struct Outline<'o> {
    beside: &'o Beside<'o>,
    text: String,
    nowhere: Span,
}

impl Outline<'_> {
    fn say(&mut self, what: &str) {
        self.text.push_str(what);
        self.text.push('\n');
    }

    fn comments(&mut self, texts: &[&str]) {
        texts.iter().for_each(|text| self.say(&format!("% {text}")));
    }

    fn own(&mut self, id: Option<&str>, language: Option<&Language>) {
        if id.is_some() || language.is_some() {
            self.say(&format!("{{{id:?} {:?}}}", language.map(Language::as_str)));
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        self.say("(");
        blocks.iter().for_each(|block| self.block(block));
        self.say(")");
    }

    fn block(&mut self, block: &Block) {
        self.comments(self.beside.before(block.name));
        self.bare_block(block);
        self.comments(self.beside.behind(block.name));
    }

    /// A block without what stands beside it.
    fn bare_block(&mut self, block: &Block) {
        self.own(block.id.as_deref(), block.language.as_ref());
        self.kind(&block.kind);
    }

    fn kind(&mut self, kind: &BlockKind) {
        match kind {
            BlockKind::Paragraph(paragraph) => {
                self.say(&format!("{:?}", paragraph.role));
                self.line(&paragraph.content);
            }
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Quotation { blocks } => self.within("quotation", blocks),
            BlockKind::Epigraph { blocks } => self.within("epigraph", blocks),
            BlockKind::Letter { blocks } => self.within("letter", blocks),
            BlockKind::Drama { blocks } => self.within("drama", blocks),
            BlockKind::Group { blocks } => self.within("group", blocks),
            BlockKind::Verse { stanzas } => {
                for stanza in stanzas {
                    self.say("stanza");
                    for line in &stanza.lines {
                        self.say(&format!("{} {:?} {:?}", line.indent, line.number, line.before));
                        self.line(&line.content);
                    }
                }
            }
            BlockKind::Figure(figure) => {
                let bare = Figure {
                    path_span: self.nowhere,
                    caption: Vec::new(),
                    ..Figure::clone(figure)
                };
                self.say(&format!("{bare:?}"));
                self.blocks(&figure.caption);
            }
            BlockKind::Formula(formula) => self.formula(formula),
            BlockKind::Table(table) => self.table(table),
            BlockKind::List(list) => {
                let (numbering, delimiter) = (list.numbering, list.delimiter);
                self.say(&format!("{numbering:?} {delimiter:?} {} {}", list.start, list.tight));
                list.items.iter().for_each(|item| self.blocks(&item.blocks));
            }
            BlockKind::Definitions { items } => {
                for item in items {
                    self.line(&item.term);
                    self.blocks(&item.blocks);
                }
            }
            other => self.say(&format!("{other:?}")),
        }
    }

    fn formula(&mut self, formula: &Formula) {
        let bare = Formula { tex_span: self.nowhere, ..formula.clone() };
        self.say(&format!("{bare:?}"));
    }

    fn within(&mut self, what: &str, blocks: &[Block]) {
        self.say(what);
        self.blocks(blocks);
    }

    fn heading(&mut self, heading: &Heading) {
        let Heading { level, number, title, subtitle, short } = heading;
        self.say(&format!("heading {level} {number:?} {subtitle:?} {short:?}"));
        self.line(title);
    }

    fn table(&mut self, table: &Table) {
        self.say(&format!("{:?}", table.columns));
        let mut rows = |rows: &[Row]| {
            for row in rows {
                self.say("row");
                for Cell { colspan, rowspan, header, blocks, .. } in &row.cells {
                    self.say(&format!("{colspan} {rowspan} {header}"));
                    self.blocks(blocks);
                }
            }
        };
        rows(&table.head);
        rows(&table.body);
        self.line(&table.caption);
    }

    /// A line, in which pieces of text that follow each other are one.
    fn line(&mut self, line: &[Inline]) {
        self.say("[");
        let mut text = String::new();
        self.pieces(line, &mut text);
        self.flush(&mut text);
        self.say("]");
    }

    fn flush(&mut self, text: &mut String) {
        if !text.is_empty() {
            self.say(&format!("{text:?}"));
            text.clear();
        }
    }

    fn pieces(&mut self, line: &[Inline], text: &mut String) {
        for inline in line {
            let (before, behind) =
                (self.beside.before(inline.name), self.beside.behind(inline.name));
            if !before.is_empty() {
                self.flush(text);
                self.comments(before);
            }
            let is_bare = inline.id.is_none() && inline.language.is_none();
            match &inline.kind {
                InlineKind::Text { text: own } if is_bare => text.push_str(own),
                InlineKind::Group { content } if is_bare => self.pieces(content, text),
                _ => {
                    self.flush(text);
                    self.own(inline.id.as_deref(), inline.language.as_ref());
                    self.say(&format!("{:?}", self.bare(&inline.kind)));
                    self.line(inline.children());
                }
            }
            if !behind.is_empty() {
                self.flush(text);
                self.comments(behind);
            }
        }
    }

    /// What an inline is, without its content and without places.
    fn bare(&self, kind: &InlineKind) -> InlineKind {
        let mut bare = Inline::new(self.nowhere, kind.clone());
        if let Some(content) = bare.children_mut() {
            content.clear();
        }
        match bare.kind {
            InlineKind::Citation { works } => {
                let works = works.into_iter().map(|work| CitedWork { span: self.nowhere, ..work });
                InlineKind::Citation { works: works.collect() }
            }
            InlineKind::Formula(formula) => {
                InlineKind::Formula(Box::new(Formula { tex_span: self.nowhere, ..*formula }))
            }
            kind => kind,
        }
    }
}
