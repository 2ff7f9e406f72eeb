//! From the raw manifest to the resolved edition: values checked, defaults filled in.

use std::collections::BTreeMap;

use super::raw::{
    RawAccessibility, RawContributor, RawEdition, RawIsbns, RawNotes, RawSection, RawSource,
};
use super::relators::is_relator;
use super::table::{Field, suggestion};
use super::{Edition, SectionEntry};
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{
    Accessibility, Contributor, Cover, Date, Isbns, Language, Marks, Metadata, NoteSeries,
    Placement, Relator, Restart, Role, Series, SourceEdition,
};
use crate::source::Span;

/// The layout that is made when the manifest names none.
const DEFAULT_LAYOUT: &str = "pamphlet";

/// The exemptions of the European Accessibility Act that EPUB metadata can claim.
const EXEMPTIONS: [&str; 3] =
    ["eaa-microenterprise", "eaa-disproportionate-burden", "eaa-fundamental-alteration"];

type Text = Option<Field<String>>;

/// Whether a text can name outputs and folders: `a`–`z`, digits and hyphens, no hyphen first.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 100
        && !text.starts_with('-')
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Resolves the manifest. Where a required value is missing or wrong, which is reported, something
/// stands in for it, so that the rest of the edition can be checked in the same run.
pub(super) fn resolve(
    raw: RawEdition,
    folder_name: &str,
    start: Span,
    diagnostics: &mut Diagnostics,
) -> Edition {
    let d = diagnostics;
    let series = note_series(raw.notes, d);
    let sections = sections(raw.sections, &series, start, d);
    let slug = slug(raw.slug, folder_name, start, d);
    let language = raw.language.and_then(|field| language(&field, d));
    let identifier = raw.identifier.and_then(|field| identifier(&field, d));
    let date = match raw.date {
        Some(field) => date(&field, d),
        None => {
            d.report(
                Code::MissingKey,
                start,
                "`date` is missing in the manifest",
                "add the date on which this edition appears: `date = 2026-11-23`",
            );
            None
        }
    };
    let metadata_parts = MetadataParts {
        contributors: raw.contributors.into_iter().filter_map(|c| contributor(c, d)).collect(),
        isbns: raw.isbn.map(|raw| isbns(&raw, d)).unwrap_or_default(),
        source: raw.source.and_then(|raw| source(raw, d)),
        accessibility: raw.accessibility.map(|raw| accessibility(raw, d)).unwrap_or_default(),
        licence: raw.licence.and_then(|field| url("licence", field, d)),
    };
    let layouts = layouts(raw.layouts, start);
    let omit = raw.omit.into_iter().filter_map(|field| omitted(&field, d)).collect();
    let switched_off = switched_off(raw.lints, d);
    let cover_span = raw.cover.as_ref().and_then(|c| c.image.as_ref()).map(|field| field.span);
    let cover = raw.cover.and_then(|cover| {
        let path = cover.image?.value;
        let alt = plain(cover.alt).unwrap_or_default();
        Some(Cover { path, alt })
    });
    let parts = metadata_parts;
    let metadata = Metadata {
        slug: slug.unwrap_or_default(),
        title: plain(raw.title).unwrap_or_default(),
        title_sort: plain(raw.title_sort),
        subtitle: plain(raw.subtitle),
        contributors: parts.contributors,
        language: language.or_else(|| Language::parse("de")).expect("`de` is well-formed"),
        identifier: identifier.unwrap_or_default(),
        isbns: parts.isbns,
        date: date.unwrap_or(Date { year: 1, month: None, day: None }),
        edition: raw.edition.map(|field| field.value),
        edition_statement: plain(raw.edition_statement),
        publisher: plain(raw.publisher),
        place: plain(raw.place),
        series: raw.series.and_then(|raw| {
            Some(Series { title: plain(raw.title)?, number: raw.number.map(|field| field.value) })
        }),
        subjects: raw.subjects.into_iter().map(|field| field.value).collect(),
        description: plain(raw.description),
        rights: plain(raw.rights),
        licence: parts.licence,
        source: parts.source,
        cover,
        accessibility: parts.accessibility,
    };
    Edition { metadata, layouts, omit, series, sections, cover_span, switched_off, span: start }
}

/// Values of the metadata that took some checking.
struct MetadataParts {
    contributors: Vec<Contributor>,
    isbns: Isbns,
    source: Option<SourceEdition>,
    accessibility: Accessibility,
    licence: Option<String>,
}

fn plain(field: Text) -> Option<String> {
    field.map(|field| field.value)
}

fn slug(field: Text, folder: &str, start: Span, d: &mut Diagnostics) -> Option<String> {
    let (text, span) = match field {
        Some(field) => (field.value, field.span),
        None => (folder.to_owned(), start),
    };
    if is_slug(&text) {
        return Some(text);
    }
    d.report(
        Code::InvalidValue,
        span,
        format!("`{text}` cannot name the outputs"),
        "give a name of a–z, digits and hyphens: `slug = \"mein-buch\"`",
    );
    None
}

fn language(field: &Field<String>, d: &mut Diagnostics) -> Option<Language> {
    let language = Language::parse(&field.value);
    if language.is_none() {
        d.report(
            Code::UnknownLanguage,
            field.span,
            format!("`{}` is not a language tag", field.value),
            "write a BCP 47 tag: `de`, `de-1901` (old orthography), `de-CH`, `fr`, `la` …",
        );
    }
    language
}

fn identifier(field: &Field<String>, d: &mut Diagnostics) -> Option<String> {
    let uuid = field.value.strip_prefix("urn:uuid:").and_then(|u| uuid::Uuid::parse_str(u).ok());
    if let Some(uuid) = uuid {
        return Some(format!("urn:uuid:{uuid}"));
    }
    d.report(
        Code::InvalidValue,
        field.span,
        format!("`{}` is not an identifier of the form `urn:uuid:…`", field.value),
        "take the one that `umbruch new` mints; keep it for the life of the edition",
    );
    None
}

fn date(field: &Field<String>, d: &mut Diagnostics) -> Option<Date> {
    let date = Date::parse(&field.value);
    // What TOML itself takes for a wrong date is empty here and has been told already.
    if date.is_none() && !field.value.is_empty() {
        d.report(
            Code::InvalidValue,
            field.span,
            format!("`{}` is not a date", field.value),
            "write the day, the month or the year: 2026-11-23, \"2026-11\" or \"2026\"",
        );
    }
    date
}

fn url(key: &str, field: Field<String>, d: &mut Diagnostics) -> Option<String> {
    let good = (field.value.starts_with("https://") || field.value.starts_with("http://"))
        && field.value.len() > 8
        && !field.value.chars().any(|c| c.is_whitespace() || matches!(c, '<' | '>' | '"'));
    if good {
        return Some(field.value);
    }
    d.report(
        Code::InvalidValue,
        field.span,
        format!("`{}` is not an address", field.value),
        format!("write it in full, without spaces: `{key} = \"https://…\"`"),
    );
    None
}

fn isbn(field: Field<String>, d: &mut Diagnostics) -> Option<String> {
    match field.value.parse::<isbn::Isbn13>() {
        Ok(isbn) => Some(isbn.to_string().chars().filter(char::is_ascii_digit).collect()),
        Err(_) => {
            d.report(
                Code::InvalidValue,
                field.span,
                format!("`{}` is not an ISBN: its 13 digits or its check digit are wrong", field.value),
                "copy it once more from your list of ISBNs; the last digit is computed from the others",
            );
            None
        }
    }
}

fn isbns(raw: &RawIsbns, d: &mut Diagnostics) -> Isbns {
    Isbns {
        epub: raw.epub.clone().and_then(|field| isbn(field, d)),
        print: raw.print.clone().and_then(|field| isbn(field, d)),
    }
}

fn contributor(raw: RawContributor, d: &mut Diagnostics) -> Option<Contributor> {
    let mut roles = Vec::new();
    for field in raw.role {
        if is_relator(&field.value) {
            roles.push(Relator(field.value));
        } else {
            d.report(
                Code::InvalidValue,
                field.span,
                format!("`{}` is not a MARC relator code", field.value),
                "usual codes: `aut` author, `edt` editor, `trl` translator, `aui` introduction, `aft` afterword, `ill` illustrator",
            );
        }
    }
    if roles.is_empty() {
        roles.push(Relator("aut".into()));
    }
    let name = plain(raw.name)?;
    let sort = plain(raw.sort).unwrap_or_else(|| sort_name(&name));
    Some(Contributor { name, sort, roles })
}

/// `Karl Muster` to `Muster, Karl`; a name of one word stays as it is.
fn sort_name(name: &str) -> String {
    match name.rsplit_once(' ') {
        Some((given, family)) if !name.contains(',') => format!("{family}, {given}"),
        _ => name.to_owned(),
    }
}

fn source(raw: RawSource, d: &mut Diagnostics) -> Option<SourceEdition> {
    let url = raw.url.and_then(|field| url("url", field, d));
    let date = raw.date.and_then(|field| date(&field, d));
    let isbn = raw.isbn.and_then(|field| isbn(field, d));
    Some(SourceEdition { title: plain(raw.title)?, url, date, note: plain(raw.note), isbn })
}

fn accessibility(raw: RawAccessibility, d: &mut Diagnostics) -> Accessibility {
    let conforms = match &raw.conforms_to {
        Some(field) if field.value == "WCAG 2.2 AA" => true,
        Some(field) => {
            d.report(
                Code::InvalidValue,
                field.span,
                format!("`{}` is not a level that can be asserted", field.value),
                "write `conforms-to = \"WCAG 2.2 AA\"` or leave the key out",
            );
            false
        }
        None => false,
    };
    if conforms && raw.certified_by.is_none() {
        d.report(
            Code::MissingKey,
            raw.span,
            "conformance is asserted, but nobody certifies it",
            "add `certified-by = \"…\"`, the person or body that checked the book, or drop `conforms-to`",
        );
    }
    if let Some(field) = &raw.exemption
        && !EXEMPTIONS.contains(&field.value.as_str())
    {
        let hint = suggestion(&field.value, EXEMPTIONS.into_iter());
        let message = format!("`{}` is not an exemption of the Accessibility Act", field.value);
        d.report(Code::InvalidValue, field.span, message, hint);
    }
    Accessibility {
        summary: plain(raw.summary),
        conforms: conforms && raw.certified_by.is_some(),
        certified_by: plain(raw.certified_by),
        report: raw.report.and_then(|field| url("report", field, d)),
        exemption: plain(raw.exemption).filter(|e| EXEMPTIONS.contains(&e.as_str())),
    }
}

/// The value that `field` names in a table of names; the default where there is no field.
fn choice<T: Copy>(field: &Text, names: &[(&str, T)], key: &str, d: &mut Diagnostics) -> T {
    let default = names[0].1;
    let Some(field) = field else { return default };
    if let Some((_, value)) = names.iter().find(|(name, _)| *name == field.value) {
        return *value;
    }
    let all: Vec<String> = names.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    d.report(
        Code::InvalidValue,
        field.span,
        format!("`{}` is not a value of `{key}`", field.value),
        format!("known here: {}", all.join(", ")),
    );
    default
}

fn note_series(raw: Vec<RawNotes>, d: &mut Diagnostics) -> Vec<NoteSeries> {
    let marks = [
        ("1", Marks::Decimal),
        ("a", Marks::LowerAlpha),
        ("A", Marks::UpperAlpha),
        ("i", Marks::LowerRoman),
        ("I", Marks::UpperRoman),
        ("*", Marks::Asterisks),
    ];
    let restarts = [("book", Restart::Book), ("section", Restart::Section)];
    let placements = [
        ("book", Placement::Book),
        ("section", Placement::Section),
        ("footnote", Placement::Footnote),
    ];
    let mut series = Vec::new();
    for raw in raw {
        if !is_slug(&raw.name.value) {
            d.report(
                Code::InvalidValue,
                raw.name.span,
                format!("`{}` cannot name a series of notes", raw.name.value),
                "use a–z, digits and hyphens, such as `[notes.hg]`",
            );
        }
        series.push(NoteSeries {
            marks: choice(&raw.marks, &marks, "marks", d),
            restart: choice(&raw.numbering, &restarts, "numbering", d),
            placement: choice(&raw.placement, &placements, "placement", d),
            title: plain(raw.title),
            name: raw.name.value,
        });
    }
    if series.is_empty() {
        series.push(NoteSeries {
            name: "notes".into(),
            title: None,
            marks: Marks::Decimal,
            restart: Restart::Book,
            placement: Placement::Book,
        });
    }
    series
}

fn sections(
    raw: Vec<RawSection>,
    series: &[NoteSeries],
    start: Span,
    d: &mut Diagnostics,
) -> Vec<SectionEntry> {
    let has_text = raw.iter().any(|raw| raw.file.is_some());
    let sections = raw.into_iter().filter_map(|raw| section(raw, series, d)).collect();
    if !has_text {
        d.report(
            Code::NoSections,
            start,
            "the manifest lists no section with a text",
            "add `[[section]]` with a line `file = \"text/kapitel.dj\"`",
        );
    }
    sections
}

fn section(raw: RawSection, series: &[NoteSeries], d: &mut Diagnostics) -> Option<SectionEntry> {
    let role = match &raw.role {
        None => Role::Chapter,
        Some(field) => Role::parse(&field.value).or_else(|| {
            d.report(
                Code::InvalidValue,
                field.span,
                format!("`{}` is not a role of a section", field.value),
                suggestion(&field.value, Role::ALL.iter().map(|role| role.as_str())),
            );
            None
        })?,
    };
    match &raw.file {
        None if !role.is_generated() => {
            d.report(
                Code::MissingKey,
                raw.span,
                format!("the section of the role `{}` has no `file`", role.as_str()),
                "add a line `file = \"text/….dj\"`",
            );
            return None;
        }
        Some(field) if !role.takes_text() => d.report(
            Code::Misplaced,
            field.span,
            format!(
                "the section of the role `{}` is made by umbruch and takes no text",
                role.as_str()
            ),
            "take the line `file = …` out, or choose another role",
        ),
        _ => {}
    }
    let index = raw.notes.and_then(|field| {
        let found = series.iter().position(|s| s.name == field.value);
        if found.is_none() {
            d.report(
                Code::UnknownSeries,
                field.span,
                format!("there is no series of notes `{}`", field.value),
                format!("define it: `[notes.{}]`", field.value),
            );
        }
        found
    });
    let id = raw.id.filter(|field| valid_id(field, d));
    Some(SectionEntry {
        span: raw.span,
        file: raw.file.map(|field| (field.value, field.span)),
        role,
        id: plain(id),
        title: plain(raw.title),
        language: raw.language.and_then(|field| language(&field, d)),
        series: index.unwrap_or(0),
    })
}

fn valid_id(field: &Field<String>, d: &mut Diagnostics) -> bool {
    let good = crate::ir::is_id(&field.value);
    if !good {
        d.report(
            Code::InvalidId,
            field.span,
            format!("`{}` cannot be an id", field.value),
            "an id starts with a letter and goes on with letters, digits, `-`, `_` or `.`",
        );
    }
    good
}

fn layouts(raw: Option<Vec<Field<String>>>, start: Span) -> Vec<(String, Span)> {
    match raw {
        None => vec![(DEFAULT_LAYOUT.into(), start)],
        Some(fields) => {
            let mut names: Vec<(String, Span)> = Vec::new();
            for field in fields {
                if !names.iter().any(|(name, _)| *name == field.value) {
                    names.push((field.value, field.span));
                }
            }
            names
        }
    }
}

fn omitted(field: &Field<String>, d: &mut Diagnostics) -> Option<Role> {
    let role = Role::parse(&field.value).filter(|role| role.is_generated());
    if role.is_none() {
        let generated = Role::ALL.iter().filter(|role| role.is_generated());
        d.report(
            Code::InvalidValue,
            field.span,
            format!("`{}` is not a section that umbruch makes", field.value),
            suggestion(&field.value, generated.map(|role| role.as_str())),
        );
    }
    role
}

fn switched_off(
    raw: Vec<(Field<String>, Field<String>)>,
    d: &mut Diagnostics,
) -> BTreeMap<Code, String> {
    let mut off = BTreeMap::new();
    for (name, reason) in raw {
        match name.value.parse::<Code>() {
            Ok(code) if code.is_lint() => {
                if reason.value.is_empty() {
                    let hint = format!("say why: `{name} = \"…\"`", name = name.value);
                    let message = format!("`{}` is switched off without a reason", name.value);
                    d.report(Code::InvalidValue, reason.span, message, hint);
                }
                off.insert(code, reason.value);
            }
            Ok(_) => d.report(
                Code::InvalidValue,
                name.span,
                format!("`{}` cannot be switched off", name.value),
                "take the line out and mend what it reports",
            ),
            Err(()) => {
                let lints = Code::ALL.iter().filter(|code| code.is_lint());
                let hint = suggestion(&name.value, lints.map(|code| code.as_str()));
                let message = format!("there is no lint `{}`", name.value);
                d.report(Code::InvalidValue, name.span, message, hint);
            }
        }
    }
    off
}
