//! Formulas in MathML: presentation for the eye; content only as an annotation of it (EPUB 3.3 §6.1.2.2).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::Document;
use crate::verify::table;
use crate::verify::xml::{Attributes, MATHML, Node};

static LISTS: LazyLock<BTreeMap<&str, Vec<&str>>> =
    LazyLock::new(|| table::words(include_str!("../data/mathml.txt")));

fn has(list: &str, word: &str) -> bool {
    LISTS.get(list).is_some_and(|words| words.contains(&word))
}

pub(super) fn check(document: &Document<'_>, out: &mut Diagnostics) {
    for node in document.within(MATHML) {
        let name = node.tag_name().name();
        // What is wrong with a parent is not told of all in it.
        let parent = node.parent().filter(|parent| is_mathml(*parent));
        let inside = parent.map(|parent| parent.tag_name().name());
        let shown =
            inside.is_some_and(|parent| has("presentation", parent) || parent == "semantics");
        if has("presentation", name) {
            arguments(document, node, out);
        } else if name == "annotation-xml" {
            annotation(document, node, out);
        } else if shown && !matches!(name, "semantics" | "annotation") {
            let message = format!("`{name}` cannot stand in a formula that is shown");
            let hint = "write presentation MathML; content MathML belongs into `annotation-xml`";
            out.report(Code::EpubElement, document.at(node), message, hint);
        }
    }
}

fn is_mathml(node: Node<'_>) -> bool {
    node.tag_name().namespace() == Some(MATHML)
}

/// Elements with a fixed number of arguments have that many (MathML 3.0 §3.1.3.2).
fn arguments(document: &Document<'_>, node: Node<'_>, out: &mut Diagnostics) {
    let name = node.tag_name().name();
    let wanted = ["two", "three"].into_iter().position(|list| has(list, name));
    let Some(wanted) = wanted.map(|at| at + 2) else { return };
    let count = node.children().filter(|child| child.is_element()).count();
    if count != wanted {
        let message = format!("`{name}` has {count} parts");
        let hint = format!("it has {wanted}; put several into one `mrow`");
        out.report(Code::EpubElement, document.at(node), message, hint);
    }
}

/// An annotation tells what it is, and is that.
fn annotation(document: &Document<'_>, node: Node<'_>, out: &mut Diagnostics) {
    let encoding = node.attr("encoding").unwrap_or_default().to_ascii_lowercase();
    let first = node.children().find(|child| child.is_element());
    let name = first.map_or("", |first| first.tag_name().name());
    let formula = first.is_some_and(is_mathml);
    let fault = if has("presentation-encodings", &encoding) {
        formula && !has("presentation", name)
    } else if has("content-encodings", &encoding) {
        formula && has("presentation", name) && name != "math"
    } else {
        !has("other-encodings", &encoding)
    };
    if has("content-encodings", &encoding) && node.attr("name") != Some("contentequiv") {
        let hint = "write `name=\"contentequiv\"`";
        let message = "an annotation with the meaning of a formula is not named so";
        out.report(Code::EpubAttribute, document.at(node), message, hint);
    }
    if fault {
        let message = match encoding.as_str() {
            "" => "an annotation does not tell what it is".to_owned(),
            encoding => format!(
                "an annotation is told to be `{encoding}`, and is not, or nobody knows that"
            ),
        };
        let hint = "write `MathML-Content`, `MathML-Presentation`, `application/xhtml+xml` or `image/svg+xml` as it is";
        out.report(Code::EpubElement, document.at(node), message, hint);
    }
}
