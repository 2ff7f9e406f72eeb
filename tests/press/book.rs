//! Books for the tests: pages with nothing but their number, or a text with colours.

use std::path::PathBuf;

use umbruch::output;
use umbruch::pipeline::{self, Request, Session, Target};
use umbruch::storage::{Folder, MemoryFolder};

const MANIFEST: &str = "title = \"Zahlen\"
language = \"de\"
identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"
date = 2026-11-23
slug = \"zahlen\"
layouts = [\"zahlen\"]
";

const SECTION: &str = "[[section]]\nfile = \"text/a.dj\"\ntitle = \"A\"\n";

const LAYOUT: &str = "description = \"Numbered pages\"
[page]
width = 100
height = 150
inner = 10
top = 10
measure = 70
lines = 20
[text]
fonts = [\"Libertinus Serif\"]
size = 10
leading = 13
[notes]
size = 8
leading = 10
[openings]
front = \"page\"
first = \"page\"
chapter = \"page\"
part = \"page\"
back = \"page\"
sink = 0
[contents]
depth = 1
[own]
pages = PAGES
";

/// Its own text is left out: each page shows its number, 5 mm from its left and its top.
pub const BOOK: &str = "#import \"/vocabulary/all.typ\": *
#let book(title: \"\", ..given, body) = {
  set document(title: title)
  set page(width: page-width, height: page-height, margin: 0pt)
  set text(font: fonts, size: 10pt)
  for number in range(settings.own.pages) {
    page(place(top + left, dx: 5mm, dy: 5mm, \"n\" + str(number + 1)))
  }
}
";

/// Width and height of the numbered pages, in millimetres.
pub const PAGE: (f64, f64) = (100.0, 150.0);

/// A book of so many numbered pages with this order.
pub fn numbered(pages: usize, print: &str) -> MemoryFolder {
    MemoryFolder::default()
        .with("edition.toml", format!("{MANIFEST}{print}\n{SECTION}"))
        .with("text/a.dj", "Text.")
        .with("layouts/zahlen/layout.toml", LAYOUT.replace("PAGES", &pages.to_string()))
        .with("layouts/zahlen/book.typ", BOOK)
}

/// A drawing in colours.
const PLAN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 120 80\">
<rect width=\"60\" height=\"40\" fill=\"#c33\"/><circle cx=\"80\" cy=\"40\" r=\"30\" fill=\"rgb(20,60,200)\"/></svg>";

/// A book in colours: a photograph, a drawing, a highlighted word, a quotation.
pub fn coloured(print: &str) -> MemoryFolder {
    let manifest = MANIFEST.replace("\"zahlen\"", "\"paperback\"").replace(
        "slug = \"paperback\"",
        "slug = \"zahlen\"\npublisher = \"Verlag am Kai\"\ndescription = \"Ein Kai am Abend.\"",
    );
    let author = "[[contributor]]\nname = \"Ida Probe\"\n";
    MemoryFolder::default()
        .with("edition.toml", format!("{manifest}{author}{print}\n{SECTION}"))
        .with("text/a.dj", "Ein {=gelbes=} Wort.\n\n![Ein Kai](images/kai.jpg){width=\"60%\"}\n\n![Ein Plan](images/plan.svg)\n")
        .with(
            "text/klappe.dj",
            "Wer wissen will, wie ein *Abend* am Kai vergeht, lese dieses Buch.\n",
        )
        .with("images/kai.jpg", photograph(400, 300))
        .with("images/plan.svg", PLAN)
}

/// A picture with all colours in it.
pub fn photograph(width: u32, height: u32) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        let byte = |part: u32, whole: u32| u8::try_from(part * 255 / whole).expect("a part");
        image::Rgb([byte(x, width), byte(y, height), 90])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).expect("it can be written");
    bytes.into_inner()
}

/// What came of a build.
pub struct Built {
    pub folder: tempfile::TempDir,
    pub told: String,
    pub failed: bool,
}

impl Built {
    /// An output, by the end of its name: `print`, `cover` …
    pub fn file(&self, part: &str) -> PathBuf {
        let found = self.files().into_iter().find(|path| {
            path.file_stem()
                .is_some_and(|stem| stem.to_string_lossy().ends_with(&format!("-{part}")))
        });
        found.unwrap_or_else(|| panic!("there is no {part}: {}", self.told))
    }

    /// All outputs, sorted.
    pub fn files(&self) -> Vec<PathBuf> {
        let folder = std::fs::read_dir(self.folder.path()).expect("there").flatten().next();
        let Some(folder) = folder else { return Vec::new() };
        let files = std::fs::read_dir(folder.path()).expect("there").flatten();
        let mut files: Vec<PathBuf> = files.map(|entry| entry.path()).collect();
        files.sort();
        files
    }
}

/// Builds into a folder of its own.
pub fn build(folder: &dyn Folder, only: Option<&'static Target>) -> Built {
    let out = tempfile::tempdir().expect("a folder");
    let mut opened = pipeline::open(folder, "zahlen");
    let request = Request { only: only.into_iter().collect(), ..Request::default() };
    let made = Session::default().make(&mut opened, folder, &request, &|_| {});
    if let Some(made) = made.as_ref().ok().filter(|made| !made.books.is_empty()) {
        let to = out.path().join(&made.slug);
        output::write_all(&to, made.files(), made.known.clone()).expect("it can be written");
    }
    let told = crate::tests::told(&opened.diagnostics, &opened.sources);
    Built { folder: out, told, failed: made.is_err() }
}
