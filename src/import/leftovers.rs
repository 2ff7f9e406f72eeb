//! `leftovers.txt`: what was taken out of the text, with its lines. Nothing is lost.

use super::notes::Notes;
use super::source::{Role, Source};
use crate::writers::source::SourceFile;

/// The file, if anything was set aside.
pub(super) fn file(source: &Source, notes: &Notes) -> Option<SourceFile> {
    let lines = source.lines.iter().filter_map(|line| match line.role {
        Role::Leftover(why) => Some((line.range.start, why, &source.text[line.range.clone()])),
        // the manifest has its words, but not `von` and the brackets
        Role::Title => {
            Some((line.range.start, "read into edition.toml", &source.text[line.range.clone()]))
        }
        _ => None,
    });
    let loose = notes
        .loose
        .iter()
        .map(|range| (range.start, "before the first note", &source.text[range.clone()]));
    let mut all: Vec<(usize, &str, &str)> = lines.chain(loose).collect();
    if all.is_empty() {
        return None;
    }
    all.sort_by_key(|(start, ..)| *start);
    let mut text = String::from("Set aside by the import, with the line of the imported file.\n");
    for (start, why, words) in all {
        let number = source.line_number(start);
        text.push_str(&format!("\nline {number}, {why}:\n{words}\n"));
    }
    Some(SourceFile { path: "leftovers.txt".to_owned(), text })
}
