//! The rounds of the typesetter: pages are set until all that they say of each other is true.
//!
//! This is what `typst::compile` does, but for two things. Where pages of almost the same markup are
//! known, the first round asks them for the pages of notes and headings, so that it is mostly the
//! last one too. And what was remembered for a round is forgotten when the next one made no use of it:
//! a book of some thousand notes would else fill the memory with pages that nobody asks for again.
//!
//! Three thousand notes on 570 pages would else take eleven gigabytes. For the same reason running heads
//! look the marks of their page up among all (`heads.typ`, by halves), and do not ask each for its page.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use typst::comemo::{self, Track as _};
use typst::diag::{SourceDiagnostic, SourceResult};
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{Content, Output as _, StyleChain, Target, TargetElem};
use typst::introspection::{EmptyIntrospector, Introspector, MAX_ITERS, analyze};
use typst::utils::{LazyHash, Protected};
use typst::{Library, World as _};
use typst_layout::{PagedDocument, PagedIntrospector};

use super::world::World;
use crate::stop::Stop;

/// What set pages know of the places of all that stands on them.
pub(super) type Known = Arc<PagedIntrospector>;

/// How many books are being set: they share what the typesetter remembers.
static SETTING: AtomicUsize = AtomicUsize::new(0);

/// What came of setting pages.
pub(super) struct Set {
    /// The pages, or why there are none; nothing if it was stopped.
    pub(super) pages: Option<SourceResult<PagedDocument>>,
    /// What the typesetter says against the pages that it made: a link leads to what is on none.
    pub(super) objections: Vec<SourceDiagnostic>,
    /// Its warnings.
    pub(super) warnings: Vec<SourceDiagnostic>,
    /// How many rounds it took.
    #[cfg(test)]
    pub(super) rounds: usize,
}

/// Sets the pages, unless it is stopped between two rounds; `before` is what pages of almost the same markup know.
pub(super) fn set(world: &World, before: Option<&Known>, stop: Option<&Stop>) -> Set {
    set_in(world, before, stop, MAX_ITERS)
}

/// Sets the pages for the widths of letters: until what they say of each other is there, be it true or not, for the
/// number of a page is about as wide as that of the next.
pub(super) fn shape(world: &World, stop: Option<&Stop>) -> Set {
    set_in(world, None, stop, 2)
}

fn set_in(world: &World, before: Option<&Known>, stop: Option<&Stop>, most: usize) -> Set {
    let _one = One::more();
    let mut sink = Sink::new();
    let mut rounds = 0;
    let pages = settled(world, (before, stop), &mut sink, (&mut rounds, most)).transpose();
    Set {
        pages,
        objections: sink.delayed().into_iter().collect(),
        warnings: sink.warnings().into_iter().collect(),
        #[cfg(test)]
        rounds,
    }
}

fn settled(
    world: &World,
    (before, stop): (Option<&Known>, Option<&Stop>),
    sink: &mut Sink,
    (rounds, most): (&mut usize, usize),
) -> SourceResult<Option<PagedDocument>> {
    let library = typst::World::library(world);
    let world: &dyn typst::World = world;
    let (world, traced) = (world.track(), Traced::default());
    let target = TargetElem::target.set(Target::Paged).wrap();
    let base = StyleChain::new(&library.styles);
    let styles = base.chain(&target);
    let content = written(world, library, traced.track(), sink)?;
    let mut known: Vec<Known> = before.cloned().into_iter().collect();
    let first = usize::from(before.is_none());
    let pages = loop {
        let nothing: &dyn Introspector = &EmptyIntrospector;
        let introspector = known.last().map_or(nothing, |known| known.as_ref());
        let constraint = comemo::Constraint::new();
        let mut said = Sink::new();
        let mut engine = Engine {
            library,
            world,
            introspector: Protected::new(introspector.track_with(&constraint)),
            traced: traced.track(),
            sink: said.track_mut(),
            route: Route::default(),
        };
        let pages = PagedDocument::create(&mut engine, &content, styles)?;
        *rounds += 1;
        let settled = constraint.validate(pages.introspector().as_ref() as &dyn Introspector);
        known.push(pages.introspector().clone());
        if !settled && *rounds == MAX_ITERS {
            let mut asked = [nothing; MAX_ITERS + 1];
            for (asked, known) in asked[first..].iter_mut().zip(&known) {
                *asked = known.as_ref();
            }
            let warnings = analyze(world, asked, said.introspections());
            sink.extend_from_sink(said);
            warnings.into_iter().for_each(|warning| sink.warn(warning));
            break pages;
        }
        if settled || *rounds == most {
            sink.extend_from_sink(said);
            break pages;
        }
        drop(pages);
        forget();
        if stop.is_some_and(Stop::is_said) {
            return Ok(None);
        }
    };
    forget();
    Ok(Some(pages))
}

/// What the main file says.
fn written(
    world: comemo::Tracked<'_, dyn typst::World + '_>,
    library: &LazyHash<Library>,
    traced: comemo::Tracked<'_, Traced>,
    sink: &mut Sink,
) -> SourceResult<Content> {
    let main = world.source(world.main()).expect("the main file is always there");
    let route = Route::default();
    typst_eval::eval(world, library, traced, sink.track_mut(), route.track(), &main)
        .map(|module| module.content())
}

/// Forgets what no round made use of since the last time, for each of the books that are being set; all of
/// it where none is.
pub(super) fn forget() {
    comemo::evict(SETTING.load(Ordering::Relaxed));
}

/// A book that is being set.
struct One;

impl One {
    fn more() -> Self {
        SETTING.fetch_add(1, Ordering::Relaxed);
        Self
    }
}

impl Drop for One {
    fn drop(&mut self) {
        SETTING.fetch_sub(1, Ordering::Relaxed);
    }
}
