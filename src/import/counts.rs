//! How much of everything there is, in a foreign file and in what was made of it.

use std::fmt;

use serde::Serialize;

use crate::ir::{Block, BlockKind, Inline, InlineKind, Manuscript, walk};

/// How much there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Words: runs of letters and digits.
    pub words: usize,
    /// Notes, called or not.
    pub notes: usize,
    /// Headings of all levels.
    pub headings: usize,
    /// Pictures.
    pub pictures: usize,
    /// Tables.
    pub tables: usize,
    /// Lines of verse.
    pub verses: usize,
}

impl Counts {
    /// What a manuscript holds in sections and notes.
    pub(super) fn of_manuscript(manuscript: &Manuscript) -> Self {
        let mut counts = Self::default();
        for section in &manuscript.sections {
            if let Some(heading) = &section.heading {
                counts.headings += 1;
                counts.words += heading.number.as_deref().map_or(0, words);
                counts.words += heading.subtitle.as_deref().map_or(0, words);
                counts.line(&heading.title);
            }
            // the list that is made stands below the heading that the text had for it
            if let Some(title) = section.title.as_ref().filter(|_| section.file.is_none()) {
                counts.headings += 1;
                counts.words += words(title);
            }
            counts.blocks(&section.blocks);
            for note in &section.notes {
                counts.notes += 1;
                counts.blocks(&note.body);
            }
        }
        counts
    }

    /// Adds what blocks hold.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(heading) => {
                    self.headings += 1;
                    self.words += heading.number.as_deref().map_or(0, words);
                    self.words += heading.subtitle.as_deref().map_or(0, words);
                }
                BlockKind::Figure(_) => self.pictures += 1,
                BlockKind::Table(_) => self.tables += 1,
                BlockKind::Verse { stanzas } => {
                    self.verses += stanzas.iter().map(|stanza| stanza.lines.len()).sum::<usize>();
                }
                BlockKind::Code { text, .. } => self.words += words(text),
                BlockKind::Formula(formula) => self.words += words(&formula.tex),
                _ => {}
            }
            walk::child_inlines(block).into_iter().for_each(|line| self.line(line));
            walk::child_blocks(block).into_iter().for_each(|inner| self.blocks(inner));
        }
    }

    /// Adds what a line holds.
    pub(super) fn line(&mut self, line: &[Inline]) {
        self.words += words(&running(line));
        walk::nested(line, &mut |inline| {
            self.pictures += usize::from(matches!(inline.kind, InlineKind::Image { .. }));
        });
    }
}

/// The text of a line as its words are counted: what stands in it without a space between is one word.
fn running(line: &[Inline]) -> String {
    let mut text = String::new();
    walk::nested(line, &mut |inline| match &inline.kind {
        InlineKind::Text { text: piece } | InlineKind::Code { text: piece } => text.push_str(piece),
        InlineKind::Formula(formula) => text.push_str(&formula.tex),
        InlineKind::LineBreak => text.push('\n'),
        _ => {}
    });
    text
}

/// How many words a text has: runs of letters and digits; an apostrophe, a hyphen or a soft hyphen between two of them parts
/// no word.
pub(super) fn words(text: &str) -> usize {
    let joins = |c: char| matches!(c, '\'' | '’' | '-' | '\u{AD}' | '\u{2010}' | '\u{2011}');
    let pieces = text.split(|c: char| !c.is_alphanumeric() && !joins(c));
    pieces.filter(|piece| piece.contains(char::is_alphanumeric)).count()
}

impl fmt::Display for Counts {
    /// `8,412 words, 31 notes, …`; what there is none of is not named.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", counted(self.words, "word"))?;
        let others = [
            (self.notes, "note"),
            (self.headings, "heading"),
            (self.pictures, "picture"),
            (self.tables, "table"),
            (self.verses, "line of verse"),
        ];
        for (count, name) in others.into_iter().filter(|(count, _)| *count > 0) {
            write!(f, ", {}", counted(count, name))?;
        }
        Ok(())
    }
}

fn counted(count: usize, name: &str) -> String {
    match (count, name) {
        (1, _) => format!("1 {name}"),
        (_, "line of verse") => format!("{count} lines of verse"),
        _ => format!("{count} {name}s"),
    }
}
