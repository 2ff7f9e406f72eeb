//! Lines of small pages, filled, and what then stands on the pages.

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst_layout::PagedDocument;

use super::super::fit::{Measures, measures};
use super::super::lines::tests::{draft, pages};
use super::super::lines::{Line, Lines};
use super::super::lower::Places;
use super::even::{self, Need};
use super::{Stretch, filled, plans};

const STRETCH: Stretch =
    Stretch { spacing: (0.7, 1.5), scale: (-0.02, 0.02), tracking: (0.0, 0.0), hanging: true };

/// A paragraph with all that can stand in a line.
const TEXT: &str = "Am Hafen lag der Nebel so dicht, daß man die #link(\"https://example.org/\")[Kräne nur] hörte: \
    Ketten, Winden, #emph[Rufe]. Wer vom #underline[Speicher] herüberkam – es waren wenige –, der ging am \
    #box(rect(width: 9pt, height: 5pt)) Geländer entlang, „wie immer“, und zählte #box[die Stufen], denn das Wasser \
    stand hoch#super[7]; erst an der Brücke, wo die Lampen brannten, sah man einander ins Gesicht.";

/// The paragraph as it is set, and the lines of it as they are filled.
fn set(measure: f64) -> (PagedDocument, Lines) {
    let draft = draft(&format!(
        "#set text(hyphenate: true)\n#set par(justify: true)\n#block(width: {measure}pt)[#par[{TEXT}]]"
    ));
    let document = pages(&draft);
    let mut lines = draft.lines(&document);
    let set: Vec<&Line> = lines.all.iter().collect();
    let (first, others) = measures(&set, 0).expect("it is justified");
    let measures = Measures { first, others, initial: None };
    let plans = plans(&set, (0, false), measures, &Places::default(), &STRETCH);
    let needs: Vec<Need> = plans.iter().map(|plan| plan.need).collect();
    let widths = even::widths(&needs);
    for ((line, plan), wider) in lines.all.iter_mut().zip(plans).zip(widths) {
        plan.set(line, wider, &STRETCH);
    }
    (document, lines)
}

/// What pages show.
#[derive(Debug, Default)]
struct Shown {
    letters: Vec<Letter>,
    /// Where each link begins and ends, and the letter before it.
    links: Vec<(f64, f64, usize)>,
    tags: usize,
}

#[derive(Debug)]
struct Letter {
    said: String,
    left: f64,
    right: f64,
}

impl Shown {
    fn of(document: &PagedDocument) -> Self {
        let mut shown = Self::default();
        for page in document.pages() {
            shown.frame(&page.frame, Transform::identity());
        }
        shown
    }

    fn frame(&mut self, frame: &Frame, around: Transform) {
        for (at, item) in frame.items() {
            let here = around.pre_concat(Transform::translate(at.x, at.y));
            let place = |x| Point::with_x(x).transform(here).x.to_pt();
            match item {
                FrameItem::Group(group) => {
                    self.frame(&group.frame, here.pre_concat(group.transform));
                }
                FrameItem::Text(text) => {
                    let mut x = Abs::zero();
                    for glyph in &text.glyphs {
                        let next = x + glyph.x_advance.at(text.size);
                        let said = text.text[glyph.range()].to_owned();
                        self.letters.push(Letter { said, left: place(x), right: place(next) });
                        x = next;
                    }
                }
                FrameItem::Link(_, size) => {
                    self.links.push((place(Abs::zero()), place(size.x), self.letters.len()));
                }
                FrameItem::Tag(_) => self.tags += 1,
                _ => {}
            }
        }
    }
}

#[test]
fn lines_come_to_their_measure_within_their_limits() {
    for measure in [150.0, 190.0, 240.0, 331.0] {
        let (_, lines) = set(measure);
        let (last, full) = lines.all.split_last().expect("lines");
        let left = full[0].left() + full[0].fill.expect("filled").hangs.0;
        for line in full {
            let fill = line.fill.expect("filled");
            assert!((0.98..=1.02).contains(&fill.scale), "{fill:?}: {}", line.text);
            assert!((line.left() + fill.hangs.0 - left).abs() < 1e-6, "{}", line.text);
            assert!((line.right - fill.hangs.1 - left - measure).abs() < 1e-6, "{}", line.text);
        }
        assert!(last.right <= left + measure + 1e-6, "{}", last.text);
    }
}

#[test]
fn signs_hang_over_both_edges() {
    let (_, lines) = set(150.0);
    let hangs: Vec<(f64, f64)> =
        lines.all.iter().filter_map(|line| line.fill).map(|fill| fill.hangs).collect();
    assert!(hangs.iter().any(|hangs| hangs.1 > 1.0), "{hangs:?}");
    assert_eq!(hangs.last().map(|hangs| hangs.1), Some(0.0), "a last line ends where it ends");
}

#[test]
fn what_is_on_the_pages_stands_where_the_lines_have_it() {
    for measure in [150.0, 190.0, 240.0, 331.0] {
        let (document, lines) = set(measure);
        let before = Shown::of(&document);
        let after = Shown::of(&filled(document, &lines));
        let said = |shown: &Shown| -> String {
            shown.letters.iter().map(|letter| letter.said.as_str()).collect()
        };
        assert_eq!(said(&before), said(&after));
        assert_eq!(before.tags, after.tags);
        let placed = |line: &Line| {
            let seen = line.glyphs.iter().filter(|glyph| glyph.width > 0.0);
            seen.map(|glyph| glyph.left).collect::<Vec<f64>>()
        };
        let mut wanted: Vec<f64> = lines.all.iter().flat_map(placed).collect();
        let hyphens = lines.all.iter().filter_map(|line| Some(line.right - line.hyphen?.width));
        wanted.extend(hyphens);
        for left in wanted {
            let near = after.letters.iter().any(|letter| (letter.left - left).abs() < 1e-4);
            assert!(near, "nothing stands at {left}");
        }
        // A link is as long as what stands in it.
        assert_eq!(before.links.len(), after.links.len());
        for (left, right, behind) in &after.links {
            let last = &after.letters[behind - 1];
            assert!((last.right - right).abs() < 1e-4, "{last:?}, {right}");
            assert!(after.letters.iter().any(|letter| (letter.left - left).abs() < 1e-4), "{left}");
        }
    }
}

#[test]
fn neighbours_come_to_meet_each_other() {
    let need = |lacks: f64| Need::new(lacks, (240.0, 550.0), (9, 2.5), (10.0, false), &STRETCH);
    let alone = |lacks: f64| even::widths(&[need(lacks)])[0];
    let together = even::widths(&[need(4.0), need(-3.0), need(4.0)]);
    assert!(alone(4.0) > together[0] && together[1] > alone(-3.0), "{together:?}");
    assert_eq!(even::widths(&[need(0.0), need(0.0)]), [0.0, 0.0]);
}
