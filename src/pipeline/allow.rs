//! Findings that the manifest allows at a place.

use crate::diagnostics::{Code, Diagnostic};
use crate::edition::Allowance;
use crate::source::{Sources, Span};
use crate::storage::Folder;

/// Takes out the diagnostics that an `[[allow]]` names; returns which of them named one.
pub(super) fn retain(
    diagnostics: &mut Vec<Diagnostic>,
    allowances: &[Allowance],
    sources: &Sources,
    folder: &dyn Folder,
) -> Vec<bool> {
    let mut used = vec![false; allowances.len()];
    let of = |allowance: &Allowance| places(&allowance.file, &allowance.text, sources, folder);
    let places: Vec<Vec<Span>> = allowances.iter().map(of).collect();
    let mut allowed = |code: Code, span: Span| {
        let at = allowances.iter().zip(&places).position(|(allowance, places)| {
            allowance.code == code && places.iter().any(|place| overlap(*place, span))
        });
        at.inspect(|&at| used[at] = true).is_some()
    };
    diagnostics.retain_mut(|diagnostic| {
        if !diagnostic.code.is_lint() {
            return true;
        }
        let code = diagnostic.code;
        diagnostic.also.retain(|span| !allowed(code, *span));
        if !allowed(code, diagnostic.span) {
            return true;
        }
        // The next place of several stands for all.
        if diagnostic.also.is_empty() {
            return false;
        }
        diagnostic.span = diagnostic.also.remove(0);
        true
    });
    used
}

/// Tells of the allowances that allow nothing.
pub(super) fn unused(allowances: &[Allowance], used: &[bool]) -> Vec<Diagnostic> {
    let idle = allowances.iter().zip(used).filter(|(_, used)| !**used);
    idle.map(|(allowance, _)| {
        Diagnostic::new(
            Code::UnusedAllowance,
            allowance.span,
            format!("nothing is found that `{}` would allow here", allowance.code),
            "take the entry out; or write `text` as the file has it, with all its marks",
        )
    })
    .collect()
}

/// Where words of a file stand.
pub(super) fn places(file: &str, words: &str, sources: &Sources, folder: &dyn Folder) -> Vec<Span> {
    let path = folder.shown(file);
    sources.find(&path).map_or_else(Vec::new, |file| {
        let text = sources.file(file).text();
        let found = text.match_indices(words);
        found.map(|(at, words)| Span::new(file, at..at + words.len())).collect()
    })
}

fn overlap(a: Span, b: Span) -> bool {
    a.file == b.file && a.start < b.end.max(b.start + 1) && b.start < a.end
}
