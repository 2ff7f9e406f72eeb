//! Initials: where a chapter begins with one, and which letter it is.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::super::markup::Markup;
use super::Lowering;
use super::blocks::closing;
use super::context::BlockContext;
use crate::ir::{Block, BlockKind};

impl Lowering<'_> {
    /// The text of a chapter, which may begin with an initial: so does its first paragraph, if
    /// nothing but mottos stand before it.
    pub(super) fn chapter(&self, markup: &mut Markup, blocks: &[Block], place: BlockContext<'_>) {
        let before = |block: &&Block| matches!(block.kind, BlockKind::Epigraph { .. });
        let mottos = blocks.iter().take_while(before).count();
        let begins = blocks.get(mottos).is_some_and(|block| closing(block).is_some());
        let (before, text) = blocks.split_at(if begins { mottos } else { blocks.len() });
        self.stacked(markup, before, place, true);
        let openings = &self.settings.openings;
        self.initial.set(begins && (openings.initial > 1 || openings.lead_in > 0));
        self.stacked(markup, text, place, true);
        self.initial.set(false);
        markup.blank_line();
    }

    /// What of a text is set as an initial, and what behind it in small capitals, if a chapter begins with it.
    pub(super) fn first_words(&self, text: &str) -> (Range<usize>, Range<usize>) {
        if !self.initial.take() {
            return (0..0, 0..0);
        }
        let openings = &self.settings.openings;
        let letter = if openings.initial > 1 { initial(text) } else { 0..0 };
        let lead = letter.end..letter.end + lead_in(&text[letter.end..], openings.lead_in);
        (letter, lead)
    }
}

/// The letter with which a text begins; a mark before it that opens a quotation stays as it is.
/// Figures and what is no text are no initials.
fn initial(text: &str) -> Range<usize> {
    let opening = |c: char| matches!(c, '„' | '“' | '»' | '«' | '‚' | '‘' | '›' | '‹' | '(' | '[');
    let start = text.len() - text.trim_start_matches(opening).len();
    let Some(letter) = text[start..].graphemes(true).next() else { return 0..0 };
    if letter.starts_with(char::is_alphabetic) { start..start + letter.len() } else { 0..0 }
}

/// How much of a text so many words are, the first of which has begun with an initial if there is one: where a space
/// follows, that was all of it.
fn lead_in(text: &str, words: u32) -> usize {
    let words = words.saturating_sub(u32::from(text.starts_with(char::is_whitespace)));
    let ends = text.char_indices().zip(text.chars().skip(1).map(Some).chain([None]));
    let ends = ends
        .filter(|((_, this), next)| !this.is_whitespace() && next.is_none_or(char::is_whitespace));
    let ends = ends.map(|((at, this), _)| at + this.len_utf8());
    ends.take(usize::try_from(words).unwrap_or(usize::MAX)).last().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{initial, lead_in};

    #[test]
    fn leads_in_with_whole_words() {
        for (text, words, lead) in [
            ("ede Presse druckt", 1, "ede"),
            ("ede Presse druckt", 2, "ede Presse"),
            (" propos, sagt er", 1, ""),
            (" propos, sagt er", 2, " propos,"),
            ("ede Presse", 9, "ede Presse"),
            ("ede Presse ", 0, ""),
            ("", 3, ""),
        ] {
            assert_eq!(&text[..lead_in(text, words)], lead, "{text}, {words}");
        }
    }

    #[test]
    fn initials_are_letters() {
        for (text, letter) in [
            ("Jede Presse", "J"),
            ("»Schwarz«, sagt er", "S"),
            ("(„Übrigens“", "Ü"),
            ("E\u{301}tat", "E\u{301}"),
            ("1848 war", ""),
            ("– nein", ""),
            ("\u{fffc} Anker", ""),
            ("", ""),
        ] {
            assert_eq!(&text[initial(text)], letter, "{text}");
        }
    }
}
