//! Pages, paragraphs and lines as they are set. Lengths are in points, from the left and the upper
//! edge of the trimmed page.

use std::ops::Range;

use serde::Serialize;

use crate::source::Span;

/// A set book.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Pages {
    /// The pages in order; the first is a recto.
    pub pages: Vec<Page>,
    /// The paragraphs in the order in which they begin.
    pub paragraphs: Vec<Paragraph>,
    /// Distance of two baselines of the running text.
    pub leading: f64,
    /// Size of the running text.
    pub size: f64,
    /// Indent of a paragraph's first line.
    pub indent: f64,
    /// Baseline of the last line of a full page, by the layout; none if that says nothing of it.
    pub foot: Option<f64>,
    /// Whether pages face each other.
    pub facing: bool,
}

/// A page.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Page {
    /// Width of the trimmed page.
    pub width: f64,
    /// Height of the trimmed page.
    pub height: f64,
    /// The lines, from the top to the foot, side by side from left to right.
    pub lines: Vec<Line>,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// Where it begins; what hangs stands before it.
    pub left: f64,
    /// Where it ends; what hangs stands beyond it.
    pub right: f64,
    /// What hangs before its beginning and beyond its end.
    pub hangs: (f64, f64),
    /// Its baseline.
    pub baseline: f64,
    /// Size of its type.
    pub size: f64,
    /// What is read in it, a hyphen that was put in for its end as `-`.
    pub text: String,
    /// What it shows of the source, from its first letter to its last; none for what the layout
    /// writes: running heads, page numbers.
    pub span: Option<Span>,
    /// What it belongs to.
    pub part: Part,
    /// The paragraph, by its index in [`Pages::paragraphs`].
    pub paragraph: Option<usize>,
    /// How it ends.
    pub end: End,
    /// Whether it was brought to the measure.
    pub justified: bool,
    /// How many word spaces it has.
    pub spaces: usize,
    /// Mean width of its word spaces in em; 0 without any.
    pub space: f64,
    /// By how much its letters were moved apart, in em; below 0: together.
    pub tracking: f64,
    /// How wide its letters are, as a part of their natural width.
    pub scale: f64,
    /// Where its word spaces stand: left and right edge.
    pub gaps: Vec<(f64, f64)>,
    /// By how much it is longer than its measure; 0 if it fits.
    pub overfull: f64,
}

/// What a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Running text.
    Text,
    /// A heading.
    Heading,
    /// A note, at the foot or behind the text.
    Note,
    /// What a table is called, above it.
    Caption,
    /// Anything else: verse, tables, what pictures are called, lists, the contents.
    Other,
    /// What the layout writes: running heads, page numbers, marks in the margin.
    Furniture,
}

impl Part {
    /// Whether it stands apart from the running text, as tables do with what they are called.
    #[must_use]
    pub fn is_apart(self) -> bool {
        matches!(self, Self::Caption | Self::Other)
    }
}

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// Between two words.
    Word,
    /// Behind a hyphen or a dash of the text.
    Dash,
    /// Within a word, between the parts of a compound.
    Joint,
    /// Within a word, behind a prefix or before a suffix.
    Affix,
    /// Within a word, between syllables.
    Syllable,
    /// Within a word, at a place that is legal but misleads.
    Misleading,
    /// Within a word, where the orthography allows no break.
    Illegal,
    /// The last line of its paragraph.
    Last,
}

impl End {
    /// Whether a hyphen was put in.
    #[must_use]
    pub fn is_hyphen(self) -> bool {
        matches!(
            self,
            Self::Joint | Self::Affix | Self::Syllable | Self::Misleading | Self::Illegal
        )
    }
}

/// A paragraph of the source as it is set.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Paragraph {
    /// Its place in the source.
    pub span: Span,
    /// Its lines: page and index in [`Page::lines`], in order.
    pub lines: Vec<(usize, usize)>,
}

impl Pages {
    /// The lines of a page that show text of the source.
    pub fn text(&self, page: usize) -> impl Iterator<Item = (usize, &Line)> {
        let lines = self.pages.get(page).map_or(&[][..], |page| &page.lines);
        lines.iter().enumerate().filter(|(_, line)| line.part != Part::Furniture)
    }

    /// Lines that are read one below the other: the running text as a whole, and each paragraph of
    /// what stands apart from it, as the cells of a table.
    pub fn columns(&self) -> impl Iterator<Item = Vec<(usize, usize, &Line)>> {
        let all = (0..self.pages.len())
            .flat_map(|page| self.text(page).map(move |(index, line)| (page, index, line)));
        let text = all.filter(|one| !one.2.part.is_apart()).collect();
        let apart = self.paragraphs.iter().map(|paragraph| {
            let lines = paragraph.lines.iter().map(|at| (at.0, at.1, self.line(*at)));
            lines.filter(|one| one.2.part.is_apart()).collect()
        });
        [text].into_iter().chain(apart)
    }

    /// The line at a place of a paragraph.
    #[must_use]
    pub fn line(&self, at: (usize, usize)) -> &Line {
        &self.pages[at.0].lines[at.1]
    }

    /// Whether page `index` is a right-hand one.
    #[must_use]
    pub fn is_recto(index: usize) -> bool {
        index.is_multiple_of(2)
    }

    /// The pairs of facing pages, by index: verso and recto.
    pub fn spreads(&self) -> impl Iterator<Item = Range<usize>> {
        (1..self.pages.len()).step_by(2).map(|verso| verso..(verso + 2).min(self.pages.len()))
    }
}
