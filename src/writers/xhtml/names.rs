//! What documents and sections are called where they have no title of their own.

use std::collections::BTreeMap;

use crate::ir::{Book, Role, Section, SectionId, plain};
use crate::language::{Terms, terms};

/// A title for every section: its own, else the word for what it is, else its number among those
/// without one.
pub(crate) fn labels(book: &Book) -> BTreeMap<SectionId, String> {
    let terms = terms(&book.metadata().language);
    let mut untitled = 0;
    let mut label = |section: &Section| {
        if let Some(title) = own_title(book, section) {
            return title;
        }
        if section.role == Role::TitlePage && !book.metadata().title.trim().is_empty() {
            return book.metadata().title.clone();
        }
        role_word(section.role, terms).map_or_else(
            || {
                untitled += 1;
                format!("{} {untitled}", terms.section)
            },
            str::to_owned,
        )
    };
    book.sections().map(|section| (section.key, label(section))).collect()
}

/// The title of a section as plain text, if it says something.
fn own_title(book: &Book, section: &Section) -> Option<String> {
    let title = book.title_of(section).map(|line| plain(&line).trim().to_owned());
    title.filter(|title| !title.is_empty())
}

fn role_word(role: Role, terms: &Terms) -> Option<&'static str> {
    let named = matches!(
        role,
        Role::HalfTitle
            | Role::TitlePage
            | Role::Imprint
            | Role::Dedication
            | Role::Epigraph
            | Role::Contents
            | Role::Endnotes
    );
    named.then(|| terms.section_of(role))
}

/// The name with which a section without a visible heading is read aloud: a title of the manifest
/// or the word for what it is; none where only a number could be said.
pub(crate) fn spoken(book: &Book, section: &Section, terms: &Terms) -> Option<String> {
    own_title(book, section).or_else(|| role_word(section.role, terms).map(str::to_owned))
}
