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
        self.initial.set(begins && self.settings.openings.initial > 1);
        self.stacked(markup, text, place, true);
        self.initial.set(false);
        markup.blank_line();
    }
}

/// The letter with which a text begins; a mark before it that opens a quotation stays as it is.
/// Figures and what is no text are no initials.
pub(super) fn initial(text: &str) -> Range<usize> {
    let opening = |c: char| matches!(c, '„' | '“' | '»' | '«' | '‚' | '‘' | '›' | '‹' | '(' | '[');
    let start = text.len() - text.trim_start_matches(opening).len();
    let Some(letter) = text[start..].graphemes(true).next() else { return 0..0 };
    if letter.starts_with(char::is_alphabetic) { start..start + letter.len() } else { 0..0 }
}

#[cfg(test)]
mod tests {
    use super::initial;

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
