//! Where the links of a page lead.

use std::collections::HashMap;

use super::marks::mark;
use super::tree::{Id, Tree};
use crate::source::FileId;

/// The documents of a page or an e-book, by their paths.
#[derive(Debug, Default)]
pub(in crate::import::read) struct Paths {
    by_path: HashMap<String, (FileId, Id)>,
    by_file: HashMap<FileId, String>,
}

impl Paths {
    /// Takes in a document.
    pub(in crate::import::read) fn add(&mut self, path: &str, file: FileId, root: Id) {
        self.by_path.insert(path.to_owned(), (file, root));
        self.by_file.insert(file, path.to_owned());
    }

    /// The document at a path.
    pub(in crate::import::read) fn file(&self, path: &str) -> Option<FileId> {
        self.by_path.get(path).map(|(file, _)| *file)
    }

    /// The path that an address of a document leads to, from the root of the package or folder, and what stands behind its `#`; `None` for
    /// one that leads out.
    pub(in crate::import::read) fn resolve(
        &self,
        from: FileId,
        address: &str,
    ) -> Option<(String, Option<String>)> {
        let own = self.by_file.get(&from).map_or("", String::as_str);
        resolve(own, address)
    }
}

/// The path that an address leads to that stands in the file at `own`, and what stands behind its `#`.
pub(in crate::import::read) fn resolve(
    own: &str,
    address: &str,
) -> Option<(String, Option<String>)> {
    let address = address.trim();
    let (path, fragment) = match address.split_once('#') {
        Some((path, fragment)) => (path, Some(decoded(fragment))),
        None => (address, None),
    };
    let path = path.split('?').next().unwrap_or_default();
    let scheme = path.split(['/', '?']).next().is_some_and(|first| first.contains(':'));
    if scheme || path.starts_with("//") {
        return None;
    }
    if path.is_empty() {
        return Some((own.to_owned(), fragment));
    }
    let mut parts: Vec<String> = Vec::new();
    if !path.starts_with('/') {
        parts.extend(own.split('/').map(str::to_owned));
        parts.pop();
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            _ => parts.push(decoded(part)),
        }
    }
    Some((parts.join("/"), fragment))
}

/// A part of an address without its percent signs.
pub(in crate::import::read) fn decoded(part: &str) -> String {
    let bytes = part.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%').then(|| part.get(at + 1..at + 3)).flatten();
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| part.to_owned())
}

/// The links within the documents.
#[derive(Debug, Default)]
pub(in crate::import::read) struct Links {
    /// By link, in the order of the documents: what it leads to.
    list: Vec<(Id, Id)>,
    targets: HashMap<Id, Id>,
    ids: HashMap<(FileId, String), Id>,
}

impl Links {
    /// Finds them.
    pub(in crate::import::read) fn find(tree: &Tree, roots: &[Id], paths: &Paths) -> Self {
        let mut links = Self::default();
        let all = || roots.iter().flat_map(|root| tree.descend(*root));
        for id in all() {
            let named = tree.attr(id, "name").filter(|_| tree.name(id) == "a");
            for name in [tree.attr(id, "id"), named].into_iter().flatten() {
                links.ids.entry((tree.file(id), name.to_owned())).or_insert(id);
            }
        }
        let own = links.own_addresses(tree, all(), paths);
        let mut lost: Vec<(Id, String)> = Vec::new();
        for id in all().filter(|id| tree.name(*id) == "a") {
            let Some(address) = tree.attr(id, "href") else { continue };
            let target = match address.split_once('#') {
                Some((before, fragment)) if own.contains_key(before) => {
                    links.ids.get(&(tree.file(id), decoded(fragment))).copied()
                }
                _ => paths.resolve(tree.file(id), address).and_then(|(path, fragment)| {
                    let (file, root) = paths.by_path.get(&path)?;
                    match fragment {
                        Some(fragment) => links.ids.get(&(*file, fragment)).copied(),
                        None => Some(*root).filter(|_| path != paths.by_file[&tree.file(id)]),
                    }
                }),
            };
            match (target, address.split_once('#')) {
                (Some(target), _) => links.lead(id, target),
                (None, Some((_, fragment))) => lost.push((id, decoded(fragment))),
                _ => {}
            }
        }
        links.pair(tree, &lost);
        links
    }

    fn lead(&mut self, link: Id, target: Id) {
        self.list.push((link, target));
        self.targets.insert(link, target);
    }

    /// Calls and ways back whose places were lost with their names: `#_ftn1` leads to the link to `#_ftnref1` and back, where each is
    /// there once.
    fn pair(&mut self, tree: &Tree, lost: &[(Id, String)]) {
        let mut by_name: HashMap<(FileId, &str), Vec<Id>> = HashMap::new();
        for (link, name) in lost {
            by_name.entry((tree.file(*link), name)).or_default().push(*link);
        }
        for (link, name) in lost {
            let Some(at) =
                name.find("ref").filter(|_| name.ends_with(|c: char| c.is_ascii_digit()))
            else {
                continue;
            };
            let note = format!("{}{}", &name[..at], &name[at + 3..]);
            let file = tree.file(*link);
            let one = |name: &str| by_name.get(&(file, name)).is_some_and(|own| own.len() == 1);
            if one(name) && one(&note) {
                let call = by_name[&(file, note.as_str())][0];
                self.lead(call, *link);
                self.lead(*link, call);
            }
        }
    }

    /// Addresses by which a saved page names itself: all that links look for on that page is on this one. One that does not say its
    /// host leads there by marks of notes alone.
    fn own_addresses<'t>(
        &self,
        tree: &'t Tree,
        all: impl Iterator<Item = Id>,
        paths: &Paths,
    ) -> HashMap<&'t str, ()> {
        let mut found: HashMap<&str, bool> = HashMap::new();
        for id in all.filter(|id| tree.name(*id) == "a") {
            let Some((before, fragment)) =
                tree.attr(id, "href").and_then(|address| address.split_once('#'))
            else {
                continue;
            };
            let known = || self.ids.contains_key(&(tree.file(id), decoded(fragment)));
            let marks = || tree.short(id, 8).is_some_and(|said| mark(&said).is_some());
            let own = if before.contains("//") {
                known() || fragment.is_empty()
            } else {
                let path = paths.resolve(tree.file(id), before).map(|(path, _)| path);
                !before.is_empty()
                    && path.is_some_and(|path| !paths.by_path.contains_key(&path))
                    && known()
                    && marks()
            };
            *found.entry(before).or_insert(true) &= own;
        }
        found.into_iter().filter(|(_, own)| *own).map(|(before, _)| (before, ())).collect()
    }

    /// What a link leads to.
    pub(in crate::import::read) fn target(&self, link: Id) -> Option<Id> {
        self.targets.get(&link).copied()
    }

    /// The element of that id in a document.
    pub(in crate::import::read) fn named(&self, file: FileId, id: &str) -> Option<Id> {
        self.ids.get(&(file, id.to_owned())).copied()
    }

    /// Links that say that they lead back and say nothing else, within so many characters: those of a list of works to where each is cited.
    pub(super) fn backlinks<'t>(
        &'t self,
        tree: &'t Tree,
        most: usize,
    ) -> impl Iterator<Item = Id> + 't {
        let links = self.list.iter().map(|(link, _)| *link);
        links.filter(move |link| {
            let said = tree.short(*link, most);
            tree.has_type(*link, &["backlink", "referrer"])
                && said.is_some_and(|said| !said.contains(|c: char| c.is_ascii_digit()))
        })
    }

    /// All links with what they lead to, in the order of the documents.
    pub(in crate::import::read) fn all(&self) -> &[(Id, Id)] {
        &self.list
    }
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn addresses_lead_to_paths() {
        let to = |address| resolve("OEBPS/text/a.xhtml", address).map(|(path, _)| path);
        assert_eq!(to("../images/%C3%A4.png#x").as_deref(), Some("OEBPS/images/ä.png"));
        assert_eq!(to("#x").as_deref(), Some("OEBPS/text/a.xhtml"));
        assert_eq!(to("/b.xhtml").as_deref(), Some("b.xhtml"));
        assert_eq!(to("../../../b.xhtml"), None);
        assert_eq!(to("https://example.org/b.xhtml"), None);
    }
}
