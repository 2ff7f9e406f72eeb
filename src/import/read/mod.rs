//! Readers of foreign formats: each makes a [`Draft`] of a file and decides nothing that another format has to decide, too.

mod docx;
mod markdown;
mod odt;
mod office;
mod package;
mod pictures;
mod record;
mod text;

use super::draft::Draft;
use super::kind::Kind;
use super::report::ImportError;
use super::{Foreign, encoding};

/// Reads a file of any format that is known.
pub(super) fn read(foreign: Foreign<'_>) -> Result<Draft, ImportError> {
    let kind = foreign.kind.unwrap_or_else(|| Kind::detect(foreign.name, foreign.bytes));
    match kind {
        Kind::Text => Ok(text::read(foreign.name, &encoding::decode(foreign.bytes)?)),
        Kind::Markdown => markdown::read(foreign),
        Kind::Folder => markdown::read_folder(foreign),
        Kind::Odt => odt::read(foreign.name, foreign.bytes),
        Kind::Docx => docx::read(foreign.name, foreign.bytes),
        _ => Err(kind.refused()),
    }
}
