//! Plays: who speaks, what is said, what happens on the stage.
//!
//! A text is a play if a few names stand again and again at the beginning of paragraphs, or alone on lines, with what is said
//! behind them, and if it has stage directions in brackets or is divided into acts and scenes. Those are headings, and divide
//! the blocks of a play.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::lines::Lines;
use super::shape::Shape;
use super::verse::is_speech;
use crate::import::settle::names_part;

/// A line with which somebody begins to speak; byte ranges of the file.
#[derive(Debug, Clone)]
pub(super) struct Speaker {
    pub(super) line: usize,
    /// The name, with its stop.
    pub(super) name: Range<usize>,
    /// What is said of the way of speaking, with its brackets.
    pub(super) manner: Option<Range<usize>>,
    /// Where the speech begins; the end of the line if it stands below.
    pub(super) speech: usize,
}

/// Who speaks on which line, if the text is a play.
#[derive(Debug, Default)]
pub(super) struct Play {
    speakers: FxHashMap<usize, Speaker>,
    /// The first line with which somebody begins to speak.
    pub(super) first: usize,
    /// Whether most of what is said is verse.
    pub(super) in_verse: bool,
}

/// Longest name, in characters.
const LONGEST: usize = 40;
/// How often a name must stand for one who speaks, and how many speeches a play has.
const OFTEN: usize = 3;
const SPEECHES: usize = 10;

impl Play {
    /// Looks for those who speak at the beginnings of runs and on lines of their own.
    pub(super) fn find(lines: &Lines) -> Self {
        let mut found: Vec<(Speaker, bool)> = Vec::new();
        let mut above = None;
        let mut runs = 0;
        for line in lines.text_lines() {
            let begins = above != Some(line);
            runs += usize::from(begins);
            above = Some(line + 1);
            // The first run is the title: `Faust:`, `Der Tragödie erster Teil`.
            found.extend(speaker(lines, line, begins).filter(|_| runs > 1));
        }
        let mut names: FxHashMap<String, (usize, usize)> = FxHashMap::default();
        for (speaker, strong) in &found {
            let entry = names.entry(key(&lines.text[speaker.name.clone()])).or_default();
            entry.0 += 1;
            entry.1 += usize::from(*strong);
        }
        // A name counts that is set off as one: `ANNA.`, `Anna:`, `_Anna._`; sentences of a word, `Ja.`, are not.
        names.retain(|_, (all, strong)| *all >= OFTEN && *strong * 2 >= *all);
        found.retain(|(speaker, _)| names.contains_key(&key(&lines.text[speaker.name.clone()])));
        let is_play = names.len() > 1
            && found.len() >= SPEECHES
            && found.len() * 4 >= runs
            && has_stage(lines);
        let speakers = found
            .into_iter()
            .filter(|_| is_play)
            .filter(|(speaker, _)| !is_cast(lines, speaker, &names));
        let speakers: FxHashMap<usize, Speaker> =
            speakers.map(|(speaker, _)| (speaker.line, speaker)).collect();
        Self { first: speakers.keys().copied().min().unwrap_or(0), speakers, in_verse: false }
    }

    /// Looks whether what is said is verse, at speeches of three lines and more.
    pub(super) fn look_for_verse(&mut self, lines: &Lines, runs: &[Vec<usize>], shape: Shape) {
        let said = |run: &&Vec<usize>| run[0] >= self.first;
        let behind =
            |run: &'_ Vec<usize>| run[usize::from(self.speaker(run[0]).is_some())..].to_vec();
        let speeches: Vec<Vec<usize>> =
            runs.iter().filter(said).map(behind).filter(|run| run.len() > 2).collect();
        let verse = speeches.iter().filter(|run| is_speech(lines, run, 0, shape, false)).count();
        self.in_verse = self.is_one() && verse * 2 > speeches.len();
    }

    /// Whether the text is one.
    pub(super) fn is_one(&self) -> bool {
        !self.speakers.is_empty()
    }

    /// Whether a line names who speaks and holds nothing of what is said.
    pub(super) fn speaks_below(&self, lines: &Lines, line: usize) -> bool {
        self.speaker(line).is_some_and(|speaker| speaker.speech >= lines.all[line].range.end)
    }

    /// Who begins to speak on a line.
    pub(super) fn speaker(&self, line: usize) -> Option<&Speaker> {
        self.speakers.get(&line)
    }
}

/// The name with which a line begins, and whether it is set off as a name.
fn speaker(lines: &Lines, line: usize, begins: bool) -> Option<(Speaker, bool)> {
    let text = lines.line(line);
    let start = lines.all[line].range.start;
    let marked = text.starts_with(['_', '=', '~']);
    // `[Footnote A: …]`
    if text.starts_with(['[', '(', '{']) {
        return None;
    }
    let near = &text[..text.floor_char_boundary(text.len().min(4 * LONGEST))];
    let stop = near.find([':', '.', '('])?;
    let mut name_end = stop;
    let mut manner = None;
    let mut at = stop;
    if near[stop..].starts_with('(') {
        let close = text[stop..].find(')')? + stop + 1;
        manner = Some(stop..close);
        name_end = text[..stop].trim_end().len();
        at = close;
    }
    let mark = text[at..].chars().next().filter(|c| matches!(c, ':' | '.'));
    at += mark.map_or(0, char::len_utf8);
    if manner.is_none() {
        name_end = at;
    }
    // `ANNA. (lacht) Ja.`
    let gap = |at: usize| {
        at + text[at..].len()
            - text[at..]
                .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '_' | '=' | '~'))
                .len()
    };
    let mut speech = gap(at);
    if manner.is_none() && text[speech..].starts_with('(') {
        let close = text[speech..].find(')')? + speech + 1;
        let stopped = close + usize::from(text[close..].starts_with(['.', ':']));
        manner = Some(speech..stopped);
        speech = gap(stopped);
    }
    let name = &text[..name_end];
    let alone = speech >= text.len();
    let bare = name.trim_matches(|c: char| !c.is_alphanumeric());
    let capitals = bare.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !bare.contains(char::is_lowercase);
    let is_name = !bare.is_empty()
        && bare.chars().count() <= LONGEST
        && bare.split_whitespace().count() <= 4
        && bare.starts_with(char::is_uppercase)
        && !bare.contains(|c: char| {
            c.is_ascii_digit() || matches!(c, ',' | ';' | '!' | '?' | '"' | '»' | '„')
        });
    let colon = mark == Some(':');
    let strong = capitals || colon || marked;
    let placed = begins || alone && strong || capitals && colon;
    let spaced = alone || speech > at || manner.is_some();
    if !is_name || !placed || !spaced || mark.is_none() && !(capitals && manner.is_some()) {
        return None;
    }
    // `CHAP. II.`
    if names_part(text) {
        return None;
    }
    let shift = |range: Range<usize>| start + range.start..start + range.end;
    let speaker = Speaker {
        line,
        name: shift(0..name_end),
        manner: manner.map(shift),
        speech: start + speech,
    };
    Some((speaker, strong))
}

/// `Faust. Mephistopheles.`: who is on the stage.
fn is_cast(lines: &Lines, speaker: &Speaker, names: &FxHashMap<String, (usize, usize)>) -> bool {
    let rest = &lines.text[speaker.speech..lines.all[speaker.line].range.end];
    rest.len() < 80
        && rest.split(['.', ',']).map(key).all(|name| name.is_empty() || names.contains_key(&name))
        && !key(rest).is_empty()
}

fn key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// Whether a text has a stage: directions in brackets, three at least, or acts and scenes, two at least.
fn has_stage(lines: &Lines) -> bool {
    let directions =
        lines.text_lines().filter(|line| lines.line(*line).starts_with(['(', '['])).count();
    directions > 2
        || lines.text_lines().filter(|line| names_scene(lines.line(*line))).take(2).count() > 1
}

/// `Erster Aufzug`, `Zweite Szene.`, `ACT I`
pub(super) fn names_scene(text: &str) -> bool {
    const WORDS: [&str; 13] = [
        "akt",
        "aufzug",
        "auftritt",
        "szene",
        "scene",
        "bild",
        "handlung",
        "act",
        "scène",
        "vorspiel",
        "nachspiel",
        "zwischenspiel",
        "prolog",
    ];
    text.len() < 70
        && text.split_whitespace().count() <= 5
        && text
            .split(|c: char| !c.is_alphabetic())
            .any(|word| WORDS.contains(&word.to_lowercase().as_str()))
}

/// Whether a paragraph is nothing but a stage direction.
pub(super) fn is_direction(text: &str) -> bool {
    let bare = text.trim_matches(['_', ' ', '.']);
    let closed = |open: char, close: char| {
        bare.starts_with(open)
            && bare.ends_with(close)
            && bare.matches(open).count() == bare.matches(close).count()
            && bare.matches(open).count() == 1
    };
    closed('(', ')') || closed('[', ']')
}
