//! `edition.toml` of the imported edition.

use super::language::Languages;
use super::names::sort_name;
use super::notes::Notes;
use super::outline::Outline;
use super::provenance::Provenance;
use super::slug::slug;
use super::title::Title;
use super::{ImportedFile, Options};
use crate::djot::carried;
use crate::edition::Toml;
use crate::ir::Date;

/// All that goes into the manifest.
pub(super) struct Metadata<'a> {
    pub(super) title: &'a Title,
    pub(super) provenance: Provenance,
    pub(super) outline: &'a Outline,
    pub(super) languages: &'a Languages,
    pub(super) notes: &'a Notes,
    pub(super) options: &'a Options,
    /// Whether its quotations stand in »…«.
    pub(super) inward_quotes: bool,
}

/// Name of the series of the author's notes.
const SERIES: &str = "autor";

/// Writes the manifest. Lines that begin with `# look:` are questions to the editor.
pub(super) fn file(metadata: &Metadata) -> ImportedFile {
    let mut out = Toml::default();
    out.comment(
        "Made by `umbruch import`. Where a line says `look:`, the text did not say for certain.",
    );
    head(metadata, &mut out);
    contributors(metadata.title, &mut out);
    origin(metadata, &mut out);
    if metadata.notes.by_section.iter().any(|notes| !notes.is_empty()) {
        out.table(&format!("[notes.{SERIES}]"));
        out.string("marks", "1");
        out.string("numbering", if metadata.notes.restarts { "section" } else { "book" });
        out.string("placement", "book");
    }
    sections(metadata, &mut out);
    ImportedFile { path: "edition.toml".to_owned(), text: out.text() }
}

fn head(metadata: &Metadata, out: &mut Toml) {
    let title = metadata.title;
    let own = metadata.options.slug.clone().or_else(|| slug(&title.title));
    out.string("slug", &kept(&own.unwrap_or_else(|| "text".to_owned())));
    if title.invented {
        out.comment("look: the text has no title line");
    }
    out.string("title", &kept(&title.title));
    if let Some(subtitle) = &title.subtitle {
        out.comment(
            "look: taken for a subtitle because it stands between title and author or year",
        );
        out.string("subtitle", &kept(subtitle));
    }
    if metadata.languages.doubtful {
        out.comment("look: the language of the text is not clear");
    }
    out.string("language", &metadata.languages.book);
    out.string("identifier", &kept(&metadata.options.identifier));
    match Date::parse(&metadata.options.date) {
        Some(date) => out.date("date", date),
        None => out.string("date", &kept(&metadata.options.date)),
    }
    // A text that was handed down is not rewritten unasked.
    out.string("typography", "report");
    if metadata.inward_quotes && metadata.languages.book.starts_with("de") {
        out.string("quotes", "inward");
    }
}

fn contributors(title: &Title, out: &mut Toml) {
    if title.authors.is_empty() {
        out.blank();
        out.comment("look: no author was found; a [[contributor]] with name and role belongs here");
    }
    for author in &title.authors {
        out.table("[[contributor]]");
        if title.author_doubtful {
            out.comment("look: taken for the author because it looks like a name");
        }
        out.string("name", &kept(author));
        out.string("sort", &kept(&sort_name(author)));
        out.string("role", "aut");
    }
}

fn origin(metadata: &Metadata, out: &mut Toml) {
    out.table("[source]");
    out.string("title", &kept(&metadata.title.title));
    if let Some(year) = metadata.title.year {
        out.string("date", &year.to_string());
    }
    match &metadata.provenance.url {
        Some(url) => out.string("url", &kept(url)),
        None => out.comment("look: the address of the page is not known: url = \"https://…\""),
    }
    if let Some(note) = &metadata.provenance.note {
        out.string("note", &kept(note));
    }
}

fn sections(metadata: &Metadata, out: &mut Toml) {
    let all = metadata.outline.sections.iter().zip(&metadata.languages.sections);
    for (section, language) in all {
        out.table("[[section]]");
        out.string("file", &section.path);
        out.string("role", section.role);
        if section.found_on_page {
            out.comment("look: the publisher's words before the text; whose they are, the page does not say");
        }
        if let Some(title) = section.title.as_ref().filter(|_| !section.found_on_page) {
            out.string("title", &kept(title));
        }
        if let Some(language) = language {
            out.string("language", language);
        }
    }
}

/// A text as a line of the manifest can hold it.
fn kept(value: &str) -> String {
    carried(value).map(|c| if c.is_control() { ' ' } else { c }).collect()
}
