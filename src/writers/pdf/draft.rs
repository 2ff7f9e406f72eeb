//! The markup of a book while its lines are looked at: line ends are put in and taken out.
//!
//! An end is U+2028, which to the typesetter ends a line that is brought to the measure, in place of a
//! space or behind a hyphen. Before it the line goes back by two em, so that the typesetter, which makes word spaces
//! alone narrower, takes no line for too long that [`super::fill`] can bring to its measure; `map` knows the way back, and `runs` has the file say at these ends what it
//! says at all others.

use std::collections::BTreeMap;

use typst_layout::PagedDocument;

use super::lines::{self, Lines};
use super::lower::{Lowered, Places};
use super::map::SourceMap;
use super::world::World;
use crate::fonts::Fonts;
use crate::layouts::Layout;
use crate::resources::Resources;
use crate::source::Span;

/// Markup in its world.
pub(super) struct Draft {
    /// What the typesetter sees.
    pub(super) world: World,
    /// From the markup to the source.
    pub(super) map: SourceMap,
    places: Places,
    ends: Ends,
    blocks: Blocks,
}

/// Line ends by the byte of the markup, as it was written, at which they stand.
pub(super) type Ends = BTreeMap<usize, LineEnd>;

/// A line end that is put into the markup. To Typst U+2028 ends a line that is brought to the measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineEnd {
    /// In place of the space that stands there.
    Space,
    /// Within a word, with a hyphen.
    Hyphen,
    /// Behind a hyphen or a dash of the text.
    Dash,
    /// Between two parts of an address, before the second.
    Part,
    /// In place of a space, and the page turns there.
    SpaceTurn,
    /// Within a word, with a hyphen, and the page turns there.
    HyphenTurn,
    /// Behind a hyphen or a dash, and the page turns there.
    DashTurn,
    /// The page turns before the first line of a paragraph.
    Turn,
}

/// The hyphen of a broken word as markup: no other character is written in this way.
pub(super) const HYPHEN: &str = "\\u{2d}";

impl LineEnd {
    /// How many bytes give way, and what is put there.
    fn markup(self) -> (usize, &'static str) {
        match self {
            Self::Space => (1, "#h(-2em)\\u{2028}"),
            Self::Hyphen => (0, "\\u{2d}#h(-2em)\\u{2028}"),
            Self::Dash | Self::Part => (0, "#h(-2em)\\u{2028}"),
            Self::SpaceTurn => (1, "#h(-2em)\\u{2028}#turn-page();"),
            Self::HyphenTurn => (0, "\\u{2d}#h(-2em)\\u{2028}#turn-page();"),
            Self::DashTurn => (0, "#h(-2em)\\u{2028}#turn-page();"),
            Self::Turn => (0, "#turn-page();"),
        }
    }

    /// The same with the page turned behind it.
    pub(super) fn turned(self) -> Self {
        match self {
            Self::Space | Self::SpaceTurn => Self::SpaceTurn,
            Self::Hyphen | Self::HyphenTurn => Self::HyphenTurn,
            Self::Dash | Self::Part | Self::DashTurn => Self::DashTurn,
            Self::Turn => Self::Turn,
        }
    }

    /// Whether the page turns there.
    pub(super) fn turns(self) -> bool {
        self == self.turned()
    }

    /// Whether a space gives way to it.
    pub(super) fn is_space(self) -> bool {
        matches!(self, Self::Space | Self::SpaceTurn)
    }

    fn written(self) -> &'static str {
        if self.is_space() { " " } else { "" }
    }
}

/// How blocks that go over several pages are parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blocks {
    /// First and last lines of paragraphs do not stand alone; nothing else was tried.
    Untried,
    /// The same, for anything else was of no use.
    Keep,
    /// Between any two lines.
    PartAnywhere,
}

impl Blocks {
    /// The first line of the markup. All are of one length, so that what stands behind stays where it is.
    pub(super) fn rule(self) -> String {
        const ANYWHERE: &str = "#show block: set text(costs: (widow: 0%, orphan: 0%))";
        match self {
            Self::Untried | Self::Keep => {
                format!("{:length$}", "// Blocks part like all else.", length = ANYWHERE.len())
            }
            Self::PartAnywhere => ANYWHERE.to_owned(),
        }
    }
}

/// From so many changes on the markup is made anew, not edited.
const MANY: usize = 400;

impl Draft {
    /// The markup as it was written.
    pub(super) fn new(
        lowered: Lowered,
        layout: &Layout,
        resources: &Resources,
        fonts: Fonts,
    ) -> Self {
        let Lowered { markup, map, places } = lowered;
        let world = World::new(markup, layout, resources, fonts);
        Self { world, map, places, ends: Ends::new(), blocks: Blocks::Untried }
    }

    /// The lines of its pages.
    pub(super) fn lines(&self, document: &PagedDocument) -> Lines {
        lines::read(document, &self.world, &self.map, &self.places)
    }

    /// What is known of the markup.
    pub(super) fn places(&self) -> &Places {
        &self.places
    }

    /// Whether words that stand in a paragraph are in that part of it.
    pub(super) fn holds(&self, part: usize, words: Span) -> bool {
        let part = &self.places.paragraphs()[part];
        let letter = |at: usize| self.map.letter(at).start;
        (!part.continues || letter(part.range.start) <= words.start)
            && (!part.goes_on || words.start <= letter(part.range.end - 1))
    }

    /// The line ends that are put in.
    pub(super) fn ends(&self) -> &Ends {
        &self.ends
    }

    /// Puts these line ends in and takes out all others. The typesetter keeps what it knows of
    /// paragraphs that do not change.
    pub(super) fn set_ends(&mut self, wanted: Ends) {
        let differs = |at: &usize| self.ends.get(at) != wanted.get(at);
        let mut changed: Vec<usize> =
            self.ends.keys().chain(wanted.keys()).copied().filter(differs).collect();
        changed.sort_unstable();
        changed.dedup();
        if changed.len() > MANY {
            self.world.replace(&with_ends(self.map.markup(), &wanted));
            self.part_blocks(self.blocks);
        } else {
            // From the end, so that what is still to be changed stays where it is.
            for at in changed.iter().rev() {
                self.edit(*at, wanted.get(at).copied());
            }
        }
        self.map.change(wanted.iter().map(|(at, end)| {
            let (gone, put) = end.markup();
            (*at, gone, put.len())
        }));
        self.ends = wanted;
    }

    /// How blocks are parted.
    pub(super) fn blocks(&self) -> Blocks {
        self.blocks
    }

    /// Has blocks parted in that way from now on.
    pub(super) fn part_blocks(&mut self, blocks: Blocks) {
        let rule = blocks.rule();
        self.world.edit(0..rule.len(), &rule);
        self.blocks = blocks;
    }

    fn edit(&mut self, at: usize, end: Option<LineEnd>) {
        let here = self.map.shown(at);
        let before = self.ends.get(&at);
        let length = before.map_or(0, |end| end.markup().1.len());
        let (mut gone, mut put) = (length, before.map_or("", |end| end.written()));
        if let Some(end) = end {
            let (also_gone, markup) = end.markup();
            if before.is_none() {
                gone += also_gone;
            }
            put = markup;
        }
        self.world.edit(here..here + gone, put);
    }

    /// The markup as it is now.
    pub(super) fn markup(&self) -> &str {
        self.world.markup()
    }
}

fn with_ends(markup: &str, ends: &Ends) -> String {
    let mut out = String::with_capacity(markup.len() + 14 * ends.len());
    let mut written = 0;
    for (at, end) in ends {
        let (gone, put) = end.markup();
        out.push_str(&markup[written..*at]);
        out.push_str(put);
        written = at + gone;
    }
    out.push_str(&markup[written..]);
    out
}
