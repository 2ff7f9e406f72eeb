//! The raw mirror of `edition.toml`: every key as it stands there, with its place.

mod metadata;
mod print;
mod syntax;

use ::toml::de::DeTable;

use super::table::{Field, TableReader};
use super::{Remark, remarks};
use crate::diagnostics::{Code, Diagnostics};
use crate::source::{FileId, Span};
use syntax::Damage;

pub(super) use metadata::{
    RawAccessibility, RawContributor, RawCover, RawIsbns, RawOtherTitle, RawSeries, RawSource,
    RawSubject,
};
pub(super) use print::{RawPaper, RawPrint, RawSheet};

type Text = Option<Field<String>>;

/// Texts by language tag.
pub(super) type ByLanguage = Vec<(Field<String>, Field<String>)>;

/// All keys of the manifest.
pub(super) struct RawEdition {
    pub slug: Text,
    pub title: Text,
    pub title_sort: Text,
    pub title_renderings: ByLanguage,
    pub subtitles: Vec<Field<String>>,
    pub other_titles: Vec<RawOtherTitle>,
    pub language: Text,
    pub identifier: Text,
    pub doi: Text,
    pub urn: Text,
    pub date: Text,
    pub first_published: Text,
    pub edition: Option<Field<u32>>,
    pub edition_statement: Text,
    pub publisher: Text,
    pub place: Text,
    pub description: Text,
    pub subjects: Vec<RawSubject>,
    pub rights: Text,
    pub licence: Text,
    pub layouts: Option<Vec<Field<String>>>,
    pub omit: Vec<Field<String>>,
    pub isbn: Option<RawIsbns>,
    pub contributors: Vec<RawContributor>,
    pub series: Vec<RawSeries>,
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
    pub remarks: Vec<Remark>,
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
    pub pages: Text,
    pub pages_from: Text,
    pub fonts: Option<Field<bool>>,
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

pub(super) struct RawNotes {
    pub name: Field<String>,
    pub title: Text,
    pub marks: Text,
    pub numbering: Text,
    pub placement: Text,
    pub pages: Text,
    pub back_references: Text,
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

/// Reads a file of TOML other than the manifest, called `name` in messages, as far as it can be read; what cannot, and keys that were not asked
/// for, are reported.
pub fn read_table<T>(
    file: FileId,
    text: &str,
    name: &str,
    diagnostics: &mut Diagnostics,
    read: impl FnOnce(&mut TableReader<'_, '_>) -> T,
) -> T {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut found = Diagnostics::default();
    let faults = syntax::faults(text, &errors);
    let damage = syntax::damage(text, &faults);
    for fault in faults {
        let message = format!("{name} is not valid TOML: {}", fault.message);
        found.report(Code::TomlSyntax, Span::new(file, fault.place), message, fault.hint);
    }
    let start = Span::new(file, 0..text.find('\n').unwrap_or(text.len()));
    let mut reader = TableReader::new(file, root.get_ref(), name, start, &mut found);
    let result = read(&mut reader);
    reader.finish();
    diagnostics.extend(found.into_sorted().into_iter().filter(|told| !damage.explains(told)));
    result
}

/// Parses the manifest as far as it can be read; what cannot is reported, and told apart from the rest by what
/// it touches.
pub(super) fn parse(
    file: FileId,
    text: &str,
    diagnostics: &mut Diagnostics,
) -> (RawEdition, Damage) {
    let (root, errors) = DeTable::parse_recoverable(text);
    let faults = syntax::faults(text, &errors);
    let damage = syntax::damage(text, &faults);
    for fault in faults {
        let message = format!("the manifest is not valid TOML: {}", fault.message);
        diagnostics.report(Code::TomlSyntax, Span::new(file, fault.place), message, fault.hint);
    }
    let start = Span::new(file, 0..text.find('\n').unwrap_or(text.len()));
    let mut reader = TableReader::new(file, root.get_ref(), "the manifest", start, diagnostics);
    let mut edition = edition(&mut reader);
    reader.finish();
    edition.remarks = remarks::collect(root.get_ref(), text);
    (edition, damage)
}

fn edition(t: &mut TableReader<'_, '_>) -> RawEdition {
    RawEdition {
        slug: t.string("slug"),
        title: t.required("title", "…"),
        title_sort: t.string("title-sort"),
        title_renderings: t.texts("title-in"),
        subtitles: t.strings("subtitle").unwrap_or_default(),
        other_titles: t.tables("other-title", metadata::other_title),
        language: t.required("language", "de"),
        identifier: t.required("identifier", "urn:uuid:…"),
        doi: t.string("doi"),
        urn: t.string("urn"),
        date: t.date("date"),
        first_published: t.date("first-published"),
        edition: t.number("edition"),
        edition_statement: t.string("edition-statement"),
        publisher: t.string("publisher"),
        place: t.string("place"),
        description: t.string("description"),
        subjects: t.texts_or_tables("subjects", metadata::free_subject, metadata::subject),
        rights: t.string("rights"),
        licence: t.string("licence"),
        layouts: t.strings("layouts"),
        omit: t.strings("omit").unwrap_or_default(),
        isbn: t.table("isbn", metadata::isbns),
        contributors: t.tables("contributor", metadata::contributor),
        series: t.one_or_more("series", metadata::series),
        source: t.table("source", metadata::source),
        cover: t.table("cover", metadata::cover),
        accessibility: t.table("accessibility", metadata::accessibility),
        notes: t.named_tables("notes", |name, t| RawNotes {
            name,
            title: t.string("title"),
            marks: t.string("marks"),
            numbering: t.string("numbering"),
            placement: t.string("placement"),
            pages: t.string("pages"),
            back_references: t.string("back-references"),
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
            pages: t.string("pages"),
            pages_from: t.string("pages-from"),
            fonts: t.truth("fonts"),
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
        remarks: Vec::new(),
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
