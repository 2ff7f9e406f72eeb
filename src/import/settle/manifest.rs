//! The manuscript of an imported text, and what the manifest says besides.

use std::collections::HashSet;
use std::sync::Arc;

use super::compose::nowhere;
use super::language::Languages;
use super::names::sort_name;
use super::notes::Notes;
use super::outline::{Outline, Section};
use super::provenance::Provenance;
use super::slug::slug;
use super::title::Title;
use crate::djot::{Content, carried};
use crate::edition::{DEFAULT_STYLE, Remark, Settings, Works, default_id};
use crate::import::Options;
use crate::import::draft::{EDITORS, Record};
use crate::import::report::ImportError;
use crate::ir::{
    self, Accessibility, BackReferences, Contributor, Cover, Date, IndexSettings, Isbns, Language,
    Manuscript, Marks, NotePages, NoteSeries, PageMarkers, Placement, Relator, Restart, Role,
    SectionId, Series, SeriesId, SourceEdition, Subject, index_named,
};
use crate::language::QuoteStyle;

/// All that goes into the manifest.
pub(super) struct Metadata<'a> {
    pub(super) record: &'a Record,
    pub(super) title: &'a Title,
    pub(super) provenance: Provenance,
    pub(super) outline: &'a Outline,
    pub(super) languages: &'a Languages,
    pub(super) notes: &'a Notes,
    pub(super) options: &'a Options,
    /// The files of the works that are cited.
    pub(super) works: &'a [(String, String)],
    /// The indexes that marks belong to.
    pub(super) indexes: &'a [IndexSettings],
    /// Whether its quotations stand in »…«.
    pub(super) inward_quotes: bool,
}

/// Name of the series of the author's notes.
const SERIES: &str = "autor";

/// The manuscript, and the settings of its edition. Remarks that begin with `look:` are questions to the editor.
pub(super) fn manuscript(
    metadata: &Metadata<'_>,
    mut contents: Vec<Content>,
) -> Result<(Manuscript, Settings), ImportError> {
    let mut settings = Settings { remarks: remarks(metadata), ..Settings::default() };
    if metadata.inward_quotes && metadata.languages.book.starts_with("de") {
        settings.quotes = QuoteStyle::Inward;
    }
    let series = all_series(metadata, &mut contents);
    let mut manuscript = Manuscript {
        files: Vec::new(),
        metadata: of_book(metadata)?,
        series,
        page_markers: PageMarkers::default(),
        indexes: metadata.indexes.to_vec(),
        sections: Vec::new(),
    };
    let sections = metadata.outline.sections.iter().zip(&metadata.languages.sections);
    for (n, ((listed, language), content)) in sections.zip(contents).enumerate() {
        let language = listed.language.clone().or_else(|| language.as_deref().map(tag));
        let language = language.filter(|language| *language != manuscript.metadata.language);
        let section = section(SectionId::nth(n), listed, language, content, metadata.indexes);
        manuscript.sections.push(Arc::new(section));
    }
    if cites(&manuscript) {
        settings.works = Some(Works {
            files: metadata.works.iter().map(|(path, _)| (path.clone(), nowhere())).collect(),
            style: (DEFAULT_STYLE.to_owned(), nowhere()),
            all: false,
            series: SeriesId::default(),
        });
        list_works(&mut manuscript);
    }
    Ok((manuscript, settings))
}

/// Whether works are cited anywhere.
fn cites(manuscript: &Manuscript) -> bool {
    let mut found = false;
    let mut look = |inline: &ir::Inline| {
        found |= matches!(inline.kind, ir::InlineKind::Citation { .. });
    };
    for section in &manuscript.sections {
        let headings = section.heading.iter();
        headings.for_each(|heading| ir::walk::nested(&heading.title, &mut look));
        ir::walk::inlines(&section.blocks, &mut look);
        section.notes.iter().for_each(|note| ir::walk::inlines(&note.body, &mut look));
    }
    found
}

/// The list of the works that are cited: where a heading without text stands for it, else behind all.
fn list_works(manuscript: &mut Manuscript) {
    let is_list = |section: &Arc<ir::Section>| {
        section.role == Role::Bibliography && section.blocks.is_empty() && section.notes.is_empty()
    };
    let at = manuscript.sections.iter().position(is_list);
    let key = match at {
        Some(at) => manuscript.sections[at].key,
        None => SectionId::nth(manuscript.sections.len()),
    };
    let title = at.and_then(|at| manuscript.sections[at].heading.as_ref());
    let title = title.map(|heading| kept(&ir::plain(&heading.title)));
    let made = ir::Section::empty(nowhere(), key, Role::Bibliography);
    let mut section = ir::Section { title, ..made };
    section.id = default_id(&section, &[]);
    match at {
        Some(at) => manuscript.sections[at] = Arc::new(section),
        None => manuscript.sections.push(Arc::new(section)),
    }
}

/// What the text did not say for certain.
fn remarks(metadata: &Metadata<'_>) -> Vec<Remark> {
    let title = metadata.title;
    let mut remarks = Vec::new();
    let mut remark = |is_there: bool, at: &str, words: &str| {
        if is_there {
            let text = format!(" {words}");
            remarks.push(Remark { at: at.to_owned(), behind: false, text });
        }
    };
    remark(
        true,
        "slug",
        "Made by `umbruch import`. Where a line says `look:`, the text did not say for certain.",
    );
    remark(title.invented, "title", "look: the text has no title line");
    let said = "look: taken for a subtitle because it stands between title and author or year";
    remark(title.subtitle_guessed, "subtitle", said);
    remark(metadata.languages.doubtful, "language", "look: the language of the text is not clear");
    let none = "look: no author was found; a [[contributor]] with name and role belongs here";
    remark(
        title.authors.is_empty() && metadata.record.contributors.is_empty(),
        "contributor",
        none,
    );
    let all = title.authors.len() + title.others.len();
    for n in 0..title.authors.len() {
        let name = format!("{}.name", Remark::nth("contributor", n, all));
        let doubtful = "look: taken for the author because it looks like a name";
        remark(title.author_doubtful, &name, doubtful);
    }
    let unknown = "look: the address of the page is not known: url = \"https://…\"";
    remark(metadata.provenance.url.is_none(), "source.url", unknown);
    let sections = &metadata.outline.sections;
    for (n, section) in sections.iter().enumerate() {
        let title = format!("{}.title", Remark::nth("section", n, sections.len()));
        let found =
            "look: the publisher's words before the text; whose they are, the page does not say";
        remark(section.found_on_page, &title, found);
    }
    remarks
}

fn of_book(metadata: &Metadata<'_>) -> Result<ir::Metadata, ImportError> {
    let (title, options) = (metadata.title, metadata.options);
    let own = options.slug.clone().or_else(|| slug(&title.title));
    let date = Date::parse(&options.date).ok_or_else(|| {
        let message = format!("the edition cannot have the date `{}`", options.date);
        ImportError::new(1, 1, message).hint("name a day, a month or a year: `2026-11-23`")
    })?;
    let record = metadata.record;
    let year = title.year.and_then(|year| Date::parse(&year.to_string()));
    let note = metadata.provenance.note.as_deref().or(record.origin.as_deref());
    let note = note.or(title.imprint.as_deref());
    let of_source = SourceEdition {
        title: kept(&title.title),
        url: metadata.provenance.url.as_deref().map(kept),
        date: record.date.or(year),
        note: note.map(kept),
        isbn: record.isbn.as_deref().map(kept),
    };
    Ok(ir::Metadata {
        slug: kept(&own.unwrap_or_else(|| "text".to_owned())),
        title: kept(&title.title),
        title_sort: None,
        title_renderings: Vec::new(),
        subtitles: title.subtitles.iter().map(|subtitle| kept(subtitle)).collect(),
        other_titles: Vec::new(),
        contributors: contributors(record, title),
        language: tag(&metadata.languages.book),
        identifier: kept(&options.identifier),
        isbns: Isbns::default(),
        doi: None,
        urn: None,
        date,
        first_published: record.first_published,
        edition: None,
        edition_statement: None,
        publisher: record.publisher.as_deref().map(kept),
        place: record.place.as_deref().map(kept),
        series: series_once(&record.series),
        subjects: record.subjects.iter().filter_map(subject).collect(),
        description: record.description.as_deref().map(kept),
        rights: record.rights.as_deref().map(kept),
        licence: record.licence.as_deref().map(kept),
        source: Some(of_source),
        cover: record
            .cover
            .as_ref()
            .map(|(path, alt)| Cover { path: path.clone(), alt: kept(alt) }),
        accessibility: Accessibility::default(),
    })
}

/// Whom the file names, else whom its first lines do.
fn contributors(record: &Record, title: &Title) -> Vec<Contributor> {
    let person = |name: &str, role: &str| Contributor {
        name: name.to_owned(),
        sort: sort_name(name),
        roles: vec![Relator(role.to_owned())],
        renderings: Vec::new(),
    };
    let mut all = record.contributors.clone();
    if all.is_empty() {
        all.extend(title.authors.iter().map(|name| person(name, "aut")));
    }
    all.extend(title.others.iter().map(|(name, role)| person(name, role)));
    for one in &mut all {
        one.name = kept(&one.name);
        one.sort = kept(&one.sort);
        one.renderings.iter_mut().for_each(|other| other.text = kept(&other.text));
    }
    all.retain(|one| !one.name.trim().is_empty() && !one.sort.trim().is_empty());
    all
}

/// A subject as the manifest can hold it.
fn subject(named: &Subject) -> Option<Subject> {
    let subject = Subject { name: kept(&named.name), ..named.clone() };
    (!subject.name.trim().is_empty()).then_some(subject)
}

/// The series that a file names, each once, by its title and its ISSN.
fn series_once(named: &[Series]) -> Vec<Series> {
    let (mut titles, mut numbers) = (HashSet::new(), HashSet::new());
    let mut once = Vec::new();
    for one in named.iter().filter(|one| titles.insert(kept(&one.title).to_lowercase())) {
        let issn = one.issn.clone().filter(|issn| numbers.insert(issn.replace('-', "")));
        once.push(Series { title: kept(&one.title), issn, ..one.clone() });
    }
    once
}

/// The author's notes, and the editor's, as far as there are such.
fn all_series(metadata: &Metadata<'_>, contents: &mut [Content]) -> Vec<NoteSeries> {
    let of = |series: SeriesId, contents: &[Content]| {
        contents.iter().flat_map(|content| &content.notes).any(|note| note.series == series)
    };
    let authors = of(SeriesId(0), contents)
        || metadata.notes.by_section.iter().any(|notes| !notes.is_empty());
    let editors = of(SeriesId(1), contents);
    if editors && !authors {
        for note in contents.iter_mut().flat_map(|content| &mut content.notes) {
            note.series = SeriesId(0);
        }
    }
    let restart = if metadata.notes.restarts { Restart::Section } else { Restart::Book };
    let own = authors.then(|| series(SERIES, None, Marks::Decimal, restart));
    // beside figures, letters tell them apart
    let marks = if authors { Marks::LowerAlpha } else { Marks::Decimal };
    let title = match metadata.languages.book.split('-').next() {
        Some("de") => Some("Anmerkungen des Herausgebers"),
        Some("en") => Some("Editor’s Notes"),
        _ => None,
    };
    let theirs = editors.then(|| series(EDITORS, title, marks, Restart::Book));
    own.into_iter().chain(theirs).collect()
}

fn series(name: &str, title: Option<&str>, marks: Marks, restart: Restart) -> NoteSeries {
    NoteSeries {
        name: name.to_owned(),
        title: title.map(str::to_owned),
        marks,
        restart,
        placement: Placement::Book,
        pages: NotePages::None,
        back_references: BackReferences::None,
    }
}

fn section(
    key: SectionId,
    listed: &Section,
    language: Option<Language>,
    content: Content,
    indexes: &[IndexSettings],
) -> ir::Section {
    let index = listed.index.as_deref().and_then(|name| index_named(indexes, name));
    let (heading, id) = content.heading.map_or((None, None), |(heading, id)| (Some(heading), id));
    let mut section = ir::Section {
        file: (!listed.generated).then(|| listed.path.clone()),
        language,
        title: listed.title.as_deref().filter(|_| !listed.found_on_page).map(kept),
        heading,
        index: index.unwrap_or_default(),
        blocks: content.blocks,
        notes: content.notes,
        comments: content.comments,
        ..ir::Section::empty(nowhere(), key, listed.role)
    };
    section.id = id.unwrap_or_else(|| default_id(&section, indexes));
    section
}

fn tag(language: &str) -> Language {
    Language::parse(language).expect("the importer knows the tags")
}

/// A text as a line of the manifest can hold it.
fn kept(value: &str) -> String {
    carried(value).map(|c| if c.is_control() { ' ' } else { c }).collect()
}
