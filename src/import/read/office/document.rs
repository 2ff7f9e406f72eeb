//! A whole document, from what its reader found to the draft.

use crate::import::topic::Topic;
use std::collections::BTreeMap;

use super::assemble::{Assembly, items};
use super::byhand;
use super::languages::Tongues;
use super::log::Log;
use super::pages::Pages;
use super::part::{Para, Part, several};
use super::pictures::Pictures;
use super::recalled::Recalled;
use super::record::{self, Properties};
use super::references::Links;
use super::style::Role;
use crate::import::counts::{Counts, words};
use crate::import::draft::{Aside, Draft, Headings, Item, LinkedNote};
use crate::import::report::{Report, quote};
use crate::ir::{Block, BlockKind, Inline, InlineKind, Paragraph, ParagraphKind, walk};
use crate::source::{Sources, Span};

/// A note as its reader found it.
#[derive(Debug)]
pub(in crate::import::read) struct Note {
    /// Its label.
    pub(in crate::import::read) label: String,
    /// Its paragraphs.
    pub(in crate::import::read) parts: Vec<Part>,
    /// Where it stands.
    pub(in crate::import::read) span: Span,
}

/// What a reader found in a document.
#[derive(Debug, Default)]
pub(in crate::import::read) struct Document {
    /// The text.
    pub(in crate::import::read) parts: Vec<Part>,
    /// The notes, in the order of their calls.
    pub(in crate::import::read) notes: Vec<Note>,
    /// The lines of which places speak.
    pub(in crate::import::read) log: Log,
    /// Its languages.
    pub(in crate::import::read) tongues: Tongues,
    /// Its links.
    pub(in crate::import::read) links: Links,
    /// Its pictures.
    pub(in crate::import::read) pictures: Pictures,
    /// What it says of itself.
    pub(in crate::import::read) properties: Properties,
    /// What is no part of the text.
    pub(in crate::import::read) aside: Vec<Aside>,
    /// How much came in.
    pub(in crate::import::read) came: Counts,
    /// What was decided.
    pub(in crate::import::read) report: Report<Span>,
}

impl Document {
    /// Sets words aside that are no part of the text, at the line that is read.
    pub(in crate::import::read) fn set_aside(&mut self, words: String, why: &'static str) {
        if words.contains(|c: char| !c.is_whitespace()) {
            let span = self.log.here();
            let message = format!("{why}, set aside: {}", quote(&words));
            self.report.sure(span, Topic::Leftover, message);
            self.aside.push(Aside { span, why, words });
        }
    }

    /// The draft that is made of it.
    pub(in crate::import::read) fn draft(mut self, name: &str) -> Draft {
        let mut report = std::mem::take(&mut self.report);
        let mut aside = std::mem::take(&mut self.aside);
        for part in &mut self.parts {
            weigh(part, &mut self.tongues);
        }
        let main = self.tongues.main();
        let start = Draft::span(0..0);
        if let Some(denied) = &main.denied {
            let message =
                format!("the file says that it is in `{}`, but its words are not", denied.as_str());
            report.doubt(start, Topic::Language, message);
        }
        let mut record = record::read(&mut self.parts, &self.properties, &mut aside, &mut report);
        record.language.clone_from(&main.language);
        // What properties say came in beside the text.
        let said = aside.iter().filter(|one| record::of_properties(one.why));
        self.came.words += said.map(|one| words(&one.words)).sum::<usize>();
        let marked = byhand::find(&mut self.parts, &mut report);
        count(&self.parts, &mut self.came);
        name_all(&self.parts, &mut self.links);
        for note in &self.notes {
            name_all(&note.parts, &mut self.links);
        }
        let mut pages = Pages::new(&self.links, &mut aside);
        pages.refer(&mut self.parts);
        self.notes.iter_mut().for_each(|note| pages.refer(&mut note.parts));
        pages.tell(&mut report);
        let mut recalled = Recalled::new(&self.links, &mut aside);
        recalled.recall(&mut self.parts);
        self.notes.iter_mut().for_each(|note| recalled.recall(&mut note.parts));
        recalled.tell(&mut report);
        self.came.words += recalled.glued;
        let dangling = self.links.dangling().count();
        if let Some(first) = self.links.dangling().next() {
            let lead = if dangling == 1 { "leads" } else { "lead" };
            let links = several(dangling, "link");
            let message = format!("{links} {lead} nowhere, the words are kept: `{first}`");
            report.doubt(start, Topic::Link, message);
        }
        let mut sources = Sources::default();
        sources.add(name, self.log.finish());
        let mut assembly = Assembly {
            tongues: &self.tongues,
            links: &self.links,
            main: main.tongue,
            report: &mut report,
            aside: &mut aside,
        };
        let mut made = items(self.parts, &mut assembly);
        let mut looks: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut notes = Vec::new();
        for note in self.notes {
            let (mut body, own) = assembly.blocks(note.parts, false);
            if body.is_empty() {
                body.push(empty(note.span));
                assembly.report.doubt(
                    note.span,
                    Topic::Note,
                    format!("note {} says nothing", note.label),
                );
            }
            if !own.is_empty() {
                looks.insert(note.label.clone(), own);
            }
            notes.push(LinkedNote::new(note.label, body));
        }
        looks_to_calls(&mut made, looks);
        Draft {
            record,
            items: made,
            notes,
            pictures: self.pictures.taken,
            aside,
            headings: if marked { Headings::Marked } else { Headings::Unmarked },
            came: self.came,
            report,
            ..Draft::empty(sources)
        }
    }
}

/// What stands in a note that says nothing: one without a text cannot be built.
fn empty(span: Span) -> Block {
    let content = vec![Inline::text(span, "…")];
    let role = ParagraphKind::Body;
    Block::new(span, BlockKind::Paragraph(Paragraph { role, content }))
}

/// Adds headings and lines of verse, by the styles of paragraphs.
fn count(parts: &[Part], came: &mut Counts) {
    for part in parts {
        match part {
            Part::Para(para) if !para.line.says() => {}
            Part::Para(para) => match para.role {
                Role::Heading(_) => came.headings += 1,
                Role::Verse => came.verses += para.line.breaks() + 1,
                _ => {}
            },
            Part::Table(table) => {
                table
                    .rows
                    .iter()
                    .flat_map(|row| &row.cells)
                    .for_each(|cell| count(&cell.parts, came));
            }
        }
    }
}

/// Counts the languages of the words.
fn weigh(part: &mut Part, tongues: &mut Tongues) {
    match part {
        Part::Para(para) => {
            if para.role != Role::Code {
                para.line.texts().for_each(|(text, form)| tongues.count(text, form.tongue));
            }
        }
        Part::Table(table) => {
            let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
            cells.flat_map(|cell| &mut cell.parts).for_each(|part| weigh(part, tongues));
        }
    }
}

/// Gives all places that links lead to their ids.
fn name_all(parts: &[Part], links: &mut Links) {
    for part in parts {
        match part {
            Part::Para(para) => links.name(para),
            Part::Table(table) => {
                name_all(&table.caption, links);
                table
                    .rows
                    .iter()
                    .flat_map(|row| &row.cells)
                    .for_each(|cell| name_all(&cell.parts, links));
            }
        }
    }
}

/// The questions that stand in notes go before the blocks that call these.
fn looks_to_calls(items: &mut [Item], mut looks: BTreeMap<String, Vec<String>>) {
    if looks.is_empty() {
        return;
    }
    for item in items {
        let mut called = Vec::new();
        calls(std::slice::from_ref(&item.block), &mut called);
        for label in called {
            item.looks.extend(looks.remove(&label).into_iter().flatten());
        }
    }
}

fn calls(blocks: &[Block], out: &mut Vec<String>) {
    for block in blocks {
        for line in walk::child_inlines(block) {
            walk::nested(line, &mut |inline| {
                if let InlineKind::NoteCall { label } = &inline.kind {
                    out.push(label.clone());
                }
            });
        }
        walk::child_blocks(block).into_iter().for_each(|inner| calls(inner, out));
    }
}

impl Para {
    /// A paragraph that stands at a place.
    pub(in crate::import::read) fn at(span: Span) -> Self {
        Self { span: Some(span), ..Self::default() }
    }
}
