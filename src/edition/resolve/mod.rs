//! From the raw manifest to the resolved edition: values checked, defaults filled in.

mod accessibility;
mod bibliography;
mod catalogue;
mod choice;
mod claims;
mod collisions;
mod identifiers;
mod indexes;
mod notes;
mod print;
mod sections;
mod settings;
mod signs;
mod text;

pub use bibliography::DEFAULT_STYLE;
pub(super) use print::{BLEED, RESOLUTION};
pub(super) use settings::DEFAULT_LAYOUT;

use super::Edition;
use super::Settings;
use super::raw::{RawEdition, RawTypography};
use super::table::Field;
use crate::addresses;
use crate::diagnostics::{Code, Diagnostics, suggestion_within};
use crate::ir::Direction::RightToLeft;
use crate::ir::{self, Cover, Date, Language, Metadata};
use crate::language::{unknown_variant, variants};
use crate::source::Span;

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
    collisions::report(&raw, d);
    let series = notes::note_series(raw.notes, d);
    let indexes = indexes::indexes(raw.indexes, d);
    let works = raw.bibliography.map(|raw| bibliography::works(raw, &series, d));
    let sections = sections::sections(raw.sections, &series, &indexes, start, d);
    let slug = slug(raw.slug, folder_name, start, d);
    let language_span = raw.language.as_ref().map_or(start, |field| field.span);
    let language = raw.language.and_then(|field| language(&field, d));
    let identifier = raw.identifier.and_then(|field| identifiers::uuid(&field, d));
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
    let conforms = raw.accessibility.as_ref().and_then(|claims| claims.conforms_to.as_ref());
    let conforms_span = conforms.map(|field| field.span);
    let parts = MetadataParts {
        title_renderings: catalogue::renderings(raw.title_renderings, d),
        other_titles: raw
            .other_titles
            .into_iter()
            .filter_map(|title| catalogue::other_title(title, d))
            .collect(),
        contributors: raw
            .contributors
            .into_iter()
            .filter_map(|c| claims::contributor(c, d))
            .collect(),
        isbns: raw.isbn.map(|raw| claims::isbns(raw, d)).unwrap_or_default(),
        doi: raw.doi.and_then(|field| identifiers::doi(&field, d)),
        urn: raw.urn.and_then(|field| identifiers::urn(&field, d)),
        first_published: raw.first_published.and_then(|field| self::date(&field, d)),
        series: raw.series.into_iter().filter_map(|one| catalogue::series(one, d)).collect(),
        subjects: raw.subjects.into_iter().filter_map(|one| catalogue::subject(one, d)).collect(),
        source: raw.source.and_then(|raw| claims::source(raw, d)),
        accessibility: raw
            .accessibility
            .map(|raw| accessibility::accessibility(raw, d))
            .unwrap_or_default(),
        licence: raw.licence.and_then(|field| url("licence", field, d)),
    };
    let layouts = settings::layouts(raw.layouts, start);
    let omit: Vec<_> =
        raw.omit.into_iter().filter_map(|field| settings::omitted(&field, d)).collect();
    let switched_off = settings::switched_off(raw.lints, d);
    let allowances = raw.allow.into_iter().filter_map(|a| text::allowance(a, d)).collect();
    let RawTypography { rules, corrections } = raw.typography;
    let corrects_typography = text::corrects_typography(rules, d);
    let pins = corrections.into_iter().filter_map(|one| text::pin(one, d)).collect();
    let quotes = text::quotes(raw.quotes, d);
    let page_markers = notes::page_markers(&raw.page_markers, d);
    let breaks = text::breaks(raw.hyphenation, d);
    let hyphenation = text::hyphenation(&breaks, &parts.contributors);
    let epub_pages = settings::epub_pages(raw.epub.as_ref(), &layouts, d);
    let epub = text::epub(raw.epub, d);
    let spelling = text::spelling(raw.spelling);
    let cover_span = raw.cover.as_ref().and_then(|c| c.image.as_ref()).map(|field| field.span);
    let cover = raw.cover.and_then(|cover| {
        let path = cover.image?.value;
        let alt = plain(cover.alt).unwrap_or_default();
        Some(Cover { path, alt })
    });
    let printed = raw.print.and_then(|raw| {
        if let Some(language) = language.as_ref().filter(|l| l.direction() == RightToLeft) {
            d.report(
                Code::Unsupported,
                raw.span,
                format!("a book in `{language}` is bound on the right, its cover and sheets are not made"),
                "take `[print]` out, and give the printer the PDF of the layout",
            );
        }
        let primary = language.as_ref().map_or("de", Language::primary);
        print::print(raw, &layouts, primary, d)
    });
    let metadata = Metadata {
        slug: slug.unwrap_or_default(),
        title: plain(raw.title).unwrap_or_default(),
        title_sort: plain(raw.title_sort),
        title_renderings: parts.title_renderings,
        subtitles: raw.subtitles.into_iter().map(|field| field.value).collect(),
        other_titles: parts.other_titles,
        contributors: parts.contributors,
        language: language.or_else(|| Language::parse("de")).expect("`de` is well-formed"),
        identifier: identifier.unwrap_or_default(),
        isbns: parts.isbns,
        doi: parts.doi,
        urn: parts.urn,
        date: date.unwrap_or(Date { year: 1, month: None, day: None }),
        first_published: parts.first_published,
        edition: raw.edition.map(|field| field.value),
        edition_statement: plain(raw.edition_statement),
        publisher: plain(raw.publisher),
        place: plain(raw.place),
        series: parts.series,
        subjects: parts.subjects,
        description: plain(raw.description),
        rights: plain(raw.rights),
        licence: parts.licence,
        source: parts.source,
        cover,
        accessibility: parts.accessibility,
    };
    let settings = Settings {
        quotes,
        layouts: layouts.iter().map(|(name, _)| name.clone()).collect(),
        omit: omit.iter().map(|(role, _)| *role).collect(),
        works,
        switched_off,
        allowances,
        corrects_typography,
        pins,
        breaks,
        epub,
        epub_pages,
        spelling,
        print: printed,
        remarks: raw.remarks,
    };
    let mut edition = Edition {
        metadata,
        layouts,
        omit,
        settings,
        series,
        indexes,
        sections,
        cover_span,
        conforms_span,
        language_span,
        page_markers,
        hyphenation,
        span: start,
    };
    signs::set(&mut edition);
    edition
}

/// Values of the metadata that took some checking.
struct MetadataParts {
    title_renderings: Vec<ir::Rendering>,
    other_titles: Vec<ir::OtherTitle>,
    contributors: Vec<ir::Contributor>,
    isbns: ir::Isbns,
    doi: Option<String>,
    urn: Option<String>,
    first_published: Option<Date>,
    series: Vec<ir::Series>,
    subjects: Vec<ir::Subject>,
    source: Option<ir::SourceEdition>,
    accessibility: ir::Accessibility,
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
    let unknown = language.as_ref().and_then(|tag| Some((tag.as_str(), unknown_variant(tag)?)));
    if let Some((language, variant)) = unknown {
        d.report(
            Code::UnknownLanguage,
            field.span,
            format!("the variant `{variant}` of the language `{}` is not registered", field.value),
            suggestion_within(language, variant, variants()),
        );
    }
    language
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
    let Err(fault) = addresses::on_the_web(&field.value) else { return Some(field.value) };
    d.report(
        Code::InvalidValue,
        field.span,
        format!("`{}` is no address that can be followed: {fault}", field.value),
        format!("{}; in the manifest: `{key} = \"https://…\"`", fault.hint()),
    );
    None
}
