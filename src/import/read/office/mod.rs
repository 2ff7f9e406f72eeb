//! What documents of Word and of LibreOffice have in common: paragraphs with named styles, runs with looks, lists, tables and
//! notes. Both readers make [`Part`]s of them, and here these become blocks of the manuscript.

mod assemble;
mod byhand;
mod document;
mod form;
mod groups;
mod languages;
mod line;
mod lists;
mod log;
mod looks;
mod numerals;
mod pages;
mod part;
mod pictures;
mod recalled;
mod record;
mod references;
mod style;
mod symbols;
mod table;
mod xml;

pub(super) use document::{Document, Note};
pub(super) use form::{Face, Form, LinkId};
pub(super) use languages::Tongues;
pub(super) use line::Line;
pub(super) use looks::{Looks, Raised, Size, Wording};
pub(super) use numerals::{letters, roman};
pub(super) use part::{Look, Para, Part, Place, several};
pub(super) use pictures::alternative;
pub(super) use record::Properties;
pub(super) use references::{Links, Target};
pub(super) use style::{Role, role_named};
pub(super) use symbols::symbol;
pub(super) use table::{RawCell, RawRow, RawTable};
pub(super) use xml::{attr, child, elements, name, parse, said};

/// Deepest nesting of tables, text boxes and lists that is read as such.
pub(super) const DEEPEST: usize = 12;
