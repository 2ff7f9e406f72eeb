//! What a document says of itself, in its properties and by the styles of its title page, as far as it can be believed.

use super::part::{Para, Part};
use super::style::Role;
use crate::import::draft::{Aside, Record};
use crate::import::report::{Report, quote};
use crate::import::topic::Topic;
use crate::ir::{Contributor, Relator, Subject};
use crate::source::Span;

/// The properties of a document.
#[derive(Debug, Clone, Default)]
pub(in crate::import::read) struct Properties {
    /// Its title.
    pub(in crate::import::read) title: Option<String>,
    /// Who made it.
    pub(in crate::import::read) creator: Option<String>,
    /// What it is about, in one phrase.
    pub(in crate::import::read) subject: Option<String>,
    /// Words for catalogues.
    pub(in crate::import::read) keywords: Vec<String>,
    /// A paragraph about it.
    pub(in crate::import::read) description: Option<String>,
    /// Its publisher.
    pub(in crate::import::read) publisher: Option<String>,
    /// All else, for the leftovers: name and value.
    pub(in crate::import::read) others: Vec<(String, String)>,
}

/// Beginnings of titles that programs give, in small letters.
const NO_TITLES: [&str; 10] = [
    "dokument",
    "document",
    "unbenannt",
    "untitled",
    "microsoft word",
    "word document",
    "titel",
    "title",
    "vorlage",
    "template",
];

/// Names of accounts that are no authors', in small letters.
const NO_AUTHORS: [&str; 12] = [
    "administrator",
    "admin",
    "user",
    "benutzer",
    "windows user",
    "windows-benutzer",
    "microsoft office user",
    "owner",
    "unknown",
    "python-docx",
    "un-named",
    "author",
];

/// How many paragraphs with words a title page has at most.
const TITLE_PAGE: usize = 12;

/// Reads properties and title page; what the title page says counts more.
pub(in crate::import::read) fn read(
    parts: &mut Vec<Part>,
    properties: &Properties,
    aside: &mut Vec<Aside>,
    report: &mut Report<Span>,
) -> Record {
    let mut record = Record::default();
    if chapters_are_titles(parts, report) {
        for part in parts.iter_mut() {
            if let Part::Para(para) = part {
                para.role = match para.role {
                    Role::Title => Role::Heading(1),
                    Role::Heading(level) => Role::Heading((level + 1).min(9)),
                    other => other,
                };
            }
        }
    }
    from_page(parts, &mut record, aside, report);
    from_properties(parts, properties, &mut record, aside, report);
    record
}

/// Whether the style of the title heads the chapters: it stands in several places.
fn chapters_are_titles(parts: &[Part], report: &mut Report<Span>) -> bool {
    let mut groups = 0;
    let mut inside = false;
    let mut place = None;
    for part in parts {
        let Part::Para(para) = part else {
            inside = false;
            continue;
        };
        if !para.line.says() {
            continue;
        }
        let title = para.role == Role::Title;
        if title && !inside {
            groups += 1;
            place = Some(para.place());
        }
        inside = title;
    }
    if let Some(place) = place.filter(|_| groups > 1) {
        let message = format!(
            "the style of the title stands in {groups} places: read as headings of chapters"
        );
        report.doubt(place, Topic::Heading, message);
    }
    groups > 1
}

fn from_page(
    parts: &mut Vec<Part>,
    record: &mut Record,
    aside: &mut Vec<Aside>,
    report: &mut Report<Span>,
) {
    let mut seen = 0;
    let mut titles: Vec<String> = Vec::new();
    parts.retain_mut(|part| {
        let Part::Para(para) = part else { return true };
        let words = para.line.words();
        if words.is_empty() {
            return true;
        }
        seen += 1;
        if seen > TITLE_PAGE && para.role != Role::Title {
            if matches!(para.role, Role::Subtitle | Role::Author) {
                para.role = Role::Body;
            }
            return true;
        }
        match para.role {
            Role::Title => titles.push(words.clone()),
            // The line below a chapter's title is none of the book's.
            Role::Subtitle | Role::Author if titles.is_empty() && seen > 3 => {
                para.role = Role::Body;
                return true;
            }
            Role::Subtitle => record.subtitles.push(words.clone()),
            Role::Author => {
                let by = ["von ", "by ", "par "].iter().find_map(|by| words.strip_prefix(by));
                for name in
                    by.unwrap_or(&words).split([';', '\n']).flat_map(|name| name.split(" und "))
                {
                    record.contributors.push(author(name.trim()));
                }
            }
            _ => return true,
        }
        take(para, &words, aside, report);
        keep_objects(para)
    });
    if !titles.is_empty() {
        record.title = Some(titles.join(" "));
    }
}

fn take(para: &Para, words: &str, aside: &mut Vec<Aside>, report: &mut Report<Span>) {
    let (what, topic) = match para.role {
        Role::Title => ("title", Topic::Title),
        Role::Subtitle => ("subtitle", Topic::Title),
        _ => ("author", Topic::Author),
    };
    report.sure(para.place(), topic, format!("{what} {}, by its style", quote(words)));
    aside.push(Aside {
        span: para.place(),
        why: "read into edition.toml",
        words: words.to_owned(),
    });
}

/// What stands in a title that is no word, a call of a note or a picture, stays in the text.
fn keep_objects(para: &mut Para) -> bool {
    para.role = Role::Body;
    para.line.pieces.retain(|piece| {
        !matches!(
            piece.inline.kind,
            crate::ir::InlineKind::Text { .. } | crate::ir::InlineKind::LineBreak
        )
    });
    !para.line.pieces.is_empty()
}

fn author(name: &str) -> Contributor {
    let sort = match name.rsplit_once(' ') {
        Some((first, last)) => format!("{last}, {first}"),
        None => name.to_owned(),
    };
    let roles = vec![Relator("aut".to_owned())];
    Contributor { name: name.to_owned(), sort, roles, renderings: Vec::new() }
}

fn from_properties(
    parts: &[Part],
    properties: &Properties,
    record: &mut Record,
    aside: &mut Vec<Aside>,
    report: &mut Report<Span>,
) {
    let start = crate::import::draft::Draft::span(0..0);
    let page: Vec<String> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Para(para) => Some(para.line.words()).filter(|words| !words.is_empty()),
            Part::Table(_) => None,
        })
        .take(TITLE_PAGE)
        .map(|words| words.to_lowercase())
        .collect();
    let on_page = |words: &str| page.iter().any(|line| line.contains(&words.to_lowercase()));
    let title = properties.title.as_deref().map(str::trim).filter(|title| is_title(title));
    match (title, &record.title) {
        (Some(title), None) if on_page(title) => record.title = Some(title.to_owned()),
        // One that the text does not say is of another text as often as not.
        (Some(title), None) => {
            let message = format!(
                "title {}, which the file says of itself and its text does not",
                quote(title)
            );
            report.doubt(start, Topic::Title, message);
            aside.push(Aside {
                span: start,
                why: "title in the file's properties",
                words: title.to_owned(),
            });
        }
        _ => {}
    }
    let creator = properties.creator.as_deref().map(str::trim).filter(|name| is_author(name));
    if let Some(name) = creator.filter(|_| record.contributors.is_empty()) {
        if on_page(name) || record.title.is_some() {
            let message = format!("author {}, as the file says of itself", quote(name));
            report.doubt(start, Topic::Author, message);
            record.contributors.push(author(name));
        } else {
            aside.push(Aside {
                span: start,
                why: "author in the file's properties",
                words: name.to_owned(),
            });
        }
    }
    let subjects = properties.subject.iter().chain(&properties.keywords).map(|term| term.trim());
    for term in subjects.filter(|term| !term.is_empty() && term.len() < 200) {
        if record.subjects.iter().all(|subject| subject.name != term) {
            record.subjects.push(Subject { name: term.to_owned(), term: None });
        }
    }
    record.description = properties.description.clone().filter(|words| !words.trim().is_empty());
    record.publisher.clone_from(&properties.publisher);
    for (name, value) in properties.others.iter().filter(|(_, value)| !value.trim().is_empty()) {
        let words = format!("{name}: {value}");
        aside.push(Aside { span: start, why: "property of the file", words });
    }
}

/// Whether something was set aside because only the properties of the file say it.
pub(super) fn of_properties(why: &str) -> bool {
    why.ends_with("the file's properties") || why == "property of the file"
}

/// Whether a title is more than a program's own, or the name of a file.
fn is_title(title: &str) -> bool {
    let small = title.to_lowercase();
    let stem = small.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let file = [".doc", ".docx", ".odt", ".rtf", ".txt", ".dotx", ".pdf"]
        .iter()
        .any(|end| small.ends_with(end));
    let path = title.contains(['\\', '/']) && !title.contains(' ')
        || title.contains('_') && !title.contains(' ');
    let named =
        NO_TITLES.iter().any(|none| stem == *none || small.starts_with(&format!("{none} - ")));
    !title.is_empty()
        && title.len() < 400
        && !file
        && !path
        && !named
        && title.contains(char::is_alphabetic)
}

/// Whether a name is a person's, and not an account's.
fn is_author(name: &str) -> bool {
    let small = name.to_lowercase();
    let words = name.split_whitespace().count();
    (2..=6).contains(&words)
        && !NO_AUTHORS.contains(&small.as_str())
        && !name.contains(['@', '\\', '/'])
}

#[cfg(test)]
mod tests {
    use super::{is_author, is_title};

    #[test]
    fn what_programs_write_is_no_title() {
        for none in [
            "Dokument1",
            "Document 2",
            "Microsoft Word - a.doc",
            "entwurf_3.docx",
            "roman_final_2",
            "1",
        ] {
            assert!(!is_title(none), "{none}");
        }
        assert!(is_title("Die Mühle am Bach") && is_title("Dokumente einer Reise"));
        assert!(is_author("Karl Muster") && !is_author("Administrator") && !is_author("kmuster"));
    }
}
