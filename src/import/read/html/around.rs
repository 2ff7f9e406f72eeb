//! Where on a page its running text stands. What stands around it, leads elsewhere and holds none of it is no part of the text.

use super::article::Weights;
use super::marks::{is_block_name, is_heading, is_list_class, is_note_class};
use super::streams;
use super::tree::{Data, Id, Tree};

/// Shortest paragraph that is running text, in letters.
const RUNNING: u32 = 80;

/// Least running text of a page on which it is looked for, in letters.
const LEAST: u32 = 600;

/// How much of the running text the part that is the text holds, of a hundred.
const NEARLY_ALL: u32 = 90;

/// How much of what stands around is links, of a hundred.
const LINKED: u32 = 30;

/// How much running text stands in each element, in letters.
struct Running(Vec<u32>);

impl Running {
    fn of(tree: &Tree, top: Id, weights: &Weights, others: &[bool]) -> Self {
        let mut letters = vec![0_u32; tree.len()];
        let mut holds_blocks = vec![false; tree.len()];
        let order: Vec<Id> = tree.descend(top).collect();
        for id in order.iter().rev() {
            let i = id.index();
            let block = is_block_name(tree.name(*id));
            if block && !holds_blocks[i] {
                let (text, linked) = weights.of_element(*id);
                if text >= RUNNING && linked * 100 < text * LINKED && !others[i] {
                    letters[i] = text;
                }
            } else if block && !others[i] {
                letters[i] += loose(tree, *id, weights);
            }
            if let Some(parent) = tree.parent(*id).filter(|_| *id != top) {
                letters[parent.index()] += letters[i];
                holds_blocks[parent.index()] |= block || holds_blocks[i];
            }
        }
        Self(letters)
    }

    fn in_element(&self, id: Id) -> u32 {
        self.0[id.index()]
    }

    /// The innermost element that holds nearly all of it.
    fn core(&self, tree: &Tree, top: Id) -> Id {
        let most = |id: &Id| self.in_element(*id) * 100 >= self.in_element(top) * NEARLY_ALL;
        std::iter::successors(Some(top), |at| tree.elements(*at).find(most)).last().unwrap_or(top)
    }
}

/// Running text that stands beside blocks in one element.
fn loose(tree: &Tree, id: Id, weights: &Weights) -> u32 {
    let beside = tree.children(id).filter(|child| match tree.data(*child) {
        Data::Text(_) => true,
        _ => !is_block_name(tree.name(*child)) && tree.name(*child) != "a",
    });
    let letters: u32 = beside.map(|child| weights.of_element(child).0).sum();
    if letters >= RUNNING { letters } else { 0 }
}

/// What stands around the running text of a part of a page.
pub(super) fn around(tree: &Tree, top: Id, weights: &Weights) -> Vec<Id> {
    let others = streams::entries(tree, top, weights);
    let running = Running::of(tree, top, weights, &others);
    if running.in_element(top) < LEAST {
        return Vec::new();
    }
    let core = running.core(tree, top);
    let lists_others = |id: Id| {
        let nodes = tree.descend(id).filter(|one| others[one.index()]);
        let texts = nodes.filter(|one| matches!(tree.data(*one), Data::Text(_)));
        let letters: u32 = texts.map(|one| weights.of_element(one).0).sum();
        letters * 2 >= weights.of_element(id).0
    };
    let is_away = |id: &Id| {
        let (text, linked) = weights.of_element(*id);
        text > 0
            && running.in_element(*id) == 0
            && (linked * 100 >= text * LINKED || lists_others(*id))
            && !says_more(tree, *id)
    };
    let mut found = Vec::new();
    let mut inner = core;
    while inner != top {
        let Some(parent) = tree.parent(inner) else { break };
        found.extend(tree.elements(parent).filter(|one| *one != inner).filter(is_away));
        inner = parent;
    }
    // What stands before its first paragraph and behind its last.
    let children: Vec<Id> = tree.elements(core).collect();
    let holds = |id: &Id| running.in_element(*id) > 0;
    let first = children.iter().position(holds).unwrap_or(children.len());
    let last = children.iter().rposition(holds).map_or(children.len(), |at| at + 1);
    let ends = children[..first].iter().chain(&children[last..]).copied();
    // Paragraphs and headings among them are text, whatever they lead to.
    let groups = ends.filter(|id| {
        let name = tree.name(*id);
        matches!(name, "div" | "section" | "aside" | "footer" | "ul" | "ol" | "table" | "center")
    });
    found.extend(groups.filter(is_away));
    found
}

/// Whether an element says that it holds what belongs to the text: its title, its notes.
fn says_more(tree: &Tree, id: Id) -> bool {
    says_notes(tree, id) || tree.descend(id).any(|one| tree.name(one) == "h1")
}

/// Whether an element says that it holds notes.
pub(super) fn says_notes(tree: &Tree, id: Id) -> bool {
    tree.descend(id).any(|one| {
        tree.has_class(one, |class| is_list_class(class) || is_note_class(class))
            || tree.has_type(one, &["footnotes", "endnotes", "footnote", "endnote"])
            || is_heading(tree.name(one))
                && tree.short(one, 40).is_some_and(|said| crate::import::settle::names_notes(&said))
    })
}

/// Whether an element holds what readers wrote below the text.
pub(super) fn is_of_readers(tree: &Tree, id: Id) -> bool {
    let says = |id: Id| {
        let names = tree.words(id, "class").chain(tree.words(id, "id"));
        names.into_iter().any(|name| {
            let lower = name.to_ascii_lowercase();
            lower.split(['-', '_']).any(|word| {
                matches!(
                    word,
                    "comment" | "comments" | "commentlist" | "kommentar" | "kommentare" | "disqus"
                )
            })
        })
    };
    let within = || tree.descend(id).skip(1);
    is_block_name(tree.name(id))
        && says(id)
        && (within().any(|one| matches!(tree.name(one), "form" | "textarea"))
            || within().filter(|one| says(*one)).take(4).count() > 3)
}
