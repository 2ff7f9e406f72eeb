//! Changes of a tree that is whole already.

use super::{Element, Node};

impl Element {
    /// Puts nodes at the end of what is inside.
    pub(crate) fn append(&mut self, nodes: impl IntoIterator<Item = Node>) {
        self.children.extend(nodes);
    }

    /// Puts nodes before what is inside.
    pub(crate) fn prepend(&mut self, nodes: impl IntoIterator<Item = Node>) {
        self.children.splice(0..0, nodes);
    }

    /// Puts nodes behind so many bytes of the text inside; behind all, if there are fewer.
    pub(crate) fn insert(&mut self, at: usize, nodes: Vec<Node>) {
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
    pub(crate) fn replaced(mut self, characters: &[(char, &str)]) -> Self {
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
}
