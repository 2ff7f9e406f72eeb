//! What a language needs, in one place per language.

mod codes;
mod collation;
mod cut;
mod english;
mod forms;
mod french;
mod frequent;
pub mod function;
mod german;
pub mod hyphenation;
mod leading;
pub mod ligatures;
pub mod numerals;
mod orthography;
mod quotes;
mod sections;
mod signs;
mod terms;
mod variants;
mod words;

pub use codes::shortest_code;
pub use collation::Collation;
pub use cut::is_cut_word;
pub use forms::commonness;
pub use frequent::{frequent_words, is_frequent, is_frequent_within};
pub use leading::leads;
pub use orthography::{Orthography, orthography, respelled};
pub use quotes::{QuoteStyle, Quotes, quotes};
pub use sections::{section_called, section_name, section_names};
pub use signs::{Turn, signs, turn};
pub use terms::Terms;
pub use variants::{unknown_variant, variants};
pub use words::words;

use crate::ir::Language;

/// The words that umbruch itself puts into a book of that language; English where it knows none.
#[must_use]
pub fn terms(language: &Language) -> &'static Terms {
    known_terms(language).unwrap_or(&english::TERMS)
}

/// The language of those words, where it is not that of the book.
#[must_use]
pub fn language_of_terms(language: &Language) -> Option<Language> {
    known_terms(language).is_none().then(|| Language::parse("en").expect("a language tag"))
}

/// The languages in which umbruch puts words into a book.
static TERMS: [(&str, &Terms); 3] =
    [("de", &german::TERMS), ("en", &english::TERMS), ("fr", &french::TERMS)];

fn known_terms(language: &Language) -> Option<&'static Terms> {
    TERMS.iter().find(|(tag, _)| *tag == language.primary()).map(|(_, terms)| *terms)
}

fn terms_known() -> [&'static Terms; 3] {
    TERMS.map(|(_, terms)| terms)
}
