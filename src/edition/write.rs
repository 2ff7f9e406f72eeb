//! The manifest of a manuscript, so that reading it gives the same. What is as it is by default is not said.

mod lines;
mod settings;

use toml::Value;

use super::names::{BACK_REFERENCES, INDEX_ORDER, MARKS, NOTE_PAGES, NUMBERING, PLACEMENT};
use super::{Settings, default_id};
use crate::ir::{
    Accessibility, IndexSettings, Manuscript, Metadata, NoteSeries, Section, Series, SeriesKind,
    Subject,
};
use lines::{Lines, inline, list};

/// The text of `edition.toml`.
#[must_use]
pub fn write(manuscript: &Manuscript, settings: &Settings) -> String {
    let mut out = Lines::default();
    let metadata = &manuscript.metadata;
    head(metadata, &mut out);
    settings::head(manuscript, settings, &mut out);
    tables(metadata, &mut out);
    notes(&manuscript.series, &mut out);
    indexes(&manuscript.indexes, &mut out);
    settings::tables(manuscript, settings, &mut out);
    for n in 0..manuscript.sections.len() {
        section(n, manuscript, &mut out);
    }
    out.written(&settings.remarks)
}

fn head(metadata: &Metadata, out: &mut Lines) {
    out.string("slug", &metadata.slug);
    out.string("title", &metadata.title);
    out.text("title-sort", metadata.title_sort.as_deref());
    out.strings("subtitle", &metadata.subtitles);
    out.renderings("title-in", &metadata.title_renderings);
    out.string("language", metadata.language.as_str());
    out.string("identifier", &metadata.identifier);
    out.text("doi", metadata.doi.as_deref());
    out.text("urn", metadata.urn.as_deref());
    out.date("date", Some(metadata.date));
    out.date("first-published", metadata.first_published);
    out.some("edition", metadata.edition.map(i64::from));
    out.text("edition-statement", metadata.edition_statement.as_deref());
    out.text("publisher", metadata.publisher.as_deref());
    out.text("place", metadata.place.as_deref());
    out.text("description", metadata.description.as_deref());
    let subjects: Vec<Value> = metadata.subjects.iter().map(subject).collect();
    out.some("subjects", Some(subjects).filter(|subjects| !subjects.is_empty()));
    out.text("rights", metadata.rights.as_deref());
    out.text("licence", metadata.licence.as_deref());
}

fn subject(subject: &Subject) -> Value {
    let Some(term) = &subject.term else { return subject.name.as_str().into() };
    let name = Some(subject.name.as_str()).filter(|name| *name != term.code);
    let scheme = term.scheme.as_str().to_lowercase();
    inline([(&scheme, Some(term.code.as_str().into())), ("name", name.map(Value::from))])
}

fn tables(metadata: &Metadata, out: &mut Lines) {
    out.table("isbn");
    out.text("epub", metadata.isbns.epub.as_deref());
    out.text("print", metadata.isbns.print.as_deref());
    let all = metadata.contributors.len();
    for (n, contributor) in metadata.contributors.iter().enumerate() {
        out.nth_table("contributor", n, all);
        out.string("name", &contributor.name);
        out.string("sort", &contributor.sort);
        let roles: Vec<String> = contributor.roles.iter().map(|role| role.0.clone()).collect();
        out.strings("role", &roles);
        out.renderings("name-in", &contributor.renderings);
    }
    if all == 0 {
        out.no_table("contributor");
    }
    let all = metadata.other_titles.len();
    for (n, title) in metadata.other_titles.iter().enumerate() {
        out.nth_table("other-title", n, all);
        out.string("title", &title.text);
        out.string("kind", title.kind.as_str());
        out.text("sort", title.sort.as_deref());
        out.text("language", title.language.as_ref().map(|language| language.as_str()));
    }
    let all = metadata.series.len();
    for (n, series) in metadata.series.iter().enumerate() {
        out.nth_table("series", n, all);
        of_series(series, out);
    }
    out.table("source");
    let source = metadata.source.as_ref();
    out.text("title", source.map(|source| source.title.as_str()));
    out.date("date", source.and_then(|source| source.date));
    out.text("url", source.and_then(|source| source.url.as_deref()));
    out.text("note", source.and_then(|source| source.note.as_deref()));
    out.text("isbn", source.and_then(|source| source.isbn.as_deref()));
    out.table("cover");
    out.text("image", metadata.cover.as_ref().map(|cover| cover.path.as_str()));
    let alt = metadata.cover.as_ref().map(|cover| cover.alt.as_str());
    out.text("alt", alt.filter(|alt| !alt.is_empty()));
    out.table("accessibility");
    accessibility(&metadata.accessibility, out);
}

fn of_series(series: &Series, out: &mut Lines) {
    out.string("title", &series.title);
    out.unless(SeriesKind::Series.as_str(), "kind", series.kind.as_str());
    out.text("number", series.number.as_deref());
    out.text("issn", series.issn.as_deref());
}

fn accessibility(said: &Accessibility, out: &mut Lines) {
    out.text("summary", said.summary.as_deref());
    out.text("conforms-to", said.conforms.then_some("WCAG 2.2 AA"));
    out.text("certified-by", said.certified_by.as_deref());
    out.date("certified-on", said.certified_on);
    out.text("credential", said.credential.as_deref());
    out.text("report", said.report.as_deref());
    out.text("exemption", said.exemption.as_deref());
}

fn notes(series: &[NoteSeries], out: &mut Lines) {
    for one in series {
        out.table(&format!("notes.{}", one.name));
        out.text("title", one.title.as_deref());
        out.said("marks", MARKS, &one.marks);
        out.said("numbering", NUMBERING, &one.restart);
        out.said("placement", PLACEMENT, &one.placement);
        out.choice("pages", NOTE_PAGES, &one.pages);
        out.choice("back-references", BACK_REFERENCES, &one.back_references);
    }
}

fn indexes(indexes: &[IndexSettings], out: &mut Lines) {
    for one in indexes {
        out.table(&format!("index.{}", one.name));
        out.text("title", one.title.as_deref());
        out.said("sort", INDEX_ORDER, &one.order);
    }
}

fn section(n: usize, manuscript: &Manuscript, out: &mut Lines) {
    let section: &Section = &manuscript.sections[n];
    out.nth_table("section", n, manuscript.sections.len());
    out.text("file", section.file.as_deref());
    out.string("role", section.role.as_str());
    out.text("title", section.title.as_deref());
    out.text("language", section.language.as_ref().map(|language| language.as_str()));
    let series = manuscript.series.get(usize::from(section.series.0));
    let series = series.filter(|_| section.series.0 > 0);
    out.text("notes", series.map(|series| series.name.as_str()));
    let index = manuscript.indexes.get(usize::from(section.index.0));
    let index = index.filter(|_| section.index.0 > 0);
    out.text("index", index.map(|index| index.name.as_str()));
    // The heading of a text bears its id.
    let is_own =
        section.heading.is_none() && section.id != default_id(section, &manuscript.indexes);
    out.text("id", is_own.then_some(section.id.as_str()));
}
