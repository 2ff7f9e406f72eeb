//! The words of the page, in German and in English: all that it says stands here.

mod english;
mod german;

use super::criteria::CRITERIA;

/// A text and what is to be added to it.
type Pair = (&'static str, &'static str);

/// The words of one language, named after what they say.
pub(super) struct Terms {
    /// Tag of the language.
    pub(super) tag: &'static str,
    pub(super) report: &'static str,
    pub(super) contents: &'static str,
    pub(super) gaps: &'static str,
    pub(super) claims: &'static str,
    pub(super) package: &'static str,
    pub(super) pictures: &'static str,
    pub(super) headings: &'static str,
    pub(super) languages: &'static str,
    pub(super) tables: &'static str,
    pub(super) figures: &'static str,
    pub(super) people: &'static str,
    pub(super) criteria: &'static str,
    pub(super) law: &'static str,
    pub(super) claimed: &'static str,
    pub(super) certified: &'static str,
    pub(super) unclaimed: &'static str,
    pub(super) no_gaps: &'static str,
    pub(super) limits: &'static str,
    pub(super) property: &'static str,
    pub(super) value: &'static str,
    pub(super) claim: &'static str,
    pub(super) stated: &'static str,
    pub(super) ground: &'static str,
    pub(super) yes: &'static str,
    pub(super) no: &'static str,
    pub(super) telling_pictures: &'static str,
    pub(super) silent_pictures: &'static str,
    pub(super) told_pictures: &'static str,
    pub(super) still: &'static str,
    pub(super) moving: &'static str,
    pub(super) entries: &'static str,
    pub(super) documents: &'static str,
    pub(super) free: &'static str,
    pub(super) unlocked: &'static str,
    pub(super) descriptions: &'static str,
    pub(super) breaks: &'static str,
    pub(super) listed: &'static str,
    pub(super) source: &'static str,
    pub(super) indexes: &'static str,
    pub(super) formulas: &'static str,
    pub(super) picture: &'static str,
    pub(super) words: &'static str,
    pub(super) description: &'static str,
    pub(super) place: &'static str,
    pub(super) decorative: &'static str,
    pub(super) no_words: &'static str,
    pub(super) no_pictures: &'static str,
    pub(super) pictures_help: &'static str,
    pub(super) no_headings: &'static str,
    pub(super) headings_help: &'static str,
    pub(super) language: &'static str,
    pub(super) often: &'static str,
    pub(super) passage: &'static str,
    pub(super) passages: &'static str,
    pub(super) no_passages: &'static str,
    pub(super) languages_help: &'static str,
    pub(super) table: &'static str,
    pub(super) rows: &'static str,
    pub(super) heads: &'static str,
    pub(super) no_caption: &'static str,
    pub(super) no_tables: &'static str,
    pub(super) notes: &'static str,
    pub(super) calls: &'static str,
    pub(super) ways_back: &'static str,
    pub(super) none: &'static str,
    pub(super) links: &'static str,
    pub(super) silent_links: &'static str,
    pub(super) colours: &'static str,
    pub(super) own_colours: &'static str,
    pub(super) sizes: &'static str,
    pub(super) what: &'static str,
    pub(super) people_help: &'static str,
    pub(super) missed: &'static str,
    pub(super) by_program: &'static str,
    pub(super) by_person: &'static str,
    pub(super) not_applicable: &'static str,
    pub(super) criterion: &'static str,
    pub(super) state: &'static str,
    pub(super) how: &'static str,
    pub(super) criteria_help: &'static str,
    pub(super) law_help: &'static str,
    pub(super) exemption: &'static str,
    pub(super) requirement: &'static str,
    /// What a person has to look at, with how.
    pub(super) questions: &'static [Pair],
    /// Names of the criteria and how a book meets them, in the order of [`CRITERIA`].
    pub(super) criterion_names: [Pair; CRITERIA.len()],
    /// What the law asks for, and how a book meets it, in its order.
    pub(super) requirements: [Pair; 6],
}

impl Terms {
    /// The words for a book in that language.
    pub(super) fn for_language(language: &str) -> &'static Self {
        let primary = language.split('-').next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("de") { &german::TERMS } else { &english::TERMS }
    }
}
