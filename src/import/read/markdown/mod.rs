//! Markdown: CommonMark with the additions of GitHub and Pandoc; a file, or the files of a book in their order.
//!
//! `pulldown-cmark` reads it. What lines say that it does not know, is guarded before ([`prepared`]); what stands within a line,
//! found after ([`spans`]).

mod addresses;
mod anchors;
mod attributes;
mod blocks;
mod csl;
mod divs;
mod drawn;
mod folder;
mod found;
mod front;
mod grid;
mod inlines;
mod lines;
mod pictures;
mod prepared;
mod spans;
mod tables;
mod tags;
mod tally;
mod works;

use std::sync::Arc;

use crate::import::topic::Topic;
use pulldown_cmark::{Options, Parser};

use blocks::Reader;
use found::{Found, Marks};
use prepared::Prepared;

use crate::import::draft::{Draft, Item, Opening, Record};
use crate::import::report::ImportError;
use crate::import::{Foreign, encoding};
use crate::ir::{Block, BlockKind, Inline, Language, Paragraph, ParagraphKind};
use crate::source::{FileId, Sources, Span};

/// Largest file, in bytes.
const LARGEST: usize = 64 << 20;

/// Where what is read stands.
pub(super) struct Place<'a> {
    file: FileId,
    /// Path of the file in the folder.
    path: &'a str,
    text: &'a str,
}

impl Place<'_> {
    /// A piece of the file as a paragraph.
    fn words(&self, range: std::ops::Range<usize>, found: &mut Found<'_>) -> Block {
        let text: String = crate::djot::carried(&self.text[range.clone()]).collect();
        found.count.whole(&text);
        let span = Span::new(self.file, range);
        let content = vec![Inline::text(span, text)];
        let role = ParagraphKind::Body;
        Block::new(span, BlockKind::Paragraph(Paragraph { role, content }))
    }
}

/// A file of the book.
struct Part {
    file: FileId,
    path: String,
    /// Below how many other files it stands.
    depth: u8,
    /// What a list of the files calls it.
    title: Option<String>,
    /// Whether files stand beside it.
    opens: bool,
    blocks: Vec<Block>,
}

/// Reads a file of Markdown, or the files that it lists.
pub(super) fn read(mut foreign: Foreign<'_>) -> Result<Draft, ImportError> {
    let decoded = encoding::decode(std::mem::take(&mut foreign.bytes))?;
    let text: Arc<str> = with_line_feeds(decoded.text).into();
    if text.len() > LARGEST {
        let message = format!("the file is larger than {} MB", LARGEST >> 20);
        return Err(ImportError::new(1, 1, message).hint("part it into several files"));
    }
    let name = foreign.name.rsplit(['/', '\\']).next().unwrap_or(foreign.name);
    if name.eq_ignore_ascii_case("summary.md") {
        return folder::read_listed(&text, &foreign);
    }
    let mut sources = Sources::default();
    let file = sources.add(foreign.name, Arc::clone(&text));
    let mut record = Record::default();
    let mut found = Found::new(foreign.folder);
    if let Some(from) = &decoded.from {
        found.report.doubt(Span::new(file, 0..0), Topic::Encoding, from.told());
    }
    let parts = vec![part(&text, (file, name), &mut record, &mut found)];
    Ok(draft(sources, parts, record, found))
}

/// Reads the files of a folder, in the order of the list that one of them holds, else by their names.
pub(super) fn read_folder(foreign: Foreign<'_>) -> Result<Draft, ImportError> {
    folder::read(&foreign)
}

/// A text whose lines end with line feeds.
fn with_line_feeds(text: String) -> String {
    match text.contains('\r') {
        true => text.replace("\r\n", "\n").replace('\r', "\n"),
        false => text,
    }
}

/// Reads one file.
fn part(
    text: &str,
    (file, path): (FileId, &str),
    record: &mut Record,
    found: &mut Found<'_>,
) -> Part {
    let mut own = Record::default();
    let nowhere = Span::new(file, 0..0);
    let from = front::read(text, path, nowhere, &mut own, found);
    merge(record, own);
    found.quotes =
        Marks::of(record.language.clone().or_else(|| language_of(&text[from..])).as_ref());
    let place = Place { file, path, text };
    let prepared = Prepared::new(text, from);
    let parser = Parser::new_ext(&prepared.text, options()).into_offset_iter();
    let blocks = Reader::new(parser, &prepared, &place, found).blocks(None);
    found.count.end();
    Part { file, path: path.to_owned(), depth: 0, title: None, opens: false, blocks }
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SUBSCRIPT
}

/// How much of a text its language is told from, in bytes.
const SAMPLE: usize = 20_000;

/// The language of a text, for its quotation marks.
fn language_of(text: &str) -> Option<Language> {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let told = whatlang::detect(sample).filter(whatlang::Info::is_reliable)?;
    Language::parse(crate::language::shortest_code(told.lang().code()))
}

/// What the first file to say it says holds.
fn merge(record: &mut Record, own: Record) {
    let old = std::mem::take(record);
    *record = Record {
        title: old.title.or(own.title),
        subtitles: if old.subtitles.is_empty() { own.subtitles } else { old.subtitles },
        contributors: if old.contributors.is_empty() { own.contributors } else { old.contributors },
        language: old.language.or(own.language),
        date: old.date.or(own.date),
        publisher: old.publisher.or(own.publisher),
        place: old.place.or(own.place),
        series: if old.series.is_empty() { own.series } else { old.series },
        subjects: if old.subjects.is_empty() { own.subjects } else { old.subjects },
        description: old.description.or(own.description),
        rights: old.rights.or(own.rights),
        licence: old.licence.or(own.licence),
        url: old.url.or(own.url),
        isbn: old.isbn.or(own.isbn),
        ..old
    };
}

/// The draft of all files.
fn draft(sources: Sources, mut parts: Vec<Part>, record: Record, mut found: Found<'_>) -> Draft {
    anchors::settle(&mut parts, &mut found);
    works::tell(&mut found);
    let mut draft = Draft::empty(sources);
    draft.record = record;
    for part in parts {
        let mut first =
            part.opens.then(|| Box::new(Opening { title: part.title, ..Opening::default() }));
        for mut block in part.blocks {
            let key = (block.span.file.0, block.span.start);
            let role = found.roles.remove(&key);
            if let BlockKind::Heading(heading) = &mut block.kind {
                heading.level = heading.level.saturating_add(part.depth).min(6);
            }
            let mut item = Item::new(block);
            item.opens = first.take();
            if let Some(role) = role {
                item.opens.get_or_insert_default().role = Some(role);
            }
            draft.items.push(item);
        }
    }
    let starts: Vec<(u32, u32)> =
        draft.items.iter().map(|item| (item.block.span.file.0, item.block.span.start)).collect();
    for (span, look) in found.looks {
        let at = starts.partition_point(|start| *start <= (span.file.0, span.start));
        if let Some(item) = at.checked_sub(1).and_then(|at| draft.items.get_mut(at)) {
            item.looks.push(look.clone());
        }
        found.report.doubt(span, Topic::Markup, look);
    }
    found.came.words = found.count.words;
    draft.notes = found.notes;
    draft.pictures = found.pictures.taken;
    draft.aside = found.aside;
    draft.works = found.works.files;
    draft.came = found.came;
    draft.report = found.report;
    draft
}
