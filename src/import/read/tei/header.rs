//! The header: who made the text and its source, when and where it appeared, in which language.

use super::{Reader, language_of, named, said};
use crate::import::draft::Record;
use crate::import::read::record::{date, person, relator};
use crate::import::topic::Topic;
use crate::ir::{Language, Series, SeriesKind, Subject};
use crate::xml::read::{Attributes, Node};

/// Reads a header.
pub(super) fn read<'a>(head: Node<'a>, record: &mut Record, reader: &mut Reader<'a, '_>) {
    let find = |path: &[&str]| {
        path.iter().try_fold(head, |at, name| at.children().find(|child| named(*child, &[name])))
    };
    let file = find(&["fileDesc"]);
    if let Some(titles) = find(&["fileDesc", "titleStmt"]) {
        title_statement(titles, record, reader);
    }
    if let Some(publication) = find(&["fileDesc", "publicationStmt"]) {
        for part in publication.descendants().filter(Node::is_element) {
            match part.tag_name().name() {
                "licence" | "license" => {
                    let url =
                        part.attr("target").and_then(|url| crate::addresses::written(url).ok());
                    record.licence = record.licence.take().or(url);
                    let words = said(part);
                    record.rights = record
                        .rights
                        .take()
                        .or(Some(words).filter(|words| !words.is_empty() && words.len() < 600));
                }
                "idno" => {
                    let words = said(part);
                    let is_url = words.starts_with("http");
                    if is_url && record.url.is_none() {
                        record.url = crate::addresses::written(&words).ok();
                    }
                }
                _ => {}
            }
        }
    }
    if let Some(source) =
        file.and_then(|file| file.children().find(|child| named(*child, &["sourceDesc"])))
    {
        source_description(source, record, reader);
    }
    if let Some(series) = find(&["fileDesc", "seriesStmt"]) {
        let title = series.children().find(|child| named(*child, &["title"])).map(said);
        if let Some(title) = title.filter(|title| !title.is_empty()) {
            record.series.push(Series {
                title,
                kind: SeriesKind::Series,
                number: None,
                issn: None,
            });
        }
    }
    if let Some(profile) = find(&["profileDesc"]) {
        let language = profile.descendants().find(|inner| named(*inner, &["language"]));
        let tag = language.and_then(|node| node.attr("ident").or_else(|| node.attr("id")));
        record.language = tag.and_then(tagged);
        for term in profile.descendants().filter(|inner| named(*inner, &["term"])).take(50) {
            let name = said(term);
            if !name.is_empty() && name.len() < 200 {
                record.subjects.push(Subject { name, term: None });
            }
        }
        let created = profile.descendants().find(|inner| named(*inner, &["creation"]));
        let when =
            created.and_then(|node| node.descendants().find(|inner| named(*inner, &["date"])));
        record.first_published = when.and_then(when_of);
    }
    if record.language.is_none() {
        let text =
            head.parent().and_then(|root| root.children().find(|child| named(*child, &["text"])));
        let around = head.parent().into_iter().chain(text);
        record.language = around.filter_map(language_of).next_back();
    }
}

fn tagged(tag: &str) -> Option<Language> {
    let (primary, rest) = tag.split_once('-').unwrap_or((tag, ""));
    let primary = match primary.to_lowercase().as_str() {
        "ger" => "de",
        "fre" => "fr",
        "dut" => "nl",
        "gre" => "el",
        "cze" => "cs",
        _ => crate::language::shortest_code(primary),
    }
    .to_owned();
    let tag = if rest.is_empty() { primary } else { format!("{primary}-{rest}") };
    Language::parse(&tag)
}

/// The date that an element gives, in the form for computers or in words.
fn when_of(node: Node<'_>) -> Option<crate::ir::Date> {
    let attributes = ["when", "value", "notBefore", "from", "to", "notAfter"];
    attributes.iter().find_map(|name| node.attr(name).and_then(date)).or_else(|| date(&said(node)))
}

fn title_statement<'a>(node: Node<'a>, record: &mut Record, reader: &mut Reader<'a, '_>) {
    for part in node.children().filter(Node::is_element) {
        let words = said(part);
        if words.is_empty() {
            continue;
        }
        match part.tag_name().name() {
            "title" => match part.attr("type").unwrap_or("main") {
                "sub" | "subtitle" | "desc" => record.subtitles.push(words),
                "main" | "full" | "uniform" if record.title.is_none() => record.title = Some(words),
                // a number of the volume, a short form
                _ if record.title.is_none() => record.title = Some(words),
                "sub-title" => record.subtitles.push(words),
                kind => {
                    let span = reader.span(part);
                    let shown = crate::import::fit::shown(&words);
                    reader.report.sure(
                        span,
                        Topic::Title,
                        format!("the title `{shown}` ({kind}) is not taken over"),
                    );
                }
            },
            "author" => people(part, "aut", record),
            "editor" => {
                let role = part.attr("role").and_then(relator).unwrap_or("edt");
                people(part, role, record);
            }
            "respStmt" => {
                let resp = part
                    .children()
                    .find(|child| named(*child, &["resp"]))
                    .map(said)
                    .unwrap_or_default();
                match relator(&resp) {
                    Some(role) => {
                        for name in
                            part.children().filter(|child| named(*child, &["name", "persName"]))
                        {
                            people(name, role, record);
                        }
                    }
                    None => {
                        let span = reader.span(part);
                        let shown = crate::import::fit::shown(&words);
                        reader.report.sure(
                            span,
                            Topic::Author,
                            format!(
                                "`{shown}` is not taken over: what was done has no role in a book"
                            ),
                        );
                    }
                }
            }
            _ => {}
        }
    }
}

/// Those whom an element names.
fn people(node: Node<'_>, role: &str, record: &mut Record) {
    let named_in: Vec<Node<'_>> =
        node.descendants().filter(|inner| named(*inner, &["persName"])).collect();
    let all = if named_in.is_empty() { vec![node] } else { named_in };
    for one in all {
        let part = |names: &[&str]| {
            let parts: Vec<String> =
                one.descendants().filter(|inner| named(*inner, names)).map(said).collect();
            Some(parts.join(" ")).filter(|part| !part.is_empty())
        };
        let (given, link, family) = (part(&["forename"]), part(&["nameLink"]), part(&["surname"]));
        let person = match (given, family) {
            (Some(given), Some(family)) => {
                let link = link.map(|link| format!("{link} ")).unwrap_or_default();
                let mut made = person(&format!("{given} {link}{family}"), role);
                made.sort = format!(
                    "{family}, {given}{}",
                    if link.is_empty() { String::new() } else { format!(" {}", link.trim()) }
                );
                made
            }
            _ => {
                let words = said(one);
                // `Muster, Karl (1800–1870)`
                let bare = words.split(" (").next().unwrap_or_default().trim();
                let bare = bare.trim_end_matches(|c: char| {
                    c.is_ascii_digit() || matches!(c, '-' | '–' | ',' | ' ')
                });
                if bare.is_empty() {
                    continue;
                }
                person(bare, role)
            }
        };
        let is_known = |known: &crate::ir::Contributor| {
            known.name == person.name && known.roles == person.roles
        };
        if !record.contributors.iter().any(is_known) {
            record.contributors.push(person);
        }
    }
}

/// What the title page says that the header does not.
pub(super) fn title_page(page: Node<'_>, record: &mut Record) {
    let all = |names: &[&str]| -> Vec<Node<'_>> {
        page.descendants().filter(|inner| named(*inner, names)).collect()
    };
    let text = |name: &str| all(&[name]).into_iter().map(said).find(|words| !words.is_empty());
    if record.title.is_none() {
        for part in all(&["titlePart"]) {
            let words = said(part);
            let is_main = matches!(part.attr("type").unwrap_or("main"), "main" | "full");
            if words.is_empty() || words.len() > 400 {
            } else if is_main && record.title.is_none() {
                record.title = Some(words);
            } else if !matches!(part.attr("type"), Some("volume" | "desc" | "alt")) {
                record.subtitles.push(words);
            }
        }
    }
    let is_author = |one: &crate::ir::Contributor| one.roles.iter().any(|role| role.0 == "aut");
    if !record.contributors.iter().any(is_author) {
        all(&["docAuthor"]).into_iter().for_each(|author| people(author, "aut", record));
    }
    record.publisher = record.publisher.take().or_else(|| text("publisher"));
    record.place = record.place.take().or_else(|| text("pubPlace"));
    let date = all(&["docDate"]).into_iter().find_map(when_of);
    record.date = record.date.or(date);
}

/// The print that the text was taken from.
fn source_description<'a>(node: Node<'a>, record: &mut Record, reader: &mut Reader<'a, '_>) {
    let find = |name: &str| node.descendants().find(|inner| named(*inner, &[name]));
    let text = |name: &str| find(name).map(said).filter(|words| !words.is_empty());
    record.publisher = record.publisher.take().or_else(|| text("publisher"));
    record.place = record.place.take().or_else(|| text("pubPlace"));
    let dates = node.descendants().filter(|inner| named(*inner, &["date"]));
    record.date = dates.filter_map(when_of).next().or_else(|| find("docDate").and_then(when_of));
    let whole = find("bibl").or_else(|| find("p")).map(said).filter(|words| !words.is_empty());
    record.origin = record.origin.take().or(whole.filter(|words| words.len() < 1000));
    let _ = reader;
}
