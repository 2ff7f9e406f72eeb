//! Lines of small pages, and what the vocabulary does to letters.

use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

use super::{End, Line, read};
use crate::layouts::Layout;
use crate::resources::Resources;
use crate::source::{FileId, Span};
use crate::writers::pdf::map::SourceMap;
use crate::writers::pdf::runs;
use crate::writers::pdf::typeset;
use crate::writers::pdf::world::World;

const HEAD: &str = "#import \"/layout/book.typ\": *\n#show: book.with(lang: \"de\")\n";

/// The pages of markup, and their lines as `touch` leaves them.
fn set(markup: &str, touch: impl Fn(PagedDocument) -> PagedDocument) -> (PagedDocument, Vec<Line>) {
    let whole = Span::new(FileId(0), 0..0);
    let layout = Layout::load("pamphlet", whole, None).expect("shipped");
    let world = World::new(format!("{HEAD}{markup}"), &layout, &Resources::default());
    let document = typeset::typeset(&world).ok().expect("it can be set").document;
    let document = touch(document);
    let lines = read(&document, &world, &SourceMap::new(whole));
    (document, lines)
}

/// The lines of markup, with places counted from its first byte.
fn lines(markup: &str) -> Vec<Line> {
    let (_, mut lines) = set(markup, |document| document);
    for line in &mut lines {
        line.last = line.last.map(|at| at - HEAD.len());
        if let End::Hyphen(Some(at)) = &mut line.end {
            *at -= HEAD.len();
        }
    }
    lines
}

/// How many glyphs a word is set in, and how wide they are together, in points.
fn glyphs(word: &str) -> (usize, f64) {
    let lines = lines(word);
    assert_eq!(lines.len(), 1, "{lines:?}");
    (lines[0].opening.len(), lines[0].opening.iter().map(|letter| letter.width).sum())
}

#[test]
fn ligatures_are_set_where_they_are_wanted() {
    assert_eq!(glyphs("Auflage").0, 6);
    assert_eq!(glyphs("#unjoined[Auflage]").0, 7);
    assert_eq!(glyphs("Au#unjoined[fl]agenziffer").0, "Auflagenziffer".len() - 1);
    assert_eq!(glyphs("Stofflager").0, "Stofflager".len() - 2);
    assert_eq!(glyphs("Sto#unjoined[ffl]agerschiffer").0, "Stofflagerschiffer".len() - 1);
    assert_eq!(glyphs("#spaced[Auflage]").0, 7);
}

#[test]
fn what_is_not_to_be_broken_is_as_wide_as_before() {
    for word in ["Revolution", "faschistische", "Geschichte", "Unterdrückung"] {
        let (before, behind) = word.split_at(word.find("t").expect("a letter"));
        let (count, width) = glyphs(word);
        let parted = glyphs(&format!("{before}#unbroken[{behind}]"));
        assert_eq!(count, parted.0);
        assert!((width - parted.1).abs() < 0.2, "{word}: {width} pt, parted {} pt", parted.1);
    }
}

#[test]
fn lines_know_where_they_end_and_how_wide_their_spaces_are() {
    let text = "Wer am Hafen steht und den Schiffen nachsieht, der denkt selten an die Arbeiterinnen der \
                Taufabrikation, deren Werkstattgemeinschaften die Schiffsausrüstungsgesellschaften tragen.";
    let lines = lines(text);
    assert!(lines.len() > 2);
    let said: String = lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(said.replace('\u{ad}', ""), text);
    for pair in lines.windows(2) {
        let behind = pair[0].last.map(|last| &text[last..]).expect("it is text of ours");
        assert!(behind.starts_with(
            pair[0].text.trim_end_matches([' ', '\u{ad}']).chars().next_back().expect("a letter")
        ));
        if let End::Hyphen(at) = pair[0].end {
            let next = &text[at.expect("a place")..];
            assert!(next.starts_with(
                pair[1].text.split(' ').next().expect("a word").trim_end_matches('\u{ad}')
            ));
        }
        assert!((0.15..0.6).contains(&pair[0].space), "{pair:?}");
        assert_eq!(pair[0].spaces, pair[0].text.trim_end().matches(' ').count());
    }
    assert!(lines.iter().any(|line| line.end != End::Open), "one is hyphenated");
}

#[test]
fn a_soft_hyphen_inside_a_line_is_seen() {
    let lines = lines("Ka-?sten");
    assert!(lines[0].has_stray_hyphen());
    assert_eq!(lines[0].opening.len(), "Kasten".len());
}

#[test]
fn superscripts_stand_in_their_line_and_the_next_line_does_not() {
    let lines = lines("Eins#super[2] zwei\\\ndrei");
    let texts: Vec<&str> = lines.iter().map(|line| line.text.trim_end()).collect();
    assert_eq!(texts, ["Eins2 zwei", "drei"]);
}

fn runs_in(frame: &Frame) -> usize {
    let runs = frame.items().map(|(_, item)| match item {
        FrameItem::Group(group) => runs_in(&group.frame),
        FrameItem::Text(_) => 1,
        _ => 0,
    });
    runs.sum()
}

#[test]
fn what_the_judgement_parted_is_one_run_in_the_file() {
    let markup = "Die Revoluti#unbroken[on der] Auf#emph[la]gen #tongue(\"fr\")[sociale]";
    let (parted, before) = set(markup, |document| document);
    let (joined, after) = set(markup, |document| runs::joined(&document));
    assert_eq!(runs_in(&parted.pages()[0].frame), 6);
    assert_eq!(runs_in(&joined.pages()[0].frame), 4);
    assert_eq!(before, after, "nothing has moved");
}

#[test]
fn one_hyphen_is_left_at_a_soft_hyphen() {
    let words = "Kasten ".repeat(40).replace("Kasten", "Ka-?sten");
    let (_, before) = set(&words, |document| document);
    let (_, after) = set(&words, |document| runs::joined(&document));
    let broken = |lines: &[Line], end: &str| {
        lines.iter().filter(|line| line.end != End::Open && line.text.ends_with(end)).count()
    };
    assert!(broken(&before, "Ka\u{ad}\u{ad}") > 0, "{before:?}");
    assert_eq!(broken(&after, "\u{ad}\u{ad}"), 0);
    assert_eq!(broken(&after, "Ka\u{ad}"), broken(&before, "Ka\u{ad}\u{ad}"));
}
