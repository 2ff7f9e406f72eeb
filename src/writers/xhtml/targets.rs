//! Where links lead within a document that is whole already.

use std::collections::BTreeSet;

use crate::xml::{Element, Node};

/// Elements in which text may not stand first.
const WITHOUT_TEXT: [&str; 10] =
    ["table", "thead", "tbody", "tr", "ul", "ol", "dl", "hgroup", "hr", "img"];

impl Element {
    /// Gives ids to empty elements of their own, in front of what bore them: where a link leads there
    /// is no text then. Notes keep theirs.
    pub(crate) fn emptied(mut self, ids: &BTreeSet<String>) -> Self {
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
    pub(crate) fn targets(&self, ids: &mut BTreeSet<String>) {
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
