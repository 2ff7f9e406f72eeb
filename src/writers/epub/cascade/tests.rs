//! What a style sheet makes of letters, sheet and document side by side.

use proptest::prelude::*;

use super::*;

/// The texts of a document, each behind signs of its look: `/` italic, `*` bold, `c` small
/// capitals, `C` of capitals too, `^` capitals, `?` another font.
fn looks(sheet: &str, body: Element) -> String {
    let root = Element::new("html").child(body);
    let mut out = Vec::new();
    Cascade::read(sheet).texts(&root, &mut |text, look| {
        let small = match look.small_caps {
            SmallCaps::None => "",
            SmallCaps::Small => "c",
            SmallCaps::All => "C",
        };
        let signs = [
            (look.style.italic, "/"),
            (look.style.bold, "*"),
            (look.capitals, "^"),
            (look.foreign, "?"),
        ];
        let signs: String = signs.iter().filter(|(is, _)| *is).map(|(_, sign)| *sign).collect();
        out.push(format!("{signs}{small}{text}"));
    });
    out.join(" ")
}

fn element(name: &'static str, class: &str, text: &str) -> Element {
    Element::new(name).attr("class", class).text(text)
}

fn body(children: impl IntoIterator<Item = Element>) -> Element {
    Element::new("body").children(children)
}

#[test]
fn elements_look_as_html_has_them() {
    let inner = element("em", "", "b").child(element("strong", "", "c"));
    let tree = body([element("p", "", "a").child(inner), element("h2", "", "d")]);
    assert_eq!(looks("", tree), "a /b /*c *d");
    assert_eq!(looks("", body([element("pre", "", "a"), element("th", "", "b")])), "?a *b");
}

#[test]
fn rules_go_by_their_weight_and_their_order() {
    let sheet = "h2 { font-weight: normal } .x em { font-style: normal } em { font-style: italic }
        p.x { font-weight: 600 } p { font-weight: 400 }";
    let tree = body([
        element("h2", "", "a"),
        element("p", "x", "b").child(element("em", "", "c")),
        element("p", "y", "d").child(element("em", "", "e")),
    ]);
    assert_eq!(looks(sheet, tree), "a *b *c d /e");
}

#[test]
fn neighbours_parents_and_attributes_are_looked_at() {
    let sheet = "p + p { font-style: italic } div > b { font-weight: inherit }
        i[lang|=la] { font-style: normal } p:first-child { text-transform: uppercase }";
    let tree = body([
        element("p", "", "a"),
        element("p", "", "b"),
        element("div", "", "").child(element("b", "", "c")),
        Element::new("i").attr("lang", "la-x").text("d"),
    ]);
    assert_eq!(looks(sheet, tree), "^a /b  c d");
}

#[test]
fn small_capitals_and_other_fonts_are_known() {
    let sheet = "body { font-family: serif } .s { font-variant: small-caps }
        .a { font-variant-caps: all-small-caps } .n { font-variant: normal } .m { font-family: monospace }";
    let inner = element("span", "n", "b");
    let tree =
        body([element("p", "s", "a").child(inner), element("p", "a", "c"), element("p", "m", "d")]);
    assert_eq!(looks(sheet, tree), "ca b Cc ?d");
}

#[test]
fn what_is_not_understood_is_passed_over() {
    let sheet = "@charset \"utf-8\"; @font-face { font-family: X; src: url(x) }
        @media (x) { p { font-style: italic } } p::before { font-weight: bold } { font-style: italic }
        p ~ p { font-style: italic } , { font-weight: bold } p { font-weight: bold";
    assert_eq!(looks(sheet, body([element("p", "", "a"), element("p", "", "b")])), "*a *b");
}

proptest! {
    /// Any sheet is read to its end.
    #[test]
    fn every_sheet_is_read(sheet in "[a-z.#:+>~,;{}@*\\[\\]()\"'/ \n-]{0,60}", any in ".{0,60}") {
        for sheet in [sheet, any] {
            looks(&sheet, body([element("p", "a", "b").child(element("em", "", "c"))]));
        }
    }
}
