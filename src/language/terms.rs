//! The words that umbruch itself puts into a book.

use super::sections::Sections;
use crate::ir::{Date, Role, Series};

/// The words of one language. Texts in which something is put in are functions.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// What sections are called.
    pub(super) sections: &'static Sections,
    /// Name of the cover.
    pub cover: &'static str,
    /// Name of a section without a heading, before its number among them.
    pub section: &'static str,
    /// Name of the list of pages.
    pub pages: &'static str,
    /// Name of the list of landmarks.
    pub landmarks: &'static str,
    /// Name of the place where the text begins.
    pub start_of_text: &'static str,
    /// `Seite 7`: how a page marker is read aloud.
    pub page: fn(&str) -> String,
    /// `Anmerkung 3`: how a note is named by its mark.
    pub note: fn(&str) -> String,
    /// `Anm. 3`: how a text sends the reader to a note.
    pub see_note: fn(&str) -> String,
    /// How the way back from a note is read aloud: mark of the note; which call, if several.
    pub back_to_call: fn(&str, Option<usize>) -> String,
    /// Running head over the notes: what stands before one page number and before several.
    pub notes_to_pages: (&'static str, &'static str),
    /// What stands before the number of a page to which the reader is sent.
    pub page_short: &'static str,
    /// How the way back from a work to the citations of it is read aloud; which one, if several.
    pub back_to_citation: fn(Option<usize>) -> String,
    /// In an index before the entry to look up instead.
    pub see: &'static str,
    /// In an index before an entry to look up, too.
    pub see_also: &'static str,
    /// `Anker, Stelle 2: Am Kai`: how a place that an index names is read aloud, by the entry, its
    /// number in it and the title of the section.
    pub place: fn(&str, usize, &str) -> String,
    /// What a link to a place without a title says.
    pub here: &'static str,
    /// What a link from a picture to its description at length says.
    pub long_description: &'static str,
    /// Between names: before the last of them.
    pub and: &'static str,
    /// What a contributor did, as the title page and the imprint say it before the name; by MARC
    /// relator code.
    pub credit: fn(&str) -> Option<&'static str>,
    /// `2. Auflage`: an edition by its number.
    pub edition: fn(u32) -> String,
    /// `Kleine Schriften, Band 3`: a series with the number in it.
    pub volume: fn(&str, &str) -> String,
    /// A date for people.
    pub date: fn(Date) -> String,
    /// Of the ISBN of a printed book.
    pub printed: &'static str,
    /// Before the date on which the work first appeared.
    pub first_published: &'static str,
    /// Before the source of the text.
    pub source: &'static str,
    /// Before the licence.
    pub licence: &'static str,
    /// Accessibility summary: the text can be read aloud and adapted.
    pub summary_text: &'static str,
    /// Accessibility summary: the text can be read aloud, but the book has sizes of its own.
    pub summary_text_fixed: &'static str,
    /// Accessibility summary: sentence for a book without pictures that say something.
    pub summary_no_images: &'static str,
    /// Accessibility summary: sentence for a book whose pictures all have alternative texts.
    pub summary_images: &'static str,
    /// Accessibility summary: sentence for a book with pictures without alternative texts.
    pub summary_images_without_alt: &'static str,
    /// Accessibility summary: sentence for a book with long descriptions of pictures.
    pub summary_descriptions: &'static str,
    /// Accessibility summary: sentence for a book whose tables have heads.
    pub summary_tables: &'static str,
    /// Accessibility summary: sentence on an index.
    pub summary_index: &'static str,
    /// Accessibility summary: sentence for a book in several languages.
    pub summary_languages: &'static str,
    /// Accessibility summary: sentence on notes with links both ways.
    pub summary_notes: &'static str,
    /// Accessibility summary: sentence on page markers of a printed edition.
    pub summary_pages: &'static str,
}

impl Terms {
    /// What a section of a role is called: over one that umbruch makes, and where one without a heading is named.
    #[must_use]
    pub fn section_of(&self, role: Role) -> &'static str {
        self.names_of(role)[0]
    }

    /// All names by which books call a section of a role, the usual one first.
    pub(super) fn names_of(&self, role: Role) -> &'static [&'static str] {
        let row = self.sections.iter().find(|row| row.0 == role);
        row.expect("each language has a row for each role").1
    }

    /// A series or set with the book's number in it.
    #[must_use]
    pub fn series(&self, series: &Series) -> String {
        let number = series.number.as_deref();
        number.map_or_else(|| series.title.clone(), |number| (self.volume)(&series.title, number))
    }

    /// Names as running text: `A, B und C`.
    #[must_use]
    pub fn list(&self, names: &[&str]) -> String {
        match names {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.and),
        }
    }
}
