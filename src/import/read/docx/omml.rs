//! Formulas of Word (Office Math, ISO/IEC 29500-1, clause 22.1) in the words of TeX.

use unicode_normalization::UnicodeNormalization;

use crate::formula;
use crate::import::read::office::{attr, child, elements, name};
use crate::import::read::tex;
use crate::xml::read::Node;

/// Deepest nesting that is followed.
const DEEPEST: usize = 40;

/// The TeX of an element `oMath`; `None` where it holds what TeX does not say, or what could not be set.
pub(super) fn tex(node: Node<'_>, display: bool) -> Option<String> {
    let mut out = String::new();
    row(node, 0, &mut out)?;
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_set = !out.is_empty() && formula::read(&out, display).is_ok();
    is_set.then_some(out)
}

/// What stands in an element, one behind the other.
fn row(node: Node<'_>, depth: usize, out: &mut String) -> Option<()> {
    elements(node).try_for_each(|own| one(own, depth + 1, out))
}

/// A part of an element as a group.
fn group(node: Node<'_>, part: &str, depth: usize) -> Option<String> {
    let mut out = String::from("{");
    if let Some(part) = child(node, part) {
        row(part, depth, &mut out)?;
    }
    out.push('}');
    Some(out)
}

/// A part as what scripts are put on: a single sign stands as it is.
fn base(node: Node<'_>, depth: usize) -> Option<String> {
    let group = group(node, "e", depth)?;
    let inside = &group[1..group.len() - 1];
    let is_single = inside.chars().count() == 1 || is_operator(inside);
    Some(if is_single { inside.to_owned() } else { group })
}

/// The value of a property: `naryPr` has `chr` with the value `∑`.
fn property<'a>(node: Node<'a>, properties: &str, wanted: &str) -> Option<&'a str> {
    let own = child(child(node, properties)?, wanted)?;
    // without a value it is on
    Some(attr(own, "val").unwrap_or("1"))
}

fn is_on(node: Node<'_>, properties: &str, wanted: &str) -> bool {
    property(node, properties, wanted).is_some_and(|value| !matches!(value, "0" | "off" | "false"))
}

fn one(node: Node<'_>, depth: usize, out: &mut String) -> Option<()> {
    if depth > DEEPEST {
        return None;
    }
    match name(node) {
        "r" => run(node, out)?,
        "oMath" | "box" | "ins" | "moveTo" | "smartTag" | "sdtContent" => {
            let inside = child(node, "e").unwrap_or(node);
            row(inside, depth, out)?;
        }
        "sdt" => row(child(node, "sdtContent")?, depth, out)?,
        "f" => fraction(node, depth, out)?,
        "sSup" | "sSub" | "sSubSup" => {
            out.push_str(&base(node, depth)?);
            for (part, sign) in [("sub", '_'), ("sup", '^')] {
                if child(node, part).is_some() {
                    out.push(sign);
                    out.push_str(&group(node, part, depth)?);
                }
            }
        }
        "sPre" => {
            let (below, above) = (group(node, "sub", depth)?, group(node, "sup", depth)?);
            out.push_str(&format!("{{}}_{below}^{above}{}", group(node, "e", depth)?));
        }
        "rad" => {
            let root = group(node, "deg", depth)?;
            out.push_str("\\sqrt");
            if !is_on(node, "radPr", "degHide") && root.len() > 2 {
                out.push_str(&format!("[{}]", &root[1..root.len() - 1]));
            }
            out.push_str(&group(node, "e", depth)?);
        }
        "nary" => nary(node, depth, out)?,
        "d" => delimited(node, depth, out)?,
        "m" => matrix(node, depth, out)?,
        "eqArr" => {
            let rows: Option<Vec<String>> = parts(node, "e")
                .map(|own| {
                    let mut line = String::new();
                    row(own, depth, &mut line).map(|()| line)
                })
                .collect();
            out.push_str(&format!("\\begin{{aligned}}{}\\end{{aligned}}", rows?.join("\\\\")));
        }
        "acc" => accent(node, depth, out)?,
        "bar" => {
            let above = property(node, "barPr", "pos") == Some("top");
            out.push_str(if above { "\\overline" } else { "\\underline" });
            out.push_str(&group(node, "e", depth)?);
        }
        "groupChr" => braced(node, depth, out)?,
        "limLow" | "limUpp" => limit(node, depth, out)?,
        "func" => {
            function(child(node, "fName")?, depth, out)?;
            out.push_str(&group(node, "e", depth)?);
        }
        "ctrlPr" | "oMathParaPr" | "del" | "moveFrom" | "bookmarkStart" | "bookmarkEnd"
        | "proofErr" | "commentRangeStart" | "commentRangeEnd" | "rPr" => {}
        name if name.ends_with("Pr") => {}
        // frames, and what takes room and is not seen
        _ => return None,
    }
    Some(())
}

fn parts<'a>(node: Node<'a>, wanted: &'a str) -> impl Iterator<Item = Node<'a>> {
    elements(node).filter(move |own| name(*own) == wanted)
}

fn fraction(node: Node<'_>, depth: usize, out: &mut String) -> Option<()> {
    let (above, below) = (group(node, "num", depth)?, group(node, "den", depth)?);
    match property(node, "fPr", "type") {
        Some("lin" | "skw") => out.push_str(&format!("{above}/{below}")),
        Some("noBar") => out.push_str(&format!("\\genfrac{{}}{{}}{{0pt}}{{}}{above}{below}")),
        _ => out.push_str(&format!("\\frac{above}{below}")),
    }
    Some(())
}

/// A sign that goes over what follows, with its bounds.
fn nary(node: Node<'_>, depth: usize, out: &mut String) -> Option<()> {
    let sign = property(node, "naryPr", "chr").unwrap_or("∫");
    let is_integral = "∫∬∭∮".contains(sign);
    out.push_str(match sign {
        "∑" => "\\sum",
        "∏" => "\\prod",
        "∐" => "\\coprod",
        "∫" => "\\int",
        "∬" => "\\iint",
        "∭" => "\\iiint",
        "∮" => "\\oint",
        "⋃" => "\\bigcup",
        "⋂" => "\\bigcap",
        "⋁" => "\\bigvee",
        "⋀" => "\\bigwedge",
        "⨁" => "\\bigoplus",
        "⨂" => "\\bigotimes",
        _ => return None,
    });
    let around = property(node, "naryPr", "limLoc");
    if is_integral && around == Some("undOvr") {
        out.push_str("\\limits");
    }
    for (part, sign, hide) in [("sub", '_', "subHide"), ("sup", '^', "supHide")] {
        let bound = group(node, part, depth)?;
        if bound.len() > 2 && !is_on(node, "naryPr", hide) {
            out.push(sign);
            out.push_str(&bound);
        }
    }
    out.push(' ');
    row(child(node, "e")?, depth, out)
}

/// What stands between brackets that grow with it.
fn delimited(node: Node<'_>, depth: usize, out: &mut String) -> Option<()> {
    let sign = |wanted: &str, default: &'static str| {
        let own = child(node, "dPr").and_then(|own| child(own, wanted));
        own.map_or(default, |own| attr(own, "val").unwrap_or_default()).to_owned()
    };
    let inside: Option<Vec<String>> = parts(node, "e")
        .map(|own| {
            let mut line = String::new();
            row(own, depth, &mut line).map(|()| line)
        })
        .collect();
    let between = match sign("sepChr", "|").as_str() {
        "" => " ".to_owned(),
        "|" => "\\middle|".to_owned(),
        other => escaped(other),
    };
    out.push_str("\\left");
    out.push_str(bracket(&sign("begChr", "("))?);
    out.push(' ');
    out.push_str(&inside?.join(&between));
    out.push_str("\\right");
    out.push_str(bracket(&sign("endChr", ")"))?);
    out.push(' ');
    Some(())
}

fn bracket(sign: &str) -> Option<&'static str> {
    Some(match sign {
        "" => ".",
        "(" => "(",
        ")" => ")",
        "[" => "[",
        "]" => "]",
        "{" => "\\{",
        "}" => "\\}",
        "|" | "∣" => "|",
        "‖" | "∥" => "\\|",
        "⌊" => "\\lfloor",
        "⌋" => "\\rfloor",
        "⌈" => "\\lceil",
        "⌉" => "\\rceil",
        "⟨" | "〈" | "<" => "\\langle",
        "⟩" | "〉" | ">" => "\\rangle",
        "/" => "/",
        _ => return None,
    })
}

fn matrix(node: Node<'_>, depth: usize, out: &mut String) -> Option<()> {
    let rows: Option<Vec<String>> = parts(node, "mr")
        .map(|own| {
            let cells: Option<Vec<String>> = parts(own, "e")
                .map(|cell| {
                    let mut line = String::new();
                    row(cell, depth, &mut line).map(|()| line)
                })
                .collect();
            cells.map(|cells| cells.join("&"))
        })
        .collect();
    out.push_str(&format!("\\begin{{matrix}}{}\\end{{matrix}}", rows?.join("\\\\")));
    Some(())
}

fn accent(node: Node<'_>, depth: usize, out: &mut String) -> Option<()> {
    let group = group(node, "e", depth)?;
    let is_wide = group.chars().filter(|c| c.is_alphanumeric()).count() > 1;
    let sign = property(node, "accPr", "chr").unwrap_or("\u{302}");
    // A line below is an accent there, too.
    let command = if sign.trim() == "\u{332}" {
        tex::below(sign.trim())
    } else {
        tex::above(sign.trim(), is_wide)
    };
    out.push('\\');
    out.push_str(command?);
    out.push_str(&group);
    Some(())
}

/// A brace or an arrow over or under something.
fn braced(node: Node<'_>, depth: usize, out: &mut String) -> Option<()> {
    let sign = property(node, "groupChrPr", "chr").unwrap_or("⏟");
    let above = property(node, "groupChrPr", "pos") == Some("top");
    let group = group(node, "e", depth)?;
    match sign {
        "⏟" => out.push_str(&format!("\\underbrace{group}")),
        "⏞" => out.push_str(&format!("\\overbrace{group}")),
        sign => {
            let command = if above { "\\overset" } else { "\\underset" };
            out.push_str(&format!("{command}{{{}}}{group}", escaped(sign)));
        }
    }
    Some(())
}

/// Something below or above another.
fn limit(node: Node<'_>, depth: usize, out: &mut String) -> Option<()> {
    let below = name(node) == "limLow";
    let mut inside = String::new();
    row(child(node, "e")?, depth, &mut inside)?;
    let limit = group(node, "lim", depth)?;
    let inside = inside.trim();
    if is_operator(inside) || inside.starts_with(if below { "\\underbrace" } else { "\\overbrace" })
    {
        out.push_str(&format!("{inside}{}{limit}", if below { '_' } else { '^' }));
    } else {
        let command = if below { "\\underset" } else { "\\overset" };
        out.push_str(&format!("{command}{limit}{{{inside}}}"));
    }
    Some(())
}

fn is_operator(text: &str) -> bool {
    let name = text.trim().strip_prefix('\\').unwrap_or_default();
    tex::is_function(name)
        || text.trim().starts_with("\\operatorname")
            && text.matches('{').count() == 1
            && text.trim().ends_with('}')
}

/// The name of a function, which may have an index or a limit.
fn function(node: Node<'_>, depth: usize, out: &mut String) -> Option<()> {
    let mut name = String::new();
    row(node, depth, &mut name)?;
    let bare: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let letters = bare.strip_prefix("\\mathrm{").and_then(|bare| bare.strip_suffix('}'));
    let letters = letters.unwrap_or(&bare);
    if letters.chars().count() > 1 && letters.chars().all(char::is_alphabetic) {
        out.push_str(&function_of(letters));
    } else {
        out.push_str(&name);
    }
    Some(())
}

fn function_of(name: &str) -> String {
    match tex::is_function(name) {
        true => format!("\\{name} "),
        false => format!("\\operatorname{{{name}}}"),
    }
}

/// A run of letters and signs.
fn run(node: Node<'_>, out: &mut String) -> Option<()> {
    let text: String =
        elements(node).filter(|own| name(*own) == "t").filter_map(|own| own.text()).collect();
    let breaks = elements(node).any(|own| matches!(name(own), "drawing" | "pict" | "object"));
    if breaks {
        return None;
    }
    if is_on(node, "rPr", "nor") {
        if !text.trim().is_empty() {
            let plain = |c: char| c.is_alphanumeric() || " .,;:!?'()/-–=+’".contains(c);
            text.chars().all(plain).then_some(())?;
            out.push_str(&format!("\\text{{{text}}}"));
        }
        return Some(());
    }
    let alphabet = match (property(node, "rPr", "scr"), property(node, "rPr", "sty")) {
        (Some("double-struck"), _) => Some("\\mathbb"),
        (Some("fraktur"), _) => Some("\\mathfrak"),
        (Some("script"), _) => Some("\\mathcal"),
        (Some("sans-serif"), _) => Some("\\mathsf"),
        (Some("monospace"), _) => Some("\\mathtt"),
        (_, Some("p")) => Some("\\mathrm"),
        (_, Some("b")) => Some("\\mathbf"),
        (_, Some("bi")) => Some("\\boldsymbol"),
        _ => None,
    };
    let bare = text.trim();
    let is_word = bare.chars().count() > 1 && bare.chars().all(|c| c.is_ascii_alphabetic());
    match alphabet {
        Some("\\mathrm") if is_word && tex::is_function(bare) => {
            out.push_str(&function_of(bare));
        }
        Some(alphabet) if !bare.is_empty() && bare.chars().all(char::is_alphabetic) => {
            out.push_str(&format!("{alphabet}{{{bare}}}"));
        }
        _ => out.push_str(&escaped(&text)),
    }
    Some(())
}

/// Letters and signs as TeX writes them.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' | '}' | '%' | '#' | '$' | '_' => out.extend(['\\', c]),
            // what an equation is aligned at
            '&' => out.push('&'),
            '\\' => out.push_str("\\backslash "),
            '^' | 'ˆ' => out.push_str("\\hat{}"),
            '~' => out.push_str("\\sim "),
            '−' => out.push('-'),
            '…' => out.push_str("\\dots "),
            '⋯' => out.push_str("\\cdots "),
            '⋮' => out.push_str("\\vdots "),
            '⋱' => out.push_str("\\ddots "),
            '′' => out.push('\''),
            '″' => out.push_str("''"),
            '∑' => out.push_str("\\sum "),
            '∏' => out.push_str("\\prod "),
            '∫' => out.push_str("\\int "),
            '\u{2061}'..='\u{2064}' | '\u{200B}' => {}
            '\u{A0}' | '\u{2002}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => out.push_str("\\ "),
            // the letters of mathematics are what their shape makes of plain ones
            '\u{1D434}'..='\u{1D467}' | '\u{1D6FC}'..='\u{1D71B}' | '\u{210E}' => {
                out.extend(std::iter::once(c).nfkc());
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;
