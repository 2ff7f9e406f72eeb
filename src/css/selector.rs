//! Selectors held against elements: names, classes, ids, attributes, descendants, children and neighbours are
//! followed, pseudo-elements and what is newer than CSS 2 are not.

use cssparser::{Delimiter, ParseError, Parser};
use simplecss::{AttributeOperator, PseudoClass};

use super::Rule;
use crate::xml::{Element, Node};

/// A selector that can be held against an element.
pub(crate) struct Selector<'a>(simplecss::Selector<'a>);

impl Rule<'_> {
    /// Its selectors one by one; those that cannot be held against elements are left out.
    pub(crate) fn selectors(&self) -> impl Iterator<Item = Selector<'_>> {
        self.written_selectors().map(|(_, selector)| selector)
    }

    /// Its selectors one by one, each with its text.
    pub(crate) fn written_selectors(&self) -> impl Iterator<Item = (&str, Selector<'_>)> {
        let parts = if self.is_style() { parts(&self.selector) } else { Vec::new() };
        let trimmed = parts.into_iter().map(str::trim);
        trimmed.filter_map(|part| Some((part, Selector(simplecss::Selector::parse(part)?))))
    }
}

/// Splits at commas that stand neither in brackets nor in quotation marks.
fn parts(selectors: &str) -> Vec<&str> {
    let (mut input, mut parts) = (Parser::new(selectors), Vec::new());
    loop {
        let start = input.position();
        // What is in the part is read by the one who takes it; nothing fails here.
        let _ = input.parse_until_before(Delimiter::Comma, |input| {
            while input.next().is_ok() {}
            Ok::<(), ParseError<()>>(())
        });
        parts.push(input.slice_from(start));
        if input.next().is_err() {
            return parts;
        }
    }
}

impl Selector<'_> {
    /// Its weight: of two that mean an element the heavier holds, of two of one weight the later.
    pub(crate) fn weight(&self) -> [u8; 3] {
        self.0.specificity()
    }

    /// Whether it means an element, of whatever tree.
    pub(crate) fn means(&self, place: &impl simplecss::Element) -> bool {
        self.0.matches(place)
    }
}

/// An element with what stands around it.
#[derive(Clone, Copy)]
pub(crate) struct ElementInTree<'a> {
    /// The element around it.
    pub(crate) parent: Option<&'a ElementInTree<'a>>,
    /// What stands in that element.
    pub(crate) siblings: &'a [Node],
    /// Which of these it is.
    pub(crate) at: usize,
    /// It.
    pub(crate) element: &'a Element,
}

impl simplecss::Element for ElementInTree<'_> {
    fn parent_element(&self) -> Option<Self> {
        self.parent.copied()
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        let before = self.siblings[..self.at].iter().enumerate().rev();
        before.into_iter().find_map(|(at, node)| match node {
            Node::Element(element) => Some(Self { at, element, ..*self }),
            Node::Text(_) => None,
        })
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.element.name.eq_ignore_ascii_case(name)
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator<'_>) -> bool {
        self.element.value(name).is_some_and(|value| operator.matches(value))
    }

    fn pseudo_class_matches(&self, class: PseudoClass<'_>) -> bool {
        match class {
            PseudoClass::FirstChild => self.prev_sibling_element().is_none(),
            PseudoClass::Link => self.element.name == "a",
            // How it looks when it is touched does not count.
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn selectors_are_parted_at_commas() {
        assert_eq!(parts("p, q[a=\"x,y\"]:is(a, b) , r"), ["p", " q[a=\"x,y\"]:is(a, b) ", " r"]);
        assert_eq!(parts(""), [""]);
    }
}
