//! Plain texts in the states in which the web and scans have them.

use std::fs;
use std::path::Path;

use umbruch::import::Topic;

use super::{compare, file, foreign_files, imported, lost_word, of_bytes, root};

#[test]
fn texts_become_the_editions_beside_them() {
    let files = foreign_files("text");
    assert!(files.len() >= 8, "only {} texts", files.len());
    let wrong: Vec<String> = files
        .iter()
        .filter_map(|path| {
            let bytes = fs::read(path).expect("the text can be read");
            let imported = of_bytes("text.txt", &bytes).expect("it is a text");
            compare(path, &imported)
        })
        .collect();
    assert!(wrong.is_empty(), "made otherwise than expected:\n{}", wrong.join("\n"));
}

#[test]
fn no_word_is_lost() {
    for path in foreign_files("text") {
        {
            let text = fs::read_to_string(&path).expect("the text can be read");
            assert_eq!(lost_word(&text, &imported(&text)), None, "{}", path.display());
        }
    }
}

#[test]
fn title_lines() {
    // title line(s) | title | authors | year
    let cases = [
        ("(1939 Karl Muster) Der Staat", "Der Staat", "Karl Muster", "1939"),
        ("(Karl Muster, 1939) Der Staat", "Der Staat", "Karl Muster", "1939"),
        ("[1939] Der Staat", "Der Staat", "", "1939"),
        ("Karl Muster: Der Staat (1939)", "Der Staat", "Karl Muster", "1939"),
        ("Karl Muster (1939): Der Staat", "Der Staat", "Karl Muster", "1939"),
        ("Karl Muster – Der Staat", "Der Staat", "Karl Muster", ""),
        ("Der Staat – Rosa von Muster", "Der Staat", "Rosa von Muster", ""),
        ("Der Staat, von K. Muster", "Der Staat", "K. Muster", ""),
        ("Der Staat\nvon Karl Muster\n1939", "Der Staat", "Karl Muster", "1939"),
        ("Der Staat\nKarl Muster (1939)", "Der Staat", "Karl Muster", "1939"),
        ("Karl Muster\nDer Staat\n1939", "Der Staat", "Karl Muster", "1939"),
        ("Karl Muster und Ida Probe: Der Staat", "Der Staat", "Karl Muster|Ida Probe", ""),
        ("Der Staat: ein Versuch", "Der Staat: ein Versuch", "", ""),
        ("Der Staat (1939 Karl Muster)", "Der Staat", "Karl Muster", "1939"),
        ("Karl Muster, 1939: Der Staat", "Der Staat", "Karl Muster", "1939"),
        ("Der Staat (zweiter Teil)", "Der Staat (zweiter Teil)", "", ""),
        ("\"Der\\Staat\" (1939)", "\"Der\\Staat\"", "", "1939"),
    ];
    for (lines, title, authors, year) in cases {
        let text = format!("{lines}\n\nEin Satz, daß es etwas zu lesen gibt, muß schon sein.\n");
        let edition = imported(&text);
        let toml: toml::Table = file(&edition, "edition.toml").parse().expect("valid TOML");
        assert_eq!(toml["title"].as_str(), Some(title), "{lines}");
        let found: Vec<&str> = toml
            .get("contributor")
            .and_then(|c| c.as_array())
            .into_iter()
            .flatten()
            .filter_map(|c| c["name"].as_str())
            .collect();
        assert_eq!(found.join("|"), authors, "{lines}");
        let date = toml["source"].get("date").and_then(|d| d.as_str()).unwrap_or_default();
        assert_eq!(date, year, "{lines}");
    }
}

#[test]
fn languages() {
    let cases = [
        ("Man muß wissen, daß der Fluß über die Ufer trat und die Häuser naß wurden.", "de-1901"),
        ("Man muss wissen, dass der Fluss über die Ufer trat und die Häuser nass wurden.", "de"),
        ("Man muss wissen, dass die grosse Strasse ausser Betrieb war und gross blieb.", "de-CH"),
        (
            "Die Häuser am Ufer waren alt, und die Leute wohnten gern in ihnen, solange es ging.",
            "de",
        ),
        (
            "The houses near the river were old, and people liked to live in them while they could.",
            "en",
        ),
        (
            "Les maisons au bord de la rivière étaient vieilles, et les gens aimaient y habiter.",
            "fr",
        ),
    ];
    for (text, tag) in cases {
        let edition = imported(&format!("Das Ufer\n\n{text}\n"));
        let toml: toml::Table = file(&edition, "edition.toml").parse().expect("valid TOML");
        assert_eq!(toml["language"].as_str(), Some(tag), "{text}");
    }
}

#[test]
fn a_file_without_text_is_refused() {
    for (text, message) in [
        ("", "1:1: the file holds no text"),
        ("\u{FEFF} \r\n\t\n", "1:1: the file holds no text"),
        ("Nur ein Titel\nvon Karl Muster\n", "1:1: there is no text beside title and notes"),
    ] {
        let error = of_bytes("text.txt", text.as_bytes()).expect_err("nothing to import");
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn bytes_that_are_not_utf_8_are_read_and_told_with_their_place() {
    let cases: [(&[u8], &str); 4] = [
        (
            b"Der Staat\n\nman mu\xDF es sagen, und f\xFCr immer.\n",
            "3:7: the file was not in UTF-8 but in Latin-1",
        ),
        (
            b"Der Staat\n\n\xBBMan mu\xDF es\xAB \x96 f\xFCr immer.\n",
            "3:1: the file was not in UTF-8 but in Windows-1252",
        ),
        (
            b"Der Staat\n\nman mu\xE1 es sagen, und f\x81r immer.\n",
            "3:7: the file was not in UTF-8 but in code page 850 (DOS)",
        ),
        (
            b"Der Staat\n\nman mu\xC3\x9F es sagen, und f\xFCr immer.\n",
            "3:24: look: the file is in UTF-8, mixed with Windows-1252 in one place",
        ),
    ];
    for (bytes, told) in cases {
        let edition = of_bytes("text.txt", bytes).expect("a text");
        let found = edition.decisions.iter().find(|decision| decision.topic == Topic::Encoding);
        assert_eq!(found.map(ToString::to_string).as_deref(), Some(told));
        let text = file(&edition, "text/01-der-staat.dj");
        assert!(text.contains("uß es") && text.contains("für immer"), "{text}");
    }
}

/// A text that was cut off anywhere, and texts of nothing but what the reader looks for: none takes it out of step.
#[test]
fn cut_and_hostile_texts_are_read_or_refused() {
    for path in foreign_files("text") {
        let bytes = fs::read(&path).expect("the text can be read");
        for end in (0..bytes.len()).step_by(100) {
            if let Ok(edition) = of_bytes("text.txt", &bytes[..end]) {
                let text = String::from_utf8_lossy(&bytes[..end]);
                assert_eq!(
                    lost_word(text.trim_end_matches('\u{FFFD}'), &edition),
                    None,
                    "{} to {end}",
                    path.display()
                );
            }
        }
    }
    let rows = [
        "_*=#~",
        "[12] ",
        "12\n\n",
        "- 12 -\n\n",
        "a b c ",
        "Wort-\n",
        "ANNA. Ja.\n\n",
        "[Illustration: x\n",
        "--",
        "xii\n\n",
        "\u{C}\n1\n",
        "Liebe Ida!\n\n",
        "*** START OF THE PROJECT GUTENBERG EBOOK\n",
        "Title: x\n y\n",
        "+----+\n",
        "(",
        "|1|",
        " \t ",
    ];
    for row in rows {
        let text = format!("Ein Titel\n\nEin Satz.\n\n{}\n\nNoch ein Satz.\n", row.repeat(2000));
        let _ = of_bytes("text.txt", text.as_bytes());
    }
}

#[test]
fn what_is_no_text_is_told_with_its_place() {
    let cases: [(&[u8], &str); 3] = [
        (b"Der Staat\n\nman\0mu", "3:4: byte 0x00 stands in no text"),
        (b"\xEF\xBB\xBF\xC3\xA4\xE2\x82", "1:2: byte 0xE2 is not UTF-8"),
        (b"\xFF\xFE\x00\xD8D\0", "1:1: the file is in UTF-16LE, and broken here"),
    ];
    for (bytes, message) in cases {
        let error = of_bytes("text.txt", bytes).expect_err("no text");
        assert_eq!(error.to_string(), message);
        assert!(error.hint.is_some());
    }
}

#[test]
fn what_cannot_be_imported_is_refused_by_name() {
    let cases: [(&str, &[u8], &str, &str); 12] = [
        ("a.xml", b"<?xml version=\"1.0\"?><RSS></RSS>", "XML of a kind", "TEI"),
        ("a.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "a picture (SVG)", "a text"),
        ("a.png", b"\x89PNG\r\n\x1A\n\0\0", "a picture (PNG)", "recognition"),
        ("a.zip", b"PK\x03\x04....a.txt", "a package of files (ZIP)", "take the files out"),
        ("a.gz", b"\x1F\x8B\x08\0", "an archive (gzip)", "take the files out"),
        ("a.7z", b"7z\xBC\xAF\x27\x1C\0", "an archive (7z)", "take the files out"),
        ("a.rtf", b"{\\rtf1\\ansi Der Kai}", "Rich Text (RTF)", ".docx"),
        ("a.pdf", b"%PDF-1.7\n%\xE2\xE3", "a PDF", "copy"),
        ("a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a document of an office program", ".docx"),
        ("a.tex", b"Der Kai", "a source of TeX", "HTML"),
        ("a.txt", b"% von mir\n\\documentclass{book}\n", "a source of TeX", "HTML"),
        ("a.webp", b"RIFF....WEBPVP8 ", "a picture (WebP)", "recognition"),
    ];
    for (name, bytes, what, hint) in cases {
        let error = of_bytes(name, bytes).expect_err("no text");
        assert!(error.message.starts_with(&format!("the file is {what}")), "{}", error.message);
        assert!(error.hint.is_some_and(|h| h.contains(hint)), "{what}");
    }
    for text in
        ["<Anfang fehlt> Der Kai", "PK heißt Parteikonferenz", "RIFF", "<html-Seiten> im Satz"]
    {
        let text = format!("Die Fahrt\n\n{text} und noch mehr Worte, die niemand zählt.\n");
        assert!(imported(&text).files[1].text.contains("Worte"), "{text}");
    }
}

#[test]
fn line_ends_of_all_systems_give_the_same_edition() {
    let unix = fs::read_to_string(root().join("tests/import/text/glued.txt"))
        .expect("the text can be read");
    let edition = imported(&unix);
    assert_eq!(imported(&unix.replace('\n', "\r\n")), edition);
    assert_eq!(imported(&unix.replace('\n', "\r")), edition);
}

/// Behind an exclamation mark, brackets and a parenthesis would be a picture.
#[test]
fn a_call_between_marks_stays_a_call() {
    let web = "(1921 Karl Muster) Die Mühle\n\nDas Rad steht still!1(So sagt man.)\n1Seit Mai.\n";
    let edition = imported(web);
    assert!(file(&edition, "text/01-die-muehle.dj").contains("still\\![^1]\\(So sagt man.)"));
}

#[test]
fn a_doubtful_place_is_marked_in_the_source_and_reported() {
    let text = fs::read_to_string(root().join("tests/import/text/missing-call.txt"))
        .expect("the text can be read");
    let edition = imported(&text);
    let chapter = file(&edition, "text/01-i.dj");
    assert!(chapter.contains("{% look: no call of note 3 was found in the text %}\n3Der Wächter"));
    let doubt = edition
        .decisions
        .iter()
        .find(|d| d.to_string().contains(": look: ") && d.topic == Topic::Note);
    assert_eq!(
        doubt.map(|d| (d.line, d.message.as_str())),
        Some((12, "note 3 is called nowhere; kept as text"))
    );
}

#[test]
fn paths_are_names_of_files() {
    let edition = imported(
        "Der ../../Weg/etc\n\nI\n\nEin Satz, daß er steht.\n\nII\n\nNoch ein Satz, der auch steht.\n",
    );
    for file in &edition.files {
        assert!(
            Path::new(&file.path)
                .components()
                .all(|c| matches!(c, std::path::Component::Normal(_)))
        );
        let name = file.path.rsplit('/').next().unwrap_or_default();
        assert!(
            name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c)),
            "{name}"
        );
    }
}

#[test]
fn a_chapter_named_in_a_sentence_is_no_heading_and_an_address_loses_its_brackets() {
    let text = "Der Hafen\n\nWas dort liegt, sagt genauer\nabschnitt 13, der davon handelt,\nund mehr nicht.\n\nEin zweiter Absatz schließt hier.\n\n<https://example.org/hafen.html>.\n";
    let edition = imported(text);
    assert!(!edition.decisions.iter().any(|d| d.message.starts_with("chapter")));
    assert!(file(&edition, "edition.toml").contains("url = \"https://example.org/hafen.html\""));
}
