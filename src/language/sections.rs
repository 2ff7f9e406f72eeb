//! What the sections of a book are called, in one table a language: what umbruch puts over them, what an editor
//! calls them in the manifest by mistake, by what an imported text is divided.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{english, known_terms, terms_known};
use crate::ir::{Language, Role};

/// The names of each role, the usual one first.
pub(super) type Sections = [(Role, &'static [&'static str]); Role::ALL.len()];

/// Names in languages in which umbruch itself says nothing.
const ELSEWHERE: [(&str, Role, &str); 12] = [
    ("es", Role::Preface, "Prólogo"),
    ("it", Role::Preface, "Prefazione"),
    ("pt", Role::Preface, "Prefácio"),
    ("nl", Role::Preface, "Voorwoord"),
    ("da", Role::Preface, "Forord"),
    ("nb", Role::Preface, "Forord"),
    ("sv", Role::Preface, "Förord"),
    ("pl", Role::Preface, "Przedmowa"),
    ("cs", Role::Preface, "Předmluva"),
    ("ru", Role::Preface, "Предисловие"),
    ("es", Role::Endnotes, "Notas"),
    ("it", Role::Endnotes, "Note"),
];

/// Every name in small letters, of all languages.
static ROLES: LazyLock<BTreeMap<String, Role>> = LazyLock::new(|| {
    let known = terms_known().into_iter().flat_map(|terms| {
        let names = |role: Role| terms.names_of(role).iter().map(move |name| (*name, role));
        Role::ALL.into_iter().flat_map(names)
    });
    let elsewhere = ELSEWHERE.into_iter().map(|(_, role, name)| (name, role));
    known.chain(elsewhere).map(|(name, role)| (name.to_lowercase(), role)).collect()
});

/// What a section of a role is called in a language; in English where the name, or the language, is not known.
#[must_use]
pub fn section_name(language: Option<&Language>, role: Role) -> &'static str {
    let name = |language: &Language| {
        let named = |row: &&(&str, Role, &str)| (row.0, row.1) == (language.primary(), role);
        let elsewhere = || ELSEWHERE.iter().find(named).map(|row| row.2);
        known_terms(language).map(|terms| terms.section_of(role)).or_else(elsewhere)
    };
    language.and_then(name).unwrap_or_else(|| english::TERMS.section_of(role))
}

/// The role of a section that some language calls so, in small or large letters.
#[must_use]
pub fn section_called(name: &str) -> Option<Role> {
    ROLES.get(&name.to_lowercase()).copied()
}

/// All names of sections in a language, each with its role; none where they are not known.
pub fn section_names(language: &Language) -> impl Iterator<Item = (&'static str, Role)> + use<> {
    let terms = known_terms(language);
    terms.into_iter().flat_map(|terms| {
        let names = |role: Role| terms.names_of(role).iter().map(move |name| (*name, role));
        Role::ALL.into_iter().flat_map(names)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_named_in_the_language_of_the_book() {
        let name = |tag| section_name(Language::parse(tag).as_ref(), Role::Preface);
        assert_eq!([name("de-AT"), name("it"), name("tr")], ["Vorwort", "Prefazione", "Preface"]);
        assert_eq!(section_called("Vorrede"), Some(Role::Preface));
        assert_eq!(section_called("ACKNOWLEDGEMENTS"), Some(Role::Acknowledgments));
        assert_eq!(section_called("Am Kai"), None);
    }

    #[test]
    fn a_name_means_one_role() {
        for terms in terms_known() {
            for role in Role::ALL {
                for name in terms.names_of(role) {
                    assert_eq!(section_called(name), Some(role), "{name}");
                }
            }
        }
        for (tag, role, name) in ELSEWHERE {
            assert_eq!(section_called(name), Some(role), "{name}");
            assert_eq!(section_name(Language::parse(tag).as_ref(), role), name, "{tag}");
        }
    }
}
