//! Formulas: from the tree of MathML to Typst's mathematics.

use super::super::markup::{Arguments, Math, MathArguments};
use crate::formula::{self, Tree};
use crate::ir::Formula;

/// The arguments for a formula: its words, and itself.
pub(super) fn arguments(call: &mut Arguments<'_>, formula: &Formula, display: bool) {
    call.string("", &formula.words());
    // One that cannot be read was reported before anything is written.
    let tree = formula::read(&formula.tex, display).unwrap_or_else(|_| Tree::new("math"));
    call.math("", |math| row(math, &tree));
}

/// All that stands in an element, one behind the other.
fn row(math: &mut Math<'_>, element: &Tree) {
    element.elements().for_each(|child| one(math, child));
}

fn one(math: &mut Math<'_>, element: &Tree) {
    let parts: Vec<&Tree> = element.elements().collect();
    match (element.name, &parts[..]) {
        ("mi", _) => letters(math, element),
        ("mn", _) => math.number(&element.said()),
        ("mo", _) => sign(math, element),
        ("mtext", _) => words(math, element),
        ("mspace", _) => space(math, element.value("width")),
        ("mrow", parts) => group(math, element, parts),
        ("mstyle", _) => styled(math, element),
        ("mpadded", _) => {
            let side = |side: &str| {
                let style = element.value("style")?;
                let (_, rest) = style.split_once(&format!("{side}: "))?;
                rest.split(';').next()
            };
            space(math, side("padding-left"));
            row(math, element);
            space(math, side("padding-right"));
        }
        ("mphantom", _) => math.call("unseen", |call| call.part("", |math| row(math, element))),
        ("menclose", _) => {
            let notation = element.value("notation").unwrap_or_default();
            math.call("cancel", |call| {
                match notation {
                    "downdiagonalstrike" => call.value("inverted", "true"),
                    "updiagonalstrike" => {}
                    _ => call.value("cross", "true"),
                }
                call.part("", |math| row(math, element));
            });
        }
        ("msqrt", _) => math.call("sqrt", |call| call.part("", |math| row(math, element))),
        ("mroot", [base, index]) => math.call("root", |call| {
            call.part("", |math| one(math, index));
            call.part("", |math| one(math, base));
        }),
        ("mfrac", [over, under]) => fraction(math, element, over, under),
        ("msub", [base, below]) => scripts(math, base, Some(below), None),
        ("msup", [base, above]) => scripts(math, base, None, Some(above)),
        ("msubsup", [base, below, above]) => scripts(math, base, Some(below), Some(above)),
        ("mover" | "munder", [base, accent]) if is_accent(element) => {
            accented(math, base, accent, element.name == "mover");
        }
        ("munder", [base, below]) => bounds(math, base, Some(below), None),
        ("mover", [base, above]) => bounds(math, base, None, Some(above)),
        ("munderover", [base, below, above]) => bounds(math, base, Some(below), Some(above)),
        ("mmultiscripts", parts) => around(math, parts),
        ("mtable", rows) => table(math, element, rows),
        _ => row(math, element),
    }
}

fn letters(math: &mut Math<'_>, element: &Tree) {
    let text = element.said();
    if text.chars().count() > 1 {
        return math.string(&text);
    }
    match element.value("mathvariant") {
        Some(_) => math.call("upright", |call| call.part("", |math| math.signs(&text))),
        None => math.signs(&text),
    }
}

/// Signs that open, close or part; they grow where they stand at the ends of a row.
const FENCES: &str = "()[]{}|‖⟨⟩⌊⌋⌈⌉⟦⟧⟪⟫⎰⎱⟮⟯⌜⌝⌞⌟/\\↑↓↕⇑⇓⇕";
/// What stands for no fence.
const NO_FENCE: char = '\u{2063}';

fn sign(math: &mut Math<'_>, element: &Tree) {
    let text = seen(element);
    if text.is_empty() {
        return;
    }
    if let Some(size) = element.value("minsize") {
        let growing = |math: &mut Math<'_>| {
            math.call("lr", |call| {
                call.value("size", size);
                call.part("", |math| math.signs(&text));
            });
        };
        return in_class(math, element, growing);
    }
    if is_name(&text) {
        return math.call("op", |call| {
            call.part("", |math| math.string(&text));
            if element.value("movablelimits") == Some("true") {
                call.value("limits", "true");
            }
        });
    }
    if is_large(&text) {
        return math.signs(&text);
    }
    in_class(math, element, |math| math.signs(&text));
}

/// A sign with the space of its class, where that is not the one it has by itself.
fn in_class(math: &mut Math<'_>, element: &Tree, write: impl FnOnce(&mut Math<'_>)) {
    let class = match (element.value("lspace"), element.value("rspace"), element.value("form")) {
        (Some("0"), Some("0"), _) | (None, Some("0"), None) => "normal",
        (Some("0.2222em"), Some("0.2222em"), _) => "binary",
        (Some("0.2778em"), Some("0.2778em"), _) => "relation",
        (_, _, Some("prefix")) => "opening",
        (_, _, Some("postfix")) if element.value("stretchy").is_some() => "closing",
        _ => return write(math),
    };
    math.call("class", |call| {
        call.part("", |math| math.string(class));
        call.part("", write);
    });
}

fn seen(element: &Tree) -> String {
    element.said().chars().filter(|c| !('\u{2061}'..='\u{2064}').contains(c)).collect()
}

fn is_name(text: &str) -> bool {
    text.chars().count() > 1 && text.starts_with(char::is_alphabetic)
}

/// Whether a sign is one with bounds, which are above and below it in a formula of its own.
fn is_large(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '∏'..='∑' | '∫'..='∳' | '⋀'..='⋃' | '⨀'..='⨜'))
}

fn is_integral(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '∫'..='∳' | '⨋'..='⨜'))
}

fn words(math: &mut Math<'_>, element: &Tree) {
    math.call("worded", |call| {
        call.part("", |math| math.string(&element.said()));
        match element.value("mathvariant") {
            Some("bold") => call.value("weight", "\"bold\""),
            Some("italic") => call.value("style", "\"italic\""),
            _ => {}
        }
    });
}

/// A space as wide as MathML says; a `rem` is ten points to those who read TeX.
fn space(math: &mut Math<'_>, width: Option<&str>) {
    let Some(width) = width else { return };
    let points = width.strip_suffix("rem").and_then(|rem| rem.parse::<f64>().ok());
    match points {
        Some(rem) => math.space(&format!("{}pt", rem * 10.0)),
        None if width.ends_with("em") => math.space(width),
        None => {}
    }
}

/// A row, in which fences at both ends grow with what is between them.
fn group(math: &mut Math<'_>, element: &Tree, parts: &[&Tree]) {
    let [first, inner @ .., last] = parts else { return row(math, element) };
    if !(grows(first) && grows(last)) {
        return row(math, element);
    }
    if let [fraction] = inner
        && fraction.name == "mfrac"
        && fraction.value("linethickness").is_some()
        && (seen(first).as_str(), seen(last).as_str()) == ("(", ")")
    {
        return math.call("binom", |call| {
            fraction.elements().for_each(|part| call.part("", |math| one(math, part)));
        });
    }
    math.call("lr", |call| {
        call.part("", |math| {
            math.signs(&seen(first));
            for part in inner {
                match part.name == "mo" && part.value("stretchy") == Some("true") {
                    true => math.call("mid", |call| call.part("", |m| m.signs(&seen(part)))),
                    false => one(math, part),
                }
            }
            math.signs(&seen(last));
        });
    });
}

fn grows(element: &Tree) -> bool {
    let text = element.said();
    let mut signs = text.chars();
    let is_fence = |c: char| c == NO_FENCE || FENCES.contains(c);
    element.name == "mo"
        && signs.next().is_some_and(is_fence)
        && signs.next().is_none()
        && element.value("stretchy") != Some("false")
        && element.value("minsize").is_none()
}

fn styled(math: &mut Math<'_>, element: &Tree) {
    let name = match (element.value("displaystyle"), element.value("scriptlevel")) {
        (Some("true"), _) => "display",
        (_, Some("1")) => "script",
        (_, Some("2")) => "sscript",
        _ => "inline",
    };
    let parts: Vec<&Tree> = element.elements().collect();
    math.call(name, |call| call.part("", |math| group(math, element, &parts)));
}

fn fraction(math: &mut Math<'_>, element: &Tree, over: &Tree, under: &Tree) {
    if element.value("linethickness").is_none() {
        return math.call("frac", |call| {
            call.part("", |math| one(math, over));
            call.part("", |math| one(math, under));
        });
    }
    math.call("vec", |call| {
        call.value("delim", "none");
        call.part("", |math| one(math, over));
        call.part("", |math| one(math, under));
    });
}

/// Above and below behind the base, even of a sign that would have them over and under itself.
fn scripts(math: &mut Math<'_>, base: &Tree, below: Option<&Tree>, above: Option<&Tree>) {
    math.call("attach", |call| {
        call.part("", |math| {
            match base.name == "mo" && (is_large(&seen(base)) || is_name(&seen(base))) {
                true => math.call("scripts", |call| call.part("", |math| one(math, base))),
                false => one(math, base),
            }
        });
        attached(call, ("b", below), ("t", above));
    });
}

/// Over and under the base; of a sign whose bounds move they are behind it within a line.
fn bounds(math: &mut Math<'_>, base: &Tree, below: Option<&Tree>, above: Option<&Tree>) {
    let text = seen(base);
    let moves = base.name == "mo"
        && match base.value("movablelimits") {
            Some("false") => false,
            Some(_) => true,
            None => is_large(&text) && !is_integral(&text),
        };
    let arrow = below.into_iter().chain(above).any(is_as_wide);
    math.call("attach", |call| {
        call.part("", |math| match (moves, arrow) {
            (true, _) => one(math, base),
            (_, true) => math.call("limits", |call| {
                call.part("", |math| {
                    math.call("stretch", |call| call.part("", |math| math.signs(&text)));
                });
            }),
            _ => math.call("limits", |call| call.part("", |math| one(math, base))),
        });
        attached(call, ("b", below), ("t", above));
    });
}

/// Whether what stands over an arrow is there with a space that the arrow is at least as wide as.
fn is_as_wide(element: &Tree) -> bool {
    matches!(element.name, "mover" | "munder")
        && element.elements().nth(1).is_some_and(|second| second.name == "mspace")
}

fn attached(
    call: &mut MathArguments<'_>,
    below: (&str, Option<&Tree>),
    above: (&str, Option<&Tree>),
) {
    for (key, part) in [below, above] {
        let Some(part) = part.filter(|part| !is_empty(part)) else { continue };
        call.part(key, |math| match part.elements().next().filter(|_| is_as_wide(part)) {
            Some(first) => one(math, first),
            None => one(math, part),
        });
    }
}

fn is_empty(element: &Tree) -> bool {
    element.name == "mrow" && element.children.is_empty()
}

fn is_accent(element: &Tree) -> bool {
    element.value("accent").or(element.value("accentunder")) == Some("true")
}

/// Accents, and lines and braces as long as what they stand over or under.
fn accented(math: &mut Math<'_>, base: &Tree, accent: &Tree, above: bool) {
    let sign = seen(accent);
    let long = match (sign.as_str(), above) {
        ("\u{332}" | "‾" | "_", true) => Some("overline"),
        ("\u{332}" | "‾" | "_" | "¯", false) => Some("underline"),
        ("⏞", true) => Some("overbrace"),
        ("⏟", false) => Some("underbrace"),
        ("⎴", true) => Some("overbracket"),
        ("⎵", false) => Some("underbracket"),
        ("⏜", true) => Some("overparen"),
        ("⏝", false) => Some("underparen"),
        _ => None,
    };
    if let Some(name) = long {
        return math.call(name, |call| call.part("", |math| one(math, base)));
    }
    if let Some(mark) = formula::combining(&sign).filter(|_| above) {
        return math.call("accent", |call| {
            call.part("", |math| one(math, base));
            call.part("", |math| math.signs(mark.encode_utf8(&mut [0; 4])));
        });
    }
    let stretched = |math: &mut Math<'_>| {
        math.call("stretch", |call| call.part("", |math| math.signs(&sign)));
    };
    math.call("attach", |call| {
        call.part("", |math| {
            math.call("limits", |call| call.part("", |math| one(math, base)));
        });
        call.part(if above { "t" } else { "b" }, stretched);
    });
}

/// Scripts on both sides: behind the base, then, behind a mark, before it.
fn around(math: &mut Math<'_>, parts: &[&Tree]) {
    let Some((base, scripts)) = parts.split_first() else { return };
    let mark = scripts.iter().position(|part| part.name == "mprescripts");
    let (behind, before) = match mark {
        Some(at) => (&scripts[..at], &scripts[at + 1..]),
        None => (scripts, &scripts[..0]),
    };
    math.call("attach", |call| {
        call.part("", |math| one(math, base));
        attached(call, ("b", behind.first().copied()), ("t", behind.get(1).copied()));
        attached(call, ("bl", before.first().copied()), ("tl", before.get(1).copied()));
    });
}

/// A table: matrices, lines below one another, cases.
fn table(math: &mut Math<'_>, element: &Tree, rows: &[&Tree]) {
    // In the bounds of a sign its cells are as small as those.
    let style_of_cells = element.value("displaystyle").map(|display| match display {
        "true" => "display",
        _ => "inline",
    });
    let display = style_of_cells == Some("display");
    let cells = |row: &Tree| row.elements().count();
    let columns = rows.iter().map(|row| cells(row)).max().unwrap_or_default();
    let style = |cell: &Tree, key: &str| cell.value("style").is_some_and(|css| css.contains(key));
    let joined =
        rows.iter().flat_map(|row| row.elements()).any(|cell| style(cell, "padding-left: 0"));
    let mut lines = Lines::default();
    for (at, row) in rows.iter().enumerate() {
        for (column, cell) in row.elements().enumerate() {
            if style(cell, "border-top") && !lines.rows.contains(&at) {
                lines.rows.push(at);
            }
            if style(cell, "border-right") && !lines.columns.contains(&(column + 1)) {
                lines.columns.push(column + 1);
            }
        }
    }
    math.call("mat", |call| {
        call.value("delim", "none");
        call.value("column-gap", if joined { "0pt" } else { "0.9em" });
        call.value("row-gap", if display { "0.6em" } else { "0.35em" });
        if let Some(lines) = lines.written() {
            call.value("augment", &lines);
        }
        for row in rows {
            let mut own = row.elements();
            for column in 0..columns {
                let cell = own.next();
                call.part("", |math| {
                    // Pairs of columns stand apart.
                    if joined && column > 0 && column % 2 == 0 {
                        math.space("2em");
                    }
                    if let Some(cell) = cell {
                        self::cell(math, cell, style_of_cells, joined);
                    }
                });
            }
            call.end_row();
        }
    });
}

fn cell(math: &mut Math<'_>, cell: &Tree, style: Option<&str>, joined: bool) {
    let side = cell.value("columnalign");
    if side == Some("left") {
        math.align();
        // What stands before a sign of relation is in the cell before.
        if joined && cell.elements().next().is_some_and(|first| first.name == "mo") {
            math.nothing_seen();
        }
    }
    match style.filter(|_| !cell.children.is_empty()) {
        Some(style) => math.call(style, |call| call.part("", |math| row(math, cell))),
        None => row(math, cell),
    }
    if side == Some("right") {
        math.align();
    }
}

/// Lines between rows and columns: behind how many of them.
#[derive(Debug, Default)]
struct Lines {
    rows: Vec<usize>,
    columns: Vec<usize>,
}

impl Lines {
    fn written(&self) -> Option<String> {
        let list = |list: &[usize]| list.iter().map(|at| format!("{at},")).collect::<String>();
        let any = !self.rows.is_empty() || !self.columns.is_empty();
        any.then(|| format!("(hline: ({}), vline: ({}))", list(&self.rows), list(&self.columns)))
    }
}
