//! XML read into a tree that knows the place of every element and attribute.

use roxmltree::{Attribute, Error, ParsingOptions};

pub(crate) const XHTML: &str = "http://www.w3.org/1999/xhtml";
pub(crate) const OPS: &str = "http://www.idpf.org/2007/ops";
pub(crate) const SVG: &str = "http://www.w3.org/2000/svg";
pub(crate) const MATHML: &str = "http://www.w3.org/1998/Math/MathML";
pub(crate) const XML: &str = "http://www.w3.org/XML/1998/namespace";
pub(crate) const XLINK: &str = "http://www.w3.org/1999/xlink";

/// Most elements and texts in one document.
const MOST_NODES: u32 = 2_000_000;

/// Deepest nesting of elements.
const DEEPEST: u32 = 200;

/// Most bytes that entities of a document may become.
const MOST_EXPANDED: usize = 16 << 20;

/// A node of a tree whose text lives as long.
pub(crate) type Node<'a> = roxmltree::Node<'a, 'a>;

/// Attributes by their whole names: what the parser gives for `type` can be `epub:type`, since it compares no
/// namespace where none is asked for.
pub(crate) trait Attributes<'a> {
    /// The attribute of that name that has no prefix.
    fn attr_node(&self, name: &str) -> Option<Attribute<'a, 'a>>;

    /// The attribute of that name in a namespace.
    fn attr_node_in(&self, namespace: &str, name: &str) -> Option<Attribute<'a, 'a>>;

    /// The value of the attribute of that name that has no prefix.
    fn attr(&self, name: &str) -> Option<&'a str> {
        self.attr_node(name).map(|attribute| attribute.value())
    }

    /// The value of the attribute of that name in a namespace.
    fn attr_in(&self, namespace: &str, name: &str) -> Option<&'a str> {
        self.attr_node_in(namespace, name).map(|attribute| attribute.value())
    }

    /// Whether there is an attribute of that name that has no prefix.
    fn has_attr(&self, name: &str) -> bool {
        self.attr_node(name).is_some()
    }
}

impl<'a> Attributes<'a> for Node<'a> {
    fn attr_node(&self, name: &str) -> Option<Attribute<'a, 'a>> {
        self.attributes().find(|own| own.name() == name && own.namespace().is_none())
    }

    fn attr_node_in(&self, namespace: &str, name: &str) -> Option<Attribute<'a, 'a>> {
        self.attributes().find(|own| own.name() == name && own.namespace() == Some(namespace))
    }
}

/// What a text says, or an element before any other in it, without the space around it.
pub(crate) fn text(node: Node<'_>) -> &str {
    node.text().unwrap_or_default().trim()
}

/// A tree that lives as long as its text.
pub(crate) type Document<'a> = roxmltree::Document<'a>;

/// Why a text is no XML that can be worked on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The byte at which it shows.
    pub(crate) at: usize,
    /// What is wrong, in words for editors.
    pub(crate) message: String,
    /// What to do.
    pub(crate) hint: &'static str,
}

/// Parses a document.
///
/// # Errors
/// If it is not well-formed, or goes beyond the bounds: elements nested too deep, too many of them, entities that
/// become too large.
pub(crate) fn parse(text: &str) -> Result<Document<'_>, Fault> {
    if let Some(at) = expands(text) {
        let hint = "write the characters themselves in place of entities of your own";
        return Err(Fault { at, message: "entities become too large".to_owned(), hint });
    }
    let nodes_limit = MOST_NODES;
    let options = ParsingOptions { allow_dtd: true, nodes_limit, ..ParsingOptions::default() };
    let tree = Document::parse_with_options(text, options).map_err(|error| {
        let (message, hint) = told(&error);
        Fault { at: offset(text, &error), message, hint }
    })?;
    match too_deep(&tree) {
        Some(at) => {
            let message = format!("elements are nested more than {DEEPEST} levels deep");
            Err(Fault { at, message, hint: "take out some of them: reading systems give up" })
        }
        None => Ok(tree),
    }
}

/// Where an element is nested too deep to be worked on.
fn too_deep(tree: &Document<'_>) -> Option<usize> {
    let mut depths: Vec<u32> = Vec::new();
    for node in tree.root().descendants() {
        // Ids count the nodes in the order of the document, from one.
        let parent = node.parent().and_then(|parent| depths.get(parent.id().get_usize()));
        let depth = parent.map_or(0, |depth| depth + 1);
        if depth > DEEPEST {
            return Some(node.range().start);
        }
        depths.push(depth);
    }
    None
}

/// Where a text has entities of its own that would become too large, or are made of others.
fn expands(text: &str) -> Option<usize> {
    let first = text.find("<!ENTITY")?;
    let end = text[first..].rfind("<!ENTITY").map_or(first, |last| first + last);
    let end = text[end..].find('>').map_or(text.len(), |close| end + close);
    let declared = &text[first..end];
    let named = declared.match_indices('&').any(|(at, _)| !declared[at..].starts_with("&#"));
    let uses = text[end..].matches('&').count();
    let size = declared.len().saturating_mul(uses);
    (named || size > MOST_EXPANDED).then_some(first)
}

/// The byte at which the parser stopped.
fn offset(text: &str, error: &Error) -> usize {
    if matches!(error, Error::UnclosedRootNode | Error::UnexpectedEndOfStream) {
        return text.len();
    }
    let pos = error.pos();
    let line = |row: u32| {
        text.match_indices('\n').map(|(at, _)| at + 1).nth(row.saturating_sub(2) as usize)
    };
    let start = if pos.row <= 1 { 0 } else { line(pos.row).unwrap_or(text.len()) };
    let rest = &text[start..];
    let column = pos.col.saturating_sub(1) as usize;
    start + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at)
}

/// The parser's message in words for editors, and what to do.
fn told(error: &Error) -> (String, &'static str) {
    match error {
        Error::UnexpectedCloseTag(open, close, _) => (
            format!("`{open}` is open where `{close}` is closed"),
            "close elements in the opposite order of their opening",
        ),
        Error::UnknownEntityReference(name, _) => (
            format!("the entity `&{name};` is not known"),
            "write the character itself, or its number such as `&#160;`; XML knows only amp, lt, gt, quot, apos",
        ),
        Error::MalformedEntityReference(_) => ("an `&` stands alone".into(), "write `&amp;`"),
        Error::DuplicatedAttribute(name, _) => {
            (format!("the attribute `{name}` stands twice"), "take out one of the two")
        }
        Error::UnknownNamespace(name, _) => (
            format!("the prefix `{name}` is not declared"),
            "declare it on the root element: `xmlns:…=\"…\"`",
        ),
        Error::InvalidAttributeValue(_) => {
            ("a `<` stands in the value of an attribute".into(), "write `&lt;`")
        }
        Error::NonXmlChar(c, _) => {
            (format!("the character U+{:04X} cannot stand in XML", *c as u32), "take it out")
        }
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream => (
            "the file ends before all elements are closed".into(),
            "the file is cut off, or an end tag is missing",
        ),
        Error::NoRootNode => ("the file holds no element".into(), "the file is empty or no XML"),
        Error::InvalidComment(_) => {
            ("a comment holds `--`".into(), "write a single hyphen or a dash")
        }
        Error::EntityReferenceLoop(_) => {
            ("entities contain themselves".into(), "write the characters themselves")
        }
        Error::NodesLimitReached
        | Error::AttributesLimitReached
        | Error::NamespacesLimitReached => {
            ("the document has too many elements".into(), "split it")
        }
        _ => (
            "the markup is broken here".into(),
            "look for a missing `>`, quotation mark or end tag",
        ),
    }
}
