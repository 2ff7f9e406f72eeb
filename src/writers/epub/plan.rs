//! The plan of the EPUB: which documents there are, in which order, and what stands in which.
//!
//! Links, notes, contents and pages ask it, with `places`, and nothing else knows. Long sections and many
//! notes are parted here, after `parts` has lowered them once and measured what will be written.

use std::collections::{BTreeMap, BTreeSet};

use super::breaks::Breaks;
use super::pages::Paging;
use super::parts::Parts;
use super::pictures::Picture;
use super::profile::Traits;
use crate::ir::{
    Book, Language, Medium, NoteGroup, NoteId, Role, Section, SectionId, SeriesId, Stand,
};
use crate::language::{Terms, terms};
use crate::writers::xhtml::{self, FileNames, Marks, Pages, Setting};

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
    /// Which part of that content it holds, from 0.
    pub(super) part: usize,
}

/// What stands in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// The cover.
    Cover,
    /// The title page made from the metadata.
    TitlePage(SectionId),
    /// A section with text of its own.
    Section(SectionId),
    /// The table of contents, the navigation document.
    Contents(Option<SectionId>),
    /// The notes of the whole book.
    Endnotes(Option<SectionId>),
}

/// The plan.
pub(super) struct Plan<'a> {
    pub(super) book: &'a Book,
    /// The pages that are marked and listed.
    pub(super) pages: Pages<'a>,
    /// Where those of the print begin.
    pub(super) breaks: &'a Breaks,
    /// What is put into the text.
    pub(super) marks: &'a Marks,
    pub(super) terms: &'static Terms,
    /// What the profile does.
    pub(super) traits: Traits,
    /// The documents in reading order.
    pub(super) documents: Vec<Document>,
    /// The navigation document where it is not read as a page: its file name.
    pub(super) nav_file: String,
    /// The pictures by path.
    pub(super) images: &'a BTreeMap<&'a str, Picture>,
    /// Notes that stand together behind the text.
    pub(super) endnotes: Vec<NoteGroup>,
    /// Notes that stand at the end of a section.
    pub(super) section_notes: BTreeMap<SectionId, Vec<NoteGroup>>,
    /// The documents that are parts of others.
    pub(super) parts: Parts,
    /// The first document of each section.
    pub(super) first: BTreeMap<SectionId, usize>,
    /// The documents of ids that stand in another part than the first.
    pub(super) later: BTreeMap<&'a str, usize>,
    pub(super) home: BTreeMap<NoteId, usize>,
    pub(super) calls: BTreeMap<NoteId, BTreeMap<u32, usize>>,
}

impl<'a> Plan<'a> {
    /// Plans the EPUB of a book, long documents in parts.
    pub(super) fn new(
        book: &'a Book,
        images: &'a BTreeMap<&'a str, Picture>,
        cover: bool,
        traits: Traits,
        paging: Paging<'a>,
    ) -> Self {
        let whole = Self::in_parts(book, images, cover, traits, paging, Parts::default());
        let parts = Parts::plan(&whole);
        if parts.is_empty() {
            return whole;
        }
        Self::in_parts(book, images, cover, traits, paging, parts)
    }

    fn in_parts(
        book: &'a Book,
        images: &'a BTreeMap<&'a str, Picture>,
        cover: bool,
        traits: Traits,
        paging: Paging<'a>,
        parts: Parts,
    ) -> Self {
        let mut plan = Self {
            book,
            pages: paging.pages,
            breaks: paging.breaks,
            marks: paging.marks,
            terms: terms(&book.metadata().language),
            traits,
            documents: Vec::new(),
            nav_file: String::new(),
            images,
            endnotes: Vec::new(),
            section_notes: BTreeMap::new(),
            parts,
            first: BTreeMap::new(),
            later: BTreeMap::new(),
            home: BTreeMap::new(),
            calls: BTreeMap::new(),
        };
        plan.place_notes();
        plan.list_documents(cover && traits.cover_page);
        plan.locate_ids();
        plan.locate_notes();
        plan.locate_calls();
        plan
    }

    fn place_notes(&mut self) {
        self.endnotes = self.book.notes_at(Stand::Endnotes, Medium::Flow);
        for group in self.book.notes_at(Stand::Section, Medium::Flow) {
            if has_text(self.book.section(group.section)) {
                self.section_notes.entry(group.section).or_default().push(group);
            } else {
                self.endnotes.push(group);
            }
        }
        self.endnotes.sort_by_key(|group| (group.series, self.book.position(group.section)));
    }

    fn list_documents(&mut self, cover: bool) {
        let mut files = FileNames::default();
        self.nav_file = files.fresh("nav", ".xhtml");
        let mut contents = self.contents(cover);
        if contents.is_empty() {
            contents.push(Content::Contents(None));
        }
        let labels = xhtml::labels(self.book);
        let language = &self.book.metadata().language;
        for content in contents {
            let section = section_of(content);
            let file = match (content, section) {
                (Content::Cover, _) => files.fresh("cover", ".xhtml"),
                (Content::Contents(_), _) => self.nav_file.clone(),
                (_, Some(section)) => files.fresh(&self.book.section(section).id, ".xhtml"),
                (_, None) => files.fresh("endnotes", ".xhtml"),
            };
            let title = match (content, section) {
                (Content::Endnotes(_), _) => self
                    .book
                    .endnotes_title(&self.endnotes, self.terms.section_of(Role::Endnotes))
                    .to_owned(),
                (Content::Cover, _) => self.terms.cover.to_owned(),
                (_, Some(section)) => labels[&section].clone(),
                (_, None) => self.terms.section_of(Role::Contents).to_owned(),
            };
            let language = section
                .map_or(language, |section| self.book.language_of(self.book.section(section)))
                .clone();
            self.documents.push(Document { file, content, title, language, part: 0 });
        }
        self.part_documents(&mut files);
        for (index, document) in self.documents.iter().enumerate() {
            if let Some(section) = section_of(document.content) {
                self.first.entry(section).or_insert(index);
            }
        }
    }

    /// Puts the further parts of long documents behind their first. They get their names last, so
    /// that no other document has another name for them.
    fn part_documents(&mut self, files: &mut FileNames) {
        let whole = std::mem::take(&mut self.documents);
        for first in whole {
            let parts = self.parts.count(first.content);
            let stem = first.file.strip_suffix(".xhtml").unwrap_or(&first.file).to_owned();
            let (content, language) = (first.content, first.language.clone());
            let title = first.title.clone();
            self.documents.push(first);
            for part in 1..parts {
                let number = part + 1;
                self.documents.push(Document {
                    file: files.fresh(&format!("{stem}-{number}"), ".xhtml"),
                    title: format!("{title} ({number})"),
                    language: language.clone(),
                    content,
                    part,
                });
            }
        }
    }

    fn contents(&self, cover: bool) -> Vec<Content> {
        let mut list: Vec<Content> = cover.then_some(Content::Cover).into_iter().collect();
        let mut seen = BTreeSet::new();
        for section in self.book.sections() {
            let first = seen.insert(section.role);
            match section.role {
                // A half title is a leaf of the printed book; on a screen it would be the title
                // page twice. One with a text of the editor's is kept like any text.
                Role::HalfTitle if section.is_generated() => {}
                Role::Contents if first => list.push(Content::Contents(Some(section.key))),
                Role::Endnotes if first && !self.endnotes.is_empty() => {
                    list.push(Content::Endnotes(Some(section.key)));
                }
                Role::TitlePage if section.is_generated() => {
                    list.push(Content::TitlePage(section.key))
                }
                _ if has_text(section) => list.push(Content::Section(section.key)),
                _ => {}
            }
        }
        let placed = list.iter().any(|content| matches!(content, Content::Endnotes(_)));
        if !self.endnotes.is_empty() && !placed {
            list.push(Content::Endnotes(None));
        }
        list
    }

    /// The series whose notes stand behind the text.
    pub(super) fn endnote_series(&self) -> Vec<SeriesId> {
        let series: BTreeSet<SeriesId> = self.endnotes.iter().map(|group| group.series).collect();
        series.into_iter().collect()
    }

    /// What is lowered, and how.
    pub(super) fn setting(&self) -> Setting<'a> {
        let Self { book, terms, pages, marks, .. } = *self;
        Setting { book, terms, form: self.traits.form, mathml: self.traits.mathml, pages, marks }
    }

    /// Whether the table of contents is read as a page.
    pub(super) fn nav_is_read(&self) -> bool {
        self.documents.iter().any(|d| matches!(d.content, Content::Contents(_)))
    }
}

/// The section that a document stands for.
pub(super) fn section_of(content: Content) -> Option<SectionId> {
    match content {
        Content::Cover => None,
        Content::TitlePage(index) | Content::Section(index) => Some(index),
        Content::Contents(index) | Content::Endnotes(index) => index,
    }
}

fn has_text(section: &Section) -> bool {
    let made = matches!(section.role, Role::Contents | Role::Endnotes)
        || (section.is_generated() && matches!(section.role, Role::HalfTitle | Role::TitlePage));
    !made && (!section.blocks.is_empty() || section.heading.is_some() || !section.is_generated())
}
