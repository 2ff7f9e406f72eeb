//! What is told of pictures that cannot be used, or not as they are.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic};
use crate::resources::{raster, svg};
use crate::source::{FileId, Span};
use crate::storage::{Folder, ReadError, meant};

/// Tells of one picture.
pub(super) struct Teller<'a> {
    pub(super) path: &'a str,
    /// Where it is named.
    pub(super) span: Span,
    pub(super) folder: &'a dyn Folder,
}

impl Teller<'_> {
    pub(super) fn unread(&self, error: &ReadError) -> Diagnostic {
        let path = self.path;
        if let Some((found, why)) = meant(self.folder, path, error) {
            let message = format!("there is no picture `{path}`");
            let hint = format!("write `{found}`: {why}");
            return Diagnostic::new(Code::ImageMissing, self.span, message, hint);
        }
        let (code, message, hint) = match error {
            // Whatever a folder makes of such a path.
            _ if has_scheme(path, &["data"]) => (
                Code::ImageMissing,
                format!("`{}` is the picture itself, and no file of the edition", type_of(path)),
                "save the picture as a file in the edition's folder, and name it from there: `![…](images/kai.jpg)`",
            ),
            _ if is_of_the_web(path) => (
                Code::ImageMissing,
                format!("`{path}` is not in the edition: a book holds no pictures of the web"),
                "lay the picture into the edition's folder, if its licence allows that, and name it from there: `![…](images/kai.jpg)`",
            ),
            ReadError::Outside => (
                Code::FileOutside,
                format!("`{path}` leads out of the edition's folder"),
                "copy the picture into the edition's folder and name it from there",
            ),
            ReadError::TooLarge(limit) => (
                Code::ImageUnreadable,
                format!("`{path}` is larger than {} MiB", limit >> 20),
                "scale the picture down; 300 dots an inch are enough for print",
            ),
            ReadError::Missing | ReadError::NoFile => (
                Code::ImageMissing,
                format!("there is no picture `{path}`"),
                "correct the path, which is relative to the edition's folder, or add the file",
            ),
            ReadError::Refused(reason) => (
                Code::ImageUnreadable,
                format!("`{path}` cannot be read: {}", reason.to_lowercase()),
                "look at the file's permissions",
            ),
        };
        Diagnostic::new(code, self.span, message, hint)
    }

    pub(super) fn unusable(&self, fault: raster::Fault) -> Diagnostic {
        let again = "save the picture once more, as JPEG (photographs), PNG or SVG (drawings)";
        let (reason, hint) = match fault {
            raster::Fault::Format(Some(name)) => {
                (format!("it is {name}, and neither JPEG, PNG, GIF, WebP nor SVG"), again)
            }
            raster::Fault::Format(None) => {
                ("it is neither JPEG, PNG, GIF, WebP nor SVG".to_owned(), again)
            }
            raster::Fault::Damaged(name) => {
                let reason = format!("it begins as {name}, but is cut off or damaged");
                (
                    reason,
                    "copy the file once more from where it comes, or save the picture once more",
                )
            }
            raster::Fault::Large(width, height) => {
                let reason =
                    format!("{width} × {height} pixels are more than can be held in memory");
                (reason, "scale the picture down; 300 dots an inch are enough for print")
            }
        };
        Diagnostic::new(
            Code::ImageUnreadable,
            self.span,
            format!("`{}` cannot be used: {reason}", self.path),
            hint,
        )
    }

    pub(super) fn no_text(&self, reason: &str) -> Diagnostic {
        Diagnostic::new(
            Code::ImageUnreadable,
            self.span,
            format!("the drawing `{}` cannot be used: {reason}", self.path),
            "save it as “plain SVG”, in UTF-8 and uncompressed",
        )
    }

    pub(super) fn moves(&self) -> Diagnostic {
        Diagnostic::new(
            Code::ImageMoves,
            self.span,
            format!("`{}` moves, and a book shows only its first picture", self.path),
            "put the pictures that matter one after the other, as files of their own",
        )
    }

    pub(super) fn faulty(&self, fault: &svg::Fault, file: FileId) -> Diagnostic {
        Diagnostic::new(
            Code::ImageUnreadable,
            Span::new(file, fault.range.clone()),
            format!("the drawing `{}` cannot be used: {}", self.path, fault.reason),
            "save it as “plain SVG”; if that does not help, export it as PNG",
        )
    }

    /// What was left out of a drawing, each kind once, and whether it holds words.
    pub(super) fn drawing(&self, drawing: &svg::Drawing, file: FileId) -> Vec<Diagnostic> {
        let mut kinds: BTreeMap<svg::RemovedKind, Diagnostic> = BTreeMap::new();
        for removed in &drawing.removed {
            let span = Span::new(file, removed.range.clone());
            match kinds.get_mut(&removed.kind) {
                Some(told) if told.span != span && !told.also.contains(&span) => {
                    told.also.push(span);
                }
                Some(_) => {}
                None => {
                    kinds.insert(removed.kind, left_out(removed, span));
                }
            }
        }
        let words = drawing.words.clone().map(|range| words(Span::new(file, range)));
        kinds.into_values().chain(words).collect()
    }
}

fn left_out(removed: &svg::Removed, span: Span) -> Diagnostic {
    let why = match removed.kind {
        svg::RemovedKind::Script => "nothing may run in a book",
        svg::RemovedKind::Remote => "a book asks for nothing from outside",
        svg::RemovedKind::Foreign => "it is no part of a drawing",
        svg::RemovedKind::Movement => "in a book nothing moves",
        svg::RemovedKind::Link => "a drawing leads nowhere",
        svg::RemovedKind::Rule => "of a style sheet only the look of elements is taken",
        svg::RemovedKind::Unknown => "SVG has no such element",
        svg::RemovedKind::Id => "it is no id, or another element has it",
        svg::RemovedKind::Picture => "it is neither a PNG nor a JPEG, or it is damaged",
    };
    Diagnostic::new(
        Code::SvgCleaned,
        span,
        format!("`{}` was left out of the drawing: {why}", removed.name),
        "look at the drawing in both outputs, or take it out of the file",
    )
}

fn words(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::SvgText,
        span,
        "the drawing holds words, which every reader sets in another font",
        "make paths of them in the drawing program (“text to path”)",
    )
}

/// Whether a path leads to the web.
fn is_of_the_web(path: &str) -> bool {
    has_scheme(path, &["http", "https", "ftp"]) || path.starts_with("//")
}

fn has_scheme(path: &str, schemes: &[&str]) -> bool {
    let scheme = path.split_once(':').map_or("", |(scheme, _)| scheme);
    schemes.iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// What data in an address say that they are, without the data: `data:image/png`.
fn type_of(address: &str) -> String {
    const LONGEST: usize = 60;
    address.split([';', ',']).next().unwrap_or(address).chars().take(LONGEST).collect()
}
