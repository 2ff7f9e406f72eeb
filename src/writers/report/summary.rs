//! The figures of the whole book, before and after the correction.

use super::node::Element;
use super::terms::Terms;
use crate::inspection::{Flaw, Measures, Report};

/// A measure as text, in the order of [`Terms::measures`].
fn values(measures: &Measures, terms: &Terms) -> [String; 14] {
    let percent = |value: f64| format!("{}\u{202f}%", terms.number(value, 1));
    let em = |value: f64| format!("{}\u{202f}em", terms.number(value, 3));
    [
        measures.pages.to_string(),
        measures.lines.to_string(),
        percent(measures.hyphenated),
        measures.hyphens_in_a_row.to_string(),
        measures.hyphens_at_page_ends.to_string(),
        percent(measures.loose),
        percent(measures.tight),
        em(measures.space),
        em(measures.evenness),
        format!("{}\u{202f}% em", terms.number(measures.letterspacing, 2)),
        format!("{}\u{202f}%", terms.number(measures.letters, 2)),
        percent(measures.contrast),
        em(measures.hanging),
        percent(measures.uneven),
    ]
}

/// A table with a row for every measure and for every kind of finding that occurs or occurred.
pub(super) fn table(report: &Report, terms: &Terms) -> Element {
    let before = report.before.as_ref();
    let now = values(&report.measures, terms);
    let then = before.map(|measures| values(measures, terms));
    let measures = terms
        .measures
        .iter()
        .zip(now)
        .enumerate()
        .map(|(n, (name, now))| row(name, then.as_ref().map(|then| then[n].clone()), now));
    let count = |measures: &Measures, flaw: Flaw| {
        measures.flaws.get(flaw.as_str()).copied().unwrap_or_default()
    };
    let flaws = Flaw::ALL.iter().filter_map(|flaw| {
        let (now, then) = (count(&report.measures, *flaw), before.map(|b| count(b, *flaw)));
        let occurs = now > 0 || then.is_some_and(|then| then > 0);
        occurs.then(|| row(terms.name(*flaw), then.map(|n| n.to_string()), now.to_string()))
    });
    let heading = |text: &str| Element::new("th").attr("scope", "col").text(text);
    let head = Element::new("tr")
        .child(heading(terms.measure))
        .children(before.map(|_| heading(terms.before)))
        .child(heading(terms.after));
    Element::new("table")
        .child(Element::new("thead").child(head))
        .child(Element::new("tbody").children(measures.chain(flaws)))
}

fn row(name: &str, then: Option<String>, now: String) -> Element {
    let better = then.as_ref().is_some_and(|then| *then != now);
    let now = Element::new("td").text(now);
    Element::new("tr")
        .child(Element::new("th").attr("scope", "row").text(name))
        .children(then.map(|then| Element::new("td").text(then)))
        .child(if better { now.class("changed") } else { now })
}
