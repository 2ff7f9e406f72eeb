//! Lists of other texts on a page: entries side by side, each of which begins with a link that leads away, and says little more.

use super::article::Weights;
use super::tree::{Data, Id, Tree};

/// Fewest entries.
const FEWEST: usize = 4;

/// Most letters of an entry.
const LONGEST: u32 = 600;

/// Shortest title of an entry, in letters.
const SHORTEST_TITLE: u32 = 12;

/// Most letters before the title: a date, whose picture it is.
const BEFORE: usize = 40;

/// For each node, whether it stands in such an entry.
pub(super) fn entries(tree: &Tree, top: Id, weights: &Weights) -> Vec<bool> {
    let mut within = vec![false; tree.len()];
    for list in tree.descend(top).collect::<Vec<Id>>() {
        if within[list.index()] {
            continue;
        }
        for name in ["li", "article", "div", "section", "tr"] {
            let same: Vec<Id> = tree.elements(list).filter(|one| tree.name(*one) == name).collect();
            if same.len() < FEWEST {
                continue;
            }
            let leading: Vec<Id> =
                same.iter().copied().filter(|one| leads_away(tree, *one, weights)).collect();
            if leading.len() >= FEWEST && leading.len() * 5 >= same.len() * 4 {
                let nodes = leading.iter().flat_map(|entry| tree.descend(*entry));
                nodes.for_each(|node| within[node.index()] = true);
            }
        }
    }
    within
}

/// Whether an element begins with a link to another page, and says little more.
fn leads_away(tree: &Tree, id: Id, weights: &Weights) -> bool {
    let (letters, _) = weights.of_element(id);
    if !(SHORTEST_TITLE..=LONGEST).contains(&letters) {
        return false;
    }
    let mut before = 0;
    let mut at = Some(id);
    while let Some(node) = at.filter(|_| before <= BEFORE) {
        if let Data::Text(text) = tree.data(node) {
            before += text.chars().filter(|c| !c.is_whitespace()).count();
        }
        let address = tree.attr(node, "href").filter(|_| tree.name(node) == "a");
        if let Some(address) = address {
            let titled = weights.of_element(node).0 >= SHORTEST_TITLE;
            if titled {
                return !address.starts_with('#');
            }
        }
        at = match address {
            Some(_) => tree.behind(node, id),
            None => tree.first(node).or_else(|| tree.behind(node, id)),
        };
    }
    false
}
