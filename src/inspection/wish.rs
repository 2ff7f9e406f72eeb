//! What is decided by hand of the lines of a paragraph.

use crate::source::Span;

/// What can be wished of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// No line ends within the words.
    Together,
    /// A line ends behind them.
    End,
    /// The paragraph with the words has a line more than is best.
    Longer,
    /// It has a line less.
    Shorter,
}

/// A wish with the words that are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pin {
    /// Where the words stand.
    pub words: Span,
    /// What is wished of their lines.
    pub wish: Wish,
    /// Where the wish is written.
    pub span: Span,
}
