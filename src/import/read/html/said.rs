//! What an element says: its words, and how many they are.

use super::marks::is_block_name;
use super::tree::{Data, Id, Tree};
use crate::import::counts;

/// Elements whose text nobody reads.
pub(super) fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "head"
            | "template"
            | "noscript"
            | "title"
            | "textarea"
            | "select"
            | "button"
    )
}

/// The words of an element, with single spaces; blocks stand on lines of their own.
pub(in crate::import::read) fn words(tree: &Tree, id: Id) -> String {
    words_with(tree, id, &|_| None)
}

/// The same with other words in the place of some elements, or none.
pub(super) fn words_with<'w>(tree: &Tree, id: Id, with: &impl Fn(Id) -> Option<&'w str>) -> String {
    let mut out = String::new();
    gather(tree, id, with, &mut out, &mut |_| {});
    out.trim().to_owned()
}

/// How many words that are, without all of them together in memory.
pub(super) fn count_with<'w>(tree: &Tree, id: Id, with: &impl Fn(Id) -> Option<&'w str>) -> usize {
    let (mut line, mut count) = (String::new(), 0);
    gather(tree, id, with, &mut line, &mut |line| {
        // What is behind a line end is no part of the word before it; the end stays, for more of them are one.
        if line.len() > PIECE && line.ends_with('\n') {
            count += counts::words(line);
            line.drain(..line.len() - 1);
        }
    });
    count + counts::words(&line)
}

/// After how many bytes words are counted.
const PIECE: usize = 4096;

fn gather<'w>(
    tree: &Tree,
    id: Id,
    with: &impl Fn(Id) -> Option<&'w str>,
    out: &mut String,
    behind: &mut dyn FnMut(&mut String),
) {
    let mut skip: Option<Id> = None;
    let mut at = Some(id);
    while let Some(node) = at {
        let name = tree.name(node);
        let below = tree.previous(node).is_some_and(|before| is_block_name(tree.name(before)));
        if below && node != id && !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        match tree.data(node) {
            Data::Text(text) => push(text, out),
            _ if node != id && (is_silent(name) || with(node).is_some()) => {
                skip = Some(node);
                push(with(node).unwrap_or_default(), out);
                if is_block_name(name) {
                    push(" ", out);
                }
            }
            _ if (is_block_name(name) || name == "br")
                && !out.is_empty()
                && !out.ends_with('\n') =>
            {
                out.push('\n')
            }
            _ => {}
        }
        at = match skip.take() {
            Some(skipped) => tree.behind(skipped, id),
            None => tree.first(node).or_else(|| tree.behind(node, id)),
        };
        behind(out);
    }
}

fn push(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '\u{AD}' => {}
            _ if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with([' ', '\n']) {
                    out.push(' ');
                }
            }
            _ => out.push(c),
        }
    }
}
