//! The sections of the edition: which blocks make which file.

use crate::import::topic::Topic;
use std::ops::Range;

use super::generated::Made;
use super::headings::Heading;
use super::preface;
use super::slug::slug;
use super::source::{Role, Source};
use super::title::Title;
use crate::import::draft::Opening;
use crate::import::report::{Report, quote};
use crate::ir::{self, BlockKind};

/// A block of a section.
#[derive(Debug, Clone)]
pub(super) enum Block {
    /// A heading of level 2 or more.
    Heading(Heading),
    /// A block of the draft, by its index.
    Item(usize),
    /// A line of asterisks or dashes.
    Break,
}

/// One section, one file.
#[derive(Debug, Clone)]
pub(super) struct Section {
    pub(super) role: ir::Role,
    pub(super) heading: Option<Heading>,
    pub(super) blocks: Vec<Block>,
    /// A preface by the publisher of the page.
    pub(super) found_on_page: bool,
    /// Byte offset where it begins.
    pub(super) start: usize,
    /// What stands in the place of a heading if the text has none: over a preface found on the page
    /// in its file, else only in the contents.
    pub(super) title: Option<String>,
    /// The language that the file says it has.
    pub(super) language: Option<ir::Language>,
    /// Whether the book makes it of its text.
    pub(super) generated: bool,
    /// Which of the indexes it is, if it is one.
    pub(super) index: Option<String>,
    /// Path in the edition's folder.
    pub(super) path: String,
}

impl Section {
    /// The text of its blocks that are no headings, in order, by byte ranges.
    pub(super) fn texts(&self, source: &Source) -> impl Iterator<Item = Range<usize>> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Item(item) => Some(source.lines[*item].range.clone()),
            _ => None,
        })
    }

    /// All text of the section in order: headings and paragraphs.
    pub(super) fn spans(&self, source: &Source) -> impl Iterator<Item = Range<usize>> {
        let heading = self.heading.iter().map(|h| h.title.clone());
        heading.chain(self.blocks.iter().filter_map(|b| match b {
            Block::Heading(h) => Some(h.title.clone()),
            Block::Item(item) => Some(source.lines[*item].range.clone()),
            Block::Break => None,
        }))
    }
}

/// All sections in order.
#[derive(Debug)]
pub(super) struct Outline {
    pub(super) sections: Vec<Section>,
}

/// Divides the text into sections.
pub(super) fn build(source: &mut Source, title: &Title, report: &mut Report) -> Outline {
    let body = preface::end(source, title, report);
    let made = Made::of(source.draft);
    let mut builder = Builder { source, sections: Vec::new(), opening: None, made: &made };
    for line in 0..builder.source.lines.len() {
        builder.line(line, body);
    }
    builder.indexes();
    let mut sections = builder.sections;
    entitle(source, &mut sections, title, report);
    Outline { sections }
}

struct Builder<'s, 't> {
    source: &'s Source<'t>,
    sections: Vec<Section>,
    /// What the file says of the part that begins here.
    opening: Option<&'t Opening>,
    /// What sections can be made of.
    made: &'s Made,
}

impl Builder<'_, '_> {
    fn line(&mut self, line: usize, body: Option<usize>) {
        let at = self.source.lines[line].range.start;
        if body == Some(line) {
            if let Some(first) = self.sections.first_mut() {
                first.found_on_page = true;
                first.role = ir::Role::Preface;
            }
            self.open(at, None);
        }
        if let Some(opening) = &self.source.draft.items[line].opens {
            self.opening = Some(opening);
            if opening.generated {
                return self.generated(at, opening);
            }
        }
        match self.source.lines[line].role {
            Role::Text | Role::Block => self.push(at, Block::Item(line)),
            Role::Heading => {
                if let Some(heading) = self.source.lines[line].heading.clone() {
                    self.heading(at, heading);
                }
            }
            Role::Break => self.push(at, Block::Break),
            Role::Title | Role::Leftover(_) | Role::Notes => {}
        }
    }

    fn heading(&mut self, at: usize, heading: Heading) {
        // A part that the file opens here is headed by this, whatever its level.
        let first = self.opening.is_some();
        if heading.level > 1 && !first {
            self.push(at, Block::Heading(heading));
            return;
        }
        let empty = |s: &Section| s.blocks.is_empty() && s.heading.is_none() && !s.generated;
        if self.sections.last().is_some_and(empty) {
            self.sections.pop();
        }
        self.open(at, Some(Heading { level: 1, ..heading }));
    }

    /// Indexes that marks in the text belong to and that stand nowhere, behind all else.
    fn indexes(&mut self) {
        let stands = |index: Option<&str>| {
            self.sections.iter().any(|section| {
                section.role == ir::Role::Index
                    && section.generated
                    && section.index.as_deref() == index
            })
        };
        let missing: Vec<Option<String>> =
            self.made.indexes.iter().filter(|index| !stands(index.as_deref())).cloned().collect();
        for index in missing {
            let role = Some(ir::Role::Index);
            let opening = Opening { role, generated: true, index, ..Opening::default() };
            self.generated(self.source.text.len(), &opening);
        }
    }

    fn open(&mut self, start: usize, heading: Option<Heading>) {
        let opening = self.opening.take();
        let named = heading.as_ref().map_or(ir::Role::Chapter, |h| h.role);
        self.sections.push(Section {
            role: opening.and_then(|o| o.role).unwrap_or(named),
            heading,
            blocks: Vec::new(),
            found_on_page: false,
            start,
            title: opening.and_then(|o| o.title.clone()),
            language: opening.and_then(|o| o.language.clone()),
            generated: false,
            index: None,
            path: String::new(),
        });
    }

    /// A section that the book makes, if there is anything to make it of.
    fn generated(&mut self, at: usize, opening: &Opening) {
        let (role, index) = (opening.role.unwrap_or(ir::Role::Index), opening.index.as_deref());
        self.opening = None;
        if !self.made.holds(role, index) {
            return;
        }
        self.open(at, None);
        if let Some(section) = self.sections.last_mut() {
            (section.role, section.generated) = (role, true);
            section.index = index.map(str::to_owned);
        }
    }

    fn push(&mut self, at: usize, block: Block) {
        let closed = self.sections.last().is_none_or(|last| last.generated);
        if closed || self.opening.is_some() {
            self.open(at, None);
        }
        self.sections.last_mut().expect("a section is open").blocks.push(block);
    }
}

/// Gives sections without a heading what the contents need.
fn entitle(source: &Source, sections: &mut Vec<Section>, title: &Title, report: &mut Report) {
    // What the file opens and leaves empty is no section.
    let says = |block: &Block| match block {
        Block::Item(line) => !matches!(
            &source.draft.items[*line].block.kind,
            BlockKind::Paragraph(paragraph) if paragraph.content.is_empty()
        ),
        Block::Heading(_) | Block::Break => true,
    };
    sections.retain(|s| s.heading.is_some() || s.blocks.iter().any(says) || s.generated);
    let bodies = sections.iter().filter(|s| !s.found_on_page && !s.generated).count();
    for section in sections {
        let titled = section.heading.is_some() || section.title.is_some();
        if titled || section.found_on_page || section.generated {
            continue;
        }
        if bodies == 1 {
            section.title = Some(title.title.clone());
        } else {
            let begins =
                section.spans(source).next().map_or(String::new(), |s| quote(&source.text[s]));
            report.doubt(
                section.start,
                Topic::Heading,
                format!("a section without a heading begins here: {begins}"),
            );
        }
    }
}

impl Outline {
    /// Names the files: `text/01-titel.dj`, the page's preface `text/00-vorwort.dj`.
    pub(super) fn name_files(&mut self, source: &Source) {
        let digits = self.sections.len().to_string().len().max(2);
        let mut number = 0;
        for section in self.sections.iter_mut().filter(|section| !section.generated) {
            if !(section.found_on_page && number == 0) {
                number += 1;
            }
            let words = match (&section.heading, &section.title) {
                (Some(h), _) => {
                    let number = h.number.clone().map_or("", |n| &source.text[n]);
                    format!("{number} {}", &source.text[h.title.clone()])
                }
                (None, Some(title)) => title.clone(),
                (None, None) => String::new(),
            };
            let stem = slug(&words).unwrap_or_else(|| "text".to_owned());
            section.path = format!("text/{number:0digits$}-{stem}.dj");
        }
    }
}
