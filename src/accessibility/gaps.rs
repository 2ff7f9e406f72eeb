//! What stands against a claim of conformance with WCAG 2.2 at level AA, as far as a program can see.

use super::Evidence;
use crate::source::Span;

/// Something that a book lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The success criterion that is missed.
    pub criterion: &'static str,
    /// What is wrong, in English.
    pub message: String,
    /// Where in the source, if that is known.
    pub place: Option<Span>,
}

impl Gap {
    /// Everything that stands against the claim, in the order of the criteria.
    #[must_use]
    pub fn all(evidence: &Evidence) -> Vec<Self> {
        let mut gaps = silent_pictures(evidence);
        gaps.extend(tables_without_headers(evidence));
        gaps.extend(skipped_levels(evidence));
        gaps.extend(moving(evidence));
        gaps.extend(silent_links(evidence));
        gaps.extend(untold(evidence));
        gaps
    }

    fn new(criterion: &'static str, message: String) -> Self {
        Self { criterion, message, place: None }
    }
}

fn silent_pictures(evidence: &Evidence) -> Vec<Gap> {
    let silent = evidence.pictures().filter(|(_, picture)| picture.is_silent());
    let gap = |(document, picture): (&super::Document, &super::Picture)| Gap {
        criterion: "1.1.1",
        message: format!("the picture {} in {} has no words", picture.file, document.file),
        place: picture.place,
    };
    silent.map(gap).collect()
}

fn tables_without_headers(evidence: &Evidence) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for document in &evidence.documents {
        for table in document.tables.iter().filter(|table| table.headers == 0) {
            let name = if table.caption.is_empty() { "without a caption" } else { &table.caption };
            let message =
                format!("a table in {} ({name}) has no cells that head others", document.file);
            gaps.push(Gap::new("1.3.1", message));
        }
    }
    gaps
}

/// Levels go down by one at a time, over the whole book (technique G141).
fn skipped_levels(evidence: &Evidence) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut above = 0;
    for document in evidence.read() {
        for heading in &document.headings {
            if above > 0 && heading.level > above + 1 {
                let (text, level) = (&heading.text, heading.level);
                let message = format!(
                    "the heading `{text}` in {} is of level {level} and follows one of level {above}",
                    document.file
                );
                gaps.push(Gap::new("1.3.1", message));
            }
            above = heading.level;
        }
    }
    gaps
}

fn moving(evidence: &Evidence) -> impl Iterator<Item = Gap> + '_ {
    let gap = |what: &String| Gap::new("2.2.2", format!("{what} moves and cannot be stopped"));
    evidence.moving.iter().map(gap)
}

fn silent_links(evidence: &Evidence) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for document in &evidence.documents {
        for address in &document.silent_links {
            let message = format!("a link to {address} in {} has no words", document.file);
            gaps.push(Gap::new("2.4.4", message));
        }
    }
    gaps
}

/// Documents without title or language.
fn untold(evidence: &Evidence) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for document in &evidence.documents {
        if document.title.trim().is_empty() {
            gaps.push(Gap::new("2.4.2", format!("{} has no title", document.file)));
        }
        if document.language.is_empty() {
            gaps.push(Gap::new("3.1.1", format!("{} has no language", document.file)));
        }
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::super::{Document, Heading, Table};
    use super::*;

    fn criteria(document: Document) -> Vec<&'static str> {
        let named = Document { in_spine: true, ..document };
        let evidence = Evidence { documents: vec![named], ..Evidence::default() };
        Gap::all(&evidence).into_iter().map(|gap| gap.criterion).collect()
    }

    fn named() -> Document {
        let (title, language) = ("Eins".to_owned(), "de".to_owned());
        Document { title, language, ..Document::default() }
    }

    fn headings(levels: &[u8]) -> Vec<Heading> {
        levels.iter().map(|level| Heading { level: *level, text: String::new() }).collect()
    }

    #[test]
    fn levels_go_down_one_by_one() {
        let read = |levels| criteria(Document { headings: headings(levels), ..named() });
        assert!(read(&[2, 3, 4, 2, 3]).is_empty());
        assert_eq!(read(&[2, 4]), ["1.3.1"]);
        assert!(read(&[4, 3]).is_empty(), "a book may begin below");
    }

    #[test]
    fn tables_have_heads() {
        let table = |headers| Table { caption: String::new(), rows: 2, headers };
        assert_eq!(criteria(Document { tables: vec![table(0)], ..named() }), ["1.3.1"]);
        assert!(criteria(Document { tables: vec![table(2)], ..named() }).is_empty());
    }

    #[test]
    fn documents_say_what_they_are() {
        assert_eq!(criteria(Document::default()), ["2.4.2", "3.1.1"]);
        assert!(criteria(named()).is_empty());
    }
}
