//! Words in what the layout makes of strings, running heads, cover and wrap, whose letters are not joined as the
//! face has it: they are set with the same functions as in running text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::markup::{Arguments, Markup};
use super::super::words::{self, Letters};
use super::super::world::VOCABULARY;
use super::text::{function_of, nested};
use crate::ir::Language;

/// Such words, each with those of its letters that are set otherwise.
#[derive(Debug, Default)]
pub(super) struct Apart(BTreeMap<String, Vec<(Range<usize>, Letters)>>);

impl Apart {
    /// Takes those of a text.
    pub(super) fn add(&mut self, text: &str, language: &Language) {
        self.0.extend(words::parted(text, language));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Writes the words as pairs: each as it is found, and as it is set.
    pub(super) fn write(&self, list: &mut Arguments<'_>) {
        for (word, pieces) in &self.0 {
            list.list("", |pair| {
                pair.string("", word);
                pair.content("", |markup| set(markup, word, pieces));
            });
        }
    }

    /// Has all that follows set so.
    pub(super) fn show(&self, markup: &mut Markup) {
        if self.is_empty() {
            return;
        }
        markup.line(&format!("#import \"/{VOCABULARY}/inlines.typ\": parted, unjoined, detached"));
        markup.call("show: parted.with", |call| self.write(call));
        markup.line("");
    }
}

fn set(markup: &mut Markup, word: &str, pieces: &[(Range<usize>, Letters)]) {
    let scope = markup.scope();
    let mut at = 0;
    for (range, letters) in pieces {
        markup.text_at(scope, word, at..range.start);
        let function: Vec<_> = function_of(*letters).into_iter().collect();
        nested(markup, &function, &mut |markup| {
            markup.text_at(scope, word, range.clone());
        });
        at = range.end;
    }
    markup.text_at(scope, word, at..word.len());
}
