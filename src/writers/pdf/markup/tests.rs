//! Whatever text goes through the writer, Typst reads exactly that text.

use proptest::prelude::*;
use typst::syntax::{SyntaxKind, SyntaxNode, ast, parse};

use super::Markup;
use crate::source::{FileId, Span};

impl Markup {
    fn text(&mut self, text: &str) {
        self.part(text, 0..text.len());
    }
}

fn whole() -> Span {
    Span::new(FileId(0), 0..0)
}

fn written(write: impl FnOnce(&mut Markup)) -> String {
    let mut markup = Markup::new(whole());
    write(&mut markup);
    markup.finish().0
}

/// The text that Typst reads; `Err` with the kind of a node that is not text.
fn read(markup: &str) -> Result<String, String> {
    fn leaves(node: &SyntaxNode, text: &mut String) -> Result<(), String> {
        match node.kind() {
            SyntaxKind::Text => text.push_str(node.leaf_text()),
            SyntaxKind::Space => text.push(' '),
            SyntaxKind::Escape => {
                text.push(node.cast::<ast::Escape>().expect("the kind says so").get());
            }
            SyntaxKind::Markup => {
                for child in node.children() {
                    leaves(child, text)?;
                }
            }
            // What a piece of text may stand between in these tests.
            SyntaxKind::Hash | SyntaxKind::FuncCall => {}
            other => return Err(format!("{other:?} in {markup}", markup = node.leaf_text())),
        }
        Ok(())
    }
    let mut text = String::new();
    leaves(&parse(markup), &mut text)?;
    Ok(text)
}

/// Strings in which what Typst has a meaning for is frequent.
fn treacherous() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(|c| c.to_string()),
        proptest::sample::select(vec![
            "#",
            "$",
            "*",
            "_",
            "`",
            "@a",
            "<a>",
            "[",
            "]",
            "~",
            "\\",
            "-",
            "--",
            "---",
            "-1",
            "-?",
            "\"",
            "'",
            "//",
            "/*",
            "*/",
            "...",
            "..",
            ".",
            "=",
            "==",
            "= ",
            "+ ",
            "- ",
            "/ ",
            "1. ",
            "12.",
            "12. ",
            ":",
            "/ a: b",
            "http://a.b",
            "https://",
            "\\u{41}",
            "{",
            "}",
            "(",
            ")",
            ";",
            ".a",
            " ",
            "  ",
            "\n",
            "\n\n",
            "\t",
            "\r\n",
            "\u{2028}",
            "\u{85}",
            "\u{a0}",
            "\u{ad}",
            "\u{feff}",
            "\u{200d}",
            "a",
            "ß",
            "Wort",
            "#let x = 1",
        ])
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn text_is_read_back(text in treacherous()) {
        let markup = written(|markup| {
            markup.text(&text);
            // A space at the very end is not seen on a page, nor by Typst.
            markup.text("x");
        });
        prop_assert_eq!(read(&markup), Ok(text + "x"));
    }

    #[test]
    fn text_in_pieces_is_read_back(pieces in proptest::collection::vec(treacherous(), 1..4)) {
        let markup = written(|markup| {
            pieces.iter().for_each(|piece| markup.text(piece));
            markup.text("x");
        });
        prop_assert_eq!(read(&markup), Ok(pieces.concat() + "x"));
    }

    #[test]
    fn text_behind_a_call_is_read_back(text in treacherous()) {
        let markup = written(|markup| {
            markup.call("emph", |call| call.body(|markup| markup.text("w")));
            markup.text(&text);
            markup.text("x");
        });
        prop_assert_eq!(read(&markup), Ok(text + "x"));
    }

    #[test]
    fn text_in_a_body_is_read_back(text in treacherous()) {
        let markup = written(|markup| {
            markup.call("emph", |call| call.body(|markup| {
                markup.text(&text);
                markup.text("x");
            }));
        });
        let inner = markup.strip_prefix("#emph[").and_then(|rest| rest.strip_suffix(']'));
        // Alone or in its brackets, it is the same text.
        prop_assert_eq!(read(inner.expect("a body")), Ok(text + "x"));
        prop_assert_eq!(read(&markup), Ok(String::new()));
    }

    #[test]
    fn strings_are_read_back(text in any::<String>()) {
        let markup = written(|markup| markup.call("code", |call| call.string("", &text)));
        let root = parse(&markup);
        let mut found = None;
        find(&root, &mut |node| {
            found = node.cast::<ast::Str>().map(|string| string.get().to_string()).or(found.take());
        });
        prop_assert_eq!(found, Some(text));
    }
}

fn find(node: &SyntaxNode, visit: &mut impl FnMut(&SyntaxNode)) {
    visit(node);
    for child in node.children() {
        find(child, visit);
    }
}

#[test]
fn markup_stays_readable() {
    let text = "Ein Halb-Satz von 1939. Und z. B. Bd.25 – 1848–1850 (Seite 3); „so“.";
    assert_eq!(written(|markup| markup.text(text)), text);
}

#[test]
fn the_map_knows_the_innermost_node() {
    let at = |start, end| Span::new(FileId(0), start..end);
    let mut markup = Markup::new(whole());
    markup.within(at(10, 30), |markup| {
        markup.text_at(at(10, 14), "eins", 0..4);
        markup.call("emph", |call| {
            call.body(|markup| markup.text_at(at(16, 20), "zwei", 0..4));
        });
    });
    let (text, map) = markup.finish();
    assert_eq!(text, "eins#emph[zwei]");
    assert_eq!(map.node(0), at(10, 14));
    assert_eq!(map.node(6), at(10, 30));
    assert_eq!(map.node(11), at(16, 20));
    assert_eq!(map.node(14), at(10, 30));
}
