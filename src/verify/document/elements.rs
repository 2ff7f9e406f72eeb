//! The table of HTML's elements.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::verify::table;

/// What an element may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Flow,
    Phrasing,
    Text,
    Empty,
    /// What its parent may hold.
    Transparent,
    /// The elements that it names, and no text.
    Only,
    Any,
}

/// A row of `data/elements.txt`.
pub(super) struct Element {
    pub(super) flow: bool,
    pub(super) phrasing: bool,
    pub(super) content: Content,
    /// Elements that it holds beside those of its kind of content.
    pub(super) with: Vec<&'static str>,
    /// Elements that stand nowhere in it.
    pub(super) not: Vec<&'static str>,
    pub(super) attributes: Vec<&'static str>,
    /// Whether there is an element in which it stands nowhere.
    pub(super) kept_out: bool,
}

static ELEMENTS: LazyLock<BTreeMap<&str, Element>> = LazyLock::new(|| {
    let rows = table::rows(include_str!("../data/elements.txt"));
    let mut all: BTreeMap<&str, Element> =
        rows.filter_map(|row| Some((*row.first()?, element(&row)))).collect();
    let kept_out: Vec<&str> = all.values().flat_map(|element| element.not.clone()).collect();
    for name in kept_out {
        all.entry(name).and_modify(|element| element.kept_out = true);
    }
    all
});

static OBSOLETE: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    table::rows(include_str!("../data/obsolete.txt"))
        .filter_map(|row| Some((*row.first()?, *row.get(1)?)))
        .collect()
});

/// The element of that name.
pub(super) fn known(name: &str) -> Option<&'static Element> {
    ELEMENTS.get(name)
}

/// All names, for hints.
pub(super) fn names() -> impl Iterator<Item = &'static str> + Clone {
    ELEMENTS.keys().copied()
}

/// What stands in the place of an obsolete element.
pub(super) fn instead(name: &str) -> Option<&'static str> {
    OBSOLETE.get(name).copied()
}

fn element(row: &[&'static str]) -> Element {
    let words = |at: usize| row.get(at).map(|cell| cell.split_whitespace()).into_iter().flatten();
    let mut element = Element {
        flow: words(1).any(|kind| kind == "flow"),
        phrasing: words(1).any(|kind| kind == "phrasing"),
        content: Content::Any,
        with: Vec::new(),
        not: Vec::new(),
        attributes: words(3).collect(),
        kept_out: false,
    };
    let mut excluded = false;
    for word in words(2) {
        match word {
            "flow" => element.content = Content::Flow,
            "phrasing" => element.content = Content::Phrasing,
            "text" => element.content = Content::Text,
            "empty" => element.content = Content::Empty,
            "transparent" => element.content = Content::Transparent,
            "only" => element.content = Content::Only,
            "any" => element.content = Content::Any,
            "with" => excluded = false,
            "not" => excluded = true,
            name if excluded => element.not.push(name),
            name => element.with.push(name),
        }
    }
    element
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_in_the_table_is_an_element() {
        for (name, element) in ELEMENTS.iter() {
            for other in element.with.iter().chain(&element.not) {
                assert!(known(other).is_some(), "{name} names {other}");
            }
            assert!(instead(name).is_none(), "{name} is obsolete");
        }
        assert!(ELEMENTS.len() > 100);
        assert!(known("figure").is_some_and(|figure| figure.with == ["figcaption"]));
    }
}
