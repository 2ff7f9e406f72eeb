//! What reading systems cannot do by themselves, put into the text: soft hyphens at the joints of
//! words, and marks where a ligature must not stand.

use std::collections::{BTreeMap, BTreeSet};

use super::columns;
use super::node::{Element, Node};
use crate::ir::walk::{self, LineContext, LineKind};
use crate::ir::{self, BlockKind, Book, Edit, Inline, Language, Passage, PieceKind};
use crate::language::hyphenation::{Class, Hyphenation, Kind, Minima};
use crate::language::{ligatures, words};
use crate::source::FileId;

/// What is put into words.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// Breaks within words.
    pub hyphenation: &'a Hyphenation,
    /// Whether soft hyphens stand at the joints.
    pub soft_hyphens: bool,
    /// Whether a zero-width non-joiner stands between letters that must not be joined, in place of
    /// a style around them.
    pub non_joiners: bool,
}

/// Begins and ends letters that are not joined to ligatures, until the text becomes nodes. Both
/// are noncharacters, which no source can hold.
const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';

/// Fewest letters of a word that takes soft hyphens, and of what stands on either side of one.
const LONG: usize = 9;
const MINIMA: Minima = Minima { before: 3, after: 3 };

const SOFT_HYPHEN: char = '\u{ad}';
const NON_JOINER: char = '\u{200c}';

/// The book with that in its words. Where soft hyphens can be `shown`, they stand also in tables that
/// whole words would make wider than a narrow screen.
pub(super) fn prepare(mut book: Book, options: Words<'_>, shown: bool) -> Book {
    let crowded = if shown { crowded_cells(&book) } else { BTreeSet::new() };
    walk::lines_mut(&mut book, &mut |context, line| {
        let crowded = line.first().is_some_and(|first| {
            let before =
                crowded.range(..=(first.span.file, first.span.start, u32::MAX)).next_back();
            before.is_some_and(|(file, _, end): &(FileId, u32, u32)| {
                *file == first.span.file && first.span.end <= *end
            })
        });
        let edits = edits(context, &Passage::of(context, line), options, crowded);
        ir::apply(line, &edits);
    });
    book
}

/// Where the cells stand of tables whose words are to be broken.
fn crowded_cells(book: &Book) -> BTreeSet<(FileId, u32, u32)> {
    let mut cells = BTreeSet::new();
    walk::every_block(book, &mut |block| {
        if let BlockKind::Table(table) = &block.kind
            && columns::is_to_be_broken(table)
        {
            let rows = table.head.iter().chain(&table.body);
            let spans = rows.flat_map(|row| &row.cells).map(|cell| cell.span);
            cells.extend(spans.map(|span| (span.file, span.start, span.end)));
        }
    });
    cells
}

fn edits(
    context: LineContext<'_>,
    passage: &Passage,
    options: Words<'_>,
    crowded: bool,
) -> Vec<Edit> {
    let soft = options.soft_hyphens && !matches!(context.kind, LineKind::Heading | LineKind::Verse);
    let mut edits = Vec::new();
    for range in words(&passage.text) {
        let pieces = passage.touched(&range);
        if pieces.iter().any(|piece| piece.kind != PieceKind::Text) {
            continue;
        }
        let word = &passage.text[range.clone()];
        let language = passage.language_at(range.start);
        let mut marks = Marks::default();
        let link = pieces.iter().any(|piece| piece.link);
        if crowded && !link {
            marks.soften_all(word, language, options);
        } else if soft && !link {
            marks.soften(word, language, options);
        }
        if !pieces.iter().any(|piece| piece.spaced) {
            marks.unjoin(word, language, options, pieces.len() == 1);
        }
        marks.into_edits(word, range.start, pieces.len() == 1, &mut edits);
    }
    edits
}

/// What is put into one word, by the offset in it.
#[derive(Default)]
struct Marks(BTreeMap<usize, String>);

impl Marks {
    fn put(&mut self, at: usize, mark: char) {
        self.0.entry(at).or_default().push(mark);
    }

    /// Soft hyphens at the joints of a long word.
    fn soften(&mut self, word: &str, language: &Language, options: Words<'_>) {
        if word.chars().count() < LONG || word.contains(SOFT_HYPHEN) {
            return;
        }
        let mut breaks = options.hyphenation.breaks(word, language);
        MINIMA.keep(word, &mut breaks);
        for one in breaks {
            if one.class != Class::Syllable && one.kind == Kind::Plain {
                self.put(one.at, SOFT_HYPHEN);
            }
        }
    }

    /// Soft hyphens at all breaks of a word.
    fn soften_all(&mut self, word: &str, language: &Language, options: Words<'_>) {
        if word.contains(SOFT_HYPHEN) {
            return;
        }
        let mut breaks = options.hyphenation.breaks(word, language);
        Minima::default().keep(word, &mut breaks);
        let plain = breaks.into_iter().filter(|one| one.kind == Kind::Plain);
        plain.for_each(|one| self.put(one.at, SOFT_HYPHEN));
    }

    /// Marks where letters of a word must not be joined: around the whole word where no other
    /// ligature is lost by it, so that it stays one for those who have it read aloud; else around
    /// the two letters. A word that is not of one piece is left to the border of its pieces.
    fn unjoin(&mut self, word: &str, language: &Language, options: Words<'_>, one_piece: bool) {
        if !word.contains('f') {
            return;
        }
        let splits = ligatures::splits(word, language);
        if splits.is_empty() {
            return;
        }
        if options.non_joiners {
            splits.iter().for_each(|at| self.put(*at, NON_JOINER));
        } else if one_piece && joined(word) == splits.len() {
            self.put(0, OPEN);
            self.put(word.len(), CLOSE);
        } else if one_piece {
            for at in splits {
                let before = word[..at].chars().next_back().map_or(0, char::len_utf8);
                let after = word[at..].chars().next().map_or(0, char::len_utf8);
                self.put(at - before, OPEN);
                self.put(at + after, CLOSE);
            }
        }
    }

    /// A word of one piece is replaced as a whole, so that what is put at its borders stays on
    /// its side of those of links and styles.
    fn into_edits(self, word: &str, start: usize, one_piece: bool, edits: &mut Vec<Edit>) {
        if self.0.is_empty() {
            return;
        }
        if !one_piece {
            edits.extend(
                self.0
                    .into_iter()
                    .map(|(at, replacement)| Edit { range: start + at..start + at, replacement }),
            );
            return;
        }
        let mut replacement = String::new();
        let mut done = 0;
        for (at, mark) in self.0 {
            replacement.push_str(&word[done..at]);
            replacement.push_str(&mark);
            done = at;
        }
        replacement.push_str(&word[done..]);
        edits.push(Edit { range: start..start + word.len(), replacement });
    }
}

/// How many places of a word fonts join with an `f`.
fn joined(word: &str) -> usize {
    let pairs = word.chars().zip(word.chars().skip(1));
    pairs
        .filter(|(a, b)| *a == 'f' && matches!(b, 'f' | 'i' | 'l' | 't' | 'b' | 'h' | 'j' | 'k'))
        .count()
}

/// A line of such a book as plain text.
pub(super) fn plain(line: &[Inline]) -> String {
    ir::plain(line).replace([OPEN, CLOSE], "")
}

/// Makes elements of the letters that are marked as not to be joined.
pub(super) fn unjoined(nodes: Vec<Node>) -> Vec<Node> {
    let marked = |node: &Node| matches!(node, Node::Text(text) if text.contains(OPEN));
    if !nodes.iter().any(marked) {
        return nodes;
    }
    let mut out = Vec::new();
    let mut run = String::new();
    let mut depth = 0usize;
    for node in nodes {
        let Node::Text(text) = node else {
            flush(&mut run, &mut out);
            out.push(node);
            continue;
        };
        for c in text.chars() {
            if c == OPEN {
                if depth == 0 {
                    flush(&mut run, &mut out);
                }
                depth += 1;
            } else if c == CLOSE {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let letters = std::mem::take(&mut run);
                    let span = Element::new("span").attr("class", "unjoined").text(letters);
                    out.push(span.into());
                }
            } else {
                run.push(c);
            }
        }
    }
    flush(&mut run, &mut out);
    out
}

fn flush(run: &mut String, out: &mut Vec<Node>) {
    if !run.is_empty() {
        out.push(Node::Text(std::mem::take(run)));
    }
}
