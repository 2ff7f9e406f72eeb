//! Styles in a drawing: declarations and rules of the look of elements, nothing else.

use std::collections::BTreeSet;

use super::{known, links};
use crate::css;

/// A style sheet after cleaning.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Its text.
    pub(super) text: String,
    /// The rules with what they refer to.
    pub(super) rules: Vec<Rule>,
    /// What was left out and could be missed.
    pub(super) left_out: Vec<Left>,
}

/// What a style sheet says of some elements.
#[derive(Debug)]
pub(super) struct Rule {
    /// What its selectors name.
    pub(super) names: BTreeSet<String>,
    /// The ids that its values refer to.
    pub(super) references: Vec<String>,
}

/// What was left out of a style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Left {
    /// A property whose value leads out of the file.
    Remote(String),
    /// A rule such as `@import`.
    Rule(String),
}

/// Declarations after cleaning.
#[derive(Default)]
pub(super) struct Declarations {
    /// Those that a drawing needs, as `fill:red;stroke:#000`.
    pub(super) kept: String,
    /// The ids that they refer to.
    references: Vec<String>,
    /// The properties whose values lead out of the file.
    pub(super) remote: Vec<String>,
}

/// The declarations of an attribute `style`.
pub(super) fn declarations(text: &str) -> Declarations {
    let sheet = css::Sheet::read_attribute(text);
    let mut cleaned = Declarations::default();
    sheet.rules.iter().for_each(|rule| cleaned.take(rule));
    cleaned.remote.extend(sheet.faults.iter().filter_map(|(at, _)| remote(&text[at.clone()])));
    cleaned
}

impl Declarations {
    fn take(&mut self, rule: &css::Rule<'_>) {
        for declaration in &rule.declarations {
            let name = &declaration.name;
            match links::references(&declaration.value) {
                None => self.remote.push(name.clone()),
                Some(found) if known::property(name).is_some() => {
                    self.references.extend(found.into_iter().map(str::to_owned));
                    if !self.kept.is_empty() {
                        self.kept.push(';');
                    }
                    let important = if declaration.important { " !important" } else { "" };
                    self.kept.push_str(&format!("{name}:{}{important}", declaration.value));
                }
                Some(_) => {}
            }
        }
    }
}

/// The property of what cannot be read as CSS, if it seems to lead out of the file.
fn remote(fault: &str) -> Option<String> {
    let (name, value) = fault.split_once(':')?;
    let name = name.trim().to_ascii_lowercase();
    let named = name.chars().all(|c| c == '-' || c.is_ascii_alphabetic());
    (named && links::references(value).is_none()).then_some(name)
}

/// Cleans a style sheet.
pub(super) fn sheet(text: &str) -> Sheet {
    let read = css::Sheet::read(text);
    let mut cleaned = Sheet::default();
    // With the place of each, for what is left out is told in the order of the sheet.
    let mut left: Vec<(usize, Left)> = Vec::new();
    for (name, at) in &read.at_rules {
        left.push((at.start, Left::Rule((*name).to_owned())));
    }
    for (at, _) in &read.faults {
        left.extend(remote(&text[at.clone()]).map(|name| (at.start, Left::Remote(name))));
    }
    for rule in read.rules.iter().filter(|rule| rule.is_style() && !rule.inner) {
        let mut declarations = Declarations::default();
        declarations.take(rule);
        let Declarations { kept, references, remote } = declarations;
        left.extend(remote.into_iter().map(|name| (rule.start, Left::Remote(name))));
        let plain = |c: char| c.is_alphanumeric() || " \t\r\n.#,>+~*[]=\"':()-_".contains(c);
        if !kept.is_empty() && rule.selector.chars().all(plain) {
            cleaned.text.push_str(&format!("{}{{{kept}}}\n", rule.selector));
            cleaned.rules.push(Rule { names: css::names(&rule.selector), references });
        }
    }
    left.sort_by_key(|(at, _)| *at);
    cleaned.left_out = left.into_iter().map(|(_, left)| left).collect();
    cleaned
}
