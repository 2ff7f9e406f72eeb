//! Style sheets, for all who read them: the e-book's own, those of drawings, those of foreign books. One
//! reader (CSS Syntax 3), one model of selectors.

mod names;
mod read;
mod selector;

use std::borrow::Cow;
use std::ops::Range;

pub(crate) use names::{names, quoted};
pub(crate) use selector::{ElementInTree, Selector};

/// What a style sheet says.
#[derive(Default)]
pub(crate) struct Sheet<'a> {
    /// Its rules, those in rules such as `@media`, too, the outer before the inner.
    pub(crate) rules: Vec<Rule<'a>>,
    /// At-rules that stand in no other rule, with their places: `@import`, `@media`.
    pub(crate) at_rules: Vec<(&'a str, Range<usize>)>,
    /// All addresses.
    pub(crate) urls: Vec<Url>,
    /// What cannot be read: where, and what is wrong.
    pub(crate) faults: Vec<(Range<usize>, &'static str)>,
}

/// A rule with its declarations.
#[derive(Default)]
pub(crate) struct Rule<'a> {
    /// The selectors, or the name of an at-rule such as `@font-face`.
    pub(crate) selector: Cow<'a, str>,
    /// Whether it stands in another rule, so that it does not hold always and for all.
    pub(crate) inner: bool,
    /// Whether it holds only on a dark page.
    pub(crate) dark: bool,
    /// Where it begins.
    pub(crate) start: usize,
    /// What it says.
    pub(crate) declarations: Vec<Declaration<'a>>,
}

impl<'a> Rule<'a> {
    /// The last declaration of a property.
    pub(crate) fn value(&self, name: &str) -> Option<&Declaration<'a>> {
        self.declarations.iter().rfind(|declaration| declaration.name == name)
    }

    /// Whether it says how elements look.
    pub(crate) fn is_style(&self) -> bool {
        !self.selector.starts_with('@')
    }
}

/// A declaration.
pub(crate) struct Declaration<'a> {
    /// The property, in lower case.
    pub(crate) name: String,
    /// The value as it is written, without remarks and `!important`.
    pub(crate) value: Cow<'a, str>,
    /// Whether it is `!important`.
    pub(crate) important: bool,
    /// Where it stands.
    pub(crate) range: Range<usize>,
}

/// What an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// Another sheet.
    Import,
    /// A font.
    Font,
    /// A picture, or something else.
    Other,
}

/// An address.
pub(crate) struct Url {
    /// As it is meant, without escapes.
    pub(crate) address: String,
    /// Where it stands.
    pub(crate) range: Range<usize>,
    /// What it is for.
    pub(crate) use_: Use,
}
