//! What digitising does to a text: a file for every kind of trace.
//!
//! Rules that look at characters read one passage ([`find`]); rules that need to know which words
//! there are read the whole book ([`find_in_book`]).

mod dass;
mod digits;
mod doubled;
mod encoding;
mod foreign;
mod forms;
mod invisible;
mod leftovers;
mod lexicon;
mod lineend;
mod misread;
mod models;
mod normal;
mod notes;
mod orthography;
mod pages;
mod precedence;
mod reading;
mod together;
mod trigrams;

use std::ops::Range;

pub use precedence::settle;

use super::{Finding, Passage};
use crate::diagnostics::Diagnostic;
use crate::ir::Language;
use crate::source::Sources;
use lexicon::{Forms, Text};
use reading::Reading;

/// Whether a word is right in a language, as a dictionary says; `None` where there is none.
pub type Known<'a> = &'a dyn Fn(&str, &Language) -> Option<bool>;

/// A range of bytes in the text of a passage, with the passage's index.
type PassageRange = (usize, Range<usize>);

/// A finding in one of the passages, with the further places of the same.
struct Found {
    passage: usize,
    finding: Finding,
    also: Vec<PassageRange>,
}

/// So many passages in another language, told together, are many.
const MANY: usize = 2;

/// Looks at all passages together.
type Rule = fn(&Text<'_>, &mut Vec<Found>);

const RULES: &[Rule] = &[
    notes::find,
    pages::find,
    digits::find,
    lineend::find,
    doubled::find,
    dass::find,
    orthography::find,
    misread::find,
    together::find,
];

/// What is found in a passage by itself.
#[must_use]
pub fn find(passage: &Passage) -> Vec<Finding> {
    let mut found = Vec::new();
    invisible::find(passage, &mut found);
    forms::find(passage, &mut found);
    encoding::find(passage, &mut found);
    leftovers::find(passage, &mut found);
    found
}

/// What is found when the passages of a book are compared; `known` asks the dictionaries.
#[must_use]
pub fn find_in_book(passages: &[Passage], sources: &Sources, known: Known<'_>) -> Vec<Diagnostic> {
    let mut forms = Forms::default();
    let readings: Vec<Reading<'_>> = passages
        .iter()
        .enumerate()
        .map(|(index, passage)| Reading::new(index, passage, &mut forms))
        .collect();
    let mut text = Text::new(&readings, forms, known);
    let mut found = foreign::find(&text);
    let places = |one: &Found| {
        let first = (one.passage, one.finding.range.clone());
        std::iter::once(first).chain(one.also.clone()).collect::<Vec<_>>()
    };
    let often = found.iter().any(|one| one.also.len() > MANY);
    text.set_untagged(found.iter().flat_map(places).collect(), often);
    for rule in RULES {
        rule(&text, &mut found);
    }
    let mut told: Vec<Diagnostic> =
        found.iter().filter_map(|found| tell(found, passages, sources)).collect();
    told.extend(normal::find(passages, sources));
    told
}

/// A finding with all its places as a diagnostic.
fn tell(found: &Found, passages: &[Passage], sources: &Sources) -> Option<Diagnostic> {
    let mut told = super::tell(&found.finding, &passages[found.passage], sources)?;
    told.also = found
        .also
        .iter()
        .filter_map(|(passage, range)| passages[*passage].span(range, sources))
        .collect();
    Some(told)
}

impl Found {
    /// A finding at one place.
    fn at(reading: &Reading<'_>, finding: Finding) -> Self {
        Self { passage: reading.index, finding, also: Vec::new() }
    }
}
