//! Formulas of MathML that do not say the TeX they were made of: written in TeX again, as far as that says the same.

mod brackets;
mod signs;
#[cfg(test)]
mod tests;

use html5ever::ns;

use super::tree::{Data, Id, Tree};
use crate::import::read::tex;
use crate::source::FileId;

/// Deepest nesting that is followed.
const DEEPEST: usize = 60;

/// The TeX of a formula; `None` where it holds what is not known.
pub(super) fn tex(tree: &Tree, math: Id) -> Option<String> {
    let mut writer = Writer { tree, out: String::new() };
    writer.row(math, 0)?;
    Some(writer.out.trim().to_owned()).filter(|out| !out.is_empty())
}

/// The TeX of a formula that another program keeps as a file of MathML.
pub(in crate::import::read) fn of_file(text: &str) -> Option<String> {
    let from = text.find("<math").or_else(|| text.find("<math:math"))?;
    let text = text[from..].replace("<math:", "<").replace("</math:", "</");
    let (tree, root) = super::parse::html(&text, FileId(0), Tree::default()).ok()?;
    let math = tree.descend(root).find(|id| tree.is(*id, &ns!(mathml), "math"))?;
    let tex = tex(&tree, math)?;
    crate::formula::read(&tex, false).is_ok().then_some(tex)
}

struct Writer<'t> {
    tree: &'t Tree,
    out: String,
}

impl Writer<'_> {
    /// Adds a piece; what follows a command with a letter stands apart from it.
    fn push(&mut self, piece: &str) {
        let letters =
            self.out.len() - self.out.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
        let command = letters > 0 && self.out[..self.out.len() - letters].ends_with('\\');
        if command && piece.starts_with(|c: char| c.is_alphabetic()) {
            self.out.push(' ');
        }
        self.out.push_str(piece);
    }

    fn said(&self, id: Id) -> String {
        let mut said = String::new();
        for node in self.tree.descend(id) {
            if let Data::Text(text) = self.tree.data(node) {
                said.push_str(text);
            }
        }
        said.trim_matches(|c: char| c.is_ascii_whitespace()).to_owned()
    }

    fn name(&self, id: Id) -> &str {
        self.tree.element(id).map_or("", |element| &element.name.local)
    }

    /// What stands in an element, without what says nothing.
    fn parts(&self, id: Id) -> Vec<Id> {
        let says = |part: &Id| !matches!(self.name(*part), "annotation" | "annotation-xml");
        self.tree.elements(id).filter(says).collect()
    }

    /// One element instead of one that does nothing but hold it.
    fn bare(&self, id: Id) -> Id {
        let mut id = id;
        for _ in 0..DEEPEST {
            match (self.name(id), &self.parts(id)[..]) {
                ("mrow" | "mstyle" | "semantics" | "mpadded", [only]) => id = *only,
                _ => break,
            }
        }
        id
    }

    /// The parts of a row, one after the other.
    fn row(&mut self, id: Id, depth: usize) -> Option<()> {
        let parts = self.parts(id);
        self.list(&parts, depth)
    }

    fn list(&mut self, parts: &[Id], depth: usize) -> Option<()> {
        if let Some(fenced) = self.fenced(parts, depth) {
            return fenced;
        }
        parts.iter().try_for_each(|part| self.one(*part, depth + 1))
    }

    /// What stands in braces.
    fn group(&mut self, id: Id, depth: usize) -> Option<()> {
        self.out.push('{');
        match self.name(self.bare(id)) {
            "mrow" | "mstyle" => self.row(self.bare(id), depth + 1)?,
            _ => self.one(id, depth + 1)?,
        }
        self.out.push('}');
        Some(())
    }

    /// What bears an index: a letter or a sign as it is, all else in braces.
    fn base(&mut self, id: Id, depth: usize) -> Option<()> {
        let bare = self.bare(id);
        match self.name(bare) {
            "mi" | "mn" | "mo" => self.one(bare, depth + 1),
            "munder" | "mover" | "munderover" | "msqrt" | "mroot" => self.one(bare, depth + 1),
            "mrow" if self.parts(bare).first().is_some_and(|first| self.name(*first) == "mo") => {
                // Brackets have no braces of their own.
                self.one(bare, depth + 1)
            }
            _ => self.group(id, depth),
        }
    }

    fn script(&mut self, sign: char, id: Id, depth: usize) -> Option<()> {
        let bare = self.bare(id);
        let said = self.said(bare);
        if sign == '^'
            && self.name(bare) == "mo"
            && !said.is_empty()
            && said.chars().all(|c| "′″‴⁗'".contains(c))
        {
            let count: usize = said
                .chars()
                .map(|c| "'′″‴⁗".chars().position(|own| own == c).unwrap_or(1).max(1))
                .sum();
            self.out.push_str(&"'".repeat(count));
            return Some(());
        }
        self.out.push(sign);
        let short =
            matches!(self.name(bare), "mi" | "mn") && said.chars().count() == 1 && said.is_ascii();
        match short {
            true => self.one(bare, depth + 1),
            false => self.group(id, depth),
        }
    }

    fn one(&mut self, id: Id, depth: usize) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        let parts = self.parts(id);
        let name = self.name(id).to_owned();
        match (name.as_str(), &parts[..]) {
            ("mi", _) => self.letters(&self.said(id), self.tree.attr(id, "mathvariant"))?,
            ("mn", _) => self.number(&self.said(id))?,
            ("mo", _) if self.tree.attr(id, "rspace") == Some("0") && self.said(id) == "," => {
                self.out.push_str("{,}");
            }
            ("mo", _) => self.sign(&self.said(id))?,
            ("mtext" | "ms", _) => self.words(id)?,
            ("mspace", _) => self.space(id),
            ("mrow", [before, inner, behind]) if self.is_arrow([before, inner, behind]) => {
                self.one(*inner, depth + 1)?;
            }
            ("mrow" | "mpadded" | "math" | "mstyle", _) => self.row(id, depth)?,
            ("semantics" | "maction", [first, ..]) => self.one(*first, depth + 1)?,
            ("none" | "mprescripts" | "annotation" | "annotation-xml", _) => {}
            ("mphantom", _) => self.around("\\phantom", id, depth)?,
            ("menclose", _) => self.enclosed(id, depth)?,
            ("msqrt", _) => self.around("\\sqrt", id, depth)?,
            ("mroot", [base, root]) => {
                self.push("\\sqrt[");
                self.one(*root, depth + 1)?;
                self.out.push(']');
                self.group(*base, depth)?;
            }
            ("mfrac", [above, below]) if self.stacked(id).is_some() => {
                self.out.push('{');
                self.group(*above, depth)?;
                self.push("\\atop");
                self.group(*below, depth)?;
                self.out.push('}');
            }
            ("mfrac", [above, below]) => {
                self.push("\\frac");
                self.group(*above, depth)?;
                self.group(*below, depth)?;
            }
            ("msup", [base, above]) => {
                self.base(*base, depth)?;
                self.script('^', *above, depth)?;
            }
            ("msub", [base, below]) => {
                self.base(*base, depth)?;
                self.script('_', *below, depth)?;
            }
            ("msubsup", [base, below, above]) => {
                self.base(*base, depth)?;
                self.script('_', *below, depth)?;
                self.script('^', *above, depth)?;
            }
            ("munder", [base, below]) => self.under(*base, *below, depth)?,
            ("mover", [base, above]) => self.over(*base, *above, depth)?,
            ("munderover", [base, below, above]) => {
                self.base(*base, depth)?;
                self.script('_', *below, depth)?;
                self.script('^', *above, depth)?;
            }
            ("mmultiscripts", [base, scripts @ ..]) => self.scripts(*base, scripts, depth)?,
            ("mfenced", _) => self.mfenced(id, &parts, depth)?,
            ("mtable", _) => {
                let sides = self.tree.attr(id, "columnalign").unwrap_or_default().to_owned();
                let cells = self.tree.descend(id).filter(|one| self.name(*one) == "mtd");
                let told = cells.filter_map(|cell| self.tree.attr(cell, "columnalign"));
                let aligned = sides.starts_with("right left") || told.take(2).eq(["right", "left"]);
                self.table(id, if aligned { "aligned" } else { "matrix" }, depth)?;
            }
            _ => return None,
        }
        Some(())
    }

    /// Whether a row is an arrow with something on it, between two spaces.
    fn is_arrow(&self, [before, inner, behind]: [&Id; 3]) -> bool {
        let is_space = |id: &Id| self.name(*id) == "mspace";
        let arrow = |id: Id| matches!(self.said(id).as_str(), "→" | "←");
        is_space(before)
            && is_space(behind)
            && self.name(*inner) == "mover"
            && self.parts(*inner).first().is_some_and(|base| arrow(*base))
    }

    fn around(&mut self, command: &str, id: Id, depth: usize) -> Option<()> {
        self.push(command);
        self.out.push('{');
        self.row(id, depth)?;
        self.out.push('}');
        Some(())
    }

    /// What is struck out or boxed in.
    fn enclosed(&mut self, id: Id, depth: usize) -> Option<()> {
        let notation = self.tree.attr(id, "notation").unwrap_or("longdiv");
        let command = match notation {
            "box" | "roundedbox" => "\\boxed",
            "top" => "\\overline",
            "bottom" => "\\underline",
            "updiagonalstrike" => "\\cancel",
            "downdiagonalstrike" => "\\bcancel",
            "updiagonalstrike downdiagonalstrike" => "\\xcancel",
            "radical" => "\\sqrt",
            _ => return None,
        };
        self.around(command, id, depth)
    }

    fn under(&mut self, base: Id, below: Id, depth: usize) -> Option<()> {
        if let Some(command) = tex::below(&self.said(below)) {
            self.push(command_of(command).as_str());
            return self.group(base, depth);
        }
        // A sign and a function have their bounds below; all else is put there.
        let bounded = matches!(self.name(self.bare(base)), "mo" | "mi" | "munder" | "mover");
        match bounded {
            true => {
                self.base(base, depth)?;
                self.script('_', below, depth)
            }
            false => {
                self.push("\\underset");
                self.group(below, depth)?;
                self.group(base, depth)
            }
        }
    }

    fn over(&mut self, base: Id, above: Id, depth: usize) -> Option<()> {
        let wide = self.said(base).chars().count() > 1
            || self.tree.attr(self.bare(above), "stretchy") == Some("true");
        if let Some(command) = tex::above(&self.said(above), wide) {
            self.push(command_of(command).as_str());
            return self.group(base, depth);
        }
        let bare = self.bare(base);
        match (self.name(bare), self.said(bare).as_str()) {
            ("mo", "→") => {
                self.push("\\xrightarrow");
                self.over_arrow(above, depth)
            }
            ("mo", "←") => {
                self.push("\\xleftarrow");
                self.over_arrow(above, depth)
            }
            ("mover", _) => {
                self.base(base, depth)?;
                self.script('^', above, depth)
            }
            ("mo", sign) if "∑∏∐∫⋃⋂".contains(sign) => {
                self.base(base, depth)?;
                self.script('^', above, depth)
            }
            _ => {
                self.push("\\overset");
                self.group(above, depth)?;
                self.group(base, depth)
            }
        }
    }

    /// What stands on an arrow, without the spaces that make it longer.
    fn over_arrow(&mut self, id: Id, depth: usize) -> Option<()> {
        let is_space = |id: &Id| self.name(*id) == "mspace";
        let mut inner = self.bare(id);
        if let ("mover", [base, above]) = (self.name(inner), &self.parts(inner)[..])
            && is_space(above)
        {
            inner = self.bare(*base);
        }
        let mut parts = match self.name(inner) {
            "mrow" => self.parts(inner),
            _ => vec![inner],
        };
        parts.retain(|part| !is_space(part));
        self.out.push('{');
        self.list(&parts, depth)?;
        self.out.push('}');
        Some(())
    }

    /// Indexes on both sides, in pairs.
    fn scripts(&mut self, base: Id, scripts: &[Id], depth: usize) -> Option<()> {
        let parted = scripts.iter().position(|one| self.name(*one) == "mprescripts");
        let (behind, before) = match parted {
            Some(at) => (&scripts[..at], &scripts[at + 1..]),
            None => (scripts, &[][..]),
        };
        if !before.is_empty() {
            self.out.push_str("{}");
            self.pairs(before, depth)?;
        }
        self.base(base, depth)?;
        self.pairs(behind, depth)
    }

    fn pairs(&mut self, scripts: &[Id], depth: usize) -> Option<()> {
        for (n, pair) in scripts.chunks(2).enumerate() {
            if n > 0 {
                self.out.push_str("{}");
            }
            for (sign, one) in ['_', '^'].into_iter().zip(pair) {
                let none = match self.name(*one) {
                    "mrow" => self.parts(*one).is_empty(),
                    name => name == "none",
                };
                if !none {
                    self.script(sign, *one, depth)?;
                }
            }
        }
        Some(())
    }

    /// A name: one letter stands as it is, several are a function.
    fn letters(&mut self, name: &str, variant: Option<&str>) -> Option<()> {
        let mut letters = name.chars();
        match (letters.next(), letters.next()) {
            (None, _) => {}
            (Some(letter), None) => {
                let (alphabet, plain) = signs::of_alphabet(letter).unwrap_or(("", letter));
                let told = variant.filter(|told| *told != "normal" || letter.is_ascii());
                let alphabet = told.and_then(signs::of_variant).unwrap_or(alphabet);
                let mut bytes = [0; 4];
                let plain = plain.encode_utf8(&mut bytes);
                let written = signs::named(plain).map_or_else(|| plain.to_owned(), command_of);
                match alphabet {
                    "" => self.push(&written),
                    alphabet => self.push(&format!("\\{alphabet}{{{written}}}")),
                }
            }
            _ if tex::is_function(name) => self.push(&command_of(name)),
            _ if name.chars().all(char::is_alphabetic) => {
                let alphabet = variant.and_then(signs::of_variant).filter(|told| *told != "mathrm");
                let command = alphabet.unwrap_or("operatorname");
                self.push(&format!("\\{command}{{{name}}}"));
            }
            _ => {
                for c in name.chars() {
                    self.sign(&c.to_string())?;
                }
            }
        }
        Some(())
    }

    fn number(&mut self, said: &str) -> Option<()> {
        for c in said.chars() {
            match c {
                ',' => self.out.push_str("{,}"),
                c if c.is_whitespace() => self.push("\\,"),
                c if c.is_ascii_digit() || c == '.' => self.out.push(c),
                c => match signs::of_alphabet(c) {
                    Some((alphabet, plain)) => self.push(&format!("\\{alphabet}{{{plain}}}")),
                    None => self.sign(&c.to_string())?,
                },
            }
        }
        Some(())
    }

    fn sign(&mut self, sign: &str) -> Option<()> {
        match sign {
            // What is not seen: a function of, times, and.
            "" | "\u{2061}" | "\u{2062}" | "\u{2063}" | "\u{2064}" => {}
            "{" | "}" | "%" | "&" | "#" | "$" | "_" => self.push(&format!("\\{sign}")),
            "\\" => self.push("\\backslash"),
            "−" | "‐" => self.out.push('-'),
            "‖" => self.push("\\Vert"),
            "⟨" | "〈" => self.push("\\langle"),
            "⟩" | "〉" => self.push("\\rangle"),
            "⌊" => self.push("\\lfloor"),
            "⌋" => self.push("\\rfloor"),
            "⌈" => self.push("\\lceil"),
            "⌉" => self.push("\\rceil"),
            "′" => self.out.push('\''),
            "″" => self.out.push_str("''"),
            "°" => self.out.push_str("^\\circ"),
            sign if tex::is_function(sign) => self.push(&command_of(sign)),
            sign => match signs::named(sign) {
                Some(name) => self.push(&command_of(name)),
                None if sign.chars().count() > 1 && sign.chars().all(char::is_alphabetic) => {
                    self.push(&format!("\\operatorname{{{sign}}}"));
                }
                None if sign.contains(['^', '~', '\\']) => return None,
                None => self.push(sign),
            },
        }
        Some(())
    }

    fn words(&mut self, id: Id) -> Option<()> {
        let mut said = String::new();
        for node in self.tree.descend(id) {
            if let Data::Text(text) = self.tree.data(node) {
                said.push_str(text);
            }
        }
        if said.contains(['\\', '{', '}', '$', '#', '%', '&', '_', '^', '~']) {
            return None;
        }
        let said: Vec<&str> = said.split('\u{A0}').collect();
        let said = said.join(" ");
        match said.trim() {
            "" => self.out.push_str("\\ "),
            _ => self.push(&format!("\\text{{{said}}}")),
        }
        Some(())
    }

    fn space(&mut self, id: Id) {
        let width = self.tree.attr(id, "width").unwrap_or("1em").trim();
        let em = width.strip_suffix("em").and_then(|width| width.parse::<f64>().ok());
        match em {
            Some(width) if width >= 1.9 => self.push("\\qquad"),
            Some(width) if width >= 0.9 => self.push("\\quad"),
            Some(width) if width >= 0.26 => self.push("\\;"),
            Some(width) if width >= 0.2 => self.push("\\:"),
            Some(width) if width > 0.0 => self.push("\\,"),
            Some(width) if width < 0.0 => self.push("\\!"),
            _ => {}
        }
    }
}

fn command_of(name: &str) -> String {
    format!("\\{name}")
}
