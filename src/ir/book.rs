//! The book: sections in reading order and what is shared between them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Block, Heading, IndexSettings, Inline, InlineKind, Language, LinkTarget, Metadata, Note,
    NoteId, NoteSeries, Role, SectionId, excerpt,
};
use crate::source::Span;

/// A whole edition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Book {
    /// The source files; spans name them by index.
    pub files: Vec<String>,
    /// What is known of the book as a whole.
    pub metadata: Metadata,
    /// The series of notes, the default one first.
    pub series: Vec<NoteSeries>,
    /// How the pages of the source edition are shown.
    #[serde(default, skip_serializing_if = "PageMarkers::are_in_margin")]
    pub page_markers: PageMarkers,
    /// The indexes, the default one first.
    #[serde(default)]
    pub indexes: Vec<IndexSettings>,
    /// The sections in reading order, generated ones among them.
    pub sections: Vec<Section>,
    /// The notes; [`NoteId`] is the index.
    pub notes: Vec<Note>,
    /// The pictures by path.
    pub images: BTreeMap<String, Image>,
    /// What links can lead to, by id.
    pub anchors: BTreeMap<String, Anchor>,
    /// The table of contents.
    pub outline: Vec<OutlineEntry>,
}

impl Book {
    /// The note with that id.
    ///
    /// # Panics
    /// If the id comes from another book.
    #[must_use]
    pub fn note(&self, id: NoteId) -> &Note {
        &self.notes[id.0 as usize]
    }

    /// The language of a section.
    #[must_use]
    pub fn language_of<'a>(&'a self, section: &'a Section) -> &'a Language {
        section.language.as_ref().unwrap_or(&self.metadata.language)
    }

    /// What a link without words of its own says in the midst of a language: the title of what it leads
    /// to.
    #[must_use]
    pub fn said_by(&self, target: &LinkTarget, span: Span, around: &Language) -> Vec<Inline> {
        let title = match target {
            LinkTarget::Web { .. } => None,
            LinkTarget::Anchor { id } | LinkTarget::Work { id } => {
                self.anchors.get(id).and_then(|anchor| anchor.title.as_deref())
            }
        };
        match title {
            None => vec![Inline::text(span, target.name())],
            Some(
                [
                    Inline {
                        language: Some(language), kind: InlineKind::Group { content }, ..
                    },
                ],
            ) if language == around => content.clone(),
            Some([own]) if own.language.is_some() => vec![own.clone()],
            Some(title) => {
                let own = Some(&self.metadata.language).filter(|own| *own != around);
                in_language(title.to_vec(), own)
            }
        }
    }

    /// A line of the language of the book as it is said at another place; see [`excerpt`].
    #[must_use]
    pub fn excerpt(&self, line: &[Inline]) -> Vec<Inline> {
        let Some(span) = line.first().map(|first| first.span) else { return Vec::new() };
        excerpt(line, &|target| self.said_by(target, span, &self.metadata.language))
    }

    /// The title of a section as it is said at another place: number and heading, else the title of
    /// the manifest; in a language of its own, if it has one.
    #[must_use]
    pub fn title_of(&self, section: &Section) -> Option<Vec<Inline>> {
        let title = match &section.heading {
            Some(heading) => heading.line(self.excerpt(&heading.title), section.span),
            None => vec![Inline::text(section.span, section.title.clone()?)],
        };
        Some(in_language(title, section.language.as_ref()))
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
    fn are_in_margin(&self) -> bool {
        *self == Self::Margin
    }
}

/// A section: what one source file holds, or a page made from the metadata.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// Where it is listed in the manifest.
    pub span: Span,
    /// What it is called.
    #[serde(skip)]
    pub key: SectionId,
    /// Its id, unique in the book.
    pub id: String,
    /// What it is.
    pub role: Role,
    /// Its language, where it differs from the book's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Its title in the contents, where the text has no heading.
    pub title: Option<String>,
    /// Its heading.
    pub heading: Option<Heading>,
    /// Level of its heading in the book, from 1; chapters of a part are one below it.
    pub depth: u8,
    /// Index in [`Book::series`] of the series of labels without a name.
    pub series: usize,
    /// Index in [`Book::indexes`] of the index that stands in it, if it is one.
    #[serde(default)]
    pub index: usize,
    /// Its text; empty where the section is generated.
    pub blocks: Vec<Block>,
    /// Whether umbruch makes the section from metadata, outline and notes.
    pub generated: bool,
}

impl Section {
    /// Whether it has a title, in its text or in the manifest.
    #[must_use]
    pub fn is_titled(&self) -> bool {
        self.heading.is_some() || self.title.is_some()
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
    /// Index of the section in which it stands; for one in a note, of the note's section.
    pub section: usize,
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
    /// Index of the section.
    pub section: usize,
    /// The id of the heading, or `None` for the section itself.
    pub heading: Option<String>,
    /// Lines below it.
    pub children: Vec<Self>,
}
