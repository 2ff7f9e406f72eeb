//! Where the text was found: an address or the name of a site in the text itself.

use super::outline::Outline;
use super::source::Source;
use crate::import::address::{is_url, url_in};
use crate::import::report::{Report, quote};
use crate::import::topic::Topic;

/// For the table `[source]`.
#[derive(Debug, Default)]
pub(super) struct Provenance {
    pub(super) url: Option<String>,
    pub(super) note: Option<String>,
}

/// Endings of site names that are believed without `http`.
const ENDINGS: &[&str] = &[
    "org", "net", "com", "de", "at", "ch", "info", "eu", "fr", "uk", "it", "es", "nl", "be", "us",
    "cc",
];

/// Looks for an address in the lines set aside and for a site in the preface.
pub(super) fn read(source: &Source, outline: &Outline, report: &mut Report) -> Provenance {
    let url = source.draft.record.url.clone();
    let mut found = Provenance { url, ..Provenance::default() };
    let preface = outline.sections.iter().find(|s| s.found_on_page);
    let texts = preface.into_iter().flat_map(|s| s.texts(source));
    let site = texts.filter_map(|p| site_clause(&source.text[p.clone()]).map(|c| (p.start, c)));
    if let Some((start, clause)) = site.take(1).next() {
        report.sure(start, Topic::Source, format!("note on the source {}", quote(&clause)));
        if found.url.is_none() {
            found.url = url_in(&clause);
        }
        found.note = Some(clause);
    }
    found
}

/// The clause that names a site: `Text gefunden auf marxists.org` of `Text gefunden auf
/// marxists.org, was wir …`.
fn site_clause(paragraph: &str) -> Option<String> {
    let words = paragraph.split_whitespace().take(400);
    let word = words.into_iter().find(|w| names_site(w))?;
    let start = word.as_ptr() as usize - paragraph.as_ptr() as usize;
    let site = word.trim_end_matches([',', '.', ';', ':', ')', '“', '”', '"']);
    let before = &paragraph[..start];
    let begin = [". ", "! ", "? ", "; ", "\n"]
        .iter()
        .filter_map(|stop| before.rfind(stop).map(|at| at + stop.len()))
        .max()
        .unwrap_or(0);
    let end = clause_end(paragraph, start + site.len());
    let clause = &paragraph[begin..end];
    let clause = clause.split_whitespace().collect::<Vec<_>>().join(" ");
    (clause.chars().count() <= 200).then_some(clause)
}

/// Where the clause ends: at the next comma or stop.
fn clause_end(paragraph: &str, from: usize) -> usize {
    let rest = &paragraph[from..];
    let stop = rest.find([',', ';', ':', '.', '!', '?', '\n', '\r', '–', '(']);
    let end = from + stop.unwrap_or(rest.len());
    from + paragraph[from..end].trim_end().len()
}

fn names_site(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    if is_url(bare) {
        return true;
    }
    let host = bare.split('/').next().unwrap_or_default();
    let parts: Vec<&str> = host.split('.').collect();
    let plain = |p: &str| {
        p.len() >= 2 && p.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    parts.len() >= 2
        && parts.iter().all(|p| plain(p))
        && parts.iter().any(|p| p.len() > 3)
        && parts.last().is_some_and(|end| ENDINGS.contains(end))
}
