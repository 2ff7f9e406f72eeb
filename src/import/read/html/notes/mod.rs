//! Notes and calls by their links: a short one leads to what leads back, calls itself a note, or begins with its number among others.

mod extent;
mod inside;

use std::collections::{HashMap, HashSet};

use super::links::Links;
use super::marks::{
    begins_with, is_back_class, is_block_name, is_call_class, is_heading, is_note_class, label,
    mark,
};
use super::tree::{Data, Id, Tree};

/// Longest text of a call, in characters.
const LONGEST_CALL: usize = 14;

/// Longest text of a way back, in characters.
const LONGEST_BACK: usize = 24;

/// Calls of one note that are looked at for ways back to them.
const MOST_CALLS: usize = 60;

/// The notes of the documents.
#[derive(Debug, Default)]
pub(in crate::import::read) struct Notes {
    /// By the node that stands for a call: the index of its note.
    pub(super) calls: HashMap<Id, usize>,
    /// The notes, in the order of their first calls.
    pub(super) list: Vec<Note>,
    /// What is not text: the notes where they stand, the ways back to the calls.
    pub(super) taken: HashSet<Id>,
    /// Links that are calls or ways back.
    pub(super) links: HashSet<Id>,
    /// Ways back, whose words are no text.
    pub(super) backs: HashSet<Id>,
    /// Notes that stand where they are called, and among the others, too.
    pub(super) twice: Vec<Id>,
}

/// A note.
#[derive(Debug)]
pub(super) struct Note {
    /// What it is made of, side by side in one element.
    pub(super) nodes: Vec<Id>,
    /// Its call.
    pub(super) mark: String,
    /// The label by which calls name it.
    pub(super) label: String,
    /// The element in the line that it stands in, where it is called.
    pub(super) inside: Option<Id>,
}

/// A link that may be a call.
struct Candidate {
    link: Id,
    target: Id,
    mark: String,
    /// Whether the link says that it is a call.
    said: bool,
}

/// Finds the notes.
pub(in crate::import::read) fn find(
    tree: &Tree,
    roots: &[Id],
    links: &Links,
    is_page: &impl Fn(Id) -> bool,
) -> Notes {
    let mut notes = Finder::new(tree, roots, links).run(is_page);
    inside::find(tree, roots, &mut notes);
    notes
}

struct Finder<'t> {
    tree: &'t Tree,
    links: &'t Links,
    /// In which order nodes stand.
    order: Vec<u32>,
}

impl<'t> Finder<'t> {
    fn new(tree: &'t Tree, roots: &[Id], links: &'t Links) -> Self {
        let mut order = vec![0; tree.len()];
        let all = roots.iter().flat_map(|root| tree.descend(*root));
        for (n, id) in (0..).zip(all) {
            order[id.index()] = n;
        }
        Self { tree, links, order }
    }

    fn run(&self, is_page: &impl Fn(Id) -> bool) -> Notes {
        let candidates = self.candidates(is_page);
        // Which element is the note, judged for each target with all links that lead to it.
        let mut by_target: HashMap<Id, Vec<&Candidate>> = HashMap::new();
        candidates.iter().for_each(|one| by_target.entry(one.target).or_default().push(one));
        let listed = self.listed(&by_target);
        let (mut judged, mut starts) = (HashSet::new(), HashSet::new());
        let mut backs: HashSet<Id> = HashSet::new();
        for candidate in &candidates {
            let target = candidate.target;
            if backs.contains(&candidate.link) || !judged.insert(target) {
                continue;
            }
            let calls = &by_target[&target];
            let said = calls.iter().any(|call| call.said) || self.is_said(target);
            let ways = self.ways_back(&self.scope(target), calls);
            let linked = (!ways.is_empty() || listed.contains(&target)) && self.begins(target);
            if said || linked {
                backs.extend(ways);
                starts.insert(target);
            }
        }
        let kept: Vec<&Candidate> = candidates
            .iter()
            .filter(|one| !backs.contains(&one.link) && starts.contains(&one.target))
            .collect();
        self.entered(&kept, &starts, backs)
    }

    /// Links that look like calls, and lead to what can be a note.
    fn candidates(&self, is_page: &impl Fn(Id) -> bool) -> Vec<Candidate> {
        let tree = self.tree;
        let mut found = Vec::new();
        for (link, target) in self.links.all() {
            let (link, target) = (*link, *target);
            let around = tree.parent(link).filter(|up| matches!(tree.name(*up), "sup" | "span"));
            let said = [Some(link), around]
                .into_iter()
                .flatten()
                .any(|id| tree.has_type(id, &["noteref"]) || tree.has_class(id, is_call_class));
            let back = tree.has_type(link, &["backlink", "referrer"])
                || tree.has_class(link, |class| class.to_ascii_lowercase().contains("back"));
            let Some(text) = tree.short(link, LONGEST_CALL) else { continue };
            let mark = mark(&text).or_else(|| said.then(|| text.clone()).filter(|t| !t.is_empty()));
            let Some(mark) = mark.filter(|_| !back) else { continue };
            if matches!(tree.data(target), Data::Root) || self.is_place(target, is_page) {
                continue;
            }
            let listed = tree.ancestors(link).take(12).any(|up| {
                tree.name(up) == "nav"
                    || tree.has_type(up, &["toc", "landmarks", "page-list", "index"])
            });
            if !listed && !tree.ancestors(link).any(|up| up == target) {
                found.push(Candidate { link, target, mark, said });
            }
        }
        found
    }

    /// Whether what is linked to is a place of the text and no note: a page, a heading, a part with headings.
    fn is_place(&self, target: Id, is_page: &impl Fn(Id) -> bool) -> bool {
        let tree = self.tree;
        let heads = |id: Id| is_heading(tree.name(id));
        is_page(target)
            || heads(target)
            || tree.ancestors(target).take(3).any(|up| heads(up) || is_page(up))
            || tree.descend(target).skip(1).take(60).any(heads)
            || matches!(
                tree.name(target),
                "body" | "html" | "main" | "article" | "table" | "figure" | "img"
            )
    }

    /// Whether an element, or what stands close around it, says that it is a note.
    fn is_said(&self, target: Id) -> bool {
        let tree = self.tree;
        let apart = self.apart(target).and_then(|nodes| nodes.last().copied());
        let close = std::iter::once(target).chain(tree.ancestors(target).take(2)).chain(apart);
        close.into_iter().any(|id| {
            tree.has_type(id, &["footnote", "endnote", "rearnote", "note"])
                || tree.has_class(id, is_note_class)
        })
    }

    /// What is looked through for ways back: the block that the target stands in.
    fn scope(&self, target: Id) -> Vec<Id> {
        let tree = self.tree;
        if let Some(apart) = self.apart(target) {
            return apart;
        }
        let mut scope = self.block(target);
        if matches!(tree.name(scope), "td" | "th") {
            scope = tree.parent(scope).unwrap_or(scope);
        } else if matches!(tree.name(scope), "p" | "div" | "dt") {
            let around = tree.parent(scope).filter(|up| {
                matches!(tree.name(*up), "li" | "aside" | "dd")
                    || (tree.name(*up) == "div" && tree.has_class(*up, is_note_class))
                    || tree.has_type(*up, &["footnote", "endnote", "rearnote", "note"])
            });
            scope = around.unwrap_or(scope);
        }
        let explained = (tree.name(scope) == "dt").then(|| tree.next(scope)).flatten();
        std::iter::once(scope).chain(explained).collect()
    }

    /// The nearest block that a node is or stands in.
    fn block(&self, id: Id) -> Id {
        let tree = self.tree;
        let is_block = |id: &Id| is_block_name(tree.name(*id));
        std::iter::once(id).chain(tree.ancestors(id)).find(is_block).unwrap_or(id)
    }

    /// The links in a note that lead back to what calls it, or close to it.
    fn ways_back(&self, scope: &[Id], calls: &[&Candidate]) -> Vec<Id> {
        let tree = self.tree;
        let nodes = scope.iter().flat_map(|part| tree.descend(*part).take(400));
        let leads_back = |link: &Id| {
            let Some(place) = self.links.target(*link) else { return false };
            if tree.short(*link, LONGEST_BACK).is_none() {
                return false;
            }
            calls.iter().take(MOST_CALLS).any(|call| {
                call.link != *link
                    && (place == call.link
                        || (tree.ancestors(call.link).take(4).any(|up| up == place)
                            && self.block(place) == self.block(call.link))
                        || (self.block(place) == self.block(call.link)
                            && self.order[place.index()] <= self.order[call.link.index()] + 3))
            })
        };
        nodes.filter(leads_back).collect()
    }

    /// Whether nothing but its mark stands before it in its block.
    fn begins(&self, target: Id) -> bool {
        let tree = self.tree;
        let block = self.block(target);
        let mut before = String::new();
        let mut at = target;
        while at != block {
            let mut previous = tree.previous(at);
            while let Some(id) = previous {
                if tree.name(id) == "br" {
                    return before.trim().is_empty();
                }
                if is_block_name(tree.name(id)) {
                    break;
                }
                before.insert_str(0, tree.short(id, 40).as_deref().unwrap_or("…"));
                if before.trim().chars().count() > LONGEST_CALL {
                    return false;
                }
                previous = tree.previous(id);
            }
            let Some(parent) = tree.parent(at) else { break };
            at = parent;
        }
        before.trim_matches(|c: char| c.is_whitespace() || "[]()^↑.".contains(c)).is_empty()
            || mark(&before).is_some()
    }

    /// Targets that stand side by side, at least two, each beginning with the mark of its call, and behind all of these.
    fn listed(&self, by_target: &HashMap<Id, Vec<&Candidate>>) -> HashSet<Id> {
        let tree = self.tree;
        let mut lists: HashMap<Id, Vec<Id>> = HashMap::new();
        for (target, calls) in by_target {
            let behind = calls
                .iter()
                .take(MOST_CALLS)
                .all(|call| self.order[call.link.index()] < self.order[target.index()]);
            let block = self.block(*target);
            let said = self.from(*target, block);
            let begins = |call: &&Candidate| begins_with(&said, &call.mark);
            let own = tree.name(block) == "li" || calls.iter().take(MOST_CALLS).any(begins);
            if behind && own && self.begins(*target) {
                let list = tree.parent(block).unwrap_or(block);
                let list = if matches!(tree.name(block), "td" | "th") {
                    tree.parent(list).unwrap_or(list)
                } else {
                    list
                };
                lists.entry(list).or_default().push(*target);
            }
        }
        lists.into_values().filter(|list| list.len() > 1).flatten().collect()
    }

    /// The words from a node on, to the end of a block at most.
    fn from(&self, node: Id, block: Id) -> String {
        let tree = self.tree;
        let mut said = String::new();
        let mut at = Some(node);
        while let Some(id) = at.filter(|_| said.len() < 80) {
            if let Data::Text(text) = tree.data(id) {
                said.extend(text.chars().take(80));
            }
            at = tree.first(id).or_else(|| tree.behind(id, block));
        }
        said
    }

    /// The notes with what they are made of.
    fn entered(&self, calls: &[&Candidate], starts: &HashSet<Id>, mut backs: HashSet<Id>) -> Notes {
        let tree = self.tree;
        let mut count: HashMap<Id, u32> = HashMap::new();
        for start in starts {
            for up in std::iter::once(*start).chain(tree.ancestors(*start)) {
                *count.entry(up).or_default() += 1;
            }
        }
        let mut first_call: HashMap<Id, &Candidate> = HashMap::new();
        for call in calls {
            first_call.entry(call.target).or_insert(call);
        }
        let mut notes = Notes::default();
        let mut numbers: HashMap<Id, usize> = HashMap::new();
        let mut labels: HashMap<String, u32> = HashMap::new();
        for call in calls {
            let number = match numbers.get(&call.target) {
                Some(number) => *number,
                None => {
                    let nodes = self.nodes(call, &count, &first_call);
                    let taken = nodes.iter().any(|node| notes.taken.contains(node));
                    if taken || !self.says_something(&nodes, &call.mark, &backs) {
                        continue;
                    }
                    let label = label(&call.mark, &mut labels);
                    numbers.insert(call.target, notes.list.len());
                    notes.taken.extend(&nodes);
                    let (mark, inside) = (call.mark.clone(), None);
                    notes.list.push(Note { nodes, mark, label, inside });
                    notes.list.len() - 1
                }
            };
            notes.links.insert(call.link);
            notes.calls.insert(self.whole(call.link), number);
        }
        backs.retain(|back| !notes.calls.contains_key(back));
        backs.extend(self.links.backlinks(tree, LONGEST_BACK));
        // What else says of itself that it leads back stands in the notes.
        for note in &notes.list {
            for id in note.nodes.iter().flat_map(|node| tree.descend(*node)) {
                let back = tree.has_type(id, &["backlink", "referrer"])
                    || tree.has_class(id, is_back_class);
                if back {
                    backs.insert(id);
                }
            }
        }
        let linked = |back: &Id| tree.descend(*back).filter(|id| self.links.target(*id).is_some());
        notes.links.extend(backs.iter().flat_map(linked).collect::<Vec<Id>>());
        notes.backs = backs.into_iter().map(|back| self.whole(back)).collect();
        notes
    }

    /// Whether more stands in a note than its mark and what leads back.
    fn says_something(&self, nodes: &[Id], mark: &str, backs: &HashSet<Id>) -> bool {
        let tree = self.tree;
        let mut said = String::new();
        for node in nodes {
            let mut at = Some(*node);
            while let Some(id) = at {
                match tree.data(id) {
                    Data::Text(text) => said.push_str(text),
                    _ if tree.is_shown(id) => return true,
                    _ => {}
                }
                if said.len() > 100 {
                    return true;
                }
                at = match backs.contains(&id) && id != *node {
                    true => tree.behind(id, *node),
                    false => tree.first(id).or_else(|| tree.behind(id, *node)),
                };
            }
        }
        let said = said.trim().trim_start_matches(['[', '(']);
        let said = said.strip_prefix(mark).unwrap_or(said);
        said.contains(char::is_alphanumeric)
    }

    /// What a call or a way back is with all that is put around it alone.
    fn whole(&self, link: Id) -> Id {
        let tree = self.tree;
        let bare = |id: Id| {
            let said = tree.short(id, 40)?;
            Some(said.trim_matches(|c: char| c.is_whitespace() || "[](){}^".contains(c)).to_owned())
        };
        let own = bare(link);
        let mut whole = link;
        while let Some(up) = tree.parent(whole) {
            let inline = !is_block_name(tree.name(up)) && tree.element(up).is_some();
            if !inline || own.is_none() || bare(up) != own {
                break;
            }
            whole = up;
        }
        whole
    }
}
