//! The manifest of a book whose data come from elsewhere: what is known of it, its notes, indexes and sections. One
//! that an editor wrote is kept as it is.

use toml::Value;

use super::{Edition, SectionEntry};
use crate::ir::{
    Accessibility, BackReferences, Date, IndexOrder, IndexSettings, Marks, Metadata, NotePages,
    NoteSeries, PageMarkers, Placement, Rendering, Restart, Role, Scheme, Series, SeriesKind,
    Subject,
};
use crate::language::QuoteStyle;

/// What a manifest says of the manuscript; how it is set, printed and proofread is not of it.
#[derive(Debug, Clone, Copy)]
pub struct Manifest<'m> {
    /// What is known of the book as a whole.
    pub metadata: &'m Metadata,
    /// The series of notes, the default one first.
    pub series: &'m [NoteSeries],
    /// The indexes, the default one first.
    pub indexes: &'m [IndexSettings],
    /// How the pages of the source edition are shown.
    pub page_markers: PageMarkers,
    /// The quotation marks of the edition.
    pub quotes: QuoteStyle,
    /// The sections in reading order.
    pub sections: &'m [SectionEntry],
}

impl Edition {
    /// What its manifest says of the manuscript.
    #[must_use]
    pub fn manifest(&self) -> Manifest<'_> {
        Manifest {
            metadata: &self.metadata,
            series: &self.series,
            indexes: &self.indexes,
            page_markers: self.page_markers,
            quotes: self.quotes,
            sections: &self.sections,
        }
    }
}

/// The text of `edition.toml`; what is as it is by default is not said.
#[must_use]
pub fn write(manifest: &Manifest<'_>) -> String {
    let mut out = Toml::default();
    head(manifest, &mut out);
    tables(manifest.metadata, &mut out);
    notes(manifest.series, &mut out);
    indexes(manifest.indexes, &mut out);
    manifest.sections.iter().for_each(|entry| section(entry, manifest, &mut out));
    out.text
}

fn head(manifest: &Manifest<'_>, out: &mut Toml) {
    let metadata = manifest.metadata;
    out.string("slug", &metadata.slug);
    out.string("title", &metadata.title);
    out.some("title-sort", metadata.title_sort.as_deref());
    out.strings("subtitle", &metadata.subtitles);
    out.renderings("title-in", &metadata.title_renderings);
    out.string("language", metadata.language.as_str());
    out.string("identifier", &metadata.identifier);
    out.some("doi", metadata.doi.as_deref());
    out.some("urn", metadata.urn.as_deref());
    out.date("date", metadata.date);
    out.some_date("first-published", metadata.first_published);
    if let Some(edition) = metadata.edition {
        out.value("edition", &Value::Integer(i64::from(edition)));
    }
    out.some("edition-statement", metadata.edition_statement.as_deref());
    out.some("publisher", metadata.publisher.as_deref());
    out.some("place", metadata.place.as_deref());
    out.some("description", metadata.description.as_deref());
    if !metadata.subjects.is_empty() {
        out.value("subjects", &Value::Array(metadata.subjects.iter().map(subject).collect()));
    }
    out.some("rights", metadata.rights.as_deref());
    out.some("licence", metadata.licence.as_deref());
    match manifest.page_markers {
        PageMarkers::Margin => {}
        PageMarkers::Brackets => out.string("page-markers", "brackets"),
        PageMarkers::None => out.string("page-markers", "none"),
    }
    if manifest.quotes == QuoteStyle::Inward {
        out.string("quotes", "inward");
    }
}

fn subject(subject: &Subject) -> Value {
    let name = Value::String(subject.name.clone());
    let Some(term) = &subject.term else { return name };
    let scheme = match term.scheme {
        Scheme::Thema => "thema",
        Scheme::Wgs => "wgs",
        Scheme::Bisac => "bisac",
        Scheme::Ddc => "ddc",
    };
    let mut table = toml::Table::new();
    table.insert(scheme.to_owned(), Value::String(term.code.clone()));
    if subject.name != term.code {
        table.insert("name".to_owned(), name);
    }
    Value::Table(table)
}

fn tables(metadata: &Metadata, out: &mut Toml) {
    let isbns = &metadata.isbns;
    if isbns.epub.is_some() || isbns.print.is_some() {
        out.table("[isbn]");
        out.some("epub", isbns.epub.as_deref());
        out.some("print", isbns.print.as_deref());
    }
    for contributor in &metadata.contributors {
        out.table("[[contributor]]");
        out.string("name", &contributor.name);
        out.string("sort", &contributor.sort);
        let roles: Vec<String> = contributor.roles.iter().map(|role| role.0.clone()).collect();
        out.strings("role", &roles);
        out.renderings("name-in", &contributor.renderings);
    }
    for title in &metadata.other_titles {
        out.table("[[other-title]]");
        out.string("title", &title.text);
        out.string("kind", title.kind.as_str());
        out.some("sort", title.sort.as_deref());
        out.some("language", title.language.as_ref().map(|language| language.as_str()));
    }
    for series in &metadata.series {
        out.table("[[series]]");
        of_series(series, out);
    }
    if let Some(source) = &metadata.source {
        out.table("[source]");
        out.string("title", &source.title);
        out.some("url", source.url.as_deref());
        out.some_date("date", source.date);
        out.some("note", source.note.as_deref());
        out.some("isbn", source.isbn.as_deref());
    }
    if let Some(cover) = &metadata.cover {
        out.table("[cover]");
        out.string("image", &cover.path);
        out.string("alt", &cover.alt);
    }
    if metadata.accessibility != Accessibility::default() {
        out.table("[accessibility]");
        accessibility(&metadata.accessibility, out);
    }
}

fn of_series(series: &Series, out: &mut Toml) {
    out.string("title", &series.title);
    if series.kind != SeriesKind::Series {
        out.string("kind", series.kind.as_str());
    }
    out.some("number", series.number.as_deref());
    out.some("issn", series.issn.as_deref());
}

fn accessibility(said: &Accessibility, out: &mut Toml) {
    out.some("summary", said.summary.as_deref());
    out.some("conforms-to", said.conforms.then_some("WCAG 2.2 AA"));
    out.some("certified-by", said.certified_by.as_deref());
    out.some_date("certified-on", said.certified_on);
    out.some("credential", said.credential.as_deref());
    out.some("report", said.report.as_deref());
    out.some("exemption", said.exemption.as_deref());
}

fn notes(series: &[NoteSeries], out: &mut Toml) {
    for one in series {
        out.table(&format!("[notes.{}]", one.name));
        out.some("title", one.title.as_deref());
        let marks = match one.marks {
            Marks::Decimal => "1",
            Marks::LowerAlpha => "a",
            Marks::UpperAlpha => "A",
            Marks::LowerRoman => "i",
            Marks::UpperRoman => "I",
            Marks::Asterisks => "*",
        };
        out.string("marks", marks);
        let numbering = match one.restart {
            Restart::Book => "book",
            Restart::Section => "section",
        };
        out.string("numbering", numbering);
        let placement = match one.placement {
            Placement::Book => "book",
            Placement::Section => "section",
            Placement::Footnote => "footnote",
        };
        out.string("placement", placement);
        match one.pages {
            NotePages::None => {}
            NotePages::Entry => out.string("pages", "entry"),
            NotePages::Margin => out.string("pages", "margin"),
        }
        match one.back_references {
            BackReferences::None => {}
            BackReferences::Epub => out.string("back-references", "epub"),
            BackReferences::All => out.string("back-references", "all"),
        }
    }
}

fn indexes(indexes: &[IndexSettings], out: &mut Toml) {
    for one in indexes {
        out.table(&format!("[index.{}]", one.name));
        out.some("title", one.title.as_deref());
        let order = match one.order {
            IndexOrder::Words => "words",
            IndexOrder::Names => "names",
        };
        out.string("sort", order);
    }
}

fn section(entry: &SectionEntry, manifest: &Manifest<'_>, out: &mut Toml) {
    out.table("[[section]]");
    out.some("file", entry.file.as_ref().map(|(path, _)| path.as_str()));
    if entry.role != Role::Chapter || entry.file.is_none() {
        out.string("role", entry.role.as_str());
    }
    out.some("title", entry.title.as_deref());
    out.some("language", entry.language.as_ref().map(|language| language.as_str()));
    let series = manifest.series.get(usize::from(entry.series.0)).filter(|_| entry.series.0 > 0);
    out.some("notes", series.map(|series| series.name.as_str()));
    let index = manifest.indexes.get(usize::from(entry.index.0)).filter(|_| entry.index.0 > 0);
    out.some("index", index.map(|index| index.name.as_str()));
    out.some("id", entry.id.as_deref());
}

/// Lines of TOML.
#[derive(Debug, Default)]
pub(crate) struct Toml {
    text: String,
}

impl Toml {
    /// What was written.
    pub fn text(self) -> String {
        self.text
    }

    /// An empty line.
    pub fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A line for the editor.
    pub fn comment(&mut self, words: &str) {
        self.text.push_str(&format!("# {words}\n"));
    }

    /// The head of a table, with its brackets.
    pub fn table(&mut self, header: &str) {
        self.text.push_str(&format!("\n{header}\n"));
    }

    /// A text.
    pub fn string(&mut self, key: &str, value: &str) {
        self.value(key, &Value::String(value.to_owned()));
    }

    /// A date: a whole one is TOML's own type, a month or a year a string.
    pub fn date(&mut self, key: &str, date: Date) {
        match date.to_string().parse::<toml::value::Datetime>() {
            Ok(date) => self.value(key, &Value::Datetime(date)),
            Err(_) => self.string(key, &date.to_string()),
        }
    }

    fn value(&mut self, key: &str, value: &Value) {
        self.text.push_str(&format!("{key} = {value}\n"));
    }

    fn some(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.string(key, value);
        }
    }

    fn some_date(&mut self, key: &str, date: Option<Date>) {
        if let Some(date) = date {
            self.date(key, date);
        }
    }

    /// A list of texts; one alone stands for itself.
    fn strings(&mut self, key: &str, values: &[String]) {
        match values {
            [] => {}
            [one] => self.string(key, one),
            all => {
                let all = all.iter().map(|text| Value::String(text.clone()));
                self.value(key, &Value::Array(all.collect()));
            }
        }
    }

    fn renderings(&mut self, key: &str, renderings: &[Rendering]) {
        if !renderings.is_empty() {
            let texts = renderings.iter().map(|one| {
                let text = Value::String(one.text.clone());
                format!("{} = {text}", Value::String(one.language.as_str().to_owned()))
            });
            let texts = texts.collect::<Vec<_>>().join(", ");
            self.text.push_str(&format!("{key} = {{ {texts} }}\n"));
        }
    }
}
