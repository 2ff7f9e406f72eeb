//! Lines of small pages, and what the vocabulary does to letters.

use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

use super::{Glyph, Line};
use crate::fonts::Fonts;
use crate::layouts::Layout;
use crate::resources::Resources;
use crate::source::{FileId, Span};
use crate::writers::pdf::draft::{ChosenLines, Draft, Ends, LineEnd};
use crate::writers::pdf::lower::{Lowered, Places};
use crate::writers::pdf::map::SourceMap;
use crate::writers::pdf::{rounds, runs, typeset};

const HEAD: &str = "#import \"/layout/book.typ\": *\n#show: book.with(lang: \"de\")\n";

/// Markup in its world, of which nothing is known.
pub(in crate::writers::pdf) fn draft(markup: &str) -> Draft {
    let whole = Span::new(FileId(0), 0..0);
    let layout = Layout::load("pamphlet", whole, None).expect("shipped");
    let markup = format!("{HEAD}{markup}");
    let mut map = SourceMap::new(whole);
    map.finish(markup.clone());
    let lowered = Lowered { markup, map, places: Places::default() };
    let nothing = Resources::default();
    Draft::new(lowered, &layout, &nothing, Fonts::load(&nothing))
}

/// Its pages.
pub(in crate::writers::pdf) fn pages(draft: &Draft) -> PagedDocument {
    typeset::typeset(&draft.world, None, None).ok().expect("it can be set").document
}

/// The lines of markup, with places counted from its first byte.
fn lines(markup: &str) -> Vec<Line> {
    let draft = draft(markup);
    let mut lines = draft.lines(&pages(&draft)).all;
    let before = |at: &mut usize| *at -= HEAD.len();
    for line in &mut lines {
        line.glyphs.iter_mut().filter_map(|glyph| glyph.at.as_mut()).for_each(before);
        line.hyphen.as_mut().and_then(|hyphen| hyphen.at.as_mut()).map(before);
    }
    lines
}

/// How many glyphs a word is set in, and how wide they are together, in points.
fn glyphs(word: &str) -> (usize, f64) {
    let lines = lines(word);
    assert_eq!(lines.len(), 1, "{lines:?}");
    (lines[0].glyphs.len(), lines[0].glyphs.iter().map(|glyph| glyph.width).sum())
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

/// The letters of each glyph of a word.
fn shaped(word: &str) -> Vec<String> {
    let lines = lines(word);
    assert_eq!(lines.len(), 1, "{lines:?}");
    lines[0].glyphs.iter().map(|glyph| lines[0].said(glyph).to_owned()).collect()
}

#[test]
fn letters_are_detached_and_keep_their_own_ligatures() {
    assert_eq!(shaped("Stofffleck"), ["S", "t", "o", "ff", "fl", "e", "c", "k"]);
    assert_eq!(shaped("Sto#unjoined[fffl]eck").len(), "Stofffleck".len());
    assert_eq!(shaped("Stoff#detached[fleck]"), ["S", "t", "o", "ff", "fl", "e", "c", "k"]);
    assert_eq!(shaped("Kampffisch")[4..], ["ffi", "s", "c", "h"]);
    assert_eq!(shaped("Kampf#detached[fisch]")[4..], ["f", "fi", "s", "c", "h"]);
    assert_eq!(shaped("Schiff#detached[fahrt]")[4..6], ["ff", "f"]);
    // What the layout makes of strings.
    let parted = "#show: parted.with((\"Kampffisch\", [Kampf#detached[fisch]]))\n";
    for word in ["Kampffisch", "#\"Kampffisch\"", "#emph(\"Kampffisch\")"] {
        assert_eq!(shaped(&format!("{parted}{word}"))[4..], ["f", "fi", "s", "c", "h"], "{word}");
    }
    assert_eq!(shaped(&format!("{parted}Kampffische"))[4..], ["ffi", "s", "c", "h", "e"]);
    // As far from each other as without ligatures.
    let (apart, detached) = (glyphs("#unjoined[Kampffisch]").1, glyphs("Kampf#detached[fisch]").1);
    assert!((apart - detached).abs() < 0.6, "{apart} pt, {detached} pt");
}

#[test]
fn detached_letters_are_read_with_their_word_and_broken_from_it() {
    let text = "Sauerstoff#detached[flasche]";
    let mut draft = draft(text);
    let whole = pages(&draft);
    let lines = draft.lines(&whole).all;
    let joined = runs::joined(whole.clone(), &draft, lines.clone());
    assert_eq!(runs_in(&whole.pages()[0].frame), 2);
    assert_eq!(runs_in(&joined.pages()[0].frame), 1);
    assert_eq!(said(&joined), "Sauerstoffflasche");
    assert_eq!(draft.lines(&joined).all[0].glyphs.len(), "Sauerstoffflasche".len() - 2);
    let joint = HEAD.len() + text.find("flasche").expect("it is there");
    draft.choose(Ends::from([(joint, LineEnd::Hyphen)]).into());
    let broken = pages(&draft);
    let lines = draft.lines(&broken).all;
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(texts, ["Sauerstoff", "flasche"]);
    assert_eq!(said(&runs::joined(broken, &draft, lines)), "Sauerstoff\u{ad}flasche");
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
    assert_eq!(said, text);
    for pair in lines.windows(2) {
        let first = pair[1].glyphs[0].at.expect("it is text of ours");
        assert!(text[first..].starts_with(pair[1].said(&pair[1].glyphs[0])));
        if let Some(hyphen) = pair[0].hyphen {
            assert_eq!(hyphen.at, Some(first));
        }
        let spaces: Vec<&Glyph> =
            pair[0].glyphs.iter().filter(|glyph| pair[0].is_space(glyph)).collect();
        assert_eq!(spaces.len(), pair[0].text.trim_end().matches(' ').count());
        for space in spaces {
            assert!((0.15..0.6).contains(&(space.width / space.size)), "{space:?}");
        }
    }
    assert!(lines.iter().any(|line| line.hyphen.is_some()), "one is hyphenated");
}

#[test]
fn line_ends_are_put_in_and_taken_out_again() {
    let text = "Der Kasten steht am Hafen-Kai.";
    let at = |what: &str| HEAD.len() + text.find(what).expect("it is there");
    let mut draft = draft(text);
    let ends = Ends::from([
        (at(" Kasten"), LineEnd::Space),
        (at("sten"), LineEnd::Hyphen),
        (at("Kai"), LineEnd::Dash),
    ]);
    draft.choose(ends.into());
    let document = pages(&draft);
    let lines = draft.lines(&document).all;
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(texts, ["Der", "Ka", "sten steht am Hafen-", "Kai."]);
    assert!(lines[1].hyphen.is_some_and(|hyphen| hyphen.at == Some(at("sten"))));
    assert_eq!(lines[2].glyphs[0].at, Some(at("sten")));
    // The file says what it says at other line ends.
    assert_eq!(
        said(&runs::joined(document, &draft, lines)),
        "Der Ka\u{ad}sten steht am Hafen-Kai."
    );
    let chosen = ChosenLines::from(Ends::from([(at(" steht"), LineEnd::Space)]));
    draft.choose(chosen.clone());
    assert!(draft.markup().ends_with("Der Kasten\\u{2028}steht am Hafen-Kai."));
    draft.choose(ChosenLines { tight: [at(" steht")].into(), ..chosen });
    assert!(draft.markup().ends_with("Der Kasten#h(-2em)\\u{2028}steht am Hafen-Kai."));
    draft.choose(Ends::new().into());
    assert!(draft.markup().ends_with(text));
}

/// What is read in a document.
fn said(document: &PagedDocument) -> String {
    fn collect(frame: &Frame, out: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => collect(&group.frame, out),
                FrameItem::Text(text) => out.push_str(&text.text),
                _ => {}
            }
        }
    }
    let mut out = String::new();
    document.pages().iter().for_each(|page| collect(&page.frame, &mut out));
    out
}

/// What is copied of the typesetter's arithmetic is what it does.
#[test]
fn signs_hang_over_the_measure_as_far_as_is_predicted() {
    let line = |sign: &str| {
        let text = format!("Am Kai lag der Nebel dicht auf allen Kränen und Booten{sign}");
        lines(&format!("#set par(justify: true)\n{text}\\u{{2028}}und stand.")).swap_remove(0)
    };
    let measure = line("").right;
    for sign in ["-", "–", "—", ".", ",", ":", ";", "!", "“", ")"] {
        let line = line(sign);
        assert!((line.edge() - measure).abs() < 0.01, "{sign}: {} and {measure}", line.edge());
    }
    assert!(line("-").right > measure + 1.0);
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
    let draft = draft("Die Revoluti#unbroken[on der] Auf#emph[la]gen #tongue(\"fr\")[sociale]");
    let parted = pages(&draft);
    let lines = draft.lines(&parted).all;
    let joined = runs::joined(parted.clone(), &draft, lines.clone());
    assert_eq!(runs_in(&parted.pages()[0].frame), 6);
    assert_eq!(runs_in(&joined.pages()[0].frame), 4);
    let places = |lines: &[Line]| -> Vec<i64> {
        let glyphs = lines.iter().flat_map(|line| &line.glyphs);
        glyphs.map(|glyph| (glyph.left * 1000.0).round() as i64).collect()
    };
    assert_eq!(places(&lines), places(&draft.lines(&joined).all), "nothing has moved");
}

#[test]
fn pages_that_are_known_spare_rounds() {
    let chapter = |n: usize| {
        let see = format!("Siehe #page-of(\"id-{}\", before: \"S. \").", (n + 1) % 12);
        format!("#section(\"chapter\", \"id-{n}\", plain: \"Eins\", title: [Eins])[\n{see}\n]\n")
    };
    let draft = draft(&(0..12).map(chapter).collect::<String>());
    let first = rounds::set(&draft.world, None, None);
    let pages = first.pages.as_ref().and_then(|pages| pages.as_ref().ok()).expect("it can be set");
    let again = rounds::set(&draft.world, Some(pages.introspector()), None);
    assert!(first.rounds > 1, "{} rounds", first.rounds);
    assert_eq!(again.rounds, 1);
}
