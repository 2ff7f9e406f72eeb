//! What is copied of the typesetter's arithmetic is what it does: where each letter of a line will stand is
//! predicted from the widths that another setting tells, and held against the line as it is set.

use std::collections::HashMap;

use super::{Stretch, Strip};
use crate::language::hyphenation::Class;
use crate::writers::pdf::lines::Line;
use crate::writers::pdf::lines::tests::{draft, pages};
use crate::writers::pdf::lower::Places;

const GERMAN: &str = "Am Hafen lag der Nebel so dicht, daß man die Kräne nur hörte: Ketten, Winden, Rufe. \
    Wer vom Speicher herüberkam – es waren wenige –, der ging am Geländer entlang und zählte die Stufen, \
    denn das Wasser stand hoch; erst an der Brücke, wo die Lampen brannten, sah man einander ins Gesicht.";

const FRENCH: &str = "Le quai était désert, et la brume montait du fleuve avec une odeur de goudron. On \
    n’entendait que les chaînes, au loin, et la voix d’un gardien qui comptait ses pas ; près du pont, où \
    brûlaient deux lanternes, un homme attendait sans rien dire le premier bateau du matin.";

/// Length of the lines that are predicted, and of those that tell the widths, in points.
const MEASURES: (f64, f64) = (212.0, 331.0);
/// What is rounded on the way, in points.
const ROUNDED: f64 = 0.02;

/// A way to set a paragraph.
#[derive(Debug, Clone, Copy)]
struct Way {
    font: &'static str,
    text: (&'static str, &'static str),
    stretch: Stretch,
    indent: f64,
    hanging: bool,
}

impl Way {
    /// The paragraph in lines of that length, and its markup.
    fn set(&self, measure: f64) -> (Vec<Line>, String) {
        let Self { font, text: (language, text), stretch, indent, hanging } = self;
        let (spacing, tracking) = (stretch.spacing, stretch.tracking);
        let draft = draft(&format!(
            "#set text(font: \"{font}\", lang: \"{language}\", hyphenate: true, overhang: {hanging})\n\
             #set par(justify: true, first-line-indent: (amount: {indent}pt, all: true))\n\
             #set par(justification-limits: (spacing: (min: {}%, max: {}%), tracking: (min: {}em, max: {}em)))\n\
             #block(width: {measure}pt)[#par[{text}]]",
            100.0 * spacing.0,
            100.0 * spacing.1,
            tracking.0,
            tracking.1,
        ));
        (draft.lines(&pages(&draft)), draft.map.markup().to_owned())
    }
}

/// How many lines came to their measure in which way.
#[derive(Debug, Default)]
struct Seen {
    narrower: usize,
    wider: usize,
    /// Wider than letters may give.
    wide: usize,
    hyphens: usize,
    hanging: usize,
}

/// Predicts all lines but the last; the furthest, in points, that anything stands from where it should, and in which line.
fn furthest(way: &Way, seen: &mut Seen) -> (f64, String) {
    let ((told, markup), (set, _)) = (way.set(MEASURES.1), way.set(MEASURES.0));
    let mut places = Places::default();
    let hyphens = set.iter().filter_map(|line| line.hyphen?.at);
    places.breaks = hyphens.map(|at| (at, Class::Syllable)).collect();
    let lines: Vec<&Line> = told.iter().collect();
    let strip = Strip::cut(&lines, 0, &places, &markup, (&way.stretch, None));
    let strip = Strip { safe: 1.0, ..strip.expect("a justified paragraph") };
    let glyphs = told.iter().flat_map(|line| &line.glyphs).enumerate();
    let index: HashMap<usize, usize> =
        glyphs.filter_map(|(index, glyph)| Some((glyph.at?, index))).collect();
    let first = |line: &Line| index[&line.glyphs[0].at.expect("it is text of ours")];
    let (mut furthest, mut at_fault) = (0.0_f64, String::new());
    for (number, pair) in set.windows(2).enumerate() {
        let (line, from, next) = (&pair[0], first(&pair[0]), first(&pair[1]));
        let end = strip.parts.iter().find(|part| part.behind == next).expect("it can end there");
        let measure = if number == 0 { MEASURES.0 - way.indent } else { MEASURES.0 };
        let fit = strip.fit(from, end, measure, false);
        // A line that has room only because its last sign hangs over is taken for natural by `fit`; the typesetter widens
        // it, by less than what hangs over.
        let between = fit.width > measure && fit.width < measure + end.hangs;
        let allowed = if between { end.hangs } else { 0.0 };
        let more = fit.space - strip.space;
        let letters = way.stretch.of_letters(strip.space, more);
        let mut left = line.left();
        for glyph in line.glyphs.iter().filter(|glyph| glyph.width > 0.0) {
            furthest = furthest.max((glyph.left - left).abs() - allowed);
            let at = index[&glyph.at.expect("it is text of ours")];
            let natural = strip.sums[at + 1].width - strip.sums[at].width;
            left += natural + glyph.size * if line.is_space(glyph) { more } else { letters };
        }
        // A hyphen is not moved away from its letter, nor anything from the last one.
        let right =
            left + end.added - if line.hyphen.is_some() { 0.0 } else { letters * line.size };
        furthest = furthest.max((line.right - right).abs() - allowed);
        // Where no way is left, the typesetter sets a line that is too long.
        let over = (fit.over - end.hangs).max(0.0);
        furthest = furthest.max((line.edge() - line.left() - measure - over).abs());
        if furthest >= ROUNDED && at_fault.is_empty() {
            at_fault = format!(
                "`{}`, {fit:?}, {}, ends at {right} and {}",
                line.text,
                line.left(),
                line.right
            );
        }
        seen.narrower += usize::from(more < -1e-3);
        seen.wider += usize::from(more > 1e-3);
        seen.wide += usize::from(more > way.stretch.wider(strip.space) + 1e-3);
        seen.hyphens += usize::from(line.hyphen.is_some());
        seen.hanging += usize::from(line.hangs());
    }
    (furthest, at_fault)
}

#[test]
fn letters_stand_where_they_are_predicted() {
    let stretches = [
        Stretch { spacing: (0.86, 1.0), tracking: (-0.02, 0.02) },
        Stretch { spacing: (0.8, 1.4), tracking: (0.0, 0.0) },
        Stretch { spacing: (0.9, 1.1), tracking: (-0.005, 0.01) },
    ];
    let mut seen = Seen::default();
    for font in ["Libertinus Serif", "New Computer Modern"] {
        for text in [("de", GERMAN), ("fr", FRENCH)] {
            for (number, stretch) in stretches.into_iter().enumerate() {
                let indent = [0.0, 14.0, 21.0][number];
                let way = Way { font, text, stretch, indent, hanging: true };
                let (furthest, line) = furthest(&way, &mut seen);
                assert!(furthest < ROUNDED, "{furthest} pt: {line}\n{way:?}");
            }
        }
    }
    let Seen { narrower, wider, wide, hyphens, hanging } = seen;
    let least = [narrower, wider, wide, hyphens, hanging].into_iter().min();
    assert!(least >= Some(2), "{seen:?}");
}
