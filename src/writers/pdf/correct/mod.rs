//! The correction of the pages (*Feinumbruch*): set, look, choose lines anew, set again.
//!
//! At first the lines of all paragraphs are chosen by the widths that the set lines tell; then those
//! again with which something is wrong on the pages. The best pages seen are kept. What is done to
//! all of them stands in `paragraphs`, to one in `paragraph`.
//!
//! Seven rounds at most, each setting only what changed. What the source says is never changed. What no
//! rule foresaw at a page's edge, as a footnote that pulls a line, is tried to be mended by a line more or
//! less.

mod paragraph;
mod paragraphs;

use self::paragraphs::Paragraphs;
use super::Options;
use super::draft::{Blocks, Draft, Ends};
use super::fill::{self, Stretch};
use super::footnotes;
use super::lines::{self, Lines};
use super::lost::{self, Lost};
use super::rounds::Known;
use super::typeset::{self, Failure, Typeset};
use crate::inspection::{Finding, Flaw, Limits, Measures, Pin, Report, inspect};
use crate::ir::Book;
use crate::layouts::Layout;
use crate::stop::Stop;

/// How often pages are set at most. Set by judgement, so that what a
/// correction costs is bounded (`benches/typesetting`).
const PASSES: usize = 7;

/// Pages with what is to be said of them.
pub(in crate::writers::pdf) struct Corrected {
    /// The pages.
    pub(in crate::writers::pdf) set: Typeset,
    /// What was measured and found on them.
    pub(in crate::writers::pdf) report: Report,
    /// Their lines, as they are filled.
    pub(in crate::writers::pdf) lines: Lines,
    /// What of the book is not on them.
    pub(in crate::writers::pdf) lost: Vec<Lost>,
    /// What was decided by hand and cannot be done.
    pub(in crate::writers::pdf) unmet: Vec<Pin>,
}

/// Sets pages and looks at them; corrects them, if that is wished.
pub(in crate::writers::pdf) fn typeset(
    draft: &mut Draft,
    book: &Book,
    layout: &Layout,
    options: &Options<'_>,
) -> Result<Corrected, Failure> {
    let stretch = stretch(layout);
    let setter = PageSetter { book, layout, stop: options.stop };
    let first = setter.set(draft, None)?;
    let mut known = first.set.document.introspector().clone();
    if !options.corrects {
        return Ok(setter.look(first, draft));
    }
    let mut paragraphs = Paragraphs::justified(&first.lines.all, draft, &stretch);
    let first = setter.look(first, draft);
    let before = first.report.measures.clone();
    let unmet = paragraphs.pin(options.pins, draft);
    paragraphs.make_up(&first.report.pages, &first.lines.all, draft);
    // What was decided by hand is not given up for the sake of better pages.
    let first_score = if options.pins.is_empty() { score(&first) } else { f64::INFINITY };
    let mut best: Option<(f64, Ends, Corrected)> = Some((first_score, Ends::new(), first));
    let mut passes = 1;
    while passes < PASSES {
        let ends = paragraphs.ends();
        if ends == *draft.ends() && passes > 1 {
            break;
        }
        draft.set_ends(ends.clone());
        let set = setter.set(draft, Some(&known))?;
        let set = setter.look(set.filled(&paragraphs, draft, &stretch), draft);
        known = set.set.document.introspector().clone();
        passes += 1;
        let mut changed = paragraphs.amend(&set.report, draft, &set.lines.all);
        if !changed && passes < 4 {
            changed = paragraphs.make_up(&set.report.pages, &set.lines.all, draft);
        }
        if !changed {
            changed = paragraphs.nudge(&set.report, draft, &set.lines.all);
        }
        let score = score(&set);
        if best.as_ref().is_none_or(|best| score < best.0) {
            best = Some((score, ends, set));
        }
        if !changed {
            break;
        }
    }
    let (_, ends, mut kept) = best.expect("the first pages are among them");
    // The markup is to be that of the pages.
    draft.set_ends(ends);
    kept.report.before = Some(before);
    kept.report.passes = passes;
    paragraphs.give_reasons(&mut kept.report, &kept.lines.all, draft);
    kept.unmet = unmet;
    Ok(kept)
}

fn stretch(layout: &Layout) -> Stretch {
    let how = &layout.settings().justification;
    let (spacing, scale, tracking) = (how.spacing, how.scale, how.tracking);
    Stretch { spacing, scale, tracking, hanging: how.hanging }
}

/// How bad a flaw is. What a reader stumbles over is worse than what a typographer sees, unless the editor wished
/// for it: breaks that mislead are at soft hyphens of the source. The ranks are those of [`Flaw::is_grave`], the figures
/// are set by judgement: they decide between whole settings of a book alone.
fn weight(flaw: Flaw) -> f64 {
    match flaw {
        Flaw::NotePage | Flaw::MissingGlyph | Flaw::IllegalBreak => 120.0,
        Flaw::Overfull | Flaw::Widow | Flaw::Orphan | Flaw::HeadingFoot | Flaw::CaptionFoot => 60.0,
        Flaw::MisleadingBreak => 2.0,
        _ if flaw.is_grave() => 20.0,
        _ => 2.0,
    }
}

/// How bad pages are. Nothing is as bad as to leave something out. A percent of broken words is as bad as a thousandth
/// of an em by which word spaces scatter more; both are set by judgement.
fn score(set: &Corrected) -> f64 {
    let report = &set.report;
    if !set.lost.is_empty() || !set.set.objections.is_empty() {
        return f64::INFINITY;
    }
    let count = |flaw: &Flaw| report.measures.flaws[flaw.as_str()] as f64;
    let flaws: f64 = Flaw::ALL.iter().map(|flaw| weight(*flaw) * count(flaw)).sum();
    let Measures { hyphenated, evenness, .. } = report.measures;
    flaws + hyphenated + 1000.0 * evenness
}

/// Pages as they were set.
struct Pages {
    set: Typeset,
    lines: Lines,
    lost: Vec<Lost>,
}

impl Pages {
    /// With the lines of those paragraphs brought to their measure.
    fn filled(mut self, paragraphs: &Paragraphs, draft: &Draft, stretch: &Stretch) -> Self {
        let measures = |place| paragraphs.measures(place);
        fill::fill(&mut self.lines.all, measures, draft.places(), stretch);
        self
    }

    /// How much is not on them: of the book, and of what links lead to.
    fn lacks(&self) -> usize {
        self.lost.len() + self.set.objections.len()
    }
}

struct PageSetter<'a> {
    book: &'a Book,
    layout: &'a Layout,
    stop: Option<&'a Stop>,
}

impl PageSetter<'_> {
    /// Sets the pages.
    fn set(&self, draft: &mut Draft, before: Option<&Known>) -> Result<Pages, Failure> {
        if self.stop.is_some_and(Stop::is_said) {
            return Err(Failure::Stopped);
        }
        self.pages(draft, before)
    }

    /// Looks at pages.
    fn look(&self, pages: Pages, draft: &Draft) -> Corrected {
        let Pages { set, lines, lost } = pages;
        let sizes: Vec<(f64, f64)> = set
            .document
            .pages()
            .iter()
            .map(|page| (page.frame.width().to_pt(), page.frame.height().to_pt()))
            .collect();
        let pages = lines::pages(&lines.all, &sizes, draft, self.layout.settings());
        let astray = footnotes::astray(&set.document, self.book);
        let known = astray.iter().map(|one| Finding {
            flaw: Flaw::NotePage,
            page: one.call - 1,
            line: None,
            span: Some(one.span),
            message: one.message(),
            reason: None,
        });
        let report = inspect(self.layout.name(), pages, Limits::default(), known.collect());
        Corrected { set, report, lines, lost, unmet: Vec::new() }
    }

    /// The pages. Where the typesetter loses lines of a block that goes over several pages, they are set
    /// again with blocks that part anywhere: that is when it cannot.
    fn pages(&self, draft: &mut Draft, before: Option<&Known>) -> Result<Pages, Failure> {
        let set = self.pages_as_drafted(draft, before)?;
        if set.lacks() == 0 || draft.blocks() != Blocks::Untried {
            return Ok(set);
        }
        draft.part_blocks(Blocks::PartAnywhere);
        let again = self.pages_as_drafted(draft, before)?;
        if again.lacks() < set.lacks() {
            return Ok(again);
        }
        // The layout leaves it out.
        draft.part_blocks(Blocks::Keep);
        Ok(set)
    }

    fn pages_as_drafted(&self, draft: &Draft, before: Option<&Known>) -> Result<Pages, Failure> {
        let set = typeset::typeset(&draft.world, before, self.stop)?;
        let lines = draft.lines(&set.document);
        let lost = lost::lost(&set.document, &lines.all, draft, self.book);
        Ok(Pages { set, lines, lost })
    }
}
