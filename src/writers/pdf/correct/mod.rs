//! Lines are chosen, pages set and corrected (*Feinumbruch*): set, look, choose lines anew, set again.
//!
//! At first the typesetter only shapes the letters: no word is broken, and lines are filled one after the other. By the
//! widths that these lines tell, the ends of all lines are chosen, and pages are set with them: that is a draft. Then
//! the lines are chosen again with which something is wrong on the pages. Written are the best pages seen. What is done to
//! all paragraphs stands in `paragraphs`, to one in `paragraph`.
//!
//! Three settings of the pages at most, each of only what changed, and one more where the best ones were not the last. What the source says is never changed. What no
//! rule foresaw at a page's edge, as a footnote that pulls a line, is tried to be mended by a line more or
//! less.

mod paragraph;
mod paragraphs;

use self::paragraphs::Paragraphs;
use super::Options;
use super::draft::{Blocks, Breaking, Draft};
use super::fill::{self, Stretch};
use super::footnotes;
use super::lines::{self, Lines};
use super::lost::{self, Lost};
use super::rounds::{self, Known};
use super::typeset::{self, Failure, Typeset};
use crate::inspection::{self, Finding, Flaw, Limits, Measures, Pin, Report, inspect};
use crate::ir::Book;
use crate::layouts::{InitialForm, Layout};
use crate::stop::Stop;

/// How often pages are set at most, without that for the widths: a fourth setting was worse than the third in each of six
/// books but one, where it was as good.
const PASSES: usize = 3;

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

/// Sets pages, their lines chosen, and looks at them; corrects the pages, if that is wished.
pub(in crate::writers::pdf) fn typeset(
    draft: &mut Draft,
    book: &Book,
    layout: &Layout,
    options: &Options<'_>,
) -> Result<Corrected, Failure> {
    let setter = PageSetter { book, layout, stop: options.stop, stretch: stretch(layout) };
    if !layout.settings().justification.justify {
        let set = setter.pages(draft, None)?;
        // Ragged lines are the typesetter's.
        return Ok(Corrected { unmet: options.pins.to_vec(), ..setter.look(set, draft) });
    }
    draft.break_words(Breaking::Nobody);
    let shaped = setter.shape(draft)?;
    draft.break_words(Breaking::Chosen);
    let mut paragraphs = Paragraphs::cut(&shaped.lines, draft, &setter.stretch, let_in(layout));
    let unmet = paragraphs.pin(options.pins, draft);
    paragraphs.begin_anew();
    if options.corrects {
        let pages = setter.seen(&shaped, draft);
        paragraphs.make_up(&pages, &shaped.lines, draft, false);
    }
    let known = shaped.set.document.introspector().clone();
    // Else what was shaped, and what is known of it, would be in memory beside the pages.
    drop(shaped);
    rounds::forget();
    let first = setter.set(draft, &mut paragraphs, &known)?;
    if !options.corrects {
        return Ok(Corrected { unmet, ..first });
    }
    let mut kept = setter.correct(draft, &mut paragraphs, first)?;
    paragraphs.give_reasons(&mut kept.report, &kept.lines);
    Ok(Corrected { unmet, ..kept })
}

fn stretch(layout: &Layout) -> Stretch {
    let how = &layout.settings().justification;
    let (spacing, scale, tracking) = (how.spacing, how.scale, how.tracking);
    Stretch { spacing, scale, tracking, hanging: how.hanging }
}

/// How many lines initials are let into, if they are, and how far baselines are apart, in points.
fn let_in(layout: &Layout) -> Option<(usize, f64)> {
    let (openings, text) = (&layout.settings().openings, &layout.settings().text);
    let lines = usize::try_from(openings.initial).unwrap_or(usize::MAX);
    (openings.initial_form == InitialForm::Dropped && lines > 1).then_some((lines, text.leading))
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

/// How bad pages are: first by what is not on them, for nothing is as bad as to leave something out. A percent of broken
/// words is as bad as a thousandth of an em by which word spaces scatter more; both are set by judgement.
fn score(set: &Corrected) -> (usize, f64) {
    let report = &set.report;
    let count = |flaw: &Flaw| report.measures.flaws[flaw.as_str()] as f64;
    let flaws: f64 = Flaw::ALL.iter().map(|flaw| weight(*flaw) * count(flaw)).sum();
    let Measures { hyphenated, evenness, .. } = report.measures;
    let lacks = set.lost.len() + set.set.objections.len();
    (lacks, flaws + hyphenated + 1000.0 * evenness)
}

/// What pages know of each other, without the pages: those of two settings would else be in memory.
fn forgotten(pages: Corrected) -> Known {
    pages.set.document.introspector().clone()
}

/// Pages as they were set.
struct Pages {
    set: Typeset,
    lines: Lines,
    lost: Vec<Lost>,
}

impl Pages {
    /// How much is not on them: of the book, and of what links lead to.
    fn lacks(&self) -> usize {
        self.lost.len() + self.set.objections.len()
    }
}

struct PageSetter<'a> {
    book: &'a Book,
    layout: &'a Layout,
    stop: Option<&'a Stop>,
    stretch: Stretch,
}

impl PageSetter<'_> {
    /// Corrects pages that are set; the best that were seen.
    fn correct(
        &self,
        draft: &mut Draft,
        paragraphs: &mut Paragraphs,
        first: Corrected,
    ) -> Result<Corrected, Failure> {
        let before = first.report.measures.clone();
        let mut best = (score(&first), draft.chosen().clone());
        let mut kept = first;
        let mut passes = 1;
        while passes < PASSES
            && paragraphs.correct(&kept.report, draft, &kept.lines)
            && paragraphs.chosen() != *draft.chosen()
        {
            let known = forgotten(kept);
            kept = self.set(draft, paragraphs, &known)?;
            passes += 1;
            let score = score(&kept);
            if score < best.0 {
                best = (score, draft.chosen().clone());
            }
        }
        // Beside an initial that stands up by now the lines of before cannot be filled.
        if best.1 != *draft.chosen() && best.1.let_in == draft.chosen().let_in {
            let known = forgotten(kept);
            draft.choose(best.1);
            let set = self.pages(draft, Some(&known))?;
            kept = self.filled(set, paragraphs, draft);
        }
        kept.report.before = Some(before);
        kept.report.passes = passes;
        Ok(kept)
    }

    /// Sets the letters, for their widths.
    fn shape(&self, draft: &Draft) -> Result<Pages, Failure> {
        self.goes_on()?;
        let set = typeset::shape(&draft.world, self.stop)?;
        let lines = draft.lines(&set.document);
        Ok(Pages { set, lines, lost: Vec::new() })
    }

    /// Sets the pages with the lines that are chosen, and looks at them.
    fn set(
        &self,
        draft: &mut Draft,
        paragraphs: &mut Paragraphs,
        before: &Known,
    ) -> Result<Corrected, Failure> {
        draft.choose(paragraphs.chosen());
        let mut set = self.pages(draft, Some(before))?;
        // What is made up anew behind one that now stands up may end beside another: each is raised once.
        while paragraphs.raise_initials(&set.lines) {
            draft.choose(paragraphs.chosen());
            set = self.pages(draft, Some(before))?;
        }
        Ok(self.filled(set, paragraphs, draft))
    }

    /// Fills the lines of pages, and looks at them.
    fn filled(&self, mut set: Pages, paragraphs: &Paragraphs, draft: &Draft) -> Corrected {
        let measures = |place| paragraphs.measures(place);
        fill::fill(&mut set.lines, measures, draft.places(), &self.stretch);
        self.look(set, draft)
    }

    fn goes_on(&self) -> Result<(), Failure> {
        if self.stop.is_some_and(Stop::is_said) { Err(Failure::Stopped) } else { Ok(()) }
    }

    /// The pages with what they show of the source.
    fn seen(&self, pages: &Pages, draft: &Draft) -> inspection::Pages {
        let pages_set = pages.set.document.pages().iter();
        let sizes: Vec<(f64, f64)> = pages_set
            .map(|page| (page.frame.width().to_pt(), page.frame.height().to_pt()))
            .collect();
        lines::pages(&pages.lines, &sizes, draft, self.layout.settings())
    }

    /// Looks at pages.
    fn look(&self, pages: Pages, draft: &Draft) -> Corrected {
        let seen = self.seen(&pages, draft);
        let Pages { set, lines, lost } = pages;
        let astray = footnotes::astray(&set.document, self.book);
        let known = astray.iter().map(|one| Finding {
            flaw: Flaw::NotePage,
            page: one.call - 1,
            line: None,
            span: Some(one.span),
            message: one.message(),
            reason: None,
        });
        let report = inspect(self.layout.name(), seen, Limits::default(), known.collect());
        Corrected { set, report, lines, lost, unmet: Vec::new() }
    }

    /// The pages. Where the typesetter loses lines of a block that goes over several pages, they are set
    /// again with blocks that part anywhere: that is when it cannot.
    fn pages(&self, draft: &mut Draft, before: Option<&Known>) -> Result<Pages, Failure> {
        self.goes_on()?;
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
