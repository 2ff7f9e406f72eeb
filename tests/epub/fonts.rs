//! Embedded fonts: what an e-book takes of the fonts of its layout.

use std::collections::BTreeMap;

use rustybuzz::ttf_parser::{Face, Tag, name_id};
use umbruch::diagnostics::Code;
use umbruch::pipeline::{self, EPUB, Request, Session};
use umbruch::storage::MemoryFolder;

use super::books::{Files, MANIFEST, chapter, rich, style, written};
use super::tree::{Child, Tree};

/// The fonts of an e-book by file name.
fn fonts(files: &Files) -> BTreeMap<&str, &[u8]> {
    let fonts = files.names().into_iter().filter_map(|name| name.strip_prefix("EPUB/fonts/"));
    fonts.map(|name| (name, files.file(&format!("EPUB/fonts/{name}")))).collect()
}

fn names(files: &Files) -> Vec<&str> {
    fonts(files).into_keys().collect()
}

fn of(djot: &str) -> Files {
    Files::of(&chapter("", djot))
}

/// One file a style that the text uses: what is not slanted or bold brings no font for it.
#[test]
fn a_style_that_is_used_brings_its_face() {
    let regular = "libertinus-serif-regular.otf";
    let (italic, bold) = ("libertinus-serif-italic.otf", "libertinus-serif-bold.otf");
    assert_eq!(names(&of("# Eins\n\nText.\n")), [regular]);
    assert_eq!(names(&of("# Eins\n\nEin _Wort_.\n")), [italic, regular]);
    assert_eq!(names(&of("# Eins\n\nEin *Wort*.\n")), [bold, regular]);
    let both = "libertinus-serif-bold-italic.otf";
    assert_eq!(names(&of("# Eins\n\nEin _ganz *starkes* Wort_.\n")), [both, italic, regular]);
    // Code is set in the reading system's own font.
    assert_eq!(names(&of("# Eins\n\nEin `Wort`.\n")), [regular]);
}

/// Every character of every document is found in the face in which it is set, as a sheet that says
/// it in the simplest way has it: headings and titles of works come from the layout's sheet.
#[test]
fn every_character_of_the_book_has_its_glyph() {
    let files = Files::of(&rich());
    let fonts = fonts(&files);
    let regular = Face::parse(fonts["libertinus-serif-regular.otf"], 0).expect("a font");
    let italic = Face::parse(fonts["libertinus-serif-italic.otf"], 0).expect("a font");
    let bold = Face::parse(fonts["libertinus-serif-bold.otf"], 0).expect("a font");
    let whole = typst_assets::fonts().find(|font| {
        Face::parse(font, 0).is_ok_and(|face| names_of(&face).0 == "LibertinusSerif-Regular")
    });
    let whole = Face::parse(whole.expect("it is shipped"), 0).expect("a font");
    let mut seen = 0;
    for document in files.documents().values() {
        for text in texts(document.all("body")[0]) {
            for c in text.chars().filter(|c| !c.is_control() && whole.glyph_index(*c).is_some()) {
                let somewhere = [&regular, &italic, &bold];
                assert!(somewhere.iter().any(|face| face.glyph_index(c).is_some()), "{c:?} {text}");
                seen += 1;
            }
        }
        for stressed in document.all("em") {
            for c in stressed.text().chars().filter(|c| c.is_alphabetic()) {
                assert!(italic.glyph_index(c).is_some(), "{c:?} is not slanted");
            }
        }
        for strong in document.all("strong") {
            for c in strong.text().chars().filter(|c| c.is_alphabetic()) {
                assert!(bold.glyph_index(c).is_some(), "{c:?} is not bold");
            }
        }
    }
    assert!(seen > 1000, "{seen}");
    // What reading systems put in themselves: numbers, hyphens, spaces, bullets, quotation marks.
    for c in "0123456789-\u{2010}\u{ad}\u{a0} •„“‚‘".chars() {
        assert!(regular.glyph_index(c).is_some(), "{c:?}");
    }
}

/// The texts of an element that are not code.
fn texts(element: &Tree) -> Vec<&str> {
    if ["code", "pre"].contains(&element.name.as_str()) {
        return Vec::new();
    }
    let inside = element.children.iter().flat_map(|node| match node {
        Child::Element(element) => texts(element),
        Child::Text(text) => vec![text.as_str()],
    });
    inside.collect()
}

/// PostScript name and family.
fn names_of(face: &Face<'_>) -> (String, String) {
    let name = |id| {
        let names = face.names().into_iter();
        let mut names = names.filter(|name| name.is_unicode() && name.name_id == id);
        names.find_map(|name| name.to_string()).unwrap_or_default()
    };
    (name(name_id::POST_SCRIPT_NAME), name(name_id::FAMILY))
}

/// The sheet asks for the family by the name that the fonts bear, on the body alone.
#[test]
fn the_sheet_names_the_fonts() {
    let files = of("# Eins\n\nEin _Wort_.\n");
    let sheet = files.text("css/book.css");
    assert!(sheet.starts_with(&style("pamphlet")), "the layout's sheet comes first");
    for (file, font) in fonts(&files) {
        assert!(sheet.contains(&format!("src: url(../fonts/{file});")), "{file}");
        let face = Face::parse(font, 0).expect("a font");
        assert_eq!(names_of(&face).1, "Libertinus Serif");
    }
    let faces: Vec<&str> = sheet.matches("@font-face").collect();
    assert_eq!(faces.len(), 2);
    assert!(sheet.contains(
        "@font-face {\n  font-family: \"Libertinus Serif\";\n  font-style: italic;\n  font-weight: normal;"
    ));
    assert!(sheet.ends_with("\nbody {\n  font-family: \"Libertinus Serif\", serif;\n}\n"));
}

#[test]
fn the_package_tells_types_and_that_fonts_are_meant() {
    let files = of("# Eins\n\nText.\n");
    let package = files.tree("package.opf");
    let items = package.all("item");
    let font =
        items.iter().find(|item| item.attr("id") == Some("font-libertinus-serif-regular-otf"));
    assert_eq!(font.expect("listed").attr("media-type"), Some("font/otf"));
    let prefixes = package.attr("prefix").expect("prefixes");
    assert!(prefixes.contains("ibooks: http://vocabulary.itunes.apple.com/"), "{prefixes}");
    let metas = package.all("meta");
    let meta = metas.iter().find(|meta| meta.attr("property") == Some("ibooks:specified-fonts"));
    assert_eq!(meta.expect("said").text(), "true");
}

/// The licence is in the book, whole, and named in every font (OFL 1.1, condition 2).
#[test]
fn the_licence_goes_with_the_fonts() {
    let files = of("# Eins\n\nText.\n");
    let licence = std::str::from_utf8(files.file("META-INF/ofl.txt")).expect("a text");
    assert!(licence.starts_with("Copyright © 2012-2024 The Libertinus Project Authors"));
    assert!(licence.contains("SIL OPEN FONT LICENSE Version 1.1"));
    for (_, font) in fonts(&files) {
        let face = Face::parse(font, 0).expect("a font");
        let mut names = face.names().into_iter();
        let named = names.find(|name| name.name_id == name_id::LICENSE).expect("a licence");
        assert!(named.to_string().expect("a text").contains("SIL Open Font License"));
    }
}

/// Small capitals where the layout has them, and only for the letters that are set in them.
#[test]
fn small_capitals_come_with_the_letters_that_need_them() {
    let has = |files: &Files, feature: &[u8; 4]| {
        let font = fonts(files)["libertinus-serif-regular.otf"];
        let table = Face::parse(font, 0).expect("a font").tables().gsub.expect("substitutions");
        table.features.into_iter().any(|found| found.tag == Tag::from_bytes(feature))
    };
    let with = of("# Eins\n\nDer [Kaiser]{.smallcaps} auf dem Schiff.\n");
    let without = of("# Eins\n\nDer Kaiser auf dem Schiff.\n");
    assert!(has(&with, b"smcp") && !has(&without, b"smcp"));
    assert!(has(&without, b"onum") && has(&without, b"liga"));
    let (large, small) = (fonts(&with), fonts(&without));
    let size = |fonts: &BTreeMap<&str, &[u8]>| fonts["libertinus-serif-regular.otf"].len();
    assert!(size(&small) < size(&large));
    assert!(size(&large) < size(&small) + 4_000, "six letters, not the alphabet");
}

#[test]
fn the_same_book_has_the_same_fonts() {
    let book = rich();
    assert_eq!(written(&book), written(&book));
}

/// `fonts = false` below `[epub]`: nothing is embedded, and nothing said of fonts.
#[test]
fn the_manifest_can_leave_them_out() {
    let manifest = format!("{MANIFEST}[epub]\nfonts = false\n[[section]]\nfile = \"text/a.dj\"\n");
    let folder = MemoryFolder::default()
        .with("edition.toml", manifest)
        .with("text/a.dj", "# Eins\n\nText.\n");
    let files = Files::of_edition(&folder);
    assert!(names(&files).is_empty());
    assert_eq!(files.text("css/book.css"), style("pamphlet"));
    assert!(!files.text("package.opf").contains("ibooks"));
    assert!(!files.names().contains(&"META-INF/ofl.txt"));
}

/// A font of the edition, made of a shipped one: the same letters under another name.
fn own_font(fs_type: u16) -> Vec<u8> {
    let font = typst_assets::fonts()
        .find(|font| Face::parse(font, 0).is_ok_and(|f| names_of(&f).0 == "DejaVuSansMono"));
    let mut font = font.expect("it is shipped").to_vec();
    for (old, new) in [("DejaVu Sans Mono", "Unsere Schrift 9")] {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        for (old, new) in [(wide(old), wide(new)), (old.into(), new.into())] {
            while let Some(at) = font.windows(old.len()).position(|part| part == old) {
                font[at..at + new.len()].copy_from_slice(&new);
            }
        }
    }
    let raw = rustybuzz::ttf_parser::RawFace::parse(&font, 0).expect("a font");
    let records = raw.table_records.into_iter();
    let os2 = records.into_iter().find(|one| one.tag == Tag::from_bytes(b"OS/2")).expect("OS/2");
    let at = os2.offset as usize + 8;
    font[at..at + 2].copy_from_slice(&fs_type.to_be_bytes());
    font
}

/// An edition with a layout of its own in that font, behind which Libertinus stands.
fn in_own_font(font: Vec<u8>) -> MemoryFolder {
    let layout = std::fs::read_to_string("layouts/pamphlet/layout.toml").expect("there");
    let layout = layout.replace(
        "fonts = [\"Libertinus Serif\"]",
        "fonts = [\"Unsere Schrift 9\", \"Libertinus Serif\"]",
    );
    let manifest = format!(
        "{MANIFEST}layouts = [\"eigen\"]\n[epub]\npages = \"none\"\n[[section]]\nfile = \"text/a.dj\"\n"
    );
    MemoryFolder::default()
        .with("edition.toml", manifest)
        .with("layouts/eigen/layout.toml", layout)
        .with("layouts/eigen/book.typ", "#import \"/vocabulary/all.typ\": *\n")
        .with("fonts/unsere.ttf", font)
        .with("text/a.dj", "# Eins\n\nEin _Wort_ und noch eins.\n")
}

fn built(folder: &MemoryFolder) -> (Files, Vec<(Code, String)>) {
    let mut opened = pipeline::open(folder, "buch");
    let request = Request { only: vec![&EPUB], corrects: false, ..Request::default() };
    let made = Session::default().make(&mut opened, folder, &request, &|_| {});
    let made = made.unwrap_or_else(|error| panic!("{error:?} {:#?}", opened.diagnostics));
    let bytes = made.books.first().expect("an EPUB").bytes.as_slice();
    let told = opened.diagnostics.iter().map(|d| (d.code, d.message.clone())).collect();
    (Files::read(bytes), told)
}

/// A font of the edition is embedded like a shipped one, TrueType as well.
#[test]
fn a_font_of_the_edition_is_embedded() {
    let (files, told) = built(&in_own_font(own_font(0)));
    assert_eq!(told, []);
    let fonts = fonts(&files);
    let own = fonts["unsere-schrift-9-regular.ttf"];
    assert!(own.len() < 40_000, "{}", own.len());
    assert!(Face::parse(own, 0).expect("a font").glyph_index('E').is_some());
    let sheet = files.text("css/book.css");
    assert!(sheet.contains("font-family: \"Unsere Schrift 9\""), "{sheet}");
    let package = files.tree("package.opf");
    let types: Vec<&str> =
        package.all("item").iter().filter_map(|i| i.attr("media-type")).collect();
    assert!(types.contains(&"font/ttf"));
}

/// A font whose makers forbid it is not embedded, which is told with its file; the book is made.
#[test]
fn a_locked_font_is_told_and_left_out() {
    let (files, told) = built(&in_own_font(own_font(2)));
    let [(code, message)] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!(*code, Code::FontNotEmbedded);
    assert_eq!(
        message,
        "the font `Unsere Schrift 9` in `fonts/unsere.ttf` does not go into the EPUB: its makers \
         forbid that it is embedded"
    );
    assert!(names(&files).is_empty());
}
