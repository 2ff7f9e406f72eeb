//! Brackets and what stands in them: matrices, cases, binomials, groups as high as what they hold.

use super::{DEEPEST, Writer};
use crate::import::read::html::tree::Id;

/// Pairs of brackets, with what TeX calls them and the matrix that stands in them.
const BRACKETS: [(&str, &str, &str, &str, &str); 9] = [
    ("(", ")", "(", ")", "pmatrix"),
    ("[", "]", "[", "]", "bmatrix"),
    ("{", "}", "\\{", "\\}", "Bmatrix"),
    ("|", "|", "|", "|", "vmatrix"),
    ("‖", "‖", "\\Vert", "\\Vert", "Vmatrix"),
    ("⟨", "⟩", "\\langle", "\\rangle", ""),
    ("⌊", "⌋", "\\lfloor", "\\rfloor", ""),
    ("⌈", "⌉", "\\lceil", "\\rceil", ""),
    ("∣", "∣", "|", "|", "vmatrix"),
];

impl Writer<'_> {
    /// A group that brackets enclose as high as itself: a matrix, cases, a binomial, a fraction. `None`: it is none.
    pub(super) fn fenced(&mut self, parts: &[Id], depth: usize) -> Option<Option<()>> {
        let (first, rest) = parts.split_first()?;
        if self.name(*first) != "mo" {
            return None;
        }
        let open = self.said(*first);
        let last = rest
            .last()
            .filter(|last| self.name(**last) == "mo")
            .map(|last| seen(&self.said(*last)));
        let inner = match last {
            Some(_) => &rest[..rest.len() - 1],
            None => rest,
        };
        let alone = if let [alone] = inner { Some(self.bare(*alone)) } else { None };
        let table = alone.filter(|alone| self.name(*alone) == "mtable");
        if open == "{" && last.as_deref().is_none_or(str::is_empty) {
            return table.map(|table| self.table(table, "cases", depth));
        }
        let pair = BRACKETS.iter().find(|(a, b, ..)| *a == open && Some(*b) == last.as_deref())?;
        if let Some(table) = table.filter(|_| !pair.4.is_empty()) {
            return Some(self.table(table, pair.4, depth));
        }
        if let Some([above, below]) =
            alone.filter(|_| open == "(").and_then(|alone| self.stacked(alone))
        {
            self.push("\\binom");
            let written = self.group(above, depth).and_then(|()| self.group(below, depth));
            return Some(written);
        }
        let high = |id: Id| {
            matches!(self.name(id), "mfrac" | "mtable" | "munderover" | "munder" | "msqrt")
        };
        let stretches = self.tree.attr(*first, "stretchy") != Some("false");
        let tall = inner.iter().any(|part| self.tree.descend(*part).any(high));
        if !(stretches && tall) {
            return None;
        }
        self.push("\\left");
        self.push(pair.2);
        let written = inner.iter().try_for_each(|part| self.one(*part, depth + 1));
        self.push("\\right");
        self.push(pair.3);
        Some(written)
    }

    /// A fraction without a line.
    pub(super) fn stacked(&self, id: Id) -> Option<[Id; 2]> {
        let thin = self
            .tree
            .attr(id, "linethickness")
            .is_some_and(|line| line.trim_start().starts_with('0'));
        match &self.parts(id)[..] {
            [above, below] if self.name(id) == "mfrac" && thin => Some([*above, *below]),
            _ => None,
        }
    }

    /// Brackets as an element.
    pub(super) fn mfenced(&mut self, id: Id, parts: &[Id], depth: usize) -> Option<()> {
        let open = self.tree.attr(id, "open").unwrap_or("(").to_owned();
        let close = self.tree.attr(id, "close").unwrap_or(")").to_owned();
        let between = self.tree.attr(id, "separators").unwrap_or(",").trim().to_owned();
        let bracket = |said: &str, first: bool| match said {
            "" => Some(".".to_owned()),
            said => BRACKETS.iter().find_map(|pair| {
                let (own, tex) = if first { (pair.0, pair.2) } else { (pair.1, pair.3) };
                (own == said).then(|| tex.to_owned())
            }),
        };
        self.push("\\left");
        self.push(&bracket(&open, true)?);
        for (n, part) in parts.iter().enumerate() {
            if n > 0 {
                let sign = between.chars().nth(n - 1).or(between.chars().last());
                self.out.extend(sign);
            }
            self.one(*part, depth + 1)?;
        }
        self.push("\\right");
        self.push(&bracket(&close, false)?);
        Some(())
    }

    /// Rows of cells.
    pub(super) fn table(&mut self, id: Id, kind: &str, depth: usize) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        self.push(&format!("\\begin{{{kind}}}"));
        for (n, row) in self.parts(id).into_iter().enumerate() {
            if self.name(row) != "mtr" {
                return None;
            }
            if n > 0 {
                self.out.push_str(" \\\\ ");
            }
            for (n, cell) in self.parts(row).into_iter().enumerate() {
                if n > 0 {
                    self.out.push_str(" & ");
                }
                self.row(cell, depth + 1)?;
            }
        }
        self.push(&format!("\\end{{{kind}}}"));
        Some(())
    }
}

/// What of a sign is seen.
fn seen(sign: &str) -> String {
    sign.chars().filter(|c| !('\u{2061}'..='\u{2064}').contains(c)).collect()
}
