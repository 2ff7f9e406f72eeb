//! Clauses: who does what, when, how and where, in the orders that German knows.

use super::words::Verb;

/// Where the verb stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// `er hob den Brief auf`
    Main,
    /// `hob er den Brief auf`, behind something else
    Inverted,
    /// `er den Brief aufhob`, behind a conjunction
    Final,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    Past,
    Perfect,
    Modal(&'static str),
}

#[derive(Debug, Clone)]
pub struct Clause<'a> {
    pub subject: String,
    pub plural: bool,
    pub verb: &'a Verb,
    pub tense: Tense,
    /// Between subject and verb: adverbs and objects in order.
    pub middle: Vec<String>,
}

/// `schwieg` and `sagte` to `schwiegen` and `sagten`.
pub fn number(finite: &str, plural: bool) -> String {
    match plural {
        false => finite.to_owned(),
        true if finite.ends_with('e') => format!("{finite}n"),
        true => format!("{finite}en"),
    }
}

impl Clause<'_> {
    fn finite(&self) -> String {
        let finite = match self.tense {
            Tense::Past => &self.verb.past,
            Tense::Perfect if self.verb.moves => "war",
            Tense::Perfect => "hatte",
            Tense::Modal(modal) => modal,
        };
        number(finite, self.plural)
    }

    /// What stands at the end of a main clause.
    fn tail(&self) -> &str {
        match self.tense {
            Tense::Past => &self.verb.prefix,
            Tense::Perfect => &self.verb.participle,
            Tense::Modal(_) => &self.verb.infinitive,
        }
    }

    pub fn render(&self, order: Order) -> String {
        let finite = self.finite();
        let tail = self.tail().to_owned();
        let mut words = Vec::new();
        if order != Order::Inverted {
            words.push(self.subject.clone());
        }
        if order != Order::Final {
            words.push(finite.clone());
        }
        if order == Order::Inverted {
            words.push(self.subject.clone());
        }
        words.extend(self.middle.iter().cloned());
        match (order, self.tense) {
            (Order::Final, Tense::Past) => words.push(format!("{tail}{finite}")),
            (Order::Final, _) => words.extend([tail, finite]),
            _ => words.push(tail),
        }
        words.retain(|word| !word.is_empty());
        words.join(" ")
    }

    /// `den Brief aufzuheben`
    pub fn infinitive(&self) -> String {
        let Verb { infinitive, prefix, .. } = self.verb;
        let verb = if prefix.is_empty() {
            format!("zu {infinitive}")
        } else {
            format!("{prefix}zu{}", &infinitive[prefix.len()..])
        };
        format!("{} {verb}", self.middle.join(" ")).trim_start().to_owned()
    }
}
