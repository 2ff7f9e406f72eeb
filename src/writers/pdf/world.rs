//! What Typst sees of the world: the generated file, the layout's files, the pictures, the fonts.
//! All of it is in memory; there is no disk, no network, no clock.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};

use crate::fonts::Fonts;
use crate::ir::ImageFormat;
use crate::layouts::Layout;
use crate::resources::{self, Resources};

/// Where the generated markup stands.
pub(super) const MAIN: &str = "main.typ";
/// The folder in which the layout's files stand.
pub(super) const LAYOUT: &str = "layout";
/// The folder in which the files stand that all layouts share.
pub(super) const VOCABULARY: &str = "vocabulary";
/// The folder in which the edition's pictures stand.
const EDITION: &str = "edition";

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// A world of files in memory.
pub(super) struct World {
    main: FileId,
    sources: BTreeMap<String, Source>,
    files: BTreeMap<String, Bytes>,
    fonts: Fonts,
}

impl World {
    /// The world in which `markup` is set.
    pub(super) fn new(markup: String, layout: &Layout, resources: &Resources) -> Self {
        let mut sources = BTreeMap::new();
        let mut files = BTreeMap::new();
        let main = Source::new(id(MAIN).expect("the name is a path"), markup);
        let main_id = main.id();
        sources.insert(MAIN.to_owned(), main);
        for (path, bytes) in placed(layout, resources) {
            let text = path.ends_with(".typ").then(|| std::str::from_utf8(&bytes).ok()).flatten();
            if let Some((text, id)) = text.zip(id(&path)) {
                sources.insert(path, Source::new(id, text.to_owned()));
            } else {
                files.insert(path, Bytes::new(bytes));
            }
        }
        Self { main: main_id, sources, files, fonts: Fonts::of(resources) }
    }

    /// The generated markup.
    pub(super) fn markup(&self) -> &str {
        self.sources.get(MAIN).map_or("", Source::text)
    }

    /// Puts other markup in place of the generated one.
    pub(super) fn replace(&mut self, markup: &str) {
        if let Some(main) = self.sources.get_mut(MAIN) {
            main.replace(markup);
        }
    }

    /// Changes a range of the generated markup.
    pub(super) fn edit(&mut self, range: Range<usize>, with: &str) {
        if let Some(main) = self.sources.get_mut(MAIN) {
            main.edit(range, with);
        }
    }
}

/// All files but the main one, by their path in the world.
pub(super) fn placed(layout: &Layout, resources: &Resources) -> BTreeMap<String, Arc<[u8]>> {
    let own = layout.files().map(|(path, bytes)| (format!("{LAYOUT}/{path}"), bytes.clone()));
    let shared =
        Layout::vocabulary().map(|(path, text)| (format!("{VOCABULARY}/{path}"), text.into()));
    let pictures = resources
        .images
        .iter()
        .map(|(path, bytes)| (picture(path, resources::format(bytes)), bytes.clone()));
    own.chain(shared).chain(pictures).collect()
}

/// Where a picture of the edition stands. The typesetter takes a picture for what its name says, and
/// knows but one way to write a path: one whose name says something else, or that is written in
/// another way, stands in a folder of its own.
pub(super) fn picture(path: &str, format: Option<ImageFormat>) -> String {
    let (endings, ending): (&[&str], &str) = match format {
        Some(ImageFormat::Jpeg) => (&["jpg", "jpeg"], "jpg"),
        Some(ImageFormat::Png) => (&["png"], "png"),
        Some(ImageFormat::Gif) => (&["gif"], "gif"),
        Some(ImageFormat::WebP) => (&["webp"], "webp"),
        Some(ImageFormat::Svg) => (&["svg"], "svg"),
        None => (&[], "bin"),
    };
    let says_so = path.rsplit_once('.').is_some_and(|(_, said)| endings.contains(&said));
    let is_plain = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if says_so && is_plain {
        return format!("{EDITION}/{path}");
    }
    let name = path.replace('%', "%25").replace('/', "%2F");
    format!("{EDITION}/{name}/as.{ending}")
}

fn id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The path of a file of the edition or the layout, `None` for one of a package.
fn path(id: FileId) -> FileResult<String> {
    match id.root() {
        VirtualRoot::Project => Ok(id.vpath().get_with_slash().trim_start_matches('/').to_owned()),
        VirtualRoot::Package(_) => {
            Err(FileError::Other(Some("packages cannot be used: nothing is downloaded".into())))
        }
    }
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let path = path(id)?;
        self.sources.get(&path).cloned().ok_or_else(|| FileError::NotFound(path.into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = path(id)?;
        let source = || self.sources.get(&path).map(|s| Bytes::from_string(s.text().to_owned()));
        self.files
            .get(&path)
            .cloned()
            .or_else(source)
            .ok_or_else(|| FileError::NotFound(path.into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
