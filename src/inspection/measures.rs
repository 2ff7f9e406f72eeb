//! What is measured over all pages.

use std::collections::BTreeMap;

use serde::Serialize;

use super::look::depth;
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
    /// Standard deviation of what letters are moved apart in a line, in percent of an em.
    pub letterspacing: f64,
    /// Standard deviation of how wide letters are in a line, in percent of their natural width.
    pub letters: f64,
    /// Lines whose letters are wider or narrower than those of the line before in the paragraph by more than
    /// [`CONTRAST`], in percent of those that have one before them.
    pub contrast: f64,
    /// Mean of what hangs beyond the ends of lines, in em.
    pub hanging: f64,
    /// Pages that face each other, both of which go on in running text, and that end on different lines, in percent of
    /// such pairs.
    pub uneven: f64,
    /// How often each flaw occurs; those that do not are 0.
    pub flaws: BTreeMap<&'static str, usize>,
}

/// Difference of the widths of letters in neighbouring lines, as a part of their natural width, from which on it
/// may be seen.
const CONTRAST: f64 = 0.02;

impl Measures {
    /// Measures pages, of which this was found.
    pub(super) fn measure(pages: &Pages, findings: &[Finding], loose: f64, tight: f64) -> Self {
        let lines: Vec<&Line> = (0..pages.pages.len())
            .flat_map(|page| pages.text(page).map(|(_, line)| line))
            .collect();
        let spaces: Vec<f64> =
            lines.iter().filter(|line| is_measured(line)).map(|line| line.space).collect();
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let (space, evenness) = mean_and_deviation(&spaces);
        let of_letters = |of: fn(&Line) -> f64| {
            let all: Vec<f64> =
                lines.iter().filter(|line| is_measured(line)).map(|line| of(line)).collect();
            100.0 * mean_and_deviation(&all).1
        };
        let (pairs, apart) = neighbours(pages);
        let measured = lines.iter().filter(|line| is_measured(line));
        let hanging: Vec<f64> = measured.map(|line| line.hangs.1 / line.size).collect();
        let (spreads, uneven) = depth::facing(pages);
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
            evenness,
            letterspacing: of_letters(|line| line.tracking),
            letters: of_letters(|line| line.scale),
            contrast: percent(apart, pairs),
            hanging: mean_and_deviation(&hanging).0,
            uneven: percent(uneven, spreads),
            flaws,
        }
    }
}

/// The mean of some numbers, and their standard deviation.
fn mean_and_deviation(all: &[f64]) -> (f64, f64) {
    let count = all.len().max(1) as f64;
    let mean = all.iter().sum::<f64>() / count;
    let variance = all.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / count;
    // The sum of no numbers is -0.
    (mean + 0.0, variance.sqrt() + 0.0)
}

/// How many justified lines have another before them in the paragraph, and of how many the letters differ from that.
fn neighbours(pages: &Pages) -> (usize, usize) {
    let (mut pairs, mut apart) = (0, 0);
    for paragraph in &pages.paragraphs {
        let lines: Vec<&Line> = paragraph.lines.iter().map(|at| pages.line(*at)).collect();
        let both = lines.windows(2).filter(|pair| pair.iter().all(|line| is_measured(line)));
        for pair in both {
            pairs += 1;
            apart += usize::from((pair[0].scale - pair[1].scale).abs() > CONTRAST);
        }
    }
    (pairs, apart)
}

/// Whether the word spaces of a line are measured.
pub(super) fn is_measured(line: &Line) -> bool {
    line.justified && line.spaces > 0 && line.end != End::Last && line.part != Part::Furniture
}
