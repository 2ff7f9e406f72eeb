//! The plan of the EPUB: which documents there are, in which order, and what stands in which.

use std::collections::{BTreeMap, BTreeSet};

use super::ids::{FileNames, Ids};
use super::names;
use crate::ir::{Block, Book, ImageFormat, InlineKind, Language, NoteGroup, NoteId, Placement};
use crate::ir::{Role, Section, walk};
use crate::language::{Terms, terms};
use crate::resources::Resources;

/// A document of the spine.
#[derive(Debug)]
pub(super) struct Document {
    /// Its file name in the folder of texts.
    pub(super) file: String,
    /// What stands in it.
    pub(super) content: Content,
    /// Its title for people.
    pub(super) title: String,
    /// Its language.
    pub(super) language: Language,
}

/// What stands in a document; sections by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// The cover.
    Cover,
    /// The title page made from the metadata.
    TitlePage(usize),
    /// A section with text of its own.
    Section(usize),
    /// The table of contents, the navigation document.
    Contents(Option<usize>),
    /// The notes of the whole book.
    Endnotes(Option<usize>),
}

/// The plan.
pub(super) struct Plan<'a> {
    pub(super) book: &'a Book,
    pub(super) resources: &'a Resources,
    pub(super) terms: &'static Terms,
    /// The documents in reading order.
    pub(super) documents: Vec<Document>,
    /// The navigation document where it is not read as a page: its file name.
    pub(super) nav_file: String,
    /// File names of the pictures by path.
    pub(super) images: BTreeMap<&'a str, String>,
    /// Notes that stand together behind the text.
    pub(super) endnotes: Vec<NoteGroup>,
    /// Notes that stand at the end of a section, by its index.
    pub(super) section_notes: BTreeMap<usize, Vec<NoteGroup>>,
    document_of: BTreeMap<usize, usize>,
    home: BTreeMap<NoteId, usize>,
    calls: BTreeMap<NoteId, BTreeMap<u32, usize>>,
}

impl<'a> Plan<'a> {
    /// Plans the EPUB of a book.
    pub(super) fn new(book: &'a Book, resources: &'a Resources, cover: bool) -> Self {
        let mut plan = Self {
            book,
            resources,
            terms: terms(&book.metadata.language),
            documents: Vec::new(),
            nav_file: String::new(),
            images: image_files(book, resources),
            endnotes: Vec::new(),
            section_notes: BTreeMap::new(),
            document_of: BTreeMap::new(),
            home: BTreeMap::new(),
            calls: BTreeMap::new(),
        };
        plan.place_notes();
        plan.list_documents(cover);
        plan.locate_notes();
        plan.locate_calls();
        plan
    }

    fn place_notes(&mut self) {
        self.endnotes = self.book.note_groups(&[Placement::Book, Placement::Footnote]);
        for group in self.book.note_groups(&[Placement::Section]) {
            match self.book.sections.get(group.section) {
                Some(section) if has_text(section) => {
                    self.section_notes.entry(group.section).or_default().push(group);
                }
                _ => self.endnotes.push(group),
            }
        }
        self.endnotes.sort_by_key(|group| (group.series, group.section));
    }

    fn list_documents(&mut self, cover: bool) {
        let mut files = FileNames::default();
        self.nav_file = files.fresh("nav", ".xhtml");
        let mut contents = self.contents(cover);
        if contents.is_empty() {
            contents.push(Content::Contents(None));
        }
        let labels = names::labels(self.book);
        for (index, content) in contents.into_iter().enumerate() {
            let section = section_of(content);
            let file = match (content, section) {
                (Content::Cover, _) => files.fresh("cover", ".xhtml"),
                (Content::Contents(_), _) => self.nav_file.clone(),
                (_, Some(section)) => files.fresh(&self.book.sections[section].id, ".xhtml"),
                (_, None) => files.fresh("endnotes", ".xhtml"),
            };
            if let Some(section) = section {
                self.document_of.insert(section, index);
            }
            let title = match (content, section) {
                (Content::Endnotes(section), _) => self.endnotes_title(section),
                (Content::Cover, _) => self.terms.cover.to_owned(),
                (_, Some(section)) => labels[section].clone(),
                (_, None) => self.terms.contents.to_owned(),
            };
            let language = section.map_or(&self.book.metadata.language, |section| {
                self.book.language_of(&self.book.sections[section])
            });
            self.documents.push(Document { file, content, title, language: language.clone() });
        }
    }

    fn contents(&self, cover: bool) -> Vec<Content> {
        let mut list: Vec<Content> = cover.then_some(Content::Cover).into_iter().collect();
        let mut seen = BTreeSet::new();
        for (index, section) in self.book.sections.iter().enumerate() {
            let first = seen.insert(section.role);
            match section.role {
                // A half title is a leaf of the printed book; on a screen it would be the title
                // page twice. One with a text of the editor's is kept like any text.
                Role::HalfTitle if section.generated => {}
                Role::Contents if first => list.push(Content::Contents(Some(index))),
                Role::Endnotes if first && !self.endnotes.is_empty() => {
                    list.push(Content::Endnotes(Some(index)));
                }
                Role::TitlePage if section.generated => list.push(Content::TitlePage(index)),
                _ if has_text(section) => list.push(Content::Section(index)),
                _ => {}
            }
        }
        let placed = list.iter().any(|content| matches!(content, Content::Endnotes(_)));
        if !self.endnotes.is_empty() && !placed {
            list.push(Content::Endnotes(None));
        }
        list
    }

    fn endnotes_title(&self, section: Option<usize>) -> String {
        let own = section.and_then(|index| self.book.sections[index].plain_title());
        let series = self.endnote_series();
        let of_series = match series.as_slice() {
            [only] => self.book.series.get(*only).and_then(|series| series.title.clone()),
            _ => None,
        };
        own.or(of_series)
            .filter(|title| !title.trim().is_empty())
            .unwrap_or_else(|| self.terms.notes.to_owned())
    }

    /// The series whose notes stand behind the text.
    pub(super) fn endnote_series(&self) -> Vec<usize> {
        let series: BTreeSet<usize> = self.endnotes.iter().map(|group| group.series).collect();
        series.into_iter().collect()
    }

    fn locate_notes(&mut self) {
        let endnotes =
            self.documents.iter().position(|d| matches!(d.content, Content::Endnotes(_)));
        if let Some(document) = endnotes {
            let notes = self.endnotes.iter().flat_map(|group| &group.notes);
            self.home.extend(notes.map(|&note| (note, document)));
        }
        for (section, groups) in &self.section_notes {
            if let Some(&document) = self.document_of.get(section) {
                let notes = groups.iter().flat_map(|group| &group.notes);
                self.home.extend(notes.map(|&note| (note, document)));
            }
        }
    }

    fn locate_calls(&mut self) {
        let mut calls = BTreeMap::new();
        for (index, document) in self.documents.iter().enumerate() {
            if let Content::Section(section) = document.content {
                let section = &self.book.sections[section];
                walk::section(section, &mut |i| note_call(&i.kind, index, &mut calls));
            }
        }
        for (note, &document) in &self.home {
            if let Some(note) = self.book.notes.get(note.0 as usize) {
                collect_calls(&note.body, document, &mut calls);
            }
        }
        self.calls = calls;
    }

    /// The document that a section became.
    pub(super) fn document_of(&self, section: usize) -> Option<&Document> {
        self.document_of.get(&section).map(|&index| &self.documents[index])
    }

    /// The document in which a note stands.
    pub(super) fn home(&self, note: NoteId) -> Option<&Document> {
        self.home.get(&note).map(|&index| &self.documents[index])
    }

    /// The calls of a note with the document of each, in order.
    pub(super) fn calls(&self, note: NoteId) -> Vec<(u32, &Document)> {
        let calls = self.calls.get(&note).into_iter().flatten();
        calls.map(|(&ordinal, &index)| (ordinal, &self.documents[index])).collect()
    }

    /// The file and the id in it of what has that id in the book.
    pub(super) fn place(&self, id: &str, ids: &Ids) -> Option<(&str, String)> {
        let anchor = self.book.anchors.get(id)?;
        let document = match anchor.note {
            Some(note) => self.home(note)?,
            None => self.document_of(anchor.section)?,
        };
        Some((&document.file, ids.of(id)?.to_owned()))
    }

    /// The title of the document in which something with an id stands.
    pub(super) fn title_around(&self, id: &str) -> &str {
        let document = self.book.anchors.get(id).and_then(|anchor| match anchor.note {
            Some(note) => self.home(note),
            None => self.document_of(anchor.section),
        });
        document.map_or("", |document| document.title.as_str())
    }

    /// The language of the words that umbruch puts in, where what stands around them is in
    /// another.
    pub(super) fn label_language(&self, around: Option<&Language>) -> Option<&'a Language> {
        let own = &self.book.metadata.language;
        around.filter(|around| around.primary() != own.primary()).map(|_| own)
    }

    /// Whether the table of contents is read as a page.
    pub(super) fn nav_is_read(&self) -> bool {
        self.documents.iter().any(|d| matches!(d.content, Content::Contents(_)))
    }
}

/// The section that a document stands for.
pub(super) fn section_of(content: Content) -> Option<usize> {
    match content {
        Content::Cover => None,
        Content::TitlePage(index) | Content::Section(index) => Some(index),
        Content::Contents(index) | Content::Endnotes(index) => index,
    }
}

fn has_text(section: &Section) -> bool {
    let made = matches!(section.role, Role::Contents | Role::Endnotes)
        || (section.generated && matches!(section.role, Role::HalfTitle | Role::TitlePage));
    !made && (!section.blocks.is_empty() || section.heading.is_some() || !section.generated)
}

fn collect_calls(
    blocks: &[Block],
    document: usize,
    calls: &mut BTreeMap<NoteId, BTreeMap<u32, usize>>,
) {
    walk::inlines(blocks, &mut |inline| note_call(&inline.kind, document, calls));
}

fn note_call(
    kind: &InlineKind,
    document: usize,
    calls: &mut BTreeMap<NoteId, BTreeMap<u32, usize>>,
) {
    if let InlineKind::NoteCall { note: Some(note), ordinal, .. } = kind {
        calls.entry(*note).or_default().insert(*ordinal, document);
    }
}

/// File names of the pictures that are there, by path.
pub(super) fn image_files<'a>(book: &'a Book, resources: &Resources) -> BTreeMap<&'a str, String> {
    let mut files = FileNames::default();
    // The picture that umbruch makes for the cover.
    files.fresh("cover", ".jpg");
    let present = book.images.iter().filter(|(path, _)| resources.images.contains_key(*path));
    present
        .map(|(path, image)| {
            let name = path.rsplit('/').next().unwrap_or(path);
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            let extension = match image.format {
                ImageFormat::Jpeg => ".jpg",
                ImageFormat::Png => ".png",
            };
            (path.as_str(), files.fresh(stem, extension))
        })
        .collect()
}
