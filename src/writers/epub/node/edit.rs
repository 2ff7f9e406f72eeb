//! Changes of a tree that is whole already.

use std::collections::BTreeSet;

use super::{Element, Node};

/// Elements in which text may not stand first.
const WITHOUT_TEXT: [&str; 10] =
    ["table", "thead", "tbody", "tr", "ul", "ol", "dl", "hgroup", "hr", "img"];

impl Element {
    /// Puts nodes behind so many bytes of the text inside; behind all, if there are fewer.
    pub(in super::super) fn insert(&mut self, at: usize, nodes: Vec<Node>) {
        let mut rest = at;
        for index in 0..self.children.len() {
            match &mut self.children[index] {
                Node::Text(text) if rest <= text.len() && text.is_char_boundary(rest) => {
                    let behind = Node::Text(text.split_off(rest));
                    let nodes = nodes.into_iter().chain([behind]);
                    self.children.splice(index + 1..=index, nodes);
                    return;
                }
                Node::Text(text) => rest = rest.saturating_sub(text.len()),
                Node::Element(element) => {
                    let length = element.text_length();
                    if rest < length {
                        return element.insert(rest, nodes);
                    }
                    rest -= length;
                    if rest == 0 {
                        self.children.splice(index + 1..=index, nodes);
                        return;
                    }
                }
            }
        }
        self.children.extend(nodes);
    }

    /// Bytes of text inside.
    fn text_length(&self) -> usize {
        let length = |child: &Node| match child {
            Node::Text(text) => text.len(),
            Node::Element(element) => element.text_length(),
        };
        self.children.iter().map(length).sum()
    }

    /// With other characters in place of some, in texts and in values.
    pub(in super::super) fn replaced(mut self, characters: &[(char, &str)]) -> Self {
        if !characters.is_empty() {
            self.replace(characters);
        }
        self
    }

    fn replace(&mut self, characters: &[(char, &str)]) {
        let replace = |text: &mut String| {
            for (from, to) in characters {
                if text.contains(*from) {
                    *text = text.replace(*from, to);
                }
            }
        };
        self.attributes.iter_mut().for_each(|(_, value)| replace(value));
        for child in &mut self.children {
            match child {
                Node::Text(text) => replace(text),
                Node::Element(element) => element.replace(characters),
            }
        }
    }

    /// Gives ids to empty elements of their own, in front of what bore them: where a link leads there
    /// is no text then. Notes keep theirs.
    pub(in super::super) fn emptied(mut self, ids: &BTreeSet<String>) -> Self {
        self.empty(ids);
        self
    }

    fn empty(&mut self, ids: &BTreeSet<String>) {
        for child in &mut self.children {
            if let Node::Element(element) = child {
                element.empty(ids);
            }
        }
        let note = self.value("role") == Some("doc-footnote");
        if note || self.children.is_empty() || WITHOUT_TEXT.contains(&self.name) {
            return;
        }
        let own = self.attributes.iter().position(|(name, id)| *name == "id" && ids.contains(id));
        if let Some(own) = own {
            let (_, id) = self.attributes.remove(own);
            self.prepend([Self::new("span").attr("id", id).into()]);
        }
    }

    /// The ids to which links within the book lead that are no calls of notes or works, nor ways
    /// back from them.
    pub(in super::super) fn targets(&self, ids: &mut BTreeSet<String>) {
        self.walk(&mut |element| {
            let role = element.value("role");
            if element.name == "a"
                && !matches!(role, Some("doc-noteref" | "doc-backlink" | "doc-biblioref"))
            {
                let href = element.value("href").filter(|href| !href.contains("://"));
                ids.extend(href.and_then(|href| href.split_once('#')).map(|(_, id)| id.to_owned()));
            }
        });
    }
}
