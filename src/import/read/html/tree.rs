//! The documents of a page or an e-book as one tree: elements with their attributes, texts, and the place of each.

use html5ever::{LocalName, Namespace, QualName, ns};

use crate::source::{FileId, Span};

/// A node of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::import::read) struct Id(u32);

impl Id {
    /// No node.
    const NONE: Self = Self(u32::MAX);

    /// Where it stands in a list of all nodes.
    pub(in crate::import::read) fn index(self) -> usize {
        self.0 as usize
    }

    fn some(self) -> Option<Self> {
        (self != Self::NONE).then_some(self)
    }
}

/// What a node is.
#[derive(Debug)]
pub(in crate::import::read) enum Data {
    /// A document.
    Root,
    /// An element.
    Element(Box<Element>),
    /// A text.
    Text(String),
}

/// An element.
#[derive(Debug)]
pub(in crate::import::read) struct Element {
    /// Its name with its namespace.
    pub(in crate::import::read) name: QualName,
    /// Its attributes, by their names with the prefix: `epub:type`.
    pub(in crate::import::read) attributes: Vec<(LocalName, String)>,
}

#[derive(Debug)]
struct Node {
    data: Data,
    file: FileId,
    at: u32,
    parent: Id,
    first: Id,
    last: Id,
    next: Id,
    previous: Id,
}

/// The tree.
#[derive(Debug, Default)]
pub(in crate::import::read) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// How many nodes it has.
    pub(in crate::import::read) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Gives back the room for more nodes.
    pub(in crate::import::read) fn shrink(&mut self) {
        self.nodes.shrink_to_fit();
    }

    /// All nodes, in the order in which they were made.
    pub(in crate::import::read) fn ids(&self) -> impl Iterator<Item = Id> + use<> {
        (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)).map(Id)
    }

    /// A new node that stands nowhere yet.
    pub(in crate::import::read) fn add(&mut self, data: Data, file: FileId, at: usize) -> Id {
        let id = Id(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX - 1));
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let none = Id::NONE;
        let (parent, first, last, next, previous) = (none, none, none, none, none);
        self.nodes.push(Node { data, file, at, parent, first, last, next, previous });
        id
    }

    fn node(&self, id: Id) -> &Node {
        &self.nodes[id.index()]
    }

    fn node_mut(&mut self, id: Id) -> &mut Node {
        &mut self.nodes[id.index()]
    }

    /// What a node is.
    pub(in crate::import::read) fn data(&self, id: Id) -> &Data {
        &self.node(id).data
    }

    /// What a node is, to be changed.
    pub(in crate::import::read) fn data_mut(&mut self, id: Id) -> &mut Data {
        &mut self.node_mut(id).data
    }

    /// The document it came from.
    pub(in crate::import::read) fn file(&self, id: Id) -> FileId {
        self.node(id).file
    }

    /// Where it begins.
    pub(in crate::import::read) fn span(&self, id: Id) -> Span {
        let node = self.node(id);
        let length = match &node.data {
            Data::Text(text) => text.len(),
            _ => 0,
        };
        Span::new(node.file, node.at as usize..node.at as usize + length)
    }

    /// What it stands in.
    pub(in crate::import::read) fn parent(&self, id: Id) -> Option<Id> {
        self.node(id).parent.some()
    }

    /// What stands behind it in the same element.
    pub(in crate::import::read) fn next(&self, id: Id) -> Option<Id> {
        self.node(id).next.some()
    }

    /// What stands before it in the same element.
    pub(in crate::import::read) fn previous(&self, id: Id) -> Option<Id> {
        self.node(id).previous.some()
    }

    /// The first that stands in it.
    pub(in crate::import::read) fn first(&self, id: Id) -> Option<Id> {
        self.node(id).first.some()
    }

    /// The last that stands in it.
    pub(in crate::import::read) fn last(&self, id: Id) -> Option<Id> {
        self.node(id).last.some()
    }

    /// What stands right in it.
    pub(in crate::import::read) fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(self.first(id), |child| self.next(*child))
    }

    /// The elements right in it.
    pub(in crate::import::read) fn elements(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        self.children(id).filter(|child| self.element(*child).is_some())
    }

    /// What it stands in, from the inside out.
    pub(in crate::import::read) fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(self.parent(id), |up| self.parent(*up))
    }

    /// Itself and all that stands in it, in the order of the document.
    pub(in crate::import::read) fn descend(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(Some(id), move |at| self.following(*at, id))
    }

    /// What comes behind a node in the order of the document, below `top`.
    fn following(&self, at: Id, top: Id) -> Option<Id> {
        if let Some(first) = self.first(at) {
            return Some(first);
        }
        self.behind(at, top)
    }

    /// What comes behind a node and all that stands in it, below `top`.
    pub(in crate::import::read) fn behind(&self, at: Id, top: Id) -> Option<Id> {
        let mut at = at;
        while at != top {
            if let Some(next) = self.next(at) {
                return Some(next);
            }
            at = self.parent(at)?;
        }
        None
    }

    /// The element that a node is.
    pub(in crate::import::read) fn element(&self, id: Id) -> Option<&Element> {
        match &self.node(id).data {
            Data::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The name of an element of HTML; empty for what is none.
    pub(in crate::import::read) fn name(&self, id: Id) -> &str {
        let element = self.element(id).filter(|element| element.name.ns == ns!(html));
        element.map_or("", |element| &element.name.local)
    }

    /// Whether it is an element of a namespace by that name.
    pub(in crate::import::read) fn is(&self, id: Id, space: &Namespace, name: &str) -> bool {
        let element = self.element(id);
        element.is_some_and(|own| own.name.ns == *space && &*own.name.local == name)
    }

    /// Whether it shows something without words: a picture, a drawing, a formula.
    pub(in crate::import::read) fn is_shown(&self, id: Id) -> bool {
        self.name(id) == "img" || self.is(id, &ns!(mathml), "math") || self.is(id, &ns!(svg), "svg")
    }

    /// The value of an attribute.
    pub(in crate::import::read) fn attr(&self, id: Id, name: &str) -> Option<&str> {
        self.element(id)?.attr(name)
    }

    /// The words of an attribute: classes, types.
    pub(in crate::import::read) fn words<'t>(
        &'t self,
        id: Id,
        name: &str,
    ) -> impl Iterator<Item = &'t str> + use<'t> {
        self.attr(id, name).unwrap_or_default().split_ascii_whitespace()
    }

    /// Whether it has a class for which this holds.
    pub(in crate::import::read) fn has_class(&self, id: Id, is: impl Fn(&str) -> bool) -> bool {
        self.words(id, "class").any(is)
    }

    /// Whether `epub:type` or `role` says that it is one of these; roles of ARIA with `doc-` before them.
    pub(in crate::import::read) fn has_type(&self, id: Id, types: &[&str]) -> bool {
        let roles = self.words(id, "role").filter_map(|role| role.strip_prefix("doc-"));
        self.words(id, "epub:type").chain(roles).any(|own| types.contains(&own))
    }

    /// The text of all that stands in it.
    pub(in crate::import::read) fn said(&self, id: Id) -> String {
        let mut said = String::new();
        for node in self.descend(id) {
            match self.data(node) {
                Data::Text(text) => said.push_str(text),
                _ if matches!(self.name(node), "br") => said.push(' '),
                _ => {}
            }
        }
        said
    }

    /// The beginning of its text, up to so many letters, with single spaces; `None` if it has more.
    pub(in crate::import::read) fn short(&self, id: Id, most: usize) -> Option<String> {
        let mut said = String::new();
        for node in self.descend(id) {
            if let Data::Text(text) = self.data(node) {
                for c in text.chars() {
                    match c.is_whitespace() {
                        true if said.ends_with(' ') || said.is_empty() => {}
                        true => said.push(' '),
                        false => said.push(c),
                    }
                }
            }
            if said.len() > 4 * most {
                return None;
            }
        }
        let said = said.trim_end();
        (said.chars().count() <= most).then(|| said.to_owned())
    }

    /// Moves the places of all nodes on, for a piece that begins so many bytes behind the beginning of its file.
    pub(in crate::import::read) fn shift(&mut self, by: u32) {
        self.nodes.iter_mut().for_each(|node| node.at = node.at.saturating_add(by));
    }

    /// Puts a node at the end of another.
    pub(in crate::import::read) fn append(&mut self, parent: Id, child: Id) {
        self.detach(child);
        let last = self.node(parent).last;
        self.node_mut(child).parent = parent;
        self.node_mut(child).previous = last;
        match last.some() {
            Some(last) => self.node_mut(last).next = child,
            None => self.node_mut(parent).first = child,
        }
        self.node_mut(parent).last = child;
    }

    /// Puts a node before another.
    pub(in crate::import::read) fn insert_before(&mut self, sibling: Id, child: Id) {
        self.detach(child);
        let (parent, previous) = (self.node(sibling).parent, self.node(sibling).previous);
        let node = self.node_mut(child);
        (node.parent, node.previous, node.next) = (parent, previous, sibling);
        self.node_mut(sibling).previous = child;
        match (previous.some(), parent.some()) {
            (Some(previous), _) => self.node_mut(previous).next = child,
            (None, Some(parent)) => self.node_mut(parent).first = child,
            (None, None) => {}
        }
    }

    /// Takes a node out of where it stands.
    pub(in crate::import::read) fn detach(&mut self, id: Id) {
        let (parent, previous, next) =
            (self.node(id).parent, self.node(id).previous, self.node(id).next);
        match previous.some() {
            Some(previous) => self.node_mut(previous).next = next,
            None => {
                if let Some(parent) = parent.some() {
                    self.node_mut(parent).first = next;
                }
            }
        }
        match next.some() {
            Some(next) => self.node_mut(next).previous = previous,
            None => {
                if let Some(parent) = parent.some() {
                    self.node_mut(parent).last = previous;
                }
            }
        }
        let node = self.node_mut(id);
        (node.parent, node.previous, node.next) = (Id::NONE, Id::NONE, Id::NONE);
    }

    /// Moves all that stands in a node to the end of another.
    pub(in crate::import::read) fn move_children(&mut self, from: Id, to: Id) {
        while let Some(child) = self.first(from) {
            self.append(to, child);
        }
    }
}

impl Element {
    /// The value of an attribute.
    pub(in crate::import::read) fn attr(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| &**own == name).map(|(_, value)| value.as_str())
    }
}
