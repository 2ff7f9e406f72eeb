//! What may be claimed: values of the vocabularies of schema.org that EPUB Accessibility 1.1 asks for.

use super::Evidence;

/// The claims that the evidence bears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// By which senses the book is taken in (`schema:accessMode`).
    pub modes: Vec<&'static str>,
    /// Which of them are enough (`schema:accessModeSufficient`), each a list of its own.
    pub sufficient: Vec<&'static str>,
    /// What it offers (`schema:accessibilityFeature`).
    pub features: Vec<Feature>,
    /// What may harm (`schema:accessibilityHazard`).
    pub hazard: Hazard,
}

/// Something that a book offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feature {
    /// A table of contents whose entries lead to the places.
    TableOfContents,
    /// The documents are read in the order in which they are meant, since each is one column.
    ReadingOrder,
    /// Headings tell parts and levels.
    StructuralNavigation,
    /// Size, typeface, colours and measure are the reader's.
    DisplayTransformability,
    /// No protection keeps programs from the text.
    Unlocked,
    /// Every picture that says something has words.
    AlternativeText,
    /// A picture has a long description.
    LongDescription,
    /// Page breaks of a printed edition are marked.
    PageBreakMarkers,
    /// A list leads to the pages of a printed edition.
    PageNavigation,
    /// An index leads to places of the text.
    Index,
    /// Formulas are in MathML.
    MathMl,
}

/// What may harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hazard {
    /// Nothing moves, flashes or sounds.
    None,
    /// Something moves or sounds, and nobody has said how.
    Unknown,
}

impl Feature {
    /// All of them, in the order of the package.
    pub const ALL: [Self; 11] = [
        Self::TableOfContents,
        Self::ReadingOrder,
        Self::StructuralNavigation,
        Self::DisplayTransformability,
        Self::Unlocked,
        Self::AlternativeText,
        Self::LongDescription,
        Self::PageBreakMarkers,
        Self::PageNavigation,
        Self::Index,
        Self::MathMl,
    ];

    /// Its name in the vocabulary.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TableOfContents => "tableOfContents",
            Self::ReadingOrder => "readingOrder",
            Self::StructuralNavigation => "structuralNavigation",
            Self::DisplayTransformability => "displayTransformability",
            Self::Unlocked => "unlocked",
            Self::AlternativeText => "alternativeText",
            Self::LongDescription => "longDescription",
            Self::PageBreakMarkers => "pageBreakMarkers",
            Self::PageNavigation => "pageNavigation",
            Self::Index => "index",
            Self::MathMl => "MathML",
        }
    }

    /// Whether the evidence bears it.
    #[must_use]
    pub fn is_borne_by(self, evidence: &Evidence) -> bool {
        let any = |of: &dyn Fn(&super::Document) -> bool| evidence.documents.iter().any(of);
        match self {
            Self::TableOfContents => any(&|document| document.contents > 0),
            Self::ReadingOrder => evidence.read().next().is_some(),
            Self::StructuralNavigation => any(&|document| !document.headings.is_empty()),
            Self::DisplayTransformability => evidence.fixed.is_empty(),
            Self::Unlocked => !evidence.locked,
            Self::AlternativeText => {
                let telling = evidence.pictures().filter(|(_, picture)| picture.tells());
                let silent: Vec<bool> = telling.map(|(_, picture)| picture.is_silent()).collect();
                !silent.is_empty() && !silent.contains(&true)
            }
            Self::LongDescription => {
                evidence.pictures().any(|(_, picture)| picture.description.is_some())
            }
            Self::PageBreakMarkers => any(&|document| !document.page_breaks.is_empty()),
            Self::PageNavigation => any(&|document| !document.listed_pages.is_empty()),
            Self::Index => any(&|document| document.index),
            Self::MathMl => any(&|document| document.formulas > 0),
        }
    }
}

impl Hazard {
    /// Its name in the vocabulary.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Unknown => "unknown",
        }
    }
}

impl Claims {
    /// What may be claimed on the ground of that evidence.
    #[must_use]
    pub fn from_evidence(evidence: &Evidence) -> Self {
        let seen = evidence.pictures().any(|(_, picture)| picture.tells());
        let silent = evidence.pictures().any(|(_, picture)| picture.is_silent());
        let moves = !evidence.moving.is_empty() || evidence.count(|document| document.media) > 0;
        Self {
            modes: if seen { vec!["textual", "visual"] } else { vec!["textual"] },
            sufficient: vec![if silent { "textual,visual" } else { "textual" }],
            features: Feature::ALL
                .into_iter()
                .filter(|feature| feature.is_borne_by(evidence))
                .collect(),
            hazard: if moves { Hazard::Unknown } else { Hazard::None },
        }
    }

    /// Whether that is claimed.
    #[must_use]
    pub fn has(&self, feature: Feature) -> bool {
        self.features.contains(&feature)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Document, Heading, Picture};
    use super::*;

    fn with(document: Document) -> Claims {
        Claims::from_evidence(&Evidence {
            documents: vec![Document { in_spine: true, ..document }],
            ..Evidence::default()
        })
    }

    fn picture(words: &str, decorative: bool) -> Picture {
        let (file, words) = ("a.png".to_owned(), words.to_owned());
        Picture {
            file,
            words,
            decorative,
            cover: false,
            description: None,
            path: None,
            place: None,
        }
    }

    #[test]
    fn a_picture_without_words_makes_sight_necessary() {
        let told =
            with(Document { pictures: vec![picture("Ein Kai", false)], ..Document::default() });
        assert_eq!((told.modes.len(), told.sufficient[0]), (2, "textual"));
        assert!(told.has(Feature::AlternativeText));
        let pictures = vec![picture("Ein Kai", false), picture(" ", false)];
        let silent = with(Document { pictures, ..Document::default() });
        assert_eq!(silent.sufficient, ["textual,visual"]);
        assert!(!silent.has(Feature::AlternativeText));
    }

    #[test]
    fn ornaments_are_nothing_to_see() {
        let ornament = with(Document { pictures: vec![picture("", true)], ..Document::default() });
        assert_eq!((ornament.modes, ornament.sufficient), (vec!["textual"], vec!["textual"]));
        assert!(
            !with(Document { pictures: vec![picture("", true)], ..Document::default() })
                .has(Feature::AlternativeText)
        );
    }

    #[test]
    fn what_is_not_there_is_not_claimed() {
        let bare = with(Document::default());
        let expected = [Feature::ReadingOrder, Feature::DisplayTransformability, Feature::Unlocked];
        assert_eq!(bare.features, expected);
        let heading = Heading { level: 2, text: "Eins".to_owned() };
        let headed = with(Document { headings: vec![heading], ..Document::default() });
        assert!(headed.has(Feature::StructuralNavigation));
        let sized = Evidence { fixed: vec!["font-size: 12pt".to_owned()], ..Evidence::default() };
        assert!(!Claims::from_evidence(&sized).has(Feature::DisplayTransformability));
    }

    #[test]
    fn what_moves_may_harm() {
        let moving = Evidence { moving: vec!["a.png".to_owned()], ..Evidence::default() };
        assert_eq!(Claims::from_evidence(&moving).hazard, Hazard::Unknown);
        assert_eq!(with(Document { media: 1, ..Document::default() }).hazard, Hazard::Unknown);
        assert_eq!(with(Document::default()).hazard, Hazard::None);
    }
}
