//! The EPUB as a whole: files, package, and the documents that were read.

use std::collections::{BTreeMap, BTreeSet};

use super::archive::Files;
use super::encryption::Hidden;
use super::package::{Item, Package};
use super::text::Text;
use super::xml::{Attributes, Node, OPS, SVG, XHTML, XML, Xml};
use crate::source::Span;

/// An EPUB that could be opened.
pub(super) struct Book<'a> {
    pub(super) files: &'a Files,
    /// Files whose bytes are not their own.
    pub(super) hidden: Hidden,
    pub(super) package: Package<'a>,
    /// Texts of the manifest's items, XML and style sheets.
    pub(super) texts: &'a [Text],
    /// The XML documents but the package, in the order of the manifest.
    pub(super) documents: Vec<Document<'a>>,
    by_path: BTreeMap<&'a str, usize>,
}

/// An XML document that the manifest lists.
pub(super) struct Document<'a> {
    pub(super) xml: &'a Xml<'a>,
    /// Its item's index in the manifest.
    pub(super) item: usize,
    /// Ids and their elements; of those that stand twice, the first.
    pub(super) ids: BTreeMap<&'a str, Node<'a>>,
    elements: Vec<Node<'a>>,
    /// The namespaces of its elements.
    namespaces: BTreeSet<&'a str>,
}

impl<'a> Document<'a> {
    fn new(xml: &'a Xml<'a>, item: usize) -> Self {
        let elements: Vec<Node<'a>> =
            xml.tree.root().descendants().filter(|node| node.is_element()).collect();
        let (mut ids, mut namespaces) = (BTreeMap::new(), BTreeSet::new());
        for node in &elements {
            if let Some(id) = id(*node) {
                ids.entry(id).or_insert(*node);
            }
            namespaces.insert(node.tag_name().namespace().unwrap_or_default());
        }
        Self { xml, item, ids, elements, namespaces }
    }

    /// All its elements.
    pub(super) fn elements(&self) -> impl Iterator<Item = Node<'a>> {
        self.elements.iter().copied()
    }

    /// Its elements of HTML with that name.
    pub(super) fn html(&self, name: &'static str) -> impl Iterator<Item = Node<'a>> {
        self.elements().filter(move |node| is_html(*node, name))
    }

    /// Its elements in that namespace.
    pub(super) fn within(&self, namespace: &'static str) -> impl Iterator<Item = Node<'a>> {
        let any = self.namespaces.contains(namespace);
        let all = if any { self.elements.as_slice() } else { &[] };
        all.iter().copied().filter(move |node| node.tag_name().namespace() == Some(namespace))
    }

    /// Its path in the EPUB.
    pub(super) fn path(&self) -> &'a str {
        self.xml.path
    }

    /// Whether its root is `html`.
    pub(super) fn is_xhtml(&self) -> bool {
        self.xml.tree.root_element().has_tag_name((XHTML, "html"))
    }

    /// Whether its root is `svg`.
    pub(super) fn is_svg(&self) -> bool {
        self.xml.tree.root_element().has_tag_name((SVG, "svg"))
    }

    /// The place of an element.
    pub(super) fn at(&self, node: Node<'_>) -> Span {
        self.xml.at(node)
    }
}

impl<'a> Book<'a> {
    /// Puts together what was read; `trees` belong to `texts` one by one.
    pub(super) fn new(
        files: &'a Files,
        hidden: Hidden,
        package: Package<'a>,
        texts: &'a [Text],
        trees: &'a [Option<Xml<'a>>],
    ) -> Self {
        let mut book =
            Self { files, hidden, package, texts, documents: Vec::new(), by_path: BTreeMap::new() };
        for xml in trees.iter().flatten() {
            let Some(item) = book.package.item_at(xml.path) else { continue };
            book.by_path.insert(xml.path, book.documents.len());
            book.documents.push(Document::new(xml, item));
        }
        book
    }

    /// The document at that path.
    pub(super) fn document(&self, path: &str) -> Option<&Document<'a>> {
        self.documents.get(*self.by_path.get(path)?)
    }

    /// The item of a document.
    pub(super) fn item(&self, document: &Document<'a>) -> &Item<'a> {
        &self.package.items[document.item]
    }

    /// The XHTML documents.
    pub(super) fn pages(&self) -> impl Iterator<Item = &Document<'a>> {
        self.documents.iter().filter(|document| document.is_xhtml())
    }

    /// The documents of the spine in its order, with the number of the reference.
    pub(super) fn spine(&self) -> impl Iterator<Item = (usize, &Document<'a>)> {
        let refs = self.package.spine.iter().enumerate();
        refs.filter_map(|(at, reference)| {
            let path = self.package.items[reference.item?].path.as_deref()?;
            Some((at, self.document(path)?))
        })
    }

    /// Where a path stands in the spine.
    pub(super) fn spine_index(&self, path: &str) -> Option<usize> {
        self.package.place_in_spine(self.package.item_at(path)?)
    }

    /// The navigation document.
    pub(super) fn nav(&self) -> Option<&Document<'a>> {
        self.documents.iter().find(|document| self.item(document).has("nav"))
    }
}

/// The value of the attribute `id` or `xml:id`.
pub(super) fn id(node: Node<'_>) -> Option<&str> {
    node.attr("id").or_else(|| node.attr_in(XML, "id"))
}

/// Whether a node is the element of HTML with that name.
pub(super) fn is_html(node: Node<'_>, name: &str) -> bool {
    node.has_tag_name((XHTML, name))
}

/// Whether a node is any element of HTML.
pub(super) fn in_html(node: Node<'_>) -> bool {
    node.is_element() && node.tag_name().namespace() == Some(XHTML)
}

/// The words of `epub:type`.
pub(super) fn types(node: Node<'_>) -> impl Iterator<Item = &str> {
    node.attr_in(OPS, "type").unwrap_or_default().split_whitespace()
}

/// Whether `epub:type` has that word.
pub(super) fn is_type(node: Node<'_>, name: &str) -> bool {
    types(node).any(|word| word == name)
}

/// The words of `role`.
pub(super) fn roles(node: Node<'_>) -> impl Iterator<Item = &str> {
    node.attr("role").unwrap_or_default().split_whitespace()
}

/// Whether `role` has that word.
pub(super) fn is_role(node: Node<'_>, name: &str) -> bool {
    roles(node).any(|word| word == name)
}

/// The text of an element and of all inside of it, white space made single.
pub(super) fn words(node: Node<'_>) -> String {
    let texts = node.descendants().filter(|node| node.is_text()).filter_map(|node| node.text());
    let all: String = texts.collect();
    all.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What an element is called aloud: its text, the alternative texts in it, its label.
pub(super) fn label(node: Node<'_>) -> String {
    if let Some(label) = node.attr("aria-label").filter(|label| !label.trim().is_empty()) {
        return label.trim().to_owned();
    }
    let text = words(node);
    if !text.is_empty() {
        return text;
    }
    let alternatives = node.descendants().filter_map(|node| {
        let title = (node.tag_name().namespace() == Some(XHTML)).then(|| node.attr("title"));
        node.attr("alt").or(node.attr("aria-label")).or(title.flatten())
    });
    alternatives.collect::<Vec<_>>().join(" ").trim().to_owned()
}
