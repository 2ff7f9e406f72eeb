//! Grammars of the small languages of an EPUB, kept as tables: which element may hold which, in which
//! order, and with which attributes.
//!
//! A row of a table is `element | content | attributes`; what the content and the attributes mean stands
//! in [`model`] and [`attributes`], and at the head of each table. An element that only another may hold
//! with a content of its own is named `parent/element`.

mod attributes;
mod model;

pub(super) use attributes::{is_clock, is_name, seconds};

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::table;
use super::xml::{Node, Xml};
use crate::diagnostics::{Code, Diagnostics, suggestion};
use attributes::Attribute;
use model::Model;

/// What an element may hold.
enum Content {
    /// Anything, which is not looked at.
    Any,
    /// Text; where it must say something, `true`.
    Text(bool),
    Children(Model),
}

struct Row {
    content: Content,
    attributes: Vec<Attribute>,
}

/// A language.
pub(super) struct Grammar {
    /// What prefixes stand for; that of the elements without one is empty.
    prefixes: Vec<(&'static str, &'static str)>,
    rows: BTreeMap<&'static str, Row>,
    root: &'static str,
    /// What is told under.
    code: Code,
}

macro_rules! grammars {
    ($($(#[$doc:meta])* $name:ident $code:ident $file:literal;)+) => {
        $($(#[$doc])* pub(super) static $name: LazyLock<Grammar> = LazyLock::new(|| {
            Grammar::read(Code::$code, include_str!(concat!("../data/grammar/", $file)))
        });)+
    };
}

grammars! {
    /// The package document of version 3.
    PACKAGE EpubPackage "package.txt";
    /// The package document of version 2.
    PACKAGE_2 EpubPackage "package-2.txt";
    /// `META-INF/container.xml`.
    CONTAINER EpubContainer "container.txt";
    /// `META-INF/encryption.xml`.
    ENCRYPTION EpubContainer "encryption.txt";
    /// `META-INF/signatures.xml`.
    SIGNATURES EpubContainer "signatures.txt";
    /// The contents for old readers.
    NCX EpubNcx "ncx.txt";
    /// What can be looked up in a dictionary.
    SEARCH_KEY_MAP EpubPackage "search-key-map.txt";
    /// Media overlays.
    OVERLAY EpubOverlay "overlay.txt";
}

impl Grammar {
    fn read(code: Code, text: &'static str) -> Self {
        let mut grammar = Self { prefixes: Vec::new(), rows: BTreeMap::new(), root: "", code };
        for row in table::rows(text) {
            let cell = |at: usize| row.get(at).copied().unwrap_or_default();
            if let Some((prefix, address)) = cell(0).split_once('=') {
                grammar.prefixes.push((prefix.trim(), address.trim()));
                continue;
            }
            if grammar.root.is_empty() {
                grammar.root = cell(0);
            }
            let content = match cell(1) {
                "any" => Content::Any,
                "#text" => Content::Text(false),
                "#text!" => Content::Text(true),
                children => Content::Children(Model::read(children)),
            };
            let attributes = cell(2).split_whitespace().map(Attribute::read).collect();
            grammar.rows.insert(cell(0), Row { content, attributes });
        }
        grammar
    }

    /// Checks a document from its root on.
    pub(super) fn check(&self, xml: &Xml<'_>, out: &mut Diagnostics) {
        let root = xml.tree.root_element();
        if self.name(root).as_deref() != Some(self.root) {
            let message = format!("the root is `{}`", root.tag_name().name());
            let address = self.prefixes.first().map_or("", |(_, address)| address);
            let hint = format!("it is `{}` in the namespace `{address}`", self.root);
            out.report(self.code, xml.at(root), message, hint);
            return;
        }
        self.element(xml, root, out);
    }

    /// The name of an element as the tables write it; none: its namespace is foreign.
    fn name(&self, node: Node<'_>) -> Option<String> {
        let namespace = node.tag_name().namespace().unwrap_or_default();
        let prefix = self.prefixes.iter().find(|(_, address)| *address == namespace)?.0;
        Some(named(prefix, node.tag_name().name()))
    }

    fn row(&self, name: &str, parent: Option<&str>) -> Option<&Row> {
        let inner = parent.and_then(|parent| self.rows.get(format!("{parent}/{name}").as_str()));
        inner.or_else(|| self.rows.get(name))
    }

    /// An element and all in it; the parser has seen to it that it is not deep.
    fn element(&self, xml: &Xml<'_>, node: Node<'_>, out: &mut Diagnostics) {
        let parent = node.parent().filter(|parent| parent.is_element());
        let parent = parent.and_then(|parent| self.name(parent));
        let Some(name) = self.name(node) else { return };
        let Some(row) = self.row(&name, parent.as_deref()) else { return };
        self.attributes(xml, node, &name, row, out);
        match &row.content {
            Content::Any => {}
            Content::Text(needed) => {
                if let Some(child) = node.children().find(|child| child.is_element()) {
                    self.misplaced(xml, child, &name, &[], out);
                } else if *needed && node.text().unwrap_or_default().trim().is_empty() {
                    let hint = "say something in it, or take it out";
                    out.report(self.code, xml.at(node), format!("`{name}` is empty"), hint);
                }
            }
            Content::Children(model) => self.children(xml, node, (&name, model), out),
        }
    }

    fn children(
        &self,
        xml: &Xml<'_>,
        node: Node<'_>,
        (name, model): (&str, &Model),
        out: &mut Diagnostics,
    ) {
        let mut places = model.start();
        for child in node.children() {
            if child.is_text() && !child.text().unwrap_or_default().trim().is_empty() {
                let hint = "take it out, or put it into an element";
                let message = format!("text stands in `{name}` itself");
                out.report(self.code, xml.at(child), message, hint);
            }
            if !child.is_element() {
                continue;
            }
            let inner = self.name(child);
            let inner = inner.as_deref().unwrap_or("foreign");
            match model.step(&places, inner) {
                Some(next) => {
                    places = next;
                    self.element(xml, child, out);
                }
                None if model.has(inner) => {
                    let expected = model.expected(&places);
                    self.misplaced(xml, child, name, &expected, out);
                    // What stands in it can be right all the same.
                    self.element(xml, child, out);
                }
                None => self.misplaced(xml, child, name, &[], out),
            }
        }
        if !model.is_complete(&places) {
            let message = format!("`{name}` is not complete");
            let hint = format!("what has to follow: {}", listed(&model.expected(&places)));
            out.report(self.code, xml.at(node), message, hint);
        }
    }

    /// An element that cannot stand there; `expected` where it may stand elsewhere in its parent.
    fn misplaced(
        &self,
        xml: &Xml<'_>,
        child: Node<'_>,
        parent: &str,
        expected: &[&str],
        out: &mut Diagnostics,
    ) {
        let name = self.name(child).unwrap_or_else(|| child.tag_name().name().to_owned());
        let (message, hint) = if expected.is_empty() {
            let known = self.rows.keys().filter(|name| !name.contains('/')).copied();
            let hint = suggestion(&name, known);
            let hint = if hint.starts_with("known") { "take it out".into() } else { hint };
            (format!("`{name}` cannot stand in `{parent}`"), hint)
        } else {
            let hint = format!("what may stand here: {}", listed(expected));
            (format!("`{name}` stands in the wrong place of `{parent}`, or once too often"), hint)
        };
        out.report(self.code, xml.at(child), message, hint);
    }

    fn attributes(
        &self,
        xml: &Xml<'_>,
        node: Node<'_>,
        name: &str,
        row: &Row,
        out: &mut Diagnostics,
    ) {
        let mut seen: Vec<&str> = Vec::new();
        for attribute in node.attributes() {
            let own = match attribute.namespace() {
                None => attribute.name().to_owned(),
                Some(address) => {
                    // Attributes without a prefix have no namespace: `-` is none of theirs.
                    let own = |(prefix, known): &&(&str, &str)| *prefix != "-" && *known == address;
                    let prefix = self.prefixes.iter().find(own);
                    let Some((prefix, _)) = prefix else {
                        let message = format!("`{name}` has no attribute `{}`", attribute.name());
                        out.report(self.code, xml.at_attribute(attribute), message, "take it out");
                        continue;
                    };
                    named(prefix, attribute.name())
                }
            };
            let Some(known) = row.attributes.iter().find(|known| known.name == own) else {
                let message = format!("`{name}` has no attribute `{own}`");
                let hint = suggestion(&own, row.attributes.iter().map(|known| known.name));
                let hint = if hint.starts_with("known") { "take it out".into() } else { hint };
                out.report(self.code, xml.at_attribute(attribute), message, hint);
                continue;
            };
            seen.push(known.name);
            if let Some(wanted) = known.fault(attribute.value()) {
                let message = format!("`{own}` is `{}`", attribute.value());
                out.report(self.code, xml.at_value(attribute), message, wanted);
            }
        }
        for known in row.attributes.iter().filter(|known| known.required) {
            if !seen.contains(&known.name) {
                let message = format!("`{name}` has no `{}`", known.name);
                let hint = "add it: the element means nothing without it";
                out.report(self.code, xml.at(node), message, hint);
            }
        }
    }
}

fn named(prefix: &str, name: &str) -> String {
    if prefix.is_empty() || prefix == "-" { name.to_owned() } else { format!("{prefix}:{name}") }
}

fn listed(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
