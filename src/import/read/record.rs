//! What files say of themselves, in the words of the manifest.

use crate::import::settle::sort_name;
use crate::ir::{Contributor, Date, Relator};

/// Someone with a role, a code of the MARC relator list.
pub(super) fn person(name: &str, relator: &str) -> Contributor {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    // `Muster, Karl`
    let turned = name.split_once(", ").filter(|(_, given)| !given.contains(','));
    let (sort, name) = match turned {
        Some((family, given)) => (name.clone(), format!("{given} {family}")),
        None => (sort_name(&name), name),
    };
    Contributor { name, sort, roles: vec![Relator(relator.to_owned())], renderings: Vec::new() }
}

/// The date that a text gives: one of the calendar as computers write it, else the year in it.
pub(super) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let day = text.get(..10).filter(|_| text.len() == 10 || text[10..].starts_with(['T', ' ']));
    if let Some(date) = Date::parse(day.unwrap_or(text)) {
        return Some(date);
    }
    let digits = text.split(|c: char| !c.is_ascii_digit());
    let years = digits.filter(|run| run.len() == 4 && matches!(run.as_bytes()[0], b'1' | b'2'));
    years.filter_map(Date::parse).next()
}

/// The relator of what a file or a title page calls someone, in the languages that files mostly are in.
pub(super) fn relator(word: &str) -> Option<&'static str> {
    let word = word.trim().trim_end_matches(['.', ':']).to_lowercase();
    Some(match word.as_str() {
        "aut" | "author" | "autor" | "autorin" | "verfasser" | "verfasserin" | "creator" => "aut",
        "edt" | "editor" | "ed" | "hrsg" | "herausgeber" | "herausgeberin" => "edt",
        "trl" | "translator" | "transl" | "übersetzer" | "übersetzerin" | "übersetzung" => "trl",
        "ill" | "illustrator" | "illustratorin" | "illustrationen" => "ill",
        "aui" | "introduction" | "foreword" | "vorwort" | "einleitung" => "aui",
        "aft" | "afterword" | "nachwort" => "aft",
        "ctb" | "contributor" | "beiträger" | "mitwirkende" => "ctb",
        "trc" | "transcriber" | "transcription" => "trc",
        "pbl" | "publisher" | "verlag" => "pbl",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{date, person};

    #[test]
    fn names_and_dates_are_read() {
        let muster = person("Muster,  Karl", "edt");
        assert_eq!((muster.name.as_str(), muster.sort.as_str()), ("Karl Muster", "Muster, Karl"));
        assert_eq!(person("Ida Probe", "aut").sort, "Probe, Ida");
        let dates = ["2026-11-23", "2026-11-23T10:00:00", "Berlin, 1911", "Mai 1911", "bald"];
        let read = dates.map(|text| date(text).map(|date| date.to_string()));
        let expected = [Some("2026-11-23"), Some("2026-11-23"), Some("1911"), Some("1911"), None];
        assert_eq!(read, expected.map(|date| date.map(str::to_owned)));
    }
}
