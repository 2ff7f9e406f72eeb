//! How lists of an OpenDocument count (OpenDocument 1.3, part 3, 16.31 to 16.36).

use crate::import::read::office::{attr, elements, letters, name, roman};
use crate::ir::{Delimiter, Numbering};
use crate::xml::read::Node;

/// Deepest level.
pub(super) const LEVELS: usize = 10;

/// A level of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    /// How it is counted; `None`: by a bullet, or not at all.
    pub(super) numbering: Option<Numbering>,
    /// What stands around the number.
    pub(super) delimiter: Delimiter,
    /// The first number.
    pub(super) start: u64,
    before: String,
    behind: String,
    /// How many levels are shown.
    shown: usize,
}

/// A style of lists.
#[derive(Debug, Clone, Default)]
pub(super) struct ListStyle {
    levels: Vec<Level>,
}

impl ListStyle {
    /// Reads one.
    pub(super) fn read(node: Node<'_>) -> Self {
        let mut levels = vec![Level { start: 1, ..Level::default() }; LEVELS];
        for own in elements(node) {
            let at = attr(own, "level").and_then(|level| level.parse::<usize>().ok()).unwrap_or(1);
            let Some(slot) = levels.get_mut(at.saturating_sub(1)) else { continue };
            if !matches!(name(own), "list-level-style-number" | "outline-level-style") {
                continue;
            }
            let numbering = match attr(own, "num-format").unwrap_or_default() {
                "" => None,
                "a" => Some(Numbering::LowerAlpha),
                "A" => Some(Numbering::UpperAlpha),
                "i" => Some(Numbering::LowerRoman),
                "I" => Some(Numbering::UpperRoman),
                _ => Some(Numbering::Decimal),
            };
            let (mut before, mut behind) = (
                attr(own, "num-prefix").unwrap_or_default(),
                attr(own, "num-suffix").unwrap_or_default(),
            );
            // LibreOffice says it once more, with places for the numbers: `(%1%)`.
            if let Some(format) = attr(own, "num-list-format") {
                before = &format[..format.find('%').unwrap_or(0)];
                behind = &format[format.rfind('%').map_or(format.len(), |at| at + 1)..];
            }
            let delimiter = match (before.trim(), behind.trim()) {
                ("(", ")") => Delimiter::Parentheses,
                (_, ")") => Delimiter::Parenthesis,
                _ => Delimiter::Period,
            };
            *slot = Level {
                numbering,
                delimiter,
                start: attr(own, "start-value").and_then(|start| start.parse().ok()).unwrap_or(1),
                before: before.to_owned(),
                behind: behind.to_owned(),
                shown: attr(own, "display-levels")
                    .and_then(|shown| shown.parse().ok())
                    .unwrap_or(1),
            };
        }
        Self { levels }
    }

    /// A level, from 0.
    pub(super) fn level(&self, at: usize) -> Level {
        self.levels
            .get(at.min(LEVELS - 1))
            .cloned()
            .unwrap_or(Level { start: 1, ..Level::default() })
    }

    /// The number of a heading as it is shown: `2.1`; nothing, if headings of its level have none.
    pub(super) fn shown(&self, at: usize, counters: &[u64; LEVELS]) -> Option<String> {
        let own = self.level(at);
        own.numbering?;
        let from = (at + 1).saturating_sub(own.shown.max(1));
        let parts = (from..=at).filter_map(|level| {
            let numbering = self.level(level).numbering?;
            Some(said(counters[level], numbering))
        });
        let parts: Vec<String> = parts.collect();
        Some(format!("{}{}{}", own.before, parts.join("."), own.behind).trim().to_owned())
    }
}

fn said(value: u64, numbering: Numbering) -> String {
    match numbering {
        Numbering::Decimal => value.to_string(),
        Numbering::UpperAlpha => letters(value),
        Numbering::LowerAlpha => letters(value).to_lowercase(),
        Numbering::UpperRoman => roman(value),
        Numbering::LowerRoman => roman(value).to_lowercase(),
    }
}
