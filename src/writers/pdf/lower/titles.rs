//! Titles: where their lines do not end.

use super::super::words::Running;
use crate::language;

/// Words that are kept together have no more letters than this, so that they fit in a line of a title. Set by judgement.
const LONGEST: usize = 24;
/// A last word of so many letters or fewer does not stand alone in the last line.
const SHORT: usize = 4;

/// The bytes of a title, each behind a space, at which no line ends: behind words that lead to the next, before a dash
/// and before a last word that is short.
pub(super) fn bound(running: &Running) -> Vec<usize> {
    let text = &running.text;
    let length = |text: &str| text.chars().count();
    let mut bound = Vec::new();
    let mut together = text.find(' ').map_or(0, |end| length(&text[..end]));
    for (space, _) in text.match_indices(' ') {
        let before = text[..space].rsplit([' ', '\n']).next().unwrap_or_default();
        let behind = &text[space + 1..];
        let next = behind.split([' ', '\n']).next().unwrap_or_default();
        let leads = running
            .language_at(space)
            .or_else(|| running.language_at(space.saturating_sub(1)))
            .is_some_and(|language| language::leads(before, language));
        let is_last = next.len() == behind.len() && text[..space].contains(' ');
        let hold = leads || matches!(next, "–" | "—") || is_last && length(next) <= SHORT;
        together += 1 + length(next);
        if hold && !before.is_empty() && !next.is_empty() && together <= LONGEST {
            bound.push(space + 1);
        } else {
            together = length(next);
        }
    }
    bound
}

#[cfg(test)]
mod tests {
    use super::super::super::words::Running;
    use super::bound;
    use crate::ir::{Citations, Inline, Language};
    use crate::source::{FileId, Span};

    /// The title with `_` for each space at which no line ends.
    fn held(tag: &str, title: &str) -> String {
        let line = [Inline::text(Span::new(FileId(0), 0..0), title)];
        let language = Language::parse(tag).expect("a tag");
        let mut text = title.to_owned();
        for at in bound(&Running::new(&line, &Citations::default(), &language)) {
            text.replace_range(at - 1..at, "_");
        }
        text
    }

    #[test]
    fn lines_of_titles_end_by_sense() {
        for (tag, title, expected) in [
            ("de", "Von der Not, ein Buch zu machen", "Von_der_Not, ein_Buch zu_machen"),
            ("de", "Kritik des Programms in Bd. 2", "Kritik des_Programms in_Bd._2"),
            ("de", "Ein Wort – und was es tat", "Ein_Wort_– und_was es_tat"),
            (
                "de",
                "Über Donaudampfschiffahrtsgesellschaften",
                "Über Donaudampfschiffahrtsgesellschaften",
            ),
            ("en", "What the Printer Saw in Us", "What the_Printer Saw in_Us"),
            ("fr", "Les voix de la mer", "Les_voix de_la_mer"),
            ("de", "Ankunft", "Ankunft"),
        ] {
            assert_eq!(held(tag, title), expected);
        }
    }
}
