//! Initials that are let into the text, and first words in small capitals.

use umbruch::inspection::Flaw;

use super::{grid, set, tools};

const INITIALS: &str = "tests/editions/initialen";

/// By what lines of running text may begin further in without standing beside an initial, in points.
const HANGS: f64 = 5.0;

/// The lines beside a letter begin further in: one more where it reaches below the last of them, none where the
/// paragraph is short, where its words leave no other way, and where it begins with no letter.
#[test]
fn initials_are_let_into_the_first_lines() {
    let set = set(INITIALS, "kolumne");
    let pages = &set.pdf.report.pages;
    for (start, beside) in [
        ("Dicht neben", 3),
        ("„Wir warten“", 3),
        ("Quer über", 4),
        ("A wie", 3),
        ("Jeden Morgen", 4),
        ("Vorn", 1),
        ("1848 war", 1),
        ("Licht aus.", 1),
    ] {
        let lines = pages.paragraphs.iter().map(|paragraph| {
            paragraph.lines.iter().map(|at| (at.0, pages.line(*at))).collect::<Vec<_>>()
        });
        let lines = lines.into_iter().find(|lines| lines[0].1.text.starts_with(start));
        let lines = lines.unwrap_or_else(|| panic!("no paragraph begins with {start}"));
        let edge = lines[lines.len() - 1].1.left + HANGS;
        let further_in = lines.iter().skip(1).take_while(|line| line.1.left > edge).count();
        assert_eq!(1 + further_in, beside, "{start}");
        assert!(lines[..beside].iter().all(|line| line.0 == lines[0].0), "{start} is on one page");
    }
    let overprint = |flaw| flaw == Flaw::Overprint;
    assert!(!set.pdf.report.findings.iter().any(|finding| overprint(finding.flaw)));
    tools::judge(&[set.pdf.bytes]);
}

/// A letter stands before the third line of its paragraph where it is let in, and above it where it is not.
#[test]
fn initials_stand_on_the_last_line_beside_them() {
    let set = set(INITIALS, "kolumne");
    let Some(words) = grid::words(&set.pdf.bytes) else { return };
    for (letter, third, before) in [("D", "ohne", true), ("V", "Hände", false)] {
        let at = words.iter().position(|word| word.text == letter && word.height > 30.0);
        let at = at.unwrap_or_else(|| panic!("{letter} is not large"));
        let letter = &words[at];
        let line = words
            .iter()
            .find(|word| word.page == letter.page && word.text == third && word.top > letter.top);
        let line = line.unwrap_or_else(|| panic!("no {third}"));
        let middle = line.top + line.height / 2.0;
        assert_eq!(middle < letter.top + letter.height, before, "{}", letter.text);
    }
}

/// As many words as the layout says, that of the letter the first of them, in one call or several.
#[test]
fn first_words_are_set_in_small_capitals() {
    let markup = set(INITIALS, "kolumne").pdf.typst;
    for (letter, words) in [("D", "icht neben"), ("W", "ir warten“,"), ("A", "\\u{20}wie")] {
        let begin = format!("[{letter}]");
        let line = markup.lines().find(|line| line.contains("#initial") && line.contains(&begin));
        let line = line.unwrap_or_else(|| panic!("no {letter} in\n{markup}"));
        let calls = line.split("#lead-in[").skip(1);
        let said: String = calls.filter_map(|call| call.split(']').next()).collect();
        assert_eq!(said, words);
    }
}
