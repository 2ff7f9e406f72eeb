//! Sentences of many shapes. None is written twice.

use super::clause::{Order, Tense, number};
use super::grammar::{self, Case};
use super::pen::{NARROW, Pen, Subject};
use super::words::{Class, Kind};

impl Pen {
    /// A sentence that was not written before, with its stop.
    pub fn sentence(&mut self) -> String {
        loop {
            let sentence = self.any();
            if self.written.insert(sentence.clone()) {
                return sentence;
            }
        }
    }

    fn any(&mut self) -> String {
        let text = match self.random.below(100) {
            0..16 => self.simple(),
            16..32 => self.inverted(),
            32..44 => self.with_subordinate(),
            44..54 => self.subordinate_first(),
            54..64 => self.coordinated(),
            64..71 => self.with_relative(),
            71..77 => self.reported(),
            77..82 => self.dashed(),
            82..86 => self.listed(),
            86..90 => self.purpose(),
            90..93 => return self.question(),
            93..96 => self.explained(),
            _ => self.coloured(),
        };
        format!("{}.", capital(&text))
    }

    fn main(&mut self) -> String {
        let subject = self.subject();
        self.clause(&subject).render(Order::Main)
    }

    fn simple(&mut self) -> String {
        self.main()
    }

    /// `Am Abend ging der Lotse …`
    fn inverted(&mut self) -> String {
        let front = match self.random.below(4) {
            0 => self.word("connectors").to_owned(),
            1 => self.place(),
            _ => self.time(),
        };
        let subject = self.subject();
        let clause = self.clause(&subject);
        format!("{front} {}", clause.render(Order::Inverted))
    }

    fn subordinate(&mut self, subject: &Subject) -> String {
        let mut clause = self.clause(subject);
        let conjunction = *self
            .random
            .pick(&["weil", "obwohl", "nachdem", "während", "bevor", "als", "ehe", "da"]);
        if conjunction == "nachdem" {
            clause.tense = Tense::Perfect;
        }
        format!("{conjunction} {}", clause.render(Order::Final))
    }

    fn with_subordinate(&mut self) -> String {
        let (main, subject) = (self.main(), self.subject());
        format!("{main}, {}", self.subordinate(&subject))
    }

    fn subordinate_first(&mut self) -> String {
        let first = self.subject();
        let subordinate = self.subordinate(&first);
        let subject = self.subject();
        format!("{subordinate}, {}", self.clause(&subject).render(Order::Inverted))
    }

    fn coordinated(&mut self) -> String {
        let (first, second) = (self.main(), self.main());
        let link = self.random.pick(&[" und ", ", aber ", ", denn ", ", doch ", "; ", " oder "]);
        format!("{first}{link}{second}")
    }

    /// A clause about the subject, between commas.
    fn with_relative(&mut self) -> String {
        let subject = self.phrase(&[Kind::Person], Case::Nominative);
        let pronoun = grammar::the(subject.gender, subject.plural, Case::Nominative);
        let who =
            Subject { text: pronoun.to_owned(), plural: subject.plural, gender: subject.gender };
        let relative = self.clause(&who).render(Order::Final);
        let text = format!("{}, {relative},", subject.text);
        self.clause(&Subject { text, ..subject }).render(Order::Main)
    }

    fn reported(&mut self) -> String {
        let (who, what) = (self.subject(), self.subject());
        let verb =
            self.random.pick(&["wusste", "glaubte", "hoffte", "ahnte", "behauptete", "schrieb"]);
        let verb = number(verb, who.plural);
        let manner =
            if self.random.percent(40) { format!(" {}", self.time()) } else { String::new() };
        let content = self.clause(&what).render(Order::Final);
        format!("{} {verb}{manner}, dass {content}", who.text)
    }

    fn dashed(&mut self) -> String {
        let subject = self.subject();
        let inner = self.clause(&subject).render(Order::Main);
        let (main, time) = (self.main(), self.time());
        match self.random.below(3) {
            0 => format!("{main} – {inner}"),
            1 => format!("{time} – {inner} – {}", {
                let subject = self.subject();
                self.clause(&subject).render(Order::Inverted)
            }),
            _ => format!("{main} (so jedenfalls hieß es {}), {}", self.place(), {
                let subject = self.subject();
                self.subordinate(&subject)
            }),
        }
    }

    /// Things in a row.
    fn listed(&mut self) -> String {
        let count = self.random.between(3, 5);
        let mut things: Vec<String> =
            (0..count).map(|_| self.phrase(&[Kind::Thing], Case::Accusative).text).collect();
        let last = things.pop().expect("there are three");
        format!("{} fand man {} und {last}", self.place(), things.join(", "))
    }

    fn purpose(&mut self) -> String {
        let (main, subject) = (self.main(), self.subject());
        let mut purpose = self.clause(&subject);
        purpose.middle.drain(..purpose.middle.len().saturating_sub(1));
        let purpose = purpose.infinitive();
        let known = if purpose.starts_with("um ") { 1 } else { 0 };
        let conjunction = self.random.pick(&["um", "ohne", "anstatt"][known..]);
        format!("{main}, {conjunction} {purpose}")
    }

    /// With its mark.
    pub fn question(&mut self) -> String {
        let word = *self.random.pick(&["Warum", "Wann", "Wo", "Wie", "Weshalb", "Woher"]);
        let subject = self.subject();
        format!("{word} {}?", self.clause(&subject).render(Order::Inverted))
    }

    fn explained(&mut self) -> String {
        let what = self.phrase(&[Kind::Idea], Case::Nominative);
        let (is, main) = (if what.plural { "waren" } else { "war" }, self.main());
        let adjective =
            *self.random.pick(&["bekannt", "umstritten", "ungewiss", "unvermeidlich", "neu"]);
        let by_example = format!(" (z.{NARROW}B. {})", self.time());
        let example = if self.random.percent(30) { by_example } else { String::new() };
        format!("{}{example} {is} {adjective}: {main}", what.text)
    }

    /// With a word that is stressed, foreign, or a title.
    fn coloured(&mut self) -> String {
        let (main, subject) = (self.main(), self.subject());
        match self.random.below(4) {
            0 => {
                let (language, words) = self.word("foreign").split_once('|').expect("two fields");
                format!(
                    "{main}, und das war, [{words}]{{lang={language}}}, {}",
                    self.word("manners")
                )
            }
            1 => {
                let idea = self.noun(&[Kind::Idea]).singular;
                let clause = self.clause(&subject).render(Order::Main);
                format!("in der Schrift [{}]{{.title}} las man, {clause}", self.title(&idea))
            }
            2 => {
                let thing = self.noun(&[Kind::Thing]).singular;
                format!("{main}, aber von „{thing}“ sprach _niemand_")
            }
            _ => format!("gerade _das_ wusste {}: {main}", subject_of_know(&subject)),
        }
    }

    /// The title of a work, a chapter or a heading.
    pub fn title(&mut self, noun: &str) -> String {
        let place = self.place();
        match self.random.below(4) {
            0 => format!("{noun} und Gewissen"),
            1 => format!("{noun} {place}"),
            2 => format!("Über {noun} und Herkommen"),
            _ => format!("{noun} im Jahre {}", self.year()),
        }
    }

    /// What somebody says, without marks and stop.
    pub fn said(&mut self) -> String {
        let main = self.main();
        capital(&if self.random.percent(45) {
            format!("{}, {main}", self.word("speech"))
        } else {
            main
        })
    }

    /// `sagte der Lotse`
    pub fn says(&mut self) -> String {
        let verbs = self.words.verbs(|class| *class == Class::Speech);
        let verb = self.random.pick(&verbs).past.clone();
        let subject = self.subject();
        let verb = number(&verb, subject.plural);
        let manner = match self.random.percent(25) {
            true => format!(" {}", self.word("manners")),
            false => String::new(),
        };
        format!("{verb} {}{manner}", subject.text)
    }
}

/// A plural does not stand with `wusste`.
fn subject_of_know(subject: &Subject) -> &str {
    if subject.plural { "jeder" } else { &subject.text }
}

pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
}
