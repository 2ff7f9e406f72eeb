//! What the reader makes of what a dictionary knows, and that no text breaks it down.

use proptest::prelude::*;
use umbruch::diagnostics::Diagnostic;
use umbruch::ir::Language;
use umbruch::pipeline::{self, Session};
use umbruch::proof::{self, reader};
use umbruch::storage::MemoryFolder;

use crate::tests::cases::MANIFEST;

/// The findings in a text, as `code: message`, by what `known` says of words.
fn found(text: &str, known: reader::Known<'_>) -> Vec<String> {
    told(text, known).iter().map(|one| format!("{}: {}", one.code, one.message)).collect()
}

fn told(text: &str, known: reader::Known<'_>) -> Vec<Diagnostic> {
    let folder =
        MemoryFolder::default().with("edition.toml", MANIFEST).with("text/a.dj", text.as_bytes());
    let opened = pipeline::open(&folder, "fall");
    let Some((_, book, _)) = &opened.content else { return Vec::new() };
    let passages = proof::passages(book.manuscript());
    reader::find_in_book(&passages, &opened.sources, known)
}

fn dictionary(words: &'static [&'static str]) -> impl Fn(&str, &Language) -> Option<bool> {
    move |word, _| Some(words.contains(&word))
}

/// What stands there could be right, and a word of a dictionary be much rarer: only a frequent one explains it.
#[test]
fn no_dictionary_explains_what_frequent_words_do_not() {
    let known = dictionary(&["Die", "elementarsten", "Rechte", "des", "Staates"]);
    assert_eq!(found("Die elementärsten Rechte.\n", &known), [""; 0]);
    let said = ["misread: `Siaates` looks like `Staates`, misread"];
    assert_eq!(found("Die Rechte des Siaates.\n", &known), said);
}

#[test]
fn a_word_of_a_dictionary_is_none_that_was_misread() {
    let text = "Das ist der Siaat.\n";
    assert_eq!(found(text, &|_, _| None), ["misread: `Siaat` looks like `Staat`, misread"]);
    let known = dictionary(&["Das", "ist", "der", "Siaat"]);
    assert_eq!(found(text, &known), [""; 0]);
}

#[test]
fn a_dictionary_makes_a_divided_word_certain() {
    let text = "Der Ober- stleutnant ging.\n";
    let fixed = |known: reader::Known<'_>| told(text, known)[0].fix.is_some();
    assert!(!fixed(&|_, _| None));
    assert!(fixed(&dictionary(&["Der", "Oberstleutnant", "ging"])));
}

/// Pieces that rules look at, and such as stand between them.
const PIECES: &[&str] = &[
    "der",
    "der",
    "Arbei-",
    "ter",
    "¬",
    "\u{ad}",
    "\u{200b}",
    "\u{feff}",
    "ﬁ",
    "Ã¤",
    "â€",
    "a\u{308}",
    "ä",
    "daß",
    "dass",
    "l848",
    "1O",
    "0b",
    "Staat12",
    "wort.3",
    "[4]",
    "¹²",
    "uni",
    "nnd",
    "daB",
    "derWald",
    "kam,sah",
    "&nbsp;",
    "<br>",
    "Wort\u{2010}Teil3",
    "%20",
    "The",
    "of the",
    "la",
    "d’État",
    "Катюша",
    "ἐν",
    "שלום",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    ".",
    ",",
    "„",
    "“",
    "_",
    "*",
    "`",
    "[^1]",
    "{.page}",
    "(",
    ")",
    "-",
    "–",
    "…",
    "\\",
    "I",
    "l.",
    "Mai",
    "S.",
    "²",
    "ß",
    "ẞ",
    "İ",
    "ŉ",
    "\u{fffc}",
    "\u{10ffff}",
    "🙂",
    "https://a.example/ä%20b",
    "x",
    "’",
    "'",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_the_reader_down(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let folder = MemoryFolder::default()
            .with("edition.toml", MANIFEST)
            .with("text/a.dj", pieces.concat().as_bytes());
        let mut opened = pipeline::open(&folder, "fall");
        Session::default().proofread(&mut opened, &folder).expect("nobody stops it");
        prop_assert!(pipeline::corrected(&opened.diagnostics, &opened.sources).len() <= 2);
        for one in &opened.diagnostics {
            let text = opened.sources.file(one.span.file).text();
            prop_assert!(text.get(one.span.range()).is_some(), "{one:?}");
            if let Some(fix) = &one.fix {
                prop_assert!(text.get(fix.span.range()).is_some(), "{one:?}");
            }
        }
    }
}
