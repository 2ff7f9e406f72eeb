//! Spelling beyond what cases show: dictionaries that are broken, missing, or those of the system.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use umbruch::diagnostics::{Code, Diagnostic};
use umbruch::ir::Language;
use umbruch::pipeline::{self, Opened, Session, Shelf};
use umbruch::proof::spelling::{Speller, Wishes};
use umbruch::storage::MemoryFolder;

/// An edition of one section in `language` that names these dictionaries.
fn edition(language: &str, dictionaries: &str, text: &str) -> MemoryFolder {
    let manifest = format!(
        "slug = \"a\"\ntitle = \"A\"\nlanguage = \"{language}\"
identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"\ndate = 2026-11-23
[spelling]\ndictionaries = [{dictionaries}]\n[[section]]\nfile = \"a.dj\"\ntitle = \"A\"\n"
    );
    MemoryFolder::default().with("edition.toml", manifest).with("a.dj", text)
}

fn read(folder: &MemoryFolder, session: &Session) -> Opened {
    let mut opened = pipeline::open(folder, "a");
    session.proofread(&mut opened, folder).expect("nobody stops it");
    opened
}

fn told(opened: &Opened) -> Vec<String> {
    let line = |one: &Diagnostic| {
        let place = opened.sources.place(one.span);
        format!("{}:{}:{} {}: {}", place.file, place.line, place.column, one.code, one.message)
    };
    opened.diagnostics.iter().map(line).collect()
}

#[test]
fn dictionaries_that_cannot_be_used_are_told_where_they_are_named() {
    let expected = |name: &str| match name {
        "gone.dic" => "file-missing: `gone.aff` does not exist",
        "lone.dic" => "file-missing: `lone.dic` does not exist",
        "../out.dic" => "file-outside: `../out.aff` leads out of the edition's folder",
        "de_YY" => "file-missing: this system has no dictionary `de_YY`",
        "broken.dic" | "binary.dic" => "file-unreadable: the dictionary `",
        "cyrillic.dic" => {
            "file-unreadable: the dictionary `cyrillic.dic` cannot be used: its encoding `KOI8-R` is not known"
        }
        other => panic!("{other}"),
    };
    for name in
        ["gone.dic", "lone.dic", "../out.dic", "de_YY", "broken.dic", "binary.dic", "cyrillic.dic"]
    {
        let folder = edition("de", &format!("\"{name}\""), "Der Staat.\n")
            .with("lone.aff", "SET UTF-8\n")
            .with("broken.aff", "SFX A Y 1\nSFX A 0 e [a\nFLAG what\n")
            .with("broken.dic", "1\na\n")
            .with("binary.aff", (0..=255).cycle().take(5000).collect::<Vec<u8>>())
            .with("binary.dic", (0..=255).rev().cycle().take(5000).collect::<Vec<u8>>())
            .with("cyrillic.aff", "SET KOI8-R\n")
            .with("cyrillic.dic", "1\na\n");
        for session in [Session::default(), Session::new(Shelf::new(&[]))] {
            let told = told(&read(&folder, &session));
            let [only] = &told[..] else { panic!("{name}: {told:?}") };
            let place = "edition.toml:7:17 ";
            assert!(only.starts_with(&format!("{place}{}", expected(name))), "{only}");
        }
    }
}

#[test]
fn affixes_that_lead_to_themselves_come_to_an_end() {
    let affixes = "SET UTF-8\nSFX A Y 1\nSFX A 0 a/A .\nPFX B Y 1\nPFX B 0 b/B .\n\
                   COMPOUNDFLAG C\nCOMPOUNDMIN 1\n";
    let folder = edition("de", "\"k.dic\"", "Raaaaa bbra rrr rar.\n")
        .with("k.aff", affixes)
        .with("k.dic", "1\nr/ABC\n");
    let told = told(&read(&folder, &Session::default()));
    assert!(told.iter().all(|line| line.contains(" unknown-word: ")), "{told:?}");
}

/// A folder like those of a system, with tiny dictionaries.
fn shelf(base: &Path) -> Shelf {
    for (name, words) in [
        ("de_DE_frami", "3\nder\nStaat\ndass\n"),
        ("de_DE-1901", "2\nder\nTheil\n"),
        ("fr_FR", "1\npaix\n"),
        ("it_IT", "kein Wörterbuch"),
    ] {
        fs::write(base.join(format!("{name}.aff")), "SET UTF-8\n").expect("written");
        fs::write(base.join(format!("{name}.dic")), words).expect("written");
    }
    Shelf::new(&[base.to_owned()])
}

#[test]
fn each_language_has_its_dictionaries() {
    let base = tempfile::tempdir().expect("a temporary folder");
    let shelf = shelf(base.path());
    let language = |tag: &str| Language::parse(tag).expect("a tag");
    let opened = read(&edition("de", "", "Der Staat.\n"), &Session::default());
    let (edition, _, _) = opened.content.as_ref().expect("read");
    let wishes = Wishes {
        language: &edition.metadata.language,
        place: edition.span,
        dictionaries: &[],
        words: &["Stamokap".to_owned()],
    };
    let (speller, told) = Speller::new(&shelf, &MemoryFolder::default(), &wishes);
    assert!(told.is_empty());
    for (word, tag, known) in [
        ("Staat", "de", Some(true)),
        ("Theil", "de", Some(false)),
        ("daß", "de", Some(false)),
        ("Theil", "de-1901", Some(true)),
        ("daß", "de-1901", Some(true)),
        ("Staat", "de-1901", Some(true)),
        ("Stamokaps", "de", Some(true)),
        ("paix", "fr-CH", Some(true)),
        ("Staat", "fr", Some(false)),
        ("pax", "la", None),
        ("pace", "it", None),
    ] {
        assert_eq!(speller.knows(word, &language(tag)), known, "{word} in {tag}");
    }
}

#[test]
fn a_broken_dictionary_of_the_system_is_missing() {
    let base = tempfile::tempdir().expect("a temporary folder");
    let told = told(&read(&edition("it", "", "La pace.\n"), &Session::new(shelf(base.path()))));
    let [only] = &told[..] else { panic!("{told:?}") };
    let start = "edition.toml:3:12 dictionary-missing: the dictionary `it_IT` of this system cannot be used: ";
    assert!(only.starts_with(start), "{only}");
}

#[test]
fn half_of_the_old_orthography_is_told() {
    let base = tempfile::tempdir().expect("a temporary folder");
    fs::write(base.path().join("de_DE.aff"), "SET UTF-8\n").expect("written");
    fs::write(base.path().join("de_DE.dic"), "2\nder\nStaat\n").expect("written");
    let shelf = Shelf::new(&[base.path().to_owned()]);
    let told = told(&read(&edition("de-1901", "", "Der Staat.\n"), &Session::new(shelf)));
    assert_eq!(
        told,
        [
            "edition.toml:3:12 dictionary-missing: of the two dictionaries for `de-1901` that of the \
          old orthography is missing; right words will be told as unknown"
        ]
    );
}

/// Good German with a few misprints, against what the machine has.
#[test]
fn the_dictionaries_of_this_system() {
    let shelf = Shelf::system();
    let old = shelf.names().any(|name| name == "de_DE-1901");
    if !old || !shelf.names().any(|name| name == "de_DE_frami") {
        eprintln!("skipped: the packages hunspell-de-de-frami and myspell-de-de-1901 are not here");
        return;
    }
    let text = "Daß der Kongreß seine Beschlüsse faßte, wußten die Delegierten der \
                Bergarbeiterverbände schon am Nachmittage; in der kriegszerstörten Hauptstadt \
                herrschten Torheiten und schließlich die vollkommenste Unbegreifbarkeit. Die \
                Versamrnlung nabm den Autrag an.\n";
    let session = Session::new(shelf);
    let opened = read(&edition("de-1901", "", text), &session);
    let words: Vec<String> = told(&opened)
        .iter()
        .map(|line| line.split('`').nth(1).unwrap_or(line).to_owned())
        .collect();
    assert_eq!(words, ["Versamrnlung", "nabm", "Autrag"]);
    let hints: Vec<&str> = opened.diagnostics.iter().map(|one| one.hint.as_str()).collect();
    for (hint, meant) in hints.iter().zip(["Versammlung", "nahm", "Antrag"]) {
        assert!(hint.contains(&format!("`{meant}`")), "{hint}");
    }
    let modern = read(&edition("de", "", "Dass er muss, ist Fluß und Überfluss.\n"), &session);
    assert_eq!(
        told(&modern),
        ["a.dj:1:19 mixed-orthography: `Fluß` is spelled by the old rules in a text in `de`"]
    );
}

#[test]
fn endless_words_come_to_an_end() {
    for text in ["th".repeat(200_000), "a-".repeat(100_000), "Staats".repeat(60_000)] {
        let folder = edition("de-1901", "\"k.dic\"", &format!("{text}\n\n{text}’s\n"))
            .with("k.aff", "SET UTF-8\n")
            .with("k.dic", "1\nStaat\n");
        let told = told(&read(&folder, &Session::default()));
        let long = told.iter().find(|line| line.chars().count() >= 200);
        assert_eq!(long.map(|line| line.chars().take(120).collect::<String>()), None);
    }
}

#[test]
fn the_same_text_gives_the_same_findings() {
    let words: String =
        (0..200).map(|n| format!("Wort{} Stxat ", "abcdefghij".repeat(n % 7 + 1))).collect();
    let folder =
        edition("de", "\"k.dic\"", &words).with("k.aff", "SET UTF-8\n").with("k.dic", "1\nStaat\n");
    let once = read(&folder, &Session::default()).diagnostics;
    assert_eq!(once, read(&folder, &Session::default()).diagnostics);
    assert!(once.iter().any(|one| matches!(one.code, Code::Spelling | Code::UnknownWord)));
    assert!(once.is_sorted_by_key(|one| one.span), "findings stand in the order of the text");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]
    #[test]
    fn no_text_breaks_it(
        text in "([A-Za-zäöüßſﬁÄÖÜé’'.\\-\u{ad}\u{300}\u{2060}ǅ0-9ΣςİI ]{0,12}[ \n._*’-]){0,12}",
        language in prop::sample::select(vec!["de", "de-1901", "de-CH", "fr"]),
    ) {
        let folder = edition(language, "\"k.dic\"", &text)
            .with("k.aff", "SET UTF-8\nSFX A Y 1\nSFX A 0 en .\nREP 1\nREP ß ss\n")
            .with("k.dic", "4\nStaat/A\nklein/A\nab\nß/A\n");
        let opened = read(&folder, &Session::default());
        for one in &opened.diagnostics {
            prop_assert!(!one.message.is_empty() && !opened.sources.place(one.span).file.is_empty());
        }
    }
}
