//! Lines by themselves, and how they end.

use super::super::measures::is_measured;
use super::super::{End, Flaw, Line};
use super::{Look, first_word, last_word};

/// Fewest word spaces of a line that is seen to be tight. Set by judgement.
const FEW: usize = 3;

impl Look<'_> {
    /// Lines that are too long, too loose or too tight.
    pub(super) fn lines(&mut self) {
        for (page, index, line) in self.text() {
            let at = (page, index);
            if line.overfull > 0.5 {
                let message = format!("the line is {:.1} pt too long", line.overfull);
                self.found(Flaw::Overfull, at, message);
            }
            if !is_measured(line) {
                continue;
            }
            let space = format!("the mean word space is {:.2} em", line.space);
            if line.space > self.limits.loose {
                self.found(Flaw::Loose, at, space);
            } else if line.space < self.limits.tight && line.spaces >= FEW {
                self.found(Flaw::Tight, at, space);
            }
        }
    }

    /// Breaks within words: by themselves, in a row, at the end of a page.
    pub(super) fn hyphens(&mut self) {
        for column in self.pages.columns() {
            let mut row = 0;
            for (page, index, line) in column {
                row = if line.end.is_hyphen() { row + 1 } else { 0 };
                if row == self.limits.hyphens + 1 {
                    let message = format!("more than {} lines in a row end in hyphens", row - 1);
                    self.found(Flaw::HyphenRun, (page, index), message);
                }
            }
        }
        for lines in self.paragraphs() {
            for (number, (page, index, line)) in lines.iter().enumerate() {
                if line.end.is_hyphen() {
                    let next = lines.get(number + 1).map(|next| next.2);
                    self.hyphen((*page, *index), line, next);
                }
                let turned = lines.get(number + 1).is_some_and(|next| next.0 != *page);
                if line.end.is_hyphen() && turned {
                    let message = format!("the page ends with `{}`", last_word(line));
                    self.found(Flaw::PageHyphen, (*page, *index), message);
                }
            }
        }
    }

    fn hyphen(&mut self, at: (usize, usize), line: &Line, next: Option<&Line>) {
        let (before, behind) = (fragment(line), next.map_or("", first_word));
        let word = format!("`{before}-{behind}`");
        match line.end {
            End::Illegal => {
                self.found(Flaw::IllegalBreak, at, format!("{word} must not be broken here"));
            }
            End::Misleading => {
                self.found(Flaw::MisleadingBreak, at, format!("{word} is misread"));
            }
            End::Affix | End::Syllable if before.chars().count() < 3 => {
                self.found(Flaw::UglyBreak, at, format!("{word} leaves two letters alone"));
            }
            _ => {}
        }
    }
}

/// The part of the last word that its hyphen leaves on the line.
fn fragment(line: &Line) -> &str {
    last_word(line).rsplit(['-', '\u{2010}']).next().unwrap_or("")
}
