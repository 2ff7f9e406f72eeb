//! A book's text as XHTML, for every output that is made of it: blocks, inlines, lists, tables, notes, roles and
//! marks of pages.
//!
//! [`Lowerer`] makes nodes of the book's. Which documents there are, and so where a link leads, it asks the
//! output's [`Site`]; what outputs have otherwise is its [`Setting`]. The types of EPUB stand in the nodes beside
//! the roles of ARIA; written as HTML, which knows no prefixes, a document is without them.

mod block;
mod columns;
mod direction;
mod element;
mod formulas;
mod heads;
mod ids;
mod inline;
mod items;
mod lists;
mod lower;
mod marks;
mod names;
mod notes;
mod pages;
mod ranges;
mod role;
mod site;
mod table;
mod targets;
#[cfg(test)]
mod tests;
mod titlepage;
mod words;

pub(crate) use formulas::has_formulas;
pub(crate) use ids::{FileNames, Ids};
pub(crate) use lower::{Lowerer, PageMark};
pub(crate) use marks::Marks;
pub(crate) use names::{labels, spoken};
pub(crate) use notes::under;
pub use pages::Pages;
pub(crate) use pages::leading;
pub(crate) use role::semantics;
pub(crate) use site::{Back, Form, NoteForm, Picture, Setting, Site};
pub(crate) use titlepage::section as title_page;
pub use words::Words;
pub(crate) use words::mark as mark_words;
