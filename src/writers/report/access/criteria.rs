//! The standards and the law, point by point.

use super::super::node::Element;
use super::Subject;
use super::html::{cell, row_head, table};
use super::terms::Terms;
use crate::accessibility::Gap;

/// Who can tell whether a criterion is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Judge {
    /// umbruch sees to it and looks.
    Program,
    /// A person has to look, too.
    Person,
    /// There is nothing in the book to which it could apply.
    Nobody,
}

/// The criteria of WCAG 2.2 at levels A and AA that concern a book of text and pictures. The clause of
/// EN 301 549 (v3.2.1, chapter 10) is the number with `10.` before it.
pub(super) const CRITERIA: [(&str, Judge); 22] = [
    ("1.1.1", Judge::Person),
    ("1.2", Judge::Nobody),
    ("1.3.1", Judge::Program),
    ("1.3.2", Judge::Person),
    ("1.3.3", Judge::Person),
    ("1.4.1", Judge::Person),
    ("1.4.3", Judge::Program),
    ("1.4.4", Judge::Program),
    ("1.4.5", Judge::Person),
    ("1.4.10", Judge::Program),
    ("1.4.11", Judge::Person),
    ("1.4.12", Judge::Program),
    ("2.1.1", Judge::Program),
    ("2.2.2", Judge::Program),
    ("2.3.1", Judge::Program),
    ("2.4.2", Judge::Program),
    ("2.4.4", Judge::Person),
    ("2.4.5", Judge::Program),
    ("2.4.6", Judge::Person),
    ("3.1.1", Judge::Program),
    ("3.1.2", Judge::Person),
    ("4.1.2", Judge::Program),
];

/// A row for every criterion.
pub(super) fn standards(gaps: &[Gap], terms: &Terms) -> Vec<Element> {
    let rows = CRITERIA.iter().zip(terms.criterion_names).map(|((number, judge), (name, how))| {
        let missed = gaps.iter().filter(|gap| gap.criterion == *number).count();
        let state = match judge {
            _ if missed > 0 => cell(format!("{}: {missed}", terms.missed)).class("bad"),
            Judge::Program => cell(terms.by_program),
            Judge::Person => cell(terms.by_person).class("look"),
            Judge::Nobody => cell(terms.not_applicable).class("no"),
        };
        let clause = cell(format!("10.{number}"));
        vec![row_head(format!("{number} {name}")), clause, state, cell(how)]
    });
    let heads = [terms.criterion, "EN 301 549", terms.state, terms.how];
    vec![Element::new("p").text(terms.criteria_help), table(terms.criteria, &heads, rows.collect())]
}

/// The requirements of the European Accessibility Act on e-books (Directive (EU) 2019/882, annex I,
/// section IV, letter f).
pub(super) fn law(subject: &Subject<'_>, terms: &Terms) -> Vec<Element> {
    let numbers = ["i", "ii", "iii", "iv", "v", "vi"];
    let rows = numbers.iter().zip(terms.requirements).map(|(number, (requirement, how))| {
        vec![row_head(format!("({number}) {requirement}")), cell(how)]
    });
    let mut parts = vec![Element::new("p").text(terms.law_help)];
    parts.extend(
        subject
            .stated("a11y:exemption")
            .map(|exemption| Element::new("p").text(format!("{}: {exemption}", terms.exemption))),
    );
    parts.push(table(terms.law, &[terms.requirement, terms.how], rows.collect()));
    parts
}
