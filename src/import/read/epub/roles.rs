//! What parts of a book are: `epub:type`, `role`, and the types of EPUB 2's guide by another name.

use crate::import::read::html::tree::{Id, Tree};
use crate::ir::Role;

/// The role that an element says it has.
pub(super) fn of(tree: &Tree, id: Id) -> Option<Role> {
    let types = tree.words(id, "epub:type");
    let roles = tree.words(id, "role").filter_map(|role| role.strip_prefix("doc-"));
    types.chain(roles).find_map(named)
}

/// The role of that name.
pub(super) fn named(name: &str) -> Option<Role> {
    match name {
        "titlepage" | "title-page" | "fulltitlepage" => Some(Role::TitlePage),
        "halftitlepage" | "halftitle" => Some(Role::HalfTitle),
        "copyright-page" => Some(Role::Imprint),
        "toc" => Some(Role::Contents),
        "loi" => Some(Role::ListOfIllustrations),
        "lot" => Some(Role::ListOfTables),
        "footnotes" | "rearnotes" | "endnotes" => Some(Role::Endnotes),
        "volume" | "division" => Some(Role::Part),
        "acknowledgements" => Some(Role::Acknowledgments),
        "credits" => Some(Role::Colophon),
        "epigraph" | "contents" | "imprint" | "half-title" => None,
        _ => Role::parse(name),
    }
}

/// Roles whose pages a book is given anew.
pub(super) fn is_made_anew(role: Role) -> bool {
    matches!(
        role,
        Role::HalfTitle
            | Role::TitlePage
            | Role::Imprint
            | Role::Contents
            | Role::ListOfIllustrations
            | Role::ListOfTables
    )
}
