//! Titles below their numbers, and titles of several lines.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::headings::{Heading, HeadingKind, LONGEST_PLAIN, lettered};
use super::plain;
use super::source::{Role, Source};
use super::titlepage::ends_open;
use crate::ir::BlockKind;

/// Most lines with which a title goes on.
const MOST: usize = 4;

/// A numeral on its own line and a short line below it are one heading: number and title. Most numbers of a kind have such a
/// title, or none has. A title may go on in the lines below it.
pub(super) fn join_numbers(
    source: &mut Source,
    lines: &[usize],
    found: &mut Vec<(usize, Heading)>,
) {
    let bare = |heading: &Heading| {
        heading.number.is_none() && !matches!(heading.kind, HeadingKind::Named | HeadingKind::Plain)
    };
    let below =
        Below { source, lines, kinds: found.iter().map(|(line, h)| (*line, h.kind)).collect() };
    let mut titles: Vec<(usize, Vec<usize>, bool)> = Vec::new();
    let mut counts: BTreeMap<HeadingKind, Titled> = BTreeMap::new();
    for (n, (line, heading)) in found.iter().enumerate() {
        if !bare(heading) {
            let rest = below.rest(*line);
            if !rest.is_empty() {
                titles.push((n, rest, true));
            }
            continue;
        }
        let count = counts.entry(heading.kind).or_default();
        count.all += 1;
        if let Some((title, sure)) = below.title(*line) {
            count.with += 1;
            let known = below.kinds.contains_key(&title[0]);
            count.surely += usize::from(sure || known);
            titles.push((n, title, known));
        }
    }
    let mut joined = HashSet::new();
    for (n, title, known) in titles {
        let heading = &mut found[n].1;
        let count = counts.get(&heading.kind).copied().unwrap_or_default();
        if !known && !count.is_custom() {
            continue;
        }
        let end = source.lines[title[title.len() - 1]].range.end;
        if bare(heading) {
            let range = source.lines[title[0]].range.start..end;
            heading.number = Some(std::mem::replace(&mut heading.title, range));
        } else {
            heading.title.end = end;
        }
        for line in &title {
            source.lines[*line].role = Role::Heading;
        }
        joined.extend(title);
    }
    found.retain(|(line, _)| !joined.contains(line));
}

/// How many numbers of a kind there are, how many of them have below them what could be a title, and what surely is one.
#[derive(Clone, Copy, Default)]
struct Titled {
    all: usize,
    with: usize,
    surely: usize,
}

impl Titled {
    /// Whether numbers of the kind have titles: mostly what surely is one, or nearly all what could be, for mottoes may
    /// stand between title and text. No text begins all its chapters with a line that stands alone.
    fn is_custom(self) -> bool {
        let Self { all, with, surely } = self;
        all >= 2 && surely * 3 >= all * 2 || all >= 4 && with * 10 >= all * 9 && surely * 3 >= all
    }
}

fn is_picture(source: &Source, line: usize) -> bool {
    matches!(source.draft.items[line].block.kind, BlockKind::Figure(_))
}

/// What stands below headings.
struct Below<'b, 't> {
    source: &'b Source<'t>,
    /// The lines that are text.
    lines: &'b [usize],
    kinds: HashMap<usize, HeadingKind>,
}

impl Below<'_, '_> {
    /// The lines of the title below a number, and whether they surely are one.
    fn title(&self, number: usize) -> Option<(Vec<usize>, bool)> {
        let source = self.source;
        // Verse or a list between them belongs to the number.
        let is_block = |line: usize| source.lines[line].role == Role::Block;
        let first = self.next(number).filter(|first| {
            !(number + 1..*first).any(|line| is_block(line) && !is_picture(source, line))
        })?;
        let free = self.kinds.get(&first).is_none_or(|kind| *kind == HeadingKind::Plain);
        let mut title = vec![first];
        title.extend(self.rest(first));
        let last = title[title.len() - 1];
        let stands = source.isolated(first) || self.is_attached(number, first);
        if !free || !stands || !plain::may_entitle(source, first, last) {
            return None;
        }
        let is_text =
            |after: usize| plain::is_long(source, after) || self.kinds.contains_key(&after);
        let sure = self.next(last).is_some_and(is_text) || plain::is_capital(source.line(first));
        Some((title, sure))
    }

    /// The lines with which a title goes on: `Gedichte von Muster,` – `welche fehlen`.
    fn rest(&self, title: usize) -> Vec<usize> {
        let mut rest = Vec::new();
        let mut last = title;
        while let Some(next) = self.next(last).filter(|next| *next == last + 1) {
            let source = self.source;
            let (above, text) = (source.line(last), source.line(next));
            let open = above.ends_with(',')
                || above.ends_with([';', ':']) && source.are_alike(last, next)
                || ends_open(above);
            let small = text.starts_with(char::is_lowercase)
                && text.split_whitespace().next().is_some_and(ends_open);
            let free = self.kinds.get(&next).is_none_or(|kind| *kind == HeadingKind::Plain);
            let stands = source.isolated(next) && text.chars().nth(LONGEST_PLAIN).is_none();
            let counted = small && lettered(text).is_some();
            let goes_on = stands && (open || small) && !counted;
            if !free || !(goes_on || source.goes_on_with_title(next)) || rest.len() >= MOST {
                break;
            }
            rest.push(next);
            last = next;
        }
        // A letter begins small below its salutation; a title goes on in a line, not in a sentence.
        let ends = |line: &usize| self.source.line(*line).ends_with([',', ';', ':']);
        while rest.last().is_some_and(ends) {
            rest.pop();
        }
        rest
    }

    fn next(&self, line: usize) -> Option<usize> {
        let at = self.lines.binary_search(&line).ok()?;
        self.lines.get(at + 1).copied()
    }

    /// Whether a short line stands right below a number that an empty line sets off, with an empty line or text below it.
    fn is_attached(&self, number: usize, title: usize) -> bool {
        let source = self.source;
        number + 1 == title
            && source.is_apart(number)
            && !source.is_apart(title)
            && source.lines.get(title + 1).is_none_or(|below| {
                source.is_apart(title + 1)
                    || below.role != Role::Text
                    || plain::is_long(source, title + 1) && plain::is_title(source.line(title))
            })
    }
}
