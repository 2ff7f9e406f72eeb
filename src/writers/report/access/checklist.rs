//! What no program can judge.

use super::super::node::Element;
use super::terms::Terms;

/// A box to tick for every question, with what to look at.
pub(super) fn list(terms: &Terms) -> Vec<Element> {
    let items = terms.questions.iter().enumerate().map(|(number, (question, help))| {
        let id = format!("question-{}", number + 1);
        let tick = Element::new("input").attr("type", "checkbox").attr("id", &id);
        let label = Element::new("label").attr("for", &id).text(*question);
        let help = Element::new("p").text(*help);
        Element::new("li").child(tick).text(" ").child(label).child(help)
    });
    vec![
        Element::new("p").text(terms.people_help),
        Element::new("ol").class("questions").children(items),
    ]
}
