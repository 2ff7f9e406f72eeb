//! What documents and sections are called where they have no title of their own.

use crate::ir::{Book, Role, Section};
use crate::language::{Terms, terms};

/// A title for every section: its own, else the word for what it is, else its number among those
/// without one.
pub(super) fn labels(book: &Book) -> Vec<String> {
    let words = terms(&book.metadata.language);
    let mut untitled = 0;
    let mut label = |section: &Section| {
        if let Some(title) = own_title(section) {
            return title;
        }
        if section.role == Role::TitlePage && !book.metadata.title.trim().is_empty() {
            return book.metadata.title.clone();
        }
        role_word(section.role, words).map_or_else(
            || {
                untitled += 1;
                format!("{} {untitled}", words.section)
            },
            str::to_owned,
        )
    };
    book.sections.iter().map(&mut label).collect()
}

fn own_title(section: &Section) -> Option<String> {
    section.plain_title().filter(|title| !title.trim().is_empty())
}

fn role_word(role: Role, words: &Terms) -> Option<&'static str> {
    Some(match role {
        Role::HalfTitle => words.half_title,
        Role::TitlePage => words.title_page,
        Role::Imprint => words.imprint,
        Role::Dedication => words.dedication,
        Role::Epigraph => words.epigraph,
        Role::Contents => words.contents,
        Role::Endnotes => words.notes,
        _ => return None,
    })
}

/// The name with which a section without a visible heading is read aloud: a title of the manifest
/// or the word for what it is; none where only a number could be said.
pub(super) fn spoken(section: &Section, words: &Terms) -> Option<String> {
    own_title(section).or_else(|| role_word(section.role, words).map(str::to_owned))
}
