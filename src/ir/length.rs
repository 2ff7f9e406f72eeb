//! How long lines and words are, and from which length on they are not set as others are.

use std::ops::Range;
use std::sync::LazyLock;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{Inline, InlineKind, OBJECT};

/// Letters of a paragraph up to which it is set as one, of a line of any other kind up to which it is set
/// at all: some nine pages.
pub const LONG_LINE: usize = 16_000;
/// Letters of a heading up to which it is set.
pub const LONG_HEADING: usize = 1_000;
/// Letters of code on one line up to which it is set.
pub const LONG_CODE: usize = 4_000;
/// Letters of a word up to which it is broken as words are.
pub const LONG_WORD: usize = 200;
/// Characters that are one letter with its marks, up to which they are set; half as many is what Unicode
/// Standard Annex 15 lets a text bear.
pub const LONG_CLUSTER: usize = 64;
/// Letters that a note's call, a picture or a mark counts for, and a change of style.
pub const OF_OBJECT: usize = 40;
/// See [`OF_OBJECT`].
pub const OF_STYLE: usize = 4;

/// The rules of Unicode Standard Annex 14, as the typesetter has them.
static RULES: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| LineSegmenter::new_lstm(LineBreakOptions::default()));

/// The length of a line of inlines in letters, what is no letter counted for as many as it is worth.
#[must_use]
pub fn length(list: &[Inline]) -> usize {
    list.iter()
        .map(|inline| match &inline.kind {
            InlineKind::Text { text } => text.chars().count(),
            InlineKind::Code { text } => OF_STYLE + text.chars().count(),
            _ if inline.children().is_empty() => OF_OBJECT,
            _ => OF_STYLE + length(inline.children()),
        })
        .sum()
}

/// What stands between spaces and is longer than [`LONG_WORD`] letters without a place at which a line may
/// end. Addresses have such places of their own.
#[must_use]
pub fn long_words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for token in tokens(text, LONG_WORD) {
        let shown = &text[token.clone()];
        if ["://", "www.", "@"].iter().any(|mark| shown.contains(mark)) {
            continue;
        }
        let ends: Vec<usize> = RULES.segment_str(shown).collect();
        let parts = ends.windows(2).map(|pair| token.start + pair[0]..token.start + pair[1]);
        found.extend(parts.filter(|part| is_longer(&text[part.clone()], LONG_WORD)));
    }
    found
}

/// The first letter with more marks than can be set.
#[must_use]
pub fn long_cluster(text: &str) -> Option<Range<usize>> {
    let in_token = |token: Range<usize>| {
        let clusters = text[token.clone()].grapheme_indices(true);
        clusters
            .map(|(at, cluster)| (token.start + at, cluster))
            .find(|(_, cluster)| is_longer(cluster, LONG_CLUSTER))
    };
    let (at, cluster) = tokens(text, LONG_CLUSTER).find_map(in_token)?;
    Some(at..at + cluster.len())
}

/// What stands between spaces and has more than so many characters.
fn tokens(text: &str, longest: usize) -> impl Iterator<Item = Range<usize>> {
    text.split(|c: char| c.is_whitespace() || c == OBJECT)
        .filter(move |token| is_longer(token, longest))
        .map(|token| {
            let start = token.as_ptr() as usize - text.as_ptr() as usize;
            start..start + token.len()
        })
}

fn is_longer(text: &str, longest: usize) -> bool {
    text.len() > longest && text.chars().nth(longest).is_some()
}

#[cfg(test)]
mod tests {
    use super::{long_cluster, long_words};

    #[test]
    fn what_has_no_place_for_a_line_end_is_a_long_word() {
        let of = |text: &str| long_words(text).into_iter().map(|r| r.len()).collect::<Vec<_>>();
        assert_eq!(of(&format!("Ein {} Wort", "a".repeat(201))), [201]);
        assert_eq!(of(&"a\u{200d}".repeat(300)), [1200]);
        assert_eq!(of(&format!("{} Wort", "a".repeat(200))), [0; 0]);
        assert_eq!(of(&"漢字".repeat(300)), [0; 0]);
        assert_eq!(of(&"Wort-".repeat(300)), [0; 0]);
        assert_eq!(of(&format!("https://a.example/{}", "a".repeat(300))), [0; 0]);
    }

    #[test]
    fn letters_bear_so_many_marks() {
        assert_eq!(long_cluster(&format!("ein a{}", "\u{323}".repeat(64))), Some(4..4 + 129));
        assert_eq!(long_cluster(&format!("ein a{}", "\u{323}".repeat(63))), None);
        assert_eq!(long_cluster(&"a\u{200d}".repeat(200)), None);
    }
}
