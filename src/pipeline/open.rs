//! From an edition's folder to a resolved and checked book.

use std::sync::Arc;

use super::{Session, Stopped, conformance, pins};
use crate::bibliography::{self, Bibliography};
use crate::checks;
use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::djot;
use crate::edition::{self, Edition, SectionEntry, SourceKind};
use crate::fonts;
use crate::ir::{
    self, Book, Manuscript, Passage, Role, Section, SectionId, SeriesId, Unread, is_id,
};
use crate::passes;
use crate::proof::{self, typography::HouseStyle};
use crate::resources::Resources;
use crate::source::Sources;
use crate::storage::Folder;

/// An edition that was read, with all that is to be said of it.
#[derive(Debug)]
pub struct Opened {
    /// The edition and the book; `None` if the manifest cannot be read at all.
    pub content: Option<(Edition, Book, Resources)>,
    /// The text for the back of the cover, as a manuscript of one section, if the edition names one.
    pub blurb: Option<Manuscript>,
    /// The files that were read.
    pub sources: Sources,
    /// What is to be told, in the order of the source.
    pub diagnostics: Vec<Diagnostic>,
}

impl Opened {
    /// How many errors there are.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|d| d.severity() == Severity::Error).count()
    }

    /// Whether nothing can be built from it.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.content.is_none() || self.errors() > 0
    }
}

/// Reads the edition in `folder`, whose own name is `name`, in a session of its own.
#[must_use]
pub fn open(folder: &dyn Folder, name: &str) -> Opened {
    Session::default().open(folder, name).expect("nobody stops this session")
}

/// The name of the folder for the outputs of an edition, which its manifest alone tells; `None` if that cannot
/// be read.
#[must_use]
pub fn slug(folder: &dyn Folder, name: &str) -> Option<String> {
    let edition = edition::load(folder, name, &mut Sources::default(), &mut Diagnostics::default());
    edition.map(|edition| edition.metadata.slug)
}

impl Session {
    /// Reads the edition in `folder`, whose own name is `name`; runs the passes and the checks.
    ///
    /// All that is wrong is reported in one run.
    ///
    /// # Errors
    /// If the session was told to stop.
    pub fn open(&self, folder: &dyn Folder, name: &str) -> Result<Opened, Stopped> {
        self.go_on()?;
        read(folder, name, self, |edition, sources, diagnostics| {
            read_manuscript(edition, folder, self, sources, diagnostics)
        })
    }

    /// The same with a manuscript, as JSON, in place of the files of the edition's text; pictures, works, fonts and
    /// all that the manifest says of outputs are the edition's.
    ///
    /// # Errors
    /// If the session was told to stop, or the JSON holds no manuscript.
    pub fn open_manuscript(
        &self,
        folder: &dyn Folder,
        name: &str,
        json: &str,
    ) -> Result<Opened, Unopened> {
        self.go_on()?;
        read(folder, name, self, |_, sources, _| {
            let first = u32::try_from(sources.paths().len()).unwrap_or(u32::MAX);
            let manuscript = ir::manuscript(json, first).map_err(Unopened::Unread)?;
            let shown = folder.shown("");
            for path in &manuscript.files {
                let within = path.strip_prefix(&shown).unwrap_or(path);
                let text = folder.read(within, edition::SECTION_LIMIT).ok();
                let text = text.and_then(|bytes| String::from_utf8(bytes).ok());
                sources.add(path.as_str(), text.unwrap_or_default());
            }
            Ok(manuscript)
        })
    }
}

/// Why nothing was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unopened {
    /// The session was told to stop.
    Stopped,
    /// The JSON holds no manuscript.
    Unread(Unread),
}

impl From<Stopped> for Unopened {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

/// Reads an edition whose text is what `text` gives.
fn read<E: From<Stopped>>(
    folder: &dyn Folder,
    name: &str,
    session: &Session,
    text: impl FnOnce(&Edition, &mut Sources, &mut Diagnostics) -> Result<Manuscript, E>,
) -> Result<Opened, E> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let edition = edition::load(folder, name, &mut sources, &mut diagnostics);
    let mut blurb = None;
    let content = edition.map(|edition| -> Result<_, E> {
        let mut manuscript = text(&edition, &mut sources, &mut diagnostics)?;
        let style = HouseStyle { quotes: edition.quotes };
        let typography = edition.corrects_typography.then_some(&style);
        let bibliography = edition
            .works
            .as_ref()
            .map(|works| read_works(works, &manuscript, folder, &mut sources, &mut diagnostics));
        manuscript.files = sources.paths();
        let works = edition.works.as_ref().zip(bibliography.as_ref());
        let works = works.map(|(works, (bibliography, whole))| passes::Works {
            bibliography: bibliography.as_ref(),
            all: works.all,
            series: known(works.series, &manuscript),
            whole: *whole,
        });
        let settings = passes::Settings { omit: &edition.omit, typography, style: &style, works };
        session.go_on()?;
        let cover = edition.cover_span;
        let known = (folder, session.pictures());
        let (images, mut resources) =
            edition::load_pictures(&manuscript, cover, known, &mut sources, &mut diagnostics);
        session.go_on()?;
        let manifest = edition.span;
        edition::load_fonts(&mut resources, manifest, folder, fonts::fault, &mut diagnostics);
        blurb = super::blurb::read(&edition, &manuscript, folder, &mut sources, &mut diagnostics);
        let book = passes::run(manuscript, images, &settings, &mut diagnostics);
        checks::run(&book, &mut diagnostics);
        pins::check(&edition, &sources, folder, &mut diagnostics);
        conformance::check_source(&edition, &book, &mut diagnostics);
        diagnostics.retain_enabled(|code| edition.switched_off.contains_key(&code));
        Ok((edition, book, resources))
    });
    let content = content.transpose()?;
    Ok(Opened { content, blurb, sources, diagnostics: diagnostics.into_sorted() })
}

/// The series, or the default one where the manuscript was made elsewhere and has none such.
fn known(series: SeriesId, manuscript: &Manuscript) -> SeriesId {
    if manuscript.series_ids().any(|id| id == series) { series } else { SeriesId::default() }
}

/// The lines of an edition's files as they are written, that for the back of the cover last: nothing is
/// told of them, and no pass has changed them.
pub(super) fn lines_written(folder: &dyn Folder) -> (Sources, Vec<Passage>) {
    let mut sources = Sources::default();
    let mut unsaid = Diagnostics::default();
    let mut lines = Vec::new();
    if let Some(mut edition) = edition::load(folder, "", &mut sources, &mut unsaid) {
        edition.corrects_typography = false;
        let session = Session::default();
        let manuscript = read_manuscript(&edition, folder, &session, &mut sources, &mut unsaid);
        let manuscript = manuscript.expect("nobody stops this session");
        let blurb = super::blurb::read(&edition, &manuscript, folder, &mut sources, &mut unsaid);
        lines = proof::passages(&manuscript);
        lines.extend(blurb.iter().flat_map(proof::passages));
    }
    (sources, lines)
}

/// The bibliography, and whether every file of it could be read.
fn read_works(
    works: &edition::Works,
    manuscript: &Manuscript,
    folder: &dyn Folder,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> (Option<Bibliography>, bool) {
    let mut read = |kind: SourceKind, path: &str, named, diagnostics: &mut Diagnostics| {
        edition::read_source(folder, kind, path, named, sources, diagnostics)
    };
    let files: Vec<_> = works
        .files
        .iter()
        .map(|(path, named)| read(SourceKind::Bibliography, path, *named, diagnostics))
        .collect();
    let (name, span) = &works.style;
    let style = if name.ends_with(".csl") {
        read(SourceKind::Style, name, *span, diagnostics).map(bibliography::CitationStyle::File)
    } else {
        Some(bibliography::CitationStyle::Named(name, *span))
    };
    let all = !files.is_empty() && files.iter().all(Option::is_some);
    let files: Vec<_> = files.into_iter().flatten().collect();
    let mut said = Diagnostics::default();
    let language = &manuscript.metadata.language;
    let read =
        style.and_then(|style| Bibliography::read(&files, style, language, sources, &mut said));
    let whole = all && !said.has_errors();
    diagnostics.extend(said.into_sorted());
    (read, whole)
}

fn read_manuscript(
    edition: &Edition,
    folder: &dyn Folder,
    session: &Session,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Manuscript, Stopped> {
    let mut manuscript = Manuscript {
        files: Vec::new(),
        metadata: edition.metadata.clone(),
        series: edition.series.clone(),
        page_markers: edition.page_markers,
        indexes: edition.indexes.clone(),
        sections: Vec::new(),
    };
    for (index, entry) in edition.sections.iter().enumerate() {
        session.go_on()?;
        let key = SectionId::nth(index);
        let section = read_section(edition, (key, entry), folder, sources, diagnostics);
        manuscript.sections.push(Arc::new(section));
    }
    Ok(manuscript)
}

fn read_section(
    edition: &Edition,
    (key, entry): (SectionId, &SectionEntry),
    folder: &dyn Folder,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Section {
    let language = &edition.metadata.language;
    let mut section = Section {
        span: entry.span,
        key,
        id: entry.id.clone().unwrap_or_else(|| default_id(entry, edition)),
        role: entry.role,
        language: entry.language.clone().filter(|own| own != language),
        title: entry.title.clone(),
        heading: None,
        series: entry.series,
        index: entry.index,
        blocks: Vec::new(),
        notes: Vec::new(),
        comments: Vec::new(),
        generated: entry.file.is_none(),
    };
    if let Some((path, named)) = &entry.file
        && let Some(file) =
            edition::read_source(folder, SourceKind::Section, path, *named, sources, diagnostics)
    {
        let text = sources.file(file).text().to_owned();
        let context = djot::Context {
            language: section.language.as_ref().unwrap_or(language),
            series: &edition.series,
            default_series: entry.series,
            section: key,
            quotes: edition.quotes,
            page_markers: edition.page_markers,
        };
        let content = djot::read(&text, file, context, diagnostics);
        if let Some((heading, id)) = content.heading {
            section.heading = Some(heading);
            section.id = id.or(entry.id.clone()).unwrap_or(section.id);
        }
        section.blocks = content.blocks;
        section.notes = content.notes;
        section.comments = content.comments;
    }
    section
}

/// The stem of the section's file, made an id; the role of a generated section, for one of several
/// indexes with its name.
fn default_id(entry: &SectionEntry, edition: &Edition) -> String {
    let Some((path, _)) = &entry.file else {
        let role = entry.role.as_str();
        return match edition.indexes.get(usize::from(entry.index.0)) {
            Some(index) if entry.role == Role::Index && entry.index.0 > 0 => {
                format!("{role}-{}", index.name)
            }
            _ => role.to_owned(),
        };
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let kept: String = stem
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '-' { c.to_ascii_lowercase() } else { '-' })
        .collect();
    if is_id(&kept) { kept } else { format!("s-{kept}") }
}
