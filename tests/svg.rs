//! Drawings: what is taken over of an SVG, what is left out, and what is refused.

use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;
use resvg::usvg;
use umbruch::resources::svg::{self, Drawing, Fault};
use umbruch::storage::Folder;

use super::cases;

fn shown(text: &str, drawing: Result<Drawing, Fault>) -> String {
    let place = |at: usize| {
        let before = &text[..at];
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        format!("{}:{column}", before.matches('\n').count() + 1)
    };
    let drawing = match drawing {
        Ok(drawing) => drawing,
        Err(fault) => return format!("{}: {}", place(fault.range.start), fault.reason),
    };
    let mut out = String::from_utf8(drawing.bytes).expect("a text");
    write!(out, "\n{} × {} pixels\n", drawing.width, drawing.height).expect("a string");
    for left in &drawing.removed {
        writeln!(out, "{}: {:?} {}", place(left.range.start), left.kind, left.name)
            .expect("a string");
    }
    if let Some(words) = drawing.words {
        writeln!(out, "{}: words", place(words.start)).expect("a string");
    }
    out
}

#[test]
fn drawings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/svg");
    for file in std::fs::read_dir(folder).expect("there").flatten() {
        cases::check(&file.path(), |case| {
            let bytes = case.folder().read("x.svg", 1 << 20).expect("the drawing is there");
            let text = String::from_utf8(bytes).expect("a text");
            shown(&text, svg::clean(&text))
        });
    }
}

fn drawing(inside: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inside}</svg>")
}

fn refused(text: &str) -> String {
    svg::clean(text).expect_err("it is too much").reason
}

#[test]
fn what_grows_beyond_all_measure_is_refused() {
    let deep = format!("{}{}", "<g>".repeat(100_000), "</g>".repeat(100_000));
    assert_eq!(refused(&drawing(&deep)), "its elements stand too deep in each other");
    assert_eq!(refused(&drawing(&"<g/>".repeat(100_001))), "it has too many elements");
    // Each group shows the one before ten times: a million shapes in seven lines.
    let mut laughs = "<g id=\"a0\"><path d=\"M0 0\"/></g>".to_owned();
    for level in 1..=7 {
        let uses = format!("<use href=\"#a{}\"/>", level - 1).repeat(10);
        write!(laughs, "<g id=\"a{level}\">{uses}</g>").expect("a string");
    }
    assert_eq!(refused(&drawing(&laughs)), "what it uses again and again comes to too much");
    let mut patterns = String::new();
    for level in 1..=7 {
        let fills = format!("<rect fill=\"url(#p{})\"/>", level - 1).repeat(10);
        write!(patterns, "<pattern id=\"p{level}\">{fills}</pattern>").expect("a string");
    }
    patterns.push_str("<pattern id=\"p0\"><rect/></pattern><rect fill=\"url(#p7)\"/>");
    assert_eq!(refused(&drawing(&patterns)), "what it uses again and again comes to too much");
    let mut chain = String::new();
    for level in 1..=40_000 {
        write!(chain, "<g id=\"a{level}\"><use href=\"#a{}\"/></g>", level + 1).expect("a string");
    }
    assert_eq!(refused(&drawing(&chain)), "its references lead on and on");
}

#[test]
fn a_ground_is_laid_under_all_that_is_drawn() {
    let text = drawing("<style>rect{fill:red}</style><rect width=\"1\" height=\"1\"/>");
    let text = text.replace("0 0 9 9", "-3 -2 12 8");
    let white = svg::on_white(&svg::clean(&text).expect("a drawing").bytes);
    let tree = usvg::Tree::from_data(&white, &usvg::Options::default()).expect("a drawing");
    let mut drawn = resvg::tiny_skia::Pixmap::new(12, 8).expect("a size");
    resvg::render(&tree, usvg::Transform::identity(), &mut drawn.as_mut());
    let white = drawn.pixels().iter().filter(|pixel| pixel.red() == 255 && pixel.blue() == 255);
    assert_eq!(white.count(), 12 * 8 - 1, "all but the red square");
    assert!(drawn.pixels().iter().all(|pixel| pixel.alpha() == 255));
}

/// Pieces that meet in ways nobody meant.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">",
        "<svg>",
        "</svg>",
        "<g id=\"a\">",
        "<g",
        "</g>",
        "<use href=\"#a\"/>",
        "<use href=\"http://x/#a\"/>",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        ".a{fill:url(#a)}",
        "@import url(http://x);",
        "{fill:url(",
        "/*",
        "*/",
        "<text>",
        "</text>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "&amp;",
        "&#0;",
        "&x;",
        "&",
        " style=\"fill:url('http://x')\"",
        " onload=\"x\"",
        " fill=\"javascript:x\"",
        ">",
        "/>",
        "\"",
        "<a xlink:href=\"x\">",
        "</a>",
        "<image href=\"data:image/png;base64,AAAA\"/>",
        "ſ\u{0}ü",
        "<?x ?>",
        "<!DOCTYPE svg [<!ENTITY x \"y\">]>",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Whatever comes in: what comes out is clean, stays as it is when cleaned again, and can be drawn.
    #[test]
    fn what_comes_out_is_clean(inside in pieces(), whole in any::<bool>()) {
        let text = if whole { drawing(&inside) } else { inside };
        match svg::clean(&text) {
            Err(fault) => prop_assert!(text.get(fault.range.clone()).is_some(), "{fault:?}"),
            Ok(cleaned) => {
                let places = cleaned.removed.iter().map(|left| left.range.clone());
                for place in places.chain(cleaned.words) {
                    prop_assert!(text.get(place.clone()).is_some(), "{place:?}");
                }
                let out = String::from_utf8(cleaned.bytes).expect("a text");
                let words = out.replace("http://www.w3.org/", "");
                for foreign in ["<script", "onload", "http://", "javascript", "@import", "\u{0}"] {
                    prop_assert!(!words.contains(foreign) || is_said(&out, foreign), "{foreign}: {out}");
                }
                let again = svg::clean(&out).expect("what is clean is a drawing");
                prop_assert!(again.removed.is_empty(), "{:?}", again.removed);
                prop_assert_eq!(&String::from_utf8(again.bytes).expect("a text"), &out);
                prop_assert!(usvg::Tree::from_str(&out, &usvg::Options::default()).is_ok(), "{}", out);
            }
        }
    }
}

/// Whether something stands only in words that are drawn, where it does nothing.
fn is_said(drawing: &str, word: &str) -> bool {
    let tree = usvg::roxmltree::Document::parse(drawing).expect("well-formed");
    let said = tree.descendants().filter(|node| node.is_text());
    let outside_of_styles =
        said.filter(|node| node.parent().is_some_and(|parent| parent.tag_name().name() != "style"));
    let escaped = drawing.matches(word).count();
    outside_of_styles
        .map(|node| node.text().unwrap_or_default().matches(word).count())
        .sum::<usize>()
        >= escaped
}
