//! From an edition's folder to a resolved and checked book.

use std::fmt;

use super::text::Reader;
use super::{Session, Stopped, conformance, pins};
use crate::checks;
use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::edition::{self, Edition, Settings};
use crate::fonts;
use crate::ir::{self, Book, Manuscript, SeriesId, Unread};
use crate::passes;
use crate::proof::{self, typography::HouseStyle};
use crate::resources::Resources;
use crate::source::{Location, Sources, Span};
use crate::storage::Folder;
use crate::writers::source::{self, SourceFile};

/// An edition that was read, with all that is to be told of it.
#[derive(Debug)]
pub struct Opened {
    /// The edition and the book; `None` if the manifest cannot be read at all.
    pub(crate) content: Option<(Edition, Book, Resources)>,
    /// The text for the back of the cover, as a manuscript of one section, if the edition names one.
    pub(crate) blurb: Option<Manuscript>,
    /// The files that were read.
    pub(crate) sources: Sources,
    /// What is to be told, in the order of the source.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Opened {
    /// What is to be told, in the order of the source.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Where a [span](Diagnostic::span) stands, with line and column.
    #[must_use]
    pub fn place(&self, span: Span) -> Location {
        self.sources.place(span)
    }

    /// What was written, with the typography that the manifest has corrected; none if the manifest cannot be read.
    #[must_use]
    pub fn manuscript(&self) -> Option<&Manuscript> {
        self.content.as_ref().map(|(_, book, _)| book.manuscript())
    }

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

/// An edition as it is written: no pass has changed it.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenEdition {
    /// What the book is made of.
    pub manuscript: Manuscript,
    /// What the manifest says besides.
    pub settings: Settings,
}

impl WrittenEdition {
    /// The manifest and the texts of the sections, so that reading them gives the same manuscript and the same settings.
    #[must_use]
    pub fn files(&self) -> Vec<SourceFile> {
        source::write(&self.manuscript, &self.settings, None)
    }
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
        read(folder, name, self, |reader, sources, told| reader.manuscript(sources, told))
    }

    /// Reads the manifest and the text of the edition in `folder`, whose own name is `name`, as they are written; `None`
    /// if the manifest cannot be read. What is wrong is told by [`open`](Self::open).
    ///
    /// # Errors
    /// If the session was told to stop.
    pub fn read(&self, folder: &dyn Folder, name: &str) -> Result<Option<WrittenEdition>, Stopped> {
        let (mut sources, mut unsaid) = (Sources::default(), Diagnostics::default());
        let edition = edition::load(folder, name, &mut sources, &mut unsaid);
        let Some(edition) = edition else { return Ok(None) };
        let mut reader = Reader::new(&edition, folder, self);
        let mut manuscript = reader.manuscript(&mut sources, &mut unsaid)?;
        manuscript.files = sources.paths();
        reader.keep();
        Ok(Some(WrittenEdition { manuscript, settings: edition.settings.clone() }))
    }

    /// [Opens](Self::open) the edition with a manuscript, as JSON, in place of the files of the edition's text; pictures, works, fonts and
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

impl fmt::Display for Unopened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stopped => Stopped.fmt(f),
            Self::Unread(unread) => write!(f, "line {}: {}", unread.line, unread.message),
        }
    }
}

impl std::error::Error for Unopened {}

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
    text: impl FnOnce(&mut Reader<'_>, &mut Sources, &mut Diagnostics) -> Result<Manuscript, E>,
) -> Result<Opened, E> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let edition = edition::load(folder, name, &mut sources, &mut diagnostics);
    let mut blurb = None;
    let content = edition.map(|edition| -> Result<_, E> {
        let mut reader = Reader::new(&edition, folder, session);
        let mut manuscript = text(&mut reader, &mut sources, &mut diagnostics)?;
        let style = HouseStyle { quotes: edition.settings.quotes };
        let typography = edition.settings.corrects_typography.then_some(&style);
        let language = &manuscript.metadata.language;
        let bibliography = reader.works(language, &mut sources, &mut diagnostics);
        manuscript.files = sources.paths();
        let works = edition.settings.works.as_ref().zip(bibliography.as_ref());
        let works = works.map(|(works, (bibliography, whole))| passes::Works {
            bibliography: bibliography.as_deref(),
            all: works.all,
            series: known(works.series, &manuscript),
            whole: *whole,
        });
        let (omit, stop) = (&edition.omit, session.stop());
        let settings = passes::Settings { omit, typography, style: &style, works, stop };
        session.go_on()?;
        let cover = edition.cover_span;
        let known = (folder, session.pictures());
        let (images, mut resources) =
            edition::load_pictures(&manuscript, cover, known, &mut sources, &mut diagnostics);
        session.go_on()?;
        let manifest = edition.span;
        edition::load_fonts(&mut resources, manifest, folder, fonts::fault, &mut diagnostics);
        blurb = super::blurb::read(&mut reader, &manuscript, &mut sources, &mut diagnostics);
        reader.keep();
        if edition.settings.corrects_typography {
            let blurb = blurb.as_mut().map(|blurb| proof::correct(blurb, &style, stop));
            blurb.transpose()?;
        }
        let book = passes::run(manuscript, images, &settings, &mut diagnostics)?;
        checks::run(&book, &mut diagnostics);
        pins::check(&edition, &sources, folder, &mut diagnostics);
        conformance::check_source(&edition, &book, &mut diagnostics);
        diagnostics.retain_enabled(|code| edition.settings.switched_off.contains_key(&code));
        Ok((edition, book, resources))
    });
    let content = content.transpose()?;
    Ok(Opened { content, blurb, sources, diagnostics: diagnostics.into_sorted() })
}

/// The series, or the default one where the manuscript was made elsewhere and has none such.
fn known(series: SeriesId, manuscript: &Manuscript) -> SeriesId {
    if manuscript.series_ids().any(|id| id == series) { series } else { SeriesId::default() }
}

/// The text of an edition's files as it is written, that for the back of the cover last: nothing is told of it, and no
/// pass has changed it. What is read is kept for the next time, if so asked.
pub(super) fn written(
    folder: &dyn Folder,
    session: &Session,
    keeps: bool,
) -> Result<(Sources, Vec<Manuscript>), Stopped> {
    let mut sources = Sources::default();
    let mut unsaid = Diagnostics::default();
    let mut manuscripts = Vec::new();
    if let Some(edition) = edition::load(folder, "", &mut sources, &mut unsaid) {
        let mut reader = Reader::new(&edition, folder, session);
        let manuscript = reader.manuscript(&mut sources, &mut unsaid)?;
        let blurb = super::blurb::read(&mut reader, &manuscript, &mut sources, &mut unsaid);
        if keeps {
            reader.keep();
        }
        manuscripts = [manuscript].into_iter().chain(blurb).collect();
    }
    Ok((sources, manuscripts))
}
