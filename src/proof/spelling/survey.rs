//! Every word of a book looked up once; what is unknown, with its places.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::context;
use super::lexicon::{Lexicon, Verdict};
use super::speller::Speller;
use crate::ir::Language;
use crate::language;
use crate::proof::Passage;

/// Where a word stands: index of the passage, and the range in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Occurrence {
    pub(super) passage: usize,
    pub(super) range: Range<usize>,
}

/// The words of one language in a book.
#[derive(Debug)]
pub(super) struct Survey<'a> {
    pub(super) lexicon: Arc<Lexicon>,
    /// Each word with what is known of it, and how often it stands.
    pub(super) words: FxHashMap<&'a str, (Verdict, usize)>,
    /// The places of what is not listed, in reading order.
    pub(super) doubtful: Vec<(Verdict, Occurrence)>,
}

/// Looks up the words of a book, by language.
pub(super) fn survey<'a>(
    passages: &'a [Passage],
    speller: &Speller<'_>,
) -> BTreeMap<Language, Survey<'a>> {
    let mut surveys: BTreeMap<Language, Survey<'a>> = BTreeMap::new();
    for (at, passage) in passages.iter().enumerate() {
        for range in language::words(&passage.text) {
            let Some(language) = language_of(passage, &range) else { continue };
            if !surveys.contains_key(language) {
                let lexicon = speller.lexicon(language);
                let survey = Survey { lexicon, words: FxHashMap::default(), doubtful: Vec::new() };
                surveys.insert(language.clone(), survey);
            }
            let survey = surveys.get_mut(language).expect("put in where it was not there");
            if !survey.lexicon.is_empty() {
                survey.look_up(passage, Occurrence { passage: at, range }, speller);
            }
        }
    }
    surveys
}

/// The language of a word, if all of it has the same.
fn language_of<'a>(passage: &'a Passage, range: &Range<usize>) -> Option<&'a Language> {
    let mut languages = passage.touched(range).iter().map(|piece| &piece.language);
    let first = languages.next()?;
    languages.all(|language| language == first).then_some(first)
}

impl<'a> Survey<'a> {
    fn look_up(&mut self, passage: &'a Passage, place: Occurrence, speller: &Speller<'_>) {
        let word = &passage.text[place.range.clone()];
        let lexicon = &self.lexicon;
        let (verdict, count) =
            self.words.entry(word).or_insert_with(|| (speller.judge(word, lexicon), 0));
        *count += 1;
        let verdict = *verdict;
        let excused = verdict == Verdict::Unknown
            && context::excuses(&passage.text, &place.range, speller, lexicon);
        if verdict != Verdict::Listed && !excused && !passage.is_editors(&place.range) {
            self.doubtful.push((verdict, place));
        }
    }
}
