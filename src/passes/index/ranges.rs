//! Ranges: marks that begin one find those that end it.

use std::collections::BTreeMap;

use super::marks::Mark;
use crate::diagnostics::{Code, Diagnostics, nearest};
use crate::ir::{IndexPlace, MarkNames};

/// The place that each mark names, by its number; none for marks that send elsewhere and for the
/// ends of ranges. Ranges without beginning or end are reported.
pub(super) fn places(marks: &[Mark], diagnostics: &mut Diagnostics) -> Vec<Option<IndexPlace>> {
    let mut ends: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    for (number, mark) in marks.iter().enumerate() {
        let MarkNames::To { label } = &mark.names else { continue };
        if ends.insert(label, (number, false)).is_some() {
            report(
                mark,
                format!("the range `{label}` ends twice"),
                "give one of the ranges another label",
                diagnostics,
            );
        }
    }
    let mut places = Vec::new();
    let mut begun: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, mark) in marks.iter().enumerate() {
        places.push(match &mark.names {
            MarkNames::Place => Some(IndexPlace { from: mark.id.clone(), to: None }),
            MarkNames::From { label } => {
                if begun.insert(label, number).is_some() {
                    report(
                        mark,
                        format!("the range `{label}` begins twice"),
                        "give one of the ranges another label",
                        diagnostics,
                    );
                }
                let to = end(number, label, marks, &mut ends, diagnostics);
                Some(IndexPlace { from: mark.id.clone(), to })
            }
            MarkNames::To { .. } | MarkNames::See { .. } | MarkNames::SeeAlso { .. } => None,
        });
    }
    for (label, (number, _)) in ends.iter().filter(|(_, (_, found))| !found) {
        let hint = match nearest(label, begun.keys().copied()) {
            Some(candidate) => format!("did you mean `to=\"{candidate}\"`?"),
            None => format!("begin it: `{{.index from=\"{label}\"}}`"),
        };
        report(&marks[*number], format!("the range `{label}` begins nowhere"), &hint, diagnostics);
    }
    places
}

/// The id of the mark that ends what the mark with that number begins.
fn end(
    begin: usize,
    label: &str,
    marks: &[Mark],
    ends: &mut BTreeMap<&str, (usize, bool)>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let Some((number, found)) = ends.get_mut(label) else {
        report(
            &marks[begin],
            format!("the range `{label}` ends nowhere"),
            &format!("put a mark where it ends: `[]{{.index to=\"{label}\"}}`"),
            diagnostics,
        );
        return None;
    };
    *found = true;
    if *number < begin {
        report(
            &marks[begin],
            format!("the range `{label}` ends before it begins"),
            "exchange the two marks, or give one of the ranges another label",
            diagnostics,
        );
    }
    Some(marks[*number].id.clone())
}

fn report(mark: &Mark, message: String, hint: &str, diagnostics: &mut Diagnostics) {
    diagnostics.report(Code::IndexRange, mark.span, message, hint);
}
