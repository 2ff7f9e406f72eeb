//! Every flaw on a page made for it, and pages without any.

use super::{End, Flaw, Limits, Line, Page, Pages, Paragraph, Part, inspect};
use crate::source::{FileId, Span};

/// A justified line of a paragraph, well spaced.
fn line(text: &str) -> Line {
    Line {
        left: 50.0,
        right: 300.0,
        hangs: (0.0, 0.0),
        baseline: 0.0,
        size: 10.0,
        text: text.to_owned(),
        span: Some(Span::new(FileId(0), 0..text.len())),
        part: Part::Text,
        paragraph: Some(0),
        end: End::Word,
        justified: true,
        spaces: 6,
        space: 0.25,
        tracking: 0.0,
        scale: 1.0,
        gaps: Vec::new(),
        overfull: 0.0,
    }
}

fn last(text: &str) -> Line {
    Line { end: End::Last, justified: false, ..line(text) }
}

/// Pages of lines; each paragraph is told by the number that its lines carry.
fn pages(list: Vec<Vec<Line>>) -> Pages {
    let span = Span::new(FileId(0), 0..0);
    let mut set = Pages { leading: 13.0, size: 10.0, indent: 12.0, ..Pages::default() };
    for (number, mut lines) in list.into_iter().enumerate() {
        for (index, line) in lines.iter_mut().enumerate() {
            if line.baseline == 0.0 {
                line.baseline = 50.0 + 13.0 * index as f64;
            }
            let Some(paragraph) = line.paragraph else { continue };
            while set.paragraphs.len() <= paragraph {
                set.paragraphs.push(Paragraph { span, lines: Vec::new() });
            }
            set.paragraphs[paragraph].lines.push((number, index));
        }
        set.pages.push(Page { width: 350.0, height: 500.0, lines });
    }
    set
}

/// The flaws of pages, each with its page from 1.
fn flaws(list: Vec<Vec<Line>>) -> Vec<(Flaw, usize)> {
    let report = inspect("eigen", pages(list), Limits::default(), Vec::new());
    report.findings.iter().map(|one| (one.flaw, one.page + 1)).collect()
}

#[test]
fn there_is_nothing_to_be_said_of_a_good_page() {
    let page =
        vec![line("Der Zug hielt früher"), line("als erwartet, und"), last("niemand stieg aus.")];
    assert_eq!(flaws(vec![page]), []);
}

#[test]
fn lines_that_are_too_loose_too_tight_or_too_long() {
    let loose = Line { space: 0.5, ..line("eins zwei") };
    let tight = Line { space: 0.1, ..line("drei vier") };
    let long = Line { overfull: 4.0, ..line("fünf sechs") };
    // A single space is seen when it is a hole, not when it is narrow.
    let hole = Line { spaces: 1, space: 2.5, ..line("sieben acht") };
    let narrow = Line { spaces: 1, space: 0.1, ..line("neun zehn") };
    let none = Line { spaces: 0, space: 0.0, ..line("elf") };
    let list = vec![loose, tight, long, hole, narrow, none, last("Ende und Schluss.")];
    let report = inspect("eigen", pages(vec![list]), Limits::default(), Vec::new());
    let found: Vec<(Flaw, Option<usize>)> =
        report.findings.iter().map(|one| (one.flaw, one.line)).collect();
    let expected = [
        (Flaw::Loose, Some(0)),
        (Flaw::Tight, Some(1)),
        (Flaw::Overfull, Some(2)),
        (Flaw::Loose, Some(3)),
    ];
    assert_eq!(found, expected);
    assert_eq!(report.measures.loose, 40.0);
}

#[test]
fn breaks_within_words() {
    let broken = |text, end| Line { end, ..line(text) };
    let found = flaws(vec![vec![
        broken("wo Fen-", End::Illegal),
        broken("ster stehen. Urin-", End::Misleading),
        line("stinkt ist kein Wort"),
        broken("und be-", End::Affix),
        last("kannt ist es nicht."),
    ]]);
    assert_eq!(found, [(Flaw::IllegalBreak, 1), (Flaw::MisleadingBreak, 1), (Flaw::UglyBreak, 1)]);
}

#[test]
fn hyphens_in_a_row_and_at_the_end_of_a_page() {
    let broken = |text: &str| Line { end: End::Joint, ..line(text) };
    let first =
        vec![broken("ein Haus-"), broken("meister und Dach-"), broken("boden mit Fenster-")];
    let next = vec![line("rahmen aus Holz und"), last("mit Farbe gestrichen.")];
    let found = flaws(vec![first, next]);
    assert_eq!(found, [(Flaw::PageHyphen, 1), (Flaw::HyphenRun, 1)]);
}

#[test]
fn lines_alone_at_the_head_or_the_foot() {
    let of = |paragraph, line: Line| Line { paragraph: Some(paragraph), ..line };
    let first = vec![
        of(0, line("eine Zeile von")),
        of(0, last("dreien, die hier endet.")),
        of(1, line("Die erste steht allein")),
    ];
    let next = vec![
        of(1, line("und zwei gehen weiter")),
        of(1, last("auf der nächsten Seite.")),
        of(2, line("Von diesem Absatz")),
        of(2, line("stehen zwei Zeilen hier")),
    ];
    let third = vec![of(2, last("und eine für sich allein.")), of(3, last("Noch ein Absatz."))];
    let found = flaws(vec![first, next, third]);
    assert!(found.contains(&(Flaw::Orphan, 1)), "{found:?}");
    assert!(found.contains(&(Flaw::Widow, 3)), "{found:?}");
    assert_eq!(found.iter().filter(|one| one.0 == Flaw::Orphan).count(), 1);
    assert_eq!(found.iter().filter(|one| one.0 == Flaw::Widow).count(), 1);
}

#[test]
fn a_heading_at_the_foot() {
    let heading = Line { part: Part::Heading, paragraph: Some(9), ..last("Zweites Kapitel") };
    let first = vec![line("Ein Absatz, der endet"), last("vor dem Titel."), heading];
    let next = vec![
        Line { paragraph: Some(1), ..line("Der Text zum Titel steht") },
        Line { paragraph: Some(1), ..last("auf der nächsten Seite.") },
    ];
    assert!(flaws(vec![first, next]).contains(&(Flaw::HeadingFoot, 1)));
}

#[test]
fn a_caption_apart_from_its_table() {
    let apart = |paragraph, part, text| Line { part, paragraph: Some(paragraph), ..last(text) };
    let text = || vec![line("Ein Absatz, der endet"), last("vor der Tabelle.")];
    let caption = || apart(1, Part::Caption, "Ernten am Kai");
    let note = || apart(2, Part::Note, "Gerufen in dem, was darüber steht.");
    let rows = || vec![apart(3, Part::Other, "Jahr"), apart(4, Part::Other, "Ernte")];
    let alone = [text(), vec![caption(), note()]].concat();
    assert!(flaws(vec![alone, rows()]).contains(&(Flaw::CaptionFoot, 1)));
    let together = [text(), vec![caption()], rows()].concat();
    let told = flaws(vec![together, rows()]);
    assert!(told.iter().all(|one| one.0 != Flaw::CaptionFoot), "{told:?}");
}

#[test]
fn lines_off_the_grid() {
    let off = Line { baseline: 50.0 + 2.5 * 13.0, ..last("neben dem Raster") };
    let found = flaws(vec![
        vec![line("eine gute Zeile"), line("noch eine davon"), off],
        vec![Line { paragraph: Some(1), ..last("und eine gute Seite.") }],
    ]);
    assert!(found.contains(&(Flaw::Register, 1)), "{found:?}");
}

/// A page of so many lines of a paragraph with that number, from the head.
fn full(paragraph: usize, lines: usize) -> Vec<Line> {
    (0..lines)
        .map(|_| Line { paragraph: Some(paragraph), ..line("eine Zeile des Textes") })
        .collect()
}

/// The short pages of a book whose pages hold ten lines.
fn short(facing: bool, list: Vec<Vec<Line>>) -> Vec<(usize, String)> {
    let set = Pages { facing, foot: Some(50.0 + 9.0 * 13.0), ..pages(list) };
    let report = inspect("eigen", set, Limits::default(), Vec::new());
    let found = report.findings.into_iter().filter(|one| one.flaw == Flaw::ShortPage);
    found.map(|one| (one.page + 1, one.message)).collect()
}

#[test]
fn pages_that_could_hold_what_follows_are_short() {
    let list = vec![full(0, 10), full(1, 7), full(2, 10), full(3, 4)];
    assert_eq!(short(false, list), [(2, "the page is 3 lines short".to_owned())]);
    // The last line may be one of two side by side: its distance from that is no step.
    let mut side = full(1, 7);
    side.push(Line { left: 320.0, baseline: 50.0 + 6.0 * 13.0 + 0.3, ..side[6].clone() });
    let list = vec![full(0, 10), side, full(2, 10), full(3, 4)];
    assert_eq!(short(false, list), [(2, "the page is 3 lines short".to_owned())]);
}

#[test]
fn pages_that_face_each_other_end_level() {
    // One line more would be the first of a paragraph and stand alone.
    let list =
        |second: usize| vec![full(0, 10), full(1, second), full(2, 9), full(3, 10), full(4, 3)];
    let told = (3, "the page is 1 line shorter than the one that it faces".to_owned());
    assert_eq!(short(true, list(10)), [told]);
    assert_eq!(short(true, list(9)), []);
    assert_eq!(short(false, list(10)), []);
    // A paragraph goes over all pages, and could be parted anywhere.
    let list = |third: usize| vec![full(0, 10), full(1, 9), full(1, third), full(1, 10)];
    let told = |page: usize| (page, "the page is 1 line short".to_owned());
    assert_eq!(short(true, list(10)), [told(2)]);
    assert_eq!(short(true, list(9)), []);
    assert_eq!(short(false, list(9)), [told(2), told(3)]);
}

#[test]
fn chapters_end_with_some_lines() {
    let title = Line { part: Part::Heading, paragraph: Some(8), ..last("Ein Titel") };
    let next = || [vec![title.clone()], full(9, 3)].concat();
    let found = |list: Vec<Vec<Line>>| -> Vec<(usize, String)> {
        let set = Pages { foot: Some(50.0 + 19.0 * 13.0), ..pages(list) };
        let report = inspect("eigen", set, Limits::default(), Vec::new());
        let found = report.findings.into_iter().filter(|one| one.flaw == Flaw::ChapterEnd);
        found.map(|one| (one.page + 1, one.message)).collect()
    };
    let told =
        |page: usize, lines: &str| (page, format!("the last page of the chapter holds {lines}"));
    assert_eq!(found(vec![full(0, 20), full(0, 1), next()]), [told(2, "one line")]);
    assert_eq!(found(vec![full(0, 20), full(0, 4), vec![], next()]), [told(2, "4 lines")]);
    assert_eq!(found(vec![full(0, 20), full(0, 4)]), [told(2, "4 lines")], "so does the book");
    assert_eq!(found(vec![full(0, 20), full(0, 5), next()]), []);
    assert_eq!(found(vec![full(0, 20), full(0, 4), full(0, 20), next()]), [], "it goes on");
    assert_eq!(found(vec![full(0, 20), next(), full(3, 20), full(3, 6)]), [], "it begins there");
}

#[test]
fn pages_that_face_each_other_and_end_level_are_counted() {
    let uneven = |second: usize, third: usize| {
        let list = vec![full(0, 10), full(1, second), full(2, third), full(3, 10), full(4, 3)];
        let set = Pages { facing: true, foot: Some(50.0 + 9.0 * 13.0), ..pages(list) };
        inspect("eigen", set, Limits::default(), Vec::new()).measures.uneven
    };
    assert_eq!([uneven(10, 10), uneven(9, 9), uneven(10, 9)], [0.0, 0.0, 100.0]);
}

#[test]
fn what_hangs_is_measured_by_the_size_of_the_type() {
    let hanging = |over: f64| Line { hangs: (1.0, over), ..line("und so fort,") };
    let list = vec![vec![hanging(2.0), hanging(4.0), last("bis ans Ende.")]];
    let report = inspect("eigen", pages(list), Limits::default(), Vec::new());
    assert!((report.measures.hanging - 0.3).abs() < 1e-9, "{}", report.measures.hanging);
}

#[test]
fn what_cannot_be_parted_may_leave_a_page_short() {
    let heading = |lines: usize| {
        let title = Line { part: Part::Heading, paragraph: Some(8), ..last("Ein Titel") };
        let mut page = vec![title, Line { baseline: 50.0 + 2.0 * 13.0, ..full(2, 1).remove(0) }];
        page.extend(
            full(2, lines)
                .into_iter()
                .enumerate()
                .map(|(index, line)| Line { baseline: 50.0 + 13.0 * (3 + index) as f64, ..line }),
        );
        page
    };
    // A line free, the heading, one more, and two lines of its text: five in all.
    let before = |lines: usize| vec![full(0, 10), full(1, lines), heading(6), full(3, 4)];
    assert_eq!(short(false, before(8)), []);
    assert_eq!(short(false, before(4)).len(), 1);
    // A table of two columns is one piece, but a hole is a hole.
    let cell = |row: usize, left: f64| Line {
        part: Part::Other,
        paragraph: None,
        left,
        baseline: 50.0 + 13.0 * row as f64,
        ..last("Feld")
    };
    let table: Vec<Line> = (0..8).flat_map(|row| [cell(row, 50.0), cell(row, 200.0)]).collect();
    let before = |lines: usize| vec![full(0, 10), full(1, lines), table.clone(), full(3, 4)];
    assert_eq!(short(false, before(8)), []);
    assert_eq!(short(false, before(6)).len(), 1);
}

#[test]
fn short_last_lines() {
    let short = Line { right: 58.0, ..last("so.") };
    assert_eq!(flaws(vec![vec![line("Das ist einmal"), short]]), [(Flaw::Runt, 1)]);
    let broken = Line { end: End::Joint, ..line("Das ist ein Haus-") };
    let rest = Line { spaces: 0, ..last("meister.") };
    assert_eq!(flaws(vec![vec![broken, rest]]), [(Flaw::Runt, 1)]);
}

#[test]
fn words_and_spaces_one_below_the_other() {
    let stack = vec![
        line("Werkzeug ist nützlich und"),
        line("Werkzeug ist teuer, sagt"),
        last("der Meister immer."),
    ];
    assert_eq!(flaws(vec![stack]), [(Flaw::Stack, 1)]);
    // Two short words are no stack, three are.
    let short = |texts: [&str; 3]| -> Vec<Line> {
        texts.iter().map(|text| line(text)).chain([last("Schluss mit allem.")]).collect()
    };
    assert_eq!(
        flaws(vec![short(["die eine Hand", "die andere Hand da", "beide Hände zugleich"])]),
        []
    );
    assert_eq!(
        flaws(vec![short(["die eine Hand", "die andere Seite", "die dritte Stelle"])]),
        [(Flaw::Stack, 1)]
    );
    let river = |text: &str| Line { gaps: vec![(100.0, 104.0), (200.0, 204.0)], ..line(text) };
    let flowing = vec![
        river("eins da"),
        river("zwei hier"),
        river("drei dort"),
        river("vier fort"),
        last("Ende des Ganzen."),
    ];
    assert_eq!(flaws(vec![flowing]), [(Flaw::River, 1)]);
}

#[test]
fn measures_are_those_of_the_lines() {
    let wide = Line { space: 0.3, end: End::Joint, ..line("ein Haus-") };
    let narrow = Line { space: 0.2, ..line("meister im Haus") };
    let report = inspect(
        "eigen",
        pages(vec![vec![wide, narrow, line("und noch eine"), last("Zeile am Ende.")]]),
        Limits::default(),
        Vec::new(),
    );
    let measures = report.measures;
    assert_eq!((measures.lines, measures.pages), (4, 1));
    assert_eq!(measures.hyphenated, 25.0);
    assert!((measures.space - 0.25).abs() < 1e-9);
    assert!((measures.evenness - 0.0408).abs() < 1e-3);
}
