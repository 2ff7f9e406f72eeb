//! What stands in the vocabulary and in the lowering of blocks alike.

use super::blocks::{BODY_INDENT, DEFINITION, EPIGRAPH, LIST, QUOTATION};

/// What the vocabulary indents, and how far: the markup has to know where no room is left for the words.
#[test]
fn indents_are_those_of_the_vocabulary() {
    let blocks = include_str!("../../../../layouts/vocabulary/blocks.typ");
    let book = include_str!("../../../../layouts/vocabulary/book.typ");
    let value = |text: &str, line: &str, name: &str, unit: &str| -> f64 {
        let line = text.lines().find(|one| one.trim_start().starts_with(line)).expect("a line");
        let behind = line.split(&format!("{name}: ")).nth(1).expect("an argument");
        let number = behind.split(unit).next().expect("a length");
        number.parse().unwrap_or_else(|_| panic!("`{number}` in `{line}`"))
    };
    let left = |function: &str| value(blocks, &format!("#let {function}("), "left", "em");
    assert_eq!(
        ["quotation", "letter", "definitions"].map(left),
        [QUOTATION, QUOTATION, DEFINITION]
    );
    assert_eq!(["bullets", "numbered"].map(left), [LIST; 2]);
    assert_eq!(value(blocks, "#let epigraph(", "left", "%") / 100.0, EPIGRAPH);
    let mark = |kind: &str| value(book, &format!("set {kind}("), "body-indent", "em");
    assert_eq!(["enum", "list"].map(mark), [BODY_INDENT; 2]);
}
