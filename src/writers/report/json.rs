//! The report as JSON, for programs.

use std::collections::BTreeMap;

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::{Heading, chart};
use crate::inspection::{Measures, Report as Inspected};
use crate::source::{Sources, Span};

/// What was measured and found on the pages of one PDF.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct Report<'a> {
    /// Title of the book.
    title: &'a str,
    /// Its language, a BCP 47 tag.
    language: &'a str,
    /// Name of the layout.
    layout: &'a str,
    /// The whole book in figures.
    summary: Summary<'a>,
    /// Bounds beyond which a line, a row of hyphens or a picture is found fault with.
    limits: Limits,
    /// What was found, in the order of the pages.
    findings: Vec<Finding<'a>>,
    /// Every page in figures.
    pages: Vec<Page>,
}

/// The whole book in figures.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct Summary<'a> {
    /// How many findings there are.
    findings: usize,
    /// How many of them are such that the page should not be printed.
    grave: usize,
    /// How often the pages were set until they were as they are.
    passes: usize,
    /// The pages as they are.
    after: Figures<'a>,
    /// The pages before their lines were corrected; null if they were not.
    before: Option<Figures<'a>>,
}

/// Measures of all pages.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct Figures<'a> {
    /// Pages.
    pages: usize,
    /// Lines that show text of the source.
    lines: usize,
    /// Lines whose last word is broken, in percent.
    hyphenated: f64,
    /// Most hyphens in a row.
    hyphens_in_a_row: usize,
    /// Pages whose last word is broken.
    hyphens_at_page_ends: usize,
    /// Loose lines, in percent.
    loose: f64,
    /// Tight lines, in percent.
    tight: f64,
    /// Mean of the lines' mean word spaces, in em.
    space: f64,
    /// Standard deviation of the lines' mean word spaces, in em.
    evenness: f64,
    /// Standard deviation of what letters are moved apart in a line, in percent of an em.
    letterspacing: f64,
    /// Standard deviation of how wide letters are in a line, in percent of their natural width.
    letters: f64,
    /// Lines whose letters differ in width from those of the line before by more than two percent, in percent.
    contrast: f64,
    /// Mean of what hangs beyond the ends of lines, in em.
    hanging: f64,
    /// Facing pages that both go on in running text and end on different lines, in percent of such pairs.
    uneven: f64,
    /// How often each kind of finding occurs, by its code.
    counts: BTreeMap<&'a str, usize>,
}

/// Bounds.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct Limits {
    /// Mean word space in em above which a line is loose.
    loose: f64,
    /// Mean word space in em below which a line is tight.
    tight: f64,
    /// Most hyphens in a row.
    hyphens: usize,
    /// Lines over which word spaces may stand one below the other.
    river: usize,
    /// Lines that the last page of a chapter holds at least.
    chapter_end: usize,
    /// Pixels on an inch that a printed picture has at least.
    resolution: f64,
}

/// Something that a typographer would not let pass.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct Finding<'a> {
    /// The kind.
    code: &'a str,
    /// Whether the page should not be printed with it.
    grave: bool,
    /// The page, from 1.
    page: usize,
    /// The line on the page, from 1, running head and folio counted; null for the page as a whole.
    line: Option<usize>,
    /// What is read in that line.
    text: Option<&'a str>,
    /// Where it stands in the source; null for what the layout sets.
    source: Option<Location>,
    /// What is wrong.
    message: &'a str,
    /// Why it could not be corrected; null if nothing is known.
    reason: Option<&'a str>,
}

/// A place in the source; lines and columns count from 1, columns in characters.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct Location {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    /// Behind the last character.
    end_column: usize,
}

/// A page in figures.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct Page {
    /// Its number, from 1.
    page: usize,
    /// Its lines.
    lines: usize,
    /// Those whose last word is broken.
    hyphenated: usize,
    /// Mean word space of its justified lines in em; null without any.
    space: Option<f64>,
    /// Least and greatest mean word space of a line.
    tightest: Option<f64>,
    loosest: Option<f64>,
}

/// The report as JSON in UTF-8, a line end at its end.
#[must_use]
pub fn json(report: &Inspected, sources: &Sources, heading: &Heading<'_>) -> Vec<u8> {
    let written = Report {
        title: heading.title,
        language: heading.language,
        layout: &report.layout,
        summary: summary(report),
        limits: Limits {
            loose: report.limits.loose,
            tight: report.limits.tight,
            hyphens: report.limits.hyphens,
            river: report.limits.river,
            chapter_end: report.limits.chapter_end,
            resolution: report.limits.resolution,
        },
        findings: findings(report, sources),
        pages: pages(report),
    };
    let mut bytes = serde_json::to_vec_pretty(&written).expect("a report is always JSON");
    bytes.push(b'\n');
    bytes
}

/// The JSON Schema of [`json`], which `docs/report.schema.json` holds.
#[cfg(test)]
pub fn schema() -> String {
    let schema = schemars::schema_for!(Report<'static>);
    serde_json::to_string_pretty(&schema).expect("a schema is always JSON")
}

fn summary(report: &Inspected) -> Summary<'_> {
    Summary {
        findings: report.findings.len(),
        grave: report.findings.iter().filter(|finding| finding.flaw.is_grave()).count(),
        passes: report.passes,
        after: figures(&report.measures),
        before: report.before.as_ref().map(figures),
    }
}

fn figures(measures: &Measures) -> Figures<'_> {
    Figures {
        pages: measures.pages,
        lines: measures.lines,
        hyphenated: rounded(measures.hyphenated),
        hyphens_in_a_row: measures.hyphens_in_a_row,
        hyphens_at_page_ends: measures.hyphens_at_page_ends,
        loose: rounded(measures.loose),
        tight: rounded(measures.tight),
        space: rounded(measures.space),
        evenness: rounded(measures.evenness),
        letterspacing: rounded(measures.letterspacing),
        letters: rounded(measures.letters),
        contrast: rounded(measures.contrast),
        hanging: rounded(measures.hanging),
        uneven: rounded(measures.uneven),
        counts: measures.flaws.iter().map(|(name, count)| (*name, *count)).collect(),
    }
}

/// To the ten-thousandth: what is beyond comes from sums and is no measure.
fn rounded(value: f64) -> f64 {
    if value.is_finite() { (value * 1e4).round() / 1e4 } else { 0.0 }
}

fn findings<'a>(report: &'a Inspected, sources: &Sources) -> Vec<Finding<'a>> {
    let of = |finding: &'a crate::inspection::Finding| {
        let page = report.pages.pages.get(finding.page);
        let line = finding.line.and_then(|line| page?.lines.get(line));
        Finding {
            code: finding.flaw.as_str(),
            grave: finding.flaw.is_grave(),
            page: finding.page + 1,
            line: finding.line.map(|line| line + 1),
            text: line.map(|line| line.text.as_str()),
            source: finding.span.map(|span| place(sources, span)),
            message: &finding.message,
            reason: finding.reason.as_deref(),
        }
    };
    report.findings.iter().map(of).collect()
}

fn place(sources: &Sources, span: Span) -> Location {
    let place = sources.place(span);
    Location {
        file: place.file,
        line: place.line,
        column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
    }
}

fn pages(report: &Inspected) -> Vec<Page> {
    let pages = report.pages.pages.iter().enumerate();
    pages
        .map(|(index, page)| {
            let spaces = chart::spaces(page);
            Page {
                page: index + 1,
                lines: report.pages.text(index).count(),
                hyphenated: page.lines.iter().filter(|line| line.end.is_hyphen()).count(),
                space: spaces.map(|spaces| rounded(spaces.1)),
                tightest: spaces.map(|spaces| rounded(spaces.0)),
                loosest: spaces.map(|spaces| rounded(spaces.2)),
            }
        })
        .collect()
}
