//! What Typst sees of the world: the generated file, the layout's files, the pictures, the fonts.
//! All of it is in memory; there is no disk, no network, no clock.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock, OnceLock};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt};

use super::names::Names;
use crate::fonts::Fonts;
use crate::layouts::Layout;
use crate::resources::Resources;

/// Where the generated markup stands.
pub(super) const MAIN: &str = "main.typ";
/// The folder in which the layout's files stand.
pub(super) const LAYOUT: &str = "layout";
/// The folder in which the files stand that all layouts share.
pub(super) const VOCABULARY: &str = "vocabulary";
/// The files that all layouts share, as the typesetter reads them: they are the same in all worlds.
static SHARED: LazyLock<BTreeMap<String, Source>> = LazyLock::new(|| {
    let read = |(path, text): (&str, &[u8])| {
        let path = format!("{VOCABULARY}/{path}");
        let source = Source::new(id(&path)?, std::str::from_utf8(text).ok()?.to_owned());
        path.ends_with(".typ").then_some((path, source))
    };
    Layout::vocabulary().filter_map(read).collect()
});

/// What is shown to the typesetter of its own functions; heads of rows have one that it calls temporary (`a11y-extras`).
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// A world of files in memory.
pub(super) struct World {
    main: Source,
    files: BTreeMap<String, File>,
    fonts: Fonts,
}

/// A file, and what the typesetter reads in it.
struct File {
    bytes: Bytes,
    /// `None` if it is no text. Read when it is asked for: a path that was once given to the typesetter
    /// is never forgotten by it.
    source: OnceLock<Option<Source>>,
}

impl World {
    /// The world in which `markup` is set.
    pub(super) fn new(
        markup: String,
        layout: &Layout,
        resources: &Resources,
        fonts: Fonts,
    ) -> Self {
        let main = Source::new(id(MAIN).expect("the name is a path"), markup);
        let names = Names::of_files(resources);
        let files = placed(layout, resources, |path, _| names.get(path));
        let file = |bytes| File { bytes: Bytes::new(bytes), source: OnceLock::new() };
        let files = files.into_iter().map(|(path, bytes)| (path, file(bytes))).collect();
        Self { main, files, fonts }
    }

    /// The generated markup.
    pub(super) fn markup(&self) -> &str {
        self.main.text()
    }

    /// Puts other markup in place of the generated one.
    pub(super) fn replace(&mut self, markup: &str) {
        self.main.replace(markup);
    }

    /// Changes a range of the generated markup.
    pub(super) fn edit(&mut self, range: Range<usize>, with: &str) {
        self.main.edit(range, with);
    }
}

/// All files but the main one, by their path in the world or, of those that are kept, in their folder.
pub(super) fn placed(
    layout: &Layout,
    resources: &Resources,
    picture: impl Fn(&str, &[u8]) -> String,
) -> BTreeMap<String, Arc<[u8]>> {
    let own = layout.files().map(|(path, bytes)| (format!("{LAYOUT}/{path}"), bytes.clone()));
    let shared =
        Layout::vocabulary().map(|(path, text)| (format!("{VOCABULARY}/{path}"), text.into()));
    let pictures =
        resources.images.iter().map(|(path, bytes)| (picture(path, bytes), bytes.clone()));
    own.chain(shared).chain(pictures).collect()
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
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        let path = path(id)?;
        if let Some(shared) = SHARED.get(&path) {
            return Ok(shared.clone());
        }
        let source = self.files.get(&path).filter(|_| path.ends_with(".typ")).and_then(|file| {
            let read = || Some(Source::new(id, std::str::from_utf8(&file.bytes).ok()?.to_owned()));
            file.source.get_or_init(read).clone()
        });
        source.ok_or_else(|| FileError::NotFound(path.into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = path(id)?;
        if id == self.main.id() {
            return Ok(Bytes::from_string(self.main.text().to_owned()));
        }
        let file = self.files.get(&path).map(|file| file.bytes.clone());
        file.ok_or_else(|| FileError::NotFound(path.into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
