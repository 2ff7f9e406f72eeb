//! The book: a manuscript, and what the passes worked out of it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Arrangement, Block, BlockKind, Excerpts, Inline, InlineKind, Language, LinkTarget, Manuscript,
    Medium, Metadata, Name, NodeId, NoteGroup, NoteId, Notes, NumberedNote, Role, Section,
    SectionId, Stand, walk,
};
use crate::source::Span;

/// A whole edition: the manuscript in reading order, and what was worked out of it, in tables by id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Book {
    /// The manuscript and the order of its sections.
    pub arrangement: Arrangement,
    /// Numbers and marks of the notes, and where each call leads.
    pub notes: Notes,
    /// The ids of what the source gives none.
    pub ids: Ids,
    /// What the citations say.
    pub citations: Citations,
    /// What links can lead to, by id.
    pub anchors: BTreeMap<String, Anchor>,
    /// The table of contents.
    pub outline: Vec<OutlineEntry>,
    /// The pictures by path.
    pub images: BTreeMap<String, Image>,
}

/// Ids of nodes to which the source gives none, by node.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Ids(#[schemars(with = "BTreeMap<String, String>")] pub BTreeMap<NodeId, String>);

impl Ids {
    /// The id by which links find a block.
    #[must_use]
    pub fn block<'a>(&'a self, block: &'a Block) -> Option<&'a str> {
        self.resolve(block.name, block.id.as_deref())
    }

    /// The id by which links find an inline.
    #[must_use]
    pub fn inline<'a>(&'a self, inline: &'a Inline) -> Option<&'a str> {
        self.resolve(inline.name, inline.id.as_deref())
    }

    fn resolve<'a>(&'a self, name: Name, own: Option<&'a str>) -> Option<&'a str> {
        own.or_else(|| self.0.get(&name.own()?).map(String::as_str))
    }
}

/// What citations say in the words of the citation style, by node.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Citations(
    #[schemars(with = "BTreeMap<String, Vec<Inline>>")] pub BTreeMap<NodeId, Vec<Inline>>,
);

impl Citations {
    /// What a citation says; nothing, if it is none or cannot be set.
    #[must_use]
    pub fn said(&self, inline: &Inline) -> &[Inline] {
        match inline.kind {
            InlineKind::Citation { .. } => inline.name.said().and_then(|id| self.0.get(&id)),
            _ => None,
        }
        .map_or(&[], Vec::as_slice)
    }
}

impl Book {
    /// Whether a table has cells that hold more than a line, or take several columns or rows.
    #[must_use]
    pub fn has_blocks_in_cells(&self) -> bool {
        let mut found = false;
        walk::every_block(&self.arrangement, &mut |block| {
            found |= matches!(&block.kind, BlockKind::Table(table) if !table.is_plain());
        });
        found
    }

    /// What was written, as the passes have corrected it.
    #[must_use]
    pub fn manuscript(&self) -> &Manuscript {
        &self.arrangement.manuscript
    }

    /// What is known of the book as a whole.
    #[must_use]
    pub fn metadata(&self) -> &Metadata {
        self.arrangement.metadata()
    }

    /// The sections in reading order.
    pub fn sections(&self) -> impl DoubleEndedIterator<Item = &Section> + ExactSizeIterator {
        self.arrangement.sections()
    }

    /// The section with that id.
    ///
    /// # Panics
    /// If the id comes from another book.
    #[must_use]
    pub fn section(&self, id: SectionId) -> &Section {
        self.arrangement.section(id)
    }

    /// How many sections are read before that one.
    #[must_use]
    pub fn position(&self, id: SectionId) -> usize {
        self.arrangement.position(id)
    }

    /// Level of a section's heading, from 1; chapters of a part are one below it.
    #[must_use]
    pub fn depth(&self, section: &Section) -> u8 {
        self.arrangement.depth(section.key)
    }

    /// The note with that id, as calls and groups of notes give it.
    ///
    /// # Panics
    /// If the id comes from another book, or nothing calls the note.
    #[must_use]
    pub fn note(&self, id: NoteId) -> NumberedNote<'_> {
        self.arrangement.note(&self.notes, id).expect("what calls and groups name is called")
    }

    /// All notes that are called, with their ids.
    pub fn called_notes(&self) -> impl Iterator<Item = (NoteId, NumberedNote<'_>)> {
        let note = |id| self.arrangement.note(&self.notes, id);
        self.notes.ids().filter_map(move |id| Some((id, note(id)?)))
    }

    /// The blocks of all sections in reading order, then those of all notes.
    pub fn texts(&self) -> impl Iterator<Item = &[Block]> {
        let notes = self.arrangement.notes().map(|(_, note)| note.body.as_slice());
        self.sections().map(|section| section.blocks.as_slice()).chain(notes)
    }

    /// The called notes that are read there in such an output, by series, then by the section of their
    /// first call.
    #[must_use]
    pub fn notes_at(&self, stand: Stand, medium: Medium) -> Vec<NoteGroup> {
        self.arrangement.notes_at(&self.notes, stand, medium)
    }

    /// The title over the endnotes of these groups: the one that their section was given, else that of
    /// the only series among them, else `word`, which the language has for notes.
    #[must_use]
    pub fn endnotes_title<'b>(&'b self, groups: &[NoteGroup], word: &'b str) -> &'b str {
        let section = self.sections().find(|section| section.role == Role::Endnotes);
        let written = section.and_then(|one| self.manuscript().sections.get(one.key.index()));
        let given = written.and_then(|section| section.title.as_deref());
        given
            .filter(|title| !title.trim().is_empty())
            .or_else(|| self.arrangement.title_of_series(groups))
            .unwrap_or(word)
    }

    /// The language of a section.
    #[must_use]
    pub fn language_of<'a>(&'a self, section: &'a Section) -> &'a Language {
        self.arrangement.language_of(section)
    }

    /// What a link without words of its own says in the midst of a language: the title of what it leads
    /// to.
    #[must_use]
    pub fn said_by(&self, target: &LinkTarget, span: Span, around: &Language) -> Vec<Inline> {
        self.excerpts().said_by(target, span, around)
    }

    /// A line of the language of the book as it is said at another place; see [`excerpt`](super::excerpt).
    #[must_use]
    pub fn excerpt(&self, line: &[Inline]) -> Vec<Inline> {
        self.excerpts().excerpt(line)
    }

    fn excerpts(&self) -> Excerpts<'_> {
        let language = &self.metadata().language;
        Excerpts { anchors: &self.anchors, citations: &self.citations, language }
    }

    /// The title of a section as it is said at another place: number and heading, else the title of
    /// the manifest; in a language of its own, if it has one.
    #[must_use]
    pub fn title_of(&self, section: &Section) -> Option<Vec<Inline>> {
        section.title_line(|heading| self.excerpt(heading))
    }
}

/// A line, told to be in that language.
#[must_use]
pub fn in_language(line: Vec<Inline>, language: Option<&Language>) -> Vec<Inline> {
    match (language, line.first().map(|first| first.span)) {
        (Some(language), Some(span)) => {
            let whole = Inline::new(span, InlineKind::Group { content: line });
            vec![Inline { language: Some(language.clone()), ..whole }]
        }
        _ => line,
    }
}

/// How the text shows where a page of the source edition starts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PageMarkers {
    /// By a hairline, and in print by the number in the outer margin.
    #[default]
    Margin,
    /// By the number in square brackets.
    Brackets,
    /// Not at all; an e-book still finds its pages.
    None,
}

impl PageMarkers {
    pub(crate) fn are_in_margin(&self) -> bool {
        *self == Self::Margin
    }
}

/// A picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Image {
    /// Its format.
    pub format: ImageFormat,
    /// Width in pixels, as the picture is seen: turned as its metadata says.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl Image {
    /// How wide it is in inches if nobody says how wide it shall be: 300 pixels fill an inch of
    /// print; a drawing says its own size, in pixels of which 96 are an inch (CSS Values 4, 5.2).
    #[must_use]
    pub fn inches(&self) -> f64 {
        let pixels_an_inch = match self.format {
            ImageFormat::Svg => 96.0,
            ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP => 300.0,
        };
        f64::from(self.width) / pixels_an_inch
    }
}

/// The formats of pictures that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ImageFormat {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// GIF.
    Gif,
    /// WebP.
    #[serde(rename = "webp")]
    WebP,
    /// SVG, a drawing of lines and areas.
    Svg,
}

impl ImageFormat {
    /// Its name, as people write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Gif => "GIF",
            Self::WebP => "WebP",
            Self::Svg => "SVG",
        }
    }
}

/// A thing that has an id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Anchor {
    /// Where the id is given.
    pub span: Span,
    /// The section in which it stands; for one in a note, the note's section.
    pub section: SectionId,
    /// The note in which it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<NoteId>,
    /// What an empty link to it says: the title of a section or heading, the caption of a figure
    /// or table.
    pub title: Option<Vec<Inline>>,
}

/// A line of the table of contents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OutlineEntry {
    /// Its text with number.
    pub title: Vec<Inline>,
    /// The section.
    pub section: SectionId,
    /// The id of the heading, or `None` for the section itself.
    pub heading: Option<String>,
    /// Lines below it.
    pub children: Vec<Self>,
}
