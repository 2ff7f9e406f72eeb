//! The pages as they are set, as data, and what is wrong with them.
//!
//! [`Pages`] tells every line of every page: where it stands, how it ends, how wide its spaces are,
//! which place of the source it shows. [`inspect`] looks at them as a typographer does; [`Report`]
//! holds what was measured and found. Nothing here knows who laid the pages out.

mod area;
mod finding;
mod look;
mod measures;
mod pages;
mod wish;

pub use area::{Mark, MarkKind, Rectangle, look_at_marks};
pub use finding::{Finding, Flaw};
pub use look::inspect;
pub use measures::Measures;
pub use pages::{End, Line, Page, Pages, Paragraph, Part};

pub use wish::{Pin, Wish};

use serde::Serialize;

/// What is measured and found on the pages of one PDF.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The layout's name.
    pub layout: String,
    /// What the pages measure.
    pub measures: Measures,
    /// What they measured before they were corrected; none if they were not.
    pub before: Option<Measures>,
    /// How often the pages were set until they were as they are.
    pub passes: usize,
    /// The bounds that were looked at.
    pub limits: Limits,
    /// What is wrong, in the order of the pages.
    pub findings: Vec<Finding>,
    /// The pages.
    pub pages: Pages,
}

impl Report {
    /// Takes in what was found otherwise.
    pub fn add(&mut self, findings: impl IntoIterator<Item = Finding>) {
        for finding in findings {
            *self.measures.flaws.entry(finding.flaw.as_str()).or_default() += 1;
            self.findings.push(finding);
        }
        self.findings.sort_by_key(|one| (one.page, one.line, one.flaw));
    }

    /// Takes in what was found of marks on the pages, at the lines that show the same place; what
    /// is known of a line as too long is not told twice.
    pub fn add_of_marks(&mut self, findings: impl IntoIterator<Item = Finding>) {
        let placed = findings.into_iter().map(|finding| {
            let lines = self.pages.pages.get(finding.page).map_or(&[][..], |page| &page.lines);
            let shows = |line: &Line| {
                let both = line.span.zip(finding.span);
                both.is_some_and(|(line, mark)| {
                    line.file == mark.file && line.start <= mark.start && mark.start < line.end
                })
            };
            Finding { line: lines.iter().position(shows), ..finding }
        });
        let overfull = |one: &Finding| {
            let known = |other: &Finding| {
                other.flaw == Flaw::Overfull && (other.page, other.line) == (one.page, one.line)
            };
            one.flaw == Flaw::OutsideArea && one.line.is_some() && self.findings.iter().any(known)
        };
        let new: Vec<Finding> = placed.filter(|one| !overfull(one)).collect();
        self.add(new);
    }
}

/// Mean word space in em above which a line is loose: two thirds more than the quarter em of most fonts. The bound by which
/// pages were measured from outside since the first design; set by judgement, not measured with readers.
pub const LOOSE: f64 = 0.42;

/// Bounds beyond which a line, a row of hyphens or a picture is found fault with.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Limits {
    /// Mean word space in em above which a line is loose.
    pub loose: f64,
    /// Mean word space in em below which a line is tight.
    pub tight: f64,
    /// Most hyphens in a row.
    pub hyphens: usize,
    /// Lines over which spaces may stand one below the other.
    pub river: usize,
    /// Lines that the last page of a chapter holds at least.
    pub chapter_end: usize,
    /// Pixels on an inch that a printed picture has at least.
    pub resolution: f64,
}

impl Default for Limits {
    /// Tight is below what any shipped layout shrinks a word space to (0.72 of a quarter em: 0.18). Two hyphens in a row are what the style sheet asks of reading systems, too
    /// (`hyphenate-limit-lines`; T36 of `docs/typography.md`). 300 pixels on an inch is what printers ask for. Over how many lines a river is seen was set
    /// by judgement; that the last page of a chapter holds five lines at least is the rule of many houses.
    fn default() -> Self {
        Self { loose: LOOSE, tight: 0.15, hyphens: 2, river: 3, chapter_end: 5, resolution: 300.0 }
    }
}

#[cfg(test)]
mod tests;
