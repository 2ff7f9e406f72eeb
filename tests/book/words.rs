//! The words that the book is made of, read from the lists beside this file.

use std::collections::BTreeMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    Masculine,
    Feminine,
    Neuter,
}

/// What a noun names, by which the places of a sentence choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Person,
    Thing,
    Place,
    Idea,
}

#[derive(Debug, Clone)]
pub struct Noun {
    pub kind: Kind,
    pub gender: Gender,
    pub singular: String,
    /// What the genitive adds.
    pub genitive: String,
    /// None: there is no plural.
    pub plural: Option<String>,
    /// The dative and the accusative are like the plural: `dem Boten`.
    pub weak: bool,
}

/// What stands with a verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Class {
    Thing,
    Person,
    Dative,
    Nothing,
    Going,
    Speech,
    /// A preposition, and whether its object stands in the dative.
    Preposition(String, bool),
}

#[derive(Debug, Clone)]
pub struct Verb {
    pub class: Class,
    pub past: String,
    pub participle: String,
    /// The perfect is made with `sein`.
    pub moves: bool,
    pub infinitive: String,
    /// What stands apart in a main clause: `hob … auf`.
    pub prefix: String,
}

pub struct Words {
    nouns: Vec<Noun>,
    verbs: Vec<Verb>,
    lists: BTreeMap<&'static str, Vec<&'static str>>,
}

impl Words {
    pub fn read() -> Self {
        Self {
            nouns: lines(include_str!("words/nouns.txt")).map(noun).collect(),
            verbs: lines(include_str!("words/verbs.txt")).map(verb).collect(),
            lists: lists(include_str!("words/others.txt")),
        }
    }

    pub fn nouns(&self, kinds: &[Kind]) -> Vec<&Noun> {
        self.nouns.iter().filter(|noun| kinds.contains(&noun.kind)).collect()
    }

    pub fn verbs(&self, fits: impl Fn(&Class) -> bool) -> Vec<&Verb> {
        self.verbs.iter().filter(|verb| fits(&verb.class)).collect()
    }

    pub fn list(&self, name: &str) -> &[&'static str] {
        &self.lists[name]
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#'))
}

fn noun(line: &str) -> Noun {
    let fields: Vec<&str> = line.split(' ').collect();
    Noun {
        kind: match fields[0] {
            "P" => Kind::Person,
            "T" => Kind::Thing,
            "L" => Kind::Place,
            _ => Kind::Idea,
        },
        gender: match fields[1] {
            "m" => Gender::Masculine,
            "f" => Gender::Feminine,
            _ => Gender::Neuter,
        },
        singular: fields[2].to_owned(),
        genitive: fields[3].trim_start_matches('-').to_owned(),
        plural: Some(fields[4]).filter(|plural| *plural != "-").map(str::to_owned),
        weak: fields.get(5) == Some(&"w"),
    }
}

fn verb(line: &str) -> Verb {
    let fields: Vec<&str> = line.split(' ').collect();
    let class = match fields[0] {
        "o" => Class::Thing,
        "p" => Class::Person,
        "d" => Class::Dative,
        "i" => Class::Nothing,
        "g" => Class::Going,
        "s" => Class::Speech,
        other => {
            let (preposition, case) = other.split_once('+').expect("a preposition and a case");
            Class::Preposition(preposition.to_owned(), case == "d")
        }
    };
    Verb {
        class,
        past: fields[1].to_owned(),
        participle: fields[2].trim_start_matches('+').to_owned(),
        moves: fields[2].starts_with('+'),
        infinitive: fields[3].to_owned(),
        prefix: fields.get(4).copied().unwrap_or_default().to_owned(),
    }
}

/// Lists with a name in brackets. Adjectives stand several in a line.
fn lists(text: &'static str) -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut lists: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut name = "";
    for line in text.lines() {
        if let Some(next) = line.strip_prefix('[') {
            name = next.trim_end_matches(']');
        } else if name == "adjectives" {
            lists.entry(name).or_default().extend(line.split(' '));
        } else {
            lists.entry(name).or_default().push(line);
        }
    }
    lists
}
