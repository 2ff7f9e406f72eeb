//! The books of an edition: checked, built and read as from outside.

use std::cell::Cell;
use std::path::Path;

use umbruch::diagnostics::{Code, Diagnostic};
use umbruch::pipeline::{self, Made, PDF, Request, Session};
use umbruch::source::Span;
use umbruch::storage::MemoryFolder;

use super::super::cases::verdict;
use super::compare::{self, Lost};
use super::ebook::Ebook;
use super::pen;
use super::print::Print;
use super::written::{Edition, Spoilt};

/// What was looked at.
#[derive(Default)]
pub struct Count {
    /// PDFs that were read.
    pub read: Cell<u32>,
    /// Those of them of which something lies beyond the edge of a page, and is told.
    pub beyond: Cell<u32>,
}

/// What is wrong with the outputs of an edition.
pub fn judged(edition: &Edition, count: &Count) -> Result<(), String> {
    let (files, expected) = pen::written(edition);
    let folder = pen::folder(&files);
    let mut opened = pipeline::open(&folder, "a");
    Session::default().proofread(&mut opened, &folder).expect("nobody stops it");
    if opened.has_errors() {
        return Err(format!("check refuses it:\n{}", verdict::told(&opened)));
    }
    let made = Session::default().make(&mut opened, &folder, &Request::default(), &|_| {});
    let Ok(made) = made else {
        return Err(format!("build refuses what check does not:\n{}", verdict::told(&opened)));
    };
    let read = |name: &str| {
        let book = made.books.iter().find(|book| book.name == name).expect("it was made");
        book.bytes.as_slice()
    };
    let said = compare::in_epub(&Ebook::read(read("a.epub")), &expected);
    let said = said.and_then(|()| {
        let bytes = read(&format!("a-{}.pdf", edition.layout));
        count.read.set(count.read.get() + 1);
        // Without the programs that read it, which `tools` tells, a PDF counts as read.
        let Some(print) = Print::read(bytes) else { return Ok(()) };
        let lost = compare::in_pdf(&print, &expected)?;
        if lost.is_empty() && compare::somewhere_in_pdf(&print, &expected).is_ok() {
            return Ok(());
        }
        count.beyond.set(count.beyond.get() + 1);
        let whole = print.clone().with_what_lies_beyond(bytes).expect("it can be read");
        compare::somewhere_in_pdf(&whole, &expected)?;
        let flaws = flaws(&folder);
        let is_there = |one: &&Lost| !is_told_as_not_printed(one, &files, &flaws);
        match compare::in_pdf(&whole, &expected)?.iter().find(is_there) {
            Some(lost) => Err(lost.to_string()),
            None => {
                // What is lost may be found again further on, and then all before that is passed over.
                let count = |print: &Print, word: &String| print.text.matches(word).count();
                let fewer = |word: &String| count(&print, word) < count(&whole, word);
                let is_beyond = |one: &Lost| match one.near.first().filter(|_| one.is_word()) {
                    Some(own) => fewer(own),
                    None => one.near.iter().any(fewer),
                };
                let lies_beyond = |one: &&Lost| is_there(one) && is_beyond(one);
                told_at_their_places(lost.iter().filter(lies_beyond), &files, &flaws)
            }
        }
    });
    said.inspect_err(|wrong| keep(&files, Some(&made), wrong))
}

/// Whether `check` and `build` agree on an edition that was spoilt; counts those that both take.
pub fn agreed(spoilt: &Spoilt, taken: &Cell<u32>) -> Result<(), String> {
    let (mut files, _) = pen::written(&spoilt.edition);
    let text = &mut files[0].1;
    *text = spoilt.text(text);
    let (told, refused) = verdict::judged(&pen::folder(&files));
    if told.is_empty() == refused {
        keep(&files, None, &format!("{told:?}"));
        return Err(format!("check tells {told:?}, build refuses it: {refused}\n{}", files[0].1));
    }
    taken.set(taken.get() + u32::from(!refused));
    Ok(())
}

/// What `--strict` finds fault with on the pages: file, place and text of each.
fn flaws(folder: &MemoryFolder) -> Vec<(String, Span, String)> {
    let mut opened = pipeline::open(folder, "a");
    let strict = Request { only: vec![&PDF], strict: true, ..Request::default() };
    // It is refused for the flaws.
    let _ = Session::default().make(&mut opened, folder, &strict, &|_| {});
    let flaws = opened.diagnostics.iter().filter(|one| one.code == Code::PageFlaw);
    let at = |one: &Diagnostic| opened.sources.place(one.span).file.to_owned();
    flaws.map(|one| (at(one), one.span, one.message.clone())).collect()
}

/// Whether a message at the call of a footnote says that it is not printed.
fn is_told_as_not_printed(
    lost: &Lost,
    files: &[(String, String)],
    flaws: &[(String, Span, String)],
) -> bool {
    let Some(call) = lost.note.as_ref().map(|label| format!("[^{label}]")) else { return false };
    flaws.iter().any(|(of, span, message)| {
        let text = files.iter().find(|(file, _)| file == of).map(|(_, text)| &text[span.range()]);
        text == Some(call.as_str()) && message.contains("is not printed")
    })
}

/// Whether a message stands at the place of everything that lies beyond the pages.
fn told_at_their_places<'l>(
    lost: impl Iterator<Item = &'l Lost>,
    files: &[(String, String)],
    flaws: &[(String, Span, String)],
) -> Result<(), String> {
    for lost in lost {
        let place = |word: &String| {
            files.iter().find_map(|(file, text)| Some((file, text, text.find(word.as_str())?)))
        };
        // A word of which a part is marked does not stand in the source as it is read.
        let own = lost.near.first().filter(|_| lost.is_word()).and_then(place);
        let places =
            own.map_or_else(|| lost.near.iter().filter_map(place).collect(), |own| vec![own]);
        let is_told = places.into_iter().any(|(file, text, at)| {
            let near = lines_around(text, at);
            flaws.iter().any(|(of, span, message)| {
                let span = span.range();
                of == file
                    && span.start < near.end
                    && near.start < span.end
                    && ["outside-area", "overfull"].iter().any(|flaw| message.contains(flaw))
            })
        });
        if !is_told {
            let told: Vec<&String> = flaws.iter().map(|(.., message)| message).collect();
            return Err(format!("{lost}; it lies beyond the page, and only {told:?} is told"));
        }
    }
    Ok(())
}

/// The row of a table, or the lines between empty ones, that hold a place.
fn lines_around(text: &str, at: usize) -> std::ops::Range<usize> {
    let line = |from: usize| {
        let start = text[..from].rfind('\n').map_or(0, |end| end + 1);
        start..text[from..].find('\n').map_or(text.len(), |end| from + end)
    };
    let is_row = |line: &str| line.trim_end().ends_with('|');
    let own = line(at);
    let (mut start, mut end) = (own.start, own.end);
    if is_row(&text[own]) {
        return start..end;
    }
    let goes_on = |line: &str| !line.trim_matches([' ', '>']).is_empty() && !is_row(line);
    while start > 0 && goes_on(&text[line(start - 1)]) {
        start = line(start - 1).start;
    }
    while end < text.len() && goes_on(&text[line(end + 1)]) {
        end = line(end + 1).end;
    }
    start..end
}

/// Leaves an edition and its books where they can be looked at.
fn keep(files: &[(String, String)], made: Option<&Made>, wrong: &str) {
    let Some(kept) = std::env::var_os("UMBRUCH_KEEP") else { return };
    let kept = Path::new(&kept);
    for (path, text) in files {
        let path = kept.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(path, text).expect("a file can be written");
    }
    std::fs::write(kept.join("wrong.txt"), wrong).expect("a file can be written");
    for (name, bytes) in made.iter().flat_map(|made| made.files()) {
        std::fs::write(kept.join(name), bytes).expect("a file can be written");
    }
}
