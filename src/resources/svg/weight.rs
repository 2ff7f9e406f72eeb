//! What a drawing multiplies to: elements can be used again and again, and what is used can use
//! others, so that a few lines make millions of shapes.

use std::collections::BTreeMap;

use super::css::Rule;
use super::{Fault, links};
use crate::xml::Element;

/// So many elements a drawing may come to.
const MOST: u64 = 500_000;

/// So many references may lead from one to the next.
const LONGEST_CHAIN: usize = 16;

/// Refuses a drawing that contains itself or grows beyond all measure.
pub(super) fn check(root: &Element, sheets: &[Rule]) -> Result<(), Fault> {
    let mut scale = Scale { by_id: BTreeMap::new(), sheets, weights: BTreeMap::new(), chain: 0 };
    index(root, &mut scale.by_id);
    if scale.weigh(root)? > MOST {
        return Err(Fault::new(
            root.range.clone(),
            "what it uses again and again comes to too much",
        ));
    }
    Ok(())
}

fn index<'a>(element: &'a Element, by_id: &mut BTreeMap<&'a str, &'a Element>) {
    if let Some(id) = element.value("id") {
        by_id.entry(id).or_insert(element);
    }
    for child in element.elements() {
        index(child, by_id);
    }
}

struct Scale<'a> {
    by_id: BTreeMap<&'a str, &'a Element>,
    sheets: &'a [Rule],
    /// Of what has an id; `None` while it is being weighed.
    weights: BTreeMap<&'a str, Option<u64>>,
    /// The references on the way to where the scale is.
    chain: usize,
}

impl<'a> Scale<'a> {
    /// The elements in an element and in all that it refers to.
    fn weigh(&mut self, element: &'a Element) -> Result<u64, Fault> {
        let mut weight: u64 = 1;
        self.chain += 1;
        if self.chain > LONGEST_CHAIN {
            return Err(Fault::new(element.range.clone(), "its references lead on and on"));
        }
        for id in self.references(element) {
            weight = weight.saturating_add(self.of_id(id, element)?);
        }
        self.chain -= 1;
        for child in element.elements() {
            // What has an id is weighed once, however often it is used.
            let child = match child.value("id").filter(|id| self.is(id, child)) {
                Some(id) => self.of_id(id, child)?,
                None => self.weigh(child)?,
            };
            weight = weight.saturating_add(child);
        }
        Ok(weight)
    }

    fn is(&self, id: &str, element: &Element) -> bool {
        self.by_id.get(id).is_some_and(|known| std::ptr::eq(*known, element))
    }

    fn of_id(&mut self, id: &'a str, from: &Element) -> Result<u64, Fault> {
        let Some(&target) = self.by_id.get(id) else { return Ok(0) };
        match self.weights.get(id) {
            Some(Some(weight)) => return Ok(*weight),
            Some(None) => return Err(Fault::new(from.range.clone(), "it contains itself")),
            None => {}
        }
        self.weights.insert(id, None);
        let weight = self.weigh(target)?;
        self.weights.insert(id, Some(weight));
        Ok(weight)
    }

    /// The ids that an element refers to, by itself or through the style sheets.
    fn references(&self, element: &'a Element) -> Vec<&'a str> {
        let own = element.attributes.iter().flat_map(|(name, value)| match *name {
            "xlink:href" => links::local(value).into_iter().collect(),
            _ => links::references(value).unwrap_or_default(),
        });
        let styled = self.sheets.iter().filter(|rule| is_meant(element, rule));
        own.chain(styled.flat_map(|rule| rule.references.iter().map(String::as_str))).collect()
    }
}

/// Whether a rule may mean an element: it names its class, its id, its kind or all elements.
fn is_meant(element: &Element, rule: &Rule) -> bool {
    let names = |name: &str| rule.names.contains(name);
    let classes = element.value("class").unwrap_or_default();
    names("*")
        || names(element.name)
        || element.value("id").is_some_and(names)
        || classes.split_whitespace().any(names)
}
