//! Footnotes, endnotes and comments of a document of Word, each in a part of its own.

use crate::import::topic::Topic;
use std::collections::{HashMap, HashSet};

use super::blocks::Walker;
use super::inlines::plain;
use super::relations::Relations;
use super::{count, part};
use crate::import::counts::words;
use crate::import::draft::Aside;
use crate::import::read::office::{Note, attr, elements, name, parse, several};
use crate::import::read::package::Package;
use crate::import::report::{ImportError, quote};

/// The kinds of notes.
const KINDS: [(&str, &str); 2] = [("footnote", "footnotes"), ("endnote", "endnotes")];

/// A comment.
#[derive(Debug, Clone)]
pub(super) struct Comment {
    /// Who made it.
    pub(super) author: String,
    /// What it says.
    pub(super) words: String,
}

/// Reads the notes that were called, in the order of their calls, and sets those aside that nothing calls.
///
/// # Errors
/// They cannot be unpacked, or their part is broken.
pub(super) fn collect(walker: &mut Walker<'_, '_>, main: &Relations) -> Result<(), ImportError> {
    let counts =
        KINDS.map(|(kind, _)| walker.called.iter().filter(|(own, _)| *own == kind).count());
    if counts.iter().all(|count| *count > 0) {
        let [foot, end] = [several(counts[0], "footnote"), several(counts[1], "endnote")];
        let message = format!("{foot} and {end} became one series, numbered through");
        walker.document.report.doubt(walker.document.log.here(), Topic::Note, message);
    }
    let mut found: Vec<(usize, Note)> = Vec::new();
    for (kind, of) in KINDS {
        let Some((path, text)) = part(main, of, walker.package)? else { continue };
        let tree = parse(&text, &path)?;
        walker.relations = Relations::of(&path, walker.package)?;
        for node in elements(tree.root_element()).filter(|node| name(*node) == kind) {
            let separates = !matches!(attr(node, "type"), None | Some("normal"));
            let Some(id) = attr(node, "id").filter(|_| !separates) else { continue };
            count::add(node, &mut walker.document.came);
            match walker.order.get(&(kind, id.to_owned())).copied() {
                Some(at) => {
                    let span = walker.document.log.here();
                    let parts = walker.text(node, 1);
                    found.push((at, Note { label: (at + 1).to_string(), parts, span }));
                    walker.document.came.notes += 1;
                }
                None => uncalled(node, kind, walker),
            }
        }
    }
    walker.relations = main.clone();
    found.sort_by_key(|(at, _)| *at);
    found.dedup_by_key(|(at, _)| *at);
    // A call whose note is not in the file leads nowhere, and an edition with one could not be built.
    let there: HashSet<usize> = found.iter().map(|(at, _)| *at).collect();
    for at in (0..walker.called.len()).filter(|at| !there.contains(at)) {
        let span = walker.document.log.here();
        let (kind, id) = walker.called[at].clone();
        let message = format!("the {kind} {id} is called, but not in the file");
        walker.document.report.doubt(span, Topic::Note, message);
        found.push((at, Note { label: (at + 1).to_string(), parts: Vec::new(), span }));
    }
    walker.document.notes = found.into_iter().map(|(_, note)| note).collect();
    Ok(())
}

/// A note that nothing calls any more, since its call was deleted.
fn uncalled(node: crate::xml::read::Node<'_>, kind: &str, walker: &mut Walker<'_, '_>) {
    let said = plain(node);
    let own = words(&said);
    if own == 0 {
        return;
    }
    let span = walker.document.log.here();
    let message = format!("{kind} that nothing calls, set aside: {}", quote(&said));
    walker.document.report.doubt(span, Topic::Note, message);
    walker.document.aside.push(Aside { span, why: "note that nothing calls", words: said });
}

/// The comments, by id.
///
/// # Errors
/// Their part is broken.
pub(super) fn comments(
    relations: &Relations,
    package: &mut Package<'_>,
) -> Result<HashMap<String, Comment>, ImportError> {
    let Some((path, text)) = part(relations, "comments", package)? else {
        return Ok(HashMap::new());
    };
    let tree = parse(&text, &path)?;
    let comments = elements(tree.root_element()).filter_map(|node| {
        let author = attr(node, "author").filter(|author| !author.is_empty()).unwrap_or("somebody");
        let words = plain(node).split_whitespace().collect::<Vec<_>>().join(" ");
        Some((attr(node, "id")?.to_owned(), Comment { author: author.to_owned(), words }))
    });
    Ok(comments.collect())
}
