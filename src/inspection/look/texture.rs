//! What the eye sees over several lines: short last lines, words one below the other, rivers.

use super::super::{Flaw, Line, Part};
use super::{Look, Placed, first_word, last_word};

/// Fewest letters of a word that is seen when it stands twice one below the other. Set by judgement.
const SEEN: usize = 4;
/// Mean width in em from which on spaces one below the other are seen as a river: wider than the quarter em of most
/// fonts. Set by judgement.
const RIVER: f64 = 0.3;
/// Share of the narrower space that has to overlap. Set by judgement.
const OVERLAP: f64 = 0.6;

impl Look<'_> {
    /// Last lines that are shorter than the indent below them, or the end of a broken word.
    pub(super) fn last_lines(&mut self) {
        for lines in self.paragraphs() {
            let [.., before, last] = lines.as_slice() else { continue };
            let line = last.2;
            if !matches!(line.part, Part::Text | Part::Note) {
                continue;
            }
            let indent = if line.part == Part::Text { self.pages.indent } else { line.size };
            let width = line.right - line.left;
            if before.2.end.is_hyphen() && line.spaces == 0 {
                let message = format!("the last line holds but `{}`", line.text.trim());
                self.found(Flaw::Runt, (last.0, last.1), message);
            } else if width < indent {
                let message =
                    format!("the last line, `{}`, is shorter than an indent", line.text.trim());
                self.found(Flaw::Runt, (last.0, last.1), message);
            }
        }
    }

    /// Words one below the other: two long ones, or three of any length.
    pub(super) fn stacks(&mut self) {
        for lines in self.paragraphs() {
            for (word, place) in [(first_word as fn(&Line) -> &str, "begin"), (last_word, "end")] {
                let rows = lines.chunk_by(|a, b| !word(a.2).is_empty() && word(a.2) == word(b.2));
                for row in rows.filter(|row| row.len() > 1) {
                    let said = word(row[0].2);
                    if row.len() > 2 || said.chars().count() >= SEEN {
                        let message = format!("{} lines {place} with `{said}`", row.len());
                        self.found(Flaw::Stack, (row[1].0, row[1].1), message);
                    }
                }
            }
        }
    }

    /// Word spaces one below the other.
    pub(super) fn rivers(&mut self) {
        for lines in self.paragraphs() {
            for on_page in lines.chunk_by(|a, b| a.0 == b.0) {
                for river in rivers(on_page, self.limits.river) {
                    let message =
                        format!("word spaces stand one below the other over {} lines", river.1);
                    self.found(Flaw::River, (on_page[river.0].0, on_page[river.0].1), message);
                }
            }
        }
    }
}

/// A chain of spaces that goes on: where it began, over how many lines, how wide in sum, and the
/// space that is its end.
type Chain = (usize, usize, f64, (f64, f64));

/// The lines in which rivers begin, and over how many they go.
fn rivers(lines: &[Placed<'_>], longest: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Vec<Chain> = Vec::new();
    for (index, (_, _, line)) in lines.iter().enumerate() {
        let next: Vec<Chain> = line
            .gaps
            .iter()
            .map(|gap| {
                let width = (gap.1 - gap.0) / line.size;
                let above = open.iter().filter(|chain| overlap(chain.3, *gap));
                let (start, length, sum) =
                    above.max_by_key(|chain| chain.1).map_or((index, 0, 0.0), |c| (c.0, c.1, c.2));
                (start, length + 1, sum + width, *gap)
            })
            .collect();
        let ended = |chain: &&Chain| !next.iter().any(|one| one.0 == chain.0 && one.1 > chain.1);
        found.extend(open.iter().filter(ended).filter_map(|chain| seen(chain, longest)));
        open = next;
    }
    found.extend(open.iter().filter_map(|chain| seen(chain, longest)));
    found.sort_unstable();
    found.dedup_by_key(|river| river.0);
    found
}

fn seen(chain: &Chain, longest: usize) -> Option<(usize, usize)> {
    let (start, length, sum, _) = *chain;
    (length > longest && sum / length as f64 >= RIVER).then_some((start, length))
}

fn overlap(a: (f64, f64), b: (f64, f64)) -> bool {
    let common = a.1.min(b.1) - a.0.max(b.0);
    common >= OVERLAP * (a.1 - a.0).min(b.1 - b.0)
}
