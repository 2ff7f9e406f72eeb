//! A list of editions as a publisher keeps it: `catalogue.toml`, which editions it names, and which of them are one machine's.

mod shard;

use std::path::{Path, PathBuf};

use crate::addresses;
use crate::diagnostics::{Code, Diagnostics};
use crate::edition::{self, Field, MANIFEST};
use crate::ir::Language;
use crate::list::List;
use crate::source::{FileId, Span};
pub use shard::Shard;

/// A list as it is written down.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What is said of the list.
    pub list: List,
    /// An address for questions of the trade.
    pub email: Option<String>,
    /// Folders of editions, and patterns of such, with their places.
    pub editions: Vec<(String, Span)>,
    /// The file as a whole.
    pub span: Span,
}

/// Reads `catalogue.toml`; what is wrong is reported, and none is given back of what cannot be published.
pub fn read(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Option<Plan> {
    let mut found = Diagnostics::default();
    let plan = edition::read_table(file, text, "the catalogue", &mut found, |table| {
        let title = table.required("title", "…");
        let address = table.required("address", "https://verlag.example/liste/");
        let language = table.required("language", "de");
        let description = table.string("description");
        let publisher = table.string("publisher");
        let email = table.string("email");
        let per_page = table.number("per-page");
        let newest = table.number("newest");
        let editions = table.strings("editions");
        let count = |field: Option<Field<u32>>, default: usize| {
            field.map_or(default, |field| field.value as usize)
        };
        let editions = editions.unwrap_or_default();
        Some((
            List {
                title: title?.value,
                address: address.as_ref()?.value.clone(),
                language: Language::parse(&language.as_ref()?.value)?,
                description: description.map(|field| field.value),
                publisher: publisher.map(|field| field.value),
                per_page: count(per_page, List::PER_PAGE),
                newest: count(newest, List::NEWEST),
            },
            email.map(|field| field.value),
            editions.into_iter().map(|field| (field.value, field.span)).collect::<Vec<_>>(),
            address?.span,
        ))
    });
    let start = Span::new(file, 0..text.find('\n').unwrap_or(text.len()));
    let read = plan.and_then(|(list, email, editions, address)| {
        if let Err(fault) = addresses::on_the_web(&list.address) {
            let message = format!("`{}` is no address for a list: {fault}", list.address);
            found.report(Code::InvalidValue, address, message, fault.hint());
            return None;
        }
        if editions.is_empty() {
            let hint = "add a line `editions = [\"source/*\"]`: folders, or patterns of folders";
            found.report(Code::MissingKey, start, "`editions` is missing in the catalogue", hint);
            return None;
        }
        Some(Plan { list, email, editions, span: start })
    });
    let broken = found.has_errors();
    if read.is_none() && !broken {
        // All that is left is a language that is none.
        let hint = "write a BCP 47 tag: `language = \"de\"`";
        found.report(
            Code::UnknownLanguage,
            start,
            "`language` of the catalogue is no language",
            hint,
        );
    }
    diagnostics.extend(found.into_sorted());
    read.filter(|_| !broken)
}

impl Plan {
    /// The folders of the editions, below the folder of the list or wherever they are named, sorted, each once. What names none is reported.
    pub fn folders(&self, beside: &Path, diagnostics: &mut Diagnostics) -> Vec<PathBuf> {
        let mut all = Vec::new();
        for (pattern, span) in &self.editions {
            let is_edition = |path: &Path| path.join(MANIFEST).is_file();
            let path = beside.join(pattern);
            if is_edition(&path) {
                all.push(path);
                continue;
            }
            let matched = glob::glob(&path.to_string_lossy());
            let matched = match matched {
                Ok(matched) => matched.flatten().filter(|path| is_edition(path)).collect(),
                Err(error) => {
                    let message = format!("`{pattern}` is no pattern: {}", error.msg);
                    let hint = "`*` stands for a name, `**` for folders in folders: `source/*`";
                    diagnostics.report(Code::InvalidValue, *span, message, hint);
                    continue;
                }
            };
            let matched: Vec<PathBuf> = matched;
            if matched.is_empty() {
                let message = format!("`{pattern}` names no edition: no `{MANIFEST}` is there");
                let hint =
                    "correct the path, which begins at the folder of the catalogue, or take it out";
                diagnostics.report(Code::FileMissing, *span, message, hint);
            }
            all.extend(matched);
        }
        all.sort();
        all.dedup();
        all
    }
}
