//! The MathML that `math-core` writes, as a tree of known names with known attributes.
//!
//! It writes MathML Core for browsers; what only style sheets understand is said in attributes as well, which MathML 3
//! has for it and reading systems that draw formulas themselves know. What a browser needs as a crutch goes.

use crate::xml::read::{self, Attributes, MATHML, Node};
use crate::xml::{self, Element};

/// The elements of a tree besides `math`.
const ELEMENTS: [&str; 24] = [
    "mi",
    "mn",
    "mo",
    "mtext",
    "mspace",
    "mrow",
    "mstyle",
    "mfrac",
    "msqrt",
    "mroot",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "mtable",
    "mtr",
    "mtd",
    "mpadded",
    "mphantom",
    "menclose",
];

/// Their attributes, as they are handed on.
const ATTRIBUTES: [&str; 15] = [
    "accent",
    "accentunder",
    "display",
    "form",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "notation",
    "rspace",
    "stretchy",
    "symmetric",
];

/// Deepest nesting of a tree.
const DEEPEST: usize = 64;

/// The tree of a text; what cannot be set is told.
pub(super) fn read(text: &str) -> Result<Element, String> {
    let document = read::parse(text).map_err(|fault| fault.message)?;
    let root = document.root_element();
    let math = Element::new("math").attr("xmlns", MATHML);
    let math = math.maybe("display", root.attr("display"));
    Ok(math.children(children(root, 0)?))
}

fn children(node: Node<'_>, depth: usize) -> Result<Vec<xml::Node>, String> {
    if depth > DEEPEST {
        return Err("the formula is nested deeper than it can be set".to_owned());
    }
    let mut list: Vec<xml::Node> = Vec::new();
    for child in node.children().filter(Node::is_element) {
        if let Some(element) = element(child, depth + 1)? {
            list.push(element.into());
        }
    }
    ellipses(&mut list);
    Ok(list)
}

/// Three points that follow one another are one sign.
fn ellipses(list: &mut Vec<xml::Node>) {
    let is_point = |node: &xml::Node| matches!(node, xml::Node::Element(element) if element.name == "mo" && element.said() == ".");
    let mut at = 0;
    while at + 3 <= list.len() {
        if list[at..at + 3].iter().all(is_point) {
            let sign = Element::new("mo").attr("lspace", "0").attr("rspace", "0").text("…");
            list.splice(at..at + 3, [sign.into()]);
        }
        at += 1;
    }
}

/// The element, `None` for what only style sheets of browsers need.
fn element(node: Node<'_>, depth: usize) -> Result<Option<Element>, String> {
    let name = node.tag_name().name();
    let unknown = || format!("`{name}` cannot be set in a formula");
    let known = ELEMENTS.iter().find(|known| **known == name).ok_or_else(unknown)?;
    let style = Style::of(node.attr("style").unwrap_or_default());
    if node.attr("class").is_some_and(|class| class.starts_with("menclose")) {
        return Ok(None);
    }
    let mut made = Element::new(known);
    for attribute in node.attributes() {
        if let Some(key) = ATTRIBUTES.iter().find(|key| **key == attribute.name()) {
            made = made.attr(key, attribute.value());
        }
    }
    if made.value("linethickness").is_some_and(|thickness| thickness != "0") {
        return Err("the line of a fraction has no thickness of its own".to_owned());
    }
    let made = match name {
        "mi" | "mn" | "mo" => made.text(letters(node)),
        "mtext" => words(node, made)?,
        "mspace" => space(node, made, &style),
        "mpadded" => padded(node, &style)?.children(children(node, depth)?),
        "mtable" => table(node, made, &style)?.children(children(node, depth)?),
        "mtr" => {
            let cells = node.children().filter(|cell| cell.is_element() && !is_margin(*cell));
            let mut row = made;
            for cell in cells {
                row = row.children(element(cell, depth + 1)?);
            }
            row
        }
        "mtd" => cell(made, &style)?.children(children(node, depth)?),
        "mrow" => {
            let mut list = children(node, depth)?;
            // Browsers need a space beside a name, lest it is set as an operator.
            if list.len() == 2
                && matches!(&list[0], xml::Node::Element(first) if is_crutch(first))
                && let Some(xml::Node::Element(name)) = list.pop()
            {
                return Ok(Some(name));
            }
            made.children(list)
        }
        _ => made.children(children(node, depth)?),
    };
    if style.has("color") {
        return Err("a formula has no colours of its own".to_owned());
    }
    Ok(Some(styled(node, made)))
}

fn is_crutch(element: &Element) -> bool {
    element.name == "mspace" && element.attributes.is_empty()
}

/// What says how large it is set, within the element that may say so.
fn styled(node: Node<'_>, made: Element) -> Element {
    let (display, level) = (node.attr("displaystyle"), node.attr("scriptlevel"));
    match (made.name, display) {
        (_, None) => made,
        ("mtable", Some(display)) if level == Some("0") => made.attr("displaystyle", display),
        ("mrow", Some(display)) => {
            let mut made = made;
            made.name = "mstyle";
            made.attr("displaystyle", display).maybe("scriptlevel", level)
        }
        (_, Some(display)) => {
            let outer = Element::new("mstyle").attr("displaystyle", display);
            outer.maybe("scriptlevel", level).child(made)
        }
    }
}

/// The characters of a sign or a name. What chooses between two cuts of a script letter goes, which few fonts have.
fn letters(node: Node<'_>) -> String {
    let text: String =
        node.descendants().filter_map(|node| node.is_text().then(|| node.text())?).collect();
    text.chars().filter(|c| !matches!(c, '\u{fe00}' | '\u{fe01}')).collect()
}

/// Words, which may be bold or italic.
fn words(node: Node<'_>, mut made: Element) -> Result<Element, String> {
    let mut inner = node.descendants().skip(1).filter(Node::is_element);
    match inner.next().map(|element| element.tag_name().name()) {
        None => {}
        Some("b") if inner.next().is_none() => made = made.attr("mathvariant", "bold"),
        Some("i" | "em") if inner.next().is_none() => made = made.attr("mathvariant", "italic"),
        Some(_) => return Err("words in a formula are plain, bold or italic".to_owned()),
    }
    if node.attr("style").is_some() {
        return Err("words in a formula have no size of their own".to_owned());
    }
    Ok(made.text(letters(node)))
}

/// A space, which may be less than none.
fn space(node: Node<'_>, made: Element, style: &Style) -> Element {
    match style.value("margin-left") {
        // Browsers take no width below zero.
        Some(less) => made.attr("width", less).attr("style", format!("margin-left: {less}")),
        None => made.maybe("width", node.attr("width")),
    }
}

/// Something with space around it, in place of that of its kind.
fn padded(node: Node<'_>, style: &Style) -> Result<Element, String> {
    if node.has_attr("width") || node.has_attr("height") {
        return Err("what takes no room cannot be set in a formula".to_owned());
    }
    let padding = |side: &str| style.value(side).filter(|value| *value != "0");
    let mut made = Element::new("mpadded");
    let (left, right) = (padding("padding-left"), padding("padding-right"));
    if left.is_some() || right.is_some() {
        let css = |side: &str, value: Option<&str>| {
            value.map(|value| format!("{side}: {value}")).unwrap_or_default()
        };
        let both = [css("padding-left", left), css("padding-right", right)];
        let both: Vec<&str> =
            both.iter().map(String::as_str).filter(|one| !one.is_empty()).collect();
        made = made.attr("style", both.join("; "));
    }
    Ok(made)
}

/// A cell that stands for the margin beside a formula.
fn is_margin(cell: Node<'_>) -> bool {
    cell.attr("style").is_some_and(|style| style.starts_with("width:"))
}

fn table(node: Node<'_>, made: Element, style: &Style) -> Result<Element, String> {
    if style.has("border-left") || style.has("border-top") {
        return Err(
            "lines stand between the columns and rows of a formula, not around them".to_owned()
        );
    }
    let columns = |row: Node<'_>| {
        row.children().filter(|cell| cell.is_element() && !is_margin(*cell)).count()
    };
    let mut rows = node.children().filter(Node::is_element).map(columns);
    let first = rows.next().unwrap_or_default();
    let most = rows.max().unwrap_or(first).max(first);
    let at_edge = node.children().filter(Node::is_element).any(|row| {
        let cells = row.children().filter(Node::is_element);
        cells
            .skip(most.saturating_sub(1))
            .any(|cell| Style::of(cell.attr("style").unwrap_or_default()).has("border-right"))
    });
    match at_edge {
        true => {
            Err("lines stand between the columns and rows of a formula, not around them".to_owned())
        }
        false => Ok(made),
    }
}

/// A cell: how it stands, and the lines beside it.
fn cell(mut made: Element, style: &Style) -> Result<Element, String> {
    let mut css = Vec::new();
    match style.value("text-align") {
        Some("left") => made = made.attr("columnalign", "left"),
        Some("right") => made = made.attr("columnalign", "right"),
        _ => {}
    }
    for (key, value) in &style.0 {
        match *key {
            "border-right" | "border-top" if value.contains("dashed") => {
                return Err("lines in a formula are drawn through".to_owned());
            }
            "justify-items" => {}
            _ => css.push(format!("{key}: {value}")),
        }
    }
    Ok(match css.is_empty() {
        true => made,
        false => made.attr("style", css.join("; ")),
    })
}

/// Declarations of a `style`, as they are written here.
struct Style<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Style<'a> {
    fn of(text: &'a str) -> Self {
        let declarations = text.split(';').filter_map(|one| one.split_once(':'));
        Self(declarations.map(|(key, value)| (key.trim(), value.trim())).collect())
    }

    fn value(&self, key: &str) -> Option<&'a str> {
        self.0.iter().find(|(known, _)| *known == key).map(|(_, value)| *value)
    }

    fn has(&self, key: &str) -> bool {
        self.value(key).is_some()
    }
}
