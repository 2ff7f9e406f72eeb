//! The fields of a library's header, read into the record.

use crate::import::draft::Draft;
use crate::import::report::quote;
use crate::import::settle::sort_name;
use crate::import::topic::Topic;
use crate::ir::{Contributor, Date, Language, Relator};
use crate::source::Span;

/// A name and its value: `title`, `Die Mühle`.
pub(super) struct Field {
    /// In small letters.
    pub(super) name: String,
    /// Its lines.
    pub(super) value: String,
    pub(super) span: Span,
}

/// Who had a hand in a book, by the names of fields, and the code for it.
const ROLES: [(&str, &str); 14] = [
    ("author", "aut"),
    ("authors", "aut"),
    ("autor", "aut"),
    ("verfasser", "aut"),
    ("translator", "trl"),
    ("translators", "trl"),
    ("übersetzer", "trl"),
    ("editor", "edt"),
    ("herausgeber", "edt"),
    ("illustrator", "ill"),
    ("commentator", "aui"),
    ("contributor", "ctb"),
    ("composer", "cmp"),
    ("annotator", "ann"),
];

/// Languages by their English and German names.
const LANGUAGES: [(&str, &str); 18] = [
    ("german", "de"),
    ("deutsch", "de"),
    ("english", "en"),
    ("englisch", "en"),
    ("french", "fr"),
    ("französisch", "fr"),
    ("italian", "it"),
    ("italienisch", "it"),
    ("spanish", "es"),
    ("latin", "la"),
    ("latein", "la"),
    ("dutch", "nl"),
    ("danish", "da"),
    ("swedish", "sv"),
    ("norwegian", "no"),
    ("portuguese", "pt"),
    ("polish", "pl"),
    ("russian", "ru"),
];

/// Takes what fields say into the record.
pub(super) fn read_fields(fields: &[Field], draft: &mut Draft) {
    for field in fields.iter().filter(|field| !field.value.is_empty()) {
        let flat = field.value.split_whitespace().collect::<Vec<_>>().join(" ");
        let role = ROLES.iter().find(|(name, _)| *name == field.name).map(|(_, code)| *code);
        let report = &mut draft.report;
        let record = &mut draft.record;
        match field.name.as_str() {
            "title" | "titel" if record.title.is_none() => {
                report.sure(field.span, Topic::Title, format!("title {}", quote(&flat)));
                let mut lines = field.value.lines().map(str::trim).filter(|line| !line.is_empty());
                record.title = lines.next().map(str::to_owned);
                record.subtitles.extend(lines.map(str::to_owned));
            }
            "subtitle" | "untertitel" => record.subtitles.push(flat),
            "language" | "sprache" => {
                let small = flat.to_lowercase();
                let tag = LANGUAGES
                    .iter()
                    .find(|(name, _)| *name == small)
                    .map_or(small.as_str(), |(_, tag)| tag);
                record.language = record.language.take().or_else(|| Language::parse(tag));
            }
            "publisher" | "verlag" => record.publisher = Some(flat),
            "place" | "address" | "ort" => record.place = Some(flat),
            "year" | "jahr" | "original publication" => {
                record.date = record.date.take().or_else(|| year_in(&flat))
            }
            "firstpub" | "erstdruck" => {
                record.first_published = record.first_published.take().or_else(|| year_in(&flat))
            }
            _ => {
                let Some(code) = role else { continue };
                for name in flat.split([';', '/']).flat_map(|part| part.split(" and ")) {
                    let name = turned(name.trim());
                    if name.is_empty() || record.contributors.iter().any(|other| other.name == name)
                    {
                        continue;
                    }
                    report.sure(
                        field.span,
                        Topic::Author,
                        format!("{} {}", field.name, quote(&name)),
                    );
                    let (sort, roles) = (sort_name(&name), vec![Relator(code.to_owned())]);
                    record.contributors.push(Contributor {
                        name,
                        sort,
                        roles,
                        renderings: Vec::new(),
                    });
                }
            }
        }
    }
}

/// `Muster, Karl, 1860-1912` → `Karl Muster`
fn turned(name: &str) -> String {
    let bare = name.split('(').next().unwrap_or(name).trim();
    let mut parts = bare
        .split(',')
        .map(str::trim)
        .filter(|part| !part.starts_with(|c: char| c.is_ascii_digit()));
    match (parts.next(), parts.next()) {
        (Some(last), Some(first)) if !first.is_empty() => format!("{first} {last}"),
        (Some(one), _) => one.to_owned(),
        _ => String::new(),
    }
}

/// The year of a line such as `Leipzig: Verlag am Kai, 1912`.
fn year_in(text: &str) -> Option<Date> {
    let years = text.split(|c: char| !c.is_ascii_digit()).filter(|word| word.len() == 4);
    years.filter(|year| ("1400".."2100").contains(year)).find_map(Date::parse)
}
