//! The raw mirror of `edition.toml`: every key as it stands there, with its place.

mod print;

use toml::de::DeTable;

use super::table::{Field, TableReader};
use crate::diagnostics::{Code, Diagnostics};
use crate::source::{FileId, Span};

pub(super) use print::{RawPaper, RawPrint, RawSheet};

type Text = Option<Field<String>>;

/// All keys of the manifest.
pub(super) struct RawEdition {
    pub slug: Text,
    pub title: Text,
    pub title_sort: Text,
    pub subtitle: Text,
    pub language: Text,
    pub identifier: Text,
    pub date: Text,
    pub edition: Option<Field<u32>>,
    pub edition_statement: Text,
    pub publisher: Text,
    pub place: Text,
    pub description: Text,
    pub subjects: Vec<Field<String>>,
    pub rights: Text,
    pub licence: Text,
    pub layouts: Option<Vec<Field<String>>>,
    pub omit: Vec<Field<String>>,
    pub isbn: Option<RawIsbns>,
    pub contributors: Vec<RawContributor>,
    pub series: Option<RawSeries>,
    pub source: Option<RawSource>,
    pub cover: Option<RawCover>,
    pub accessibility: Option<RawAccessibility>,
    pub notes: Vec<RawNotes>,
    pub indexes: Vec<RawIndex>,
    pub bibliography: Option<RawBibliography>,
    pub sections: Vec<RawSection>,
    pub lints: Vec<(Field<String>, Field<String>)>,
    pub typography: RawTypography,
    pub quotes: Text,
    pub page_markers: Text,
    pub hyphenation: Option<RawHyphenation>,
    pub epub: Option<RawEpub>,
    pub spelling: Option<RawSpelling>,
    pub allow: Vec<RawAllow>,
    pub print: Option<RawPrint>,
}

/// Either `typography = "…"` or the table.
#[derive(Default)]
pub(super) struct RawTypography {
    pub rules: Text,
    pub corrections: Vec<RawCorrection>,
}

pub(super) struct RawCorrection {
    pub span: Span,
    pub file: Text,
    pub text: Text,
    pub wish: Text,
    pub layout: Text,
}

pub(super) struct RawHyphenation {
    pub exceptions: Vec<Field<String>>,
    pub names: Vec<Field<String>>,
}

pub(super) struct RawEpub {
    pub hyphenation: Text,
    pub ligatures: Text,
}

pub(super) struct RawSpelling {
    pub dictionaries: Vec<Field<String>>,
    pub words: Vec<Field<String>>,
}

pub(super) struct RawAllow {
    pub span: Span,
    pub code: Text,
    pub file: Text,
    pub text: Text,
    pub reason: Text,
}

pub(super) struct RawIsbns {
    pub epub: Text,
    pub print: Text,
}

pub(super) struct RawContributor {
    pub name: Text,
    pub sort: Text,
    pub role: Vec<Field<String>>,
}

pub(super) struct RawSeries {
    pub title: Text,
    pub number: Option<Field<u32>>,
}

pub(super) struct RawSource {
    pub title: Text,
    pub url: Text,
    pub date: Text,
    pub note: Text,
    pub isbn: Text,
}

pub(super) struct RawCover {
    pub image: Text,
    pub alt: Text,
}

pub(super) struct RawAccessibility {
    pub span: Span,
    pub summary: Text,
    pub conforms_to: Text,
    pub certified_by: Text,
    pub report: Text,
    pub exemption: Text,
}

pub(super) struct RawNotes {
    pub name: Field<String>,
    pub title: Text,
    pub marks: Text,
    pub numbering: Text,
    pub placement: Text,
    pub pages: Text,
}

pub(super) struct RawIndex {
    pub name: Field<String>,
    pub title: Text,
    pub sort: Text,
}

pub(super) struct RawBibliography {
    pub span: Span,
    pub file: Vec<Field<String>>,
    pub style: Text,
    pub list: Text,
    pub notes: Text,
}

pub(super) struct RawSection {
    pub span: Span,
    pub file: Text,
    pub role: Text,
    pub title: Text,
    pub language: Text,
    pub notes: Text,
    pub index: Text,
    pub id: Text,
}

/// Parses the manifest as far as it can be read; what cannot is reported.
pub(super) fn parse(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> RawEdition {
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        diagnostics.report(
            Code::TomlSyntax,
            Span::new(file, error.span().unwrap_or(0..0)),
            format!("the manifest is not valid TOML: {}", error.message().replace('\n', ", ")),
            "texts stand in double quotes, every key on a line of its own: `title = \"…\"`",
        );
    }
    let start = Span::new(file, 0..text.find('\n').unwrap_or(text.len()));
    let mut reader = TableReader::new(file, root.get_ref(), "the manifest", start, diagnostics);
    let edition = edition(&mut reader);
    reader.finish();
    edition
}

fn edition(t: &mut TableReader<'_, '_>) -> RawEdition {
    RawEdition {
        slug: t.string("slug"),
        title: t.required("title", "…"),
        title_sort: t.string("title-sort"),
        subtitle: t.string("subtitle"),
        language: t.required("language", "de"),
        identifier: t.required("identifier", "urn:uuid:…"),
        date: t.date("date"),
        edition: t.number("edition"),
        edition_statement: t.string("edition-statement"),
        publisher: t.string("publisher"),
        place: t.string("place"),
        description: t.string("description"),
        subjects: t.strings("subjects").unwrap_or_default(),
        rights: t.string("rights"),
        licence: t.string("licence"),
        layouts: t.strings("layouts"),
        omit: t.strings("omit").unwrap_or_default(),
        isbn: t.table("isbn", |t| RawIsbns { epub: t.string("epub"), print: t.string("print") }),
        contributors: t.tables("contributor", |t| RawContributor {
            name: t.required("name", "…"),
            sort: t.string("sort"),
            role: t.strings("role").unwrap_or_default(),
        }),
        series: t.table("series", |t| RawSeries {
            title: t.required("title", "…"),
            number: t.number("number"),
        }),
        source: t.table("source", source),
        cover: t.table("cover", |t| RawCover {
            image: t.required("image", "images/cover.jpg"),
            alt: t.string("alt"),
        }),
        accessibility: t.table("accessibility", accessibility),
        notes: t.named_tables("notes", |name, t| RawNotes {
            name,
            title: t.string("title"),
            marks: t.string("marks"),
            numbering: t.string("numbering"),
            placement: t.string("placement"),
            pages: t.string("pages"),
        }),
        indexes: t.named_tables("index", |name, t| RawIndex {
            name,
            title: t.string("title"),
            sort: t.string("sort"),
        }),
        bibliography: t.table("bibliography", |t| RawBibliography {
            span: t.span,
            file: t.strings("file").unwrap_or_default(),
            style: t.string("style"),
            list: t.string("list"),
            notes: t.string("notes"),
        }),
        sections: t.tables("section", section),
        lints: t.texts("lints"),
        typography: typography(t),
        quotes: t.string("quotes"),
        page_markers: t.string("page-markers"),
        hyphenation: t.table("hyphenation", |t| RawHyphenation {
            exceptions: t.strings("exceptions").unwrap_or_default(),
            names: t.strings("names").unwrap_or_default(),
        }),
        epub: t.table("epub", |t| RawEpub {
            hyphenation: t.string("hyphenation"),
            ligatures: t.string("ligatures"),
        }),
        spelling: t.table("spelling", |t| RawSpelling {
            dictionaries: t.strings("dictionaries").unwrap_or_default(),
            words: t.strings("words").unwrap_or_default(),
        }),
        allow: t.tables("allow", |t| RawAllow {
            span: t.span,
            code: t.required("code", "doubled-word"),
            file: t.required("file", "text/…"),
            text: t.required("text", "…"),
            reason: t.required("reason", "…"),
        }),
        print: t.table("print", print::print),
    }
}

fn typography(t: &mut TableReader<'_, '_>) -> RawTypography {
    if !t.is_table("typography") {
        return RawTypography { rules: t.string("typography"), ..RawTypography::default() };
    }
    let read = |t: &mut TableReader<'_, '_>| RawTypography {
        rules: t.string("rules"),
        corrections: t.tables("corrections", |t| RawCorrection {
            span: t.span,
            file: t.required("file", "text/…"),
            text: t.required("text", "…"),
            wish: t.required("wish", "together"),
            layout: t.string("layout"),
        }),
    };
    t.table("typography", read).unwrap_or_default()
}

fn source(t: &mut TableReader<'_, '_>) -> RawSource {
    RawSource {
        title: t.required("title", "…"),
        url: t.string("url"),
        date: t.date("date"),
        note: t.string("note"),
        isbn: t.string("isbn"),
    }
}

fn accessibility(t: &mut TableReader<'_, '_>) -> RawAccessibility {
    RawAccessibility {
        span: t.span,
        summary: t.string("summary"),
        conforms_to: t.string("conforms-to"),
        certified_by: t.string("certified-by"),
        report: t.string("report"),
        exemption: t.string("exemption"),
    }
}

fn section(t: &mut TableReader<'_, '_>) -> RawSection {
    RawSection {
        span: t.span,
        file: t.string("file"),
        role: t.string("role"),
        title: t.string("title"),
        language: t.string("language"),
        notes: t.string("notes"),
        index: t.string("index"),
        id: t.string("id"),
    }
}
