//! How far a note goes: the elements that it is made of.

use std::collections::{HashMap, HashSet};

use super::super::marks::{is_block_name, is_heading, is_list_class, is_note_class, mark};
use super::super::tree::Id;
use super::{Candidate, Finder, LONGEST_CALL};

/// Most blocks between the beginnings of two notes that are taken for the first one's.
const MOST_BLOCKS: usize = 12;

impl Finder<'_> {
    /// What a note is made of.
    pub(super) fn nodes(
        &self,
        call: &Candidate,
        count: &HashMap<Id, u32>,
        first_call: &HashMap<Id, &Candidate>,
    ) -> Vec<Id> {
        let tree = self.tree;
        if let Some(apart) = self.apart(call.target) {
            return apart;
        }
        let around_call: HashSet<Id> = tree.ancestors(call.link).collect();
        let mut node = call.target;
        while !self.is_whole(node) {
            let Some(up) = tree.parent(node) else { break };
            let outer = matches!(
                tree.name(up),
                "body"
                    | "html"
                    | "main"
                    | "article"
                    | "section"
                    | "table"
                    | "tbody"
                    | "ol"
                    | "ul"
                    | "dl"
                    | "blockquote"
                    | ""
            );
            let first = self.is_first(node, up);
            if outer
                || count.get(&up).is_some_and(|n| *n > 1)
                || around_call.contains(&up)
                || !first
            {
                break;
            }
            node = up;
        }
        let mut nodes = vec![node];
        if self.is_whole(node) && tree.name(node) != "dt" {
            return nodes;
        }
        let block = is_block_name(tree.name(node));
        let holds = |id: Id| count.contains_key(&id);
        let mut behind = Vec::new();
        let mut next = tree.next(node);
        while let Some(id) = next.filter(|id| !holds(*id)) {
            let name = tree.name(id);
            let ends = is_heading(name)
                || matches!(name, "hr" | "section" | "dt" | "table")
                || (!block && is_block_name(name));
            if ends {
                break;
            }
            behind.push(id);
            next = tree.next(id);
        }
        let inline = !block || tree.name(node) == "dt";
        if inline || self.goes_on(call, next.filter(|id| holds(*id)), first_call, &behind) {
            nodes.extend(behind);
        }
        nodes
    }

    /// A mark that stands by itself, and the block right behind it that it belongs to: the mark stands between blocks, or fills one.
    pub(super) fn apart(&self, target: Id) -> Option<Vec<Id>> {
        let tree = self.tree;
        let inline = |id: &Id| !is_block_name(tree.name(*id));
        let ups = std::iter::once(target).chain(tree.ancestors(target));
        let mut first = ups.take_while(inline).last().unwrap_or(target);
        let around = tree.parent(first)?;
        let fills = matches!(tree.name(around), "p" | "div")
            && tree.short(around, LONGEST_CALL).is_some_and(|said| mark(&said).is_some());
        if fills {
            first = around;
        }
        if tree.parent(first).is_none_or(|up| self.is_whole(up) || tree.name(up) == "dd") {
            return None;
        }
        let (mut nodes, mut said) = (vec![first], tree.short(first, LONGEST_CALL)?);
        let mut next = tree.next(first);
        while let Some(id) = next {
            nodes.push(id);
            if !inline(&id) {
                let holds = matches!(tree.name(id), "p" | "div" | "blockquote");
                return (holds && mark(&said).is_some()).then_some(nodes);
            }
            said.push_str(&tree.short(id, LONGEST_CALL)?);
            if tree.name(id) == "br" || said.chars().count() > LONGEST_CALL {
                return None;
            }
            next = tree.next(id);
        }
        None
    }

    /// Whether blocks between two notes belong to the first: the second is called before the first stands.
    fn goes_on(
        &self,
        call: &Candidate,
        next: Option<Id>,
        first_call: &HashMap<Id, &Candidate>,
        between: &[Id],
    ) -> bool {
        let tree = self.tree;
        if between.iter().filter(|id| tree.element(**id).is_some()).count() > MOST_BLOCKS {
            return false;
        }
        let start = self.order[call.target.index()];
        match next {
            Some(next) => tree
                .descend(next)
                .find_map(|id| first_call.get(&id))
                .is_some_and(|other| self.order[other.link.index()] < start),
            None => {
                let list = tree.ancestors(call.target).take(3);
                list.into_iter().any(|up| {
                    tree.has_type(up, &["footnotes", "endnotes", "rearnotes", "notes"])
                        || tree.has_class(up, is_list_class)
                })
            }
        }
    }

    /// Whether an element is a note as a whole and nothing around it.
    fn is_whole(&self, id: Id) -> bool {
        let tree = self.tree;
        matches!(tree.name(id), "li" | "aside" | "tr" | "dt")
            || tree.has_type(id, &["footnote", "endnote", "rearnote", "note"])
            || (is_block_name(tree.name(id))
                && tree.has_class(id, is_note_class)
                && tree.name(id) != "p")
    }

    /// Whether nothing but marks stands before a node in its parent.
    fn is_first(&self, node: Id, parent: Id) -> bool {
        let tree = self.tree;
        let mut said = String::new();
        for child in tree.children(parent).take_while(|child| *child != node) {
            said.push_str(tree.short(child, 20).as_deref().unwrap_or("…"));
            if said.len() > 40 {
                return false;
            }
        }
        said.trim_matches(|c: char| c.is_whitespace() || "[]()^↑".contains(c)).is_empty()
    }
}
