//! Cuts a font down to the glyphs in use.
//!
//! The tables of layout, the mapping of characters and TrueType outlines are cut by `skera`, which
//! passes over CFF outlines; those are cut by `subsetter`, for the same glyphs in the same order.

use std::collections::BTreeSet;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use skera::{DEFAULT_LAYOUT_FEATURES, Plan, SubsetFlags, subset_font};
use subsetter::GlyphRemapper;
use unicode_normalization::char::{compose, is_combining_mark};
use write_fonts::FontBuilder;
use write_fonts::read::collections::IntSet;
use write_fonts::read::types::{GlyphId, NameId, Tag};
use write_fonts::read::{FontRef, TableProvider};

/// What is wanted of a font.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The characters that are set in it.
    pub characters: BTreeSet<char>,
    /// Those of them that are set in small capitals.
    pub small_caps: BTreeSet<char>,
    /// Those of these whose capitals become small as well.
    pub all_small_caps: BTreeSet<char>,
}

/// Why a font cannot go into an e-book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// It is no font, or a damaged one.
    Broken,
    /// Its makers forbid that it is embedded (`fsType` bit 1).
    EmbeddingForbidden,
    /// Its makers forbid that a part of it is embedded (`fsType` bit 8).
    SubsettingForbidden,
    /// Its makers allow none but its bitmaps to be embedded (`fsType` bit 9).
    BitmapsOnly,
    /// It has neither TrueType nor CFF outlines.
    Outlines,
    /// It cannot be cut down, for the reason given.
    Failed(String),
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Broken => "it is damaged",
            Self::EmbeddingForbidden => "its makers forbid that it is embedded",
            Self::SubsettingForbidden => "its makers forbid that a part of it is embedded",
            Self::BitmapsOnly => "its makers allow none but its bitmaps to be embedded",
            Self::Outlines => "it has neither TrueType nor CFF outlines",
            Self::Failed(reason) => return write!(f, "it cannot be cut down: {reason}"),
        })
    }
}

/// Figures of every kind, which style sheets ask for.
const FIGURES: [&[u8; 4]; 4] = [b"onum", b"lnum", b"pnum", b"tnum"];

/// What shaping does of itself elsewhere, but not in the lines of an e-book: fractions, vertical
/// lines, random forms, spacing of East Asian type.
const UNUSED: [&[u8; 4]; 15] = [
    b"frac", b"numr", b"dnom", b"valt", b"vert", b"vkrn", b"vpal", b"vrt2", b"rand", b"jalt",
    b"chws", b"vchw", b"halt", b"vhal", b"palt",
];

/// What makes small capitals of small letters, and of capitals.
const SMALL_CAPS: &[u8; 4] = b"smcp";
const ALL_SMALL_CAPS: &[u8; 4] = b"c2sc";

/// Tables that are of no use in an e-book: hints for printers, bitmaps, tables of other systems,
/// signatures, and variations, of which the first is kept.
const DROPPED: [&[u8; 4]; 30] = [
    b"morx", b"mort", b"kerx", b"JSTF", b"DSIG", b"EBDT", b"EBLC", b"EBSC", b"SVG ", b"PCLT",
    b"LTSH", b"Feat", b"Glat", b"Gloc", b"Silf", b"Sill", b"FFTM", b"MATH", b"BASE", b"fvar",
    b"gvar", b"avar", b"cvar", b"HVAR", b"VVAR", b"MVAR", b"STAT", b"VORG", b"meta", b"PfEd",
];

/// Names that are kept: those that a font is asked for by, copyright, trademark and licence.
const NAMES: [u16; 12] = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17];

/// A font with what is wanted of the one with that index in the file: its characters and what
/// ligatures, small capitals and figures make of them, kerning and marks, names and licence. The
/// same bytes for the same arguments; characters that the font lacks are passed over.
///
/// # Errors
/// If the font may not be embedded, or is of a kind that cannot be cut down.
pub fn subset(file: &[u8], index: u32, wanted: &Wanted) -> Result<Vec<u8>, Unfit> {
    // Nothing is left half-done: what was worked on is thrown away after a panic.
    catch_unwind(AssertUnwindSafe(|| cut(file, index, wanted))).unwrap_or(Err(Unfit::Broken))
}

fn cut(file: &[u8], index: u32, wanted: &Wanted) -> Result<Vec<u8>, Unfit> {
    let wanted = &Wanted {
        characters: composed(&wanted.characters),
        small_caps: composed(&wanted.small_caps),
        all_small_caps: composed(&wanted.all_small_caps),
    };
    let font = FontRef::from_index(file, index).map_err(|_| Unfit::Broken)?;
    let has = |tag: &[u8; 4]| font.table_data(Tag::new(tag)).is_some();
    permitted(&font)?;
    if [b"cmap", b"head", b"hhea", b"hmtx", b"maxp"].iter().any(|tag| !has(tag)) {
        return Err(Unfit::Broken);
    }
    let is_cff = has(b"CFF ");
    if !is_cff && !has(b"glyf") {
        return Err(Unfit::Outlines);
    }
    let plan = plan(&font, wanted);
    let tables = subset_font(&font, &plan).map_err(|error| Unfit::Failed(error.to_string()))?;
    if !is_cff {
        return Ok(tables);
    }
    let outlines = outlines(file, index, &plan)?;
    let tables = FontRef::new(&tables).map_err(|_| Unfit::Broken)?;
    let mut builder = FontBuilder::new();
    builder.add_raw(Tag::new(b"CFF "), outlines);
    builder.copy_missing_tables(tables);
    Ok(builder.build())
}

/// Whether the font may go into a book (OpenType, table `OS/2`, `fsType`). Where several of the
/// exclusive bits are set, as old fonts have it, the most generous one counts.
fn permitted(font: &FontRef<'_>) -> Result<(), Unfit> {
    let bits = font.os2().map_or(0, |os2| os2.fs_type());
    match bits {
        _ if bits & 0xf == 0x2 => Err(Unfit::EmbeddingForbidden),
        _ if bits & 0x100 != 0 => Err(Unfit::SubsettingForbidden),
        _ if bits & 0x200 != 0 => Err(Unfit::BitmapsOnly),
        _ => Ok(()),
    }
}

/// Those characters, with what shaping may make of a letter and a mark behind it.
fn composed(characters: &BTreeSet<char>) -> BTreeSet<char> {
    let mut all = characters.clone();
    for &mark in characters.iter().filter(|&&c| is_combining_mark(c)) {
        all.extend(characters.iter().filter_map(|&letter| compose(letter, mark)));
    }
    all
}

/// Which glyphs are kept. Small capitals are made of those letters alone that are set in them, so
/// that the glyphs are looked for several times before the plan is made in which none is added.
fn plan(font: &FontRef<'_>, wanted: &Wanted) -> Plan {
    let mut kept: IntSet<Tag> = DEFAULT_LAYOUT_FEATURES.iter().copied().collect();
    kept.remove_all(UNUSED.map(Tag::new));
    kept.extend(FIGURES.map(Tag::new));
    let mut glyphs = glyphs(font, &wanted.characters, &kept);
    let small = [(&wanted.small_caps, SMALL_CAPS), (&wanted.all_small_caps, ALL_SMALL_CAPS)];
    for (letters, feature) in small {
        if !letters.is_empty() {
            kept.insert(Tag::new(feature));
            glyphs.union(&self::glyphs(font, letters, &kept));
        }
    }
    planned(font, &glyphs, &wanted.characters, &kept, SubsetFlags::SUBSET_FLAGS_NO_LAYOUT_CLOSURE)
}

/// The glyphs for those characters, and all that those features make of them.
fn glyphs(
    font: &FontRef<'_>,
    characters: &BTreeSet<char>,
    features: &IntSet<Tag>,
) -> IntSet<GlyphId> {
    let plan =
        planned(font, &IntSet::empty(), characters, features, SubsetFlags::SUBSET_FLAGS_DEFAULT);
    plan.old_to_new_glyph_mapping().map(|(old, _)| old).collect()
}

fn planned(
    font: &FontRef<'_>,
    glyphs: &IntSet<GlyphId>,
    characters: &BTreeSet<char>,
    features: &IntSet<Tag>,
    closure: SubsetFlags,
) -> Plan {
    Plan::new(
        glyphs,
        &characters.iter().map(|&c| u32::from(c)).collect(),
        font,
        closure | SubsetFlags::SUBSET_FLAGS_NOTDEF_OUTLINE,
        &DROPPED.into_iter().map(Tag::new).collect(),
        &IntSet::all(),
        features,
        &NAMES.into_iter().map(NameId::new).collect(),
        &IntSet::all(),
    )
}

/// The CFF outlines of the plan's glyphs, in its order.
fn outlines(file: &[u8], index: u32, plan: &Plan) -> Result<Vec<u8>, Unfit> {
    let mut glyphs: Vec<(u32, u32)> =
        plan.old_to_new_glyph_mapping().map(|(old, new)| (new.to_u32(), old.to_u32())).collect();
    glyphs.sort_unstable();
    let mut order = GlyphRemapper::new();
    for (_, old) in glyphs {
        order.remap(u16::try_from(old).map_err(|_| Unfit::Broken)?);
    }
    let failed = |error: subsetter::Error| Unfit::Failed(error.to_string());
    let font = subsetter::subset(file, index, &order).map_err(failed)?;
    let font = FontRef::new(&font).map_err(|_| Unfit::Broken)?;
    let outlines = font.table_data(Tag::new(b"CFF ")).ok_or(Unfit::Broken)?;
    Ok(outlines.as_bytes().to_vec())
}
