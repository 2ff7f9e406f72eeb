//! The files for the printer, as outside programs see them.

mod book;
mod folding;
mod tools;

use std::path::Path;

use book::{PAGE, build, coloured, numbered};
use umbruch::pipeline::{self, PDF, PRINT};

use super::cases;

const PERFECT: &str = "[print]
paper = \"werkdruck-90-1.75\"
cover-paper = \"chromokarton-240\"
blurb = \"text/klappe.dj\"
price = \"18,00 € (D)\"
[isbn]
print = \"978-3-16-148410-0\"
";

fn names(built: &book::Built) -> Vec<String> {
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    built.files().iter().map(|path| name(path)).collect()
}

#[test]
fn files_stand_beside_the_book_with_their_checksums() {
    let order = PERFECT.replace("price", "imposition = \"16\"\nprice");
    let built = build(&coloured(&order), None);
    assert!(!built.failed, "{}", built.told);
    let books = [
        "zahlen-paperback-cover.pdf",
        "zahlen-paperback-print.pdf",
        "zahlen-paperback-signatures.pdf",
        "zahlen-paperback.pdf",
        "zahlen.epub",
    ];
    let (mut files, reports) = (vec!["SHA256SUMS"], ["zahlen.a11y.html", "zahlen.a11y.json"]);
    files.extend(&books[..4]);
    files.extend(reports);
    files.extend(&books[4..]);
    assert_eq!(names(&built), files);
    let sums = std::fs::read_to_string(&built.files()[0]).expect("there");
    for (line, book) in sums.lines().zip(&books) {
        assert!(line.ends_with(book), "{line}");
    }
    assert_eq!(sums.lines().count(), books.len());
}

#[test]
fn kinds_can_be_made_alone() {
    let printed = build(&coloured(PERFECT), Some(&PRINT));
    assert_eq!(
        names(&printed),
        ["SHA256SUMS", "zahlen-paperback-cover.pdf", "zahlen-paperback-print.pdf"]
    );
    let pdf = build(&coloured(PERFECT), Some(&PDF));
    assert_eq!(names(&pdf), ["SHA256SUMS", "zahlen-paperback.pdf"]);
    let nothing = build(&coloured(""), Some(&PRINT));
    assert!(nothing.files().is_empty() && !nothing.failed, "nothing is ordered");
}

/// The fill of the page and what its background paints reach the edge of the bleed and no further; the
/// file for reading ends where the page does.
#[test]
fn colours_go_on_into_the_bleed() {
    for paint in ["fill: luma(40%)", "background: rect(width: 100%, height: 100%, fill: luma(40%))"]
    {
        let mut folder = numbered(4, "[print]\npaper = \"offset-90\"\nimposition = \"booklet\"");
        let book = book::BOOK.replace("margin: 0pt)", &format!("margin: 0pt, {paint})"));
        folder = folder.with("layouts/zahlen/book.typ", book);
        let built = build(&folder, None);
        assert!(!built.failed, "{}", built.told);
        let Some(page) = tools::picture(&built.file("print")) else { return };
        // 10 mm of marks and bleed, of which 3 mm are bleed; a pixel is a quarter of a millimetre.
        let grey = |x: u32, y: u32| page.get_pixel(x * 4, y * 4).0[0];
        assert!(grey(60, 8) < 150 && grey(8, 80) < 150, "the bleed is printed");
        assert!(grey(60, 6) > 250 && grey(6, 80) > 250, "what is beyond is not");
        let sheet = tools::picture(&built.file("booklet")).expect("poppler is there");
        let grey = |x: u32, y: u32| sheet.get_pixel(x * 4, y * 4).0[0];
        assert!(grey(60, 8) < 150 && grey(160, 8) < 150 && grey(8, 80) < 150, "on the sheet, too");
        assert!(grey(60, 6) > 250, "and no further");
        let reading = tools::page_box(&built.file("zahlen"), "MediaBox").expect("poppler is there");
        near(reading, [0.0, 0.0, PAGE.0, PAGE.1]);
    }
}

#[test]
fn a_character_without_a_glyph_on_the_cover_is_told() {
    let folder = coloured(PERFECT).with("text/klappe.dj", "Ein \u{13000} steht hier.");
    let built = build(&folder, Some(&PRINT));
    assert!(built.failed && built.told.contains("no font has a glyph"), "{}", built.told);
    assert!(built.told.contains("text/klappe.dj:1:5"), "{}", built.told);
}

#[test]
fn the_same_bytes_every_time() {
    let order = PERFECT.replace("price", "imposition = \"8\"\nprice");
    let [first, again] = [0, 1].map(|_| build(&coloured(&order), Some(&PRINT)));
    for (one, other) in first.files().iter().zip(again.files()) {
        assert_eq!(std::fs::read(one).expect("there"), std::fs::read(other).expect("there"));
    }
    let cover = std::fs::read(first.file("cover")).expect("there");
    assert_ne!(cover, std::fs::read(first.file("print")).expect("there"));
}

#[test]
fn judges_find_nothing() {
    for order in [PERFECT.replace("price", "imposition = \"32\"\nprice"), PERFECT.into()] {
        let built = build(&coloured(&order), Some(&PRINT));
        for file in built.files().iter().filter(|file| file.extension().is_some_and(|e| e == "pdf"))
        {
            tools::judge(file);
        }
    }
}

#[test]
fn boxes_say_what_is_trimmed_and_what_bleeds() {
    for (order, margin, bleed) in [("", 10.0, 3.0), ("marks = false\nbleed = 5", 5.0, 5.0)] {
        let order = PERFECT.replace("price", &format!("{order}\nprice"));
        let built = build(&coloured(&order), Some(&PRINT));
        let file = built.file("print");
        let Some(trim) = tools::page_box(&file, "TrimBox") else { return };
        let wanted =
            |from: f64, beyond: f64| [from, from, from + 125.0 + beyond, from + 190.0 + beyond];
        near(trim, wanted(margin, 0.0));
        let bleeds = tools::page_box(&file, "BleedBox").expect("poppler is there");
        near(bleeds, wanted(margin - bleed, 2.0 * bleed));
        let media = tools::page_box(&file, "MediaBox").expect("poppler is there");
        near(media, wanted(0.0, 2.0 * margin));
    }
}

fn near(found: [f64; 4], wanted: [f64; 4]) {
    let same = found.iter().zip(wanted).all(|(found, wanted)| (found - wanted).abs() < 0.02);
    assert!(same, "{found:?}, not {wanted:?}");
}

/// Black is the black plate and nothing else, pictures and highlights too; the file for reading, on
/// which the judge has to find colours, is not so.
#[test]
fn the_block_is_printed_in_black_alone() {
    let order = PERFECT.replace("price", "imposition = \"8\"\nprice");
    let built = build(&coloured(&order), None);
    let coloured_ink = |[cyan, magenta, yellow, _]: &[f64; 4]| cyan + magenta + yellow > 0.0;
    for part in ["print", "signatures"] {
        let Some(pages) = tools::inks(&built.file(part)) else { return };
        assert!(!pages.iter().any(coloured_ink), "{part}: {pages:?}");
        assert!(pages.iter().any(|page| page[3] > 0.01), "there is something on the pages");
    }
    let reading = tools::inks(&built.file("paperback")).expect("Ghostscript is there");
    assert!(reading.iter().any(coloured_ink), "the judge sees colours");
    let order = order.replace("price", "black-only = false\nprice");
    let built = build(&coloured(&order), Some(&PRINT));
    let pages = tools::inks(&built.file("print")).expect("Ghostscript is there");
    assert!(pages.iter().any(coloured_ink), "colours stay where they are ordered");
    // The photograph and the highlight are on one page; the text of the others is black as before.
    assert!(pages.iter().filter(|page| coloured_ink(page)).count() == 1, "{pages:?}");
}

/// A leaf has two pages, a sheet that is stapled through the fold four.
#[test]
fn the_last_leaf_of_the_block_is_full() {
    for (pages, order, wanted) in [
        (11, "", 12),
        (12, "", 12),
        (9, "binding = \"saddle\"", 12),
        (9, "imposition = \"16\"", 10),
    ] {
        let order = format!("[print]\npaper = \"offset-90\"\n{order}");
        let built = build(&numbered(pages, &order), Some(&PRINT));
        assert!(!built.failed, "{}", built.told);
        let Some(found) = tools::words(&built.file("print")) else { return };
        assert_eq!(found.len(), wanted, "{order}");
        assert!(found[..pages].iter().all(|page| !page.is_empty()), "{order}");
        assert!(found[pages..].iter().all(Vec::is_empty), "{order}");
    }
}

/// Thickness × leaves, by hand: 321 pages are 161 leaves of 0.1575 mm; two boards of 0.3 mm.
#[test]
fn the_spine_is_as_wide_as_the_block_is_thick() {
    let order = "[print]\npaper = \"werkdruck-90-1.75\"\ncover-paper = \"chromokarton-240\"";
    let built = build(&numbered(321, order), Some(&PRINT));
    let Some([left, _, right, _]) = tools::page_box(&built.file("cover"), "TrimBox") else {
        return;
    };
    let spine = right - left - 2.0 * PAGE.0;
    assert!((spine - (161.0 * 0.1575 + 0.6)).abs() < 0.1, "{spine}");
    // A signature of 16 is filled up: 336 pages.
    let built = build(&numbered(321, &format!("{order}\nimposition = \"16\"")), Some(&PRINT));
    let [left, _, right, _] = tools::page_box(&built.file("cover"), "TrimBox").expect("there");
    let spine = right - left - 2.0 * PAGE.0;
    assert!((spine - (168.0 * 0.1575 + 0.6)).abs() < 0.1, "{spine}");
    // What the printer has measured goes before; what is stapled has none.
    for (order, wanted) in [("spine = 23.4", 23.4), ("binding = \"saddle\"", 0.0)] {
        let order = format!("[print]\npaper = \"offset-90\"\n{order}");
        let built = build(&numbered(32, &order), Some(&PRINT));
        let [left, _, right, _] = tools::page_box(&built.file("cover"), "TrimBox").expect("there");
        assert!((right - left - 2.0 * PAGE.0 - wanted).abs() < 0.1, "{order}");
    }
}

#[test]
fn the_bar_code_is_the_isbn() {
    for layout in ["paperback", "pamphlet"] {
        let manifest = PERFECT.replace("[print]\n", "[print]\nspine = 12\n");
        let folder = coloured(&manifest);
        let text = String::from_utf8(
            umbruch::storage::Folder::read(&folder, "edition.toml", 9999).expect("there"),
        );
        let text = text.expect("text").replace("\"paperback\"", &format!("\"{layout}\""));
        let folder = folder.with("edition.toml", text);
        let built = build(&folder, Some(&PRINT));
        let Some(code) = tools::bar_code(&built.file("cover")) else { return };
        assert_eq!(code.trim(), "9783161484100", "{}", built.told);
    }
}

#[test]
fn the_cover_says_what_the_book_is() {
    let built =
        build(&coloured(&PERFECT.replace("[print]\n", "[print]\nspine = 12\n")), Some(&PRINT));
    let Some(pages) = tools::words(&built.file("cover")) else { return };
    let words: Vec<&str> = pages[0].iter().map(|word| word.text.as_str()).collect();
    for text in
        ["Wer wissen will, wie ein Abend am Kai vergeht,", "ISBN 978-3-16-148410-0", "18,00 € (D)"]
    {
        for word in text.split(' ') {
            assert!(words.contains(&word), "`{word}` is not in {words:?}");
        }
    }
    // On the front and on the spine.
    assert_eq!(words.iter().filter(|word| **word == "Zahlen").count(), 2, "{words:?}");
    // In German a spine is read from its foot: the author stands below the title.
    let middle = |word: &&tools::Word| (125.0..=137.0 + 20.0).contains(&word.left);
    let on_spine: Vec<&tools::Word> = pages[0].iter().filter(middle).collect();
    let top = |text: &str| on_spine.iter().find(|w| w.text == text).map(|w| w.top);
    assert!(top("Probe") > top("Zahlen"), "{on_spine:?}");
}

#[test]
fn a_picture_covers_the_front_with_its_bleed() {
    let cover = "[cover]\nimage = \"images/umschlag.jpg\"\nalt = \"Farben\"\n";
    let folder =
        coloured(&format!("{}{cover}", PERFECT.replace("[print]\n", "[print]\nspine = 12\n")))
            .with("images/umschlag.jpg", book::photograph(1600, 2400));
    let built = build(&folder, Some(&PRINT));
    assert!(!built.failed, "{}", built.told);
    assert!(!built.told.contains("umschlag.jpg"), "it is fine enough: {}", built.told);
    let folder = folder.with("images/umschlag.jpg", book::photograph(800, 1200));
    let told = build(&folder, Some(&PRINT)).told;
    assert!(told.contains("`images/umschlag.jpg` is printed with 15"), "{told}");
    assert!(told.contains("edition.toml:"), "{told}");
}

/// Every case of `tests/press/told/`: sources, and what is told of them when they are built.
#[test]
fn told_at_the_source() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/press/told");
    for file in std::fs::read_dir(folder).expect("there").flatten() {
        cases::check(&file.path(), |case| build(&case.folder(), Some(&PRINT)).told);
    }
}

/// Measures of all kinds are refused or built, and nothing breaks down.
#[test]
fn senseless_measures_are_told() {
    for line in [
        "bleed = nan",
        "bleed = inf",
        "bleed = -3",
        "bleed = 99999999999999999999",
        "bleed = 1e308",
        "spine = -0.1",
        "spine = \"3\"",
        "resolution = 0",
        "paper = { grammage = nan, volume = 1 }",
        "paper = { grammage = 0, volume = 0 }",
        "paper = { grammage = 90 }",
        "paper = []",
        "sheet = [nan, 100]",
        "sheet = [1, 2, 3]",
        "sheet = {}",
        "blurb = \"../../etc/passwd\"",
        "layouts = [\"\"]",
        "imposition = 16",
        "marks = \"ja\"",
    ] {
        let paper = if line.starts_with("paper") { "" } else { "paper = \"offset-90\"\n" };
        let opened = pipeline::open(&numbered(4, &format!("[print]\n{paper}{line}")), "zahlen");
        assert!(opened.errors() > 0, "{line}: {:?}", opened.diagnostics);
    }
    for line in
        ["bleed = 0", "bleed = 20", "spine = 200", "sheet = [2000, 2000]\nimposition = \"8\""]
    {
        let built =
            build(&numbered(4, &format!("[print]\npaper = \"offset-90\"\n{line}")), Some(&PRINT));
        assert!(!built.failed, "{line}: {}", built.told);
    }
}
