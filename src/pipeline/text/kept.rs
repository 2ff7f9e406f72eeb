//! What was read of the text of editions, with all that its reading depended on.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::bibliography::{Bibliography, CitationStyle};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::djot;
use crate::ir::{Language, NoteSeries, PageMarkers, Section, SectionId, SeriesId};
use crate::language::QuoteStyle;
use crate::source::{FileId, Sources, Span};

/// The text of the last editions by their names, the last one first.
#[derive(Debug, Default)]
pub(in crate::pipeline) struct Kept(Mutex<Vec<(String, Arc<Text>)>>);

/// Of how many editions the text is kept.
const KEPT: usize = 2;

impl Kept {
    pub(super) fn get(&self, edition: &str) -> Option<Arc<Text>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(name, _)| name == edition).map(|(_, text)| Arc::clone(text))
    }

    pub(super) fn keep(&self, edition: String, text: Text) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(name, _)| *name != edition);
        kept.truncate(KEPT - 1);
        kept.insert(0, (edition, Arc::new(text)));
    }
}

/// The text of one edition.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) sections: BTreeMap<SectionId, Read>,
    pub(super) works: Option<Cited>,
}

/// A section as it was read.
#[derive(Debug, Clone)]
pub(super) struct Read {
    text: Arc<str>,
    with: With,
    pub(super) section: Arc<Section>,
    /// The id that its heading gives it.
    id: Option<String>,
    /// What was told of it.
    pub(super) told: Arc<[Diagnostic]>,
}

/// What the reading of a section depends on besides its text; its number is that under which it is kept.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct With {
    pub(super) file: FileId,
    pub(super) language: Language,
    pub(super) series: Vec<NoteSeries>,
    pub(super) default_series: SeriesId,
    pub(super) quotes: QuoteStyle,
    pub(super) page_markers: PageMarkers,
}

impl Read {
    /// Reads a text into a section of which is known what the manifest says.
    pub(super) fn new(mut section: Section, text: Arc<str>, with: With) -> Self {
        let context = djot::Context {
            language: &with.language,
            series: &with.series,
            default_series: with.default_series,
            section: section.key,
            quotes: with.quotes,
            page_markers: with.page_markers,
        };
        let mut told = Diagnostics::default();
        let content = djot::read(&text, with.file, context, &mut told);
        let (heading, id) = content.heading.unzip();
        let id = id.flatten();
        section.heading = heading;
        section.id = id.clone().unwrap_or(section.id);
        section.blocks = content.blocks;
        section.notes = content.notes;
        section.comments = content.comments;
        let told = told.iter().cloned().collect();
        Self { text, with, section: Arc::new(section), id, told }
    }

    /// Whether a text that is read so gives the same.
    pub(super) fn is_of(&self, text: &str, with: &With) -> bool {
        *self.text == *text && self.with == *with
    }

    /// The same section where the manifest says that of it; shared, if it says what it said.
    pub(super) fn listed(&self, listed: Section) -> Self {
        fn said(section: &Section) -> impl PartialEq + '_ {
            let Section { span, key, id, file, role, language, title, series, index, .. } = section;
            (span, key, id, file, role, language, title, series, index)
        }
        let id = self.id.clone().unwrap_or(listed.id);
        let (listed, read) = (Section { id, ..listed }, &*self.section);
        if said(&listed) == said(read) {
            return self.clone();
        }
        let (heading, blocks) = (read.heading.clone(), read.blocks.clone());
        let (notes, comments) = (read.notes.clone(), read.comments.clone());
        let section = Section { heading, blocks, notes, comments, ..listed };
        Self { section: Arc::new(section), ..self.clone() }
    }
}

/// The works that an edition cites, as they were read.
#[derive(Debug, Clone)]
pub(super) struct Cited {
    pub(super) asked: Asked,
    pub(super) works: Option<Arc<Bibliography>>,
    /// What was told of them.
    pub(super) told: Arc<[Diagnostic]>,
    /// Whether an error was.
    pub(super) is_faulty: bool,
}

/// What the reading of works depends on: their files, and how they are cited.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    files: Vec<File>,
    style: Named,
    language: Language,
}

/// A file: where it stands, what it is called, what it holds.
type File = (FileId, String, Arc<str>);

#[derive(Debug, Clone, PartialEq)]
enum Named {
    Name(String, Span),
    File(File),
}

impl Asked {
    pub(super) fn new(
        files: &[FileId],
        style: CitationStyle<'_>,
        language: &Language,
        sources: &Sources,
    ) -> Self {
        let file = |id: FileId| {
            let file = sources.file(id);
            (id, file.path().to_owned(), file.shared())
        };
        Self {
            files: files.iter().map(|id| file(*id)).collect(),
            style: match style {
                CitationStyle::Named(name, span) => Named::Name(name.to_owned(), span),
                CitationStyle::File(id) => Named::File(file(id)),
            },
            language: language.clone(),
        }
    }
}

impl Cited {
    pub(super) fn read(asked: Asked, style: CitationStyle<'_>, sources: &Sources) -> Self {
        let files: Vec<FileId> = asked.files.iter().map(|(id, ..)| *id).collect();
        let mut said = Diagnostics::default();
        let works = Bibliography::read(&files, style, &asked.language, sources, &mut said);
        let is_faulty = said.has_errors();
        Self { asked, works: works.map(Arc::new), told: said.into_sorted().into(), is_faulty }
    }
}
