//! Outside programs: poppler reads the pages, qpdf and veraPDF judge the file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use umbruch::ir::{
    Block, BlockKind, Book, Inline, InlineKind, LinkTarget, Medium, Role, Stand, walk,
};

/// The program: the one that `tests/judges/setup` installs, or the system's.
fn program(name: &str) -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/judges/bin").join(name);
    if own.exists() {
        return Some(own);
    }
    let path = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&path).map(|folder| folder.join(name)).find(|p| p.exists());
    if found.is_none() {
        let required = std::env::var("UMBRUCH_JUDGES").is_ok_and(|value| value == "required");
        assert!(!required, "{name} is required and not installed");
        // Past the capture of the test harness, so that it is seen.
        let _ = writeln!(std::io::stderr(), "skipped: {name} is not installed");
    }
    found
}

/// Runs a program on files, with arguments before and after them; whether it ended well, and what it
/// said. `None` if it is not there.
pub fn run(
    name: &str,
    arguments: &[&str],
    files: &[Vec<u8>],
    after: &[&str],
) -> Option<(bool, String)> {
    let program = program(name)?;
    let folder = tempfile::tempdir().expect("a folder");
    let paths: Vec<PathBuf> =
        (1..=files.len()).map(|n| folder.path().join(format!("book-{n}.pdf"))).collect();
    for (path, bytes) in paths.iter().zip(files) {
        fs::write(path, bytes).expect("the file can be written");
    }
    let output = Command::new(program).args(arguments).args(&paths).args(after).output();
    let output = output.expect("the program runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    Some((output.status.success(), said))
}

/// The file with each object written openly, as qpdf does it; `None` without it.
pub fn rewritten(bytes: &[u8]) -> Option<Vec<u8>> {
    let program = program("qpdf")?;
    let folder = tempfile::tempdir().expect("a folder");
    let (from, to) = (folder.path().join("book.pdf"), folder.path().join("open.pdf"));
    fs::write(&from, bytes).expect("the file can be written");
    let status = Command::new(program)
        .args(["--qdf", "--object-streams=disable"])
        .args([&from, &to])
        .status()
        .expect("the program runs");
    assert!(status.success(), "qpdf cannot read the file");
    Some(fs::read(&to).expect("it was written"))
}

/// Has the files judged by veraPDF together, by qpdf one by one; fails with what they say.
pub fn judge(files: &[Vec<u8>]) {
    let verapdf = run("verapdf", &["2a,ua1"], files, &[]);
    let qpdf =
        files.iter().filter_map(|file| run("qpdf", &["--check"], std::slice::from_ref(file), &[]));
    for (passed, said) in verapdf.into_iter().chain(qpdf) {
        assert!(passed, "{said}");
    }
}

/// The text of all pages.
pub fn text(bytes: &[u8]) -> Option<String> {
    run("pdftotext", &[], &[bytes.to_vec()], &["-"]).map(|(_, text)| text)
}

/// The text of all pages in the order of the file: where poppler sees columns, it reads a table down.
pub fn in_order(bytes: &[u8]) -> Option<String> {
    run("pdftotext", &["-raw"], &[bytes.to_vec()], &["-"]).map(|(_, text)| text)
}

/// A word as poppler finds it on a page, in points from its left and upper edge.
#[derive(Debug)]
pub struct Word {
    /// Its page, from 0.
    pub page: usize,
    pub left: f64,
    pub top: f64,
    pub bottom: f64,
    /// Its letters in the order of the page, without the marks of direction.
    pub text: String,
}

/// The words of all pages with their places.
pub fn placed(bytes: &[u8]) -> Option<Vec<Word>> {
    let (_, said) = run("pdftotext", &["-bbox"], &[bytes.to_vec()], &["-"])?;
    let number = |line: &str, key: &str| -> f64 {
        let value = line.split(&format!("{key}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        value.and_then(|value| value.parse().ok()).expect("a number")
    };
    let directing = |c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut words = Vec::new();
    for (page, lines) in said.split("<page ").skip(1).enumerate() {
        for line in lines.lines().filter(|line| line.contains("<word ")) {
            let text = line.split(['>', '<']).nth(2).unwrap_or_default().replace(directing, "");
            if !text.trim().is_empty() {
                let text = text.trim().to_owned();
                let [left, top, bottom] = ["xMin", "yMin", "yMax"].map(|key| number(line, key));
                words.push(Word { page, left, top, bottom, text });
            }
        }
    }
    Some(words)
}

/// The letters of each glyph, page by page, in the order in which they are drawn: a ligature has several.
pub fn glyphs(bytes: &[u8]) -> Option<Vec<Vec<String>>> {
    let open = rewritten(bytes)?;
    let open = String::from_utf8_lossy(&open);
    let object = |reference: &str| -> &str {
        let number = reference.trim_start().split(' ').next().unwrap_or_default();
        let body = open.split(&format!("\n{number} 0 obj\n")).nth(1).expect("an object");
        body.split("endobj").next().unwrap_or_default()
    };
    let pages = open.split("endobj").filter(|object| object.contains("/Type /Page\n"));
    let drawn = |page: &str| {
        let entry = |key: &str| page.split(key).nth(1).map(object).expect("an entry");
        let resources = entry("/Resources ");
        let fonts = resources.split("/Font <<").nth(1).and_then(|rest| rest.split(">>").next());
        let fonts = fonts
            .unwrap_or_default()
            .lines()
            .filter_map(|line| line.trim().strip_prefix('/')?.split_once(' '));
        let fonts: BTreeMap<&str, BTreeMap<u32, String>> = fonts
            .map(|(name, font)| {
                let letters = object(font).split("/ToUnicode ").nth(1).map(object);
                (name, letters.map(letters_of).unwrap_or_default())
            })
            .collect();
        shown(entry("/Contents "), &fonts)
    };
    Some(pages.map(drawn).collect())
}

/// What a font says of its glyphs.
fn letters_of(map: &str) -> BTreeMap<u32, String> {
    let lines =
        map.lines().filter_map(|line| line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <"));
    let unit = |hex: &str| u32::from_str_radix(hex, 16).ok();
    lines
        .filter_map(|(glyph, letters)| {
            let units: Vec<u16> = letters
                .as_bytes()
                .chunks(4)
                .filter_map(|four| u16::from_str_radix(std::str::from_utf8(four).ok()?, 16).ok())
                .collect();
            Some((unit(glyph)?, String::from_utf16(&units).ok()?))
        })
        .collect()
}

/// The letters of the glyphs that a page shows.
fn shown(contents: &str, fonts: &BTreeMap<&str, BTreeMap<u32, String>>) -> Vec<String> {
    let mut found = Vec::new();
    for line in contents.lines().filter(|line| line.starts_with("BT ")) {
        let name = line.split(" Tf").next().and_then(|before| before.split('/').next_back());
        let Some(font) = name.and_then(|name| fonts.get(name.split(' ').next()?)) else { continue };
        for hex in line.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            let glyphs = (0..hex.len() / 4)
                .filter_map(|n| u32::from_str_radix(&hex[4 * n..4 * n + 4], 16).ok());
            found.extend(glyphs.filter_map(|glyph| font.get(&glyph).cloned()));
        }
    }
    found
}

/// How many rules of a thickness in points are drawn on all pages.
pub fn rules(bytes: &[u8], thickness: f64) -> Option<usize> {
    let (_, text) = run("qpdf", &["--qdf", "--object-streams=disable"], &[bytes.to_vec()], &["-"])?;
    Some(text.matches(&format!(" {thickness} w ")).count())
}

/// The tree of its structure.
pub fn structure(bytes: &[u8]) -> Option<String> {
    run("pdfinfo", &["-struct"], &[bytes.to_vec()], &[]).map(|(_, text)| text)
}

/// The file's properties.
pub fn info(bytes: &[u8]) -> Option<String> {
    run("pdfinfo", &[], &[bytes.to_vec()], &[]).map(|(_, text)| text)
}

/// Words without punctuation; words that are parted at a line's end are put together.
pub fn words(text: &str) -> Vec<String> {
    let mut joined = text.replace('\u{c}', "\n");
    for hyphen in ["-\n", "\u{ad}\n", "\u{2010}\n"] {
        joined = joined.replace(hyphen, "");
    }
    joined.split(|c: char| c.is_whitespace() || "-–/".contains(c)).filter_map(bare).collect()
}

fn bare(word: &str) -> Option<String> {
    let word: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    (!word.is_empty()).then_some(word)
}

/// Whether a word of the page is that of the source, the marks of notes behind it aside.
pub fn is_word(found: &str, wanted: &str) -> bool {
    found.strip_prefix(wanted).is_some_and(|rest| rest.len() <= 3)
}

/// The words of the sections and of the endnotes in the order of the pages; endnotes stand before
/// the colophon.
pub fn words_of(book: &Book) -> Vec<String> {
    let mut text = String::new();
    for section in book.sections().filter(|section| !section.is_generated()) {
        if section.role == Role::Colophon {
            for id in
                book.notes_at(Stand::Endnotes, Medium::Pages).iter().flat_map(|group| &group.notes)
            {
                push(&book.note(*id).written.body, book, &mut text);
            }
        }
        if let Some(heading) = &section.heading {
            text.push_str(heading.number.as_deref().unwrap_or_default());
            text.push(' ');
            text.push_str(&walk::plain_text(&heading.title));
            text.push('\n');
            text.push_str(heading.subtitle.as_deref().unwrap_or_default());
        }
        push(&section.blocks, book, &mut text);
    }
    words(&text)
}

/// The text of blocks in the order of the source, but captions of tables above them.
fn push(blocks: &[Block], book: &Book, text: &mut String) {
    let mut above = BTreeMap::new();
    let mut starts = BTreeSet::new();
    walk::blocks(blocks, &mut |block| {
        starts.insert(block.span.start);
        match &block.kind {
            BlockKind::Table(table) => {
                walk::nested(&table.caption, &mut |inline| {
                    above.insert(inline.span, block.span.start);
                });
                starts.extend(table.cells().map(|cell| cell.span.start));
            }
            BlockKind::Verse { stanzas } => {
                let lines = stanzas.iter().flat_map(|stanza| &stanza.lines);
                starts.extend(lines.map(|line| line.span.start));
            }
            BlockKind::Definitions { items } => {
                starts.extend(items.iter().map(|item| item.span.start));
            }
            _ => {}
        }
    });
    let mut pieces = Vec::new();
    walk::inlines(blocks, &mut |inline| {
        if let Some(piece) = piece(inline, book) {
            pieces.push((
                above.get(&inline.span).copied().unwrap_or(inline.span.start),
                inline,
                piece,
            ));
        }
    });
    pieces.sort_by_key(|(start, ..)| *start);
    let mut end = 0;
    for (_, inline, piece) in pieces {
        if inline.span.start < end || starts.range(end..=inline.span.start).next().is_some() {
            text.push('\n');
        }
        text.push_str(&piece);
        end = inline.span.end;
    }
    text.push('\n');
}

fn piece(inline: &Inline, book: &Book) -> Option<String> {
    match &inline.kind {
        InlineKind::Text { text } | InlineKind::Code { text } => Some(text.clone()),
        InlineKind::LineBreak => Some("\n".into()),
        InlineKind::Link { target: LinkTarget::Anchor { id }, content } if content.is_empty() => {
            book.anchors[id].title.as_deref().map(walk::plain_text)
        }
        _ => None,
    }
}
