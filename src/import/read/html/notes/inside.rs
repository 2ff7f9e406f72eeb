//! Notes that stand in the line where they are called, and are shown beside the text or when a reader asks for them.

use std::collections::{HashMap, HashSet};

use super::super::marks::{is_block_name, is_note_class, label, mark};
use super::super::tree::{Data, Id, Tree};
use super::{LONGEST_CALL, Note, Notes};

/// Longest heading of a list of notes, in letters.
const LONGEST_HEAD: usize = 30;

/// A note in a line.
struct Inside {
    /// All of it, with a mark that stands in it.
    whole: Id,
    /// What says it.
    body: Id,
    /// Its call; empty if style sheets count it.
    mark: String,
    /// The mark before it.
    before: Option<Id>,
}

/// Finds them.
pub(super) fn find(tree: &Tree, roots: &[Id], notes: &mut Notes) {
    let mut labels: HashMap<String, u32> =
        notes.list.iter().map(|note| (note.label.clone(), 1)).collect();
    for root in roots {
        let mut at = Some(*root);
        while let Some(id) = at {
            let known = notes.taken.contains(&id) || notes.calls.contains_key(&id);
            let found = (!known).then(|| inside(tree, id)).flatten();
            at = match known || found.is_some() {
                true => tree.behind(id, *root),
                false => tree.first(id).or_else(|| tree.behind(id, *root)),
            };
            if let Some(found) = found {
                enter(tree, notes, found, &mut labels);
            }
        }
    }
    again(tree, roots, notes);
}

/// Lists of notes, to which no call leads, that say again what stands in the lines.
fn again(tree: &Tree, roots: &[Id], notes: &mut Notes) {
    let inner = notes.list.iter().filter(|note| note.inside.is_some());
    let said: HashSet<String> =
        inner.filter_map(|note| Some(letters(tree, tree.parent(*note.nodes.first()?)?))).collect();
    if said.is_empty() {
        return;
    }
    let mut by_list: HashMap<Id, (Vec<Id>, usize)> = HashMap::new();
    for id in roots.iter().flat_map(|root| tree.descend(*root)) {
        let is_note =
            tree.has_class(id, is_note_class) || tree.has_type(id, &["footnote", "endnote"]);
        let known = notes.taken.contains(&id) || notes.calls.contains_key(&id);
        if !is_note || known || !said.contains(&letters(tree, id)) {
            continue;
        }
        let row = |id: &Id| matches!(tree.name(*id), "tr" | "li");
        let whole = tree.ancestors(id).take(2).find(row).unwrap_or(id);
        let (entries, length) = by_list.entry(tree.parent(whole).unwrap_or(whole)).or_default();
        entries.push(whole);
        *length += letters(tree, whole).chars().count();
    }
    for (list, (entries, length)) in by_list {
        // With its heading, if nothing else stands in it.
        let nothing_else = |id: &Id| {
            tree.name(*id) != "body" && letters(tree, *id).chars().count() <= length + LONGEST_HEAD
        };
        let all = std::iter::once(list).chain(tree.ancestors(list)).take_while(nothing_else).last();
        notes.twice.extend(all.map_or(entries, |all| vec![all]));
    }
}

fn enter(tree: &Tree, notes: &mut Notes, found: Inside, labels: &mut HashMap<String, u32>) {
    let Inside { whole, body, mark, before } = found;
    let called = before.and_then(|before| {
        let within = tree.descend(before).chain(tree.ancestors(before).take(2));
        within.into_iter().find_map(|id| notes.calls.get(&id))
    });
    if let Some(called) = called {
        // What is called here stands among the other notes, too.
        let listed: String =
            notes.list[*called].nodes.iter().map(|node| letters(tree, *node)).collect();
        if listed.contains(&letters(tree, body)) {
            notes.twice.push(whole);
        }
        return;
    }
    let label = label(&mark, labels);
    let nodes: Vec<Id> = tree.children(body).collect();
    notes.taken.extend(&nodes);
    notes.backs.extend(before);
    notes.calls.insert(whole, notes.list.len());
    notes.list.push(Note { nodes, mark, label, inside: Some(whole) });
}

/// The note that an element of a line is, with words of the text before it.
fn inside(tree: &Tree, id: Id) -> Option<Inside> {
    if !says_note(tree, id) || !follows_words(tree, id) {
        return None;
    }
    let body = body(tree, id);
    let own = (body != id).then(|| rest(tree, id, body)).flatten().and_then(|rest| mark(&rest));
    let (before, is_set) = before(tree, id);
    let first = tree.elements(body).next().filter(|first| tree.name(*first) == "sup");
    let said = |id: Id| tree.short(id, LONGEST_CALL).and_then(|said| mark(&said));
    let found = own.or_else(|| before.and_then(said)).or_else(|| first.and_then(said));
    let sure = found.is_some()
        || is_set
        || tree.has_class(id, |class| class.to_ascii_lowercase().contains("footnote"));
    let says = letters(tree, body).chars().filter(|c| c.is_alphabetic()).count() > 2;
    let bare = tree.short(body, LONGEST_CALL).is_some_and(|said| mark(&said).is_some());
    (sure && says && !bare).then(|| Inside {
        whole: id,
        body,
        mark: found.unwrap_or_default(),
        before,
    })
}

/// Whether an element of a line says that it is a note, and not that it leads to one.
fn says_note(tree: &Tree, id: Id) -> bool {
    matches!(tree.name(id), "span" | "small") && tree.has_class(id, is_class)
}

fn is_class(class: &str) -> bool {
    let lower = class.to_ascii_lowercase();
    let note = ["footnote", "sidenote", "side-note", "endnote", "marginnote", "margin-note"];
    let leads = [
        "ref",
        "reference",
        "referrer",
        "anchor",
        "link",
        "marker",
        "mark",
        "number",
        "num",
        "label",
        "toggle",
        "back",
        "backlink",
        "icon",
        "button",
        "call",
        "symbol",
        "container",
        "wrapper",
        "wrap",
        "group",
        "highlight",
        "has",
        "term",
        "adjust",
    ];
    note.iter().any(|word| lower.contains(word))
        && !lower.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| leads.contains(&word))
        && !["ref", "link", "anchor", "number", "marker"].iter().any(|end| lower.ends_with(end))
}

/// What of a note says more than its mark.
fn body(tree: &Tree, id: Id) -> Id {
    let mut body = id;
    loop {
        let inner = tree.elements(body).find(|inner| {
            says_note(tree, *inner)
                && rest(tree, body, *inner)
                    .is_some_and(|rest| rest.is_empty() || mark(&rest).is_some())
        });
        match inner {
            Some(inner) => body = inner,
            None => return body,
        }
    }
}

/// What stands in an element beside another, if it is short.
fn rest(tree: &Tree, id: Id, without: Id) -> Option<String> {
    let mut rest = String::new();
    for child in tree.children(id).filter(|child| *child != without) {
        rest.push_str(&tree.short(child, LONGEST_CALL)?);
    }
    Some(rest.trim().to_owned()).filter(|rest| rest.chars().count() <= LONGEST_CALL)
}

/// The mark right before a note, and whether a switch or a label stands there.
fn before(tree: &Tree, id: Id) -> (Option<Id>, bool) {
    let mut is_set = false;
    let mut previous = tree.previous(id);
    while let Some(one) = previous {
        let name = tree.name(one);
        is_set |= matches!(name, "input" | "label");
        match tree.short(one, LONGEST_CALL) {
            Some(said) if said.trim().is_empty() && !tree.is_shown(one) => {}
            Some(said) if tree.element(one).is_some() && mark(&said).is_some() => {
                let may = matches!(name, "a" | "sup" | "label" | "span" | "button" | "small");
                return (Some(one).filter(|_| may), is_set);
            }
            _ => return (None, is_set),
        }
        previous = tree.previous(one);
    }
    (None, is_set)
}

/// Whether words of the text stand before it in its block.
fn follows_words(tree: &Tree, id: Id) -> bool {
    let mut at = id;
    loop {
        let mut previous = tree.previous(at);
        while let Some(one) = previous.filter(|one| !is_block_name(tree.name(*one))) {
            let said = tree.short(one, LONGEST_CALL);
            let words =
                |said: String| said.chars().any(char::is_alphabetic) && mark(&said).is_none();
            if said.is_none_or(words) {
                return true;
            }
            previous = tree.previous(one);
        }
        match tree.parent(at).filter(|up| !is_block_name(tree.name(*up))) {
            Some(up) if tree.element(up).is_some() => at = up,
            _ => return false,
        }
    }
}

/// The letters and digits of an element.
fn letters(tree: &Tree, id: Id) -> String {
    let mut letters = String::new();
    for one in tree.descend(id) {
        if let Data::Text(text) = tree.data(one) {
            letters.extend(text.chars().filter(|c| c.is_alphanumeric()));
        }
    }
    letters
}
