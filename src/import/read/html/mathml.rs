//! Formulas of MathML that do not say the TeX they were made of: written in TeX again, as far as that says the same.

use super::tree::{Data, Id, Tree};
use crate::source::FileId;

/// Deepest nesting that is followed.
const DEEPEST: usize = 60;

/// The TeX of a formula; `None` where it holds what is not known.
pub(super) fn tex(tree: &Tree, math: Id) -> Option<String> {
    let mut out = String::new();
    row(tree, math, 0, &mut out)?;
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(out).filter(|out| !out.is_empty())
}

/// The TeX of a formula that another program keeps as a file of MathML.
pub(in crate::import::read) fn of_file(text: &str) -> Option<String> {
    let from = text.find("<math").or_else(|| text.find("<math:math"))?;
    let text = text[from..].replace("<math:", "<").replace("</math:", "</");
    let (tree, root) = super::parse::html(&text, FileId(0), Tree::default()).ok()?;
    let math = tree.descend(root).find(|id| tree.name(*id) == "math")?;
    let tex = tex(&tree, math)?;
    crate::formula::read(&tex, false).is_ok().then_some(tex)
}

fn row(tree: &Tree, id: Id, depth: usize, out: &mut String) -> Option<()> {
    tree.elements(id).try_for_each(|child| one(tree, child, depth + 1, out))
}

fn group(tree: &Tree, id: Id, depth: usize, out: &mut String) -> Option<()> {
    out.push('{');
    one(tree, id, depth + 1, out)?;
    out.push('}');
    Some(())
}

fn one(tree: &Tree, id: Id, depth: usize, out: &mut String) -> Option<()> {
    if depth > DEEPEST {
        return None;
    }
    let element = tree.element(id)?;
    let parts: Vec<Id> = tree.elements(id).collect();
    match (&*element.name.local, &parts[..]) {
        ("mi", _) => name(&said(tree, id), tree.attr(id, "mathvariant"), out),
        ("mn", _) => out.push_str(&said(tree, id)),
        ("mo", _) => sign(&said(tree, id), out),
        ("mtext" | "ms", _) => {
            let text = said(tree, id);
            text.chars().all(|c| c.is_alphanumeric() || " .,;:!?'()-–".contains(c)).then_some(())?;
            out.push_str(&format!("\\text{{{text}}}"));
        }
        ("mspace", _) => out.push_str("\\,"),
        ("mrow" | "mstyle" | "mpadded" | "semantics" | "math", _) => match &*element.name.local {
            "semantics" => one(tree, *parts.first()?, depth, out)?,
            _ => row(tree, id, depth, out)?,
        },
        ("annotation" | "annotation-xml" | "mphantom" | "none" | "mprescripts", _) => {}
        ("msup", [base, above]) => {
            group(tree, *base, depth, out)?;
            out.push('^');
            group(tree, *above, depth, out)?;
        }
        ("msub", [base, below]) => {
            group(tree, *base, depth, out)?;
            out.push('_');
            group(tree, *below, depth, out)?;
        }
        ("msubsup" | "munderover", [base, below, above]) => {
            // A sign has its bounds, a group would have an index.
            one(tree, *base, depth, out)?;
            out.push('_');
            group(tree, *below, depth, out)?;
            out.push('^');
            group(tree, *above, depth, out)?;
        }
        ("munder", [base, below]) => {
            one(tree, *base, depth, out)?;
            out.push('_');
            group(tree, *below, depth, out)?;
        }
        ("mover", [base, above]) => {
            let accent = match said(tree, *above).trim() {
                "¯" | "‾" | "―" | "_" => "\\overline",
                "^" | "ˆ" => "\\hat",
                "~" | "˜" => "\\tilde",
                "→" | "⃗" => "\\vec",
                "˙" => "\\dot",
                "¨" => "\\ddot",
                _ => "",
            };
            if accent.is_empty() {
                one(tree, *base, depth, out)?;
                out.push('^');
                group(tree, *above, depth, out)?;
            } else {
                out.push_str(accent);
                group(tree, *base, depth, out)?;
            }
        }
        ("mfrac", [above, below]) => {
            out.push_str("\\frac");
            group(tree, *above, depth, out)?;
            group(tree, *below, depth, out)?;
        }
        ("msqrt", _) => {
            out.push_str("\\sqrt{");
            row(tree, id, depth, out)?;
            out.push('}');
        }
        ("mroot", [base, root]) => {
            out.push_str("\\sqrt[");
            one(tree, *root, depth, out)?;
            out.push(']');
            group(tree, *base, depth, out)?;
        }
        ("mtable", rows) => {
            out.push_str("\\begin{matrix}");
            for (n, row) in rows.iter().enumerate() {
                if n > 0 {
                    out.push_str("\\\\");
                }
                for (n, cell) in tree.elements(*row).enumerate() {
                    if n > 0 {
                        out.push('&');
                    }
                    self::row(tree, cell, depth + 1, out)?;
                }
            }
            out.push_str("\\end{matrix}");
        }
        _ => return None,
    }
    Some(())
}

fn said(tree: &Tree, id: Id) -> String {
    let mut said = String::new();
    for node in tree.descend(id) {
        if let Data::Text(text) = tree.data(node) {
            said.push_str(text);
        }
    }
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name: one letter stands as it is, several are a function.
fn name(name: &str, variant: Option<&str>, out: &mut String) {
    const FUNCTIONS: [&str; 17] = [
        "sin", "cos", "tan", "cot", "log", "ln", "exp", "lim", "max", "min", "sup", "inf", "det",
        "dim", "ker", "gcd", "arg",
    ];
    match name.chars().count() {
        1 if variant == Some("normal") && name.is_ascii() => {
            out.push_str(&format!("\\mathrm{{{name}}}"));
        }
        1 => out.push_str(name),
        _ if FUNCTIONS.contains(&name) => out.push_str(&format!("\\{name} ")),
        _ if name.chars().all(char::is_alphabetic) => {
            out.push_str(&format!("\\operatorname{{{name}}}"));
        }
        _ => out.push_str(name),
    }
}

fn sign(sign: &str, out: &mut String) {
    match sign.trim() {
        "\u{2061}" | "\u{2062}" | "\u{2063}" | "\u{2064}" => {}
        "{" => out.push_str("\\{"),
        "}" => out.push_str("\\}"),
        "%" => out.push_str("\\%"),
        "&" => out.push_str("\\&"),
        "#" => out.push_str("\\#"),
        "$" => out.push_str("\\$"),
        "\\" => out.push_str("\\backslash "),
        "−" => out.push('-'),
        "∑" => out.push_str("\\sum "),
        "∏" => out.push_str("\\prod "),
        "∫" => out.push_str("\\int "),
        "lim" => out.push_str("\\lim "),
        "…" => out.push_str("\\dots "),
        sign => {
            out.push_str(sign);
            if sign.ends_with(char::is_alphabetic) {
                out.push(' ');
            }
        }
    }
}
