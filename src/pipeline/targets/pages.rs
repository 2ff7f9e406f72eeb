//! What is told of the pages of a PDF at the end of a build, and what keeps them from being released.

use std::fmt::Write as _;

use crate::diagnostics::{Code, Diagnostic};
use crate::inspection::{Finding, Flaw, Measures, Report};
use crate::source::{Sources, Span};

/// So many grave findings are told one by one.
const TOLD: usize = 12;

/// The measures of the pages in a line, those before the correction in brackets; what was found
/// below it.
pub(super) fn told(report: &Report, sources: &Sources) -> String {
    let mut out = format!("  {}\n", measures(&report.measures, report.before.as_ref()));
    let counts = Flaw::ALL.iter().filter_map(|flaw| {
        let count = report.measures.flaws.get(flaw.as_str()).copied().filter(|count| *count > 0)?;
        Some(format!("{count} {flaw}", flaw = flaw.as_str()))
    });
    let counts: Vec<String> = counts.collect();
    if !counts.is_empty() {
        writeln!(out, "  found: {}", counts.join(", ")).expect("a string takes all");
    }
    let grave: Vec<&Finding> = report.findings.iter().filter(|one| one.flaw.is_grave()).collect();
    for finding in grave.iter().take(TOLD) {
        writeln!(out, "    {}", one(finding, sources)).expect("a string takes all");
    }
    if grave.len() > TOLD {
        writeln!(out, "    and {} more: see `--report`", grave.len() - TOLD)
            .expect("a string takes all");
    }
    out
}

fn measures(now: &Measures, before: Option<&Measures>) -> String {
    let with = |shown: String, then: Option<String>| match then {
        Some(then) if then != shown => format!("{shown} ({then})"),
        _ => shown,
    };
    let each = |of: &dyn Fn(&Measures) -> String| with(of(now), before.map(of));
    format!(
        "{} lines: hyphenated {}, in a row {}, at page ends {}, loose {}, evenness {}",
        now.lines,
        each(&|m| format!("{:.1} %", m.hyphenated)),
        each(&|m| m.hyphens_in_a_row.to_string()),
        each(&|m| m.hyphens_at_page_ends.to_string()),
        each(&|m| format!("{:.1} %", m.loose)),
        each(&|m| format!("{:.3} em", m.evenness)),
    )
}

/// `p. 12, text/a.dj:3:7: loose: the mean word space is 0.46 em`
fn one(finding: &Finding, sources: &Sources) -> String {
    let place = finding.span.map_or_else(String::new, |span| {
        let place = sources.place(span);
        format!(", {}:{}:{}", place.file, place.line, place.column)
    });
    let reason = finding.reason.as_ref().map_or_else(String::new, |why| format!("; {why}"));
    let (page, flaw) = (finding.page + 1, finding.flaw.as_str());
    format!("p. {page}{place}: {flaw}: {}{reason}", finding.message)
}

/// The grave findings as errors; `whole` stands for what has no place in the source.
pub(super) fn errors(report: &Report, whole: Span) -> impl Iterator<Item = Diagnostic> {
    let grave = report.findings.iter().filter(|finding| finding.flaw.is_grave());
    grave.map(move |finding| {
        Diagnostic::new(
            Code::PageFlaw,
            finding.span.unwrap_or(whole),
            format!(
                "on page {} of `{}`: {} (`{}`)",
                finding.page + 1,
                report.layout,
                finding.message,
                finding.flaw.as_str()
            ),
            "decide on the lines by `[[typography.corrections]]`, change the text, or build without `--strict`",
        )
    })
}
