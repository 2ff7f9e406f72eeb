//! Passes: plain functions over the book, in one ordered list.

mod anchors;
mod back_references;
mod captions;
mod citations;
mod generated;
mod ids;
mod imprint;
mod index;
mod names;
mod notes;
mod numbers;
mod outline;
mod reading;
mod titles;

pub use citations::Works;
use ids::Taken;

use std::collections::BTreeMap;

use crate::diagnostics::Diagnostics;
use crate::ir::{Book, Excerpts, Image, Manuscript, Role};
use crate::proof::{self, typography::HouseStyle};
use crate::source::Span;
use crate::stop::{Stop, Stopped};

/// What the edition decides on the passes.
#[derive(Debug, Clone, Copy)]
pub struct Settings<'a> {
    /// Generated sections that are not wanted, with their places.
    pub omit: &'a [(Role, Span)],
    /// By what style typography is corrected; none: it is not.
    pub typography: Option<&'a HouseStyle>,
    /// The style of what umbruch itself puts into the text.
    pub style: &'a HouseStyle,
    /// The works that can be cited; none: the edition names no bibliography.
    pub works: Option<Works<'a>>,
    /// The word at which no further pass is begun.
    pub stop: &'a Stop,
}

/// Works out a book of a manuscript.
///
/// The manuscript is first corrected: typography, where the edition wants it; citations that become
/// notes. Then each pass makes a table of what it is given:
///
/// 1. `generated`: the sections in reading order, those made from metadata among them.
/// 2. `notes`: calls find their notes, and these their numbers and marks. Endnotes get their title, or
///    go where there are none.
/// 3. `ids`: those of the source, and one for every heading.
/// 4. `citations`: what they say; the list of works is made.
/// 5. `index`: indexes are made of the marks in the text.
/// 6. `captions`: lists of illustrations and of tables are made of their captions.
/// 7. `anchors`: what links lead to.
/// 8. `outline`: the table of contents.
/// 9. `back_references`: notes that refer to the one before learn to which work.
///
/// `names` names what passes have put in. `images` are the pictures by path.
///
/// # Errors
/// If it is stopped between two passes.
pub fn run(
    mut manuscript: Manuscript,
    images: BTreeMap<String, Image>,
    settings: &Settings<'_>,
    diagnostics: &mut Diagnostics,
) -> Result<Book, Stopped> {
    let Settings { omit, works, style, stop, .. } = *settings;
    if let Some(style) = settings.typography {
        proof::correct(&mut manuscript, style, stop)?;
    }
    stop.go_on()?;
    citations::place(&mut manuscript, works, diagnostics);
    names::complete(&mut manuscript);
    let mut arrangement = generated::place(manuscript, omit);
    stop.go_on()?;
    let mut notes = notes::resolve(&arrangement, diagnostics);
    generated::settle_endnotes(&mut arrangement, &notes, omit, diagnostics);
    stop.go_on()?;
    let mut taken = Taken::collect(&arrangement, diagnostics);
    stop.go_on()?;
    let cited = (works, style);
    let citations = citations::render(&mut arrangement, &notes, cited, &mut taken, diagnostics);
    stop.go_on()?;
    index::make(&mut arrangement, &citations, &mut taken, diagnostics);
    stop.go_on()?;
    captions::list(&mut arrangement, &citations, &mut taken, diagnostics);
    stop.go_on()?;
    let ids = taken.given;
    let anchors = anchors::resolve(&arrangement, &notes, &ids, &citations, diagnostics);
    stop.go_on()?;
    let language = &arrangement.metadata().language;
    let excerpts = Excerpts { anchors: &anchors, citations: &citations, language };
    let outline = outline::build(&arrangement, &ids, &excerpts);
    stop.go_on()?;
    back_references::resolve(&mut arrangement, &mut notes, &citations);
    names::complete(&mut arrangement.manuscript);
    names::of_made(&mut arrangement);
    Ok(Book { arrangement, notes, ids, citations, anchors, outline, images })
}
