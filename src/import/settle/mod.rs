//! What all formats have to decide, made once, on the draft: title, preface, headings and their roles, which note belongs to which
//! call, languages; and the manuscript that follows from it.

mod align;
mod bodies;
mod calls;
mod captions;
mod chain;
mod compose;
mod contents;
mod context;
mod counts;
mod days;
mod enclosed;
mod found;
mod generated;
mod halftitles;
mod headings;
mod inside;
mod language;
mod leaves;
mod leftovers;
mod levels;
mod links;
mod manifest;
mod markers;
mod matching;
mod names;
mod notes;
mod numerals;
mod ordered;
mod ordinals;
mod orthography;
mod outline;
mod plain;
mod preface;
mod prices;
mod provenance;
mod quotes;
mod reading;
mod remains;
mod signs;
mod slug;
mod source;
mod spaces;
mod tally;
mod title;
mod titleline;
mod titlepage;
mod titles;
mod zones;

pub(in crate::import) use headings::names_notes;
pub(in crate::import) use names::{names_part, sort_name};
pub(in crate::import) use numerals::roman;
pub(in crate::import) use signs::{leads_back, number_in_words};
pub(in crate::import) use slug::slug;

use super::counts::{Counts, words};
use super::draft::{Aside, Draft};
use super::report::{ImportError, Report};
use super::{Imported, Options};
use crate::edition::Settings;
use crate::ir::Manuscript;
use crate::source::Span;
use crate::writers::source::{SourceFile, write};
use markers::MarkerStyle;
use source::{Flat, Source};

/// Width at which lines of the source are broken, in characters.
const WIDTH: usize = 100;

/// The number of the note that a text begins with, and whether it is set off in a way that no list and no sentence has.
pub(super) fn begins_note(text: &str) -> Option<(u32, bool)> {
    let marker = markers::at_line_start(text, 0..text.len())?;
    let own =
        matches!(marker.style, MarkerStyle::Glued | MarkerStyle::Superscript | MarkerStyle::Arrow);
    Some((marker.number, own))
}

/// Most sections of an edition; a text with more headings is no book.
const MOST_SECTIONS: usize = 5000;

/// What was decided on a draft.
struct Settled {
    manuscript: Manuscript,
    settings: Settings,
    decisions: Report<Span>,
    /// What is told of links that lead nowhere.
    dead: Report<Span>,
    leftovers: Vec<Aside>,
    came: Counts,
    went: Counts,
}

/// Makes the edition.
///
/// # Errors
/// The draft holds no text beside title and notes, or the date of the edition is none.
pub(super) fn settle(mut draft: Draft, options: &Options) -> Result<Imported, ImportError> {
    let settled = decide(&mut draft, options)?;
    let Settled { manuscript, settings, mut decisions, dead, leftovers, came, went } = settled;
    let Draft { sources, pictures, report: read, works, .. } = draft;
    decisions.extend(read);
    decisions.extend(dead);
    let decisions = decisions.finish(&sources);
    let aside = leftovers.iter().map(|left| words(&left.words)).sum();
    let left = leftovers::file(&leftovers, &sources);
    drop((sources, leftovers));
    let mut files = write(&manuscript, &settings, Some(WIDTH));
    if settings.works.is_some() {
        files.extend(works.into_iter().map(|(path, text)| SourceFile { path, text }));
    }
    files.extend(left);
    let pictures = pictures.into_iter().map(|picture| (picture.path, picture.bytes)).collect();
    Ok(Imported { files, pictures, decisions, came, went, aside })
}

/// Decides on a draft; its text moves into the manuscript.
fn decide(draft: &mut Draft, options: &Options) -> Result<Settled, ImportError> {
    let flat = Flat::of(draft);
    let mut source = Source::new(draft, &flat);
    if source.text_lines().next().is_none() && source.lines.is_empty() {
        return Err(ImportError::new(1, 1, "the file holds no text")
            .hint("paste the text of the page into it"));
    }
    let mut report = Report::default();
    let title = title::read(&mut source, options, &mut report);
    let found = found::find(&mut source, &mut report);
    contents::set_aside(&mut source, &mut report);
    headings::find(&mut source, &title.title, &mut report);
    let mut outline = outline::build(&mut source, &title, &mut report);
    if outline.sections.is_empty() {
        let error = ImportError::new(1, 1, "there is no text beside title and notes");
        return Err(error.hint("paste the whole text of the page"));
    }
    if outline.sections.len() > MOST_SECTIONS {
        let count = outline.sections.len();
        let message =
            format!("it would become {count} files; most of its lines look like headings");
        let hint = "import it in parts, or as Markdown with the headings marked";
        return Err(ImportError::new(1, 1, message).hint(hint));
    }
    let languages = language::settle(&source, &mut outline, &mut report);
    outline.name_files(&source);
    let notes = notes::link(&source, found, &outline, &mut report);
    let provenance = provenance::read(&source, &outline, &mut report);

    let leftovers = leftovers::all(&source, &notes);
    let came = tally::came(&source, &outline, &notes);
    let inward_quotes = quotes::are_inward(source.text);
    let lines = source.lines;
    // What the draft says the manuscript says then: a long text is not kept twice.
    let own = (std::mem::take(&mut draft.items), std::mem::take(&mut draft.notes));
    let material = compose::Material::new(flat.text(), lines, own, &notes);
    let contents = compose::contents(material, &outline, &notes, &mut report);
    let metadata = manifest::Metadata {
        inward_quotes,
        record: &draft.record,
        works: &draft.works,
        indexes: &draft.indexes,
        title: &title,
        provenance,
        outline: &outline,
        languages: &languages,
        notes: &notes,
        options,
    };
    let (mut manuscript, settings) = manifest::manuscript(&metadata, contents)?;
    let mut dead = Report::default();
    links::unlink(&mut manuscript, &mut dead);
    let went = tally::went(&manuscript, &outline);
    let decisions = report.moved(|offset| flat.place(offset));
    Ok(Settled { manuscript, settings, decisions, dead, leftovers, came, went })
}
