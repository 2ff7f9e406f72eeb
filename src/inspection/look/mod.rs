//! Looks at pages as a typographer does.

pub(super) mod depth;
mod ends;
mod pages;
mod texture;

use super::{Finding, Flaw, Limits, Line, Measures, Pages, Report};

/// Looks at the pages of a PDF; `known` is what was found otherwise, such as characters without a
/// glyph.
#[must_use]
pub fn inspect(layout: &str, pages: Pages, limits: Limits, known: Vec<Finding>) -> Report {
    let mut look = Look { pages: &pages, limits, findings: known };
    look.lines();
    look.hyphens();
    look.page_ends();
    look.headings();
    look.captions();
    look.register();
    look.depth();
    look.last_lines();
    look.stacks();
    look.rivers();
    let mut findings = look.findings;
    findings.sort_by_key(|one| (one.page, one.line, one.flaw));
    let measures = Measures::measure(&pages, &findings, limits.loose, limits.tight);
    let layout = layout.to_owned();
    Report { layout, measures, before: None, passes: 1, limits, findings, pages }
}

struct Look<'a> {
    pages: &'a Pages,
    limits: Limits,
    findings: Vec<Finding>,
}

/// A line with its page and its index there.
type Placed<'a> = (usize, usize, &'a Line);

impl<'a> Look<'a> {
    fn found(&mut self, flaw: Flaw, at: (usize, usize), message: String) {
        let span = self.pages.line(at).span;
        let (page, line) = (at.0, Some(at.1));
        self.findings.push(Finding { flaw, page, line, span, message, reason: None });
    }

    /// All lines that show text of the source.
    fn text(&self) -> impl Iterator<Item = Placed<'a>> + use<'a> {
        let pages = self.pages;
        (0..pages.pages.len())
            .flat_map(move |page| pages.text(page).map(move |(index, line)| (page, index, line)))
    }

    /// The lines of every paragraph.
    fn paragraphs(&self) -> impl Iterator<Item = Vec<Placed<'a>>> + use<'a> {
        let pages = self.pages;
        pages.paragraphs.iter().map(move |paragraph| {
            paragraph.lines.iter().map(|at| (at.0, at.1, pages.line(*at))).collect()
        })
    }
}

/// The last word of a line and the first of one, without the signs around them.
fn last_word(line: &Line) -> &str {
    bare(line.text.split_whitespace().next_back().unwrap_or(""))
}

fn first_word(line: &Line) -> &str {
    bare(line.text.split_whitespace().next().unwrap_or(""))
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}
