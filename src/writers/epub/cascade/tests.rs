//! What a style sheet makes of letters, sheet and document side by side.

use proptest::prelude::*;

use super::*;

/// The texts of a document, each behind signs of its look: `/` italic, `*` bold, `c` small
/// capitals, `C` of capitals too, `^` capitals, `?` another font.
fn looks(sheet: &str, body: Element) -> String {
    let root = Element::new("html").child(body);
    let mut out = Vec::new();
    Cascade::new(&Sheet::read(sheet)).texts(&root, &mut |text, look| {
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

/// The style sheet of a shipped layout as its EPUBs have it.
fn shipped(own: &str) -> String {
    format!("{}{own}", include_str!("../../../../layouts/vocabulary/book.css"))
}

/// Elements in each other, the innermost with a text: `p.stage em` and so on.
fn nested(path: &str) -> Element {
    let names = ["section", "hgroup", "div", "p", "h3", "h4", "em", "cite", "i", "span"];
    let mut parts = path.split(' ').rev().map(|part| {
        let (name, class) = part.split_once('.').unwrap_or((part, ""));
        let name = names.into_iter().find(|known| *known == name).expect("a known element");
        Element::new(name).attr("class", class.replace('.', " "))
    });
    let innermost = parts.next().expect("an element").text("a");
    body([parts.fold(innermost, |inner, outer| outer.child(inner))])
}

/// What is stressed turns upright only where the letters around it are italic, as in print.
#[test]
fn stress_differs_from_what_stands_around_it() {
    let italic = [
        "p em",
        "p cite",
        "p i.stage",
        "p em.letterspaced cite",
        "p em.letterspaced em",
        "h3.deep.level-3",
        "h4.deep.level-4 em",
        "h4.deep.level-5 cite",
        "h4.deep.level-6",
        "div.epigraph p",
        "div.epigraph p em.letterspaced",
        "div.epigraph p.attribution cite",
        "div.epigraph p.attribution em",
        "section.dedication p",
        "p.stage",
        "p.stage em.letterspaced",
    ];
    let upright = [
        "p",
        "p em.letterspaced",
        "p em cite",
        "p em em",
        "p cite em",
        "p em i.stage",
        "h3.deep.level-3 em",
        "h4.deep.level-4",
        "h4.deep.level-4 em.letterspaced",
        "h4.deep.level-6 cite",
        "hgroup p em",
        "section.endnotes h4 cite",
        "div.epigraph p em",
        "div.epigraph p cite",
        "div.epigraph p.attribution",
        "div.epigraph p.attribution cite em",
        "div.epigraph p.attribution em.letterspaced",
        "section.dedication p em",
        "p.stage em",
        "p.stage cite",
        "p.stage i.stage",
        "p i.stage cite",
    ];
    let is_italic = |sheet: &str, path: &str| looks(sheet, nested(path)).starts_with('/');
    let sheet = shipped(include_str!("../../../../layouts/paperback/book.css"));
    let wrong: Vec<&str> = italic.into_iter().filter(|path| !is_italic(&sheet, path)).collect();
    assert!(wrong.is_empty(), "upright: {wrong:?}");
    let wrong: Vec<&str> = upright.into_iter().filter(|path| is_italic(&sheet, path)).collect();
    assert!(wrong.is_empty(), "italic: {wrong:?}");
    // For readers with low vision nothing is.
    let sheet = shipped(include_str!("../../../../layouts/largeprint/book.css"));
    let paths = italic.into_iter().chain(upright);
    let wrong: Vec<&str> = paths.filter(|path| is_italic(&sheet, path)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}
