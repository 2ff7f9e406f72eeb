//! Compounds read as a chain of known words: `Produkt-eigenschaft`, not `Produk-teigenschaft`.
//!
//! Among all ways to read a word as first members and a last one the cheapest is taken: the costs of the
//! members are the negative logarithms of how often they are members of compounds, so that few, common and
//! thus mostly long members win. A joint that patterns know is cheaper than one that they do not, and beside it
//! a member may be unknown. A word that would cost less as a whole is no compound. All costs are in twentieths
//! of a nat: a letter of the lists, half a nat, is ten.

use std::sync::OnceLock;

use super::letters::{ends_with, is_vowel};
use super::liang::{Sapling, Tree, number};
use super::{Class, joints};

/// The first members and last ones that a list of nouns has, and what texts have besides.
const LISTS: [&str; 2] =
    [include_str!("../data/german-nouns.txt"), include_str!("../data/german-parts.txt")];

/// What a word costs that is no compound of known members: so much, and for each letter.
const WHOLE: (i32, i32) = (160, 34);
/// What a joint costs that patterns know, one that they take for that of a suffix, one that they do not know,
/// and one that they know as a joint that nobody feels: `Theo-logie`.
const JOINTS: [i32; 4] = [-50, 10, 30, 60];
/// What an ending on the last member costs.
const ENDING: i32 = 20;
/// A word that is a common last member itself is taken for a compound if that is cheaper than this and its
/// cost as a member.
const KNOWN: i32 = 60;
/// By how much a compound must be cheaper than a word that is none, and than other readings, to be certain.
const MARGINS: (i32, i32) = (50, 100);
/// No cost.
const NEVER: i32 = i32::MAX;
/// Fewest letters of an unknown member.
const UNKNOWN: usize = 4;
/// What an unknown member costs more than a word of so many letters: known ones go first.
const STRANGE: i32 = 120;

/// What inflection puts behind a last member.
const ENDINGS: [&str; 9] = ["e", "n", "s", "en", "es", "er", "ern", "em", "ns"];

/// What a word costs as a member.
#[derive(Debug, Clone, Copy)]
struct Costs {
    first: i32,
    last: i32,
    /// Whether only nouns end with it.
    noun: bool,
    /// Whether it is an infinitive, and no member.
    verb: bool,
    whole: bool,
}

/// How a word can be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// Nothing is known.
    Unknown,
    /// A word that looks like a compound and is none.
    Whole,
    /// A known member that is no compound.
    Simple,
    /// A compound: the letters that begin its members but the first, and whether that is certain.
    Compound(Vec<usize>, Certainty),
}

/// How certain the members of a compound are.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Certainty {
    /// Nothing else comes near.
    Certain,
    /// It is hardly cheaper than a word that is no compound.
    Doubtful,
    /// Another reading is hardly dearer; its members begin there: `Fleisch-ersatz`, `Fleischer-satz`.
    Ambiguous(Vec<usize>),
}

struct Words {
    tree: Tree,
    /// By the value of their node; the first is for what is no word.
    costs: Vec<Costs>,
}

fn words() -> &'static Words {
    static READ: OnceLock<Words> = OnceLock::new();
    READ.get_or_init(|| {
        let room = LISTS.iter().map(|list| list.len()).sum();
        let mut tree = Sapling::with_room(room);
        let mut costs = vec![Costs::NONE];
        let lines = LISTS.iter().flat_map(|list| list.lines());
        let lines = lines.filter_map(|line| line.split_once(' '));
        for (word, line) in lines.filter(|(word, _)| *word != "#") {
            let place = tree.grow(word.chars());
            if *place == 0 {
                *place = costs.len() as u32;
                costs.push(Costs::NONE);
            }
            costs[*place as usize].add(line);
        }
        Words { tree: tree.tree(), costs }
    })
}

impl Words {
    /// What the word that ends at a node costs.
    fn costs(&self, node: u32) -> &Costs {
        &self.costs[self.tree.value(node) as usize]
    }
}

impl Costs {
    const NONE: Self = Self { first: NEVER, last: NEVER, noun: false, verb: false, whole: false };

    /// Takes what a line says of the word; of two costs the lower one counts.
    fn add(&mut self, line: &str) {
        let cost = |at: usize| match line.as_bytes().get(at).map(u8::to_ascii_lowercase) {
            Some(letter @ b'a'..=b'z') => i32::from(letter - b'a') * 10,
            _ => NEVER,
        };
        let (first, last) = (cost(0), cost(1));
        if last != NEVER {
            let noun = line.ends_with(|c: char| c.is_ascii_uppercase());
            self.noun = noun && (self.last == NEVER || self.noun);
        }
        self.first = self.first.min(first);
        self.last = self.last.min(last);
        self.verb |= line == "..";
        self.whole |= line == "=";
    }
}

/// The cheapest way to each letter: what it costs, and where its last member begins.
type Ways = Vec<(i32, usize)>;

/// How the letters can be read. `joints` are those of the patterns.
/// `noun`: the word begins with a capital.
pub(super) fn read(letters: &[char], joints: &[(usize, Class)], noun: bool) -> Reading {
    let count = letters.len();
    if count < 4 {
        return Reading::Unknown;
    }
    let mut costs = vec![JOINTS[2]; count];
    let mut behind = Vec::new();
    let mut before = 0;
    for (at, class) in joints {
        // `Ein-stellen`, not a noun with the suffix `-stel`.
        let suffix =
            joints::begins_suffix(&letters[*at..]) && !joints::is_prefix(&letters[before..*at]);
        before = *at;
        // Behind a prefix no member ends, nor right beside it in a verb (`weg-zu-gleiten`, not `wegzug-leiten`) and
        // seldom in a noun; a small word
        // may end with a suffix that is a noun too (`-sam`, `-haft`).
        costs[*at] = match class {
            Class::Joint => JOINTS[0],
            Class::Affix if noun && suffix => JOINTS[1],
            Class::Affix => NEVER,
            Class::Syllable => JOINTS[3],
        };
        if *class == Class::Affix && !suffix {
            let beside = [at - 1, at + 1].into_iter().filter(|one| *one < count);
            beside
                .filter(|one| !joints.iter().any(|(at, _)| at == one))
                .for_each(|one| behind.push(one));
        }
    }
    behind.into_iter().for_each(|at| costs[at] = if noun { JOINTS[3] } else { NEVER });
    let mut reader = Reader {
        letters,
        noun,
        joints: costs,
        ways: vec![(NEVER, 0); count],
        last: (NEVER, 0),
        second: (NEVER, 0),
        known: NEVER,
    };
    reader.ways[0].0 = 0;
    for start in 0..count - 1 {
        if reader.ways[start].0 != NEVER && reader.go_on(start) {
            return Reading::Whole;
        }
    }
    let whole = unknown(count);
    let Reader { ways, last, second, known, .. } = reader;
    let bar = if known == NEVER { whole } else { whole.min(known + KNOWN) };
    if last.0 < bar {
        let certainty = if second.0 < bar && second.0 - last.0 < MARGINS.1 {
            Certainty::Ambiguous(chain(&ways, second.1))
        } else if whole - last.0 < MARGINS.0 {
            Certainty::Doubtful
        } else {
            Certainty::Certain
        };
        return Reading::Compound(chain(&ways, last.1), certainty);
    }
    if known != NEVER && last.0 >= whole { Reading::Simple } else { Reading::Unknown }
}

/// What so many letters cost that are no known word.
fn unknown(letters: usize) -> i32 {
    WHOLE.0 + WHOLE.1 * letters as i32
}

/// A word that is being read.
struct Reader<'l> {
    letters: &'l [char],
    noun: bool,
    /// What a joint before each letter costs.
    joints: Vec<i32>,
    ways: Ways,
    /// The cheapest way to the end: what it costs, and where its last member begins.
    last: (i32, usize),
    /// The cheapest whose last member begins elsewhere.
    second: (i32, usize),
    /// What the word costs as a member.
    known: i32,
}

impl Reader<'_> {
    /// Reads the members that begin there; gives whether the word is known to be whole.
    fn go_on(&mut self, start: usize) -> bool {
        let words = words();
        let count = self.letters.len();
        let mut node = 0;
        for at in start..count {
            let Some(next) = words.tree.next(node, number(self.letters[at])) else { break };
            node = next;
            let costs = words.costs(node);
            let end = at + 1;
            if costs.first != NEVER && end - start > 1 && end + 1 < count {
                self.join(start, end, costs.first);
            }
            // An infinitive is none, nor the verb of a noun on `-en`: `schiessen`, not `Schi-essen`.
            let verb =
                costs.verb || costs.noun && !self.noun && self.letters.ends_with(&['e', 'n']);
            if verb && start == 0 && end == count {
                return true;
            }
            if (costs.last != NEVER || costs.whole) && is_ending(&self.letters[end..]) {
                if costs.whole || costs.noun && !self.noun {
                    if costs.whole && start == 0 {
                        return true;
                    }
                    continue;
                }
                let cost = costs.last + if end < count { ENDING } else { 0 };
                if start == 0 {
                    self.known = self.known.min(cost);
                } else if !is_participle(self.letters, self.ways[start].1, start)
                    && !is_feminine(self.letters, start)
                {
                    self.close(start, cost);
                }
            }
        }
        // An unknown member stands between joints that patterns know.
        let free = start == 0 || self.joints[start] == JOINTS[0];
        for end in start + UNKNOWN..count.saturating_sub(1) {
            if free && self.joints[end] == JOINTS[0] && has_vowel(&self.letters[start..end]) {
                self.join(start, end, unknown(end - start) + STRANGE);
            }
        }
        if start > 0
            && self.joints[start] == JOINTS[0]
            && count - start >= UNKNOWN
            && has_vowel(&self.letters[start..])
        {
            self.close(start, unknown(count - start) + STRANGE);
        }
        false
    }

    /// Takes the letters for a first member.
    fn join(&mut self, start: usize, end: usize, cost: i32) {
        if self.joints[end] == NEVER {
            return;
        }
        let cost = self.ways[start].0 + cost + self.joints[end];
        if cost < self.ways[end].0 {
            self.ways[end] = (cost, start);
        }
    }

    /// Takes the rest for the last member.
    fn close(&mut self, start: usize, cost: i32) {
        let cost = self.ways[start].0 + cost;
        if cost < self.last.0 {
            if self.last.1 != start {
                self.second = self.last;
            }
            self.last = (cost, start);
        } else if cost < self.second.0 && self.last.1 != start {
            self.second = (cost, start);
        }
    }
}

fn has_vowel(letters: &[char]) -> bool {
    letters.iter().any(|c| is_vowel(*c))
}

/// Where the members begin, back from the last.
fn chain(ways: &Ways, last: usize) -> Vec<usize> {
    let starts = std::iter::successors(Some(last), |at| Some(ways[*at].1).filter(|at| *at > 0));
    let mut starts: Vec<usize> = starts.collect();
    starts.reverse();
    starts
}

/// Whether the letters are a member, inflected or not.
pub(super) fn is_member(letters: &[char]) -> bool {
    let words = words();
    let mut node = Some(0);
    letters.iter().enumerate().any(|(at, c)| {
        node = node.and_then(|node| words.tree.next(node, number(*c)));
        let costs = node.map(|node| words.costs(node));
        let rest = &letters[at + 1..];
        costs.is_some_and(|costs| {
            costs.first != NEVER && rest.is_empty() || costs.last != NEVER && is_ending(rest)
        })
    })
}

/// Whether the letters are an adjective on `-ig` from a member, as second parts are that do not stand alone: `beid-seitig`,
/// `lang-beinig`.
pub(super) fn is_derived(letters: &[char]) -> bool {
    let endings = ["ig", "ige", "iges", "igen", "iger", "igem"];
    let ending = endings.iter().find(|ending| ends_with(letters, ending));
    ending.map(|ending| &letters[..letters.len() - ending.len()]).is_some_and(|stem| {
        stem.len() > 2 && (is_member(stem) || is_member(&[stem, &['e']].concat()))
    })
}

/// Whether inflection may put that behind a last member.
fn is_ending(rest: &[char]) -> bool {
    let fits = |ending: &&str| ends_with(rest, ending) && ending.len() == rest.len();
    rest.is_empty() || rest.len() <= 3 && ENDINGS.iter().any(fits)
}

/// Whether a member and `-end` behind it, inflected or not, are the participle of a verb: `lauf-ende`.
fn is_participle(letters: &[char], start: usize, end: usize) -> bool {
    let rest = &letters[end..];
    let inflected = |ending: &[char]| matches!(ending, [] | ['e'] | ['e', 'n' | 's' | 'r' | 'm']);
    if !rest.strip_prefix(&['e', 'n', 'd']).is_some_and(inflected) {
        return false;
    }
    let known = |ending: &[char]| {
        let letters = letters[start..end].iter().chain(ending);
        let node = letters.into_iter().try_fold(0, |node, c| words().tree.next(node, number(*c)));
        let costs = node.map(|node| words().costs(node));
        costs.is_some_and(|costs| costs.verb || costs.last != NEVER || costs.first != NEVER)
    };
    is_vowel(letters[end - 1]) || known(&['e', 'n']) || known(&['n'])
}

/// Whether what begins there is the end of a word for women: `Lese-rinnen`.
fn is_feminine(letters: &[char], start: usize) -> bool {
    let ending = ['e', 'r', 'i', 'n', 'n', 'e', 'n'];
    letters[start - 1..] == ending
}

#[cfg(test)]
mod tests {
    use super::{Reading, joints, read};

    fn parts(text: &str) -> String {
        let noun = text.starts_with(char::is_uppercase);
        let letters: Vec<char> = text.to_lowercase().chars().collect();
        match read(&letters, &joints::find(&letters), noun) {
            Reading::Compound(starts, _) => {
                let mark = |(at, c): (usize, &char)| match starts.contains(&at) {
                    true => format!("|{c}"),
                    false => c.to_string(),
                };
                letters.iter().enumerate().map(mark).collect()
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn the_cheapest_reading_counts() {
        for (word, read) in [
            ("Produkteigenschaften", "produkt|eigenschaften"),
            ("Datenbankerstellung", "datenbank|erstellung"),
            ("Mehrwertrate", "mehrwert|rate"),
            ("Pflanzensamen", "pflanzen|samen"),
            ("strebsamen", "Unknown"),
            ("zugreifen", "Whole"),
            ("Protokoll", "Simple"),
            ("laufende", "Simple"),
            ("Leserinnen", "Unknown"),
            ("Dachrinnen", "dach|rinnen"),
            ("xyzxyz", "Unknown"),
            ("", "Unknown"),
        ] {
            assert_eq!(parts(word), read);
        }
    }
}
