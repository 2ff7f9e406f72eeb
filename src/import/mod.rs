//! Import of a text as it comes from a web page: plain text in, an edition's folder out.
//!
//! The text is kept letter by letter. What the importer decides (title, headings, which number
//! calls which note) it reports with the place in the imported file; what it doubts it marks in
//! the Djot source with a comment for the editor, `{% … %}`.

mod align;
mod bodies;
mod calls;
mod chain;
mod compose;
mod context;
mod decode;
mod form;
mod furniture;
mod headings;
mod language;
mod leftovers;
mod manifest;
mod markers;
mod matching;
mod names;
mod notes;
mod numerals;
mod orthography;
mod outline;
mod paragraphs;
mod preface;
mod provenance;
mod quotes;
mod report;
mod slug;
mod source;
mod title;
mod titleline;
mod zones;

pub use decode::decode;
pub use report::{Decision, ImportError};

use crate::writers::source::{SourceFile, write};
use report::Report;
use source::Source;

/// Width at which lines of the source are broken, in characters.
const WIDTH: usize = 100;

/// What the caller knows and the text does not.
#[derive(Debug, Clone)]
pub struct Options {
    /// The edition's `identifier`, written as it is given: `urn:uuid:…`.
    pub identifier: String,
    /// The edition's `slug`; `None`: made from the title.
    pub slug: Option<String>,
    /// The edition's `date` (today): `2026-11-23`, `2026-11` or `2026`.
    pub date: String,
    /// The title if the text has none, such as the stem of the file's name.
    pub fallback_title: Option<String>,
}

/// A new `identifier`: `urn:uuid:` and a random UUID (version 4).
#[must_use]
pub fn mint_identifier() -> String {
    format!("urn:uuid:{}", uuid::Uuid::new_v4())
}

/// An edition made from a text, and what was decided on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// `edition.toml` first, then the section files in order, then `leftovers.txt` if anything
    /// was set aside.
    pub files: Vec<SourceFile>,
    /// In the order of the imported file.
    pub decisions: Vec<Decision>,
}

/// Makes an edition from the plain text of a web page.
///
/// # Errors
///
/// The text is blank, or holds nothing beside title, notes and lines of the page.
pub fn import(text: &str, options: &Options) -> Result<Imported, ImportError> {
    let mut source = Source::new(text);
    if source.is_blank() {
        return Err(ImportError::new(1, 1, "the file holds no text")
            .hint("paste the text of the page into it"));
    }
    let mut report = Report::default();
    source.report_oddities(&mut report);

    furniture::set_aside(&mut source, &mut report);
    let title = title::read(&mut source, options, &mut report);
    let shape = paragraphs::shape(&source);
    let zones = zones::find(&mut source, shape, &mut report);
    headings::find(&mut source, &mut report);
    paragraphs::report_broken_words(&source, shape, &mut report);
    let mut outline = outline::build(&mut source, shape, &title, &mut report);
    if outline.sections.is_empty() {
        let error = ImportError::new(1, 1, "there is no text beside title and notes");
        return Err(error.hint("paste the whole text of the page"));
    }
    let languages = language::settle(&source, &mut outline, &mut report);
    outline.name_files(&source);
    let notes = notes::link(&source, shape, &zones, &outline, &mut report);
    let provenance = provenance::read(&source, &outline, &mut report);

    let metadata = manifest::Metadata {
        inward_quotes: quotes::are_inward(text),
        title: &title,
        provenance,
        outline: &outline,
        languages: &languages,
        notes: &notes,
        options,
    };
    let contents = compose::contents(&source, &outline, &notes);
    let (manuscript, settings) = manifest::manuscript(&metadata, contents)?;
    let mut files = write(&manuscript, &settings, Some(WIDTH));
    files.extend(leftovers::file(&source, &notes));
    Ok(Imported { files, decisions: report.finish(&source) })
}

#[cfg(test)]
mod tests {
    use super::{Options, import};

    #[test]
    fn a_text_of_the_web_becomes_an_edition() {
        let options = Options {
            identifier: "urn:uuid:00000000-0000-4000-8000-000000000000".into(),
            slug: None,
            date: "2026-11-23".into(),
            fallback_title: None,
        };
        let web = "(1921 Karl Muster) Die Mühle\n\nDas Rad steht still1, daß es jeder sieht.\n1Seit Mai.\n";
        let imported = import(web, &options).expect("the text has a title and a body");
        let chapter = &imported.files[1];
        assert_eq!(chapter.path, "text/01-die-muehle.dj");
        assert!(chapter.text.starts_with("Das Rad steht still[^1], daß es jeder sieht.\n"));
        assert!(chapter.text.contains("[^1]: Seit Mai.\n"));
    }
}
