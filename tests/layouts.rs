//! Layouts: the grid of their lines, what the shipped ones promise, one that an edition brings, and
//! the command that copies and lists them.

mod grid;
mod initials;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use grid::{first_line, hundredths, off_grid, pages_of_other_type, running_lines};
use umbruch::inspection::{End, Part};
use umbruch::ir::{BlockKind, Book, Matter, Role, Timestamp, walk};
use umbruch::language::hyphenation::Hyphenation;
use umbruch::layouts::{Layout, Sides};
use umbruch::pipeline::{self, Opened};
use umbruch::source::{FileId, Span};
use umbruch::storage::DiskFolder;
use umbruch::writers::pdf::{self, Options, Pdf};

use super::pdf::tools;

static HYPHENATION: LazyLock<Hyphenation> = LazyLock::new(Hyphenation::default);

fn path(edition: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(edition)
}

/// An edition of the repository, set with a layout.
struct Set {
    opened: Opened,
    layout: Layout,
    pdf: Pdf,
}

impl Set {
    fn book(&self) -> &Book {
        &self.opened.content.as_ref().expect("an edition").1
    }
}

fn set(edition: &str, layout: &str) -> Set {
    let folder = DiskFolder::open(&path(edition)).expect("there");
    let opened = pipeline::open(&folder, "probe");
    assert_eq!(opened.diagnostics, [], "{edition} is without fault");
    let layout = Layout::load(layout, Span::new(FileId(0), 0..0), Some(&folder)).expect("there");
    let (_, book, resources) = opened.content.as_ref().expect("an edition");
    let options = Options {
        modified: Timestamp(1_763_856_000),
        hyphenation: &HYPHENATION,
        corrects: true,
        pins: &[],
        sources: Some(&opened.sources),
        bleed: 0.0,
        fonts: None,
        stop: None,
    };
    let pdf = pdf::write(book, resources, &layout, &options).expect("it can be set");
    assert_eq!(pdf.diagnostics, [], "there is nothing to be said of {edition}");
    Set { opened, layout, pdf }
}

const ALL: &str = "tests/editions/alles";
const OWN: &str = "tests/editions/fremd";
const HANDBOOK: &str = "source/handbuch";

/// Every line of running text stands on one grid through the whole book, so that facing pages are
/// in register. Not lines of running text are numbers above titles; pages of notes have a leading
/// of their own.
fn on_the_grid(edition: &str, layout: &str) {
    let set = set(edition, layout);
    let Some(words) = grid::words(&set.pdf.bytes) else { return };
    let lines = running_lines(&words);
    let notes = pages_of_other_type(&words, &lines);
    let leading = set.layout.settings().text.leading;
    let first = first_line(&lines);
    let numbers: Vec<&str> = set
        .book()
        .sections()
        .filter_map(|section| section.heading.as_ref()?.number.as_deref())
        .collect();
    let mut seen = 0;
    for ((page, top), words) in lines.iter().filter(|((page, _), _)| !notes.contains(page)) {
        let text: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        let text = text.join(" ");
        if numbers.contains(&text.as_str()) {
            continue;
        }
        // Half a hundredth is what poppler rounds off on each of two lines.
        let off = off_grid(*top, first, leading);
        assert!(
            off <= 3,
            "{edition}, {layout}, page {page}: `{text}` is {off}/100 pt off the grid"
        );
        seen += 1;
    }
    assert!(seen > 40, "{seen} lines are too few to say something");
}

#[test]
fn lines_stand_on_the_grid_in_the_edition_of_all_forms() {
    for layout in Layout::shipped() {
        on_the_grid(ALL, layout);
    }
}

#[test]
fn lines_stand_on_the_grid_in_the_handbook() {
    for layout in ["pamphlet", "paperback", "largeprint"] {
        on_the_grid(HANDBOOK, layout);
    }
}

/// Pages that begin with running text begin at the same height, be they left or right.
#[test]
fn facing_pages_begin_at_the_same_height() {
    let set = set(HANDBOOK, "paperback");
    let Some(words) = grid::words(&set.pdf.bytes) else { return };
    let lines = running_lines(&words);
    let first = first_line(&lines);
    let top = set.layout.settings().page.top * 72.0 / 25.4;
    assert!((hundredths(top) - first).abs() < 300, "{first}: the first line is that of the area");
    let (mut left, mut right) = (0, 0);
    let mut before = 0;
    for (page, at) in lines.keys() {
        if *page == before {
            continue;
        }
        before = *page;
        if (at - first).abs() <= 3 {
            *(if page % 2 == 0 { &mut left } else { &mut right }) += 1;
        }
    }
    assert!(left > 15 && right > 15, "{left} left pages and {right} right ones");
}

/// No word sticks out of the type area by more than what hangs; long words without hyphens and lines of
/// code are where it would happen.
#[test]
fn nothing_runs_over_the_measure() {
    for (edition, layout) in [(HANDBOOK, "largeprint"), (ALL, "proof"), (OWN, "handpresse")] {
        let set = set(edition, layout);
        let Some(words) = grid::words(&set.pdf.bytes) else { return };
        let page = set.layout.settings().page;
        for word in words {
            let mirrored = page.sides == Sides::Facing && word.page % 2 == 0;
            let left = if mirrored { page.width - page.inner - page.measure } else { page.inner };
            let right = (left + page.measure) * 72.0 / 25.4;
            let over = word.left < right && word.right > right + 3.0;
            assert!(!over, "{layout}, page {}: `{}`", word.page, word.text);
        }
    }
}

/// The text of each page.
fn pages(pdf: &Pdf) -> Option<Vec<String>> {
    let text = tools::text(&pdf.bytes)?;
    Some(text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect())
}

/// The vocabulary lists the roles of the matter at the front and of the body that it sets with a heading.
#[test]
fn the_vocabulary_knows_where_roles_stand() {
    let vocabulary = include_str!("../layouts/vocabulary/sections.typ");
    let listed = |name: &str| -> Vec<&str> {
        let line =
            vocabulary.lines().find_map(|line| line.strip_prefix(&format!("#let {name} = (")));
        let list = line.and_then(|line| line.strip_suffix(')')).expect("the list is there");
        list.split(", ").map(|role| role.trim_matches('"')).collect()
    };
    let of = |matter: Matter| -> Vec<&str> {
        // What stands at the front and is no running text has pages of its own form.
        let opens =
            |role: &Role| !matches!(role.matter(), Matter::Front) || *role >= Role::Foreword;
        let roles = Role::ALL.iter().filter(|role| role.matter() == matter && opens(role));
        roles.map(|role| role.as_str()).collect()
    };
    assert_eq!(listed("front-roles"), of(Matter::Front));
    assert_eq!(listed("body-roles"), of(Matter::Body));
}

#[test]
fn large_print_breaks_no_word() {
    let set = set(HANDBOOK, "largeprint");
    let settings = set.layout.settings();
    assert!(settings.text.size >= 16.0 && settings.notes.size >= 14.0);
    let Some(text) = tools::text(&set.pdf.bytes) else { return };
    // In tables words are broken before they stand on one another, and only where that is right.
    let cells = cells(set.book());
    let lines = set.pdf.report.pages.pages.iter().flat_map(|page| &page.lines);
    for line in lines.filter(|line| line.end.is_hyphen()) {
        assert_eq!(line.part, Part::Other, "{line:?}");
        assert!(!matches!(line.end, End::Illegal | End::Misleading), "{line:?}");
        let last = line.text.trim_end_matches('-').split_whitespace().next_back();
        let last = last.expect("a part of a word");
        assert!(cells.iter().any(|cell| cell.contains(last)), "`{last}` stands in no table");
    }
    let paper = set_of_words(&text, "Übersetzungsprogramm");
    assert!(paper, "long words stand whole");
}

/// What stands in the cells of all tables.
fn cells(book: &Book) -> Vec<String> {
    let mut cells = Vec::new();
    walk::every_block(&book.arrangement, &mut |block| {
        if let BlockKind::Table(table) = &block.kind {
            let lines = table.cells().filter_map(|cell| cell.line());
            cells.extend(lines.map(walk::plain_text));
        }
    });
    cells
}

fn set_of_words(text: &str, word: &str) -> bool {
    tools::words(text).iter().any(|found| found == word)
}

#[test]
fn on_screen_no_page_is_blank_and_links_are_seen() {
    let set = set(ALL, "screen");
    let Some(pages) = pages(&set.pdf) else { return };
    assert_eq!(pages.len(), set.pdf.pages);
    for (index, page) in pages.iter().enumerate() {
        assert!(!page.trim().is_empty(), "page {} is blank", index + 1);
    }
    let page = set.layout.settings().page;
    let outer = page.width - page.inner - page.measure;
    assert!((outer - page.inner).abs() < 1e-9, "the margins are the same");
    let link = set.layout.settings().own["link"].as_str().expect("a colour").to_owned();
    let luminance = luminance(&link);
    assert!(1.05 / (luminance + 0.05) >= 4.5, "on white");
    assert!((luminance + 0.05) / 0.05 >= 3.0, "beside black text");
}

/// Relative luminance by WCAG 2.2.
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = u8::from_str_radix(&colour[at..at + 2], 16).expect("two digits");
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/// In the margin stands where each paragraph starts, and every line of a page has its number.
#[test]
fn proofs_name_every_paragraph_and_number_every_line() {
    let set = set(ALL, "proof");
    let Some(text) = tools::text(&set.pdf.bytes) else { return };
    let mut seen = 0;
    for section in set.book().sections().filter(|section| !section.is_generated()) {
        // What a cell holds in one line is a part of its row.
        let mut in_rows = Vec::new();
        walk::blocks(&section.blocks, &mut |block| {
            if let BlockKind::Table(table) = &block.kind {
                let lines = table.cells().filter(|cell| cell.line().is_some());
                in_rows.extend(lines.filter_map(|cell| cell.blocks.first()).map(|line| line.name));
            }
            if matches!(block.kind, BlockKind::Paragraph(_)) && !in_rows.contains(&block.name) {
                let place = set.opened.sources.place(block.span);
                let name = Path::new(&place.file).file_name().expect("a name").to_string_lossy();
                let mark = format!("{name}:{}", place.line);
                assert!(text.lines().any(|line| line.trim() == mark), "{mark} is not in\n{text}");
                seen += 1;
            }
        });
    }
    assert!(seen > 20, "{seen}");
    let Some(words) = grid::words(&set.pdf.bytes) else { return };
    let mut numbers: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for word in words.iter().filter(|word| word.height < 11.0) {
        if let Ok(number) = word.text.parse() {
            numbers.entry(word.page).or_default().insert(number);
        }
    }
    let lines = running_lines(&words);
    let mut most = 0;
    for (page, numbers) in numbers {
        let run = (1..).take_while(|number| numbers.contains(number)).count();
        let set = lines.range((page, 0)..(page + 1, 0)).count();
        assert!(run >= set.saturating_sub(4), "page {page} has {set} lines: {numbers:?}");
        most = most.max(run);
    }
    assert!(most > 20, "{most}");
}

/// Without the sources nobody can say where a paragraph starts; other layouts do not ask.
#[test]
fn places_of_the_source_stand_only_where_they_are_shown() {
    assert!(set(ALL, "proof").pdf.typst.contains("#sourcemark(\""));
    assert!(!set(ALL, "pamphlet").pdf.typst.contains("#sourcemark("));
}

/// The layout of `tests/editions/fremd` changes heads, quotations, initials, folios, the ornament
/// and the type area, and brings files of its own.
#[test]
fn an_edition_brings_its_own_layout() {
    let set = set(OWN, "handpresse");
    assert!(set.layout.is_own());
    let settings = set.layout.settings();
    assert_eq!(
        (settings.page.inner, settings.page.top, settings.page.measure),
        (13.33, 20.0, 80.0)
    );
    let kept = String::from_utf8(
        set.layout.files().find(|(name, _)| *name == "layout.toml").expect("there").1.to_vec(),
    );
    assert!(!kept.expect("text").contains("canon"), "its Typst files read numbers");
    let Some(pages) = pages(&set.pdf) else { return };
    let text = pages.join("\n");
    for shown in ["❦", "¶", "Die Walze", "Vom Gewicht"] {
        assert!(text.contains(shown), "{shown} is not in\n{text}");
    }
    assert!(!text.contains('∗'), "the ornament takes the place of the asterisks");
    // Everything stands at the foot, on openings, parts and blank pages too.
    let first = pages
        .iter()
        .position(|page| page.contains("Das Gerät") && !page.contains(". ."))
        .expect("the part");
    for (index, page) in pages.iter().enumerate().skip(first) {
        let last = page.trim().lines().last().unwrap_or_default().trim();
        assert_eq!(last, (index + 1).to_string(), "page {} in\n{page}", index + 1);
    }
    // Parts and chapters open on the recto.
    for opening in ["Das Gerät", "Gut geschmiert", "Teile vom Gewicht", "trotzdem ein Buch"] {
        let page = pages.iter().skip(first).position(|page| page.contains(opening));
        let page = page.unwrap_or_else(|| panic!("{opening} is not in\n{text}"));
        assert_eq!((first + page + 1) % 2, 1, "{opening}");
    }
    on_the_grid(OWN, "handpresse");
}

/// A word with an initial is read as one: it stands whole in its paragraph. Poppler's view of the
/// page as columns takes large letters for titles, so the text is asked for in its order.
#[test]
fn initials_leave_words_whole() {
    let set = set(OWN, "handpresse");
    assert_eq!(set.pdf.typst.matches("#initial[").count(), 2, "of two chapters");
    assert!(set.pdf.typst.contains("#initial[J]ede Presse"));
    let file = [set.pdf.bytes];
    let Some((_, text)) = tools::run("pdftotext", &["-raw"], &file, &["-"]) else { return };
    for word in ["Jede", "Schwarz"] {
        assert!(set_of_words(&text, word), "{word} is not whole in\n{text}");
    }
    assert!(!set_of_words(&text, "ede"));
}

#[test]
fn judges_find_nothing_in_any_layout() {
    let own = ["handpresse", "screen", "proof", "largeprint"].map(|layout| set(OWN, layout));
    tools::judge(&own.map(|set| set.pdf.bytes));
}
