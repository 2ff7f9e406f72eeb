//! `dass` and `daß` without a comma before it.

use super::super::Finding;
use super::Found;
use super::lexicon::Text;
use super::reading::{Reading, is_space};
use crate::diagnostics::Code;

/// After these `dass` needs no comma of its own: conjunctions of two words, particles that belong
/// to the clause, and what joins two clauses (amtliches Regelwerk § 74, § 75).
const WITHOUT_COMMA: &str = "\
    so ohne anstatt statt als auf bis und oder nicht sondern außer nur kaum je wie selbst auch sogar nämlich \
    namentlich insbesondere besonders zumal allein vorausgesetzt angenommen gesetzt ausgenommen geschweige denn \
    weder noch sowie beziehungsweise bzw entweder sowohl etwa gerade schon erst eben bloß lediglich höchstens \
    mindestens wenigstens zumindest vielleicht wohl vielmehr teils desto umso dadurch trotzdem ungeachtet \
    unbeschadet abgesehen allem beispiel falle fall maße grunde zwar aber doch also freilich allerdings \
    natürlich einerseits andererseits erstens zweitens drittens ferner außerdem schließlich endlich zuletzt \
    wieder wiederum ebenso ebensowenig genauso dann daher mal recht ganz vor jedoch hauptsächlich \
    vornehmlich ausschließlich einzig wahrscheinlich möglicherweise sicher gewiss gewiß";

/// Fewest words of the clause before `dass`: in a shorter one it may be anything.
const CLAUSE: usize = 2;

pub(super) fn find(text: &Text<'_>, found: &mut Vec<Found>) {
    let without: std::collections::HashSet<&str> = WITHOUT_COMMA.split_whitespace().collect();
    for reading in text.readings {
        for at in 1..reading.words.len() {
            let word = &reading.words[at];
            if !matches!(word.text, "dass" | "daß")
                || !reading.is_german(word.range.start)
                || !is_space(reading.lead(at))
                || reading.is_cited(&word.range)
                || clause_before(reading, at) < CLAUSE
            {
                continue;
            }
            let before = &reading.words[at - 1];
            let spared = before.text.chars().any(char::is_numeric)
                || without.contains(before.text.to_lowercase().as_str());
            if !spared {
                found.push(Found::at(reading, told(reading, at)));
            }
        }
    }
}

/// How many words stand between the last punctuation mark and a word.
fn clause_before(reading: &Reading<'_>, word: usize) -> usize {
    (1..=word).rev().take_while(|at| is_space(reading.lead(*at))).count()
}

fn told(reading: &Reading<'_>, at: usize) -> Finding {
    let (before, word) = (&reading.words[at - 1], &reading.words[at]);
    Finding::new(
        Code::DassComma,
        word.range.clone(),
        format!("no comma stands before `{}` in `{} {}`", word.text, before.text, word.text),
        format!("write `{}, {}`; or `das`, if it begins no clause", before.text, word.text),
    )
}
