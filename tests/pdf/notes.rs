//! Notes and what stands in the margin, on the finished pages.

use umbruch::diagnostics::{Code, Severity};
use umbruch::inspection::{Flaw, Part};
use umbruch::pipeline;
use umbruch::storage::MemoryFolder;
use umbruch::writers::pdf::Pdf;

use super::{cases, set, tools};

const MANIFEST: &str = "slug = \"fall\"
title = \"Fall\"
language = \"de\"
identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"
date = 2026-11-23
[notes.buch]
pages = \"margin\"
[notes.teil]
marks = \"a\"
placement = \"section\"
pages = \"entry\"
[notes.fuss]
marks = \"*\"
placement = \"footnote\"
[[section]]
file = \"text/a.dj\"
";

fn pages(text: &str) -> Pdf {
    let folder =
        MemoryFolder::default().with("edition.toml", MANIFEST).with("text/a.dj", text.as_bytes());
    let opened = pipeline::open(&folder, "fall");
    assert_eq!(opened.diagnostics, []);
    set(&opened, &folder, "pamphlet").expect("it can be set")
}

/// The lines of all pages as they stand, words far apart with a single space between them.
fn lines(pdf: &Pdf) -> Option<Vec<String>> {
    let (_, text) =
        tools::run("pdftotext", &["-layout"], std::slice::from_ref(&pdf.bytes), &["-"])?;
    let close = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(text.lines().map(close).filter(|line| !line.is_empty()).collect())
}

const KINDS: &str = "# A

Eins[^1] zwei[^teil:2] drei.[^fuss:3] Und wieder eins.[^1]

[^1]: Am Ende des Buches.[^fuss:4]

[^teil:2]: Am Ende des Teils.

[^fuss:3]: Am Fuß der Seite.

[^fuss:4]: Fußnote einer Endnote.
";

/// Wherever a note stands, it is a note to those who have the file read aloud.
#[test]
fn every_note_is_a_note() {
    let pdf = pages(KINDS);
    assert_eq!(pdf.diagnostics, []);
    let structure = tools::run("pdfinfo", &["-struct-text"], std::slice::from_ref(&pdf.bytes), &[]);
    if let Some((_, structure)) = structure {
        assert_eq!(structure.matches("Note <").count(), 4, "{structure}");
    }
    tools::judge(&[pdf.bytes]);
}

#[test]
fn notes_tell_the_pages_of_their_calls() {
    let Some(lines) = lines(&pages(KINDS)) else { return };
    let has = |wanted: &str| lines.iter().any(|line| line == wanted);
    assert!(has("a (S. 7) Am Ende des Teils."), "{lines:?}");
    // The second call is on the same page, which is named once in the margin.
    assert!(lines.iter().any(|line| line.starts_with("7 1 Am Ende des Buches.*")), "{lines:?}");
}

/// Typst leaves footnotes of a stanza behind that moves on within another block.
#[test]
fn a_footnote_goes_with_its_stanza() {
    let stanza = "::: verse\nEine Zeile\nnoch eine\nmit Note[^fuss:1]\nund Schluß\n:::\n";
    for lines in 18..28 {
        let filler = "{.noindent}\nZeile.\n\n".repeat(lines);
        let text = format!("# A\n\n{filler}{stanza}\n[^fuss:1]: {}\n", "Lang. ".repeat(60));
        assert_eq!(pages(&text).diagnostics, [], "behind {lines} lines");
    }
}

/// Typst draws the footnotes of a footnote outside of the page, or leaves them out, where the page ends
/// between the two.
#[test]
fn footnotes_of_footnotes_stand_on_the_page() {
    let long = |word: &str| format!("{word} {}", "lang ".repeat(60));
    for lines in 18..30 {
        let filler = "{.noindent}\nZeile.\n\n".repeat(lines);
        let text = format!(
            "# A\n\n{filler}Ruf.[^fuss:1]\n\nEnde.[^fuss:5]\n\n[^fuss:1]: Erste,[^fuss:2] dann.[^fuss:4]\n\n\
             [^fuss:2]: {}[^fuss:3]\n\n[^fuss:3]: {}\n\n[^fuss:4]: {}\n\n[^fuss:5]: Fünfte.\n",
            long("Zweite"),
            long("Dritte"),
            long("Vierte"),
        );
        let pdf = pages(&text);
        let outside = pdf.report.findings.iter().find(|one| one.flaw == Flaw::OutsideArea);
        assert_eq!(outside, None, "behind {lines} lines");
        let Some(found) = tools::text(&pdf.bytes) else { return };
        let order = ["Erste", "Zweite", "Dritte", "Vierte", "Fünfte"];
        let places = order.map(|word| {
            assert_eq!(found.matches(word).count(), 1, "`{word}` behind {lines} lines: {found}");
            found.find(word)
        });
        assert!(places.is_sorted(), "{found}");
    }
}

/// Typst loses lines of a block that goes over several pages, if it was wrong about the room on the next
/// page when it kept two lines together.
#[test]
fn no_line_of_a_block_falls_between_pages() {
    let text = include_str!("lost/list.dj");
    let manifest = MANIFEST.replace("marks = \"*\"\nplacement", "placement").replace(
        "[notes.buch]\npages = \"margin\"\n[notes.teil]\nmarks = \"a\"\nplacement = \"section\"\npages = \"entry\"\n",
        "",
    );
    let manifest = manifest.replace("a.dj\"\n", "a.dj\"\ntitle = \"Eins\"\n");
    let folder =
        MemoryFolder::default().with("edition.toml", manifest).with("text/a.dj", text.as_bytes());
    let opened = pipeline::open(&folder, "fall");
    assert_eq!(opened.diagnostics, []);
    let pdf = set(&opened, &folder, "largeprint").expect("it can be set");
    assert!(pdf.typst.starts_with("#show block"), "lines of blocks are kept together here");
    let lost = pdf.diagnostics.iter().find(|one| one.code == Code::TextLost);
    assert_eq!(lost, None);
    let Some(found) = tools::text(&pdf.bytes) else { return };
    let count = |text: &str| tools::words(text).len();
    assert!(found.contains("stillniemand Hafenstill und niemand"), "{found}");
    assert!(count(&found) >= count(text), "{} words of {}", count(&found), count(text));
}

/// A whole paragraph is lost here at first, to which links of its footnotes lead.
#[test]
fn what_links_lead_to_is_lost_in_no_list() {
    let text = include_str!("lost/terms.dj");
    let mut picture = std::io::Cursor::new(Vec::new());
    let grey = image::GrayImage::from_pixel(1200, 600, image::Luma([128]));
    grey.write_to(&mut picture, image::ImageFormat::Png).expect("a picture can be written");
    let manifest = "slug = \"fall\"\ntitle = \"Fall\"\nlanguage = \"de\"
identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"\ndate = 2026-11-23
[[contributor]]\nname = \"Heine\"\n[notes.fuss]\nplacement = \"footnote\"
[[section]]\nfile = \"text/a.dj\"\nid = \"s0\"\n";
    let folder = MemoryFolder::default()
        .with("edition.toml", manifest)
        .with("text/a.dj", text.as_bytes())
        .with("images/plan.png", picture.into_inner());
    let opened = pipeline::open(&folder, "fall");
    assert_eq!(opened.diagnostics, []);
    let pdf = set(&opened, &folder, "proof").expect("it can be set");
    assert!(pdf.typst.starts_with("#show block"), "lines of blocks are kept together here");
    let Some(found) = tools::text(&pdf.bytes) else { return };
    assert!(found.contains("Still!"), "{found}");
}

#[test]
fn marks_of_one_line_stand_beside_each_other() {
    let text = "# A\n\n[17]{.page}Eine [18]{.page}Zeile.\n\n{numbered=1 start=3}\n::: verse\nEin [19]{.page}Vers\n:::\n";
    let Some(lines) = lines(&pages(text)) else { return };
    let ends = |wanted: &str| lines.iter().any(|line| line.ends_with(wanted));
    assert!(ends("Zeile. 17 18") && ends("Vers 3 19"), "{lines:?}");
}

/// Sentences of the same few words, so long that they take some lines.
fn sentence(seed: usize, words: usize) -> String {
    const WORDS: [&str; 9] = [
        "Kai",
        "Kräne",
        "Hafenverwaltung",
        "still",
        "und",
        "standen",
        "Nebel",
        "dem",
        "Schiffsmakler",
    ];
    let word = |n: usize| WORDS[(seed * 5 + n * (seed % 4 + 2)) % WORDS.len()];
    format!("Da {}.", (0..words).map(word).collect::<Vec<_>>().join(" "))
}

/// All notes of an apparatus hang alike, whichever section they belong to, and their lines end where those of
/// the text do.
#[test]
fn notes_have_one_measure() {
    let mut folder = MemoryFolder::default();
    let mut manifest = MANIFEST.replace("pages = \"margin\"\n", "");
    for (section, count) in [(1, 7), (2, 8), (3, 90)] {
        let mut text = format!("# Abschnitt {section}\n\n");
        for note in 0..count {
            text.push_str(&format!("{}[^{note}]\n", sentence(note, 20)));
            if note < 3 {
                text.push_str(&format!(
                    "Wort.[^teil:{note}]\n\n[^teil:{note}]: {}\n\n",
                    sentence(note, 40)
                ));
            }
            text.push_str(&format!("\n[^{note}]: {}\n\n", sentence(note + section, 30)));
        }
        text.push_str(&format!("- {}\n\n1. {}\n\n", sentence(1, 40), sentence(2, 40)));
        text.push_str(&format!(": Wort\n\n  {}\n", sentence(3, 40)));
        if section > 1 {
            manifest.push_str(&format!("[[section]]\nfile = \"text/{section}.dj\"\n"));
        }
        let name = if section == 1 { "text/a.dj".to_owned() } else { format!("text/{section}.dj") };
        folder = folder.with(name.as_str(), text.as_bytes());
    }
    let folder = folder.with("edition.toml", manifest.as_bytes());
    let opened = pipeline::open(&folder, "fall");
    assert_eq!(opened.diagnostics, []);
    for (layout, measure) in [("pamphlet", 98.0), ("paperback", 90.0), ("screen", 110.0)] {
        let pdf = set(&opened, &folder, layout).expect("it can be set");
        let pages = &pdf.report.pages;
        let mut hanging = std::collections::BTreeSet::new();
        let mut lines = 0;
        for paragraph in &pages.paragraphs {
            for at in &paragraph.lines {
                let line = pages.line(*at);
                let measure = measure * 72.0 / 25.4;
                let recto = layout == "screen" || at.0 % 2 == 0;
                let page = &pages.pages[at.0];
                let inner = if layout == "pamphlet" {
                    21.0
                } else if layout == "screen" {
                    20.0
                } else {
                    15.0
                };
                let inner = inner * 72.0 / 25.4;
                let left = if recto { inner } else { page.width - inner - measure };
                if line.justified {
                    assert!(
                        (line.right - left - measure).abs() < 0.7,
                        "{layout}, {at:?}: {line:?}"
                    );
                    lines += 1;
                }
                if line.part == Part::Note && *at != paragraph.lines[0] {
                    hanging.insert(((line.left - left) * 10.0).round() as i64);
                }
            }
        }
        assert!(lines > 300, "{layout}: {lines} lines");
        // One for the endnotes, one for the notes of the sections.
        assert!(hanging.len() <= 2, "{layout}: {hanging:?}");
    }
}

/// A footnote that is called in a longer one, which goes over several pages, is printed wherever they end.
#[test]
fn a_footnote_in_a_long_one_is_printed() {
    let picture = "![Kai](kai.png)";
    let row = format!("| Wort[^b] {picture} | lang {picture} | kurz {picture} {picture} |");
    let manifest = MANIFEST.replace("[notes.buch]\npages = \"margin\"\n", "");
    let manifest = manifest.split("[notes.teil]").next().expect("a head").to_owned()
        + "layouts = [\"screen\"]\n[notes.fuss]\nplacement = \"footnote\"\n\
           [[section]]\nfile = \"text/a.dj\"\ntitle = \"A\"\n";
    let mut png = std::io::Cursor::new(Vec::new());
    let grey = image::GrayImage::from_pixel(1200, 600, image::Luma([128]));
    grey.write_to(&mut png, image::ImageFormat::Png).expect("a picture can be written");
    for before in 15..23 {
        let text = format!(
            "{}::: verse\nText.[^a]\n:::\n\n[^a]: Anmerkung\n\n    > | Kopf | Kopf | Kopf |\n    \
             > |---|---|---|\n    > {row}\n    >\n    > Danach.\n\n[^b]: Verschwunden\n",
            "Text.\n\n".repeat(before)
        );
        let folder = MemoryFolder::default()
            .with("edition.toml", manifest.as_bytes())
            .with("kai.png", png.get_ref().clone())
            .with("text/a.dj", text.as_bytes());
        let opened = pipeline::open(&folder, "fall");
        assert_eq!(opened.diagnostics, []);
        let pdf = set(&opened, &folder, "screen").expect("it can be set");
        let Some(read) = tools::text(&pdf.bytes) else { return };
        assert!(read.contains("Verschwunden"), "{before}: {:?}", pdf.diagnostics);
        assert_eq!(pdf.diagnostics.iter().find(|told| told.message.contains("Verschwunden")), None);
    }
}

/// A footnote that a layout leaves out is told at its call.
#[test]
fn a_footnote_that_is_not_printed_is_told() {
    let manifest = cases::MANIFEST.to_owned() + "[notes.fuss]\nplacement = \"footnote\"\n";
    let look = "#import \"/vocabulary/all.typ\": *\n\
                #let foot(mark, note: \"\", call: \"\", words: \"\", ..) = [#super(mark)#metadata(none)#label(call)]\n";
    let text = "Text.[^a]\n\n[^a]: Verschwunden.\n";
    let folder = MemoryFolder::default()
        .with("edition.toml", manifest.as_bytes())
        .with("layouts/eigen/layout.toml", include_str!("../../layouts/pamphlet/layout.toml"))
        .with("layouts/eigen/book.typ", look)
        .with("text/a.dj", text.as_bytes());
    let opened = pipeline::open(&folder, "fall");
    assert_eq!(opened.diagnostics, []);
    let pdf = set(&opened, &folder, "eigen").expect("it can be set");
    let told = pdf.diagnostics.iter().find(|told| told.code == Code::FootnotePage);
    let told = told.expect("it is told");
    assert!(told.message.contains("is not printed"), "{}", told.message);
    assert_eq!(text[told.span.range()], *"[^a]");
}

/// Notes that stand at the end of each section do so on pages with a form of their own as well.
#[test]
fn every_page_has_the_notes_of_its_section() {
    let roles = ["half-title", "title-page", "imprint", "dedication", "epigraph", "colophon"];
    for role in roles {
        let section = format!("file = \"text/a.dj\"\ntitle = \"A\"\nrole = \"{role}\"\n");
        let manifest = MANIFEST.replace("pages = \"entry\"\n", "");
        let manifest = manifest.replace("file = \"text/a.dj\"\n", &section)
            + "[[section]]\nfile = \"text/b.dj\"\ntitle = \"B\"\n";
        let text =
            "# Titel[^teil:a]\n\nText.[^teil:b]\n\n[^teil:a]: Erste.\n\n[^teil:b]: Zweite.\n";
        let folder = MemoryFolder::default()
            .with("edition.toml", manifest.as_bytes())
            .with("text/a.dj", text.as_bytes())
            .with("text/b.dj", b"Text.\n");
        let opened = pipeline::open(&folder, "fall");
        assert_eq!(opened.diagnostics, [], "{role}");
        let pdf = set(&opened, &folder, "pamphlet").expect("it can be set");
        // The imprint may need one round more than there are until the pages stand still.
        let errors = pdf.diagnostics.iter().filter(|d| d.severity() == Severity::Error);
        assert_eq!(errors.count(), 0, "{role}");
        let Some(lines) = lines(&pdf) else { return };
        let at = |words: &str| lines.iter().position(|line| line.contains(words));
        let places = ["Titel", "Text.", "Erste.", "Zweite."].map(at);
        assert!(places.is_sorted() && places[0].is_some(), "{role}: {places:?} {lines:#?}");
    }
}

/// Behind a note that is called several times stand the pages on which it is, each once.
#[test]
fn pages_of_calls_stand_behind_a_note_each_once() {
    let far = "Die Zeile steht allein.\n\n".repeat(60);
    let calls = |mark: &str| {
        format!("Zweimal{mark} hier,{mark} und später.\n\n{far}Dort{mark} auch{mark}.\n\n")
    };
    let text = format!(
        "# A\n\n{}{}[^fuss:1]: Am Fuß.\n\n[^2]: Am Ende.\n",
        calls("[^fuss:1]"),
        calls("[^2]")
    );
    let folder = MemoryFolder::default()
        .with("edition.toml", MANIFEST.replacen("pages = \"margin\"\n", "", 1))
        .with("text/a.dj", text);
    let opened = pipeline::open(&folder, "fall");
    let pdf = set(&opened, &folder, "pamphlet").expect("it can be set");
    let Some(text) = tools::text(&pdf.bytes) else { return };
    let pages = |word: &str| -> Vec<String> {
        let found = text.split('\u{c}').enumerate().filter(|(_, page)| page.contains(word));
        found.map(|(index, _)| (index + 1).to_string()).collect()
    };
    let (twice, there) = (pages("Zweimal"), pages("Dort"));
    assert_eq!((twice.len(), there.len()), (2, 2), "{text}");
    let close = text.split_whitespace().collect::<Vec<_>>().join(" ") + " ";
    for (index, note) in ["Am Fuß.", "Am Ende."].into_iter().enumerate() {
        let wanted = format!("{note} ↑ {}, {} ", twice[index], there[index]);
        assert!(close.contains(&wanted), "{wanted}: {close}");
    }
}
