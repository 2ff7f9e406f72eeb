//! What a book offers to those who cannot read print, in words.

use super::Words;
use super::facts::outside;
use crate::ir::Accessibility;
use crate::publication::{Offers, Publication};
use crate::xml::{Element, Node};

/// The paragraph of the editor, then what the e-book offers; nothing of a book without an e-book.
pub(super) fn said(words: &Words<'_>, publication: &Publication) -> Option<Element> {
    let offers = publication.offers.as_ref()?;
    let known = &publication.metadata.accessibility;
    let summary = known.summary.as_ref().map(|said| Element::new("p").text(&**said));
    let points = points(words, known, offers);
    let list = Element::new("ul")
        .children(points.into_iter().map(|point| Element::new("li").children(point)));
    Some(Element::new("div").children(summary).child(list))
}

fn points(words: &Words<'_>, known: &Accessibility, offers: &Offers) -> Vec<Vec<Node>> {
    let terms = words.terms;
    let text = |said: &str| vec![Node::Text(said.to_owned())];
    let mut points = Vec::new();
    if known.conforms {
        points.push(text(terms.conforms));
    }
    points.extend(certified(words, known));
    if let Some(exemption) = &known.exemption {
        points.push(text(&(terms.exemption)(exemption)));
    }
    let whole = offers.sufficient.iter().any(|one| one.trim() == "textual");
    points.push(text(if whole { terms.readable } else { terms.not_readable }));
    for feature in &offers.features {
        // Values without words of ours are told by their names in the vocabulary.
        match (terms.feature)(feature) {
            Some(said) => points.push(text(said)),
            None if matches!(feature.as_str(), "none" | "unknown") => {}
            None => points.push(vec![Element::new("code").text(&**feature).into()]),
        }
    }
    points.extend(offers.hazards.iter().filter_map(|hazard| (terms.hazard)(hazard)).map(text));
    points.dedup();
    points
}

fn certified(words: &Words<'_>, known: &Accessibility) -> Option<Vec<Node>> {
    let by = known.certified_by.as_ref()?;
    let on = known.certified_on.map(|date| format!(", {}", (words.books.date)(date)));
    let said = format!("{} {by}{}", words.terms.certified_by, on.unwrap_or_default());
    let mut nodes = vec![Node::Text(said)];
    for more in [&known.credential, &known.report].into_iter().flatten() {
        nodes.push(Node::Text(" · ".into()));
        nodes.push(outside(more, more));
    }
    Some(nodes)
}
