//! The layouts that come with umbruch, compiled in.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A shipped layout.
pub(super) struct Shipped {
    /// Its name.
    pub(super) name: &'static str,
    files: &'static [(&'static str, &'static str)],
}

macro_rules! files {
    ($folder:literal: $($file:literal)+) => {
        &[$(($file, include_str!(concat!("../../layouts/", $folder, "/", $file))),)+]
    };
}

/// All of them; the first lends its files to those that leave some out.
pub(super) static LAYOUTS: &[Shipped] = &[
    Shipped {
        name: "pamphlet",
        files: files!("pamphlet": "layout.toml" "book.typ" "book.css" "cover.typ"),
    },
    Shipped {
        name: "paperback",
        files: files!("paperback": "layout.toml" "book.typ" "book.css" "cover.typ"),
    },
    Shipped {
        name: "largeprint",
        files: files!("largeprint": "layout.toml" "book.typ" "book.css" "cover.typ"),
    },
    Shipped { name: "screen", files: files!("screen": "layout.toml" "book.typ" "book.css") },
    Shipped { name: "proof", files: files!("proof": "layout.toml" "book.typ" "book.css") },
];

/// What it adds for tables whose cells hold blocks, or take several columns or rows.
pub(super) static STYLE_OF_CELLS: &str = include_str!("../../layouts/vocabulary/cells.css");
/// The style sheet that all layouts share.
pub(super) static STYLE: &str = include_str!("../../layouts/vocabulary/book.css");

/// What all layouts can import from `/vocabulary/`.
pub(super) static VOCABULARY: &[(&str, &str)] = files!("vocabulary":
    "all.typ" "apparatus.typ" "blocks.typ" "book.typ" "code.typ" "cover.typ" "heads.typ" "inlines.typ" "look.typ"
    "margin.typ" "notes.typ" "pages.typ" "sections.typ" "tables.typ" "wrap.typ");

/// The files of the shipped layout of that name.
pub(super) fn files(name: &str) -> Option<BTreeMap<String, Arc<[u8]>>> {
    let layout = LAYOUTS.iter().find(|layout| layout.name == name)?;
    Some(
        layout
            .files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().into()))
            .collect(),
    )
}

/// The texts of the shipped layout of that name, with those that it takes from the first one.
pub(super) fn texts(name: &str) -> Option<BTreeMap<&'static str, &'static str>> {
    let layout = LAYOUTS.iter().find(|layout| layout.name == name)?;
    let lent = LAYOUTS.first()?.files.iter().filter(|(path, _)| LENT.contains(path));
    Some(lent.chain(layout.files).copied().collect())
}

/// What the first layout lends to those that leave it out.
pub(super) const LENT: [&str; 2] = ["book.css", "cover.typ"];

/// The file that stands in for one that an own layout leaves out.
pub(super) fn fallback(file: &str) -> Option<Arc<[u8]>> {
    let (_, text) = LAYOUTS.first()?.files.iter().find(|(path, _)| *path == file)?;
    Some(text.as_bytes().into())
}
