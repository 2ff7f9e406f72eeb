//! What is measured over all pages.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{End, Finding, Flaw, Line, Pages, Part};

/// Measures of a set book.
///
/// Lines are those of the text, notes and all else that comes from the source. Word spaces are
/// measured on justified lines, be it the only one beside a long word or an address.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measures {
    /// Pages.
    pub pages: usize,
    /// Lines.
    pub lines: usize,
    /// Lines whose last word is broken, in percent.
    pub hyphenated: f64,
    /// Most hyphens in a row.
    pub hyphens_in_a_row: usize,
    /// Pages whose last word is broken.
    pub hyphens_at_page_ends: usize,
    /// Loose lines, in percent of those that are measured.
    pub loose: f64,
    /// Tight lines, likewise.
    pub tight: f64,
    /// Mean of the lines' mean word spaces, in em.
    pub space: f64,
    /// Their standard deviation, in em.
    pub evenness: f64,
    /// How often each flaw occurs; those that do not are 0.
    pub flaws: BTreeMap<&'static str, usize>,
}

impl Measures {
    /// Measures pages, of which this was found.
    pub(super) fn measure(pages: &Pages, findings: &[Finding], loose: f64, tight: f64) -> Self {
        let lines: Vec<&Line> = (0..pages.pages.len())
            .flat_map(|page| pages.text(page).map(|(_, line)| line))
            .collect();
        let spaces: Vec<f64> =
            lines.iter().filter(|line| is_measured(line)).map(|line| line.space).collect();
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let space = spaces.iter().sum::<f64>() / spaces.len().max(1) as f64;
        let variance =
            spaces.iter().map(|s| (s - space).powi(2)).sum::<f64>() / spaces.len().max(1) as f64;
        let hyphens = lines.iter().filter(|line| line.end.is_hyphen()).count();
        let in_a_row = |column: Vec<(usize, usize, &Line)>| {
            column
                .chunk_by(|a, b| a.2.end.is_hyphen() == b.2.end.is_hyphen())
                .filter(|row| row[0].2.end.is_hyphen())
                .map(<[_]>::len)
                .max()
        };
        let row = pages.columns().filter_map(in_a_row).max();
        let mut flaws: BTreeMap<&'static str, usize> =
            Flaw::ALL.iter().map(|flaw| (flaw.as_str(), 0)).collect();
        for finding in findings {
            *flaws.entry(finding.flaw.as_str()).or_default() += 1;
        }
        Self {
            pages: pages.pages.len(),
            lines: lines.len(),
            hyphenated: percent(hyphens, lines.len()),
            hyphens_in_a_row: row.unwrap_or(0),
            hyphens_at_page_ends: flaws[Flaw::PageHyphen.as_str()],
            loose: percent(spaces.iter().filter(|s| **s > loose).count(), spaces.len()),
            tight: percent(spaces.iter().filter(|s| **s < tight).count(), spaces.len()),
            space,
            // The sum of no numbers is -0.
            evenness: variance.sqrt() + 0.0,
            flaws,
        }
    }
}

/// Whether the word spaces of a line are measured.
pub(super) fn is_measured(line: &Line) -> bool {
    line.justified && line.spaces > 0 && line.end != End::Last && line.part != Part::Furniture
}
