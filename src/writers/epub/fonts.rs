//! Embedded fonts: which faces the documents need, the files, and what the style sheet says of them.
//!
//! Faces of a family are chosen as the typesetter chooses them. `cascade` asks the EPUB's own style sheet
//! how each text of the finished documents looks, `letters` gathers the characters by face, and each face
//! is cut down to them: first the glyphs are looked for with the features of running text, then those of
//! small capitals for the letters in small capitals alone; with all of them the tables are cut, and the
//! outlines in the same order. Third-party cutters are guarded: a font in which one breaks down is told.

use std::collections::{BTreeMap, BTreeSet};

use super::Error;
use super::letters::Letters;
use super::package::Item;
use crate::css;
use crate::fonts::{Face, FaceStyle, Family, OPEN_FONT_LICENCE, Wanted};
use crate::ir::Language;
use crate::language::{QuoteStyle, quotes};
use crate::writers::xhtml::FileNames;
use crate::xml::Element;

/// The fonts of a book.
#[derive(Default)]
pub(super) struct Embedded {
    /// The files; none if no font is embedded.
    pub(super) items: Vec<Item>,
    /// What is said of them behind the style sheet.
    pub(super) style: String,
    /// The licence that goes with them, where the fonts do not bring it whole.
    pub(super) licence: Option<&'static str>,
}

/// Embeds what the documents need of the families, which stand for each other in that order.
///
/// # Errors
/// If a font must not or cannot be cut down.
pub(super) fn embed(
    families: &[Family],
    sheet: &str,
    language: &Language,
    documents: &[Element],
) -> Result<Embedded, Error> {
    if families.is_empty() {
        return Ok(Embedded::default());
    }
    let quotes = quotes(language, QuoteStyle::default());
    let marks = [quotes.open, quotes.close, quotes.open_inner, quotes.close_inner];
    let sheet = css::Sheet::read(sheet);
    let mut letters = Letters::new(&sheet, marks.into_iter().flat_map(str::chars));
    documents.iter().for_each(|root| letters.read(root));
    let mut left = letters.wanted();
    let mut embedded = Embedded::default();
    let mut names = Vec::new();
    let mut files = FileNames::default();
    for (rank, family) in families.iter().enumerate() {
        let parts = share(family, rank == 0, &mut left);
        for (style, wanted) in &parts {
            embedded.add(family, family.face(*style), wanted, &mut files)?;
        }
        if !parts.is_empty() {
            names.push(css::quoted(&family.name));
        }
    }
    if names.iter().any(|name| name == "\"Libertinus Serif\"") {
        embedded.licence = Some(OPEN_FONT_LICENCE);
    }
    let families = names.join(", ");
    embedded.style += &format!("\nbody {{\n  font-family: {families}, serif;\n}}\n");
    Ok(embedded)
}

/// What a family takes of the letters that are left, by face. The first family takes, in every style
/// that is used, what its fonts have; another one what those before it lack.
fn share(
    family: &Family,
    first: bool,
    left: &mut BTreeMap<FaceStyle, Wanted>,
) -> BTreeMap<FaceStyle, Wanted> {
    let mut parts: BTreeMap<FaceStyle, Wanted> = BTreeMap::new();
    for (style, wanted) in left.iter_mut() {
        let face = family.face(*style);
        let has = |set: &BTreeSet<char>| set.iter().copied().filter(|&c| face.has(c)).collect();
        let taken: BTreeSet<char> = has(&wanted.characters);
        if taken.is_empty() && !first {
            continue;
        }
        let part = parts.entry(face.style).or_default();
        part.small_caps.extend(wanted.small_caps.intersection(&taken));
        part.all_small_caps.extend(wanted.all_small_caps.intersection(&taken));
        wanted.characters.retain(|c| !taken.contains(c) && !c.is_whitespace() && *c != '\u{ad}');
        part.characters.extend(taken);
    }
    parts
}

impl Embedded {
    fn add(
        &mut self,
        family: &Family,
        face: &Face,
        wanted: &Wanted,
        files: &mut FileNames,
    ) -> Result<(), Error> {
        let font = face.subset(wanted).map_err(|unfit| Error::Font {
            family: family.name.clone(),
            file: face.file.clone(),
            unfit,
        })?;
        let (ending, media_type) =
            if font.starts_with(b"OTTO") { (".otf", "font/otf") } else { (".ttf", "font/ttf") };
        let FaceStyle { italic, bold } = face.style;
        let stem = match (italic, bold) {
            (false, false) => "regular",
            (true, false) => "italic",
            (false, true) => "bold",
            (true, true) => "bold-italic",
        };
        let file = files.fresh(&format!("{}-{stem}", family.name.replace(' ', "-")), ending);
        let slope = if italic { "italic" } else { "normal" };
        let weight = if bold { "bold" } else { "normal" };
        let name = css::quoted(&family.name);
        self.style += &format!(
            "\n@font-face {{\n  font-family: {name};\n  font-style: {slope};\n  font-weight: {weight};\n  \
             src: url(../fonts/{file});\n}}\n"
        );
        let id = format!("font-{}", file.replace('.', "-"));
        self.items.push(Item::new(&id, &format!("fonts/{file}"), media_type, font));
        Ok(())
    }
}
