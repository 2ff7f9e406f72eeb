//! The correction of lines and pages on a book made for it: what it makes better, what it leaves.

use umbruch::diagnostics::Code;
use umbruch::inspection::{Flaw, Measures, Part, Pin, Wish};
use umbruch::layouts::Layout;
use umbruch::pipeline::{self, Opened};
use umbruch::source::Span;
use umbruch::storage::MemoryFolder;
use umbruch::writers::pdf::{self, Options, Pdf};

use super::book;
use super::pdf::tools;

fn opened() -> Opened {
    let plan = book::Plan { words: 6_000, ..book::Plan::default() };
    pipeline::open(&book::folder(&plan), "probebuch")
}

pub(super) fn set(opened: &Opened, corrects: bool, pins: &[Pin]) -> Pdf {
    set_in("paperback", opened, corrects, pins)
}

fn set_in(layout: &str, opened: &Opened, corrects: bool, pins: &[Pin]) -> Pdf {
    let (edition, book, resources) = opened.content.as_ref().expect("the manifest can be read");
    let layout = Layout::load(layout, edition.span, None).expect("shipped");
    let options = Options {
        modified: book.metadata().date.first_moment(),
        hyphenation: &edition.hyphenation,
        corrects,
        pins,
        sources: None,
        bleed: 0.0,
        fonts: None,
        stop: None,
    };
    pdf::write(book, resources, &layout, &options).expect("it can be set")
}

/// What is read in a file, without what line and page ends put into it.
fn read(pdf: &Pdf) -> Option<String> {
    let text = tools::text(&pdf.bytes)?;
    let joined = text.replace("\u{ad}\n", "");
    Some(joined.split_whitespace().filter(|word| !word.chars().all(char::is_numeric)).collect())
}

#[test]
fn corrected_pages_are_better_and_say_the_same() {
    let opened = opened();
    let (plain, corrected) = (set(&opened, false, &[]), set(&opened, true, &[]));
    let (before, after) = (&plain.report.measures, &corrected.report.measures);
    assert!(corrected.report.before.is_some() && plain.report.before.is_none());
    assert!(after.hyphens_in_a_row <= 2, "{after:?}");
    assert!(after.hyphens_at_page_ends <= before.hyphens_at_page_ends.min(1), "{after:?}");
    // Lines are even before; for the sake of pages they may be less so, by next to nothing.
    assert!(after.evenness <= before.evenness + 0.002, "{before:?} {after:?}");
    assert!(after.loose <= before.loose + 0.5, "{before:?} {after:?}");
    let none = [
        Flaw::Overfull,
        Flaw::IllegalBreak,
        Flaw::MisleadingBreak,
        Flaw::Widow,
        Flaw::Orphan,
        Flaw::HeadingFoot,
    ];
    for flaw in none {
        assert_eq!(after.flaws[flaw.as_str()], 0, "{}", flaw.as_str());
    }
    // A page may end a line higher than the one it faces, so that it does not end within a word.
    let ends = |of: &Measures| of.flaws[Flaw::ShortPage.as_str()] + of.hyphens_at_page_ends;
    assert!(ends(after) <= ends(before), "{before:?} {after:?}");
    assert_same_letters(&plain, &corrected);
}

/// Two files have the same letters. Pages end elsewhere, and so running heads and folios do not stand between the same
/// words, and not as often.
fn assert_same_letters(one: &Pdf, other: &Pdf) {
    if let Some((before, after)) = read(one).zip(read(other)) {
        assert_eq!(letters(&before, one), letters(&after, other));
    }
}

/// How often each letter stands in what was read, without those of running heads.
fn letters(text: &str, pdf: &Pdf) -> std::collections::BTreeMap<char, i32> {
    let pages = &pdf.report.pages.pages;
    let heads =
        pages.iter().flat_map(|page| &page.lines).filter(|line| line.part == Part::Furniture);
    let heads: String = heads.map(|line| line.text.as_str()).collect();
    let mut count = std::collections::BTreeMap::new();
    let is_letter = |c: &char| !c.is_numeric() && !c.is_whitespace();
    text.chars().filter(is_letter).for_each(|c| *count.entry(c).or_default() += 1);
    heads.chars().filter(is_letter).for_each(|c| *count.entry(c).or_default() -= 1);
    count
}

#[test]
fn corrected_twice_gives_the_same_bytes() {
    let opened = opened();
    assert_eq!(set(&opened, true, &[]).bytes, set(&opened, true, &[]).bytes);
}

/// The text of the book made for tests as a single paragraph.
fn without_end() -> Opened {
    let plan = book::Plan { words: 5_500, ..book::Plan::default() };
    let of = pipeline::open(&book::folder(&plan), "probebuch");
    let (_, book, _) = of.content.as_ref().expect("the manifest can be read");
    let mut text = String::from("# Am Hafen\n\n");
    umbruch::ir::walk::lines(book.manuscript(), &mut |context, line| {
        if context.kind == umbruch::ir::walk::LineKind::Prose && !context.note {
            text.push_str(&umbruch::ir::walk::plain_text(line).replace(['\'', '"', '*', '_'], ""));
            text.push(' ');
        }
    });
    let manifest = "title = \"Probe\"\nlanguage = \"de\"\ndate = 2026-11-23\nslug = \"probe\"\n\
                    identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"\n\
                    [[section]]\nfile = \"text/a.dj\"\n";
    let folder = MemoryFolder::default()
        .with("edition.toml", manifest.as_bytes())
        .with("text/a.dj", text.as_bytes());
    pipeline::open(&folder, "probe")
}

#[test]
fn a_paragraph_without_end_is_set_in_parts_that_cannot_be_seen() {
    let opened = without_end();
    assert!(opened.diagnostics.iter().any(|one| one.code == Code::LongParagraph));
    let (draft, pdf) = (set(&opened, false, &[]), set(&opened, true, &[]));
    let pages = &pdf.report.pages;
    let parts: Vec<_> = pages.paragraphs.iter().filter(|one| one.lines.len() > 20).collect();
    assert!(parts.len() > 2, "{} parts", parts.len());
    // Pages on the right and on the left have edges of their own.
    let right = |at: &(usize, usize)| pages.line(*at).right - edge(&pdf, at.0 % 2);
    for part in &parts[..parts.len() - 1] {
        let last = part.lines.last().expect("it has lines");
        assert!(right(last).abs() < 1.0, "{:?} ends early", pages.line(*last));
    }
    for part in &parts[1..] {
        let begins: Vec<f64> = part.lines[..2].iter().map(|at| pages.line(*at).left).collect();
        assert!((begins[0] - begins[1]).abs() < 1.0, "{begins:?} is indented");
    }
    assert_same_letters(&draft, &pdf);
}

/// The right edge of the longest line on the first page of that side.
fn edge(pdf: &Pdf, side: usize) -> f64 {
    let pages = &pdf.report.pages.pages;
    let of_side = pages.iter().skip(side).step_by(2).flat_map(|page| &page.lines);
    of_side.filter(|line| line.justified).map(|line| line.right).fold(0.0, f64::max)
}

/// A paragraph of its own, with words that are asked for.
fn alone(words: &str, wish: Wish) -> (Opened, Pin) {
    let text = format!(
        "# Am Hafen\n\n{} {words} {}\n",
        "Der Zug hielt früher als erwartet, und die Reisenden sahen verwundert aus den Fenstern, \
         denn am Bahnsteig stand niemand, der sie abgeholt hätte.",
        "Erst als der Schaffner die Türen öffnete, kam ein Mann mit einer Laterne über die \
         Gleise gelaufen und winkte, als hätte er den ganzen Abend auf sie gewartet, und rief \
         etwas, das im Wind verloren ging."
    );
    let manifest = "title = \"Probe\"\nlanguage = \"de\"\ndate = 2026-11-23\nslug = \"probe\"\n\
                    identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"\n\
                    [[section]]\nfile = \"text/a.dj\"\n";
    let start = text.find(words).expect("it is there");
    let folder = MemoryFolder::default()
        .with("edition.toml", manifest.as_bytes())
        .with("text/a.dj", text.as_bytes());
    let opened = pipeline::open(&folder, "probe");
    let file = opened.sources.find("text/a.dj").expect("it was read");
    let words = Span::new(file, start..start + words.len());
    (opened, Pin { words, wish, span: words })
}

/// The lines of the paragraph.
fn lines(pdf: &Pdf) -> Vec<String> {
    let pages = &pdf.report.pages;
    let longest = pages.paragraphs.iter().max_by_key(|one| one.lines.len()).expect("there is one");
    longest.lines.iter().map(|at| pages.line(*at).text.clone()).collect()
}

#[test]
fn what_is_decided_by_hand_is_done() {
    let words = "Keiner stieg aus";
    let with = |wish| {
        let (opened, pin) = alone(words, wish);
        (lines(&set(&opened, true, &[])), set(&opened, true, &[pin]))
    };
    let (_, together) = with(Wish::Together);
    assert!(lines(&together).iter().any(|line| line.contains(words)), "{:?}", lines(&together));
    let (_, end) = with(Wish::End);
    assert!(lines(&end).iter().any(|line| line.ends_with(words)), "{:?}", lines(&end));
    // Either there is a line more or less, or it is told that there is no way.
    let unmet = |pdf: &Pdf| pdf.diagnostics.iter().any(|one| one.code == Code::CorrectionUnused);
    let (free, longer) = with(Wish::Longer);
    assert_ne!(lines(&longer).len() == free.len() + 1, unmet(&longer));
    // No letters can be moved so close.
    let (free, shorter) = with(Wish::Shorter);
    assert_ne!(lines(&shorter).len() + 1 == free.len(), unmet(&shorter));
    // Ragged lines are not chosen.
    let (opened, pin) = alone(words, Wish::Together);
    assert!(unmet(&set_in("largeprint", &opened, true, &[pin])));
}
