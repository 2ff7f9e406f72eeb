//! Layouts: folders of files that say how the pages of a PDF, an EPUB and a cover look; shipped in
//! the binary, or the edition's own.

mod settings;
mod shipped;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

pub use settings::{InitialForm, Settings, Sides};

use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;
use crate::storage::{Folder, ReadError};

/// Largest file of a layout, in bytes.
const LIMIT: u64 = 16 << 20;

/// What a layout cannot be without.
const REQUIRED: [&str; 2] = ["layout.toml", "book.typ"];

/// A layout, ready to be set with.
#[derive(Debug, Clone)]
pub struct Layout {
    name: String,
    span: Span,
    own: bool,
    settings: Settings,
    files: BTreeMap<String, Arc<[u8]>>,
}

impl Layout {
    /// The layout of that name: the edition's own in `layouts/NAME/` of its folder, else the
    /// shipped one. `span` is the place that asks for it.
    ///
    /// What an own layout does not bring of `book.css` and `cover.typ` is taken from `pamphlet`.
    ///
    /// # Errors
    /// `layout-unknown` if there is none, `layout-broken` if its files are missing or faulty.
    pub fn load(
        name: &str,
        span: Span,
        folder: Option<&dyn Folder>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let path = format!("layouts/{name}");
        let own = folder.and_then(|folder| Some((folder, own_files(name, folder)?)));
        let loading = Loading { name, span, own: own.is_some() };
        let files = match (own, shipped::files(name)) {
            (Some((folder, names)), _) => loading.read(folder, &path, names)?,
            (None, Some(files)) => files,
            (None, None) => return Err(vec![unknown(name, span, folder)]),
        };
        loading.finish(files)
    }

    /// The names of the shipped layouts.
    pub fn shipped() -> impl Iterator<Item = &'static str> {
        shipped::LAYOUTS.iter().map(|layout| layout.name)
    }

    /// The files of a shipped layout as they are written, complete: path and text. What the layout
    /// takes from another stands among them.
    #[must_use]
    pub fn shipped_files(
        name: &str,
    ) -> Option<impl Iterator<Item = (&'static str, &'static str)> + use<>> {
        shipped::texts(name).map(BTreeMap::into_iter)
    }

    /// Whether a new layout may have that name: it becomes part of the names of outputs.
    #[must_use]
    pub fn is_name(name: &str) -> bool {
        let mut chars = name.chars();
        name.len() <= 100
            && chars.next().is_some_and(|first| first.is_ascii_lowercase())
            && chars.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    }

    /// The Typst files that all layouts share: path and text.
    pub fn vocabulary() -> impl Iterator<Item = (&'static str, &'static [u8])> {
        shipped::VOCABULARY.iter().map(|(path, text)| (*path, text.as_bytes()))
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The place in the manifest that asks for it.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// Whether it is the edition's own.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.own
    }

    /// What its `layout.toml` says.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// All of its files by path in its folder.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Arc<[u8]>)> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes))
    }

    /// The style sheet for EPUBs: what all layouts share, with what is needed for `blocks_in_cells` of tables or cells that span,
    /// and behind it what this one adds; nothing of its own where that is not UTF-8.
    #[must_use]
    pub fn css(&self, blocks_in_cells: bool) -> String {
        let own = self.files.get("book.css").and_then(|bytes| std::str::from_utf8(bytes).ok());
        let own = own.unwrap_or_default().trim_start_matches('\u{feff}').trim_start();
        // Only the first line of a sheet may name its encoding.
        let own = match own.strip_prefix("@charset").and_then(|rest| rest.split_once(';')) {
            Some((_, rest)) => rest.trim_start(),
            None => own,
        };
        let cells = if blocks_in_cells { shipped::STYLE_OF_CELLS } else { "" };
        format!("{}{cells}\n{own}", shipped::STYLE)
    }
}

/// The shipped layouts that were read, for when they are asked for again.
#[derive(Debug, Default)]
pub struct Layouts(Mutex<BTreeMap<String, Layout>>);

impl Layouts {
    /// As [`Layout::load`]. A layout of the edition's own is read from its folder each time.
    ///
    /// # Errors
    /// Those of [`Layout::load`].
    pub fn load(
        &self,
        name: &str,
        span: Span,
        folder: &dyn Folder,
    ) -> Result<Layout, Vec<Diagnostic>> {
        if own_files(name, folder).is_some() {
            return Layout::load(name, span, Some(folder));
        }
        let mut read = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(layout) = read.get(name) {
            return Ok(Layout { span, ..layout.clone() });
        }
        let layout = Layout::load(name, span, Some(folder))?;
        read.insert(name.to_owned(), layout.clone());
        Ok(layout)
    }
}

/// The names of the files of an own layout; `None` if the edition has none of that name.
fn own_files(name: &str, folder: &dyn Folder) -> Option<Vec<String>> {
    let is_folder = !name.is_empty() && !name.contains(['/', '\\', '\0']) && !name.starts_with('.');
    Some(folder.files_in(&format!("layouts/{name}"))).filter(|names| is_folder && !names.is_empty())
}

/// What is known while the files are read.
struct Loading<'a> {
    name: &'a str,
    span: Span,
    own: bool,
}

impl Loading<'_> {
    fn read(
        &self,
        folder: &dyn Folder,
        path: &str,
        names: Vec<String>,
    ) -> Result<BTreeMap<String, Arc<[u8]>>, Vec<Diagnostic>> {
        let mut files = BTreeMap::new();
        let mut broken = Vec::new();
        for name in names {
            let file = format!("{path}/{name}");
            match folder.read(&file, LIMIT) {
                Ok(bytes) => {
                    files.insert(name, bytes.into());
                }
                // A folder among the files is no concern of the layout.
                Err(ReadError::NoFile) => {}
                Err(error) => broken.push(self.unreadable(&folder.shown(&file), &error)),
            }
        }
        if broken.is_empty() { Ok(files) } else { Err(broken) }
    }

    fn unreadable(&self, file: &str, error: &ReadError) -> Diagnostic {
        let why = match error {
            ReadError::Missing => "it is not there".to_owned(),
            ReadError::Outside => "it lies outside the edition's folder".to_owned(),
            ReadError::TooLarge(limit) => format!("it is larger than {limit} bytes"),
            ReadError::NoFile => "it is no file".to_owned(),
            ReadError::Refused(reason) => reason.clone(),
        };
        self.broken(
            format!("`{file}` of the layout `{}` cannot be read: {why}", self.name),
            "make the file readable, or take it out of the layout's folder",
        )
    }

    fn finish(&self, mut files: BTreeMap<String, Arc<[u8]>>) -> Result<Layout, Vec<Diagnostic>> {
        let missing: Vec<Diagnostic> = REQUIRED
            .into_iter()
            .filter(|file| !files.contains_key(*file))
            .map(|file| {
                self.broken(
                    format!("the layout `{}` has no file `{file}`", self.name),
                    "copy the file from one of the shipped layouts and change it",
                )
            })
            .collect();
        if !missing.is_empty() {
            return Err(missing);
        }
        let settings = Settings::read(&files["layout.toml"]).map_err(|fault| {
            vec![self.broken(
                format!("`layout.toml` of the layout `{}`, {fault}", self.name),
                "see `docs/layouts.md` for its keys",
            )]
        })?;
        // Its Typst files read what was worked out, not what was written.
        files.insert("layout.toml".to_owned(), settings.resolved().into_bytes().into());
        for file in shipped::LENT {
            if let (false, Some(bytes)) = (files.contains_key(file), shipped::fallback(file)) {
                files.insert(file.to_owned(), bytes);
            }
        }
        Ok(Layout { name: self.name.to_owned(), span: self.span, own: self.own, settings, files })
    }

    fn broken(&self, message: String, hint: &str) -> Diagnostic {
        Diagnostic::new(Code::LayoutBroken, self.span, message, hint)
    }
}

fn unknown(name: &str, span: Span, folder: Option<&dyn Folder>) -> Diagnostic {
    let names: Vec<&str> = Layout::shipped().collect();
    let (last, others) = names.split_last().expect("there are shipped layouts");
    let list = format!("`{}` and `{last}`", others.join("`, `"));
    let near = names
        .iter()
        .map(|known| (strsim::damerau_levenshtein(known, name), known))
        .min()
        .filter(|(distance, known)| *distance <= known.len() / 3)
        .map(|(_, known)| format!("did you mean `{known}`? "))
        .unwrap_or_default();
    let own = if folder.is_some() {
        format!("; a layout of your own stands in `layouts/{name}/`")
    } else {
        String::new()
    };
    Diagnostic::new(
        Code::LayoutUnknown,
        span,
        format!("there is no layout `{name}`"),
        format!("{near}the shipped layouts are {list}{own}"),
    )
}
