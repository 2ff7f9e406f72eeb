//! The notes of a text and their calls, as they stand in it; before it is known what the sections are.

use crate::import::topic::Topic;
use std::collections::HashSet;
use std::ops::Range;

use super::bodies::{self, Bodies};
use super::headings::is_separator;
use super::matching::Match;
use super::notes::Mark;
use super::reading::Reading;
use super::signs::Family;
use super::source::{Role, Source, is_space};
use super::zones::{Form, Scan};
use crate::import::report::{Report, quote};

/// A note's call.
#[derive(Debug, Clone)]
pub(super) struct Called {
    /// What it stands in the place of, or behind.
    pub(super) range: Range<usize>,
    /// The text stays and the call is set behind it.
    pub(super) behind: bool,
    /// Why the editor should look.
    pub(super) doubt: Option<String>,
}

/// A note, in the words of the text.
#[derive(Debug, Clone)]
pub(super) struct FoundNote {
    pub(super) family: Option<Family>,
    pub(super) number: u32,
    /// As the text has it: `3`, `*`.
    pub(super) sign: String,
    pub(super) paragraphs: Vec<Range<usize>>,
    /// Byte offset of its sign.
    pub(super) start: usize,
    pub(super) call: Option<Called>,
}

/// All that was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// By reading, in the order of the text.
    pub(super) notes: Vec<Vec<FoundNote>>,
    /// Places that are no calls.
    pub(super) marks: Vec<Mark>,
    /// Text among the notes that belongs to none.
    pub(super) loose: Vec<Range<usize>>,
    /// Signs of notes with words that are said nowhere else.
    pub(super) signs: Vec<Range<usize>>,
    /// The numbers begin again.
    pub(super) restarts: bool,
}

/// Finds the notes and takes their lines out of the text.
pub(super) fn find(source: &mut Source, report: &mut Report) -> Found {
    if source.draft.notes_are_marked {
        return Found::default();
    }
    let mut finder = Finder {
        scan: Scan::new(source),
        report,
        found: Found::default(),
        roles: Vec::new(),
        forms: Vec::new(),
        strays: Vec::new(),
        words: HashSet::new(),
    };
    finder.enclosed();
    finder.arrows();
    while let Some((form, reading)) = finder.best() {
        finder.take(form, reading);
    }
    finder.unnumbered();
    finder.pages();
    finder.strays();
    finder.heads_left();
    finder.calls_without_notes();
    finder.within_notes();
    let (found, roles) = (finder.found, finder.roles);
    for (line, role) in roles {
        source.lines[line].role = role;
    }
    found
}

pub(super) struct Finder<'a, 's, 't> {
    pub(super) scan: Scan<'s, 't>,
    pub(super) report: &'a mut Report,
    pub(super) found: Found,
    pub(super) roles: Vec<(usize, Role)>,
    /// The forms in which there are notes.
    pub(super) forms: Vec<Form>,
    /// Calls that look like calls of notes that are not there, and whether their number is missing in the sequence.
    pub(super) strays: Vec<(usize, bool)>,
    /// The words of signs.
    pub(super) words: HashSet<String>,
}

/// Most forms of notes that one text has.
const MOST_FORMS: usize = 6;

impl Finder<'_, '_, '_> {
    fn best(&self) -> Option<(Form, Reading)> {
        if self.forms.len() >= MOST_FORMS {
            return None;
        }
        let readings =
            self.scan.forms().into_iter().filter_map(|form| Some((form, self.scan.read(form)?)));
        readings
            .max_by_key(|(form, reading)| (reading.score, std::cmp::Reverse(form.1.is_of_lists())))
    }

    /// Takes a reading for what it says.
    fn take(&mut self, form: Form, reading: Reading) {
        let mut bodies = bodies::cut(&self.scan, &reading);
        bodies.lines.sort_unstable();
        self.report_zones(&reading, &bodies);
        for line in &bodies.lines {
            self.spend(*line, Role::Notes);
        }
        for line in &bodies.headings {
            self.heading_of_notes(*line);
        }
        for zone in &reading.zones {
            self.rule_above(zone.lines().start);
        }
        let mut notes = Vec::new();
        let mut last = 0;
        for ((note, found), paragraphs) in
            reading.notes.iter().zip(&reading.matched.matches).zip(bodies.texts)
        {
            let number = note.marker.number;
            self.found.restarts |= form.0 == Family::Number && last > 0 && number <= last;
            last = number;
            let call = found.as_ref().map(|found| self.call(found, &reading.calls));
            if paragraphs.is_empty() {
                continue;
            }
            self.sign(note.marker.range.clone());
            let sign = name(form.0, number);
            let (family, start) = (Some(form.0), note.marker.range.start);
            notes.push(FoundNote { family, number, sign, paragraphs, start, call });
        }
        self.found.loose.extend(bodies.loose);
        self.strays
            .extend(reading.matched.stray.iter().map(|s| (reading.calls[s.candidate], s.is_call)));
        self.found.notes.push(notes);
        self.forms.push(form);
    }

    pub(super) fn call(&mut self, found: &Match, calls: &[usize]) -> Called {
        let index = calls[found.candidate];
        self.scan.taken[index] = true;
        self.sign(self.scan.calls[index].range.clone());
        let range = self.scan.calls[index].range.clone();
        let before = &self.scan.source.text[..range.start];
        let from = before.trim_end_matches(is_space).len();
        Called { range: from..range.end, behind: false, doubt: found.doubt.clone() }
    }

    pub(super) fn spend(&mut self, line: usize, role: Role) {
        self.scan.spent[line] = true;
        self.roles.push((line, role));
    }

    pub(super) fn heading_of_notes(&mut self, line: usize) {
        if self.scan.spent[line] {
            return;
        }
        let range = self.scan.source.lines[line].range.clone();
        let words = quote(&self.scan.source.text[range.clone()]);
        self.report.sure(
            range.start,
            Topic::Leftover,
            format!("heading of the notes set aside: {words}"),
        );
        self.spend(line, Role::Leftover("heading of the notes"));
    }

    /// A call within a note would stand in another section than the note it calls: it stays as it is.
    fn within_notes(&mut self) {
        let source = self.scan.source;
        let notes: HashSet<usize> = self
            .roles
            .iter()
            .filter(|(_, role)| !matches!(role, Role::Text | Role::Block | Role::Heading))
            .map(|(line, _)| *line)
            .collect();
        for note in self.found.notes.iter_mut().flatten() {
            let at = note.call.as_ref().map(|call| call.range.end - 1);
            if at.is_some_and(|at| notes.contains(&source.item_at(at))) {
                note.call = None;
            }
        }
    }

    /// The words of signs are set aside, each once.
    pub(super) fn sign(&mut self, range: Range<usize>) {
        let text = &self.scan.source.text[range.clone()];
        let words = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.contains(char::is_alphabetic));
        let mut new = false;
        for word in words {
            new |= self.words.insert(word.to_owned());
        }
        if new {
            self.found.signs.push(range);
        }
    }

    /// A line of dashes between text and notes.
    pub(super) fn rule_above(&mut self, line: usize) {
        let Some(above) = line.checked_sub(1).filter(|above| !self.scan.spent[*above]) else {
            return;
        };
        let source = self.scan.source;
        let rule = source.lines[above].role == Role::Break
            || (source.lines[above].role == Role::Text && is_separator(source.line(above)));
        if rule {
            self.spend(above, Role::Leftover("line above the notes"));
        }
    }

    fn report_zones(&mut self, reading: &Reading, bodies: &Bodies) {
        let source = self.scan.source;
        for range in &bodies.loose {
            let words = quote(&source.text[range.clone()]);
            let message = format!("text before the first note set aside: {words}");
            self.report.doubt(range.start, Topic::Leftover, message);
        }
        let mut by_zone: Vec<Vec<u32>> = vec![Vec::new(); reading.zones.len()];
        reading.notes.iter().for_each(|note| by_zone[note.zone].push(note.marker.number));
        let place = |line: usize| bodies.lines.partition_point(|taken| *taken < line);
        for (n, zone) in reading.zones.iter().enumerate() {
            let numbers = &by_zone[n];
            if numbers.len() < 2 && reading.zones.len() > 1 {
                continue;
            }
            let family = zone.heads[0].marker.family;
            let behind = reading.zones.get(n + 1).map_or(usize::MAX, |next| next.lines().start);
            let taken = place(zone.lines().start)..place(behind);
            let lines_said = match taken.len() {
                1 => "one line".to_owned(),
                count => format!("{count} lines"),
            };
            let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else { continue };
            let range = match numbers.windows(2).filter(|w| w[1] <= w[0]).count() {
                0 => format!("{} to {}", name(family, *first), name(family, *last)),
                1 => "numbered anew once".to_owned(),
                times => format!("numbered anew {times} times"),
            };
            let message = match numbers.len() {
                1 => format!("one note in {lines_said}"),
                count => format!("{count} notes in {lines_said}, {range}"),
            };
            self.report.sure(zone.bytes(source).start, Topic::Note, message);
            let last_line = taken.end.checked_sub(1).map_or(0, |last| bodies.lines[last]);
            let next = source.lines.get(last_line + 1);
            let is_last = n + 1 == reading.zones.len();
            if let Some(line) =
                next.filter(|l| l.role == Role::Text && is_last && numbers.len() > 1)
            {
                let words = quote(&source.text[line.range.clone()]);
                let message = format!("text after the notes, kept in the section: {words}");
                self.report.doubt(line.range.start, Topic::Note, message);
            }
        }
    }
}

/// A sign as a text has it.
pub(super) fn name(family: Family, number: u32) -> String {
    match family {
        Family::Number => number.to_string(),
        Family::Letter => crate::language::numerals::alphabetic(number.into()).to_uppercase(),
        Family::Star => {
            let sign = ["*", "†", "‡"][(number.saturating_sub(1) / 10).min(2) as usize];
            sign.repeat(((number.saturating_sub(1)) % 10 + 1) as usize)
        }
    }
}
