//! What the correction of pages costs: `cargo bench --bench typesetting [-- WORDS]`.
//!
//! The book made for tests, three hundred pages, is set once by Typst alone, once by umbruch without
//! correction, once with it. Each line gives the processor time, as the multiple of the plain build
//! too, and the most that it may be. Nothing that one run remembers serves the next.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};
use typst_layout::PagedDocument;
use umbruch::{Made, Session};

#[path = "../tests/book/mod.rs"]
mod book;
mod clock;
mod setting;

use clock::processor_time;
use setting::set;

/// The corrected build may take so many times the processor time of the plain one.
const LIMIT: f64 = 2.5;

fn main() {
    let words = std::env::args().skip(1).find_map(|arg| arg.parse().ok());
    let plan =
        book::Plan { words: words.unwrap_or(book::Plan::default().words), ..Default::default() };
    let folder = book::folder(&plan);
    let mut opened = Session::default().open(&folder, "probebuch").expect("nobody stops it");
    let (plain, plain_time) = timed(|| set(&mut opened, &folder, false));
    let world = Plain::new(&plain);
    let (by_typst, typst_time) = timed(|| typeset(&world));
    let (corrected, corrected_time) = timed(|| set(&mut opened, &folder, true));
    let pages = |made: &Made| made.books[0].pages.expect("a PDF has pages");
    println!(
        "{} pages by Typst alone, {} plain, {} corrected",
        by_typst,
        pages(&plain),
        pages(&corrected)
    );
    println!("{:36}{:>10}{:>10}{:>8}", "", "CPU", "ratio", "limit");
    let line = |name: &str, time: Duration, limit: Option<f64>| {
        let ratio = time.as_secs_f64() / plain_time.as_secs_f64();
        let limit = limit.map_or_else(String::new, |limit| format!("{limit:.1}"));
        println!("{name:36}{:>8.2} s{ratio:>10.2}{limit:>8}", time.as_secs_f64());
    };
    line("Typst alone, pages and file", typst_time, None);
    line("umbruch, plain", plain_time, None);
    line("umbruch, corrected", corrected_time, Some(LIMIT));
}

/// How many pages the markup has, set and written as `typst compile` does it.
fn typeset(world: &Plain) -> usize {
    let document: PagedDocument = typst::compile(world).output.expect("the markup can be set");
    let bytes = typst_pdf::pdf(&document, &typst_pdf::PdfOptions::default());
    std::hint::black_box(bytes.expect("a file"));
    document.pages().len()
}

/// What a step gives, and the processor time it took, with nothing remembered from before.
fn timed<T>(step: impl FnOnce() -> T) -> (T, Duration) {
    typst::comemo::evict(0);
    let start = processor_time();
    let made = step();
    (made, processor_time() - start)
}

/// The files in memory, and the fonts that Typst brings.
struct Plain {
    standard: LazyHash<Library>,
    fonts: Vec<Font>,
    known: LazyHash<FontBook>,
    files: BTreeMap<String, Bytes>,
    sources: BTreeMap<String, Source>,
}

const MAIN: &str = "main.typ";

fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl Plain {
    /// The markup that was kept, without the name of its folder.
    fn new(made: &Made) -> Self {
        let inside = |path: &String| path.split_once('/').expect("a folder").1.to_owned();
        let files: BTreeMap<String, Arc<[u8]>> =
            made.kept.iter().map(|(path, bytes)| (inside(path), bytes.clone())).collect();
        let (fonts, infos): (Vec<Font>, Vec<FontInfo>) = typst_kit::fonts::embedded().unzip();
        let text = |bytes: &[u8]| std::str::from_utf8(bytes).ok().map(str::to_owned);
        let sources = files
            .iter()
            .filter(|(path, _)| path.ends_with(".typ"))
            .filter_map(|(path, bytes)| Some((path.clone(), Source::new(id(path), text(bytes)?))));
        Self {
            standard: LazyHash::new(Library::default()),
            known: LazyHash::new(FontBook::from_infos(infos)),
            fonts,
            sources: sources.collect(),
            files: files.into_iter().map(|(path, bytes)| (path, Bytes::new(bytes))).collect(),
        }
    }
}

fn path(id: FileId) -> String {
    id.vpath().get_with_slash().trim_start_matches('/').to_owned()
}

impl typst::World for Plain {
    fn library(&self) -> &LazyHash<Library> {
        &self.standard
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.known
    }

    fn main(&self) -> FileId {
        id(MAIN)
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let path = path(id);
        self.sources.get(&path).cloned().ok_or_else(|| FileError::NotFound(path.into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = path(id);
        self.files.get(&path).cloned().ok_or_else(|| FileError::NotFound(path.into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<typst::foundations::Duration>) -> Option<Datetime> {
        None
    }
}
