//! The sections in reading order.

use super::super::SectionEntry;
use super::super::raw::RawSection;
use super::super::table::Field;
use super::notes::series_named;
use super::{language, plain};
use crate::diagnostics::{Code, Diagnostics, nearest, suggestion};
use crate::ir::{self, IndexId, IndexSettings, Language, NoteSeries, Role};
use crate::language::{section_called, section_names};
use crate::source::Span;

/// The sections that are listed; `start` is the place of the manifest as a whole.
pub(super) fn sections(
    raw: Vec<RawSection>,
    series: &[NoteSeries],
    indexes: &[IndexSettings],
    start: Span,
    d: &mut Diagnostics,
) -> Vec<SectionEntry> {
    let has_text = raw.iter().any(|raw| raw.file.is_some());
    let sections = raw.into_iter().filter_map(|raw| section(raw, series, indexes, d)).collect();
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

fn section(
    raw: RawSection,
    series: &[NoteSeries],
    indexes: &[IndexSettings],
    d: &mut Diagnostics,
) -> Option<SectionEntry> {
    let role = match &raw.role {
        None => Role::Chapter,
        Some(field) => Role::parse(&field.value).or_else(|| {
            d.report(
                Code::InvalidValue,
                field.span,
                format!("`{}` is not a role of a section", field.value),
                role_meant(&field.value),
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
    let notes = raw.notes.and_then(|field| series_named(&field, series, d));
    let stands = raw.index.as_ref().and_then(|field| index_named(field, role, indexes, d));
    let id = raw.id.filter(|field| valid_id(field, d));
    Some(SectionEntry {
        span: raw.span,
        file: raw.file.map(|field| (field.value, field.span)),
        role,
        id: plain(id),
        title: plain(raw.title),
        language: raw.language.and_then(|field| language(&field, d)),
        series: notes.unwrap_or_default(),
        index: stands.unwrap_or_default(),
    })
}

/// Which of the indexes a section names.
fn index_named(
    field: &Field<String>,
    role: Role,
    indexes: &[IndexSettings],
    d: &mut Diagnostics,
) -> Option<IndexId> {
    if role != Role::Index {
        d.report(
            Code::Misplaced,
            field.span,
            format!("a section of the role `{}` is no index", role.as_str()),
            "take the line `index = …` out, or write `role = \"index\"`",
        );
        return None;
    }
    let found = ir::index_named(indexes, &field.value);
    if found.is_none() {
        d.report(
            Code::InvalidValue,
            field.span,
            format!("there is no index `{}`", field.value),
            suggestion(&field.value, indexes.iter().map(|index| index.name.as_str())),
        );
    }
    found
}

/// The hint for a word that is no role: the role that some language calls so, or the one whose name, or German name, is
/// most like it.
fn role_meant(word: &str) -> String {
    let meant = |role: Role| format!("did you mean `{}`?", role.as_str());
    if let Some(role) = section_called(word) {
        return meant(role);
    }
    let roles = || Role::ALL.iter().map(|role| role.as_str());
    let small = word.to_lowercase();
    let german = Language::parse("de").expect("a language tag");
    let german: Vec<String> = section_names(&german).map(|(name, _)| name.to_lowercase()).collect();
    let near = nearest(&small, roles())
        .and_then(Role::parse)
        .or_else(|| nearest(&small, german.iter().map(String::as_str)).and_then(section_called));
    near.map_or_else(|| suggestion(word, roles()), meant)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The names are those of the handbook's table, which editors know.
    #[test]
    fn german_names_of_roles() {
        let table = include_str!("../../../source/handbuch/text/91-rollen.dj");
        let row = |line: &str| {
            let mut cells =
                line.strip_prefix("| `")?.split('|').map(|cell| cell.trim().trim_end_matches('`'));
            Some((cells.next()?.to_owned(), cells.next()?.to_owned()))
        };
        let rows: Vec<_> = table.lines().filter_map(row).collect();
        assert_eq!(rows.len(), Role::ALL.len());
        for (role, name) in rows {
            assert_eq!(role_meant(&name), format!("did you mean `{role}`?"));
        }
        assert_eq!(role_meant("prologe"), "did you mean `prologue`?");
        assert_eq!(role_meant("Inhalt"), "did you mean `contents`?");
        assert!(role_meant("xyz").starts_with("known here: `half-title`"));
    }
}
