//! Under which names the typesetter finds the pictures of an edition.
//!
//! It remembers every path that it was ever asked for, 65,535 at most, however many editions are set in
//! one run, and breaks down at the next. So a picture goes by its place in the list of the edition's pictures.
//! In the files that are kept it has its own name again.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Book, ImageFormat};
use crate::resources::{self, Resources};
use crate::source::Span;

/// The folder in which the edition's pictures stand.
pub(super) const EDITION: &str = "edition";

/// Most pictures of one edition: in each of the five formats they leave room for the files of layouts.
const MOST: usize = 10_000;

/// The names of an edition's pictures, by their paths in its folder.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<String, String>);

impl Names {
    /// Those that the markup of a book uses.
    pub(super) fn of_book(book: &Book) -> Self {
        Self::number(book.images.iter().map(|(path, image)| (path, Some(image.format))))
    }

    /// The same, of the files.
    pub(super) fn of_files(resources: &Resources) -> Self {
        Self::number(resources.images.iter().map(|(path, bytes)| (path, resources::format(bytes))))
    }

    fn number<'a>(pictures: impl Iterator<Item = (&'a String, Option<ImageFormat>)>) -> Self {
        let named = |(at, (path, format)): (usize, (&'a String, _))| {
            (path.clone(), format!("{EDITION}/{at}.{}", ending(format)))
        };
        Self(pictures.enumerate().map(named).collect())
    }

    /// The name of the picture with that path.
    pub(super) fn get(&self, path: &str) -> String {
        self.0.get(path).cloned().unwrap_or_else(|| format!("{EDITION}/none.{}", ending(None)))
    }
}

/// Tells of more pictures than the typesetter can be asked for.
pub(super) fn too_many(resources: &Resources, span: Span) -> Option<Diagnostic> {
    let count = resources.images.len();
    (count > MOST).then(|| {
        Diagnostic::new(
            Code::Typesetting,
            span,
            format!("the typesetter takes {MOST} pictures, and the edition has {count}"),
            "part it into several editions",
        )
    })
}

/// The endings that say of a format what it is, the one first that is given.
fn endings(format: Option<ImageFormat>) -> &'static [&'static str] {
    match format {
        Some(ImageFormat::Jpeg) => &["jpg", "jpeg"],
        Some(ImageFormat::Png) => &["png"],
        Some(ImageFormat::Gif) => &["gif"],
        Some(ImageFormat::WebP) => &["webp"],
        Some(ImageFormat::Svg) => &["svg"],
        None => &[],
    }
}

fn ending(format: Option<ImageFormat>) -> &'static str {
    endings(format).first().copied().unwrap_or("bin")
}

/// Where a picture stands among the files that are kept. The typesetter takes a picture for what its name
/// says, and knows but one way to write a path: one whose name says something else, or that is written in
/// another way, stands in a folder of its own.
pub(super) fn kept(path: &str, format: Option<ImageFormat>) -> String {
    let says_so = path.rsplit_once('.').is_some_and(|(_, said)| endings(format).contains(&said));
    let is_plain = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if says_so && is_plain {
        return format!("{EDITION}/{path}");
    }
    let name = path.replace('%', "%25").replace('/', "%2F");
    format!("{EDITION}/{name}/as.{}", ending(format))
}

/// The markup with the names of the files that are kept.
pub(super) fn in_kept(markup: &str, book: &Book) -> String {
    let names = Names::of_book(book);
    let own: BTreeMap<String, &String> =
        names.0.iter().map(|(path, name)| (name.clone(), path)).collect();
    let mut out = String::with_capacity(markup.len());
    let mut written = 0;
    // In text a quotation mark has a backslash, and the first argument of these calls is a picture.
    let begin = format!("picture(\"/{EDITION}/");
    let ornament = format!("ornament(\"/{EDITION}/");
    let mut calls: Vec<usize> = [begin, ornament]
        .iter()
        .flat_map(|call| markup.match_indices(call).map(|(at, call)| at + call.len()))
        .collect();
    calls.sort_unstable();
    for at in calls {
        let from = at - EDITION.len() - 1;
        let Some(length) = markup[at..].find('"') else { continue };
        let Some(path) = own.get(&markup[from..at + length]) else { continue };
        let format = book.images.get(*path).map(|image| image.format);
        let name = kept(path, format).replace('\\', "\\\\").replace('"', "\\\"");
        out.push_str(&markup[written..from]);
        out.push_str(&name);
        written = at + length;
    }
    out.push_str(&markup[written..]);
    out
}
