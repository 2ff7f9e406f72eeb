//! The changes as text, for a terminal or a file.

use std::fmt::Write as _;

use super::entries::{self, Entry, EntryKind, Place};
use super::parts::{Excerpt, Part, PartKind};
use crate::diff::{Changes, PieceKind, Style};
use crate::source::Span;

/// How many places of a replacement that was made many times are named.
const PLACES: usize = 8;
/// How many letters of a passage are shown that was put in, taken out or moved.
const LETTERS: usize = 300;

/// How the text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether it is coloured; else what was taken out stands in `[-…-]`, what was put in in `{+…+}`.
    pub color: bool,
    /// Whether each place is shown also of what was replaced many times in the same way.
    pub all: bool,
}

/// The changes as text; empty if there are none. `names`: what the user calls the two sides.
#[must_use]
pub fn text(changes: &Changes<'_>, names: (&str, &str), look: Look) -> String {
    let mut out = Out { look, text: String::new(), section: None };
    if changes.is_empty() {
        return out.text;
    }
    out.line(&format!("{} → {}", names.0, names.1));
    out.facts(changes);
    let mut habits = vec![Vec::new(); changes.repeated.len()];
    let mut body = Out { look, text: String::new(), section: None };
    for entry in entries::passages(changes) {
        body.entry(&entry, changes, &mut habits);
    }
    let mut notes = Out { look, text: String::new(), section: None };
    for entry in entries::notes(changes) {
        notes.entry(&entry, changes, &mut habits);
    }
    out.habits(changes, &habits);
    out.text.push_str(&body.text);
    out.part("Notes", &notes.text);
    let renumbered = changes.renumbered().count();
    if renumbered > 0 {
        out.line("");
        out.line(&format!("renumbered: {}", counted(renumbered, "note")));
    }
    out.line("");
    out.line(&tally(changes));
    out.text
}

struct Out {
    look: Look,
    text: String,
    /// The title that stands above what comes next.
    section: Option<String>,
}

impl Out {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn head(&mut self, title: &str) {
        let title = if title.is_empty() { "(without a title)" } else { title };
        let title =
            if self.look.color { format!("\x1b[1m{title}\x1b[0m") } else { title.to_owned() };
        self.text.push('\n');
        self.line(&title);
    }

    fn part(&mut self, title: &str, text: &str) {
        if !text.is_empty() {
            self.head(title);
            self.text.push_str(text);
        }
    }

    fn facts(&mut self, changes: &Changes<'_>) {
        if changes.facts.is_empty() {
            return;
        }
        self.head("The book");
        for fact in &changes.facts {
            let said = |values: &[String]| {
                if values.is_empty() { "–".to_owned() } else { values.join("; ") }
            };
            let line = format!("  {}: {} → {}", fact.kind.name(), said(&fact.old), said(&fact.new));
            self.line(&line);
        }
    }

    /// What was replaced many times, once, with the first places.
    fn habits(&mut self, changes: &Changes<'_>, places: &[Vec<String>]) {
        let told = changes.repeated.iter().zip(places).filter(|(_, places)| !places.is_empty());
        let mut lines = String::new();
        for (one, places) in told {
            let (old, new) = (
                self.painted(PartKind::Removed, &one.old),
                self.painted(PartKind::Added, &one.new),
            );
            let _ = writeln!(lines, "  {} × {old}{new}", places.len());
            let _ = writeln!(lines, "    {}", places[..places.len().min(PLACES)].join(", "));
        }
        self.part("Throughout", &lines);
    }

    fn entry(&mut self, entry: &Entry<'_>, changes: &Changes<'_>, places: &mut [Vec<String>]) {
        let tells_each = self.look.all || entry.is_put();
        let habits = if tells_each { Vec::new() } else { entry.habits(changes) };
        let habit = |at: usize| habits.get(at).copied().flatten();
        for at in 0..habits.len() {
            if let Some((habit, place)) = habit(at).zip(entry.new) {
                places[habit].push(place.shown(entry.places(at).1));
            }
        }
        let changed = |at: usize| entry.streams.pieces[at].kind != PieceKind::Same;
        let told = entry.streams.excerpts(|at| changed(at) && habit(at).is_none());
        if told.is_empty() && entry.kind != EntryKind::Moved {
            return;
        }
        self.title(entry);
        if entry.kind == EntryKind::Moved {
            self.place(entry, (None, None));
            if told.is_empty() {
                let parts = shortened(entry.streams.whole());
                self.line(&format!("    {}", self.shown(&parts, false, false)));
            }
        }
        for excerpt in told {
            if entry.kind != EntryKind::Moved {
                self.place(entry, entry.places(excerpt.pieces.start));
            }
            let Excerpt { cut_before, parts, cut_after, .. } = excerpt;
            let parts = if entry.is_put() { shortened(parts) } else { parts };
            self.line(&format!("    {}", self.shown(&parts, cut_before, cut_after)));
        }
    }

    /// The title of the section, where another one begins; notes stand together.
    fn title(&mut self, entry: &Entry<'_>) {
        let place = entry.new.as_ref().or(entry.old.as_ref());
        let title = place.map_or("", Place::title);
        let is_note = entry.new_mark.or(entry.old_mark).is_some();
        if !is_note && self.section.as_deref() != Some(title) {
            self.head(title);
            self.section = Some(title.to_owned());
        }
    }

    fn place(&mut self, entry: &Entry<'_>, spans: (Option<Span>, Option<Span>)) {
        let old = entry.old.map(|place| place.shown(spans.0));
        let new = entry.new.map(|place| place.shown(spans.1));
        let places: Vec<String> = [old, new].into_iter().flatten().collect();
        let places = places.join(" → ");
        let marks = match (entry.old_mark, entry.new_mark) {
            (Some(old), Some(new)) if old != new => format!("note {old} → {new}, "),
            (_, Some(mark)) | (Some(mark), None) => format!("note {mark}, "),
            (None, None) => String::new(),
        };
        let kind = match (entry.kind, entry.new_mark.is_some()) {
            (EntryKind::Changed, _) => "",
            (EntryKind::Moved, true) => "called elsewhere: ",
            (EntryKind::Moved, false) => "moved: ",
            (EntryKind::Added, _) => "added: ",
            (EntryKind::Removed, _) => "removed: ",
        };
        self.line(&format!("  {kind}{marks}{places}"));
    }

    fn shown(&self, parts: &[Part], cut_before: bool, cut_after: bool) -> String {
        let parts: String = parts.iter().map(|part| self.painted(part.kind, &part.text)).collect();
        let (before, after) =
            (if cut_before { "… " } else { "" }, if cut_after { " …" } else { "" });
        format!("{before}{parts}{after}")
    }

    fn painted(&self, kind: PartKind, text: &str) -> String {
        let (open, close) = match (kind, self.look.color) {
            (PartKind::Same, _) => ("", String::new()),
            (PartKind::Removed, false) => ("[-", "-]".into()),
            (PartKind::Added, false) => ("{+", "+}".into()),
            (PartKind::Removed, true) => ("\x1b[31;9m", "\x1b[0m".into()),
            (PartKind::Added, true) => ("\x1b[32;4m", "\x1b[0m".into()),
            (PartKind::Set(old, new), false) => {
                ("<", format!(">({} → {})", styles(old), styles(new)))
            }
            (PartKind::Set(old, new), true) => {
                ("\x1b[33m", format!("\x1b[0m({} → {})", styles(old), styles(new)))
            }
        };
        format!("{open}{text}{close}")
    }
}

fn styles(style: Style) -> String {
    let names: Vec<&str> = style.names().collect();
    if names.is_empty() { "plain".to_owned() } else { names.join(" ") }
}

/// The beginning of what is long.
fn shortened(parts: Vec<Part>) -> Vec<Part> {
    let mut left = LETTERS;
    let mut out = Vec::new();
    for mut part in parts {
        let length = part.text.chars().count();
        if length > left {
            part.text = part.text.chars().take(left).collect::<String>() + " …";
            out.push(part);
            break;
        }
        left -= length;
        out.push(part);
    }
    out
}

fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// `3 passages changed, 1 note added; 4 words taken out, 5 put in`
fn tally(changes: &Changes<'_>) -> String {
    let tally = changes.tally();
    let rows = [
        (tally.changed, "passage", "changed"),
        (tally.set, "passage", "set otherwise"),
        (tally.moved, "passage", "moved"),
        (tally.added, "passage", "added"),
        (tally.removed, "passage", "removed"),
        (tally.notes_added, "note", "added"),
        (tally.notes_removed, "note", "removed"),
        (tally.notes_elsewhere, "note", "called elsewhere"),
        (tally.facts, "fact", "changed"),
    ];
    let told = rows.into_iter().filter(|row| row.0 > 0);
    let told: Vec<String> =
        told.map(|(count, word, what)| format!("{} {what}", counted(count, word))).collect();
    let words =
        format!("{} taken out, {} put in", counted(tally.words_removed, "word"), tally.words_added);
    if tally.words_removed + tally.words_added == 0 {
        return told.join(", ");
    }
    format!("{}; {words}", told.join(", "))
}
