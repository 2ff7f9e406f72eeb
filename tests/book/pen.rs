//! The hand that writes: it chooses words for subjects, objects and adverbs.

use std::collections::HashSet;

use super::clause::{Clause, Tense};
use super::grammar::{self, Case, Determiner};
use super::months::MONTHS;
use super::random::Random;
use super::words::{Class, Gender, Kind, Noun, Verb, Words};

/// Narrow no-break space.
pub const NARROW: char = '\u{202f}';
/// No-break space.
pub const BOUND: char = '\u{a0}';

const NUMBERS: [&str; 9] =
    ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "zwölf", "zwanzig"];

pub struct Pen {
    pub random: Random,
    pub words: Words,
    /// Sentences that were written.
    pub(super) written: HashSet<String>,
    /// The people of the chapter: whether a man, and the name.
    pub(super) cast: Vec<(bool, String)>,
}

/// Who acts.
pub struct Subject {
    pub text: String,
    pub plural: bool,
    pub gender: Gender,
}

impl Pen {
    pub fn new(seed: u64) -> Self {
        let (words, random) = (Words::read(), Random::new(seed));
        Self { random, words, written: HashSet::new(), cast: Vec::new() }
    }

    pub fn word(&mut self, list: &str) -> &'static str {
        self.random.pick::<&str>(self.words.list(list))
    }

    /// Other people for the next chapter.
    pub fn new_cast(&mut self) {
        self.cast = (0..5).map(|_| self.person()).collect();
    }

    fn person(&mut self) -> (bool, String) {
        let man = self.random.percent(60);
        let first = self.word(if man { "men" } else { "women" });
        let last = self.word("surnames");
        let title = ["Herr", "Doktor", "Kapitän", "Pastor", "Meister"];
        let name = match self.random.below(6) {
            0 if man => format!("{} {last}", self.random.pick(&title)),
            0 => format!("Frau {last}"),
            1 => first.to_owned(),
            2 => format!("Dr.{BOUND}{last}"),
            3 => last.to_owned(),
            _ => format!("{first} {last}"),
        };
        (man, name)
    }

    /// A noun of these kinds, now and then a compound.
    pub fn noun(&mut self, kinds: &[Kind]) -> Noun {
        let mut noun = (*self.random.pick(&self.words.nouns(kinds))).clone();
        let usual = if noun.kind == Kind::Person { 10 } else { 38 };
        if self.random.percent(usual) {
            let member = self.word("members");
            if !noun.singular.starts_with(member.trim_end_matches('s')) && noun.singular.len() < 14
            {
                noun.singular = compound(member, &noun.singular);
                noun.plural = noun.plural.map(|plural| compound(member, &plural));
            }
        }
        noun
    }

    fn adjectives(&mut self) -> Vec<&'static str> {
        let count = match self.random.below(100) {
            0..62 => 0,
            62..95 => 1,
            _ => 2,
        };
        let mut chosen: Vec<&str> = (0..count).map(|_| self.word("adjectives")).collect();
        chosen.dedup();
        chosen
    }

    /// A noun phrase with its number and gender.
    pub fn phrase(&mut self, kinds: &[Kind], case: Case) -> Subject {
        let noun = self.noun(kinds);
        let plural = noun.plural.is_some() && self.random.percent(22);
        let determiner = match self.random.below(100) {
            0..50 => Determiner::The,
            50..70 => Determiner::A,
            70..78 => Determiner::Like("sein"),
            78..84 => Determiner::Like("ihr"),
            84..90 => Determiner::This("dies"),
            90..93 => Determiner::This("jen"),
            93..96 => Determiner::Like("kein"),
            _ if plural => Determiner::Number(self.random.pick::<&str>(&NUMBERS)),
            _ => Determiner::The,
        };
        // A bare plural is read more easily with an adjective.
        let mut adjectives = self.adjectives();
        if plural && determiner == Determiner::A && adjectives.is_empty() {
            adjectives.push(self.word("adjectives"));
        }
        let mut text = grammar::phrase(determiner, &adjectives, &noun, plural, case);
        match self.random.below(100) {
            0..9 if noun.kind != Kind::Person => {
                text.push(' ');
                text.push_str(&self.genitive());
            }
            9..12 => text.push_str(&format!(" aus {}", self.word("towns"))),
            12..15 => {
                let place = self.place();
                text.push_str(&format!(" {place}"));
            }
            _ => {}
        }
        Subject { text, plural, gender: noun.gender }
    }

    fn genitive(&mut self) -> String {
        let noun = self.noun(&[Kind::Person, Kind::Place, Kind::Idea]);
        let plural = noun.plural.is_some() && self.random.percent(30);
        let adjectives = self.adjectives();
        grammar::phrase(Determiner::The, &adjectives, &noun, plural, Case::Genitive)
    }

    pub fn subject(&mut self) -> Subject {
        let person = |text: String, man: bool| Subject {
            text,
            plural: false,
            gender: if man { Gender::Masculine } else { Gender::Feminine },
        };
        let index = self.random.below(self.cast.len());
        let (man, name) = self.cast[index].clone();
        match self.random.below(100) {
            0..22 => person(name, man),
            22..42 => person(if man { "er" } else { "sie" }.into(), man),
            42..46 => person("man".into(), true),
            46..49 => person("niemand".into(), true),
            49..53 => Subject {
                text: format!("{name} und {}", self.person().1),
                plural: true,
                gender: Gender::Masculine,
            },
            _ => self.phrase(&[Kind::Person], Case::Nominative),
        }
    }

    /// `im Hafen`
    pub fn place(&mut self) -> String {
        if self.random.percent(20) {
            return format!("in {}", self.word("towns"));
        }
        let noun = self.noun(&[Kind::Place]);
        let adjectives = self.adjectives();
        let phrase = grammar::phrase(Determiner::The, &adjectives, &noun, false, Case::Dative);
        let preposition = self.random.pick(&["in", "in", "in", "vor", "hinter", "neben", "bei"]);
        grammar::with_preposition(preposition, &phrase)
    }

    fn direction(&mut self) -> String {
        if self.random.percent(20) {
            return format!("nach {}", self.word("towns"));
        }
        let noun = self.noun(&[Kind::Place]);
        let adjectives = self.adjectives();
        let preposition = *self.random.pick(&["in", "in", "zu", "vor", "hinter", "durch"]);
        let case = if preposition == "zu" { Case::Dative } else { Case::Accusative };
        let phrase = grammar::phrase(Determiner::The, &adjectives, &noun, false, case);
        grammar::with_preposition(preposition, &phrase)
    }

    /// `am 3. März 1887`
    pub fn date(&mut self) -> String {
        let (day, month) = (self.random.between(1, 28), *self.random.pick(&MONTHS));
        format!("{day}.{BOUND}{month} {}", self.year())
    }

    pub fn year(&mut self) -> usize {
        self.random.between(1788, 1914)
    }

    pub fn time(&mut self) -> String {
        match self.random.below(10) {
            0 => format!("am {}", self.date()),
            1 => format!("im Jahre {}", self.year()),
            2 => format!("gegen {} Uhr", self.random.between(5, 11)),
            _ => self.word("times").to_owned(),
        }
    }

    /// A clause with this verb, or with any.
    pub fn clause(&mut self, subject: &Subject) -> Clause<'static> {
        let told = |class: &Class| *class != Class::Speech;
        let verb = (*self.random.pick(&self.words.verbs(told))).clone();
        let tense = match self.random.below(100) {
            0..68 => Tense::Past,
            68..86 => Tense::Perfect,
            _ => Tense::Modal(
                self.random.pick::<&str>(&["musste", "konnte", "wollte", "sollte", "durfte"]),
            ),
        };
        let mut middle = Vec::new();
        if self.random.percent(22) {
            middle.push(self.time());
        }
        if self.random.percent(20) {
            middle.push(self.word("manners").to_owned());
        }
        if self.random.percent(18) && verb.class != Class::Going {
            middle.push(self.place());
        }
        middle.extend(self.object(&verb));
        // The verbs are few, and the book is small: they may stay for ever.
        let verb: &'static Verb = Box::leak(Box::new(verb));
        Clause { subject: subject.text.clone(), plural: subject.plural, verb, tense, middle }
    }

    fn object(&mut self, verb: &Verb) -> Option<String> {
        let things = [Kind::Thing, Kind::Thing, Kind::Idea];
        Some(match &verb.class {
            Class::Thing => self.phrase(&things, Case::Accusative).text,
            Class::Person => self.phrase(&[Kind::Person], Case::Accusative).text,
            Class::Dative => self.phrase(&[Kind::Person], Case::Dative).text,
            Class::Going => self.direction(),
            Class::Preposition(preposition, dative) => {
                let case = if *dative { Case::Dative } else { Case::Accusative };
                let phrase = self.phrase(&things, case).text;
                grammar::with_preposition(preposition, &phrase)
            }
            Class::Nothing | Class::Speech => return None,
        })
    }
}

fn compound(member: &str, head: &str) -> String {
    format!("{member}{}", head.to_lowercase())
}
