//! Attributes in braces: what an element may carry, and what it carries.

use std::ops::Range;

use jotdown::{AttributeKind, Attributes};

use super::Reader;
use super::comments::Stand;
use super::veil::lifted;
use crate::diagnostics::{Code, suggestion, suggestion_within};
use crate::ir::{Language, is_id};
use crate::language::{unknown_variant, variants};

/// Classes and keys that an element may carry besides `id` and `lang`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Allowed {
    pub classes: &'static [&'static str],
    pub keys: &'static [&'static str],
}

/// Only `id` and `lang`.
pub(super) const PLAIN: Allowed = Allowed { classes: &[], keys: &[] };

/// The attributes of one element, checked.
#[derive(Debug, Default)]
pub(super) struct Given {
    pub id: Option<String>,
    pub language: Option<Language>,
    pub classes: Vec<String>,
    pairs: Vec<(String, String, Range<usize>)>,
}

impl Given {
    /// The value of a key.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(k, ..)| k == key).map(|(_, value, _)| value.as_str())
    }

    /// The place of a key's pair.
    pub fn place(&self, key: &str) -> Option<Range<usize>> {
        self.pairs.iter().find(|(k, ..)| k == key).map(|(.., range)| range.clone())
    }

    pub fn has(&self, class: &str) -> bool {
        self.classes.iter().any(|given| given == class)
    }
}

impl Reader<'_, '_> {
    /// Checks the attributes of an element that takes up `range`.
    pub(super) fn given(
        &mut self,
        attributes: &Attributes<'_>,
        range: &Range<usize>,
        allowed: Allowed,
    ) -> Given {
        self.keep_comments(attributes, range, Stand::Attribute);
        let mut given = Given::default();
        for (kind, value) in attributes {
            let value = lifted(&value.to_string()).into_owned();
            match kind {
                AttributeKind::Comment => {}
                AttributeKind::Class => {
                    let at = self.find(range, &format!(".{value}"));
                    self.class(value, at, allowed, &mut given);
                }
                AttributeKind::Id => {
                    let at = self.find(range, &format!("#{value}"));
                    self.id(value, at, &mut given);
                }
                AttributeKind::Pair { key } => {
                    let at = self.find(range, &format!("{key}="));
                    self.pair(key, value, at, allowed, &mut given);
                }
            }
        }
        given
    }

    /// The place of a word within a range; the whole range if it does not stand there.
    fn find(&self, range: &Range<usize>, word: &str) -> Range<usize> {
        let text = self.text.get(range.clone()).unwrap_or_default();
        // Not within another that ends alike.
        let of_other = |at: usize| text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-');
        let mut places = text.rmatch_indices(word).map(|(at, _)| at);
        match places.find(|at| !of_other(*at)).or_else(|| text.rfind(word)) {
            Some(at) => range.start + at..range.start + at + word.len(),
            None => range.clone(),
        }
    }

    fn class(&mut self, class: String, at: Range<usize>, allowed: Allowed, given: &mut Given) {
        if allowed.classes.contains(&class.as_str()) {
            // Said twice it means no more.
            if !given.has(&class) {
                given.classes.push(class);
            }
            return;
        }
        let hint = match allowed.classes {
            [] => "take it out; nothing here has a class".to_owned(),
            known => suggestion(&class, known.iter().copied()),
        };
        let message = format!("the class `{class}` has no meaning here");
        self.diagnostics.report(Code::UnknownClass, self.span(at), message, hint);
    }

    fn id(&mut self, id: String, at: Range<usize>, given: &mut Given) {
        if is_id(&id) {
            given.id = Some(id);
            return;
        }
        self.diagnostics.report(
            Code::InvalidId,
            self.span(at),
            format!("`{id}` cannot be an id"),
            "an id starts with a letter and goes on with a–z, digits, `-`, `_` or `.`",
        );
    }

    fn pair(
        &mut self,
        key: &str,
        value: String,
        at: Range<usize>,
        allowed: Allowed,
        given: &mut Given,
    ) {
        match key {
            "lang" => match Language::parse(&value) {
                Some(language) => {
                    if let Some(variant) = unknown_variant(&language) {
                        let message = format!(
                            "the variant `{variant}` of the language `{value}` is not registered"
                        );
                        let hint = suggestion_within(language.as_str(), variant, variants());
                        self.diagnostics.report(
                            Code::UnknownLanguage,
                            self.span(at),
                            message,
                            hint,
                        );
                    }
                    given.language = Some(language);
                }
                None => self.diagnostics.report(
                    Code::UnknownLanguage,
                    self.span(at),
                    format!("`{value}` is not a language tag"),
                    "write a BCP 47 tag: `de`, `de-1901`, `fr`, `en`, `la` …",
                ),
            },
            "id" => self.id(value, at, given),
            _ if allowed.keys.contains(&key) => given.pairs.push((key.to_owned(), value, at)),
            _ => {
                let hint = suggestion(key, allowed.keys.iter().copied().chain(["id", "lang"]));
                let message = format!("the attribute `{key}` has no meaning here");
                self.diagnostics.report(Code::UnknownAttribute, self.span(at), message, hint);
            }
        }
    }
}
