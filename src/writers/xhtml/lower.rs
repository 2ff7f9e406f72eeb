//! What lowering a book to XHTML carries along from document to document.

use std::collections::BTreeSet;

use super::ids::Ids;
use super::site::{Picture, Setting, Site};
use crate::ir::{Block, Inline, Language, Levels};
use crate::xml::{Element, Node};

/// The page of a printed edition that starts somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PageMark {
    /// Its number as printed there.
    pub(crate) label: String,
    /// The place of its document in the reading order.
    pub(crate) document: usize,
    /// The file in the folder of texts.
    pub(crate) file: String,
    /// The id in that file.
    pub(crate) id: String,
}

/// Lowers the documents of an output one after the other.
pub(crate) struct Lowerer<'a, S> {
    pub(super) setting: Setting<'a>,
    /// Where things stand.
    pub(crate) site: &'a S,
    pub(crate) ids: Ids,
    /// Marks of listed pages met so far, in the order of writing.
    pub(crate) pages: Vec<PageMark>,
    /// Paths of the pictures met so far.
    pub(crate) pictures: BTreeSet<&'a str>,
    /// The place in the reading order of what is being written.
    pub(crate) document: usize,
    /// The file that is being written.
    pub(crate) file: &'a str,
    /// The language of that file.
    pub(super) language: Option<&'a Language>,
    /// Level in the book of the heading under which blocks stand, a section's own being 1
    /// and the title of the book 0.
    pub(crate) depth: u8,
    /// The levels of the headings written so far.
    levels: Levels,
    /// Whether a link is open: XHTML knows none in another.
    pub(crate) in_link: bool,
    /// Whether the whole section is an epigraph, so that its blocks need not say so again.
    pub(crate) in_epigraph: bool,
}

impl<'a, S: Site> Lowerer<'a, S> {
    /// A lowerer that has not begun.
    pub(crate) fn new(site: &'a S, setting: Setting<'a>) -> Self {
        Self {
            setting,
            site,
            ids: Ids::new(setting.book),
            pages: Vec::new(),
            pictures: BTreeSet::new(),
            document: 0,
            file: "",
            language: None,
            depth: 1,
            levels: Levels::below_first(),
            in_link: false,
            in_epigraph: false,
        }
    }

    /// Begins a document: its place in the reading order, its file, its language.
    pub(crate) fn begin(&mut self, document: usize, file: &'a str, language: &'a Language) {
        self.document = document;
        self.file = file;
        self.language = Some(language);
        self.depth = 1;
        self.in_link = false;
        self.in_epigraph = false;
    }

    /// The element of the next heading, so many levels below the title of the book as it asks for, at most
    /// one below the heading to which it belongs.
    pub(crate) fn next_heading(&mut self, below: u8) -> Element {
        Element::new(heading_name(self.levels.next(below.saturating_add(1))))
    }

    /// Begins a section of that depth, whether it has a heading or not.
    pub(crate) fn begin_section(&mut self, depth: u8) {
        self.depth = depth;
        self.levels.end(depth.saturating_add(1));
    }

    /// The address of an id as seen from the file that is being written.
    pub(super) fn href(&self, file: &str, id: &str) -> String {
        if file == self.file { format!("#{id}") } else { format!("{file}#{id}") }
    }

    /// The picture with that path, if there is one, which is then taken into the output.
    pub(super) fn picture(&mut self, path: &str) -> Option<Picture<'a>> {
        let picture = self.site.picture(path)?;
        self.pictures.insert(picture.path);
        Some(picture)
    }

    /// The language of the words that umbruch puts in, where what stands around them is in
    /// another.
    pub(crate) fn label_language(&self, around: Option<&Language>) -> Option<&'a Language> {
        let own = &self.setting.book.metadata().language;
        around.filter(|around| around.primary() != own.primary()).map(|_| own)
    }

    /// Puts a block's id and language on its element.
    pub(super) fn marked(&self, element: Element, block: &Block) -> Element {
        self.with_id(element, self.setting.book.ids.block(block)).language(block.language.as_ref())
    }

    /// Puts an inline's id and language on its element.
    pub(super) fn marked_inline(&self, element: Element, inline: &Inline) -> Element {
        self.with_id(element, self.setting.book.ids.inline(inline))
            .language(inline.language.as_ref())
    }

    /// Puts the id in the EPUB of what has that id in the book on an element.
    pub(crate) fn with_id(&self, element: Element, id: Option<&str>) -> Element {
        element.maybe("id", id.and_then(|id| self.ids.get(id)))
    }
}

/// The heading element of a level in the book.
fn heading_name(level: u8) -> &'static str {
    match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

/// Nodes of elements.
pub(super) fn one(element: Element) -> Vec<Node> {
    vec![Node::Element(element)]
}
