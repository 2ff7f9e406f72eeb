//! The changes as a page to look at: one HTML file that needs nothing else.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

use super::entries::{self, Entry, EntryKind, Place};
use super::parts::{Part, PartKind};
use super::terms::Terms;
use crate::diff::{Changes, Style};
use crate::xml::{Element, Syntax};

const STYLE: &str = include_str!("page.css");

/// The changes as a page: HTML in UTF-8, in the language of the new text. `names`: what the user calls the two sides.
#[must_use]
pub fn page(changes: &Changes<'_>, names: (&str, &str)) -> Vec<u8> {
    let terms = Terms::of(&changes.new.language);
    let mut parts = Vec::new();
    let (facts, habits) = (facts(changes, terms), habits(changes, terms));
    parts.extend(facts.map(|facts| (terms.book.to_owned(), vec![facts])));
    parts.extend(habits.map(|habits| (terms.throughout.to_owned(), vec![habits])));
    for entry in entries::passages(changes) {
        let title = entry.new.as_ref().or(entry.old.as_ref()).map_or("", Place::title);
        let title = if title.is_empty() { terms.untitled } else { title };
        let told = told(&entry, changes, terms);
        match parts.last_mut() {
            Some((last, list)) if last == title => list.push(told),
            _ => parts.push((title.to_owned(), vec![told])),
        }
    }
    let notes: Vec<Element> =
        entries::notes(changes).map(|entry| told(&entry, changes, terms)).collect();
    let renumbered = changes.renumbered().count();
    let renumbered =
        (renumbered > 0).then(|| Element::new("p").text((terms.renumbered)(renumbered)));
    if !notes.is_empty() || renumbered.is_some() {
        parts.push((terms.notes.to_owned(), notes.into_iter().chain(renumbered).collect()));
    }
    let body = Element::new("body").child(header(changes, names, terms));
    let body = if parts.len() > 1 { body.child(contents(&parts, terms)) } else { body };
    let sections = parts.into_iter().enumerate().map(|(number, (title, list))| {
        let heading = Element::new("h2").attr("id", id(number)).text(title);
        Element::new("section").attr("aria-labelledby", id(number)).child(heading).children(list)
    });
    let body = body.child(Element::new("main").children(sections));
    let html = Element::new("html").attr("lang", terms.tag);
    html.child(head(changes, terms)).child(body).document(Syntax::Html)
}

fn id(number: usize) -> String {
    format!("part-{}", number + 1)
}

fn head(changes: &Changes<'_>, terms: &Terms) -> Element {
    let meta =
        |name, content: &str| Element::new("meta").attr("name", name).attr("content", content);
    let sum = BASE64_STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
    // Nothing but this style.
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{sum}'; base-uri 'none'; form-action 'none'"
    );
    Element::new("head")
        .child(Element::new("meta").attr("charset", "utf-8"))
        .child(
            Element::new("meta")
                .attr("http-equiv", "Content-Security-Policy")
                .attr("content", policy),
        )
        .child(meta("viewport", "width=device-width, initial-scale=1"))
        .child(meta("color-scheme", "light dark"))
        .child(Element::new("title").text(format!("{} – {}", changes.new.title, terms.changes)))
        .child(Element::new("style").text(STYLE))
}

fn header(changes: &Changes<'_>, names: (&str, &str), terms: &Terms) -> Element {
    let tally = changes.tally();
    let summary = if changes.is_empty() {
        terms.none.to_owned()
    } else {
        let rows = [
            (terms.changed, tally.changed),
            (terms.set, tally.set),
            (terms.moved, tally.moved),
            (terms.added, tally.added),
            (terms.removed, tally.removed),
        ];
        let rows = rows.into_iter().filter(|(_, count)| *count > 0);
        let rows: Vec<String> = rows.map(|(word, count)| format!("{count} {word}")).collect();
        let words = (terms.words)(tally.words_removed, tally.words_added);
        rows.into_iter().chain([words]).collect::<Vec<_>>().join(" · ")
    };
    let language = changes.new.language.as_str();
    Element::new("header")
        .child(Element::new("h1").attr("lang", language).text(&changes.new.title))
        .child(Element::new("p").text(format!("{}: {} → {}", terms.changes, names.0, names.1)))
        .child(Element::new("p").class("tally").text(summary))
}

fn contents(parts: &[(String, Vec<Element>)], terms: &Terms) -> Element {
    let items = parts.iter().enumerate().map(|(number, (title, list))| {
        let link = Element::new("a").attr("href", format!("#{}", id(number))).text(title);
        Element::new("li").child(link).text(format!(" {}", list.len()))
    });
    Element::new("nav").attr("aria-label", terms.contents).child(Element::new("ol").children(items))
}

fn facts(changes: &Changes<'_>, terms: &Terms) -> Option<Element> {
    let rows = changes.facts.iter().map(|fact| {
        let head = Element::new("th").attr("scope", "row").text(terms.fact(fact.kind));
        let said = |name, values: &[String]| {
            (!values.is_empty()).then(|| Element::new(name).text(values.join("; ")))
        };
        let (old, new) = (said("del", &fact.old), said("ins", &fact.new));
        let cell = Element::new("td").children(old).text(" ").children(new);
        Element::new("tr").child(head).child(cell)
    });
    let body = Element::new("tbody").children(rows);
    (!changes.facts.is_empty()).then(|| Element::new("table").child(body))
}

/// What was replaced many times: the most frequent first.
fn habits(changes: &Changes<'_>, terms: &Terms) -> Option<Element> {
    let often = entries::often(changes);
    let items = often.iter().map(|one| {
        Element::new("li")
            .child(Element::new("del").text(&one.old))
            .text(" ")
            .child(Element::new("ins").text(&one.new))
            .text(format!(" {}", (terms.times)(one.count)))
    });
    (!often.is_empty()).then(|| Element::new("ul").children(items))
}

/// A passage or a note with all of its words.
fn told(entry: &Entry<'_>, changes: &Changes<'_>, terms: &Terms) -> Element {
    let is_note = entry.new_mark.or(entry.old_mark).is_some();
    let (class, word) = match entry.kind {
        EntryKind::Changed => ("changed", terms.changed),
        EntryKind::Moved if is_note => ("moved", terms.called_elsewhere),
        EntryKind::Moved => ("moved", terms.moved),
        EntryKind::Added => ("added", terms.added),
        EntryKind::Removed => ("removed", terms.removed),
    };
    let places = [(entry.old, entry.old_mark), (entry.new, entry.new_mark)];
    let places = places.into_iter().filter_map(|(place, mark)| Some(shown(&place?, mark, terms)));
    let mut places: Vec<String> = places.collect();
    places.dedup();
    let language = match entry.new {
        Some(_) => &changes.new.language,
        None => &changes.old.language,
    };
    let mut line = Element::new("p").class("words").attr("lang", language.as_str());
    for part in entry.streams.whole() {
        line = add(line, &part, terms);
    }
    let place = Element::new("p")
        .class("place")
        .child(Element::new("b").class(class).text(word))
        .text(format!(" {}", places.join(" → ")));
    Element::new("article").child(place).child(line)
}

/// `Anm. 3, 2. Absatz, text/kahn.dj:3:1`
fn shown(place: &Place<'_>, mark: Option<&str>, terms: &Terms) -> String {
    let note = mark.map(|mark| (terms.note)(mark));
    let number = (place.paragraph > 0).then(|| (terms.paragraph)(place.paragraph));
    let source = place.source(None).map(|(file, line, column)| format!("{file}:{line}:{column}"));
    let parts: Vec<String> = [note, number, source].into_iter().flatten().collect();
    parts.join(", ")
}

fn add(line: Element, part: &Part, terms: &Terms) -> Element {
    match part.kind {
        PartKind::Same => line.text(&part.text),
        PartKind::Removed => line.child(Element::new("del").text(&part.text)),
        PartKind::Added => line.child(Element::new("ins").text(&part.text)),
        PartKind::Set(old, new) => {
            let how = format!("{} → {}", styles(old, terms), styles(new, terms));
            line.child(Element::new("mark").text(&part.text))
                .child(Element::new("small").text(format!(" ({how})")))
        }
    }
}

/// The words for how something is set.
fn styles(style: Style, terms: &Terms) -> String {
    let on = Style::NAMES.iter().zip(terms.styles).filter(|((one, _), _)| style.0 & one.0 != 0);
    let names: Vec<&str> = on.map(|(_, name)| name).collect();
    if names.is_empty() { terms.plain.to_owned() } else { names.join(", ") }
}
