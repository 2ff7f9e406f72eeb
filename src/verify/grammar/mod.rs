//! Grammars of the small languages of an EPUB, kept as tables: which element may hold which, in which
//! order, and with which attributes.
//!
//! A row of a table is `element | content | attributes`; what the content and the attributes mean stands
//! in [`model`] and [`attributes`], and at the head of each table. An element that only another may hold
//! with a content of its own is named `parent/element`.

mod attributes;
mod model;
mod read;

pub(super) use attributes::{is_clock, is_name, seconds};

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::xml::{Node, Xml, text};
use crate::diagnostics::{Code, Diagnostics, suggestion};
use model::Model;
use read::{Content, Row};

/// So many elements that may hold another are named in a hint.
const MOST_NAMED: usize = 5;

/// A language.
pub(super) struct Grammar {
    /// What prefixes stand for; that of the elements without one is empty.
    prefixes: Vec<(&'static str, &'static str)>,
    rows: BTreeMap<&'static str, Row>,
    root: &'static str,
    /// Whether there are rows of the form `parent/element`.
    has_inner: bool,
    /// What to do with an element that is not in the language.
    unknown: Option<&'static str>,
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
    /// Texts of version 2.
    XHTML_11 EpubElement "xhtml-1.1.txt";
}

impl Grammar {
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
    fn name<'a>(&self, node: Node<'a>) -> Option<Cow<'a, str>> {
        let namespace = node.tag_name().namespace().unwrap_or_default();
        let prefix = self.prefixes.iter().find(|(_, address)| *address == namespace)?.0;
        Some(named(prefix, node.tag_name().name()))
    }

    fn row(&self, name: &str, parent: Option<&str>) -> Option<&Row> {
        let inner = parent.filter(|_| self.has_inner);
        let inner = inner.and_then(|parent| self.rows.get(format!("{parent}/{name}").as_str()));
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
                } else if *needed && text(node).is_empty() {
                    let hint = "say something in it, or take it out";
                    out.report(self.code, xml.at(node), format!("`{name}` is empty"), hint);
                }
            }
            Content::Children(model) => self.children(xml, node, (&name, model), out),
            Content::Mixed(names) => self.any(xml, node, (&name, names), out),
            Content::Some(names) => {
                self.bare(xml, node, &name, out);
                self.any(xml, node, (&name, names), out);
                if !node.children().any(|child| child.is_element()) {
                    let hint = "put an element into it, or take it out";
                    out.report(self.code, xml.at(node), format!("`{name}` holds no element"), hint);
                }
            }
        }
    }

    /// Children of which any may stand anywhere.
    fn any(
        &self,
        xml: &Xml<'_>,
        node: Node<'_>,
        (name, names): (&str, &BTreeSet<&'static str>),
        out: &mut Diagnostics,
    ) {
        for child in node.children().filter(|child| child.is_element()) {
            let inner = self.name(child);
            if !names.contains(inner.as_deref().unwrap_or("foreign")) {
                self.misplaced(xml, child, name, &[], out);
            }
            self.element(xml, child, out);
        }
    }

    /// No text stands in the element itself.
    fn bare(&self, xml: &Xml<'_>, node: Node<'_>, name: &str, out: &mut Diagnostics) {
        let is_text = |child: &Node<'_>| child.is_text() && !text(*child).is_empty();
        for child in node.children().filter(is_text) {
            let hint = "take it out, or put it into an element";
            let message = format!("text stands in `{name}` itself");
            out.report(self.code, xml.at(child), message, hint);
        }
    }

    fn children(
        &self,
        xml: &Xml<'_>,
        node: Node<'_>,
        (name, model): (&str, &Model),
        out: &mut Diagnostics,
    ) {
        self.bare(xml, node, name, out);
        let mut places = model.start();
        for child in node.children().filter(|child| child.is_element()) {
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
        let name = self.name(child).unwrap_or(Cow::Borrowed(child.tag_name().name()));
        let (message, hint) = if expected.is_empty() {
            (format!("`{name}` cannot stand in `{parent}`"), self.elsewhere(&name))
        } else {
            let hint = format!("what may stand here: {}", listed(expected));
            (format!("`{name}` stands in the wrong place of `{parent}`, or once too often"), hint)
        };
        out.report(self.code, xml.at(child), message, hint);
    }

    /// What to do with an element that cannot stand where it is.
    fn elsewhere(&self, name: &str) -> String {
        if !self.rows.contains_key(name) {
            let known = self.rows.keys().filter(|name| !name.contains('/')).copied();
            let hint = self.unknown.map_or_else(|| suggestion(name, known), str::to_owned);
            return if hint.starts_with("known") { "take it out".into() } else { hint };
        }
        let holders = self.rows.iter().filter(|(_, row)| match &row.content {
            Content::Children(model) => model.has(name),
            Content::Mixed(names) | Content::Some(names) => names.contains(name),
            Content::Any | Content::Text(_) => false,
        });
        let holders: Vec<&str> = holders.map(|(holder, _)| *holder).collect();
        match holders.as_slice() {
            [] => "take it out".into(),
            few if few.len() <= MOST_NAMED => format!("it may stand in: {}", listed(few)),
            _ => "put it into an element that may stand here, or close this one before it".into(),
        }
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
                None => Cow::Borrowed(attribute.name()),
                Some(address) => {
                    // Attributes without a prefix have no namespace: `-` is none of theirs.
                    let own = |(prefix, known): &&(&str, &str)| *prefix != "-" && *known == address;
                    let prefix = self.prefixes.iter().find(own);
                    let Some((prefix, _)) = prefix else {
                        let prefix = node.lookup_prefix(address).unwrap_or_default();
                        let own = named(prefix, attribute.name());
                        let message = format!("`{name}` has no attribute `{own}`");
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

fn named<'a>(prefix: &str, name: &'a str) -> Cow<'a, str> {
    match prefix {
        "" | "-" => Cow::Borrowed(name),
        prefix => Cow::Owned(format!("{prefix}:{name}")),
    }
}

fn listed(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
