//! Lists of a document of Word: how they count, and how far they have come (ISO/IEC 29500-1, clause 17.9).

use std::collections::HashMap;

use crate::import::read::office::{attr, child, elements, letters, name, roman};
use crate::ir::{Delimiter, Numbering};
use crate::xml::read::Node;

/// Deepest level.
const LEVELS: usize = 9;

/// How a level counts.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    /// With numbers.
    Numbers(Numbering),
    /// With numbers that books have not: `01`, `Erstens`; counted with plain ones.
    Other,
    /// With a bullet.
    Bullet,
    /// With nothing: the paragraph goes on with the entry above.
    Nothing,
}

#[derive(Debug, Clone)]
struct Level {
    kind: Kind,
    /// `%1.%2`
    text: String,
    start: u64,
}

impl Default for Level {
    fn default() -> Self {
        Self { kind: Kind::Numbers(Numbering::Decimal), text: String::new(), start: 1 }
    }
}

#[derive(Debug, Clone, Default)]
struct Abstract {
    levels: Vec<Level>,
    /// The style in whose list this one is defined.
    style: Option<String>,
    /// The style for which it is defined.
    of_style: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct List {
    of: u32,
    starts: HashMap<u8, u64>,
    levels: HashMap<u8, Level>,
}

/// The lists, and the numbers that they have come to.
#[derive(Debug, Default)]
pub(super) struct Numberings {
    abstracts: HashMap<u32, Abstract>,
    lists: HashMap<u32, List>,
    counters: HashMap<u32, [Option<u64>; LEVELS]>,
    /// Which list has counted on a definition, by definition and level: another one that has a start of its own begins anew.
    begun: HashMap<(u32, u8), ()>,
}

/// The number of an entry.
#[derive(Debug, Clone)]
pub(super) struct Counted {
    /// How it is counted; `None`: by a bullet.
    pub(super) numbering: Option<Numbering>,
    /// What stands around the number.
    pub(super) delimiter: Delimiter,
    /// The number.
    pub(super) number: u64,
    /// The number as it is shown: `2.1`; empty for a bullet.
    pub(super) shown: String,
    /// Whether nothing is shown.
    pub(super) goes_on: bool,
}

impl Numberings {
    /// Reads the lists.
    pub(super) fn read(root: Node<'_>) -> Self {
        let mut all = Self::default();
        for node in elements(root) {
            let number = |of: &str| attr(node, of).and_then(|number| number.parse::<u32>().ok());
            match name(node) {
                "abstractNum" => {
                    if let Some(id) = number("abstractNumId") {
                        all.abstracts.insert(id, definition(node));
                    }
                }
                "num" => {
                    if let Some(id) = number("numId") {
                        all.lists.insert(id, list(node));
                    }
                }
                _ => {}
            }
        }
        all
    }

    fn level(&self, list: &List, level: u8) -> Level {
        if let Some(own) = list.levels.get(&level) {
            return own.clone();
        }
        let mut definition = self.abstracts.get(&list.of);
        if let Some(style) = definition.and_then(|one| one.style.as_ref()) {
            definition = self
                .abstracts
                .values()
                .find(|one| one.of_style.as_ref() == Some(style))
                .or(definition);
        }
        definition.and_then(|one| one.levels.get(usize::from(level))).cloned().unwrap_or_default()
    }

    /// The next number of a list on a level; `None`: there is no such list, or no number is shown.
    pub(super) fn next(&mut self, number: u32, level: u8) -> Option<Counted> {
        let level = level.min(8);
        let list = self.lists.get(&number)?.clone();
        let own = self.level(&list, level);
        let delimiter = match own.text.trim() {
            text if text.starts_with('(') && text.ends_with(')') => Delimiter::Parentheses,
            text if text.ends_with(')') => Delimiter::Parenthesis,
            _ => Delimiter::Period,
        };
        let numbering = match &own.kind {
            Kind::Numbers(numbering) => Some(*numbering),
            Kind::Other => Some(Numbering::Decimal),
            Kind::Bullet => {
                let goes_on = own.text.trim().is_empty();
                return Some(Counted {
                    numbering: None,
                    delimiter,
                    number: 1,
                    shown: String::new(),
                    goes_on,
                });
            }
            Kind::Nothing => return None,
        };
        let begins = list.starts.get(&level).copied();
        let anew = begins.is_some() && self.begun.insert((number, level), ()).is_none();
        let starts: Vec<u64> =
            (0..level).map(|above| self.level(&list, above)).map(|above| above.start).collect();
        let counters = self.counters.entry(list.of).or_default();
        let at = usize::from(level);
        let next = match counters[at] {
            Some(last) if !anew => last.saturating_add(1),
            _ => begins.unwrap_or(own.start),
        };
        counters[at] = Some(next);
        counters[at + 1..].fill(None);
        for (above, start) in starts.into_iter().enumerate() {
            counters[above].get_or_insert(start);
        }
        let counted = *counters;
        let shown = self.shown(&list, &own, &counted);
        Some(Counted { numbering, delimiter, number: next, shown, goes_on: false })
    }

    /// A number as it is shown.
    fn shown(&self, list: &List, own: &Level, counters: &[Option<u64>; LEVELS]) -> String {
        let mut out = String::new();
        let mut rest = own.text.chars().peekable();
        while let Some(c) = rest.next() {
            let digit = rest
                .peek()
                .and_then(|digit| digit.to_digit(10))
                .filter(|digit| c == '%' && *digit > 0);
            let Some(digit) = digit else {
                out.push(c);
                continue;
            };
            rest.next();
            let of = u8::try_from(digit - 1).unwrap_or(0);
            let value = counters[usize::from(of).min(LEVELS - 1)].unwrap_or(1);
            out.push_str(&said(value, &self.level(list, of).kind));
        }
        out.trim().to_owned()
    }
}

/// A number in its kind of digits.
fn said(value: u64, kind: &Kind) -> String {
    match kind {
        Kind::Numbers(Numbering::LowerAlpha) => letters(value).to_lowercase(),
        Kind::Numbers(Numbering::UpperAlpha) => letters(value),
        Kind::Numbers(Numbering::LowerRoman) => roman(value).to_lowercase(),
        Kind::Numbers(Numbering::UpperRoman) => roman(value),
        _ => value.to_string(),
    }
}

fn definition(node: Node<'_>) -> Abstract {
    let value = |of: &str| child(node, of).and_then(|own| attr(own, "val")).map(str::to_owned);
    let mut levels = vec![Level::default(); LEVELS];
    for own in elements(node).filter(|own| name(*own) == "lvl") {
        if let Some(slot) = index(own).and_then(|at| levels.get_mut(usize::from(at))) {
            *slot = level(own);
        }
    }
    Abstract { levels, style: value("numStyleLink"), of_style: value("styleLink") }
}

fn index(node: Node<'_>) -> Option<u8> {
    attr(node, "ilvl").and_then(|at| at.parse().ok())
}

fn list(node: Node<'_>) -> List {
    let mut list = List::default();
    for own in elements(node) {
        match name(own) {
            "abstractNumId" => {
                list.of = attr(own, "val").and_then(|id| id.parse().ok()).unwrap_or(0)
            }
            "lvlOverride" => {
                let Some(at) = index(own) else { continue };
                let start = child(own, "startOverride").and_then(|start| attr(start, "val"));
                if let Some(start) = start.and_then(|start| start.parse().ok()) {
                    list.starts.insert(at, start);
                }
                if let Some(other) = child(own, "lvl") {
                    list.levels.insert(at, level(other));
                }
            }
            _ => {}
        }
    }
    list
}

fn level(node: Node<'_>) -> Level {
    let value = |of: &str| child(node, of).and_then(|own| attr(own, "val"));
    let kind = match value("numFmt").unwrap_or("decimal") {
        "decimal" => Kind::Numbers(Numbering::Decimal),
        "lowerLetter" => Kind::Numbers(Numbering::LowerAlpha),
        "upperLetter" => Kind::Numbers(Numbering::UpperAlpha),
        "lowerRoman" => Kind::Numbers(Numbering::LowerRoman),
        "upperRoman" => Kind::Numbers(Numbering::UpperRoman),
        "bullet" => Kind::Bullet,
        "none" => Kind::Nothing,
        _ => Kind::Other,
    };
    Level {
        kind,
        text: value("lvlText").unwrap_or_default().to_owned(),
        start: value("start").and_then(|start| start.parse().ok()).unwrap_or(1),
    }
}
