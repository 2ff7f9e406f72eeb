//! Half titles: a title that stands twice with nothing between, on a leaf of its own and above its text, and the book's title above
//! the first heading of a part. The one above is the leaf's.

use super::headings::Heading;
use super::source::{Role, Source};
use crate::import::report::{Report, quote};
use crate::import::topic::Topic;

/// Sets headings aside that say again what the next one says, or what the book is called.
pub(super) fn set_aside(
    source: &mut Source,
    title: &str,
    found: &mut Vec<(usize, Heading)>,
    report: &mut Report,
) {
    let title = key(title);
    let said = |source: &Source, heading: &Heading| {
        let start = heading.number.as_ref().unwrap_or(&heading.title).start;
        start..heading.title.end.max(start).min(source.text.len())
    };
    let mut leaves: Vec<usize> = Vec::new();
    for n in 1..found.len() {
        let (above, below) = (&found[n - 1], &found[n]);
        let own = said(source, &above.1);
        let words = key(&source.text[own.clone()]);
        let number = below.1.number.clone().map(|number| key(&source.text[number]));
        let again = words == key(&source.text[said(source, &below.1)])
            || Some(&words) == number.as_ref()
            || words == title;
        let last = source.item_at(own.end.saturating_sub(1).max(own.start));
        let between = source.lines.get(last + 1..below.0).unwrap_or_default();
        let is_text = |role: Role| matches!(role, Role::Text | Role::Block | Role::Notes);
        if words.is_empty() || !again || between.iter().any(|line| is_text(line.role)) {
            continue;
        }
        let message = format!("half title set aside: {}", quote(&source.text[own.clone()]));
        report.sure(own.start, Topic::Leftover, message);
        for line in above.0..=last {
            source.lines[line].role = Role::Leftover("half title");
        }
        leaves.push(above.0);
    }
    found.retain(|(line, _)| leaves.binary_search(line).is_err());
}

/// Letters and digits alone, in small letters.
fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
