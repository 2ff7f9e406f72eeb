//! Quotation marks paired, with a stack for a line.

use super::super::OBJECT;
use super::line::Line;
use super::marks::{Class, Mark, Role, collect};

/// How many marks ahead an end is looked for.
const NEAR: usize = 20;

/// How many characters of a quotation are looked at for a word.
const FAR: usize = 400;

/// A quotation: the indices of its marks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub open: usize,
    pub close: usize,
    /// Whether it gets the outer marks: none is around it, or one with inner marks.
    pub outer: bool,
}

/// A mark that has no other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Loose {
    pub mark: usize,
    pub opens: bool,
}

/// The quotations of a line.
#[derive(Debug, Default)]
pub(super) struct Quotations {
    pub marks: Vec<Mark>,
    /// In the order of their beginnings.
    pub pairs: Vec<Pair>,
    /// In the order of the text.
    pub loose: Vec<Loose>,
}

impl Quotations {
    /// Pairs the marks of a line.
    pub fn pair(line: &Line<'_>) -> Self {
        let marks = collect(line);
        let mut pairing = Pairing {
            line,
            marks: &marks,
            open: Vec::new(),
            of_class: <[Vec<usize>; 2]>::default(),
            found: Self::default(),
        };
        for index in 0..marks.len() {
            pairing.take(index);
        }
        let Pairing { open, mut found, .. } = pairing;
        found.loose.extend(open.into_iter().map(|mark| Loose { mark, opens: true }));
        found.pairs.retain(|pair| {
            let words = marks[pair.open].range.end..marks[pair.close].range.start;
            // Marks around nothing are talked of, and do not quote.
            let said = line.text.get(words).is_some_and(|text| {
                text.chars().take(FAR).any(|c| c.is_alphanumeric() || c == OBJECT)
            });
            said && !(marks[pair.open].alone && marks[pair.close].alone && !is_french(&marks, pair))
        });
        found.loose.retain(|loose| !marks[loose.mark].alone);
        found.loose.sort_by_key(|loose| loose.mark);
        found.pairs.sort_by_key(|pair| pair.open);
        found.level(&marks);
        found.marks = marks;
        found
    }

    /// Tells outer from inner quotations. Where something is loose, levels cannot be told.
    fn level(&mut self, marks: &[Mark]) {
        let balanced = self.loose.is_empty();
        let mut around: Vec<(usize, bool)> = Vec::new();
        for pair in &mut self.pairs {
            while around.last().is_some_and(|(close, _)| *close < pair.open) {
                around.pop();
            }
            let in_outer = around.last().is_some_and(|(_, outer)| *outer);
            pair.outer = marks[pair.open].class == Class::Double && !(balanced && in_outer);
            around.push((pair.close, pair.outer));
        }
    }

    /// Whether a pair is certain: everything is paired, or its marks say what they do and
    /// nothing loose stands between.
    pub fn is_certain(&self, pair: Pair) -> bool {
        let clear = |index: usize| self.marks[index].role != Role::Unclear;
        let before = self.loose.partition_point(|loose| loose.mark < pair.open);
        let within = self.loose.get(before).is_some_and(|loose| loose.mark < pair.close);
        self.loose.is_empty() || clear(pair.open) && clear(pair.close) && !within
    }
}

/// `« mot »`, where spaces belong to the marks.
fn is_french(marks: &[Mark], pair: &Pair) -> bool {
    matches!(marks[pair.open].shape, '«' | '‹') && matches!(marks[pair.close].shape, '»' | '›')
}

/// Whether a name ends so that its genitive takes an apostrophe.
fn is_genitive(text: &str) -> bool {
    text.ends_with(['s', 'x', 'z', 'ß']) || text.ends_with("ce")
}

struct Pairing<'a> {
    line: &'a Line<'a>,
    marks: &'a [Mark],
    /// Marks that opened and are not closed.
    open: Vec<usize>,
    /// Where those of each class stand in `open`.
    of_class: [Vec<usize>; 2],
    found: Quotations,
}

impl Pairing<'_> {
    fn take(&mut self, index: usize) {
        let mark = &self.marks[index];
        let opens = match mark.role {
            Role::Open => true,
            Role::Close => false,
            Role::Unclear => match mark.shape {
                '„' | '‚' | ',' => true,
                '”' | '’' => false,
                _ => self.last(mark.class).is_none(),
            },
        };
        if opens {
            self.of_class[mark.class as usize].push(self.open.len());
            self.open.push(index);
        } else if !self.is_apostrophe(index) {
            self.close(index);
        }
    }

    fn last(&self, class: Class) -> Option<usize> {
        self.of_class[class as usize].last().copied()
    }

    fn close(&mut self, index: usize) {
        let mark = &self.marks[index];
        let Some(at) = self.last(mark.class) else {
            if !mark.alone {
                self.found.loose.push(Loose { mark: index, opens: false });
            }
            return;
        };
        // What was opened later and is still open has lost its end.
        let later = self.open.drain(at + 1..).map(|mark| Loose { mark, opens: true });
        self.found.loose.extend(later);
        let open = self.open.pop().expect("the one at `at`");
        for places in &mut self.of_class {
            while places.last().is_some_and(|place| *place >= at) {
                places.pop();
            }
        }
        self.found.pairs.push(Pair { open, close: index, outer: true });
    }

    /// `Marx’ Theorie`: a closing single mark that closes nothing, or nothing yet.
    fn is_apostrophe(&self, index: usize) -> bool {
        let mark = &self.marks[index];
        if mark.class == Class::Double || matches!(mark.shape, '‹' | '›') {
            return false;
        }
        let genitive = is_genitive(&self.line.text[..mark.range.start]);
        let inside = self.open.last().is_some_and(|&open| self.marks[open].class == Class::Single);
        // `›Höll' und Teufel‹`: the mark that belongs to the one that opened comes later.
        if inside && matches!(mark.shape, '’' | '‘') && self.own_closes_later(index) {
            return true;
        }
        match mark.shape {
            '’' if !inside => true,
            _ if !inside => genitive && self.last(Class::Single).is_none() && mark.shape == '‘',
            '’' => genitive && self.closes_later(index),
            _ => false,
        }
    }

    /// Whether the quotation around was opened with a mark of one kind, and one that closes that kind,
    /// and not this one, stands further on.
    fn own_closes_later(&self, index: usize) -> bool {
        let Some(&open) = self.open.last() else { return false };
        let own: &[char] = match self.marks[open].shape {
            '›' => &['‹'],
            '‹' => &['›'],
            '‚' if self.marks[index].shape == '’' => &['‘'],
            _ => return false,
        };
        let later = &self.marks[index + 1..];
        later
            .iter()
            .take(NEAR)
            .take_while(|mark| mark.shape != self.marks[open].shape)
            .any(|mark| own.contains(&mark.shape) && mark.role != Role::Open)
    }

    /// Whether another single mark closes before the quotation around does.
    fn closes_later(&self, index: usize) -> bool {
        self.marks[index + 1..]
            .iter()
            .take(NEAR)
            .take_while(|mark| mark.class == Class::Single || mark.role == Role::Open)
            .take_while(|mark| mark.class == Class::Double || mark.role == Role::Close)
            .any(|mark| mark.class == Class::Single && mark.role == Role::Close)
    }
}
