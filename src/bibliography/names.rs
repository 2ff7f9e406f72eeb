//! Persons whom a style would not tell apart, or not name as it names others.
//!
//! hayagriva gives letters to years where two persons of one family name wrote in one year, and loses
//! given names where it means to add them; so it is not let to tell persons apart. Their family names
//! get a sign that is taken out again, and in citations the given name is put in its place.

use std::collections::{BTreeMap, BTreeSet};

use hayagriva::types::Person;
use hayagriva::{ElemChild, ElemChildren, Entry};

/// The first of the signs; they are characters of private use, which no file of an edition holds.
const FIRST: u32 = 0xF_0000;

/// A person with a sign.
struct Marked {
    family: String,
    given: String,
    /// What stands before the family name in a citation: the given name or what of it suffices.
    shown: String,
    sign: char,
}

/// The persons that are told apart.
#[derive(Default)]
pub(super) struct Persons(Vec<Marked>);

impl Persons {
    /// Of the works that are cited, the first persons of one family name who wrote in one year.
    pub(super) fn named_in<'e>(works: impl Iterator<Item = &'e Entry>) -> Self {
        let mut years: BTreeMap<(String, Option<i32>), BTreeSet<String>> = BTreeMap::new();
        let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for work in works {
            let Some(person) = first(work) else { continue };
            let given = person.given_name.clone().unwrap_or_default();
            let year = work.date_any().map(|date| date.year);
            years.entry((person.name.clone(), year)).or_default().insert(given.clone());
            all.entry(person.name.clone()).or_default().insert(given);
        }
        let alike: BTreeSet<String> =
            years.into_iter().filter(|(_, given)| given.len() > 1).map(|(key, _)| key.0).collect();
        let mut persons = Vec::new();
        for family in alike {
            let given = &all[&family];
            for one in given {
                let offset = u32::try_from(persons.len()).unwrap_or(u32::MAX);
                let Some(sign) = FIRST.checked_add(offset).and_then(char::from_u32) else { break };
                let (family, given, shown) = (family.clone(), one.clone(), initial(one, given));
                persons.push(Marked { family, given, shown, sign });
            }
        }
        Self(persons)
    }

    /// The work with the signs of its first person.
    pub(super) fn marked(&self, work: &Entry) -> Entry {
        let mut made = work.clone();
        let mark = |persons: &[Person]| -> Option<Vec<Person>> {
            let mut persons = persons.to_vec();
            let first = persons.first_mut()?;
            let given = first.given_name.clone().unwrap_or_default();
            let is_one = |one: &&Marked| one.family == first.name && one.given == given;
            let sign = self.0.iter().find(is_one)?.sign;
            first.name.push(sign);
            Some(persons)
        };
        if let Some(authors) = work.authors().filter(|authors| !authors.is_empty()) {
            if let Some(authors) = mark(authors) {
                made.set_authors(authors);
            }
        } else if let Some(editors) = work.editors().and_then(mark) {
            made.set_editors(editors);
        }
        made
    }

    /// Takes the signs out of what was set, and puts given names in their place if it is a citation.
    pub(super) fn unmarked(&self, set: &mut ElemChildren, is_citation: bool) {
        if self.0.is_empty() {
            return;
        }
        for child in &mut set.0 {
            match child {
                ElemChild::Text(text) => self.named(&mut text.text, is_citation),
                ElemChild::Link { text, .. } => self.named(&mut text.text, is_citation),
                ElemChild::Markup(text) => self.named(text, is_citation),
                ElemChild::Elem(elem) => self.unmarked(&mut elem.children, is_citation),
                ElemChild::Transparent { .. } => {}
            }
        }
    }

    fn named(&self, text: &mut String, is_citation: bool) {
        for one in &self.0 {
            while let Some(at) = text.find(one.sign) {
                text.remove(at);
                let families = [one.family.clone(), one.family.to_uppercase()];
                let family = families.iter().find(|family| text[..at].ends_with(family.as_str()));
                let Some(family) = family.filter(|_| is_citation) else { continue };
                let start = at - family.len();
                if !one.shown.is_empty() && !text[..start].trim_end().ends_with(one.given.as_str())
                {
                    text.insert_str(start, &format!("{}\u{a0}", one.shown));
                }
            }
        }
    }
}

/// The person under whom a work stands.
fn first(work: &Entry) -> Option<&Person> {
    let authors = work.authors().filter(|authors| !authors.is_empty());
    authors.or(work.editors())?.first()
}

/// The initial of a given name; all of it, if another has the same initial.
fn initial(given: &str, all: &BTreeSet<String>) -> String {
    let begins = given.chars().next();
    let alike = all.iter().filter(|one| one.chars().next() == begins).count();
    match begins {
        Some(letter) if alike == 1 => format!("{letter}."),
        _ => given.to_owned(),
    }
}
