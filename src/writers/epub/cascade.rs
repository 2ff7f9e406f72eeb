//! What a style sheet says of the letters of an element: slope, weight, small capitals, capitals, and
//! whether they are set in the font of the text. Selectors of classes, elements, children and
//! neighbours are followed; what is said for some screens only, or of `::before`, is not.

use crate::css::{ElementInTree, Selector, Sheet};
use crate::fonts::FaceStyle;
use crate::xml::{Element, Node};

/// Small capitals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum SmallCaps {
    /// None.
    #[default]
    None,
    /// Of small letters.
    Small,
    /// Of capitals, too.
    All,
}

/// How the letters of an element look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Slope and weight.
    pub(super) style: FaceStyle,
    /// Small capitals.
    pub(super) small_caps: SmallCaps,
    /// Whether they become capitals.
    pub(super) capitals: bool,
    /// Whether they are set in another font than the text.
    pub(super) foreign: bool,
}

/// A style sheet, reduced to what it says of letters.
pub(super) struct Cascade<'a> {
    /// Rules by their weight, the strongest last.
    rules: Vec<(Selector<'a>, Vec<Said>)>,
}

/// What a declaration says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Italic(bool),
    Bold(bool),
    SmallCaps(SmallCaps),
    Capitals(bool),
    Foreign(bool),
    /// As around the element: the property.
    Inherited(Property),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Property {
    Slope,
    Weight,
    Variant,
    Transform,
    Family,
}

impl<'a> Cascade<'a> {
    /// Takes over what a style sheet says; what it does not understand is passed over, as CSS wants it.
    pub(super) fn new(sheet: &'a Sheet<'_>) -> Self {
        let mut rules: Vec<_> = Vec::new();
        for rule in sheet.rules.iter().filter(|rule| !rule.inner) {
            let said = rule.declarations.iter().filter_map(|one| said(&one.name, &one.value));
            let said: Vec<Said> = said.collect();
            if !said.is_empty() {
                rules.extend(rule.selectors().map(|selector| (selector, said.clone())));
            }
        }
        rules.sort_by_key(|(selector, _)| selector.weight());
        Self { rules }
    }

    /// Calls `visit` with every text in the document, and its look.
    pub(super) fn texts(&self, root: &Element, visit: &mut impl FnMut(&str, Look)) {
        let place = ElementInTree { parent: None, siblings: &[], at: 0, element: root };
        self.inside(&place, Look::default(), visit);
    }

    fn inside(&self, place: &ElementInTree<'_>, around: Look, visit: &mut impl FnMut(&str, Look)) {
        let look = self.look(place, around);
        let siblings = &place.element.children;
        for (at, node) in siblings.iter().enumerate() {
            match node {
                Node::Text(text) => visit(text, look),
                Node::Element(element) => {
                    let place = ElementInTree { parent: Some(place), siblings, at, element };
                    self.inside(&place, look, visit);
                }
            }
        }
    }

    fn look(&self, place: &ElementInTree<'_>, around: Look) -> Look {
        let mut look = by_default(place.element.name, around);
        for (selector, said) in &self.rules {
            if selector.means(place) {
                for said in said {
                    said.apply(&mut look, around);
                }
            }
        }
        // The family of the body is the one that is embedded.
        if place.element.name == "body" {
            look.foreign = false;
        }
        look
    }
}

/// What HTML's own style sheet says (HTML, section 15.3).
fn by_default(name: &str, around: Look) -> Look {
    let mut look = around;
    match name {
        "em" | "i" | "cite" | "dfn" | "var" | "address" => look.style.italic = true,
        "strong" | "b" | "th" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => look.style.bold = true,
        "code" | "kbd" | "samp" | "pre" => look.foreign = true,
        _ => {}
    }
    look
}

fn said(name: &str, value: &str) -> Option<Said> {
    let value = value.trim().to_ascii_lowercase();
    let property = match name {
        "font-style" => Property::Slope,
        "font-weight" => Property::Weight,
        "font-variant" | "font-variant-caps" => Property::Variant,
        "text-transform" => Property::Transform,
        "font-family" => Property::Family,
        _ => return None,
    };
    if ["inherit", "unset"].contains(&value.as_str()) {
        return Some(Said::Inherited(property));
    }
    Some(match property {
        Property::Slope => Said::Italic(value != "normal"),
        Property::Weight => Said::Bold(match value.parse::<u16>() {
            Ok(weight) => weight >= 600,
            Err(_) => value.starts_with("bold"),
        }),
        Property::Variant if value.contains("all-small-caps") => Said::SmallCaps(SmallCaps::All),
        Property::Variant if value.contains("small-caps") => Said::SmallCaps(SmallCaps::Small),
        Property::Variant => Said::SmallCaps(SmallCaps::None),
        Property::Transform => Said::Capitals(["uppercase", "capitalize"].contains(&&*value)),
        Property::Family => Said::Foreign(true),
    })
}

impl Said {
    fn apply(self, look: &mut Look, around: Look) {
        match self {
            Self::Italic(italic) => look.style.italic = italic,
            Self::Bold(bold) => look.style.bold = bold,
            Self::SmallCaps(small) => look.small_caps = small,
            Self::Capitals(capitals) => look.capitals = capitals,
            Self::Foreign(foreign) => look.foreign = foreign,
            Self::Inherited(Property::Slope) => look.style.italic = around.style.italic,
            Self::Inherited(Property::Weight) => look.style.bold = around.style.bold,
            Self::Inherited(Property::Variant) => look.small_caps = around.small_caps,
            Self::Inherited(Property::Transform) => look.capitals = around.capitals,
            Self::Inherited(Property::Family) => look.foreign = around.foreign,
        }
    }
}

#[cfg(test)]
mod tests;
