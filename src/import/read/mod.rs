//! Readers of foreign formats: each makes a [`Draft`] of a file and decides nothing that another format has to decide, too.

mod docx;
mod epub;
mod html;
mod markdown;
mod odt;
mod office;
mod package;
mod pictures;
mod record;
mod tei;
mod tex;
mod text;

use super::draft::Draft;
use super::kind::Kind;
use super::report::ImportError;
use super::{Foreign, encoding};

/// Reads a file of any format that is known.
pub(super) fn read(mut foreign: Foreign<'_>) -> Result<Draft, ImportError> {
    let kind = foreign.kind.unwrap_or_else(|| Kind::detect(foreign.name, &foreign.bytes));
    match kind {
        Kind::Epub => epub::read(foreign),
        Kind::Html => html::read(foreign),
        Kind::Text => {
            let decoded = encoding::decode(std::mem::take(&mut foreign.bytes))?;
            Ok(text::read(foreign.name, decoded))
        }
        Kind::Markdown => markdown::read(foreign),
        Kind::Folder => markdown::read_folder(foreign),
        Kind::Odt => odt::read(foreign.name, &foreign.bytes),
        Kind::Docx => docx::read(foreign.name, &foreign.bytes),
        Kind::Tei => tei::read(foreign),
        _ => Err(kind.refused()),
    }
}

/// Line and column, from 1, of a byte of a text.
fn line_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(at)];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}
