//! The attributes of HTML's elements (HTML §3.2.6 and §4; EPUB 3.3 §6.1.2).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::{elements, values};
use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::{Document, in_html, is_html};
use crate::verify::table;
use crate::verify::xml::{Attributes, Node, OPS};

/// The lists of `data/attributes.txt`.
static LISTS: LazyLock<BTreeMap<&str, Vec<&str>>> =
    LazyLock::new(|| table::words(include_str!("../data/attributes.txt")));

/// Attributes that every element may have, those of ARIA without `aria-`.
static GLOBAL: LazyLock<BTreeSet<&str>> = LazyLock::new(|| list("global").collect());
static ARIA: LazyLock<BTreeSet<&str>> = LazyLock::new(|| list("aria").collect());

/// What the value of an attribute may be.
enum ValueKind {
    /// A whole number that is not negative.
    Number,
    /// A whole number.
    Integer,
    /// Nothing, or the attribute's own name.
    Flag,
    /// One of these words.
    Word(&'static [&'static str]),
}

static KINDS: LazyLock<BTreeMap<&str, ValueKind>> = LazyLock::new(|| {
    let numbers = list("numbers").map(|name| (name, ValueKind::Number));
    let integers = list("integers").map(|name| (name, ValueKind::Integer));
    let flags = list("booleans").map(|name| (name, ValueKind::Flag));
    let words = list("words").filter_map(|name| Some((name, ValueKind::Word(LISTS.get(name)?))));
    numbers.chain(integers).chain(flags).chain(words).collect()
});

fn list(name: &str) -> impl Iterator<Item = &'static str> {
    LISTS.get(name).into_iter().flatten().copied()
}

/// Hosts of standards, in whose namespaces nobody else may have attributes.
const RESERVED: [&str; 2] = ["w3.org", "idpf.org"];

/// Namespaces of attributes that documents may have.
const ALLOWED: [&str; 7] = [
    OPS,
    "http://www.w3.org/XML/1998/namespace",
    "http://www.w3.org/2001/10/synthesis",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/2005/11/its",
    "http://www.w3.org/2001/xml-events",
    "http://www.w3.org/1999/xhtml",
];

/// Attributes that an element cannot do without: element, attribute.
const REQUIRED: [(&str, &str); 8] = [
    ("area", "shape"),
    ("bdo", "dir"),
    ("data", "value"),
    ("map", "name"),
    ("meter", "value"),
    ("optgroup", "label"),
    ("param", "name"),
    ("track", "src"),
];

/// Where elements with `itemprop` have the value of the property (HTML §5.2.4).
const ITEMS: [(&[&str], &str); 4] = [
    (&["a", "area", "link"], "href"),
    (&["audio", "embed", "iframe", "img", "source", "track", "video"], "src"),
    (&["object"], "data"),
    (&["meta"], "content"),
];

pub(super) fn check(page: &Document<'_>, out: &mut Diagnostics) {
    for node in page.elements().filter(|node| in_html(*node)) {
        let name = node.tag_name().name();
        let Some(known) = elements::known(name) else { continue };
        required(page, node, out);
        for attribute in node.attributes() {
            let at = page.xml.at_attribute(attribute);
            let (word, value) = (attribute.name(), attribute.value().trim());
            if let Some(namespace) = attribute.namespace() {
                let host = namespace.split_once("://").map_or("", |(_, rest)| rest);
                let host = host.split('/').next().unwrap_or_default();
                let reserved = RESERVED.iter().any(|of| host.contains(of));
                if namespace == OPS && word == "prefix" && !is_html(node, "html") {
                    let message = format!("`{name}` has no attribute `epub:prefix`");
                    out.report(Code::EpubAttribute, at, message, "move it to `html`");
                }
                let in_head = || node.ancestors().any(|outer| is_html(outer, "head"));
                if namespace == OPS && word == "type" && in_head() {
                    let message = format!("`{name}` has no attribute `epub:type`");
                    let hint = "take it out: only what is in `body` has a type";
                    out.report(Code::EpubAttribute, at, message, hint);
                }
                if reserved && !ALLOWED.contains(&namespace) {
                    let message = format!("there is no attribute `{word}` in `{namespace}`");
                    out.report(Code::EpubAttribute, at, message, "take it out");
                }
                continue;
            }
            if !is_known(&known.attributes, word) {
                let message = format!("`{name}` has no attribute `{word}`");
                let hint = "take it out; looks belong into the style sheet";
                out.report(Code::EpubAttribute, at, message, hint);
            } else if let Some(wanted) =
                fault(name, word, value).or_else(|| values::fault(name, word, value))
            {
                let message = format!("`{word}` is `{value}`");
                out.report(Code::EpubAttribute, at, message, wanted);
            }
        }
    }
}

fn is_known(own: &[&str], name: &str) -> bool {
    if own.contains(&"*") || own.contains(&name) || GLOBAL.contains(name) {
        return true;
    }
    match name.split_once('-') {
        Some(("data", rest)) => !rest.is_empty(),
        Some(("aria", rest)) => ARIA.contains(rest),
        // Internationalization Tag Set 2.0 §8, as it is written in HTML.
        Some(("its", rest)) => !rest.is_empty(),
        _ => name.len() > 2 && name.starts_with("on"),
    }
}

/// What is wanted, where a value is wrong.
fn fault(element: &str, name: &str, value: &str) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match KINDS.get(name)? {
        ValueKind::Number if !digits(value) => (!matches!(element, "embed" | "object" | "iframe"))
            .then(|| "write a whole number; percentages belong into the style sheet".into()),
        ValueKind::Number => (matches!(name, "colspan" | "span")
            && value.bytes().all(|b| b == b'0'))
        .then(|| "write a number from 1".into()),
        ValueKind::Integer => (matches!(element, "ol" | "li")
            && !digits(value.strip_prefix('-').unwrap_or(value)))
        .then(|| "write a whole number".into()),
        _ if value.is_empty() || element == "embed" => None,
        ValueKind::Flag => (!value.eq_ignore_ascii_case(name))
            .then(|| format!("write `{name}=\"{name}\"`, or take it out")),
        ValueKind::Word(words) => (!words.contains(&value.to_ascii_lowercase().as_str()))
            .then(|| format!("it is one of: {}", words.join(", "))),
    }
}

fn required(page: &Document<'_>, node: Node<'_>, out: &mut Diagnostics) {
    let name = node.tag_name().name();
    let mut report = |what: &str, hint: &str| {
        let message = format!("`{name}` has no `{what}`");
        out.report(Code::EpubAttribute, page.at(node), message, hint);
    };
    if is_html(node, "img") && !node.has_attr("src") && !node.has_attr("srcset") {
        report("src", "say where the picture is");
    }
    if is_html(node, "link")
        && !node.has_attr("rel")
        && !node.has_attr("property")
        && !node.has_attr("itemprop")
    {
        report("rel", "say what the link leads to, such as `rel=\"stylesheet\"`");
    }
    let rel = node.attr("rel").unwrap_or_default().to_ascii_lowercase();
    let is_rel = |word: &str| rel.split_whitespace().any(|other| other == word);
    let untitled = node.attr("title").is_none_or(|title| title.trim().is_empty());
    if is_html(node, "link") && is_rel("alternate") && is_rel("stylesheet") && untitled {
        report("title", "name the look: the reader chooses it by its name");
    }
    if node.has_attr("itemprop")
        && let Some((_, attribute)) = ITEMS.iter().find(|(names, _)| names.contains(&name))
        && !node.has_attr(attribute)
    {
        report(attribute, "add it: it is what the property says");
    }
    for (element, attribute) in REQUIRED {
        let spared = element == "area" && !node.has_attr("coords");
        if element == name && !spared && !node.has_attr(attribute) {
            report(attribute, "add it: the element means nothing without it");
        }
    }
}
