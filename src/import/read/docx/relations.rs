//! The relations of a part of the package to others: ids to paths and addresses (ISO/IEC 29500-2, clause 9.3).

use std::collections::BTreeMap;

use crate::import::read::office::{attr, elements, parse};
use crate::import::read::package::Package;
use crate::import::report::ImportError;

/// A relation.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    /// The last word of its type: `image`, `footnotes`, `hyperlink`.
    pub(super) kind: String,
    /// The path in the package, or the address.
    pub(super) target: String,
    /// Whether it leads out of the package.
    pub(super) outside: bool,
}

/// The relations of a part, by id.
#[derive(Debug, Clone, Default)]
pub(super) struct Relations(BTreeMap<String, Relation>);

impl Relations {
    /// The relations of the part at `path`; of the whole package at none.
    ///
    /// # Errors
    /// Their file is broken.
    pub(super) fn of(path: &str, package: &mut Package<'_>) -> Result<Self, ImportError> {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let dot = if folder.is_empty() { "" } else { "/" };
        let beside = format!("{folder}{dot}_rels/{file}.rels");
        let Some(text) = package.text(&beside)? else { return Ok(Self::default()) };
        let tree = parse(&text, &beside)?;
        let mut all = BTreeMap::new();
        for node in elements(tree.root_element()) {
            let (Some(id), Some(target)) = (attr(node, "Id"), attr(node, "Target")) else {
                continue;
            };
            let kind = attr(node, "Type").unwrap_or_default();
            let kind = kind.rsplit('/').next().unwrap_or(kind).to_owned();
            let outside = attr(node, "TargetMode") == Some("External");
            let target = if outside { target.to_owned() } else { joined(folder, target) };
            all.insert(id.to_owned(), Relation { kind, target, outside });
        }
        Ok(Self(all))
    }

    /// The relation with an id.
    pub(super) fn get(&self, id: &str) -> Option<&Relation> {
        self.0.get(id)
    }

    /// The paths of the parts of a kind.
    pub(super) fn of_kind<'r>(&'r self, kind: &'r str) -> impl Iterator<Item = &'r str> {
        let wanted = self.0.values().filter(move |one| one.kind == kind && !one.outside);
        wanted.map(|one| one.target.as_str())
    }
}

/// A path seen from a folder of the package.
fn joined(folder: &str, target: &str) -> String {
    let whole = match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
