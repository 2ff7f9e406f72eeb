//! The writer of source: a manuscript to the files of an edition. Reading them gives the same manuscript, and the same
//! settings.

use crate::djot::{self, Context, View};
use crate::edition::{self, MANIFEST, Settings, default_id};
use crate::ir::{Manuscript, Section};

/// A file of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path in the edition's folder.
    pub path: String,
    /// The whole content.
    pub text: String,
}

/// The manifest, then the text of each section that has a file, in the order of the manuscript. What a manuscript does
/// not hold, works that are cited, pictures, fonts, the words for the back of the cover, keeps the files that it has.
///
/// With a width, paragraphs are broken anew, into lines of at most so many letters.
#[must_use]
pub fn write(
    manuscript: &Manuscript,
    settings: &Settings,
    width: Option<usize>,
) -> Vec<SourceFile> {
    let text = edition::write(manuscript, settings);
    let mut files = vec![SourceFile { path: MANIFEST.to_owned(), text }];
    for section in &manuscript.sections {
        let Some(path) = &section.file else { continue };
        let context = Context {
            language: manuscript.language_of(section),
            series: &manuscript.series,
            default_series: section.series,
            section: section.key,
            quotes: settings.quotes,
            page_markers: manuscript.page_markers,
        };
        let view = view(section, manuscript);
        let text = match width {
            Some(width) => djot::write_in_lines(view, context, width),
            None => djot::write(view, context),
        };
        files.push(SourceFile { path: path.clone(), text });
    }
    files
}

/// What the file of a section holds; its heading bears the id of the section, if that has one of its own.
fn view<'s>(section: &'s Section, manuscript: &Manuscript) -> View<'s> {
    let is_own = section.id != default_id(section, &manuscript.indexes);
    let id = is_own.then_some(section.id.as_str());
    View {
        heading: section.heading.as_ref().map(|heading| (heading, id)),
        blocks: &section.blocks,
        notes: &section.notes,
        comments: &section.comments,
    }
}
