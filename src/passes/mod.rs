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
#[must_use]
pub fn run(
    mut manuscript: Manuscript,
    images: BTreeMap<String, Image>,
    settings: &Settings<'_>,
    diagnostics: &mut Diagnostics,
) -> Book {
    let Settings { omit, works, style, .. } = *settings;
    if let Some(style) = settings.typography {
        proof::correct(&mut manuscript, style);
    }
    citations::place(&mut manuscript, works, diagnostics);
    names::complete(&mut manuscript);
    let mut arrangement = generated::place(manuscript, omit);
    let mut notes = notes::resolve(&arrangement, diagnostics);
    generated::settle_endnotes(&mut arrangement, &notes, omit, diagnostics);
    let mut taken = Taken::collect(&arrangement, diagnostics);
    let cited = (works, style);
    let citations = citations::render(&mut arrangement, &notes, cited, &mut taken, diagnostics);
    index::make(&mut arrangement, &citations, &mut taken, diagnostics);
    captions::list(&mut arrangement, &citations, &mut taken, diagnostics);
    let ids = taken.given;
    let anchors = anchors::resolve(&arrangement, &notes, &ids, &citations, diagnostics);
    let language = &arrangement.metadata().language;
    let excerpts = Excerpts { anchors: &anchors, citations: &citations, language };
    let outline = outline::build(&arrangement, &ids, &excerpts);
    back_references::resolve(&mut arrangement, &mut notes, &citations);
    names::complete(&mut arrangement.manuscript);
    names::of_made(&mut arrangement);
    Book { arrangement, notes, ids, citations, anchors, outline, images }
}
