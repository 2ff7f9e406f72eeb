//! The beginning of a text, to be read by those who do not have it yet.

use crate::diff::{Kind, Passage, Style, Text};
use crate::xml::{Element, Node, Syntax};

/// Fewest words of a section that is begun with: what is shorter is a motto or a dedication.
const WORTH: usize = 60;
/// About how many words are shown.
const WORDS: usize = 500;
/// What share of the words of a text is shown at most, but for the first paragraph, which may be half of it.
const SHARE: f64 = 0.2;

/// Headings, paragraphs and verse from the first section that is long enough, as elements of HTML without a page around them; none of a text
/// that is too short to be shown in part.
pub(super) fn of(text: &Text) -> Option<String> {
    let count = |passage: &Passage| passage.words.list.len();
    let all: usize = text.passages.iter().map(count).sum();
    let most = ((all as f64 * SHARE) as usize).min(WORDS);
    let length = |section: usize| -> usize {
        text.passages.iter().filter(|one| one.section == section).map(count).sum()
    };
    let section = (0..text.sections.len()).find(|section| length(*section) >= WORTH)?;
    let mut shown = 0;
    let mut parts = Vec::new();
    for passage in text.passages.iter().filter(|passage| passage.section == section) {
        let heading = passage.kind == Kind::Heading;
        let too_long =
            if shown == 0 { count(passage) > all / 2 } else { shown + count(passage) > most };
        if !heading && too_long {
            break;
        }
        let part = match passage.kind {
            Kind::Heading => Element::new("h2").children(words(passage)),
            Kind::Paragraph => Element::new("p").children(words(passage)),
            Kind::Verse => Element::new("p").attr("class", "verse").children(words(passage)),
            Kind::Break => Element::new("hr"),
            _ => break,
        };
        shown += if heading { 0 } else { count(passage) };
        parts.push(part);
    }
    // A heading that nothing stands below is no beginning.
    while parts.last().is_some_and(|part| part.name == "h2") {
        parts.pop();
    }
    let any = parts.iter().any(|part| part.name == "p") && most > 0;
    any.then(|| parts.iter().map(|part| part.fragment(Syntax::Html) + "\n").collect())
}

/// The words of a passage as text with what is stressed in it.
fn words(passage: &Passage) -> Vec<Node> {
    let [stressed, strong] = [Style::NAMES[0].0, Style::NAMES[1].0];
    let mut nodes: Vec<Node> = Vec::new();
    let mut before = Style::default();
    for (number, token) in passage.words.tokens().enumerate() {
        if token.text == "\n" {
            nodes.push(Element::new("br").into());
            continue;
        }
        let space = if token.spaced && number > 0 { " " } else { "" };
        let name = if token.style == stressed {
            Some("em")
        } else {
            (token.style == strong).then_some("strong")
        };
        match (nodes.last_mut(), name) {
            (Some(Node::Element(last)), Some(name))
                if last.name == name && before == token.style =>
            {
                last.children.push(Node::Text(format!("{space}{}", token.text)));
            }
            (_, Some(name)) => {
                if !space.is_empty() {
                    nodes.push(Node::Text(space.to_owned()));
                }
                nodes.push(Element::new(name).text(token.text).into());
            }
            (Some(Node::Text(last)), None) => {
                last.push_str(space);
                last.push_str(token.text);
            }
            (_, None) => nodes.push(Node::Text(format!("{space}{}", token.text))),
        }
        before = token.style;
    }
    nodes
}
