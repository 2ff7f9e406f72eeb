//! What a line needs to fill its measure is predicted from the widths that another setting tells, and held against
//! the line as it is set.

use std::collections::HashMap;

use super::super::fill::Stretch;
use super::Strip;
use crate::language::hyphenation::Class;
use crate::writers::pdf::fill::even::Need;
use crate::writers::pdf::fill::needs;
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
/// What is rounded on the way, in points, and how far a hyphen moves to its letter.
const ROUNDED: f64 = 0.1;

/// A way to set a paragraph.
#[derive(Debug, Clone, Copy)]
struct Way {
    font: &'static str,
    text: (&'static str, &'static str),
    stretch: Stretch,
    indent: f64,
}

impl Way {
    /// The paragraph in lines of that length, and its markup.
    fn set(&self, measure: f64) -> (Vec<Line>, String) {
        let Self { font, text: (language, text), stretch, indent } = self;
        let draft = draft(&format!(
            "#set text(font: \"{font}\", lang: \"{language}\", hyphenate: true)\n\
             #set par(justify: true, first-line-indent: (amount: {indent}pt, all: true))\n\
             #set par(justification-limits: (spacing: (min: {}%, max: {}%)))\n\
             #block(width: {measure}pt)[#par[{text}]]",
            100.0 * stretch.spacing.0,
            100.0 * stretch.spacing.1,
        ));
        (draft.lines(&pages(&draft)).all, draft.map.markup().to_owned())
    }
}

/// Holds all lines but the last against what is predicted of them; how many of them lack something, have too much, end
/// in hyphens, and hang over.
fn held(way: &Way) -> [usize; 4] {
    let ((told, markup), (set, _)) = (way.set(MEASURES.1), way.set(MEASURES.0));
    let hyphens = set.iter().filter_map(|line| line.hyphen?.at);
    let mut places = Places::default();
    places.breaks = hyphens.map(|at| (at, Class::Syllable)).collect();
    let lines: Vec<&Line> = told.iter().collect();
    let strip = Strip::cut(&lines, 0, &places, &markup, (&way.stretch, None));
    let strip = strip.expect("a justified paragraph");
    let glyphs = told.iter().flat_map(|line| &line.glyphs).enumerate();
    let index: HashMap<usize, usize> =
        glyphs.filter_map(|(index, glyph)| Some((glyph.at?, index))).collect();
    let first = |line: &Line| index[&line.glyphs[0].at.expect("it is text of ours")];
    let lines: Vec<&Line> = set.iter().collect();
    let needs = needs(&lines, &places, &way.stretch).expect("a justified paragraph");
    let mut seen = [0; 4];
    let mut hangs = if way.indent == 0.0 { strip.hangs } else { 0.0 };
    for (number, pair) in set.windows(2).enumerate() {
        let next = first(&pair[1]);
        let end = strip.parts.iter().find(|part| part.behind == next).expect("it can end there");
        let measure = if number == 0 { MEASURES.0 - way.indent } else { MEASURES.0 };
        let (predicted, _) = strip.need((first(&pair[0]), hangs), end, measure, false);
        let need = needs[number];
        let off = |of: fn(&Need) -> f64| (of(&need) - of(&predicted)).abs();
        let off = off(|need| need.lacks).max(off(|need| need.letters));
        assert!(
            off < ROUNDED && need.spaces == predicted.spaces,
            "{need:?}, {predicted:?}: {pair:?}"
        );
        hangs = end.hangs.1;
        seen[0] += usize::from(need.lacks > 1.0);
        seen[1] += usize::from(need.lacks < -1.0);
        seen[2] += usize::from(pair[0].hyphen.is_some());
        seen[3] += usize::from(end.hangs.0 + end.hangs.1 > 0.0);
    }
    seen
}

#[test]
fn what_lines_need_is_predicted() {
    let stretch = |spacing, scale| Stretch { spacing, scale, tracking: (0.0, 0.0), hanging: true };
    let stretches = [
        stretch((0.7, 1.5), (-0.02, 0.02)),
        stretch((0.8, 1.4), (0.0, 0.0)),
        stretch((0.9, 1.1), (-0.005, 0.01)),
    ];
    let mut seen = [0; 4];
    for font in ["Libertinus Serif", "New Computer Modern"] {
        for text in [("de", GERMAN), ("fr", FRENCH)] {
            for (number, stretch) in stretches.into_iter().enumerate() {
                let indent = [0.0, 14.0, 21.0][number];
                let held = held(&Way { font, text, stretch, indent });
                seen.iter_mut().zip(held).for_each(|(seen, more)| *seen += more);
            }
        }
    }
    assert!(seen.iter().all(|seen| *seen > 1), "{seen:?}");
}
