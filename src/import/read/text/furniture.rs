//! Lines that belong to the web page and not to the text: posted-in, permalink, share, comment.

use super::lines::{LineRole, Lines};
use super::shape::Shape;
use crate::import::address::{is_address_line, url_in};
use crate::import::draft::{Aside, Draft};
use crate::import::report::quote;
use crate::import::topic::Topic;

/// Beginnings of lines that no text has, in small letters; found anywhere.
const ANYWHERE: &[&str] = &[
    "this entry was posted",
    "bookmark the permalink",
    "posted in ",
    "posted on ",
    "posted by ",
    "filed under",
    "leave a comment",
    "leave a reply",
    "share this:",
    "share this ",
    "like this:",
    "comments are closed",
    "skip to content",
    "skip to main content",
    "powered by wordpress",
    "proudly powered by",
    "print this page",
    "click to share",
    "you must be logged in",
    "both comments and trackbacks",
    "save my name, email",
    "you can follow any responses",
    "required fields are marked",
    "dieser beitrag wurde ",
    "dieser eintrag wurde ",
    "dieser artikel wurde unter",
    "setze ein lesezeichen",
    "schreibe einen kommentar",
    "kommentar hinterlassen",
    "kommentare geschlossen",
    "kommentare sind geschlossen",
    "diesen beitrag teilen",
    "diesen artikel teilen",
    "beitrag teilen",
    "artikel teilen",
    "teile dies mit",
    "zum inhalt springen",
    "zum inhalt wechseln",
    "zum hauptinhalt",
    "zurück zur startseite",
    "zurück zum seitenanfang",
    "zur startseite",
    "seite drucken",
    "artikel drucken",
    "beitrag drucken",
    "druckversion",
    "beitragsnavigation",
    "beitrags-navigation",
    "verschlagwortet mit",
    "klick, um ",
    "klicke, um ",
    "zum drucken klicken",
    "deine e-mail-adresse wird nicht veröffentlicht",
    "erforderliche felder sind",
    "diese website verwendet cookies",
    "wir verwenden cookies",
    "this website uses cookies",
    "we use cookies",
    "laisser un commentaire",
    "publié dans ",
    "cette entrée a été publiée",
];

/// Beginnings of lines that a text could have too: only believed at the edges of the page.
const AT_EDGES: &[&str] = &[
    "veröffentlicht in ",
    "veröffentlicht unter ",
    "veröffentlicht am ",
    "veröffentlicht von ",
    "geschrieben von ",
    "geposted in ",
    "gepostet am ",
    "eingestellt von ",
    "abgelegt unter ",
    "kategorie: ",
    "kategorien: ",
    "schlagwörter: ",
    "schlagworte: ",
    "tags: ",
    "tagged ",
    "categories: ",
    "category: ",
    "published ",
    "previous post",
    "next post",
    "vorheriger beitrag",
    "nächster beitrag",
    "vorheriger artikel",
    "nächster artikel",
    "ältere beiträge",
    "neuere beiträge",
    "related posts",
    "related articles",
    "ähnliche beiträge",
    "read more",
    "continue reading",
    "weiterlesen",
    "mehr lesen",
    "subscribe",
    "newsletter",
    "copyright",
    "©",
    "(c) ",
    "all rights reserved",
    "alle rechte vorbehalten",
    "last updated",
    "last modified",
    "zuletzt geändert",
    "letzte änderung",
    "stand: ",
    "downloaded from",
    "retrieved from",
    "abgerufen am",
    "kommentieren",
    "comments (",
    "kommentare (",
    "pdf herunterladen",
    "download pdf",
    "als pdf",
    "sie sind hier:",
    "you are here:",
    "zur übersicht",
    "zurück zu",
    "zurück",
    "back to ",
];

/// Lines that are nothing but one of these, at the edges of the page.
const WHOLE_AT_EDGES: &[&str] = &[
    "home",
    "startseite",
    "menu",
    "menü",
    "suche",
    "search",
    "impressum",
    "datenschutz",
    "kontakt",
    "contact",
    "about",
    "über uns",
    "archiv",
    "archive",
    "links",
    "blog",
    "facebook",
    "twitter",
    "mastodon",
    "telegram",
    "whatsapp",
    "reddit",
    "e-mail",
    "email",
    "mail",
    "drucken",
    "print",
    "pdf",
    "teilen",
    "share",
    "gefällt mir",
    "like",
    "loading...",
    "wird geladen...",
    "lade ...",
    "kommentar",
    "kommentare",
    "comment",
    "comments",
    "kommentar abschicken",
    "post comment",
    "antworten",
    "reply",
    "rss",
    "login",
    "anmelden",
    "top",
    "nach oben",
    "back to top",
    "seitenanfang",
    "edit",
    "bearbeiten",
    "permalink",
    "uncategorized",
    "allgemein",
    "weiter",
    "next",
    "previous",
];

/// How many lines at either end count as the edge, once other leftovers of the edge are passed.
const EDGE: usize = 3;
/// Longest line of furniture, in bytes: what is longer is text.
const LONGEST: usize = 400;

/// Sets the lines of the page aside: whole paragraphs, never a line of one.
pub(super) fn set_aside(text: &mut Lines, shape: Shape, draft: &mut Draft) {
    let lines: Vec<usize> = text.text_lines().filter(|line| is_whole(text, *line, shape)).collect();
    for &line in &lines {
        if is_anywhere(text.line(line)) {
            mark(text, line, draft);
        }
    }
    edge(text, lines.iter().copied(), draft);
    edge(text, lines.iter().rev().copied(), draft);
}

/// Whether a line is a paragraph. Where lines are broken at a measure, it is none if the one before or behind it is text and
/// goes on in it.
fn is_whole(text: &Lines, line: usize, shape: Shape) -> bool {
    let Some(measure) = shape.measure() else { return true };
    let is_text = |line: usize| text.all.get(line).is_some_and(|line| line.role == LineRole::Text);
    let flows = |above: usize, below: usize| {
        is_text(above)
            && is_text(below)
            && (text.all[above].length * 10 >= measure * 6
                || text.line(below).starts_with(char::is_lowercase))
    };
    !line.checked_sub(1).is_some_and(|above| flows(above, line)) && !flows(line, line + 1)
}

/// Walks from one end into the text, as far as there is furniture.
fn edge(text: &mut Lines, lines: impl Iterator<Item = usize>, draft: &mut Draft) {
    let mut misses = 0;
    for line in lines {
        if text.all[line].role != LineRole::Text {
            misses = 0;
            continue;
        }
        if is_at_edge(text.line(line)) {
            mark(text, line, draft);
            misses = 0;
            continue;
        }
        misses += 1;
        if misses >= EDGE {
            break;
        }
    }
}

fn mark(text: &mut Lines, line: usize, draft: &mut Draft) {
    let words = text.line(line);
    let span = Draft::span(text.all[line].range.clone());
    let message = format!("line of the page set aside: {}", quote(words));
    draft.report.sure(span, Topic::Leftover, message);
    let address = url_in(words).filter(|_| is_address_line(words) && draft.record.url.is_none());
    if let Some(url) = address {
        draft.report.doubt(span, Topic::Source, format!("address of the source {}", quote(&url)));
        draft.record.url = Some(url);
    }
    draft.aside.push(Aside { span, why: "line of the page", words: words.to_owned() });
    text.all[line].role = LineRole::Aside;
}

fn is_anywhere(line: &str) -> bool {
    line.len() <= LONGEST && begins_with(line, ANYWHERE)
}

fn begins_with(line: &str, beginnings: &[&str]) -> bool {
    let start: String = line.chars().take(60).flat_map(char::to_lowercase).collect();
    let start = start.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | '('));
    beginnings.iter().any(|b| start.starts_with(b))
}

fn is_at_edge(line: &str) -> bool {
    if line.len() > LONGEST {
        return false;
    }
    // a sentence that happens to begin so is longer
    let brief = line.chars().count() <= 120;
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').to_lowercase();
    (brief && begins_with(line, AT_EDGES))
        || WHOLE_AT_EDGES.contains(&bare.as_str())
        || is_menu(line)
        || is_count_of_comments(&bare)
        || is_address_line(line)
}

/// `Startseite | Texte | Kontakt`, `Facebook Twitter E-Mail`
fn is_menu(line: &str) -> bool {
    let parts: Vec<&str> = line.split(['|', '»', '•', '·', '/', '>', '›']).collect();
    let known = |p: &str| WHOLE_AT_EDGES.contains(&p.trim().to_lowercase().as_str());
    let words = || line.split_whitespace();
    (parts.len() >= 3 && line.chars().count() <= 160 && parts.iter().any(|p| known(p)))
        || (words().count() >= 2 && words().all(known))
}

fn is_count_of_comments(bare: &str) -> bool {
    let mut words = bare.split_whitespace();
    let count = words
        .next()
        .is_some_and(|w| matches!(w, "no" | "keine" | "ein") || w.parse::<u32>().is_ok());
    let what = words.next().is_some_and(|w| {
        w.starts_with("kommentar") || w.starts_with("comment") || w.starts_with("repl")
    });
    count && what && words.next().is_none()
}
