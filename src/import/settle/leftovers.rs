//! `leftovers/text.txt`: what was taken out of the text, with its place. Nothing is lost.

use super::notes::Notes;
use super::source::{Role, Source};
use crate::import::draft::Aside;
use crate::source::Sources;
use crate::writers::source::SourceFile;

/// All that stands in no section, in the order of the file.
pub(super) fn all(source: &Source, notes: &Notes) -> Vec<Aside> {
    let aside = |range: std::ops::Range<usize>, why| Aside {
        span: source.place(range.start),
        why,
        words: source.text[range].to_owned(),
    };
    let lines = source.lines.iter().filter_map(|line| match line.role {
        Role::Leftover(why) => Some(aside(line.range.clone(), why)),
        // the manifest has its words, but not `von` and the brackets
        Role::Title => Some(aside(line.range.clone(), "read into edition.toml")),
        _ => None,
    });
    let loose = notes.loose.iter().map(|range| aside(range.clone(), "before the first note"));
    let signs = notes.signs.iter().map(|range| aside(range.clone(), "sign of notes"));
    let mut all: Vec<Aside> =
        source.draft.aside.iter().cloned().chain(lines).chain(loose).chain(signs).collect();
    all.sort_by_key(|left| (left.span.file, left.span.start));
    all
}

/// The file, if anything was set aside.
pub(super) fn file(all: &[Aside], sources: &Sources) -> Option<SourceFile> {
    if all.is_empty() {
        return None;
    }
    let mut text = String::from("Set aside by the import, with the line of the imported file.\n");
    for Aside { span, why, words } in all {
        let place = sources.place(*span);
        let file = if span.file.0 == 0 { String::new() } else { format!("{}, ", place.file) };
        text.push_str(&format!("\n{file}line {}, {why}:\n{words}\n", place.line));
    }
    Some(SourceFile { path: "leftovers/text.txt".to_owned(), text })
}
