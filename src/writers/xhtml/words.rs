//! What reading systems cannot do by themselves, put into the text: soft hyphens at the joints of
//! words, and marks where a ligature must not stand.

use std::collections::BTreeSet;
use std::ops::Range;

use super::columns;
use super::marks::{Letters, Mark, Marks};
use crate::ir::walk::{self, LineContext, LineKind};
use crate::ir::{BlockKind, Book, Language, Passage, Piece, PieceKind};
use crate::language::hyphenation::{BreakKind, Class, Hyphenation, Minima};
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

/// Fewest letters of a word that takes soft hyphens, and of what stands on either side of one.
const LONG: usize = 9;
const MINIMA: Minima = Minima { before: 3, after: 3 };

const SOFT_HYPHEN: char = '\u{ad}';
const NON_JOINER: char = '\u{200c}';

/// Marks that in the words of a book. Where soft hyphens can be `shown`, they stand also in tables that
/// whole words would make wider than a narrow screen.
pub(crate) fn mark(book: &Book, options: Words<'_>, shown: bool, marks: &mut Marks) {
    let crowded = if shown { crowded_cells(book) } else { BTreeSet::new() };
    walk::lines(book.manuscript(), &mut |context, line| {
        let crowded = line.first().is_some_and(|first| {
            let before =
                crowded.range(..=(first.span.file, first.span.start, u32::MAX)).next_back();
            before.is_some_and(|(file, _, end): &(FileId, u32, u32)| {
                *file == first.span.file && first.span.end <= *end
            })
        });
        mark_line(context, &Passage::from_line(context, line), options, crowded, marks);
    });
}

/// Where the cells stand of tables whose words are to be broken.
fn crowded_cells(book: &Book) -> BTreeSet<(FileId, u32, u32)> {
    let mut cells = BTreeSet::new();
    let letters = Letters { marks: None, citations: &book.citations };
    walk::every_block(&book.arrangement, &mut |block| {
        if let BlockKind::Table(table) = &block.kind
            && columns::is_to_be_broken(table, letters)
        {
            let rows = table.head.iter().chain(&table.body);
            let spans = rows.flat_map(|row| &row.cells).map(|cell| cell.span);
            cells.extend(spans.map(|span| (span.file, span.start, span.end)));
        }
    });
    cells
}

fn mark_line(
    context: LineContext<'_>,
    passage: &Passage,
    options: Words<'_>,
    crowded: bool,
    marks: &mut Marks,
) {
    let soft = options.soft_hyphens && !matches!(context.kind, LineKind::Heading | LineKind::Verse);
    for range in words(&passage.text) {
        let pieces = passage.touched(&range);
        if pieces.iter().any(|piece| piece.kind != PieceKind::Text) {
            continue;
        }
        let word = &passage.text[range.clone()];
        let language = passage.language_at(range.start);
        let one_piece = is_one_piece(pieces, &range, marks);
        let mut inside = Inside::default();
        let link = pieces.iter().any(|piece| piece.link);
        if crowded && !link {
            inside.soften_all(word, language, options);
        } else if soft && !link {
            inside.soften(word, language, options);
        }
        if !pieces.iter().any(|piece| piece.spaced) {
            inside.unjoin(word, language, options, one_piece);
        }
        for (at, mark) in inside.0 {
            // Between two pieces a sign stands at the end of the first.
            let at = range.start + at;
            let piece = match mark {
                Mark::Unjoined | Mark::Detached => pieces.first(),
                _ => pieces.iter().find(|piece| at <= piece.range.end),
            };
            if let Some(piece) = piece
                && let Some(node) = piece.name.own()
            {
                marks.put(node, at - piece.range.start, mark);
            }
        }
    }
}

/// Whether neither a style nor a page begins within a word.
fn is_one_piece(pieces: &[Piece], word: &Range<usize>, marks: &Marks) -> bool {
    let [only] = pieces else { return false };
    let start = only.range.start;
    let within = (word.start - start, word.end - start);
    !only.name.own().is_some_and(|node| marks.has_page_within(node, within))
}

/// What is put into one word, by the offset in it.
#[derive(Default)]
struct Inside(Vec<(usize, Mark)>);

impl Inside {
    fn put(&mut self, at: usize, mark: Mark) {
        self.0.push((at, mark));
    }

    /// Soft hyphens at the joints of a long word.
    fn soften(&mut self, word: &str, language: &Language, options: Words<'_>) {
        if word.chars().count() < LONG || word.contains(SOFT_HYPHEN) {
            return;
        }
        let mut breaks = options.hyphenation.breaks(word, language);
        MINIMA.keep(word, &mut breaks);
        for one in breaks {
            if one.class != Class::Syllable && one.kind == BreakKind::Plain {
                self.put(one.at, Mark::Sign(SOFT_HYPHEN));
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
        let plain = breaks.into_iter().filter(|one| one.kind == BreakKind::Plain);
        plain.for_each(|one| self.put(one.at, Mark::Sign(SOFT_HYPHEN)));
    }

    /// Marks where letters of a word must not be joined: around the whole word where no other
    /// ligature is lost by it, so that it stays one for those who have it read aloud; else around
    /// the two letters, or, where ligatures beside them stay, from the second on, up to the next
    /// such place or the end. A word that is not of one piece is left to the border of its pieces.
    fn unjoin(&mut self, word: &str, language: &Language, options: Words<'_>, one_piece: bool) {
        if !word.contains('f') {
            return;
        }
        let splits = ligatures::splits_known(word, language, options.hyphenation);
        if splits.is_empty() {
            return;
        }
        if options.non_joiners {
            splits.iter().for_each(|at| self.put(*at, Mark::Sign(NON_JOINER)));
        } else if one_piece && ligatures::pairs(word).len() == splits.len() {
            self.put(0, Mark::Unjoined);
            self.put(word.len(), Mark::Joined);
        } else if one_piece {
            self.unjoin_each(word, &splits);
        }
    }

    fn unjoin_each(&mut self, word: &str, splits: &[usize]) {
        let is_detached = |at: usize| {
            let cluster = ligatures::cluster(at, |at| ligatures::may_join(word, at));
            ligatures::stays_joined(word, &cluster, splits)
        };
        // Whether a detached stretch ends where the next mark stands.
        let mut detached = false;
        for at in splits.iter().copied() {
            let detaches = is_detached(at);
            let start = if detaches { at } else { at - 1 };
            let closes = std::mem::take(&mut detached);
            if closes {
                self.put(start, Mark::Joined);
            }
            if !detaches {
                self.put(start, Mark::Unjoined);
                self.put(at + 1, Mark::Joined);
            } else if !closes {
                self.put(start, Mark::Detached);
                detached = true;
            }
        }
        if detached {
            self.put(word.len(), Mark::Joined);
        }
    }
}
