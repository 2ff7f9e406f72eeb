//! Pages of the web, as browsers save them: the text of the page found, what stands around it set aside, notes linked with their calls.
//!
//! A page is read into a tree by the rules of HTML ([`parse`]) or of XML ([`xml`]); style sheets say how its elements look ([`style`]),
//! links which of them are notes ([`notes`]); then [`flow`] makes blocks of it. The documents of an e-book come the same way.

mod around;
mod article;
mod block;
mod bodies;
mod calls;
pub(super) mod documents;
mod emptied;
pub(super) mod encoding;
mod flow;
pub(super) mod fragment;
mod indexes;
mod inline;
mod kinds;
mod line;
pub(super) mod links;
mod lists;
mod marks;
pub(super) mod mathml;
pub(super) mod meta;
pub(super) mod notes;
pub(super) mod pages;
mod parse;
mod plays;
mod said;
mod streams;
mod style;
mod tables;
pub(super) mod tree;
mod verse;
pub(super) mod xml;

use crate::import::Foreign;
use crate::import::draft::Draft;
use crate::import::report::ImportError;
use crate::storage::Folder;

use documents::{Documents, Reading};

/// Reads a page.
pub(super) fn read(mut foreign: Foreign<'_>) -> Result<Draft, ImportError> {
    let text = encoding::decode(std::mem::take(&mut foreign.bytes))?;
    let folder = foreign.folder;
    let mut reader = |path: &str| file_beside(folder, path);
    let name = foreign.name.rsplit(['/', '\\']).next().unwrap_or(foreign.name);
    let mut documents = Documents::default();
    documents.add(foreign.name, name, &text).map_err(|fault| {
        let (line, column) = documents.place(&text, fault.at);
        ImportError::new(line, column, fault.message)
            .hint("save the page anew from a browser, as a whole page")
    })?;
    drop(text);
    documents.style(&mut reader);
    let Reading { mut draft, blocks, .. } = documents.read(&mut reader, true);
    draft.items = blocks.into_iter().flatten().map(crate::import::draft::Item::new).collect();
    Ok(draft)
}

/// A file beside the page.
fn file_beside(folder: &dyn Folder, path: &str) -> Option<Vec<u8>> {
    folder.read(path, super::pictures::LARGEST).ok()
}
