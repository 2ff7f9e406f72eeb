//! Whatever stands in a line, what is marked in it is in order and forbids what is wrong.

use proptest::prelude::*;

use super::{Letters, Marks, Running, Setting, judge};
use crate::ir::{Citations, Inline, InlineKind, Language};
use crate::language::hyphenation::{Hyphenation, Minima};
use crate::source::{FileId, Span};

const PIECES: [&str; 28] = [
    "Auflage",
    "Fenster",
    "Stofffilter",
    "Revolution",
    "faschistische",
    "Zucker",
    "E",
    "f",
    "ff",
    "fi",
    "ü",
    "-",
    "\u{2010}",
    "'",
    "’",
    "\u{ad}",
    "\u{200c}",
    "://",
    "www.",
    "@",
    ".",
    " ",
    "\u{a0}",
    "\u{fffc}",
    "1848",
    "e\u{301}",
    "漢字",
    "жизнь",
];

fn line() -> impl Strategy<Value = Vec<Inline>> {
    let text = prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..8)
        .prop_map(|pieces| pieces.concat());
    let inline = (text, 0..5).prop_map(|(text, kind)| {
        let span = Span::new(FileId(0), 0..text.len());
        let inner = Inline::text(span, text.clone());
        match kind {
            0 => Inline::new(span, InlineKind::Emphasis { content: vec![inner] }),
            1 => Inline::new(span, InlineKind::Letterspaced { content: vec![inner] }),
            2 => Inline::new(span, InlineKind::Code { text }),
            3 => Inline { language: Language::parse("fr"), ..inner },
            _ => inner,
        }
    });
    prop::collection::vec(inline, 0..6)
}

fn is_forbidden(marks: &Marks, at: usize) -> bool {
    marks.pieces.iter().any(|piece| {
        let unbroken = !matches!(piece.setting, Setting::Words { unbroken: false, .. });
        unbroken && piece.range.contains(&at)
    })
}

proptest! {
    #[test]
    fn marks_are_in_order_and_forbid_what_is_wrong(line in line(), hyphenated: bool) {
        let language = Language::parse("de-1901").expect("a tag");
        let running = Running::new(&line, &Citations::default(), &language);
        let marks = judge(&running, &Hyphenation::default(), hyphenated, Minima::default());
        for piece in &marks.pieces {
            prop_assert!(!piece.range.is_empty() && running.text.get(piece.range.clone()).is_some());
        }
        prop_assert!(marks.pieces.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
        prop_assert!(marks.breaks.is_sorted() && marks.forbidden.is_sorted());
        for at in &marks.forbidden {
            prop_assert!(is_forbidden(&marks, *at), "{at} in {:?}: {marks:?}", running.text);
        }
        for at in &marks.forbidden {
            let (before, behind) = running.text.split_at(*at);
            prop_assert!(before.ends_with(char::is_alphabetic) && behind.starts_with(char::is_alphabetic));
        }
        prop_assert!(hyphenated || marks.forbidden.is_empty());
    }
}

/// The line with `[` `]` around what the typesetter must not break, `{` `}` around what is set
/// without ligatures, `<` `>` around what is not joined with its neighbours, `|` at breaks that are right.
fn shown(text: &str, tag: &str) -> String {
    let language = Language::parse(tag).expect("a tag");
    let running = Running::new(
        &[Inline::text(Span::new(FileId(0), 0..0), text)],
        &Citations::default(),
        &language,
    );
    let marks = judge(&running, &Hyphenation::default(), true, Minima::default());
    let mut signs: Vec<(usize, u8, char)> =
        marks.breaks.iter().map(|one| (one.0, 2, '|')).collect();
    for piece in &marks.pieces {
        if let Setting::Words { unbroken, letters } = piece.setting {
            let [unjoined, detached] =
                [Letters::Unjoined, Letters::Detached].map(|one| one == letters);
            signs.extend(detached.then_some((piece.range.start, 1, '<')));
            signs.extend(detached.then_some((piece.range.end, 0, '>')));
            signs.extend(unbroken.then_some((piece.range.start, 1, '[')));
            signs.extend(unjoined.then_some((piece.range.start, 1, '{')));
            signs.extend(unjoined.then_some((piece.range.end, 0, '}')));
            signs.extend(unbroken.then_some((piece.range.end, 0, ']')));
        }
    }
    signs.sort_by_key(|(at, rank, _)| (*at, *rank));
    let mut out = running.text.clone();
    for (at, _, sign) in signs.into_iter().rev() {
        out.insert(at, sign);
    }
    out
}

#[test]
fn breaks_are_judged_by_orthography() {
    assert_eq!(shown("der Fenster", "de-1901"), "der [Fen|ster]");
    assert_eq!(shown("der Fenster", "de"), "der Fens|ter");
    assert_eq!(shown("der Zucker", "de-1901"), "der [Zucker]");
    assert_eq!(shown("der Zucker", "de"), "der Zu|cker");
    assert_eq!(shown("eine Revolution", "de"), "[eine] Re|vo|lu|ti[on]");
}

#[test]
fn ligatures_are_judged_by_language() {
    assert_eq!(shown("Kauf", "de"), "Kauf");
    assert_eq!(shown("höflich", "de"), "{höf|lich}");
    assert_eq!(shown("Stoffflicken", "de"), "Stoff<|fli|cken>");
    assert_eq!(shown("chauffeur", "fr"), "chauf|feur");
}

#[test]
fn the_editor_decides_with_soft_hyphens_and_non_joiners() {
    assert_eq!(shown("Wasser\u{ad}fall", "de"), "[Wass]er|fall");
    assert_eq!(shown("Zif\u{200c}fer", "de"), "{Zif|fer}");
}
