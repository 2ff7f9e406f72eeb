//! Citations: `[vgl. @probe1911, S. 12; @muster]{.cite}`.

use std::ops::Range;

use super::Reader;
use super::veil;
use crate::diagnostics::Code;
use crate::ir::{AsWritten, CitedWork, InlineKind, Locator, LocatorKind};

/// Words before the number of a place, in the languages that umbruch speaks.
const KINDS: [(&str, LocatorKind); 47] = [
    ("S.", LocatorKind::Page),
    ("Seite", LocatorKind::Page),
    ("Seiten", LocatorKind::Page),
    ("p.", LocatorKind::Page),
    ("pp.", LocatorKind::Page),
    ("page", LocatorKind::Page),
    ("pages", LocatorKind::Page),
    ("Abb.", LocatorKind::Figure),
    ("Abbildung", LocatorKind::Figure),
    ("fig.", LocatorKind::Figure),
    ("figure", LocatorKind::Figure),
    ("Abs.", LocatorKind::Paragraph),
    ("Absatz", LocatorKind::Paragraph),
    ("par.", LocatorKind::Paragraph),
    ("Abschn.", LocatorKind::Section),
    ("Abschnitt", LocatorKind::Section),
    ("sec.", LocatorKind::Section),
    ("sect.", LocatorKind::Section),
    ("§", LocatorKind::Section),
    ("§§", LocatorKind::Section),
    ("Anm.", LocatorKind::Note),
    ("Anmerkung", LocatorKind::Note),
    ("Fn.", LocatorKind::Note),
    ("n.", LocatorKind::Note),
    ("note", LocatorKind::Note),
    ("Bd.", LocatorKind::Volume),
    ("Band", LocatorKind::Volume),
    ("vol.", LocatorKind::Volume),
    ("Bl.", LocatorKind::Folio),
    ("Blatt", LocatorKind::Folio),
    ("fol.", LocatorKind::Folio),
    ("Buch", LocatorKind::Book),
    ("book", LocatorKind::Book),
    ("Kap.", LocatorKind::Chapter),
    ("Kapitel", LocatorKind::Chapter),
    ("chap.", LocatorKind::Chapter),
    ("chapter", LocatorKind::Chapter),
    ("Nr.", LocatorKind::Issue),
    ("no.", LocatorKind::Issue),
    ("Sp.", LocatorKind::Column),
    ("Spalte", LocatorKind::Column),
    ("col.", LocatorKind::Column),
    ("Teil", LocatorKind::Part),
    ("part", LocatorKind::Part),
    ("V.", LocatorKind::Verse),
    ("Vers", LocatorKind::Verse),
    ("Z.", LocatorKind::Line),
];

impl Reader<'_, '_> {
    /// The citation that stands between the brackets, whose inside takes up `inside`.
    pub(super) fn citation(&mut self, inside: Range<usize>) -> InlineKind {
        let text = self.text.get(inside.clone()).unwrap_or_default();
        let mut works = Vec::new();
        let mut at = inside.start;
        for part in text.split(';') {
            let range = at..at + part.len();
            at = range.end + 1;
            match self.cited_work(part, &range) {
                Some(work) => works.push(work),
                None => self.diagnostics.report(
                    Code::BrokenCitation,
                    self.span(range.start..range.end.max(range.start + 1).min(self.text.len())),
                    "a citation names no work",
                    "write the key of the work behind `@`: `[@probe1911, S. 12]{.cite}`",
                ),
            }
        }
        InlineKind::Citation { works }
    }

    /// Text of the source as it is read: white space is single spaces, straight marks and hyphens
    /// are the signs of the language, but for those behind a backslash.
    fn said(&self, text: &str) -> String {
        let lines = text.lines().map(|line| line.trim_start().trim_start_matches("> "));
        let text = lines.collect::<Vec<_>>().join(" ");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = veil::without_escapes(&text.replace("\\ ", "\u{a0}"));
        veil::lifted(&self.signs(&text)).into_owned()
    }

    fn cited_work(&self, part: &str, range: &Range<usize>) -> Option<CitedWork> {
        let start = part
            .match_indices('@')
            .map(|(at, _)| at)
            .find(|at| part[..*at].chars().next_back().is_none_or(|c| !c.is_alphanumeric()))?;
        let after = &part[start + 1..];
        let end = after.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(after.len());
        let key = after[..end].trim_end_matches(['.', ':', '!', '?']);
        if key.is_empty() {
            return None;
        }
        let before = &part[..start];
        let (before, without_author) = match before.strip_suffix('-') {
            Some(rest) => (rest, true),
            None => (before, false),
        };
        let place = self.said(after[key.len()..].trim_start_matches([',', ' ', '\n']));
        Some(CitedWork {
            span: self.span(range.start + start..range.start + start + 1 + key.len()),
            key: key.to_owned(),
            prefix: Some(self.said(before)).filter(|text| !text.is_empty()),
            locator: (!place.is_empty()).then(|| locator(&place)),
            without_author,
        })
    }
}

/// `S. 12` is a page, and so is `12`; what has no known word is said as it is.
fn locator(place: &str) -> Locator {
    let kind = |word: &str| KINDS.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind);
    let split = place.split_once([' ', '\u{a0}', '\u{202f}']);
    if let Some((word, value)) = split
        && let Some(kind) = kind(word)
    {
        let word = AsWritten(Some(word.to_owned()));
        return Locator { kind, value: value.trim().to_owned(), word };
    }
    let number = place.starts_with(|c: char| c.is_ascii_digit());
    let kind = if number { LocatorKind::Page } else { LocatorKind::Plain };
    Locator { kind, value: place.to_owned(), word: AsWritten::default() }
}
