//! Grammars read from their tables.

use std::collections::{BTreeMap, BTreeSet};

use super::Grammar;
use super::attributes::Attribute;
use super::model::Model;
use crate::diagnostics::Code;
use crate::verify::table;

/// What an element may hold.
pub(super) enum Content {
    /// Anything, which is not looked at.
    Any,
    /// Text; where it must say something, `true`.
    Text(bool),
    Children(Model),
    /// Text and any of these elements.
    Mixed(BTreeSet<&'static str>),
    /// One of these elements or more, and no text.
    Some(BTreeSet<&'static str>),
}

pub(super) struct Row {
    pub(super) content: Content,
    pub(super) attributes: Vec<Attribute>,
}

/// Groups of words by their names.
type Groups = BTreeMap<&'static str, Vec<&'static str>>;

/// Words, groups in their place.
fn expanded(words: &'static str, groups: &Groups) -> Vec<&'static str> {
    let mut all = Vec::new();
    for word in words.split_whitespace() {
        match word.strip_prefix('%') {
            Some(group) => all.extend(groups.get(group).expect("a group stands before its use")),
            None => all.push(word),
        }
    }
    all
}

impl Grammar {
    pub(super) fn read(code: Code, text: &'static str) -> Self {
        let mut grammar = Self {
            prefixes: Vec::new(),
            rows: BTreeMap::new(),
            root: "",
            has_inner: false,
            unknown: None,
            code,
        };
        let mut groups = Groups::new();
        for row in table::rows(text) {
            let cell = |at: usize| row.get(at).copied().unwrap_or_default();
            if let Some((prefix, address)) = cell(0).split_once('=') {
                grammar.prefixes.push((prefix.trim(), address.trim()));
                continue;
            }
            if cell(0) == "!" {
                grammar.unknown = Some(cell(1));
                continue;
            }
            if let Some(group) = cell(0).strip_prefix('%') {
                let words = expanded(cell(1), &groups);
                groups.insert(group, words);
                continue;
            }
            if grammar.root.is_empty() {
                grammar.root = cell(0);
            }
            let (kind, names) = cell(1).split_once(' ').unwrap_or((cell(1), ""));
            let names = || expanded(names, &groups).into_iter().collect();
            let content = match kind {
                "any" => Content::Any,
                "#text" => Content::Text(false),
                "#text!" => Content::Text(true),
                "mixed" => Content::Mixed(names()),
                "some" => Content::Some(names()),
                _ => Content::Children(Model::read(cell(1))),
            };
            let attributes = expanded(cell(2), &groups).into_iter().map(Attribute::read).collect();
            grammar.has_inner |= cell(0).contains('/');
            grammar.rows.insert(cell(0), Row { content, attributes });
        }
        grammar
    }
}
