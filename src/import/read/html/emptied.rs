//! Headings over lists of notes, which the book makes anew: of what they stood over nothing is left.

use std::collections::HashMap;

use super::marks::is_heading;
use super::notes::Notes;
use super::tree::{Data, Id, Tree};

/// Finds them.
pub(super) fn headings(
    tree: &Tree,
    roots: &[Id],
    notes: &Notes,
    furniture: &HashMap<Id, &'static str>,
) -> HashMap<Id, &'static str> {
    let mut out = HashMap::new();
    if notes.list.is_empty() {
        return out;
    }
    let mut nodes: Vec<Id> = Vec::new();
    // How much each element holds: text that stays, and notes.
    let mut kept = vec![false; tree.len()];
    let mut holds = vec![false; tree.len()];
    for root in roots {
        let order: Vec<Id> = tree.descend(*root).collect();
        for id in order.iter().rev() {
            let i = id.index();
            if notes.taken.contains(id) {
                (kept[i], holds[i]) = (false, true);
            } else if furniture.contains_key(id)
                || notes.backs.contains(id)
                || is_heading(tree.name(*id))
            {
                kept[i] = false;
            } else if let Data::Text(text) = tree.data(*id) {
                kept[i] = !text.trim().is_empty()
                    && !tree.ancestors(*id).take(4).any(|up| tree.name(up) == "head");
            } else {
                kept[i] |= tree.is_shown(*id);
            }
            if let Some(parent) = tree.parent(*id) {
                kept[parent.index()] |= kept[i];
                holds[parent.index()] |= holds[i];
            }
        }
        nodes.extend(order);
    }
    for id in nodes {
        let nothing_left = holds[id.index()] && !kept[id.index()];
        if nothing_left
            && matches!(tree.name(id), "section" | "div" | "aside" | "body" | "article" | "footer")
        {
            for head in tree
                .descend(id)
                .filter(|one| is_heading(tree.name(*one)) || tree.name(*one) == "hr")
            {
                out.insert(head, "heading of the notes");
            }
        }
        if !(is_heading(tree.name(id)) || tree.name(id) == "hr") || out.contains_key(&id) {
            continue;
        }
        let (mut empty, mut found) = (true, false);
        let mut next = tree.next(id);
        while let Some(one) = next.filter(|one| !is_heading(tree.name(*one)) && empty) {
            empty &= !kept[one.index()];
            found |= holds[one.index()];
            next = tree.next(one);
        }
        if empty && found {
            out.insert(id, "heading of the notes");
        }
    }
    out
}
