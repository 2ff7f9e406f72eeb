//! Breaks that the orthography allows and the typesetter does not know, such as `Ka-sten` in the
//! rules of 1901.
//!
//! They are given by soft hyphens. To Typst a soft hyphen is a break without a cost, and one that
//! is not used would stay in the text; so one is put in only where a loose line can take letters
//! from its neighbours, and is kept only if the word is broken there and the paragraph is better.
//! A word with one is not broken elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;
use super::lines::{End, Letter, Line};
use super::lower::Places;
use super::typeset::{self, Failure, Typeset};

/// Mean word space in em above which a line is loose.
const LOOSE: f64 = 0.36;
/// Mean word space in em that is wished for.
const WISHED: f64 = 0.25;
/// Mean word space in em that a line may have if its letters can move closer, too.
const TIGHTEST: f64 = 0.1;
/// Mean word space in em above which a line is too loose, so that a soft hyphen is tried.
const TOO_LOOSE: f64 = 0.42;
/// By how much the looseness of a paragraph has to fall: a line that is too loose becomes one that
/// is but loose.
const GAIN: f64 = (TOO_LOOSE - LOOSE) * (TOO_LOOSE - LOOSE);
/// Width of a hyphen in em, roughly.
const HYPHEN: f64 = 0.33;
/// How often soft hyphens are tried before what was found is taken.
const TRIALS: usize = 4;

/// Makes up the pages with the breaks that the typesetter does not know, where they help.
pub(super) fn typeset(draft: &mut Draft) -> Result<Typeset, Failure> {
    let mut set = typeset::typeset(&draft.world)?;
    if draft.places().breaks.is_empty() {
        return Ok(set);
    }
    let mut refit = Refit::new(paragraphs(draft, &set));
    for _ in 0..TRIALS {
        let trials = refit.trials(draft.places());
        if trials.is_empty() {
            break;
        }
        draft.set_soft(refit.kept.union(&trials.values().copied().collect()).copied().collect());
        set = typeset::typeset(&draft.world)?;
        refit.judge(&trials, paragraphs(draft, &set));
    }
    if refit.kept != *draft.soft() {
        draft.set_soft(refit.kept);
        set = typeset::typeset(&draft.world)?;
    }
    without_strays(draft, set)
}

/// Takes out every soft hyphen at which no line ends, until there is none: what moves a line in one
/// paragraph may move lines elsewhere. If that does not come to an end soon, all are taken out.
fn without_strays(draft: &mut Draft, mut set: Typeset) -> Result<Typeset, Failure> {
    for last in [false, false, true] {
        let used: BTreeSet<usize> =
            draft.lines(&set.document).iter().filter_map(broken_at).collect();
        let wanted: BTreeSet<usize> = draft.soft().intersection(&used).copied().collect();
        if wanted == *draft.soft() {
            return Ok(set);
        }
        draft.set_soft(if last { BTreeSet::new() } else { wanted });
        set = typeset::typeset(&draft.world)?;
    }
    Ok(set)
}

fn broken_at(line: &Line) -> Option<usize> {
    match line.end {
        End::Hyphen(at) => at,
        End::Open => None,
    }
}

/// The lines of every paragraph in which there is something to try, by the paragraph's index.
type Paragraphs = BTreeMap<usize, Vec<Line>>;

fn paragraphs(draft: &Draft, set: &Typeset) -> Paragraphs {
    let mut paragraphs = Paragraphs::new();
    for line in draft.lines(&set.document) {
        if let Some(paragraph) = line.last.and_then(|at| draft.places().paragraph(at)) {
            paragraphs.entry(paragraph).or_default().push(line);
        }
    }
    paragraphs
}

struct Refit {
    paragraphs: Paragraphs,
    kept: BTreeSet<usize>,
    /// What was tried, with success or without.
    tried: BTreeSet<usize>,
}

impl Refit {
    fn new(paragraphs: Paragraphs) -> Self {
        Self { paragraphs, kept: BTreeSet::new(), tried: BTreeSet::new() }
    }

    /// The next place to try in each paragraph.
    fn trials(&self, places: &Places) -> BTreeMap<usize, usize> {
        let next =
            |lines| candidates(lines, places).into_iter().find(|at| !self.tried.contains(at));
        let trials = self.paragraphs.iter();
        trials.filter_map(|(index, lines)| Some((*index, next(lines)?))).collect()
    }

    /// Keeps what made its paragraph better.
    fn judge(&mut self, trials: &BTreeMap<usize, usize>, mut tried: Paragraphs) {
        for (paragraph, at) in trials {
            self.tried.insert(*at);
            let lines = tried.remove(paragraph).unwrap_or_default();
            let Some(before) = self.paragraphs.get(paragraph) else { continue };
            if is_broken_well(&lines, *at)
                && Measures::of(&lines).better_than(&Measures::of(before))
            {
                self.kept.insert(*at);
                self.paragraphs.insert(*paragraph, lines);
            }
        }
    }
}

/// Places in a paragraph where a loose line could take letters from the line behind or before it;
/// the loosest line first, then what would leave it the best word space.
fn candidates(lines: &[Line], places: &Places) -> Vec<usize> {
    let mut found: Vec<(f64, f64, usize)> = Vec::new();
    let too_loose = |(_, line): &(usize, &Line)| line.space > TOO_LOOSE;
    for (index, line) in lines.iter().enumerate().filter(too_loose) {
        let mut fits = Vec::new();
        if let Some(next) = lines.get(index + 1) {
            fits.extend(from_next(line, next, places));
        }
        if let Some(last) = index.checked_sub(1).map(|before| &lines[before]) {
            fits.extend(from_last(last, line, places));
        }
        found.extend(fits.iter().map(|(space, at)| (-line.space, (space - WISHED).abs(), *at)));
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
    found.into_iter().map(|(_, _, at)| at).collect()
}

/// The places in the first word of `next` at which it could be broken, with the word space that
/// `line` would then have.
fn from_next(line: &Line, next: &Line, places: &Places) -> Vec<(f64, usize)> {
    let goes_on = line.end != End::Open;
    let spaces = if goes_on { line.spaces } else { line.spaces + 1 } as f64;
    let mut room = line.spaces as f64 * line.space - if goes_on { 0.0 } else { HYPHEN };
    let mut fits = Vec::new();
    for (index, letter) in next.opening.iter().enumerate() {
        if let Some(at) = unknown(letter, places).filter(|_| index > 0 && room / spaces > TIGHTEST)
        {
            fits.push((room / spaces, at));
        }
        room -= letter.width / line.size;
    }
    fits
}

/// The same for the last word of the line before, of which `line` takes the last letters.
fn from_last(last: &Line, line: &Line, places: &Places) -> Vec<(f64, usize)> {
    let goes_on = last.end != End::Open;
    let spaces = if goes_on { line.spaces } else { line.spaces + 1 } as f64;
    let mut room = line.spaces as f64 * line.space;
    let mut fits = Vec::new();
    for letter in last.closing.iter().skip(1).rev() {
        room -= letter.width / line.size;
        if let Some(at) = unknown(letter, places).filter(|_| room / spaces > TIGHTEST) {
            fits.push((room / spaces, at));
        }
    }
    fits
}

fn unknown(letter: &Letter, places: &Places) -> Option<usize> {
    letter.at.filter(|at| places.breaks.binary_search(at).is_ok())
}

/// Whether a line ends at the place and the rest of the word is not broken again.
fn is_broken_well(lines: &[Line], at: usize) -> bool {
    let here = lines.iter().position(|line| broken_at(line) == Some(at));
    let rest = here.and_then(|index| lines.get(index + 1));
    rest.is_some_and(|rest| rest.spaces > 0 || rest.end == End::Open)
        && !lines.iter().any(Line::has_stray_hyphen)
}

/// How good a paragraph is.
#[derive(Debug, PartialEq)]
struct Measures {
    lines: usize,
    hyphens: usize,
    /// Most hyphens in a row.
    row: usize,
    /// Lines that are too loose.
    too_loose: usize,
    /// By how much lines are loose, in em: the sum of the squares, for one very loose line is worse
    /// than two that are a little loose.
    looseness: f64,
}

impl Measures {
    fn of(lines: &[Line]) -> Self {
        let hyphenated = |line: &&Line| line.end != End::Open;
        let rows = lines.chunk_by(|a, b| (a.end == End::Open) == (b.end == End::Open));
        Self {
            lines: lines.len(),
            hyphens: lines.iter().filter(hyphenated).count(),
            row: rows.filter(|row| row[0].end != End::Open).map(<[Line]>::len).max().unwrap_or(0),
            too_loose: lines.iter().filter(|line| line.space > TOO_LOOSE).count(),
            looseness: lines.iter().map(|line| (line.space - LOOSE).max(0.0).powi(2)).sum(),
        }
    }

    /// A hyphen is the price of a line that is not too loose any more, one that of lines that are
    /// less loose.
    fn better_than(&self, before: &Self) -> bool {
        let price = before.too_loose.saturating_sub(self.too_loose).max(1);
        self.lines <= before.lines
            && self.hyphens <= before.hyphens + price
            && self.row <= before.row.max(2)
            && self.too_loose <= before.too_loose
            && self.looseness + GAIN < before.looseness
    }
}
