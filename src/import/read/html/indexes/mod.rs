//! Indexes: words with links to the places in the text that they stand for. A book makes them anew of marks at these places; what else
//! stands in one, or leads nowhere, keeps it text.

mod entries;

use crate::import::topic::Topic;
use std::collections::{HashMap, HashSet};

use super::flow::Flow;
use super::links::Links;
use super::marks::{is_block_name, is_heading};
use super::style::{Display, Style};
use super::tree::{Id, Tree};
use crate::import::report::{Report, quote};
use crate::import::settle::slug;
use crate::ir::{IndexMark, IndexOrder, IndexSettings, Inline, InlineKind, MarkNames, Role};
use crate::language::section_called;
use crate::source::Span;
use entries::{Entry, Read, Reader};

/// Longest words that a mark of an index goes around, in characters.
const LONGEST_TERM: usize = 100;

/// Fewest entries of an index that is known by its name, and of one that is known by its shape.
const FEWEST: usize = 3;
const FEWEST_SHAPED: usize = 8;

/// Longest heading that names an index, in characters, and shortest name, in bytes.
const LONGEST_NAME: usize = 40;
const SHORTEST_NAME: usize = 5;

/// Of so many entries one may be none that can be read.
const ONE_IN: usize = 20;

/// The indexes of documents.
#[derive(Debug, Default)]
pub(in crate::import::read) struct Indexes {
    /// By the element that stands at a place: the marks that make the entries.
    pub(super) marks: HashMap<Id, Vec<IndexMark>>,
    /// Their settings, the default one first.
    pub(super) settings: Vec<IndexSettings>,
    /// The elements that are indexes, with the number of each.
    pub(super) lists: Vec<(Id, usize)>,
}

/// Finds the indexes; `aside` are elements that are no part of the text.
pub(super) fn find(
    tree: &Tree,
    roots: &[Id],
    links: &Links,
    aside: &impl Fn(Id) -> bool,
    report: &mut Report<Span>,
) -> Indexes {
    let mut indexes = Indexes::default();
    let found: Vec<(Id, Known)> = roots.iter().flat_map(|root| containers(tree, *root)).collect();
    let sure = found.iter().filter(|(_, known)| *known != Known::Shaped);
    let sure: Vec<Id> = sure.map(|(list, _)| *list).collect();
    let mut entries: Vec<Vec<Entry>> = Vec::new();
    for (list, known) in found {
        let holds = |outer: Id, inner: Id| tree.ancestors(inner).any(|up| up == outer);
        let within = indexes
            .lists
            .iter()
            .any(|(other, _)| *other == list || holds(*other, list) || holds(list, *other));
        if within || tree.ancestors(list).any(aside) {
            continue;
        }
        let own = [list];
        let lists = if known == Known::Shaped { &own[..] } else { &sure };
        let reader = Reader { tree, links, lists, aside };
        let mut read = Read::default();
        let whole = reader.blocks(list, &mut read);
        let span = tree.span(list);
        let good = whole && read.bad.len() * ONE_IN <= read.entries.len();
        if !(good && known.is_one(&read)) {
            if known == Known::Said && !read.entries.is_empty() {
                let message = "an index whose entries do not all lead to the text stays text";
                report.doubt(span, Topic::Index, message.to_owned());
            }
            continue;
        }
        for bad in &read.bad {
            let said = quote(&tree.said(*bad));
            let message = format!("an entry of the index leads to no place: {said}");
            report.doubt(tree.span(*bad), Topic::Index, message);
        }
        let count = read.entries.len();
        report.sure(
            span,
            Topic::Index,
            format!("an index became marks in the text, of {count} entries"),
        );
        // What has no title goes on with the index before it.
        if read.title.is_some() || entries.is_empty() {
            indexes.name(read.title.as_deref());
            entries.push(Vec::new());
        }
        let number = entries.len() - 1;
        entries[number].extend(read.entries);
        indexes.lists.push((list, number));
    }
    let mut ranges = 0;
    for (number, entries) in entries.iter().enumerate() {
        indexes.enter(tree, entries, number, &mut ranges);
    }
    indexes
}

/// How an index is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    /// It says so.
    Said,
    /// Its heading is a name for one.
    Named,
    /// By its shape alone: entries, some of which lead to several places.
    Shaped,
}

impl Known {
    /// Whether what was read is one.
    fn is_one(self, read: &Read) -> bool {
        let fewest = match self {
            Self::Said => 1,
            Self::Named => FEWEST,
            Self::Shaped => FEWEST_SHAPED,
        };
        let several = || read.entries.iter().any(|entry| entry.places.len() > 1);
        read.entries.len() >= fewest && (self != Self::Shaped || several())
    }
}

/// The elements that may be an index, and why.
fn containers(tree: &Tree, root: Id) -> Vec<(Id, Known)> {
    let mut found = Vec::new();
    let mut headed = false;
    for id in tree.descend(root) {
        if says_so(tree, id) && !tree.ancestors(id).any(|up| says_so(tree, up)) {
            found.push((id, Known::Said));
        } else if is_heading(tree.name(id)) {
            let named = tree.short(id, LONGEST_NAME).is_some_and(|said| names_index(&said));
            let known = if named { Known::Named } else { Known::Shaped };
            if named || !headed {
                found.extend(headed_by(tree, id).map(|list| (list, known)));
            }
            headed = true;
        }
    }
    found
}

/// Whether a heading is a name for an index: `Register`, `Personenregister`, `Index of names`.
fn names_index(said: &str) -> bool {
    let is_name = |word: &str| section_called(word) == Some(Role::Index);
    said.split_whitespace().any(|word| {
        let ends = word.char_indices().map(|(at, _)| &word[at..]);
        ends.take_while(|end| end.len() >= SHORTEST_NAME).any(is_name)
    })
}

fn says_so(tree: &Tree, id: Id) -> bool {
    tree.has_type(id, &["index"]) && is_block_name(tree.name(id))
}

/// The largest element that a heading stands first in, and no other of its level.
fn headed_by(tree: &Tree, heading: Id) -> Option<Id> {
    let level = tree.name(heading);
    let fits = |up: &Id| {
        let mut heads = tree.descend(*up).filter(|one| is_heading(tree.name(*one)));
        heads.next() == Some(heading) && heads.all(|one| tree.name(one) > level)
    };
    let around = tree.ancestors(heading).take_while(fits);
    around.filter(|up| matches!(tree.name(*up), "section" | "div" | "body" | "article")).last()
}

impl Flow<'_, '_> {
    /// The marks of indexes at an element; one whose entry is what the element says goes around it.
    pub(super) fn index_marks(&mut self, id: Id, style: Style) -> Option<IndexMark> {
        let marks = self.known.indexes.marks.get(&id)?;
        let tree = self.known.tree;
        let span = tree.span(id);
        let inline = style.display != Display::Block && !is_block_name(tree.name(id));
        let said = if inline { tree.short(id, LONGEST_TERM) } else { None };
        let says = |mark: &IndexMark| {
            let place = matches!(mark.names, MarkNames::Place | MarkNames::From { .. });
            place && mark.sub.is_none() && mark.term.is_some() && mark.term == said
        };
        let around = marks.iter().position(says);
        for (n, mark) in marks.iter().enumerate() {
            if Some(n) != around {
                let mark = Box::new(mark.clone());
                self.mark(Inline::new(span, InlineKind::IndexMark { mark, content: Vec::new() }));
            }
        }
        around.map(|n| IndexMark { term: None, ..marks[n].clone() })
    }
}

impl Indexes {
    /// Gives the next index a name that no other has.
    fn name(&mut self, title: Option<&str>) {
        let base = title.and_then(slug).unwrap_or_else(|| "register".to_owned());
        let taken = |name: &str| self.settings.iter().any(|own| own.name == name);
        let mut name = base.clone();
        let mut count = 1;
        while taken(&name) {
            count += 1;
            name = format!("{base}-{count}");
        }
        let title = title.map(str::to_owned);
        self.settings.push(IndexSettings { name, title, order: IndexOrder::Words });
    }

    /// Enters the marks of an index.
    fn enter(&mut self, tree: &Tree, entries: &[Entry], number: usize, ranges: &mut usize) {
        let name = self.settings[number].name.clone();
        let index = (number > 0).then(|| name.clone());
        let by_element: HashMap<Id, usize> =
            entries.iter().enumerate().map(|(n, entry)| (entry.id, n)).collect();
        let entry_at = |id: Id| {
            let mut around = std::iter::once(id).chain(tree.ancestors(id));
            around.find_map(|up| by_element.get(&up)).map(|n| &entries[*n])
        };
        let mark = |entry: &Entry, names| IndexMark {
            index: index.clone(),
            term: Some(entry.term.clone()),
            sub: entry.sub.clone(),
            sort: None,
            names,
        };
        let first_place = entries.iter().find_map(|entry| entry.places.first());
        for entry in entries {
            let mut seen = HashSet::new();
            for (place, to) in &entry.places {
                if !seen.insert((*place, *to)) {
                    continue;
                }
                let label = to.map(|_| {
                    *ranges += 1;
                    format!("{name}-{ranges}")
                });
                let names = match &label {
                    Some(label) => MarkNames::From { label: label.clone() },
                    None => MarkNames::Place,
                };
                self.marks.entry(*place).or_default().push(mark(entry, names));
                if let Some((to, label)) = to.zip(label) {
                    let end =
                        IndexMark { term: None, sub: None, ..mark(entry, MarkNames::To { label }) };
                    self.marks.entry(to).or_default().push(end);
                }
            }
            for (other, related) in &entry.others {
                let Some(to) = entry_at(*other).filter(|to| to.id != entry.id) else { continue };
                let said = match &to.sub {
                    Some(sub) => format!("{}: {sub}", to.term),
                    None => to.term.clone(),
                };
                let related = related.unwrap_or(!entry.places.is_empty());
                let names = match related {
                    true => MarkNames::SeeAlso { terms: vec![said] },
                    false => MarkNames::See { terms: vec![said] },
                };
                let place = entry.places.first().or(to.places.first()).or(first_place);
                if let Some((place, _)) = place {
                    self.marks.entry(*place).or_default().push(mark(entry, names));
                }
            }
        }
    }
}
