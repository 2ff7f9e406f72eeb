//! The markup of a book while its lines are chosen: line ends are put in and taken out.
//!
//! An end is U+2028, which to the typesetter ends a line that is brought to the measure, in place of a
//! space or behind a hyphen. Before it a line that is tight goes back by two em, so that the typesetter, which makes word
//! spaces alone narrower, takes no line for too long that [`super::fill`] can bring to its measure; `map` knows the way
//! back, and `runs` has the file say at these ends what it says at all others.
//!
//! Half of what the typesetter does is to look for places at which it may break words. Where the ends are chosen here, it
//! is told to break none ([`Breaking`]), but in the paragraphs that are left to it; only in these it is said which breaks
//! are wrong, for each change of style has it shape letters apart.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

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
    chosen: ChosenLines,
    blocks: Blocks,
    breaking: Breaking,
}

/// The lines of a book as far as they are chosen.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ChosenLines {
    /// Where they end.
    pub(super) ends: Ends,
    /// Which of these ends the line that ends there is too long for by nature, so that the typesetter may not get it into its measure.
    pub(super) tight: BTreeSet<usize>,
    /// Behind which of these ends, and before the first lines of which paragraphs, the page turns: the bytes of the
    /// markup, as it was written.
    pub(super) turns: BTreeMap<usize, Turn>,
    /// The paragraphs, by their index in [`Places`], of which the typesetter chooses the lines, and breaks words.
    pub(super) left: BTreeSet<usize>,
    /// Behind which of the ends the next line begins how much further in, in points: beside an initial.
    pub(super) indents: BTreeMap<usize, f64>,
    /// The initials that are let in, by the byte of the markup at which the letter is written, and how far it is drawn over its
    /// width, in points.
    pub(super) let_in: BTreeMap<usize, f64>,
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
}

/// The hyphen of a broken word as markup: no other character is written in this way.
pub(super) const HYPHEN: &str = "\\u{2d}";

impl From<Ends> for ChosenLines {
    fn from(ends: Ends) -> Self {
        Self { ends, ..Self::default() }
    }
}

impl LineEnd {
    /// How many bytes give way.
    fn gone(self) -> usize {
        usize::from(self == Self::Space)
    }
}

/// What turns the page, by how the next one is to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// The text keeps the room that parts it from footnotes.
    Parted,
    /// No footnote stands there.
    Bare,
}

impl Turn {
    fn markup(self) -> &'static str {
        match self {
            Self::Parted => "#turn-page();",
            Self::Bare => "#turn-page(bare: true);",
        }
    }
}

/// What is put into the markup, by the byte of the markup as it was written, and by the place in the order there.
type Puts = BTreeMap<(usize, Order), Put>;

/// In which order stands what is put at one byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    BehindUnbroken,
    BehindBroken,
    End,
    Broken,
    Unbroken,
}

/// What is put into the markup.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Put {
    End {
        end: LineEnd,
        tight: bool,
        /// By how many points the next line begins further in.
        indent: Option<f64>,
        /// The page turns behind it.
        turn: Option<Turn>,
    },
    /// An initial is let in that is drawn so many points over its width.
    LetIn(f64),
    /// The page turns before a paragraph.
    Turn(Turn),
    /// Around a paragraph in which words are broken.
    Broken,
    /// Around those of its letters before which none is.
    Unbroken,
    Behind,
}

impl Put {
    /// How many bytes give way.
    fn gone(self) -> usize {
        match self {
            Self::End { end, .. } => end.gone(),
            _ => 0,
        }
    }

    /// What is put there.
    fn markup(self) -> Cow<'static, str> {
        match self {
            Self::End { end, tight, indent, turn } => {
                let hyphen = if end == LineEnd::Hyphen { HYPHEN } else { "" };
                let back = if tight { "#h(-2em)" } else { "" };
                let indent = indent.map(|indent| format!("#h({indent:.3}pt)")).unwrap_or_default();
                let turn = turn.map_or("", Turn::markup);
                [hyphen, back, "\\u{2028}", &indent, turn].concat().into()
            }
            Self::LetIn(over) => format!("(let-in: {over:.3}pt)").into(),
            Self::Turn(turn) => turn.markup().into(),
            Self::Broken => "#broken[".into(),
            Self::Unbroken => "#unbroken[".into(),
            Self::Behind => "];".into(),
        }
    }
}

/// Who breaks words at line ends, where the layout has them broken. The rule stands behind the head of the markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaking {
    /// The typesetter.
    Typesetter,
    /// Nobody, and lines are filled one after the other: only the widths of letters are asked for.
    Nobody,
    /// Whoever chose the ends that are put in, and the typesetter in the paragraphs that are left to it.
    Chosen,
}

impl Breaking {
    /// Its line of the markup. All are of one length, so that what stands behind stays where it is.
    pub(super) fn rule(self) -> String {
        const NOBODY: &str = "#set par(linebreaks: \"simple\"); #set text(hyphenate: false); #show link: it => it.body";
        let rule = match self {
            Self::Typesetter => "// The typesetter breaks words.",
            Self::Nobody => NOBODY,
            Self::Chosen => "#set text(hyphenate: false)",
        };
        format!("{rule:length$}", length = NOBODY.len())
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

/// Where this part of the markup changes, it is made anew, not edited. Set by judgement.
const MUCH: f64 = 0.25;
/// Changes that are no further apart, in bytes, are made at once: they are mostly in one paragraph.
const NEAR: usize = 200;

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
        Self {
            world,
            map,
            places,
            chosen: ChosenLines::default(),
            blocks: Blocks::Untried,
            breaking: Breaking::Typesetter,
        }
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

    /// The lines that are chosen.
    pub(super) fn chosen(&self) -> &ChosenLines {
        &self.chosen
    }

    /// Has these lines chosen and no others. The typesetter keeps what it knows of
    /// paragraphs that do not change.
    pub(super) fn choose(&mut self, wanted: ChosenLines) {
        let (before, puts) = (self.puts(&self.chosen), self.puts(&wanted));
        let changed = self.changed(&before, &puts, &wanted);
        let markup = self.map.markup();
        let much =
            changed.iter().map(Range::len).sum::<usize>() as f64 > MUCH * markup.len() as f64;
        if much {
            self.world.replace(&with_puts(markup, 0..markup.len(), &puts));
            self.part_blocks(self.blocks);
            if self.breaking != Breaking::Typesetter {
                self.break_words(self.breaking);
            }
        } else {
            // From the end, so that what is still to be changed stays where it is.
            for written in changed.into_iter().rev() {
                let here = self.map.shown(written.start);
                let markup = self.map.markup();
                let gone = with_puts(markup, written.clone(), &before).len();
                self.world.edit(here..here + gone, &with_puts(markup, written, &puts));
            }
        }
        self.map.change(puts.iter().map(|((at, _), put)| (*at, put.gone(), put.markup().len())));
        self.chosen = wanted;
    }

    /// The stretches of the markup, as it was written, that change with what is put into them. What stands around a
    /// paragraph is changed at once: markup in which one of two brackets is missing would be read anew as a whole.
    fn changed(&self, before: &Puts, now: &Puts, wanted: &ChosenLines) -> Vec<Range<usize>> {
        let gone = |puts: &Puts, key| puts.get(key).map_or(0, |put: &Put| put.gone());
        let differs = |key: &&(usize, Order)| before.get(key) != now.get(key);
        let ends = before.keys().chain(now.keys()).filter(differs);
        let ends = ends.map(|key| key.0..key.0 + gone(before, key).max(gone(now, key)));
        let left = self.chosen.left.symmetric_difference(&wanted.left);
        let left = left.map(|index| self.places.paragraphs()[*index].range.clone());
        let mut changed: Vec<Range<usize>> = ends.chain(left).collect();
        changed.sort_unstable_by_key(|range| range.start);
        changed.dedup_by(|next, range| {
            let near = next.start <= range.end + NEAR;
            if near {
                range.end = range.end.max(next.end);
            }
            near
        });
        changed
    }

    /// What is put into the markup for them.
    fn puts(&self, chosen: &ChosenLines) -> Puts {
        let here = |at: usize, put| ((at, Order::End), put);
        let turns = chosen.turns.iter().map(|(at, turn)| here(*at, Put::Turn(*turn)));
        let mut puts: Puts = turns.collect();
        puts.extend(chosen.ends.iter().map(|(at, end)| {
            let turn = chosen.turns.get(at).copied();
            let indent = chosen.indents.get(at).copied().filter(|_| turn.is_none());
            here(*at, Put::End { end: *end, tight: chosen.tight.contains(at), indent, turn })
        }));
        puts.extend(chosen.let_in.iter().map(|(at, over)| here(*at, Put::LetIn(*over))));
        for index in &chosen.left {
            let paragraph = &self.places.paragraphs()[*index];
            let Range { start, end } = paragraph.range;
            if paragraph.broken && start < end {
                puts.insert((start, Order::Broken), Put::Broken);
                puts.insert((end, Order::BehindBroken), Put::Behind);
                for unbroken in self.places.unbroken_in(&paragraph.range) {
                    puts.insert((unbroken.start, Order::Unbroken), Put::Unbroken);
                    puts.insert((unbroken.end, Order::BehindUnbroken), Put::Behind);
                }
            }
        }
        puts
    }

    /// Has words broken in that way from now on.
    pub(super) fn break_words(&mut self, breaking: Breaking) {
        let rule = breaking.rule();
        let at = self.places.breaking;
        self.world.edit(at..at + rule.len(), &rule);
        self.breaking = breaking;
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

    /// The markup as it is now.
    pub(super) fn markup(&self) -> &str {
        self.world.markup()
    }
}

/// A stretch of the markup with what is put into it, at its end, too.
fn with_puts(markup: &str, stretch: Range<usize>, puts: &Puts) -> String {
    let mut out = String::with_capacity(stretch.len() + stretch.len() / 4);
    let mut written = stretch.start;
    let whole = (stretch.start, Order::BehindUnbroken)..=(stretch.end, Order::Unbroken);
    for ((at, _), put) in puts.range(whole) {
        // What gives way at the very end stands behind it.
        if at + put.gone() > stretch.end {
            break;
        }
        out.push_str(&markup[written..*at]);
        out.push_str(&put.markup());
        written = at + put.gone();
    }
    out.push_str(&markup[written..stretch.end]);
    out
}
