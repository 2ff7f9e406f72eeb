//! What links lead to: ids and headings of all files, links that lead out of the book.

use crate::import::topic::Topic;
use std::collections::{HashMap, HashSet};

use super::{Found, Part};
use crate::import::read::pictures::{decoded, joined};
use crate::import::settle::slug;
use crate::ir::{BlockKind, Inline, InlineKind, LinkTarget, plain, walk};

/// By file and name, the ids of what is there.
#[derive(Debug, Default)]
struct Names {
    known: HashMap<(usize, String), String>,
    /// What a file as a whole begins with.
    files: HashMap<String, usize>,
    taken: HashSet<String>,
    first: HashMap<usize, String>,
}

/// Gives what links lead to ids that are unique in the book, and takes all other ids off; links that lead nowhere are words.
pub(super) fn settle(parts: &mut [Part], found: &mut Found<'_>) {
    let mut names = Names::default();
    for (n, part) in parts.iter_mut().enumerate() {
        names.files.insert(part.path.clone(), n);
        name(n, part, &mut names);
    }
    let mut notes = std::mem::take(&mut found.notes);
    for note in &mut notes {
        let file = file_of(&note.body, parts);
        names.of_blocks(file, &mut note.body, &mut HashMap::new());
    }
    let mut used = HashSet::new();
    for (n, part) in parts.iter_mut().enumerate() {
        let path = part.path.clone();
        let mut link = |inline: &mut Inline| lead(inline, n, &path, &names, &mut used, found);
        walk::inlines_mut(&mut part.blocks, &mut link);
    }
    for note in &mut notes {
        let n = file_of(&note.body, parts);
        let path = parts.get(n).map(|part| part.path.clone()).unwrap_or_default();
        let mut link = |inline: &mut Inline| lead(inline, n, &path, &names, &mut used, found);
        walk::inlines_mut(&mut note.body, &mut link);
    }
    let drop = |id: &mut Option<String>| {
        if id.as_ref().is_some_and(|id| !used.contains(id)) {
            *id = None;
        }
    };
    let bodies = notes.iter_mut().map(|note| &mut note.body);
    for blocks in parts.iter_mut().map(|part| &mut part.blocks).chain(bodies) {
        walk::blocks_mut(blocks, &mut |block| drop(&mut block.id));
        walk::inlines_mut(blocks, &mut |inline| drop(&mut inline.id));
    }
    found.notes = notes;
}

/// Which file a note stands in.
fn file_of(body: &[crate::ir::Block], parts: &[Part]) -> usize {
    let file = body.first().map(|block| block.span.file);
    parts.iter().position(|part| Some(part.file) == file).unwrap_or(0)
}

fn name(n: usize, part: &mut Part, names: &mut Names) {
    let mut counts = HashMap::new();
    names.of_blocks(n, &mut part.blocks, &mut counts);
    // a link to the file leads to its first heading
    let mut first = None;
    walk::blocks(&part.blocks, &mut |block| {
        if first.is_none() && matches!(block.kind, BlockKind::Heading(_)) {
            first.clone_from(&block.id);
        }
    });
    if let Some(id) = first {
        names.first.insert(n, id);
    }
}

impl Names {
    fn of_blocks(
        &mut self,
        file: usize,
        blocks: &mut [crate::ir::Block],
        counts: &mut HashMap<String, usize>,
    ) {
        walk::blocks_mut(blocks, &mut |block| {
            let title = match &block.kind {
                BlockKind::Heading(heading) => Some(plain(&heading.title)),
                _ => None,
            };
            let mut keys: Vec<String> = block.id.iter().cloned().collect();
            if let Some(title) = &title {
                let github = github(title);
                let count = counts.entry(github.clone()).or_insert(0);
                keys.push(if *count > 0 { format!("{github}-{count}") } else { github });
                *count += 1;
                keys.push(pandoc(title));
            }
            let words = block.id.clone().or(title);
            block.id = words.map(|words| self.enter(file, keys, &words));
        });
        walk::inlines_mut(blocks, &mut |inline| {
            if let Some(own) = inline.id.take() {
                inline.id = Some(self.enter(file, vec![own.clone()], &own));
            }
        });
    }

    fn enter(&mut self, file: usize, keys: Vec<String>, words: &str) -> String {
        let stem = slug(words).unwrap_or_else(|| "stelle".to_owned());
        let stem = match stem.starts_with(|c: char| c.is_ascii_alphabetic()) {
            true => stem,
            false => format!("n-{stem}"),
        };
        let mut id = stem.clone();
        let mut count = 1usize;
        while !self.taken.insert(id.clone()) {
            count = if count == 1 { self.taken.len() } else { count + 1 };
            id = format!("{stem}-{count}");
        }
        for key in keys {
            self.known.entry((file, key)).or_insert_with(|| id.clone());
        }
        id
    }
}

/// Leads a link to what it means; one that leads nowhere is its words.
fn lead(
    inline: &mut Inline,
    file: usize,
    path: &str,
    names: &Names,
    used: &mut HashSet<String>,
    found: &mut Found<'_>,
) {
    let span = inline.span;
    let InlineKind::Link { target, content } = &mut inline.kind else { return };
    let LinkTarget::Web { url } = &*target else { return };
    let address = url.trim().to_owned();
    if has_scheme(&address) {
        return;
    }
    let (to, place) = address.split_once('#').unwrap_or((&address, ""));
    let target_file = match to {
        "" => Some(file),
        to => joined(path, &decoded(to)).and_then(|path| names.file(&path)),
    };
    let place = decoded(place);
    let id = target_file.and_then(|file| match place.as_str() {
        "" => names.first.get(&file),
        place => {
            let known = |place: &str| names.known.get(&(file, place.to_owned()));
            known(place).or_else(|| known(&place.to_lowercase()))
        }
    });
    match id {
        Some(id) => {
            used.insert(id.clone());
            *target = LinkTarget::Anchor { id: id.clone() };
        }
        None => {
            let shown: String = address.chars().take(200).filter(|c| !c.is_control()).collect();
            let message =
                format!("the link to `{shown}` leads to nothing in the book; its words are kept");
            found.report.doubt(span, Topic::Link, message);
            inline.kind = InlineKind::Group { content: std::mem::take(content) };
        }
    }
}

impl Names {
    fn file(&self, path: &str) -> Option<usize> {
        let endings = ["", ".md", ".markdown", ".qmd"];
        let bare = path.strip_suffix(".html").unwrap_or(path).trim_end_matches('/');
        let named = |path: &str| self.files.get(path).copied();
        named(path).or_else(|| endings.iter().find_map(|ending| named(&format!("{bare}{ending}"))))
    }
}

fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

/// The name that GitHub gives a heading.
fn github(title: &str) -> String {
    let kept = title.trim().to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// The name that Pandoc gives a heading.
fn pandoc(title: &str) -> String {
    let title = title.to_lowercase();
    let kept: String = title
        .chars()
        .filter(|c| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '-' | '_' | '.'))
        .collect();
    let joined = kept.split_whitespace().collect::<Vec<_>>().join("-");
    joined.trim_start_matches(|c: char| !c.is_alphabetic()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{github, pandoc};

    #[test]
    fn headings_have_the_names_that_programs_give_them() {
        assert_eq!(github("1. Am Kai: Übersicht!"), "1-am-kai-übersicht");
        assert_eq!(pandoc("1. Am Kai: Übersicht!"), "am-kai-übersicht");
    }
}
