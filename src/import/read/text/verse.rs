//! Verse, by its shape: lines that end before the measure is full, begin with capitals, rhyme, stand in stanzas or are indented.
//!
//! Points are given to each run of lines between empty ones; what has enough of them is a stanza. Lists, addresses, title
//! pages and dialogue have short lines, too: numbers, full stops at every end and quotation marks at every start speak against
//! verse, and so does a run in which nothing speaks for it but its shortness.

use super::lines::{LineRole, Lines};
use super::pages::ends_sentence;
use super::shape::Shape;

/// A poem or a piece of one.
#[derive(Debug, Clone)]
pub(super) struct Verse {
    /// The lines of each stanza.
    pub(super) stanzas: Vec<Vec<usize>>,
    /// Whether little speaks for it: the editor should look.
    pub(super) doubtful: bool,
}

impl Verse {
    /// Its first line.
    pub(super) fn first(&self) -> usize {
        self.stanzas[0][0]
    }

    /// Its last line.
    pub(super) fn last(&self) -> usize {
        *self.stanzas.last().and_then(|stanza| stanza.last()).expect("a stanza has lines")
    }
}

/// Points from which on a run is verse.
const ENOUGH: i32 = 5;
/// Points from which on it surely is.
const SURE: i32 = 7;
/// Points with which a run between two stanzas, or behind one, is one, too.
const BESIDE: i32 = 1;
/// Longest verse, in characters.
pub(super) const LONGEST: usize = 90;
/// How far verse is set off from prose, in columns.
const SET_OFF: usize = 4;
/// Below this measure lines of prose are as short as verse.
const NARROW: usize = 56;

/// How many lines a stanza is from the one above it: one is empty.
const STANZA_GAP: usize = 2;

/// Most lines of a stanza with an empty line between each two of them.
const LONGEST_STANZA: usize = 40;
/// How often such stanzas stand beside each other at least.
const STANZAS: usize = 2;

/// Lines between empty ones, or between other ends of a run.
pub(super) fn runs(lines: &Lines, ends: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut below = None;
    for line in lines.text_lines() {
        let follows = below == Some(line) && !ends(line);
        match runs.last_mut().filter(|_| follows) {
            Some(run) => run.push(line),
            None => runs.push(vec![line]),
        }
        below = Some(line + 1);
    }
    runs
}

/// Brings lines together that stand with an empty one between each two of them, if they are verse: where the spaces are wider,
/// stanzas end.
pub(super) fn close_up(lines: &Lines, runs: Vec<Vec<usize>>, shape: Shape) -> Vec<Vec<usize>> {
    let base = base_indent(lines, shape);
    let mut close: Vec<Vec<usize>> = Vec::new();
    let mut parts: Vec<usize> = Vec::new();
    for run in &runs {
        let goes_on = close.last().is_some_and(|above| {
            let beside = run[0] == above[above.len() - 1] + 2;
            let alone = run.len() == 1 && parts.last() == Some(&above.len());
            let between = lines.all[run[0] - 1].role == LineRole::Blank;
            let headed = !lines.line(above[above.len() - 1]).contains(char::is_lowercase);
            beside && alone && between && !headed && above.len() < LONGEST_STANZA
        });
        match close.last_mut().filter(|_| goes_on) {
            Some(above) => {
                above.extend(run);
                *parts.last_mut().unwrap_or(&mut 0) += 1;
            }
            None => {
                close.push(run.clone());
                parts.push(run.len().min(1));
            }
        }
    }
    // Stanzas beside stanzas, again and again: else such lines are speech, or a list.
    let stanza: Vec<bool> = close
        .iter()
        .zip(&parts)
        .map(|(run, parts)| *parts > 1 && points(lines, run, shape, base) >= ENOUGH)
        .collect();
    let beside = stanza.windows(2).filter(|pair| pair[0] && pair[1]).count();
    let many = close.len() - parts.iter().filter(|parts| **parts < 2).count();
    if beside < STANZAS || stanza.iter().filter(|is| **is).count() * 2 < many {
        return runs;
    }
    close
}

/// Finds the verse of a text.
pub(super) fn find(lines: &Lines, runs: &[Vec<usize>], shape: Shape) -> Vec<Verse> {
    let base = base_indent(lines, shape);
    let points: Vec<i32> = runs
        .iter()
        .enumerate()
        .map(|(n, run)| points(lines, run, shape, base) - i32::from(n == 0))
        .collect();
    let is_verse = |n: usize| points[n] >= ENOUGH && runs[n].len() > 1;
    let indent = |n: usize| runs[n].iter().map(|line| lines.all[*line].indent).min().unwrap_or(0);
    let goes_on = |n: usize| {
        let least = if indent(n) + 1 < indent(n - 1) { ENOUGH } else { BESIDE };
        points[n] >= least && runs[n].len() > 1 && is_near(lines, &runs[n - 1], &runs[n])
    };
    let mut found: Vec<Verse> = Vec::new();
    let mut n = 0;
    while n < runs.len() {
        if !is_verse(n) {
            n += 1;
            continue;
        }
        let mut best = points[n];
        let mut stanzas = vec![runs[n].clone()];
        // A stanza above that says less of itself.
        let free = n > 0 && found.last().is_none_or(|above| above.last() < runs[n - 1][0]);
        let begins = |above: usize| {
            let gap = |n: usize| runs[n + 1][0] - runs[n][runs[n].len() - 1];
            points[above] >= BESIDE
                && runs[above].len() > 1
                && indent(above) == indent(n)
                && gap(above) == STANZA_GAP
                && n + 1 < runs.len()
                && gap(n) == STANZA_GAP
        };
        if free && begins(n - 1) {
            stanzas.insert(0, runs[n - 1].clone());
        }
        n += 1;
        while n < runs.len() && goes_on(n) {
            best = best.max(points[n]);
            stanzas.push(runs[n].clone());
            n += 1;
        }
        let sure = best >= SURE || stanzas.len() > 1;
        found.push(Verse { stanzas, doubtful: !sure });
    }
    found
}

/// Whether two runs have nothing but a few empty lines between them.
fn is_near(lines: &Lines, above: &[usize], below: &[usize]) -> bool {
    let (Some(last), Some(first)) = (above.last(), below.first()) else { return false };
    let between = &lines.all[last + 1..*first];
    between.len() <= 3 && between.iter().all(|line| line.role != LineRole::Text)
}

/// The indent of most long lines, in columns.
fn base_indent(lines: &Lines, shape: Shape) -> usize {
    let Some(measure) = shape.measure() else { return 0 };
    let long = |line: &usize| lines.all[*line].length * 10 >= measure * 8;
    let mut indents: Vec<usize> =
        lines.text_lines().filter(long).map(|line| lines.all[line].indent).collect();
    indents.sort_unstable();
    indents.get(indents.len() / 2).copied().unwrap_or(0)
}

/// How much speaks for verse.
fn points(lines: &Lines, run: &[usize], shape: Shape, base: usize) -> i32 {
    let texts: Vec<&str> = run.iter().map(|line| lines.line(*line)).collect();
    let count = texts.len();
    let share =
        |is: &dyn Fn(&str) -> bool| texts.iter().filter(|text| is(text)).count() * 100 / count;
    let longest = run.iter().map(|line| lines.all[*line].length).max().unwrap_or(0);
    if longest > LONGEST || count < 2 && longest > 60 {
        return -9;
    }
    let mut points = open_lines(lines, run, shape);
    let rhymes = rhymes(&texts);
    // Among paragraphs that follow each other line by line only rhymes tell verse.
    if is_crowded(lines, run, shape) && (rhymes < 50 || count < 3) {
        return -9;
    }
    let least = run.iter().map(|line| lines.all[*line].indent).min().unwrap_or(0);
    // Blank verse may begin its lines small; then it is set off from the prose.
    let set_off = count > 3 && points == 2 && least >= base + SET_OFF && longest <= 60;
    let capitals = share(&|text| begins(text).is_some_and(char::is_uppercase));
    points += match capitals {
        90.. if count > 2 => 2,
        75.. => 1,
        _ if rhymes >= 75 && count > 2 || set_off => 0,
        50.. if count > 2 => -1,
        _ => -3,
    };
    let closed = share(&ends_sentence);
    points += match 100 - closed {
        50.. => 2,
        25.. => 1,
        0 if count > 2 => -3,
        0 => -2,
        _ => 0,
    };
    points += match rhymes {
        50.. => 2,
        25.. => 1,
        _ => 0,
    };
    points += i32::from(least >= base + 2) + i32::from(longest <= 60);
    // Two lines are verse if they rhyme or are indented.
    let indented = run.iter().any(|line| lines.all[*line].indent >= base + 2);
    points -= 2 * i32::from(count == 2 && rhymes < 100 && !indented);
    points -= 3 * i32::from(texts.iter().any(|text| !text.contains(char::is_alphabetic)));
    let words = texts.iter().map(|text| text.split_whitespace().count()).sum::<usize>();
    let punctuated = share(&|text| {
        text.ends_with(|c: char| {
            c.is_ascii_punctuation() || matches!(c, '«' | '»' | '“' | '–' | '—' | '…')
        })
    });
    if punctuated < 12 && (rhymes < 50 || count < 4) {
        points -= 3;
    }
    if words < 3 * count && rhymes < 50 {
        points -= 2;
    }
    points -= 4 * i32::from(share(&|text| text.ends_with(|c: char| c.is_ascii_digit())) >= 40);
    points -= 4 * i32::from(share(&|text| text.contains(|c: char| c.is_ascii_digit())) >= 60);
    points -= 4 * i32::from(share(&is_capitals) >= 50);
    points -= 3 * i32::from(
        share(&|text| text.starts_with(['„', '»', '"', '›', '“', '–', '—', '-'])) >= 60,
    );
    points -= 5 * i32::from(share(&is_entry) >= 40);
    points
}

/// Whether a run of lines that are paragraphs has others right above or below it.
fn is_crowded(lines: &Lines, run: &[usize], shape: Shape) -> bool {
    let is_text = |line: usize| lines.all.get(line).is_some_and(|line| line.role == LineRole::Text);
    let above = run[0].checked_sub(1).is_some_and(is_text);
    shape == Shape::Lines && (above || run.last().is_some_and(|last| is_text(last + 1)))
}

/// Whether a line is said as a whole, or leads to what is said: `»Nein!«`, `und er sang:`.
pub(super) fn is_utterance(text: &str) -> bool {
    let opens = text.starts_with(['»', '„', '"', '“', '«', '–', '—']);
    let closes = text.ends_with(['«', '“', '”', '"', '»']);
    opens && closes || text.ends_with(':') || text.contains("«, ") || text.contains("“, ")
}

/// Lines that end though the next word had found room: in prose there are none but the last.
fn open_lines(lines: &Lines, run: &[usize], shape: Shape) -> i32 {
    let Some(measure) = shape.measure() else { return i32::from(run.len() > 1) };
    let room = |pair: &&[usize]| {
        let next =
            lines.line(pair[1]).split_whitespace().next().map_or(0, |word| word.chars().count());
        let line = &lines.all[pair[0]];
        let indent = line.indent.min(measure / 4);
        (line.length + indent + 1 + next) * 100 <= measure * 92
    };
    let pairs = run.len().saturating_sub(1);
    let open = run.windows(2).filter(room).count();
    match (open * 100).checked_div(pairs).unwrap_or(0) {
        80.. => 2,
        60.. => 1,
        _ if measure < NARROW => 0,
        40.. => 0,
        _ => -5,
    }
}

/// The first letter or digit of a line.
fn begins(text: &str) -> Option<char> {
    text.chars().find(|c| c.is_alphanumeric())
}

fn is_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() > 2 && !text.contains(char::is_lowercase)
}

/// The line of a list: `1. Mehl`, `a) Mehl`, `- Mehl`, `Mehl .... 3`.
fn is_entry(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let numbered = first.len() <= 5 && first.starts_with(|c: char| c.is_ascii_digit())
        || first.len() <= 3 && first.ends_with([')', '.']) && first.len() > 1;
    numbered
        || matches!(first, "-" | "*" | "•" | "–" | "+" | "·")
        || text.contains("....")
        || text.contains("   ")
        || text.starts_with('[')
}

/// How many of a hundred lines rhyme with one of the three before or behind them.
pub(in crate::import::read) fn rhymes(texts: &[&str]) -> usize {
    const APART: usize = 3;
    let ends: Vec<Option<String>> = texts.iter().map(|text| rhyme(text)).collect();
    let same = |n: usize, m: usize| {
        let words = |n: usize| texts[n].split_whitespace().next_back().map(str::to_lowercase);
        ends[n].is_some() && ends[n] == ends[m] && words(n) != words(m)
    };
    let rhymed = (0..texts.len()).filter(|n| {
        let near = n.saturating_sub(APART)..(n + APART + 1).min(texts.len());
        near.into_iter().any(|m| m != *n && same(*n, m))
    });
    rhymed.count() * 100 / texts.len().max(1)
}

/// From the last stressed vowel of a line to its end, as it sounds; an ending without stress belongs to what stands before it.
fn rhyme(text: &str) -> Option<String> {
    let word = text
        .rsplit(|c: char| !c.is_alphabetic() && c != '’' && c != '\'')
        .find(|word| word.contains(char::is_alphabetic))?;
    let letters: Vec<char> = word.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let vowel = |at: usize| {
        matches!(letters[at], 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ä' | 'ö' | 'ü' | 'é' | 'è')
    };
    // The beginning of the last group of vowels before a place.
    let group = |before: usize| {
        let last = (0..before).rev().find(|at| vowel(*at))?;
        (0..=last).rev().take_while(|at| vowel(*at)).last()
    };
    let last = group(letters.len())?;
    let weak = letters[last..].iter().collect::<String>();
    let weak = matches!(
        weak.as_str(),
        "e" | "en"
            | "er"
            | "es"
            | "em"
            | "el"
            | "et"
            | "est"
            | "eln"
            | "ern"
            | "end"
            | "te"
            | "ing"
    );
    let start = if weak { group(last).unwrap_or(last) } else { last };
    Some(sound(&letters[start..].iter().collect::<String>()))
}

/// Letters that rhyme as one.
fn sound(end: &str) -> String {
    let alike = [
        ("äu", "ei"),
        ("eu", "ei"),
        ("ai", "ei"),
        ("ie", "i"),
        ("ih", "i"),
        ("ü", "i"),
        ("ö", "e"),
        ("ä", "e"),
        ("ah", "a"),
        ("eh", "e"),
        ("oh", "o"),
        ("uh", "u"),
        ("aa", "a"),
        ("ee", "e"),
        ("dt", "t"),
        ("th", "t"),
        ("ß", "s"),
        ("ss", "s"),
        ("ck", "k"),
        ("tt", "t"),
        ("ll", "l"),
        ("mm", "m"),
        ("nn", "n"),
        ("rr", "r"),
        ("pp", "p"),
        ("ff", "f"),
    ];
    let mut sound = end.to_owned();
    for (from, to) in alike {
        if sound.contains(from) {
            sound = sound.replace(from, to);
        }
    }
    let hard = [('d', 't'), ('b', 'p'), ('g', 'k'), ('z', 's')];
    let last = sound.chars().next_back();
    if let Some((soft, hard)) = hard.into_iter().find(|(soft, _)| last == Some(*soft)) {
        sound.truncate(sound.len() - soft.len_utf8());
        sound.push(hard);
    }
    sound
}

/// Whether what somebody says in a play is verse: by itself, or in a play whose speeches are verse if it is no prose.
pub(super) fn is_speech(
    lines: &Lines,
    run: &[usize],
    skip: usize,
    shape: Shape,
    among_verse: bool,
) -> bool {
    let longest = run.iter().map(|line| lines.all[*line].length).max().unwrap_or(0);
    let capital = |line: &&usize| {
        begins(&lines.line(**line)[if **line == run[0] { skip } else { 0 }..])
            .is_some_and(char::is_uppercase)
    };
    let capitals = run.iter().filter(capital).count();
    let open = open_lines(lines, run, shape);
    if longest > 70 {
        return false;
    }
    if among_verse {
        return run.len() == 1 || open >= 0 && capitals * 2 >= run.len();
    }
    run.len() > 1
        && (open > 0 && capitals * 10 >= run.len() * 8
            || open == 0 && run.len() > 3 && capitals * 10 >= run.len() * 9)
}
