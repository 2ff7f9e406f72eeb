//! The text of an edition: its sections, the works that it cites, the words for the back of its cover. What a
//! session has read before, and what stands as it stood, is not read again.

mod kept;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::{Session, Stopped};
use crate::bibliography::{self, Bibliography};
use crate::diagnostics::Diagnostics;
use crate::edition::{self, Edition, SectionEntry, SourceKind};
use crate::ir::{Language, Manuscript, Section, SectionId};
use crate::source::{FileId, Sources};
use crate::storage::Folder;

pub(super) use kept::Kept;
use kept::{Asked, Cited, Read, Text, With};

/// Reads the text of one edition.
pub(super) struct Reader<'a> {
    edition: &'a Edition,
    folder: &'a dyn Folder,
    session: &'a Session,
    /// What was read the last time.
    before: Option<Arc<Text>>,
    now: Text,
}

impl<'a> Reader<'a> {
    pub(super) fn new(edition: &'a Edition, folder: &'a dyn Folder, session: &'a Session) -> Self {
        let before = session.text().get(&name(folder));
        Self { edition, folder, session, before, now: Text::default() }
    }

    /// The edition.
    pub(super) fn edition(&self) -> &'a Edition {
        self.edition
    }

    /// Keeps what was read for the next time, and the works even if nobody asked for them.
    pub(super) fn keep(mut self) {
        let works = self.before.as_ref().and_then(|before| before.works.clone());
        self.now.works = self.now.works.or(works);
        self.session.text().keep(name(self.folder), self.now);
    }

    /// The sections, as the manifest lists them.
    pub(super) fn manuscript(
        &mut self,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Result<Manuscript, Stopped> {
        let edition = self.edition;
        let mut manuscript = Manuscript {
            files: Vec::new(),
            metadata: edition.metadata.clone(),
            series: edition.series.clone(),
            page_markers: edition.page_markers,
            indexes: edition.indexes.clone(),
            sections: Vec::new(),
        };
        for (index, entry) in edition.sections.iter().enumerate() {
            self.session.go_on()?;
            let listed = (SectionId::nth(index), entry);
            let section = self.section(listed, &manuscript, sources, diagnostics);
            manuscript.sections.push(section.unwrap_or_else(|bare| bare));
        }
        Ok(manuscript)
    }

    /// A section that the manifest lists, or another text that is read like one, of that manuscript.
    ///
    /// # Errors
    /// The section without its text, if that cannot be read.
    pub(super) fn section(
        &mut self,
        (key, entry): (SectionId, &SectionEntry),
        manuscript: &Manuscript,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Result<Arc<Section>, Arc<Section>> {
        let edition = self.edition;
        let language = &manuscript.metadata.language;
        let mut section = Section {
            id: entry.id.clone().unwrap_or_default(),
            file: entry.file.as_ref().map(|(path, _)| path.clone()),
            language: entry.language.clone().filter(|own| own != language),
            title: entry.title.clone(),
            series: entry.series,
            index: entry.index,
            ..Section::empty(entry.span, key, entry.role)
        };
        if entry.id.is_none() {
            section.id = edition::default_id(&section, &manuscript.indexes);
        }
        let file = entry.file.as_ref().and_then(|(path, named)| {
            let (kind, folder) = (SourceKind::Section, self.folder);
            edition::read_source(folder, kind, path, *named, sources, diagnostics)
        });
        let Some(file) = file else { return Err(Arc::new(section)) };
        let text = sources.file(file).shared();
        let with = With {
            file,
            language: entry.language.as_ref().unwrap_or(language).clone(),
            default_series: entry.series,
            quotes: edition.settings.quotes,
            page_markers: edition.page_markers,
            series: manuscript.series.clone(),
        };
        let before = self.before.as_ref().and_then(|before| before.sections.get(&key));
        let read = match before.filter(|before| before.is_of(&text, &with)) {
            Some(before) => before.listed(section),
            None => Read::new(section, text, with),
        };
        diagnostics.extend(read.told.iter().cloned());
        let section = Arc::clone(&read.section);
        self.now.sections.insert(key, read);
        Ok(section)
    }

    /// The works that can be cited, if the edition names any, and whether every file of them could be read.
    pub(super) fn works(
        &mut self,
        language: &Language,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Option<(Option<Arc<Bibliography>>, bool)> {
        let works = self.edition.settings.works.as_ref()?;
        let mut read = |kind: SourceKind, path: &str, named, diagnostics: &mut Diagnostics| {
            edition::read_source(self.folder, kind, path, named, sources, diagnostics)
        };
        let files: Vec<Option<FileId>> = works
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
        let files: Vec<FileId> = files.into_iter().flatten().collect();
        let Some(style) = style else { return Some((None, all)) };
        let cited = self.before.as_ref().and_then(|before| before.works.clone());
        let asked = Asked::new(&files, style, language, sources);
        let known = cited.filter(|known| known.asked == asked);
        let cited = known.unwrap_or_else(|| Cited::read(asked, style, sources));
        let whole = all && !cited.is_faulty;
        diagnostics.extend(cited.told.iter().cloned());
        let works = cited.works.clone();
        self.now.works = Some(cited);
        Some((works, whole))
    }
}

/// By what an edition is known in a session.
fn name(folder: &dyn Folder) -> String {
    folder.shown(edition::MANIFEST)
}
