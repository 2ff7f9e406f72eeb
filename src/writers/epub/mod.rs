//! The writer of EPUB 3.3: the book as XHTML documents, package, navigation and container.
//!
//! `docs/conformance/epub.md` says clause by clause what is kept, and by which test.

mod accessibility;
mod breaks;
mod cascade;
mod container;
mod cover;
mod document;
mod fonts;
mod letters;
mod metadata;
mod nav;
mod ncx;
mod notes;
mod package;
mod pages;
mod parts;
mod pictures;
mod places;
mod plan;
mod profile;
mod toc;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt;

use crate::accessibility::Evidence;
use crate::fonts::{Family, Unfit};
use crate::ir::{Book, PageList, Timestamp};
use crate::resources::Resources;
use crate::writers::xhtml::{self, Marks};
pub use crate::writers::xhtml::{Pages, Words};
use crate::xml::{Element, Syntax};
use breaks::{Breaks, VisibleNodes};
use cover::CoverImage;
use package::Item;
use pages::Paging;
use pictures::Picture;
use plan::{Content, Plan};
pub use profile::Profile;

/// Lowers the documents of a plan.
type Lowerer<'a> = xhtml::Lowerer<'a, Plan<'a>>;

/// What the writer needs besides the book.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// The moment of the last change (`dcterms:modified`).
    pub modified: Timestamp,
    /// The style sheet of the layout.
    pub style: &'a str,
    /// The cover for a book whose editor gave none.
    pub cover: Option<CoverPicture>,
    /// The fonts that are embedded, each for what those before it lack; none: the reading system's.
    pub fonts: &'a [Family],
    /// What is put into words.
    pub words: Words<'a>,
    /// For which reading system it is made.
    pub profile: Profile,
    /// The pages that are marked and listed.
    pub pages: Pages<'a>,
}

/// A picture for the cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverPicture {
    /// The JPEG file.
    pub jpeg: Vec<u8>,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// Why no EPUB could be made. The book cannot be the cause: every book can be written.
#[derive(Debug)]
pub enum Error {
    /// The container could not be put together, as when it is over the limits of the format.
    Container(zip::result::ZipError),
    /// A font must not or cannot be embedded.
    Font {
        /// The name of its family.
        family: String,
        /// The edition's file in which it stands, if it does not come with umbruch.
        file: Option<String>,
        /// Why.
        unfit: Unfit,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Container(error) => write!(f, "the EPUB could not be packed: {error}"),
            Self::Font { family, unfit, .. } => write!(f, "`{family}` is not embedded: {unfit}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Container(error) => Some(error),
            Self::Font { .. } => None,
        }
    }
}

/// What the style sheet says of formulas, where there are any: those of their own lines stand in the middle, and
/// their letters are those of a typeface for mathematics, if the system has one; on a narrow screen what is wider can be moved.
const FORMULAS: &str = "
/* Formulas */

.formula {
  margin: 1em 0;
  text-align: center;
  text-indent: 0;
}

math {
  font-family: math, serif;
}

@media (max-width: 40em) {
  .formula {
    overflow-x: auto;
  }
}
";

/// An EPUB, and what is in it for those who cannot read print.
#[derive(Debug, Clone)]
pub struct Published {
    /// The file.
    pub bytes: Vec<u8>,
    /// What was found in the documents as they went into it, and what the package says of that.
    pub evidence: Evidence,
}

/// Writes the EPUB of a book, the same bytes for the same arguments, and tells what is in it.
///
/// Calls of notes that were not resolved and pictures that are not among the resources are passed
/// over.
///
/// # Errors
/// If a font must not be embedded, or the container cannot be put together.
pub fn publish(
    book: &Book,
    resources: &Resources,
    options: &Options<'_>,
) -> Result<Published, Error> {
    let images = pictures::prepare(book, resources);
    let cover = cover::find(book, &images, options);
    let traits = options.profile.traits();
    let breaks = breaks(book, &images, options, cover.is_some());
    let mut marks = Marks::of_pages(&breaks.nodes);
    let soft_hyphens = options.words.soft_hyphens && traits.soft_hyphens;
    let words = Words { soft_hyphens, ..options.words };
    xhtml::mark_words(book, words, traits.soft_hyphens, &mut marks);
    let paging = Paging { pages: options.pages, breaks: &breaks, marks: &marks };
    let plan = Plan::new(book, &images, cover.is_some(), traits, paging);
    let mut lowerer = Lowerer::new(&plan, plan.setting());
    let (mut items, roots) = documents(&plan, &mut lowerer, cover.as_ref());
    items.push(Item::xml("ncx", "toc.ncx", "application/x-dtbncx+xml", &{
        let language = metadata::main_language(book);
        let ncx = ncx::ncx(&plan, &lowerer.ids, &lowerer.pages, &language);
        ncx.directed().replaced(traits.characters)
    }));
    let mut style = [options.style, traits.style].concat();
    if xhtml::has_formulas(book) {
        style += FORMULAS;
    }
    let fonts = fonts::embed(options.fonts, &style, &book.metadata().language, &roots)?;
    let style = style + &fonts.style;
    items.extend(fonts.items);
    items.push(Item::new("style", "css/book.css", "text/css", style.into_bytes()));
    items.extend(pictures(&plan, &lowerer, cover.as_ref()));
    items.extend(cover.as_ref().and_then(|cover| cover.own_item(options)));
    let facts = accessibility::Facts::gather(&plan, &items);
    let package = package::package(&plan, options, &facts, &items);
    let package = package.directed().replaced(traits.characters);
    let bytes = container::pack(&package.document(Syntax::Xhtml), fonts.licence, items)
        .map_err(Error::Container)?;
    Ok(Published { bytes, evidence: facts.into_evidence() })
}

/// Where its printed pages begin.
fn breaks(
    book: &Book,
    images: &BTreeMap<&str, Picture>,
    options: &Options<'_>,
    cover: bool,
) -> Breaks {
    match options.pages.print {
        Some(print) if options.pages.list != PageList::None => {
            let (none, marks) = (Breaks::default(), Marks::default());
            let paging = Paging { pages: options.pages, breaks: &none, marks: &marks };
            let traits = options.profile.traits();
            let shown = VisibleNodes::in_plan(&Plan::new(book, images, cover, traits, paging));
            Breaks::new(print, &shown)
        }
        _ => Breaks::default(),
    }
}

/// The documents in reading order, the table of contents where it belongs: as files and as trees.
fn documents<'a>(
    plan: &'a Plan<'a>,
    lowerer: &mut Lowerer<'a>,
    cover: Option<&CoverImage>,
) -> (Vec<Item>, Vec<Element>) {
    let written: Vec<Option<Element>> =
        plan.documents.iter().map(|document| lowerer.document(document, cover)).collect();
    let mut targets = BTreeSet::new();
    if plan.traits.empty_targets {
        written.iter().flatten().for_each(|root| root.targets(&mut targets));
    }
    let (mut items, mut roots) = (Vec::new(), Vec::new());
    for (document, root) in plan.documents.iter().zip(written) {
        let root = root.map(|root| root.emptied(&targets));
        let root = root.unwrap_or_else(|| lowerer.nav_document(Some(document)));
        let nav = matches!(document.content, Content::Contents(_));
        let root = root.directed().replaced(plan.traits.characters);
        items.push(Item::text(&document.file, &root, true, nav));
        roots.push(root);
    }
    if !plan.nav_is_read() {
        let root = lowerer.nav_document(None).directed().replaced(plan.traits.characters);
        items.push(Item::text(&plan.nav_file, &root, false, true));
        roots.push(root);
    }
    (items, roots)
}

/// The pictures of the text, and the cover if it is one of the edition's.
fn pictures(plan: &Plan<'_>, lowerer: &Lowerer<'_>, cover: Option<&CoverImage>) -> Vec<Item> {
    let cover_path = cover.and_then(|cover| cover.path.as_deref());
    let pictures = plan
        .images
        .iter()
        .filter(|(path, _)| lowerer.pictures.contains(**path) || cover_path == Some(**path));
    let item = |(path, picture): (&&str, &Picture)| {
        let Picture { file, format, bytes, .. } = picture;
        Item::image(file, *format, bytes.to_vec(), cover_path == Some(*path))
    };
    pictures.map(item).collect()
}
