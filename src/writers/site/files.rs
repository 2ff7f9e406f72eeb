//! The files of a book: what can be taken, what was judged of it, the sums by which a copy is known.

use std::collections::BTreeSet;

use super::Words;
use super::frame::Page;
use crate::list::{Entry, edition_file};
use crate::publication::{FileRole, Publication, PublishedFile};
use crate::xml::Element;

/// The files that readers take, e-books first.
pub(super) fn downloads(
    words: &Words<'_>,
    page: &Page,
    entry: &Entry,
    publication: &Publication,
) -> Option<Element> {
    let files = taken(publication).map(|file| {
        let to = page.to(&edition_file(&entry.slug, &file.name));
        let link = Element::new("a")
            .attr("href", to)
            .attr("download", "")
            .attr("type", &*file.media_type)
            .child(Element::new("b").text(called(file)))
            .child(Element::new("span").text(about(words, file)));
        Element::new("li").child(link)
    });
    let files: Vec<Element> = files.collect();
    (!files.is_empty()).then(|| {
        let list = Element::new("ul").attr("class", "downloads");
        list.attr("aria-label", words.terms.downloads).children(files)
    })
}

fn taken(publication: &Publication) -> impl Iterator<Item = &PublishedFile> {
    publication.files_of(FileRole::Ebook).chain(publication.files_of(FileRole::Pdf))
}

/// `EPUB`, `PDF taschenbuch`
fn called(file: &PublishedFile) -> String {
    let format = if file.role == FileRole::Ebook { "EPUB" } else { "PDF" };
    match &file.variant {
        Some(variant) => format!("{format} {variant}"),
        None => format.to_owned(),
    }
}

/// `320 Seiten, 135 × 210 mm, 1,2 MB`
fn about(words: &Words<'_>, file: &PublishedFile) -> String {
    let terms = words.terms;
    let mut parts = Vec::new();
    parts.extend(file.pages.map(|pages| (terms.pages)((terms.number)(pages as u64), pages)));
    if file.role == FileRole::Pdf
        && let Some([width, height]) = file.size
    {
        parts.push(format!("{}\u{a0}×\u{a0}{}\u{a0}mm", width.round(), height.round()));
    }
    parts.push(size(words, file.bytes));
    parts.join(", ")
}

/// `1,2 MB`
fn size(words: &Words<'_>, bytes: u64) -> String {
    let (unit, of) = match bytes {
        0..1_000 => ("Byte", 1),
        1_000..1_000_000 => ("kB", 1_000),
        _ => ("MB", 1_000_000),
    };
    let tenths = (bytes * 10).div_ceil(of);
    let number = match tenths {
        0..100 if of > 1 => format!("{}{}{}", tenths / 10, words.terms.decimal, tenths % 10),
        _ => (words.terms.number)(tenths.div_ceil(10)),
    };
    format!("{number}\u{a0}{unit}")
}

/// What was judged, and by whom.
pub(super) fn judged(words: &Words<'_>, publication: &Publication) -> Option<Element> {
    let rows = publication.judged.iter().map(|one| {
        let found = match (one.errors, one.warnings) {
            (0, 0) => words.terms.flawless.to_owned(),
            (errors, warnings) => (words.terms.flawed)(errors, warnings),
        };
        let said = format!("{} ({}): {found}", one.demand, one.judge);
        let file = Element::new("code").text(&*one.file);
        Element::new("li").child(file).text(" ").text(said)
    });
    let rows: Vec<Element> = rows.collect();
    (!rows.is_empty()).then(|| Element::new("ul").children(rows))
}

/// The sums of the files that readers take.
pub(super) fn sums(words: &Words<'_>, publication: &Publication) -> Option<Element> {
    let mut seen = BTreeSet::new();
    let rows = taken(publication).filter(|file| seen.insert(&file.name)).map(|file| {
        let sum = Element::new("code").text(&*file.sha256);
        Element::new("div")
            .child(Element::new("dt").text(&*file.name))
            .child(Element::new("dd").child(sum))
    });
    let rows: Vec<Element> = rows.collect();
    (!rows.is_empty()).then(|| {
        let summary = Element::new("summary").text(words.terms.sums_shown);
        Element::new("details").child(summary).child(Element::new("dl").children(rows))
    })
}
