//! The entries of an index as they stand in it.

use crate::import::read::html::links::Links;
use crate::import::read::html::marks::is_heading;
use crate::import::read::html::tree::{Data, Id, Tree};

/// Longest entry, in characters.
const LONGEST: usize = 200;

/// Longest heading over entries of one initial, in characters.
const LONGEST_INITIAL: usize = 12;

/// Longest heading that is but a letter, in characters.
const LONGEST_LETTER: usize = 2;

/// An entry as it was read.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) id: Id,
    pub(super) term: String,
    pub(super) sub: Option<String>,
    /// The places, each with the end of the range that begins there.
    pub(super) places: Vec<(Id, Option<Id>)>,
    /// Links to other entries.
    pub(super) others: Vec<(Id, Option<bool>)>,
}

/// An index as it was read.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) title: Option<String>,
    pub(super) entries: Vec<Entry>,
    /// Entries that say no term, or lead nowhere.
    pub(super) bad: Vec<Id>,
    /// Classes of paragraphs that are entries: the second one is that of entries below others.
    pub(super) classes: Vec<String>,
}

/// What stands in an entry.
enum Piece {
    Text(String),
    Place(Id, Id),
    Other(Id, Id),
    List(Id),
}

pub(super) struct Reader<'t, A> {
    pub(super) tree: &'t Tree,
    pub(super) links: &'t Links,
    /// All elements that may be an index: entries lead from one to another.
    pub(super) lists: &'t [Id],
    pub(super) aside: &'t A,
}

impl<A: Fn(Id) -> bool> Reader<'_, A> {
    /// Reads what stands in an element of the index; whether all of it is entries and headings.
    pub(super) fn blocks(&self, id: Id, read: &mut Read) -> bool {
        let tree = self.tree;
        let mut whole = true;
        for child in tree.children(id) {
            let said = tree.short(child, LONGEST_INITIAL);
            let name = tree.name(child);
            if said.as_deref() == Some("") {
                continue;
            }
            whole &= match name {
                _ if is_heading(name)
                    && read.title.is_none()
                    && read.entries.is_empty()
                    && tree.short(child, LONGEST_LETTER).is_none() =>
                {
                    read.title =
                        Some(tree.said(child).split_whitespace().collect::<Vec<_>>().join(" "));
                    true
                }
                _ if is_heading(name) => said.is_some(),
                "ul" | "ol" | "menu" | "dl" => {
                    self.list(child, None, read);
                    true
                }
                _ if self.leads_within(child) => true,
                "p" => self.line(child, said.is_some(), read),
                "section" | "div" | "nav" | "article" | "body" | "main" | "header" | "html" => {
                    self.blocks(child, read)
                }
                "head" => true,
                _ => false,
            };
        }
        whole
    }

    /// Whether an element is but a row of links to initials of the index.
    fn leads_within(&self, id: Id) -> bool {
        let tree = self.tree;
        let linked: Vec<Id> = tree.descend(id).filter(|one| tree.name(*one) == "a").collect();
        let within = |link: &Id| self.links.target(*link).is_some_and(|to| self.is_within(to));
        let short = |link: &Id| tree.short(*link, 3).is_some();
        linked.len() > 1 && linked.iter().all(|link| within(link) && short(link))
    }

    fn is_within(&self, id: Id) -> bool {
        std::iter::once(id).chain(self.tree.ancestors(id)).any(|up| self.lists.contains(&up))
    }

    /// A paragraph that is an entry; one without links is an initial.
    fn line(&self, id: Id, short: bool, read: &mut Read) -> bool {
        let tree = self.tree;
        if !tree.descend(id).any(|one| self.links.target(one).is_some()) {
            return short;
        }
        let class = tree.attr(id, "class").unwrap_or_default().to_owned();
        let level = match read.classes.iter().position(|own| *own == class) {
            Some(level) => level,
            None => {
                read.classes.push(class);
                read.classes.len() - 1
            }
        };
        let above = read.entries.iter().rev().find(|entry| entry.sub.is_none());
        match (level, above.map(|above| above.term.clone())) {
            (0, _) => self.entry(id, None, read),
            (1, Some(above)) => self.entry(id, Some(&above), read),
            _ => return false,
        }
        true
    }

    /// The entries of a list, below one or not.
    fn list(&self, id: Id, above: Option<&str>, read: &mut Read) {
        let tree = self.tree;
        for child in tree.elements(id) {
            match tree.name(child) {
                "ul" | "ol" | "menu" | "dl" | "div" => self.list(child, above, read),
                _ if tree.short(child, 0).is_some() => {}
                _ => self.entry(child, above, read),
            }
        }
    }

    fn entry(&self, id: Id, above: Option<&str>, read: &mut Read) {
        let mut pieces = Vec::new();
        self.pieces(id, &mut pieces);
        let Some((term, sub, rest)) = self.term(&pieces, above) else {
            // Nothing but entries below it.
            let lists = pieces.iter().filter_map(|piece| match piece {
                Piece::List(list) => Some(*list),
                _ => None,
            });
            let lists: Vec<Id> = lists.collect();
            if lists.is_empty() {
                read.bad.push(id);
            }
            return lists.into_iter().for_each(|list| self.list(list, above, read));
        };
        let mut entry = Entry { id, term, sub, places: Vec::new(), others: Vec::new() };
        let mut good = true;
        let mut lists = Vec::new();
        let mut dash = false;
        for piece in rest {
            match piece {
                Piece::Text(text) => {
                    dash = matches!(text.trim(), "–" | "-" | "—" | "‒" | "‐");
                    good &= !text.contains(|c: char| c.is_ascii_digit());
                }
                Piece::Place(_, place) => {
                    match entry.places.last_mut().filter(|last| dash && last.1.is_none()) {
                        Some(last) => last.1 = Some(*place),
                        None => entry.places.push((*place, None)),
                    }
                }
                Piece::Other(link, other) => entry.others.push((*other, self.is_related(*link))),
                Piece::List(list) => lists.push(*list),
            }
            dash &= matches!(piece, Piece::Text(_));
        }
        good &= !(entry.places.is_empty() && entry.others.is_empty() && lists.is_empty());
        let full = match &entry.sub {
            Some(sub) => format!("{}, {sub}", entry.term),
            None => entry.term.clone(),
        };
        // What stands below an entry of the second level is named with it.
        let inner = if above.is_some() { full } else { entry.term.clone() };
        match good {
            true => read.entries.push(entry),
            false => read.bad.push(id),
        }
        lists.into_iter().for_each(|list| self.list(list, Some(&inner), read));
    }

    /// The term of an entry, and what stands behind it.
    fn term<'p>(
        &self,
        pieces: &'p [Piece],
        above: Option<&str>,
    ) -> Option<(String, Option<String>, &'p [Piece])> {
        let texts = pieces.iter().take_while(|piece| matches!(piece, Piece::Text(_))).count();
        let mut said = String::new();
        for piece in &pieces[..texts] {
            if let Piece::Text(text) = piece {
                said.push_str(text);
            }
        }
        let mut rest = &pieces[texts..];
        // The words themselves lead to the place.
        if bare(&said).is_empty()
            && let Some(Piece::Place(link, _)) = rest.first()
        {
            said = self.tree.said(*link);
            if !said.contains(char::is_alphabetic) {
                return None;
            }
        } else if let Some(Piece::Other(..)) = rest.first() {
            said = without_see(&said);
        }
        while let Some(Piece::Text(_)) = rest.first() {
            rest = &rest[1..];
        }
        let term = bare(&said);
        let fits = !term.is_empty() && term.chars().count() <= LONGEST;
        fits.then(|| match above {
            Some(above) => (above.to_owned(), Some(term), rest),
            None => (term, None, rest),
        })
    }

    /// Text, links and lists of an entry, in their order.
    fn pieces(&self, id: Id, out: &mut Vec<Piece>) {
        let tree = self.tree;
        for child in tree.children(id) {
            let target = self.links.target(child);
            match (tree.data(child), target) {
                (Data::Text(text), _) => match out.last_mut() {
                    Some(Piece::Text(last)) => last.push_str(text),
                    _ => out.push(Piece::Text(text.to_string())),
                },
                (_, Some(target)) if self.is_within(target) => {
                    out.push(Piece::Other(child, target))
                }
                (_, Some(target))
                    if !std::iter::once(target).chain(tree.ancestors(target)).any(self.aside) =>
                {
                    out.push(Piece::Place(child, target));
                }
                _ if matches!(tree.name(child), "ul" | "ol" | "menu" | "dl")
                    && !self.is_of_places(child) =>
                {
                    out.push(Piece::List(child));
                }
                _ => self.pieces(child, out),
            }
        }
    }

    /// Whether a list holds nothing but numbers of places, which are links.
    fn is_of_places(&self, list: Id) -> bool {
        let tree = self.tree;
        let is_place = |item: Id| {
            let mut links = tree.descend(item).filter(|one| self.links.target(*one).is_some());
            let said = tree.short(item, LONGEST_INITIAL);
            links.next().is_some()
                && said.is_some_and(|said| said.starts_with(|c: char| c.is_ascii_digit()))
        };
        tree.has_type(list, &["index-locator-list"]) || tree.elements(list).all(is_place)
    }

    /// Whether a link to another entry says that it leads there besides.
    fn is_related(&self, link: Id) -> Option<bool> {
        let around = || std::iter::once(link).chain(self.tree.ancestors(link).take(2));
        let is = |kind| around().any(|id| self.tree.has_type(id, &[kind]));
        match () {
            () if is("index-xref-preferred") => Some(false),
            () if is("index-xref-related") => Some(true),
            () => None,
        }
    }
}

/// A term without the signs that part it from its places.
fn bare(said: &str) -> String {
    let said = said.replace('\u{AD}', "").split_whitespace().collect::<Vec<_>>().join(" ");
    said.trim_end_matches([',', ';', ':', ' ', '(', '–', '—']).trim().to_owned()
}

/// What stands before the word that sends elsewhere: `Öl, siehe`, `Öl. See also`.
fn without_see(said: &str) -> String {
    match said.rfind([',', ';', ':', '.', '(', '–', '—', '→']) {
        Some(at) if said[at..].split_whitespace().count() <= 3 => said[..at].to_owned(),
        _ => said.rsplit_once(char::is_whitespace).map_or(said, |(term, _)| term).to_owned(),
    }
}
