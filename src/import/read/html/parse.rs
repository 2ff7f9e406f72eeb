//! From the text of a page to the tree, by the rules of HTML: what browsers mend is mended.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{Attribute, ElementFlags};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{
    ElemName, NodeOrText, QuirksMode, TreeBuilder, TreeBuilderOpts, TreeSink,
};
use html5ever::{LocalName, Namespace, QualName, TokenizerResult};

use super::tree::{Data, Element, Id, Tree};
use crate::source::FileId;

/// Levels to which elements are kept in each other; what is nested deeper stands beside each other, as in browsers.
pub(super) const DEEPEST: u32 = 200;

/// Levels that a page may nest: beyond, each element would be held against all that are open.
const MOST_OPEN: u32 = 600;

/// Elements and texts that a page may have …
const MOST_NODES: usize = 4_000_000;

/// … and how many for each byte, besides so many in all: what is not closed is opened again in every paragraph.
const NODES_AT_LEAST: usize = 20_000;

/// Attributes that an element may have, if its tag is longer than this, in bytes.
const MOST_ATTRIBUTES: usize = 500;
const LONG_TAG: usize = 2048;

/// Why a page is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import::read) struct Fault {
    /// The byte at which it shows.
    pub(in crate::import::read) at: usize,
    /// What is wrong.
    pub(in crate::import::read) message: String,
}

/// Adds a document to the tree.
pub(super) fn html(text: &str, file: FileId, tree: Tree) -> Result<(Tree, Id), Fault> {
    let sink = Sink::new(tree, file, text.len());
    let root = sink.root;
    let builder = TreeBuilder::new(sink, TreeBuilderOpts::default());
    let counted = Counted { builder, tokens: Cell::new(0) };
    let tokenizer = Tokenizer::new(counted, TokenizerOpts::default());
    let input = BufferQueue::default();
    let (mut pending, mut seen, mut allowed) = (0, 0, LONG_TAG);
    let pieces = Pieces { text, at: 0 };
    for piece in pieces {
        let at = piece.as_ptr() as usize - text.as_ptr() as usize;
        let sink = &tokenizer.sink.builder.sink;
        sink.at.set(at);
        // Attributes are compared with each other before there is a token: it is asked how many there are.
        if tokenizer.sink.tokens.get() != seen {
            (pending, seen, allowed) = (at, tokenizer.sink.tokens.get(), LONG_TAG);
        }
        if at + piece.len() - pending > allowed {
            if attributes(&text[pending..at + piece.len()]) > MOST_ATTRIBUTES {
                let message = format!("an element has more than {MOST_ATTRIBUTES} attributes");
                return Err(Fault { at: pending, message });
            }
            allowed = 2 * (at + piece.len() - pending);
        }
        input.push_back(StrTendril::from_slice(piece));
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        if let Some(fault) = tokenizer.sink.builder.sink.fault.take() {
            return Err(fault);
        }
    }
    tokenizer.end();
    let sink = tokenizer.sink.builder.sink;
    match sink.fault.take() {
        Some(fault) => Err(fault),
        None => Ok((sink.tree.into_inner(), root)),
    }
}

/// A text cut before every `<` and behind every `>`, so that each tag and each text begins a piece and has its place.
struct Pieces<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Pieces<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let end = match rest.starts_with('<') {
            true => {
                let end = rest[1..].find(['<', '>']).map(|end| end + 1);
                end.map(|end| end + usize::from(rest.as_bytes()[end] == b'>'))
            }
            false => rest.find('<'),
        };
        let piece = &rest[..end.unwrap_or(rest.len())];
        self.at += piece.len();
        Some(piece)
    }
}

/// How many attributes a tag has that begins here and is not closed yet.
fn attributes(tag: &str) -> usize {
    let named = tag.as_bytes().get(1).is_some_and(|c| c.is_ascii_alphabetic() || *c == b'/');
    if !tag.starts_with('<') || !named {
        return 0;
    }
    let (mut count, mut quote, mut free) = (0, None, false);
    for byte in tag.bytes() {
        match (quote, byte) {
            (Some(mark), _) if mark == byte => (quote, free) = (None, true),
            (Some(_), _) => {}
            (None, b'"' | b'\'') => (quote, free) = (Some(byte), false),
            (None, b'/') => free = true,
            (None, _) if byte.is_ascii_whitespace() => free = true,
            (None, b'=') => free = false,
            (None, _) => {
                count += usize::from(free);
                free = false;
            }
        }
    }
    count
}

/// The builder of the tree, with a count of what it was given.
struct Counted {
    builder: TreeBuilder<Id, Sink>,
    tokens: Cell<usize>,
}

impl TokenSink for Counted {
    type Handle = Id;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Id> {
        // Faults are told amid a tag.
        if !matches!(token, Token::ParseError(_)) {
            self.tokens.set(self.tokens.get() + 1);
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Where the builder puts what it makes.
struct Sink {
    tree: RefCell<Tree>,
    /// How deep each node stands for the builder.
    depths: RefCell<Vec<u32>>,
    file: FileId,
    root: Id,
    /// The byte at which the piece begins that is read.
    at: Cell<usize>,
    most_nodes: usize,
    fault: RefCell<Option<Fault>>,
}

impl Sink {
    fn new(mut tree: Tree, file: FileId, length: usize) -> Self {
        let before = tree.len();
        let root = tree.add(Data::Root, file, 0);
        Self {
            depths: RefCell::new(vec![0; tree.len()]),
            tree: RefCell::new(tree),
            file,
            root,
            at: Cell::new(0),
            most_nodes: (before + NODES_AT_LEAST + length).min(MOST_NODES),
            fault: RefCell::new(None),
        }
    }

    fn fail(&self, message: String) {
        let mut fault = self.fault.borrow_mut();
        if fault.is_none() {
            *fault = Some(Fault { at: self.at.get(), message });
        }
    }

    fn add(&self, data: Data) -> Id {
        let mut tree = self.tree.borrow_mut();
        if tree.len() >= self.most_nodes {
            self.fail("the page has too many elements".to_owned());
        }
        self.depths.borrow_mut().push(0);
        tree.add(data, self.file, self.at.get())
    }

    /// The node that takes what is put into this one: itself, or what it stands in, if it stands too deep.
    fn place(&self, parent: Id, child: Id) -> Id {
        let mut depths = self.depths.borrow_mut();
        let depth = depths[parent.index()] + 1;
        depths[child.index()] = depth;
        if depth > MOST_OPEN {
            self.fail(format!("elements are nested more than {MOST_OPEN} levels deep"));
        }
        let tree = self.tree.borrow();
        match depth > DEEPEST && tree.ancestors(parent).count() as u32 >= DEEPEST {
            true => tree.parent(parent).unwrap_or(parent),
            false => parent,
        }
    }

    fn text(&self, text: &StrTendril, joined: Option<Id>) -> Option<Id> {
        if let Some(joined) = joined
            && let Data::Text(before) = self.tree.borrow_mut().data_mut(joined)
        {
            before.push_str(text);
            return None;
        }
        Some(self.add(Data::Text(text.to_string())))
    }
}

/// The name of an element, for the builder.
#[derive(Debug)]
struct Named(QualName);

impl ElemName for Named {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

fn attribute(attribute: Attribute) -> (LocalName, String) {
    let QualName { prefix, local, .. } = attribute.name;
    let name = prefix.map_or(local.clone(), |prefix| format!("{prefix}:{local}").into());
    (name, attribute.value.to_string())
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = ();
    type ElemName<'a> = Named;

    fn finish(self) {}

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        self.root
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Named {
        let tree = self.tree.borrow();
        Named(tree.element(*target).expect("the builder asks for elements alone").name.clone())
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        let attributes = attributes.into_iter().map(attribute).collect();
        self.add(Data::Element(Box::new(Element { name, attributes })))
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.add(Data::Root)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.add(Data::Root)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        let child = match child {
            NodeOrText::AppendNode(child) => child,
            NodeOrText::AppendText(text) => {
                let last = self.tree.borrow().last(*parent);
                let Some(child) = self.text(&text, last) else { return };
                child
            }
        };
        let parent = self.place(*parent, child);
        self.tree.borrow_mut().append(parent, child);
    }

    fn append_based_on_parent_node(&self, element: &Id, before: &Id, child: NodeOrText<Id>) {
        let has_parent = self.tree.borrow().parent(*element).is_some();
        match has_parent {
            true => self.append_before_sibling(element, child),
            false => self.append(before, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let child = match child {
            NodeOrText::AppendNode(child) => child,
            NodeOrText::AppendText(text) => {
                let previous = self.tree.borrow().previous(*sibling);
                let Some(child) = self.text(&text, previous) else { return };
                child
            }
        };
        let depth = self.depths.borrow()[sibling.index()];
        self.depths.borrow_mut()[child.index()] = depth;
        self.tree.borrow_mut().insert_before(*sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &Id, attributes: Vec<Attribute>) {
        if let Data::Element(element) = self.tree.borrow_mut().data_mut(*target) {
            for (name, value) in attributes.into_iter().map(attribute) {
                if element.attr(&name).is_none() {
                    element.attributes.push((name, value));
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.tree.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &Id, parent: &Id) {
        self.tree.borrow_mut().move_children(*node, *parent);
    }
}
